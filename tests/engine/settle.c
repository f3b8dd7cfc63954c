/* What opening makes sure of, where the database, the disk or memory fails. */
#define _GNU_SOURCE

#include "place.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sqlite3.h>

#include "engine/sqlite.h"

/* ---- settings that do not take -------------------------------------- */

static const char *ignored; /* the pragma that the database does not hear */

static int
ignore_one(void *context, int action, const char *name, const char *value,
           const char *database, const char *trigger)
{
    (void)context;
    (void)database;
    (void)trigger;
    return action == SQLITE_PRAGMA && value != NULL &&
                   strcmp(name, ignored) == 0
               ? SQLITE_IGNORE
               : SQLITE_OK;
}

static int
listen_badly(sqlite3 *db, char **message, const sqlite3_api_routines *api)
{
    (void)message;
    (void)api;
    return sqlite3_set_authorizer(db, ignore_one, NULL);
}

static cty_status
open_ignoring(const char *path, bool create, bool read_only, const char *name)
{
    struct ctyi_engine_open how = {
        .path = path, .create = create, .read_only = read_only};
    struct ctyi_engine *engine = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    ignored = name;
    assert_int_equal(sqlite3_auto_extension((void (*)(void))listen_badly),
                     SQLITE_OK);
    status = ctyi_engine_open(&how, &engine, &err);
    sqlite3_cancel_auto_extension((void (*)(void))listen_badly);
    ctyi_engine_close(engine);
    if (status != CTY_OK && strstr(err.message, name) == NULL)
        fail_msg("%s: \"%s\"", name, err.message);
    return status;
}

static void
a_ledger_is_not_opened_where_a_setting_does_not_take(void **state)
{
    static const char *const names[] = {
        "foreign_keys", "trusted_schema", "cell_size_check", "temp_store",
        "cache_size",   "synchronous",    "journal_mode",
    };
    struct place *place = *state;
    sqlite3 *db = NULL;

    ctyi_engine_close(place->engine);
    place->engine = NULL;
    assert_int_equal(sqlite3_open(place->ledger, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        assert_int_equal(open_ignoring(place->ledger, false, false, names[i]),
                         CTY_E_STORE);
    assert_int_equal(open_ignoring(place->ledger, false, true, "query_only"),
                     CTY_E_STORE);
    assert_int_equal(open_ignoring(place->ledger, false, false, "vacuum"),
                     CTY_OK);
}

static void
a_ledger_is_not_made_where_its_mark_does_not_take(void **state)
{
    struct place *place = *state;

    assert_int_equal(
        open_ignoring(place->ledger, true, false, "application_id"),
        CTY_E_STORE);
}

/* ---- files ----------------------------------------------------------- */

/* A raw handle on a ledger that left WAL, within a transaction. */
static sqlite3 *
user_of(const char *path, const char *begin)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, begin, NULL, NULL, NULL), SQLITE_OK);
    return db;
}

static void *
close_soon(void *db)
{
    usleep(100000);
    sqlite3_close(db);
    return NULL;
}

/* For who writes, the database itself does not wait. */
static void
opening_waits_for_who_uses_what_is_not_in_wal_mode(void **state)
{
    static const char *const begins[] = {"BEGIN; SELECT * FROM fact",
                                         "BEGIN IMMEDIATE"};
    struct place *place = *state;
    struct ctyi_engine_open how = {.path = place->ledger, .busy_ms = 10000};
    cty_error err;
    pthread_t closer;

    for (int i = 0; i < 2; i++) {
        sqlite3 *db;

        ctyi_engine_close(place->engine);
        place->engine = NULL;
        db = user_of(place->ledger, begins[i]);
        assert_refused(try_open(place->ledger, false, &err), CTY_E_BUSY,
                       "another program");
        assert_int_equal(pthread_create(&closer, NULL, close_soon, db), 0);
        assert_ok(ctyi_engine_open(&how, &place->engine, &failure));
        assert_int_equal(pthread_join(closer, NULL), 0);
    }
}

