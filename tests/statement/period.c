/* Periods, history, the fiscal year and currencies. */
#include "shop.h"

static cty_ledger *
fiscal(int start)
{
    cty_ledger *ledger = new_ledger("USD", start);

    client_of(ledger, "harbor", "Harbor Foods");
    return ledger;
}

static void
history_is_the_last_eight_periods_this_one_last(void **state)
{
    static const char *const names[] = {"2024-Q4", "2025-Q1", "2025-Q2",
                                        "2025-Q3", "2025-Q4", "2026-Q1",
                                        "2026-Q2", "2026-Q3"};
    static const int64_t expected[] = {10, 0, 0, 5, -5, 0, 7, 3};
    cty_statement *statement;
    int64_t number;

    grant(*state, "harbor", NULL, "2024-09-30", 1000, "special");
    grant(*state, "harbor", NULL, "2024-10-01", 10, "special");
    number = grant(*state, "harbor", NULL, "2025-07-01", 5, "special");
    reverse(*state, "harbor", number, "2025-12-31");
    grant(*state, "harbor", NULL, "2026-06-30", 7, "special");
    grant(*state, "harbor", NULL, "2026-07-01", 3, "special");
    grant(*state, "harbor", NULL, "2026-10-01", 99, "special");
    grant(*state, "harbor", NULL, "2026-07-01", 44, "correction");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_int_equal(info_of(statement).history, 8);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(history_at(statement, i, names[i]), expected[i]);
    assert_int_equal(info_of(statement).year_to_date_minor, 10);
    assert_int_equal(info_of(statement).since_start_minor, 1020);
    cty_statement_free(statement);
}

static void
history_ends_where_periods_begin_before_1900(void **state)
{
    cty_statement *statement;

    grant(*state, "harbor", NULL, "1900-01-01", 10, "special");
    statement = draw(*state, "harbor", "1900-Q2");
    assert_int_equal(info_of(statement).history, 2);
    assert_int_equal(history_at(statement, 0, "1900-Q1"), 10);
    assert_int_equal(history_at(statement, 1, "1900-Q2"), 0);
    cty_statement_free(statement);
}

static void
a_range_has_no_history_and_both_its_ends(void **state)
{
    cty_statement *statement;

    grant(*state, "harbor", NULL, "2026-01-14", 1, "special");
    grant(*state, "harbor", NULL, "2026-01-15", 10, "special");
    grant(*state, "harbor", NULL, "2026-03-20", 100, "special");
    grant(*state, "harbor", NULL, "2026-03-21", 1000, "special");
    statement = draw(*state, "harbor", "2026-01-15..2026-03-20");
    assert_totals(statement, 110, 0, 110);
    assert_int_equal(info_of(statement).history, 0);
    assert_int_equal(info_of(statement).year_to_date_minor, 111);
    assert_string_contains(info_of(statement).number,
                           "2026-01-15..2026-03-20/");
    cty_statement_free(statement);
}

static void
months_and_years_have_histories_of_their_kind(void **state)
{
    cty_statement *statement;

    grant(*state, "harbor", NULL, "2025-12-31", 10, "special");
    grant(*state, "harbor", NULL, "2026-01-01", 20, "special");
    statement = draw(*state, "harbor", "2026-01");
    assert_int_equal(history_at(statement, 6, "2025-12"), 10);
    assert_int_equal(history_at(statement, 7, "2026-01"), 20);
    cty_statement_free(statement);
    statement = draw(*state, "harbor", "2026");
    assert_int_equal(history_at(statement, 6, "2025"), 10);
    assert_int_equal(history_at(statement, 7, "2026"), 20);
    cty_statement_free(statement);
}

static void
a_fiscal_year_may_begin_in_april(void **state)
{
    cty_ledger *ledger = fiscal(4);
    cty_statement *statement;

    (void)state;
    grant(ledger, "harbor", NULL, "2026-03-31", 1, "special");
    grant(ledger, "harbor", NULL, "2026-04-01", 10, "special");
    grant(ledger, "harbor", NULL, "2026-12-31", 100, "special");
    grant(ledger, "harbor", NULL, "2027-01-01", 1000, "special");
    statement = draw(ledger, "harbor", "2026-Q4");
    assert_totals(statement, 1000, 0, 1000);
    assert_int_equal(info_of(statement).year_to_date_minor, 1110);
    assert_int_equal(history_at(statement, 3, "2025-Q4"), 1);
    assert_int_equal(history_at(statement, 4, "2026-Q1"), 10);
    cty_statement_free(statement);
    statement = draw(ledger, "harbor", "2026-03");
    assert_int_equal(info_of(statement).year_to_date_minor, 1);
    cty_statement_free(statement);
    cty_ledger_close(ledger);
}

