#include "print/subset.h"

#include <hb-ot.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "print/cff.h"

enum { MOST_CODES = 0xFFFF, NAME_ROOM = 80 };

/* ---- codes ---- */

static bool
grow(struct ctyi_subset *subset)
{
    size_t room = subset->room > 0 ? 2 * subset->room : 128;
    uint32_t *glyphs;
    struct ctyi_used_glyph *used;

    if (subset->count < subset->room)
        return true;
    glyphs = realloc(subset->glyphs, room * sizeof(*glyphs));
    if (glyphs == NULL)
        return false;
    subset->glyphs = glyphs;
    used = realloc(subset->used, room * sizeof(*used));
    if (used == NULL)
        return false;
    subset->used = used;
    subset->room = room;
    return true;
}

static bool
append(struct ctyi_subset *subset, uint32_t glyph, const char *text,
       size_t length)
{
    if (!grow(subset))
        return false;
    subset->glyphs[subset->count] = glyph;
    subset->used[subset->count] = (struct ctyi_used_glyph){
        .text_at = (uint32_t)subset->texts.length,
        .text_length = (uint32_t)length,
        .width = ctyi_font_advance(subset->font, glyph)};
    ctyi_bytes_put(&subset->texts, text, length);
    subset->count++;
    return !subset->texts.failed;
}

static void
drop(struct ctyi_subset *subset)
{
    free(subset->codes);
    free(subset->glyphs);
    free(subset->used);
    ctyi_bytes_free(&subset->texts);
    free(subset);
}

static struct ctyi_subset *
begin(struct ctyi_objects *objects, struct ctyi_font *font)
{
    struct ctyi_subset *subset = calloc(1, sizeof(*subset));

    if (subset == NULL)
        return NULL;
    subset->font = font;
    subset->object = ctyi_objects_number(objects);
    subset->codes = calloc(font->glyphs + 1, sizeof(*subset->codes));
    if (subset->codes != NULL && append(subset, 0, "", 0))
        return subset;
    drop(subset);
    return NULL;
}

static void
enter(struct ctyi_subsets *subsets, struct ctyi_subset *subset)
{
    subset->place = subsets->count++;
    if (subsets->last != NULL)
        subsets->last->next = subset;
    else
        subsets->first = subset;
    subsets->last = subset;
    subsets->by_font[subset->font->index] = subset;
}

struct ctyi_subset *
ctyi_subset_of(struct ctyi_subsets *subsets, struct ctyi_objects *objects,
               struct ctyi_font *font)
{
    struct ctyi_subset *subset;

    if (font->index >= subsets->room) {
        size_t room = font->index + 16;
        struct ctyi_subset **larger =
            realloc(subsets->by_font, room * sizeof(*larger));

        if (larger == NULL)
            return NULL;
        memset(larger + subsets->room, 0,
               (room - subsets->room) * sizeof(*larger));
        subsets->by_font = larger;
        subsets->room = room;
    }
    if (subsets->by_font[font->index] != NULL)
        return subsets->by_font[font->index];
    subset = begin(objects, font);
    if (subset != NULL)
        enter(subsets, subset);
    return subset;
}

/* A glyph that is missing is one for all that it stands for. */
int
ctyi_subset_code(struct ctyi_subset *subset, uint32_t glyph, const char *text,
                 size_t length, bool *out_says)
{
    const struct ctyi_used_glyph *used;
    uint16_t code;

    *out_says = false;
    if (glyph == 0 || glyph >= subset->font->glyphs)
        return 0;
    if (subset->codes[glyph] == 0) {
        if (subset->count == MOST_CODES)
            return 0;
        if (!append(subset, glyph, text, length))
            return -1;
        subset->codes[glyph] = (uint16_t)(subset->count - 1);
    }
    code = subset->codes[glyph];
    used = subset->used + code;
    *out_says = length > 0 && used->text_length == length &&
                memcmp(subset->texts.at + used->text_at, text, length) == 0;
    return code;
}

