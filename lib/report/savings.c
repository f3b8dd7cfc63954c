/*
 * Savings by client and quarter: sums of the entries and sums of the bills,
 * each in the order of the keys, merged.
 */
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "report/report.h"

static cty_status
open_side(struct ctyi_store *store, enum ctyi_sql name,
          const cty_savings_report *report, struct ctyi_savings_side *side,
          cty_error *err)
{
    cty_status status = ctyi_sql_own(store, name, &side->sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_report_bind_span(side->sql, report->from, report->to);
    ctyi_bind_int(side->sql, 5, store->fiscal_year_start - 1);
    ctyi_bind_int(side->sql, 6, (report->by & CTY_BY_CLIENT) != 0);
    ctyi_bind_int(side->sql, 7, (report->by & CTY_BY_QUARTER) != 0);
    return CTY_OK;
}

cty_status
ctyi_savings_open(struct ctyi_store *store, const cty_savings_report *report,
                  struct ctyi_savings *savings, cty_error *err)
{
    cty_status status;

    memset(savings, 0, sizeof(*savings));
    savings->store = store;
    savings->by = report->by;
    status = open_side(store, CTYI_SQL_SAVINGS_ENTRIES, report,
                       &savings->entries, err);
    if (status == CTY_OK)
        status = open_side(store, CTYI_SQL_SAVINGS_BILLS, report,
                           &savings->bills, err);
    if (status != CTY_OK)
        ctyi_savings_close(savings);
    return status;
}

void
ctyi_savings_close(struct ctyi_savings *savings)
{
    ctyi_finalize(savings->entries.sql);
    ctyi_finalize(savings->bills.sql);
    savings->entries.sql = NULL;
    savings->bills.sql = NULL;
}

/* The key; what is summed up is the side's own. */
static void
read_key(struct ctyi_savings_side *side)
{
    cty_savings_row *row = &side->row;

    memset(row, 0, sizeof(*row));
    ctyi_text_copy(row->client_ref, sizeof(row->client_ref),
                   ctyi_column_string(side->sql, 0));
    side->quarter = ctyi_column_int(side->sql, 1);
    ctyi_text_copy(row->currency, sizeof(row->currency),
                   ctyi_column_string(side->sql, 2));
}

static cty_status
step_entries(struct ctyi_savings_side *side, cty_error *err)
{
    cty_status status = ctyi_step(side->sql, &side->there, err);

    if (status != CTY_OK || !side->there)
        return status;
    read_key(side);
    side->row.credit_notes = ctyi_column_int(side->sql, 3);
    side->row.credits_minor = ctyi_column_int(side->sql, 4);
    side->row.savings_minor = ctyi_column_int(side->sql, 5);
    return CTY_OK;
}

static cty_status
step_bills(struct ctyi_savings_side *side, cty_error *err)
{
    cty_savings_row *row = &side->row;
    cty_status status = ctyi_step(side->sql, &side->there, err);

    if (status != CTY_OK || !side->there)
        return status;
    read_key(side);
    row->bills = ctyi_column_int(side->sql, 3);
    row->gross_minor = ctyi_column_int(side->sql, 4);
    row->discounts_minor = ctyi_column_int(side->sql, 5);
    row->charges_minor = ctyi_column_int(side->sql, 6);
    if (__builtin_sub_overflow(row->gross_minor, row->discounts_minor,
                               &row->billed_minor) ||
        __builtin_add_overflow(row->billed_minor, row->charges_minor,
                               &row->billed_minor))
        return ctyi_report_overflow(err);
    return CTY_OK;
}

/* Both begin in one state of the ledger, which they then hold. */
static cty_status
begin(struct ctyi_savings *savings, cty_error *err)
{
    cty_status status = ctyi_store_begin_read(savings->store, err);

    if (status != CTY_OK)
        return status;
    status = step_entries(&savings->entries, err);
    if (status == CTY_OK)
        status = step_bills(&savings->bills, err);
    ctyi_store_end_read(savings->store);
    savings->begun = status == CTY_OK;
    return status;
}

static int
compare(const struct ctyi_savings_side *a, const struct ctyi_savings_side *b)
{
    int order;

    if (!a->there || !b->there)
        return (int)b->there - (int)a->there;
    order = strcmp(a->row.client_ref, b->row.client_ref);
    if (order == 0)
        order = (a->quarter > b->quarter) - (a->quarter < b->quarter);
    return order != 0 ? order : strcmp(a->row.currency, b->row.currency);
}

static void
name_quarter(const struct ctyi_savings *savings, int64_t quarter,
             cty_savings_row *row)
{
    int start = savings->store->fiscal_year_start;
    int month = (int)quarter * 3 + start - 1;

    if ((savings->by & CTY_BY_QUARTER) != 0)
        ctyi_quarter_name(month / 12 * 100 + month % 12 + 1, start,
                          row->quarter);
}

/* Take the first of both sides, together where they have the same key. */
static cty_status
merge(struct ctyi_savings *savings, cty_savings_row *out_row, cty_error *err)
{
    struct ctyi_savings_side *entries = &savings->entries;
    struct ctyi_savings_side *bills = &savings->bills;
    int order = compare(entries, bills);
    cty_savings_row row = order < 0 ? entries->row : bills->row;
    cty_status status = CTY_OK;

    row.struct_size = sizeof(row);
    if (order == 0) {
        row.credit_notes = entries->row.credit_notes;
        row.credits_minor = entries->row.credits_minor;
        row.savings_minor = entries->row.savings_minor;
    }
    name_quarter(savings, order < 0 ? entries->quarter : bills->quarter, &row);
    if (order <= 0)
        status = step_entries(entries, err);
    if (status == CTY_OK && order >= 0)
        status = step_bills(bills, err);
    if (status == CTY_OK)
        *out_row = row;
    return status;
}

cty_status
ctyi_savings_next(struct ctyi_savings *savings, cty_savings_row *out_row,
                  bool *out_found, cty_error *err)
{
    cty_status status = savings->begun ? CTY_OK : begin(savings, err);

    if (status != CTY_OK)
        return status;
    if (!savings->entries.there && !savings->bills.there) {
        *out_found = false;
        return CTY_OK;
    }
    status = merge(savings, out_row, err);
    if (status == CTY_OK)
        *out_found = true;
    return status;
}
