/* What is whole passes, and what keeps it whole must all be there. */
#include "place.h"

#include <stdio.h>

#include "ledger.h"

enum { NAMES_MOST = 80, NAME_TEXT = 64, SQL_TEXT = 512 };

/* ---- whole ledgers ---- */

static void
a_whole_ledger_passes_and_is_counted(void **state)
{
    struct place *place = *state;
    cty_check found = CTY_CHECK_INIT;

    restore(place);
    for (int quick = 0; quick < 2; quick++) {
        assert_ok(check(place, quick, &found, last_error()));
        assert_int_equal(found.clients, 3);
        assert_int_equal(found.facts, HARB_FACTS + OWN_FACTS);
        assert_int_equal(found.bills, 4);
        assert_int_equal(found.entries, 3 + 5 + 2 + 1);
        assert_string_equal(found.client_ref, "");
        assert_int_equal(found.fact, 0);
    }
}

static void
an_empty_ledger_in_memory_passes(void **state)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;
    cty_check found = CTY_CHECK_INIT;

    (void)state;
    setup.issuer = "Rivet & Sons";
    assert_ok(cty_ledger_open_memory(&setup, NULL, &ledger, last_error()));
    assert_ok(
        cty_ledger_check(ledger, false, NULL, NULL, &found, last_error()));
    assert_int_equal(found.facts, 0);
    assert_ok(cty_ledger_check(ledger, true, NULL, NULL, NULL, NULL));
    cty_ledger_close(ledger);
}

static void
what_a_batch_has_written_so_far_is_checked(void **state)
{
    struct place *place = *state;
    cty_client client = CTY_CLIENT_INIT;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_check found = CTY_CHECK_INIT;
    cty_ledger *ledger = NULL;

    restore(place);
    client.ref = "NEW";
    assert_ok(cty_ledger_open(place->ledger, NULL, &ledger, last_error()));
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, last_error()));
    assert_ok(cty_client_add(ledger, &client, &added, last_error()));
    assert_ok(
        cty_ledger_check(ledger, false, NULL, NULL, &found, last_error()));
    assert_int_equal(found.clients, 4);
    assert_ok(cty_batch_end(ledger, last_error()));
    cty_ledger_close(ledger);
    assert_whole(place);
}

static void
note_progress(void *context, int64_t done, int64_t total)
{
    int64_t *seen = context;

    assert_true(done > seen[0]);
    seen[0] = done;
    seen[1] = total;
}

static void
progress_ends_at_the_total(void **state)
{
    struct place *place = *state;
    cty_ledger *ledger = NULL;
    int64_t seen[2] = {0, 0};

    restore(place);
    assert_ok(cty_ledger_open(place->ledger, NULL, &ledger, last_error()));
    assert_ok(cty_ledger_check(ledger, true, note_progress, seen, NULL,
                               last_error()));
    assert_int_equal(seen[0], HARB_FACTS + OWN_FACTS);
    assert_int_equal(seen[1], HARB_FACTS + OWN_FACTS);
    cty_ledger_close(ledger);
}

static void
names_and_addresses_may_change(void **state)
{
    struct place *place = *state;

    restore(place);
    tamper(place, "UPDATE courtesy_client SET name = 'x', contact = 'x', "
                  "address = 'x', city = 'x', region = 'x', "
                  "postal_code = 'x', country = 'x', email = 'x', "
                  "phone = 'x', since = 20260101, language = 'de', "
                  "note = 'x'");
    tamper(place, "UPDATE courtesy_issuer SET name = 'x', address = 'x', "
                  "note = 'x', accent = '#000000', logo = zeroblob(9), "
                  "amounts = 2");
    tamper(place, "UPDATE courtesy_person SET name = 'Dana Reyes-Marsh'");
    assert_whole(place);
}

/* ---- what keeps it whole ---- */

static void
assert_schema_found(struct place *place, const char *sql, const char *what)
{
    cty_check found = CTY_CHECK_INIT;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(check(place, true, &found, &err), CTY_E_CORRUPT);
    assert_string_equal(found.client_ref, "");
    if (strstr(err.message, what) == NULL)
        fail_msg("%s: \"%s\" does not contain \"%s\"", sql, err.message, what);
}

struct names {
    char types[NAMES_MOST][NAME_TEXT];
    char names[NAMES_MOST][NAME_TEXT];
    int count;
};

static void
names_of(struct place *place, struct names *names)
{
    sqlite3 *db = break_in(place);
    sqlite3_stmt *rows = NULL;

    names->count = 0;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT type, name FROM sqlite_schema "
                                        "WHERE sql IS NOT NULL "
                                        "AND type IN ('index', 'trigger')",
                                        -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        assert_in_range(names->count, 0, NAMES_MOST - 1);
        sqlite3_snprintf(NAME_TEXT, names->types[names->count], "%s",
                         sqlite3_column_text(rows, 0));
        sqlite3_snprintf(NAME_TEXT, names->names[names->count++], "%s",
                         sqlite3_column_text(rows, 1));
    }
    sqlite3_finalize(rows);
    leave(db);
}

static void
every_trigger_and_index_is_missed(void **state)
{
    struct place *place = *state;
    struct names names;

    restore(place);
    names_of(place, &names);
    assert_int_equal(names.count, 38);
    for (int i = 0; i < names.count; i++) {
        char sql[SQL_TEXT], what[SQL_TEXT];

        restore(place);
        sqlite3_snprintf(sizeof(sql), sql, "DROP %s %s", names.types[i],
                         names.names[i]);
        sqlite3_snprintf(sizeof(what), what, "the ledger has lost its %s %s",
                         names.types[i], names.names[i]);
        tamper(place, sql);
        assert_schema_found(place, sql, what);
    }
}

