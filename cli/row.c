#include "output.h"

#include <assert.h>
#include <inttypes.h>

void
row_begin(struct row *row)
{
    row->count = 0;
}

char *
row_room(struct row *row)
{
    assert(row->count < OUTPUT_COLUMNS);
    row->cells[row->count] = row->texts[row->count];
    return row->texts[row->count++];
}

void
row_text(struct row *row, const char *text)
{
    assert(row->count < OUTPUT_COLUMNS);
    row->cells[row->count++] = text != NULL ? text : "";
}

void
row_money(struct row *row, int64_t minor, const char *currency)
{
    cty_money_format(cli_amount(minor, currency), row_room(row));
}

void
row_decimal(struct row *row, cty_decimal decimal)
{
    cty_decimal_format(decimal, row_room(row));
}

void
row_date(struct row *row, cty_date date)
{
    cty_date_format(date, row_room(row));
}

void
row_number(struct row *row, int64_t number)
{
    (void)snprintf(row_room(row), CELL_TEXT, "%" PRId64, number);
}

void
row_number_if_any(struct row *row, int64_t number)
{
    if (number != 0)
        row_number(row, number);
    else
        row_text(row, "");
}

void
row_bool(struct row *row, bool value)
{
    row_text(row, value ? "yes" : "no");
}
