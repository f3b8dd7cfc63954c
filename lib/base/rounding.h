/* Division that says how it rounds, in 128 bits, which no product overflows. */
#ifndef CTYI_BASE_ROUNDING_H
#define CTYI_BASE_ROUNDING_H

#include <courtesy/base.h>

__extension__ typedef __int128 ctyi_wide;

/* CTY_E_ARGUMENT where rounding is none of CTY_ROUND_. */
cty_status ctyi_rounding_check(cty_rounding rounding, cty_error *err);

/*
 * numerator / divisor, rounded as named; divisor is above zero, and both lie
 * within 2^126. Under CTY_ROUND_EXACT the answer counts only where nothing had
 * to be rounded.
 */
ctyi_wide ctyi_divide(ctyi_wide numerator, ctyi_wide divisor,
                      cty_rounding rounding, bool *out_rounded);

/* Whether an answer is an int64_t. */
bool ctyi_fits(ctyi_wide value);

#endif
