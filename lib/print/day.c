/*
 * Dates by ICU's patterns and names. They are put together here: a date is
 * three numbers, and no calendar, clock or time zone has a say in it.
 */
#include <stdio.h>
#include <string.h>

#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "print/locale_parts.h"

enum { PATTERN_TEXT = 96, MONTH_TEXT = 64, DATE_TEXT = 160 };

/* ---- opening ---- */

static bool
take_patterns(struct ctyi_locale *locale)
{
    static const char *const skeletons[CTYI_PATTERN_COUNT] = {
        [CTYI_PATTERN_DATE] = "yMMMMd", [CTYI_PATTERN_YEARLESS] = "MMMMd",
        [CTYI_PATTERN_DAY] = "MMMd",    [CTYI_PATTERN_DAY_YEAR] = "yMMMd",
        [CTYI_PATTERN_MONTH] = "yMMMM",
    };
    UErrorCode code = U_ZERO_ERROR;
    UDateTimePatternGenerator *patterns = udatpg_open(locale->dates, &code);
    bool well = ctyi_went_well(locale, code);

    for (int i = 0; well && i < CTYI_PATTERN_COUNT; i++) {
        UChar skeleton[16];
        UChar pattern[PATTERN_TEXT];
        int32_t length;

        u_charsToUChars(skeletons[i], skeleton,
                        (int32_t)strlen(skeletons[i]) + 1);
        length = udatpg_getBestPattern(patterns, skeleton, -1, pattern,
                                       PATTERN_TEXT, &code);
        well = ctyi_went_well(locale, code);
        if (well)
            locale->days.patterns[i] =
                ctyi_utf8(&locale->arena, pattern, length);
        well = well && locale->days.patterns[i] != NULL;
    }
    if (patterns != NULL)
        udatpg_close(patterns);
    return well;
}

static bool
take_months(struct ctyi_locale *locale, const UDateFormat *format,
            UDateFormatSymbolType type, const char **months)
{
    for (int32_t i = 0; i < 12; i++) {
        UErrorCode code = U_ZERO_ERROR;
        UChar name[MONTH_TEXT];
        int32_t length =
            udat_getSymbols(format, type, i, name, MONTH_TEXT, &code);

        if (!ctyi_went_well(locale, code))
            return false;
        months[i] = ctyi_utf8(&locale->arena, name, length);
        if (months[i] == NULL)
            return false;
    }
    return true;
}

static bool
take_all_months(struct ctyi_locale *locale)
{
    struct ctyi_days *days = &locale->days;
    UErrorCode code = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, locale->dates, u"UTC",
                                    -1, NULL, 0, &code);
    bool well =
        ctyi_went_well(locale, code) &&
        take_months(locale, format, UDAT_MONTHS, days->months) &&
        take_months(locale, format, UDAT_SHORT_MONTHS, days->short_months) &&
        take_months(locale, format, UDAT_STANDALONE_MONTHS, days->alone) &&
        take_months(locale, format, UDAT_STANDALONE_SHORT_MONTHS,
                    days->short_alone);

    if (format != NULL)
        udat_close(format);
    return well;
}

static bool
take_digits(struct ctyi_locale *locale)
{
    UErrorCode code = U_ZERO_ERROR;
    UNumberFormat *format =
        unum_open(UNUM_DECIMAL, NULL, 0, locale->dates, NULL, &code);
    bool well = ctyi_went_well(locale, code);

    for (int i = 0; well && i < 10; i++) {
        UNumberFormatSymbol symbol =
            i == 0 ? UNUM_ZERO_DIGIT_SYMBOL
                   : (UNumberFormatSymbol)(UNUM_ONE_DIGIT_SYMBOL + i - 1);
        UChar digit[8];
        int32_t length = unum_getSymbol(format, symbol, digit, 8, &code);

        u_strToUTF8(locale->days.digits[i], CTYI_DIGIT_TEXT, NULL, digit,
                    length, &code);
        well = ctyi_went_well(locale, code);
    }
    if (format != NULL)
        unum_close(format);
    return well;
}

