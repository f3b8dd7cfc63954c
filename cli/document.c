#include "lines.h"

#include <assert.h>

static const struct column line_columns[] = {
    {"line_no", CTY_COLUMN_INTEGER, SHOWN},
    {"description", CTY_COLUMN_TEXT, LONG},
    {"quantity", CTY_COLUMN_AMOUNT, SHOWN},
    {"list_unit_price", CTY_COLUMN_AMOUNT, SHOWN},
    {"line_gross", CTY_COLUMN_AMOUNT, UNSHOWN},
    {"line_discounts", CTY_COLUMN_AMOUNT, SHOWN},
    {"line_charges", CTY_COLUMN_AMOUNT, SHOWN},
    {"net_amount", CTY_COLUMN_AMOUNT, SHOWN},
    {"line_left", CTY_COLUMN_AMOUNT, SHOWN},
    {"product_code", CTY_COLUMN_TEXT, SHOWN},
    {"product_category", CTY_COLUMN_TEXT, UNSHOWN},
    {"cost", CTY_COLUMN_AMOUNT, UNSHOWN},
    {"extra", CTY_COLUMN_BOOL, UNSHOWN}};

static void
line_cells(const struct document *document, const cty_line_info *line,
           struct row *row)
{
    const char *currency = document->currency;

    row_number(row, line->line_no);
    row_text(row, line->description);
    row_decimal(row, line->quantity);
    row_decimal(row, line->list_unit_price);
    row_money(row, line->gross_minor, currency);
    row_money(row, line->discounts_minor, currency);
    row_money(row, line->charges_minor, currency);
    row_money(row, line->net_minor, currency);
    if (document->kind == CTY_BILL)
        row_money(row, line->left_minor, currency);
    else
        row_text(row, "");
    row_text(row, line->product_code);
    row_text(row, line->product_category);
    if (line->has_cost)
        row_money(row, line->cost_minor, currency);
    else
        row_text(row, "");
    row_bool(row, line->extra);
}

static int
each_line(struct cli *cli, const struct document *document,
          struct output *output)
{
    cty_line_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    if (cty_line_cursor_open(cli->ledger, document->kind, document->number,
                             &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);
    while (went == CLI_OK) {
        cty_line_info line = CTY_LINE_INFO_INIT;
        struct row row;

        if (cty_line_cursor_next(cursor, &line, &found, &err) != CTY_OK)
            went = cli_fail(cli, &err);
        if (went != CLI_OK || !found)
            break;
        row_begin(&row);
        if (cli->format != CLI_TABLE)
            for (size_t i = 0; i < document->column_count; i++)
                row_text(&row, document->head->cells[i]);
        line_cells(document, &line, &row);
        went = output_row(output, &row);
    }
    cty_line_cursor_close(cursor);
    return went;
}

static int
show_head(struct cli *cli, const struct document *document)
{
    struct output output;
    int went = output_begin(&output, cli, document->columns,
                            document->column_count, true);

    if (went == CLI_OK)
        went = output_row(&output, document->head);
    went = output_end(&output, went);
    putchar('\n');
    return went;
}

int
document_show(struct cli *cli, const struct document *document)
{
    struct column columns[OUTPUT_COLUMNS];
    struct output output;
    size_t count = 0;
    int went = CLI_OK;

    if (cli->format == CLI_TABLE)
        went = show_head(cli, document);
    else
        for (; count < document->column_count; count++)
            columns[count] = document->columns[count];
    for (size_t i = 0; i < COLUMN_COUNT(line_columns); i++)
        columns[count++] = line_columns[i];
    assert(count <= OUTPUT_COLUMNS);
    if (went != CLI_OK)
        return went;

    went = output_begin(&output, cli, columns, count, false);
    if (went == CLI_OK)
        went = each_line(cli, document, &output);
    return output_end(&output, went);
}

/* ---- the one that a number names -------------------------------------- */

int
quote_find(struct cli *cli, const char *quote_no, cty_quote_info *out_quote)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_quote_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = false;
    cty_status status;

    filter.number = quote_no;
    status = cty_quote_cursor_open(cli->ledger, &filter, &cursor, &err);
    if (status == CTY_OK)
        status = cty_quote_cursor_next(cursor, out_quote, &found, &err);
    cty_quote_cursor_close(cursor);
    if (status != CTY_OK)
        return cli_fail(cli, &err);
    return found ? CLI_OK : CLI_NOT_FOUND;
}

int
bill_find(struct cli *cli, const char *bill_no, cty_bill_info *out_bill)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_bill_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = false;
    cty_status status;

    filter.number = bill_no;
    status = cty_bill_cursor_open(cli->ledger, &filter, &cursor, &err);
    if (status == CTY_OK)
        status = cty_bill_cursor_next(cursor, out_bill, &found, &err);
    cty_bill_cursor_close(cursor);
    if (status != CTY_OK)
        return cli_fail(cli, &err);
    return found ? CLI_OK : CLI_NOT_FOUND;
}