void
ctyi_subsets_free(struct ctyi_subsets *subsets)
{
    while (subsets->first != NULL) {
        struct ctyi_subset *subset = subsets->first;

        subsets->first = subset->next;
        drop(subset);
    }
    free(subsets->by_font);
    memset(subsets, 0, sizeof(*subsets));
}

/* ---- a font's objects ---- */

/* "ABCDEF+Inter-Regular": the letters tell one part of a font from another. */
static void
make_name(const struct ctyi_subset *subset, char name[NAME_ROOM])
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    unsigned int length = NAME_ROOM - 8;

    for (size_t i = 0; i < subset->count; i++)
        hash = (hash ^ subset->glyphs[i]) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    for (int i = 0; i < 6; i++) {
        name[i] = (char)('A' + hash % 26);
        hash /= 26;
    }
    name[6] = '+';
    hb_ot_name_get_utf8(hb_font_get_face(subset->font->design),
                        HB_OT_NAME_ID_POSTSCRIPT_NAME,
                        hb_language_from_string("en", -1), &length, name + 7);
    name[7 + length] = '\0';
    for (char *at = name + 7; *at != '\0'; at++)
        if (!((*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') ||
              (*at >= 'a' && *at <= 'z')))
            *at = '-';
    if (length == 0)
        memcpy(name + 7, "Font", 5);
}

/* Thousandths of an em from the font's own units. */
static double
thousandths(const struct ctyi_font *font, double units)
{
    return units * 1000 / font->units;
}

static void
put_descriptor(const struct ctyi_subset *subset, const char *name,
               uint32_t file, struct ctyi_bytes *out)
{
    const struct ctyi_font *font = subset->font;
    hb_font_extents_t extents = {0};
    double ascent, descent;

    hb_font_get_h_extents(font->design, &extents);
    ascent = round(thousandths(font, extents.ascender));
    descent = round(thousandths(font, extents.descender));
    ctyi_bytes_text(out, "<</Type/FontDescriptor/FontName/");
    ctyi_bytes_text(out, name);
    ctyi_bytes_text(out, "/Flags 4/ItalicAngle 0/StemV 80/FontBBox[-1000 ");
    ctyi_bytes_number(out, descent);
    ctyi_bytes_text(out, " 3000 ");
    ctyi_bytes_number(out, ascent);
    ctyi_bytes_text(out, "]/Ascent ");
    ctyi_bytes_number(out, ascent);
    ctyi_bytes_text(out, "/Descent ");
    ctyi_bytes_number(out, descent);
    ctyi_bytes_text(out, "/CapHeight ");
    ctyi_bytes_number(out, ascent);
    ctyi_bytes_text(out, "/FontFile3 ");
    ctyi_bytes_reference(out, file);
    ctyi_bytes_text(out, ">>");
}

static void
put_descendant(const struct ctyi_subset *subset, const char *name,
               uint32_t descriptor, struct ctyi_bytes *out)
{
    ctyi_bytes_text(out, "<</Type/Font/Subtype/CIDFontType0/BaseFont/");
    ctyi_bytes_text(out, name);
    ctyi_bytes_text(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                         "/Supplement 0>>/FontDescriptor ");
    ctyi_bytes_reference(out, descriptor);
    ctyi_bytes_text(out, "/W[0[");
    for (size_t i = 0; i < subset->count; i++) {
        ctyi_bytes_number(out, subset->used[i].width);
        ctyi_bytes_put(out, " ", 1);
    }
    ctyi_bytes_text(out, "]]>>");
}

static void
put_font(const char *name, uint32_t descendant, uint32_t map,
         struct ctyi_bytes *out)
{
    ctyi_bytes_text(out, "<</Type/Font/Subtype/Type0/BaseFont/");
    ctyi_bytes_text(out, name);
    ctyi_bytes_text(out, "/Encoding/Identity-H/DescendantFonts[");
    ctyi_bytes_reference(out, descendant);
    ctyi_bytes_text(out, "]/ToUnicode ");
    ctyi_bytes_reference(out, map);
    ctyi_bytes_text(out, ">>");
}

