/* Currencies by ISO 4217. */
#ifndef CTYI_BASE_CURRENCY_H
#define CTYI_BASE_CURRENCY_H

#include <courtesy/base.h>

/*
 * The decimals of a currency, 0 to 4; -1 where it is none. Reads no more than
 * four bytes, so that the array of a cty_money need not end in NUL.
 */
int ctyi_currency_decimals(const char *currency);

#endif
