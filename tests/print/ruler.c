/* Measures pages: what holds for each of them, wherever its texts are from. */
#include "ruler.h"

#include <math.h>

#include "print/shape.h"

#define MM CTYI_MM

static struct ctyi_type *type;

struct box {
    double left, top, right, bottom;
};

int
open_type(void **state)
{
    (void)state;
    assert_ok(ctyi_type_open(&type, ERR));
    return 0;
}

int
close_type(void **state)
{
    (void)state;
    ctyi_type_close(type);
    return 0;
}

int
open_sheet(void **state)
{
    struct sheet *sheet = calloc(1, sizeof(*sheet));

    assert_non_null(sheet);
    specimen_open(&sheet->specimen);
    *state = sheet;
    return 0;
}

int
close_sheet(void **state)
{
    struct sheet *sheet = *state;

    ctyi_drawing_free(&sheet->drawing);
    specimen_close(&sheet->specimen);
    free(sheet);
    return 0;
}

/* ---- what is where ---- */

bool
is_text(const struct ctyi_operation *operation)
{
    return operation->kind == CTYI_DRAW_TEXT && operation->width > 0;
}

double
size_of(const struct ctyi_operation *operation)
{
    return operation->run->style->size;
}

static struct box
box_of(const struct ctyi_operation *operation)
{
    if (is_text(operation))
        return (struct box){operation->x,
                            operation->y - 0.74 * size_of(operation),
                            operation->x + operation->width,
                            operation->y + 0.2 * size_of(operation)};
    return (struct box){operation->x, operation->y,
                        operation->x + operation->width,
                        operation->y + operation->height};
}

static bool
overlap(const struct box *a, const struct box *b)
{
    const double slack = 0.05;

    return a->left + slack < b->right && b->left + slack < a->right &&
           a->top + slack < b->bottom && b->top + slack < a->bottom;
}

static bool
holds(const struct box *outer, const struct box *inner)
{
    const double slack = 0.05;

    return inner->left >= outer->left - slack &&
           inner->right <= outer->right + slack &&
           inner->top >= outer->top - slack &&
           inner->bottom <= outer->bottom + slack;
}

const char *
words_of(const struct ctyi_operation *operation)
{
    static char words[2][64];
    static int next;
    const struct ctyi_run *run = operation->run;
    int length = run->length < 60 ? (int)run->length : 60;

    next = 1 - next;
    snprintf(words[next], sizeof(words[next]), "%.*s", length, run->text);
    return words[next];
}

/* ---- what holds on every page ---- */

/* Fourteen hundred pairs a page. */
static void
assert_no_texts_meet(const struct ctyi_drawing *drawing,
                     const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &drawing->operations[page->first];

    for (size_t i = 0; i < page->count; i++) {
        struct box a = box_of(&all[i]);

        for (size_t j = i + 1; is_text(&all[i]) && j < page->count; j++) {
            struct box b = box_of(&all[j]);

            if (is_text(&all[j]) && overlap(&a, &b))
                fail_msg("\"%s\" and \"%s\" overlap", words_of(&all[i]),
                         words_of(&all[j]));
        }
    }
}

/* A text is in a box or beside it, never across its edge. */
static void
assert_no_text_crosses_a_box(const struct ctyi_drawing *drawing,
                             const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &drawing->operations[page->first];

    for (size_t i = 0; i < page->count; i++) {
        struct box a = box_of(&all[i]);

        if (all[i].kind != CTYI_DRAW_BOX && all[i].kind != CTYI_DRAW_QR)
            continue;
        for (size_t j = 0; j < page->count; j++) {
            struct box b = box_of(&all[j]);

            if (is_text(&all[j]) && overlap(&a, &b) &&
                (all[i].kind == CTYI_DRAW_QR || !holds(&a, &b)))
                fail_msg("\"%s\" crosses a box", words_of(&all[j]));
        }
    }
}

/* Rules are between texts, never through them. */
static void
assert_no_rule_strikes_a_text(const struct ctyi_drawing *drawing,
                              const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &drawing->operations[page->first];

    for (size_t i = 0; i < page->count; i++) {
        struct box rule = {fmin(all[i].x, all[i].x + all[i].width),
                           all[i].y - 0.3,
                           fmax(all[i].x, all[i].x + all[i].width),
                           all[i].y + all[i].height + 0.3};

        for (size_t j = 0; all[i].kind == CTYI_DRAW_LINE && j < page->count;
             j++) {
            struct box b = box_of(&all[j]);

            if (is_text(&all[j]) && overlap(&rule, &b))
                fail_msg("\"%s\" is struck by a rule", words_of(&all[j]));
        }
    }
}

static bool
is_in_foot(const struct ctyi_operation *operation)
{
    return is_text(operation) &&
           (size_of(operation) == 7 || size_of(operation) == 7.5);
}

