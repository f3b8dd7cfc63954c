/* The table's rows: their lines and their heights. */
#include "print/layout.h"

#include <math.h>
#include <string.h>

static const double BETWEEN = 11;
static const double TITLE_LEADING = 12, DETAIL_LEADING = 11.5;
static const double CODE_LEADING = 9.5;

enum {
    BESIDE_LINES = 2, /* of a title, before the figures go below it */
    PIECE_LINES = 36  /* of title and reason, on a page of its own */
};

static const struct ctyi_style detail_style = {8.5, 400, false, false, 0};
static const struct ctyi_style code_style[] = {
    {8, 400, false, true, 0},
};

/* ---- measure ---- */

static struct ctyi_row_piece *
add_piece(struct ctyi_sheet *sheet, struct ctyi_table *table)
{
    size_t room = table->room > 0 ? 2 * table->room : 16;
    struct ctyi_row_piece *pieces;

    if (table->count == table->room) {
        pieces = ctyi_arena_get(sheet->arena, room * sizeof(*pieces));
        if (pieces == NULL) {
            sheet->drawing->failed = true;
            return NULL;
        }
        if (table->count > 0)
            memcpy(pieces, table->pieces, table->count * sizeof(*pieces));
        table->pieces = pieces;
        table->room = room;
    }
    return &table->pieces[table->count++];
}

static bool
has_figures(const struct ctyi_row *row)
{
    return row->before[0] != '\0' || row->net[0] != '\0';
}

static void
set_title(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
          const struct ctyi_limits *limits, struct ctyi_table *table,
          struct ctyi_row_piece *piece)
{
    const struct ctyi_row *row = piece->row;
    bool light = row->kind == CTYI_ROW_ENTRY || row->kind == CTYI_ROW_MORE;
    const struct ctyi_style *styles = light ? ctyi_style_body : ctyi_style_bold;
    double full = sheet->right - columns->what;
    double beside =
        (has_figures(row) ? columns->before_begins : columns->saved_begins) -
        BETWEEN - columns->what;

    piece->stacked = columns->stacked && has_figures(row);
    piece->beside_code = columns->before_begins >= columns->what;
    if (!piece->stacked) {
        ctyi_block_set(sheet, styles, CTYI_BOLD_SIZES, row->title, beside, 1,
                       &piece->title);
        piece->stacked = has_figures(row) && piece->title.count > BESIDE_LINES;
    }
    if (piece->stacked)
        ctyi_block_set(sheet, styles, CTYI_BOLD_SIZES, row->title, full, 1,
                       &piece->title);
    if (limits != NULL &&
        ctyi_block_cut(sheet, &piece->title, piece->stacked ? full : beside,
                       limits->title_lines))
        table->cut = true;
}

static void
set_detail(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
           const struct ctyi_limits *limits, struct ctyi_table *table,
           struct ctyi_row_piece *piece)
{
    double width =
        (piece->stacked ? sheet->right : columns->saved_begins - BETWEEN) -
        columns->what;

    ctyi_block_set(sheet, &detail_style, 1, piece->row->detail, width, 1,
                   &piece->detail);
    if (limits != NULL &&
        ctyi_block_cut(sheet, &piece->detail, width, limits->detail_lines))
        table->cut = true;
}

/* A row that is higher than a page goes on below itself, in pieces. */
static void
add_pieces(struct ctyi_sheet *sheet, const struct ctyi_row_piece *whole,
           struct ctyi_table *table)
{
    size_t lines = whole->detail.count, from = 0;
    size_t room = whole->title.count + 4 < PIECE_LINES
                      ? PIECE_LINES - whole->title.count
                      : 4;
    struct ctyi_row_piece *piece;

    do {
        piece = add_piece(sheet, table);
        if (piece == NULL)
            return;
        *piece = *whole;
        piece->begins = from == 0;
        piece->detail_from = from;
        piece->detail_to = lines - from > room ? from + room : lines;
        piece->joins = piece->detail_to < lines || whole->joins;
        from = piece->detail_to;
        room = PIECE_LINES;
    } while (from < lines);
}

static void
add_row(struct ctyi_sheet *sheet, const struct ctyi_row *row, bool joins,
        const struct ctyi_limits *limits, struct ctyi_table *table)
{
    const struct ctyi_columns *columns = table->columns;
    struct ctyi_row_piece piece = {.row = row, .joins = joins};

    set_title(sheet, columns, limits, table, &piece);
    set_detail(sheet, columns, limits, table, &piece);
    ctyi_block_set(sheet, code_style, 1, row->code,
                   columns->what - sheet->left - 6, 1, &piece.code);
    add_pieces(sheet, &piece, table);
}

