/* The table: its heads, its rows, what is carried and the totals. */
#include "print/layout.h"

static const double HEAD_LEADING = 10.5;
static const double TO_RULE = 6;
static const double TO_TOTAL = 15;
static const double CARRIED = 22.5;
static const double TOTAL_LEADING = 12.5;

static const double THIN = 0.4, THICK = 0.75;

/* ---- height ---- */

/* From the title's baseline to that of the first line of heads. */
static double
title_height(const struct ctyi_sheet *sheet, const struct ctyi_columns *columns)
{
    return ctyi_block_depth(&columns->title, 13) +
           (columns->unit_below
                ? 12 + ctyi_block_depth(&columns->unit, HEAD_LEADING)
                : 0) +
           ctyi_ease(sheet, 16, 15);
}

static double
heads_depth(const struct ctyi_columns *columns)
{
    double date = ctyi_block_depth(&columns->head_date, HEAD_LEADING);
    double what = ctyi_block_depth(&columns->head_what, HEAD_LEADING);

    return (date > what ? date : what) +
           (columns->stacked ? HEAD_LEADING + 1 : 0);
}

double
ctyi_table_head_height(const struct ctyi_sheet *sheet,
                       const struct ctyi_columns *columns, bool titled)
{
    return (titled ? title_height(sheet, columns) : 0) + heads_depth(columns) +
           TO_RULE;
}

double
ctyi_carried_height(void)
{
    return CARRIED;
}

double
ctyi_total_height(const struct ctyi_columns *columns)
{
    return TO_TOTAL + ctyi_block_depth(&columns->total, TOTAL_LEADING) +
           (columns->total_stacked ? TOTAL_LEADING + 0.5 : 0);
}

double
ctyi_table_height(const struct ctyi_sheet *sheet,
                  const struct ctyi_table *table,
                  const struct ctyi_table_part *part)
{
    double height = ctyi_table_head_height(sheet, table->columns, part->titled);

    if (part->carried_in)
        height += ctyi_carried_height();
    if (part->continued != NULL)
        height += ctyi_row_piece_height(sheet, part->continued, false);
    for (size_t i = part->from; i < part->to; i++)
        height +=
            ctyi_row_piece_height(sheet, &table->pieces[i], i + 1 == part->to);
    if (part->carried_out)
        height += ctyi_carried_height();
    if (part->totals)
        height += ctyi_total_height(table->columns);
    return height;
}

/* ---- the heads ---- */

static void
draw_title(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
           double y)
{
    double depth = ctyi_block_depth(&columns->title, 13);

    ctyi_draw_tag(sheet->drawing, CTYI_TAG_H2);
    ctyi_block_draw(sheet, &columns->title, sheet->left, y, 13, CTYI_LEFT,
                    sheet->colours->ink);
    ctyi_draw_end(sheet->drawing);
    if (columns->unit.count == 0)
        return;
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    if (columns->unit_below)
        ctyi_block_draw(sheet, &columns->unit, sheet->left, y + depth + 12,
                        HEAD_LEADING, CTYI_LEFT, sheet->colours->secondary);
    else
        ctyi_block_draw(sheet, &columns->unit, sheet->right, y, HEAD_LEADING,
                        CTYI_RIGHT, sheet->colours->secondary);
    ctyi_draw_end(sheet->drawing);
}

static void
draw_head(struct ctyi_sheet *sheet, const struct ctyi_block *block, double x,
          double y)
{
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TH);
    ctyi_block_draw(sheet, block, x, y, HEAD_LEADING, CTYI_LEFT,
                    sheet->colours->secondary);
    ctyi_draw_end(sheet->drawing);
}

/* All end on one baseline but in a stacked table, where the figures' heads are
 * a line below the others, as the figures are. */
static void
draw_heads(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
           double y)
{
    const struct ctyi_letter *letter = sheet->letter;
    uint32_t soft = sheet->colours->secondary;
    double end = y + heads_depth(columns);
    double texts = columns->stacked ? end - HEAD_LEADING - 1 : end;

    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TR);
    draw_head(sheet, &columns->head_date, sheet->left,
              texts - ctyi_block_depth(&columns->head_date, HEAD_LEADING));
    draw_head(sheet, &columns->head_what, columns->what,
              texts - ctyi_block_depth(&columns->head_what, HEAD_LEADING));
    ctyi_tagged(sheet, CTYI_TAG_TH, &ctyi_style_label, letter->head_before,
                columns->before, end, columns->align, soft);
    ctyi_tagged(sheet, CTYI_TAG_TH, &ctyi_style_label, letter->head_net,
                columns->net, end, columns->align, soft);
    ctyi_tagged(sheet, CTYI_TAG_TH, &ctyi_style_label_strong,
                letter->head_saved, columns->saved, end, columns->align,
                sheet->colours->accent);
    ctyi_draw_end(sheet->drawing);
}

