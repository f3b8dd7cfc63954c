#define _GNU_SOURCE

#include "place.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

enum { SQLITE_SHARED_FIRST = 0x40000002, SQLITE_SHARED_SIZE = 510 };

static void
assert_settings(struct ctyi_engine *engine)
{
    assert_int_equal(ask_int(engine, "PRAGMA foreign_keys"), 1);
    assert_int_equal(ask_int(engine, "PRAGMA trusted_schema"), 0);
    assert_int_equal(ask_int(engine, "PRAGMA cell_size_check"), 1);
    assert_int_equal(ask_int(engine, "PRAGMA temp_store"), 1);
    assert_int_equal(ask_int(engine, "PRAGMA cache_size"), -16000);
}

static void
assert_file_settings(struct ctyi_engine *engine)
{
    char mode[16];

    assert_settings(engine);
    assert_int_equal(ask_int(engine, "PRAGMA application_id"), 0x43545931);
    assert_int_equal(ask_int(engine, "PRAGMA synchronous"), 3);
    assert_int_equal(ask_int(engine, "PRAGMA mmap_size"), 0);
    assert_int_equal(ask_int(engine, "PRAGMA page_size"), 4096);
    ask_text(engine, "PRAGMA journal_mode", mode, sizeof(mode));
    assert_string_equal(mode, "wal");
}

static void
settings_hold_in_a_new_ledger_and_when_it_is_opened_again(void **state)
{
    struct place *place = *state;

    assert_file_settings(place->engine);
    assert_true(ctyi_engine_durable(place->engine));
    assert_false(ctyi_engine_read_only(place->engine));

    ctyi_engine_close(place->engine);
    place->engine = opened(place->ledger);
    assert_file_settings(place->engine);
}