void
ctyi_table_measure(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
                   const struct ctyi_row *rows, size_t count,
                   const struct ctyi_limits *limits,
                   struct ctyi_table *out_table)
{
    memset(out_table, 0, sizeof(*out_table));
    out_table->columns = columns;
    for (size_t i = 0; i < count; i++)
        add_row(sheet, &rows[i],
                i + 1 < count && rows[i + 1].kind == CTYI_ROW_ENTRY, limits,
                out_table);
}

/* ---- rows that only the page needs ---- */

static const struct ctyi_row no_row = {.kind = CTYI_ROW_MORE,
                                       .date = "",
                                       .code = "",
                                       .title = "",
                                       .detail = "",
                                       .before = "",
                                       .net = "",
                                       .saved = "",
                                       .dated = ""};

/* NULL: out of memory, and the drawing has failed. */
static struct ctyi_row *
copy_of(struct ctyi_sheet *sheet, const struct ctyi_row *row)
{
    struct ctyi_row *copy = ctyi_arena_get(sheet->arena, sizeof(*copy));

    if (copy == NULL)
        sheet->drawing->failed = true;
    else
        *copy = *row;
    return copy;
}

void
ctyi_table_point(struct ctyi_sheet *sheet, struct ctyi_table *table)
{
    const struct ctyi_row_piece *last =
        table->count > 0 ? &table->pieces[table->count - 1] : NULL;
    bool more = last != NULL && last->row->kind == CTYI_ROW_MORE;
    const char *text = ctyi_letter_rows_on(sheet->letter, sheet->arena);
    struct ctyi_row *row = copy_of(sheet, more ? last->row : &no_row);

    if (text == NULL)
        sheet->drawing->failed = true;
    if (text == NULL || row == NULL)
        return;
    if (more) {
        row->detail = text;
        table->count--;
    } else {
        row->title = text;
    }
    add_row(sheet, row, false, NULL, table);
}

const struct ctyi_row_piece *
ctyi_row_continued(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
                   const struct ctyi_row *bill)
{
    struct ctyi_row *row = copy_of(sheet, &no_row);
    struct ctyi_table table = {.columns = columns};
    const char *title =
        ctyi_letter_continued(sheet->letter, sheet->arena, bill->title);

    if (row == NULL || title == NULL) {
        sheet->drawing->failed = true;
        return NULL;
    }
    row->kind = CTYI_ROW_BILL;
    row->title = title;
    add_row(sheet, row, true, NULL, &table);
    return table.pieces;
}

void
ctyi_row_piece_date(struct ctyi_sheet *sheet, struct ctyi_row_piece *piece)
{
    struct ctyi_row *row;

    if (piece->row->date[0] != '\0')
        return;
    row = copy_of(sheet, piece->row);
    if (row == NULL)
        return;
    row->date = row->dated;
    piece->row = row;
}

/* ---- height ---- */

/* From its upper edge to its first baseline. */
static double
top_of(const struct ctyi_sheet *sheet, const struct ctyi_row_piece *piece)
{
    if (!piece->begins || piece->row->kind == CTYI_ROW_ENTRY)
        return ctyi_ease(sheet, 14, 12);
    return ctyi_ease(sheet, 15, 13);
}

/* From the first baseline to the reason's. */
static double
to_detail(const struct ctyi_sheet *sheet, const struct ctyi_row_piece *piece)
{
    if (!piece->begins)
        return 0;
    return ctyi_block_depth(&piece->title, TITLE_LEADING) +
           ctyi_ease(sheet, 12.5, 11.5);
}

/* The code is below the date, or in its place. */
static double
to_code(const struct ctyi_sheet *sheet, const struct ctyi_row_piece *piece)
{
    return piece->row->date[0] != '\0' ? ctyi_ease(sheet, 12.5, 11.5) : 0;
}

/* From the first baseline of the texts to their last. */
static double
text_depth(const struct ctyi_sheet *sheet, const struct ctyi_row_piece *piece)
{
    size_t lines = piece->detail_to - piece->detail_from;
    double depth = 0;

    if (piece->begins)
        depth = ctyi_block_depth(&piece->title, TITLE_LEADING);
    if (piece->begins && piece->code.count > 0)
        depth = fmax(depth, to_code(sheet, piece) +
                                ctyi_block_depth(&piece->code, CODE_LEADING));
    if (lines > 0)
        depth = fmax(depth, to_detail(sheet, piece) +
                                (double)(lines - 1) * DETAIL_LEADING);
    return depth;
}

