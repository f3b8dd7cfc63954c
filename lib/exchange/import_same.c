/* Whether a document of the folder is the one that the ledger has. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "exchange/import_parts.h"

cty_status
ctyi_document_same(struct ctyi_import *import, struct ctyi_document *document,
                   const char *column, const char *ours, const char *theirs,
                   cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    cty_error made = CTY_ERROR_INIT;

    if (document->bad || strcmp(ours, theirs) == 0)
        return CTY_OK;
    ctyi_fail(&made, CTY_E_EXISTS, column,
              "%s %s is in the ledger with another %s: %s",
              ctyi_import_files[document->place.owner].noun,
              document->place.document, column,
              theirs[0] == '\0' ? "none" : ctyi_text_quote(theirs, quoted));
    return ctyi_document_note(import, document, &document->place, &made, err);
}

cty_status
ctyi_document_same_date(struct ctyi_import *import,
                        struct ctyi_document *document, const char *column,
                        int32_t ours, int32_t theirs, cty_error *err)
{
    char a[CTY_DATE_TEXT], b[CTY_DATE_TEXT];

    return ctyi_document_same(
        import, document, column, cty_date_format(ctyi_date_unpack(ours), a),
        cty_date_format(ctyi_date_unpack(theirs), b), err);
}

cty_status
ctyi_document_same_client(struct ctyi_import *import,
                          struct ctyi_document *document,
                          const char *ref_or_code, int64_t client,
                          cty_error *err)
{
    struct ctyi_client_key ours, theirs;
    cty_status status =
        ctyi_client_find(import->store, ref_or_code, &ours, err);

    if (status == CTY_OK)
        status = ctyi_client_key(import->store, client, &theirs, err);
    if (status == CTY_OK)
        status = ctyi_document_same(import, document, "client_ref", ours.ref,
                                    theirs.ref, err);
    return status;
}

/* The column of bill_lines.csv in which two lines differ; NULL: in none. */
static const char *
difference(const struct ctyi_line *a, const struct ctyi_line *b)
{
    if (a->quantity != b->quantity)
        return "quantity";
    if (a->list_unit_price != b->list_unit_price)
        return "list_unit_price";
    if (strcmp(a->description, b->description) != 0)
        return "description";
    if (strcmp(a->product_code, b->product_code) != 0)
        return "product_code";
    if (strcmp(a->product_category, b->product_category) != 0)
        return "product_category";
    if (a->has_cost != b->has_cost || (a->has_cost && a->cost != b->cost))
        return "cost";
    return a->gross != b->gross ? "list_unit_price" : NULL;
}

static cty_status
note_line(struct ctyi_import *import, struct ctyi_document *document,
          int32_t line_no, const char *column, const char *what, cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    struct ctyi_place place;

    ctyi_fail_line(&made, CTY_E_EXISTS, line_no, column,
                   "%s %s is in the ledger%s line %d",
                   ctyi_import_files[document->place.owner].noun,
                   document->place.document, what, line_no);
    place = ctyi_document_place(import, document, &made);
    return ctyi_document_note(import, document, &place, &made, err);
}

static cty_status
same_lines(struct ctyi_import *import, struct ctyi_document *document,
           cty_error *err)
{
    const struct ctyi_lines *ours = &import->lines;
    const struct ctyi_lines *theirs = &import->stored;
    size_t i = 0;

    for (; i < ours->line_count && i < theirs->line_count; i++) {
        const struct ctyi_line *a = &ours->lines[i];
        const struct ctyi_line *b = &theirs->lines[i];
        const char *column = difference(a, b);

        if (a->line_no < b->line_no)
            return note_line(import, document, a->line_no, "line_no",
                             " without", err);
        if (a->line_no > b->line_no)
            return note_line(import, document, b->line_no, "", " with", err);
        if (column != NULL)
            return note_line(import, document, a->line_no, column,
                             " with another", err);
    }
    if (i < ours->line_count)
        return note_line(import, document, ours->lines[i].line_no, "line_no",
                         " without", err);
    if (i < theirs->line_count)
        return note_line(import, document, theirs->lines[i].line_no, "",
                         " with", err);
    return CTY_OK;
}

static int
by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* In any order that both sides share. */
static int
by_content(const void *left, const void *right)
{
    const struct ctyi_adjustment *a = left;
    const struct ctyi_adjustment *b = right;
    int order = by_number(a->line_no, b->line_no);

    if (order == 0)
        order = by_number(a->kind, b->kind);
    if (order == 0)
        order = by_number(a->amount, b->amount);
    if (order == 0)
        order = by_number(a->rate, b->rate);
    if (order == 0)
        order = strcmp(a->reason, b->reason);
    if (order == 0)
        order = strcmp(a->granted_by, b->granted_by);
    return order;
}

static void
sort(struct ctyi_lines *lines)
{
    if (lines->adjustment_count > 0)
        qsort(lines->adjustments, lines->adjustment_count,
              sizeof(lines->adjustments[0]), by_content);
}

/* Rows may come in any order, so the ledger's order does not count. */
static cty_status
same_adjustments(struct ctyi_import *import, struct ctyi_document *document,
                 cty_error *err)
{
    struct ctyi_lines *ours = &import->lines;
    struct ctyi_lines *theirs = &import->stored;
    size_t i = 0;

    sort(ours);
    sort(theirs);
    for (; i < ours->adjustment_count && i < theirs->adjustment_count; i++) {
        const struct ctyi_adjustment *a = &ours->adjustments[i];
        const struct ctyi_adjustment *b = &theirs->adjustments[i];

        if (by_content(a, b) != 0)
            return note_line(import, document,
                             a->line_no < b->line_no ? a->line_no : b->line_no,
                             "", " with other discounts or charges on", err);
    }
    if (i < ours->adjustment_count)
        return note_line(import, document, ours->adjustments[i].line_no, "",
                         " without a discount or charge on", err);
    if (i < theirs->adjustment_count)
        return note_line(import, document, theirs->adjustments[i].line_no, "",
                         " with one more discount or charge on", err);
    return CTY_OK;
}

cty_status
ctyi_document_same_lines(struct ctyi_import *import,
                         struct ctyi_document *document, cty_error *err)
{
    cty_status status = CTY_OK;

    if (!document->bad)
        status = same_lines(import, document, err);
    if (status == CTY_OK && !document->bad)
        status = same_adjustments(import, document, err);
    return status;
}
