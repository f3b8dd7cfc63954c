/* Lines and adjustments in memory, their texts in blocks of their own. */
#include <string.h>

#include "base/fail.h"
#include "store/store.h"

enum { BLOCK_BYTES = 4096 };

struct ctyi_text_block {
    struct ctyi_text_block *next;
    size_t used, room;
    char bytes[];
};

static const char *
keep(struct ctyi_lines *lines, const char *text)
{
    size_t size = text != NULL ? strlen(text) + 1 : 1;
    struct ctyi_text_block *block = lines->texts;

    if (size == 1)
        return "";
    if (block == NULL || block->room - block->used < size) {
        size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

        block = ctyi_alloc(sizeof(*block) + room);
        if (block == NULL)
            return NULL;
        block->next = lines->texts;
        block->used = 0;
        block->room = room;
        lines->texts = block;
    }
    memcpy(block->bytes + block->used, text, size);
    block->used += size;
    return block->bytes + block->used - size;
}

static void
free_texts(struct ctyi_text_block *block)
{
    while (block != NULL) {
        struct ctyi_text_block *next = block->next;

        ctyi_free(block);
        block = next;
    }
}

void
ctyi_lines_free(struct ctyi_lines *lines)
{
    free_texts(lines->texts);
    ctyi_free(lines->lines);
    ctyi_free(lines->adjustments);
    memset(lines, 0, sizeof(*lines));
}

void
ctyi_lines_clear(struct ctyi_lines *lines)
{
    if (lines->texts != NULL) {
        free_texts(lines->texts->next);
        lines->texts->next = NULL;
        lines->texts->used = 0;
    }
    lines->line_count = 0;
    lines->adjustment_count = 0;
}

static cty_status
make_room(void **array, size_t *room, size_t count, size_t size,
          const char *what, cty_error *err)
{
    size_t more = *room == 0 ? 8 : *room * 2;
    void *grown;

    if (count == CTY_MAX_LINES)
        return ctyi_fail(err, CTY_E_LIMIT, what, "a document has at most %d %s",
                         CTY_MAX_LINES, what);
    if (count < *room)
        return CTY_OK;
    grown = ctyi_realloc(*array, more * size);
    if (grown == NULL)
        return ctyi_no_memory(err);
    *array = grown;
    *room = more;
    return CTY_OK;
}

cty_status
ctyi_lines_add(struct ctyi_lines *lines, const struct ctyi_line *line,
               cty_error *err)
{
    struct ctyi_line *own;
    cty_status status =
        make_room((void **)&lines->lines, &lines->line_room, lines->line_count,
                  sizeof(*line), "lines", err);

    if (status != CTY_OK)
        return status;
    own = &lines->lines[lines->line_count];
    *own = *line;
    own->description = keep(lines, line->description);
    own->product_code = keep(lines, line->product_code);
    own->product_category = keep(lines, line->product_category);
    if (own->description == NULL || own->product_code == NULL ||
        own->product_category == NULL)
        return ctyi_no_memory(err);
    lines->line_count++;
    return CTY_OK;
}

cty_status
ctyi_lines_adjust(struct ctyi_lines *lines,
                  const struct ctyi_adjustment *adjustment, cty_error *err)
{
    struct ctyi_adjustment *own;
    cty_status status =
        make_room((void **)&lines->adjustments, &lines->adjustment_room,
                  lines->adjustment_count, sizeof(*adjustment),
                  "discounts and charges", err);

    if (status != CTY_OK)
        return status;
    own = &lines->adjustments[lines->adjustment_count];
    *own = *adjustment;
    own->reason = keep(lines, adjustment->reason);
    own->granted_by = keep(lines, adjustment->granted_by);
    if (own->reason == NULL || own->granted_by == NULL)
        return ctyi_no_memory(err);
    lines->adjustment_count++;
    return CTY_OK;
}

static void *
copy_of(const void *array, size_t count, size_t size)
{
    void *copy = ctyi_alloc(count * size);

    if (copy != NULL && count > 0)
        memcpy(copy, array, count * size);
    return copy;
}

cty_status
ctyi_lines_borrow(const struct ctyi_lines *lines, struct ctyi_lines *out_copy,
                  cty_error *err)
{
    struct ctyi_lines copy = {0};

    copy.line_count = copy.line_room = lines->line_count;
    copy.adjustment_count = copy.adjustment_room = lines->adjustment_count;
    if (copy.line_count > 0)
        copy.lines =
            copy_of(lines->lines, copy.line_count, sizeof(copy.lines[0]));
    if (copy.adjustment_count > 0)
        copy.adjustments = copy_of(lines->adjustments, copy.adjustment_count,
                                   sizeof(copy.adjustments[0]));
    if ((copy.line_count > 0 && copy.lines == NULL) ||
        (copy.adjustment_count > 0 && copy.adjustments == NULL)) {
        ctyi_lines_free(&copy);
        return ctyi_no_memory(err);
    }
    *out_copy = copy;
    return CTY_OK;
}
