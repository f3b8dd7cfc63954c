#include <inttypes.h>
#include <string.h>

#include "output.h"

/* ---- savings ---------------------------------------------------------- */

struct savings_args {
    const char *by;
    cty_date from;
    cty_date to;
};

static const struct cli_option savings_options[] = {
    {"by", 0, CLI_TEXT, offsetof(struct savings_args, by), "KEYS",
     "client, quarter or client,quarter (as is)"},
    {"from", 0, CLI_DATE, offsetof(struct savings_args, from), "DATE",
     "from this day"},
    {"to", 0, CLI_DATE, offsetof(struct savings_args, to), "DATE",
     "up to this day"},
    CLI_OPTION_FORMAT,
    {0}};

static const struct column savings_columns[] = {
    {"client_ref", CTY_COLUMN_TEXT, SHOWN},
    {"quarter", CTY_COLUMN_TEXT, SHOWN},
    {"currency", CTY_COLUMN_TEXT, SHOWN},
    {"bills", CTY_COLUMN_INTEGER, SHOWN},
    {"credit_notes", CTY_COLUMN_INTEGER, SHOWN},
    {"gross", CTY_COLUMN_AMOUNT, SHOWN},
    {"discounts", CTY_COLUMN_AMOUNT, SHOWN},
    {"charges", CTY_COLUMN_AMOUNT, SHOWN},
    {"billed", CTY_COLUMN_AMOUNT, SHOWN},
    {"credits", CTY_COLUMN_AMOUNT, SHOWN},
    {"savings", CTY_COLUMN_AMOUNT, SHOWN}};

static int
read_by(struct cli *cli, const char *by, uint32_t *out_by)
{
    static const struct {
        const char *name;
        uint32_t by;
    } known[] = {{"client,quarter", CTY_BY_CLIENT | CTY_BY_QUARTER},
                 {"quarter,client", CTY_BY_CLIENT | CTY_BY_QUARTER},
                 {"client", CTY_BY_CLIENT},
                 {"quarter", CTY_BY_QUARTER}};

    for (size_t i = 0; i < COLUMN_COUNT(known); i++)
        if (by == NULL || strcmp(by, known[i].name) == 0) {
            *out_by = known[i].by;
            return CLI_OK;
        }
    return cli_usage(
        cli, "--by: \"%s\" is not client, quarter or client,quarter", by);
}

static void
savings_cells(const cty_savings_row *savings, uint32_t by, struct row *row)
{
    const char *currency = savings->currency;

    row_begin(row);
    if (by & CTY_BY_CLIENT)
        row_text(row, savings->client_ref);
    if (by & CTY_BY_QUARTER)
        row_text(row, savings->quarter);
    row_text(row, currency);
    row_number(row, savings->bills);
    row_number(row, savings->credit_notes);
    row_money(row, savings->gross_minor, currency);
    row_money(row, savings->discounts_minor, currency);
    row_money(row, savings->charges_minor, currency);
    row_money(row, savings->billed_minor, currency);
    row_money(row, savings->credits_minor, currency);
    row_money(row, savings->savings_minor, currency);
}

