/* Bills of the folder. */
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "exchange/import_parts.h"

/* What a bill's row says of its quote. */
struct from {
    struct ctyi_quote quote;
    bool given;
    bool found;
};

static cty_status
miss_quote(struct ctyi_import *import, struct ctyi_document *document,
           const char *quote_no, cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    int fate = CTYI_FATE_ABSENT;
    cty_status status =
        ctyi_stage_fate(import, CTYI_QUOTES, quote_no, &fate, err);

    if (status != CTY_OK || document->bad)
        return status;
    if (fate == CTYI_FATE_ABSENT)
        ctyi_fail(&made, CTY_E_NOT_FOUND, "quote_no",
                  "no quote \"%s\" in quotes.csv or in the ledger", quote_no);
    else
        ctyi_fail(&made, CTY_E_STATE, "quote_no",
                  "quote %s is dated after the bill", quote_no);
    return ctyi_document_note(import, document, &document->place, &made, err);
}

static cty_status
find_quote(struct ctyi_import *import, struct ctyi_document *document,
           struct from *from, cty_error *err)
{
    const char *quote_no = document->cells[CTYI_BILL_QUOTE];
    cty_status status;

    from->given = quote_no[0] != '\0';
    from->found = false;
    if (!from->given)
        return CTY_OK;
    status = ctyi_document_depend(import, document, CTYI_QUOTES, quote_no, err);
    if (status == CTY_OK)
        status = ctyi_quote_by_no(import->store, quote_no, &from->quote,
                                  &from->found, err);
    if (status == CTY_OK && !from->found)
        status = miss_quote(import, document, quote_no, err);
    return status;
}

/* The row's, else the quote's, else the ledger's. */
static void
find_currency(const struct ctyi_import *import, struct ctyi_document *document,
              const struct from *from)
{
    const char *currency = document->cells[CTYI_BILL_CURRENCY];

    if (currency[0] == '\0' && from->found)
        currency = from->quote.currency;
    else if (currency[0] == '\0' && !from->given && !document->unsure)
        currency = import->store->currency;
    ctyi_text_copy(document->currency, sizeof(document->currency), currency);
}

/* ---- a bill that is there ---- */

static cty_status
same_quote(struct ctyi_import *import, struct ctyi_document *document,
           const struct ctyi_bill *there, cty_error *err)
{
    struct ctyi_quote quote = {0};
    cty_status status = CTY_OK;

    if (there->quote != 0)
        status = ctyi_quote_by_key(import->store, there->quote, &quote, err);
    if (status == CTY_OK)
        status = ctyi_document_same(import, document, "quote_no",
                                    document->cells[CTYI_BILL_QUOTE],
                                    quote.quote_no, err);
    return status;
}

static cty_status
compare_bill(struct ctyi_import *import, struct ctyi_document *document,
             const struct ctyi_bill *there, cty_error *err)
{
    cty_status status = ctyi_document_same_client(
        import, document, document->cells[CTYI_BILL_CLIENT], there->fact.client,
        err);

    if (status == CTY_OK)
        status = ctyi_document_same_date(import, document, "date",
                                         document->date, there->fact.date, err);
    if (status == CTY_OK)
        status = ctyi_document_same(import, document, "currency",
                                    document->currency, there->currency, err);
    if (status == CTY_OK)
        status = same_quote(import, document, there, err);
    ctyi_lines_clear(&import->stored);
    if (status == CTY_OK && !document->bad)
        status = ctyi_bill_lines(import->store, there, &import->stored, err);
    if (status == CTY_OK)
        status = ctyi_document_same_lines(import, document, err);
    document->skipped = true;
    return status;
}

/* ---- a new bill ---- */

/* Exactly its own lines; without any, the quote's, rounded as the quote was. */
static cty_status
post_bill(struct ctyi_import *import, struct ctyi_document *document,
          cty_error *err)
{
    const char *const *cells = document->cells;
    bool drafted = import->lines.line_count > 0;
    cty_bill bill = CTY_BILL_INIT;
    struct ctyi_bill made;
    bool repeated;
    cty_status status;

    bill.date = ctyi_date_unpack(document->date);
    bill.rounding = drafted ? import->options.rounding : CTY_ROUND_EXACT;
    bill.lines = drafted ? CTY_LINES_AS_DRAFTED : CTY_LINES_OF_QUOTE;
    bill.bill_no = document->place.document;
    bill.client_ref = cells[CTYI_BILL_CLIENT];
    bill.currency = ctyi_cell_text(cells[CTYI_BILL_CURRENCY]);
    bill.quote_no = ctyi_cell_text(cells[CTYI_BILL_QUOTE]);
    status = ctyi_post_bill(import->rules, &bill, &import->lines, &made,
                            &repeated, err);
    if (status == CTY_OK)
        import->result.bills_added++;
    return status;
}

static cty_status
settle_lines(struct ctyi_import *import, struct ctyi_document *document,
             const struct from *from, bool there, cty_error *err)
{
    if (import->lines.line_count > 0)
        return ctyi_document_price(import, document, err);
    if (!from->given)
        return ctyi_fail(err, CTY_E_ARGUMENT, NULL, "bill %s has no lines",
                         document->place.document);
    if (!there)
        return CTY_OK;
    return ctyi_quote_lines(import->store, from->quote.fact.sequence,
                            &import->lines, err);
}

cty_status
ctyi_import_bill(struct ctyi_import *import, struct ctyi_document *document,
                 cty_error *err)
{
    struct ctyi_bill there;
    struct from from;
    bool found = false;
    cty_status status;

    status = ctyi_document_depend_client(
        import, document, document->cells[CTYI_BILL_CLIENT], err);
    if (status == CTY_OK)
        status = find_quote(import, document, &from, err);
    if (status != CTY_OK)
        return status;
    find_currency(import, document, &from);
    status = ctyi_document_load(import, document, err);
    if (status == CTY_OK && !document->bad)
        status = ctyi_bill_by_no(import->store, document->place.document,
                                 &there, &found, err);
    if (status == CTY_OK && !document->bad)
        status = settle_lines(import, document, &from, found, err);
    if (status != CTY_OK || document->bad)
        return status;
    if (found)
        return compare_bill(import, document, &there, err);
    return post_bill(import, document, err);
}
