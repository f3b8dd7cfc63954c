/* Logos: what is read, and what is refused before it costs anything. */
#include "support.h"

#include <cairo.h>

#include "print/brand.h"

struct file {
    unsigned char bytes[65536];
    size_t size;
};

static cairo_status_t
append(void *closure, const unsigned char *bytes, unsigned int size)
{
    struct file *file = closure;

    assert_true(size <= sizeof(file->bytes) - file->size);
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
    return CAIRO_STATUS_SUCCESS;
}

/* Half green, half nothing. */
static void
draw_png(struct file *file, cairo_format_t format, int width, int height)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(format, width, height);
    cairo_t *cairo = cairo_create(surface);

    cairo_set_source_rgb(cairo, 0, 1, 0);
    cairo_rectangle(cairo, 0, 0, width / 2.0, height);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    file->size = 0;
    assert_int_equal(cairo_surface_write_to_png_stream(surface, append, file),
                     CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
}

static void
assert_refused(const struct file *file, cty_status status, const char *why)
{
    cairo_surface_t *surface = NULL;
    cty_error err;

    assert_int_equal(ctyi_png_decode(file->bytes, file->size, &surface, &err),
                     status);
    assert_string_equal(err.field, "logo");
    assert_string_contains(err.message, why);
    assert_null(surface);
    assert_int_equal(ctyi_png_decode(file->bytes, file->size, &surface, NULL),
                     status);
}

static uint32_t
pixel(cairo_surface_t *surface, int x, int y)
{
    const unsigned char *row = cairo_image_surface_get_data(surface) +
                               y * cairo_image_surface_get_stride(surface);
    uint32_t value;

    memcpy(&value, row + 4 * x, 4);
    return value;
}

static void
pictures_of_all_kinds_are_read(void **state)
{
    static const cairo_format_t formats[] = {CAIRO_FORMAT_ARGB32,
                                             CAIRO_FORMAT_RGB24,
                                             CAIRO_FORMAT_A8, CAIRO_FORMAT_A1};
    struct file file;

    (void)state;
    for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
        cairo_surface_t *surface = NULL;

        draw_png(&file, formats[i], 64, 32);
        assert_ok(ctyi_png_decode(file.bytes, file.size, &surface, ERR));
        assert_int_equal(cairo_image_surface_get_width(surface), 64);
        assert_int_equal(cairo_image_surface_get_height(surface), 32);
        assert_int_equal(cairo_image_surface_get_format(surface),
                         CAIRO_FORMAT_ARGB32);
        if (formats[i] == CAIRO_FORMAT_ARGB32) {
            assert_int_equal(pixel(surface, 10, 10), 0xFF00FF00);
            assert_int_equal(pixel(surface, 50, 10), 0);
        }
        cairo_surface_destroy(surface);
    }
}

static void
a_large_picture_becomes_smaller(void **state)
{
    cairo_surface_t *surface = NULL;
    struct file file;

    (void)state;
    draw_png(&file, CAIRO_FORMAT_RGB24, CTY_MAX_LOGO_SIDE,
             CTY_MAX_LOGO_SIDE / 2);
    assert_ok(ctyi_png_decode(file.bytes, file.size, &surface, ERR));
    assert_int_equal(cairo_image_surface_get_width(surface), 480);
    assert_int_equal(cairo_image_surface_get_height(surface), 240);
    assert_int_equal(pixel(surface, 120, 120), 0xFF00FF00);
    assert_int_equal(pixel(surface, 0, 0), 0xFF00FF00);
    assert_int_equal(pixel(surface, 479, 239), 0xFF000000);
    cairo_surface_destroy(surface);

    draw_png(&file, CAIRO_FORMAT_RGB24, CTY_MAX_LOGO_SIDE, 100);
    assert_ok(ctyi_png_decode(file.bytes, file.size, &surface, ERR));
    assert_int_equal(cairo_image_surface_get_width(surface), 1440);
    assert_int_equal(cairo_image_surface_get_height(surface), 70);
    cairo_surface_destroy(surface);
}

static void
what_is_no_png_is_refused(void **state)
{
    struct file file = {.bytes = "GIF89a", .size = 200};

    (void)state;
    assert_refused(&file, CTY_E_ARGUMENT, "no PNG");
    draw_png(&file, CAIRO_FORMAT_RGB24, 8, 8);
    file.size = 20;
    assert_refused(&file, CTY_E_ARGUMENT, "no PNG");
    file.size = 0;
    assert_refused(&file, CTY_E_ARGUMENT, "no PNG");
}

static void
a_picture_that_is_cut_short_is_refused(void **state)
{
    struct file file, whole;

    (void)state;
    draw_png(&whole, CAIRO_FORMAT_ARGB32, 64, 64);
    for (size_t size = 33; size + 12 < whole.size; size++) {
        memcpy(file.bytes, whole.bytes, whole.size);
        file.size = size;
        assert_refused(&file, CTY_E_ARGUMENT, "cut short or damaged");
    }
}

/* Where each byte is another one, it is read or refused, but not crashed on. */
static void
a_damaged_picture_is_refused_or_read(void **state)
{
    struct file file, whole;

    (void)state;
    draw_png(&whole, CAIRO_FORMAT_ARGB32, 16, 16);
    for (size_t at = 0; at < whole.size; at++) {
        cairo_surface_t *surface = NULL;

        memcpy(file.bytes, whole.bytes, whole.size);
        file.bytes[at] ^= 0x55;
        if (ctyi_png_decode(file.bytes, whole.size, &surface, NULL) == CTY_OK)
            cairo_surface_destroy(surface);
        else
            assert_null(surface);
    }
}

/* Before anything is allocated for it: a header of 30,000 by 30,000 alone would
 * be 3.6 GB. */
static void
a_size_that_is_only_claimed_is_refused(void **state)
{
    struct file file;

    (void)state;
    draw_png(&file, CAIRO_FORMAT_RGB24, 8, 8);
    file.bytes[18] = 30000 >> 8;
    file.bytes[22] = 30000 >> 8;
    assert_refused(&file, CTY_E_LIMIT, "pixels");
    memset(file.bytes + 16, 0xFF, 8);
    assert_refused(&file, CTY_E_LIMIT, "pixels");
    memset(file.bytes + 16, 0, 4);
    assert_refused(&file, CTY_E_ARGUMENT, "without a pixel");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_of_all_kinds_are_read),
        cmocka_unit_test(a_large_picture_becomes_smaller),
        cmocka_unit_test(what_is_no_png_is_refused),
        cmocka_unit_test(a_picture_that_is_cut_short_is_refused),
        cmocka_unit_test(a_damaged_picture_is_refused_or_read),
        cmocka_unit_test(a_size_that_is_only_claimed_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
