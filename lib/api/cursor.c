#include "api/cursor.h"

#include <string.h>

cty_status
ctyi_cursor_open(cty_ledger *ledger, enum ctyi_sql name, size_t size,
                 void *out_cursor, cty_error *err)
{
    struct ctyi_cursor *cursor = ctyi_alloc_zero(size);
    cty_status status;

    if (cursor == NULL)
        return ctyi_no_memory(err);
    status = ctyi_sql_own(ledger->store, name, &cursor->sql, err);
    if (status != CTY_OK) {
        ctyi_free(cursor);
        return status;
    }
    cursor->store = ledger->store;
    cursor->store->cursors++;
    memcpy(out_cursor, &cursor, sizeof(cursor));
    return CTY_OK;
}

cty_status
ctyi_cursor_next(struct ctyi_cursor *cursor, const void *out, size_t size,
                 bool *out_found, bool *out_row, cty_error *err)
{
    cty_status status = ctyi_need(cursor, "cursor", err);

    if (status == CTY_OK)
        status = ctyi_need(out, "the output", err);
    if (status == CTY_OK)
        status = ctyi_need(out_found, "out_found", err);
    if (status == CTY_OK && size > 0)
        status = ctyi_check_out(out, size, "the output", err);
    if (status == CTY_OK && !cursor->ended)
        status = ctyi_step(cursor->sql, out_row, err);
    if (status != CTY_OK)
        return status;
    if (cursor->ended)
        *out_row = false;
    cursor->ended = !*out_row;
    *out_found = *out_row;
    return CTY_OK;
}

void
ctyi_cursor_close(struct ctyi_cursor *cursor)
{
    if (cursor == NULL)
        return;
    cursor->store->cursors--;
    ctyi_finalize(cursor->sql);
    ctyi_free(cursor);
}
