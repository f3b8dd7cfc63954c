#include "base/rounding.h"

#include <assert.h>

#include "base/fail.h"

cty_status
ctyi_rounding_check(cty_rounding rounding, cty_error *err)
{
    if (rounding >= CTY_ROUND_EXACT && rounding <= CTY_ROUND_HALF_EVEN)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, "rounding",
                     "%d is no rounding: name exact (0), half up (1) or half "
                     "even (2)",
                     (int)rounding);
}

static bool
rounds_away(ctyi_wide quotient, ctyi_wide rest, ctyi_wide divisor,
            cty_rounding rounding)
{
    if (rest != divisor - rest)
        return rest > divisor - rest;
    return rounding == CTY_ROUND_HALF_UP || quotient % 2 != 0;
}

/* On magnitudes, so that -x gives the mirror of x. */
ctyi_wide
ctyi_divide(ctyi_wide numerator, ctyi_wide divisor, cty_rounding rounding,
            bool *out_rounded)
{
    ctyi_wide magnitude = numerator < 0 ? -numerator : numerator;
    ctyi_wide quotient;
    ctyi_wide rest;

    assert(divisor > 0);
    quotient = magnitude / divisor;
    rest = magnitude % divisor;
    if (rounds_away(quotient, rest, divisor, rounding))
        quotient++;
    *out_rounded = rest != 0;
    return numerator < 0 ? -quotient : quotient;
}

bool
ctyi_fits(ctyi_wide value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}
