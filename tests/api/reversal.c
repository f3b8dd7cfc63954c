#include "support.h"

static cty_status
reverse(cty_ledger *ledger, int number, const char *date, cty_error *err)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    char *code = code_of(ledger, "harbor", number);
    cty_status status;

    reversal.code = code;
    reversal.date = day(date);
    reversal.granted_by = "Dana Reyes";
    reversal.note = "granted twice";
    status = cty_credit_reverse(ledger, &reversal, NULL, err);
    free(code);
    return status;
}

static void
a_reversal_gives_back_what_was_left_on_every_line(void **state)
{
    const int64_t nets[] = {333, 333, 334};
    cty_ledger *ledger = *state;

    bill_lines(ledger, "harbor", "B-1", "2026-07-01", nets, 3);
    assert_ok(credit(ledger, "B-1", 101, ERR));
    assert_int_equal(left_of(ledger, "B-1"), 899);
    assert_ok(reverse(ledger, 1, "2026-10-01", ERR));
    for (int i = 0; i < 3; i++)
        assert_int_equal(left_of_line(ledger, "B-1", i + 1), nets[i]);
    assert_ok(credit(ledger, "B-1", 1000, ERR));
}

static void
a_credit_is_reversed_once(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(credit(ledger, "B-1", 100, ERR));
    assert_ok(reverse(ledger, 1, "2026-09-30", ERR));
    assert_int_equal(reverse(ledger, 1, "2026-09-30", &err), CTY_E_STATE);
    assert_string_contains(err.message, "reversed before");
    assert_int_equal(left_of(ledger, "B-1"), 1000);
}

static void
discounts_and_charges_are_not_reversed(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", "10");
    draft_discount(draft, 1, 100, "volume");
    draft_charge(draft, 1, 50, "rush");
    bill.bill_no = "B-1";
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    assert_int_equal(reverse(ledger, 1, "2026-09-30", &err), CTY_E_STATE);
    assert_string_contains(err.message, "is a discount: only credits");
    assert_int_equal(reverse(ledger, 2, "2026-09-30", &err), CTY_E_STATE);
    assert_string_contains(err.message, "is a charge: only credits");
    cty_draft_free(draft);
}

static void
a_reversal_is_not_reversed(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(credit(ledger, "B-1", 100, ERR));
    assert_ok(reverse(ledger, 1, "2026-09-30", ERR));
    assert_int_equal(reverse(ledger, 2, "2026-09-30", &err), CTY_E_STATE);
    assert_string_contains(err.message, "only credits are reversed");
}

static void
a_reversal_is_not_dated_before_its_credit(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(credit(ledger, "B-1", 100, ERR));
    assert_int_equal(reverse(ledger, 1, "2026-09-29", &err), CTY_E_STATE);
    assert_string_contains(err.message, "2026-09-30");
}

static void
a_reversal_counts_on_its_own_date(void **state)
{
    cty_ledger *ledger = *state;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(credit(ledger, "B-1", 100, ERR));
    assert_ok(reverse(ledger, 1, "2026-10-02", ERR));
    assert_saved(ledger, "harbor", "2026-Q3", 100);
    assert_saved(ledger, "harbor", "2026-Q4", -100);
    assert_saved(ledger, "harbor", "2026", 0);
}

static void
credit_and_reversal_are_linked_both_ways(void **state)
{
    cty_ledger *ledger = *state;
    cty_entry_cursor *cursor = NULL;
    cty_entry entry = CTY_ENTRY_INIT;
    char *credit_code = code_of(ledger, "harbor", 1);
    char *reversal_code = code_of(ledger, "harbor", 2);
    bool found;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(credit(ledger, "B-1", 100, ERR));
    assert_ok(reverse(ledger, 1, "2026-10-02", ERR));
    assert_ok(cty_entry_cursor_open(ledger, NULL, &cursor, ERR));
    assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
    assert_string_equal(entry.code, credit_code);
    assert_string_equal(entry.linked, reversal_code);
    assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
    assert_string_equal(entry.code, reversal_code);
    assert_string_equal(entry.linked, credit_code);
    assert_string_equal(entry.note, "granted twice");
    assert_string_equal(entry.granted_by, "Dana Reyes");
    cty_entry_cursor_close(cursor);
    free(credit_code);
    free(reversal_code);
}

static void
only_what_has_a_codes_form_is_a_code(void **state)
{
    static const char *const wrong[] = {"",
                                        "17",
                                        "HARB-0042V",
                                        "harbor/0",
                                        "harbor/01",
                                        "harbor/x",
                                        "/1",
                                        "harbor/99999999999999999999",
                                        "harbor/",
                                        "harbor/1+",
                                        "harbor/9223372036854775808"};
    cty_ledger *ledger = *state;
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_error err = CTY_ERROR_INIT;

    reversal.date = day("2026-10-02");
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        reversal.code = wrong[i];
        assert_int_equal(cty_credit_reverse(ledger, &reversal, NULL, &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "code");
    }
    reversal.code = "harbor/1";
    assert_int_equal(cty_credit_reverse(ledger, &reversal, NULL, &err),
                     CTY_E_NOT_FOUND);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_reversal_gives_back_what_was_left_on_every_line),
        SENTENCE(a_credit_is_reversed_once),
        SENTENCE(discounts_and_charges_are_not_reversed),
        SENTENCE(a_reversal_is_not_reversed),
        SENTENCE(a_reversal_is_not_dated_before_its_credit),
        SENTENCE(a_reversal_counts_on_its_own_date),
        SENTENCE(credit_and_reversal_are_linked_both_ways),
        SENTENCE(only_what_has_a_codes_form_is_a_code),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
