/* What sqlite*.c share, and nobody else: the handle, its errors, its file. */
#ifndef CTYI_ENGINE_SQLITE_H
#define CTYI_ENGINE_SQLITE_H

#include <sqlite3.h>

#include "engine/engine.h"

#if SQLITE_VERSION_NUMBER < 3037000
#    error "SQLite 3.37 or newer is needed: STRICT tables"
#endif

enum ctyi_control {
    CTYI_BEGIN_READ,
    CTYI_BEGIN_WRITE,
    CTYI_COMMIT,
    CTYI_ROLLBACK,
    CTYI_SAVEPOINT,
    CTYI_RELEASE,
    CTYI_ROLLBACK_TO,
    CTYI_CONTROL_COUNT
};

struct ctyi_engine {
    sqlite3 *db;
    sqlite3_stmt *control[CTYI_CONTROL_COUNT];
    int busy_ms;
    int unread; /* why a column could not be read: told by the next call */
    bool durable;
    bool read_only;
    bool poisoned;
};

/*
 * The one mapping of SQLite's codes. Call right after what failed: SQLite's
 * message is of the last call only.
 */
cty_status ctyi_sqlite_fail(const struct ctyi_engine *engine, int code,
                            cty_error *err);

/* CTY_E_STORE on a poisoned handle; tells what could not be read. */
cty_status ctyi_sqlite_usable(struct ctyi_engine *engine, cty_error *err);

/* CTY_E_NOT_FOUND, or CTY_E_STORE where it is no regular file. */
cty_status ctyi_file_look(const char *path, bool *out_empty, cty_error *err);

/* A new, empty file that outlives a power cut; else CTY_E_EXISTS. */
cty_status ctyi_file_make(const char *path, bool shared, cty_error *err);

/* CTY_E_STORE: "the path cannot be ...: why", cause being an errno. */
cty_status ctyi_file_fail(const char *path, const char *what, int cause,
                          cty_error *err);

#endif
