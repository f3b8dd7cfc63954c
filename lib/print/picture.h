/* Pictures of a PDF: the logo, and glyphs that are pictures. */
#ifndef CTYI_PRINT_PICTURE_H
#define CTYI_PRINT_PICTURE_H

#include <cairo.h>

#include "print/fonts.h"
#include "print/objects.h"

/* A picture's samples, compressed: for all files of a printer. */
struct ctyi_packed {
    int width, height;
    bool opaque;
    struct ctyi_bytes colours, covers;
};

struct ctyi_picture {
    struct ctyi_picture *next;
    const struct ctyi_font *font; /* NULL: the logo */
    uint32_t glyph, object, place;
    double x, y, width, height; /* of a glyph: in ems, y upwards */
};

struct ctyi_pictures {
    struct ctyi_picture *first, *last;
    uint32_t count;
    cairo_surface_t *logo;       /* NULL: none */
    struct ctyi_packed **packed; /* the logo's; NULL before it is drawn */
};

void ctyi_packed_free(struct ctyi_packed *packed);

/* NULL: there is none, or out of memory, which objects then say. */
const struct ctyi_picture *ctyi_picture_logo(struct ctyi_pictures *pictures,
                                             struct ctyi_objects *objects);
const struct ctyi_picture *ctyi_picture_glyph(struct ctyi_pictures *pictures,
                                              struct ctyi_objects *objects,
                                              const struct ctyi_font *font,
                                              uint32_t glyph);

/* Their names in a page's resources go to out. */
void ctyi_pictures_name(const struct ctyi_pictures *pictures,
                        struct ctyi_bytes *out);
void ctyi_pictures_free(struct ctyi_pictures *pictures);

#endif
