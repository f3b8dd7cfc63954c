#include "support.h"

static cty_credit
on_bill(const char *bill_no, int64_t minor)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = minor;
    credit.bill_no = bill_no;
    credit.date = day("2026-09-30");
    credit.reason = "goodwill";
    credit.granted_by = "Dana Reyes";
    return credit;
}

static int64_t
granted(cty_ledger *ledger, const cty_credit *credit)
{
    cty_entry entry = CTY_ENTRY_INIT;

    assert_ok(cty_credit_grant(ledger, credit, &entry, ERR));
    return entry.amount.minor;
}

static cty_status
refused(cty_ledger *ledger, const cty_credit *credit, const char *because)
{
    cty_error err = CTY_ERROR_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    cty_entry before = entry;
    cty_status status = cty_credit_grant(ledger, credit, &entry, &err);

    assert_int_not_equal(status, CTY_OK);
    assert_int_equal(err.status, status);
    assert_string_contains(err.message, because);
    assert_memory_equal(&entry, &before, sizeof(entry));
    return status;
}

static void
crediting_the_last_cent_is_allowed_and_one_more_is_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-2040", 3600000);
    assert_ok(credit(ledger, "B-2040", 3600000, ERR));
    assert_int_equal(left_of(ledger, "B-2040"), 0);

    assert_int_equal(credit(ledger, "B-2040", 1, &err), CTY_E_LEFT);
    assert_string_contains(err.message, "nothing is left to credit");
    assert_saved(ledger, "harbor", "2026-Q3", 3600000);
}

static void
a_credit_over_what_is_left_says_how_much_that_is(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 5001);

    bill_of(ledger, "harbor", "B-1", 5000);
    assert_int_equal(refused(ledger, &credit,
                             "50.01 USD is more than the "
                             "50.00 left"),
                     CTY_E_LEFT);
    assert_int_equal(left_of(ledger, "B-1"), 5000);
}

static void
a_credit_on_the_whole_bill_is_shared_by_what_is_left_of_its_lines(void **state)
{
    const int64_t nets[] = {10000, 20000, 30001};
    cty_ledger *ledger = *state;
    cty_credit first = on_bill("B-1", 10000);

    bill_lines(ledger, "harbor", "B-1", "2026-07-01", nets, 3);
    first.line_no = 1;
    granted(ledger, &first);
    assert_int_equal(left_of_line(ledger, "B-1", 1), 0);

    first = on_bill("B-1", 100);
    granted(ledger, &first);
    assert_int_equal(left_of_line(ledger, "B-1", 1), 0);
    assert_int_equal(left_of_line(ledger, "B-1", 2), 20000 - 40);
    assert_int_equal(left_of_line(ledger, "B-1", 3), 30001 - 60);
}

static void
shares_sum_to_the_credit_and_the_odd_cent_goes_to_the_first_line(void **state)
{
    const int64_t nets[] = {100, 100, 100};
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 100);
    cty_share_cursor *cursor = NULL;
    cty_share share = CTY_SHARE_INIT;
    const int64_t expected[] = {34, 33, 33};
    char *code;
    bool found;

    bill_lines(ledger, "harbor", "B-1", "2026-07-01", nets, 3);
    granted(ledger, &credit);
    code = code_of(ledger, "harbor", 1);
    assert_ok(cty_share_cursor_open(ledger, code, &cursor, ERR));
    for (int i = 0; i < 3; i++) {
        assert_ok(cty_share_cursor_next(cursor, &share, &found, ERR));
        assert_true(found);
        assert_int_equal(share.line_no, i + 1);
        assert_int_equal(share.amount_minor, expected[i]);
    }
    assert_ok(cty_share_cursor_next(cursor, &share, &found, ERR));
    assert_false(found);
    cty_share_cursor_close(cursor);
    free(code);
}

static void
a_percent_is_of_the_posted_net_rounded_half_up(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 0);

    bill_of(ledger, "harbor", "B-1", 1001);
    credit.how = CTY_PERCENT;
    credit.percent = 50 * CTY_DECIMAL_ONE;
    assert_int_equal(granted(ledger, &credit), 501);
    assert_int_equal(refused(ledger, &credit, "5.01 USD is more than the 5.00"),
                     CTY_E_LEFT);
    credit.percent = 1;
    assert_int_equal(refused(ledger, &credit, "is nothing"), CTY_E_ARGUMENT);
    for (int i = 0; i < 3; i++) {
        static const int64_t percents[] = {-1, 0, 100 * CTY_DECIMAL_ONE + 1};

        credit.percent = percents[i];
        assert_int_equal(refused(ledger, &credit, "over 0 and at most 100"),
                         CTY_E_ARGUMENT);
    }
}

static void
the_rest_is_all_that_is_left_and_then_nothing(void **state)
{
    const int64_t nets[] = {1000, 500};
    cty_ledger *ledger = *state;
    cty_credit part = on_bill("B-1", 300);
    cty_credit rest = on_bill("B-1", 0);

    bill_lines(ledger, "harbor", "B-1", "2026-07-01", nets, 2);
    part.line_no = 2;
    granted(ledger, &part);
    rest.how = CTY_REST;
    rest.line_no = 2;
    assert_int_equal(granted(ledger, &rest), 200);
    rest.line_no = 0;
    assert_int_equal(granted(ledger, &rest), 1000);
    assert_int_equal(refused(ledger, &rest, "nothing is left"), CTY_E_LEFT);
}

