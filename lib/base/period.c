#include <courtesy/base.h>

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"

_Static_assert(sizeof(cty_period) == 40, "cty_period is frozen");

/*
 * Months are counted from January of the year 0, so that spans of them are
 * plain arithmetic.
 */
enum { FIRST_MONTH = 1900 * 12, LAST_MONTH = 9999 * 12 + 11 };

static int
month_count(int year, int month)
{
    return year * 12 + month - 1;
}

static int
fiscal_year_of(int month, int fiscal_year_start)
{
    return (month - (fiscal_year_start - 1)) / 12;
}

static int
quarter_of(int month, int fiscal_year_start)
{
    return (month - (fiscal_year_start - 1)) % 12 / 3 + 1;
}

static int
months_of(int kind)
{
    if (kind == CTY_PERIOD_MONTH)
        return 1;
    return kind == CTY_PERIOD_QUARTER ? 3 : 12;
}

/* The first month of the period that holds a month. */
static int
begin_of(int month, int kind, int fiscal_year_start)
{
    return month - (month - (fiscal_year_start - 1)) % months_of(kind);
}

static cty_date
first_day(int month)
{
    return (cty_date){.year = (int16_t)(month / 12),
                      .month = (uint8_t)(month % 12 + 1),
                      .day = 1};
}

static cty_date
last_day(int month)
{
    cty_date day = first_day(month);

    day.day = (uint8_t)ctyi_month_days(day.year, day.month);
    return day;
}

static void
write_name(cty_period *period, int month)
{
    int year = fiscal_year_of(month, period->fiscal_year_start);
    size_t size = sizeof(period->name);

    if (period->kind == CTY_PERIOD_MONTH)
        snprintf(period->name, size, "%04d-%02d", month / 12, month % 12 + 1);
    else if (period->kind == CTY_PERIOD_QUARTER)
        snprintf(period->name, size, "%04d-Q%d", year,
                 quarter_of(month, period->fiscal_year_start));
    else
        snprintf(period->name, size, "%04d", year);
}

/* The period of that kind which begins with a month. */
static cty_status
begin_with(int month, int kind, int fiscal_year_start, cty_period *out_period,
           cty_error *err)
{
    int last = month + months_of(kind) - 1;
    cty_period period = {.kind = kind, .fiscal_year_start = fiscal_year_start};

    if (out_period == NULL)
        return ctyi_fail_missing(err, "out_period");
    write_name(&period, month);
    if (month < FIRST_MONTH || last > LAST_MONTH)
        return ctyi_fail(err, CTY_E_ARGUMENT, "period",
                         "\"%s\" %s: periods lie within 1900-01-01 to "
                         "9999-12-31",
                         period.name,
                         month < FIRST_MONTH ? "begins before 1900"
                                             : "ends after 9999");

    period.from = first_day(month);
    period.to = last_day(last);
    *out_period = period;
    return CTY_OK;
}

static cty_status
check_fiscal_year_start(int fiscal_year_start, cty_error *err)
{
    if (fiscal_year_start >= 1 && fiscal_year_start <= 12)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, "fiscal_year_start",
                     "a fiscal year cannot begin with month %d: write 1 "
                     "(January) to 12 (December)",
                     fiscal_year_start);
}

/* One end of a range; a day that does not exist is the period's fault. */
static cty_status
parse_end(const char *text, cty_date *out_date, cty_error *err)
{
    char day[CTY_DATE_TEXT];
    cty_error cause = CTY_ERROR_INIT;
    cty_status status;

    memcpy(day, text, sizeof(day) - 1);
    day[sizeof(day) - 1] = '\0';
    status = cty_date_parse(day, out_date, &cause);
    if (status != CTY_OK)
        return ctyi_fail(err, status, "period", "%s", cause.message);
    return CTY_OK;
}

static cty_status
parse_range(const char *text, int fiscal_year_start, cty_period *out_period,
            cty_error *err)
{
    cty_period period = {.kind = CTY_PERIOD_RANGE,
                         .fiscal_year_start = fiscal_year_start};
    cty_status status = parse_end(text, &period.from, err);

    if (status != CTY_OK)
        return status;
    status = parse_end(text + strlen("YYYY-MM-DD.."), &period.to, err);
    if (status != CTY_OK)
        return status;
    if (cty_date_compare(period.from, period.to) > 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "period",
                         "\"%s\" runs backwards: write %.10s..%.10s", text,
                         text + strlen("YYYY-MM-DD.."), text);

    ctyi_text_copy(period.name, sizeof(period.name), text);
    *out_period = period;
    return CTY_OK;
}

/* Whether text has a form in which d stands for any digit. */
static bool
has_form(const char *text, const char *form)
{
    for (; *form != '\0'; form++, text++) {
        bool digit = *text >= '0' && *text <= '9';

        if (*form == 'd' ? !digit : *text != *form)
            return false;
    }
    return *text == '\0';
}

static int
digit(char c)
{
    return c - '0';
}

static int
year_in(const char *text)
{
    return digit(text[0]) * 1000 + digit(text[1]) * 100 + digit(text[2]) * 10 +
           digit(text[3]);
}

