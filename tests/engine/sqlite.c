#include "place.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "engine/memory.h"
#include "engine/sqlite.h"

static const char COUNT[] = "SELECT count(*) FROM fact";
static const char ONE[] = "INSERT INTO fact VALUES(1, 'one')";
static const char TWO[] = "INSERT INTO fact VALUES(2, 'two')";

/* ---- transactions -------------------------------------------------- */

static void
what_is_committed_stays_and_what_is_rolled_back_does_not(void **state)
{
    struct place *place = *state;

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_true(ctyi_engine_in_transaction(place->engine));
    assert_ok(run(place->engine, ONE, &failure));
    assert_ok(ctyi_engine_commit(place->engine, &failure));
    assert_false(ctyi_engine_in_transaction(place->engine));

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(run(place->engine, TWO, &failure));
    ctyi_engine_rollback(place->engine);
    ctyi_engine_rollback(place->engine);
    assert_false(ctyi_engine_in_transaction(place->engine));
    assert_int_equal(ask_int(place->engine, COUNT), 1);
}

static void
closing_in_a_transaction_undoes_it(void **state)
{
    struct place *place = *state;

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(run(place->engine, ONE, &failure));
    ctyi_engine_close(place->engine);
    place->engine = opened(place->ledger);
    assert_int_equal(ask_int(place->engine, COUNT), 0);
}

static void
a_part_can_be_undone_alone(void **state)
{
    struct place *place = *state;

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(ctyi_engine_savepoint(place->engine, &failure));
    assert_ok(run(place->engine, ONE, &failure));
    assert_ok(ctyi_engine_release(place->engine, &failure));

    assert_ok(ctyi_engine_savepoint(place->engine, &failure));
    assert_ok(run(place->engine, TWO, &failure));
    assert_ok(ctyi_engine_rollback_to(place->engine, &failure));
    assert_ok(ctyi_engine_commit(place->engine, &failure));
    assert_int_equal(ask_int(place->engine, COUNT), 1);
}

static void
a_part_that_is_undone_has_ended(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(ctyi_engine_savepoint(place->engine, &failure));
    assert_ok(ctyi_engine_rollback_to(place->engine, &failure));
    assert_refused(ctyi_engine_release(place->engine, &err), CTY_E_STORE,
                   "no such savepoint");
}

static void
parts_and_commits_need_a_transaction(void **state)
{
    static const char undone[] = "the transaction was undone";
    struct place *place = *state;
    cty_error err;

    assert_refused(ctyi_engine_savepoint(place->engine, &err), CTY_E_STORE,
                   undone);
    assert_refused(ctyi_engine_rollback_to(place->engine, &err), CTY_E_STORE,
                   undone);
    assert_refused(ctyi_engine_commit(place->engine, &err), CTY_E_STORE,
                   undone);
    assert_false(ctyi_engine_in_transaction(place->engine));
}

static int64_t
milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
a_second_writer_waits_and_is_told_how_long(void **state)
{
    struct place *place = *state;
    struct ctyi_engine_open how = how_to(place->ledger);
    struct ctyi_engine *other = opened(place->ledger);
    struct ctyi_engine *patient = NULL;
    int64_t began;
    cty_error err;

    how.busy_ms = 30;
    assert_ok(ctyi_engine_open(&how, &patient, &failure));
    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_refused(ctyi_engine_begin(other, true, &err), CTY_E_BUSY,
                   "another program is writing to the ledger: try again");
    began = milliseconds();
    assert_refused(ctyi_engine_begin(patient, true, &err), CTY_E_BUSY,
                   "waited 30 ms: try again");
    assert_true(milliseconds() - began >= 25);
    assert_false(ctyi_engine_in_transaction(other));

    assert_ok(ctyi_engine_commit(place->engine, &failure));
    assert_ok(ctyi_engine_begin(other, true, &failure));
    ctyi_engine_close(other);
    ctyi_engine_close(patient);
}

