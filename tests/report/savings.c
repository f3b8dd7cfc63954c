/* Savings by client and quarter. */
#include "shop.h"

static cty_savings_cursor *
by(cty_ledger *ledger, uint32_t keys, const char *from, const char *to)
{
    cty_savings_report report = CTY_SAVINGS_REPORT_INIT;
    cty_savings_cursor *cursor = NULL;

    report.by = keys;
    if (from != NULL)
        report.from = day(from);
    if (to != NULL)
        report.to = day(to);
    assert_ok(cty_savings_cursor_open(ledger, &report, &cursor, ERR));
    return cursor;
}

/* "harbor 2026-Q3 USD: 1 1 1000 0 0 1000 100 100"; "" at the end. */
static const char *
next_row(cty_savings_cursor *cursor)
{
    static char text[400];
    cty_savings_row row = CTY_SAVINGS_ROW_INIT;
    bool found = false;

    assert_ok(cty_savings_cursor_next(cursor, &row, &found, ERR));
    text[0] = '\0';
    if (found)
        snprintf(text, sizeof(text),
                 "%s %s %s: %lld %lld %lld %lld %lld %lld %lld %lld",
                 row.client_ref, row.quarter, row.currency,
                 (long long)row.bills, (long long)row.credit_notes,
                 (long long)row.gross_minor, (long long)row.discounts_minor,
                 (long long)row.charges_minor, (long long)row.billed_minor,
                 (long long)row.credits_minor, (long long)row.savings_minor);
    return text;
}

static void
bill_with_adjustments(cty_ledger *ledger)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Menus", "1", "10");
    draft_line(draft, "Posters", "1", "20");
    draft_discount(draft, 1, 300, "early");
    draft_discount(draft, 1, 20, "correction");
    draft_charge(draft, 2, 5, "rush");
    bill.bill_no = "B-7";
    bill.client_ref = "harbor";
    bill.date = day("2026-08-03");
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

static void
a_row_for_each_client_quarter_and_currency(void **state)
{
    cty_savings_cursor *cursor;
    int64_t number;

    client_of(*state, "Anchor", "Anchor");
    bill_with_adjustments(*state);
    number = grant(*state, NULL, "B-7", "2026-09-01", 100, "special");
    grant(*state, NULL, "B-7", "2026-09-02", 50, "correction");
    reverse(*state, "harbor", number, "2026-10-01");
    grant_in(*state, "harbor", "2026-09-30", 7, "EUR");
    bill_on(*state, "Anchor", "B-8", "2025-12-31", 500, NULL);

    cursor = by(*state, 0, NULL, NULL);
    assert_string_equal(next_row(cursor),
                        "Anchor 2025-Q4 USD: 1 0 500 0 0 500 0 0");
    assert_string_equal(next_row(cursor),
                        "harbor 2026-Q3 EUR: 0 1 0 0 0 0 7 7");
    assert_string_equal(next_row(cursor),
                        "harbor 2026-Q3 USD: 1 2 3000 320 5 2685 150 400");
    assert_string_equal(next_row(cursor),
                        "harbor 2026-Q4 USD: 0 0 0 0 0 0 -100 -100");
    assert_string_equal(next_row(cursor), "");
    assert_string_equal(next_row(cursor), "");
    cty_savings_cursor_close(cursor);
}

