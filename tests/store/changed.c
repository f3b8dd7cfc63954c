/* Ledgers that a stranger changed while they were closed. */
#include "support.h"

#include <sqlite3.h>

struct place {
    char *folder;
    char *path;
};

static int
set_up(void **state)
{
    struct place *place = calloc(1, sizeof(*place));
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;

    place->folder = temporary_folder();
    place->path = path_in(place->folder, "shop.db");
    setup.issuer = "Harbor Print Works";
    assert_ok(cty_ledger_create(place->path, &setup, NULL, &ledger, ERR));
    client_of(ledger, "harbor", "Harbor Foods");
    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_person_add(ledger, "Dana Reyes", ERR));
    cty_ledger_close(ledger);
    *state = place;
    return 0;
}

static int
tear_down(void **state)
{
    struct place *place = *state;

    remove_folder(place->folder);
    free(place->path);
    free(place);
    return 0;
}

static void
change(const struct place *place, const char *sql)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_true(sqlite3_changes(db) > 0);
    sqlite3_close(db);
}

static void
assert_not_opened(const struct place *place, cty_status status,
                  const char *because)
{
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_ledger_open(place->path, NULL, &ledger, &err), status);
    assert_string_contains(err.message, because);
    assert_null(ledger);
}

static void
a_ledger_of_the_next_release_is_refused(void **state)
{
    struct place *place = *state;

    change(place, "UPDATE courtesy_meta SET value = value + 1 "
                  "WHERE name = 'schema_version'");
    assert_not_opened(place, CTY_E_NEWER, "update courtesy");
}

static void
a_ledger_that_lost_what_it_knows_is_refused(void **state)
{
    struct place *place = *state;

    change(place, "DELETE FROM courtesy_meta WHERE name = 'currency'");
    assert_not_opened(place, CTY_E_STORE, "does not say its currency");
}

static void
a_ledger_that_knows_what_cannot_be_is_refused(void **state)
{
    static const struct {
        const char *sql, *because;
    } changes[] = {
        {"UPDATE courtesy_meta SET value = 13 "
         "WHERE name = 'fiscal_year_start'",
         "fiscal_year_start is \"13\", which it never is"},
        {"UPDATE courtesy_meta SET value = '4x' "
         "WHERE name = 'fiscal_year_start'",
         "fiscal_year_start is \"4x\""},
        {"UPDATE courtesy_meta SET value = 0 WHERE name = 'fiscal_year_start'",
         "fiscal_year_start is \"0\""},
        {"UPDATE courtesy_meta SET value = 'ZZZ' WHERE name = 'currency'",
         "currency is \"ZZZ\""},
        {"UPDATE courtesy_meta SET value = -1 WHERE name = 'schema_version'",
         "schema_version is \"-1\""},
    };
    struct place *place = *state;

    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        change(place, changes[i].sql);
        assert_not_opened(place, CTY_E_CORRUPT, changes[i].because);
    }
}

static void
a_counter_of_codes_that_cannot_be_makes_none(void **state)
{
    struct place *place = *state;
    cty_client client = CTY_CLIENT_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    change(place, "UPDATE courtesy_meta SET value = '9223372036854775807' "
                  "WHERE name = 'next_code'");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    client.ref = "quarry";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err),
                     CTY_E_CORRUPT);
    assert_string_contains(err.message, "next_code");
    cty_ledger_close(ledger);
}

static cty_status
draw(const struct place *place, const char *named, cty_error *err)
{
    cty_statement *statement = NULL;
    cty_ledger *ledger = NULL;
    cty_period period;
    cty_status status;

    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(cty_period_parse(named, 1, &period, ERR));
    status =
        cty_statement_draw(ledger, "harbor", &period, NULL, &statement, err);
    cty_statement_free(statement);
    cty_ledger_close(ledger);
    return status;
}

