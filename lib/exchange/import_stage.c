/* The staging tables. */
#include <assert.h>
#include <string.h>

#include "exchange/import_parts.h"

cty_status
ctyi_stage_open(struct ctyi_store **out_stage, cty_error *err)
{
    struct ctyi_engine_open how = {.path = NULL};
    struct ctyi_store *stage = ctyi_alloc_zero(sizeof(*stage));
    cty_status status;

    if (stage == NULL)
        return ctyi_no_memory(err);
    status = ctyi_engine_open(&how, &stage->engine, err);
    if (status == CTY_OK)
        status = ctyi_engine_begin(stage->engine, true, err);
    if (status == CTY_OK)
        status = ctyi_engine_script(
            stage->engine, ctyi_sql_texts[CTYI_SQL_IMPORT_TABLES], err);
    if (status == CTY_OK)
        *out_stage = stage;
    else
        ctyi_store_close(stage);
    return status;
}

cty_status
ctyi_stage_row(struct ctyi_import *import, const struct ctyi_staged *row,
               cty_error *err)
{
    const struct ctyi_place *place = &row->place;
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_ROW_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, place->position);
    ctyi_bind_int(sql, 2, place->file);
    ctyi_bind_int(sql, 3, place->owner);
    ctyi_bind_int(sql, 4, place->line);
    ctyi_bind_text(sql, 5, ctyi_cell_text(place->document));
    ctyi_bind_int(sql, 6, row->line_no);
    ctyi_bind_int(sql, 7, row->date);
    ctyi_bind_text(sql, 8, row->link);
    ctyi_bind_int(sql, 9, row->bad);
    ctyi_bind_blob(sql, 10, row->bytes, row->size);
    return ctyi_run(sql, err);
}

void
ctyi_stage_cells(struct ctyi_statement *row, int column, int file,
                 const char **cells)
{
    size_t size = 0;
    const char *bytes = ctyi_column_blob(row, column, &size);

    for (int i = 0; i < ctyi_import_files[file].column_count; i++) {
        size_t length = strnlen(bytes, size);

        assert(length < size);
        cells[i] = bytes;
        bytes += length + 1;
        size -= length + 1;
    }
}

cty_status
ctyi_stage_reject(struct ctyi_import *import, int64_t position, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_ROW_REJECT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, position);
    import->any_bad = true;
    return ctyi_run(sql, err);
}

static cty_status
read_fate(struct ctyi_statement *sql, int *out_fate, cty_error *err)
{
    bool row;
    cty_status status = ctyi_step(sql, &row, err);

    if (status == CTY_OK && ctyi_column_is_null(sql, 0))
        *out_fate = CTYI_FATE_ABSENT;
    else if (status == CTY_OK)
        *out_fate =
            ctyi_column_int(sql, 0) != 0 ? CTYI_FATE_BAD : CTYI_FATE_GOOD;
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_stage_fate(struct ctyi_import *import, int owner, const char *document,
                int *out_fate, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_FATE, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, owner);
    ctyi_bind_text(sql, 2, document);
    return read_fate(sql, out_fate, err);
}

cty_status
ctyi_stage_fate_linked(struct ctyi_import *import, int file, const char *link,
                       int *out_fate, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_FATE_LINKED, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, file);
    ctyi_bind_text(sql, 2, link);
    return read_fate(sql, out_fate, err);
}

cty_status
ctyi_stage_count(struct ctyi_import *import, enum ctyi_sql name, int parameter,
                 int64_t *out_count, cty_error *err)
{
    struct ctyi_statement *sql;
    bool row;
    cty_status status = ctyi_sql(import->stage, name, &sql, err);

    if (status != CTY_OK)
        return status;
    if (parameter >= 0)
        ctyi_bind_int(sql, 1, parameter);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK)
        *out_count = ctyi_column_int(sql, 0);
    ctyi_reset(sql);
    return status;
}
