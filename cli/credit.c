#include <string.h>

#include "lines.h"

static const struct column columns[] = {{"code", CTY_COLUMN_TEXT, SHOWN},
                                        {"date", CTY_COLUMN_TEXT, SHOWN},
                                        {"client_ref", CTY_COLUMN_TEXT, SHOWN},
                                        {"bill_no", CTY_COLUMN_TEXT, SHOWN},
                                        {"line_no", CTY_COLUMN_INTEGER, SHOWN},
                                        {"kind", CTY_COLUMN_TEXT, SHOWN},
                                        {"reason", CTY_COLUMN_TEXT, SHOWN},
                                        {"label", CTY_COLUMN_TEXT, UNSHOWN},
                                        {"per", CTY_COLUMN_TEXT, SHOWN},
                                        {"amount", CTY_COLUMN_AMOUNT, SHOWN},
                                        {"currency", CTY_COLUMN_TEXT, SHOWN},
                                        {"note", CTY_COLUMN_TEXT, LONG},
                                        {"credit_no", CTY_COLUMN_TEXT, UNSHOWN},
                                        {"saving", CTY_COLUMN_BOOL, UNSHOWN},
                                        {"linked", CTY_COLUMN_TEXT, UNSHOWN}};

/* ---- grant ------------------------------------------------------------ */

struct grant_args {
    cty_credit credit;
    const char *amount;
    const char *currency;
    bool rest;
};

#define IN_CREDIT(member) offsetof(struct grant_args, credit.member)

static const struct cli_option grant_options[] = {
    {"bill", 0, CLI_TEXT, IN_CREDIT(bill_no), "NO", "the bill to credit"},
    {"line", 0, CLI_NUMBER, IN_CREDIT(line_no), "N",
     "one line of it (all, in proportion to what is left)"},
    {"client", 0, CLI_TEXT, IN_CREDIT(client_ref), "REF",
     "credit this client's account, on no bill"},
    {"currency", 0, CLI_TEXT, offsetof(struct grant_args, currency), "CODE",
     "(the bill's; the only one of the client's bills; the ledger's)"},
    {"amount", 0, CLI_TEXT, offsetof(struct grant_args, amount), "AMOUNT",
     "a plain decimal: 3000 or 3000.00"},
    {"percent", 0, CLI_DECIMAL, IN_CREDIT(percent), "PERCENT",
     "of the bill or line as posted, up to 6 decimals"},
    {"rest", 0, CLI_FLAG, offsetof(struct grant_args, rest), NULL,
     "all that is left of the bill or line"},
    {"reason", 0, CLI_TEXT, IN_CREDIT(reason), "REASON",
     "why: see courtesy reason list"},
    {"per", 0, CLI_TEXT, IN_CREDIT(granted_by), "NAME", "who grants it"},
    {"note", 0, CLI_TEXT, IN_CREDIT(note), "TEXT", "printed on the statement"},
    {"date", 0, CLI_DATE, IN_CREDIT(date), "DATE", "YYYY-MM-DD (today)"},
    CLI_OPTION_KEY,
    CLI_OPTION_DRY_RUN,
    {0}};

/* A percent of 0 is told apart from none by the parser having seen it. */
static int
check_grant(struct cli *cli, struct grant_args *args)
{
    cty_credit *credit = &args->credit;
    bool percent = cli_given(cli, "percent");

    if ((credit->bill_no != NULL) == (credit->client_ref != NULL))
        return cli_usage(cli, "name either --bill or --client");
    if (credit->line_no != 0 && credit->bill_no == NULL)
        return cli_usage(cli, "--line is a bill's: name --bill too");
    if ((args->amount != NULL) + percent + args->rest != 1)
        return cli_usage(cli, "say one of --amount, --percent and --rest");
    if (credit->reason == NULL)
        return cli_usage(cli, "--reason is missing");
    if (credit->granted_by == NULL || credit->granted_by[0] == '\0')
        return cli_usage(cli, "--per is missing: who grants it?");

    credit->how = args->rest ? CTY_REST : percent ? CTY_PERCENT : CTY_AMOUNT;
    return CLI_OK;
}

