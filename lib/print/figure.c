/* Numbers, money and percents as a region writes them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "print/locale_parts.h"

enum {
    FIGURE_TEXT = 160, /* any 64-bit amount with symbol and marks */
    SKELETON_TEXT = 64,
    DECIMALS_MOST = 4,
    NO_BREAK_SPACE = 0xA0,
    YEN = 0xA5,
    LEFT_TO_RIGHT = 0x200E,
    WIDE_YEN = 0xFFE5,
    TRUE_MINUS = 0x2212,
    COMPACT_FROM = 1000000
};

/* ---- formatters ---- */

struct ctyi_figures *
ctyi_figures_open(void)
{
    struct ctyi_figures *figures = calloc(1, sizeof(*figures));
    UErrorCode code = U_ZERO_ERROR;

    if (figures == NULL)
        return NULL;
    figures->result = unumf_openResult(&code);
    if (U_SUCCESS(code))
        return figures;
    ctyi_figures_close(figures);
    return NULL;
}

static void
close_formatter(UNumberFormatter *formatter)
{
    if (formatter != NULL)
        unumf_close(formatter);
}

void
ctyi_figures_close(struct ctyi_figures *figures)
{
    if (figures == NULL)
        return;
    close_formatter(figures->number);
    close_formatter(figures->percent);
    close_formatter(figures->compact);
    while (figures->coins != NULL) {
        struct ctyi_coin *coin = figures->coins;

        figures->coins = coin->next;
        close_formatter(coin->exact);
        close_formatter(coin->whole);
        close_formatter(coin->bare_exact);
        close_formatter(coin->bare_whole);
        free(coin);
    }
    if (figures->result != NULL)
        unumf_closeResult(figures->result);
    free(figures);
}

/* What is there already, or opened now and kept. NULL: ICU refused. */
static UNumberFormatter *
formatter_of(const struct ctyi_locale *locale, UNumberFormatter **kept,
             const char *skeleton)
{
    UChar wide[SKELETON_TEXT];
    UErrorCode code = U_ZERO_ERROR;
    UNumberFormatter *opened;

    if (*kept != NULL)
        return *kept;
    u_charsToUChars(skeleton, wide, (int32_t)strlen(skeleton) + 1);
    opened = unumf_openForSkeletonAndLocale(wide, -1, locale->numbers, &code);
    if (ctyi_went_well(locale, code))
        *kept = opened;
    else
        close_formatter(opened);
    return *kept;
}

static int
decimals_of(const char *currency)
{
    int exponent;

    if (cty_currency_exponent(currency, &exponent, NULL) != CTY_OK ||
        exponent < 0 || exponent > DECIMALS_MOST)
        exponent = 2;
    return exponent;
}

static struct ctyi_coin *
coin_of(const struct ctyi_locale *locale, const char *currency)
{
    struct ctyi_figures *figures = locale->figures;
    struct ctyi_coin *coin = figures->coins;

    while (coin != NULL && strcmp(coin->currency, currency) != 0)
        coin = coin->next;
    if (coin != NULL)
        return coin;
    coin = calloc(1, sizeof(*coin));
    if (coin == NULL)
        return NULL;
    memcpy(coin->currency, currency, 3);
    coin->decimals = decimals_of(currency);
    coin->next = figures->coins;
    figures->coins = coin;
    return coin;
}

/* "." and as many noughts as there are decimals, for a currency or bare. */
static UNumberFormatter *
coin_formatter(const struct ctyi_locale *locale, UNumberFormatter **kept,
               const struct ctyi_coin *coin, int decimals, bool bare)
{
    char skeleton[SKELETON_TEXT];

    if (*kept != NULL)
        return *kept;
    if (bare && !locale->money_apart)
        snprintf(skeleton, sizeof(skeleton), ".%.*s", decimals, "0000");
    else
        snprintf(skeleton, sizeof(skeleton), "currency/%s .%.*s%s",
                 coin->currency, decimals, "0000",
                 bare ? " unit-width-hidden" : "");
    return formatter_of(locale, kept, skeleton);
}

