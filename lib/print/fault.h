/* How the print library says what went wrong, and reads strangers' structs. */
#ifndef CTYI_PRINT_FAULT_H
#define CTYI_PRINT_FAULT_H

#include <courtesy/base.h>

/* Fill err (NULL is fine) and answer status. field may be NULL. */
cty_status ctyi_fault(cty_error *err, cty_status status, const char *field,
                      const char *format, ...)
    __attribute__((format(printf, 4, 5)));
cty_status ctyi_fault_memory(cty_error *err);

/*
 * Copy a caller's struct, which begins with its size, into ours: a smaller
 * one's tail reads as zero. CTY_E_ABI: no size, or an unknown tail that is not
 * zero; CTY_E_ARGUMENT: NULL.
 */
cty_status ctyi_fault_adopt(void *own, size_t own_size, const void *theirs,
                            const char *name, cty_error *err);

#endif
