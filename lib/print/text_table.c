/* Where it came from, on a terminal: a block for each bill. */
#include <string.h>

#include "print/text.h"

enum {
    GAP = 2,
    DATE_LEAST = 9,
    LEFT_MOST = 24,  /* longer codes get a line of their own */
    TEXT_LEAST = 16, /* beside the figures */
    HEAD_MOST = 14,  /* longer heads have a second line */
    FIGURES = 3
};

/*
 * Where the columns lie. Where the figures are so long that they would leave no
 * room for a text, they stand below it, each with its heading.
 */
struct table {
    struct ctyi_screen *screen;
    const struct ctyi_letter *letter;
    const char *heads[FIGURES];
    size_t left;   /* dates and codes, with the gap */
    size_t figure; /* one of them, with the gap */
    size_t text;   /* what is left */
    bool below;
};

/* ---- measures ---- */

static void
widen(const struct ctyi_screen *screen, size_t *columns, const char *text,
      size_t most)
{
    size_t wide = ctyi_screen_columns(screen, text);

    if (wide > *columns && wide <= most)
        *columns = wide;
}

/* A heading may have two lines, but its words stay whole. */
static void
widen_by_head(const struct ctyi_screen *screen, size_t *columns,
              const char *head)
{
    struct ctyi_cut cut;

    if (ctyi_screen_columns(screen, head) <= HEAD_MOST) {
        widen(screen, columns, head, HEAD_MOST);
        return;
    }
    while (ctyi_screen_wrap(screen, &head, HEAD_MOST, &cut))
        if (cut.columns > *columns)
            *columns = cut.columns;
}

static void
measure(struct table *table)
{
    const struct ctyi_screen *screen = table->screen;
    const struct ctyi_letter *letter = table->letter;
    const char *const totals[] = {letter->total_before, letter->total_net,
                                  letter->total_saved};

    table->left = DATE_LEAST;
    widen(screen, &table->left, letter->head_date, LEFT_MOST);
    for (int i = 0; i < FIGURES; i++) {
        widen_by_head(screen, &table->figure, table->heads[i]);
        widen(screen, &table->figure, totals[i], CTYI_COLUMNS);
    }
    for (size_t i = 0; i < letter->row_count; i++) {
        const struct ctyi_row *row = &letter->rows[i];

        widen(screen, &table->left, row->date, LEFT_MOST);
        widen(screen, &table->left, row->code, LEFT_MOST);
        widen(screen, &table->figure, row->before, CTYI_COLUMNS);
        widen(screen, &table->figure, row->net, CTYI_COLUMNS);
        widen(screen, &table->figure, row->saved, CTYI_COLUMNS);
    }
    table->left += GAP;
    table->figure += GAP;
    table->below =
        table->left + FIGURES * table->figure + TEXT_LEAST > CTYI_COLUMNS;
    table->text = CTYI_COLUMNS - table->left -
                  (table->below ? 0 : FIGURES * table->figure);
}

/* ---- rows ---- */

struct row {
    struct ctyi_cell left; /* used up over the lines of the whole row */
    const char *title, *detail;
    const char *figures[FIGURES];
    enum ctyi_ink title_ink, figure_ink, saved_ink;
};

static void
put_figures_below(const struct table *table, const struct row *row)
{
    size_t room = CTYI_COLUMNS - table->left;

    for (int i = 0; i < FIGURES; i++) {
        size_t all = ctyi_screen_columns(table->screen, row->figures[i]);
        size_t wide = all < room ? all : room - 1;
        struct ctyi_cell cells[] = {
            {.text = "", .columns = table->left},
            {.text = table->heads[i],
             .columns = room - wide,
             .ink = CTYI_INK_SOFT},
            {.text = row->figures[i],
             .columns = wide,
             .ink = i + 1 < FIGURES ? row->figure_ink : row->saved_ink}};

        if (wide > 0)
            ctyi_screen_cells(table->screen, cells, 3, 0);
    }
}

/* What a detail leaves of the cell at the left comes after it. */
static void
put_detail(const struct table *table, struct row *row)
{
    struct ctyi_cell cells[] = {
        row->left,
        {.text = row->detail, .columns = CTYI_COLUMNS - table->left}};

    ctyi_screen_cells(table->screen, cells, 2, 1);
    ctyi_screen_cells(table->screen, cells, 1, 0);
}

