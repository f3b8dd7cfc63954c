#include "fields.h"

#include <stdio.h>
#include <string.h>

#include "count.h"

enum { NAME_BYTES = 32 };

static const char ref[] = "HOST";

static const char *
name_of(const char *kind, int64_t number, char *buffer)
{
    snprintf(buffer, NAME_BYTES, "%s-%lld", kind, (long long)number);
    return buffer;
}

static void
must(cty_status status, const cty_error *err)
{
    if (status != CTY_OK)
        give_up("%s", err->message);
}

void
fields_begin(cty_ledger *ledger)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;

    client.ref = ref;
    client.tracking_code = ref;
    must(cty_client_add(ledger, &client, NULL, &err), &err);
}

/* ---- clients ---- */

static const char **
text_in(cty_client *client, const struct field *field)
{
    return (const char **)(void *)((char *)client + field->at);
}

static cty_status
put_client(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number, cty_error *err)
{
    cty_client client = CTY_CLIENT_INIT;
    char buffer[NAME_BYTES];

    client.ref = name_of("client", number, buffer);
    *text_in(&client, field) = text;
    return cty_client_add(ledger, &client, NULL, err);
}

static bool
has_client(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    char buffer[NAME_BYTES];
    bool found = false;
    const char *asked = field->at == offsetof(cty_client, ref)
                            ? text
                            : name_of("client", number, buffer);

    must(cty_client_cursor_open(ledger, asked, &cursor, &err), &err);
    must(cty_client_cursor_next(cursor, &client, &found, &err), &err);
    found = found && strcmp(*text_in(&client, field), text) == 0;
    cty_client_cursor_close(cursor);
    return found;
}

/* ---- persons and reasons ---- */

static cty_status
put_person(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number, cty_error *err)
{
    (void)field;
    (void)number;
    return cty_person_add(ledger, text, err);
}

static bool
has_person(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number)
{
    cty_person_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true, there = false;
    const char *name;

    (void)field;
    (void)number;
    must(cty_person_cursor_open(ledger, &cursor, &err), &err);
    while (found && !there) {
        must(cty_person_cursor_next(cursor, &name, &found, &err), &err);
        there = found && strcmp(name, text) == 0;
    }
    cty_person_cursor_close(cursor);
    return there;
}

static cty_status
put_reason(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number, cty_error *err)
{
    cty_reason reason = CTY_REASON_INIT;
    char buffer[NAME_BYTES];

    reason.reason = name_of("reason", number, buffer);
    reason.label = "A label";
    if (field->at == 0)
        reason.reason = text;
    else
        reason.label = text;
    return cty_reason_add(ledger, &reason, err);
}

static bool
has_reason(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number)
{
    cty_reason_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true, there = false;

    (void)number;
    must(cty_reason_cursor_open(ledger, &cursor, &err), &err);
    while (found && !there) {
        cty_reason reason = CTY_REASON_INIT;

        must(cty_reason_cursor_next(cursor, &reason, &found, &err), &err);
        there = found && strcmp(field->at == 0 ? reason.reason : reason.label,
                                text) == 0;
    }
    cty_reason_cursor_close(cursor);
    return there;
}

/* ---- documents ---- */

static cty_draft *
draft_of(const cty_line *line)
{
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    must(cty_draft_new(&draft, &err), &err);
    must(cty_draft_line(draft, line, &err), &err);
    return draft;
}

static cty_status
put_quote(cty_ledger *ledger, const struct field *field, const char *text,
          int64_t number, cty_error *err)
{
    cty_line line = CTY_LINE_INIT;
    cty_quote quote = CTY_QUOTE_INIT;
    cty_draft *draft;
    cty_status status;

    (void)field;
    (void)number;
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = CTY_DECIMAL_ONE;
    draft = draft_of(&line);
    quote.quote_no = text;
    quote.client_ref = ref;
    quote.date = (cty_date){2026, 7, 1};
    status = cty_quote_add(ledger, &quote, draft, NULL, err);
    cty_draft_free(draft);
    return status;
}

static bool
has_quote(cty_ledger *ledger, const struct field *field, const char *text,
          int64_t number)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_quote_info info = CTY_QUOTE_INFO_INIT;
    cty_quote_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = false;

    (void)field;
    (void)number;
    filter.number = text;
    must(cty_quote_cursor_open(ledger, &filter, &cursor, &err), &err);
    must(cty_quote_cursor_next(cursor, &info, &found, &err), &err);
    cty_quote_cursor_close(cursor);
    return found && strcmp(info.quote_no, text) == 0;
}

static const char **
text_of_line(cty_line *line, const struct field *field)
{
    return (const char **)(void *)((char *)line + field->at);
}

/* A bill of that number, or with that on its line. */
static cty_status
put_bill(cty_ledger *ledger, const struct field *field, const char *text,
         int64_t number, cty_error *err)
{
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    char buffer[NAME_BYTES];
    cty_status status;

    must(cty_draft_new(&draft, err), err);
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = CTY_DECIMAL_ONE;
    if (field->at != 0)
        *text_of_line(&line, field) = text;
    status = cty_draft_line(draft, &line, err);
    bill.bill_no = field->at == 0 ? text : name_of("bill", number, buffer);
    bill.client_ref = ref;
    bill.date = (cty_date){2026, 7, 1};
    if (status == CTY_OK)
        status = cty_bill_post(ledger, &bill, draft, NULL, err);
    cty_draft_free(draft);
    return status;
}

