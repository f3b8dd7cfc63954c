/* Who has a statement coming, and what strangers hand over. */
#include "shop.h"

static void
assert_saver(cty_saver_cursor *cursor, const char *ref, const char *currency,
             int64_t minor)
{
    cty_saver saver = CTY_SAVER_INIT;
    bool found = false;

    assert_ok(cty_saver_cursor_next(cursor, &saver, &found, ERR));
    assert_true(found);
    assert_string_equal(saver.client_ref, ref);
    assert_string_equal(saver.currency, currency);
    assert_int_equal(saver.saved_minor, minor);
}

static void
assert_no_saver(cty_saver_cursor *cursor)
{
    cty_saver saver = CTY_SAVER_INIT;
    bool found = true;

    assert_ok(cty_saver_cursor_next(cursor, &saver, &found, ERR));
    assert_false(found);
}

static cty_saver_cursor *
savers_by(cty_ledger *ledger, int32_t order, const char *period,
          int64_t expected_total)
{
    cty_period span = period_of(ledger, period);
    cty_saver_cursor *cursor = NULL;
    int64_t total = -1;

    assert_ok(
        cty_saver_cursor_open(ledger, &span, order, &total, &cursor, ERR));
    assert_int_equal(total, expected_total);
    return cursor;
}

static cty_saver_cursor *
savers_in(cty_ledger *ledger, const char *period, int64_t expected_total)
{
    return savers_by(ledger, CTY_SAVERS_BY_REF, period, expected_total);
}

static void
savers_are_those_with_more_than_nothing_by_ref_then_currency(void **state)
{
    cty_saver_cursor *cursor;
    int64_t number;

    client_of(*state, "Zeta", "Zeta");
    client_of(*state, "anchor", "Anchor");
    client_of(*state, "even", "Even");
    client_of(*state, "late", "Late");
    grant_in(*state, "harbor", "2026-09-30", 500, "USD");
    grant_in(*state, "harbor", "2026-07-01", 700, "EUR");
    grant_in(*state, "Zeta", "2026-08-01", 1, "USD");
    grant_in(*state, "anchor", "2026-08-01", 2, "USD");
    grant(*state, "late", NULL, "2026-10-01", 2, "special");
    grant(*state, "late", NULL, "2026-09-01", 2, "correction");
    number = grant_in(*state, "even", "2026-07-01", 500, "USD");
    reverse(*state, "even", number, "2026-08-01");

    cursor = savers_in(*state, "2026-Q3", 4);
    assert_saver(cursor, "Zeta", "USD", 1);
    assert_saver(cursor, "anchor", "USD", 2);
    assert_saver(cursor, "harbor", "EUR", 700);
    assert_saver(cursor, "harbor", "USD", 500);
    assert_no_saver(cursor);
    assert_no_saver(cursor);
    cty_saver_cursor_close(cursor);

    cursor = savers_in(*state, "2026-07", 2);
    cty_saver_cursor_close(cursor);
    cursor = savers_in(*state, "2020", 0);
    assert_no_saver(cursor);
    cty_saver_cursor_close(cursor);
    cty_saver_cursor_close(NULL);
}

static void
saver_at(cty_ledger *ledger, const char *ref, const char *name,
         const char *postal_code, const char *country)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = ref;
    client.name = name;
    client.postal_code = postal_code;
    client.country = country;
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
    grant_in(ledger, ref, "2026-08-01", 10, "USD");
}

/* "a b c": the refs as they come. */
static void
assert_order(cty_ledger *ledger, int32_t order, const char *expected)
{
    cty_saver_cursor *cursor = savers_by(ledger, order, "2026-Q3", 6);
    char refs[200] = "";
    size_t length = 0;
    bool found = true;

    while (found) {
        cty_saver saver = CTY_SAVER_INIT;

        assert_ok(cty_saver_cursor_next(cursor, &saver, &found, ERR));
        if (found)
            length += (size_t)snprintf(refs + length, sizeof(refs) - length,
                                       "%s%s/%s", length == 0 ? "" : " ",
                                       saver.client_ref, saver.currency);
    }
    assert_string_equal(refs, expected);
    cty_saver_cursor_close(cursor);
}