static void
a_key_that_is_not_asked_for_is_dropped(void **state)
{
    cty_savings_cursor *cursor;

    client_of(*state, "anchor", "Anchor");
    bill_on(*state, "harbor", "B-1", "2026-01-31", 500, NULL);
    bill_on(*state, "harbor", "B-2", "2026-07-31", 600, NULL);
    bill_on(*state, "anchor", "B-3", "2026-09-30", 700, NULL);
    cursor = by(*state, CTY_BY_CLIENT, NULL, NULL);
    assert_string_equal(next_row(cursor), "anchor  USD: 1 0 700 0 0 700 0 0");
    assert_string_equal(next_row(cursor), "harbor  USD: 2 0 1100 0 0 1100 0 0");
    assert_string_equal(next_row(cursor), "");
    cty_savings_cursor_close(cursor);
    cursor = by(*state, CTY_BY_QUARTER, NULL, NULL);
    assert_string_equal(next_row(cursor), " 2026-Q1 USD: 1 0 500 0 0 500 0 0");
    assert_string_equal(next_row(cursor),
                        " 2026-Q3 USD: 2 0 1300 0 0 1300 0 0");
    assert_string_equal(next_row(cursor), "");
    cty_savings_cursor_close(cursor);
}

static void
both_ends_are_in_by_day(void **state)
{
    cty_savings_cursor *cursor;

    grant_in(*state, "harbor", "2026-07-14", 1, "USD");
    grant_in(*state, "harbor", "2026-07-15", 10, "USD");
    grant_in(*state, "harbor", "2026-09-20", 100, "USD");
    grant_in(*state, "harbor", "2026-09-21", 1000, "USD");
    cursor = by(*state, CTY_BY_CLIENT, "2026-07-15", "2026-09-20");
    assert_string_equal(next_row(cursor), "harbor  USD: 0 2 0 0 0 0 110 110");
    cty_savings_cursor_close(cursor);
    cursor = by(*state, CTY_BY_CLIENT, "2026-09-20", NULL);
    assert_string_equal(next_row(cursor), "harbor  USD: 0 2 0 0 0 0 1100 1100");
    cty_savings_cursor_close(cursor);
    cursor = by(*state, CTY_BY_CLIENT, NULL, "2026-07-14");
    assert_string_equal(next_row(cursor), "harbor  USD: 0 1 0 0 0 0 1 1");
    cty_savings_cursor_close(cursor);
}

static void
quarters_are_the_fiscal_years(void **state)
{
    cty_ledger *ledger = new_ledger("USD", 10);
    cty_savings_cursor *cursor;

    (void)state;
    client_of(ledger, "harbor", "Harbor Foods");
    grant_in(ledger, "harbor", "1900-01-01", 1, "USD");
    grant_in(ledger, "harbor", "2026-09-30", 2, "USD");
    grant_in(ledger, "harbor", "2026-10-01", 3, "USD");
    grant_in(ledger, "harbor", "2027-01-01", 4, "USD");
    cursor = by(ledger, CTY_BY_QUARTER, NULL, NULL);
    assert_string_equal(next_row(cursor), " 1899-Q2 USD: 0 1 0 0 0 0 1 1");
    assert_string_equal(next_row(cursor), " 2025-Q4 USD: 0 1 0 0 0 0 2 2");
    assert_string_equal(next_row(cursor), " 2026-Q1 USD: 0 1 0 0 0 0 3 3");
    assert_string_equal(next_row(cursor), " 2026-Q2 USD: 0 1 0 0 0 0 4 4");
    assert_string_equal(next_row(cursor), "");
    cty_savings_cursor_close(cursor);
    cty_ledger_close(ledger);
}

static void
a_sum_that_overflows_is_refused(void **state)
{
    cty_savings_cursor *cursor;
    cty_savings_row row = CTY_SAVINGS_ROW_INIT;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;

    grant_in(*state, "harbor", "2026-07-14", INT64_MAX, "USD");
    grant_in(*state, "harbor", "2026-08-14", INT64_MAX, "USD");
    cursor = by(*state, 0, NULL, NULL);
    assert_int_equal(cty_savings_cursor_next(cursor, &row, &found, &err),
                     CTY_E_LIMIT);
    assert_true(found);
    cty_savings_cursor_close(cursor);
}

