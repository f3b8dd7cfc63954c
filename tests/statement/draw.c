/* What is on a statement, and what it adds up to. */
#include "shop.h"

static void
what_was_billed_in_full_and_credited_is_what_was_saved(void **state)
{
    cty_statement *statement;
    cty_statement_info info;
    cty_statement_entry entry;

    bill_on(*state, "harbor", "B-2041", "2026-09-01", 3600000, NULL);
    grant(*state, NULL, "B-2041", "2026-09-30", 300000, "special");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 3600000, 3300000, 300000);
    info = info_of(statement);
    assert_int_equal(info.bills, 1);
    assert_int_equal(info.entries, 1);
    assert_int_equal(info.year_to_date_minor, 300000);
    assert_int_equal(info.since_start_minor, 300000);
    assert_string_equal(info.issuer, "Harbor Print Works");
    assert_string_equal(info.client_name, "Harbor Foods");
    assert_string_equal(info.client_ref, "harbor");
    assert_string_equal(info.currency, "USD");
    assert_bill(statement, 0, "B-2041", 3600000, 3300000, 300000);
    assert_string_equal(bill_at(statement, 0).description, "Refit of the bar");
    entry = entry_at(statement, 0);
    assert_int_equal(entry.kind, CTY_CREDIT);
    assert_int_equal(entry.saved_minor, 300000);
    assert_string_equal(entry.label, "Special credit");
    assert_string_equal(entry.granted_by, "Dana Reyes");
    assert_string_equal(entry.bill_no, "B-2041");
    assert_string_contains(entry.code, "/1");
    cty_statement_free(statement);
}

static void
the_number_is_the_period_and_the_tracking_code(void **state)
{
    cty_statement *statement = draw(*state, "harbor", "2026-Q3");
    cty_statement_info info = info_of(statement);
    char expected[CTY_STATEMENT_NUMBER_TEXT];

    snprintf(expected, sizeof(expected), "2026-Q3/%s", info.tracking_code);
    assert_string_equal(info.number, expected);
    cty_statement_free(statement);
    statement = draw_in(*state, info.tracking_code, "2026-Q3", "EUR");
    snprintf(expected, sizeof(expected), "2026-Q3/%s/EUR", info.tracking_code);
    assert_string_equal(info_of(statement).number, expected);
    cty_statement_free(statement);
}

static void
a_credit_that_is_no_saving_lowers_the_price_only(void **state)
{
    cty_statement *statement;

    bill_on(*state, "harbor", "B-1", "2026-07-01", 100000, NULL);
    grant(*state, NULL, "B-1", "2026-07-02", 10000, "correction");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_int_equal(info_of(statement).bills, 0);
    cty_statement_free(statement);

    grant(*state, NULL, "B-1", "2026-07-03", 500, "goodwill");
    grant(*state, NULL, "B-1", "2026-10-01", 7000, "return");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 90000, 89500, 500);
    assert_int_equal(info_of(statement).entries, 1);
    cty_statement_free(statement);
}

static void
a_reversal_counts_on_its_own_date(void **state)
{
    cty_statement *statement;
    int64_t number;

    bill_on(*state, "harbor", "B-1", "2026-07-01", 100000, NULL);
    number = grant(*state, NULL, "B-1", "2026-09-30", 4000, "goodwill");
    reverse(*state, "harbor", number, "2026-10-01");

    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 100000, 96000, 4000);
    cty_statement_free(statement);
    statement = draw(*state, "harbor", "2026-Q4");
    assert_totals(statement, 96000, 100000, -4000);
    assert_int_equal(entry_at(statement, 0).kind, CTY_REVERSAL);
    assert_int_equal(entry_at(statement, 0).saved_minor, -4000);
    assert_int_equal(info_of(statement).since_start_minor, 0);
    cty_statement_free(statement);
}

static void
the_reversal_of_a_correction_is_on_no_statement(void **state)
{
    cty_statement *statement;
    int64_t number;

    bill_on(*state, "harbor", "B-1", "2026-07-01", 100000, NULL);
    number = grant(*state, NULL, "B-1", "2026-07-02", 4000, "correction");
    reverse(*state, "harbor", number, "2026-07-03");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 0, 0, 0);
    assert_int_equal(info_of(statement).entries, 0);
    cty_statement_free(statement);
}

