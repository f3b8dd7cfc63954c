/* Language tags, as BCP 47 forms them. */
#ifndef CTYI_BASE_LANGUAGE_H
#define CTYI_BASE_LANGUAGE_H

#include <courtesy/base.h>

/*
 * CTY_E_ARGUMENT: not a language of 2 or 3 letters with, at most, a script and
 * a region. NULL and "" are fine. Whether anybody speaks it is not asked.
 */
cty_status ctyi_language_check(const char *text, const char *field,
                               cty_error *err);

#endif