static bool
is_last(const struct ctyi_row_piece *piece)
{
    return piece->detail_to == piece->detail.count;
}

/* Figures are on the first line, or a line of their own below the texts. */
static bool
shows_figures(const struct ctyi_row_piece *piece)
{
    return piece->stacked ? is_last(piece) : piece->begins;
}

int64_t
ctyi_row_piece_adds(const struct ctyi_row_piece *piece)
{
    if (!shows_figures(piece) || piece->row->kind == CTYI_ROW_BILL)
        return 0;
    return piece->row->saved_minor;
}

static double
to_figures(const struct ctyi_sheet *sheet, const struct ctyi_row_piece *piece)
{
    if (!piece->stacked || !is_last(piece))
        return 0;
    if (piece->beside_code && piece->detail.count == 0)
        return to_detail(sheet, piece);
    return text_depth(sheet, piece) + ctyi_ease(sheet, 13.5, 12.5);
}

double
ctyi_row_piece_height(const struct ctyi_sheet *sheet,
                      const struct ctyi_row_piece *piece, bool last)
{
    return top_of(sheet, piece) +
           fmax(text_depth(sheet, piece), to_figures(sheet, piece)) +
           (piece->joins && !last ? 1.5 : ctyi_ease(sheet, 7.5, 5));
}

/* ---- draw ---- */

static void
draw_cell(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
          const struct ctyi_style *style, const char *text, double x, double y,
          uint32_t rgb)
{
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TD);
    if (text[0] != '\0')
        ctyi_text(sheet, style, text, x, y, columns->align, rgb);
    ctyi_draw_end(sheet->drawing);
}

void
ctyi_figures_draw(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
                  const struct ctyi_style *style,
                  const struct ctyi_style *saved_style, const char *before,
                  const char *net, const char *saved, double y)
{
    uint32_t ink = sheet->colours->ink;

    draw_cell(sheet, columns, style, before, columns->before, y, ink);
    draw_cell(sheet, columns, style, net, columns->net, y, ink);
    draw_cell(sheet, columns, saved_style, saved, columns->saved, y,
              sheet->colours->accent);
}

static void
draw_date(struct ctyi_sheet *sheet, const struct ctyi_row_piece *piece,
          double y)
{
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TD);
    if (piece->begins) {
        ctyi_text(sheet, &ctyi_style_body[0], piece->row->date, sheet->left, y,
                  CTYI_LEFT, sheet->colours->ink);
        ctyi_block_draw(sheet, &piece->code, sheet->left,
                        y + to_code(sheet, piece), CODE_LEADING, CTYI_LEFT,
                        sheet->colours->secondary);
    }
    ctyi_draw_end(sheet->drawing);
}

static void
draw_what(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
          const struct ctyi_row_piece *piece, double y)
{
    uint32_t ink = sheet->colours->ink;

    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TD);
    if (piece->begins)
        ctyi_block_draw(sheet, &piece->title, columns->what, y, TITLE_LEADING,
                        CTYI_LEFT, ink);
    ctyi_block_draw_part(sheet, &piece->detail, piece->detail_from,
                         piece->detail_to, columns->what,
                         y + to_detail(sheet, piece), DETAIL_LEADING, CTYI_LEFT,
                         ink);
    ctyi_draw_end(sheet->drawing);
}

void
ctyi_row_piece_draw(struct ctyi_sheet *sheet,
                    const struct ctyi_columns *columns,
                    const struct ctyi_row_piece *piece, double y)
{
    const struct ctyi_row *row = piece->row;
    bool light = row->kind == CTYI_ROW_ENTRY || row->kind == CTYI_ROW_MORE;
    bool figures = shows_figures(piece);

    y += top_of(sheet, piece);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_TR);
    draw_date(sheet, piece, y);
    draw_what(sheet, columns, piece, y);
    ctyi_figures_draw(sheet, columns, columns->figure,
                      light ? columns->figure : columns->strong,
                      figures ? row->before : "", figures ? row->net : "",
                      figures ? row->saved : "", y + to_figures(sheet, piece));
    ctyi_draw_end(sheet->drawing);
}
