/* The ledger as a journal that plain-text accounting programs read. */
#include <string.h>

#include "aside.h"

enum { CURRENCIES_MOST = 256, ACCOUNT_TEXT = 4 * CTY_MAX_REF };

struct export_args {
    const char *file;
    bool beancount;
};

struct journal {
    struct cli *cli;
    FILE *to;
    bool beancount;
    int fiscal_year_start;
    cty_savings_cursor *savings; /* runs beside the clients: both by ref */
    cty_savings_row row;         /* the next one */
    cty_period quarter;          /* that it is of */
    bool row_there;
    char currencies[CURRENCIES_MOST][4]; /* seen so far */
    int64_t owed[CURRENCIES_MOST];       /* by the client in hand */
    size_t currency_count;
};

/* ---- words ------------------------------------------------------------ */

/*
 * A part of an account's name as every such program takes it: letters, digits
 * and hyphens, a capital or digit first. What is neither becomes its code.
 */
static const char *
account_part(const char *text, char *buffer)
{
    static const char digits[] = "0123456789abcdef";
    char *to = buffer;

    for (const char *at = text; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;
        bool lower = byte >= 'a' && byte <= 'z';
        bool plain = lower || (byte >= 'A' && byte <= 'Z') ||
                     (byte >= '0' && byte <= '9');

        if (to == buffer && lower) {
            *to++ = (char)(byte - 'a' + 'A');
        } else if (plain || (byte == '-' && to != buffer)) {
            *to++ = (char)byte;
        } else {
            if (to == buffer)
                *to++ = 'X';
            *to++ = 'x';
            *to++ = digits[byte >> 4];
            *to++ = digits[byte & 15];
        }
    }
    *to = '\0';
    return buffer;
}

/* Text that ends no string, begins no comment and is no code. */
static void
put_text(const struct journal *journal, const char *text)
{
    for (; *text != '\0'; text++) {
        if (journal->beancount && (*text == '"' || *text == '\\'))
            fputc('\\', journal->to);
        fputc(journal->beancount            ? *text
              : *text == ';'                ? ','
              : *text == '|'                ? '/'
              : strchr("()", *text) != NULL ? ' '
                                            : *text,
              journal->to);
    }
}

static void
put_date(const struct journal *journal, cty_date date)
{
    char text[CTY_DATE_TEXT];

    fputs(cty_date_format(date, text), journal->to);
}

/* "2026-09-15 * (HARB-0001C/1) special credit, Dana Reyes": a fact's head. */
static void
put_head(const struct journal *journal, cty_date date, const char *code,
         const char *what, const char *granted_by, const char *note)
{
    const char *const parts[] = {what, granted_by, note};

    put_date(journal, date);
    fputs(journal->beancount ? " * \"" : " * (", journal->to);
    put_text(journal, code);
    fputs(journal->beancount ? "\" \"" : ") ", journal->to);
    for (size_t i = 0; i < 3; i++) {
        if (i > 0 && parts[i][0] != '\0')
            fputs(", ", journal->to);
        put_text(journal, parts[i]);
    }
    fputs(journal->beancount ? "\"\n" : "\n", journal->to);
}

static void
put_posting(const struct journal *journal, const char *account,
            const char *part, int64_t minor, const char *currency)
{
    char amount[CTY_MONEY_TEXT];
    char name[ACCOUNT_TEXT];

    fprintf(journal->to, "    %s%s  %s %s\n", account, account_part(part, name),
            cty_money_format(cli_amount(minor, currency), amount), currency);
}

static int64_t *
owed_in(struct journal *journal, const char *currency)
{
    size_t i = 0;

    while (i < journal->currency_count &&
           strcmp(journal->currencies[i], currency) != 0)
        i++;
    if (i == CURRENCIES_MOST)
        return NULL;
    if (i == journal->currency_count)
        memcpy(journal->currencies[journal->currency_count++], currency, 4);
    return &journal->owed[i];
}

/* ---- facts ------------------------------------------------------------ */

static void
put_bill(const struct journal *journal, const cty_client *client,
         const cty_bill_info *bill)
{
    put_head(journal, bill->date, bill->bill_no, client->name, "", "");
    put_posting(journal, "Assets:Receivable:", client->tracking_code,
                bill->gross_minor, bill->currency);
    put_posting(journal, "Income:", "Sales", -bill->gross_minor,
                bill->currency);
    fputc('\n', journal->to);
}

