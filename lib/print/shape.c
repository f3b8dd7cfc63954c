#include "print/shape.h"

#include <stdlib.h>
#include <string.h>

#include "print/character.h"
#include "print/fonts.h"

/* ---- what was shaped ---- */

/* The list with room for that many; where there is none it has failed. */
static void *
with_room(struct ctyi_shaped *out, void *list, size_t wanted, size_t *room,
          size_t size)
{
    size_t larger = *room > 0 ? *room : 64;
    void *memory;

    if (wanted <= *room)
        return list;
    while (larger < wanted)
        larger *= 2;
    memory = realloc(list, larger * size);
    if (memory == NULL) {
        out->failed = true;
        return list;
    }
    *room = larger;
    return memory;
}

#define MAKE_ROOM(out, list, count, room)                                      \
    ((out)->list = with_room(out, (out)->list, count, &(out)->room,            \
                             sizeof(*(out)->list)))

void
ctyi_shaped_free(struct ctyi_shaped *shaped)
{
    free(shaped->pieces);
    free(shaped->glyphs);
    free(shaped->clusters);
    free(shaped->text);
    free(shaped->placed);
    memset(shaped, 0, sizeof(*shaped));
}

static void
begin(struct ctyi_shaped *out)
{
    out->piece_count = 0;
    out->glyph_count = 0;
    out->cluster_count = 0;
    out->text_length = 0;
    out->placed_count = 0;
    out->width = 0;
    out->trailing = 0;
    out->missing = 0;
    out->failed = false;
}

/* ---- from placed glyphs to a piece ---- */

/* What is shaped in one go. */
struct stretch {
    struct ctyi_font *font;
    const char *text;
    size_t length;
    bool backward;
    double tracking;  /* points after each cluster */
    double *advances; /* of the text's bytes; or NULL */
};

/* What stands for marks of direction is not what the text says. */
static size_t
copy_without_marks(char *to, const char *text, size_t length)
{
    static const char joiner[] = "\u2060";
    size_t copied = 0;

    for (size_t i = 0; i < length;)
        if (length - i >= 3 && memcmp(text + i, joiner, 3) == 0)
            i += 3;
        else
            to[copied++] = text[i++];
    return copied;
}

/* Glyphs that stand side by side in one font go into one piece. */
static struct ctyi_span *
piece_for(const struct stretch *stretch, struct ctyi_shaped *out)
{
    struct ctyi_span *piece =
        out->piece_count > 0 ? out->pieces + out->piece_count - 1 : NULL;

    if (piece != NULL && piece->font == stretch->font &&
        piece->tracking == stretch->tracking && !piece->backward &&
        !stretch->backward)
        return piece;
    MAKE_ROOM(out, pieces, out->piece_count + 1, piece_room);
    if (out->failed)
        return NULL;
    piece = out->pieces + out->piece_count++;
    memset(piece, 0, sizeof(*piece));
    piece->font = stretch->font;
    piece->backward = stretch->backward;
    piece->tracking = stretch->tracking;
    return piece;
}

static void
set_glyphs(const struct stretch *stretch, struct ctyi_span *piece,
           struct ctyi_shaped *out)
{
    for (size_t i = 0; i < out->placed_count; i++) {
        const struct ctyi_placed *placed = out->placed + i;
        bool ends =
            i + 1 == out->placed_count || placed[1].cluster != placed->cluster;
        double advance = placed->advance;

        if (!placed->hidden) {
            out->glyphs[out->glyph_count++] = (struct ctyi_glyph){
                placed->glyph, (float)(out->width + placed->x),
                (float)placed->y};
            piece->glyph_count++;
        }
        if (ends && advance != 0) {
            advance += stretch->tracking;
            out->trailing = stretch->tracking;
        }
        out->width += advance;
        if (stretch->advances != NULL)
            stretch->advances[placed->cluster] += advance;
    }
}

/* Which glyphs say which part of the text, in the order it is read. */
static void
set_clusters(const struct stretch *stretch, struct ctyi_span *piece,
             struct ctyi_shaped *out)
{
    size_t count = out->placed_count;

    for (size_t i = 0; i < count;) {
        struct ctyi_cluster cluster = {0, 0};
        size_t from = 0, to = stretch->length, first = i;

        for (; i < count; i++) {
            size_t at = stretch->backward ? count - 1 - i : i;
            const struct ctyi_placed *placed = out->placed + at;

            if (i == first)
                from = placed->cluster;
            if (placed->cluster != from) {
                to = placed->cluster;
                break;
            }
            cluster.glyphs += !placed->hidden;
        }
        if (to < from)
            to = from;
        if (cluster.glyphs == 0)
            continue;
        cluster.bytes = (uint32_t)copy_without_marks(
            out->text + out->text_length, stretch->text + from, to - from);
        out->text_length += cluster.bytes;
        piece->text_length += cluster.bytes;
        out->clusters[out->cluster_count++] = cluster;
        piece->cluster_count++;
    }
}