static int
grant_currency(struct cli *cli, const struct grant_args *args,
               char out_currency[4])
{
    cty_bill_info bill = CTY_BILL_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (args->currency != NULL)
        return lines_currency(cli, args->currency, NULL, out_currency);
    if (args->credit.bill_no == NULL) {
        if (cty_credit_currency(cli->ledger, args->credit.client_ref,
                                out_currency, &err) != CTY_OK)
            return cli_fail(cli, &err);
        return CLI_OK;
    }
    went = bill_find(cli, args->credit.bill_no, &bill);
    if (went == CLI_OK)
        memcpy(out_currency, bill.currency, 4);
    return went;
}

static int
granted(struct cli *cli, const cty_entry *entry)
{
    cty_bill_info bill = CTY_BILL_INFO_INIT;
    char amount[CLI_MONEY_TEXT];
    char left[CLI_MONEY_TEXT];
    const char *currency = entry->amount.currency;
    const char *did = entry->repeated ? "there already: credited" : "credited";

    cli_money(entry->amount.minor, currency, amount);
    if (entry->bill_no[0] == '\0')
        cli_say(cli, "%s %s to the account of %s", did, amount,
                entry->client_ref);
    else if (cli->dry_run || bill_find(cli, entry->bill_no, &bill) != CLI_OK)
        cli_say(cli, "%s %s on bill %s", did, amount, entry->bill_no);
    else
        cli_say(cli, "%s %s on bill %s; %s is left", did, amount,
                entry->bill_no, cli_money(bill.left_minor, currency, left));
    return cli_made(cli, entry->code);
}

static int
grant(struct cli *cli, struct grant_args *args)
{
    cty_entry entry = CTY_ENTRY_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_credit *credit = &args->credit;
    char currency[4];
    cty_status status;
    int went = grant_currency(cli, args, currency);

    if (went != CLI_OK)
        return went;
    memcpy(credit->amount.currency, currency, sizeof currency);
    if (args->amount != NULL &&
        cty_money_parse(args->amount, currency, &credit->amount, &err) !=
            CTY_OK)
        return cli_bad_value(cli, "--amount", &err);

    credit->request_key = cli->key;
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(
            cli, cty_credit_grant(cli->ledger, credit, &entry, &err), &err);
    return status == CTY_OK ? granted(cli, &entry) : cli_fail(cli, &err);
}

static int
cmd_credit_grant(struct cli *cli, int argc, const char **argv)
{
    struct grant_args args = {.credit = CTY_CREDIT_INIT};
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = check_grant(cli, &args);
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    cli_date(cli, &args.credit.date, &args.credit.today);
    return grant(cli, &args);
}

/* ---- reverse ---------------------------------------------------------- */

static const struct cli_option reverse_options[] = {
    {"per", 0, CLI_TEXT, offsetof(cty_reversal, granted_by), "NAME",
     "who takes it back"},
    {"note", 0, CLI_TEXT, offsetof(cty_reversal, note), "TEXT", "why"},
    {"date", 0, CLI_DATE, offsetof(cty_reversal, date), "DATE",
     "YYYY-MM-DD (today)"},
    CLI_OPTION_KEY,
    CLI_OPTION_DRY_RUN,
    {0}};

static int
reverse(struct cli *cli, cty_reversal *reversal)
{
    cty_entry entry = CTY_ENTRY_INIT;
    cty_error err = CTY_ERROR_INIT;
    char amount[CLI_MONEY_TEXT];
    cty_status status;

    reversal->code = cli->operands[0];
    reversal->request_key = cli->key;
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(
            cli, cty_credit_reverse(cli->ledger, reversal, &entry, &err), &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "%s %s of %s",
            entry.repeated ? "there already: took back" : "took back",
            cli_money(entry.amount.minor, entry.amount.currency, amount),
            entry.linked);
    return cli_made(cli, entry.code);
}

