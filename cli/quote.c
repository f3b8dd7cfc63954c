#include "lines.h"

static const struct column columns[] = {{"quote_no", CTY_COLUMN_TEXT, SHOWN},
                                        {"client_ref", CTY_COLUMN_TEXT, SHOWN},
                                        {"date", CTY_COLUMN_TEXT, SHOWN},
                                        {"valid_until", CTY_COLUMN_TEXT, SHOWN},
                                        {"status", CTY_COLUMN_TEXT, SHOWN},
                                        {"currency", CTY_COLUMN_TEXT, SHOWN},
                                        {"lines", CTY_COLUMN_INTEGER, SHOWN},
                                        {"gross", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"discounts", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"charges", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"net", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"bill_no", CTY_COLUMN_TEXT, SHOWN}};

/* ---- add -------------------------------------------------------------- */

struct add_args {
    struct lines_args lines;
    const char *client;
    const char *currency;
    cty_date date;
    cty_date today;
    cty_date valid_until;
};

static const struct cli_option add_options[] = {
    {"client", 0, CLI_TEXT, offsetof(struct add_args, client), "REF",
     "whom it is for: a ref or a tracking code"},
    {"date", 0, CLI_DATE, offsetof(struct add_args, date), "DATE",
     "YYYY-MM-DD (today)"},
    {"valid-until", 0, CLI_DATE, offsetof(struct add_args, valid_until), "DATE",
     "the last day it can be accepted"},
    {"currency", 0, CLI_TEXT, offsetof(struct add_args, currency), "CODE",
     "(the ledger's)"},
    LINES_LINE(struct add_args, lines),
    LINES_DISCOUNT(struct add_args, lines),
    LINES_CHARGE(struct add_args, lines),
    LINES_PER(struct add_args, lines),
    LINES_ROUND(struct add_args, lines),
    CLI_OPTION_KEY,
    CLI_OPTION_DRY_RUN,
    {0}};

static int
made_quote(struct cli *cli, const cty_quote_info *info)
{
    char net[CLI_MONEY_TEXT];

    cli_say(cli, "%s quote %s for %s: %s",
            info->repeated ? "there already:" : "made", info->quote_no,
            info->client_ref, cli_money(info->net_minor, info->currency, net));
    return cli_made(cli, info->quote_no);
}

static int
add_quote(struct cli *cli, struct add_args *args)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_info info = CTY_QUOTE_INFO_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;
    char currency[4];
    cty_status status;
    int went = lines_currency(cli, args->currency, NULL, currency);

    if (went == CLI_OK)
        went = lines_draft(cli, &args->lines, currency, 1, &draft);
    if (went != CLI_OK)
        return went;

    quote.quote_no = cli->operands[0];
    quote.client_ref = args->client;
    quote.date = args->date;
    quote.today = args->today;
    quote.valid_until = args->valid_until;
    quote.currency = args->currency;
    quote.rounding = args->lines.rounding;
    quote.request_key = cli->key;
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(
            cli, cty_quote_add(cli->ledger, &quote, draft, &info, &err), &err);
    cty_draft_free(draft);
    return status == CTY_OK ? made_quote(cli, &info) : cli_fail(cli, &err);
}

static int
cmd_quote_add(struct cli *cli, int argc, const char **argv)
{
    struct add_args args = {0};
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK && args.client == NULL)
        return cli_usage(cli, "--client is missing");
    if (went == CLI_OK && args.lines.lines.count == 0)
        return cli_usage(cli, "a quote needs at least one --line");
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    cli_date(cli, &args.date, &args.today);
    return add_quote(cli, &args);
}

/* ---- accept and decline ----------------------------------------------- */

struct change_args {
    cty_date date;
    cty_date today;
};

static const struct cli_option change_options[] = {
    {"date", 0, CLI_DATE, offsetof(struct change_args, date), "DATE",
     "YYYY-MM-DD (today)"},
    CLI_OPTION_KEY,
    CLI_OPTION_DRY_RUN,
    {0}};

typedef cty_status change_quote(cty_ledger *ledger,
                                const cty_quote_change *change,
                                cty_quote_info *out_info, cty_error *err);

static int
change_status(struct cli *cli, int argc, const char **argv,
              change_quote *change_it, const char *done)
{
    struct change_args args = {0};
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;
    cty_quote_info info = CTY_QUOTE_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    int went = cli_start_writing(cli, &args, argc, argv);

    if (went != CLI_OK)
        return went;
    cli_date(cli, &args.date, &args.today);
    change.date = args.date;
    change.today = args.today;
    change.quote_no = cli->operands[0];
    change.request_key = cli->key;
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status =
            cli_end(cli, change_it(cli->ledger, &change, &info, &err), &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "quote %s %s %s", change.quote_no,
            info.repeated ? "was already" : "is", done);
    return cli_made(cli, change.quote_no);
}

