#include "engine/sqlite.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "engine/memory.h"

enum {
    APPLICATION_ID = 0x43545931, /* "CTY1" */
    APPLICATION_ID_AT = 68,
    HEADER_SIZE = 100,
    PAGE_SIZE = 4096,
    PAGE_SIZE_AT = 16,
    PAGE_SIZE_LEAST = 1024,
    VALUE_MOST = 1 << 24, /* a logo is the largest, with 1 MiB */
    NAP_MS = 10,
    NUMBER_TEXT = 24,
    PRAGMA_TEXT = 80
};

static const char *const control_sql[CTYI_CONTROL_COUNT] = {
    [CTYI_BEGIN_READ] = "BEGIN",
    [CTYI_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [CTYI_COMMIT] = "COMMIT",
    [CTYI_ROLLBACK] = "ROLLBACK",
    [CTYI_SAVEPOINT] = "SAVEPOINT part",
    [CTYI_RELEASE] = "RELEASE part",
    [CTYI_ROLLBACK_TO] = "ROLLBACK TO part",
};

/* ---- settings ------------------------------------------------------ */

struct setting {
    const char *name;
    int64_t value;
};

/* Cache and sorter each stay within 16 MiB; for a handle that only reads, and
 * shares its host's memory with pages to print, 4. */
static const struct setting every_setting[] = {
    {"foreign_keys", 1}, {"trusted_schema", 0},  {"cell_size_check", 1},
    {"temp_store", 1},   {"cache_size", -16000}, {"temp.cache_size", -16000},
};

static const struct setting reader_setting[] = {
    {"query_only", 1}, {"cache_size", -4000}, {"temp.cache_size", -4000}};

static const struct setting file_setting[] = {
    {"synchronous", 3},
    {"mmap_size", 0},
};

static const int switches[][2] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1},
    {SQLITE_DBCONFIG_DQS_DML, 0},
    {SQLITE_DBCONFIG_DQS_DDL, 0},
};

static cty_status
fail_setting(const char *name, cty_error *err)
{
    return ctyi_fail(err, CTY_E_STORE, NULL,
                     "the database does not take the setting \"%s\"", name);
}

/* Whether the first row's first column is as expected; NULL: any. */
static cty_status
ask_pragma(struct ctyi_engine *engine, const char *sql, const char *expected,
           bool *out_as_expected, cty_error *err)
{
    struct ctyi_statement *statement;
    cty_status status;
    bool row;

    status = ctyi_prepare(engine, sql, &statement, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_step(statement, &row, err);
    if (status == CTY_OK && expected != NULL) {
        *out_as_expected =
            row && strcmp(ctyi_column_string(statement, 0), expected) == 0;
        /* A value that could not be read is no other value. */
        status = ctyi_sqlite_usable(engine, err);
    }
    ctyi_finalize(statement);
    return status;
}

static cty_status
ask_setting(struct ctyi_engine *engine, const struct setting *setting,
            bool *out_taken, cty_error *err)
{
    char sql[PRAGMA_TEXT], expected[NUMBER_TEXT];

    snprintf(expected, sizeof(expected), "%lld", (long long)setting->value);
    snprintf(sql, sizeof(sql), "PRAGMA %s", setting->name);
    return ask_pragma(engine, sql, expected, out_taken, err);
}

static cty_status
read_back(struct ctyi_engine *engine, const struct setting *setting,
          cty_error *err)
{
    bool taken = false;
    cty_status status = ask_setting(engine, setting, &taken, err);

    if (status == CTY_OK && !taken)
        return fail_setting(setting->name, err);
    return status;
}

static cty_status
set(struct ctyi_engine *engine, const struct setting *setting, cty_error *err)
{
    char sql[PRAGMA_TEXT];
    cty_status status;

    snprintf(sql, sizeof(sql), "PRAGMA %s = %lld", setting->name,
             (long long)setting->value);
    status = ask_pragma(engine, sql, NULL, NULL, err);
    return status == CTY_OK ? read_back(engine, setting, err) : status;
}

static cty_status
set_all(struct ctyi_engine *engine, const struct setting *settings,
        size_t count, cty_error *err)
{
    cty_status status = CTY_OK;

    for (size_t i = 0; i < count && status == CTY_OK; i++)
        status = set(engine, &settings[i], err);
    return status;
}

static cty_status
set_switches(struct ctyi_engine *engine, cty_error *err)
{
    for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
        int now = -1;
        int code =
            sqlite3_db_config(engine->db, switches[i][0], switches[i][1], &now);

        if (code != SQLITE_OK)
            return ctyi_sqlite_fail(engine, code, err);
        if (now != switches[i][1])
            return fail_setting(i == 0 ? "defensive" : "strict SQL", err);
    }
    return CTY_OK;
}