static int
cmd_credit_reverse(struct cli *cli, int argc, const char **argv)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    int went = cli_parse(cli, &reversal, argc, argv);

    if (went == CLI_OK &&
        (reversal.granted_by == NULL || reversal.granted_by[0] == '\0'))
        return cli_usage(cli, "--per is missing: who takes it back?");
    if (went == CLI_OK && (reversal.note == NULL || reversal.note[0] == '\0'))
        return cli_usage(cli, "--note is missing: why is it taken back?");
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    cli_date(cli, &reversal.date, &reversal.today);
    return reverse(cli, &reversal);
}

/* ---- list and show ---------------------------------------------------- */

struct list_args {
    const char *client;
    const char *bill;
    const char *period;
    bool all;
};

static const struct cli_option list_options[] = {
    {"client", 0, CLI_TEXT, offsetof(struct list_args, client), "REF",
     "one client's"},
    {"bill", 0, CLI_TEXT, offsetof(struct list_args, bill), "NO", "one bill's"},
    {"period", 0, CLI_TEXT, offsetof(struct list_args, period), "PERIOD",
     "2026-Q3, 2026, 2026-07 or 2026-01-01..2026-03-31"},
    {"all", 0, CLI_FLAG, offsetof(struct list_args, all), NULL,
     "the discounts and charges of bills too"},
    CLI_OPTION_FORMAT,
    {0}};

static const struct cli_option show_options[] = {CLI_OPTION_FORMAT, {0}};

static const char *
kind_name(int32_t kind)
{
    static const char *const names[] = {"", "discount", "charge", "credit",
                                        "reversal"};

    return kind >= CTY_DISCOUNT && kind <= CTY_REVERSAL ? names[kind] : "";
}

static void
entry_cells(const cty_entry *entry, struct row *row)
{
    row_begin(row);
    row_text(row, entry->code);
    row_date(row, entry->date);
    row_text(row, entry->client_ref);
    row_text(row, entry->bill_no);
    row_number_if_any(row, entry->line_no);
    row_text(row, kind_name(entry->kind));
    row_text(row, entry->reason);
    row_text(row, entry->label);
    row_text(row, entry->granted_by);
    row_money(row, entry->amount.minor, entry->amount.currency);
    row_text(row, entry->amount.currency);
    row_text(row, entry->note);
    row_text(row, entry->credit_no);
    row_bool(row, entry->saving);
    row_text(row, entry->linked);
}

static int
each_entry(struct cli *cli, cty_entry_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_entry entry = CTY_ENTRY_INIT;

        if (cty_entry_cursor_next(cursor, &entry, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        entry_cells(&entry, &row);
        went = output_row(output, &row);
    }
    return went;
}

static int
list_entries(struct cli *cli, const cty_entry_filter *filter)
{
    struct output output;
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_entry_cursor_open(cli->ledger, filter, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);
    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), false);
    if (went == CLI_OK)
        went = each_entry(cli, cursor, &output);
    went = output_end(&output, went);
    cty_entry_cursor_close(cursor);
    return went;
}

static int
cmd_credit_list(struct cli *cli, int argc, const char **argv)
{
    struct list_args args = {0};
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_period period;
    int went = cli_start_reading(cli, &args, argc, argv);

    if (went == CLI_OK && args.period != NULL) {
        went = cli_period(cli, args.period, &period);
        filter.from = period.from;
        filter.to = period.to;
    }
    if (went != CLI_OK)
        return went;

    filter.client_ref = args.client;
    filter.bill_no = args.bill;
    if (!args.all)
        filter.kinds = 1U << CTY_CREDIT | 1U << CTY_REVERSAL;
    return list_entries(cli, &filter);
}

