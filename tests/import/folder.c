#define _GNU_SOURCE

#include "folder.h"

enum { CELLS_MOST = 1200, LINES_MOST = 4000 };

/* ---- giving ---- */

void
folder_open_with(struct folder *folder, cty_ledger *ledger,
                 const cty_import_options *options)
{
    memset(folder, 0, sizeof(*folder));
    folder->result.struct_size = sizeof(folder->result);
    assert_ok(cty_import_open(ledger, options, &folder->import, ERR));
}

void
folder_open(struct folder *folder, cty_ledger *ledger, int32_t mode,
            cty_rounding rounding)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;

    options.mode = mode;
    options.rounding = rounding;
    folder_open_with(folder, ledger, &options);
}

static size_t
split(char *text, const char **cells, size_t *lengths)
{
    size_t count = 0;

    for (char *at = text;;) {
        size_t length = strcspn(at, "|");

        assert_true(count < CELLS_MOST);
        cells[count] = at;
        lengths[count++] = length;
        if (at[length] == '\0')
            return count;
        at[length] = '\0';
        at += length + 1;
    }
}

cty_status
folder_row(struct folder *folder, const char *text, int64_t line)
{
    const char *cells[CELLS_MOST];
    size_t lengths[CELLS_MOST];
    char *copy = strdup(text);
    size_t count = split(copy, cells, lengths);
    cty_status status = cty_import_row(folder->import, cells, lengths, count,
                                       line, &folder->err);

    free(copy);
    return status;
}

void
folder_file(struct folder *folder, const char *name, const char *header, ...)
{
    const char *cells[CELLS_MOST];
    size_t lengths[CELLS_MOST];
    char *copy = strdup(header);
    size_t count = split(copy, cells, lengths);
    int64_t line = 2;
    va_list rows;

    assert_ok(cty_import_file(folder->import, name, cells, count, ERR));
    free(copy);
    va_start(rows, header);
    for (const char *row; (row = va_arg(rows, const char *)) != NULL; line++)
        assert_int_equal(folder_row(folder, row, line), CTY_OK);
    va_end(rows);
}

/* ---- what is told ---- */

static void
read_problems(struct folder *folder, FILE *out)
{
    cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;
    bool found = true;

    for (;;) {
        assert_ok(
            cty_import_problem_next(folder->import, &problem, &found, ERR));
        if (!found)
            return;
        fprintf(out, "%s%s:%lld%s%s: %s\n", problem.at_fault ? "" : "-",
                problem.file, (long long)problem.line,
                problem.column[0] != '\0' ? " " : "", problem.column,
                problem.reason);
    }
}

static void
read_persons(struct folder *folder, FILE *out)
{
    const char *name = NULL;
    bool found = true;

    for (;;) {
        assert_ok(cty_import_person_next(folder->import, &name, &found, ERR));
        if (!found)
            return;
        fprintf(out, "%s\n", name);
    }
}

cty_status
folder_finish(struct folder *folder)
{
    size_t size;
    FILE *out;

    folder->status =
        cty_import_finish(folder->import, &folder->result, &folder->err);
    if (folder->status != CTY_OK && folder->status != CTY_E_STATE)
        fail_msg("%s", folder->err.message);
    out = open_memstream(&folder->problems, &size);
    read_problems(folder, out);
    fclose(out);
    out = open_memstream(&folder->persons, &size);
    read_persons(folder, out);
    fclose(out);
    return folder->status;
}

void
folder_close(struct folder *folder)
{
    cty_import_close(folder->import);
    free(folder->problems);
    free(folder->persons);
}

/* ---- the ledger as text ---- */

static void
write_clients(cty_ledger *ledger, FILE *out)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_cursor *cursor;
    char since[CTY_DATE_TEXT];
    bool found = true;

    assert_ok(cty_client_cursor_open(ledger, NULL, &cursor, ERR));
    for (;;) {
        assert_ok(cty_client_cursor_next(cursor, &client, &found, ERR));
        if (!found)
            break;
        fprintf(out, "client %s|%s|%s|%s|%s|%s\n", client.ref, client.name,
                client.city, client.postal_code, client.email,
                cty_date_format(client.since, since));
    }
    cty_client_cursor_close(cursor);
}