static void
bill_with_discount_and_charge(cty_ledger *ledger)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Menus", "400", "2.5");
    draft_line(draft, "Cards", "1", "10");
    draft_line(draft, "Posters", "1", "20");
    draft_discount(draft, 1, 10000, "early");
    draft_charge(draft, 3, 500, "rush");
    bill.bill_no = "B-7";
    bill.client_ref = "harbor";
    bill.date = day("2026-08-03");
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

static void
a_discount_is_a_saving_and_a_charge_is_not(void **state)
{
    cty_statement *statement;

    bill_with_discount_and_charge(*state);
    statement = draw(*state, "harbor", "2026-08");
    assert_totals(statement, 103500, 93500, 10000);
    assert_int_equal(info_of(statement).entries, 1);
    assert_int_equal(entry_at(statement, 0).kind, CTY_DISCOUNT);
    assert_string_equal(bill_at(statement, 0).description, "Menus, and 2 more");
    cty_statement_free(statement);
}

static void
a_bill_is_described_by_its_first_line_and_the_count_of_the_others(void **state)
{
    const int64_t nets[] = {100, 200, 300};
    cty_statement *statement;

    bill_lines(*state, "harbor", "B-1", "2026-07-01", nets, 1);
    bill_lines(*state, "harbor", "B-2", "2026-07-02", nets, 2);
    assert_ok(credit(*state, "B-1", 10, ERR));
    assert_ok(credit(*state, "B-2", 10, ERR));
    statement = draw(*state, "harbor", "2026-Q3");
    assert_string_equal(bill_at(statement, 0).description, "Brochures");
    assert_string_equal(bill_at(statement, 1).description,
                        "Brochures, and 1 more");
    cty_statement_free(statement);
}

static void
an_account_credit_is_a_row_without_a_bill(void **state)
{
    cty_statement *statement;
    cty_statement_bill row;
    int64_t number;

    bill_on(*state, "harbor", "B-1", "2026-08-02", 100000, NULL);
    grant(*state, NULL, "B-1", "2026-09-09", 100, "goodwill");
    grant(*state, "harbor", NULL, "2026-08-02", 300, "loyalty");
    number = grant(*state, "harbor", NULL, "2026-08-02", 200, "special");
    reverse(*state, "harbor", number, "2026-08-04");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_int_equal(info_of(statement).bills, 4);
    assert_bill(statement, 0, "", 300, 0, 300);
    assert_bill(statement, 1, "", 200, 0, 200);
    assert_bill(statement, 2, "B-1", 100000, 99900, 100);
    assert_bill(statement, 3, "", -200, 0, -200);
    row = bill_at(statement, 0);
    assert_string_equal(row.description, "Loyalty");
    assert_int_equal(cty_date_compare(row.date, day("2026-08-02")), 0);
    assert_string_equal(entry_at(statement, 1).bill_no, "");
    cty_statement_free(statement);
}

static void
bills_are_by_date_then_number_in_byte_order(void **state)
{
    static const char *const expected[] = {"Z-9", "B-10", "B-9", "b-1"};
    cty_statement *statement;

    bill_on(*state, "harbor", "b-1", "2026-07-02", 1000, NULL);
    bill_on(*state, "harbor", "B-9", "2026-07-02", 1000, NULL);
    bill_on(*state, "harbor", "B-10", "2026-07-02", 1000, NULL);
    bill_on(*state, "harbor", "Z-9", "2026-07-01", 1000, NULL);
    grant(*state, NULL, "b-1", "2026-07-05", 1, "goodwill");
    grant(*state, NULL, "Z-9", "2026-07-08", 1, "goodwill");
    grant(*state, NULL, "B-9", "2026-07-06", 1, "goodwill");
    grant(*state, NULL, "B-10", "2026-07-07", 1, "goodwill");
    grant(*state, NULL, "b-1", "2026-07-03", 1, "goodwill");
    statement = draw(*state, "harbor", "2026-Q3");
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(bill_at(statement, i).bill_no, expected[i]);
    for (size_t i = 0; i + 1 < info_of(statement).entries; i++)
        assert_true(strcmp(entry_at(statement, i).code,
                           entry_at(statement, i + 1).code) < 0);
    cty_statement_free(statement);
}

