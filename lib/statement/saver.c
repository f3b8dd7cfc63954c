/* Who was saved more than nothing in a period. */
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "statement/statement.h"

void
ctyi_savers_bind(struct ctyi_statement *sql, const cty_period *period,
                 int32_t order)
{
    int32_t from = ctyi_date_pack(period->from);
    int32_t to = ctyi_date_pack(period->to);

    ctyi_bind_int(sql, 1, ctyi_date_month(from));
    ctyi_bind_int(sql, 2, ctyi_date_month(to));
    ctyi_bind_int(sql, 3, from);
    ctyi_bind_int(sql, 4, to);
    ctyi_bind_int(sql, 5, order);
}

void
ctyi_savers_read(struct ctyi_statement *row, cty_saver *out_saver,
                 int64_t *out_total)
{
    ctyi_text_copy(out_saver->client_ref, sizeof(out_saver->client_ref),
                   ctyi_column_string(row, 0));
    ctyi_text_copy(out_saver->currency, sizeof(out_saver->currency),
                   ctyi_column_string(row, 1));
    out_saver->saved_minor = ctyi_column_int(row, 2);
    *out_total = ctyi_column_int(row, 3);
    out_saver->name = ctyi_column_string(row, 4);
    out_saver->postal_code = ctyi_column_string(row, 5);
    out_saver->country = ctyi_column_string(row, 6);
}
