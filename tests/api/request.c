#include "support.h"

static cty_credit
keyed(const char *key, int64_t minor)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = minor;
    credit.bill_no = "B-1";
    credit.date = day("2026-09-30");
    credit.reason = "goodwill";
    credit.request_key = key;
    return credit;
}

static void
repeating_a_request_grants_once(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("order 7", 100);
    cty_entry first = CTY_ENTRY_INIT;
    cty_entry again = CTY_ENTRY_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_credit_grant(ledger, &credit, &first, ERR));
    assert_false(first.repeated);
    assert_ok(cty_credit_grant(ledger, &credit, &again, ERR));
    assert_true(again.repeated);
    assert_string_equal(again.code, first.code);
    assert_memory_equal(&again.id, &first.id, sizeof(first.id));
    assert_int_equal(left_of(ledger, "B-1"), 900);
}

static void
another_content_under_the_same_key_is_a_conflict_that_names_it(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_credit credit = keyed("order 7", 100);

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));

#define CONFLICT(change, named)                                                \
    do {                                                                       \
        cty_credit other = keyed("order 7", 100);                              \
        change;                                                                \
        assert_int_equal(cty_credit_grant(ledger, &other, NULL, &err),         \
                         CTY_E_CONFLICT);                                      \
        assert_string_equal(err.field, named);                                 \
    } while (0)
    CONFLICT(other.amount.minor = 101, "amount");
    CONFLICT(memcpy(other.amount.currency, "USD", 4), "currency");
    CONFLICT(other.bill_no = "B-2", "bill_no");
    CONFLICT(other.line_no = 1, "line_no");
    CONFLICT(other.client_ref = "harbor", "client_ref");
    CONFLICT(other.date = day("2026-10-01"), "date");
    CONFLICT(other.reason = "special", "reason");
    CONFLICT(other.granted_by = "Dana Reyes", "granted_by");
    CONFLICT(other.note = "", "note");
    CONFLICT(other.credit_no = "C-1", "credit_no");
    assert_int_equal(left_of(ledger, "B-1"), 900);
}

static void
another_percent_under_the_same_key_is_a_conflict(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_credit credit = keyed("a tenth", 0);

    bill_of(ledger, "harbor", "B-1", 1000);
    credit.how = CTY_PERCENT;
    credit.percent = 10 * CTY_DECIMAL_ONE;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    credit.percent++;
    assert_int_equal(cty_credit_grant(ledger, &credit, NULL, &err),
                     CTY_E_CONFLICT);
    assert_string_equal(err.field, "percent");
    credit.how = CTY_REST;
    credit.percent = 0;
    assert_int_equal(cty_credit_grant(ledger, &credit, NULL, &err),
                     CTY_E_CONFLICT);
    assert_string_equal(err.field, "amount, percent or rest");
}

static void
a_reversal_is_compared_field_by_field(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("order 7", 100);
    char *first = code_of(ledger, "harbor", 1);
    char *second = code_of(ledger, "harbor", 2);
    cty_reversal back = CTY_REVERSAL_INIT;
    cty_reversal other;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    credit.request_key = NULL;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    back.code = first;
    back.date = day("2026-10-01");
    back.request_key = "undo 7";
    assert_ok(cty_credit_reverse(ledger, &back, NULL, ERR));
    assert_ok(cty_credit_reverse(ledger, &back, NULL, ERR));

#define BACK_CONFLICT(change, named)                                           \
    do {                                                                       \
        other = back;                                                          \
        change;                                                                \
        assert_int_equal(cty_credit_reverse(ledger, &other, NULL, &err),       \
                         CTY_E_CONFLICT);                                      \
        assert_string_equal(err.field, named);                                 \
    } while (0)
    BACK_CONFLICT(other.code = second, "code");
    BACK_CONFLICT(other.date = day("2026-10-02"), "date");
    BACK_CONFLICT(other.granted_by = "Dana Reyes", "granted_by");
    BACK_CONFLICT(other.note = "", "note");
    assert_int_equal(left_of(ledger, "B-1"), 900);
    free(first);
    free(second);
}

