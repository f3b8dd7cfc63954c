#include "store/row.h"

#include <string.h>

#include "base/fail.h"

static void
read_bytes(struct ctyi_statement *row, int column, uint8_t *bytes, size_t size)
{
    size_t found = 0;
    const void *from = ctyi_column_blob(row, column, &found);

    memset(bytes, 0, size);
    if (from != NULL && found == size)
        memcpy(bytes, from, size);
}

void
ctyi_row_fact(struct ctyi_statement *row, int column, struct ctyi_fact *fact)
{
    fact->sequence = ctyi_column_int(row, column);
    fact->client = ctyi_column_int(row, column + 1);
    fact->fact = ctyi_column_int(row, column + 2);
    fact->date = (int32_t)ctyi_column_int(row, column + 3);
    read_bytes(row, column + 4, fact->id, CTYI_ID_BYTES);
    fact->recorded_at = ctyi_column_int(row, column + 5);
    read_bytes(row, column + 6, fact->head, CTYI_DIGEST_BYTES);
}

void
ctyi_bind_fact(struct ctyi_statement *sql, int index,
               const struct ctyi_fact *fact)
{
    ctyi_bind_int(sql, index, fact->sequence);
    ctyi_bind_int(sql, index + 1, fact->client);
    ctyi_bind_int(sql, index + 2, fact->fact);
    ctyi_bind_int(sql, index + 3, fact->date);
    ctyi_bind_blob(sql, index + 4, fact->id, CTYI_ID_BYTES);
    ctyi_bind_int(sql, index + 5, fact->recorded_at);
    ctyi_bind_blob(sql, index + 6, fact->head, CTYI_DIGEST_BYTES);
}

void
ctyi_row_line(struct ctyi_statement *row, int column, struct ctyi_line *line)
{
    line->line_no = (int32_t)ctyi_column_int(row, column);
    line->description = ctyi_column_string(row, column + 1);
    line->quantity = ctyi_column_int(row, column + 2);
    line->list_unit_price = ctyi_column_int(row, column + 3);
    line->gross = ctyi_column_int(row, column + 4);
    line->discounts = ctyi_column_int(row, column + 5);
    line->charges = ctyi_column_int(row, column + 6);
    line->net = ctyi_column_int(row, column + 7);
    line->product_code = ctyi_column_string(row, column + 8);
    line->product_category = ctyi_column_string(row, column + 9);
    line->has_cost = !ctyi_column_is_null(row, column + 10);
    line->cost = ctyi_column_int(row, column + 10);
}

void
ctyi_bind_line(struct ctyi_statement *sql, int index,
               const struct ctyi_line *line)
{
    ctyi_bind_int(sql, index, line->line_no);
    ctyi_bind_text(sql, index + 1, line->description);
    ctyi_bind_int(sql, index + 2, line->quantity);
    ctyi_bind_int(sql, index + 3, line->list_unit_price);
    ctyi_bind_int(sql, index + 4, line->gross);
    ctyi_bind_int(sql, index + 5, line->discounts);
    ctyi_bind_int(sql, index + 6, line->charges);
    ctyi_bind_int(sql, index + 7, line->net);
    ctyi_bind_text(sql, index + 8, line->product_code);
    ctyi_bind_text(sql, index + 9, line->product_category);
    if (line->has_cost)
        ctyi_bind_int(sql, index + 10, line->cost);
    else
        ctyi_bind_null(sql, index + 10);
}

void
ctyi_row_adjustment(struct ctyi_statement *row, struct ctyi_adjustment *one)
{
    one->line_no = (int32_t)ctyi_column_int(row, 0);
    one->kind = (int32_t)ctyi_column_int(row, 1);
    one->amount = ctyi_column_int(row, 2);
    one->rate = ctyi_column_int(row, 3);
    one->reason = ctyi_column_string(row, 4);
    one->person = ctyi_column_int(row, 5);
    one->granted_by = ctyi_column_string(row, 6);
    one->saving = ctyi_column_int(row, 7) != 0;
}

void
ctyi_row_totals(struct ctyi_statement *row, int column, int64_t *lines,
                struct ctyi_totals *totals)
{
    *lines = ctyi_column_int(row, column);
    totals->gross = ctyi_column_int(row, column + 1);
    totals->discounts = ctyi_column_int(row, column + 2);
    totals->charges = ctyi_column_int(row, column + 3);
    totals->net = ctyi_column_int(row, column + 4);
}

void
ctyi_bind_totals(struct ctyi_statement *sql, int index, int64_t lines,
                 const struct ctyi_totals *totals)
{
    ctyi_bind_int(sql, index, lines);
    ctyi_bind_int(sql, index + 1, totals->gross);
    ctyi_bind_int(sql, index + 2, totals->discounts);
    ctyi_bind_int(sql, index + 3, totals->charges);
    ctyi_bind_int(sql, index + 4, totals->net);
}

void
ctyi_bind_key(struct ctyi_statement *sql, int index, int64_t key)
{
    if (key == 0)
        ctyi_bind_null(sql, index);
    else
        ctyi_bind_int(sql, index, key);
}

cty_status
ctyi_insert_lines(struct ctyi_store *store, enum ctyi_sql name,
                  int64_t document, const struct ctyi_lines *lines,
                  cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, name, &sql, err);

    for (size_t i = 0; status == CTY_OK && i < lines->line_count; i++) {
        ctyi_bind_int(sql, 1, document);
        ctyi_bind_line(sql, 2, &lines->lines[i]);
        status = ctyi_run(sql, err);
    }
    return status;
}

cty_status
ctyi_read_lines(struct ctyi_statement *sql, struct ctyi_lines *lines,
                cty_error *err)
{
    struct ctyi_line line = {0};
    cty_status status;
    bool row;

    status = ctyi_step(sql, &row, err);
    while (status == CTY_OK && row) {
        ctyi_row_line(sql, 0, &line);
        status = ctyi_lines_add(lines, &line, err);
        if (status == CTY_OK)
            status = ctyi_step(sql, &row, err);
    }
    ctyi_reset(sql);
    return status;
}
