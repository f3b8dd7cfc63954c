#include "output.h"

#include <assert.h>
#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>

/* A long table is printed in parts, so that memory does not grow with it. */
enum { TABLE_PART = 2000, LABEL_WIDTH = 16 };

/* ---- tables ----------------------------------------------------------- */

static int
column_flags(const struct column *column)
{
    if (column->kind == CTY_COLUMN_AMOUNT || column->kind == CTY_COLUMN_INTEGER)
        return SCOLS_FL_RIGHT;
    return column->in_table == LONG ? SCOLS_FL_TRUNC : 0;
}

static int
table_begin(struct output *output)
{
    output->table = scols_new_table();
    if (output->table == NULL)
        return cli_no_memory(output->cli);
    for (size_t i = 0; i < output->count; i++) {
        const struct column *column = &output->columns[i];

        if (column->in_table == UNSHOWN)
            continue;
        if (scols_table_new_column(output->table, column->name, 0,
                                   column_flags(column)) == NULL)
            return cli_no_memory(output->cli);
    }
    return CLI_OK;
}

static void
table_print(struct output *output)
{
    if (scols_table_is_empty(output->table))
        return;
    scols_print_table(output->table);
    scols_table_remove_lines(output->table);
    scols_table_enable_noheadings(output->table, 1);
}

static int
table_row(struct output *output, const struct row *row)
{
    struct libscols_line *line = scols_table_new_line(output->table, NULL);
    size_t at = 0;

    if (line == NULL)
        return cli_no_memory(output->cli);
    for (size_t i = 0; i < output->count; i++) {
        if (output->columns[i].in_table == UNSHOWN)
            continue;
        if (scols_line_set_data(line, at++, row->cells[i]) != 0)
            return cli_no_memory(output->cli);
    }
    if (output->rows % TABLE_PART == 0)
        table_print(output);
    return cli_reader_left() ? CLI_FAILED : CLI_OK;
}

/* ---- blocks ----------------------------------------------------------- */

static void
block_row(const struct output *output, const struct row *row)
{
    for (size_t i = 0; i < output->count; i++) {
        const char *name = output->columns[i].name;

        if (row->cells[i][0] == '\0')
            continue;
        for (const char *letter = name; *letter != '\0'; letter++)
            putchar(*letter == '_' ? ' ' : *letter);
        printf("%*s%s\n", LABEL_WIDTH - (int)strlen(name), " ", row->cells[i]);
    }
}

/* ---- records ---------------------------------------------------------- */

static int
records_begin(struct output *output)
{
    cty_error err = CTY_ERROR_INIT;

    for (size_t i = 0; i < output->count; i++) {
        output->plain[i].name = output->columns[i].name;
        output->plain[i].kind = output->columns[i].kind;
    }
    if (cty_records_open(output->cli->format, output->plain, output->count,
                         cli_write_file, stdout, &output->records,
                         &err) != CTY_OK)
        return cli_fail(output->cli, &err);
    return CLI_OK;
}

static int
records_row(struct output *output, const struct row *row)
{
    cty_error err = CTY_ERROR_INIT;

    if (cty_records_row(output->records, row->cells, &err) != CTY_OK)
        return cli_fail(output->cli, &err);
    return CLI_OK;
}

static int
records_end(struct output *output)
{
    cty_error err = CTY_ERROR_INIT;
    cty_records *records = output->records;

    output->records = NULL;
    if (cty_records_close(records, &err) != CTY_OK)
        return cli_fail(output->cli, &err);
    return CLI_OK;
}

/* ---- either ----------------------------------------------------------- */

int
output_begin(struct output *output, struct cli *cli,
             const struct column *columns, size_t count, bool block)
{
    assert(count <= OUTPUT_COLUMNS);
    *output = (struct output){.cli = cli,
                              .columns = columns,
                              .count = count,
                              .block = block && cli->format == CLI_TABLE};
    if (cli->format != CLI_TABLE)
        return records_begin(output);
    return output->block ? CLI_OK : table_begin(output);
}

int
output_row(struct output *output, const struct row *row)
{
    assert(row->count == output->count);
    output->rows++;
    if (output->records != NULL)
        return records_row(output, row);
    if (output->table != NULL)
        return table_row(output, row);
    block_row(output, row);
    return CLI_OK;
}

int
output_end(struct output *output, int went)
{
    if (went == CLI_OK && output->records != NULL)
        went = records_end(output);
    else if (output->records != NULL)
        (void)records_end(output);
    if (output->table != NULL) {
        table_print(output);
        if (output->rows == 0 && went == CLI_OK)
            cli_say(output->cli, "nothing to show");
        scols_unref_table(output->table);
        output->table = NULL;
    }
    return went;
}
