/* What all cursors share: their statement, and that they are counted. */
#ifndef CTYI_API_CURSOR_H
#define CTYI_API_CURSOR_H

#include "api/api.h"
#include "store/row.h"

struct ctyi_cursor {
    struct ctyi_store *store;
    struct ctyi_statement *sql;
    bool ended; /* a statement stepped again after its end would begin anew */
};

/* size is that of the cursor, whose first member is a struct ctyi_cursor. */
cty_status ctyi_cursor_open(cty_ledger *ledger, enum ctyi_sql name, size_t size,
                            void *out_cursor, cty_error *err);

/*
 * Check what next was given and step. Where this answers CTY_OK and *out_row,
 * the row is there to read; *out_found is set either way.
 */
cty_status ctyi_cursor_next(struct ctyi_cursor *cursor, const void *out,
                            size_t size, bool *out_found, bool *out_row,
                            cty_error *err);

/* NULL is fine. */
void ctyi_cursor_close(struct ctyi_cursor *cursor);

/* ---- quotes and bills ---- */

struct ctyi_document_sql {
    enum ctyi_sql all, client, one;
};

typedef cty_status ctyi_find_document(cty_ledger *ledger, const char *number,
                                      int64_t *out_document, cty_error *err);

cty_status ctyi_document_cursor(cty_ledger *ledger,
                                const cty_document_filter *filter,
                                const struct ctyi_document_sql *sql,
                                ctyi_find_document *find, size_t size,
                                void *out_cursor, cty_error *err);

void ctyi_take_id(const void *bytes, size_t size, cty_id *id);

#endif