static void
put_entry(const struct journal *journal, const char *tracking_code,
          const cty_entry *entry)
{
    bool adds = entry->kind == CTY_CHARGE || entry->kind == CTY_REVERSAL;
    int64_t minor = adds ? entry->amount.minor : -entry->amount.minor;
    const char *account = entry->kind == CTY_CHARGE     ? "Income:Charges:"
                          : entry->kind == CTY_DISCOUNT ? "Expenses:Discounts:"
                                                        : "Expenses:Credits:";

    put_head(journal, entry->date, entry->code, entry->label, entry->granted_by,
             entry->note);
    put_posting(journal, "Assets:Receivable:", tracking_code, minor,
                entry->amount.currency);
    put_posting(journal, account, entry->reason, -minor,
                entry->amount.currency);
    fputc('\n', journal->to);
}

/* ---- what is owed at a quarter's end ------------------------------------ */

static cty_date
day_after(cty_date date)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
                                   31, 31, 30, 31, 30, 31};
    bool leap =
        (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;

    if (date.day < days[date.month - 1] + (leap && date.month == 2))
        return (cty_date){date.year, date.month, (uint8_t)(date.day + 1)};
    if (date.month < 12)
        return (cty_date){date.year, (uint8_t)(date.month + 1), 1};
    return (cty_date){(int16_t)(date.year + 1), 1, 1};
}

static void
put_assertion(const struct journal *journal, const cty_period *quarter,
              const char *tracking_code, int64_t minor, const char *currency)
{
    char amount[CTY_MONEY_TEXT];
    char name[ACCOUNT_TEXT];

    cty_money_format(cli_amount(minor, currency), amount);
    account_part(tracking_code, name);
    if (journal->beancount) { /* which means the morning of the day */
        put_date(journal, day_after(quarter->to));
        fprintf(journal->to, " balance Assets:Receivable:%s  %s %s\n", name,
                amount, currency);
    } else {
        put_date(journal, quarter->to);
        fprintf(journal->to,
                " * end of %s\n"
                "    Assets:Receivable:%s  0 %s = %s %s\n",
                quarter->name, name, currency, amount, currency);
    }
    fputc('\n', journal->to);
}

static int
next_row(struct journal *journal)
{
    cty_error err = CTY_ERROR_INIT;

    journal->row = (cty_savings_row)CTY_SAVINGS_ROW_INIT;
    if (cty_savings_cursor_next(journal->savings, &journal->row,
                                &journal->row_there, &err) != CTY_OK ||
        (journal->row_there &&
         cty_period_parse(journal->row.quarter, journal->fiscal_year_start,
                          &journal->quarter, &err) != CTY_OK))
        return cli_fail(journal->cli, &err);
    return CLI_OK;
}

/*
 * What the client owes by the report of what was billed and credited, which
 * sums up the facts in a way of its own.
 */
static int
assert_row(struct journal *journal, const cty_client *client)
{
    const cty_savings_row *row = &journal->row;
    int64_t *owed = owed_in(journal, row->currency);

    if (owed == NULL ||
        __builtin_add_overflow(*owed, row->billed_minor, owed) ||
        __builtin_sub_overflow(*owed, row->credits_minor, owed)) {
        cli_complain(journal->cli, "what %s owes is more than can be added up",
                     client->ref);
        return CLI_FAILED;
    }
    if (journal->quarter.to.year < 9999)
        put_assertion(journal, &journal->quarter, client->tracking_code, *owed,
                      row->currency);
    return next_row(journal);
}

/* ---- a client ----------------------------------------------------------- */

/* A client's facts, each kind by date: the next of each is in hand. */
struct account {
    const cty_client *client;
    cty_bill_cursor *bills;
    cty_bill_info bill;
    bool bill_there;
    cty_entry_cursor *entries;
    cty_entry entry;
    bool entry_there;
};

static int
next_bill(struct journal *journal, struct account *account)
{
    cty_error err = CTY_ERROR_INIT;

    account->bill = (cty_bill_info)CTY_BILL_INFO_INIT;
    if (cty_bill_cursor_next(account->bills, &account->bill,
                             &account->bill_there, &err) != CTY_OK)
        return cli_fail(journal->cli, &err);
    return CLI_OK;
}

