/* Cursors over everything, and the reports. */
#include "steps.h"

/* ---- master data ---- */

static void
see_client(struct shop *shop, const cty_client *client)
{
    see_int(shop, client->since.year * 10000 + client->since.month * 100 +
                      client->since.day);
    see_text(shop, client->ref);
    see_text(shop, client->name);
    see_text(shop, client->address);
    see_text(shop, client->city);
    see_text(shop, client->tracking_code);
    see_text(shop, client->language);
    see_text(shop, client->note);
}

static cty_status
clients(struct shop *shop)
{
    cty_client_cursor *cursor;
    cty_client client;
    cty_status status;

    BLANK(cursor);
    status = got(
        shop, cty_client_cursor_open(shop->ledger, NULL, &cursor, fresh(shop)),
        &cursor);
    WALK(shop, status, client_cursor, client, see_client);
    return status;
}

static void
see_name(struct shop *shop, const char *const *name)
{
    see_text(shop, *name);
}

static cty_status
persons(struct shop *shop)
{
    cty_person_cursor *cursor;
    const char *name;
    cty_status status;

    BLANK(cursor);
    status =
        got(shop, cty_person_cursor_open(shop->ledger, &cursor, fresh(shop)),
            &cursor);
    WALK(shop, status, person_cursor, name, see_name);
    return status;
}

static void
see_reason(struct shop *shop, const cty_reason *reason)
{
    see_int(shop, reason->saving);
    see_text(shop, reason->reason);
    see_text(shop, reason->label);
}

static cty_status
reasons(struct shop *shop)
{
    cty_reason_cursor *cursor;
    cty_reason reason;
    cty_status status;

    BLANK(cursor);
    status =
        got(shop, cty_reason_cursor_open(shop->ledger, &cursor, fresh(shop)),
            &cursor);
    WALK(shop, status, reason_cursor, reason, see_reason);
    return status;
}

/* ---- documents ---- */

static cty_status
quotes(struct shop *shop)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_quote_cursor *cursor;
    cty_quote_info info;
    cty_status status;

    filter.client_ref = "harbor";
    BLANK(cursor);
    status =
        got(shop,
            cty_quote_cursor_open(shop->ledger, &filter, &cursor, fresh(shop)),
            &cursor);
    WALK(shop, status, quote_cursor, info, see_quote);
    return status;
}

static cty_status
bills(struct shop *shop)
{
    cty_bill_cursor *cursor;
    cty_bill_info info;
    cty_status status;

    BLANK(cursor);
    status = got(shop,
                 cty_bill_cursor_open(shop->ledger, NULL, &cursor, fresh(shop)),
                 &cursor);
    WALK(shop, status, bill_cursor, info, see_bill);
    return status;
}

static void
see_line(struct shop *shop, const cty_line_info *line)
{
    see_int(shop, line->line_no);
    see_int(shop, line->net_minor);
    see_int(shop, line->left_minor);
    see_text(shop, line->product_code);
    see_text(shop, line->description);
    see_text(shop, line->product_category);
}

static cty_status
lines_of(struct shop *shop, int32_t document, const char *number)
{
    cty_line_cursor *cursor;
    cty_line_info line;
    cty_status status;

    BLANK(cursor);
    status = got(shop,
                 cty_line_cursor_open(shop->ledger, document, number, &cursor,
                                      fresh(shop)),
                 &cursor);
    WALK(shop, status, line_cursor, line, see_line);
    return status;
}

static cty_status
lines(struct shop *shop)
{
    cty_status status = lines_of(shop, CTY_QUOTE, "Q-1");

    return status == CTY_OK ? lines_of(shop, CTY_BILL, "B-1") : status;
}

static void
see_adjustment(struct shop *shop, const cty_adjustment_info *info)
{
    see_int(shop, info->kind);
    see_int(shop, info->line_no);
    see_int(shop, info->amount_minor);
    see_text(shop, info->reason);
    see_text(shop, info->label);
    see_text(shop, info->granted_by);
}

