#include "print/fonts.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

/* ---- the fonts ---- */

static const char text_families[] =
    "Inter,Noto Sans,Noto Sans Arabic,Noto Sans CJK JP,DejaVu Sans";
static const char display_families[] =
    "Inter Display,Inter,Noto Sans,Noto Sans Arabic,Noto Sans CJK JP,"
    "DejaVu Sans";

static PangoFontDescription *
describe(size_t face)
{
    static const PangoWeight weights[] = {
        PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_MEDIUM, PANGO_WEIGHT_SEMIBOLD};
    PangoFontDescription *description = pango_font_description_new();

    pango_font_description_set_family_static(
        description, face < 3 ? text_families : display_families);
    pango_font_description_set_weight(description, weights[face % 3]);
    pango_font_description_set_absolute_size(description,
                                             CTYI_SHAPE_SIZE * PANGO_SCALE);
    return description;
}

size_t
ctyi_fonts_face(const struct ctyi_style *style)
{
    size_t weight = style->weight >= 600 ? 2 : style->weight >= 500 ? 1 : 0;

    return weight + (style->display ? 3 : 0);
}

static PangoAttrList *
features(const char *text)
{
    PangoAttrList *list = pango_attr_list_new();

    pango_attr_list_insert(list, pango_attr_font_features_new(text));
    return list;
}

/* "xx" is no language: pages depend neither on the environment's nor on one
 * that would be guessed. */
static void
set_up_context(struct ctyi_fonts *fonts)
{
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(fonts->context, options);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    pango_context_set_language(fonts->context,
                               pango_language_from_string("xx"));
    cairo_font_options_destroy(options);
}

struct ctyi_fonts *
ctyi_fonts_new(bool *out_none)
{
    struct ctyi_fonts *fonts = calloc(1, sizeof(*fonts));

    *out_none = false;
    if (fonts == NULL)
        return NULL;
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    fonts->context = pango_font_map_create_context(fonts->map);
    set_up_context(fonts);
    for (size_t face = 0; face < CTYI_FACES; face++)
        fonts->faces[face] = describe(face);
    fonts->plain = features("lnum=1,kern=1,calt=1");
    fonts->tabular = features("tnum=1,lnum=1,kern=1,calt=1");
    fonts->glyphs = pango_glyph_string_new();
    fonts->buffer = hb_buffer_create();
    if (ctyi_fonts_first(fonts, 0) != NULL)
        return fonts;
    *out_none = true;
    ctyi_fonts_free(fonts);
    return NULL;
}

static void
drop_outlines(struct ctyi_font *font)
{
    ctyi_bytes_free(&font->outlines);
    free(font->outline_at);
    free(font->outline_size);
    font->outline_at = NULL;
    font->outline_size = NULL;
}

static void
close_font(struct ctyi_font *font)
{
    drop_outlines(font);
    hb_font_destroy(font->design);
    g_object_unref(font->pango);
    free(font);
}

void
ctyi_fonts_free(struct ctyi_fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (size_t i = 0; i < fonts->known_count; i++)
        close_font(fonts->known[i]);
    free(fonts->known);
    for (size_t face = 0; face < CTYI_FACES; face++)
        pango_font_description_free(fonts->faces[face]);
    hb_buffer_destroy(fonts->buffer);
    ctyi_courses_free(&fonts->courses);
    if (fonts->glyphs != NULL)
        pango_glyph_string_free(fonts->glyphs);
    pango_attr_list_unref(fonts->plain);
    pango_attr_list_unref(fonts->tabular);
    g_clear_object(&fonts->context);
    g_clear_object(&fonts->map);
    free(fonts);
}

/* A page has some hundred shapes; fonts of ideographs have many more. */
void
ctyi_fonts_trim(struct ctyi_fonts *fonts)
{
    enum { MOST = 1 << 20 };

    for (size_t i = 0; i < fonts->known_count; i++)
        if (fonts->known[i]->outlines.length > MOST)
            drop_outlines(fonts->known[i]);
}

/* ---- a font ---- */

static bool
is_coloured(hb_face_t *face)
{
    return hb_ot_color_has_png(face) || hb_ot_color_has_layers(face) ||
           hb_ot_color_has_svg(face);
}

/* Pango's font is scaled and may be rounded; this one is neither. */
static hb_font_t *
in_design_units(hb_font_t *scaled, unsigned int units)
{
    hb_font_t *design = hb_font_create(hb_font_get_face(scaled));
    const int *coordinates;
    unsigned int count;

    hb_font_set_scale(design, (int)units, (int)units);
    coordinates = hb_font_get_var_coords_normalized(scaled, &count);
    if (count > 0)
        hb_font_set_var_coords_normalized(design, coordinates, count);
    return design;
}

static struct ctyi_font *
open_font(PangoFont *pango)
{
    struct ctyi_font *font = calloc(1, sizeof(*font));
    hb_font_t *scaled = pango_font_get_hb_font(pango);
    hb_face_t *face = hb_font_get_face(scaled);

    if (font == NULL)
        return NULL;
    font->pango = g_object_ref(pango);
    font->units = hb_face_get_upem(face);
    font->glyphs = hb_face_get_glyph_count(face);
    font->coloured = is_coloured(face);
    font->design = in_design_units(scaled, hb_face_get_upem(face));
    return font;
}

struct ctyi_font *
ctyi_fonts_known(struct ctyi_fonts *fonts, PangoFont *pango)
{
    struct ctyi_font *font;

    for (size_t i = 0; i < fonts->known_count; i++)
        if (fonts->known[i]->pango == pango)
            return fonts->known[i];
    if (fonts->known_count == fonts->known_room) {
        size_t room = fonts->known_room > 0 ? 2 * fonts->known_room : 16;
        struct ctyi_font **larger =
            realloc(fonts->known, room * sizeof(*larger));

        if (larger == NULL)
            return NULL;
        fonts->known = larger;
        fonts->known_room = room;
    }
    font = open_font(pango);
    if (font == NULL)
        return NULL;
    font->index = fonts->known_count;
    fonts->known[fonts->known_count++] = font;
    return font;
}

struct ctyi_font *
ctyi_fonts_first(struct ctyi_fonts *fonts, size_t face)
{
    PangoFont *pango;

    if (fonts->first[face] != NULL)
        return fonts->first[face];
    pango = pango_context_load_font(fonts->context, fonts->faces[face]);
    if (pango == NULL)
        return NULL;
    fonts->first[face] = ctyi_fonts_known(fonts, pango);
    g_object_unref(pango);
    return fonts->first[face];
}

char *
ctyi_fonts_stand_in(struct ctyi_fonts *fonts)
{
    struct ctyi_font *font = ctyi_fonts_first(fonts, 0);
    PangoFontDescription *found;
    const char *family;
    char *copy = NULL;

    if (font == NULL)
        return NULL;
    found = pango_font_describe(font->pango);
    family = pango_font_description_get_family(found);
    if (family == NULL || strcmp(family, "Inter") != 0)
        copy = strdup(family != NULL ? family : "another font");
    pango_font_description_free(found);
    return copy;
}

double
ctyi_font_advance(const struct ctyi_font *font, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(font->design, glyph) * 1000.0 /
           font->units;
}
