/* The engine's allocator: a host that configured it has configured us. */
#ifndef CTYI_ENGINE_MEMORY_H
#define CTYI_ENGINE_MEMORY_H

#include <courtesy/base.h>

void *ctyi_alloc(size_t size); /* NULL: out of memory */
void *ctyi_alloc_zero(size_t size);
void *ctyi_realloc(void *memory, size_t size);
void ctyi_free(void *memory);
char *ctyi_text_dup(const char *text); /* NULL for NULL or out of memory */

cty_status ctyi_no_memory(cty_error *err);

#endif