bool
ctyi_days_open(struct ctyi_locale *locale)
{
    if (!take_patterns(locale) || !take_all_months(locale) ||
        !take_digits(locale))
        return false;
    locale->days.year_first =
        locale->days.patterns[CTYI_PATTERN_DATE][0] == 'y';
    return true;
}

/* ---- writing ---- */

struct line {
    char text[DATE_TEXT];
    size_t length;
};

static void
add(struct line *line, const char *text, size_t length)
{
    if (length > sizeof(line->text) - line->length)
        length = sizeof(line->text) - line->length;
    memcpy(line->text + line->length, text, length);
    line->length += length;
}

static void
add_number(struct line *line, const struct ctyi_locale *locale, int number,
           int width)
{
    char plain[16];
    int digits = width < 1 ? 1 : width > 8 ? 8 : width;

    snprintf(plain, sizeof(plain), "%0*d", digits, number);
    for (size_t i = 0; plain[i] != '\0'; i++) {
        const char *digit = locale->days.digits[plain[i] - '0'];

        add(line, digit, strlen(digit));
    }
}

/* The first of a month may have a form of its own. */
static bool
add_day(struct line *line, const struct ctyi_locale *locale,
        struct ctyi_arena *arena, cty_date date, int width)
{
    struct ctyi_argument first = {.text = locale->days.digits[1]};
    const char *text;

    if (date.day != 1 || width > 1) {
        add_number(line, locale, date.day, width);
        return true;
    }
    text = ctyi_locale_say(locale, arena, CTYI_WORDS_FIRST_OF_MONTH, &first, 1);
    if (text != NULL)
        add(line, text, strlen(text));
    return text != NULL;
}

static void
add_month(struct line *line, const struct ctyi_locale *locale, int month,
          char field, int width)
{
    const struct ctyi_days *days = &locale->days;
    const char *const *names = field == 'L' ? days->alone : days->months;

    if (width < 3) {
        add_number(line, locale, month, width);
        return;
    }
    if (width == 3)
        names = field == 'L' ? days->short_alone : days->short_months;
    add(line, names[month - 1], strlen(names[month - 1]));
}

/* In a pattern, letters are fields, and '' or 'text' is itself. */
static const char *
write_date(const struct ctyi_locale *locale, struct ctyi_arena *arena,
           const char *pattern, cty_date date)
{
    struct line line = {.length = 0};
    bool quoted = false;

    for (const char *at = pattern; *at != '\0';) {
        int width = 1;

        if (*at == '\'') {
            if (at[1] == '\'')
                add(&line, at++, 1);
            else
                quoted = !quoted;
        } else if (!quoted && strchr("yMLd", *at) != NULL) {
            while (at[width] == *at)
                width++;
            if (*at == 'y')
                add_number(&line, locale, date.year, 1);
            else if (*at != 'd')
                add_month(&line, locale, date.month, *at, width);
            else if (!add_day(&line, locale, arena, date, width))
                return NULL;
        } else {
            add(&line, at, 1);
        }
        at += width;
    }
    return ctyi_arena_text(arena, line.text, line.length);
}

const char *
ctyi_days_digits(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                 int number, int width)
{
    struct line line = {.length = 0};

    add_number(&line, locale, number, width);
    return ctyi_arena_text(arena, line.text, line.length);
}

const char *
ctyi_locale_date(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                 cty_date date)
{
    return write_date(locale, arena, locale->days.patterns[CTYI_PATTERN_DATE],
                      date);
}

const char *
ctyi_locale_day(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                cty_date date)
{
    return write_date(locale, arena, locale->days.patterns[CTYI_PATTERN_DAY],
                      date);
}

const char *
ctyi_locale_day_of(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                   cty_date date)
{
    return write_date(locale, arena,
                      locale->days.patterns[CTYI_PATTERN_DAY_YEAR], date);
}

/* ---- periods ---- */

