#include "engine/sqlite.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "engine/memory.h"

enum { ENOUGH_BYTES = 4 << 20 };

struct ctyi_statement {
    struct ctyi_engine *engine;
    sqlite3_stmt *handle;
    int unbound; /* why a value could not be bound */
    bool fresh;  /* reset, and nothing bound or stepped since */
};

/* ---- transactions ------------------------------------------------- */

static cty_status
perform(struct ctyi_engine *engine, enum ctyi_control which, cty_error *err)
{
    sqlite3_stmt *statement = engine->control[which];
    cty_status status = CTY_OK;
    int code = sqlite3_step(statement);

    if (code != SQLITE_DONE)
        status = ctyi_sqlite_fail(engine, code, err);
    sqlite3_reset(statement);
    return status;
}

/* SQLite may have undone the transaction by itself when something failed. */
static cty_status
check_in_transaction(struct ctyi_engine *engine, cty_error *err)
{
    cty_status status = ctyi_sqlite_usable(engine, err);

    if (status == CTY_OK && !ctyi_engine_in_transaction(engine))
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "the transaction was undone; nothing was written");
    return status;
}

cty_status
ctyi_engine_begin(struct ctyi_engine *engine, bool write, cty_error *err)
{
    cty_status status = ctyi_sqlite_usable(engine, err);

    if (status != CTY_OK)
        return status;
    return perform(engine, write ? CTYI_BEGIN_WRITE : CTYI_BEGIN_READ, err);
}

cty_status
ctyi_engine_commit(struct ctyi_engine *engine, cty_error *err)
{
    static const char nothing[] = "nothing was written";
    cty_error made = CTY_ERROR_INIT;
    cty_status status;

    if (engine->poisoned)
        return ctyi_sqlite_usable(engine, err);
    status = check_in_transaction(engine, &made);
    if (status == CTY_OK)
        status = perform(engine, CTYI_COMMIT, &made);
    if (status == CTY_OK)
        return CTY_OK;

    ctyi_engine_rollback(engine);
    if (engine->poisoned)
        return ctyi_fail(err, status, NULL,
                         "%s; it could not be undone: close the ledger and "
                         "open it again",
                         made.message);
    if (strstr(made.message, nothing) != NULL)
        return ctyi_fail(err, status, NULL, "%s", made.message);
    return ctyi_fail(err, status, NULL, "%s; %s", made.message, nothing);
}

void
ctyi_engine_rollback(struct ctyi_engine *engine)
{
    engine->unread = SQLITE_OK;
    if (!ctyi_engine_in_transaction(engine))
        return;
    if (engine->control[CTYI_ROLLBACK] != NULL)
        (void)perform(engine, CTYI_ROLLBACK, NULL);
    engine->poisoned = ctyi_engine_in_transaction(engine);
}

bool
ctyi_engine_in_transaction(const struct ctyi_engine *engine)
{
    return sqlite3_get_autocommit(engine->db) == 0;
}

/* Alone it would begin a transaction, and its release would commit it. */
cty_status
ctyi_engine_savepoint(struct ctyi_engine *engine, cty_error *err)
{
    cty_status status = check_in_transaction(engine, err);

    return status == CTY_OK ? perform(engine, CTYI_SAVEPOINT, err) : status;
}

cty_status
ctyi_engine_release(struct ctyi_engine *engine, cty_error *err)
{
    cty_status status = check_in_transaction(engine, err);

    return status == CTY_OK ? perform(engine, CTYI_RELEASE, err) : status;
}

cty_status
ctyi_engine_rollback_to(struct ctyi_engine *engine, cty_error *err)
{
    cty_status status;

    engine->unread = SQLITE_OK;
    status = check_in_transaction(engine, err);
    if (status == CTY_OK)
        status = perform(engine, CTYI_ROLLBACK_TO, err);
    if (status == CTY_OK)
        status = perform(engine, CTYI_RELEASE, err);
    return status;
}

/* ---- statements --------------------------------------------------- */

