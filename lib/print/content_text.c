/* Texts as a PDF shows them: glyphs, and what they say where they do not. */
#include <math.h>
#include <string.h>

#include "print/content.h"
#include "print/shape.h"

/* A piece on its way. */
struct showing {
    struct ctyi_content *content;
    struct ctyi_bytes *bytes;
    const struct ctyi_span *piece;
    struct ctyi_subset *subset;
    double x, y; /* where the run begins */
    double size;
    double pen, rise;      /* where the next glyph goes unless it is moved */
    double line_x, line_y; /* from which the next move counts */
    bool in_text, in_array, in_string;
};

/* ---- text objects ---- */

static void
end_string(struct showing *showing)
{
    if (showing->in_string)
        ctyi_bytes_put(showing->bytes, ">", 1);
    showing->in_string = false;
}

static void
end_array(struct showing *showing)
{
    end_string(showing);
    if (showing->in_array)
        ctyi_bytes_text(showing->bytes, "]TJ\n");
    showing->in_array = false;
}

static void
end_text(struct showing *showing)
{
    end_array(showing);
    if (showing->in_text)
        ctyi_bytes_text(showing->bytes, "ET\n");
    showing->in_text = false;
}

static void
set_font(struct showing *showing)
{
    struct ctyi_content *content = showing->content;
    double tracking = showing->piece->tracking;

    if (content->font != showing->subset || content->size != showing->size) {
        ctyi_bytes_text(showing->bytes, "/F");
        ctyi_bytes_integer(showing->bytes, showing->subset->place);
        ctyi_bytes_put(showing->bytes, " ", 1);
        ctyi_bytes_number(showing->bytes, showing->size);
        ctyi_bytes_text(showing->bytes, " Tf\n");
        content->font = showing->subset;
        content->size = showing->size;
    }
    if (content->tracking != tracking) {
        ctyi_bytes_number(showing->bytes, tracking);
        ctyi_bytes_text(showing->bytes, " Tc\n");
        content->tracking = tracking;
    }
}

/* Go to a glyph's place, in one text object for the whole piece. */
static void
go_to(struct showing *showing, const struct ctyi_glyph *glyph)
{
    double x = showing->x + glyph->x;
    double y = showing->content->height - showing->y + glyph->y;
    double by[2];

    end_array(showing);
    if (!showing->in_text) {
        ctyi_bytes_text(showing->bytes, "BT\n");
        set_font(showing);
        showing->in_text = true;
        showing->line_x = 0;
        showing->line_y = 0;
    }
    by[0] = x - showing->line_x;
    by[1] = y - showing->line_y;
    ctyi_bytes_numbers(showing->bytes, by, 2);
    ctyi_bytes_text(showing->bytes, "Td\n");
    showing->line_x = x;
    showing->line_y = y;
    showing->pen = glyph->x;
    showing->rise = glyph->y;
}

/* ---- glyphs ---- */

/*
 * Bring the pen to where the glyph goes. What the font's own widths and the
 * letter spacing do not bring about is said in thousandths of an em; what is
 * rounded off is made up for by the next one.
 */
static void
move_pen(struct showing *showing, const struct ctyi_glyph *glyph)
{
    double thousandth = showing->size / 1000;
    double off = (glyph->x - showing->pen) / thousandth;

    if (!showing->in_text || glyph->y != showing->rise || fabs(off) > 30000)
        go_to(showing, glyph);
    else if (fabs(off) >= 1) {
        int64_t back = -llround(off);

        end_string(showing);
        if (!showing->in_array)
            ctyi_bytes_put(showing->bytes, "[", 1);
        showing->in_array = true;
        ctyi_bytes_integer(showing->bytes, back);
        showing->pen -= (double)back * thousandth;
    }
}

static void
show_glyph(struct showing *showing, const struct ctyi_glyph *glyph, int code)
{
    double width = showing->subset->used[code].width;

    move_pen(showing, glyph);
    if (!showing->in_array)
        ctyi_bytes_put(showing->bytes, "[", 1);
    showing->in_array = true;
    if (!showing->in_string)
        ctyi_bytes_put(showing->bytes, "<", 1);
    showing->in_string = true;
    ctyi_bytes_hex16(showing->bytes, (uint32_t)code);
    showing->pen += width * showing->size / 1000 + showing->piece->tracking;
}

/* What is shown up to the next EMC says a text. */
static void
begin_span(struct showing *showing, const char *text, size_t length)
{
    ctyi_bytes_text(showing->bytes, "/Span<</ActualText<FEFF");
    ctyi_bytes_utf16(showing->bytes, text, length);
    ctyi_bytes_text(showing->bytes, ">>>BDC\n");
}

static void
begin_saying(struct showing *showing, const struct ctyi_glyph *glyph,
             const char *text, size_t length)
{
    move_pen(showing, glyph);
    end_array(showing);
    begin_span(showing, text, length);
}

static void
end_saying(struct showing *showing)
{
    end_array(showing);
    ctyi_bytes_text(showing->bytes, "EMC\n");
}

