#include "support.h"

#include <sqlite3.h>

/* A ledger on disk with every kind of fact, closed, then opened by SQLite. */
struct place {
    char *folder;
    char *path;
    sqlite3 *db;
};

static void
fill(cty_ledger *ledger)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change accept = CTY_QUOTE_CHANGE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_credit grant = CTY_CREDIT_INIT;
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_draft *draft = NULL;
    char *code;

    assert_ok(cty_person_add(ledger, "Dana Reyes", ERR));
    client_of(ledger, "harbor", "Harbor Foods");
    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Annual report", "1", "36000");
    draft_discount(draft, 1, 1000, "volume");
    quote.quote_no = accept.quote_no = bill.quote_no = "Q-1";
    quote.client_ref = "harbor";
    quote.date = accept.date = bill.date = grant.date = day("2026-07-01");
    assert_ok(cty_quote_add(ledger, &quote, draft, NULL, ERR));
    assert_ok(cty_quote_accept(ledger, &accept, NULL, ERR));
    bill.bill_no = "B-1";
    assert_ok(cty_bill_post(ledger, &bill, NULL, NULL, ERR));
    grant.how = CTY_AMOUNT;
    grant.amount.minor = 300000;
    grant.bill_no = "B-1";
    grant.reason = "special";
    grant.request_key = "once";
    assert_ok(cty_credit_grant(ledger, &grant, NULL, ERR));
    code = code_of(ledger, "harbor", 2);
    reversal.code = code;
    reversal.date = day("2026-10-01");
    assert_ok(cty_credit_reverse(ledger, &reversal, NULL, ERR));
    free(code);
    cty_draft_free(draft);
}

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
    fill(ledger);
    cty_ledger_close(ledger);
    assert_int_equal(sqlite3_open(place->path, &place->db), SQLITE_OK);
    *state = place;
    return 0;
}

static int
tear_down(void **state)
{
    struct place *place = *state;

    sqlite3_close(place->db);
    remove_folder(place->folder);
    free(place->path);
    free(place);
    return 0;
}

static const struct {
    const char *table, *column;
} facts[] = {
    {"courtesy_quote", "net"},
    {"courtesy_quote_line", "net"},
    {"courtesy_quote_adjustment", "amount"},
    {"courtesy_quote_status", "date"},
    {"courtesy_bill", "net"},
    {"courtesy_bill_line", "net"},
    {"courtesy_entry", "amount"},
    {"courtesy_share", "amount"},
    {"courtesy_request", "answer"},
    {"courtesy_reason", "saving"},
};

enum { FACTS = sizeof(facts) / sizeof(facts[0]) };

static void
refused(sqlite3 *db, const char *table, const char *sql, const char *because)
{
    char *message = NULL;

    assert_int_not_equal(sqlite3_exec(db, sql, NULL, NULL, &message),
                         SQLITE_OK);
    assert_non_null(message);
    assert_string_contains(message, table);
    assert_string_contains(message, because);
    sqlite3_free(message);
}

