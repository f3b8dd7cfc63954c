/* Bytes that grow as they come, and are used again. */
#ifndef COURTESY_CLI_BYTES_H
#define COURTESY_CLI_BYTES_H

#include "cli.h"

/* Start from zero. */
struct bytes {
    char *start;
    size_t size;
    size_t room;
};

/* A cty_write; the context is the struct. False: out of memory. */
bool bytes_add(void *bytes, const void *piece, size_t size);
/* A text with its NUL; *out_at is where it begins. */
bool bytes_add_text(struct bytes *bytes, const char *text, size_t *out_at);
void bytes_free(struct bytes *bytes);

#endif
