#include "base/date.h"

#include <assert.h>

#include "base/fail.h"
#include "base/text.h"

_Static_assert(sizeof(cty_date) == 4, "cty_date is frozen");

enum { FIRST_YEAR = 1900, LAST_YEAR = 9999 };

static const char *const month_names[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

const char *
ctyi_month_name(int month)
{
    assert(month >= 1 && month <= 12);
    return month_names[month - 1];
}

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
ctyi_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool
cty_date_valid(cty_date date)
{
    return date.year >= FIRST_YEAR && date.year <= LAST_YEAR &&
           date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= ctyi_month_days(date.year, date.month);
}

int32_t
ctyi_date_pack(cty_date date)
{
    return date.year * 10000 + date.month * 100 + date.day;
}

cty_date
ctyi_date_unpack(int32_t packed)
{
    return (cty_date){.year = (int16_t)(packed / 10000),
                      .month = (uint8_t)(packed / 100 % 100),
                      .day = (uint8_t)(packed % 100)};
}

int
cty_date_compare(cty_date a, cty_date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

static bool
has_form(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    size_t i = 0;

    for (; form[i] != '\0'; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';

        if (form[i] == 'd' ? !digit : text[i] != form[i])
            return false;
    }
    return text[i] == '\0';
}

static int
number(const char *digits, int count)
{
    int value = 0;

    while (count-- > 0)
        value = value * 10 + (*digits++ - '0');
    return value;
}

/* Why a date that has its form is no day. */
static cty_status
refuse_day(const char *text, int year, int month, cty_error *err)
{
    if (year < FIRST_YEAR)
        return ctyi_fail(err, CTY_E_ARGUMENT, "date",
                         "\"%s\" is out of range: dates run from 1900-01-01 "
                         "to 9999-12-31",
                         text);
    if (month < 1 || month > 12)
        return ctyi_fail(err, CTY_E_ARGUMENT, "date",
                         "\"%s\" is no day: months run from 01 to 12", text);
    return ctyi_fail(
        err, CTY_E_ARGUMENT, "date", "\"%s\" is no day: %s %d has %d days",
        text, ctyi_month_name(month), year, ctyi_month_days(year, month));
}

cty_status
cty_date_parse(const char *text, cty_date *out_date, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    cty_date date;

    if (text == NULL)
        return ctyi_fail_missing(err, "date");
    if (out_date == NULL)
        return ctyi_fail_missing(err, "out_date");
    if (!has_form(text))
        return ctyi_fail(err, CTY_E_ARGUMENT, "date",
                         "%s is not a date: write YYYY-MM-DD, as in "
                         "2026-09-30",
                         ctyi_text_quote(text, quoted));

    date.year = (int16_t)number(text, 4);
    date.month = (uint8_t)number(text + 5, 2);
    date.day = (uint8_t)number(text + 8, 2);
    if (!cty_date_valid(date))
        return refuse_day(text, date.year, date.month, err);

    *out_date = date;
    return CTY_OK;
}

static char *
write_digits(char *to, int value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        to[i] = (char)('0' + value % 10);
    return to + count;
}

static bool
is_given(cty_date date)
{
    return date.year != 0 || date.month != 0 || date.day != 0;
}

/* A day that does not exist must be shown to be refused. */
static bool
fits_form(cty_date date)
{
    return date.year >= 0 && date.year <= LAST_YEAR && date.month <= 99 &&
           date.day <= 99;
}

char *
cty_date_format(cty_date date, char *buffer)
{
    char *to = buffer;

    if (is_given(date) && fits_form(date)) {
        to = write_digits(to, date.year, 4);
        *to++ = '-';
        to = write_digits(to, date.month, 2);
        *to++ = '-';
        to = write_digits(to, date.day, 2);
    }
    *to = '\0';
    return buffer;
}

/*
 * Days since 1970 to a civil date, counting years from March, so that the leap
 * day comes last, in eras of 400 years (146,097 days) from 0000-03-01.
 */
static cty_date
date_of_day(int64_t day)
{
    int64_t from_era = day + 719468;
    int64_t era = from_era / 146097;
    int64_t of_era = from_era % 146097;
    int64_t year =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;

    return (cty_date){
        .year = (int16_t)(era * 400 + year + (month >= 10)),
        .month = (uint8_t)(month < 10 ? month + 3 : month - 9),
        .day = (uint8_t)(of_year - (153 * month + 2) / 5 + 1),
    };
}

cty_date
cty_date_of_utc_ms(int64_t utc_ms)
{
    static const int64_t day_ms = 86400000;
    static const int64_t first_day = -25567; /* 1900-01-01 */
    static const int64_t last_day = 2932896; /* 9999-12-31 */
    int64_t day = utc_ms / day_ms - (utc_ms % day_ms < 0);

    if (day < first_day || day > last_day)
        return (cty_date){0};
    return date_of_day(day);
}
