#include "api/cursor.h"
#include "base/date.h"
#include "base/text.h"
#include "domain/draft.h"

static cty_status
check(const cty_bill *bill, cty_error *err)
{
    cty_status status = ctyi_need_ref(bill->bill_no, "bill_no", err);

    if (status == CTY_OK && bill->quote_no == NULL)
        status = ctyi_need_ref(bill->client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(bill->client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(bill->quote_no, "quote_no", err);
    if (status == CTY_OK)
        status = ctyi_need_day(bill->date, bill->today, err);
    if (status == CTY_OK)
        status = ctyi_check_currency(bill->currency, err);
    if (status == CTY_OK)
        status = ctyi_check_rounding(bill->rounding, err);
    if (status == CTY_OK)
        status = ctyi_check_key(bill->request_key, err);
    if (status != CTY_OK)
        return status;
    if (bill->lines != CTY_LINES_OF_QUOTE &&
        bill->lines != CTY_LINES_AS_DRAFTED)
        return ctyi_fail(err, CTY_E_ARGUMENT, "lines",
                         "lines is %d: use CTY_LINES_OF_QUOTE or "
                         "CTY_LINES_AS_DRAFTED",
                         bill->lines);
    return CTY_OK;
}

cty_status
cty_bill_post(cty_ledger *ledger, const cty_bill *bill, const cty_draft *draft,
              cty_bill_info *out_info, cty_error *err)
{
    cty_bill_info shown = CTY_BILL_INFO_INIT;
    struct ctyi_lines lines = {0};
    struct ctyi_rules rules;
    struct ctyi_bill posted;
    cty_bill own;
    bool repeated;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_adopt(&own, sizeof(own), bill, sizeof(own), "bill", err);
    if (status == CTY_OK)
        status = ctyi_check_out(out_info, sizeof(*out_info), "out_info", err);
    if (status == CTY_OK)
        status = check(&own, err);
    if (status == CTY_OK && own.quote_no == NULL)
        status = ctyi_need(draft, "draft", err);
    if (status == CTY_OK && draft != NULL)
        status = ctyi_lines_borrow(&draft->lines, &lines, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        goto out;
    status = ctyi_post_bill(&rules, &own, &lines, &posted, &repeated, err);
    if (status == CTY_OK && out_info != NULL)
        status = ctyi_show_bill(ledger->store, &posted, repeated, &shown, err);
    status = ctyi_store_end(ledger->store, status, err);
    if (status == CTY_OK)
        ctyi_show(&shown, sizeof(shown), out_info);

out:
    ctyi_lines_free(&lines);
    return status;
}

/* ---- cursor ---- */

struct cty_bill_cursor {
    struct ctyi_cursor base;
};

static cty_status
find_bill(cty_ledger *ledger, const char *bill_no, int64_t *out_bill,
          cty_error *err)
{
    struct ctyi_bill bill;
    bool found;
    cty_status status =
        ctyi_bill_by_no(ledger->store, bill_no, &bill, &found, err);

    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_NOT_FOUND, "bill_no", "no bill \"%s\"",
                           bill_no);
    if (status == CTY_OK)
        *out_bill = bill.fact.sequence;
    return status;
}

cty_status
cty_bill_cursor_open(cty_ledger *ledger, const cty_document_filter *filter,
                     cty_bill_cursor **out_cursor, cty_error *err)
{
    static const struct ctyi_document_sql sql = {
        CTYI_SQL_BILL_LIST, CTYI_SQL_BILL_LIST_CLIENT, CTYI_SQL_BILL_ONE};

    return ctyi_document_cursor(ledger, filter, &sql, find_bill,
                                sizeof(**out_cursor), out_cursor, err);
}

static void
read_info(struct ctyi_statement *row, cty_bill_info *info)
{
    size_t size = 0;
    const void *id = ctyi_column_blob(row, 14, &size);

    ctyi_text_copy(info->bill_no, sizeof(info->bill_no),
                   ctyi_column_string(row, 1));
    ctyi_text_copy(info->client_ref, sizeof(info->client_ref),
                   ctyi_column_string(row, 2));
    ctyi_text_copy(info->quote_no, sizeof(info->quote_no),
                   ctyi_column_string(row, 3));
    ctyi_text_copy(info->currency, sizeof(info->currency),
                   ctyi_column_string(row, 4));
    info->date = ctyi_date_unpack((int32_t)ctyi_column_int(row, 5));
    info->rounding = (int32_t)ctyi_column_int(row, 6);
    info->fact = ctyi_column_int(row, 7);
    info->recorded_at_ms = ctyi_column_int(row, 8);
    info->lines = ctyi_column_int(row, 9);
    info->gross_minor = ctyi_column_int(row, 10);
    info->discounts_minor = ctyi_column_int(row, 11);
    info->charges_minor = ctyi_column_int(row, 12);
    info->net_minor = ctyi_column_int(row, 13);
    ctyi_take_id(id, size, &info->id);
}

cty_status
cty_bill_cursor_next(cty_bill_cursor *cursor, cty_bill_info *out_info,
                     bool *out_found, cty_error *err)
{
    cty_bill_info own = CTY_BILL_INFO_INIT;
    bool row, found;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_info, sizeof(own),
                         out_found == NULL ? NULL : &found, &row, err);

    if (status == CTY_OK && row) {
        read_info(cursor->base.sql, &own);
        status = ctyi_bill_left_total(cursor->base.store,
                                      ctyi_column_int(cursor->base.sql, 0),
                                      &own.left_minor, err);
    }
    if (status != CTY_OK)
        return status;
    if (row)
        ctyi_show(&own, sizeof(own), out_info);
    *out_found = row;
    return CTY_OK;
}

void
cty_bill_cursor_close(cty_bill_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}

/* ---- lines of a bill or a quote ---- */

struct cty_line_cursor {
    struct ctyi_cursor base;
    bool of_bill;
};

cty_status
cty_line_cursor_open(cty_ledger *ledger, int32_t document, const char *number,
                     cty_line_cursor **out_cursor, cty_error *err)
{
    bool of_bill = document == CTY_BILL;
    struct ctyi_quote quote = {0};
    bool found = true;
    int64_t key = 0;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(number, "number", err);
    if (status == CTY_OK && document != CTY_BILL && document != CTY_QUOTE)
        status =
            ctyi_fail(err, CTY_E_ARGUMENT, "document",
                      "document is %d: use CTY_QUOTE or CTY_BILL", document);
    if (status == CTY_OK && of_bill)
        status = find_bill(ledger, number, &key, err);
    else if (status == CTY_OK)
        status = ctyi_quote_by_no(ledger->store, number, &quote, &found, err);
    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_NOT_FOUND, "number", "no quote \"%s\"",
                           number);
    if (status == CTY_OK)
        status = ctyi_cursor_open(
            ledger, of_bill ? CTYI_SQL_LINE_LIST_BILL : CTYI_SQL_QUOTE_LINES,
            sizeof(**out_cursor), out_cursor, err);
    if (status != CTY_OK)
        return status;
    (*out_cursor)->of_bill = of_bill;
    ctyi_bind_int((*out_cursor)->base.sql, 1,
                  of_bill ? key : quote.fact.sequence);
    return CTY_OK;
}