static void
set_piece(const struct stretch *stretch, struct ctyi_shaped *out)
{
    size_t count = out->placed_count;
    struct ctyi_span *piece;

    MAKE_ROOM(out, glyphs, out->glyph_count + count, glyph_room);
    MAKE_ROOM(out, clusters, out->cluster_count + count, cluster_room);
    MAKE_ROOM(out, text, out->text_length + stretch->length, text_room);
    if (out->failed)
        return;
    piece = piece_for(stretch, out);
    if (piece == NULL)
        return;
    set_glyphs(stretch, piece, out);
    set_clusters(stretch, piece, out);
}

/* ---- plain Latin texts ---- */

/*
 * Letters, figures and signs that run from left to right, need no other font
 * than the style's own and look the same to both shapers.
 */
static bool
is_plain(uint32_t c)
{
    return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x250 && c != 0xAD) ||
           (c >= 0x2010 && c <= 0x2022) || c == 0x2026 || c == 0x202F ||
           (c >= 0x2030 && c <= 0x2033) || c == 0x2039 || c == 0x203A ||
           (c >= 0x20A0 && c <= 0x20BF) || c == 0x2212;
}

static bool
all_plain(const char *text, size_t length)
{
    for (const char *at = text; at < text + length;
         at = ctyi_character_after(at))
        if (!is_plain(g_utf8_get_char(at)))
            return false;
    return true;
}

