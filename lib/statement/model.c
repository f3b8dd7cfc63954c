/* The memory of a statement: its texts in blocks, its entries in an array. */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "statement/statement.h"

enum { BLOCK_BYTES = 4096 };

struct ctyi_kept_block {
    struct ctyi_kept_block *next;
    size_t used, room;
    char bytes[];
};

static struct ctyi_kept_block *
room_for(cty_statement *statement, size_t size)
{
    struct ctyi_kept_block *block = statement->kept;
    size_t room = size > BLOCK_BYTES ? size : BLOCK_BYTES;

    if (block != NULL && block->room - block->used >= size)
        return block;
    block = ctyi_alloc(sizeof(*block) + room);
    if (block == NULL)
        return NULL;
    block->next = statement->kept;
    block->used = 0;
    block->room = room;
    statement->kept = block;
    return block;
}

/* Only a ledger that was tampered with holds a longer text: it is cut, or
 * setting it in lines would take for ever. */
const char *
ctyi_statement_keep(cty_statement *statement, const char *text)
{
    size_t size = strnlen(text, CTY_MAX_TEXT) + 1;
    struct ctyi_kept_block *block;
    char *kept;

    if (size == 1)
        return "";
    block = room_for(statement, size);
    if (block == NULL)
        return NULL;
    kept = block->bytes + block->used;
    ctyi_text_copy(kept, size, text);
    block->used += size;
    return kept;
}

struct ctyi_drawn_entry *
ctyi_statement_entry(cty_statement *statement)
{
    struct ctyi_drawn_entry *entry;

    if (statement->entry_count == statement->entry_room) {
        size_t room =
            statement->entry_room == 0 ? 8 : statement->entry_room * 2;
        void *grown = ctyi_realloc(statement->entries, room * sizeof(*entry));

        if (grown == NULL)
            return NULL;
        statement->entries = grown;
        statement->entry_room = room;
    }
    entry = &statement->entries[statement->entry_count++];
    memset(entry, 0, sizeof(*entry));
    return entry;
}

cty_status
ctyi_statement_saved(int64_t kind, int64_t amount, int64_t *out_saved,
                     cty_error *err)
{
    if (amount < 0)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: an entry is of less "
                         "than nothing");
    *out_saved = kind == CTY_REVERSAL ? -amount : amount;
    return CTY_OK;
}

cty_status
ctyi_statement_add(int64_t *sum, int64_t amount, cty_error *err)
{
    if (__builtin_add_overflow(*sum, amount, sum))
        return ctyi_fail(err, CTY_E_LIMIT, NULL,
                         "a total of the statement is over "
                         "9,223,372,036,854,775,807 minor units: ask for a "
                         "shorter period");
    return CTY_OK;
}

void
ctyi_statement_free(cty_statement *statement)
{
    struct ctyi_kept_block *block;

    if (statement == NULL)
        return;
    block = statement->kept;
    while (block != NULL) {
        struct ctyi_kept_block *next = block->next;

        ctyi_free(block);
        block = next;
    }
    ctyi_free(statement->bills);
    ctyi_free(statement->entries);
    ctyi_free(statement);
}