static const struct addition {
    const char *sql, *what;
} additions[] = {
    {"DROP TRIGGER courtesy_entry_no_update;"
     "CREATE TRIGGER courtesy_entry_no_update BEFORE UPDATE ON courtesy_entry "
     "BEGIN SELECT 1; END",
     "trigger courtesy_entry_no_update is not as courtesy made it"},
    {"DROP INDEX courtesy_bill_by_month; CREATE INDEX courtesy_bill_by_month "
     "ON courtesy_bill (month)",
     "index courtesy_bill_by_month is not as courtesy made it"},
    {"CREATE TRIGGER mine AFTER INSERT ON courtesy_entry BEGIN SELECT 1; END",
     "a trigger mine that courtesy did not make"},
    {"CREATE TRIGGER mine AFTER INSERT ON Courtesy_Entry BEGIN SELECT 1; END",
     "a trigger mine that courtesy did not make"},
    {"CREATE INDEX a_index ON courtesy_bill (net)",
     "a index a_index that courtesy did not make"},
    {"CREATE TABLE Courtesy_More (x)",
     "a table Courtesy_More that courtesy did not make"},
    {"CREATE VIEW courtesy_view AS SELECT 1",
     "a view courtesy_view that courtesy did not make"},
    {"DROP TABLE courtesy_request", "the ledger has lost its"},
};

static void
what_was_added_to_the_schema_is_found(void **state)
{
    struct place *place = *state;

    for (size_t i = 0; i < sizeof(additions) / sizeof(additions[0]); i++) {
        restore(place);
        tamper(place, additions[i].sql);
        assert_schema_found(place, additions[i].sql, additions[i].what);
    }
}

/* SQLite itself takes the table from the statement, and any case for it. */
static void
the_table_that_a_trigger_or_index_is_listed_with_is_compared(void **state)
{
    struct place *place = *state;

    restore(place);
    tamper(place, "PRAGMA writable_schema = ON;"
                  "UPDATE sqlite_schema SET tbl_name = 'Courtesy_Bill' "
                  "WHERE name = 'courtesy_bill_no_update'");
    assert_schema_found(place, "tbl_name",
                        "trigger courtesy_bill_no_update is not as courtesy "
                        "made it");
    restore(place);
    tamper(place, "PRAGMA writable_schema = ON;"
                  "UPDATE sqlite_schema SET name = CAST(name AS BLOB) "
                  "WHERE name = 'courtesy_bill_by_month'");
    assert_schema_found(place, "name",
                        "index courtesy_bill_by_month is not as courtesy made "
                        "it");
}

static void
a_column_that_was_added_is_found(void **state)
{
    struct place *place = *state;
    const char *sql = "ALTER TABLE courtesy_entry ADD COLUMN x TEXT";
    sqlite3 *db;

    restore(place);
    db = break_in(place);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
    assert_true(falsify(db, sql));
    leave(db);
    assert_schema_found(place, sql,
                        "table courtesy_entry is not as courtesy made it");
}

static void
a_hosts_own_tables_are_its_own(void **state)
{
    struct place *place = *state;

    restore(place);
    tamper(place, "CREATE TABLE courtesan (x INTEGER PRIMARY KEY);"
                  "CREATE INDEX courtesan_x ON courtesan (x);"
                  "CREATE TRIGGER courtesan_t AFTER INSERT ON courtesan "
                  "BEGIN SELECT 1; END;");
    tamper(place, "CREATE TABLE tmp (x); DROP TABLE tmp; ANALYZE");
    assert_whole(place);
}

/* ---- the file ---- */

static long
page_of(struct place *place, const char *name)
{
    sqlite3 *db = break_in(place);
    sqlite3_stmt *rows = NULL;
    long page;

    sqlite3_prepare_v2(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
                       -1, &rows, NULL);
    sqlite3_bind_text(rows, 1, name, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
    page = (long)sqlite3_column_int64(rows, 0);
    sqlite3_finalize(rows);
    leave(db);
    return page;
}

static void
a_page_of_noise_is_found(void **state)
{
    static const char *const names[] = {
        "courtesy_client",    "courtesy_head",          "courtesy_quote",
        "courtesy_bill_line", "courtesy_entry",         "courtesy_share",
        "courtesy_credited",  "courtesy_entry_by_month"};
    struct place *place = *state;
    FILE *file;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        cty_check found = CTY_CHECK_INIT;
        cty_error err = CTY_ERROR_INIT;

        restore(place);
        file = fopen(place->ledger, "r+b");
        assert_non_null(file);
        assert_int_equal(
            fseek(file, (page_of(place, names[i]) - 1) * 4096, SEEK_SET), 0);
        for (int k = 0; k < 4096; k++)
            fputc(k * 37 % 251, file);
        fclose(file);
        assert_int_equal(check(place, false, &found, &err), CTY_E_CORRUPT);
        assert_non_null(strstr(err.message, "damaged"));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_ledger_passes_and_is_counted),
        cmocka_unit_test(an_empty_ledger_in_memory_passes),
        cmocka_unit_test(what_a_batch_has_written_so_far_is_checked),
        cmocka_unit_test(progress_ends_at_the_total),
        cmocka_unit_test(names_and_addresses_may_change),
        cmocka_unit_test(every_trigger_and_index_is_missed),
        cmocka_unit_test(what_was_added_to_the_schema_is_found),
        cmocka_unit_test(
            the_table_that_a_trigger_or_index_is_listed_with_is_compared),
        cmocka_unit_test(a_column_that_was_added_is_found),
        cmocka_unit_test(a_hosts_own_tables_are_its_own),
        cmocka_unit_test(a_page_of_noise_is_found),
    };

    return cmocka_run_group_tests(tests, make_place, remove_place);
}
