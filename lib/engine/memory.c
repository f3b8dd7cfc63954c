#include "engine/memory.h"

#include <string.h>

#include <sqlite3.h>

#include "base/fail.h"

/* SQLite's allocator takes a size of zero for a request to free. */
void *
ctyi_alloc(size_t size)
{
    return sqlite3_malloc64(size == 0 ? 1 : size);
}

void *
ctyi_alloc_zero(size_t size)
{
    void *memory = ctyi_alloc(size);

    if (memory != NULL)
        memset(memory, 0, size);
    return memory;
}

void *
ctyi_realloc(void *memory, size_t size)
{
    return sqlite3_realloc64(memory, size == 0 ? 1 : size);
}

void
ctyi_free(void *memory)
{
    sqlite3_free(memory);
}

char *
ctyi_text_dup(const char *text)
{
    size_t size;
    char *copy;

    if (text == NULL)
        return NULL;
    size = strlen(text) + 1;
    copy = ctyi_alloc(size);
    if (copy != NULL)
        memcpy(copy, text, size);
    return copy;
}

cty_status
ctyi_no_memory(cty_error *err)
{
    return ctyi_fail(err, CTY_E_MEMORY, NULL, "out of memory");
}
