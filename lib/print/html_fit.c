/*
 * How tight the printed page has to be. A browser breaks lines by itself, so
 * this is an estimate; what does not fit after all goes on to the next page.
 */
#include "print/html.h"

/* Points; the page as designed has three rows and a note of two lines. */
static const double row_padding = 10;
static const double line_height = 12.5;
static const double note_line_height = 13.5;
static const double designed_rows = 105;
static const double room_on_a4 = 17;
static const double room_on_letter = 5;
static const double bar_height = 50;
static const double chart_height = 115;
static const double note_height = 84;
static const double above_lines_in_full = 14;
/* What the style sheet takes away where --t is 1, and of each row. */
static const double most_taken = 48;
static const double most_taken_of_row = 3.8;

/* Lines of a column that is so many hundredths of its type's size wide; one
 * that is broken is not filled to its end. */
static double
lines_of(const char *text, int column)
{
    enum { FILLED_PERCENT = 98 };
    int width = ctyi_html_width(text);

    if (text[0] == '\0' || width <= column)
        return text[0] != '\0';
    return 1 + width * 100 / FILLED_PERCENT / column;
}

static double
height_of(const struct ctyi_row *row)
{
    enum { TITLE_COLUMN = 1740, DETAIL_COLUMN = 3740 };
    double lines = lines_of(row->title, TITLE_COLUMN) +
                   lines_of(row->detail, DETAIL_COLUMN);

    if (row->code[0] != '\0' && lines < 2)
        lines = 2;
    return row_padding / (row->kind == CTYI_ROW_ENTRY ? 3 : 1) +
           lines * line_height;
}

double
ctyi_html_tightness(const struct ctyi_letter *letter)
{
    enum { NOTE_COLUMN = 4060 };
    double over =
        letter->paper == CTY_PAPER_LETTER ? -room_on_letter : -room_on_a4;
    int in_full = ctyi_html_lines_in_full(letter);
    double taken =
        most_taken + most_taken_of_row * (double)(letter->row_count + 1);

    for (size_t i = 0; i < letter->row_count; i++)
        over += height_of(&letter->rows[i]);
    over -= designed_rows;
    over += in_full > 0 ? above_lines_in_full + in_full * line_height : 0;
    over += letter->note[0] == '\0' && letter->signer[0] == '\0'
                ? -note_height
                : (lines_of(letter->note, NOTE_COLUMN) - 2) * note_line_height;
    over -= letter->bar ? 0 : bar_height;
    over -= letter->bar_count > 0 || letter->sum_count > 0 ? 0 : chart_height;
    return over <= 0 ? 0 : over >= taken ? 1 : over / taken;
}