/* ---- the lines below ---- */

static void
draw_title_cells(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
                 const struct ctyi_block *title, double y)
{
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TD);
    ctyi_draw_end(sheet->drawing);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TD);
    ctyi_block_draw(sheet, title, columns->what, y, TOTAL_LEADING, CTYI_LEFT,
                    sheet->colours->ink);
    ctyi_draw_end(sheet->drawing);
}

static void
draw_carried(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
             bool forward, int64_t saved, double y)
{
    struct ctyi_block title;
    const char *figure, *text;

    text = ctyi_letter_carried(sheet->letter, sheet->arena, forward, saved,
                               &figure);
    if (text == NULL) {
        sheet->drawing->failed = true;
        return;
    }
    ctyi_block_set(sheet, ctyi_style_body, 1, text,
                   columns->saved_begins - 11 - columns->what, 1, &title);
    ctyi_block_cut(sheet, &title, columns->saved_begins - 11 - columns->what,
                   1);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TR);
    draw_title_cells(sheet, columns, &title, y + TO_TOTAL);
    ctyi_figures_draw(sheet, columns, columns->figure, columns->strong, "", "",
                      figure, y + TO_TOTAL);
    ctyi_draw_end(sheet->drawing);
}

static void
draw_total(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
           double y)
{
    const struct ctyi_letter *letter = sheet->letter;

    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TR);
    draw_title_cells(sheet, columns, &columns->total, y + TO_TOTAL);
    ctyi_figures_draw(sheet, columns, columns->strong, columns->strong,
                      letter->total_before, letter->total_net,
                      letter->total_saved, y + ctyi_total_height(columns));
    ctyi_draw_end(sheet->drawing);
}

/* ---- rules: no part of the structure, so they are drawn after it ---- */

static void
rule(struct ctyi_sheet *sheet, double y, bool thick)
{
    ctyi_draw_line(sheet->drawing, sheet->left, y, sheet->right, y,
                   thick ? THICK : THIN,
                   thick ? sheet->colours->ink : sheet->colours->rule);
}

static void
draw_rules(struct ctyi_sheet *sheet, const struct ctyi_table *table,
           const struct ctyi_table_part *part, double y)
{
    rule(sheet, y, true);
    if (part->carried_in) {
        y += ctyi_carried_height();
        rule(sheet, y, part->from == part->to);
    }
    if (part->continued != NULL)
        y += ctyi_row_piece_height(sheet, part->continued, false);
    for (size_t i = part->from; i < part->to; i++) {
        y += ctyi_row_piece_height(sheet, &table->pieces[i], i + 1 == part->to);
        if (i + 1 == part->to)
            rule(sheet, y, true);
        else if (!table->pieces[i].joins)
            rule(sheet, y, false);
    }
}

void
ctyi_table_draw(struct ctyi_sheet *sheet, const struct ctyi_table *table,
                const struct ctyi_table_part *part, double y)
{
    const struct ctyi_columns *columns = table->columns;
    double rules;

    if (part->titled) {
        draw_title(sheet, columns, y);
        y += title_height(sheet, columns);
    }
    rules = y + heads_depth(columns) + TO_RULE;
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TABLE);
    draw_heads(sheet, columns, y);
    y = rules;
    if (part->carried_in) {
        draw_carried(sheet, columns, false, part->saved_before, y);
        y += ctyi_carried_height();
    }
    if (part->continued != NULL) {
        ctyi_row_piece_draw(sheet, columns, part->continued, y);
        y += ctyi_row_piece_height(sheet, part->continued, false);
    }
    for (size_t i = part->from; i < part->to; i++) {
        ctyi_row_piece_draw(sheet, columns, &table->pieces[i], y);
        y += ctyi_row_piece_height(sheet, &table->pieces[i], i + 1 == part->to);
    }
    if (part->carried_out)
        draw_carried(sheet, columns, true, part->saved_after, y);
    if (part->totals)
        draw_total(sheet, columns, y);
    ctyi_draw_end(sheet->drawing);
    draw_rules(sheet, table, part, rules);
}