static void
show_cluster(struct showing *showing, const struct ctyi_glyph *glyphs,
             size_t count, const char *text, size_t length)
{
    bool says = false;
    int first = -1;

    for (size_t i = 0; i < count; i++) {
        bool says_it;
        int code = ctyi_subset_code(showing->subset, glyphs[i].glyph, text,
                                    count == 1 ? length : 0, &says_it);

        if (code < 0) {
            showing->content->failed = true;
            return;
        }
        if (i == 0) {
            first = code;
            says = count == 1 && says_it;
        }
        if (i == 0 && !says)
            begin_saying(showing, glyphs, text, length);
        show_glyph(showing, glyphs + i, i == 0 ? first : code);
    }
    if (!says)
        end_saying(showing);
}

/* ---- pictures ---- */

static void
show_picture(struct showing *showing, const struct ctyi_glyph *glyph)
{
    struct ctyi_content *content = showing->content;
    double size = showing->size;
    const struct ctyi_picture *picture =
        ctyi_picture_glyph(content->pictures, content->objects,
                           showing->piece->font, glyph->glyph);

    if (picture == NULL)
        return;
    ctyi_bytes_text(showing->bytes, "q ");
    ctyi_bytes_numbers(
        showing->bytes,
        (double[]){picture->width * size, 0, 0, picture->height * size,
                   showing->x + glyph->x + picture->x * size,
                   content->height - showing->y + glyph->y + picture->y * size},
        6);
    ctyi_bytes_text(showing->bytes, "cm /I");
    ctyi_bytes_integer(showing->bytes, picture->place);
    ctyi_bytes_text(showing->bytes, " Do Q\n");
}

static void
show_pictures(struct showing *showing, const struct ctyi_glyph *glyphs,
              const struct ctyi_cluster *cluster, const char *text)
{
    begin_span(showing, text, cluster->bytes);
    for (uint32_t i = 0; i < cluster->glyphs; i++)
        show_picture(showing, glyphs + i);
    ctyi_bytes_text(showing->bytes, "EMC\n");
}

/* ---- pieces ---- */

static void
show_piece(struct showing *showing)
{
    const struct ctyi_span *piece = showing->piece;
    const struct ctyi_glyph *glyph = piece->glyphs;
    const char *text = piece->text;

    if (piece->backward)
        glyph += piece->glyph_count;
    for (size_t i = 0; i < piece->cluster_count; i++) {
        const struct ctyi_cluster *cluster = piece->clusters + i;

        if (piece->backward)
            glyph -= cluster->glyphs;
        if (piece->font->coloured)
            show_pictures(showing, glyph, cluster, text);
        else
            show_cluster(showing, glyph, cluster->glyphs, text, cluster->bytes);
        if (!piece->backward)
            glyph += cluster->glyphs;
        text += cluster->bytes;
    }
    end_text(showing);
}

/*
 * Texts of one element are read as one: a space goes between them, right after
 * the first, where it shows nothing.
 */
static void
show_space(struct ctyi_content *content)
{
    struct ctyi_subset *subset = content->font;
    struct ctyi_bytes *bytes = &content->bytes;
    double at[2] = {content->end_x, content->height - content->end_y};
    hb_codepoint_t glyph;
    bool says;
    int code;

    if (subset == NULL ||
        !hb_font_get_nominal_glyph(subset->font->design, ' ', &glyph))
        return;
    code = ctyi_subset_code(subset, glyph, " ", 1, &says);
    if (code < 0)
        content->failed = true;
    if (code <= 0 || !says)
        return;
    ctyi_bytes_text(bytes, "BT ");
    ctyi_bytes_numbers(bytes, at, 2);
    ctyi_bytes_text(bytes, "Td<");
    ctyi_bytes_hex16(bytes, (uint32_t)code);
    ctyi_bytes_text(bytes, ">Tj ET\n");
}

static void
show(struct ctyi_content *content, const struct ctyi_operation *text,
     const struct ctyi_span *piece)
{
    struct showing showing = {.content = content,
                              .bytes = &content->bytes,
                              .piece = piece,
                              .x = text->x,
                              .y = text->y,
                              .size = text->run->style->size};

    if (!piece->font->coloured) {
        showing.subset =
            ctyi_subset_of(content->subsets, content->objects, piece->font);
        if (showing.subset == NULL) {
            content->failed = true;
            return;
        }
    }
    show_piece(&showing);
}

void
ctyi_content_text(struct ctyi_content *content,
                  const struct ctyi_operation *text)
{
    if (content->spoken)
        show_space(content);
    if (!content->filled || content->fill != text->rgb)
        ctyi_content_colour(content, text->rgb, "rg\n");
    content->filled = true;
    content->fill = text->rgb;
    for (size_t i = 0; i < text->run->piece_count && !content->failed; i++)
        show(content, text, text->run->pieces + i);
    content->spoken = true;
    content->end_x = text->x + text->width;
    content->end_y = text->y;
}