static void
a_ledger_that_left_wal_is_put_back(void **state)
{
    struct place *place = *state;
    sqlite3 *db = NULL;

    ctyi_engine_close(place->engine);
    place->engine = NULL;
    assert_int_equal(sqlite3_open(place->ledger, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_close(db);

    place->engine = opened(place->ledger);
    assert_file_settings(place->engine);
}

static void
defensive_mode_keeps_the_schema_from_being_edited(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_script(place->engine, "PRAGMA writable_schema = ON",
                                 &failure));
    assert_refused(
        ctyi_engine_script(place->engine, "DELETE FROM sqlite_schema", &err),
        CTY_E_STORE, "sqlite_master may not be modified");
}

static void
double_quotes_are_names_only(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_refused(
        run(place->engine, "INSERT INTO fact VALUES(1, \"a text\")", &err),
        CTY_E_STORE, "no such column: a text");
}

static void
a_ledger_in_memory_is_not_durable(void **state)
{
    struct place *place = *state;

    place->engine = opened(NULL);
    assert_false(ctyi_engine_durable(place->engine));
    assert_settings(place->engine);
    assert_ok(
        ctyi_engine_script(place->engine, "CREATE TABLE t(a) ", &failure));
    assert_ok(ctyi_engine_integrity(place->engine, false, &failure));
}

static void
assert_mode(const struct place *place, const char *suffix, mode_t mode)
{
    char path[PLACE_PATH + 8];
    struct stat seen;

    snprintf(path, sizeof(path), "%s%s", place->ledger, suffix);
    assert_int_equal(stat(path, &seen), 0);
    assert_int_equal(seen.st_mode & 0777, mode);
}

static void
check_new_files_mode(struct place *place, bool shared, mode_t mode)
{
    struct ctyi_engine_open how = how_to(place->ledger);
    mode_t before = umask(mode == 0600 ? 0 : 077);

    how.create = true;
    how.shared = shared;
    assert_ok(ctyi_engine_open(&how, &place->engine, &failure));
    assert_ok(ctyi_engine_script(place->engine, "CREATE TABLE t(a)", &failure));
    umask(before);
    assert_mode(place, "", mode);
    assert_mode(place, "-wal", mode);
    assert_mode(place, "-shm", mode);
}

static void
a_new_ledger_is_its_owners_alone(void **state)
{
    check_new_files_mode(*state, false, 0600);
}

static void
a_shared_ledger_is_its_groups_whatever_the_umask(void **state)
{
    check_new_files_mode(*state, true, 0660);
}

static void
creating_over_a_file_is_refused_and_leaves_it_alone(void **state)
{
    struct place *place = *state;
    struct ctyi_engine_open how = how_to(place->ledger);
    struct ctyi_engine *engine = NULL;
    cty_error err;

    how.create = true;
    write_file(place->ledger, "mine", 4);
    assert_refused(ctyi_engine_open(&how, &engine, &err), CTY_E_EXISTS,
                   "is there already");
    assert_null(engine);
    assert_file_holds(place->ledger, "mine", 4);
}

static void
creating_beside_what_another_ledger_left_is_refused(void **state)
{
    struct place *place = *state;
    struct ctyi_engine_open how = how_to(place->ledger);
    struct ctyi_engine *engine = NULL;
    char wal[PLACE_PATH + 8];
    cty_error err;

    how.create = true;
    snprintf(wal, sizeof(wal), "%s-wal", place->ledger);
    write_file(wal, "last writes", 11);
    assert_refused(ctyi_engine_open(&how, &engine, &err), CTY_E_EXISTS,
                   "belongs to a ledger that was there");
    assert_file_holds(wal, "last writes", 11);
    assert_int_equal(access(place->ledger, F_OK), -1);
}

static void
creating_in_a_missing_folder_is_refused(void **state)
{
    struct place *place = *state;
    struct ctyi_engine *engine = NULL;
    struct ctyi_engine_open how;
    char path[PLACE_PATH];
    cty_error err;

    snprintf(path, sizeof(path), "%s/none/ledger.db", place->folder);
    how = how_to(path);
    how.create = true;
    assert_refused(ctyi_engine_open(&how, &engine, &err), CTY_E_NOT_FOUND,
                   "there is no folder for");
}

static void
a_missing_ledger_is_not_made(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_refused(try_open(place->ledger, false, &err), CTY_E_NOT_FOUND,
                   "there is no ledger at");
    assert_refused(try_open("", false, &err), CTY_E_NOT_FOUND,
                   "there is no ledger at");
    assert_int_equal(access(place->ledger, F_OK), -1);
}

static void
a_path_is_never_a_uri_or_a_name_for_memory(void **state)
{
    static const char *const names[] = {"file:odd?mode=memory", ":memory:"};
    struct place *place = *state;
    struct ctyi_engine_open how;
    char *before = getcwd(NULL, 0);

    assert_int_equal(chdir(place->folder), 0);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        how = how_to(names[i]);
        how.create = true;
        assert_ok(ctyi_engine_open(&how, &place->engine, &failure));
        assert_file_settings(place->engine);
        ctyi_engine_close(place->engine);
        place->engine = NULL;
        assert_int_equal(access(names[i], F_OK), 0);
        assert_ok(try_open(names[i], false, &failure));
    }
    assert_int_equal(chdir(before), 0);
    free(before);
}

static void
assert_stranger_is_left_alone(const struct place *place, const void *bytes,
                              size_t size, const char *part)
{
    cty_error err;

    write_file(place->ledger, bytes, size);
    assert_refused(try_open(place->ledger, false, &err), CTY_E_STORE, part);
    assert_refused(try_open(place->ledger, true, &err), CTY_E_STORE, part);
    assert_file_holds(place->ledger, bytes, size);
}

