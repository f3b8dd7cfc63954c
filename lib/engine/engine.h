/*
 * The seam to the database: a small driver, not a second API. SQLite's stands
 * beside it in sqlite.c; whatever is above knows no engine's name. Statements
 * are written with ?N parameters; texts and blobs that are bound must live
 * until the statement is stepped or bound again.
 */
#ifndef CTYI_ENGINE_ENGINE_H
#define CTYI_ENGINE_ENGINE_H

#include <courtesy/base.h>

#include "engine/memory.h"

struct ctyi_engine;
struct ctyi_statement;

struct ctyi_engine_open {
    const char *path; /* NULL: in memory */
    bool create;      /* the file must not be there; else it must */
    bool read_only;
    bool shared; /* create with mode 0660 */
    int busy_ms;
};

/*
 * Open, set what durability and safety depend on, and read each setting back.
 * An existing file is looked at before anything is set: CTY_E_STORE if it is
 * no ledger. application_id is the engine's to set and to check.
 */
cty_status ctyi_engine_open(const struct ctyi_engine_open *how,
                            struct ctyi_engine **out_engine, cty_error *err);
void ctyi_engine_close(struct ctyi_engine *engine);

bool ctyi_engine_durable(const struct ctyi_engine *engine);
bool ctyi_engine_read_only(const struct ctyi_engine *engine);

/* Run statements that give no rows, one after another: for schemas. */
cty_status ctyi_engine_script(struct ctyi_engine *engine, const char *sql,
                              cty_error *err);

/* ---- transactions ---------------------------------------------------- */

/*
 * write takes the ledger's write lock at once and waits busy_ms for it.
 * commit that fails has rolled back. A handle that cannot roll back is
 * poisoned: every later call answers CTY_E_STORE and says so.
 */
cty_status ctyi_engine_begin(struct ctyi_engine *engine, bool write,
                             cty_error *err);
cty_status ctyi_engine_commit(struct ctyi_engine *engine, cty_error *err);
void ctyi_engine_rollback(struct ctyi_engine *engine);
bool ctyi_engine_in_transaction(const struct ctyi_engine *engine);

/*
 * A part of a write transaction that can be undone alone: release and
 * rollback_to both end the innermost part.
 */
cty_status ctyi_engine_savepoint(struct ctyi_engine *engine, cty_error *err);
cty_status ctyi_engine_release(struct ctyi_engine *engine, cty_error *err);
cty_status ctyi_engine_rollback_to(struct ctyi_engine *engine, cty_error *err);

/* ---- statements ------------------------------------------------------- */

cty_status ctyi_prepare(struct ctyi_engine *engine, const char *sql,
                        struct ctyi_statement **out_statement, cty_error *err);
void ctyi_finalize(struct ctyi_statement *statement);
/* Ready for new values; drops what was bound. */
void ctyi_reset(struct ctyi_statement *statement);

/*
 * Parameters count from 1. A failure to bind (memory) is kept and told by the
 * next step. NULL text or blob binds NULL.
 */
void ctyi_bind_int(struct ctyi_statement *statement, int index, int64_t value);
void ctyi_bind_null(struct ctyi_statement *statement, int index);
void ctyi_bind_text(struct ctyi_statement *statement, int index,
                    const char *text);
void ctyi_bind_blob(struct ctyi_statement *statement, int index,
                    const void *bytes, size_t size);

/* *out_row: whether there is a row to read. */
cty_status ctyi_step(struct ctyi_statement *statement, bool *out_row,
                     cty_error *err);
/* Step a statement that gives no row, and reset it. */
cty_status ctyi_run(struct ctyi_statement *statement, cty_error *err);

/* Columns count from 0. Texts and blobs are borrowed until the next step. */
int64_t ctyi_column_int(struct ctyi_statement *statement, int index);
bool ctyi_column_is_null(struct ctyi_statement *statement, int index);
/* NULL for NULL. */
const char *ctyi_column_text(struct ctyi_statement *statement, int index);
/* "" for NULL. */
const char *ctyi_column_string(struct ctyi_statement *statement, int index);
const void *ctyi_column_blob(struct ctyi_statement *statement, int index,
                             size_t *out_size);

/* ---- integrity ---------------------------------------------------------- */

/* The engine's own check: CTY_E_CORRUPT with its first complaint. */
cty_status ctyi_engine_integrity(struct ctyi_engine *engine, bool quick,
                                 cty_error *err);

/*
 * Whether the tables, indexes and triggers named courtesy_*, or on a table so
 * named, are those of another database, made with the same SQL: CTY_E_CORRUPT
 * names the first that is missing, added or changed.
 */
cty_status ctyi_engine_schema_same(struct ctyi_engine *engine,
                                   struct ctyi_engine *other, cty_error *err);

#endif
