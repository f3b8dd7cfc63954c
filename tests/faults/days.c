/*
 * Every day from 1900 to 9999 in the month, the quarter and the year that hold
 * it, whatever month the fiscal year begins with, against a calendar that only
 * ever takes one step.
 *
 *   faults-days [DAYS]   that many, spread over all
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <courtesy/courtesy.h>

#include "count.h"

enum {
    FEW_DAYS = 20000,
    CONTROL_DAYS = 60000,
    FIRST_YEAR = 1900,
    LAST_YEAR = 9999,
    DAYS_MOST = (LAST_YEAR - FIRST_YEAR + 1) * 366,
    FIRST_DAY = -25567 /* since 1970 */
};

struct calendar {
    cty_date *days;
    int64_t count;
};

/* ---- the calendar ---- */

static int
days_of(int year, int month, bool careless)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0;

    if (!careless)
        leap = leap && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* A careless one has a leap day every fourth year. */
static void
walk(struct calendar *calendar, bool careless)
{
    calendar->count = 0;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= days_of(year, month, careless); day++)
                calendar->days[calendar->count++] =
                    (cty_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
}

/* ---- spans ---- */

struct span {
    int year; /* that it is named by */
    int quarter;
    cty_date from;
    cty_date to;
};

static void
month_after(int *year, int *month)
{
    *year += *month == 12;
    *month = *month == 12 ? 1 : *month + 1;
}

/* From the fiscal year's first month on, span by span, until one holds it. */
static struct span
span_of(cty_date day, int start, int months)
{
    struct span span = {.year = day.year - (day.month < start)};
    int year = span.year;
    int month = start;

    for (int i = 0; i < 12; i++) {
        int last_year = year, last_month = month;

        if (i % months == 0) {
            span.quarter++;
            span.from = (cty_date){(int16_t)year, (uint8_t)month, 1};
        }
        month_after(&year, &month);
        if (i % months != months - 1)
            continue;
        span.to = (cty_date){(int16_t)last_year, (uint8_t)last_month,
                             (uint8_t)days_of(last_year, last_month, false)};
        if (cty_date_compare(day, span.to) <= 0)
            break;
    }
    return span;
}

static void
name_of(const struct span *span, int kind, char *name, size_t size)
{
    if (kind == CTY_PERIOD_MONTH)
        snprintf(name, size, "%04d-%02d", span->from.year, span->from.month);
    else if (kind == CTY_PERIOD_QUARTER)
        snprintf(name, size, "%04d-Q%d", span->year, span->quarter);
    else
        snprintf(name, size, "%04d", span->year);
}

static bool
is_span(const cty_period *period, const struct span *span, const char *name)
{
    return cty_date_compare(period->from, span->from) == 0 &&
           cty_date_compare(period->to, span->to) == 0 &&
           strcmp(period->name, name) == 0;
}

/* ---- judging ---- */

static void
judge_before(struct count *count, const cty_period *period,
             const struct calendar *calendar, int64_t first)
{
    cty_period before;
    cty_status status = cty_period_before(period, &before, NULL);

    if (first == 0 || (status != CTY_OK && period->from.year <= 1901))
        return;
    if (status != CTY_OK)
        failed(count, "%s has no period before it", period->name);
    else if (cty_date_compare(before.to, calendar->days[first - 1]) != 0)
        failed(count, "what is before %s ends on another day", period->name);
}

static void
judge_kind(struct count *count, const struct calendar *calendar, int64_t i,
           int start, int kind)
{
    static const int months[] = {0, 1, 3, 12};
    cty_date day = calendar->days[i];
    struct span span = span_of(day, start, months[kind]);
    bool within = span.from.year >= FIRST_YEAR && span.to.year <= LAST_YEAR;
    cty_period period, again;
    char name[24];

    name_of(&span, kind, name, sizeof(name));
    if ((cty_period_of(day, kind, start, &period, NULL) == CTY_OK) != within ||
        (cty_period_parse(name, start, &again, NULL) == CTY_OK) != within) {
        failed(count, "%s, begun in month %d, is there or is not", name, start);
        return;
    }
    if (!within)
        return;
    if (!is_span(&period, &span, name) || !is_span(&again, &span, name))
        failed(count, "%s, begun in month %d, is not %s", period.name, start,
               name);
    if (cty_date_compare(day, span.from) == 0)
        judge_before(count, &period, calendar, i);
}

static void
judge_day(struct count *count, const struct calendar *calendar, int64_t i)
{
    const cty_date day = calendar->days[i];
    cty_date read = {0};
    char text[CTY_DATE_TEXT], expected[16];

    snprintf(expected, sizeof(expected), "%04d-%02d-%02d", day.year, day.month,
             day.day);
    begin_case(count, "%s", expected);
    cty_date_format(day, text);
    if (strcmp(text, expected) != 0 ||
        cty_date_parse(text, &read, NULL) != CTY_OK ||
        cty_date_compare(read, day) != 0)
        failed(count, "written or read as another day");
    if (cty_date_compare(cty_date_of_utc_ms((FIRST_DAY + i) * 86400000), day))
        failed(count, "its milliseconds are another day's");
    for (int start = 1; start <= 12; start++)
        for (int kind = CTY_PERIOD_MONTH; kind <= CTY_PERIOD_YEAR; kind++)
            judge_kind(count, calendar, i, start, kind);
}

static void
judge_days(struct count *count, const struct calendar *calendar, int64_t days)
{
    int64_t most = calendar->count;

    for (int64_t i = 0; i < days && i < most; i++)
        judge_day(count, calendar, days >= most ? i : spread(i, most));
    /* Both ends, whatever was drawn. */
    judge_day(count, calendar, 0);
    judge_day(count, calendar, most - 1);
}

int
main(int argc, char **argv)
{
    struct count count = {.suite = "days"};
    struct count silent = {.suite = "days", .silent = true};
    struct calendar calendar = {.days = malloc(DAYS_MOST * sizeof(cty_date))};
    int64_t days = cases_wanted(argc, argv, FEW_DAYS);

    if (calendar.days == NULL)
        give_up("out of memory");
    walk(&calendar, false);
    judge_days(&count, &calendar, days);
    expect(&count,
           !cty_date_valid((cty_date){1899, 12, 31}) &&
               !cty_date_valid((cty_date){10000, 1, 1}),
           "a day before the first or after the last is one");

    walk(&calendar, true);
    judge_days(&silent, &calendar, CONTROL_DAYS);
    control(&count, "a calendar with a leap day in 2100", silent.failures > 0);
    free(calendar.days);
    return end_count(&count);
}