static int
next_entry(struct journal *journal, struct account *account)
{
    cty_error err = CTY_ERROR_INIT;

    account->entry = (cty_entry)CTY_ENTRY_INIT;
    if (cty_entry_cursor_next(account->entries, &account->entry,
                              &account->entry_there, &err) != CTY_OK)
        return cli_fail(journal->cli, &err);
    return CLI_OK;
}

static int
open_account_of(struct journal *journal, struct account *account)
{
    cty_document_filter bills = CTY_DOCUMENT_FILTER_INIT;
    cty_entry_filter entries = CTY_ENTRY_FILTER_INIT;
    cty_error err = CTY_ERROR_INIT;
    int went;

    bills.client_ref = account->client->ref;
    entries.client_ref = account->client->ref;
    if (cty_bill_cursor_open(journal->cli->ledger, &bills, &account->bills,
                             &err) != CTY_OK ||
        cty_entry_cursor_open(journal->cli->ledger, &entries, &account->entries,
                              &err) != CTY_OK)
        return cli_fail(journal->cli, &err);
    went = next_bill(journal, account);
    return went == CLI_OK ? next_entry(journal, account) : went;
}

/* Programs that read in the order of the file check balances as they pass. */
static int
put_by_date(struct journal *journal, struct account *account)
{
    static const cty_date never = {INT16_MAX, 12, 31};
    int went = CLI_OK;

    while (went == CLI_OK) {
        bool balance = journal->row_there && strcmp(journal->row.client_ref,
                                                    account->client->ref) == 0;
        cty_date bill = account->bill_there ? account->bill.date : never;
        cty_date entry = account->entry_there ? account->entry.date : never;
        cty_date end = balance ? journal->quarter.to : never;

        if (!account->bill_there && !account->entry_there && !balance)
            break;
        if (cty_date_compare(bill, entry) <= 0 &&
            cty_date_compare(bill, end) <= 0) {
            put_bill(journal, account->client, &account->bill);
            went = next_bill(journal, account);
        } else if (cty_date_compare(entry, end) <= 0) {
            put_entry(journal, account->client->tracking_code, &account->entry);
            went = next_entry(journal, account);
        } else {
            went = assert_row(journal, account->client);
        }
    }
    return went;
}

/* ---- the whole -------------------------------------------------------- */

static void
open_account(const struct journal *journal, const char *account,
             const char *part)
{
    char name[ACCOUNT_TEXT];

    fprintf(journal->to,
            journal->beancount ? "1900-01-01 open %s%s\n" : "account %s%s\n",
            account, account_part(part, name));
}

static int
open_reasons(struct journal *journal)
{
    cty_reason_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    bool found = true;

    if (cty_reason_cursor_open(journal->cli->ledger, &cursor, &err) != CTY_OK)
        return cli_fail(journal->cli, &err);
    for (;;) {
        cty_reason reason = CTY_REASON_INIT;

        status = cty_reason_cursor_next(cursor, &reason, &found, &err);
        if (status != CTY_OK || !found)
            break;
        open_account(journal, "Expenses:Discounts:", reason.reason);
        open_account(journal, "Expenses:Credits:", reason.reason);
        open_account(journal, "Income:Charges:", reason.reason);
    }
    cty_reason_cursor_close(cursor);
    return status == CTY_OK ? CLI_OK : cli_fail(journal->cli, &err);
}

static int
put_client(struct journal *journal, const cty_client *client)
{
    struct account account = {.client = client};
    int went;

    fputs("; ", journal->to);
    put_text(journal, client->ref);
    fputc('\n', journal->to);
    open_account(journal, "Assets:Receivable:", client->tracking_code);
    fputc('\n', journal->to);
    memset(journal->owed, 0, sizeof journal->owed);
    went = open_account_of(journal, &account);
    if (went == CLI_OK)
        went = put_by_date(journal, &account);
    cty_bill_cursor_close(account.bills);
    cty_entry_cursor_close(account.entries);
    return went;
}