bool
ctyi_money_is_apart(const struct ctyi_locale *locale)
{
    static const UNumberFormatSymbol numbers[] = {
        UNUM_DECIMAL_SEPARATOR_SYMBOL, UNUM_GROUPING_SEPARATOR_SYMBOL};
    static const UNumberFormatSymbol money[] = {
        UNUM_MONETARY_SEPARATOR_SYMBOL,
        UNUM_MONETARY_GROUPING_SEPARATOR_SYMBOL};
    UErrorCode code = U_ZERO_ERROR;
    UNumberFormat *format =
        unum_open(UNUM_CURRENCY, NULL, 0, locale->numbers, NULL, &code);
    bool apart = false;

    for (int i = 0; i < 2 && U_SUCCESS(code); i++) {
        UChar one[8], other[8];

        unum_getSymbol(format, numbers[i], one, 8, &code);
        unum_getSymbol(format, money[i], other, 8, &code);
        apart = apart || (U_SUCCESS(code) && u_strcmp(one, other) != 0);
    }
    if (format != NULL)
        unum_close(format);
    return apart;
}

/* ---- writing ---- */

/*
 * A true minus; the yen as wide as its figures; and no space where a symbol
 * would have stood. From right to left a symbol like US$ stays in one piece.
 */
static int32_t
tidy(const struct ctyi_locale *locale, const UChar *text, int32_t length,
     bool bare, UChar *out)
{
    int32_t kept = 0;

    for (int32_t i = 0; i < length; i++) {
        bool first = kept == 0 || out[kept - 1] == TRUE_MINUS;
        bool last = i + 1 == length;

        if (bare && text[i] == NO_BREAK_SPACE && (first || last))
            continue;
        out[kept++] = text[i] == '-'        ? TRUE_MINUS
                      : text[i] == WIDE_YEN ? YEN
                                            : text[i];
        if (locale->right_to_left && i > 0 && text[i - 1] >= 'A' &&
            text[i - 1] <= 'Z' && u_charType(text[i]) == U_CURRENCY_SYMBOL)
            out[kept++] = LEFT_TO_RIGHT;
    }
    return kept;
}

/* A plain decimal, so that no amount ever passes through a double. */
static const char *
show(const struct ctyi_locale *locale, struct ctyi_arena *arena,
     UNumberFormatter *formatter, const char *decimal, bool bare)
{
    UFormattedNumber *result = locale->figures->result;
    UChar text[FIGURE_TEXT];
    UChar tidied[2 * FIGURE_TEXT];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length;

    if (formatter == NULL)
        return NULL;
    unumf_formatDecimal(formatter, decimal, (int32_t)strlen(decimal), result,
                        &code);
    length = unumf_resultToString(result, text, FIGURE_TEXT, &code);
    if (!ctyi_went_well(locale, code))
        return NULL;
    length = tidy(locale, text, length, bare, tidied);
    return ctyi_utf8(arena, tidied, length);
}

/* Minor units of a major one. */
static int64_t
unit_of(int decimals)
{
    int64_t unit = 1;

    for (int i = 0; i < decimals; i++)
        unit *= 10;
    return unit;
}

/* Minor units as a plain decimal with so many decimals. */
static const char *
plain(int64_t minor, int decimals, char buffer[CTY_MONEY_TEXT])
{
    uint64_t amount = minor < 0 ? -(uint64_t)minor : (uint64_t)minor;
    uint64_t unit = (uint64_t)unit_of(decimals);
    const char *sign = minor < 0 ? "-" : "";

    if (decimals == 0)
        snprintf(buffer, CTY_MONEY_TEXT, "%s%llu", sign,
                 (unsigned long long)amount);
    else
        snprintf(buffer, CTY_MONEY_TEXT, "%s%llu.%0*llu", sign,
                 (unsigned long long)(amount / unit), decimals,
                 (unsigned long long)(amount % unit));
    return buffer;
}

