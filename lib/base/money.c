#include <courtesy/base.h>

#include <assert.h>
#include <string.h>

#include "base/currency.h"
#include "base/decimal.h"
#include "base/fail.h"
#include "base/rounding.h"
#include "base/text.h"

_Static_assert(sizeof(cty_money) == 16, "cty_money is frozen");

enum {
    DECIMAL_PLACES = 6,           /* of a cty_decimal */
    ALL_OF_IT = 100 * 1000 * 1000 /* 100 percent as a cty_decimal */
};

static cty_money
money_of(int64_t minor, const char *currency)
{
    cty_money money = {.minor = minor};

    memcpy(money.currency, currency, strnlen(currency, 3));
    return money;
}

/* What a message shows of an amount: "12.50 USD". */
struct shown {
    char text[CTY_MONEY_TEXT + 4];
};

static struct shown
show(int64_t minor, const char *currency)
{
    struct shown shown;
    cty_money money = money_of(minor, currency);
    size_t length;

    length = strlen(cty_money_format(money, shown.text));
    shown.text[length] = ' ';
    memcpy(shown.text + length + 1, money.currency, 4);
    return shown;
}

char *
cty_money_format(cty_money money, char *buffer)
{
    int decimals = ctyi_currency_decimals(money.currency);

    return ctyi_plain_write(money.minor, decimals < 0 ? 2 : decimals, buffer);
}

static cty_status
refuse_form(const char *quoted, int exponent, cty_error *err)
{
    char with_decimals[24];

    if (exponent == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "amount %s is not a plain decimal: write 3000",
                         quoted);
    ctyi_plain_write(3000 * ctyi_power_of_ten(exponent), exponent,
                     with_decimals);
    return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                     "amount %s is not a plain decimal: write 3000 or %s",
                     quoted, with_decimals);
}

static cty_status
refuse_decimals(const char *quoted, const char *currency, int exponent,
                cty_error *err)
{
    if (exponent == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "amount %s has decimals, and %s has none: write it "
                         "without",
                         quoted, currency);
    return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                     "amount %s has more than the %d decimals of %s: write it "
                     "with %d",
                     quoted, exponent, currency, exponent);
}

static cty_status
refuse_size(const char *quoted, const char *currency, cty_error *err)
{
    return ctyi_fail(err, CTY_E_LIMIT, "amount",
                     "amount %s is too large: the most is %s", quoted,
                     show(INT64_MAX, currency).text);
}

/* The digits as minor units; false over INT64_MAX. */
static bool
count_minor(const struct ctyi_plain *plain, int exponent, cty_rounding rounding,
            int64_t *out_minor, bool *out_rounded)
{
    int surplus = (int)plain->decimal_count - exponent;
    ctyi_wide value;

    *out_rounded = false;
    if (!ctyi_plain_value(plain, &value))
        return false;
    if (surplus > 0)
        value = ctyi_divide(value, ctyi_power_of_ten(surplus), rounding,
                            out_rounded);
    else
        value *= ctyi_power_of_ten(-surplus);
    if (!ctyi_fits(value))
        return false;

    *out_minor = (int64_t)value;
    return true;
}

/*
 * most_decimals: how many may be written, whether or not they are worth
 * anything; "1.000" dollars are refused where nobody asked for rounding, for
 * in half of Europe they are a thousand.
 */
static cty_status
parse(const char *text, const char *currency, int exponent, int most_decimals,
      cty_rounding rounding, cty_money *out_money, bool *out_rounded,
      cty_error *err)
{
    struct ctyi_plain plain;
    char quoted[CTYI_QUOTE_TEXT];
    int64_t minor;
    bool rounded;

    ctyi_text_quote(text, quoted);
    if (!ctyi_plain_scan(text, &plain))
        return refuse_form(quoted, exponent, err);
    if (plain.decimal_count > CTYI_DECIMALS_MOST &&
        most_decimals == CTYI_DECIMALS_MOST)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "amount %s has more than %d decimals: round it",
                         quoted, CTYI_DECIMALS_MOST);
    if (plain.decimal_count > (size_t)most_decimals)
        return refuse_decimals(quoted, currency, exponent, err);
    if (!count_minor(&plain, exponent, rounding, &minor, &rounded))
        return refuse_size(quoted, currency, err);
    if (rounded && rounding == CTY_ROUND_EXACT)
        return refuse_decimals(quoted, currency, exponent, err);

    *out_money = money_of(minor, currency);
    if (out_rounded != NULL)
        *out_rounded = rounded;
    return CTY_OK;
}

cty_status
cty_money_parse(const char *text, const char *currency, cty_money *out_money,
                cty_error *err)
{
    cty_status status;
    int exponent;

    if (text == NULL)
        return ctyi_fail_missing(err, "amount");
    if (out_money == NULL)
        return ctyi_fail_missing(err, "out_money");

    status = cty_currency_exponent(currency, &exponent, err);
    if (status != CTY_OK)
        return status;
    return parse(text, currency, exponent, exponent, CTY_ROUND_EXACT, out_money,
                 NULL, err);
}

