/* Savings and margin. */
#include <string.h>

#include "api/api.h"
#include "report/report.h"

static cty_status
check_span(cty_date from, cty_date to, cty_error *err)
{
    char first[CTY_DATE_TEXT];
    char last[CTY_DATE_TEXT];
    cty_status status = ctyi_check_date(from, "from", err);

    if (status == CTY_OK)
        status = ctyi_check_date(to, "to", err);
    if (status == CTY_OK && to.year != 0 && cty_date_compare(from, to) > 0)
        status =
            ctyi_fail(err, CTY_E_ARGUMENT, "from",
                      "from %s is after to %s: turn them round",
                      cty_date_format(from, first), cty_date_format(to, last));
    return status;
}

static cty_status
check_next(const void *cursor, const void *out_row, size_t size,
           const bool *out_found, cty_error *err)
{
    cty_status status = ctyi_need(cursor, "cursor", err);

    if (status == CTY_OK)
        status = ctyi_need(out_row, "out_row", err);
    if (status == CTY_OK)
        status = ctyi_check_out(out_row, size, "out_row", err);
    if (status == CTY_OK)
        status = ctyi_need(out_found, "out_found", err);
    return status;
}

/* ---- savings ---- */

struct cty_savings_cursor {
    struct ctyi_store *store;
    struct ctyi_savings savings;
};

static cty_status
take_savings(const cty_savings_report *theirs, cty_savings_report *own,
             cty_error *err)
{
    cty_status status = CTY_OK;

    memset(own, 0, sizeof(*own));
    if (theirs != NULL)
        status =
            ctyi_adopt(own, sizeof(*own), theirs, sizeof(*own), "report", err);
    if (status == CTY_OK && own->by > (CTY_BY_CLIENT | CTY_BY_QUARTER))
        status = ctyi_fail(err, CTY_E_ARGUMENT, "by",
                           "a savings report is by client, by quarter or by "
                           "both: use CTY_BY_CLIENT and CTY_BY_QUARTER");
    if (status == CTY_OK && own->by == 0)
        own->by = CTY_BY_CLIENT | CTY_BY_QUARTER;
    if (status == CTY_OK)
        status = check_span(own->from, own->to, err);
    return status;
}

cty_status
cty_savings_cursor_open(cty_ledger *ledger, const cty_savings_report *report,
                        cty_savings_cursor **out_cursor, cty_error *err)
{
    cty_savings_report own;
    cty_savings_cursor *cursor;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = take_savings(report, &own, err);
    if (status != CTY_OK)
        return status;
    cursor = ctyi_alloc_zero(sizeof(*cursor));
    if (cursor == NULL)
        return ctyi_no_memory(err);
    status = ctyi_savings_open(ledger->store, &own, &cursor->savings, err);
    if (status != CTY_OK) {
        ctyi_free(cursor);
        return status;
    }
    cursor->store = ledger->store;
    cursor->store->cursors++;
    *out_cursor = cursor;
    return CTY_OK;
}

cty_status
cty_savings_cursor_next(cty_savings_cursor *cursor, cty_savings_row *out_row,
                        bool *out_found, cty_error *err)
{
    cty_savings_row own = CTY_SAVINGS_ROW_INIT;
    bool found = false;
    cty_status status =
        check_next(cursor, out_row, sizeof(own), out_found, err);

    if (status == CTY_OK)
        status = ctyi_savings_next(&cursor->savings, &own, &found, err);
    if (status != CTY_OK)
        return status;
    if (found)
        ctyi_show(&own, sizeof(own), out_row);
    *out_found = found;
    return CTY_OK;
}

void
cty_savings_cursor_close(cty_savings_cursor *cursor)
{
    if (cursor == NULL)
        return;
    ctyi_savings_close(&cursor->savings);
    cursor->store->cursors--;
    ctyi_free(cursor);
}

/* ---- margin ---- */

struct cty_margin_cursor {
    struct ctyi_store *store;
    struct ctyi_margin margin;
};

static cty_status
take_margin(const cty_margin_report *theirs, cty_margin_report *own,
            cty_error *err)
{
    cty_status status = ctyi_need(theirs, "report", err);

    if (status == CTY_OK)
        status =
            ctyi_adopt(own, sizeof(*own), theirs, sizeof(*own), "report", err);
    if (status == CTY_OK &&
        (own->by < CTY_MARGIN_CLIENT || own->by > CTY_MARGIN_CATEGORY))
        status = ctyi_fail(err, CTY_E_ARGUMENT, "by",
                           "a margin report is by client, product or "
                           "category: use CTY_MARGIN_CLIENT, _PRODUCT or "
                           "_CATEGORY");
    if (status == CTY_OK)
        status = check_span(own->from, own->to, err);
    return status;
}

cty_status
cty_margin_cursor_open(cty_ledger *ledger, const cty_margin_report *report,
                       cty_margin_cursor **out_cursor, cty_error *err)
{
    cty_margin_report own;
    cty_margin_cursor *cursor;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = take_margin(report, &own, err);
    if (status != CTY_OK)
        return status;
    cursor = ctyi_alloc_zero(sizeof(*cursor));
    if (cursor == NULL)
        return ctyi_no_memory(err);
    status = ctyi_margin_open(ledger->store, &own, &cursor->margin, err);
    if (status != CTY_OK) {
        ctyi_free(cursor);
        return status;
    }
    cursor->store = ledger->store;
    cursor->store->cursors++;
    *out_cursor = cursor;
    return CTY_OK;
}

cty_status
cty_margin_cursor_next(cty_margin_cursor *cursor, cty_margin_row *out_row,
                       bool *out_found, cty_error *err)
{
    cty_margin_row own = CTY_MARGIN_ROW_INIT;
    bool found = false;
    cty_status status =
        check_next(cursor, out_row, sizeof(own), out_found, err);

    if (status == CTY_OK)
        status = ctyi_margin_next(&cursor->margin, &own, &found, err);
    if (status != CTY_OK)
        return status;
    if (found)
        ctyi_show(&own, sizeof(own), out_row);
    *out_found = found;
    return CTY_OK;
}

void
cty_margin_cursor_close(cty_margin_cursor *cursor)
{
    if (cursor == NULL)
        return;
    ctyi_margin_close(&cursor->margin);
    cursor->store->cursors--;
    ctyi_free(cursor);
}
