/* The part of a font that a PDF has glyphs of. */
#ifndef CTYI_PRINT_SUBSET_H
#define CTYI_PRINT_SUBSET_H

#include "print/fonts.h"
#include "print/objects.h"

struct ctyi_used_glyph {
    uint32_t text_at, text_length; /* what it says where it was first used */
    double width;                  /* thousandths of an em */
};

struct ctyi_subset {
    struct ctyi_subset *next; /* that the file came to use after it */
    struct ctyi_font *font;
    uint32_t object;              /* the font's, in the file */
    uint32_t place;               /* which of the file's fonts it is */
    uint16_t *codes;              /* by glyph; 0: not used so far */
    uint32_t *glyphs;             /* by code; the first is glyph 0 */
    struct ctyi_used_glyph *used; /* by code */
    size_t count, room;
    struct ctyi_bytes texts;
};

struct ctyi_subsets {
    struct ctyi_subset **by_font; /* by the font's index */
    size_t room;
    struct ctyi_subset *first, *last; /* as the file came to use them: which
                                         other files were made before must not
                                         show */
    uint32_t count;
};

/* NULL: out of memory. */
struct ctyi_subset *ctyi_subset_of(struct ctyi_subsets *subsets,
                                   struct ctyi_objects *objects,
                                   struct ctyi_font *font);

/*
 * A glyph's code in the subset, and whether the file says it means that text
 * (else the text must stand beside it). -1: out of memory.
 */
int ctyi_subset_code(struct ctyi_subset *subset, uint32_t glyph,
                     const char *text, size_t length, bool *out_says);

/* Write all fonts; their names in a page's resources go to out. */
void ctyi_subsets_write(struct ctyi_subsets *subsets,
                        struct ctyi_objects *objects, struct ctyi_bytes *out);
void ctyi_subsets_free(struct ctyi_subsets *subsets);

#endif
