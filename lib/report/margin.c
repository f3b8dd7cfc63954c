/* Margin ranked by client, product or category. */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/rounding.h"
#include "base/text.h"
#include "report/report.h"

void
ctyi_report_bind_span(struct ctyi_statement *sql, cty_date from, cty_date to)
{
    int32_t first = ctyi_date_pack(from);
    int32_t last = to.year == 0 ? 99991231 : ctyi_date_pack(to);

    ctyi_bind_int(sql, 1, ctyi_date_month(first));
    ctyi_bind_int(sql, 2, ctyi_date_month(last));
    ctyi_bind_int(sql, 3, first);
    ctyi_bind_int(sql, 4, last);
}

cty_status
ctyi_report_overflow(cty_error *err)
{
    return ctyi_fail(err, CTY_E_LIMIT, NULL,
                     "a sum of the report is over 9,223,372,036,854,775,807 "
                     "minor units: ask for a shorter period");
}

cty_status
ctyi_margin_open(struct ctyi_store *store, const cty_margin_report *report,
                 struct ctyi_margin *margin, cty_error *err)
{
    bool by_client = report->by == CTY_MARGIN_CLIENT;
    cty_status status;

    assert(report->by >= CTY_MARGIN_CLIENT);
    assert(report->by <= CTY_MARGIN_CATEGORY);
    memset(margin, 0, sizeof(*margin));
    status = ctyi_sql_own(
        store, by_client ? CTYI_SQL_MARGIN_CLIENT : CTYI_SQL_MARGIN_LINE,
        &margin->sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_report_bind_span(margin->sql, report->from, report->to);
    if (!by_client)
        ctyi_bind_int(margin->sql, 5, report->by);
    return CTY_OK;
}

void
ctyi_margin_close(struct ctyi_margin *margin)
{
    ctyi_finalize(margin->sql);
    margin->sql = NULL;
}

/* margin of what was billed with a known cost, in ten-thousandths of a
 * percent. */
static bool
work_out_percent(cty_margin_row *row, int64_t billed)
{
    bool rounded;
    ctyi_wide percent;

    row->has_percent = billed > 0;
    if (!row->has_percent)
        return true;
    percent = ctyi_divide((ctyi_wide)row->margin_minor * 1000000, billed,
                          CTY_ROUND_HALF_UP, &rounded);
    row->margin_percent = (int64_t)percent;
    return ctyi_fits(percent);
}

static bool
work_out(cty_margin_row *row)
{
    int64_t billed;

    return !__builtin_sub_overflow(row->billed_minor,
                                   row->billed_without_cost_minor, &billed) &&
           !__builtin_sub_overflow(billed, row->cost_minor,
                                   &row->margin_minor) &&
           !__builtin_sub_overflow(row->margin_minor, row->credits_minor,
                                   &row->margin_after_credits_minor) &&
           work_out_percent(row, billed);
}

static void
read_row(struct ctyi_statement *sql, cty_margin_row *row)
{
    row->key = ctyi_column_string(sql, 0);
    ctyi_text_copy(row->currency, sizeof(row->currency),
                   ctyi_column_string(sql, 1));
    row->gross_minor = ctyi_column_int(sql, 2);
    row->discounts_minor = ctyi_column_int(sql, 3);
    row->charges_minor = ctyi_column_int(sql, 4);
    row->billed_minor = ctyi_column_int(sql, 5);
    row->cost_minor = ctyi_column_int(sql, 6);
    row->billed_without_cost_minor = ctyi_column_int(sql, 7);
    row->credits_minor = ctyi_column_int(sql, 8);
}

cty_status
ctyi_margin_next(struct ctyi_margin *margin, cty_margin_row *out_row,
                 bool *out_found, cty_error *err)
{
    cty_margin_row row = CTY_MARGIN_ROW_INIT;
    bool there = false;
    cty_status status = CTY_OK;

    if (!margin->ended)
        status = ctyi_step(margin->sql, &there, err);
    if (status != CTY_OK)
        return status;
    if (!there) {
        margin->ended = true;
        *out_found = false;
        return CTY_OK;
    }
    read_row(margin->sql, &row);
    if (!work_out(&row))
        return ctyi_report_overflow(err);
    if (strcmp(row.currency, margin->currency) != 0)
        margin->rank = 0;
    memcpy(margin->currency, row.currency, sizeof(margin->currency));
    row.rank = ++margin->rank;
    *out_row = row;
    *out_found = true;
    return CTY_OK;
}