static int
compile(const struct ctyi_statement *statement, const char *sql,
        sqlite3_stmt **out_handle)
{
    return sqlite3_prepare_v3(statement->engine->db, sql, -1,
                              SQLITE_PREPARE_PERSISTENT, out_handle, NULL);
}

/* More than reading any schema of ours takes. */
static bool
memory_is_there(void)
{
    void *block = sqlite3_malloc(ENOUGH_BYTES);

    sqlite3_free(block);
    return block != NULL;
}

/*
 * To SQLite a schema with a cell that should be text, and is no bytes at all,
 * is a want of memory. Where it wants for some twice, and there is some, the
 * file is what is wrong.
 */
static cty_status
compile_again(const struct ctyi_statement *statement, const char *sql,
              sqlite3_stmt **out_handle, cty_error *err)
{
    int code = compile(statement, sql, out_handle);

    if (code == SQLITE_OK)
        return CTY_OK;
    if (code == SQLITE_NOMEM && memory_is_there())
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: its schema cannot be "
                         "read");
    return ctyi_sqlite_fail(statement->engine, code, err);
}

cty_status
ctyi_prepare(struct ctyi_engine *engine, const char *sql,
             struct ctyi_statement **out_statement, cty_error *err)
{
    cty_status status = ctyi_sqlite_usable(engine, err);
    struct ctyi_statement *statement;
    int code;

    if (status != CTY_OK)
        return status;
    statement = ctyi_alloc_zero(sizeof(*statement));
    if (statement == NULL)
        return ctyi_no_memory(err);
    statement->engine = engine;
    code = compile(statement, sql, &statement->handle);
    if (code == SQLITE_NOMEM)
        status = compile_again(statement, sql, &statement->handle, err);
    else if (code != SQLITE_OK)
        status = ctyi_sqlite_fail(engine, code, err);
    if (status != CTY_OK) {
        sqlite3_free(statement);
        return status;
    }
    assert(statement->handle != NULL);
    *out_statement = statement;
    return CTY_OK;
}

void
ctyi_finalize(struct ctyi_statement *statement)
{
    if (statement == NULL)
        return;
    sqlite3_finalize(statement->handle);
    sqlite3_free(statement);
}

void
ctyi_reset(struct ctyi_statement *statement)
{
    if (statement->fresh)
        return;
    statement->unbound = SQLITE_OK;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
    statement->fresh = true;
}

static void
note_bound(struct ctyi_statement *statement, int code)
{
    statement->fresh = false;
    if (statement->unbound == SQLITE_OK)
        statement->unbound = code;
}

void
ctyi_bind_int(struct ctyi_statement *statement, int index, int64_t value)
{
    note_bound(statement, sqlite3_bind_int64(statement->handle, index, value));
}

void
ctyi_bind_null(struct ctyi_statement *statement, int index)
{
    note_bound(statement, sqlite3_bind_null(statement->handle, index));
}

void
ctyi_bind_text(struct ctyi_statement *statement, int index, const char *text)
{
    note_bound(statement, sqlite3_bind_text(statement->handle, index, text, -1,
                                            SQLITE_STATIC));
}

void
ctyi_bind_blob(struct ctyi_statement *statement, int index, const void *bytes,
               size_t size)
{
    note_bound(statement, sqlite3_bind_blob64(statement->handle, index, bytes,
                                              size, SQLITE_STATIC));
}

cty_status
ctyi_step(struct ctyi_statement *statement, bool *out_row, cty_error *err)
{
    struct ctyi_engine *engine = statement->engine;
    cty_status status = ctyi_sqlite_usable(engine, err);
    int code = statement->unbound;

    if (status != CTY_OK)
        return status;
    statement->fresh = false;
    if (code == SQLITE_OK)
        code = sqlite3_step(statement->handle);
    if (code == SQLITE_ROW || code == SQLITE_DONE)
        *out_row = code == SQLITE_ROW;
    else
        status = ctyi_sqlite_fail(engine, code, err);
    if (code != SQLITE_ROW)
        sqlite3_reset(statement->handle);
    return status;
}