static bool
has_bill(cty_ledger *ledger, const struct field *field, const char *text,
         int64_t number)
{
    cty_line_info line = CTY_LINE_INFO_INIT;
    cty_line_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    char buffer[NAME_BYTES];
    bool found = false;
    const char *got = text;

    must(cty_line_cursor_open(ledger, CTY_BILL,
                              field->at == 0 ? text
                                             : name_of("bill", number, buffer),
                              &cursor, &err),
         &err);
    must(cty_line_cursor_next(cursor, &line, &found, &err), &err);
    if (field->at == offsetof(cty_line, description))
        got = line.description;
    else if (field->at == offsetof(cty_line, product_code))
        got = line.product_code;
    else if (field->at == offsetof(cty_line, product_category))
        got = line.product_category;
    found = found && strcmp(got, text) == 0;
    cty_line_cursor_close(cursor);
    return found;
}

/* ---- credits ---- */

static const char **
text_of_credit(cty_credit *credit, const struct field *field)
{
    return (const char **)(void *)((char *)credit + field->at);
}

static cty_status
put_credit(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number, cty_error *err)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = number;
    credit.client_ref = ref;
    credit.date = (cty_date){2026, 8, 1};
    credit.reason = "goodwill";
    *text_of_credit(&credit, field) = text;
    return cty_credit_grant(ledger, &credit, NULL, err);
}

/* The one of that amount: each has its own. */
static bool
has_credit(cty_ledger *ledger, const struct field *field, const char *text,
           int64_t number)
{
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    bool found = true, there = false;

    filter.kinds = 1 << CTY_CREDIT;
    must(cty_entry_cursor_open(ledger, &filter, &cursor, &err), &err);
    while (found && !there) {
        cty_entry entry = CTY_ENTRY_INIT;
        const char *got = text;

        must(cty_entry_cursor_next(cursor, &entry, &found, &err), &err);
        if (field->at == offsetof(cty_credit, note))
            got = entry.note;
        else if (field->at == offsetof(cty_credit, credit_no))
            got = entry.credit_no;
        there = found && entry.amount.minor == number && strcmp(got, text) == 0;
    }
    cty_entry_cursor_close(cursor);
    return there;
}

static cty_status
put_reversal(cty_ledger *ledger, const struct field *field, const char *text,
             int64_t number, cty_error *err)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;

    (void)field;
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 1 + number % 7;
    credit.client_ref = ref;
    credit.date = (cty_date){2026, 8, 1};
    credit.reason = "goodwill";
    must(cty_credit_grant(ledger, &credit, &entry, err), err);
    reversal.code = entry.code;
    reversal.date = (cty_date){2026, 8, 2};
    reversal.note = text;
    return cty_credit_reverse(ledger, &reversal, NULL, err);
}

static bool
has_reversal(cty_ledger *ledger, const struct field *field, const char *text,
             int64_t number)
{
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    bool found = true, there = false;

    (void)field;
    (void)number;
    filter.kinds = 1 << CTY_REVERSAL;
    must(cty_entry_cursor_open(ledger, &filter, &cursor, &err), &err);
    while (found && !there) {
        cty_entry entry = CTY_ENTRY_INIT;

        must(cty_entry_cursor_next(cursor, &entry, &found, &err), &err);
        there = found && strcmp(entry.note, text) == 0;
    }
    cty_entry_cursor_close(cursor);
    return there;
}

/* ---- all of them ---- */

#define CLIENT(name, most)                                                     \
    {                                                                          \
        "client's " #name, most, offsetof(cty_client, name), put_client,       \
            has_client                                                         \
    }
#define LINE(name, most)                                                       \
    {                                                                          \
        "line's " #name, most, offsetof(cty_line, name), put_bill, has_bill    \
    }
#define CREDIT(name, most)                                                     \
    {                                                                          \
        "credit's " #name, most, offsetof(cty_credit, name), put_credit,       \
            has_credit                                                         \
    }

const struct field fields[] = {
    CLIENT(ref, CTY_MAX_REF),
    CLIENT(name, CTY_MAX_NAME),
    CLIENT(contact, CTY_MAX_NAME),
    CLIENT(address, CTY_MAX_NAME),
    CLIENT(city, CTY_MAX_NAME),
    CLIENT(region, CTY_MAX_NAME),
    CLIENT(postal_code, CTY_MAX_NAME),
    CLIENT(country, CTY_MAX_NAME),
    CLIENT(email, CTY_MAX_NAME),
    CLIENT(phone, CTY_MAX_NAME),
    CLIENT(note, CTY_MAX_TEXT),
    {"person", CTY_MAX_NAME, 0, put_person, has_person},
    {"reason", CTY_MAX_REF, 0, put_reason, has_reason},
    {"label", CTY_MAX_NAME, 1, put_reason, has_reason},
    {"quote's number", CTY_MAX_REF, 0, put_quote, has_quote},
    {"bill's number", CTY_MAX_REF, 0, put_bill, has_bill},
    LINE(description, CTY_MAX_TEXT),
    LINE(product_code, CTY_MAX_REF),
    LINE(product_category, CTY_MAX_NAME),
    CREDIT(note, CTY_MAX_TEXT),
    CREDIT(credit_no, CTY_MAX_REF),
    CREDIT(request_key, CTY_MAX_KEY),
    {"reversal's note", CTY_MAX_TEXT, 0, put_reversal, has_reversal},
    {0},
};
