/* Texts side by side on a terminal. */
#include <string.h>

#include "print/text.h"

static bool
next_line(const struct ctyi_screen *screen, struct ctyi_cell *cell,
          struct ctyi_cut *out_cut)
{
    if (ctyi_screen_wrap(screen, &cell->text, cell->columns, out_cut))
        return true;
    *out_cut = (struct ctyi_cut){"", 0, 0};
    if (cell->then == NULL)
        return false;
    cell->text = cell->then;
    cell->then = NULL;
    return ctyi_screen_wrap(screen, &cell->text, cell->columns, out_cut);
}

static bool
is_used_up(const struct ctyi_cell *cell)
{
    return cell->text[strspn(cell->text, " ")] == '\0' &&
           (cell->then == NULL || cell->then[strspn(cell->then, " ")] == '\0');
}

static void
put_cell(struct ctyi_screen *screen, struct ctyi_cell *cell)
{
    struct ctyi_cut cut;
    size_t left_over;

    next_line(screen, cell, &cut);
    left_over = cut.columns < cell->columns ? cell->columns - cut.columns : 0;
    if (cell->right)
        ctyi_screen_spaces(screen, left_over);
    ctyi_screen_cut(screen, cell->ink, &cut);
    if (!cell->right)
        ctyi_screen_spaces(screen, left_over);
}

void
ctyi_screen_cells(struct ctyi_screen *screen, struct ctyi_cell *cells,
                  size_t count, size_t loose)
{
    for (;;) {
        bool more = false;

        for (size_t i = loose; i < count; i++)
            more = more || !is_used_up(&cells[i]);
        if (!more)
            return;
        for (size_t i = 0; i < count; i++)
            put_cell(screen, &cells[i]);
        ctyi_screen_newline(screen);
    }
}

void
ctyi_screen_paragraph(struct ctyi_screen *screen, enum ctyi_ink ink,
                      const char *text)
{
    struct ctyi_cell cell = {.text = text, .columns = CTYI_COLUMNS, .ink = ink};

    ctyi_screen_cells(screen, &cell, 1, 0);
}

void
ctyi_screen_ends(struct ctyi_screen *screen, enum ctyi_ink left_ink,
                 const char *left, enum ctyi_ink right_ink, const char *right)
{
    enum { GAP = 2 };
    size_t wide = ctyi_screen_columns(screen, right);
    size_t used = ctyi_screen_columns(screen, left);
    struct ctyi_cell cells[] = {
        {.text = left, .columns = CTYI_COLUMNS - wide, .ink = left_ink},
        {.text = right, .columns = wide, .right = true, .ink = right_ink},
    };

    if (used + wide + GAP <= CTYI_COLUMNS) {
        ctyi_screen_cells(screen, cells, 2, 0);
        return;
    }
    cells[0].columns = CTYI_COLUMNS;
    cells[1].columns = CTYI_COLUMNS;
    ctyi_screen_cells(screen, &cells[0], 1, 0);
    ctyi_screen_cells(screen, &cells[1], 1, 0);
}
