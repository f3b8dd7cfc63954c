/*
 * Writes that fail half-way: a trigger of a stranger's refuses the share of a
 * credit of 6.66, whose entry is written by then.
 */
#include "support.h"

#include <sqlite3.h>

struct place {
    char *folder;
    char *path;
    cty_ledger *ledger;
};

static void
run_raw(const struct place *place, const char *sql)
{
    sqlite3 *db = NULL;
    char *message = NULL;

    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(db);
}

static int
count_of(const struct place *place, const char *table)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    char sql[80];
    int count;

    snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s", table);
    assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static int
set_up(void **state)
{
    struct place *place = calloc(1, sizeof(*place));
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;

    place->folder = temporary_folder();
    place->path = path_in(place->folder, "shop.db");
    setup.issuer = "Harbor Print Works";
    assert_ok(
        cty_ledger_create(place->path, &setup, NULL, &place->ledger, ERR));
    client_of(place->ledger, "harbor", "Harbor Foods");
    assert_ok(cty_person_add(place->ledger, "Dana Reyes", ERR));
    bill_of(place->ledger, "harbor", "B-1", 100000);
    run_raw(place, "CREATE TRIGGER stop BEFORE INSERT ON courtesy_share "
                   "WHEN NEW.amount = 666 "
                   "BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END");
    *state = place;
    return 0;
}

static int
tear_down(void **state)
{
    struct place *place = *state;

    cty_ledger_close(place->ledger);
    remove_folder(place->folder);
    free(place->path);
    free(place);
    return 0;
}

static void
assert_whole(const struct place *place, int entries)
{
    assert_int_equal(count_of(place, "courtesy_entry"), entries);
    assert_int_equal(count_of(place, "courtesy_share"), entries);
    run_raw(place, "DROP TRIGGER stop");
    assert_ok(cty_ledger_check(place->ledger, false, NULL, NULL, NULL, ERR));
}

static void
a_write_that_fails_half_way_leaves_nothing(void **state)
{
    struct place *place = *state;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(credit(place->ledger, "B-1", 666, &err), CTY_E_STORE);
    assert_string_contains(err.message, "the disk is gone");
    assert_int_equal(left_of(place->ledger, "B-1"), 100000);
    assert_ok(credit(place->ledger, "B-1", 5, ERR));
    assert_int_equal(left_of(place->ledger, "B-1"), 99995);
    assert_whole(place, 1);
}

/* Whatever its mode: half of an item cannot be kept, nor taken out. */
static void
a_batch_in_which_a_write_fails_half_way_keeps_nothing(void **state)
{
    struct place *place = *state;

    for (int mode = CTY_BATCH_ATOMIC; mode <= CTY_BATCH_CONTINUE; mode++) {
        cty_error err = CTY_ERROR_INIT;

        assert_ok(cty_batch_begin(place->ledger, mode, false, ERR));
        assert_ok(credit(place->ledger, "B-1", 5, ERR));
        assert_int_equal(credit(place->ledger, "B-1", 666, &err), CTY_E_STORE);
        assert_int_equal(credit(place->ledger, "B-1", 7, &err), CTY_E_STORE);
        assert_string_contains(err.message, "the disk is gone");
        assert_int_equal(cty_batch_end(place->ledger, &err), CTY_E_STORE);
        assert_string_contains(err.message, "the disk is gone");
        assert_int_equal(count_of(place, "courtesy_entry"), 0);
    }
    assert_ok(cty_batch_begin(place->ledger, CTY_BATCH_ATOMIC, false, ERR));
    assert_ok(credit(place->ledger, "B-1", 5, ERR));
    assert_ok(cty_batch_end(place->ledger, ERR));
    assert_whole(place, 1);
}

static void
give(cty_import *import, const char *file, const char *const *columns,
     const char *const *cells, size_t count)
{
    size_t lengths[8];

    assert_ok(cty_import_file(import, file, columns, count, ERR));
    for (size_t i = 0; i < count; i++)
        lengths[i] = strlen(cells[i]);
    assert_ok(cty_import_row(import, cells, lengths, count, 2, ERR));
}

static void
a_folder_in_which_a_write_fails_half_way_is_not_imported(void **state)
{
    static const char *const person_columns[] = {"client_ref", "name"};
    static const char *const person[] = {"mill", "Mill Lane School"};
    static const char *const columns[] = {"credit_no", "bill_no", "client_ref",
                                          "date",      "amount",  "reason"};
    static const char *const cells[] = {"C-1",        "B-1",  "harbor",
                                        "2026-09-30", "6.66", "goodwill"};
    struct place *place = *state;
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    cty_import *import = NULL;
    cty_error err = CTY_ERROR_INIT;

    options.mode = CTY_BATCH_CONTINUE;
    assert_ok(cty_import_open(place->ledger, &options, &import, ERR));
    give(import, "clients.csv", person_columns, person, 2);
    give(import, "credits.csv", columns, cells, 6);
    assert_int_equal(cty_import_finish(import, NULL, &err), CTY_E_STORE);
    assert_string_contains(err.message, "the disk is gone");
    cty_import_close(import);
    assert_int_equal(count_of(place, "courtesy_client"), 1);
    assert_whole(place, 0);
}

int
main(void)
{
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_write_that_fails_half_way_leaves_nothing),
        SENTENCE(a_batch_in_which_a_write_fails_half_way_keeps_nothing),
        SENTENCE(a_folder_in_which_a_write_fails_half_way_is_not_imported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
