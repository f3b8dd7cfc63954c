#include "print/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
