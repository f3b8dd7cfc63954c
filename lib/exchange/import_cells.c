/* What the cells of an import hold. */
#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/fail.h"
#include "base/language.h"
#include "base/text.h"
#include "base/tracking_code.h"
#include "exchange/import_files.h"

size_t
ctyi_cell_limit(enum ctyi_cell cell)
{
    if (cell == CTYI_CELL_TEXT)
        return CTY_MAX_TEXT;
    return cell == CTYI_CELL_NAME ? CTY_MAX_NAME : CTY_MAX_REF;
}

static cty_status
check_date(const char *text, int32_t *out_value, cty_error *err)
{
    cty_date date;
    cty_status status = cty_date_parse(text, &date, err);

    if (status == CTY_OK)
        *out_value = ctyi_date_pack(date);
    return status;
}

static cty_status
check_quantity(const char *text, cty_error *err)
{
    cty_decimal decimal;
    cty_status status = cty_decimal_parse(text, &decimal, err);

    if (status == CTY_OK && decimal == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, NULL,
                         "the quantity is 0: it must be over 0");
    return status;
}

static cty_status
check_decimal(const char *text, cty_error *err)
{
    cty_decimal decimal;

    return cty_decimal_parse(text, &decimal, err);
}

static cty_status
check_money(const char *text, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    struct ctyi_plain plain;

    if (!ctyi_plain_scan(text, &plain))
        return ctyi_fail(err, CTY_E_ARGUMENT, NULL,
                         "%s is not a plain decimal: write 3000 or 3000.00",
                         ctyi_text_quote(text, quoted));
    if (plain.decimal_count > CTYI_DECIMALS_MOST)
        return ctyi_fail(err, CTY_E_ARGUMENT, NULL,
                         "%s has more than %d decimals: round it",
                         ctyi_text_quote(text, quoted), CTYI_DECIMALS_MOST);
    return CTY_OK;
}

static bool
read_line_no(const char *text, int32_t *out_line_no)
{
    int64_t number = 0;

    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        number = number * 10 + (*text - '0');
        if (number > INT32_MAX)
            return false;
    }
    if (number == 0)
        return false;
    *out_line_no = (int32_t)number;
    return true;
}

static cty_status
check_line_no(const char *text, int32_t *out_value, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];

    if (read_line_no(text, out_value))
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, NULL,
                     "%s is no line number: write one from 1 to 2147483647",
                     ctyi_text_quote(text, quoted));
}

static cty_status
check_word(const char *text, const char *const *words, const char *expected,
           cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];

    for (; *words != NULL; words++) {
        if (strcmp(text, *words) == 0)
            return CTY_OK;
    }
    return ctyi_fail(err, CTY_E_ARGUMENT, NULL, "%s is none of %s",
                     ctyi_text_quote(text, quoted), expected);
}

static cty_status
check_currency(const char *text, cty_error *err)
{
    int exponent;

    return cty_currency_exponent(text, &exponent, err);
}

cty_status
ctyi_cell_check(const struct ctyi_import_column *column, const char *text,
                int32_t *out_value, cty_error *err)
{
    static const char *const statuses[] = {"open", "accepted", "declined",
                                           "billed", NULL};
    static const char *const answers[] = {"yes", "no", NULL};

    assert(text[0] != '\0');
    *out_value = 0;
    switch (column->cell) {
    case CTYI_CELL_REF:
    case CTYI_CELL_NAME:
    case CTYI_CELL_TEXT:
        return CTY_OK;
    case CTYI_CELL_DATE:
        return check_date(text, out_value, err);
    case CTYI_CELL_QUANTITY:
        return check_quantity(text, err);
    case CTYI_CELL_DECIMAL:
        return check_decimal(text, err);
    case CTYI_CELL_MONEY:
        return check_money(text, err);
    case CTYI_CELL_LINE_NO:
        return check_line_no(text, out_value, err);
    case CTYI_CELL_CURRENCY:
        return check_currency(text, err);
    case CTYI_CELL_CODE:
        return ctyi_code_check_own(text, err);
    case CTYI_CELL_LANGUAGE:
        return ctyi_language_check(text, column->name, err);
    case CTYI_CELL_STATUS:
        return check_word(text, statuses, "open, accepted, declined and billed",
                          err);
    case CTYI_CELL_YES_NO:
        return check_word(text, answers, "yes and no", err);
    }
    return CTY_OK;
}

cty_decimal
ctyi_cell_decimal(const char *text)
{
    cty_decimal decimal;

    return cty_decimal_parse(text, &decimal, NULL) == CTY_OK ? decimal : 0;
}

cty_date
ctyi_cell_date(const char *text)
{
    cty_date date;

    return cty_date_parse(text, &date, NULL) == CTY_OK ? date : (cty_date){0};
}

int32_t
ctyi_cell_line_no(const char *text)
{
    int32_t line_no = 0;

    return read_line_no(text, &line_no) ? line_no : 0;
}

const char *
ctyi_cell_text(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}
