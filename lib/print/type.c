#include "print/type.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/fault.h"
#include "print/fonts.h"
#include "print/shape.h"

enum {
    BUCKETS = 4096,
    CACHE_BYTES = 512 << 10, /* of runs, from one statement to the next */
    MISSING_MOST = 4,        /* characters that are named */
    MISSING_TEXT = 10        /* "U+10FFFF, " */
};

struct ctyi_type {
    struct ctyi_fonts *fonts;
    char *stand_in;
    struct ctyi_shaped shaped;
    double *advances;
    size_t advance_room;
    size_t bytes;
    uint64_t statement; /* how many there were */
    uint32_t missing[MISSING_MOST];
    size_t missing_count;
    char missing_text[MISSING_MOST * MISSING_TEXT + 1];
    struct ctyi_run *buckets[BUCKETS];
};

/* ---- opening ---- */

cty_status
ctyi_type_open(struct ctyi_type **out_type, cty_error *err)
{
    struct ctyi_type *type = calloc(1, sizeof(*type));
    bool none = false;

    if (type == NULL)
        return ctyi_fault_memory(err);
    type->fonts = ctyi_fonts_new(&none);
    if (type->fonts == NULL) {
        free(type);
        return none ? ctyi_fault(err, CTY_E_NOT_FOUND, NULL,
                                 "there is no font to print with; on Debian "
                                 "install fonts-inter")
                    : ctyi_fault_memory(err);
    }
    type->stand_in = ctyi_fonts_stand_in(type->fonts);
    *out_type = type;
    return CTY_OK;
}

static void
empty_cache(struct ctyi_type *type)
{
    for (size_t i = 0; i < BUCKETS; i++)
        while (type->buckets[i] != NULL) {
            struct ctyi_run *run = type->buckets[i];

            type->buckets[i] = run->next;
            free(run);
        }
    type->bytes = 0;
}

void
ctyi_type_close(struct ctyi_type *type)
{
    if (type == NULL)
        return;
    empty_cache(type);
    ctyi_shaped_free(&type->shaped);
    ctyi_fonts_free(type->fonts);
    free(type->advances);
    free(type->stand_in);
    free(type);
}

const char *
ctyi_type_stand_in(const struct ctyi_type *type)
{
    return type->stand_in;
}

/* ---- what no font has ---- */

void
ctyi_type_begin(struct ctyi_type *type)
{
    type->missing_count = 0;
}

static void
note_missing(struct ctyi_type *type, uint32_t character)
{
    for (size_t i = 0; i < type->missing_count; i++)
        if (type->missing[i] == character)
            return;
    if (type->missing_count < MISSING_MOST)
        type->missing[type->missing_count++] = character;
}

const char *
ctyi_type_missing(struct ctyi_type *type)
{
    size_t used = 0;

    type->missing_text[0] = '\0';
    for (size_t i = 0; i < type->missing_count; i++)
        used += (size_t)snprintf(type->missing_text + used,
                                 sizeof(type->missing_text) - used, "%sU+%04X",
                                 i > 0 ? ", " : "", type->missing[i]);
    return type->missing_text;
}

/* ---- runs ---- */

static uint64_t
hash_of(const struct ctyi_style *style, const char *text, size_t length,
        bool right_to_left)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325) ^ (uintptr_t)style;

    hash = (hash ^ right_to_left) * UINT64_C(0x100000001B3);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001B3);
    return hash ^ hash >> 32;
}

/* The shaped text and its key in one block. */
static struct ctyi_run *
keep(const struct ctyi_shaped *shaped, const char *text, size_t length)
{
    size_t pieces = shaped->piece_count * sizeof(*shaped->pieces);
    size_t glyphs = shaped->glyph_count * sizeof(*shaped->glyphs);
    size_t clusters = shaped->cluster_count * sizeof(*shaped->clusters);
    size_t bytes = sizeof(struct ctyi_run) + pieces + glyphs + clusters +
                   shaped->text_length + length;
    struct ctyi_run *run = malloc(bytes);
    struct ctyi_glyph *glyph;
    struct ctyi_cluster *cluster;
    char *said;

    if (run == NULL)
        return NULL;
    memset(run, 0, sizeof(*run));
    glyph = (struct ctyi_glyph *)((char *)run->pieces + pieces);
    cluster = (struct ctyi_cluster *)((char *)glyph + glyphs);
    said = (char *)cluster + clusters;
    if (shaped->piece_count > 0) {
        memcpy(run->pieces, shaped->pieces, pieces);
        memcpy(glyph, shaped->glyphs, glyphs);
        memcpy(cluster, shaped->clusters, clusters);
        memcpy(said, shaped->text, shaped->text_length);
    }
    for (size_t i = 0; i < shaped->piece_count; i++) {
        struct ctyi_span *piece = run->pieces + i;

        piece->glyphs = glyph;
        piece->clusters = cluster;
        piece->text = said;
        glyph += piece->glyph_count;
        cluster += piece->cluster_count;
        said += piece->text_length;
    }
    memcpy(said, text, length);
    run->text = said;
    run->length = length;
    run->bytes = bytes;
    run->width = shaped->width;
    run->missing = shaped->missing;
    run->piece_count = shaped->piece_count;
    return run;
}