const char *
ctyi_locale_figure(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                   int64_t minor, const char *currency)
{
    struct ctyi_coin *coin = coin_of(locale, currency);
    char decimal[CTY_MONEY_TEXT];

    if (coin == NULL)
        return NULL;
    return show(
        locale, arena,
        coin_formatter(locale, &coin->bare_exact, coin, coin->decimals, true),
        plain(minor, coin->decimals, decimal), true);
}

const char *
ctyi_locale_money(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                  int64_t minor, const char *currency)
{
    struct ctyi_coin *coin = coin_of(locale, currency);
    char decimal[CTY_MONEY_TEXT];

    if (coin == NULL)
        return NULL;
    return show(
        locale, arena,
        coin_formatter(locale, &coin->exact, coin, coin->decimals, false),
        plain(minor, coin->decimals, decimal), false);
}

const char *
ctyi_locale_money_short(const struct ctyi_locale *locale,
                        struct ctyi_arena *arena, int64_t minor,
                        const char *currency)
{
    struct ctyi_coin *coin = coin_of(locale, currency);
    char decimal[CTY_MONEY_TEXT];
    int64_t unit;

    if (coin == NULL)
        return NULL;
    unit = unit_of(coin->decimals);
    if (minor % unit != 0)
        return ctyi_locale_money(locale, arena, minor, currency);
    return show(locale, arena,
                coin_formatter(locale, &coin->whole, coin, 0, false),
                plain(minor / unit, 0, decimal), false);
}

const char *
ctyi_locale_number(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                   int64_t number)
{
    char decimal[CTY_MONEY_TEXT];

    return show(locale, arena,
                formatter_of(locale, &locale->figures->number, "."),
                plain(number, 0, decimal), false);
}

/* Half away from nothing. */
static int64_t
round_to_units(int64_t minor, int64_t unit)
{
    int64_t whole = minor / unit;
    int64_t rest = minor % unit;

    if (rest >= unit - rest)
        return whole + 1;
    return -rest >= unit + rest ? whole - 1 : whole;
}

const char *
ctyi_locale_round_figure(const struct ctyi_locale *locale,
                         struct ctyi_arena *arena, int64_t minor,
                         const char *currency)
{
    struct ctyi_coin *coin = coin_of(locale, currency);
    UNumberFormatter *formatter;
    char decimal[CTY_MONEY_TEXT];
    int64_t whole;

    if (coin == NULL)
        return NULL;
    whole = round_to_units(minor, unit_of(coin->decimals));
    if (whole > -COMPACT_FROM && whole < COMPACT_FROM)
        formatter = coin_formatter(locale, &coin->bare_whole, coin, 0, true);
    else
        formatter = formatter_of(locale, &locale->figures->compact,
                                 "compact-short @## rounding-mode-half-up");
    return show(locale, arena, formatter, plain(whole, 0, decimal), true);
}

const char *
ctyi_locale_percent(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                    int64_t tenths)
{
    char decimal[CTY_MONEY_TEXT];

    return show(locale, arena,
                formatter_of(locale, &locale->figures->percent, "percent .#"),
                plain(tenths, 1, decimal), false);
}

const char *
ctyi_locale_currency_name(const struct ctyi_locale *locale,
                          struct ctyi_arena *arena, const char *currency)
{
    UErrorCode code = U_ZERO_ERROR;
    UBool is_choice = 0;
    int32_t length = 0;
    UChar wide[4] = {0};
    const UChar *name;

    u_charsToUChars(currency, wide, 3);
    name = ucurr_getPluralName(wide, locale->numbers, &is_choice, "other",
                               &length, &code);
    if (!ctyi_went_well(locale, code))
        return NULL;
    return ctyi_utf8(arena, name, length);
}