static void
write_lines(cty_ledger *ledger, int32_t document, const char *number, FILE *out)
{
    cty_line_info line = CTY_LINE_INFO_INIT;
    char quantity[CTY_DECIMAL_TEXT], price[CTY_DECIMAL_TEXT];
    cty_line_cursor *cursor;
    bool found = true;

    assert_ok(cty_line_cursor_open(ledger, document, number, &cursor, ERR));
    for (;;) {
        assert_ok(cty_line_cursor_next(cursor, &line, &found, ERR));
        if (!found)
            break;
        fprintf(out, "line %s/%d|%s|%s x %s|-%lld +%lld = %lld|%s|%s|", number,
                line.line_no, line.description,
                cty_decimal_format(line.quantity, quantity),
                cty_decimal_format(line.list_unit_price, price),
                (long long)line.discounts_minor, (long long)line.charges_minor,
                (long long)line.net_minor, line.product_code,
                line.product_category);
        if (line.has_cost)
            fprintf(out, "cost %lld", (long long)line.cost_minor);
        fprintf(out, "%s\n", line.extra ? "|extra" : "");
    }
    cty_line_cursor_close(cursor);
}

static void
write_quotes(cty_ledger *ledger, FILE *out)
{
    static const char *const status[] = {"open", "accepted", "declined",
                                         "billed"};
    cty_quote_info quote = CTY_QUOTE_INFO_INIT;
    char date[CTY_DATE_TEXT], until[CTY_DATE_TEXT];
    cty_quote_cursor *cursor;
    bool found = true;

    assert_ok(cty_quote_cursor_open(ledger, NULL, &cursor, ERR));
    for (;;) {
        assert_ok(cty_quote_cursor_next(cursor, &quote, &found, ERR));
        if (!found)
            break;
        fprintf(out, "quote %s|%s|%s|%s|%s|%s|%lld\n", quote.quote_no,
                quote.client_ref, cty_date_format(quote.date, date),
                cty_date_format(quote.valid_until, until), quote.currency,
                status[quote.status], (long long)quote.net_minor);
        write_lines(ledger, CTY_QUOTE, quote.quote_no, out);
    }
    cty_quote_cursor_close(cursor);
}

static void
write_bills(cty_ledger *ledger, FILE *out)
{
    cty_bill_info bill = CTY_BILL_INFO_INIT;
    char date[CTY_DATE_TEXT];
    cty_bill_cursor *cursor;
    bool found = true;

    assert_ok(cty_bill_cursor_open(ledger, NULL, &cursor, ERR));
    for (;;) {
        assert_ok(cty_bill_cursor_next(cursor, &bill, &found, ERR));
        if (!found)
            break;
        fprintf(out, "bill %s|%s|%s|%s|%s|%lld left %lld\n", bill.bill_no,
                bill.client_ref, cty_date_format(bill.date, date),
                bill.currency, bill.quote_no, (long long)bill.net_minor,
                (long long)bill.left_minor);
        write_lines(ledger, CTY_BILL, bill.bill_no, out);
    }
    cty_bill_cursor_close(cursor);
}

static void
write_entries(cty_ledger *ledger, FILE *out)
{
    static const char *const kind[] = {"", "discount", "charge", "credit",
                                       "reversal"};
    cty_entry entry = CTY_ENTRY_INIT;
    char date[CTY_DATE_TEXT], rate[CTY_DECIMAL_TEXT], amount[CTY_MONEY_TEXT];
    cty_entry_cursor *cursor;
    bool found = true;

    assert_ok(cty_entry_cursor_open(ledger, NULL, &cursor, ERR));
    for (;;) {
        assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
        if (!found)
            break;
        fprintf(out, "%s %s|%s|%s/%d|%s|%s %s|%s|%s|%s|%s|%s\n",
                kind[entry.kind], entry.credit_no, entry.client_ref,
                entry.bill_no, entry.line_no, cty_date_format(entry.date, date),
                cty_money_format(entry.amount, amount), entry.amount.currency,
                cty_decimal_format(entry.rate, rate), entry.reason,
                entry.granted_by, entry.note,
                entry.saving ? "saving" : "no saving");
    }
    cty_entry_cursor_close(cursor);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
sorted(char *text)
{
    char *lines[LINES_MOST];
    size_t count = 0, size;
    char *result;
    FILE *out = open_memstream(&result, &size);

    for (char *line = text, *end; (end = strchr(line, '\n')) != NULL;
         line = end + 1) {
        assert_true(count < LINES_MOST);
        *end = '\0';
        lines[count++] = line;
    }
    qsort(lines, count, sizeof(lines[0]), by_text);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s\n", lines[i]);
    fclose(out);
    free(text);
    return result;
}

char *
ledger_text(cty_ledger *ledger)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    write_clients(ledger, out);
    write_quotes(ledger, out);
    write_bills(ledger, out);
    write_entries(ledger, out);
    fclose(out);
    return sorted(text);
}

int
lines_with(const char *text, const char *part)
{
    int count = 0;

    for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
        count++;
    return count;
}