cty_status
cty_money_parse_rounded(const char *text, const char *currency,
                        cty_rounding rounding, cty_money *out_money,
                        bool *out_rounded, cty_error *err)
{
    cty_status status;
    int exponent;

    if (text == NULL)
        return ctyi_fail_missing(err, "amount");
    if (out_money == NULL)
        return ctyi_fail_missing(err, "out_money");

    status = ctyi_rounding_check(rounding, err);
    if (status != CTY_OK)
        return status;
    status = cty_currency_exponent(currency, &exponent, err);
    if (status != CTY_OK)
        return status;
    return parse(text, currency, exponent, CTYI_DECIMALS_MOST, rounding,
                 out_money, out_rounded, err);
}

static cty_status
check_pair(cty_money a, cty_money b, const char *joined_by, cty_error *err)
{
    if (strncmp(a.currency, b.currency, sizeof(a.currency)) == 0)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, "currency",
                     "%s %s %s are two currencies: use one",
                     show(a.minor, a.currency).text, joined_by,
                     show(b.minor, b.currency).text);
}

static cty_status
settle_pair(ctyi_wide minor, cty_money a, cty_money b, const char *joined_by,
            cty_money *out_money, cty_error *err)
{
    if (out_money == NULL)
        return ctyi_fail_missing(err, "out_money");
    if (!ctyi_fits(minor))
        return ctyi_fail(
            err, CTY_E_LIMIT, "amount", "%s %s %s is too large: the most is %s",
            show(a.minor, a.currency).text, joined_by,
            show(b.minor, b.currency).text, show(INT64_MAX, a.currency).text);

    *out_money = money_of((int64_t)minor, a.currency);
    return CTY_OK;
}

cty_status
cty_money_add(cty_money a, cty_money b, cty_money *out_money, cty_error *err)
{
    cty_status status = check_pair(a, b, "plus", err);

    if (status != CTY_OK)
        return status;
    return settle_pair((ctyi_wide)a.minor + b.minor, a, b, "plus", out_money,
                       err);
}

cty_status
cty_money_subtract(cty_money a, cty_money b, cty_money *out_money,
                   cty_error *err)
{
    cty_status status = check_pair(a, b, "less", err);

    if (status != CTY_OK)
        return status;
    return settle_pair((ctyi_wide)a.minor - b.minor, a, b, "less", out_money,
                       err);
}

/* Divide: what comes out, CTY_E_ARGUMENT for a remainder, or CTY_E_LIMIT. */
static cty_status
settle(ctyi_wide numerator, int64_t divisor, cty_rounding rounding,
       int64_t *out_minor, bool *out_rounded)
{
    ctyi_wide minor = ctyi_divide(numerator, divisor, rounding, out_rounded);

    if (*out_rounded && rounding == CTY_ROUND_EXACT)
        return CTY_E_ARGUMENT;
    if (!ctyi_fits(minor))
        return CTY_E_LIMIT;
    *out_minor = (int64_t)minor;
    return CTY_OK;
}

static cty_status
refuse_product(cty_status status, const char *factor, const char *joined_by,
               const char *other, const char *currency, cty_error *err)
{
    if (status == CTY_E_LIMIT)
        return ctyi_fail(err, status, "amount",
                         "%s %s %s is too large: the most is %s", factor,
                         joined_by, other, show(INT64_MAX, currency).text);
    return ctyi_fail(err, status, "rounding",
                     "%s %s %s falls between two minor units of %.3s: change "
                     "it, or say how to round",
                     factor, joined_by, other, currency);
}

cty_status
cty_money_price(cty_decimal quantity, cty_decimal unit_price,
                const char *currency, cty_rounding rounding,
                cty_money *out_money, bool *out_rounded, cty_error *err)
{
    char factor[CTY_DECIMAL_TEXT];
    char other[CTY_DECIMAL_TEXT];
    cty_status status = ctyi_rounding_check(rounding, err);
    int64_t minor;
    int exponent;
    bool rounded;

    if (status != CTY_OK)
        return status;
    status = cty_currency_exponent(currency, &exponent, err);
    if (status != CTY_OK)
        return status;
    if (out_money == NULL)
        return ctyi_fail_missing(err, "out_money");

    status = settle((ctyi_wide)quantity * unit_price,
                    ctyi_power_of_ten(2 * DECIMAL_PLACES - exponent), rounding,
                    &minor, &rounded);
    if (status != CTY_OK)
        return refuse_product(status, cty_decimal_format(quantity, factor), "x",
                              cty_decimal_format(unit_price, other), currency,
                              err);

    *out_money = money_of(minor, currency);
    if (out_rounded != NULL)
        *out_rounded = rounded;
    return CTY_OK;
}

cty_status
cty_money_percent(cty_money amount, cty_decimal percent, cty_rounding rounding,
                  cty_money *out_money, cty_error *err)
{
    char factor[CTY_DECIMAL_TEXT];
    cty_status status = ctyi_rounding_check(rounding, err);
    int64_t minor;
    bool rounded;

    if (status != CTY_OK)
        return status;
    if (out_money == NULL)
        return ctyi_fail_missing(err, "out_money");

    status = settle((ctyi_wide)amount.minor * percent, ALL_OF_IT, rounding,
                    &minor, &rounded);
    if (status != CTY_OK)
        return refuse_product(
            status, cty_decimal_format(percent, factor), "percent of",
            show(amount.minor, amount.currency).text, amount.currency, err);

    *out_money = money_of(minor, amount.currency);
    return CTY_OK;
}