/* Neither sum overflows, but what was billed. */
static void
what_was_billed_may_not_overflow_either(void **state)
{
    cty_savings_cursor *cursor = NULL;
    cty_savings_row row = CTY_SAVINGS_ROW_INIT;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;

    for (int i = 0; i < 2; i++) {
        cty_bill bill = CTY_BILL_INIT;
        cty_draft *draft = NULL;

        assert_ok(cty_draft_new(&draft, ERR));
        draft_line(draft, "All of it", "10000",
                   i == 0 ? "9223372036854.775807" : "0");
        if (i == 1)
            draft_charge(draft, 1, INT64_MAX, "rush");
        bill.bill_no = i == 0 ? "B-1" : "B-2";
        bill.client_ref = "harbor";
        bill.date = day("2026-08-03");
        assert_ok(cty_bill_post(*state, &bill, draft, NULL, ERR));
        cty_draft_free(draft);
    }
    assert_ok(cty_savings_cursor_open(*state, NULL, &cursor, ERR));
    assert_int_equal(cty_savings_cursor_next(cursor, &row, &found, &err),
                     CTY_E_LIMIT);
    cty_savings_cursor_close(cursor);
}

static void
an_open_report_is_of_one_state(void **state)
{
    cty_savings_cursor *cursor;

    grant_in(*state, "harbor", "2026-07-14", 1, "USD");
    grant_in(*state, "harbor", "2026-10-14", 1, "USD");
    cursor = by(*state, 0, NULL, NULL);
    assert_string_equal(next_row(cursor),
                        "harbor 2026-Q3 USD: 0 1 0 0 0 0 1 1");
    grant_in(*state, "harbor", "2026-10-14", 5, "USD");
    assert_string_equal(next_row(cursor),
                        "harbor 2026-Q4 USD: 0 1 0 0 0 0 1 1");
    cty_savings_cursor_close(cursor);
}

#define assert_refused(call, expected_field)                                   \
    do {                                                                       \
        memset(&err, 0, sizeof(err));                                          \
        assert_int_equal((call), CTY_E_ARGUMENT);                              \
        assert_string_equal(err.field, expected_field);                        \
    } while (0)

static void
strangers_are_refused(void **state)
{
    cty_savings_report report = CTY_SAVINGS_REPORT_INIT;
    cty_savings_row row = CTY_SAVINGS_ROW_INIT;
    cty_savings_cursor *cursor = NULL;
    cty_error err;
    bool found;

    assert_refused(cty_savings_cursor_open(NULL, NULL, &cursor, &err),
                   "ledger");
    assert_refused(cty_savings_cursor_open(*state, NULL, NULL, &err),
                   "out_cursor");
    report.by = 4;
    assert_refused(cty_savings_cursor_open(*state, &report, &cursor, &err),
                   "by");
    report.by = 0;
    report.from = day("2026-07-02");
    report.to = day("2026-07-01");
    assert_refused(cty_savings_cursor_open(*state, &report, &cursor, &err),
                   "from");
    report.to.month = 13;
    assert_refused(cty_savings_cursor_open(*state, &report, &cursor, &err),
                   "to");
    assert_null(cursor);
    assert_refused(cty_savings_cursor_next(NULL, &row, &found, &err), "cursor");
    assert_ok(cty_savings_cursor_open(*state, NULL, &cursor, ERR));
    assert_refused(cty_savings_cursor_next(cursor, NULL, &found, &err),
                   "out_row");
    assert_refused(cty_savings_cursor_next(cursor, &row, NULL, &err),
                   "out_found");
    cty_savings_cursor_close(cursor);
    cty_savings_cursor_close(NULL);
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(a_row_for_each_client_quarter_and_currency),
        sentence(a_key_that_is_not_asked_for_is_dropped),
        sentence(both_ends_are_in_by_day),
        cmocka_unit_test(quarters_are_the_fiscal_years),
        sentence(a_sum_that_overflows_is_refused),
        sentence(what_was_billed_may_not_overflow_either),
        sentence(an_open_report_is_of_one_state),
        sentence(strangers_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
