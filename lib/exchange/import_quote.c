/* Quotes of the folder. */
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "exchange/import_parts.h"

/* What a quote's row wants it to be; -1: whatever it is. */
static cty_status
wanted(struct ctyi_import *import, struct ctyi_document *document,
       int32_t *out_status, bool *out_billed, cty_error *err)
{
    const char *given = document->cells[CTYI_QUOTE_STATUS];
    cty_error made = CTY_ERROR_INIT;
    int fate = CTYI_FATE_ABSENT;
    cty_status status = ctyi_stage_fate_linked(
        import, CTYI_BILLS, document->place.document, &fate, err);

    if (status != CTY_OK)
        return status;
    *out_billed = strcmp(given, "billed") == 0;
    if (strcmp(given, "open") == 0)
        *out_status = CTY_QUOTE_OPEN;
    else if (strcmp(given, "declined") == 0)
        *out_status = CTY_QUOTE_DECLINED;
    else if (given[0] == '\0' && fate == CTYI_FATE_ABSENT)
        *out_status = CTY_QUOTE_OPEN;
    else
        *out_status = CTY_QUOTE_ACCEPTED;
    if (!*out_billed || fate != CTYI_FATE_ABSENT)
        return CTY_OK;
    ctyi_fail(&made, CTY_E_STATE, "status",
              "quote %s is billed, and no bill in bills.csv names it",
              document->place.document);
    return ctyi_document_note(import, document, &document->place, &made, err);
}

/* ---- a quote that is there ---- */

static const char *
status_name(int32_t status)
{
    static const char *const names[] = {"open", "accepted", "declined"};

    return names[status];
}

static cty_status
same_status(struct ctyi_import *import, struct ctyi_document *document,
            const struct ctyi_quote *there, int32_t wants, cty_error *err)
{
    int32_t is = CTY_QUOTE_OPEN, since = 0;
    cty_status status = CTY_OK;

    if (document->cells[CTYI_QUOTE_STATUS][0] == '\0')
        return CTY_OK;
    status = ctyi_quote_status_read(import->store, there->fact.sequence, &is,
                                    &since, err);
    if (status != CTY_OK)
        return status;
    return ctyi_document_same(import, document, "status", status_name(wants),
                              status_name(is), err);
}

/* An open quote that a bill of the folder names was accepted meanwhile. */
static cty_status
accept_billed(struct ctyi_import *import, const struct ctyi_document *document,
              const struct ctyi_quote *there, int32_t wants, cty_error *err)
{
    bool silent = document->cells[CTYI_QUOTE_STATUS][0] == '\0';
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;
    int32_t is = CTY_QUOTE_OPEN, since = 0;
    int64_t key;
    bool repeated;
    cty_status status;

    if (document->bad || !silent || wants != CTY_QUOTE_ACCEPTED)
        return CTY_OK;
    status = ctyi_quote_status_read(import->store, there->fact.sequence, &is,
                                    &since, err);
    if (status != CTY_OK || is != CTY_QUOTE_OPEN)
        return status;
    change.date = ctyi_date_unpack(document->date);
    change.quote_no = document->place.document;
    return ctyi_change_quote(import->rules, &change, CTY_QUOTE_ACCEPTED, &key,
                             &repeated, err);
}

static cty_status
compare_quote(struct ctyi_import *import, struct ctyi_document *document,
              const struct ctyi_quote *there, int32_t wants, cty_error *err)
{
    cty_date until = ctyi_cell_date(document->cells[CTYI_QUOTE_VALID_UNTIL]);
    cty_status status = ctyi_document_same_client(
        import, document, document->cells[CTYI_QUOTE_CLIENT],
        there->fact.client, err);

    if (status == CTY_OK)
        status = ctyi_document_same_date(import, document, "date",
                                         document->date, there->fact.date, err);
    if (status == CTY_OK)
        status = ctyi_document_same_date(import, document, "valid_until",
                                         ctyi_date_pack(until),
                                         there->valid_until, err);
    if (status == CTY_OK)
        status = ctyi_document_same(import, document, "currency",
                                    document->currency, there->currency, err);
    if (status == CTY_OK)
        status = same_status(import, document, there, wants, err);
    ctyi_lines_clear(&import->stored);
    if (status == CTY_OK && !document->bad)
        status = ctyi_quote_lines(import->store, there->fact.sequence,
                                  &import->stored, err);
    if (status == CTY_OK)
        status = ctyi_document_same_lines(import, document, err);
    if (status == CTY_OK)
        status = accept_billed(import, document, there, wants, err);
    document->skipped = true;
    return status;
}

/* ---- a new quote ---- */

static cty_status
add_quote(struct ctyi_import *import, struct ctyi_document *document,
          int32_t wants, cty_error *err)
{
    const char *const *cells = document->cells;
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;
    struct ctyi_quote made;
    int64_t key;
    bool repeated;
    cty_status status;

    quote.date = change.date = ctyi_date_unpack(document->date);
    quote.valid_until = ctyi_cell_date(cells[CTYI_QUOTE_VALID_UNTIL]);
    quote.rounding = import->options.rounding;
    quote.quote_no = change.quote_no = document->place.document;
    quote.client_ref = cells[CTYI_QUOTE_CLIENT];
    quote.currency = document->currency;
    status = ctyi_add_quote(import->rules, &quote, &import->lines, &made,
                            &repeated, err);
    if (status == CTY_OK && wants != CTY_QUOTE_OPEN)
        status = ctyi_change_quote(import->rules, &change, wants, &key,
                                   &repeated, err);
    if (status == CTY_OK)
        import->result.quotes_added++;
    return status;
}

cty_status
ctyi_import_quote(struct ctyi_import *import, struct ctyi_document *document,
                  cty_error *err)
{
    const char *currency = document->cells[CTYI_QUOTE_CURRENCY];
    int32_t wants = CTY_QUOTE_OPEN;
    struct ctyi_quote there;
    bool billed, found = false;
    cty_status status;

    if (currency[0] != '\0' || !document->unsure)
        ctyi_text_copy(document->currency, sizeof(document->currency),
                       currency[0] != '\0' ? currency
                                           : import->store->currency);
    status = ctyi_document_depend_client(
        import, document, document->cells[CTYI_QUOTE_CLIENT], err);
    if (status == CTY_OK && !document->unsure)
        status = wanted(import, document, &wants, &billed, err);
    if (status == CTY_OK)
        status = ctyi_document_load(import, document, err);
    if (status != CTY_OK || document->bad)
        return status;
    if (import->lines.line_count == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, NULL, "quote %s has no lines",
                         document->place.document);
    status = ctyi_document_price(import, document, err);
    if (status == CTY_OK && !document->bad)
        status = ctyi_quote_by_no(import->store, document->place.document,
                                  &there, &found, err);
    if (status != CTY_OK || document->bad)
        return status;
    if (found)
        return compare_quote(import, document, &there, wants, err);
    return add_quote(import, document, wants, err);
}
