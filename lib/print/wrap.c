#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

#include "print/character.h"
#include "print/shape.h"

/* A text on its way into lines. */
struct wrapping {
    struct ctyi_type *type;
    const struct ctyi_style *style;
    const char *text;
    size_t length;
    bool right_to_left;
    double width;
    const double *advances;    /* of each byte */
    const PangoLogAttr *where; /* of each character, and of the end */
};

/* Somewhere in the text, counted in both ways. */
struct place {
    size_t byte;
    int character;
};

static struct place
after(const struct wrapping *wrapping, struct place place)
{
    const char *next = ctyi_character_after(wrapping->text + place.byte);

    return (struct place){(size_t)(next - wrapping->text), place.character + 1};
}

static bool
is_space(const struct wrapping *wrapping, struct place place)
{
    return place.byte < wrapping->length &&
           wrapping->where[place.character].is_white;
}

static struct place
after_spaces(const struct wrapping *wrapping, struct place place)
{
    while (is_space(wrapping, place))
        place = after(wrapping, place);
    return place;
}

static double
width_of(const struct wrapping *wrapping, size_t from, size_t to)
{
    const struct ctyi_run *run =
        ctyi_type_run(wrapping->type, wrapping->style, wrapping->text + from,
                      to - from, wrapping->right_to_left);

    return run != NULL ? ctyi_run_width(run) : 0;
}

/* Figures are rounded on their way here. */
static bool
fits(const struct wrapping *wrapping, double width)
{
    return width <= wrapping->width + 0.001;
}

/* Where a line ends. */
struct ends {
    struct place place; /* where the line's text ends */
    struct place next;  /* where the next line begins, but for spaces */
    double width;       /* by the advances of the whole text */
};

/*
 * The last place at which a line may end and is not wider than `room` by the
 * advances of the whole text. Without any, between two letters; the line has
 * one at least.
 */
static struct ends
find_end(const struct wrapping *wrapping, struct place from, double room)
{
    struct ends allowed = {from, from, 0}, forced = {from, from, 0};
    struct place at = from, ink = from;
    double width = 0, ink_width = 0;

    while (at.byte < wrapping->length) {
        bool space = is_space(wrapping, at);
        const PangoLogAttr *next;

        width += wrapping->advances[at.byte];
        at = after(wrapping, at);
        next = wrapping->where + at.character;
        if (!space) {
            ink = at;
            ink_width = width;
        }
        if (ink_width > room + 0.001 && forced.next.byte > from.byte)
            break;
        if (next->is_line_break || at.byte == wrapping->length)
            allowed = (struct ends){ink, at, ink_width};
        if (next->is_cursor_position || at.byte == wrapping->length)
            forced = (struct ends){ink, at, ink_width};
        if (next->is_mandatory_break)
            break;
    }
    return allowed.next.byte > from.byte ? allowed : forced;
}

/*
 * What the advances say is exact but where a break changes how letters join or
 * kern; so the line is shaped, and if it is too wide after all, made shorter.
 */
static struct ends
next_line(const struct wrapping *wrapping, struct place from)
{
    struct ends ends = find_end(wrapping, from, wrapping->width);

    for (;;) {
        double over =
            width_of(wrapping, from.byte, ends.place.byte) - wrapping->width;
        struct ends shorter;

        if (fits(wrapping, wrapping->width + over))
            break;
        shorter = find_end(wrapping, from, ends.width - over);
        if (shorter.place.byte >= ends.place.byte)
            shorter = find_end(wrapping, from, ends.width - 0.01);
        if (shorter.place.byte >= ends.place.byte)
            break;
        ends = shorter;
    }
    return ends;
}

static size_t
break_up(const struct wrapping *wrapping, struct ctyi_line *lines, size_t most)
{
    struct place at = after_spaces(wrapping, (struct place){0, 0});
    size_t count = 0;

    while (at.byte < wrapping->length) {
        struct ends ends = next_line(wrapping, at);

        if (count < most)
            lines[count] = (struct ctyi_line){wrapping->text + at.byte,
                                              ends.place.byte - at.byte};
        count++;
        at = after_spaces(wrapping, ends.next);
    }
    return count;
}

/* A text on one line, or one that cannot be broken. */
static size_t
as_it_is(const struct wrapping *wrapping, struct ctyi_line *lines, size_t most)
{
    if (most > 0)
        lines[0] = (struct ctyi_line){wrapping->text, wrapping->length};
    return 1;
}

/* Whether a line must end within the text, or begins or ends with a space. */
static bool
has_hard_ends(const char *text, size_t length)
{
    return text[0] == ' ' || text[length - 1] == ' ' ||
           strstr(text, "\u2028") != NULL || strstr(text, "\u2029") != NULL;
}

static size_t
wrap_run(struct wrapping *wrapping, const struct ctyi_run *run,
         struct ctyi_line *lines, size_t most)
{
    size_t characters = (size_t)g_utf8_strlen(wrapping->text, -1);
    PangoLogAttr *where = calloc(characters + 1, sizeof(*where));
    size_t count;

    wrapping->advances = ctyi_type_advances(wrapping->type, run);
    wrapping->where = where;
    if (where == NULL || wrapping->advances == NULL) {
        free(where);
        return as_it_is(wrapping, lines, most);
    }
    pango_get_log_attrs(wrapping->text, (int)wrapping->length, -1,
                        pango_language_from_string("xx"), where,
                        (int)characters + 1);
    count = break_up(wrapping, lines, most);
    free(where);
    return count;
}

size_t
ctyi_type_wrap(struct ctyi_type *type, const struct ctyi_style *style,
               const char *text, bool right_to_left, double width,
               struct ctyi_line *lines, size_t most)
{
    struct wrapping wrapping = {.type = type,
                                .style = style,
                                .text = text,
                                .length = strlen(text),
                                .right_to_left = right_to_left,
                                .width = width};
    const struct ctyi_run *run;

    if (wrapping.length == 0)
        return 0;
    run = ctyi_type_run(type, style, text, wrapping.length, right_to_left);
    if (run == NULL || !g_utf8_validate(text, -1, NULL))
        return as_it_is(&wrapping, lines, most);
    if (fits(&wrapping, ctyi_run_width(run)) &&
        !has_hard_ends(text, wrapping.length))
        return as_it_is(&wrapping, lines, most);
    return wrap_run(&wrapping, run, lines, most);
}
