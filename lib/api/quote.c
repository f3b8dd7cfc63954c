#include "api/cursor.h"
#include "base/date.h"
#include "base/text.h"
#include "domain/draft.h"

static cty_status
check(const cty_quote *quote, cty_error *err)
{
    cty_status status = ctyi_need_ref(quote->quote_no, "quote_no", err);

    if (status == CTY_OK)
        status = ctyi_need_ref(quote->client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = ctyi_need_day(quote->date, quote->today, err);
    if (status == CTY_OK)
        status = ctyi_check_date(quote->valid_until, "valid_until", err);
    if (status == CTY_OK)
        status = ctyi_check_currency(quote->currency, err);
    if (status == CTY_OK)
        status = ctyi_check_rounding(quote->rounding, err);
    if (status == CTY_OK)
        status = ctyi_check_key(quote->request_key, err);
    return status;
}

cty_status
cty_quote_add(cty_ledger *ledger, const cty_quote *quote,
              const cty_draft *draft, cty_quote_info *out_info, cty_error *err)
{
    cty_quote_info shown = CTY_QUOTE_INFO_INIT;
    struct ctyi_lines lines = {0};
    struct ctyi_rules rules;
    struct ctyi_quote made;
    cty_quote own;
    bool repeated;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status =
            ctyi_adopt(&own, sizeof(own), quote, sizeof(own), "quote", err);
    if (status == CTY_OK)
        status = ctyi_need(draft, "draft", err);
    if (status == CTY_OK)
        status = ctyi_check_out(out_info, sizeof(*out_info), "out_info", err);
    if (status == CTY_OK)
        status = check(&own, err);
    if (status == CTY_OK)
        status = ctyi_lines_borrow(&draft->lines, &lines, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        goto out;
    status = ctyi_add_quote(&rules, &own, &lines, &made, &repeated, err);
    if (status == CTY_OK && out_info != NULL)
        status = ctyi_show_quote(ledger->store, &made, repeated, &shown, err);
    status = ctyi_store_end(ledger->store, status, err);
    if (status == CTY_OK)
        ctyi_show(&shown, sizeof(shown), out_info);

out:
    ctyi_lines_free(&lines);
    return status;
}

static cty_status
change(cty_ledger *ledger, const cty_quote_change *theirs, int32_t to,
       cty_quote_info *out_info, cty_error *err)
{
    struct ctyi_rules rules;
    struct ctyi_quote quote;
    cty_quote_info shown = CTY_QUOTE_INFO_INIT;
    cty_quote_change own;
    int64_t key = 0;
    bool repeated;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status =
            ctyi_adopt(&own, sizeof(own), theirs, sizeof(own), "change", err);
    if (status == CTY_OK)
        status = ctyi_check_out(out_info, sizeof(*out_info), "out_info", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(own.quote_no, "quote_no", err);
    if (status == CTY_OK)
        status = ctyi_need_day(own.date, own.today, err);
    if (status == CTY_OK)
        status = ctyi_check_key(own.request_key, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_change_quote(&rules, &own, to, &key, &repeated, err);
    if (status == CTY_OK)
        status = ctyi_quote_by_key(ledger->store, key, &quote, err);
    if (status == CTY_OK && out_info != NULL)
        status = ctyi_show_quote(ledger->store, &quote, repeated, &shown, err);
    status = ctyi_store_end(ledger->store, status, err);
    if (status == CTY_OK)
        ctyi_show(&shown, sizeof(shown), out_info);
    return status;
}

cty_status
cty_quote_accept(cty_ledger *ledger, const cty_quote_change *accepted,
                 cty_quote_info *out_info, cty_error *err)
{
    return change(ledger, accepted, CTY_QUOTE_ACCEPTED, out_info, err);
}

cty_status
cty_quote_decline(cty_ledger *ledger, const cty_quote_change *declined,
                  cty_quote_info *out_info, cty_error *err)
{
    return change(ledger, declined, CTY_QUOTE_DECLINED, out_info, err);
}

/* ---- cursor ---- */

struct cty_quote_cursor {
    struct ctyi_cursor base;
};

static cty_status
find_quote(cty_ledger *ledger, const char *quote_no, int64_t *out_quote,
           cty_error *err)
{
    struct ctyi_quote quote;
    bool found;
    cty_status status =
        ctyi_quote_by_no(ledger->store, quote_no, &quote, &found, err);

    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_NOT_FOUND, "quote_no", "no quote \"%s\"",
                           quote_no);
    if (status == CTY_OK)
        *out_quote = quote.fact.sequence;
    return status;
}

cty_status
cty_quote_cursor_open(cty_ledger *ledger, const cty_document_filter *filter,
                      cty_quote_cursor **out_cursor, cty_error *err)
{
    static const struct ctyi_document_sql sql = {
        CTYI_SQL_QUOTE_LIST, CTYI_SQL_QUOTE_LIST_CLIENT, CTYI_SQL_QUOTE_ONE};

    return ctyi_document_cursor(ledger, filter, &sql, find_quote,
                                sizeof(**out_cursor), out_cursor, err);
}

static void
read_info(struct ctyi_statement *row, cty_quote_info *info)
{
    bool changed = !ctyi_column_is_null(row, 14);
    bool billed = !ctyi_column_is_null(row, 16);
    size_t size = 0;
    const void *id = ctyi_column_blob(row, 13, &size);

    ctyi_text_copy(info->quote_no, sizeof(info->quote_no),
                   ctyi_column_string(row, 0));
    ctyi_text_copy(info->client_ref, sizeof(info->client_ref),
                   ctyi_column_string(row, 1));
    ctyi_text_copy(info->currency, sizeof(info->currency),
                   ctyi_column_string(row, 2));
    info->date = ctyi_date_unpack((int32_t)ctyi_column_int(row, 3));
    info->valid_until = ctyi_date_unpack((int32_t)ctyi_column_int(row, 4));
    info->rounding = (int32_t)ctyi_column_int(row, 5);
    info->fact = ctyi_column_int(row, 6);
    info->recorded_at_ms = ctyi_column_int(row, 7);
    info->lines = ctyi_column_int(row, 8);
    info->gross_minor = ctyi_column_int(row, 9);
    info->discounts_minor = ctyi_column_int(row, 10);
    info->charges_minor = ctyi_column_int(row, 11);
    info->net_minor = ctyi_column_int(row, 12);
    ctyi_take_id(id, size, &info->id);
    info->status = changed ? (int32_t)ctyi_column_int(row, 14) : 0;
    info->status_date = ctyi_date_unpack((int32_t)ctyi_column_int(row, 15));
    if (billed) {
        info->status = CTY_QUOTE_BILLED;
        info->status_date = ctyi_date_unpack((int32_t)ctyi_column_int(row, 17));
    }
    ctyi_text_copy(info->bill_no, sizeof(info->bill_no),
                   ctyi_column_string(row, 16));
}

cty_status
cty_quote_cursor_next(cty_quote_cursor *cursor, cty_quote_info *out_info,
                      bool *out_found, cty_error *err)
{
    cty_quote_info own = CTY_QUOTE_INFO_INIT;
    bool row;
    cty_status status = ctyi_cursor_next((struct ctyi_cursor *)cursor, out_info,
                                         sizeof(own), out_found, &row, err);

    if (status == CTY_OK && row) {
        read_info(cursor->base.sql, &own);
        ctyi_show(&own, sizeof(own), out_info);
    }
    return status;
}

void
cty_quote_cursor_close(cty_quote_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}

/* ---- adjustments ---- */

struct cty_adjustment_cursor {
    struct ctyi_cursor base;
};

cty_status
cty_adjustment_cursor_open(cty_ledger *ledger, const char *quote_no,
                           cty_adjustment_cursor **out_cursor, cty_error *err)
{
    int64_t quote = 0;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(quote_no, "quote_no", err);
    if (status == CTY_OK)
        status = find_quote(ledger, quote_no, &quote, err);
    if (status == CTY_OK)
        status = ctyi_cursor_open(ledger, CTYI_SQL_QUOTE_ADJUSTMENTS,
                                  sizeof(**out_cursor), out_cursor, err);
    if (status == CTY_OK)
        ctyi_bind_int((*out_cursor)->base.sql, 1, quote);
    return status;
}

cty_status
cty_adjustment_cursor_next(cty_adjustment_cursor *cursor,
                           cty_adjustment_info *out_adjustment, bool *out_found,
                           cty_error *err)
{
    cty_adjustment_info own = CTY_ADJUSTMENT_INFO_INIT;
    struct ctyi_adjustment one;
    bool row;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_adjustment,
                         sizeof(own), out_found, &row, err);

    if (status != CTY_OK || !row)
        return status;
    ctyi_row_adjustment(cursor->base.sql, &one);
    own.kind = one.kind;
    own.line_no = one.line_no;
    own.amount_minor = one.amount;
    own.rate = one.rate;
    ctyi_text_copy(own.reason, sizeof(own.reason), one.reason);
    own.granted_by = one.granted_by;
    own.label = ctyi_column_string(cursor->base.sql, 8);
    ctyi_show(&own, sizeof(own), out_adjustment);
    return CTY_OK;
}

void
cty_adjustment_cursor_close(cty_adjustment_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}