cty_status
cty_period_parse(const char *text, int fiscal_year_start,
                 cty_period *out_period, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    cty_status status = check_fiscal_year_start(fiscal_year_start, err);

    if (status != CTY_OK)
        return status;
    if (text == NULL)
        return ctyi_fail_missing(err, "period");
    if (out_period == NULL)
        return ctyi_fail_missing(err, "out_period");

    if (has_form(text, "dddd-dd-dd..dddd-dd-dd"))
        return parse_range(text, fiscal_year_start, out_period, err);
    if (has_form(text, "dddd"))
        return begin_with(month_count(year_in(text), fiscal_year_start),
                          CTY_PERIOD_YEAR, fiscal_year_start, out_period, err);
    if (has_form(text, "dddd-Qd") && text[6] >= '1' && text[6] <= '4')
        return begin_with(month_count(year_in(text), fiscal_year_start) +
                              3 * (digit(text[6]) - 1),
                          CTY_PERIOD_QUARTER, fiscal_year_start, out_period,
                          err);
    if (has_form(text, "dddd-dd")) {
        int month = digit(text[5]) * 10 + digit(text[6]);

        if (month >= 1 && month <= 12)
            return begin_with(month_count(year_in(text), month),
                              CTY_PERIOD_MONTH, fiscal_year_start, out_period,
                              err);
    }
    return ctyi_fail(err, CTY_E_ARGUMENT, "period",
                     "%s is not a period: write 2026-Q3, 2026, 2026-07 or "
                     "2026-01-01..2026-03-31",
                     ctyi_text_quote(text, quoted));
}

cty_status
cty_period_of(cty_date date, int kind, int fiscal_year_start,
              cty_period *out_period, cty_error *err)
{
    cty_status status = check_fiscal_year_start(fiscal_year_start, err);
    int month;

    if (status != CTY_OK)
        return status;
    if (kind < CTY_PERIOD_MONTH || kind > CTY_PERIOD_YEAR)
        return ctyi_fail(err, CTY_E_ARGUMENT, "kind",
                         "%d is no kind of period that holds a day: name a "
                         "month (1), a quarter (2) or a year (3)",
                         kind);
    if (!cty_date_valid(date))
        return ctyi_fail(err, CTY_E_ARGUMENT, "date",
                         "%d-%02d-%02d is no day from 1900-01-01 to "
                         "9999-12-31",
                         date.year, date.month, date.day);

    month =
        begin_of(month_count(date.year, date.month), kind, fiscal_year_start);
    return begin_with(month, kind, fiscal_year_start, out_period, err);
}

cty_status
cty_period_before(const cty_period *period, cty_period *out_period,
                  cty_error *err)
{
    cty_period same;
    cty_status status;
    int month;

    if (period == NULL)
        return ctyi_fail_missing(err, "period");
    if (period->kind == CTY_PERIOD_RANGE)
        return ctyi_fail(err, CTY_E_ARGUMENT, "period",
                         "\"%.23s\" has no period before it: ask for that of a "
                         "month, a quarter or a year",
                         period->name);

    status = cty_period_of(period->from, period->kind,
                           period->fiscal_year_start, &same, err);
    if (status != CTY_OK)
        return status;
    month = month_count(same.from.year, same.from.month) - months_of(same.kind);
    return begin_with(month, same.kind, same.fiscal_year_start, out_period,
                      err);
}

/* "1 July to 30 September 2026"; a year is written once where it is one. */
static void
write_days(const cty_period *period, char *buffer, size_t size)
{
    cty_date from = period->from;
    cty_date to = period->to;
    const char *from_month = ctyi_month_name(from.month);
    const char *to_month = ctyi_month_name(to.month);

    if (cty_date_compare(from, to) == 0)
        snprintf(buffer, size, "%d %s %d", to.day, to_month, to.year);
    else if (from.year == to.year)
        snprintf(buffer, size, "%d %s to %d %s %d", from.day, from_month,
                 to.day, to_month, to.year);
    else
        snprintf(buffer, size, "%d %s %d to %d %s %d", from.day, from_month,
                 from.year, to.day, to_month, to.year);
}

/* "2026", or "2026/27" where the fiscal year lies in two. */
static void
write_fiscal_year(int month, int fiscal_year_start, char *buffer, size_t size)
{
    int year = fiscal_year_of(month, fiscal_year_start);

    if (fiscal_year_start == 1)
        snprintf(buffer, size, "%d", year);
    else
        snprintf(buffer, size, "%d/%02d", year, (year + 1) % 100);
}

char *
cty_period_title(const cty_period *period, char *buffer)
{
    enum { TITLE_SIZE = 80 };
    int start = period->fiscal_year_start;
    int month = month_count(period->from.year, period->from.month);
    char days[56];
    char year[16];

    buffer[0] = '\0';
    if (!cty_date_valid(period->from) || !cty_date_valid(period->to) ||
        start < 1 || start > 12)
        return buffer;

    write_days(period, days, sizeof(days));
    write_fiscal_year(month, start, year, sizeof(year));
    if (period->kind == CTY_PERIOD_MONTH)
        snprintf(buffer, TITLE_SIZE, "%s %d",
                 ctyi_month_name(period->from.month), period->from.year);
    else if (period->kind == CTY_PERIOD_QUARTER)
        snprintf(buffer, TITLE_SIZE, "Q%d %s, %s", quarter_of(month, start),
                 year, days);
    else if (period->kind == CTY_PERIOD_YEAR)
        snprintf(buffer, TITLE_SIZE, "%s, %s", year, days);
    else
        snprintf(buffer, TITLE_SIZE, "%s", days);
    return buffer;
}

char *
ctyi_quarter_name(int32_t month, int fiscal_year_start, char *buffer)
{
    int count = month_count(month / 100, month % 100);
    cty_period quarter = {.kind = CTY_PERIOD_QUARTER,
                          .fiscal_year_start = fiscal_year_start};

    assert(month % 100 >= 1 && month % 100 <= 12);
    assert(fiscal_year_start >= 1 && fiscal_year_start <= 12);
    write_name(&quarter, count);
    ctyi_text_copy(buffer, 12, quarter.name);
    return buffer;
}
