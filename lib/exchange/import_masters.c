/* Clients and reasons of the folder. */
#include <string.h>

#include "base/text.h"
#include "exchange/import_parts.h"

/* A row of clients.csv or reasons.csv. */
struct master {
    struct ctyi_place place;
    const char *cells[CTYI_IMPORT_COLUMNS_MOST];
};

typedef cty_status add_master(struct ctyi_import *import,
                              const struct master *row, cty_error *err);

/* A label that is not given is not compared, as with clients. */
static cty_status
read_label(struct ctyi_import *import, const char *reason,
           char label[CTY_MAX_NAME + 1], cty_error *err)
{
    struct ctyi_statement *sql;
    bool row;
    cty_status status =
        ctyi_sql(import->store, CTYI_SQL_REASON_BY_CODE, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, reason);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK)
        ctyi_text_copy(label, CTY_MAX_NAME + 1,
                       row ? ctyi_column_string(sql, 0) : reason);
    ctyi_reset(sql);
    return status;
}

static cty_status
add_reason(struct ctyi_import *import, const struct master *row, cty_error *err)
{
    const char *reason = row->cells[CTYI_REASON_CODE];
    const char *label = row->cells[CTYI_REASON_LABEL];
    bool saving = strcmp(row->cells[CTYI_REASON_SAVING], "no") != 0;
    char stored[CTY_MAX_NAME + 1];
    bool added = false;
    cty_status status = CTY_OK;

    if (label[0] == '\0') {
        status = read_label(import, reason, stored, err);
        label = stored;
    }
    if (status == CTY_OK)
        status = ctyi_reason_insert(import->store, reason, label, saving,
                                    &added, err);
    if (status != CTY_OK)
        return status;
    import->result.reasons_added += added;
    import->result.skipped += !added;
    return CTY_OK;
}

static cty_status
add_client(struct ctyi_import *import, const struct master *row, cty_error *err)
{
    const char *const *cells = row->cells;
    cty_client client = CTY_CLIENT_INIT;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_status status;

    client.ref = cells[CTYI_CLIENT_REF];
    client.name = ctyi_cell_text(cells[CTYI_CLIENT_NAME]);
    client.contact = ctyi_cell_text(cells[CTYI_CLIENT_CONTACT]);
    client.address = ctyi_cell_text(cells[CTYI_CLIENT_ADDRESS]);
    client.city = ctyi_cell_text(cells[CTYI_CLIENT_CITY]);
    client.region = ctyi_cell_text(cells[CTYI_CLIENT_REGION]);
    client.postal_code = ctyi_cell_text(cells[CTYI_CLIENT_POSTAL_CODE]);
    client.country = ctyi_cell_text(cells[CTYI_CLIENT_COUNTRY]);
    client.email = ctyi_cell_text(cells[CTYI_CLIENT_EMAIL]);
    client.phone = ctyi_cell_text(cells[CTYI_CLIENT_PHONE]);
    client.tracking_code = ctyi_cell_text(cells[CTYI_CLIENT_TRACKING_CODE]);
    client.since = ctyi_cell_date(cells[CTYI_CLIENT_SINCE]);
    client.language = ctyi_cell_text(cells[CTYI_CLIENT_LANGUAGE]);
    client.note = ctyi_cell_text(cells[CTYI_CLIENT_NOTE]);
    status = ctyi_add_client(import->rules, &client, &added, err);
    if (status != CTY_OK)
        return status;
    import->result.clients_added += !added.repeated;
    import->result.skipped += added.repeated;
    return CTY_OK;
}

static cty_status
take(struct ctyi_import *import, struct ctyi_statement *sql, int file,
     add_master *add, cty_error *err)
{
    struct master row = {.place = {.file = file, .owner = file}};
    cty_error made = CTY_ERROR_INIT;
    cty_status status = ctyi_store_begin(import->store, err);

    if (status != CTY_OK)
        return status;
    row.place.position = ctyi_column_int(sql, 0);
    row.place.line = ctyi_column_int(sql, 1);
    row.place.document = ctyi_column_string(sql, 2);
    ctyi_stage_cells(sql, 3, file, row.cells);
    status = ctyi_store_end(import->store, add(import, &row, &made), &made);
    if (status == CTY_OK)
        return CTY_OK;
    if (!ctyi_import_refusal(status) ||
        import->store->batch == CTYI_BATCH_BROKEN) {
        *err = made;
        return status;
    }
    status = ctyi_import_note(import, &row.place, &made, err);
    if (status == CTY_OK)
        status = ctyi_stage_reject(import, row.place.position, err);
    return status;
}

static cty_status
add_all(struct ctyi_import *import, int file, add_master *add, cty_error *err)
{
    struct ctyi_statement *sql;
    bool row = true;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_MASTERS, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, file);
    while (status == CTY_OK) {
        status = ctyi_step(sql, &row, err);
        if (status != CTY_OK || !row)
            break;
        status = take(import, sql, file, add, err);
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_import_reasons(struct ctyi_import *import, cty_error *err)
{
    return add_all(import, CTYI_REASONS, add_reason, err);
}

cty_status
ctyi_import_clients(struct ctyi_import *import, cty_error *err)
{
    return add_all(import, CTYI_CLIENTS, add_client, err);
}