static void
a_reader_that_would_write_after_another_did_is_busy(void **state)
{
    struct place *place = *state;
    struct ctyi_engine *other = opened(place->ledger);
    cty_error err;

    assert_ok(ctyi_engine_begin(other, false, &failure));
    assert_int_equal(ask_int(other, COUNT), 0);
    assert_ok(run(place->engine, ONE, &failure));
    assert_int_equal(ask_int(other, COUNT), 0);
    assert_refused(run(other, TWO, &err), CTY_E_BUSY, "meanwhile");
    ctyi_engine_rollback(other);
    assert_int_equal(ask_int(other, COUNT), 1);
    ctyi_engine_close(other);
}

static void
a_commit_that_fails_undoes_everything_and_says_so(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_script(place->engine,
                                 "CREATE TABLE later(no INTEGER REFERENCES fact"
                                 " DEFERRABLE INITIALLY DEFERRED) STRICT",
                                 &failure));
    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(run(place->engine, ONE, &failure));
    assert_ok(run(place->engine, "INSERT INTO later VALUES(99)", &failure));
    assert_refused(ctyi_engine_commit(place->engine, &err), CTY_E_STORE,
                   "FOREIGN KEY constraint failed; nothing was written");
    assert_false(ctyi_engine_in_transaction(place->engine));
    assert_int_equal(ask_int(place->engine, COUNT), 0);
}

/* What stands in for ROLLBACK does nothing. */
static void
a_handle_that_cannot_roll_back_says_so_from_then_on(void **state)
{
    static const char poisoned[] = "could not be undone";
    struct place *place = *state;
    struct ctyi_engine *engine = place->engine;
    struct ctyi_statement *statement = NULL;
    sqlite3_stmt *rollback = engine->control[CTYI_ROLLBACK];
    bool row;
    cty_error err;

    assert_ok(ctyi_prepare(engine, COUNT, &statement, &failure));
    assert_int_equal(sqlite3_prepare_v2(engine->db, "SELECT 1", -1,
                                        &engine->control[CTYI_ROLLBACK], NULL),
                     SQLITE_OK);
    assert_ok(ctyi_engine_begin(engine, true, &failure));
    assert_ok(run(engine, ONE, &failure));
    ctyi_engine_rollback(engine);

    assert_refused(ctyi_step(statement, &row, &err), CTY_E_STORE, poisoned);
    assert_refused(ctyi_engine_begin(engine, true, &err), CTY_E_STORE,
                   poisoned);
    assert_refused(ctyi_engine_commit(engine, &err), CTY_E_STORE, poisoned);
    assert_refused(ctyi_engine_script(engine, TWO, &err), CTY_E_STORE,
                   poisoned);
    assert_refused(run(engine, TWO, &err), CTY_E_STORE, poisoned);
    assert_refused(ctyi_engine_integrity(engine, true, &err), CTY_E_STORE,
                   poisoned);
    ctyi_finalize(statement);
    sqlite3_finalize(rollback);
    ctyi_engine_close(engine);
    place->engine = opened(place->ledger);
    assert_int_equal(ask_int(place->engine, COUNT), 0);
}

/* ---- statements ---------------------------------------------------- */

static void
values_come_back_as_they_were_bound(void **state)
{
    static const unsigned char bytes[] = {0, 1, 0, 255};
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    const void *blob;
    size_t size = 0;
    bool row = false;

    assert_ok(ctyi_prepare(place->engine, "SELECT ?1, ?2, ?3, ?4, ?5",
                           &statement, &failure));
    ctyi_bind_int(statement, 1, INT64_MIN);
    ctyi_bind_text(statement, 2, "a 'text'; --");
    ctyi_bind_text(statement, 3, NULL);
    ctyi_bind_blob(statement, 4, bytes, sizeof(bytes));
    ctyi_bind_null(statement, 5);
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_true(row);
    assert_true(ctyi_column_int(statement, 0) == INT64_MIN);
    assert_string_equal(ctyi_column_text(statement, 1), "a 'text'; --");
    assert_null(ctyi_column_text(statement, 2));
    assert_string_equal(ctyi_column_string(statement, 2), "");
    assert_false(ctyi_column_is_null(statement, 3));
    blob = ctyi_column_blob(statement, 3, &size);
    assert_int_equal(size, sizeof(bytes));
    assert_memory_equal(blob, bytes, sizeof(bytes));
    assert_true(ctyi_column_is_null(statement, 4));
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_false(row);
    ctyi_finalize(statement);
}

