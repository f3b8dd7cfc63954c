#include "readers.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 20000 };

struct reader {
    cty_ledger *ledger;
    bool whole;
    int64_t rows;
    char ref[CTY_MAX_REF + 1];
    char bill_no[CTY_MAX_REF + 1];
    char quote_no[CTY_MAX_REF + 1];
    char code[CTY_ENTRY_CODE_TEXT];
};

/* Whether to go on. */
static bool
goes_on(struct reader *reader, cty_status status, const cty_error *err,
        bool found)
{
    if (status != CTY_OK) {
        must(!reader->whole);
        must_say_why(status, err);
        return false;
    }
    must(++reader->rows < ROWS_MOST);
    return found;
}

/*
 * A list by its name: its cursor, its row, and what to do with each. What is
 * opened is closed, whatever came of it.
 */
#define READ(kind, row_type, INIT, opened, each)                               \
    do {                                                                       \
        cty_##kind##_cursor *cursor = NULL;                                    \
        cty_error err = CTY_ERROR_INIT;                                        \
        bool found = true;                                                     \
                                                                               \
        if (!goes_on(reader, opened, &err, true))                              \
            break;                                                             \
        while (found) {                                                        \
            row_type row = INIT;                                               \
            cty_status status =                                                \
                cty_##kind##_cursor_next(cursor, &row, &found, &err);          \
                                                                               \
            if (!goes_on(reader, status, &err, found))                         \
                break;                                                         \
            each;                                                              \
        }                                                                      \
        cty_##kind##_cursor_close(cursor);                                     \
    } while (0)

static void
keep(char *to, size_t size, const char *from)
{
    size_t length = strnlen(from, size - 1);

    memcpy(to, from, length);
    to[length] = '\0';
}

static void
read_masters(struct reader *reader)
{
    READ(client, cty_client, CTY_CLIENT_INIT,
         cty_client_cursor_open(reader->ledger, NULL, &cursor, &err),
         keep(reader->ref, sizeof(reader->ref), row.ref));
    READ(reason, cty_reason, CTY_REASON_INIT,
         cty_reason_cursor_open(reader->ledger, &cursor, &err),
         (void)strlen(row.label));
    READ(person, const char *, NULL,
         cty_person_cursor_open(reader->ledger, &cursor, &err),
         (void)strlen(row));
}

static void
read_documents(struct reader *reader)
{
    READ(quote, cty_quote_info, CTY_QUOTE_INFO_INIT,
         cty_quote_cursor_open(reader->ledger, NULL, &cursor, &err),
         keep(reader->quote_no, sizeof(reader->quote_no), row.quote_no));
    READ(bill, cty_bill_info, CTY_BILL_INFO_INIT,
         cty_bill_cursor_open(reader->ledger, NULL, &cursor, &err),
         keep(reader->bill_no, sizeof(reader->bill_no), row.bill_no));
    if (reader->bill_no[0] != '\0')
        READ(line, cty_line_info, CTY_LINE_INFO_INIT,
             cty_line_cursor_open(reader->ledger, CTY_BILL, reader->bill_no,
                                  &cursor, &err),
             (void)strlen(row.description));
    if (reader->quote_no[0] != '\0')
        READ(adjustment, cty_adjustment_info, CTY_ADJUSTMENT_INFO_INIT,
             cty_adjustment_cursor_open(reader->ledger, reader->quote_no,
                                        &cursor, &err),
             (void)strlen(row.label));
}

static void
read_entries(struct reader *reader)
{
    READ(entry, cty_entry, CTY_ENTRY_INIT,
         cty_entry_cursor_open(reader->ledger, NULL, &cursor, &err),
         keep(reader->code, sizeof(reader->code), row.code));
    if (reader->code[0] != '\0')
        READ(share, cty_share, CTY_SHARE_INIT,
             cty_share_cursor_open(reader->ledger, reader->code, &cursor, &err),
             (void)row.amount_minor);
}

static void
read_reports(struct reader *reader)
{
    cty_margin_report margin = CTY_MARGIN_REPORT_INIT;

    READ(savings, cty_savings_row, CTY_SAVINGS_ROW_INIT,
         cty_savings_cursor_open(reader->ledger, NULL, &cursor, &err),
         (void)row.savings_minor);
    for (margin.by = CTY_MARGIN_CLIENT; margin.by <= CTY_MARGIN_CATEGORY;
         margin.by++)
        READ(margin, cty_margin_row, CTY_MARGIN_ROW_INIT,
             cty_margin_cursor_open(reader->ledger, &margin, &cursor, &err),
             (void)strlen(row.key));
}

static void
read_statement(struct reader *reader)
{
    struct written written = {0};
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_period period;
    cty_status status;

    if (reader->ref[0] == '\0')
        return;
    must_succeed(cty_period_parse("2026", 1, &period, &err), &err);
    status = cty_statement_draw(reader->ledger, reader->ref, &period, NULL,
                                &statement, &err);
    if (!goes_on(reader, status, &err, true))
        return;
    for (int format = CTY_FORMAT_TEXT; format <= CTY_FORMAT_JSON; format++) {
        status =
            cty_statement_write(statement, format, fuzz_write, &written, &err);
        (void)goes_on(reader, status, &err, true);
    }
    cty_statement_free(statement);
    free(written.text);
}

void
read_everything(cty_ledger *ledger, bool whole)
{
    struct reader reader = {.ledger = ledger, .whole = whole};

    read_masters(&reader);
    read_documents(&reader);
    read_entries(&reader);
    read_reports(&reader);
    read_statement(&reader);
}