static void
a_credit_granted_later_is_not_on_an_earlier_statement(void **state)
{
    cty_statement *statement;

    bill_on(*state, "harbor", "B-1", "2026-03-01", 100000, NULL);
    grant(*state, NULL, "B-1", "2026-03-05", 1000, "goodwill");
    grant(*state, NULL, "B-1", "2026-05-05", 2000, "goodwill");
    statement = draw(*state, "harbor", "2026-Q1");
    assert_totals(statement, 100000, 99000, 1000);
    cty_statement_free(statement);
    statement = draw(*state, "harbor", "2026-Q2");
    assert_totals(statement, 99000, 97000, 2000);
    cty_statement_free(statement);
}

static void
a_statement_shows_the_clients_last_fact(void **state)
{
    cty_statement *none = draw(*state, "harbor", "2026-Q3");
    cty_statement *one;

    assert_int_equal(info_of(none).chain_fact, 0);
    assert_int_equal(strlen(info_of(none).chain_head), 64);
    bill_on(*state, "harbor", "B-1", "2026-12-01", 1000, NULL);
    one = draw(*state, "harbor", "2026-Q3");
    assert_int_equal(info_of(one).chain_fact, 1);
    assert_string_not_equal(info_of(one).chain_head, info_of(none).chain_head);
    cty_statement_free(none);
    cty_statement_free(one);
}

static void
a_drawn_statement_does_not_change_with_the_ledger(void **state)
{
    cty_statement *statement;

    bill_on(*state, "harbor", "B-1", "2026-07-01", 100000, NULL);
    grant(*state, NULL, "B-1", "2026-07-02", 1000, "goodwill");
    statement = draw(*state, "harbor", "2026-Q3");
    grant(*state, NULL, "B-1", "2026-07-03", 1000, "goodwill");
    assert_totals(statement, 100000, 99000, 1000);
    cty_statement_free(statement);
}

static void
a_batch_sees_what_it_wrote(void **state)
{
    cty_statement *statement;

    bill_on(*state, "harbor", "B-1", "2026-07-01", 100000, NULL);
    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, ERR));
    grant(*state, NULL, "B-1", "2026-07-02", 1000, "goodwill");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 100000, 99000, 1000);
    cty_statement_free(statement);
    cty_batch_abandon(*state);
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 0, 0, 0);
    cty_statement_free(statement);
}

static void
totals_that_overflow_are_refused(void **state)
{
    cty_period period = period_of(*state, "2026");
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;

    grant(*state, "harbor", NULL, "2026-08-02", INT64_MAX, "special");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, INT64_MAX, 0, INT64_MAX);
    cty_statement_free(statement);
    statement = NULL;
    grant(*state, "harbor", NULL, "2026-09-02", 1, "special");
    assert_int_equal(
        cty_statement_draw(*state, "harbor", &period, NULL, &statement, &err),
        CTY_E_LIMIT);
    assert_null(statement);
    assert_string_contains(err.message, "over 9,223,372,036,854,775,807");
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(what_was_billed_in_full_and_credited_is_what_was_saved),
        sentence(the_number_is_the_period_and_the_tracking_code),
        sentence(a_credit_that_is_no_saving_lowers_the_price_only),
        sentence(a_reversal_counts_on_its_own_date),
        sentence(the_reversal_of_a_correction_is_on_no_statement),
        sentence(a_discount_is_a_saving_and_a_charge_is_not),
        sentence(
            a_bill_is_described_by_its_first_line_and_the_count_of_the_others),
        sentence(an_account_credit_is_a_row_without_a_bill),
        sentence(bills_are_by_date_then_number_in_byte_order),
        sentence(a_credit_granted_later_is_not_on_an_earlier_statement),
        sentence(a_statement_shows_the_clients_last_fact),
        sentence(a_drawn_statement_does_not_change_with_the_ledger),
        sentence(a_batch_sees_what_it_wrote),
        sentence(totals_that_overflow_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