static void
reset_drops_what_was_bound(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    bool row = false;

    assert_ok(ctyi_prepare(place->engine, "SELECT ?1", &statement, &failure));
    ctyi_bind_text(statement, 1, "old");
    assert_ok(ctyi_step(statement, &row, &failure));
    ctyi_reset(statement);
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_null(ctyi_column_text(statement, 0));
    ctyi_finalize(statement);
    ctyi_finalize(NULL);
}

static void
a_statement_can_run_again_after_it_failed(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    cty_error err;

    assert_ok(ctyi_prepare(place->engine, "INSERT INTO fact VALUES(?1, ?2)",
                           &statement, &failure));
    for (int no = 1; no <= 2; no++) {
        ctyi_bind_int(statement, 1, no);
        ctyi_bind_text(statement, 2, "note");
        assert_ok(ctyi_run(statement, &failure));
    }
    ctyi_bind_int(statement, 1, 2);
    assert_refused(ctyi_run(statement, &err), CTY_E_STORE,
                   "UNIQUE constraint failed: fact.no");
    ctyi_bind_int(statement, 1, 3);
    assert_ok(ctyi_run(statement, &failure));
    ctyi_finalize(statement);
    assert_int_equal(
        ask_int(place->engine, "SELECT count(*) FROM fact WHERE note IS NULL"),
        1);
}

static void
a_statement_takes_new_values_after_its_last_row(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    bool row = true;

    assert_ok(ctyi_prepare(place->engine, "SELECT ?1 WHERE ?1 > 0", &statement,
                           &failure));
    ctyi_bind_int(statement, 1, 0);
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_false(row);
    ctyi_bind_int(statement, 1, 8);
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_true(row);
    assert_int_equal(ctyi_column_int(statement, 0), 8);
    ctyi_finalize(statement);
}

static void
a_value_that_was_not_bound_is_told_by_the_step(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    bool row = true;
    cty_error err;

    assert_ok(ctyi_prepare(place->engine, "SELECT ?1", &statement, &failure));
    ctyi_bind_int(statement, 2, 5);
    ctyi_bind_int(statement, 1, 5);
    assert_int_equal(ctyi_step(statement, &row, &err), CTY_E_STORE);
    assert_int_equal(ctyi_step(statement, &row, &err), CTY_E_STORE);
    assert_true(row);
    ctyi_reset(statement);
    assert_ok(ctyi_step(statement, &row, &failure));
    ctyi_finalize(statement);
}

static void
a_text_that_was_not_read_keeps_the_write_from_being_committed(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(run(place->engine, ONE, &failure));
    place->engine->unread = SQLITE_NOMEM;
    assert_refused(ctyi_engine_commit(place->engine, &err), CTY_E_MEMORY,
                   "nothing was written");
    assert_int_equal(ask_int(place->engine, COUNT), 0);
}

static void
outputs_stay_as_they_were_on_failure(void **state)
{
    struct place *place = *state;
    struct ctyi_statement *statement = NULL;
    cty_error err;

    assert_refused(
        ctyi_prepare(place->engine, "SELECT none FROM fact", &statement, &err),
        CTY_E_STORE, "no such column: none");
    assert_null(statement);
    assert_int_equal(ctyi_prepare(place->engine, "SELEC", &statement, NULL),
                     CTY_E_STORE);
}

/* ---- errors -------------------------------------------------------- */

