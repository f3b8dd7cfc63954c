/* Errors: one line, lower case, what was wrong and what was expected. */
#ifndef CTYI_BASE_FAIL_H
#define CTYI_BASE_FAIL_H

#include <courtesy/base.h>

/*
 * Fill err (NULL is allowed) and return status. field is NULL where none is at
 * fault. A message that does not fit ends in "..." on a whole character; what
 * is no UTF-8 or would break the line is shown as '?'. The arguments may point
 * into err.
 */
cty_status ctyi_fail(cty_error *err, cty_status status, const char *field,
                     const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same, for a line of a document. */
cty_status ctyi_fail_line(cty_error *err, cty_status status, int line,
                          const char *field, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* CTY_E_ARGUMENT: "amount is missing". */
cty_status ctyi_fail_missing(cty_error *err, const char *field);

#endif
