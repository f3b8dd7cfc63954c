/*
 * Amounts. The first byte chooses a currency; the rest is read as an amount by
 * the library, and by digits and carries here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { DECIMALS_MOST = 18 };

static const struct currency {
    const char *code;
    int decimals; /* -1: there is none */
} currencies[] = {{"USD", 2},  {"JPY", 0},  {"KWD", 3}, {"CLF", 4},  {"EUR", 2},
                  {"usd", -1}, {"XYZ", -1}, {"", -1},   {"EURO", -1}};

/* A plain decimal in its parts. */
struct plain {
    size_t whole;
    const char *decimals;
    size_t count;
};

static bool
is_plain(const char *text, struct plain *plain)
{
    const char *end;

    plain->whole = strspn(text, "0123456789");
    end = text + plain->whole;
    plain->decimals = end + (*end == '.');
    plain->count = strspn(plain->decimals, "0123456789");
    if (plain->whole == 0 || (*end == '.' && plain->count == 0))
        return false;
    return plain->decimals[*end == '.' ? plain->count : 0] == '\0' &&
           (*end == '.' || *end == '\0');
}

/* Digit by digit; false over INT64_MAX. */
static bool
append(__int128 *value, char digit)
{
    *value = *value * 10 + (digit - '0');
    return *value <= INT64_MAX;
}

/* Whether what is cut off makes the last digit one more. */
static bool
rounds_up(const char *cut, size_t count, bool odd, cty_rounding rounding)
{
    bool more = false;

    if (count == 0 || cut[0] < '5')
        return false;
    for (size_t i = 1; i < count; i++)
        more = more || cut[i] != '0';
    return cut[0] > '5' || more || odd || rounding == CTY_ROUND_HALF_UP;
}

/* What the library must answer; CTY_OK sets minor. */
static cty_status
reckon(const char *text, int decimals, size_t most, cty_rounding rounding,
       int64_t *minor)
{
    struct plain plain;
    __int128 value = 0;
    bool fits = true;
    const char *cut;
    size_t count;

    if (decimals < 0 || !is_plain(text, &plain) || plain.count > most)
        return CTY_E_ARGUMENT;
    for (size_t i = 0; i < plain.whole && fits; i++)
        fits = append(&value, text[i]);
    for (size_t i = 0; i < (size_t)decimals && fits; i++)
        fits = append(&value, i < plain.count ? plain.decimals[i] : '0');
    if (!fits)
        return CTY_E_LIMIT;
    if (plain.count > (size_t)decimals) {
        cut = plain.decimals + decimals;
        count = plain.count - (size_t)decimals;
        if (rounding == CTY_ROUND_EXACT && strspn(cut, "0") < count)
            return CTY_E_ARGUMENT;
        value += rounds_up(cut, count, value % 2 != 0, rounding);
    }
    if (value > INT64_MAX)
        return CTY_E_LIMIT;
    *minor = (int64_t)value;
    return CTY_OK;
}

static void
must_come_back(cty_money money)
{
    char text[CTY_MONEY_TEXT], twin[CTY_MONEY_TEXT];
    cty_money again = {0}, sum = {0};
    cty_error err = CTY_ERROR_INIT;

    must(cty_money_format(money, text) == text);
    must(strlen(text) < CTY_MONEY_TEXT);
    must_succeed(cty_money_parse(text, money.currency, &again, &err), &err);
    must(memcmp(&again, &money, sizeof(money)) == 0);

    again.minor = -money.minor;
    cty_money_format(again, twin);
    must(strcmp(money.minor == 0 ? twin : twin + 1, text) == 0);
    must_succeed(cty_money_add(money, again, &sum, &err), &err);
    must(sum.minor == 0);
    must_succeed(cty_money_subtract(sum, again, &sum, &err), &err);
    must(sum.minor == money.minor);
}

static void
must_answer(const char *text, const struct currency *currency,
            cty_rounding rounding, bool plainly)
{
    const cty_money untouched = {.minor = -7, .currency = "???"};
    size_t most = plainly ? (size_t)currency->decimals : (size_t)DECIMALS_MOST;
    cty_money money = untouched;
    cty_error err = CTY_ERROR_INIT;
    int64_t minor = 0;
    cty_status expected =
        reckon(text, currency->decimals, most, rounding, &minor);
    cty_status status =
        plainly ? cty_money_parse(text, currency->code, &money, &err)
                : cty_money_parse_rounded(text, currency->code, rounding,
                                          &money, NULL, &err);

    /* More than the most and not exact either: both are said of it. */
    if (rounding == CTY_ROUND_EXACT && expected == CTY_E_ARGUMENT &&
        status == CTY_E_LIMIT && currency->decimals >= 0)
        expected = CTY_E_LIMIT;
    must(status == expected);
    if (status != CTY_OK) {
        must_say_why(status, &err);
        must(memcmp(&money, &untouched, sizeof(money)) == 0);
        return;
    }
    must(money.minor + fuzz_fault == minor);
    must_come_back(money);
}

static void
read_amount(const char *text, const struct currency *currency)
{
    must_answer(text, currency, CTY_ROUND_EXACT, true);
    must_answer(text, currency, CTY_ROUND_EXACT, false);
    must_answer(text, currency, CTY_ROUND_HALF_UP, false);
    must_answer(text, currency, CTY_ROUND_HALF_EVEN, false);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    size_t kinds = sizeof(currencies) / sizeof(currencies[0]);
    const struct currency *currency = &currencies[take_byte(&feed) % kinds];
    char *text = take_rest(&feed);

    read_amount(text, currency);
    free(text);
    return 0;
}
