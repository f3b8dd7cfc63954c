/*
 * Numbers of 8 bytes each, through every product, percent, sum and split, and
 * the same in 128 bits; then a decimal as text.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

typedef __int128 wide;

enum { WEIGHTS_MOST = 40 };

static bool
fits(wide value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}

/* Rounded as named; false: there is a remainder and none is wanted. */
static bool
divide(wide value, wide by, cty_rounding rounding, wide *quotient)
{
    wide rest = value % by;
    wide twice = (rest < 0 ? -rest : rest) * 2;
    wide away = value < 0 ? -1 : 1;

    *quotient = value / by;
    if (rest == 0)
        return true;
    if (rounding == CTY_ROUND_HALF_UP && twice >= by)
        *quotient += away;
    if (rounding == CTY_ROUND_HALF_EVEN &&
        (twice > by || (twice == by && *quotient % 2 != 0)))
        *quotient += away;
    return rounding != CTY_ROUND_EXACT;
}

static void
must_agree(cty_status status, const cty_error *err, bool exact, wide expected,
           int64_t minor)
{
    if (!exact) {
        must(status == CTY_E_ARGUMENT || !fits(expected));
        must_say_why(status, err);
    } else if (!fits(expected)) {
        must(status == CTY_E_LIMIT);
        must_say_why(status, err);
    } else {
        must_succeed(status, err);
        must((wide)minor + fuzz_fault == expected);
    }
}

static void
price(int64_t quantity, int64_t unit_price, cty_rounding rounding)
{
    static const struct {
        const char *code;
        int64_t per_minor; /* trillionths */
    } currencies[] = {{"USD", INT64_C(10000000000)},
                      {"JPY", INT64_C(1000000000000)},
                      {"KWD", INT64_C(1000000000)}};

    for (size_t i = 0; i < 3; i++) {
        cty_money money = {0};
        cty_error err = CTY_ERROR_INIT;
        wide expected;
        bool exact = divide((wide)quantity * unit_price,
                            currencies[i].per_minor, rounding, &expected);
        cty_status status =
            cty_money_price(quantity, unit_price, currencies[i].code, rounding,
                            &money, NULL, &err);

        must_agree(status, &err, exact, expected, money.minor);
    }
}

static void
percent(int64_t amount, int64_t millionths, cty_rounding rounding)
{
    cty_money money = {.minor = amount, .currency = "USD"};
    cty_error err = CTY_ERROR_INIT;
    wide expected;
    bool exact =
        divide((wide)amount * millionths, 100000000, rounding, &expected);
    cty_status status =
        cty_money_percent(money, millionths, rounding, &money, &err);

    must_agree(status, &err, exact, expected, money.minor);
}

static void
add(int64_t a, int64_t b)
{
    cty_money one = {.minor = a, .currency = "USD"};
    cty_money other = {.minor = b, .currency = "USD"};
    cty_money sum = {0};
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_money_add(one, other, &sum, &err);

    must_agree(status, &err, true, (wide)a + b, sum.minor);
    status = cty_money_subtract(one, other, &sum, &err);
    must_agree(status, &err, true, (wide)a - b, sum.minor);
}

/* No share passes its weight, none is a whole unit from its proportion. */
static void
must_be_split(int64_t total, const int64_t *weights, const int64_t *shares,
              size_t count, wide all)
{
    wide sum = 0;

    for (size_t i = 0; i < count; i++) {
        wide off = (wide)shares[i] * all - (wide)total * weights[i];

        must(shares[i] >= 0);
        must(weights[i] > 0 || shares[i] == 0);
        must(total > all || shares[i] <= weights[i]);
        must(off > -all && off < all);
        sum += shares[i];
    }
    must(sum + fuzz_fault == total);
}

static void
split(int64_t total, struct feed *feed)
{
    int64_t weights[WEIGHTS_MOST], shares[WEIGHTS_MOST];
    size_t count = take_byte(feed) % WEIGHTS_MOST;
    cty_error err = CTY_ERROR_INIT;
    bool negative = total < 0;
    wide all = 0;
    cty_status status;

    for (size_t i = 0; i < count; i++) {
        weights[i] = take_number(feed);
        negative = negative || weights[i] < 0;
        all += weights[i];
    }
    status = cty_money_split(total, weights, count, shares, &err);
    if (negative || all == 0) {
        must(status == CTY_E_ARGUMENT || status == CTY_E_LIMIT);
        must_say_why(status, &err);
    } else if (all > INT64_MAX) {
        must(status == CTY_E_LIMIT);
    } else {
        must_succeed(status, &err);
        must_be_split(total, weights, shares, count, all);
    }
}

static void
decimal(const char *text, int64_t number)
{
    char buffer[CTY_DECIMAL_TEXT], again[CTY_DECIMAL_TEXT];
    cty_decimal read = -7, twice = 0;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_decimal_parse(text, &read, &err);

    if (status != CTY_OK) {
        must_say_why(status, &err);
        must(read == -7);
        read = number < 0 ? 0 : number;
    }
    must(read >= 0);
    cty_decimal_format(read, buffer);
    must_succeed(cty_decimal_parse(buffer, &twice, &err), &err);
    must(twice == read);
    must(strcmp(cty_decimal_format(twice, again), buffer) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    cty_rounding rounding = take_byte(&feed) % 3;
    int64_t a = take_number(&feed);
    int64_t b = take_number(&feed);
    char *text;

    price(a, b, rounding);
    percent(a, b, rounding);
    add(a, b);
    split(a, &feed);
    text = take_rest(&feed);
    decimal(text, b);
    free(text);
    return 0;
}
