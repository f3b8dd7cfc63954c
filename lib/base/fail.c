#include "base/fail.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

_Static_assert(sizeof(cty_error) == 576, "cty_error is frozen");

static const char ELLIPSIS[] = "...";

/*
 * Cut after the last whole character that leaves room for the dots. Only as
 * many bytes as a character may trail are looked at: text that is no UTF-8 is
 * cut where it is.
 */
static void
cut_short(char *message, size_t size)
{
    size_t end = size - sizeof(ELLIPSIS);

    for (int back = 0; back < 3 && (message[end] & 0xC0) == 0x80; back++)
        end--;
    memcpy(message + end, ELLIPSIS, sizeof(ELLIPSIS));
}

/* What came from outside must not break the line or the terminal. */
static void
show_on_one_line(char *message)
{
    const char *from = message;
    char *to = message;
    size_t left = strlen(message);

    while (left > 0) {
        uint32_t character;
        size_t width = ctyi_text_step(from, left, &character);

        if (width == 0 || ctyi_text_breaks(character)) {
            *to++ = '?';
            width = width == 0 ? 1 : width;
        } else {
            memmove(to, from, width);
            to += width;
        }
        from += width;
        left -= width;
    }
    *to = '\0';
}

/*
 * Made aside and copied over at the end, so that a message may quote the one
 * that err already holds.
 */
static cty_status __attribute__((format(printf, 5, 0)))
fill(cty_error *err, cty_status status, int line, const char *field,
     const char *format, va_list arguments)
{
    cty_error made = CTY_ERROR_INIT;
    int length;

    assert(status != CTY_OK);
    if (err == NULL)
        return status;

    made.status = status;
    made.line = line;
    if (field != NULL)
        snprintf(made.field, sizeof(made.field), "%s", field);
    length = vsnprintf(made.message, sizeof(made.message), format, arguments);
    if (length < 0)
        made.message[0] = '\0';
    else if ((size_t)length >= sizeof(made.message))
        cut_short(made.message, sizeof(made.message));
    show_on_one_line(made.message);

    *err = made;
    return status;
}

cty_status
ctyi_fail(cty_error *err, cty_status status, const char *field,
          const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    status = fill(err, status, 0, field, format, arguments);
    va_end(arguments);
    return status;
}

cty_status
ctyi_fail_line(cty_error *err, cty_status status, int line, const char *field,
               const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    status = fill(err, status, line, field, format, arguments);
    va_end(arguments);
    return status;
}

cty_status
ctyi_fail_missing(cty_error *err, const char *field)
{
    return ctyi_fail(err, CTY_E_ARGUMENT, field, "%s is missing", field);
}
