#include "print/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- pixels ---- */

/* Colour as it is without the cover that cairo has multiplied it by. */
static char
uncovered(uint32_t colour, uint32_t cover)
{
    uint32_t whole = cover == 0 ? 0 : (colour * 255 + cover / 2) / cover;

    return (char)(whole & 255);
}

static bool
split(cairo_surface_t *image, struct ctyi_bytes *colours,
      struct ctyi_bytes *covers, bool *out_opaque)
{
    int width = cairo_image_surface_get_width(image);
    int height = cairo_image_surface_get_height(image);
    int stride = cairo_image_surface_get_stride(image);
    const unsigned char *data = cairo_image_surface_get_data(image);
    bool solid = cairo_image_surface_get_format(image) != CAIRO_FORMAT_ARGB32;
    size_t count = (size_t)width * (size_t)height;
    char *colour = ctyi_bytes_more(colours, 3 * count);
    char *cover = ctyi_bytes_more(covers, count);

    if (colour == NULL || cover == NULL)
        return false;
    *out_opaque = true;
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++) {
            uint32_t pixel, alpha;

            memcpy(&pixel, data + (ptrdiff_t)row * stride + 4 * column, 4);
            alpha = solid ? 255 : pixel >> 24;
            *colour++ = uncovered(pixel >> 16 & 255, alpha);
            *colour++ = uncovered(pixel >> 8 & 255, alpha);
            *colour++ = uncovered(pixel & 255, alpha);
            *cover++ = (char)(alpha & 255);
            *out_opaque &= alpha == 255;
        }
    colours->length += 3 * count;
    covers->length += count;
    return true;
}

/* ---- images ---- */

void
ctyi_packed_free(struct ctyi_packed *packed)
{
    if (packed == NULL)
        return;
    ctyi_bytes_free(&packed->colours);
    ctyi_bytes_free(&packed->covers);
    free(packed);
}

/* A 32-bit image surface. NULL: out of memory. */
static struct ctyi_packed *
pack(struct ctyi_objects *objects, cairo_surface_t *image)
{
    struct ctyi_packed *packed = calloc(1, sizeof(*packed));
    struct ctyi_bytes colours = {0}, covers = {0};

    cairo_surface_flush(image);
    if (packed == NULL || !split(image, &colours, &covers, &packed->opaque)) {
        objects->failed = true;
    } else {
        packed->width = cairo_image_surface_get_width(image);
        packed->height = cairo_image_surface_get_height(image);
        ctyi_objects_pack(objects, colours.at, colours.length,
                          &packed->colours);
        ctyi_objects_pack(objects, covers.at, covers.length, &packed->covers);
    }
    ctyi_bytes_free(&colours);
    ctyi_bytes_free(&covers);
    if (!objects->failed)
        return packed;
    ctyi_packed_free(packed);
    return NULL;
}

static void
write_image(struct ctyi_objects *objects, uint32_t number,
            const struct ctyi_packed *packed, const char *space, uint32_t mask,
            const struct ctyi_bytes *samples)
{
    struct ctyi_bytes dictionary = {0};

    ctyi_bytes_text(&dictionary, "/Type/XObject/Subtype/Image/Width ");
    ctyi_bytes_integer(&dictionary, packed->width);
    ctyi_bytes_text(&dictionary, "/Height ");
    ctyi_bytes_integer(&dictionary, packed->height);
    ctyi_bytes_text(&dictionary, "/BitsPerComponent 8/ColorSpace/");
    ctyi_bytes_text(&dictionary, space);
    if (mask != 0) {
        ctyi_bytes_text(&dictionary, "/SMask ");
        ctyi_bytes_reference(&dictionary, mask);
    }
    ctyi_bytes_put(&dictionary, "", 1);
    if (dictionary.failed)
        objects->failed = true;
    else
        ctyi_objects_packed(objects, number, dictionary.at, samples->at,
                            samples->length);
    ctyi_bytes_free(&dictionary);
}

static void
write_packed(struct ctyi_objects *objects, uint32_t number,
             const struct ctyi_packed *packed)
{
    uint32_t mask = packed->opaque ? 0 : ctyi_objects_number(objects);

    write_image(objects, number, packed, "DeviceRGB", mask, &packed->colours);
    if (mask != 0)
        write_image(objects, mask, packed, "DeviceGray", 0, &packed->covers);
}

static struct ctyi_picture *
enter(struct ctyi_pictures *pictures, struct ctyi_objects *objects)
{
    struct ctyi_picture *picture = calloc(1, sizeof(*picture));

    if (picture == NULL) {
        objects->failed = true;
        return NULL;
    }
    picture->object = ctyi_objects_number(objects);
    picture->place = pictures->count++;
    if (pictures->last != NULL)
        pictures->last->next = picture;
    else
        pictures->first = picture;
    pictures->last = picture;
    return picture;
}