static void
a_triggers_message_comes_through(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_script(place->engine,
                                 "CREATE TRIGGER stays BEFORE DELETE ON fact"
                                 " BEGIN SELECT RAISE(ABORT, 'facts stay');"
                                 " END",
                                 &failure));
    assert_ok(run(place->engine, ONE, &failure));
    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_refused(run(place->engine, "DELETE FROM fact", &err), CTY_E_STORE,
                   "the ledger refuses it: facts stay");
    assert_true(ctyi_engine_in_transaction(place->engine));
    ctyi_engine_rollback(place->engine);
    assert_int_equal(ask_int(place->engine, COUNT), 1);
}

static void
a_sum_that_does_not_fit_is_a_limit(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_refused(run(place->engine,
                       "INSERT INTO fact SELECT sum(a), 'x' FROM (SELECT "
                       "9223372036854775807 AS a UNION ALL SELECT 1)",
                       &err),
                   CTY_E_LIMIT, "a sum is larger than courtesy holds");
}

static void
codes_mean_the_same_wherever_they_come_from(void **state)
{
    static const struct {
        int code;
        cty_status status;
    } cases[] = {
        {SQLITE_BUSY, CTY_E_BUSY},
        {SQLITE_BUSY_SNAPSHOT, CTY_E_BUSY},
        {SQLITE_BUSY_RECOVERY, CTY_E_BUSY},
        {SQLITE_LOCKED, CTY_E_BUSY},
        {SQLITE_PROTOCOL, CTY_E_BUSY},
        {SQLITE_NOMEM, CTY_E_MEMORY},
        {SQLITE_IOERR_NOMEM, CTY_E_MEMORY},
        {SQLITE_READONLY, CTY_E_READ_ONLY},
        {SQLITE_READONLY_DBMOVED, CTY_E_READ_ONLY},
        {SQLITE_READONLY_CANTINIT, CTY_E_READ_ONLY},
        {SQLITE_CORRUPT, CTY_E_CORRUPT},
        {SQLITE_CORRUPT_INDEX, CTY_E_CORRUPT},
        {SQLITE_NOTADB, CTY_E_CORRUPT},
        {SQLITE_FULL, CTY_E_STORE},
        {SQLITE_IOERR_FSYNC, CTY_E_STORE},
        {SQLITE_CONSTRAINT_UNIQUE, CTY_E_STORE},
        {SQLITE_CANTOPEN, CTY_E_STORE},
        {SQLITE_TOOBIG, CTY_E_CORRUPT},
        {SQLITE_ERROR, CTY_E_STORE},
        {SQLITE_MISUSE, CTY_E_STORE},
    };
    struct place *place = *state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        cty_error err = CTY_ERROR_INIT;

        assert_int_equal(ctyi_sqlite_fail(place->engine, cases[i].code, &err),
                         cases[i].status);
        assert_int_equal(err.status, cases[i].status);
        assert_true(err.message[0] != '\0');
    }
}

static cty_status
fill_up(struct ctyi_engine *engine, cty_error *err)
{
    return run(engine,
               "INSERT INTO fact WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
               "SELECT i + 1 FROM n WHERE i < 1000) "
               "SELECT i, hex(zeroblob(1000)) FROM n",
               err);
}

static void
a_full_disk_is_named_and_nothing_is_written(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_script(place->engine, "PRAGMA max_page_count = 10",
                                 &failure));
    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_refused(fill_up(place->engine, &err), CTY_E_STORE,
                   "the disk is full; nothing was written");
    ctyi_engine_rollback(place->engine);
    assert_false(ctyi_engine_in_transaction(place->engine));
    assert_int_equal(ask_int(place->engine, COUNT), 0);
    assert_ok(run(place->engine, ONE, &failure));
}

static void
a_commit_that_the_file_has_no_room_for_is_undone(void **state)
{
    struct place *place = *state;
    struct rlimit before, small;
    cty_status status;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(ctyi_engine_begin(place->engine, true, &failure));
    assert_ok(fill_up(place->engine, &failure));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 65536;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    status = ctyi_engine_commit(place->engine, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);

    assert_refused(status, CTY_E_STORE, "cannot be read or written");
    assert_refused(status, CTY_E_STORE, "; nothing was written");
    assert_false(ctyi_engine_in_transaction(place->engine));
    assert_int_equal(ask_int(place->engine, COUNT), 0);
    assert_ok(run(place->engine, ONE, &failure));
}

