#include "print/cff.h"

#include <stdio.h>
#include <string.h>

/* ---- dictionaries ---- */

/* Always of five bytes, so that offsets can be known before they are. */
static void
put_integer(struct ctyi_bytes *out, size_t number)
{
    ctyi_bytes_big(out, 29, 1);
    ctyi_bytes_big(out, number, 4);
}

/* Two operators share their first byte. */
static void
put_operator(struct ctyi_bytes *out, int operator)
{
    if (operator>= 12 << 8)
        ctyi_bytes_big(out, (uint64_t) operator, 2);
    else
        ctyi_bytes_big(out, (uint64_t) operator, 1);
}

/* A decimal, a nibble a character. */
static void
put_real(struct ctyi_bytes *out, double number)
{
    char text[32];
    int nibbles[40];
    int count = 0;

    snprintf(text, sizeof(text), "%.12f", number);
    for (const char *at = text; *at != '\0'; at++)
        nibbles[count++] = *at >= '0' && *at <= '9' ? *at - '0' : 10;
    while (nibbles[count - 1] == 0)
        count--;
    nibbles[count++] = 15;
    if (count % 2 == 1)
        nibbles[count++] = 15;
    ctyi_bytes_big(out, 30, 1);
    for (int i = 0; i < count; i += 2)
        ctyi_bytes_big(out, (uint64_t)(nibbles[i] << 4 | nibbles[i + 1]), 1);
}

enum {
    OP_CHARSET = 15,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_DEFAULT_WIDTH = 20,
    OP_NOMINAL_WIDTH = 21,
    OP_FONT_MATRIX = 12 << 8 | 7,
    OP_ROS = 12 << 8 | 30,
    OP_CID_COUNT = 12 << 8 | 34,
    OP_FD_ARRAY = 12 << 8 | 36,
    OP_FD_SELECT = 12 << 8 | 37
};

/* ---- tables ---- */

/* An index of one element. */
static void
put_index_of_one(struct ctyi_bytes *out, const void *bytes, size_t size)
{
    ctyi_bytes_big(out, 1, 2);
    ctyi_bytes_big(out, 4, 1);
    ctyi_bytes_big(out, 1, 4);
    ctyi_bytes_big(out, 1 + size, 4);
    ctyi_bytes_put(out, bytes, size);
}

static void
put_strings(struct ctyi_bytes *out)
{
    static const char strings[] = "AdobeIdentity";

    ctyi_bytes_big(out, 2, 2);
    ctyi_bytes_big(out, 1, 1);
    ctyi_bytes_big(out, 1, 1);
    ctyi_bytes_big(out, 6, 1);
    ctyi_bytes_big(out, sizeof(strings), 1);
    ctyi_bytes_put(out, strings, sizeof(strings) - 1);
}

static void
put_charset(struct ctyi_bytes *out, size_t count)
{
    ctyi_bytes_big(out, count > 1 ? 2 : 0, 1);
    if (count > 1) {
        ctyi_bytes_big(out, 1, 2);
        ctyi_bytes_big(out, count - 2, 2);
    }
}

/* All glyphs have the one font dictionary. */
static void
put_select(struct ctyi_bytes *out, size_t count)
{
    ctyi_bytes_big(out, 3, 1);
    ctyi_bytes_big(out, 1, 2);
    ctyi_bytes_big(out, 0, 2);
    ctyi_bytes_big(out, 0, 1);
    ctyi_bytes_big(out, count, 2);
}

static size_t
size_of_charstrings(struct ctyi_font *font, const uint32_t *glyphs,
                    size_t count, struct ctyi_bytes *out)
{
    size_t sum = 3 + 4 * (count + 1);

    for (size_t i = 0; i < count; i++) {
        size_t size = 0;

        if (ctyi_font_outline(font, glyphs[i], &size) == NULL)
            out->failed = true;
        sum += size;
    }
    return sum;
}

static void
put_charstrings(struct ctyi_font *font, const uint32_t *glyphs, size_t count,
                struct ctyi_bytes *out)
{
    size_t offset = 1, size = 0;

