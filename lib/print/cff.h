/* A font of some glyphs in the Compact Font Format, as a PDF embeds it. */
#ifndef CTYI_PRINT_CFF_H
#define CTYI_PRINT_CFF_H

#include "print/fonts.h"

/* The glyphs, of which the first is 0, become 0, 1, 2 and so on. */
void ctyi_cff_write(struct ctyi_font *font, const char *name,
                    const uint32_t *glyphs, size_t count,
                    struct ctyi_bytes *out);

#endif
