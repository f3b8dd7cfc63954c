/* RFC 4180 with line feeds. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "exchange/guard.h"
#include "exchange/write.h"

/* What a reader trims off a cell that is not quoted. */
static bool
is_blank(char character)
{
    return character == ' ' || character == '\t';
}

static bool
must_quote(const char *text)
{
    size_t length = strlen(text);

    return text[strcspn(text, ",\"\r\n")] != '\0' ||
           (length > 0 && (is_blank(text[0]) || is_blank(text[length - 1])));
}

void
ctyi_csv_cell(struct ctyi_output *output, const char *text, bool is_text)
{
    bool guard = is_text && ctyi_guard_needed(text);

    if (!must_quote(text)) {
        if (guard)
            ctyi_put_char(output, '\'');
        ctyi_put(output, text);
        return;
    }
    ctyi_put(output, guard ? "\"'" : "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"')
            ctyi_put_char(output, '"');
        ctyi_put_char(output, *text);
    }
    ctyi_put_char(output, '"');
}

char *
ctyi_statement_amount(const cty_statement *statement, int64_t minor,
                      char *buffer)
{
    cty_money money = {.minor = minor};

    memcpy(money.currency, statement->currency, sizeof(money.currency));
    return cty_money_format(money, buffer);
}

const char *
ctyi_kind_name(int32_t kind)
{
    static const char *const names[] = {"", "discount", "charge", "credit",
                                        "reversal"};

    return kind >= CTY_DISCOUNT && kind <= CTY_REVERSAL ? names[kind] : "";
}

char *
ctyi_drawn_code(const cty_statement *statement, int64_t number, char *buffer)
{
    snprintf(buffer, CTY_ENTRY_CODE_TEXT, "%s/%lld",
             statement->client.tracking_code, (long long)number);
    return buffer;
}

static void
write_entry(const cty_statement *statement,
            const struct ctyi_drawn_entry *entry, struct ctyi_output *output)
{
    enum { SAVED = 8, CELLS = 10 };
    char code[CTY_ENTRY_CODE_TEXT];
    char date[CTY_DATE_TEXT];
    char saved[CTY_MONEY_TEXT];
    const char *cells[CELLS] = {
        ctyi_drawn_code(statement, entry->number, code),
        cty_date_format(ctyi_date_unpack(entry->date), date),
        ctyi_kind_name(entry->kind),
        entry->reason,
        entry->label,
        entry->granted_by,
        entry->note,
        entry->bill_no,
        ctyi_statement_amount(statement, entry->saved, saved),
        statement->currency};

    for (int i = 0; i < CELLS; i++) {
        if (i > 0)
            ctyi_put_char(output, ',');
        ctyi_csv_cell(output, cells[i], i != SAVED);
    }
    ctyi_put_char(output, '\n');
}

void
ctyi_statement_csv(const cty_statement *statement, struct ctyi_output *output)
{
    ctyi_put(output, "code,date,kind,reason,label,per,note,bill_no,saved,"
                     "currency\n");
    for (size_t i = 0; i < statement->entry_count; i++)
        write_entry(statement, &statement->entries[i], output);
}