    ctyi_bytes_big(out, count, 2);
    ctyi_bytes_big(out, 4, 1);
    ctyi_bytes_big(out, offset, 4);
    for (size_t i = 0; i < count && !out->failed; i++) {
        ctyi_font_outline(font, glyphs[i], &size);
        offset += size;
        ctyi_bytes_big(out, offset, 4);
    }
    for (size_t i = 0; i < count && !out->failed; i++) {
        const char *outline = ctyi_font_outline(font, glyphs[i], &size);

        ctyi_bytes_put(out, outline, size);
    }
}

/* ---- the font ---- */

/* Where the tables begin that the top dictionary names. */
struct places {
    size_t charset, select, charstrings, array;
};

static void
put_top(struct ctyi_bytes *out, const struct ctyi_font *font,
        const struct places *places, size_t count)
{
    const double scale = 1 / font->units;

    put_integer(out, 391);
    put_integer(out, 392);
    put_integer(out, 0);
    put_operator(out, OP_ROS);
    if (font->units != 1000) {
        put_real(out, scale);
        put_integer(out, 0);
        put_integer(out, 0);
        put_real(out, scale);
        put_integer(out, 0);
        put_integer(out, 0);
        put_operator(out, OP_FONT_MATRIX);
    }
    put_integer(out, count);
    put_operator(out, OP_CID_COUNT);
    put_integer(out, places->charset);
    put_operator(out, OP_CHARSET);
    put_integer(out, places->select);
    put_operator(out, OP_FD_SELECT);
    put_integer(out, places->charstrings);
    put_operator(out, OP_CHARSTRINGS);
    put_integer(out, places->array);
    put_operator(out, OP_FD_ARRAY);
}

/* Widths are written in full: nothing is left out as usual, or added. */
static void
put_private(struct ctyi_bytes *out)
{
    put_integer(out, 0);
    put_operator(out, OP_DEFAULT_WIDTH);
    put_integer(out, 0);
    put_operator(out, OP_NOMINAL_WIDTH);
}

static void
put_array(struct ctyi_bytes *out)
{
    enum { INDEX_HEAD = 11, DICTIONARY = 11, PRIVATE = 12 };
    size_t begins = out->length;

    ctyi_bytes_big(out, 1, 2);
    ctyi_bytes_big(out, 4, 1);
    ctyi_bytes_big(out, 1, 4);
    ctyi_bytes_big(out, 1 + DICTIONARY, 4);
    put_integer(out, PRIVATE);
    put_integer(out, begins + INDEX_HEAD + DICTIONARY);
    put_operator(out, OP_PRIVATE);
    put_private(out);
}

/* Everything up to the tables; its length does not hang on the places. */
static void
put_head(struct ctyi_bytes *out, const struct ctyi_font *font, const char *name,
         const struct places *places, size_t count)
{
    static const unsigned char header[] = {1, 0, 4, 4};
    struct ctyi_bytes top = {0};

    ctyi_bytes_put(out, header, sizeof(header));
    put_index_of_one(out, name, strlen(name));
    put_top(&top, font, places, count);
    out->failed |= top.failed;
    put_index_of_one(out, top.at, top.length);
    ctyi_bytes_free(&top);
    put_strings(out);
    ctyi_bytes_big(out, 0, 2);
}

void
ctyi_cff_write(struct ctyi_font *font, const char *name, const uint32_t *glyphs,
               size_t count, struct ctyi_bytes *out)
{
    struct places places = {0};

    put_head(out, font, name, &places, count);
    places.charset = out->length;
    places.select = places.charset + (count > 1 ? 5 : 1);
    places.charstrings = places.select + 8;
    places.array =
        places.charstrings + size_of_charstrings(font, glyphs, count, out);
    if (out->failed)
        return;
    ctyi_bytes_empty(out);
    put_head(out, font, name, &places, count);
    put_charset(out, count);
    put_select(out, count);
    put_charstrings(font, glyphs, count, out);
    put_array(out);
}