static cty_status
adjustments(struct shop *shop)
{
    cty_adjustment_cursor *cursor;
    cty_adjustment_info info;
    cty_status status;

    BLANK(cursor);
    status = got(
        shop,
        cty_adjustment_cursor_open(shop->ledger, "Q-1", &cursor, fresh(shop)),
        &cursor);
    WALK(shop, status, adjustment_cursor, info, see_adjustment);
    return status;
}

/* ---- entries ---- */

static cty_status
entries(struct shop *shop)
{
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *cursor;
    cty_entry entry;
    cty_status status;

    filter.client_ref = "harbor";
    filter.from = day_of(1, 1);
    filter.to = day_of(12, 31);
    BLANK(cursor);
    status =
        got(shop,
            cty_entry_cursor_open(shop->ledger, &filter, &cursor, fresh(shop)),
            &cursor);
    WALK(shop, status, entry_cursor, entry, see_entry);
    return status;
}

static void
see_share(struct shop *shop, const cty_share *share)
{
    see_int(shop, share->line_no);
    see_int(shop, share->amount_minor);
    see_text(shop, share->description);
}

/* Of the credit on all lines of the long bill. */
static cty_status
shares(struct shop *shop)
{
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *entries;
    cty_share_cursor *cursor;
    cty_entry entry;
    cty_share share;
    cty_status status;
    bool there = true;

    filter.bill_no = "B-2";
    filter.kinds = 1u << CTY_CREDIT;
    BLANK(entries);
    status =
        got(shop,
            cty_entry_cursor_open(shop->ledger, &filter, &entries, fresh(shop)),
            &entries);
    if (status != CTY_OK)
        return status;
    BLANK(entry);
    BLANK(cursor);
    status =
        told(shop, cty_entry_cursor_next(entries, &entry, &there, fresh(shop)),
             &entry, sizeof(entry));
    if (status == CTY_OK)
        status = got(shop,
                     cty_share_cursor_open(shop->ledger, entry.code, &cursor,
                                           fresh(shop)),
                     &cursor);
    else
        cursor = NULL;
    WALK(shop, status, share_cursor, share, see_share);
    cty_entry_cursor_close(entries);
    return status;
}

/* ---- reports ---- */

static cty_status
savings(struct shop *shop)
{
    cty_savings_report report = CTY_SAVINGS_REPORT_INIT;
    cty_savings_cursor *cursor;
    cty_savings_row row;
    cty_status status;

    report.from = day_of(1, 1);
    BLANK(cursor);
    status = got(
        shop,
        cty_savings_cursor_open(shop->ledger, &report, &cursor, fresh(shop)),
        &cursor);
    WALK(shop, status, savings_cursor, row, see_savings);
    return status;
}

static cty_status
margin_by(struct shop *shop, int32_t by)
{
    cty_margin_report report = CTY_MARGIN_REPORT_INIT;
    cty_margin_cursor *cursor;
    cty_margin_row row;
    cty_status status;

    report.by = by;
    BLANK(cursor);
    status =
        got(shop,
            cty_margin_cursor_open(shop->ledger, &report, &cursor, fresh(shop)),
            &cursor);
    WALK(shop, status, margin_cursor, row, see_margin);
    return status;
}

static cty_status
margin_client(struct shop *shop)
{
    return margin_by(shop, CTY_MARGIN_CLIENT);
}

static cty_status
margin_product(struct shop *shop)
{
    return margin_by(shop, CTY_MARGIN_PRODUCT);
}

static cty_status
margin_category(struct shop *shop)
{
    return margin_by(shop, CTY_MARGIN_CATEGORY);
}

const struct step read_steps[] = {
    {"clients", clients, 0, CTY_OK},
    {"persons", persons, 0, CTY_OK},
    {"reasons", reasons, 0, CTY_OK},
    {"quotes", quotes, 0, CTY_OK},
    {"bills", bills, 0, CTY_OK},
    {"lines", lines, 0, CTY_OK},
    {"adjustments", adjustments, 0, CTY_OK},
    {"entries", entries, 0, CTY_OK},
    {"shares", shares, 0, CTY_OK},
    {"savings", savings, 0, CTY_OK},
    {"margin-client", margin_client, 0, CTY_OK},
    {"margin-product", margin_product, 0, CTY_OK},
    {"margin-category", margin_category, 0, CTY_OK},
    {NULL, NULL, 0, CTY_OK},
};
