#include "print/brand.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

#include "print/fault.h"

struct reading {
    const unsigned char *bytes;
    size_t left;
};

static cairo_status_t
read_on(void *closure, unsigned char *data, unsigned int length)
{
    struct reading *reading = closure;

    if (length > reading->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, reading->bytes, length);
    reading->bytes += length;
    reading->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t
big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

/* The decoder allocates what the header declares: look at that first. */
static cty_status
check_header(const unsigned char *bytes, size_t size, cty_error *err)
{
    static const unsigned char signature[] = {0x89, 'P',  'N', 'G', '\r', '\n',
                                              0x1A, '\n', 0,   0,   0,    13,
                                              'I',  'H',  'D', 'R'};
    enum { WIDTH_AT = 16, HEIGHT_AT = 20, HEADER_ENDS = 33 };
    uint32_t width, height;

    if (size < HEADER_ENDS || memcmp(bytes, signature, sizeof(signature)) != 0)
        return ctyi_fault(err, CTY_E_ARGUMENT, "logo",
                          "the logo is no PNG: save it as one");
    width = big_endian(bytes + WIDTH_AT);
    height = big_endian(bytes + HEIGHT_AT);
    if (width == 0 || height == 0)
        return ctyi_fault(err, CTY_E_ARGUMENT, "logo",
                          "the logo is a PNG without a pixel");
    if (width > CTY_MAX_LOGO_SIDE || height > CTY_MAX_LOGO_SIDE)
        return ctyi_fault(err, CTY_E_LIMIT, "logo",
                          "the logo has %u x %u pixels: use a PNG of at most "
                          "%d on a side",
                          width, height, CTY_MAX_LOGO_SIDE);
    return CTY_OK;
}

/*
 * As 32 bits a pixel, and no more of them than a printer shows: 600 an inch in
 * the largest place that a page has for a logo. Pages are not to grow with what
 * was uploaded.
 */
static cairo_surface_t *
fit(cairo_surface_t *decoded)
{
    enum { WIDTH_MOST = 1440, HEIGHT_MOST = 240 };
    int width = cairo_image_surface_get_width(decoded);
    int height = cairo_image_surface_get_height(decoded);
    double scale =
        fmin(1, fmin((double)WIDTH_MOST / width, (double)HEIGHT_MOST / height));
    int fitted_width = (int)fmax(1, round(width * scale));
    int fitted_height = (int)fmax(1, round(height * scale));
    cairo_surface_t *fitted = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, fitted_width, fitted_height);
    cairo_t *cairo = cairo_create(fitted);

    cairo_scale(cairo, (double)fitted_width / width,
                (double)fitted_height / height);
    cairo_set_source_surface(cairo, decoded, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(decoded);
    return fitted;
}

cty_status
ctyi_png_decode(const void *bytes, size_t size, cairo_surface_t **out_surface,
                cty_error *err)
{
    struct reading reading = {bytes, size};
    cairo_surface_t *surface;
    cty_status status;

    status = check_header(bytes, size, err);
    if (status != CTY_OK)
        return status;
    /* cairo says of some damaged files that memory ran out. */
    surface = cairo_image_surface_create_from_png_stream(read_on, &reading);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return ctyi_fault(err, CTY_E_ARGUMENT, "logo",
                          "the logo cannot be read as a PNG: it is cut short "
                          "or damaged");
    }
    surface = fit(surface);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return ctyi_fault_memory(err);
    }
    *out_surface = surface;
    return CTY_OK;
}