static struct ctyi_run *
shape(struct ctyi_type *type, const struct ctyi_style *style, const char *text,
      size_t length, bool right_to_left)
{
    char *valid = NULL;

    if (!g_utf8_validate_len(text, length, NULL))
        valid = g_utf8_make_valid(text, (gssize)length);
    ctyi_shape(type->fonts, style, valid != NULL ? valid : text,
               valid != NULL ? strlen(valid) : length, right_to_left, NULL,
               &type->shaped);
    g_free(valid);
    if (type->shaped.failed)
        return NULL;
    return keep(&type->shaped, text, length);
}

static struct ctyi_run *
find_or_shape(struct ctyi_type *type, const struct ctyi_style *style,
              const char *text, size_t length, bool right_to_left)
{
    uint64_t hash = hash_of(style, text, length, right_to_left);
    struct ctyi_run **bucket = &type->buckets[hash % BUCKETS];
    struct ctyi_run *run;

    for (run = *bucket; run != NULL; run = run->next)
        if (run->hash == hash && run->style == style &&
            run->right_to_left == right_to_left && run->length == length &&
            memcmp(run->text, text, length) == 0) {
            run->again |= run->statement != type->statement;
            return run;
        }
    run = shape(type, style, text, length, right_to_left);
    if (run == NULL)
        return NULL;
    run->style = style;
    run->right_to_left = right_to_left;
    run->hash = hash;
    run->statement = type->statement;
    run->next = *bucket;
    *bucket = run;
    type->bytes += run->bytes;
    return run;
}

const struct ctyi_run *
ctyi_type_run(struct ctyi_type *type, const struct ctyi_style *style,
              const char *text, size_t length, bool right_to_left)
{
    const struct ctyi_run *run =
        find_or_shape(type, style, text, length, right_to_left);

    if (run != NULL && run->missing != 0)
        note_missing(type, run->missing);
    return run;
}

double
ctyi_run_width(const struct ctyi_run *run)
{
    return run->width;
}

/* Of a run whose glyphs follow its text, each from where it stands. */
static void
read_advances(const struct ctyi_run *run, double *advances)
{
    const struct ctyi_span *piece = run->pieces;
    const struct ctyi_glyph *glyph = piece->glyphs;
    const struct ctyi_glyph *end = glyph + piece->glyph_count;
    size_t at = 0;

    memset(advances, 0, run->length * sizeof(*advances));
    for (size_t i = 0; i < piece->cluster_count; i++) {
        const struct ctyi_glyph *next = glyph + piece->clusters[i].glyphs;

        advances[at] = (next < end ? next->x : run->width) - glyph->x;
        at += piece->clusters[i].bytes;
        glyph = next;
    }
}

static bool
follows_its_text(const struct ctyi_run *run)
{
    return run->piece_count == 1 && !run->pieces[0].backward &&
           run->pieces[0].text_length == run->length;
}

const double *
ctyi_type_advances(struct ctyi_type *type, const struct ctyi_run *run)
{
    if (run->length > type->advance_room) {
        double *larger = realloc(type->advances, run->length * sizeof(*larger));

        if (larger == NULL)
            return NULL;
        type->advances = larger;
        type->advance_room = run->length;
    }
    if (follows_its_text(run)) {
        read_advances(run, type->advances);
        return type->advances;
    }
    ctyi_shape(type->fonts, run->style, run->text, run->length,
               run->right_to_left, type->advances, &type->shaped);
    return type->shaped.failed ? NULL : type->advances;
}

/* ---- letting go ---- */

/* What one statement only had will not come again. */
static void
drop_unused(struct ctyi_type *type)
{
    for (size_t i = 0; i < BUCKETS; i++) {
        struct ctyi_run **at = &type->buckets[i];

        while (*at != NULL) {
            struct ctyi_run *run = *at;

            if (run->again) {
                run->again = false;
                run->statement = type->statement;
                at = &run->next;
                continue;
            }
            *at = run->next;
            type->bytes -= run->bytes;
            free(run);
        }
    }
}

void
ctyi_type_trim(struct ctyi_type *type)
{
    type->statement++;
    ctyi_fonts_trim(type->fonts);
    if (type->bytes <= CACHE_BYTES)
        return;
    drop_unused(type);
    if (type->bytes > CACHE_BYTES / 2)
        empty_cache(type);
}
