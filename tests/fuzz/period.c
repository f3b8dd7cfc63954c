/*
 * Periods. The first byte is the month that the fiscal year begins with, the
 * rest is read as a period; what is read holds its own days, and is found again
 * from each of them.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { TITLE_TEXT = 80 };

static bool
same(const cty_period *a, const cty_period *b)
{
    return a->kind == b->kind && a->fiscal_year_start == b->fiscal_year_start &&
           cty_date_compare(a->from, b->from) == 0 &&
           cty_date_compare(a->to, b->to) == 0 && strcmp(a->name, b->name) == 0;
}

/* Days since the year 0, March first: enough to tell what follows what. */
static int
day_number(cty_date date)
{
    int year = date.year - (date.month < 3);
    int month = (date.month + 9) % 12;

    return year * 365 + year / 4 - year / 100 + year / 400 +
           (153 * month + 2) / 5 + date.day;
}

static int
months_of(const cty_period *period)
{
    return (period->to.year - period->from.year) * 12 + period->to.month -
           period->from.month + 1;
}

static void
must_hold_its_days(const cty_period *period, cty_date day)
{
    cty_period found;
    cty_error err = CTY_ERROR_INIT;

    must_succeed(cty_period_of(day, period->kind, period->fiscal_year_start,
                               &found, &err),
                 &err);
    must(same(&found, period));
}

static void
must_follow(const cty_period *period)
{
    cty_period before = {0};
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_period_before(period, &before, &err);

    if (status != CTY_OK) {
        must_say_why(status, &err);
        must(period->kind == CTY_PERIOD_RANGE || period->from.year <= 1901);
        return;
    }
    must(before.kind == period->kind);
    must(day_number(before.to) + 1 + fuzz_fault == day_number(period->from));
    must(months_of(&before) == months_of(period));
}

static void
must_be_one(const cty_period *period, const char *text)
{
    static const int months[] = {0, 1, 3, 12};
    cty_period again;
    cty_error err = CTY_ERROR_INIT;
    char title[TITLE_TEXT];

    must(strcmp(period->name, text) == 0);
    must(cty_date_valid(period->from) && cty_date_valid(period->to));
    must(cty_date_compare(period->from, period->to) <= 0);
    must(period->kind >= CTY_PERIOD_RANGE && period->kind <= CTY_PERIOD_YEAR);
    must_succeed(
        cty_period_parse(period->name, period->fiscal_year_start, &again, &err),
        &err);
    must(same(period, &again));
    must(strlen(cty_period_title(period, title)) > 0);
    must(strlen(title) < TITLE_TEXT);
    if (period->kind != CTY_PERIOD_RANGE) {
        must(months_of(period) == months[period->kind]);
        must_hold_its_days(period, period->from);
        must_hold_its_days(period, period->to);
    }
    must_follow(period);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    int start = take_byte(&feed) % 14;
    char *text = take_rest(&feed);
    cty_period period;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    memset(&period, 0x5a, sizeof(period));
    status = cty_period_parse(text, start, &period, &err);
    must(status != CTY_OK || (start >= 1 && start <= 12));
    if (status == CTY_OK) {
        must_be_one(&period, text);
    } else {
        must_say_why(status, &err);
        must(period.kind == 0x5a5a5a5a);
    }
    free(text);
    return 0;
}