static const struct column share_columns[] = {
    {"line_no", CTY_COLUMN_INTEGER, SHOWN},
    {"description", CTY_COLUMN_TEXT, LONG},
    {"share", CTY_COLUMN_AMOUNT, SHOWN}};

static int
each_share(struct cli *cli, cty_share_cursor *cursor, const char *currency,
           struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_share share = CTY_SHARE_INIT;

        if (cty_share_cursor_next(cursor, &share, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        row_begin(&row);
        row_number_if_any(&row, share.line_no);
        row_text(&row, share.description);
        row_money(&row, share.amount_minor, currency);
        went = output_row(output, &row);
    }
    return went;
}

static int
show_shares(struct cli *cli, const cty_entry *entry)
{
    struct output output;
    cty_share_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_share_cursor_open(cli->ledger, entry->code, &cursor, &err) !=
        CTY_OK)
        return cli_fail(cli, &err);
    putchar('\n');
    went = output_begin(&output, cli, share_columns,
                        COLUMN_COUNT(share_columns), false);
    if (went == CLI_OK)
        went = each_share(cli, cursor, entry->amount.currency, &output);
    went = output_end(&output, went);
    cty_share_cursor_close(cursor);
    return went;
}

/* Leaves in out_entry what outlives the cursor: all but the texts. */
static int
show_entry(struct cli *cli, const char *code, cty_entry *out_entry)
{
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    struct output output;
    struct row row;
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = false;
    int went;

    filter.code = code;
    if (cty_entry_cursor_open(cli->ledger, &filter, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);
    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), true);
    if (went == CLI_OK &&
        cty_entry_cursor_next(cursor, out_entry, &found, &err) != CTY_OK)
        went = cli_fail(cli, &err);
    if (went == CLI_OK && found) {
        entry_cells(out_entry, &row);
        went = output_row(&output, &row);
    }
    went = output_end(&output, went);
    cty_entry_cursor_close(cursor);
    return went;
}

static int
cmd_credit_show(struct cli *cli, int argc, const char **argv)
{
    cty_entry entry = CTY_ENTRY_INIT;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went == CLI_OK)
        went = show_entry(cli, cli->operands[0], &entry);
    if (went == CLI_OK && cli->format == CLI_TABLE &&
        (entry.kind == CTY_CREDIT || entry.kind == CTY_REVERSAL))
        went = show_shares(cli, &entry);
    return went;
}

static const struct cli_command commands[] = {
    {"grant",
     "(--bill NO [--line N] | --client REF)\n"
     "           (--amount AMOUNT | --percent PERCENT | --rest)\n"
     "           --reason REASON --per NAME [OPTION...]",
     "Credit a bill, or a client's account; prints the credit's code.",
     "  courtesy credit grant --bill B-2041 --amount 3000 --reason special "
     "\\\n"
     "      --per \"Dana Reyes\" --note \"done in half the time\"\n"
     "  courtesy credit grant --bill B-2041 --line 2 --percent 8.3 \\\n"
     "      --reason goodwill --per \"Dana Reyes\"\n",
     0, 0, grant_options, cmd_credit_grant},
    {"reverse", "CODE --per NAME --note TEXT [OPTION...]",
     "Take a credit back, whole; prints the reversal's code.",
     "  courtesy credit reverse HARB-0042V/17 --per \"Dana Reyes\" \\\n"
     "      --note \"granted twice\"\n",
     1, 1, reverse_options, cmd_credit_reverse},
    {"show", "CODE [OPTION...]", "Show an entry by its code.",
     "  courtesy credit show HARB-0042V/17\n", 1, 1, show_options,
     cmd_credit_show},
    {"list", "[OPTION...]", "List the credits and reversals by date.",
     "  courtesy credit list --client HARBOR --period 2026-Q3\n", 0, 0,
     list_options, cmd_credit_list}};

const struct cli_noun credit_noun = {
    "credit", "what is granted: grant, reverse, show, list", commands,
    COLUMN_COUNT(commands)};
