/*
 * Shaping: a text's glyphs and where each goes, by Pango, or by HarfBuzz alone
 * for plain Latin texts, which are most and take a tenth of the time.
 */
#ifndef CTYI_PRINT_SHAPE_H
#define CTYI_PRINT_SHAPE_H

#include "print/fonts.h"

struct ctyi_glyph {
    uint32_t glyph;
    float x, y; /* from where the run begins, y upwards */
};

/* Glyphs that stand together for a part of the text. */
struct ctyi_cluster {
    uint32_t bytes, glyphs;
};

/*
 * Glyphs of one font. They stand from left to right; what runs from right to
 * left has its clusters, in the order of the text, from the last glyph on.
 */
struct ctyi_span {
    struct ctyi_font *font; /* borrowed */
    struct ctyi_glyph *glyphs;
    struct ctyi_cluster *clusters;
    char *text; /* what the glyphs say, without marks of direction */
    size_t glyph_count, cluster_count, text_length;
    double tracking; /* points after each cluster */
    bool backward;
};

struct ctyi_run {
    struct ctyi_run *next;
    uint64_t hash;
    const struct ctyi_style *style;
    const char *text;
    size_t length;
    bool right_to_left;
    bool again;         /* another statement had it, too */
    uint64_t statement; /* the one that it was shaped for */
    size_t bytes;
    double width;
    uint32_t missing; /* its first character that no font has; 0: none */
    size_t piece_count;
    struct ctyi_span pieces[];
};

/* A glyph on its way into a piece. */
struct ctyi_placed {
    uint32_t glyph, cluster; /* the cluster: its first byte */
    bool hidden;
    double advance, x, y;
};

/* What one text was shaped to. The pieces' pointers are set by the copy. */
struct ctyi_shaped {
    struct ctyi_span *pieces;
    struct ctyi_glyph *glyphs;
    struct ctyi_cluster *clusters;
    char *text;
    struct ctyi_placed *placed;
    size_t piece_count, piece_room;
    size_t glyph_count, glyph_room;
    size_t cluster_count, cluster_room;
    size_t text_length, text_room;
    size_t placed_count, placed_room;
    double width;     /* up to where the next piece begins */
    double trailing;  /* letter spacing after the last glyph */
    uint32_t missing; /* the first character that no font has; 0: none */
    bool failed;      /* out of memory */
};

/*
 * Shape a valid UTF-8 text into out, which is emptied first. advances: of
 * each byte, as ctyi_type_advances; may be NULL.
 */
void ctyi_shape(struct ctyi_fonts *fonts, const struct ctyi_style *style,
                const char *text, size_t length, bool right_to_left,
                double *advances, struct ctyi_shaped *out);
void ctyi_shaped_free(struct ctyi_shaped *shaped);

/* How far each byte's character, if it begins one, carries on; kept by the type
 * until the next call. The text is valid UTF-8. NULL: out of memory. */
const double *ctyi_type_advances(struct ctyi_type *type,
                                 const struct ctyi_run *run);

#endif
