/* How texts are set: styles, lines, and what is done where room is short. */
#include "print/layout.h"

#include <string.h>

#include <unicode/uchar.h>

#include "print/character.h"

#define ELLIPSIS "\xe2\x80\xa6"

enum { LINES_AT_ONCE = 48 };

const struct ctyi_style ctyi_style_body[CTYI_BODY_SIZES] = {
    {9.5, 400, false, false, 0},
    {9, 400, false, false, 0},
    {8.5, 400, false, false, 0},
};
const struct ctyi_style ctyi_style_bold[CTYI_BOLD_SIZES] = {
    {9.5, 600, false, false, 0},
    {9, 600, false, false, 0},
};
const struct ctyi_style ctyi_style_figure[CTYI_FIGURE_SIZES] = {
    {9.5, 400, false, true, 0},
    {9, 400, false, true, 0},
    {8.5, 400, false, true, 0},
    {8, 400, false, true, 0},
};
const struct ctyi_style ctyi_style_strong[CTYI_FIGURE_SIZES] = {
    {9.5, 600, false, true, 0},
    {9, 600, false, true, 0},
    {8.5, 600, false, true, 0},
    {8, 600, false, true, 0},
};
const struct ctyi_style ctyi_style_small[CTYI_SMALL_SIZES] = {
    {8.5, 400, false, false, 1},
    {8, 400, false, false, 0.5},
};
const struct ctyi_style ctyi_style_h2[CTYI_H2_SIZES] = {
    {11, 600, false, false, -0.5},
    {10, 600, false, false, -0.5},
    {9, 600, false, false, 0},
};
const struct ctyi_style ctyi_style_label = {8, 400, false, false, 1};
const struct ctyi_style ctyi_style_label_strong = {8, 600, false, false, 1};

double
ctyi_ease(const struct ctyi_sheet *sheet, double designed, double least)
{
    return designed + (least - designed) * sheet->tight;
}

/* ---- direction ---- */

enum { NONE, FROM_LEFT, FROM_RIGHT };

static int
direction_of(int32_t character)
{
    switch ((int)u_charDirection(character)) {
    case U_LEFT_TO_RIGHT:
        return FROM_LEFT;
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
        return FROM_RIGHT;
    default:
        return NONE;
    }
}

/* A text runs as its first letter does. What is isolated has a direction of
 * its own: it counts only where it is the whole text, and a text of several
 * such parts runs as the page does. Figures alone run from the left. */
bool
ctyi_runs_from_right(const struct ctyi_sheet *sheet, const char *text)
{
    size_t length = strlen(text), at = 0, isolates = 0, others = 0;
    unsigned depth = 0;
    int inside = NONE;

    while (at < length) {
        int32_t character = ctyi_character(text, length, &at);
        int direction = direction_of(character);

        if (character >= 0x2066 && character <= 0x2068) {
            isolates += depth++ == 0;
        } else if (character == 0x2069 && depth > 0) {
            depth--;
        } else if (depth > 0) {
            inside = inside == NONE ? direction : inside;
        } else if (direction != NONE) {
            return direction == FROM_RIGHT;
        } else {
            others++;
        }
    }
    if (isolates == 1 && others == 0)
        return inside == FROM_RIGHT;
    return isolates > 0 && sheet->letter->right_to_left;
}

double
ctyi_measure(struct ctyi_sheet *sheet, const struct ctyi_style *style,
             const char *text)
{
    sheet->drawing->right_to_left = ctyi_runs_from_right(sheet, text);
    return ctyi_draw_measure(sheet->drawing, style, text);
}

double
ctyi_text(struct ctyi_sheet *sheet, const struct ctyi_style *style,
          const char *text, double x, double y, enum ctyi_align align,
          uint32_t rgb)
{
    sheet->drawing->right_to_left = ctyi_runs_from_right(sheet, text);
    return ctyi_draw_text(sheet->drawing, style, text, x, y, align, rgb);
}

/* ---- lines ---- */

static void
keep_lines(struct ctyi_sheet *sheet, const struct ctyi_line *lines,
           size_t count, struct ctyi_block *block)
{
    struct ctyi_line *kept;

    block->count = count;
    if (count <= 1) {
        block->line = lines[0];
        return;
    }
    kept = ctyi_arena_get(sheet->arena, count * sizeof(*kept));
    if (kept == NULL) {
        sheet->drawing->failed = true;
        block->count = 0;
        return;
    }
    memcpy(kept, lines, count * sizeof(*kept));
    block->lines = kept;
}

/* As many lines as it takes, few or many. */
static void
break_lines(struct ctyi_sheet *sheet, const char *text, double width,
            struct ctyi_block *block)
{
    struct ctyi_line few[LINES_AT_ONCE] = {{text, 0}};
    struct ctyi_line *many;
    size_t count =
        ctyi_type_wrap(sheet->drawing->type, block->style, text,
                       block->right_to_left, width, few, LINES_AT_ONCE);