static int64_t
monotonic_ms(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * The busy timeout does not cover every lock that the switch takes: two handles
 * that switch at once would refuse each other.
 */
static cty_status
set_wal(struct ctyi_engine *engine, cty_error *err)
{
    int64_t deadline = monotonic_ms() + engine->busy_ms;
    cty_error made = CTY_ERROR_INIT;
    bool taken = false;

    for (;;) {
        cty_status status = ask_pragma(engine, "PRAGMA journal_mode = WAL",
                                       "wal", &taken, &made);

        if (status == CTY_OK)
            return taken ? CTY_OK : fail_setting("journal_mode", err);
        if (status != CTY_E_BUSY || monotonic_ms() >= deadline)
            return ctyi_fail(err, status, NULL, "%s", made.message);
        sqlite3_sleep(NAP_MS);
    }
}

/* It may be another's file: whoever knows better removes it. */
static cty_status
fail_unfinished(const char *path, cty_error *err)
{
    return ctyi_fail(err, CTY_E_STORE, NULL,
                     "\"%.200s\" is no courtesy ledger, or one that was never "
                     "finished: if it was being made when something stopped, "
                     "remove it and make it again",
                     path);
}

/* Read again from a file that is there: opening may have undone how it was
 * begun. */
static cty_status
know_id(struct ctyi_engine *engine, const struct setting *id, const char *path,
        cty_error *err)
{
    bool taken = false;
    cty_status status = ask_setting(engine, id, &taken, err);

    return status == CTY_OK && !taken ? fail_unfinished(path, err) : status;
}

/* The id goes in before WAL: the file's own first page must hold it. */
static cty_status
settle_file(struct ctyi_engine *engine, const struct ctyi_engine_open *how,
            cty_error *err)
{
    static const struct setting size = {"page_size", PAGE_SIZE};
    static const struct setting id = {"application_id", APPLICATION_ID};
    cty_status status;

    status = set_all(engine, file_setting,
                     sizeof(file_setting) / sizeof(file_setting[0]), err);
    if (status == CTY_OK && how->create)
        status = set(engine, &size, err);
    if (status == CTY_OK && how->create)
        status = set(engine, &id, err);
    else if (status == CTY_OK)
        status = know_id(engine, &id, how->path, err);
    if (status == CTY_OK && !engine->read_only)
        status = set_wal(engine, err);
    if (status == CTY_OK && engine->read_only)
        status =
            set_all(engine, reader_setting,
                    sizeof(reader_setting) / sizeof(reader_setting[0]), err);
    return status;
}

/* Undoing must not need memory, so everything is prepared now. */
static cty_status
prepare_control(struct ctyi_engine *engine, cty_error *err)
{
    for (int i = 0; i < CTYI_CONTROL_COUNT; i++) {
        int code = sqlite3_prepare_v3(engine->db, control_sql[i], -1,
                                      SQLITE_PREPARE_PERSISTENT,
                                      &engine->control[i], NULL);

        if (code != SQLITE_OK)
            return ctyi_sqlite_fail(engine, code, err);
    }
    return CTY_OK;
}

/* ---- open and close ------------------------------------------------ */

static cty_status
connect(struct ctyi_engine *engine, const char *path, cty_error *err)
{
    int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    char *name;
    int code;

    flags |= engine->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (path == NULL)
        flags |= SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE;

    /* No path is a URI or a database in memory by the way it is spelled. */
    name = sqlite3_mprintf("%s%s", path == NULL || path[0] == '/' ? "" : "./",
                           path == NULL ? ":memory:" : path);
    if (name == NULL)
        return ctyi_no_memory(err);
    code = sqlite3_open_v2(name, &engine->db, flags, NULL);
    sqlite3_free(name);

    if (engine->db == NULL || (code & 0xff) == SQLITE_NOMEM)
        return ctyi_no_memory(err);
    if ((code & 0xff) == SQLITE_CANTOPEN && path != NULL) {
        int cause = sqlite3_system_errno(engine->db);

        return ctyi_file_fail(path, "cannot be opened",
                              cause == 0 ? EINVAL : cause, err);
    }
    if (code != SQLITE_OK)
        return ctyi_sqlite_fail(engine, code, err);
    sqlite3_limit(engine->db, SQLITE_LIMIT_LENGTH, VALUE_MOST);
    return CTY_OK;
}

/*
 * What a damaged file claims to hold is asked of memory before it is looked
 * for: a value as long as it says, and for a row, which may say 4 GiB, 8 bytes
 * a page. The first has its limit, the second the larger page.
 */
static cty_status
check_page_size(const unsigned char *header, cty_error *err)
{
    int size = header[PAGE_SIZE_AT] << 8 | header[PAGE_SIZE_AT + 1];

    if (size == 1 || size >= PAGE_SIZE_LEAST) /* 1 stands for 65,536 */
        return CTY_OK;
    return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                     "the ledger's file is damaged: by its header its pages "
                     "are of %d bytes, and a ledger's are of %d",
                     size, PAGE_SIZE);
}

