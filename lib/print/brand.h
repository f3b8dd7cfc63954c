/* The issuer as a printer keeps it: texts, colours and the decoded logo. */
#ifndef CTYI_PRINT_BRAND_H
#define CTYI_PRINT_BRAND_H

#include <courtesy/issuer.h>

#include "print/arena.h"

/* 0xRRGGBB */
struct ctyi_colours {
    uint32_t ink, secondary, rule, paid, accent, past, tint, white;
};

struct _cairo_surface;

struct ctyi_brand {
    struct ctyi_arena arena;
    cty_issuer issuer; /* no text is NULL; logo NULL: none */
    const char *address[CTY_MAX_ADDRESS_LINES];
    size_t address_lines;
    struct ctyi_colours colours;
    struct _cairo_surface *logo; /* NULL: none */
    int logo_width, logo_height; /* pixels */
    const char *logo_uri;        /* "data:image/png;base64,..."; NULL: none */
};

/* On failure nothing is left to release. */
cty_status ctyi_brand_open(const cty_issuer *issuer,
                           struct ctyi_brand *out_brand, cty_error *err);
void ctyi_brand_close(struct ctyi_brand *brand);

/* PNG bytes as a surface; CTY_E_ARGUMENT: they cannot be decoded. */
cty_status ctyi_png_decode(const void *bytes, size_t size,
                           struct _cairo_surface **out_surface, cty_error *err);

#endif
