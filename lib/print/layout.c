/*
 * The page of a statement. What is on the first page is fitted to it: drawn
 * as designed where there is room, else everything a little closer; else its
 * rows say less and say all on the second page.
 */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#include "print/fault.h"

#define MM CTYI_MM

static const struct ctyi_paper a4 = {
    .width = 210,
    .height = 297,
    .left = 25,
    .right = 20,
    .return_y = 49.2,
    .sort_y = 60.2,
    .recipient_y = 66.2,
    .recipient_last = 88.2,
    .recipient_width = 78,
    .facts_y = 66.2,
    .facts_first = 50,
    .facts_last = 89,
    .body_y = 102,
    .foot_y = 284.5,
    .folds = {105, 210},
    .punch = 148.5,
};

static const struct ctyi_paper letter_paper = {
    .width = 215.9,
    .height = 279.4,
    .left = 25.4,
    .right = 20.3,
    .sort_y = 56.2,
    .recipient_y = 61,
    .recipient_last = 76.6,
    .recipient_width = 80,
    .facts_y = 30.5,
    .facts_first = 28,
    .facts_last = 49,
    .facts_above = true,
    .body_y = 90.5,
    .foot_y = 266.9,
    .folds = {93.1, 186.3},
};

static const double TABLE_TOP = 34; /* from the small head's end */
static const double POINTER = 9.5;  /* from the gap above it to its baseline */
static const double BILL_ENDS = 6;  /* more below an entry that is the last */
static const double STEPS = 64;     /* in which a page gets tighter */

/* ---- the first page ---- */

struct front {
    struct ctyi_lead lead;
    struct ctyi_addressee addressee;
    struct ctyi_columns columns;
    struct ctyi_table table; /* of the first page */
    struct ctyi_history history;
    struct ctyi_note note;
    struct ctyi_block legal;
    double bottom;   /* where the foot begins */
    bool rows_later; /* all rows are on the second page */
    bool note_later; /* and the note behind them */
};

static double
gap_above_table(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, sheet->letter->bar ? 28 : 36, 18);
}

static double
gap_above_history(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, 29, 16.5);
}

static double
gap_above_note(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, sheet->letter->bar_count > 0 ? 17 : 24, 8.5);
}

static struct ctyi_table_part
front_part(const struct front *front)
{
    return (struct ctyi_table_part){
        .from = 0, .to = front->table.count, .titled = true, .totals = true};
}

static double
front_end(const struct ctyi_sheet *sheet, const struct front *front)
{
    struct ctyi_table_part part = front_part(front);
    double history = ctyi_history_height(sheet, &front->history);
    double note = ctyi_note_height(sheet, &front->note);
    double y =
        sheet->paper->body_y * MM + ctyi_lead_height(sheet, &front->lead) +
        ctyi_addressee_height(sheet, &front->addressee) +
        gap_above_table(sheet) + ctyi_table_height(sheet, &front->table, &part);

    if (history > 0)
        y += gap_above_history(sheet) + history;
    if (note > 0)
        y += gap_above_note(sheet) + (front->note_later ? POINTER : note);
    return y;
}

static bool
fits(struct ctyi_sheet *sheet, const struct front *front, double tight)
{
    sheet->tight = tight;
    return front_end(sheet, front) <= front->bottom;
}

/* Tight, and no tighter than it must be. */
static bool
fit(struct ctyi_sheet *sheet, const struct front *front)
{
    double low = 0, high = STEPS;

    if (fits(sheet, front, 0))
        return true;
    if (!fits(sheet, front, 1))
        return false;
    while (high - low > 1) {
        double half = floor((low + high) / 2);

        if (fits(sheet, front, half / STEPS))
            high = half;
        else
            low = half;
    }
    sheet->tight = high / STEPS;
    return true;
}

/* From what one would not notice to what one would. */
static const struct measure {
    struct ctyi_limits limits;
    bool compact; /* a smaller amount */
    bool brief;   /* a note in small type */
    bool rows;
    bool note;
} measures[] = {
    {{SIZE_MAX, SIZE_MAX}, false, false, true, true},
    {{SIZE_MAX, SIZE_MAX}, true, false, true, true},
    {{SIZE_MAX, SIZE_MAX}, true, true, true, true},
    {{3, 2}, true, true, true, true},
    {{2, 1}, true, true, true, true},
    {{1, 0}, true, true, true, true},
    {{0, 0}, true, true, false, true},
    {{SIZE_MAX, SIZE_MAX}, true, true, true, false},
    {{1, 1}, true, true, true, false},
    {{0, 0}, true, true, false, false},
};

enum { MEASURES = sizeof(measures) / sizeof(measures[0]) };

static void
take(struct ctyi_sheet *sheet, const struct measure *measure, double facts_end,
     struct front *front)
{
    const struct ctyi_letter *letter = sheet->letter;
    bool limited = measure->limits.title_lines != SIZE_MAX;

