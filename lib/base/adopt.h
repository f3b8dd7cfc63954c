/*
 * Structs that grow: the first member is uint32_t struct_size, their size as
 * the caller knew it.
 */
#ifndef CTYI_BASE_ADOPT_H
#define CTYI_BASE_ADOPT_H

#include <courtesy/base.h>

enum { CTYI_STRUCT_MOST = 65536 };

/*
 * Copy a caller's struct into one of ours, which then says our size. A shorter
 * one is filled with zeros; a longer one is CTY_E_ABI unless its unknown tail
 * is zero; so is one below smallest, the size the struct had in 0.1, and one
 * above CTYI_STRUCT_MOST, which nobody started from its INIT. NULL is
 * CTY_E_ARGUMENT.
 */
cty_status ctyi_adopt(void *own, size_t own_size, const void *theirs,
                      size_t smallest, const char *name, cty_error *err);

/*
 * Copy ours out, no further than the caller's size, which stays as it was; what
 * the caller knows and we do not becomes zero. theirs may be NULL.
 */
void ctyi_show(const void *own, size_t own_size, void *theirs);

#endif