static void
zero_is_an_error_and_never_the_rest(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 0);

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_int_equal(refused(ledger, &credit, "over 0"), CTY_E_ARGUMENT);
    credit.amount.minor = -1;
    assert_int_equal(refused(ledger, &credit, "over 0"), CTY_E_ARGUMENT);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
}

static void
an_account_credit_has_no_cap_no_percent_and_no_rest(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill(NULL, 999999999);

    credit.client_ref = "harbor";
    assert_int_equal(granted(ledger, &credit), 999999999);
    credit.how = CTY_REST;
    credit.amount.minor = 0;
    assert_int_equal(refused(ledger, &credit, "account"), CTY_E_ARGUMENT);
    credit.how = CTY_PERCENT;
    credit.percent = CTY_DECIMAL_ONE;
    assert_int_equal(refused(ledger, &credit, "account"), CTY_E_ARGUMENT);
}

static void
a_credit_cannot_be_dated_before_its_bill(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 100);

    bill_of(ledger, "harbor", "B-1", 1000);
    credit.date = day("2026-06-30");
    assert_int_equal(refused(ledger, &credit, "2026-07-01"), CTY_E_STATE);
    credit.date = day("2026-07-01");
    assert_int_equal(granted(ledger, &credit), 100);

    bill_lines(ledger, "harbor", "B-2", "2026-07-15", (int64_t[]){1000}, 1);
    credit.bill_no = "B-2";
    credit.date = day("2026-07-14");
    assert_int_equal(refused(ledger, &credit, "2026-07-15"), CTY_E_STATE);
}

static void
a_credit_in_another_currency_than_its_bill_is_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 100);

    bill_of(ledger, "harbor", "B-1", 1000);
    memcpy(credit.amount.currency, "EUR", 4);
    assert_int_equal(refused(ledger, &credit, "is in USD"), CTY_E_STATE);
    memcpy(credit.amount.currency, "USD", 4);
    assert_int_equal(granted(ledger, &credit), 100);
}

static void
what_is_not_there_is_named_with_what_comes_near(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-9", 100);

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_int_equal(refused(ledger, &credit, "no bill \"B-9\""),
                     CTY_E_NOT_FOUND);
    credit.bill_no = "B-1";
    credit.line_no = 2;
    assert_int_equal(refused(ledger, &credit, "no line 2"), CTY_E_NOT_FOUND);
    credit.line_no = 0;
    credit.reason = "godwill";
    assert_int_equal(refused(ledger, &credit, "did you mean \"goodwill\"?"),
                     CTY_E_NOT_FOUND);
    credit.reason = "goodwill";
    credit.granted_by = "Dana Reys";
    assert_int_equal(refused(ledger, &credit, "did you mean \"Dana Reyes\"?"),
                     CTY_E_NOT_FOUND);
    credit.granted_by = NULL;
    credit.client_ref = "harbour";
    assert_int_equal(refused(ledger, &credit, "did you mean \"harbor\"?"),
                     CTY_E_NOT_FOUND);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
}

static void
a_credit_on_another_clients_bill_is_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 100);

    client_of(ledger, "mill", "Mill Lane School");
    bill_of(ledger, "harbor", "B-1", 1000);
    credit.client_ref = "mill";
    assert_int_equal(refused(ledger, &credit, "another client's"), CTY_E_STATE);
    credit.client_ref = "harbor";
    assert_int_equal(granted(ledger, &credit), 100);
}

static void
whether_a_credit_is_a_saving_is_what_its_reason_says(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 100);
    cty_entry entry = CTY_ENTRY_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_true(entry.saving);
    credit.reason = "correction";
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_false(entry.saving);
    assert_saved(ledger, "harbor", "2026-Q3", 100);
}

static void
entries_are_numbered_without_gaps_whatever_was_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_bill("B-1", 100);
    cty_entry entry = CTY_ENTRY_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    for (int i = 1; i <= 5; i++) {
        cty_credit wrong = on_bill("B-1", 100000);

        assert_int_equal(cty_credit_grant(ledger, &wrong, NULL, NULL),
                         CTY_E_LEFT);
        assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
        assert_int_equal(entry.number, i);
        assert_int_equal(entry.fact, i + 1);
    }
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(crediting_the_last_cent_is_allowed_and_one_more_is_refused),
        SENTENCE(a_credit_over_what_is_left_says_how_much_that_is),
        SENTENCE(
            a_credit_on_the_whole_bill_is_shared_by_what_is_left_of_its_lines),
        SENTENCE(
            shares_sum_to_the_credit_and_the_odd_cent_goes_to_the_first_line),
        SENTENCE(a_percent_is_of_the_posted_net_rounded_half_up),
        SENTENCE(the_rest_is_all_that_is_left_and_then_nothing),
        SENTENCE(zero_is_an_error_and_never_the_rest),
        SENTENCE(an_account_credit_has_no_cap_no_percent_and_no_rest),
        SENTENCE(a_credit_cannot_be_dated_before_its_bill),
        SENTENCE(a_credit_in_another_currency_than_its_bill_is_refused),
        SENTENCE(what_is_not_there_is_named_with_what_comes_near),
        SENTENCE(a_credit_on_another_clients_bill_is_refused),
        SENTENCE(whether_a_credit_is_a_saving_is_what_its_reason_says),
        SENTENCE(entries_are_numbered_without_gaps_whatever_was_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