    ctyi_lead_measure(sheet, facts_end, measure->compact, &front->lead);
    ctyi_table_measure(sheet, &front->columns, letter->front,
                       measure->rows ? letter->front_count : 0,
                       limited ? &measure->limits : NULL, &front->table);
    front->rows_later = letter->front != letter->rows;
    if (front->table.cut || !measure->rows) {
        front->rows_later = true;
        ctyi_table_point(sheet, &front->table);
    }
    front->note_later = !measure->note;
    ctyi_note_measure(sheet, measure->brief, &front->note);
}

static void
measure_front(struct ctyi_sheet *sheet, double facts_end, uint8_t cut,
              struct front *front)
{
    memset(front, 0, sizeof(*front));
    front->bottom = ctyi_foot_measure(sheet, &front->legal);
    ctyi_columns_measure(sheet, &front->columns);
    ctyi_addressee_measure(sheet, cut, front->columns.what, &front->addressee);
    ctyi_history_measure(sheet, &front->history);
    for (size_t i = 0; i < MEASURES; i++) {
        take(sheet, &measures[i], facts_end, front);
        if (fit(sheet, front))
            return;
    }
    sheet->tight = 1;
}

static void
draw_pointer(struct ctyi_sheet *sheet, size_t page, double y)
{
    const char *text =
        ctyi_letter_note_on(sheet->letter, sheet->arena, (int)page);

    if (text == NULL)
        sheet->drawing->failed = true;
    else
        ctyi_tagged(sheet, CTYI_TAG_P, &ctyi_style_small[0], text, sheet->left,
                    y, CTYI_LEFT, sheet->colours->secondary);
}

/* note_page: where the note is. */
static void
draw_front(struct ctyi_sheet *sheet, struct front *front, size_t note_page)
{
    struct ctyi_table_part part = front_part(front);
    double history = ctyi_history_height(sheet, &front->history);
    double y = sheet->paper->body_y * MM;

    ctyi_lead_draw(sheet, &front->lead, y);
    y += ctyi_lead_height(sheet, &front->lead);
    ctyi_addressee_draw(sheet, &front->addressee, front->columns.what, y);
    y += ctyi_addressee_height(sheet, &front->addressee) +
         gap_above_table(sheet);
    ctyi_table_draw(sheet, &front->table, &part, y);
    y += ctyi_table_height(sheet, &front->table, &part);
    if (history > 0) {
        y += gap_above_history(sheet);
        ctyi_history_draw(sheet, &front->history, y);
        y += history;
    }
    y += gap_above_note(sheet);
    if (!front->note_later)
        ctyi_note_draw(sheet, &front->note, y);
    else if (front->note.panel)
        draw_pointer(sheet, note_page, y + POINTER);
}

/* ---- the other pages ---- */

struct back {
    struct ctyi_small_head head;
    struct ctyi_table table;
    struct ctyi_table_part *parts; /* one a page */
    size_t count;
    double top; /* the baseline of a page's first line */
    double note_y;
    bool note_alone; /* on the last page, which has no rows */
};

/* Rows that stay together: a bill and its first entry, or what is left of a
 * row in pieces. */
static size_t
group_end(const struct ctyi_table *table, size_t index)
{
    const struct ctyi_row_piece *piece = &table->pieces[index];

    if (piece->begins && piece->row->kind == CTYI_ROW_BILL && piece->joins)
        return index + 2;
    return index + 1;
}

static double
group_height(const struct ctyi_sheet *sheet, const struct ctyi_table *table,
             size_t from, size_t to)
{
    double height = 0;

    for (size_t i = from; i < to; i++)
        height += ctyi_row_piece_height(sheet, &table->pieces[i], false);
    return height;
}

static struct ctyi_table_part *
begin_part(struct back *back, size_t from, int64_t saved)
{
    struct ctyi_table_part *part = &back->parts[back->count++];

    *part = (struct ctyi_table_part){.from = from,
                                     .to = from,
                                     .titled = from == 0,
                                     .carried_in = from > 0,
                                     .saved_before = saved};
    return part;
}

/* A page that begins within a bill says so, and the first entry its day. */
static void
go_on(struct ctyi_sheet *sheet, const struct ctyi_table *table,
      struct ctyi_table_part *part)
{
    size_t bill = part->from, first = part->from;

    if (table->pieces[bill].begins &&
        table->pieces[bill].row->kind != CTYI_ROW_ENTRY)
        return;
    while (bill > 0 && table->pieces[bill].row->kind == CTYI_ROW_ENTRY)
        bill--;
    if (table->pieces[bill].row->kind == CTYI_ROW_BILL)
        part->continued =
            ctyi_row_continued(sheet, table->columns, table->pieces[bill].row);
    while (first < table->count && !table->pieces[first].begins)
        first++;
    if (first < table->count)
        ctyi_row_piece_date(sheet, &table->pieces[first]);
}

