/* A statement as one JSON object; amounts are decimal strings. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "exchange/write.h"

/* ---- strings ---- */

static bool
must_escape(uint32_t character)
{
    return character < 0x20 || character == '<' || character == '>' ||
           character == '&' || character == 0x7F || character == 0x2028 ||
           character == 0x2029;
}

void
ctyi_json_text(struct ctyi_output *output, const char *text)
{
    size_t left = strlen(text);

    ctyi_put_char(output, '"');
    while (left > 0) {
        uint32_t character = 0xFFFD;
        size_t width = ctyi_text_step(text, left, &character);
        char escape[8];

        if (width == 0 || must_escape(character)) {
            snprintf(escape, sizeof(escape), "\\u%04x",
                     width == 0 ? 0xFFFD : (unsigned)character);
            ctyi_put(output, escape);
            width = width == 0 ? 1 : width;
        } else {
            if (character == '"' || character == '\\')
                ctyi_put_char(output, '\\');
            ctyi_put_bytes(output, text, width);
        }
        text += width;
        left -= width;
    }
    ctyi_put_char(output, '"');
}

/* ---- objects ---- */

struct json {
    struct ctyi_output *output;
    const cty_statement *statement;
    const char *before; /* what stands before the next member */
    const char *between;
};

static void
name_member(struct json *json, const char *name)
{
    ctyi_put(json->output, json->before);
    json->before = json->between;
    ctyi_put_char(json->output, '"');
    ctyi_put(json->output, name);
    ctyi_put(json->output, "\": ");
}

static void
text_member(struct json *json, const char *name, const char *text)
{
    name_member(json, name);
    ctyi_json_text(json->output, text);
}

static void
amount_member(struct json *json, const char *name, int64_t minor)
{
    char amount[CTY_MONEY_TEXT];

    text_member(json, name,
                ctyi_statement_amount(json->statement, minor, amount));
}

static void
date_member(struct json *json, const char *name, cty_date date)
{
    char day[CTY_DATE_TEXT];

    text_member(json, name, cty_date_format(date, day));
}

/* An object on one line, within another. */
static struct json
begin_object(struct json *json)
{
    ctyi_put_char(json->output, '{');
    return (struct json){json->output, json->statement, "", ", "};
}

static void
end_object(struct json *json)
{
    ctyi_put_char(json->output, '}');
}

static void
begin_item(struct json *json, size_t index)
{
    ctyi_put(json->output, index == 0 ? "\n    " : ",\n    ");
}

static void
end_list(struct json *json, size_t count)
{
    ctyi_put(json->output, count == 0 ? "]" : "\n  ]");
}

/* ---- the statement ---- */

static void
write_head(struct json *json)
{
    const cty_statement *statement = json->statement;
    struct json inner;

    text_member(json, "number", statement->number);
    name_member(json, "client");
    inner = begin_object(json);
    text_member(&inner, "ref", statement->client.ref);
    text_member(&inner, "name", statement->master.name);
    text_member(&inner, "tracking_code", statement->client.tracking_code);
    end_object(&inner);

    name_member(json, "period");
    inner = begin_object(json);
    text_member(&inner, "label", statement->period.name);
    date_member(&inner, "from", statement->period.from);
    date_member(&inner, "to", statement->period.to);
    end_object(&inner);
    text_member(json, "currency", statement->currency);

    name_member(json, "totals");
    inner = begin_object(json);
    amount_member(&inner, "before", statement->before);
    amount_member(&inner, "net", statement->net);
    amount_member(&inner, "saved", statement->saved);
    end_object(&inner);
}

static void
write_bills(struct json *json)
{
    const cty_statement *statement = json->statement;

    name_member(json, "bills");
    ctyi_put_char(json->output, '[');
    for (size_t i = 0; i < statement->bill_count; i++) {
        const struct ctyi_drawn_bill *bill = &statement->bills[i];
        struct json inner;

        begin_item(json, i);
        inner = begin_object(json);
        text_member(&inner, "bill_no", bill->bill_no);
        date_member(&inner, "date", ctyi_date_unpack(bill->date));
        text_member(&inner, "description", bill->description);
        amount_member(&inner, "before", bill->before);
        amount_member(&inner, "net", bill->net);
        amount_member(&inner, "saved", bill->saved);
        end_object(&inner);
    }
    end_list(json, statement->bill_count);
}

static void
write_entry(struct json *json, const struct ctyi_drawn_entry *entry)
{
    char code[CTY_ENTRY_CODE_TEXT];
    struct json inner = begin_object(json);

    text_member(&inner, "code",
                ctyi_drawn_code(json->statement, entry->number, code));
    date_member(&inner, "date", ctyi_date_unpack(entry->date));
    text_member(&inner, "kind", ctyi_kind_name(entry->kind));
    text_member(&inner, "reason", entry->reason);
    text_member(&inner, "label", entry->label);
    text_member(&inner, "per", entry->granted_by);
    text_member(&inner, "note", entry->note);
    text_member(&inner, "bill_no", entry->bill_no);
    amount_member(&inner, "saved", entry->saved);
    end_object(&inner);
}

static void
write_entries(struct json *json)
{
    const cty_statement *statement = json->statement;

    name_member(json, "entries");
    ctyi_put_char(json->output, '[');
    for (size_t i = 0; i < statement->entry_count; i++) {
        begin_item(json, i);
        write_entry(json, &statement->entries[i]);
    }
    end_list(json, statement->entry_count);
}

static void
write_history(struct json *json)
{
    const cty_statement *statement = json->statement;

    name_member(json, "history");
    ctyi_put_char(json->output, '[');
    for (size_t i = 0; i < statement->history_count; i++) {
        struct json inner;

        begin_item(json, i);
        inner = begin_object(json);
        text_member(&inner, "period", statement->history[i].period.name);
        amount_member(&inner, "saved", statement->history[i].saved);
        end_object(&inner);
    }
    end_list(json, statement->history_count);
}

void
ctyi_statement_json(const cty_statement *statement, struct ctyi_output *output)
{
    struct json json = {output, statement, "\n  ", ",\n  "};
    struct json inner;
    char fact[24];

    ctyi_put_char(output, '{');
    write_head(&json);
    write_bills(&json);
    write_entries(&json);
    write_history(&json);
    amount_member(&json, "year_to_date", statement->year_to_date);
    amount_member(&json, "since_start", statement->since_start);
    name_member(&json, "chain");
    inner = begin_object(&json);
    name_member(&inner, "fact");
    snprintf(fact, sizeof(fact), "%lld", (long long)statement->chain_fact);
    ctyi_put(output, fact);
    text_member(&inner, "head", statement->chain_head);
    end_object(&inner);
    ctyi_put(output, "\n}\n");
}
