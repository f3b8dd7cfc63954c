#include "print/character.h"

/* ---- UTF-8 ---- */

/* How many bytes follow the first, and the least that so many may mean. */
static size_t
following(unsigned char first, int32_t *least)
{
    if (first >= 0xC2 && first < 0xE0) {
        *least = 0x80;
        return 1;
    }
    if (first >= 0xE0 && first < 0xF0) {
        *least = 0x800;
        return 2;
    }
    *least = 0x10000;
    return first >= 0xF0 && first < 0xF5 ? 3 : 0;
}

int32_t
ctyi_character(const char *text, size_t length, size_t *at)
{
    unsigned char first = (unsigned char)text[(*at)++];
    int32_t least, character;
    size_t count;

    if (first < 0x80)
        return first;
    count = following(first, &least);
    if (count == 0 || count > length - *at)
        return -1;
    character = first & (0x3F >> count);
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char)text[*at + i];

        if ((byte & 0xC0) != 0x80)
            return -1;
        character = character << 6 | (byte & 0x3F);
    }
    if (character < least || character > 0x10FFFF ||
        (character >= 0xD800 && character < 0xE000))
        return -1;
    *at += count;
    return character;
}

bool
ctyi_is_no_character(int32_t character)
{
    return (character >= 0x7F && character < 0xA0) ||
           (character >= 0xFDD0 && character < 0xFDF0) ||
           (character & 0xFFFE) == 0xFFFE;
}

/* ---- directions ---- */

enum {
    EMBED_LEFT = 0x202A,
    EMBED_RIGHT = 0x202B,
    POP = 0x202C,
    OVERRIDE_LEFT = 0x202D,
    OVERRIDE_RIGHT = 0x202E,
    ISOLATE_LEFT = 0x2066,
    ISOLATE_FIRST = 0x2068,
    POP_ISOLATE = 0x2069,
    DEPTH_MOST = 60
};

static bool
is_isolate(const struct ctyi_bidi *bidi)
{
    return (bidi->isolates >> (bidi->depth - 1) & 1) != 0;
}

static bool
open(struct ctyi_bidi *bidi, bool isolate)
{
    uint64_t bit = (uint64_t)1 << bidi->depth;

    if (bidi->depth == DEPTH_MOST)
        return false;
    bidi->isolates = isolate ? bidi->isolates | bit : bidi->isolates & ~bit;
    bidi->depth++;
    return true;
}

/* An isolate takes along the embeddings that are open inside. */
static bool
close_isolate(struct ctyi_bidi *bidi)
{
    unsigned depth = bidi->depth;

    while (bidi->depth > 0 && !is_isolate(bidi))
        bidi->depth--;
    if (bidi->depth == 0) {
        bidi->depth = depth;
        return false;
    }
    bidi->depth--;
    return true;
}

bool
ctyi_bidi_keeps(struct ctyi_bidi *bidi, int32_t character)
{
    switch (character) {
    case EMBED_LEFT:
    case EMBED_RIGHT:
    case OVERRIDE_LEFT:
    case OVERRIDE_RIGHT:
        return open(bidi, false);
    case ISOLATE_LEFT:
    case ISOLATE_LEFT + 1:
    case ISOLATE_FIRST:
        return open(bidi, true);
    case POP_ISOLATE:
        return close_isolate(bidi);
    case POP:
        if (bidi->depth == 0 || is_isolate(bidi))
            return false;
        bidi->depth--;
        return true;
    default:
        return true;
    }
}

const char *
ctyi_bidi_end(struct ctyi_bidi *bidi)
{
    const char *end;

    if (bidi->depth == 0)
        return NULL;
    end = is_isolate(bidi) ? "\xE2\x81\xA9" : "\xE2\x80\xAC";
    bidi->depth--;
    return end;
}
