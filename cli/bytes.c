#include "bytes.h"

#include <stdlib.h>
#include <string.h>

bool
bytes_add(void *context, const void *piece, size_t size)
{
    struct bytes *bytes = context;

    if (size > bytes->room - bytes->size) {
        size_t room = (bytes->size + size) * 2;
        char *start = realloc(bytes->start, room);

        if (start == NULL)
            return false;
        bytes->start = start;
        bytes->room = room;
    }
    memcpy(bytes->start + bytes->size, piece, size);
    bytes->size += size;
    return true;
}

bool
bytes_add_text(struct bytes *bytes, const char *text, size_t *out_at)
{
    *out_at = bytes->size;
    return bytes_add(bytes, text, strlen(text) + 1);
}

void
bytes_free(struct bytes *bytes)
{
    free(bytes->start);
    *bytes = (struct bytes){0};
}