static bool
place_plain(struct ctyi_fonts *fonts, bool tabular,
            const struct stretch *stretch, double scale,
            struct ctyi_shaped *out)
{
    static const hb_feature_t features[] = {
        {HB_TAG('l', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END},
        {HB_TAG('k', 'e', 'r', 'n'), 1, 0, HB_FEATURE_GLOBAL_END},
        {HB_TAG('c', 'a', 'l', 't'), 1, 0, HB_FEATURE_GLOBAL_END},
        {HB_TAG('t', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END}};
    hb_buffer_t *buffer = fonts->buffer;
    const hb_glyph_position_t *positions;
    const hb_glyph_info_t *infos;
    unsigned int count;

    hb_buffer_clear_contents(buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("xx", -1));
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
    hb_buffer_add_utf8(buffer, stretch->text, (int)stretch->length, 0,
                       (int)stretch->length);
    hb_shape(stretch->font->design, buffer, features, tabular ? 4 : 3);
    if (!hb_buffer_allocation_successful(buffer))
        out->failed = true;
    infos = hb_buffer_get_glyph_infos(buffer, &count);
    positions = hb_buffer_get_glyph_positions(buffer, NULL);
    MAKE_ROOM(out, placed, count, placed_room);
    if (out->failed)
        return false;
    for (unsigned int i = 0; i < count; i++) {
        if (infos[i].codepoint == 0)
            return false;
        out->placed[i] =
            (struct ctyi_placed){.glyph = infos[i].codepoint,
                                 .cluster = infos[i].cluster,
                                 .advance = positions[i].x_advance * scale,
                                 .x = positions[i].x_offset * scale,
                                 .y = positions[i].y_offset * scale};
    }
    out->placed_count = count;
    return true;
}

/* False: it takes Pango, or it failed. */
static bool
shape_plain(struct ctyi_fonts *fonts, const struct ctyi_style *style,
            const char *text, size_t length, double *advances,
            struct ctyi_shaped *out)
{
    struct stretch stretch = {
        .font = ctyi_fonts_first(fonts, ctyi_fonts_face(style)),
        .text = text,
        .length = length,
        .tracking = style->tracking / 100 * style->size,
        .advances = advances};

    if (stretch.font == NULL || stretch.font->coloured ||
        !all_plain(text, length) ||
        !place_plain(fonts, style->tabular, &stretch,
                     style->size / stretch.font->units, out))
        return false;
    set_piece(&stretch, out);
    return true;
}

/* ---- all other texts ---- */

/* Letters that are joined would come apart. */
static bool
takes_spacing(const PangoAnalysis *analysis)
{
    static const PangoScript joined[] = {
        PANGO_SCRIPT_ARABIC, PANGO_SCRIPT_SYRIAC,     PANGO_SCRIPT_MONGOLIAN,
        PANGO_SCRIPT_NKO,    PANGO_SCRIPT_DEVANAGARI, PANGO_SCRIPT_BENGALI};

    for (size_t i = 0; i < G_N_ELEMENTS(joined); i++)
        if (analysis->script == joined[i])
            return false;
    return true;
}

/* Pango gives a character that no font has as itself. */
static void
note_missing(PangoGlyph glyph, struct ctyi_shaped *out)
{
    enum { LAST = 0x10FFFF, REPLACEMENT = 0xFFFD };
    uint32_t character = glyph & ~(PangoGlyph)PANGO_GLYPH_UNKNOWN_FLAG;

    if (out->missing == 0)
        out->missing = character <= LAST ? character : REPLACEMENT;
}

static void
place_item(struct ctyi_fonts *fonts, double scale, struct ctyi_shaped *out)
{
    const PangoGlyphString *glyphs = fonts->glyphs;
    size_t count = (size_t)glyphs->num_glyphs;

    out->placed_count = 0;
    MAKE_ROOM(out, placed, count, placed_room);
    if (out->failed)
        return;
    for (size_t i = 0; i < count; i++) {
        const PangoGlyphInfo *info = glyphs->glyphs + i;
        bool unknown = (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;

        if (unknown)
            note_missing(info->glyph, out);
        out->placed[i] =
            (struct ctyi_placed){.glyph = unknown ? 0 : info->glyph,
                                 .cluster = (uint32_t)glyphs->log_clusters[i],
                                 .hidden = info->glyph == PANGO_GLYPH_EMPTY,
                                 .advance = info->geometry.width * scale,
                                 .x = info->geometry.x_offset * scale,
                                 .y = -info->geometry.y_offset * scale};
    }
    out->placed_count = count;
}

static void
shape_item(struct ctyi_fonts *fonts, const struct ctyi_style *style,
           const char *text, size_t length, const PangoItem *item,
           double *advances, struct ctyi_shaped *out)
{
    struct stretch stretch = {
        .text = text + item->offset,
        .length = (size_t)item->length,
        .backward = (item->analysis.level & 1) != 0,
        .advances = advances != NULL ? advances + item->offset : NULL};

    if (item->analysis.font == NULL)
        return;
    stretch.font = ctyi_fonts_known(fonts, item->analysis.font);
    if (stretch.font == NULL)
        return;
    if (takes_spacing(&item->analysis))
        stretch.tracking = style->tracking / 100 * style->size;
    pango_shape_full(stretch.text, item->length, text, (int)length,
                     &item->analysis, fonts->glyphs);
    place_item(fonts, style->size / CTYI_SHAPE_SIZE / PANGO_SCALE, out);
    if (!out->failed)
        set_piece(&stretch, out);
}

static void
shape_course(struct ctyi_fonts *fonts, const struct ctyi_style *style,
             size_t length, const struct ctyi_course *course, double *advances,
             struct ctyi_shaped *out)
{
    const char *text = fonts->courses.plain;
    GList *logical, *visual;

    logical = pango_itemize_with_base_dir(
        fonts->context,
        course->right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, text,
        (int)course->at, (int)course->length,
        style->tabular ? fonts->tabular : fonts->plain, NULL);
    visual = pango_reorder_items(logical);
    for (GList *at = visual; at != NULL; at = at->next)
        shape_item(fonts, style, text, length, at->data, advances, out);
    g_list_free(visual);
    g_list_free_full(logical, (GDestroyNotify)pango_item_free);
}

static void
shape_any(struct ctyi_fonts *fonts, const struct ctyi_style *style,
          const char *text, size_t length, bool right_to_left, double *advances,
          struct ctyi_shaped *out)
{
    struct ctyi_courses *courses = &fonts->courses;

    if (!ctyi_courses_find(courses, text, length, right_to_left)) {
        out->failed = true;
        return;
    }
    pango_context_set_font_description(fonts->context,
                                       fonts->faces[ctyi_fonts_face(style)]);
    for (size_t i = 0; i < courses->count; i++)
        shape_course(fonts, style, length, courses->all + i, advances, out);
}

void
ctyi_shape(struct ctyi_fonts *fonts, const struct ctyi_style *style,
           const char *text, size_t length, bool right_to_left,
           double *advances, struct ctyi_shaped *out)
{
    begin(out);
    if (advances != NULL)
        memset(advances, 0, length * sizeof(*advances));
    if (length == 0)
        return;
    if (right_to_left ||
        !shape_plain(fonts, style, text, length, advances, out))
        shape_any(fonts, style, text, length, right_to_left, advances, out);
    out->width -= out->trailing;
}