static void
files_that_are_no_ledger_are_refused_and_left_alone(void **state)
{
    static const char none[] = "is no courtesy ledger";
    struct place *place = *state;
    char page[4096] = "SQLite format 3";
    static const char blank[4096];

    assert_stranger_is_left_alone(place, "", 0, "it is empty");
    assert_stranger_is_left_alone(place, blank, sizeof(blank),
                                  "never finished");
    assert_stranger_is_left_alone(place, "a note\n", 7, none);
    assert_stranger_is_left_alone(place, page, 16, none);
    memset(page + 16, 'x', sizeof(page) - 16);
    assert_stranger_is_left_alone(place, page, sizeof(page), none);
}

static void
another_programs_database_is_refused_and_left_alone(void **state)
{
    struct place *place = *state;
    struct stat before, after;
    sqlite3 *db = NULL;
    cty_error err;

    assert_int_equal(sqlite3_open(place->ledger, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA application_id = 7;"
                                  "CREATE TABLE theirs(a)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);

    assert_int_equal(stat(place->ledger, &before), 0);
    assert_refused(try_open(place->ledger, false, &err), CTY_E_STORE,
                   "is no courtesy ledger");
    assert_int_equal(stat(place->ledger, &after), 0);
    assert_int_equal(before.st_size, after.st_size);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

/* Whatever changes a ledger's file behind the library's back. */
static void
change(struct place *place, const char *sql)
{
    sqlite3 *db = NULL;

    ctyi_engine_close(place->engine);
    place->engine = NULL;
    assert_int_equal(sqlite3_open(place->ledger, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void
pages_too_small_for_a_ledger_are_damage(void **state)
{
    struct place *place = *state;
    cty_error err;

    change(place, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024;"
                  "VACUUM");
    assert_ok(try_open(place->ledger, false, &failure));
    change(place, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 65536;"
                  "VACUUM");
    assert_ok(try_open(place->ledger, false, &failure));
    change(place, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512;"
                  "VACUUM");
    assert_refused(try_open(place->ledger, false, &err), CTY_E_CORRUPT,
                   "by its header its pages are of 512 bytes, and a ledger's "
                   "are of 4096");
}

static void
no_memory_is_taken_for_a_value_that_none_writes(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement;
    cty_error err;
    bool row;

    change(place, "INSERT INTO fact VALUES (1, printf('%.*c', 17 << 20, "
                  "'x'))");
    place->engine = opened(place->ledger);
    assert_ok(ctyi_prepare(place->engine, "SELECT note FROM fact", &statement,
                           &failure));
    sqlite3_memory_highwater(1);
    assert_refused(ctyi_step(statement, &row, &err), CTY_E_CORRUPT,
                   "larger than any that is written");
    assert_in_range(sqlite3_memory_highwater(0), 1, 4 << 20);
    ctyi_finalize(statement);
}

static void
folders_and_devices_are_refused(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_refused(try_open(place->folder, false, &err), CTY_E_STORE,
                   "is a folder");
    assert_int_equal(mkfifo(place->ledger, 0600), 0);
    assert_refused(try_open(place->ledger, false, &err), CTY_E_STORE,
                   "is no regular file");
}

/* Asked from another process: one's own locks are never in one's own way. */
static bool
others_may_lock(const char *path)
{
    pid_t child = fork();
    int how = 0;

    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK,
                             .l_whence = SEEK_SET,
                             .l_start = SQLITE_SHARED_FIRST,
                             .l_len = SQLITE_SHARED_SIZE};
        int fd = open(path, O_RDWR | O_CLOEXEC);

        if (fd < 0 || fcntl(fd, F_GETLK, &lock) != 0)
            _exit(2);
        _exit(lock.l_type == F_UNLCK ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) < 2);
    return WEXITSTATUS(how) == 0;
}

static void
opening_keeps_the_locks_of_this_programs_other_handles(void **state)
{
    struct place *place = *state;

    assert_int_equal(ask_int(place->engine, "SELECT count(*) FROM fact"), 0);
    assert_false(others_may_lock(place->ledger));
    assert_ok(try_open(place->ledger, false, &failure));
    assert_ok(try_open(place->ledger, true, &failure));
    assert_false(others_may_lock(place->ledger));
}

static void
a_handle_for_reading_reads_and_refuses_to_write(void **state)
{
    struct place *place = *state;
    struct ctyi_engine_open how = how_to(place->ledger);
    struct ctyi_engine *reader = NULL;
    cty_error err;

    how.read_only = true;
    assert_ok(run(place->engine, "INSERT INTO fact VALUES(1, 'a')", &failure));
    assert_ok(ctyi_engine_open(&how, &reader, &failure));
    assert_true(ctyi_engine_read_only(reader));
    assert_ok(ctyi_engine_begin(reader, false, &failure));
    assert_int_equal(ask_int(reader, "SELECT count(*) FROM fact"), 1);
    assert_ok(ctyi_engine_commit(reader, &failure));

    assert_refused(ctyi_engine_begin(reader, true, &err), CTY_E_READ_ONLY,
                   "it was opened for reading only");
    assert_refused(run(reader, "DELETE FROM fact", &err), CTY_E_READ_ONLY,
                   "it was opened for reading only");
    assert_ok(ctyi_engine_integrity(reader, false, &failure));
    ctyi_engine_close(reader);
}

static void
a_file_that_cannot_be_written_is_refused_at_open(void **state)
{
    struct place *place = *state;
    cty_error err;

    ctyi_engine_close(place->engine);
    place->engine = NULL;
    assert_int_equal(chmod(place->ledger, 0444), 0);
    become_nobody(place);
    assert_refused(try_open(place->ledger, false, &err), CTY_E_READ_ONLY,
                   "cannot be written by this user");
    assert_ok(try_open(place->ledger, true, &failure));
    assert_int_equal(chmod(place->ledger, 0), 0);
    assert_refused(try_open(place->ledger, true, &err), CTY_E_STORE,
                   "Permission denied");
    become_oneself();
}

static void
a_folder_that_cannot_be_written_is_named_as_the_cause(void **state)
{
    struct place *place = *state;
    cty_error err;

    ctyi_engine_close(place->engine);
    place->engine = NULL;
    become_nobody(place);
    assert_int_equal(chmod(place->folder, 0555), 0);
    assert_refused(try_open(place->ledger, true, &err), CTY_E_READ_ONLY,
                   "its folder must be writable");
    assert_refused(try_open(place->ledger, false, &err), CTY_E_READ_ONLY,
                   "its folder must be writable");
    become_oneself();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_ledger(settings_hold_in_a_new_ledger_and_when_it_is_opened_again),
        with_ledger(a_ledger_that_left_wal_is_put_back),
        with_ledger(defensive_mode_keeps_the_schema_from_being_edited),
        with_ledger(double_quotes_are_names_only),
        in_place(a_ledger_in_memory_is_not_durable),
        in_place(a_new_ledger_is_its_owners_alone),
        in_place(a_shared_ledger_is_its_groups_whatever_the_umask),
        in_place(creating_over_a_file_is_refused_and_leaves_it_alone),
        in_place(creating_beside_what_another_ledger_left_is_refused),
        in_place(creating_in_a_missing_folder_is_refused),
        in_place(a_missing_ledger_is_not_made),
        in_place(a_path_is_never_a_uri_or_a_name_for_memory),
        in_place(files_that_are_no_ledger_are_refused_and_left_alone),
        in_place(another_programs_database_is_refused_and_left_alone),
        with_ledger(pages_too_small_for_a_ledger_are_damage),
        with_ledger(no_memory_is_taken_for_a_value_that_none_writes),
        in_place(folders_and_devices_are_refused),
        with_ledger(opening_keeps_the_locks_of_this_programs_other_handles),
        with_ledger(a_handle_for_reading_reads_and_refuses_to_write),
        with_ledger(a_file_that_cannot_be_written_is_refused_at_open),
        with_ledger(a_folder_that_cannot_be_written_is_named_as_the_cause),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
