/* Tables: CSV with a header, or a JSON array of objects. */
#include <string.h>

#include "base/fail.h"
#include "engine/memory.h"
#include "exchange/write.h"

struct cty_records {
    const cty_column *columns; /* the caller's */
    size_t count;
    int32_t format;
    bool any; /* a row was written */
    struct ctyi_output output;
};

/* ---- cells ---- */

static const char *
skip_digits(const char *text)
{
    while (*text >= '0' && *text <= '9')
        text++;
    return text;
}

static bool
is_integer(const char *text)
{
    const char *digits = *text == '-' ? text + 1 : text;
    const char *end = skip_digits(digits);

    return end > digits && *end == '\0' &&
           (*digits != '0' || end == digits + 1);
}

static bool
is_decimal(const char *text)
{
    const char *digits = *text == '-' ? text + 1 : text;
    const char *end = skip_digits(digits);

    if (end == digits)
        return false;
    return *end == '\0' ||
           (*end == '.' && end[1] != '\0' && *skip_digits(end + 1) == '\0');
}

static bool
fits(int32_t kind, const char *cell)
{
    if (kind == CTY_COLUMN_AMOUNT)
        return cell[0] == '\0' || is_decimal(cell);
    if (kind == CTY_COLUMN_INTEGER)
        return cell[0] == '\0' || is_integer(cell);
    if (kind == CTY_COLUMN_BOOL)
        return strcmp(cell, "yes") == 0 || strcmp(cell, "no") == 0;
    return true;
}

static cty_status
check_cell(const cty_column *column, const char *cell, cty_error *err)
{
    static const char *const expected[] = {
        [CTY_COLUMN_TEXT] = "a text",
        [CTY_COLUMN_AMOUNT] = "a plain decimal",
        [CTY_COLUMN_INTEGER] = "a whole number",
        [CTY_COLUMN_BOOL] = "yes or no"};

    if (fits(column->kind, cell))
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, column->name, "%s: \"%s\" is not %s",
                     column->name, cell, expected[column->kind]);
}

/* ---- rows ---- */

static void
csv_row(cty_records *records, const char *const *cells)
{
    struct ctyi_output *output = &records->output;

    for (size_t i = 0; i < records->count; i++) {
        const char *cell = cells[i] != NULL ? cells[i] : "";

        if (i > 0)
            ctyi_put_char(output, ',');
        /* A line with nothing on it would be no row. */
        if (records->count == 1 && cell[0] == '\0')
            ctyi_put(output, "\"\"");
        else
            ctyi_csv_cell(output, cell,
                          records->columns[i].kind == CTY_COLUMN_TEXT);
    }
    ctyi_put_char(output, '\n');
}

static void
json_cell(struct ctyi_output *output, int32_t kind, const char *cell)
{
    if (kind == CTY_COLUMN_BOOL)
        ctyi_put(output, cell[0] == 'y' ? "true" : "false");
    else if (kind != CTY_COLUMN_TEXT && cell[0] == '\0')
        ctyi_put(output, "null");
    else if (kind == CTY_COLUMN_INTEGER)
        ctyi_put(output, cell);
    else
        ctyi_json_text(output, cell);
}

static void
json_row(cty_records *records, const char *const *cells)
{
    struct ctyi_output *output = &records->output;

    ctyi_put(output, records->any ? ",\n  {" : "\n  {");
    for (size_t i = 0; i < records->count; i++) {
        if (i > 0)
            ctyi_put(output, ", ");
        ctyi_json_text(output, records->columns[i].name);
        ctyi_put(output, ": ");
        json_cell(output, records->columns[i].kind,
                  cells[i] != NULL ? cells[i] : "");
    }
    ctyi_put_char(output, '}');
}

/* ---- the table ---- */

static void
write_header(cty_records *records)
{
    struct ctyi_output *output = &records->output;

    if (records->format == CTY_FORMAT_JSON) {
        ctyi_put_char(output, '[');
        return;
    }
    for (size_t i = 0; i < records->count; i++) {
        if (i > 0)
            ctyi_put_char(output, ',');
        ctyi_csv_cell(output, records->columns[i].name, true);
    }
    ctyi_put_char(output, '\n');
}

cty_status
ctyi_records_open(int32_t format, const cty_column *columns, size_t count,
                  cty_write *write, void *context, cty_records **out_records,
                  cty_error *err)
{
    cty_records *records = ctyi_alloc(sizeof(*records));

    if (records == NULL)
        return ctyi_no_memory(err);
    records->columns = columns;
    records->count = count;
    records->format = format;
    records->any = false;
    ctyi_output_start(&records->output, write, context);
    write_header(records);
    *out_records = records;
    return CTY_OK;
}

cty_status
ctyi_records_row(cty_records *records, const char *const *cells, cty_error *err)
{
    for (size_t i = 0; i < records->count; i++) {
        cty_status status = check_cell(&records->columns[i],
                                       cells[i] != NULL ? cells[i] : "", err);

        if (status != CTY_OK)
            return status;
    }
    if (records->format == CTY_FORMAT_JSON)
        json_row(records, cells);
    else
        csv_row(records, cells);
    records->any = true;
    return ctyi_output_status(&records->output, err);
}

cty_status
ctyi_records_close(cty_records *records, cty_error *err)
{
    cty_status status;

    if (records->format == CTY_FORMAT_JSON)
        ctyi_put(&records->output, records->any ? "\n]\n" : "]\n");
    status = ctyi_output_end(&records->output, err);
    ctyi_free(records);
    return status;
}
