#include "print/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 32 * 1024, ALIGNMENT = 16 };

struct ctyi_arena_block {
    struct ctyi_arena_block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
};

static struct ctyi_arena_block *
add_block(struct ctyi_arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct ctyi_arena_block *block = malloc(sizeof(*block) + room);

    if (block == NULL)
        return NULL;
    block->size = room;
    block->used = 0;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void *
ctyi_arena_get(struct ctyi_arena *arena, size_t size)
{
    struct ctyi_arena_block *block = arena->blocks;
    unsigned char *got;

    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (block == NULL || block->size - block->used < size)
        block = add_block(arena, size);
    if (block == NULL)
        return NULL;
    got = block->bytes + block->used;
    block->used += size;
    return memset(got, 0, size);
}

char *
ctyi_arena_text(struct ctyi_arena *arena, const char *text, size_t length)
{
    char *copy = ctyi_arena_get(arena, length + 1);

    if (copy != NULL && length > 0)
        memcpy(copy, text, length);
    return copy;
}

void
ctyi_arena_empty(struct ctyi_arena *arena)
{
    struct ctyi_arena_block *keep = NULL;

    while (arena->blocks != NULL) {
        struct ctyi_arena_block *block = arena->blocks;

        arena->blocks = block->next;
        if (keep == NULL && block->size == BLOCK_SIZE)
            keep = block;
        else
            free(block);
    }
    if (keep != NULL) {
        keep->used = 0;
        keep->next = NULL;
    }
    arena->blocks = keep;
}

void
ctyi_arena_free(struct ctyi_arena *arena)
{
    while (arena->blocks != NULL) {
        struct ctyi_arena_block *block = arena->blocks;

        arena->blocks = block->next;
        free(block);
    }
}
