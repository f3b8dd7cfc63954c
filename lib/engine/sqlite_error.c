#include "engine/sqlite.h"

#include <errno.h>
#include <string.h>

#include "base/fail.h"
#include "engine/memory.h"

static cty_status
fail_busy(const struct ctyi_engine *engine, int code, cty_error *err)
{
    int waited = engine->busy_ms;

    if (code == SQLITE_BUSY_SNAPSHOT)
        return ctyi_fail(err, CTY_E_BUSY, NULL,
                         "another program wrote to the ledger meanwhile: "
                         "try again");
    if (waited <= 0)
        return ctyi_fail(err, CTY_E_BUSY, NULL,
                         "another program is writing to the ledger: "
                         "try again");
    return ctyi_fail(err, CTY_E_BUSY, NULL,
                     "another program is writing to the ledger; waited %d %s: "
                     "try again",
                     waited % 1000 == 0 ? waited / 1000 : waited,
                     waited % 1000 == 0 ? "s" : "ms");
}

/* Reading needs it too: that is what surprises. */
static cty_status
fail_beside(cty_status status, cty_error *err)
{
    return ctyi_fail(err, status, NULL,
                     "the -wal and -shm files beside the ledger, which reading "
                     "needs too, cannot be opened: its folder must be "
                     "writable; copy the ledger to one that is");
}

static cty_status
fail_read_only(const struct ctyi_engine *engine, int code, cty_error *err)
{
    if (code == SQLITE_READONLY_DBMOVED)
        return ctyi_fail(err, CTY_E_READ_ONLY, NULL,
                         "the ledger's file was moved or removed while it was "
                         "open");
    if (code == SQLITE_READONLY_DIRECTORY)
        return fail_beside(CTY_E_READ_ONLY, err);
    if (code == SQLITE_READONLY)
        return ctyi_fail(err, CTY_E_READ_ONLY, NULL,
                         "the ledger cannot be written: %s",
                         engine->read_only ? "it was opened for reading only"
                                           : "its file is read-only");
    return ctyi_fail(err, CTY_E_READ_ONLY, NULL,
                     "the ledger was not closed in good order: open it once "
                     "where it and its folder can be written");
}

static cty_status
fail_io(const struct ctyi_engine *engine, int code, cty_error *err)
{
    int cause = sqlite3_system_errno(engine->db);

    if (code == SQLITE_IOERR_NOMEM)
        return ctyi_no_memory(err);
    if (code == SQLITE_FULL || cause == ENOSPC || cause == EDQUOT)
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "the disk is full; nothing was written");
    return ctyi_fail(err, CTY_E_STORE, NULL,
                     "the ledger's file cannot be read or written: %s "
                     "(SQLite error %d)",
                     cause != 0 ? strerror(cause) : sqlite3_errstr(code), code);
}

/* sum() has no code of its own for what does not fit. */
static cty_status
fail_otherwise(const struct ctyi_engine *engine, int code, cty_error *err)
{
    const char *message = sqlite3_errmsg(engine->db);

    if (code == SQLITE_ERROR && strcmp(message, "integer overflow") == 0)
        return ctyi_fail(err, CTY_E_LIMIT, NULL,
                         "a sum is larger than courtesy holds");
    return ctyi_fail(err, CTY_E_STORE, NULL,
                     "the ledger's database: %s (SQLite error %d)", message,
                     code);
}

cty_status
ctyi_sqlite_fail(const struct ctyi_engine *engine, int code, cty_error *err)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: /* others held the log's locks for too long */
        return fail_busy(engine, code, err);
    case SQLITE_NOMEM:
        return ctyi_no_memory(err);
    case SQLITE_READONLY:
        return fail_read_only(engine, code, err);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: %s",
                         sqlite3_errmsg(engine->db));
    case SQLITE_FULL:
    case SQLITE_IOERR:
        return fail_io(engine, code, err);
    case SQLITE_CONSTRAINT:
        return ctyi_fail(err, CTY_E_STORE, NULL, "the ledger refuses it: %s",
                         sqlite3_errmsg(engine->db));
    case SQLITE_CANTOPEN:
        return fail_beside(CTY_E_STORE, err);
    case SQLITE_TOOBIG: /* what is to be written was measured before */
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: a value is larger "
                         "than any that is written");
    default:
        return fail_otherwise(engine, code, err);
    }
}

cty_status
ctyi_sqlite_usable(struct ctyi_engine *engine, cty_error *err)
{
    int unread = engine->unread;

    if (engine->poisoned)
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "a failed write could not be undone: close the ledger "
                         "and open it again");
    engine->unread = SQLITE_OK;
    return unread == SQLITE_OK ? CTY_OK : ctyi_sqlite_fail(engine, unread, err);
}
