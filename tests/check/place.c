#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ledger.h"

static cty_error failure;

cty_error *
last_error(void)
{
    return &failure;
}

/* ---- the file ---- */

static void
read_whole(struct place *place)
{
    FILE *file = fopen(place->ledger, "rb");

    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    place->size = (size_t)ftell(file);
    rewind(file);
    place->whole = malloc(place->size);
    assert_non_null(place->whole);
    assert_int_equal(fread(place->whole, 1, place->size, file), place->size);
    fclose(file);
}

static void
forget_log(const struct place *place)
{
    char path[PLACE_PATH + 8];

    snprintf(path, sizeof(path), "%s-wal", place->ledger);
    unlink(path);
    snprintf(path, sizeof(path), "%s-shm", place->ledger);
    unlink(path);
}

void
restore(struct place *place)
{
    FILE *file = fopen(place->ledger, "wb");

    forget_log(place);
    assert_non_null(file);
    assert_int_equal(fwrite(place->whole, 1, place->size, file), place->size);
    assert_int_equal(fclose(file), 0);
}

int
make_place(void **state)
{
    struct place *place = calloc(1, sizeof(*place));

    assert_non_null(place);
    snprintf(place->folder, sizeof(place->folder), "/tmp/courtesy-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->ledger, sizeof(place->ledger), "%s/ledger.db",
             place->folder);
    fill_ledger(place->ledger);
    read_whole(place);
    *state = place;
    return 0;
}

int
remove_place(void **state)
{
    struct place *place = *state;

    forget_log(place);
    unlink(place->ledger);
    rmdir(place->folder);
    free(place->whole);
    free(place);
    return 0;
}

/* ---- tampering ---- */

sqlite3 *
break_in(struct place *place)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(place->ledger, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA foreign_keys = OFF;"
                                  "PRAGMA ignore_check_constraints = ON;"
                                  "PRAGMA synchronous = OFF",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    return db;
}

bool
falsify(sqlite3 *db, const char *sql)
{
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);

    if ((code & 0xff) == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH)
        return false;
    if (code != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    return true;
}

void
leave(sqlite3 *db)
{
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

void
tamper(struct place *place, const char *sql)
{
    sqlite3 *db = break_in(place);
    int before = sqlite3_total_changes(db);

    if (!falsify(db, sql))
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    if (strncmp(sql, "DROP", 4) != 0 && strncmp(sql, "CREATE", 6) != 0)
        assert_true(sqlite3_total_changes(db) > before);
    leave(db);
}

/* ---- checking ---- */

cty_status
check(struct place *place, bool quick, cty_check *out_check, cty_error *err)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_status status;

    options.flags = CTY_OPEN_READ_ONLY;
    assert_ok(cty_ledger_open(place->ledger, &options, &ledger, last_error()));
    status = cty_ledger_check(ledger, quick, NULL, NULL, out_check, err);
    cty_ledger_close(ledger);
    return status;
}

void
assert_whole(struct place *place)
{
    cty_check found = CTY_CHECK_INIT;
    cty_error err = CTY_ERROR_INIT;

    if (check(place, false, &found, &err) != CTY_OK)
        fail_msg("%s", err.message);
    assert_string_equal(found.client_ref, "");
    assert_int_equal(found.fact, 0);
}

void
assert_found(struct place *place, struct culprit culprit, const char *what,
             const char *rule)
{
    cty_check found = CTY_CHECK_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = check(place, false, &found, &err);

    if (status != CTY_E_CORRUPT)
        fail_msg("%s: not found: %s %s", what, cty_status_name(status),
                 err.message);
    assert_int_equal(err.status, CTY_E_CORRUPT);
    if (strcmp(found.client_ref, culprit.ref) != 0 ||
        found.fact != culprit.fact)
        fail_msg("%s: expected %s %lld, not %s %lld (%s)", what, culprit.ref,
                 (long long)culprit.fact, found.client_ref,
                 (long long)found.fact, err.message);
    if (strstr(err.message, rule) == NULL)
        fail_msg("%s: \"%s\" does not contain \"%s\"", what, err.message, rule);
}
