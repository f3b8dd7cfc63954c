/*
 * What came before: one walk over all that the client was granted up to the
 * period's end gives the history, the year, the sum since the start, and what
 * the statement's bills have been credited.
 */
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "statement/statement.h"

static void
count_back(cty_statement *statement)
{
    struct ctyi_drawn_period *history = statement->history;
    cty_period period = statement->period;
    cty_period before;
    size_t count = 1;

    if (period.kind == CTY_PERIOD_RANGE)
        return;
    history[CTYI_HISTORY_MOST - 1].period = period;
    while (count < CTYI_HISTORY_MOST &&
           cty_period_before(&period, &before, NULL) == CTY_OK) {
        period = before;
        history[CTYI_HISTORY_MOST - ++count].period = period;
    }
    memmove(history, history + CTYI_HISTORY_MOST - count,
            count * sizeof(*history));
    statement->history_count = count;
}

/* The fiscal year that holds the period's end. It may begin before 1900. */
static int32_t
year_from(const cty_period *period)
{
    int start = period->fiscal_year_start;
    int year = period->to.month < start ? period->to.year - 1 : period->to.year;

    return year * 10000 + start * 100 + 1;
}

static cty_status
count_in_history(cty_statement *statement, int32_t date, int64_t saved,
                 cty_error *err)
{
    for (size_t i = statement->history_count; i > 0; i--) {
        struct ctyi_drawn_period *one = &statement->history[i - 1];

        if (date >= ctyi_date_pack(one->period.from))
            return ctyi_statement_add(&one->saved, saved, err);
    }
    return CTY_OK;
}

static cty_status
count_saving(cty_statement *statement, int32_t date, int64_t saved,
             cty_error *err)
{
    cty_status status = ctyi_statement_add(&statement->since_start, saved, err);

    if (statement->first_saving == 0 || date < statement->first_saving)
        statement->first_saving = date;
    if (status == CTY_OK && date >= statement->year_from)
        status = ctyi_statement_add(&statement->year_to_date, saved, err);
    if (status == CTY_OK)
        status = count_in_history(statement, date, saved, err);
    return status;
}

static cty_status
count_entry(cty_statement *statement, struct ctyi_statement *row,
            cty_error *err)
{
    int32_t date = (int32_t)ctyi_column_int(row, 0);
    int64_t kind = ctyi_column_int(row, 1);
    int64_t reduces = 0;
    struct ctyi_drawn_bill *bill = NULL;
    cty_status status =
        ctyi_statement_saved(kind, ctyi_column_int(row, 3), &reduces, err);

    if (status == CTY_OK && ctyi_column_int(row, 2) != 0)
        status = count_saving(statement, date, reduces, err);
    if (kind != CTY_DISCOUNT)
        bill = ctyi_statement_bill(statement, ctyi_column_int(row, 4));
    if (status == CTY_OK && bill != NULL)
        status = ctyi_statement_add(&bill->net, -reduces, err);
    return status;
}

cty_status
ctyi_statement_past(struct ctyi_store *store, cty_statement *statement,
                    cty_error *err)
{
    int32_t last = ctyi_date_pack(statement->period.to);
    struct ctyi_statement *sql;
    bool row = true;
    cty_status status = ctyi_sql(store, CTYI_SQL_STATEMENT_PAST, &sql, err);

    if (status != CTY_OK)
        return status;
    count_back(statement);
    statement->year_from = year_from(&statement->period);
    ctyi_bind_int(sql, 1, statement->client.client);
    ctyi_bind_text(sql, 2, statement->currency);
    ctyi_bind_int(sql, 3, ctyi_date_month(last));
    ctyi_bind_int(sql, 4, last);
    while ((status = ctyi_step(sql, &row, err)) == CTY_OK && row) {
        status = count_entry(statement, sql, err);
        if (status != CTY_OK)
            break;
    }
    ctyi_reset(sql);
    return status;
}
