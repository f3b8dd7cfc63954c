#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "store/row.h"

static cty_status
read_quote(struct ctyi_statement *sql, struct ctyi_quote *quote,
           bool *out_found, cty_error *err)
{
    struct ctyi_quote found = {0};
    cty_status status = ctyi_step(sql, out_found, err);

    if (status == CTY_OK && *out_found) {
        ctyi_row_fact(sql, 0, &found.fact);
        ctyi_text_copy(found.quote_no, sizeof(found.quote_no),
                       ctyi_column_string(sql, 7));
        found.valid_until = (int32_t)ctyi_column_int(sql, 8);
        ctyi_text_copy(found.currency, sizeof(found.currency),
                       ctyi_column_string(sql, 9));
        found.rounding = (int32_t)ctyi_column_int(sql, 10);
        ctyi_row_totals(sql, 11, &found.lines, &found.totals);
        *quote = found;
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_quote_by_no(struct ctyi_store *store, const char *quote_no,
                 struct ctyi_quote *out_quote, bool *out_found, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_BY_NO, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, quote_no);
    return read_quote(sql, out_quote, out_found, err);
}

cty_status
ctyi_quote_by_key(struct ctyi_store *store, int64_t quote,
                  struct ctyi_quote *out_quote, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_BY_KEY, &sql, err);
    bool found;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    status = read_quote(sql, out_quote, &found, err);
    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "quote number %lld of the ledger is not there",
                           (long long)quote);
    return status;
}

cty_status
ctyi_quote_status_read(struct ctyi_store *store, int64_t quote,
                       int32_t *out_status, int32_t *out_date, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_STATUS_READ, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK) {
        *out_status = row ? (int32_t)ctyi_column_int(sql, 0) : CTY_QUOTE_OPEN;
        *out_date = row ? (int32_t)ctyi_column_int(sql, 1) : 0;
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_quote_status_by_key(struct ctyi_store *store, int64_t key,
                         struct ctyi_quote_status *out_status, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(store, CTYI_SQL_QUOTE_STATUS_BY_KEY, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, key);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK && row) {
        ctyi_row_fact(sql, 0, &out_status->fact);
        out_status->quote = ctyi_column_int(sql, 7);
        out_status->status = (int32_t)ctyi_column_int(sql, 8);
    } else if (status == CTY_OK) {
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "change of status %lld of the ledger is not there",
                           (long long)key);
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_quote_bill(struct ctyi_store *store, int64_t quote, int64_t *out_bill,
                cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_BILL, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK)
        *out_bill = row ? ctyi_column_int(sql, 0) : 0;
    ctyi_reset(sql);
    return status;
}

static cty_status
insert_adjustments(struct ctyi_store *store, int64_t quote,
                   const struct ctyi_lines *lines, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(store, CTYI_SQL_QUOTE_ADJUSTMENT_INSERT, &sql, err);

    for (size_t i = 0; status == CTY_OK && i < lines->adjustment_count; i++) {
        const struct ctyi_adjustment *one = &lines->adjustments[i];

        ctyi_bind_int(sql, 1, quote);
        ctyi_bind_int(sql, 2, (int64_t)i + 1);
        ctyi_bind_int(sql, 3, one->line_no);
        ctyi_bind_int(sql, 4, one->kind);
        ctyi_bind_int(sql, 5, one->amount);
        ctyi_bind_int(sql, 6, one->rate);
        ctyi_bind_text(sql, 7, one->reason);
        ctyi_bind_key(sql, 8, one->person);
        status = ctyi_run(sql, err);
    }
    return status;
}

cty_status
ctyi_quote_insert(struct ctyi_store *store, struct ctyi_quote *quote,
                  const struct ctyi_lines *lines, struct ctyi_head *head,
                  cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_seal_quote(quote, lines, head->head, quote->fact.head);
    ctyi_bind_fact(sql, 1, &quote->fact);
    ctyi_bind_text(sql, 8, quote->quote_no);
    ctyi_bind_int(sql, 9, ctyi_date_month(quote->fact.date));
    ctyi_bind_int(sql, 10, quote->valid_until);
    ctyi_bind_text(sql, 11, quote->currency);
    ctyi_bind_int(sql, 12, quote->rounding);
    ctyi_bind_totals(sql, 13, quote->lines, &quote->totals);
    store->wrote = true;
    status = ctyi_run(sql, err);
    if (status == CTY_OK)
        status = ctyi_insert_lines(store, CTYI_SQL_QUOTE_LINE_INSERT,
                                   quote->fact.sequence, lines, err);
    if (status == CTY_OK)
        status = insert_adjustments(store, quote->fact.sequence, lines, err);
    if (status == CTY_OK)
        memcpy(head->head, quote->fact.head, CTYI_DIGEST_BYTES);
    return status;
}

cty_status
ctyi_quote_status_insert(struct ctyi_store *store,
                         struct ctyi_quote_status *change,
                         struct ctyi_head *head, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(store, CTYI_SQL_QUOTE_STATUS_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_seal_quote_status(change, head->head, change->fact.head);
    ctyi_bind_fact(sql, 1, &change->fact);
    ctyi_bind_int(sql, 8, change->quote);
    ctyi_bind_int(sql, 9, change->status);
    store->wrote = true;
    status = ctyi_run(sql, err);
    if (status == CTY_OK)
        memcpy(head->head, change->fact.head, CTYI_DIGEST_BYTES);
    return status;
}

static cty_status
read_adjustments(struct ctyi_statement *sql, struct ctyi_lines *lines,
                 cty_error *err)
{
    struct ctyi_adjustment one = {0};
    cty_status status;
    bool row;

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
ctyi_quote_lines(struct ctyi_store *store, int64_t quote,
                 struct ctyi_lines *lines, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_LINES, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    status = ctyi_read_lines(sql, lines, err);
    if (status == CTY_OK)
        status = ctyi_sql(store, CTYI_SQL_QUOTE_ADJUSTMENTS, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    return read_adjustments(sql, lines, err);
}

cty_status
ctyi_quote_has_line(struct ctyi_store *store, int64_t quote, int32_t line_no,
                    bool *out_has, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_QUOTE_HAS_LINE, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    ctyi_bind_int(sql, 2, line_no);
    status = ctyi_step(sql, out_has, err);
    ctyi_reset(sql);
    return status;
}