static int
cmd_quote_accept(struct cli *cli, int argc, const char **argv)
{
    return change_status(cli, argc, argv, cty_quote_accept, "accepted");
}

static int
cmd_quote_decline(struct cli *cli, int argc, const char **argv)
{
    return change_status(cli, argc, argv, cty_quote_decline, "declined");
}

/* ---- list and show ---------------------------------------------------- */

struct list_args {
    const char *client;
    cty_date from;
    cty_date to;
};

static const struct cli_option list_options[] = {
    {"client", 0, CLI_TEXT, offsetof(struct list_args, client), "REF",
     "one client's"},
    {"from", 0, CLI_DATE, offsetof(struct list_args, from), "DATE",
     "from this day"},
    {"to", 0, CLI_DATE, offsetof(struct list_args, to), "DATE",
     "up to this day"},
    CLI_OPTION_FORMAT,
    {0}};

static const struct cli_option show_options[] = {CLI_OPTION_FORMAT, {0}};

static const char *
status_name(int32_t status)
{
    static const char *const names[] = {"open", "accepted", "declined",
                                        "billed"};

    return status >= 0 && status <= CTY_QUOTE_BILLED ? names[status] : "";
}

static void
quote_cells(const cty_quote_info *quote, struct row *row)
{
    row_begin(row);
    row_text(row, quote->quote_no);
    row_text(row, quote->client_ref);
    row_date(row, quote->date);
    row_date(row, quote->valid_until);
    row_text(row, status_name(quote->status));
    row_text(row, quote->currency);
    row_number(row, quote->lines);
    row_money(row, quote->gross_minor, quote->currency);
    row_money(row, quote->discounts_minor, quote->currency);
    row_money(row, quote->charges_minor, quote->currency);
    row_money(row, quote->net_minor, quote->currency);
    row_text(row, quote->bill_no);
}

static int
each_quote(struct cli *cli, cty_quote_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_quote_info quote = CTY_QUOTE_INFO_INIT;

        if (cty_quote_cursor_next(cursor, &quote, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        quote_cells(&quote, &row);
        went = output_row(output, &row);
    }
    return went;
}

static int
cmd_quote_list(struct cli *cli, int argc, const char **argv)
{
    struct list_args args = {0};
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    struct output output;
    cty_quote_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_start_reading(cli, &args, argc, argv);

    if (went != CLI_OK)
        return went;
    filter.client_ref = args.client;
    filter.from = args.from;
    filter.to = args.to;
    if (cty_quote_cursor_open(cli->ledger, &filter, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), false);
    if (went == CLI_OK)
        went = each_quote(cli, cursor, &output);
    went = output_end(&output, went);
    cty_quote_cursor_close(cursor);
    return went;
}

static int
cmd_quote_show(struct cli *cli, int argc, const char **argv)
{
    cty_quote_info quote = CTY_QUOTE_INFO_INIT;
    struct row head;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went == CLI_OK)
        went = quote_find(cli, cli->operands[0], &quote);
    if (went != CLI_OK)
        return went;

    quote_cells(&quote, &head);
    return document_show(
        cli, &(struct document){.kind = CTY_QUOTE,
                                .number = quote.quote_no,
                                .currency = quote.currency,
                                .columns = columns,
                                .column_count = COLUMN_COUNT(columns),
                                .head = &head});
}

static const struct cli_command commands[] = {
    {"add", "NO --client REF (--line LINE)... [OPTION...]",
     "Make a quote; prints its number.",
     "  courtesy quote add Q-17 --client HARBOR --valid-until 2026-12-31 \\\n"
     "      --line \"Refit of the bar;1;36000\" --discount \"1;500;loyalty\"\n",
     1, 1, add_options, cmd_quote_add},
    {"accept", "NO [OPTION...]", "Accept an open quote.",
     "  courtesy quote accept Q-17 --date 2026-09-01\n", 1, 1, change_options,
     cmd_quote_accept},
    {"decline", "NO [OPTION...]", "Decline an open quote.",
     "  courtesy quote decline Q-17\n", 1, 1, change_options,
     cmd_quote_decline},
    {"list", "[OPTION...]", "List the quotes by date.",
     "  courtesy quote list --client HARBOR --format csv\n", 0, 0, list_options,
     cmd_quote_list},
    {"show", "NO [OPTION...]", "Show a quote and its lines.",
     "  courtesy quote show Q-17\n", 1, 1, show_options, cmd_quote_show}};

const struct cli_noun quote_noun = {
    "quote", "what is offered: add, accept, decline, list, show", commands,
    COLUMN_COUNT(commands)};
