/* Plain decimals: digits, and perhaps a point and more digits. No sign. */
#ifndef CTYI_BASE_DECIMAL_H
#define CTYI_BASE_DECIMAL_H

#include <courtesy/base.h>

#include "base/rounding.h"

enum { CTYI_DECIMALS_MOST = 18 };

/* A plain decimal as it was found: where its digits lie. */
struct ctyi_plain {
    const char *whole; /* borrowed from the text that was scanned */
    size_t whole_count;
    const char *decimals;
    size_t decimal_count;
};

/* Whether text is a plain decimal, however long. */
bool ctyi_plain_scan(const char *text, struct ctyi_plain *out_plain);

/*
 * Its value in units of its last decimal, of which there are no more than
 * CTYI_DECIMALS_MOST; false where that is over INT64_MAX whole ones.
 */
bool ctyi_plain_value(const struct ctyi_plain *plain, ctyi_wide *out_value);

/* 10 to the power of exponent, 0 to 18. */
int64_t ctyi_power_of_ten(int exponent);

/*
 * Write value / 10^decimals with all its decimals, 0 to 18; buffer of 24 bytes.
 */
char *ctyi_plain_write(int64_t value, int decimals, char *buffer);

#endif