static void
no_statement_is_drawn_of_a_day_that_is_none(void **state)
{
    static const struct {
        const char *sql, *undo, *period;
    } changes[] = {
        {"UPDATE courtesy_bill SET date = 20261301",
         "UPDATE courtesy_bill SET date = 20260701", "2026-Q3"},
        {"UPDATE courtesy_client SET since = 20260231",
         "UPDATE courtesy_client SET since = 0", "2026-Q3"},
        /* the second of two */
        {"UPDATE courtesy_entry SET date = iif(number = 2, 20260832, 20260701)",
         "UPDATE courtesy_entry SET date = 20260930", "2026-Q3"},
        /* before the period */
        {"UPDATE courtesy_entry SET date = 20260931",
         "UPDATE courtesy_entry SET date = 20260930", "2026-Q4"},
    };
    struct place *place = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_ledger *ledger = NULL;

    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(credit(ledger, "B-1", 1, ERR));
    assert_ok(credit(ledger, "B-1", 2, ERR));
    cty_ledger_close(ledger);
    change(place, "DROP TRIGGER courtesy_bill_no_update;"
                  "DROP TRIGGER courtesy_entry_no_update;"
                  "UPDATE courtesy_client SET city = 'Springfield'");
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        assert_ok(draw(place, changes[i].period, ERR));
        change(place, changes[i].sql);
        assert_int_equal(draw(place, changes[i].period, &err), CTY_E_CORRUPT);
        assert_string_contains(err.message, "of harbor is dated");
        assert_string_contains(err.message, "which is no day");
        change(place, changes[i].undo);
    }
}

static void
no_statement_is_drawn_of_less_than_nothing(void **state)
{
    struct place *place = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_ledger *ledger = NULL;

    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(credit(ledger, "B-1", 1, ERR));
    cty_ledger_close(ledger);
    change(place, "DROP TRIGGER courtesy_entry_no_update;"
                  "UPDATE courtesy_entry SET amount = -1");
    assert_int_equal(draw(place, "2026-Q3", &err), CTY_E_CORRUPT);
    assert_string_contains(err.message, "of less than nothing");
    assert_int_equal(draw(place, "2026-Q4", &err), CTY_E_CORRUPT);
}

/* Setting it in lines would take for ever. */
static void
a_text_of_any_length_is_cut_on_a_statement(void **state)
{
    struct place *place = *state;
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    cty_statement *statement = NULL;
    cty_ledger *ledger = NULL;
    cty_period period;

    change(place, "UPDATE courtesy_client "
                  "SET name = printf('%.*c', 70000, 'x')");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(cty_period_parse("2026", 1, &period, ERR));
    assert_ok(
        cty_statement_draw(ledger, "harbor", &period, NULL, &statement, ERR));
    assert_ok(cty_statement_info_get(statement, &info, ERR));
    assert_int_equal(strlen(info.client_name), CTY_MAX_TEXT);
    cty_statement_free(statement);
    cty_ledger_close(ledger);
}

static void
a_line_that_was_credited_what_cannot_be_takes_no_credit(void **state)
{
    static const char *const changes[] = {
        "UPDATE courtesy_credited SET amount = -1",
        "UPDATE courtesy_credited SET amount = 1001",
    };
    struct place *place = *state;
    cty_line_cursor *lines = NULL;
    cty_line_info line = CTY_LINE_INFO_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = false;

    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(credit(ledger, "B-1", 1, ERR));
    cty_ledger_close(ledger);
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        change(place, changes[i]);
        assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
        assert_int_equal(credit(ledger, "B-1", 1, &err), CTY_E_CORRUPT);
        assert_string_contains(err.message, "more than its net");
        assert_ok(cty_line_cursor_open(ledger, CTY_BILL, "B-1", &lines, ERR));
        assert_int_equal(cty_line_cursor_next(lines, &line, &found, &err),
                         CTY_E_CORRUPT);
        assert_false(found);
        cty_line_cursor_close(lines);
        cty_ledger_close(ledger);
    }
}