static void
the_rest_is_compared_as_it_was_said_not_as_it_came_out(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("all of it", 0);
    cty_entry entry = CTY_ENTRY_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    credit.how = CTY_REST;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_true(entry.repeated);
    assert_int_equal(entry.amount.minor, 1000);
}

static void
a_retry_after_midnight_is_the_same_request(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("order 7", 100);
    cty_entry entry = CTY_ENTRY_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    memset(&credit.date, 0, sizeof(credit.date));
    assert_int_equal(cty_credit_grant(ledger, &credit, NULL, NULL),
                     CTY_E_ARGUMENT);
    credit.today = day("2026-09-30");
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    credit.today = day("2026-10-01");
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_true(entry.repeated);
    assert_int_equal(cty_date_compare(entry.date, day("2026-09-30")), 0);
}

static void
a_refused_attempt_uses_no_key_up(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("order 7", 100000);

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_int_equal(cty_credit_grant(ledger, &credit, NULL, NULL), CTY_E_LEFT);
    credit.amount.minor = 100;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
}

static void
a_dry_run_uses_no_key_up_and_writes_nothing(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("order 7", 100);
    cty_entry entry = CTY_ENTRY_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, true, ERR));
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_int_equal(entry.number, 1);
    assert_ok(cty_batch_end(ledger, ERR));
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    credit.amount.minor = 200;
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_false(entry.repeated);
    assert_int_equal(entry.number, 1);
}

static void
a_key_belongs_to_its_verb(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = keyed("one", 100);
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_error err = CTY_ERROR_INIT;
    char *code = code_of(ledger, "harbor", 1);

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    reversal.code = code;
    reversal.date = day("2026-09-30");
    reversal.request_key = "one";
    assert_int_equal(cty_credit_reverse(ledger, &reversal, NULL, &err),
                     CTY_E_CONFLICT);
    assert_string_contains(err.message, "was used for a credit grant");
    reversal.request_key = "two";
    assert_ok(cty_credit_reverse(ledger, &reversal, NULL, ERR));
    credit.request_key = "two";
    assert_int_equal(cty_credit_grant(ledger, &credit, NULL, &err),
                     CTY_E_CONFLICT);
    assert_string_equal(err.field, "request_key");
    free(code);
}

static void
a_quote_and_its_yes_are_compared_field_by_field(void **state)
{
    cty_ledger *ledger = *state;
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote other;
    cty_quote_change yes = CTY_QUOTE_CHANGE_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", "10");
    quote.quote_no = yes.quote_no = "Q-1";
    quote.client_ref = "harbor";
    quote.date = yes.date = day("2026-06-01");
    quote.valid_until = day("2026-06-30");
    quote.request_key = "quote 1";
    yes.request_key = "yes 1";
    assert_ok(cty_quote_add(ledger, &quote, draft, NULL, ERR));
    assert_ok(cty_quote_add(ledger, &quote, draft, NULL, ERR));

#define QUOTE_CONFLICT(change, named)                                          \
    do {                                                                       \
        other = quote;                                                         \
        change;                                                                \
        assert_int_equal(cty_quote_add(ledger, &other, draft, NULL, &err),     \
                         CTY_E_CONFLICT);                                      \
        assert_string_equal(err.field, named);                                 \
    } while (0)
    QUOTE_CONFLICT(other.quote_no = "Q-2", "quote_no");
    QUOTE_CONFLICT(other.client_ref = "HARBOR", "client_ref");
    QUOTE_CONFLICT(other.date = day("2026-06-02"), "date");
    QUOTE_CONFLICT(other.valid_until = day("2026-07-01"), "valid_until");
    QUOTE_CONFLICT(other.currency = "USD", "currency");
    QUOTE_CONFLICT(other.rounding = CTY_ROUND_HALF_UP, "rounding");
    assert_ok(cty_quote_accept(ledger, &yes, NULL, ERR));
    yes.date = day("2026-06-02");
    assert_int_equal(cty_quote_accept(ledger, &yes, NULL, &err),
                     CTY_E_CONFLICT);
    assert_string_equal(err.field, "date");
    cty_draft_free(draft);
}

