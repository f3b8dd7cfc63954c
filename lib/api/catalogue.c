/* Persons and reasons. */
#include "api/cursor.h"
#include "base/text.h"

cty_status
cty_person_add(cty_ledger *ledger, const char *name, cty_error *err)
{
    bool added;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need_name(name, "name", err);
    if (status == CTY_OK)
        status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    status = ctyi_person_insert(ledger->store, name, &added, err);
    return ctyi_store_end(ledger->store, status, err);
}

struct cty_person_cursor {
    struct ctyi_cursor base;
};

cty_status
cty_person_cursor_open(cty_ledger *ledger, cty_person_cursor **out_cursor,
                       cty_error *err)
{
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status != CTY_OK)
        return status;
    return ctyi_cursor_open(ledger, CTYI_SQL_PERSON_LIST, sizeof(**out_cursor),
                            out_cursor, err);
}

cty_status
cty_person_cursor_next(cty_person_cursor *cursor, const char **out_name,
                       bool *out_found, cty_error *err)
{
    bool row;
    cty_status status = ctyi_cursor_next((struct ctyi_cursor *)cursor, out_name,
                                         0, out_found, &row, err);

    if (status == CTY_OK && row)
        *out_name = ctyi_column_string(cursor->base.sql, 0);
    return status;
}

void
cty_person_cursor_close(cty_person_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}

cty_status
cty_reason_add(cty_ledger *ledger, const cty_reason *reason, cty_error *err)
{
    cty_reason own;
    bool added;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(reason, "reason", err);
    if (status == CTY_OK)
        status =
            ctyi_adopt(&own, sizeof(own), reason, sizeof(own), "reason", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(own.reason, "reason", err);
    if (status == CTY_OK)
        status = ctyi_need_name(own.label, "label", err);
    if (status == CTY_OK)
        status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    status = ctyi_reason_insert(ledger->store, own.reason, own.label,
                                own.saving, &added, err);
    return ctyi_store_end(ledger->store, status, err);
}

struct cty_reason_cursor {
    struct ctyi_cursor base;
};

cty_status
cty_reason_cursor_open(cty_ledger *ledger, cty_reason_cursor **out_cursor,
                       cty_error *err)
{
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status != CTY_OK)
        return status;
    return ctyi_cursor_open(ledger, CTYI_SQL_REASON_LIST, sizeof(**out_cursor),
                            out_cursor, err);
}

cty_status
cty_reason_cursor_next(cty_reason_cursor *cursor, cty_reason *out_reason,
                       bool *out_found, cty_error *err)
{
    cty_reason own = CTY_REASON_INIT;
    bool row;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_reason,
                         sizeof(*out_reason), out_found, &row, err);

    if (status == CTY_OK && row) {
        own.reason = ctyi_column_string(cursor->base.sql, 0);
        own.label = ctyi_column_string(cursor->base.sql, 1);
        own.saving = ctyi_column_int(cursor->base.sql, 2) != 0;
        ctyi_show(&own, sizeof(own), out_reason);
    }
    return status;
}

void
cty_reason_cursor_close(cty_reason_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}
