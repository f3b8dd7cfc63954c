/* Glyphs' outlines as Type 2 charstrings: from any font's, without hints. */
#include <math.h>
#include <stdlib.h>

#include "print/fonts.h"

/* Type 2 operators. */
enum { RLINETO = 5, ENDCHAR = 14, RMOVETO = 21, RRCURVETO = 8 };

enum { STACK = 48 }; /* arguments that an operator may have */

struct tracing {
    struct ctyi_bytes *out;
    int x, y;          /* where the pen is */
    int pending;       /* arguments without their operator */
    int operator_next; /* which they will get; 0: none */
};

/* ---- numbers and operators ---- */

static void
put_number(struct ctyi_bytes *out, int number)
{
    if (number >= -107 && number <= 107) {
        ctyi_bytes_big(out, (uint64_t)(number + 139), 1);
    } else if (number >= 108 && number <= 1131) {
        number -= 108;
        ctyi_bytes_big(
            out, (uint64_t)((247 + (number >> 8)) << 8 | (number & 255)), 2);
    } else if (number >= -1131 && number <= -108) {
        number = -number - 108;
        ctyi_bytes_big(
            out, (uint64_t)((251 + (number >> 8)) << 8 | (number & 255)), 2);
    } else {
        ctyi_bytes_big(out, 28, 1);
        ctyi_bytes_big(out, (uint64_t)(int64_t)number, 2);
    }
}

static void
end_operator(struct tracing *tracing)
{
    if (tracing->operator_next != 0)
        ctyi_bytes_big(tracing->out, (uint64_t)tracing->operator_next, 1);
    tracing->operator_next = 0;
    tracing->pending = 0;
}

/* Lines that follow each other share an operator, and so do curves. */
static void
begin_operator(struct tracing *tracing, int operator, int arguments)
{
    if (tracing->operator_next !=
        operator|| tracing->pending + arguments> STACK || operator== RMOVETO)
        end_operator(tracing);
    tracing->operator_next = operator;
    tracing->pending += arguments;
}

static int
in_range(float number)
{
    return (int)lrintf(fmaxf(-16000, fminf(16000, number)));
}

static void
go_to(struct tracing *tracing, float to_x, float to_y)
{
    int x = in_range(to_x), y = in_range(to_y);

    put_number(tracing->out, x - tracing->x);
    put_number(tracing->out, y - tracing->y);
    tracing->x = x;
    tracing->y = y;
}

/* ---- what HarfBuzz calls ---- */

static void
move_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
        float y, void *user)
{
    struct tracing *tracing = data;

    (void)functions, (void)state, (void)user;
    begin_operator(tracing, RMOVETO, 2);
    go_to(tracing, x, y);
}

static void
line_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x,
        float y, void *user)
{
    struct tracing *tracing = data;

    (void)functions, (void)state, (void)user;
    begin_operator(tracing, RLINETO, 2);
    go_to(tracing, x, y);
}

static void
curve_to(hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state,
         float x1, float y1, float x2, float y2, float x, float y, void *user)
{
    struct tracing *tracing = data;

    (void)functions, (void)state, (void)user;
    begin_operator(tracing, RRCURVETO, 6);
    go_to(tracing, x1, y1);
    go_to(tracing, x2, y2);
    go_to(tracing, x, y);
}

static hb_draw_funcs_t *
functions_for_drawing(void)
{
    hb_draw_funcs_t *functions = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(functions, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(functions, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(functions, curve_to, NULL, NULL);
    return functions;
}

/* ---- the cache ---- */

static bool
make_tables(struct ctyi_font *font)
{
    if (font->outline_at != NULL)
        return true;
    font->outline_at = calloc(font->glyphs + 1, sizeof(*font->outline_at));
    font->outline_size = calloc(font->glyphs + 1, sizeof(*font->outline_size));
    if (font->outline_at != NULL && font->outline_size != NULL)
        return true;
    free(font->outline_at);
    free(font->outline_size);
    font->outline_at = NULL;
    font->outline_size = NULL;
    return false;
}

static bool
trace(struct ctyi_font *font, uint32_t glyph)
{
    struct tracing tracing = {.out = &font->outlines};
    hb_draw_funcs_t *functions = functions_for_drawing();
    size_t from = font->outlines.length;

    put_number(tracing.out, in_range((float)hb_font_get_glyph_h_advance(
                                font->design, glyph)));
    if (!font->coloured)
        hb_font_get_glyph_shape(font->design, glyph, functions, &tracing);
    end_operator(&tracing);
    ctyi_bytes_big(tracing.out, ENDCHAR, 1);
    hb_draw_funcs_destroy(functions);
    if (font->outlines.failed) {
        font->outlines.failed = false;
        font->outlines.length = from;
        return false;
    }
    font->outline_at[glyph] = (uint32_t)from + 1;
    font->outline_size[glyph] = (uint32_t)(font->outlines.length - from);
    return true;
}

const char *
ctyi_font_outline(struct ctyi_font *font, uint32_t glyph, size_t *out_size)
{
    if (!make_tables(font))
        return NULL;
    if (glyph >= font->glyphs)
        glyph = 0;
    if (font->outline_at[glyph] == 0 && !trace(font, glyph))
        return NULL;
    *out_size = font->outline_size[glyph];
    return font->outlines.at + font->outline_at[glyph] - 1;
}
