/* The fonts of a printer, found once for each weight, and their shapes. */
#ifndef CTYI_PRINT_FONTS_H
#define CTYI_PRINT_FONTS_H

#include <hb.h>
#include <pango/pangocairo.h>

#include "print/bytes.h"
#include "print/courses.h"
#include "print/type.h"

/*
 * Pango shapes every text at this size, in points, and its glyphs are then set
 * in the style's: nothing is hinted or rounded, so that shapes are alike at all
 * sizes, and fonts are looked for once for each weight, not for each size.
 */
#define CTYI_SHAPE_SIZE 100.0

enum { CTYI_FACES = 6 }; /* 400, 500 and 600 of two families */

struct ctyi_font {
    PangoFont *pango;
    hb_font_t *design; /* in its own units */
    double units;      /* of an em */
    uint32_t glyphs;   /* how many it has */
    bool coloured;     /* its glyphs are pictures */
    size_t index;      /* its place among the printer's */

    /* Outlines that were asked for; outline_at is 0 for those that were not. */
    struct ctyi_bytes outlines;
    uint32_t *outline_at, *outline_size;
};

struct ctyi_fonts {
    PangoFontMap *map;
    PangoContext *context;
    PangoFontDescription *faces[CTYI_FACES];
    struct ctyi_font *first[CTYI_FACES]; /* what the map has first for a face */
    PangoAttrList *plain, *tabular;
    PangoGlyphString *glyphs; /* for one text at a time */
    hb_buffer_t *buffer;
    struct ctyi_courses courses;
    struct ctyi_font **known;
    size_t known_count, known_room;
};

/* NULL: out of memory, or there is no font at all, which out_none says. */
struct ctyi_fonts *ctyi_fonts_new(bool *out_none);
void ctyi_fonts_free(struct ctyi_fonts *fonts);
/* The family that stands in for Inter; NULL: none does, or out of memory.
 * Yours: free. */
char *ctyi_fonts_stand_in(struct ctyi_fonts *fonts);
/* Let outlines go that take more room than they are worth. */
void ctyi_fonts_trim(struct ctyi_fonts *fonts);

size_t ctyi_fonts_face(const struct ctyi_style *style);
/* Borrowed; NULL: no font can be read, or out of memory. */
struct ctyi_font *ctyi_fonts_first(struct ctyi_fonts *fonts, size_t face);
struct ctyi_font *ctyi_fonts_known(struct ctyi_fonts *fonts, PangoFont *pango);

/*
 * A glyph's outline as a Type 2 charstring, borrowed until the next call or
 * ctyi_fonts_trim. NULL: out of memory.
 */
const char *ctyi_font_outline(struct ctyi_font *font, uint32_t glyph,
                              size_t *out_size);
/* How far a glyph carries on, in thousandths of an em. */
double ctyi_font_advance(const struct ctyi_font *font, uint32_t glyph);

#endif