cty_status
ctyi_run(struct ctyi_statement *statement, cty_error *err)
{
    bool row = false;
    cty_status status = ctyi_step(statement, &row, err);

    assert(!row);
    ctyi_reset(statement);
    return status;
}

int64_t
ctyi_column_int(struct ctyi_statement *statement, int index)
{
    return sqlite3_column_int64(statement->handle, index);
}

bool
ctyi_column_is_null(struct ctyi_statement *statement, int index)
{
    return sqlite3_column_type(statement->handle, index) == SQLITE_NULL;
}

/* Out of memory must not pass for an absent value. */
const char *
ctyi_column_text(struct ctyi_statement *statement, int index)
{
    bool absent = ctyi_column_is_null(statement, index);
    const unsigned char *text = sqlite3_column_text(statement->handle, index);

    if (text == NULL && !absent)
        statement->engine->unread = SQLITE_NOMEM;
    return (const char *)text;
}

const char *
ctyi_column_string(struct ctyi_statement *statement, int index)
{
    const char *text = ctyi_column_text(statement, index);

    return text == NULL ? "" : text;
}

const void *
ctyi_column_blob(struct ctyi_statement *statement, int index, size_t *out_size)
{
    const void *bytes = sqlite3_column_blob(statement->handle, index);

    *out_size = (size_t)sqlite3_column_bytes(statement->handle, index);
    return bytes;
}

/* ---- integrity ---------------------------------------------------- */

/* A page that could not be read is told among what is damaged. */
static cty_status
fail_damaged(const struct ctyi_engine *engine, const char *said, cty_error *err)
{
    static const char unread[] = "error code=";
    const char *line = strncmp(said, "***", 3) == 0 ? strchr(said, '\n') : NULL;
    const char *at = strstr(said, unread);
    int code = at == NULL ? 0 : (int)strtol(at + strlen(unread), NULL, 10);

    if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_NOMEM)
        return ctyi_sqlite_fail(engine, code, err);
    return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                     "the ledger's file is damaged: %s",
                     line == NULL ? said : line + 1);
}

static cty_status
ask_pages(struct ctyi_engine *engine, bool quick, bool *out_unread,
          cty_error *err)
{
    struct ctyi_statement *statement = NULL;
    const char *said;
    cty_status status;
    bool row;

    status = ctyi_prepare(
        engine, quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)",
        &statement, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_step(statement, &row, err);
    if (status == CTY_OK && row) {
        said = ctyi_column_string(statement, 0);
        *out_unread = strstr(said, "failed to get page") != NULL;
        if (strcmp(said, "ok") != 0)
            status = fail_damaged(engine, said, err);
    }
    ctyi_finalize(statement);
    return status;
}

/* Of some pages SQLite does not say why it could not read them: asking again
 * tells what is damaged from what was out of reach. */
static cty_status
check_pages(struct ctyi_engine *engine, bool quick, cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    bool unread = false;
    cty_status status = ask_pages(engine, quick, &unread, &made);

    if (status == CTY_E_CORRUPT && unread) {
        unread = false;
        status = ask_pages(engine, quick, &unread, &made);
    }
    if (status == CTY_E_CORRUPT && unread)
        return ctyi_sqlite_fail(engine, SQLITE_IOERR_READ, err);
    if (status != CTY_OK && err != NULL)
        *err = made;
    return status;
}

static cty_status
check_references(struct ctyi_engine *engine, cty_error *err)
{
    struct ctyi_statement *statement = NULL;
    cty_status status;
    bool row;

    status = ctyi_prepare(engine, "PRAGMA foreign_key_check", &statement, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_step(statement, &row, err);
    if (status == CTY_OK && row)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "row %lld of %.64s refers to a row of %.64s that is "
                           "not there",
                           (long long)ctyi_column_int(statement, 1),
                           ctyi_column_string(statement, 0),
                           ctyi_column_string(statement, 2));
    ctyi_finalize(statement);
    return status;
}

cty_status
ctyi_engine_integrity(struct ctyi_engine *engine, bool quick, cty_error *err)
{
    cty_status status = check_pages(engine, quick, err);

    return status == CTY_OK ? check_references(engine, err) : status;
}
