/*
 * Dates, as text and as milliseconds, against a calendar that counts day by
 * day.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 9999 };

static int
days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static bool
is_day(int year, int month, int day)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 &&
           month <= 12 && day >= 1 && day <= days_of(year, month);
}

static bool
read_date(const char *text, cty_date *date)
{
    int parts[3] = {0};
    static const int digits[] = {4, 2, 2};

    for (int part = 0; part < 3; part++) {
        for (int i = 0; i < digits[part]; i++, text++) {
            if (*text < '0' || *text > '9')
                return false;
            parts[part] = parts[part] * 10 + (*text - '0');
        }
        if (part < 2 && *text++ != '-')
            return false;
    }
    *date = (cty_date){(int16_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
    return *text == '\0' && is_day(parts[0], parts[1], parts[2]);
}

static void
parse(const char *text)
{
    cty_date date = {1, 2, 3}, expected = {0}, again = {0};
    cty_error err = CTY_ERROR_INIT;
    char buffer[CTY_DATE_TEXT];
    bool right = read_date(text, &expected);
    cty_status status = cty_date_parse(text, &date, &err);

    date.day = (uint8_t)(date.day + fuzz_fault);
    must(right == (status == CTY_OK));
    if (status != CTY_OK) {
        must_say_why(status, &err);
        must(date.year == 1 && date.month == 2 && date.day == 3);
        return;
    }
    must(memcmp(&date, &expected, sizeof(date)) == 0);
    must(cty_date_valid(date));
    must(strcmp(cty_date_format(date, buffer), text) == 0);
    must_succeed(cty_date_parse(buffer, &again, &err), &err);
    must(cty_date_compare(date, again) == 0);
}

/* As many years of 365 or 366 days as there are in it. */
static cty_date
walk(int64_t day)
{
    int year = 1970;
    int month = 1;

    for (; day < 0; year--)
        day += days_of(year - 1, 2) == 29 ? 366 : 365;
    for (; day >= (days_of(year, 2) == 29 ? 366 : 365); year++)
        day -= days_of(year, 2) == 29 ? 366 : 365;
    for (; day >= days_of(year, month); month++)
        day -= days_of(year, month);
    return (cty_date){(int16_t)year, (uint8_t)month, (uint8_t)(day + 1)};
}

static void
of_ms(int64_t ms)
{
    static const int64_t day_ms = 86400000;
    int64_t day = ms / day_ms - (ms % day_ms < 0);
    cty_date date = cty_date_of_utc_ms(ms);
    cty_date expected = {0};

    if (day >= -30000 && day < 3000000)
        expected = walk(day);
    if (!is_day(expected.year, expected.month, expected.day))
        expected = (cty_date){0};
    must(memcmp(&date, &expected, sizeof(date)) == 0);
}

static void
any_bytes(const cty_date *date)
{
    char buffer[CTY_DATE_TEXT];

    must(cty_date_valid(*date) == is_day(date->year, date->month, date->day));
    must(strlen(cty_date_format(*date, buffer)) < CTY_DATE_TEXT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    char *text = take_line(&feed);
    int64_t number = take_number(&feed);
    cty_date date;

    memcpy(&date, &number, sizeof(date));
    parse(text);
    any_bytes(&date);
    of_ms(number);
    of_ms(number % INT64_C(300000000000000));
    free(text);
    return 0;
}