static void
savers_come_by_ref_by_name_or_as_the_post_sorts_them(void **state)
{
    saver_at(*state, "a", "Zinc", "9000", "AT");
    saver_at(*state, "b", "Amber", "9000", "AT");
    saver_at(*state, "c", "amber", "10000", "AT");
    saver_at(*state, "d", "Amber", "", "");
    saver_at(*state, "e", "\xc3\x84mter", "1", "US");
    grant_in(*state, "b", "2026-08-01", 10, "EUR");
    assert_order(*state, CTY_SAVERS_BY_REF,
                 "a/USD b/EUR b/USD c/USD d/USD e/USD");
    assert_order(*state, CTY_SAVERS_BY_NAME,
                 "b/EUR b/USD d/USD a/USD c/USD e/USD");
    assert_order(*state, CTY_SAVERS_BY_POST,
                 "d/USD c/USD b/EUR b/USD a/USD e/USD");
}

static void
a_saver_says_who_it_is_and_where(void **state)
{
    cty_saver_cursor *cursor;
    cty_saver saver = CTY_SAVER_INIT;
    bool found = false;

    saver_at(*state, "mill", "Mill Lane School", "97103", "US");
    grant_in(*state, "harbor", "2026-08-01", 10, "USD");
    cursor = savers_by(*state, CTY_SAVERS_BY_POST, "2026-Q3", 2);
    assert_ok(cty_saver_cursor_next(cursor, &saver, &found, ERR));
    assert_string_equal(saver.name, "Harbor Foods");
    assert_string_equal(saver.postal_code, "");
    assert_string_equal(saver.country, "");
    assert_ok(cty_saver_cursor_next(cursor, &saver, &found, ERR));
    assert_string_equal(saver.name, "Mill Lane School");
    assert_string_equal(saver.postal_code, "97103");
    assert_string_equal(saver.country, "US");
    cty_saver_cursor_close(cursor);
}

static void
statements_drawn_meanwhile_are_of_the_same_state(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *reader = NULL;
    cty_ledger *writer = NULL;
    cty_saver_cursor *cursor;
    cty_statement *statement;

    (void)state;
    setup.issuer = "Harbor Print Works";
    assert_ok(cty_ledger_create(path, &setup, NULL, &writer, ERR));
    assert_ok(cty_ledger_open(path, NULL, &reader, ERR));
    assert_ok(cty_person_add(writer, "Dana Reyes", ERR));
    client_of(writer, "harbor", "Harbor Foods");
    grant_in(writer, "harbor", "2026-09-30", 500, "USD");

    cursor = savers_in(reader, "2026-Q3", 1);
    grant_in(writer, "harbor", "2026-09-30", 9, "USD");
    client_of(writer, "mill", "Mill Lane School");
    grant_in(writer, "mill", "2026-09-30", 1, "USD");
    cty_saver_cursor_close(savers_by(reader, CTY_SAVERS_BY_POST, "2026-Q3", 1));
    statement = draw_in(reader, "harbor", "2026-Q3", "USD");
    assert_totals(statement, 500, 0, 500);
    cty_statement_free(statement);
    assert_saver(cursor, "harbor", "USD", 500);
    statement = draw_in(reader, "harbor", "2026-Q3", "USD");
    assert_totals(statement, 500, 0, 500);
    cty_statement_free(statement);
    cty_saver_cursor_close(cursor);
    statement = draw_in(reader, "harbor", "2026-Q3", "USD");
    assert_totals(statement, 509, 0, 509);
    cty_statement_free(statement);

    cty_ledger_close(reader);
    cty_ledger_close(writer);
    free(path);
    remove_folder(folder);
}

static void
an_open_cursor_keeps_batches_out(void **state)
{
    cty_saver_cursor *cursor = savers_in(*state, "2026-Q3", 0);
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, &err),
                     CTY_E_STATE);
    cty_saver_cursor_close(cursor);
    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, ERR));
    cty_batch_abandon(*state);
}

/* ---- strangers ---- */

#define assert_refused(call, expected_field)                                   \
    do {                                                                       \
        memset(&err, 0, sizeof(err));                                          \
        assert_int_equal((call), CTY_E_ARGUMENT);                              \
        assert_string_equal(err.field, expected_field);                        \
    } while (0)