static int
count_of(sqlite3 *db, const char *table)
{
    char sql[128];
    sqlite3_stmt *statement = NULL;
    int count;

    snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", table);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

static void
a_fact_is_never_updated(void **state)
{
    struct place *place = *state;
    char sql[256];

    for (int i = 0; i < FACTS; i++) {
        assert_true(count_of(place->db, facts[i].table) > 0);
        snprintf(sql, sizeof(sql), "UPDATE %s SET %s = %s + 1", facts[i].table,
                 facts[i].column, facts[i].column);
        refused(place->db, facts[i].table, sql, "never updated");
    }
}

static void
a_fact_is_never_deleted(void **state)
{
    struct place *place = *state;
    char sql[256];

    for (int i = 0; i < FACTS; i++) {
        snprintf(sql, sizeof(sql), "DELETE FROM %s", facts[i].table);
        refused(place->db, facts[i].table, sql, "never deleted");
    }
}

static void
a_fact_is_never_replaced(void **state)
{
    struct place *place = *state;
    char sql[256];

    for (int i = 0; i < FACTS; i++) {
        int before = count_of(place->db, facts[i].table);

        snprintf(sql, sizeof(sql),
                 "INSERT OR REPLACE INTO %s SELECT * FROM %s LIMIT 1",
                 facts[i].table, facts[i].table);
        refused(place->db, facts[i].table, sql, "never replaced");
        assert_int_equal(count_of(place->db, facts[i].table), before);
    }
}

static void
replacing_under_another_key_is_refused_too(void **state)
{
    static const char *const unique[][2] = {
        {"courtesy_quote", "UPDATE t SET quote = 900"},
        {"courtesy_quote_status", "UPDATE t SET quote_status = 900"},
        {"courtesy_bill", "UPDATE t SET bill = 900, quote = NULL"},
        {"courtesy_bill", "UPDATE t SET bill = 900, bill_no = 'x'"},
        {"courtesy_entry", "UPDATE t SET entry = 900"},
        {"courtesy_reason", "UPDATE t SET position = 900"},
        {"courtesy_client", "UPDATE t SET client = 900, ref = 'x'"},
        {"courtesy_client", "UPDATE t SET client = 900, folded_code = 'X'"},
    };
    struct place *place = *state;
    char sql[512];

    for (size_t i = 0; i < sizeof(unique) / sizeof(unique[0]); i++) {
        snprintf(sql, sizeof(sql),
                 "DROP TABLE IF EXISTS temp.t;"
                 "CREATE TEMP TABLE t AS SELECT * FROM %s ORDER BY rowid DESC "
                 "LIMIT 1; %s",
                 unique[i][0], unique[i][1]);
        assert_int_equal(sqlite3_exec(place->db, sql, NULL, NULL, NULL),
                         SQLITE_OK);
        snprintf(sql, sizeof(sql), "INSERT OR REPLACE INTO %s SELECT * FROM t",
                 unique[i][0]);
        refused(place->db, unique[i][0], sql, "never replaced");
    }
}

static void
a_clients_ref_and_code_stay_and_its_name_may_change(void **state)
{
    struct place *place = *state;

    refused(place->db, "courtesy_client", "UPDATE courtesy_client SET ref='x'",
            "stay");
    refused(place->db, "courtesy_client",
            "UPDATE courtesy_client SET tracking_code='x'", "stay");
    refused(place->db, "courtesy_client",
            "UPDATE courtesy_client SET folded_code='X'", "stay");
    refused(place->db, "courtesy_client", "DELETE FROM courtesy_client",
            "never deleted");
    assert_int_equal(sqlite3_exec(place->db,
                                  "UPDATE courtesy_client SET name='erased'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
}

static void
the_tables_refuse_what_is_no_amount(void **state)
{
    struct place *place = *state;

    refused(place->db, "amount", "UPDATE courtesy_credited SET amount = -1",
            "CHECK");
    refused(place->db, "courtesy_share",
            "INSERT INTO courtesy_share SELECT max(entry), 7, 'much' "
            "FROM courtesy_entry",
            "cannot store TEXT");
    refused(place->db, "amount",
            "INSERT INTO courtesy_share SELECT max(entry), 7, 0 "
            "FROM courtesy_entry",
            "CHECK");
}

static void
the_issuer_is_one_row_that_stays(void **state)
{
    struct place *place = *state;

    refused(place->db, "courtesy_issuer", "DELETE FROM courtesy_issuer",
            "never deleted");
    refused(place->db, "issuer",
            "INSERT INTO courtesy_issuer (issuer, name) VALUES (2, 'x')",
            "CHECK");
    refused(place->db, "issuer", "UPDATE courtesy_issuer SET issuer = 2",
            "CHECK");
    assert_int_equal(count_of(place->db, "courtesy_issuer"), 1);
}

int
main(void)
{
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_fact_is_never_updated),
        SENTENCE(a_fact_is_never_deleted),
        SENTENCE(a_fact_is_never_replaced),
        SENTENCE(replacing_under_another_key_is_refused_too),
        SENTENCE(a_clients_ref_and_code_stay_and_its_name_may_change),
        SENTENCE(the_tables_refuse_what_is_no_amount),
        SENTENCE(the_issuer_is_one_row_that_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
