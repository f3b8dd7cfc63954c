#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "store/row.h"

static cty_status
read_bill(struct ctyi_statement *sql, struct ctyi_bill *bill, bool *out_found,
          cty_error *err)
{
    struct ctyi_bill found = {0};
    cty_status status = ctyi_step(sql, out_found, err);

    if (status == CTY_OK && *out_found) {
        ctyi_row_fact(sql, 0, &found.fact);
        ctyi_text_copy(found.bill_no, sizeof(found.bill_no),
                       ctyi_column_string(sql, 7));
        found.quote = ctyi_column_int(sql, 8);
        ctyi_text_copy(found.currency, sizeof(found.currency),
                       ctyi_column_string(sql, 9));
        found.rounding = (int32_t)ctyi_column_int(sql, 10);
        ctyi_row_totals(sql, 11, &found.lines, &found.totals);
        *bill = found;
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_bill_by_no(struct ctyi_store *store, const char *bill_no,
                struct ctyi_bill *out_bill, bool *out_found, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_BILL_BY_NO, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, bill_no);
    return read_bill(sql, out_bill, out_found, err);
}

cty_status
ctyi_bill_by_key(struct ctyi_store *store, int64_t bill,
                 struct ctyi_bill *out_bill, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_BILL_BY_KEY, &sql, err);
    bool found;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, bill);
    status = read_bill(sql, out_bill, &found, err);
    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "bill number %lld of the ledger is not there",
                           (long long)bill);
    return status;
}

cty_status
ctyi_bill_insert(struct ctyi_store *store, struct ctyi_bill *bill,
                 const struct ctyi_lines *lines, struct ctyi_head *head,
                 cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_BILL_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_seal_bill(bill, lines, head->head, bill->fact.head);
    ctyi_bind_fact(sql, 1, &bill->fact);
    ctyi_bind_text(sql, 8, bill->bill_no);
    ctyi_bind_int(sql, 9, ctyi_date_month(bill->fact.date));
    ctyi_bind_key(sql, 10, bill->quote);
    ctyi_bind_text(sql, 11, bill->currency);
    ctyi_bind_int(sql, 12, bill->rounding);
    ctyi_bind_totals(sql, 13, bill->lines, &bill->totals);
    store->wrote = true;
    status = ctyi_run(sql, err);
    if (status == CTY_OK)
        status = ctyi_insert_lines(store, CTYI_SQL_BILL_LINE_INSERT,
                                   bill->fact.sequence, lines, err);
    if (status == CTY_OK)
        memcpy(head->head, bill->fact.head, CTYI_DIGEST_BYTES);
    return status;
}

static cty_status
read_entries_as_adjustments(struct ctyi_store *store,
                            const struct ctyi_bill *bill,
                            struct ctyi_lines *lines, cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_adjustment one = {0};
    cty_status status = ctyi_sql(store, CTYI_SQL_BILL_ADJUSTMENTS, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, ctyi_date_month(bill->fact.date));
    ctyi_bind_int(sql, 2, bill->fact.client);
    ctyi_bind_int(sql, 3, bill->fact.sequence);
    status = ctyi_step(sql, &row, err);
    while (status == CTY_OK && row) {
        ctyi_row_adjustment(sql, &one);
        status = ctyi_lines_adjust(lines, &one, err);
        if (status == CTY_OK)
            status = ctyi_step(sql, &row, err);
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_bill_lines(struct ctyi_store *store, const struct ctyi_bill *bill,
                struct ctyi_lines *lines, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_BILL_LINES, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, bill->fact.sequence);
    status = ctyi_read_lines(sql, lines, err);
    if (status != CTY_OK)
        return status;
    return read_entries_as_adjustments(store, bill, lines, err);
}

cty_status
ctyi_line_left(int64_t net, int64_t credited, int64_t *out_left, cty_error *err)
{
    if (credited < 0 || credited > net)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: a bill's line was "
                         "credited less than nothing or more than its net");
    *out_left = net - credited;
    return CTY_OK;
}

/* Collect the rows of a bound statement. */
static cty_status
collect_left(struct ctyi_statement *sql, struct ctyi_left **lefts,
             size_t *count, cty_error *err)
{
    struct ctyi_left *left;
    size_t room = 0;
    cty_status status;
    bool row;

    status = ctyi_step(sql, &row, err);
    while (status == CTY_OK && row) {
        if (*count == room) {
            struct ctyi_left *grown;

            room = room == 0 ? 4 : room * 2;
            grown = ctyi_realloc(*lefts, room * sizeof(**lefts));
            if (grown == NULL)
                return ctyi_no_memory(err);
            *lefts = grown;
        }
        left = &(*lefts)[(*count)++];
        left->line_no = (int32_t)ctyi_column_int(sql, 0);
        left->net = ctyi_column_int(sql, 1);
        status = ctyi_line_left(left->net, ctyi_column_int(sql, 2), &left->left,
                                err);
        if (status == CTY_OK)
            status = ctyi_step(sql, &row, err);
    }
    return status;
}

cty_status
ctyi_bill_left(struct ctyi_store *store, int64_t bill, int32_t line_no,
               struct ctyi_left **out_lefts, size_t *out_count, cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_left *lefts = NULL;
    size_t count = 0;
    cty_status status = ctyi_sql(
        store, line_no > 0 ? CTYI_SQL_BILL_LEFT_LINE : CTYI_SQL_BILL_LEFT, &sql,
        err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, bill);
    if (line_no > 0)
        ctyi_bind_int(sql, 2, line_no);
    status = collect_left(sql, &lefts, &count, err);
    ctyi_reset(sql);
    if (status != CTY_OK) {
        ctyi_free(lefts);
        return status;
    }
    *out_lefts = lefts;
    *out_count = count;
    return CTY_OK;
}

cty_status
ctyi_bill_left_total(struct ctyi_store *store, int64_t bill, int64_t *out_left,
                     cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_BILL_LEFT_TOTAL, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, bill);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK)
        *out_left = ctyi_column_int(sql, 0);
    ctyi_reset(sql);
    return status;
}