static int
each_saving(struct cli *cli, cty_savings_cursor *cursor, uint32_t by,
            struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_savings_row savings = CTY_SAVINGS_ROW_INIT;

        if (cty_savings_cursor_next(cursor, &savings, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        savings_cells(&savings, by, &row);
        went = output_row(output, &row);
    }
    return went;
}

static int
report_savings(struct cli *cli, const cty_savings_report *report)
{
    struct column columns[COLUMN_COUNT(savings_columns)];
    struct output output;
    cty_savings_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    size_t count = 0;
    int went;

    for (size_t i = 0; i < COLUMN_COUNT(savings_columns); i++)
        if ((i != 0 || report->by & CTY_BY_CLIENT) &&
            (i != 1 || report->by & CTY_BY_QUARTER))
            columns[count++] = savings_columns[i];
    if (cty_savings_cursor_open(cli->ledger, report, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went = output_begin(&output, cli, columns, count, false);
    if (went == CLI_OK)
        went = each_saving(cli, cursor, report->by, &output);
    went = output_end(&output, went);
    cty_savings_cursor_close(cursor);
    return went;
}

static int
cmd_report_savings(struct cli *cli, int argc, const char **argv)
{
    struct savings_args args = {0};
    cty_savings_report report = CTY_SAVINGS_REPORT_INIT;
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = read_by(cli, args.by, &report.by);
    if (went == CLI_OK)
        went = cli_open(cli, false);
    if (went != CLI_OK)
        return went;

    report.from = args.from;
    report.to = args.to;
    return report_savings(cli, &report);
}

/* ---- margin ----------------------------------------------------------- */

struct margin_args {
    const char *by;
    const char *period;
};

static const struct cli_option margin_options[] = {
    {"by", 0, CLI_TEXT, offsetof(struct margin_args, by), "KEY",
     "client, product or category"},
    {"period", 0, CLI_TEXT, offsetof(struct margin_args, period), "PERIOD",
     "2026-Q3, 2026, 2026-07 or 2026-01-01..2026-03-31 (all time)"},
    CLI_OPTION_FORMAT,
    {0}};

static const struct column margin_columns[] = {
    {"rank", CTY_COLUMN_INTEGER, SHOWN},
    {"client_ref", CTY_COLUMN_TEXT, LONG},
    {"currency", CTY_COLUMN_TEXT, SHOWN},
    {"gross", CTY_COLUMN_AMOUNT, SHOWN},
    {"discounts", CTY_COLUMN_AMOUNT, SHOWN},
    {"charges", CTY_COLUMN_AMOUNT, SHOWN},
    {"billed", CTY_COLUMN_AMOUNT, SHOWN},
    {"cost", CTY_COLUMN_AMOUNT, SHOWN},
    {"margin", CTY_COLUMN_AMOUNT, SHOWN},
    {"margin_percent", CTY_COLUMN_AMOUNT, SHOWN},
    {"billed_without_cost", CTY_COLUMN_AMOUNT, SHOWN},
    {"credits", CTY_COLUMN_AMOUNT, SHOWN},
    {"margin_after_credits", CTY_COLUMN_AMOUNT, SHOWN}};

static const struct {
    const char *name;
    const char *column;
    int32_t by;
} margin_keys[] = {{"client", "client_ref", CTY_MARGIN_CLIENT},
                   {"product", "product_code", CTY_MARGIN_PRODUCT},
                   {"category", "category", CTY_MARGIN_CATEGORY}};

static int
read_key(struct cli *cli, const char *by, size_t *out_key)
{
    if (by == NULL)
        return cli_usage(cli, "--by is missing: client, product or category");
    for (*out_key = 0; *out_key < COLUMN_COUNT(margin_keys); ++*out_key)
        if (strcmp(by, margin_keys[*out_key].name) == 0)
            return CLI_OK;
    return cli_usage(cli, "--by: \"%s\" is not client, product or category",
                     by);
}

static void
percent_cell(const cty_margin_row *margin, struct row *row)
{
    int64_t percent = margin->margin_percent;
    uint64_t size = percent < 0 ? -(uint64_t)percent : (uint64_t)percent;
    char *text = row_room(row);

    if (!margin->has_percent)
        *text = '\0';
    else
        (void)snprintf(text, CELL_TEXT, "%s%" PRIu64 ".%04" PRIu64,
                       percent < 0 ? "-" : "", size / 10000, size % 10000);
}

static void
margin_cells(const cty_margin_row *margin, struct row *row)
{
    const char *currency = margin->currency;

    row_begin(row);
    row_number(row, margin->rank);
    row_text(row, margin->key);
    row_text(row, currency);
    row_money(row, margin->gross_minor, currency);
    row_money(row, margin->discounts_minor, currency);
    row_money(row, margin->charges_minor, currency);
    row_money(row, margin->billed_minor, currency);
    row_money(row, margin->cost_minor, currency);
    row_money(row, margin->margin_minor, currency);
    percent_cell(margin, row);
    row_money(row, margin->billed_without_cost_minor, currency);
    row_money(row, margin->credits_minor, currency);
    row_money(row, margin->margin_after_credits_minor, currency);
}

static int
each_margin(struct cli *cli, cty_margin_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_margin_row margin = CTY_MARGIN_ROW_INIT;

        if (cty_margin_cursor_next(cursor, &margin, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        margin_cells(&margin, &row);
        went = output_row(output, &row);
    }
    return went;
}

static int
report_margin(struct cli *cli, const cty_margin_report *report,
              const char *key_column)
{
    struct column columns[COLUMN_COUNT(margin_columns)];
    struct output output;
    cty_margin_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went;

    memcpy(columns, margin_columns, sizeof columns);
    columns[1].name = key_column;
    if (cty_margin_cursor_open(cli->ledger, report, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), false);
    if (went == CLI_OK)
        went = each_margin(cli, cursor, &output);
    went = output_end(&output, went);
    cty_margin_cursor_close(cursor);
    return went;
}

static int
cmd_report_margin(struct cli *cli, int argc, const char **argv)
{
    struct margin_args args = {0};
    cty_margin_report report = CTY_MARGIN_REPORT_INIT;
    cty_period period = {0};
    size_t key = 0;
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = read_key(cli, args.by, &key);
    if (went == CLI_OK)
        went = cli_open(cli, false);
    if (went == CLI_OK && args.period != NULL)
        went = cli_period(cli, args.period, &period);
    if (went != CLI_OK)
        return went;

    report.by = margin_keys[key].by;
    report.from = period.from;
    report.to = period.to;
    return report_margin(cli, &report, margin_keys[key].column);
}

static const struct cli_command commands[] = {
    {"savings", "[OPTION...]",
     "What was billed, credited and saved, by client and quarter.",
     "  courtesy report savings --by quarter --from 2026-01-01\n", 0, 0,
     savings_options, cmd_report_savings},
    {"margin", "--by client|product|category [OPTION...]",
     "Margin, ranked within each currency.",
     "  courtesy report margin --by client --period 2026\n", 0, 0,
     margin_options, cmd_report_margin}};

const struct cli_noun report_noun = {"report",
                                     "savings and margin of all clients",
                                     commands, COLUMN_COUNT(commands)};
