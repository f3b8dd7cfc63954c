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
a_client_whose_chain_head_is_not_whole_takes_no_fact(void **state)
{
    struct place *place = *state;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    change(place, "UPDATE courtesy_head "
                  "SET head = CAST(head || x'00' AS BLOB)");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_int_equal(credit(ledger, "B-1", 1, &err), CTY_E_CORRUPT);
    assert_string_contains(err.message, "no chain head");
    cty_ledger_close(ledger);
    change(place, "DELETE FROM courtesy_head");
    assert_ok(cty_ledger_open(place->path, NULL, &ledger, ERR));
    assert_int_equal(credit(ledger, "B-1", 1, &err), CTY_E_CORRUPT);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    cty_ledger_close(ledger);
}

int
main(void)
{
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_ledger_of_the_next_release_is_refused),
        SENTENCE(a_ledger_that_lost_what_it_knows_is_refused),
        SENTENCE(a_client_whose_chain_head_is_not_whole_takes_no_fact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