static void
a_margin_of_less_than_nothing_has_no_percent(void **state)
{
    struct place *place = *state;
    cty_margin_report report = CTY_MARGIN_REPORT_INIT;
    cty_margin_cursor *cursor = NULL;
    cty_margin_row row = CTY_MARGIN_ROW_INIT;
    cty_ledger *ledger = NULL;
    bool found = false;

    change(place, "DROP TRIGGER courtesy_bill_line_no_update;"
                  "UPDATE courtesy_bill_line SET net = -1, cost = 1");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    report.by = CTY_MARGIN_CLIENT;
    assert_ok(cty_margin_cursor_open(ledger, &report, &cursor, ERR));
    assert_ok(cty_margin_cursor_next(cursor, &row, &found, ERR));
    assert_true(found);
    assert_false(row.has_percent);
    cty_margin_cursor_close(cursor);
    cty_ledger_close(ledger);
}

static void
an_entry_of_no_kind_is_not_reversed(void **state)
{
    struct place *place = *state;
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    char *code;

    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(credit(ledger, "B-1", 1, ERR));
    code = code_of(ledger, "harbor", 1);
    cty_ledger_close(ledger);
    change(place, "DROP TRIGGER courtesy_entry_no_update;"
                  "UPDATE courtesy_entry SET kind = 1234");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    reversal.code = code;
    reversal.date = day("2026-12-01");
    assert_int_equal(cty_credit_reverse(ledger, &reversal, NULL, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "only credits are reversed");
    free(code);
    cty_ledger_close(ledger);
}

static void
assert_no_credit(struct place *place, const char *because)
{
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_int_equal(credit(ledger, "B-1", 1, &err), CTY_E_CORRUPT);
    assert_string_contains(err.message, because);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    cty_ledger_close(ledger);
}

static void
a_client_whose_chain_head_cannot_be_takes_no_fact(void **state)
{
    static const char *const changes[] = {
        "UPDATE courtesy_head SET facts = 9223372036854775807",
        "UPDATE courtesy_head SET facts = -1",
        "UPDATE courtesy_head SET facts = 1, entries = 9223372036854775807",
        "UPDATE courtesy_head SET entries = -1",
        "UPDATE courtesy_head SET entries = 0, head = x'00'",
        "DELETE FROM courtesy_head",
    };

    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
        change(*state, changes[i]);
        assert_no_credit(*state, "no chain head, or one that cannot be");
    }
}

static void
after_the_last_number_there_is_comes_none(void **state)
{
    struct place *place = *state;
    cty_client client = CTY_CLIENT_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_ledger *ledger = NULL;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    change(place, "DROP TRIGGER courtesy_bill_no_update;"
                  "DROP TRIGGER courtesy_client_no_update;"
                  "UPDATE courtesy_bill SET bill = 9223372036854775807");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Design", "1", "10");
    bill.client_ref = "harbor";
    bill.bill_no = "B-2";
    bill.date = day("2026-07-01");
    assert_int_equal(cty_bill_post(ledger, &bill, draft, NULL, &err),
                     CTY_E_CORRUPT);
    assert_string_contains(err.message, "a number that cannot be");
    cty_draft_free(draft);
    cty_ledger_close(ledger);

    change(place, "UPDATE courtesy_client SET client = 9223372036854775807");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    client.ref = "quarry";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err),
                     CTY_E_CORRUPT);
    assert_string_contains(err.message, "a number that cannot be");
    cty_ledger_close(ledger);
}

int
main(void)
{
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_ledger_of_the_next_release_is_refused),
        SENTENCE(a_ledger_that_lost_what_it_knows_is_refused),
        SENTENCE(a_ledger_that_knows_what_cannot_be_is_refused),
        SENTENCE(a_counter_of_codes_that_cannot_be_makes_none),
        SENTENCE(no_statement_is_drawn_of_a_day_that_is_none),
        SENTENCE(no_statement_is_drawn_of_less_than_nothing),
        SENTENCE(a_text_of_any_length_is_cut_on_a_statement),
        SENTENCE(a_line_that_was_credited_what_cannot_be_takes_no_credit),
        SENTENCE(a_margin_of_less_than_nothing_has_no_percent),
        SENTENCE(an_entry_of_no_kind_is_not_reversed),
        SENTENCE(after_the_last_number_there_is_comes_none),
        SENTENCE(a_client_whose_chain_head_cannot_be_takes_no_fact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
