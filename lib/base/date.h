/* Dates as the ledger stores them: the integer 20260930. */
#ifndef CTYI_BASE_DATE_H
#define CTYI_BASE_DATE_H

#include <courtesy/base.h>

/* 0 for a date not given. */
int32_t ctyi_date_pack(cty_date date);
cty_date ctyi_date_unpack(int32_t packed);

/* date, or today where it is not given. */
static inline int32_t
ctyi_date_or(cty_date date, cty_date today)
{
    return ctyi_date_pack(date.year != 0 ? date : today);
}

/* The last day of a month, 28 to 31. */
int ctyi_month_days(int year, int month);

/* In English: "September". */
const char *ctyi_month_name(int month);

/* The calendar month of a packed date: 202609. */
static inline int32_t
ctyi_date_month(int32_t packed)
{
    return packed / 100;
}

/*
 * The name of the fiscal quarter that holds a calendar month (202609), as in
 * "2026-Q3"; buffer of 12 bytes.
 */
char *ctyi_quarter_name(int32_t month, int fiscal_year_start, char *buffer);

#endif
