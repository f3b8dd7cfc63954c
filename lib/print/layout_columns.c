/* The table's columns: as wide as their longest amount needs, and the texts
 * have what is left. */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#define MM CTYI_MM

static const double DATES = 24 * MM, DATES_MOST = 40 * MM;
static const double PITCH = 27 * MM;
static const double TEXT_LEAST = 32 * MM;
static const double BETWEEN = 11;

static const struct ctyi_style unit_style[] = {
    {8, 400, false, false, 1},
    {8, 400, false, false, 0},
};

enum { UNIT_SIZES = sizeof(unit_style) / sizeof(unit_style[0]) };

struct widths {
    double date, before, net, saved;
};

static void
widen(struct ctyi_sheet *sheet, const struct ctyi_style *style,
      const char *text, double *width)
{
    *width = fmax(*width, ctyi_measure(sheet, style, text));
}

static void
widen_by_rows(struct ctyi_sheet *sheet, const struct ctyi_row *rows,
              size_t count, struct widths *widths)
{
    for (size_t i = 0; i < count; i++) {
        const struct ctyi_row *row = &rows[i];
        bool entry = row->kind == CTYI_ROW_ENTRY || row->kind == CTYI_ROW_MORE;

        widen(sheet, &ctyi_style_body[0], row->date, &widths->date);
        widen(sheet, &ctyi_style_figure[CTYI_FIGURE_SIZES - 1], row->code,
              &widths->date);
        widen(sheet, &ctyi_style_figure[0], row->before, &widths->before);
        widen(sheet, &ctyi_style_figure[0], row->net, &widths->net);
        widen(sheet, entry ? &ctyi_style_figure[0] : &ctyi_style_strong[0],
              row->saved, &widths->saved);
    }
}

static struct widths
widest(struct ctyi_sheet *sheet)
{
    const struct ctyi_letter *letter = sheet->letter;
    struct widths widths = {0};

    widen_by_rows(sheet, letter->rows, letter->row_count, &widths);
    if (letter->front != letter->rows)
        widen_by_rows(sheet, letter->front, letter->front_count, &widths);
    widen(sheet, &ctyi_style_strong[0], letter->total_before, &widths.before);
    widen(sheet, &ctyi_style_strong[0], letter->total_net, &widths.net);
    widen(sheet, &ctyi_style_strong[0], letter->total_saved, &widths.saved);
    return widths;
}

/* Amounts shrink only where three of them would not fit a line of their own.
 * Widths go with the size, so nothing is measured again. */
static void
place(struct ctyi_sheet *sheet, const struct widths *widest, size_t size,
      const struct widths *heads, struct ctyi_columns *columns)
{
    double scale = ctyi_style_figure[size].size / ctyi_style_figure[0].size;
    double before = fmax(scale * widest->before, heads->before);
    double net = fmax(scale * widest->net, heads->net);
    double saved = fmax(scale * widest->saved, heads->saved);
    double net_ends = sheet->right - fmax(PITCH, saved + BETWEEN);
    double before_ends = net_ends - fmax(PITCH, net + BETWEEN);
    bool mirrored = sheet->drawing->mirrored;

    /* Units stand below units on a mirrored page, too. */
    columns->align = mirrored ? CTYI_LEFT : CTYI_RIGHT;
    columns->saved = mirrored ? sheet->right - saved : sheet->right;
    columns->net = mirrored ? net_ends - net : net_ends;
    columns->before = mirrored ? before_ends - before : before_ends;
    columns->before_begins = before_ends - before;
    columns->saved_begins = sheet->right - saved;
    columns->figure = &ctyi_style_figure[size];
    columns->strong = &ctyi_style_strong[size];
}

static void
place_columns(struct ctyi_sheet *sheet, struct ctyi_columns *columns)
{
    const struct ctyi_letter *letter = sheet->letter;
    struct widths heads = {0}, found = widest(sheet);

    widen(sheet, &ctyi_style_label, letter->head_before, &heads.before);
    widen(sheet, &ctyi_style_label, letter->head_net, &heads.net);
    widen(sheet, &ctyi_style_label_strong, letter->head_saved, &heads.saved);
    widen(sheet, &ctyi_style_label, letter->head_date, &found.date);
    columns->what = sheet->left + fmin(fmax(DATES, found.date + 8), DATES_MOST);
    place(sheet, &found, 0, &heads, columns);
    if (columns->before_begins - BETWEEN - columns->what >= TEXT_LEAST)
        return;
    columns->stacked = true;
    for (size_t i = 0; i < CTYI_FIGURE_SIZES; i++) {
        place(sheet, &found, i, &heads, columns);
        if (columns->before_begins >= sheet->left)
            return;
    }
}

static void
set_title(struct ctyi_sheet *sheet, struct ctyi_columns *columns)
{
    const struct ctyi_letter *letter = sheet->letter;
    double title, unit;

    ctyi_block_set(sheet, ctyi_style_h2, CTYI_H2_SIZES, letter->table_title,
                   sheet->width, 1, &columns->title);
    title = columns->title.count > 1 ? sheet->width
                                     : ctyi_measure(sheet, columns->title.style,
                                                    letter->table_title);
    unit = ctyi_measure(sheet, &unit_style[0], letter->table_unit);
    columns->unit_below = title + unit + 14 > sheet->width;
    ctyi_block_set(sheet, unit_style, UNIT_SIZES, letter->table_unit,
                   sheet->width, 1, &columns->unit);
}

static void
set_texts(struct ctyi_sheet *sheet, struct ctyi_columns *columns)
{
    const struct ctyi_letter *letter = sheet->letter;
    double beside = columns->before_begins - BETWEEN - columns->what;

    ctyi_block_set(sheet, &ctyi_style_label, 1, letter->head_date,
                   columns->what - sheet->left - 6, 1, &columns->head_date);
    ctyi_block_set(sheet, &ctyi_style_label, 1, letter->head_what,
                   columns->stacked ? sheet->right - columns->what : beside, 1,
                   &columns->head_what);
    columns->total_stacked = columns->stacked;
    if (!columns->stacked) {
        ctyi_block_set(sheet, ctyi_style_bold, CTYI_BOLD_SIZES,
                       letter->total_title, beside, 1, &columns->total);
        columns->total_stacked = columns->total.count > 2;
    }
    if (columns->total_stacked)
        ctyi_block_set(sheet, ctyi_style_bold, CTYI_BOLD_SIZES,
                       letter->total_title, sheet->right - columns->what, 1,
                       &columns->total);
}

void
ctyi_columns_measure(struct ctyi_sheet *sheet, struct ctyi_columns *out_columns)
{
    memset(out_columns, 0, sizeof(*out_columns));
    place_columns(sheet, out_columns);
    set_title(sheet, out_columns);
    set_texts(sheet, out_columns);
}