/* Everything is between the margins and above the foot; marks are not. */
static void
assert_in_its_place(const struct sheet *sheet,
                    const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &sheet->drawing.operations[page->first];
    bool letter = sheet->specimen.letter.paper == CTY_PAPER_LETTER;
    double left = letter ? 25.4 * MM : 25 * MM, foot = page->height;
    double right = page->width - (letter ? 20.3 * MM : 20 * MM);
    const double optical = 2;

    if (sheet->specimen.letter.right_to_left)
        left = fmin(left, page->width - right);
    for (size_t i = 0; i < page->count; i++)
        if (is_in_foot(&all[i]))
            foot = fmin(foot, box_of(&all[i]).top);
    assert_true(foot < page->height - 10 * MM);
    for (size_t i = 0; i < page->count; i++) {
        struct box box = box_of(&all[i]);

        if (all[i].kind == CTYI_DRAW_TAG || all[i].kind == CTYI_DRAW_END ||
            (all[i].kind == CTYI_DRAW_LINE && box.left < 6 * MM))
            continue;
        assert_true(box.left >= left - optical);
        assert_true(box.right <= right + (sheet->specimen.letter.right_to_left
                                              ? 5 * MM + optical
                                              : 0.3));
        assert_true(box.top >= 10 * MM);
        if (is_in_foot(&all[i]))
            assert_true(box.bottom < page->height - 3 * MM);
        else if (box.bottom > foot - 6)
            fail_msg("%s goes down to %.1f of %.1f",
                     is_text(&all[i]) ? words_of(&all[i]) : "a shape",
                     box.bottom, foot);
    }
}

static void
assert_readable(const struct ctyi_drawing *drawing,
                const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &drawing->operations[page->first];

    for (size_t i = 0; i < page->count; i++) {
        double size;

        if (!is_text(&all[i]))
            continue;
        size = size_of(&all[i]);
        if (size < 8 && size != 6 && size != 6.5 && size != 7 && size != 7.5)
            fail_msg("\"%s\" is set in %.2f pt", words_of(&all[i]), size);
    }
}

/* Tags are closed, cells are in rows, and lines are in no table. */
static void
assert_well_tagged(const struct ctyi_drawing *drawing,
                   const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &drawing->operations[page->first];
    int tags[8], depth = 0;

    for (size_t i = 0; i < page->count; i++) {
        if (all[i].kind == CTYI_DRAW_TAG) {
            int outer = depth > 0 ? tags[depth - 1] : -1;

            assert_true(depth < 8);
            tags[depth++] = all[i].detail;
            if (all[i].detail == CTYI_TAG_TD || all[i].detail == CTYI_TAG_TH)
                assert_int_equal(outer, CTYI_TAG_TR);
            else if (all[i].detail == CTYI_TAG_TR)
                assert_int_equal(outer, CTYI_TAG_TABLE);
            else
                assert_int_equal(outer, -1);
        } else if (all[i].kind == CTYI_DRAW_END) {
            assert_true(depth > 0);
            depth--;
        } else if (all[i].kind == CTYI_DRAW_LINE) {
            assert_true(depth == 0 || tags[depth - 1] == CTYI_TAG_FIGURE);
        } else if (depth > 0) {
            assert_true(tags[depth - 1] != CTYI_TAG_TR &&
                        tags[depth - 1] != CTYI_TAG_TABLE);
        }
    }
    assert_int_equal(depth, 0);
}

/* Each column's figures end where all of its figures end. */
void
assert_columns_align(const struct ctyi_drawing *drawing,
                     const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *all = &drawing->operations[page->first];
    double edges[5] = {0};
    int cell = -1, found = 0;

    for (size_t i = 0; i < page->count; i++) {
        if (all[i].kind == CTYI_DRAW_TAG && all[i].detail == CTYI_TAG_TR)
            cell = -1;
        if (all[i].kind == CTYI_DRAW_TAG &&
            (all[i].detail == CTYI_TAG_TD || all[i].detail == CTYI_TAG_TH))
            cell++;
        if (all[i].kind == CTYI_DRAW_TAG && all[i].detail < CTYI_TAG_TABLE)
            cell = -1;
        if (!is_text(&all[i]) || cell < 2)
            continue;
        assert_true(cell < 5);
        if (edges[cell] > 0)
            assert_true(fabs(edges[cell] - box_of(&all[i]).right) < 0.01);
        edges[cell] = box_of(&all[i]).right;
        found++;
        if (all[i + 1].kind == CTYI_DRAW_END &&
            all[i + 2].kind == CTYI_DRAW_END && cell == 4)
            cell = -1;
    }
    assert_true(found > 0);
}

/* ---- what holds on the first ---- */