static void
put_mapping(const struct ctyi_subset *subset, size_t code,
            struct ctyi_bytes *out)
{
    const struct ctyi_used_glyph *used = subset->used + code;

    ctyi_bytes_text(out, "<");
    ctyi_bytes_hex16(out, (uint32_t)code);
    ctyi_bytes_text(out, "><");
    ctyi_bytes_utf16(out, subset->texts.at + used->text_at, used->text_length);
    ctyi_bytes_text(out, ">\n");
}

/* In blocks of at most a hundred; some codes say nothing by themselves. */
static void
put_mappings(const struct ctyi_subset *subset, struct ctyi_bytes *out)
{
    size_t left = 0, in_block = 0;

    for (size_t code = 1; code < subset->count; code++)
        left += subset->used[code].text_length > 0;
    for (size_t code = 1; code < subset->count; code++) {
        if (subset->used[code].text_length == 0)
            continue;
        if (in_block == 0) {
            in_block = left < 100 ? left : 100;
            ctyi_bytes_integer(out, (int64_t)in_block);
            ctyi_bytes_text(out, " beginbfchar\n");
        }
        put_mapping(subset, code, out);
        left--;
        if (--in_block == 0)
            ctyi_bytes_text(out, "endbfchar\n");
    }
}

static void
put_map(const struct ctyi_subset *subset, struct ctyi_bytes *out)
{
    ctyi_bytes_text(out, "/CIDInit/ProcSet findresource begin\n"
                         "12 dict begin\nbegincmap\n"
                         "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)"
                         "/Supplement 0>>def\n"
                         "/CMapName/Adobe-Identity-UCS def\n"
                         "/CMapType 2 def\n1 begincodespacerange\n"
                         "<0000><FFFF>\nendcodespacerange\n");
    put_mappings(subset, out);
    ctyi_bytes_text(out, "endcmap\nCMapName currentdict/CMap defineresource "
                         "pop\nend\nend\n");
}

static void
write_font(struct ctyi_subset *subset, struct ctyi_objects *objects)
{
    uint32_t file = ctyi_objects_number(objects);
    uint32_t map = ctyi_objects_number(objects);
    uint32_t descriptor = ctyi_objects_number(objects);
    uint32_t descendant = ctyi_objects_number(objects);
    struct ctyi_bytes bytes = {0};
    char name[NAME_ROOM];

    make_name(subset, name);
    ctyi_cff_write(subset->font, name, subset->glyphs, subset->count, &bytes);
    if (!bytes.failed)
        ctyi_objects_stream(objects, file, "/Subtype/CIDFontType0C", bytes.at,
                            bytes.length);
    objects->failed |= bytes.failed;
    ctyi_bytes_empty(&bytes);
    put_map(subset, &bytes);
    if (!bytes.failed)
        ctyi_objects_stream(objects, map, "", bytes.at, bytes.length);
    objects->failed |= bytes.failed;
    ctyi_bytes_free(&bytes);
    put_descriptor(subset, name, file, ctyi_objects_small(objects, descriptor));
    put_descendant(subset, name, descriptor,
                   ctyi_objects_small(objects, descendant));
    put_font(name, descendant, map,
             ctyi_objects_small(objects, subset->object));
}

void
ctyi_subsets_write(struct ctyi_subsets *subsets, struct ctyi_objects *objects,
                   struct ctyi_bytes *out)
{
    for (struct ctyi_subset *subset = subsets->first; subset != NULL;
         subset = subset->next) {
        write_font(subset, objects);
        ctyi_bytes_text(out, "/F");
        ctyi_bytes_integer(out, subset->place);
        ctyi_bytes_text(out, " ");
        ctyi_bytes_reference(out, subset->object);
    }
}