/*
 * Read through SQLite's own descriptor: opening and closing another one would
 * drop the locks that this process's other handles hold on the file.
 */
static cty_status
check_header(struct ctyi_engine *engine, const char *path, bool empty,
             cty_error *err)
{
    static const char magic[] = "SQLite format 3";
    static const unsigned char blank[HEADER_SIZE];
    unsigned char header[HEADER_SIZE] = {0};
    const unsigned char *id = header + APPLICATION_ID_AT;
    sqlite3_file *file = NULL;
    int code;

    code = sqlite3_file_control(engine->db, "main", SQLITE_FCNTL_FILE_POINTER,
                                &file);
    if (code == SQLITE_OK)
        code = file->pMethods->xRead(file, header, HEADER_SIZE, 0);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return ctyi_sqlite_fail(engine, code, err);

    if (empty)
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "\"%.200s\" is no courtesy ledger: it is empty, as a "
                         "file is that was never finished; remove it and make "
                         "the ledger again",
                         path);
    if (memcmp(header, blank, sizeof(header)) == 0)
        return fail_unfinished(path, err);
    if (memcmp(header, magic, sizeof(magic)) != 0 ||
        ((uint32_t)id[0] << 24 | (uint32_t)id[1] << 16 | (uint32_t)id[2] << 8 |
         id[3]) != APPLICATION_ID)
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "\"%.200s\" is no courtesy ledger", path);
    return check_page_size(header, err);
}

static cty_status
connect_file(struct ctyi_engine *engine, const struct ctyi_engine_open *how,
             cty_error *err)
{
    cty_status status;
    bool empty = true;

    if (how->create)
        status = ctyi_file_make(how->path, how->shared, err);
    else
        status = ctyi_file_look(how->path, &empty, err);
    if (status == CTY_OK)
        status = connect(engine, how->path, err);
    if (status == CTY_OK && !how->create)
        status = check_header(engine, how->path, empty, err);
    if (status != CTY_OK)
        return status;

    if (!how->read_only && sqlite3_db_readonly(engine->db, "main") != 0)
        return ctyi_fail(err, CTY_E_READ_ONLY, NULL,
                         "\"%.200s\" cannot be written by this user: open it "
                         "for reading only",
                         how->path);
    return CTY_OK;
}

cty_status
ctyi_engine_open(const struct ctyi_engine_open *how,
                 struct ctyi_engine **out_engine, cty_error *err)
{
    struct ctyi_engine *engine;
    cty_status status;

    assert(how->busy_ms >= 0);
    assert(!how->read_only || (how->path != NULL && !how->create));

    engine = ctyi_alloc_zero(sizeof(*engine));
    if (engine == NULL)
        return ctyi_no_memory(err);
    engine->busy_ms = how->busy_ms;
    engine->durable = how->path != NULL;
    engine->read_only = how->read_only;

    if (how->path == NULL)
        status = connect(engine, NULL, err);
    else
        status = connect_file(engine, how, err);
    if (status != CTY_OK)
        goto out;

    sqlite3_busy_timeout(engine->db, how->busy_ms);
    status = set_switches(engine, err);
    if (status == CTY_OK)
        status = set_all(engine, every_setting,
                         sizeof(every_setting) / sizeof(every_setting[0]), err);
    if (status == CTY_OK && how->path != NULL)
        status = settle_file(engine, how, err);
    if (status == CTY_OK)
        status = prepare_control(engine, err);

out:
    if (status == CTY_OK)
        *out_engine = engine;
    else
        ctyi_engine_close(engine);
    return status;
}

void
ctyi_engine_close(struct ctyi_engine *engine)
{
    int code;

    if (engine == NULL)
        return;
    if (engine->db != NULL)
        ctyi_engine_rollback(engine);
    for (int i = 0; i < CTYI_CONTROL_COUNT; i++)
        sqlite3_finalize(engine->control[i]);
    code = sqlite3_close(engine->db);
    assert(code == SQLITE_OK);
    (void)code;
    sqlite3_free(engine);
}

bool
ctyi_engine_durable(const struct ctyi_engine *engine)
{
    return engine->durable;
}

bool
ctyi_engine_read_only(const struct ctyi_engine *engine)
{
    return engine->read_only;
}

cty_status
ctyi_engine_script(struct ctyi_engine *engine, const char *sql, cty_error *err)
{
    cty_status status = ctyi_sqlite_usable(engine, err);
    int code;

    if (status != CTY_OK)
        return status;
    code = sqlite3_exec(engine->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? CTY_OK : ctyi_sqlite_fail(engine, code, err);
}