static cty_status
read_line(const struct cty_line_cursor *cursor, cty_line_info *info,
          cty_error *err)
{
    struct ctyi_statement *row = cursor->base.sql;
    struct ctyi_line line;

    ctyi_row_line(row, 0, &line);
    info->line_no = line.line_no;
    info->quantity = line.quantity;
    info->list_unit_price = line.list_unit_price;
    info->gross_minor = line.gross;
    info->discounts_minor = line.discounts;
    info->charges_minor = line.charges;
    info->net_minor = line.net;
    info->cost_minor = line.cost;
    info->has_cost = line.has_cost;
    info->description = line.description;
    info->product_category = line.product_category;
    ctyi_text_copy(info->product_code, sizeof(info->product_code),
                   line.product_code);
    if (!cursor->of_bill)
        return CTY_OK;
    info->extra = ctyi_column_int(row, 12) != 0;
    return ctyi_line_left(line.net, ctyi_column_int(row, 11), &info->left_minor,
                          err);
}

cty_status
cty_line_cursor_next(cty_line_cursor *cursor, cty_line_info *out_line,
                     bool *out_found, cty_error *err)
{
    cty_line_info own = CTY_LINE_INFO_INIT;
    bool row, found;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_line, sizeof(own),
                         out_found == NULL ? NULL : &found, &row, err);

    if (status == CTY_OK && row)
        status = read_line(cursor, &own, err);
    if (status != CTY_OK)
        return status;
    if (row)
        ctyi_show(&own, sizeof(own), out_line);
    *out_found = row;
    return CTY_OK;
}

void
cty_line_cursor_close(cty_line_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}
