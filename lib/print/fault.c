#include "print/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <glib.h>

static bool
breaks(gunichar character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F) ||
           character == 0x2028 || character == 0x2029;
}

/* What came from outside, or was cut, must not break the line or the
 * terminal. */
static void
show_on_one_line(char *message)
{
    const char *from = message;
    char *to = message;

    while (*from != '\0') {
        gunichar character = g_utf8_get_char_validated(from, -1);
        bool whole = character < (gunichar)-2;
        size_t width = whole ? (size_t)g_unichar_to_utf8(character, NULL) : 1;

        if (!whole || breaks(character)) {
            *to++ = '?';
        } else {
            memmove(to, from, width);
            to += width;
        }
        from += width;
    }
    *to = '\0';
}

cty_status
ctyi_fault(cty_error *err, cty_status status, const char *field,
           const char *format, ...)
{
    va_list arguments;

    if (err == NULL)
        return status;
    memset(err, 0, sizeof(*err));
    err->status = status;
    snprintf(err->field, sizeof(err->field), "%s", field != NULL ? field : "");
    va_start(arguments, format);
    vsnprintf(err->message, sizeof(err->message), format, arguments);
    va_end(arguments);
    show_on_one_line(err->message);
    return status;
}

cty_status
ctyi_fault_memory(cty_error *err)
{
    return ctyi_fault(err, CTY_E_MEMORY, NULL, "out of memory");
}

cty_status
ctyi_fault_adopt(void *own, size_t own_size, const void *theirs,
                 const char *name, cty_error *err)
{
    const unsigned char *bytes = theirs;
    uint32_t size;

    if (theirs == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT, name, "%s is missing", name);
    memcpy(&size, theirs, sizeof(size));
    if (size < sizeof(size))
        return ctyi_fault(err, CTY_E_ABI, name,
                          "%s says no size: start from its _INIT macro", name);
    for (size_t i = own_size; i < size; i++)
        if (bytes[i] != 0)
            return ctyi_fault(err, CTY_E_ABI, name,
                              "%s is of a newer courtesy: update "
                              "libcourtesy-print",
                              name);
    memset(own, 0, own_size);
    memcpy(own, theirs, size < own_size ? size : own_size);
    return CTY_OK;
}