/* A title takes the columns of figures that are not there. */
static void
put_row(const struct table *table, struct row *row)
{
    struct ctyi_cell cells[2 + FIGURES] = {
        row->left,
        {.text = row->title, .columns = table->text, .ink = row->title_ink}};
    size_t count = 2;

    for (size_t i = 0; i < FIGURES && !table->below; i++) {
        if (count == 2 && row->figures[i][0] == '\0' && i + 1 < FIGURES) {
            cells[1].columns += table->figure;
            continue;
        }
        cells[count++] = (struct ctyi_cell){
            .text = row->figures[i],
            .columns = table->figure,
            .right = true,
            .ink = i + 1 < FIGURES ? row->figure_ink : row->saved_ink};
    }
    ctyi_screen_cells(table->screen, cells, count, 1);
    row->left = cells[0];
    row->left.ink = CTYI_INK_SOFT;
    put_detail(table, row);
    if (table->below)
        put_figures_below(table, row);
}

static void
put_entry(const struct table *table, const struct ctyi_row *from)
{
    const struct ctyi_screen *screen = table->screen;
    bool alone = from->kind != CTYI_ROW_ENTRY;
    bool long_code =
        ctyi_screen_columns(screen, from->code) + GAP > table->left;
    struct row row = {.left = {.text = from->date,
                               .then = long_code ? NULL : from->code,
                               .columns = table->left},
                      .title = from->title,
                      .detail = from->detail,
                      .figures = {from->before, from->net, from->saved},
                      .title_ink = alone ? CTYI_INK_STRONG : CTYI_INK_PLAIN,
                      .saved_ink =
                          alone ? CTYI_INK_STRONG_ACCENT : CTYI_INK_PLAIN};

    if (long_code)
        ctyi_screen_paragraph(table->screen, CTYI_INK_SOFT, from->code);
    put_row(table, &row);
}

/* ---- the table ---- */

static void
put_rule(const struct table *table, bool strong)
{
    bool ascii = table->screen->ascii;
    const char *mark = strong ? (ascii ? "=" : "\xE2\x94\x81")
                              : (ascii ? "-" : "\xE2\x94\x80");

    ctyi_screen_rule(table->screen, strong ? CTYI_INK_PLAIN : CTYI_INK_SOFT,
                     mark, CTYI_COLUMNS);
    ctyi_screen_newline(table->screen);
}

static void
put_heads(const struct table *table)
{
    const struct ctyi_letter *letter = table->letter;
    struct ctyi_cell cells[2 + FIGURES] = {{.text = letter->head_date,
                                            .columns = table->left,
                                            .ink = CTYI_INK_SOFT},
                                           {.text = letter->head_what,
                                            .columns = table->text,
                                            .ink = CTYI_INK_SOFT}};

    for (size_t i = 0; i < FIGURES; i++)
        cells[2 + i] = (struct ctyi_cell){
            .text = table->heads[i],
            .columns = table->figure,
            .right = true,
            .ink = i + 1 < FIGURES ? CTYI_INK_SOFT : CTYI_INK_STRONG_ACCENT};
    ctyi_screen_cells(table->screen, cells, table->below ? 2 : 2 + FIGURES, 0);
    put_rule(table, true);
}

static void
put_total(const struct table *table)
{
    const struct ctyi_letter *letter = table->letter;
    struct row row = {.left = {.text = "", .columns = table->left},
                      .title = letter->total_title,
                      .detail = "",
                      .figures = {letter->total_before, letter->total_net,
                                  letter->total_saved},
                      .title_ink = CTYI_INK_STRONG,
                      .figure_ink = CTYI_INK_STRONG,
                      .saved_ink = CTYI_INK_STRONG_ACCENT};

    put_row(table, &row);
}

void
ctyi_screen_table(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    struct table table = {
        .screen = screen,
        .letter = letter,
        .heads = {letter->head_before, letter->head_net, letter->head_saved}};

    if (letter->row_count == 0)
        return;
    measure(&table);
    ctyi_screen_ends(screen, CTYI_INK_STRONG, letter->table_title,
                     CTYI_INK_SOFT, letter->table_unit);
    ctyi_screen_newline(screen);
    put_heads(&table);
    for (size_t i = 0; i < letter->row_count; i++) {
        bool last = i + 1 == letter->row_count;

        put_entry(&table, &letter->rows[i]);
        if (last || letter->rows[i + 1].kind != CTYI_ROW_ENTRY)
            put_rule(&table, last);
    }
    put_total(&table);
    ctyi_screen_newline(screen);
}