static void
a_fiscal_year_may_begin_in_october(void **state)
{
    cty_ledger *ledger = fiscal(10);
    cty_statement *statement;

    (void)state;
    grant(ledger, "harbor", NULL, "2026-09-30", 1, "special");
    grant(ledger, "harbor", NULL, "2026-10-01", 10, "special");
    statement = draw(ledger, "harbor", "2026");
    assert_totals(statement, 10, 0, 10);
    cty_statement_free(statement);
    statement = draw(ledger, "harbor", "2026-10-01..2026-10-31");
    assert_int_equal(info_of(statement).year_to_date_minor, 10);
    assert_int_equal(info_of(statement).since_start_minor, 11);
    cty_statement_free(statement);
    cty_ledger_close(ledger);
}

static void
a_fiscal_year_may_begin_before_1900(void **state)
{
    cty_ledger *ledger = fiscal(4);
    cty_statement *statement;

    (void)state;
    grant(ledger, "harbor", NULL, "1900-01-05", 3, "special");
    statement = draw(ledger, "harbor", "1900-01");
    assert_int_equal(info_of(statement).history, 1);
    assert_int_equal(info_of(statement).year_to_date_minor, 3);
    cty_statement_free(statement);
    cty_ledger_close(ledger);
}

/* ---- currencies ---- */

static void
the_only_currency_needs_no_name(void **state)
{
    cty_statement *statement = draw(*state, "harbor", "2026-Q3");

    assert_string_equal(info_of(statement).currency, "USD");
    cty_statement_free(statement);
    grant_in(*state, "harbor", "2026-08-02", 300, "EUR");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_string_equal(info_of(statement).currency, "EUR");
    assert_totals(statement, 300, 0, 300);
    cty_statement_free(statement);
}

static void
two_currencies_are_asked_about(void **state)
{
    cty_period period = period_of(*state, "2026-Q3");
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;

    bill_on(*state, "harbor", "B-1", "2027-01-01", 1000, "USD");
    grant_in(*state, "harbor", "2026-08-02", 300, "EUR");
    assert_int_equal(
        cty_statement_draw(*state, "harbor", &period, NULL, &statement, &err),
        CTY_E_ARGUMENT);
    assert_string_equal(err.field, "currency");
    assert_string_equal(err.message, "harbor has bills in EUR and USD: say "
                                     "which with a currency");
    bill_on(*state, "harbor", "B-2", "2020-01-01", 1000, "JPY");
    assert_int_equal(
        cty_statement_draw(*state, "harbor", &period, NULL, &statement, &err),
        CTY_E_ARGUMENT);
    assert_string_contains(err.message, "has bills in EUR, JPY and USD");
    assert_null(statement);
}

static void
currencies_do_not_mix(void **state)
{
    cty_statement *statement;

    bill_on(*state, "harbor", "B-1", "2026-07-01", 1000, "USD");
    bill_on(*state, "harbor", "B-2", "2026-07-01", 2000, "EUR");
    grant(*state, NULL, "B-1", "2026-07-02", 1, "special");
    grant(*state, NULL, "B-2", "2026-07-02", 2, "special");
    statement = draw_in(*state, "harbor", "2026-Q3", "USD");
    assert_totals(statement, 1000, 999, 1);
    assert_int_equal(info_of(statement).since_start_minor, 1);
    cty_statement_free(statement);
    statement = draw_in(*state, "harbor", "2026-Q3", "EUR");
    assert_totals(statement, 2000, 1998, 2);
    cty_statement_free(statement);
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(history_is_the_last_eight_periods_this_one_last),
        sentence(history_ends_where_periods_begin_before_1900),
        sentence(a_range_has_no_history_and_both_its_ends),
        sentence(months_and_years_have_histories_of_their_kind),
        cmocka_unit_test(a_fiscal_year_may_begin_in_april),
        cmocka_unit_test(a_fiscal_year_may_begin_in_october),
        cmocka_unit_test(a_fiscal_year_may_begin_before_1900),
        sentence(the_only_currency_needs_no_name),
        sentence(two_currencies_are_asked_about),
        sentence(currencies_do_not_mix),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