static void
what_is_missing_is_named(void **state)
{
    cty_period period = period_of(*state, "2026-Q3");
    cty_statement *statement = NULL;
    cty_saver_cursor *cursor = NULL;
    cty_error err;

    assert_refused(
        cty_statement_draw(NULL, "harbor", &period, NULL, &statement, &err),
        "ledger");
    assert_refused(
        cty_statement_draw(*state, NULL, &period, NULL, &statement, &err),
        "client_ref");
    assert_refused(
        cty_statement_draw(*state, "harbor", NULL, NULL, &statement, &err),
        "period");
    assert_refused(
        cty_statement_draw(*state, "harbor", &period, NULL, NULL, &err),
        "out_statement");
    assert_refused(
        cty_statement_draw(*state, "harbor", &period, "usd", &statement, &err),
        "currency");
    assert_refused(cty_saver_cursor_open(*state, NULL, CTY_SAVERS_BY_REF, NULL,
                                         &cursor, &err),
                   "period");
    assert_refused(
        cty_saver_cursor_open(*state, &period, 3, NULL, &cursor, &err),
        "order");
    assert_refused(
        cty_saver_cursor_open(*state, &period, -1, NULL, &cursor, &err),
        "order");
    assert_null(cursor);
    assert_int_equal(
        cty_statement_draw(*state, "harbour", &period, NULL, &statement, &err),
        CTY_E_NOT_FOUND);
    assert_null(statement);
    cty_statement_free(NULL);
}

static void
a_period_of_another_fiscal_year_is_refused(void **state)
{
    cty_statement *statement = NULL;
    cty_period period;
    cty_error err;

    assert_ok(cty_period_parse("2026-Q3", 4, &period, ERR));
    assert_refused(
        cty_statement_draw(*state, "harbor", &period, NULL, &statement, &err),
        "period");
    assert_ok(cty_period_parse("2026-07", 4, &period, ERR));
    assert_ok(
        cty_statement_draw(*state, "harbor", &period, NULL, &statement, ERR));
    assert_int_equal(info_of(statement).period.fiscal_year_start, 1);
    cty_statement_free(statement);
    memset(&period, 'x', sizeof(period));
    assert_refused(
        cty_statement_draw(*state, "harbor", &period, NULL, &statement, &err),
        "period");
}

static void
rows_that_are_not_there_are_refused_and_outputs_left_alone(void **state)
{
    cty_statement *statement = draw(*state, "harbor", "2026-Q3");
    cty_statement_bill bill = CTY_STATEMENT_BILL_INIT;
    cty_statement_entry entry = CTY_STATEMENT_ENTRY_INIT;
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    cty_client client = CTY_CLIENT_INIT;
    cty_period period = {0};
    int64_t saved = 77;
    cty_error err;

    bill.net_minor = 77;
    assert_refused(cty_statement_bill_get(statement, 0, &bill, &err), "index");
    assert_int_equal(bill.net_minor, 77);
    assert_refused(cty_statement_entry_get(statement, 0, &entry, &err),
                   "index");
    assert_refused(
        cty_statement_history_get(statement, 8, &period, &saved, &err),
        "index");
    assert_int_equal(saved, 77);
    assert_refused(cty_statement_client_get(NULL, &client, &err), "statement");
    assert_refused(cty_statement_client_get(statement, NULL, &err),
                   "out_client");
    assert_refused(cty_statement_info_get(NULL, &info, &err), "statement");
    assert_refused(cty_statement_info_get(statement, NULL, &err), "out_info");
    info.struct_size = 8;
    assert_int_equal(cty_statement_info_get(statement, &info, &err), CTY_E_ABI);
    assert_int_equal(info.bills, 0);
    cty_statement_free(statement);
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(savers_are_those_with_more_than_nothing_by_ref_then_currency),
        sentence(savers_come_by_ref_by_name_or_as_the_post_sorts_them),
        sentence(a_saver_says_who_it_is_and_where),
        cmocka_unit_test(statements_drawn_meanwhile_are_of_the_same_state),
        sentence(an_open_cursor_keeps_batches_out),
        sentence(what_is_missing_is_named),
        sentence(a_period_of_another_fiscal_year_is_refused),
        sentence(rows_that_are_not_there_are_refused_and_outputs_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