    if (count <= LINES_AT_ONCE) {
        keep_lines(sheet, few, count, block);
        return;
    }
    many = ctyi_arena_get(sheet->arena, count * sizeof(*many));
    if (many == NULL) {
        sheet->drawing->failed = true;
        return;
    }
    block->count = ctyi_type_wrap(sheet->drawing->type, block->style, text,
                                  block->right_to_left, width, many, count);
    block->lines = many;
}

/* Long texts are not shaped only to learn that they do not fit: hardly a
 * letter is narrower than that. */
static bool
is_one_line(struct ctyi_sheet *sheet, const struct ctyi_style *style,
            const char *text, size_t length, double width)
{
    return (double)length * style->size * 0.12 <= width &&
           ctyi_measure(sheet, style, text) <= width;
}

void
ctyi_block_set(struct ctyi_sheet *sheet, const struct ctyi_style *styles,
               size_t style_count, const char *text, double width,
               size_t wanted, struct ctyi_block *out_block)
{
    size_t length = strlen(text);

    memset(out_block, 0, sizeof(*out_block));
    out_block->style = &styles[0];
    out_block->right_to_left = ctyi_runs_from_right(sheet, text);
    if (length == 0)
        return;
    for (size_t i = 0; i < style_count; i++) {
        out_block->style = &styles[i];
        if (is_one_line(sheet, &styles[i], text, length, width)) {
            out_block->line = (struct ctyi_line){text, length};
            out_block->lines = NULL;
            out_block->count = 1;
            return;
        }
        if (wanted == 1 && i + 1 < style_count)
            continue;
        out_block->lines = NULL;
        break_lines(sheet, text, width, out_block);
        if (out_block->count <= wanted)
            return;
    }
}

static const struct ctyi_line *
line_of(const struct ctyi_block *block, size_t index)
{
    return block->lines != NULL ? &block->lines[index] : &block->line;
}

bool
ctyi_block_cut(struct ctyi_sheet *sheet, struct ctyi_block *block, double width,
               size_t most)
{
    struct ctyi_line *kept;
    struct ctyi_line last = {"", 0};
    double room = width - ctyi_measure(sheet, block->style, ELLIPSIS);
    char *text;

    if (block->count <= most)
        return false;
    if (most == 0) {
        block->count = 0;
        return true;
    }
    ctyi_type_wrap(sheet->drawing->type, block->style,
                   line_of(block, most - 1)->text, block->right_to_left, room,
                   &last, 1);
    kept = ctyi_arena_get(sheet->arena, most * sizeof(*kept));
    text = ctyi_arena_get(sheet->arena, last.length + sizeof(ELLIPSIS));
    if (kept == NULL || text == NULL) {
        sheet->drawing->failed = true;
        return true;
    }
    memcpy(text, last.text, last.length);
    memcpy(text + last.length, ELLIPSIS, sizeof(ELLIPSIS));
    for (size_t i = 0; i + 1 < most; i++)
        kept[i] = *line_of(block, i);
    kept[most - 1] = (struct ctyi_line){text, strlen(text)};
    block->lines = kept;
    block->count = most;
    return true;
}

void
ctyi_block_draw_part(struct ctyi_sheet *sheet, const struct ctyi_block *block,
                     size_t from, size_t to, double x, double y, double leading,
                     enum ctyi_align align, uint32_t rgb)
{
    sheet->drawing->right_to_left = block->right_to_left;
    for (size_t i = from; i < to && i < block->count; i++)
        ctyi_draw_line_of(sheet->drawing, block->style, line_of(block, i), x,
                          y + (double)(i - from) * leading, align, rgb);
}

void
ctyi_block_draw(struct ctyi_sheet *sheet, const struct ctyi_block *block,
                double x, double y, double leading, enum ctyi_align align,
                uint32_t rgb)
{
    ctyi_block_draw_part(sheet, block, 0, block->count, x, y, leading, align,
                         rgb);
}

double
ctyi_block_depth(const struct ctyi_block *block, double leading)
{
    return block->count > 1 ? (double)(block->count - 1) * leading : 0;
}

void
ctyi_tagged(struct ctyi_sheet *sheet, enum ctyi_tag tag,
            const struct ctyi_style *style, const char *text, double x,
            double y, enum ctyi_align align, uint32_t rgb)
{
    if (text[0] == '\0')
        return;
    ctyi_draw_tag(sheet->drawing, tag);
    ctyi_text(sheet, style, text, x, y, align, rgb);
    ctyi_draw_end(sheet->drawing);
}