static int
fiscal_year_start(const cty_period *period)
{
    int start = period->fiscal_year_start;

    return start >= 1 && start <= 12 ? start : 1;
}

const char *
ctyi_locale_from(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                 const cty_period *period, const char **out_to)
{
    const char *const *patterns = locale->days.patterns;
    const char *full = patterns[CTYI_PATTERN_DATE];
    const char *yearless = period->from.year == period->to.year
                               ? patterns[CTYI_PATTERN_YEARLESS]
                               : full;
    bool first = locale->days.year_first;

    *out_to = write_date(locale, arena, first ? yearless : full, period->to);
    return write_date(locale, arena, first ? full : yearless, period->from);
}

const char *
ctyi_locale_year(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                 const cty_period *period)
{
    int start = fiscal_year_start(period);
    int year = period->from.year - (period->from.month < start);
    struct line line = {.length = 0};

    if (period->kind == CTY_PERIOD_MONTH)
        year = period->from.year;
    add_number(&line, locale, year, 1);
    if (start != 1 && period->kind != CTY_PERIOD_MONTH) {
        add(&line, "/", 1);
        add_number(&line, locale, (year + 1) % 100, 2);
    }
    return ctyi_arena_text(arena, line.text, line.length);
}

static const char *
quarter(const struct ctyi_locale *locale, struct ctyi_arena *arena,
        const cty_period *period)
{
    int months = period->from.month - fiscal_year_start(period) + 12;

    return ctyi_days_digits(locale, arena, months % 12 / 3 + 1, 1);
}

const char *
ctyi_locale_label(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                  const cty_period *period)
{
    struct ctyi_argument number;
    const char *month;

    if (period->kind == CTY_PERIOD_MONTH) {
        month = locale->days.short_alone[period->from.month - 1];
        return ctyi_arena_text(arena, month, strlen(month));
    }
    if (period->kind != CTY_PERIOD_QUARTER)
        return ctyi_locale_year(locale, arena, period);
    number = (struct ctyi_argument){.text = quarter(locale, arena, period)};
    if (number.text == NULL)
        return NULL;
    return ctyi_locale_say(locale, arena, CTYI_WORDS_QUARTER, &number, 1);
}

/* "1 July to 30 September 2026" */
static const char *
span(const struct ctyi_locale *locale, struct ctyi_arena *arena,
     const cty_period *period)
{
    struct ctyi_argument days[2] = {{.text = NULL}, {.text = NULL}};

    if (cty_date_compare(period->from, period->to) == 0)
        return ctyi_locale_date(locale, arena, period->from);
    days[0].text = ctyi_locale_from(locale, arena, period, &days[1].text);
    if (days[0].text == NULL || days[1].text == NULL)
        return NULL;
    return ctyi_locale_say(locale, arena, CTYI_WORDS_SPAN, days, 2);
}

static const char *
fiscal(const struct ctyi_locale *locale, struct ctyi_arena *arena,
       const cty_period *period)
{
    struct ctyi_argument parts[3] = {
        {.text = quarter(locale, arena, period)},
        {.text = ctyi_locale_year(locale, arena, period)},
        {.text = span(locale, arena, period), .ours = true}};

    if (parts[0].text == NULL || parts[1].text == NULL || parts[2].text == NULL)
        return NULL;
    if (period->kind == CTY_PERIOD_QUARTER)
        return ctyi_locale_say(locale, arena, CTYI_WORDS_FISCAL_QUARTER, parts,
                               3);
    return ctyi_locale_say(locale, arena, CTYI_WORDS_FISCAL_YEAR, parts + 1, 2);
}

const char *
ctyi_locale_period(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                   const cty_period *period)
{
    if (period->kind == CTY_PERIOD_MONTH)
        return write_date(locale, arena,
                          locale->days.patterns[CTYI_PATTERN_MONTH],
                          period->from);
    if (period->kind != CTY_PERIOD_RANGE && fiscal_year_start(period) != 1)
        return fiscal(locale, arena, period);
    return span(locale, arena, period);
}