static int
put_clients(struct journal *journal)
{
    cty_client_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    if (cty_client_cursor_open(journal->cli->ledger, NULL, &cursor, &err) !=
        CTY_OK)
        return cli_fail(journal->cli, &err);
    while (went == CLI_OK) {
        cty_client client = CTY_CLIENT_INIT;

        if (cty_client_cursor_next(cursor, &client, &found, &err) != CTY_OK)
            went = cli_fail(journal->cli, &err);
        if (went != CLI_OK || !found)
            break;
        went = put_client(journal, &client);
        if (cli_reader_left())
            went = CLI_FAILED;
    }
    cty_client_cursor_close(cursor);
    return went;
}

/* In a round of its own: what is declared stands before what is said in it. */
static int
find_currencies(struct journal *journal)
{
    cty_savings_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    bool found = true;

    if (cty_savings_cursor_open(journal->cli->ledger, NULL, &cursor, &err) !=
        CTY_OK)
        return cli_fail(journal->cli, &err);
    for (;;) {
        cty_savings_row row = CTY_SAVINGS_ROW_INIT;

        status = cty_savings_cursor_next(cursor, &row, &found, &err);
        if (status != CTY_OK || !found)
            break;
        (void)owed_in(journal, row.currency);
    }
    cty_savings_cursor_close(cursor);
    return status == CTY_OK ? CLI_OK : cli_fail(journal->cli, &err);
}

static void
put_commodities(const struct journal *journal)
{
    char amount[CTY_MONEY_TEXT];

    for (size_t i = 0; i < journal->currency_count; i++) {
        const char *currency = journal->currencies[i];

        cty_money_format(cli_amount(0, currency), amount);
        fprintf(journal->to, "%scommodity %s\n",
                journal->beancount ? "1900-01-01 " : "", currency);
        if (!journal->beancount && strchr(amount, '.') != NULL)
            fprintf(journal->to, "    format %s %s\n", amount, currency);
    }
    fputc('\n', journal->to);
}

static int
put_journal(struct journal *journal)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_ledger_info(journal->cli, &info);

    if (went != CLI_OK)
        return went;
    journal->fiscal_year_start = info.fiscal_year_start;
    if (cty_savings_cursor_open(journal->cli->ledger, NULL, &journal->savings,
                                &err) != CTY_OK)
        return cli_fail(journal->cli, &err);
    fputs(journal->beancount ? "option \"title\" \"" : "; ", journal->to);
    put_text(journal, info.issuer);
    fputs(journal->beancount ? "\"\n\n" : "\n\n", journal->to);
    went = find_currencies(journal);
    put_commodities(journal);
    open_account(journal, "Income:", "Sales");
    if (went == CLI_OK)
        went = open_reasons(journal);
    fputc('\n', journal->to);
    if (went == CLI_OK)
        went = next_row(journal);
    if (went == CLI_OK)
        went = put_clients(journal);
    cty_savings_cursor_close(journal->savings);
    return went;
}

static const struct cli_option journal_options[] = {
    {"beancount", 0, CLI_FLAG, offsetof(struct export_args, beancount), NULL,
     "for Beancount (as is, for hledger and ledger)"},
    {"output", 'o', CLI_TEXT, offsetof(struct export_args, file), "FILE",
     "write to a file, replacing it when the journal is whole"},
    {0}};

static int
cmd_export_journal(struct cli *cli, int argc, const char **argv)
{
    struct export_args args = {0};
    struct journal journal = {.cli = cli, .to = stdout};
    struct aside aside = {0};
    int went = cli_start_reading(cli, &args, argc, argv);

    if (went == CLI_OK && args.file != NULL) {
        went = aside_open(cli, args.file, &aside);
        journal.to = aside.file;
    }
    if (went != CLI_OK)
        return went;
    journal.beancount = args.beancount;
    went = put_journal(&journal);
    if (args.file != NULL)
        went = aside_close(cli, &aside, went);
    if (went == CLI_OK && args.file != NULL)
        cli_say(cli, "wrote %s", args.file);
    return went;
}

static const struct cli_command commands[] = {
    {"journal", "[--beancount] [-o FILE]",
     "Every bill, discount, charge, credit and reversal as a journal of "
     "double entries,\nwith what each client owes at each quarter's end.",
     "  courtesy export journal -o shop.journal\n"
     "  hledger check --strict -f shop.journal\n",
     0, 0, journal_options, cmd_export_journal}};

const struct cli_noun export_noun = {
    "export", "the ledger for other programs: journal", commands, 1};
