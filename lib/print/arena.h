/* Memory that is let go all at once: the texts and rows of a letter. */
#ifndef CTYI_PRINT_ARENA_H
#define CTYI_PRINT_ARENA_H

#include <stddef.h>

struct ctyi_arena_block;

struct ctyi_arena {
    struct ctyi_arena_block *blocks;
};

/* Zeroed, aligned for anything; NULL: out of memory. */
void *ctyi_arena_get(struct ctyi_arena *arena, size_t size);
/* A copy of length bytes and a NUL; NULL: out of memory. */
char *ctyi_arena_text(struct ctyi_arena *arena, const char *text,
                      size_t length);
/* Keep a block for the next letter, release the others. */
void ctyi_arena_empty(struct ctyi_arena *arena);
void ctyi_arena_free(struct ctyi_arena *arena);

#endif