static cty_status
post(cty_ledger *ledger, const char *price, const char *discount,
     cty_bill_info *info, cty_error *err)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    cty_status status;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", price);
    if (discount != NULL)
        draft_discount(draft, 1, 100, discount);
    bill.bill_no = "B-7";
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    bill.request_key = "bill 7";
    status = cty_bill_post(ledger, &bill, draft, info, err);
    cty_draft_free(draft);
    return status;
}

static void
whose_discount_it_is_is_compared(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;
    cty_adjustment discount = CTY_ADJUSTMENT_INIT;
    cty_error err = CTY_ERROR_INIT;

    discount.line_no = 1;
    discount.amount_minor = 100;
    discount.reason = "volume";
    bill.bill_no = "B-7";
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    bill.request_key = "bill 7";
    for (int i = 0; i < 2; i++) {
        cty_draft *draft = NULL;

        assert_ok(cty_draft_new(&draft, ERR));
        draft_line(draft, "Flyers", "1", "10");
        discount.granted_by = i == 0 ? NULL : "Dana Reyes";
        assert_ok(cty_draft_discount(draft, &discount, ERR));
        assert_int_equal(cty_bill_post(ledger, &bill, draft, NULL, &err),
                         i == 0 ? CTY_OK : CTY_E_CONFLICT);
        cty_draft_free(draft);
    }
    assert_string_equal(err.field, "discounts and charges");
}

static void
a_bill_is_compared_field_by_field(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;
    cty_bill other;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", "10");
    bill.bill_no = "B-7";
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    bill.request_key = "bill 7";
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));

#define BILL_CONFLICT(change, named)                                           \
    do {                                                                       \
        other = bill;                                                          \
        change;                                                                \
        assert_int_equal(cty_bill_post(ledger, &other, draft, NULL, &err),     \
                         CTY_E_CONFLICT);                                      \
        assert_string_equal(err.field, named);                                 \
    } while (0)
    BILL_CONFLICT(other.bill_no = "B-8", "bill_no");
    BILL_CONFLICT(other.client_ref = "HARBOR", "client_ref");
    BILL_CONFLICT(other.quote_no = "Q-1", "quote_no");
    BILL_CONFLICT(other.date = day("2026-07-02"), "date");
    BILL_CONFLICT(other.currency = "USD", "currency");
    BILL_CONFLICT(other.rounding = CTY_ROUND_HALF_UP, "rounding");
    BILL_CONFLICT(other.lines = CTY_LINES_AS_DRAFTED, "lines");
    cty_draft_free(draft);
}

static void
a_bill_posted_twice_is_there_once_and_its_lines_are_compared(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(post(ledger, "10", "volume", &info, ERR));
    assert_ok(post(ledger, "10", "volume", &info, ERR));
    assert_true(info.repeated);
    assert_int_equal(post(ledger, "11", "volume", NULL, &err), CTY_E_CONFLICT);
    assert_string_equal(err.field, "lines");
    assert_int_equal(post(ledger, "10", "loyalty", NULL, &err), CTY_E_CONFLICT);
    assert_string_equal(err.field, "discounts and charges");
    assert_saved(ledger, "harbor", "2026", 100);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(repeating_a_request_grants_once),
        SENTENCE(
            another_content_under_the_same_key_is_a_conflict_that_names_it),
        SENTENCE(another_percent_under_the_same_key_is_a_conflict),
        SENTENCE(a_reversal_is_compared_field_by_field),
        SENTENCE(the_rest_is_compared_as_it_was_said_not_as_it_came_out),
        SENTENCE(a_retry_after_midnight_is_the_same_request),
        SENTENCE(a_refused_attempt_uses_no_key_up),
        SENTENCE(a_dry_run_uses_no_key_up_and_writes_nothing),
        SENTENCE(a_key_belongs_to_its_verb),
        SENTENCE(a_quote_and_its_yes_are_compared_field_by_field),
        SENTENCE(whose_discount_it_is_is_compared),
        SENTENCE(a_bill_is_compared_field_by_field),
        SENTENCE(a_bill_posted_twice_is_there_once_and_its_lines_are_compared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