static struct ctyi_picture *
find(const struct ctyi_pictures *pictures, const struct ctyi_font *font,
     uint32_t glyph)
{
    struct ctyi_picture *picture = pictures->first;

    while (picture != NULL &&
           (picture->font != font || picture->glyph != glyph))
        picture = picture->next;
    return picture;
}

/* ---- the logo ---- */

const struct ctyi_picture *
ctyi_picture_logo(struct ctyi_pictures *pictures, struct ctyi_objects *objects)
{
    struct ctyi_picture *picture = find(pictures, NULL, 0);

    if (picture != NULL || pictures->logo == NULL)
        return picture;
    if (*pictures->packed == NULL)
        *pictures->packed = pack(objects, pictures->logo);
    if (*pictures->packed == NULL)
        return NULL;
    picture = enter(pictures, objects);
    if (picture != NULL)
        write_packed(objects, picture->object, *pictures->packed);
    return picture;
}

/* ---- glyphs ---- */

/* Where the glyph's picture lies, in pixels from its origin. */
struct frame {
    int left, top, width, height;
};

static bool
frame_glyph(cairo_scaled_font_t *font, uint32_t glyph, struct frame *out_frame)
{
    enum { LARGEST = 1024 };
    cairo_glyph_t one = {glyph, 0, 0};
    cairo_text_extents_t extents;

    cairo_scaled_font_glyph_extents(font, &one, 1, &extents);
    if (!(extents.width > 0) || !(extents.height > 0) ||
        extents.width > LARGEST || extents.height > LARGEST)
        return false;
    out_frame->left = (int)floor(extents.x_bearing);
    out_frame->top = (int)floor(extents.y_bearing);
    out_frame->width = (int)ceil(extents.width) + 2;
    out_frame->height = (int)ceil(extents.height) + 2;
    return true;
}

static cairo_surface_t *
paint_glyph(cairo_scaled_font_t *font, uint32_t glyph,
            const struct frame *frame)
{
    cairo_glyph_t one = {glyph, -frame->left, -frame->top};
    cairo_surface_t *image = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, frame->width, frame->height);
    cairo_t *cairo = cairo_create(image);

    cairo_set_scaled_font(cairo, font);
    cairo_show_glyphs(cairo, &one, 1);
    cairo_destroy(cairo);
    return image;
}

static void
write_glyph(struct ctyi_objects *objects, uint32_t number,
            cairo_scaled_font_t *font, uint32_t glyph,
            const struct frame *frame)
{
    cairo_surface_t *image = paint_glyph(font, glyph, frame);
    struct ctyi_packed *packed = NULL;

    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS)
        packed = pack(objects, image);
    else
        objects->failed = true;
    if (packed != NULL)
        write_packed(objects, number, packed);
    ctyi_packed_free(packed);
    cairo_surface_destroy(image);
}

const struct ctyi_picture *
ctyi_picture_glyph(struct ctyi_pictures *pictures, struct ctyi_objects *objects,
                   const struct ctyi_font *font, uint32_t glyph)
{
    cairo_scaled_font_t *scaled =
        pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font->pango));
    struct ctyi_picture *picture = find(pictures, font, glyph);
    struct frame frame;

    if (picture != NULL)
        return picture;
    if (scaled == NULL || !frame_glyph(scaled, glyph, &frame))
        return NULL;
    picture = enter(pictures, objects);
    if (picture == NULL)
        return NULL;
    picture->font = font;
    picture->glyph = glyph;
    picture->x = frame.left / CTYI_SHAPE_SIZE;
    picture->y = -(frame.top + frame.height) / CTYI_SHAPE_SIZE;
    picture->width = frame.width / CTYI_SHAPE_SIZE;
    picture->height = frame.height / CTYI_SHAPE_SIZE;
    write_glyph(objects, picture->object, scaled, glyph, &frame);
    return picture;
}

/* ---- all of them ---- */

void
ctyi_pictures_name(const struct ctyi_pictures *pictures, struct ctyi_bytes *out)
{
    for (const struct ctyi_picture *picture = pictures->first; picture != NULL;
         picture = picture->next) {
        ctyi_bytes_text(out, "/I");
        ctyi_bytes_integer(out, picture->place);
        ctyi_bytes_text(out, " ");
        ctyi_bytes_reference(out, picture->object);
    }
}

void
ctyi_pictures_free(struct ctyi_pictures *pictures)
{
    while (pictures->first != NULL) {
        struct ctyi_picture *picture = pictures->first;

        pictures->first = picture->next;
        free(picture);
    }
    pictures->last = NULL;
    pictures->count = 0;
}
