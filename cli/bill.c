#include "lines.h"

static const struct column columns[] = {{"bill_no", CTY_COLUMN_TEXT, SHOWN},
                                        {"client_ref", CTY_COLUMN_TEXT, SHOWN},
                                        {"date", CTY_COLUMN_TEXT, SHOWN},
                                        {"currency", CTY_COLUMN_TEXT, SHOWN},
                                        {"quote_no", CTY_COLUMN_TEXT, SHOWN},
                                        {"lines", CTY_COLUMN_INTEGER, SHOWN},
                                        {"gross", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"discounts", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"charges", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"net", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"left", CTY_COLUMN_AMOUNT, SHOWN}};

/* ---- add -------------------------------------------------------------- */

struct add_args {
    struct lines_args lines;
    const char *quote;
    const char *client;
    const char *currency;
    cty_date date;
    cty_date today;
};

static const struct cli_option add_options[] = {
    {"quote", 0, CLI_TEXT, offsetof(struct add_args, quote), "NO",
     "bill an accepted quote; lines beside it are extras"},
    {"client", 0, CLI_TEXT, offsetof(struct add_args, client), "REF",
     "whom to bill: a ref or a tracking code"},
    {"date", 0, CLI_DATE, offsetof(struct add_args, date), "DATE",
     "YYYY-MM-DD (today)"},
    {"currency", 0, CLI_TEXT, offsetof(struct add_args, currency), "CODE",
     "(the quote's, or the ledger's)"},
    LINES_LINE(struct add_args, lines),
    LINES_DISCOUNT(struct add_args, lines),
    LINES_CHARGE(struct add_args, lines),
    LINES_PER(struct add_args, lines),
    LINES_ROUND(struct add_args, lines),
    CLI_OPTION_KEY,
    CLI_OPTION_DRY_RUN,
    {0}};

/* Without a line beside it the quote alone is billed. */
static int
draft_bill(struct cli *cli, const struct add_args *args, cty_draft **out_draft)
{
    char currency[4];
    int64_t first = 1;
    int went;

    if (!lines_any(&args->lines))
        return CLI_OK;
    went = lines_currency(cli, args->currency, args->quote, currency);
    if (went == CLI_OK && args->quote != NULL)
        went = lines_after_quote(cli, args->quote, &first);
    if (went == CLI_OK)
        went = lines_draft(cli, &args->lines, currency, first, out_draft);
    return went;
}

static int
posted_bill(struct cli *cli, const cty_bill_info *info)
{
    char net[CLI_MONEY_TEXT];

    cli_say(cli, "%s %s %s on bill %s",
            info->repeated ? "there already: billed" : "billed",
            info->client_ref, cli_money(info->net_minor, info->currency, net),
            info->bill_no);
    return cli_made(cli, info->bill_no);
}

static int
post_bill(struct cli *cli, const struct add_args *args)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    int went = draft_bill(cli, args, &draft);

    if (went != CLI_OK)
        return went;
    bill.bill_no = cli->operands[0];
    bill.client_ref = args->client;
    bill.quote_no = args->quote;
    bill.date = args->date;
    bill.today = args->today;
    bill.currency = args->currency;
    bill.rounding = args->lines.rounding;
    bill.request_key = cli->key;
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(
            cli, cty_bill_post(cli->ledger, &bill, draft, &info, &err), &err);
    cty_draft_free(draft);
    return status == CTY_OK ? posted_bill(cli, &info) : cli_fail(cli, &err);
}

static int
cmd_bill_add(struct cli *cli, int argc, const char **argv)
{
    struct add_args args = {0};
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK && (args.client != NULL) == (args.quote != NULL))
        return cli_usage(cli, "name either --quote or --client");
    if (went == CLI_OK && args.quote == NULL && args.lines.lines.count == 0)
        return cli_usage(cli, "a bill needs a --quote or at least one --line");
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    cli_date(cli, &args.date, &args.today);
    return post_bill(cli, &args);
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

static void
bill_cells(const cty_bill_info *bill, struct row *row)
{
    row_begin(row);
    row_text(row, bill->bill_no);
    row_text(row, bill->client_ref);
    row_date(row, bill->date);
    row_text(row, bill->currency);
    row_text(row, bill->quote_no);
    row_number(row, bill->lines);
    row_money(row, bill->gross_minor, bill->currency);
    row_money(row, bill->discounts_minor, bill->currency);
    row_money(row, bill->charges_minor, bill->currency);
    row_money(row, bill->net_minor, bill->currency);
    row_money(row, bill->left_minor, bill->currency);
}

static int
each_bill(struct cli *cli, cty_bill_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_bill_info bill = CTY_BILL_INFO_INIT;

        if (cty_bill_cursor_next(cursor, &bill, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        bill_cells(&bill, &row);
        went = output_row(output, &row);
    }
    return went;
}

static int
cmd_bill_list(struct cli *cli, int argc, const char **argv)
{
    struct list_args args = {0};
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    struct output output;
    cty_bill_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_start_reading(cli, &args, argc, argv);

    if (went != CLI_OK)
        return went;
    filter.client_ref = args.client;
    filter.from = args.from;
    filter.to = args.to;
    if (cty_bill_cursor_open(cli->ledger, &filter, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), false);
    if (went == CLI_OK)
        went = each_bill(cli, cursor, &output);
    went = output_end(&output, went);
    cty_bill_cursor_close(cursor);
    return went;
}

static int
cmd_bill_show(struct cli *cli, int argc, const char **argv)
{
    cty_bill_info bill = CTY_BILL_INFO_INIT;
    struct row head;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went == CLI_OK)
        went = bill_find(cli, cli->operands[0], &bill);
    if (went != CLI_OK)
        return went;

    bill_cells(&bill, &head);
    return document_show(
        cli, &(struct document){.kind = CTY_BILL,
                                .number = bill.bill_no,
                                .currency = bill.currency,
                                .columns = columns,
                                .column_count = COLUMN_COUNT(columns),
                                .head = &head});
}

static const struct cli_command commands[] = {
    {"add", "NO (--quote NO | --client REF) [--line LINE]... [OPTION...]",
     "Post a bill; prints its number. Lines beside --quote are extras, "
     "numbered "
     "on\nfrom the quote's last, and only they may be discounted or charged.",
     "  courtesy bill add B-2041 --quote Q-17\n"
     "  courtesy bill add B-2042 --client HARBOR --line \"Varnish;2.5;40\" "
     "\\\n"
     "      --discount \"1;10;goodwill\" --per \"Dana Reyes\"\n",
     1, 1, add_options, cmd_bill_add},
    {"list", "[OPTION...]", "List the bills by date.",
     "  courtesy bill list --client HARBOR --format csv\n", 0, 0, list_options,
     cmd_bill_list},
    {"show", "NO [OPTION...]", "Show a bill and its lines.",
     "  courtesy bill show B-2041\n", 1, 1, show_options, cmd_bill_show}};

const struct cli_noun bill_noun = {"bill", "what is charged: add, list, show",
                                   commands, COLUMN_COUNT(commands)};