/* Its header says what it would become; its journal, that it was nothing. */
static void
a_ledger_whose_making_is_undone_as_it_is_opened_is_none(void **state)
{
    static const unsigned char journal[512] = {
        0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7, 0, 0, 0, 0, 0,    0,
        0,    0,    0,    0,    0,    0,    0,    0,    2, 0, 0, 0, 0x10, 0};
    struct place *place = *state;
    char path[PLACE_PATH + 8];
    sqlite3 *db = NULL;
    cty_error err;

    ctyi_engine_close(place->engine);
    place->engine = NULL;
    assert_int_equal(sqlite3_open(place->ledger, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);
    snprintf(path, sizeof(path), "%s-journal", place->ledger);
    write_file(path, journal, sizeof(journal));
    assert_refused(try_open(place->ledger, false, &err), CTY_E_STORE,
                   "never finished");
}

static void
copy_file(const char *from, const char *to)
{
    static char bytes[1 << 20];
    FILE *file = fopen(from, "rb");
    size_t size;

    assert_non_null(file);
    size = fread(bytes, 1, sizeof(bytes), file);
    assert_true(size < sizeof(bytes));
    fclose(file);
    write_file(to, bytes, size);
}

/* As a copy of a ledger that is in use: with a log that was not emptied. */
static void
reading_a_ledger_does_not_empty_its_log(void **state)
{
    struct place *place = *state;
    char copy[PLACE_PATH], log[PLACE_PATH + 8], copied_log[PLACE_PATH + 8];
    struct stat before, after;
    struct ctyi_engine_open how = {.path = copy, .read_only = true};
    struct ctyi_engine *reader = NULL;

    assert_ok(run(place->engine, "INSERT INTO fact VALUES(1, 'x')", &failure));
    snprintf(copy, sizeof(copy), "%s/copy.db", place->folder);
    snprintf(log, sizeof(log), "%s-wal", place->ledger);
    snprintf(copied_log, sizeof(copied_log), "%s-wal", copy);
    copy_file(place->ledger, copy);
    copy_file(log, copied_log);
    assert_int_equal(stat(copied_log, &before), 0);
    assert_true(before.st_size > 0);
    assert_ok(ctyi_engine_open(&how, &reader, &failure));
    assert_int_equal(ask_int(reader, "SELECT count(*) FROM fact"), 1);
    ctyi_engine_close(reader);
    assert_int_equal(stat(copied_log, &after), 0);
    assert_int_equal(after.st_size, before.st_size);
}

/* ---- syncing --------------------------------------------------------- */

static int files_synced;
static int folders_synced;
static bool folders_fail;

/* In the place of libc's, for this program and its libraries. */
int
fsync(int fd)
{
    struct stat seen;

    if (fstat(fd, &seen) == 0 && S_ISDIR(seen.st_mode)) {
        folders_synced++;
        if (folders_fail) {
            errno = EIO;
            return -1;
        }
    } else {
        files_synced++;
    }
    return (int)syscall(SYS_fsync, fd);
}

static void
a_new_file_and_its_name_are_synced_before_it_is_used(void **state)
{
    struct place *place = *state;
    cty_error err;

    files_synced = folders_synced = 0;
    assert_ok(ctyi_file_make(place->ledger, false, &failure));
    assert_int_equal(files_synced, 1);
    assert_int_equal(folders_synced, 1);
    assert_int_equal(unlink(place->ledger), 0);
    folders_fail = true;
    assert_int_equal(ctyi_file_make(place->ledger, false, &err), CTY_E_STORE);
    folders_fail = false;
}

/* ---- reading --------------------------------------------------------- */

static sqlite3_io_methods failing_methods;
static int (*read_well)(sqlite3_file *file, void *bytes, int size,
                        sqlite3_int64 at);

static int
read_badly(sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
    return at >= 4096 ? SQLITE_IOERR_READ : read_well(file, bytes, size, at);
}

static void
a_page_that_cannot_be_read_is_not_a_damaged_one(void **state)
{
    struct place *place = *state;
    const sqlite3_io_methods *methods;
    sqlite3_file *file = NULL;
    cty_error err;

    ctyi_engine_close(place->engine);
    place->engine = opened(place->ledger);
    assert_int_equal(sqlite3_file_control(place->engine->db, "main",
                                          SQLITE_FCNTL_FILE_POINTER, &file),
                     SQLITE_OK);
    methods = file->pMethods;
    failing_methods = *methods;
    read_well = methods->xRead;
    failing_methods.xRead = read_badly;
    file->pMethods = &failing_methods;
    assert_refused(ctyi_engine_integrity(place->engine, false, &err),
                   CTY_E_STORE, "cannot be read");
    assert_refused(ctyi_engine_integrity(place->engine, true, &err),
                   CTY_E_STORE, "cannot be read");
    file->pMethods = methods;
    assert_ok(ctyi_engine_integrity(place->engine, false, &failure));
}

/* Texts of another encoding are turned into ours, which takes memory. */
static void
a_text_that_memory_lacks_for_fails_what_comes_next(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    sqlite3_int64 limit;
    bool row = false;
    cty_error err;

    place->engine = opened(NULL);
    assert_ok(ctyi_engine_script(place->engine,
                                 "PRAGMA encoding = 'UTF-16le';"
                                 "CREATE TABLE t(a TEXT);"
                                 "INSERT INTO t VALUES(hex(zeroblob(50000)))",
                                 &failure));
    assert_ok(
        ctyi_prepare(place->engine, "SELECT a FROM t", &statement, &failure));
    assert_ok(ctyi_step(statement, &row, &failure));
    limit = sqlite3_hard_heap_limit64(sqlite3_memory_used());
    assert_string_equal(ctyi_column_string(statement, 0), "");
    sqlite3_hard_heap_limit64(limit);
    ctyi_finalize(statement);
    assert_refused(run(place->engine, "DELETE FROM t", &err), CTY_E_MEMORY,
                   "out of memory");
    assert_int_equal(ask_int(place->engine, "SELECT count(*) FROM t"), 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_ledger(a_ledger_is_not_opened_where_a_setting_does_not_take),
        in_place(a_ledger_is_not_made_where_its_mark_does_not_take),
        with_ledger(opening_waits_for_who_uses_what_is_not_in_wal_mode),
        with_ledger(a_ledger_whose_making_is_undone_as_it_is_opened_is_none),
        with_ledger(reading_a_ledger_does_not_empty_its_log),
        in_place(a_new_file_and_its_name_are_synced_before_it_is_used),
        with_ledger(a_page_that_cannot_be_read_is_not_a_damaged_one),
        in_place(a_text_that_memory_lacks_for_fails_what_comes_next),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