/* ---- integrity ----------------------------------------------------- */

static void
a_sound_ledger_passes(void **state)
{
    struct place *place = *state;

    assert_ok(fill_up(place->engine, &failure));
    assert_ok(ctyi_engine_integrity(place->engine, true, &failure));
    assert_ok(ctyi_engine_integrity(place->engine, false, &failure));
}

static void
a_damaged_page_is_found(void **state)
{
    static const unsigned char noise[] = {13, 0, 0, 0xff, 0xff, 0, 1, 0x7f};
    struct place *place = *state;
    cty_error err = CTY_ERROR_INIT;
    int fd;

    assert_ok(fill_up(place->engine, &failure));
    ctyi_engine_close(place->engine);
    fd = open(place->ledger, O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, noise, sizeof(noise), 4096 * 20),
                     sizeof(noise));
    close(fd);

    place->engine = opened(place->ledger);
    assert_refused(ctyi_engine_integrity(place->engine, true, &err),
                   CTY_E_CORRUPT, "the ledger's file is damaged: ");
    assert_null(strstr(err.message, "***"));
}

static void
a_reference_to_nothing_is_found(void **state)
{
    struct place *place = *state;
    cty_error err;

    assert_ok(ctyi_engine_script(
        place->engine,
        "CREATE TABLE part(no INTEGER REFERENCES fact) STRICT;"
        "PRAGMA foreign_keys = OFF;"
        "INSERT INTO part VALUES(7)",
        &failure));
    assert_refused(ctyi_engine_integrity(place->engine, false, &err),
                   CTY_E_CORRUPT,
                   "row 1 of part refers to a row of fact that is not there");
}

/* ---- memory -------------------------------------------------------- */

static void
memory_of_no_size_is_memory(void **state)
{
    char *memory = ctyi_alloc_zero(0);

    (void)state;
    assert_non_null(memory);
    memory = ctyi_realloc(memory, 0);
    assert_non_null(memory);
    ctyi_free(memory);
    ctyi_free(NULL);
    assert_null(ctyi_alloc(SIZE_MAX));
    assert_null(ctyi_text_dup(NULL));
    memory = ctyi_text_dup("text");
    assert_string_equal(memory, "text");
    ctyi_free(memory);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        with_ledger(what_is_committed_stays_and_what_is_rolled_back_does_not),
        with_ledger(closing_in_a_transaction_undoes_it),
        with_ledger(a_part_can_be_undone_alone),
        with_ledger(a_part_that_is_undone_has_ended),
        with_ledger(parts_and_commits_need_a_transaction),
        with_ledger(a_second_writer_waits_and_is_told_how_long),
        with_ledger(a_reader_that_would_write_after_another_did_is_busy),
        with_ledger(a_commit_that_fails_undoes_everything_and_says_so),
        with_ledger(a_handle_that_cannot_roll_back_says_so_from_then_on),
        with_ledger(values_come_back_as_they_were_bound),
        with_ledger(reset_drops_what_was_bound),
        with_ledger(a_statement_can_run_again_after_it_failed),
        with_ledger(a_statement_takes_new_values_after_its_last_row),
        with_ledger(a_value_that_was_not_bound_is_told_by_the_step),
        with_ledger(
            a_text_that_was_not_read_keeps_the_write_from_being_committed),
        with_ledger(outputs_stay_as_they_were_on_failure),
        with_ledger(a_triggers_message_comes_through),
        with_ledger(a_sum_that_does_not_fit_is_a_limit),
        with_ledger(codes_mean_the_same_wherever_they_come_from),
        with_ledger(a_full_disk_is_named_and_nothing_is_written),
        with_ledger(a_commit_that_the_file_has_no_room_for_is_undone),
        with_ledger(a_sound_ledger_passes),
        with_ledger(a_damaged_page_is_found),
        with_ledger(a_reference_to_nothing_is_found),
        cmocka_unit_test(memory_of_no_size_is_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