static void
paginate(struct ctyi_sheet *sheet, double bottom, struct back *back)
{
    const struct ctyi_table *table = &back->table;
    struct ctyi_table_part *part = begin_part(back, 0, 0);
    double below = BILL_ENDS + fmax(ctyi_carried_height() - 7,
                                    ctyi_total_height(table->columns));
    double y = back->top + ctyi_table_height(sheet, table, part);
    int64_t saved = 0;

    for (size_t i = 0, end; i < table->count; i = end) {
        end = group_end(table, i);
        if (part->to > part->from &&
            y + group_height(sheet, table, i, end) + below > bottom) {
            part->carried_out = true;
            part->saved_after = saved;
            part = begin_part(back, i, saved);
            go_on(sheet, table, part);
            y = back->top + ctyi_table_height(sheet, table, part);
        }
        y += group_height(sheet, table, i, end);
        for (size_t j = i; j < end; j++)
            saved += ctyi_row_piece_adds(&table->pieces[j]);
        part->to = end;
    }
    part->totals = true;
    back->note_y = y + ctyi_total_height(table->columns);
}

static void
measure_rows(struct ctyi_sheet *sheet, const struct front *front,
             struct back *back)
{
    const struct ctyi_letter *letter = sheet->letter;

    ctyi_table_measure(sheet, &front->columns, letter->rows, letter->row_count,
                       NULL, &back->table);
    back->parts = ctyi_arena_get(sheet->arena, (back->table.count + 1) *
                                                   sizeof(*back->parts));
    if (back->parts == NULL)
        sheet->drawing->failed = true;
    else
        paginate(sheet, front->bottom, back);
}

static void
place_note(struct ctyi_sheet *sheet, struct front *front, struct back *back)
{
    double height;

    ctyi_note_measure(sheet, false, &front->note);
    ctyi_note_cut(sheet, &front->note, front->bottom - back->top);
    height = ctyi_note_height(sheet, &front->note);
    back->note_y += gap_above_note(sheet);
    back->note_alone =
        back->count == 0 || back->note_y + height > front->bottom;
    if (back->note_alone)
        back->note_y = back->top;
}

static void
measure_back(struct ctyi_sheet *sheet, struct front *front, struct back *back)
{
    double tight = sheet->tight;

    sheet->tight = 0;
    back->top = ctyi_small_head_measure(sheet, &back->head) + TABLE_TOP;
    if (front->rows_later)
        measure_rows(sheet, front, back);
    if (front->note_later)
        place_note(sheet, front, back);
    sheet->tight = tight;
}

/* ---- the pages ---- */

static void
begin_page(struct ctyi_sheet *sheet)
{
    ctyi_draw_page(sheet->drawing, sheet->paper->width * MM,
                   sheet->paper->height * MM);
}

static void
end_page(struct ctyi_sheet *sheet, const struct front *front, size_t page,
         size_t pages)
{
    ctyi_foot_draw(sheet, &front->legal, (int)page, (int)pages);
    ctyi_marks_draw(sheet);
}

static void
draw_back(struct ctyi_sheet *sheet, struct front *front,
          const struct back *back, size_t pages)
{
    for (size_t page = 2; page <= pages; page++) {
        size_t part = page - 2;

        begin_page(sheet);
        ctyi_small_head_draw(sheet, &back->head);
        if (part < back->count)
            ctyi_table_draw(sheet, &back->table, &back->parts[part], back->top);
        if (page == pages && front->note_later)
            ctyi_note_draw(sheet, &front->note, back->note_y);
        end_page(sheet, front, page, pages);
    }
}

/* The number of pages is on the first, so the others are measured before it
 * ends. */
static void
draw_pages(struct ctyi_sheet *sheet)
{
    struct front front;
    struct back back = {0};
    size_t pages = 1;
    double facts_end;
    uint8_t cut;

    begin_page(sheet);
    facts_end = ctyi_head_draw(sheet, &cut);
    measure_front(sheet, facts_end, cut, &front);
    if (front.rows_later || front.note_later) {
        measure_back(sheet, &front, &back);
        pages += back.count + (back.note_alone ? 1 : 0);
    }
    draw_front(sheet, &front, pages);
    end_page(sheet, &front, 1, pages);
    sheet->tight = 0;
    if (pages > 1 && !sheet->drawing->failed)
        draw_back(sheet, &front, &back, pages);
}

cty_status
ctyi_layout(const struct ctyi_letter *letter, struct ctyi_arena *arena,
            struct ctyi_drawing *drawing, cty_error *err)
{
    const struct ctyi_paper *paper =
        letter->paper == CTY_PAPER_LETTER ? &letter_paper : &a4;
    struct ctyi_sheet sheet = {
        .letter = letter,
        .colours = &letter->brand->colours,
        .paper = paper,
        .arena = arena,
        .drawing = drawing,
        .left = paper->left * MM,
        .right = (paper->width - paper->right) * MM,
    };
    double gutter = 5 * MM;

    ctyi_drawing_clear(drawing);
    drawing->mirrored = letter->right_to_left;
    sheet.width = sheet.right - sheet.left;
    sheet.middle = sheet.left + 7 * ((sheet.width - 11 * gutter) / 12 + gutter);
    draw_pages(&sheet);
    return drawing->failed ? ctyi_fault_memory(err) : CTY_OK;
}