/* What the window shows is the address, with nothing across its edges. */
static void
assert_window_shows_the_address(const struct sheet *sheet)
{
    const struct ctyi_drawn_page *page = &sheet->drawing.pages[0];
    const struct ctyi_operation *all = sheet->drawing.operations;
    bool letter = sheet->specimen.letter.paper == CTY_PAPER_LETTER;
    struct box window = {20 * MM, 45 * MM, 105 * MM, 90 * MM};
    struct box clear = window;
    size_t lines = 0;

    if (letter) {
        window = (struct box){22.2 * MM, 51.9 * MM, 136.5 * MM, 80.4 * MM};
        clear = (struct box){25.4 * MM, 54 * MM, 107.9 * MM, 77.6 * MM};
    }
    for (size_t i = 0; i < page->count; i++) {
        struct box box = box_of(&all[i]);

        if (all[i].kind == CTYI_DRAW_TAG || all[i].kind == CTYI_DRAW_END ||
            !overlap(&window, &box))
            continue;
        assert_true(is_text(&all[i]));
        if (!holds(&clear, &box))
            fail_msg("\"%s\" is at the window's edge", words_of(&all[i]));
        lines += size_of(&all[i]) >= 8;
    }
    assert_true(lines >= sheet->specimen.letter.recipient_lines);
}

static void
assert_folds_above_the_amount(const struct sheet *sheet)
{
    const struct ctyi_operation *all = sheet->drawing.operations;
    bool letter = sheet->specimen.letter.paper == CTY_PAPER_LETTER;
    double fold = (letter ? 93.1 : 105) * MM;
    size_t i = 0;

    while (all[i].kind != CTYI_DRAW_TAG || all[i].detail != CTYI_TAG_H1)
        i++;
    assert_true(is_text(&all[i + 1]) && box_of(&all[i + 1]).bottom < fold);
    while (all[i + 1].kind != CTYI_DRAW_END)
        i++;
    assert_true(all[i].y - 0.727 * size_of(&all[i]) > fold);
}

size_t
texts_like(const struct sheet *sheet, size_t page, const char *text)
{
    const struct ctyi_drawn_page *drawn = &sheet->drawing.pages[page];
    size_t count = 0;

    for (size_t i = drawn->first; i < drawn->first + drawn->count; i++) {
        const struct ctyi_operation *operation = &sheet->drawing.operations[i];

        count += is_text(operation) && operation->run->length == strlen(text) &&
                 memcmp(operation->run->text, text, strlen(text)) == 0;
    }
    return count;
}

/* Lay it out and see that all is well. */
void
lay_out(struct sheet *sheet)
{
    struct ctyi_drawing *drawing = &sheet->drawing;
    cty_error err = CTY_ERROR_INIT;

    ctyi_drawing_begin(drawing, type);
    if (ctyi_layout(&sheet->specimen.letter, &sheet->specimen.arena, drawing,
                    &err) != CTY_OK)
        fail_msg("%s", err.message);
    assert_true(drawing->page_count > 0);
    for (size_t i = 0; i < drawing->page_count; i++) {
        assert_no_texts_meet(drawing, &drawing->pages[i]);
        assert_no_text_crosses_a_box(drawing, &drawing->pages[i]);
        assert_no_rule_strikes_a_text(drawing, &drawing->pages[i]);
        assert_in_its_place(sheet, &drawing->pages[i]);
        assert_readable(drawing, &drawing->pages[i]);
        assert_well_tagged(drawing, &drawing->pages[i]);
    }
    assert_columns_align(drawing, &drawing->pages[0]);
    assert_window_shows_the_address(sheet);
    assert_folds_above_the_amount(sheet);
}

/* On either paper. */
void
lay_out_twice(struct sheet *sheet)
{
    sheet->specimen.letter.paper = CTY_PAPER_LETTER;
    lay_out(sheet);
    sheet->specimen.letter.paper = CTY_PAPER_A4;
    lay_out(sheet);
}

/* All that is drawn from a page on, and a text, without their spaces. */
bool
shows(const struct sheet *sheet, size_t page, const char *text)
{
    char *all = calloc(1, 1 << 20), *wanted = calloc(1, strlen(text) + 1);
    size_t used = 0, length = 0;
    bool found;

    assert_non_null(all);
    assert_non_null(wanted);
    for (size_t i = sheet->drawing.pages[page].first; i < sheet->drawing.count;
         i++) {
        const struct ctyi_run *run = sheet->drawing.operations[i].run;

        for (size_t j = 0;
             is_text(&sheet->drawing.operations[i]) && j < run->length; j++)
            if (run->text[j] != ' ')
                all[used++] = run->text[j];
    }
    for (; *text != '\0'; text++)
        if (*text != ' ')
            wanted[length++] = *text;
    found = strstr(all, wanted) != NULL;
    free(all);
    free(wanted);
    return found;
}
