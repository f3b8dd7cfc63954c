/* What was saved so far: the chart of past periods and the two sums. */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#define MM CTYI_MM

static const double BAR = 0.62; /* of its slot */
static const double FIGURE_GAP = 3, FIGURE_HIGH = 9.5;
static const double SUM_LEADING = 11;

static const struct ctyi_style past_figure = {8, 400, false, true, 0};
static const struct ctyi_style now_figure = {8, 600, false, true, 0};
static const struct ctyi_style year_style = {8, 400, false, false, 0};
static const struct ctyi_style sum_style[] = {
    {16, 600, true, false, -1.2}, {14, 600, true, false, -1.1},
    {12, 600, true, false, -1},   {10.5, 600, true, false, -0.8},
    {9, 600, true, false, -0.5},
};

enum { SUM_SIZES = sizeof(sum_style) / sizeof(sum_style[0]) };

/* ---- the chart's places ---- */

static double
chart_width(const struct ctyi_sheet *sheet)
{
    return sheet->middle - 5 * MM - sheet->left - 6 * MM;
}

static double
slot_width(const struct ctyi_sheet *sheet)
{
    return chart_width(sheet) / CTYI_BARS_MOST;
}

static double
bars_height(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, 18.5 * MM, 8 * MM);
}

/* From the title's last baseline to the top of the highest bar. */
static double
to_bars(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, 23, 20);
}

static double
bar_x(const struct ctyi_sheet *sheet, size_t index)
{
    return sheet->left + (double)index * slot_width(sheet);
}

/* Where a text begins that is centred on a bar, but not left of the page's
 * edge. */
static double
centred(const struct ctyi_sheet *sheet, size_t index, double width)
{
    double x = bar_x(sheet, index) + (slot_width(sheet) * BAR - width) / 2;

    return fmax(x, sheet->left);
}

static double
bar_high(const struct ctyi_sheet *sheet, const struct ctyi_bar *bar)
{
    return fmin(fmax(bar->height, 0), 1) * bars_height(sheet);
}

/* ---- what has room ---- */

struct label {
    double x, width;
    double y; /* its lower edge above the baseline of the bars */
};

/* Texts one above the other may pass each other. */
static bool
collide(const struct label *a, const struct label *b)
{
    return a->x + a->width + FIGURE_GAP > b->x &&
           fabs(a->y - b->y) < FIGURE_HIGH;
}

static bool
hits_bar(const struct ctyi_sheet *sheet, const struct label *label,
         size_t index)
{
    double x = bar_x(sheet, index), width = slot_width(sheet) * BAR;

    return bar_high(sheet, &sheet->letter->bars[index]) > label->y &&
           label->x < x + width + 1 && label->x + label->width > x - 1;
}

/* Whether those that are shown have room beside each other. */
static bool
have_room(const struct ctyi_sheet *sheet, const struct label *labels,
          uint8_t shown, bool above_bars)
{
    const struct label *last = NULL;
    size_t count = sheet->letter->bar_count;

    for (size_t i = 0; i < count; i++) {
        if ((shown & (1U << i)) == 0 || labels[i].width <= 0)
            continue;
        if (last != NULL && collide(last, &labels[i]))
            return false;
        if (above_bars && i > 0 && hits_bar(sheet, &labels[i], i - 1))
            return false;
        if (above_bars && i + 1 < count && hits_bar(sheet, &labels[i], i + 1))
            return false;
        last = &labels[i];
    }
    return true;
}

/* All; else every other, counted from the last, and what still has room. */
static uint8_t
that_have_room(const struct ctyi_sheet *sheet, const struct label *labels,
               bool above_bars)
{
    size_t count = sheet->letter->bar_count;
    uint8_t shown = (uint8_t)((1U << count) - 1), more;

    for (size_t step = 2; !have_room(sheet, labels, shown, above_bars);
         step++) {
        shown = 0;
        for (size_t i = 0; i < count; i++)
            if ((count - 1 - i) % step == 0)
                shown |= (uint8_t)(1U << i);
        if (step > count) {
            shown = 0;
            break;
        }
    }
    for (size_t i = count; i-- > 0;) {
        more = (uint8_t)(shown | 1U << i);
        if (have_room(sheet, labels, more, above_bars))
            shown = more;
    }
    return shown;
}

/* How many bars a year has that is named below the first of them. */
static size_t
bars_of_year(const struct ctyi_letter *letter, size_t index)
{
    size_t end = index + 1;

    while (end < letter->bar_count && letter->bars[end].year[0] == '\0')
        end++;
    return end - index;
}

/* All; else those with the most bars, and of equals the later. */
static uint8_t
years_that_have_room(const struct ctyi_sheet *sheet, const struct label *labels)
{
    const struct ctyi_letter *letter = sheet->letter;
    uint8_t shown = (uint8_t)((1U << letter->bar_count) - 1), more;

    if (have_room(sheet, labels, shown, false))
        return shown;
    shown = 0;
    for (size_t most = letter->bar_count; most > 0; most--)
        for (size_t i = letter->bar_count; i-- > 0;) {
            more = (uint8_t)(shown | 1U << i);
            if (labels[i].width > 0 && bars_of_year(letter, i) == most &&
                have_room(sheet, labels, more, false))
                shown = more;
        }
    return shown;
}

static void
measure_chart(struct ctyi_sheet *sheet, struct ctyi_history *history)
{
    const struct ctyi_letter *letter = sheet->letter;
    struct label figures[CTYI_BARS_MOST] = {0}, labels[CTYI_BARS_MOST] = {0};
    struct label years[CTYI_BARS_MOST] = {0};

    for (size_t i = 0; i < letter->bar_count; i++) {
        const struct ctyi_bar *bar = &letter->bars[i];
        const struct ctyi_style *style = bar->now ? &now_figure : &past_figure;

        figures[i].width = ctyi_measure(sheet, style, bar->figure);
        labels[i].width = ctyi_measure(sheet, style, bar->label);
        years[i].width = ctyi_measure(sheet, &year_style, bar->year);
        figures[i].x = centred(sheet, i, figures[i].width);
        labels[i].x = centred(sheet, i, labels[i].width);
        years[i].x = centred(sheet, i, years[i].width);
        figures[i].y = bar_high(sheet, bar);
    }
    history->figures_shown = that_have_room(sheet, figures, true);
    history->labels_shown = that_have_room(sheet, labels, false);
    history->years_shown = years_that_have_room(sheet, years);
}

/* ---- measure and height ---- */

/* Beside the chart, else beside each other. */
static double
sum_width(const struct ctyi_sheet *sheet)
{
    return sheet->right - sheet->middle;
}

void
ctyi_history_measure(struct ctyi_sheet *sheet, struct ctyi_history *out_history)
{
    const struct ctyi_letter *letter = sheet->letter;

    memset(out_history, 0, sizeof(*out_history));
    for (size_t i = 0; i < letter->sum_count; i++) {
        ctyi_block_set(sheet, ctyi_style_small, CTYI_SMALL_SIZES,
                       letter->sums[i].label, sum_width(sheet), 1,
                       &out_history->labels[i]);
        ctyi_block_set(sheet, sum_style, SUM_SIZES, letter->sums[i].value,
                       sum_width(sheet), 1, &out_history->figures[i]);
    }
    if (letter->bar_count == 0)
        return;
    ctyi_block_set(sheet, ctyi_style_h2, CTYI_H2_SIZES, letter->chart_title,
                   sheet->middle - 5 * MM - sheet->left, 1,
                   &out_history->title);
}

static double
chart_height(const struct ctyi_sheet *sheet, const struct ctyi_history *history)
{
    if (sheet->letter->bar_count == 0)
        return 0;
    return ctyi_block_depth(&history->title, 13) + to_bars(sheet) +
           bars_height(sheet) + 22;
}

/* From a sum's rule to its last baseline. */
static double
sum_height(const struct ctyi_history *history, size_t index)
{
    return 34 + ctyi_block_depth(&history->labels[index], SUM_LEADING);
}

static double
sums_pitch(const struct ctyi_sheet *sheet, const struct ctyi_history *history)
{
    return ctyi_ease(sheet, 49, 38.5) +
           ctyi_block_depth(&history->labels[0], SUM_LEADING);
}

static double
sums_height(const struct ctyi_sheet *sheet, const struct ctyi_history *history)
{
    size_t count = sheet->letter->sum_count;
    double first, second;

    if (count == 0)
        return 0;
    first = sum_height(history, 0);
    second = count > 1 ? sum_height(history, 1) : 0;
    if (sheet->letter->bar_count == 0)
        return fmax(first, second) - 8;
    return (count > 1 ? sums_pitch(sheet, history) + second : first) - 8;
}

double
ctyi_history_height(const struct ctyi_sheet *sheet,
                    const struct ctyi_history *history)
{
    return fmax(chart_height(sheet, history), sums_height(sheet, history));
}

/* ---- draw ---- */

static void
draw_bar(struct ctyi_sheet *sheet, const struct ctyi_history *history,
         size_t index, double base)
{
    const struct ctyi_colours *colours = sheet->colours;
    const struct ctyi_bar *bar = &sheet->letter->bars[index];
    const struct ctyi_style *style = bar->now ? &now_figure : &past_figure;
    double high = bar_high(sheet, bar), width = slot_width(sheet) * BAR;
    unsigned bit = 1U << index;

    if (high > 0)
        ctyi_draw_box(sheet->drawing, bar_x(sheet, index), base - high, width,
                      high, fmin(1.6, high), CTYI_TOP_LEFT | CTYI_TOP_RIGHT,
                      bar->now ? colours->accent : colours->past);
    if ((history->figures_shown & bit) != 0)
        ctyi_text(
            sheet, style, bar->figure,
            centred(sheet, index, ctyi_measure(sheet, style, bar->figure)),
            base - high - 4, CTYI_LEFT,
            bar->now ? colours->accent : colours->secondary);
    if ((history->labels_shown & bit) != 0)
        ctyi_text(sheet, style, bar->label,
                  centred(sheet, index, ctyi_measure(sheet, style, bar->label)),
                  base + 11, CTYI_LEFT,
                  bar->now ? colours->ink : colours->secondary);
    if ((history->years_shown & bit) != 0 && bar->year[0] != '\0')
        ctyi_text(
            sheet, &year_style, bar->year,
            centred(sheet, index, ctyi_measure(sheet, &year_style, bar->year)),
            base + 22, CTYI_LEFT, colours->secondary);
}

static void
draw_chart(struct ctyi_sheet *sheet, struct ctyi_history *history, double y)
{
    const struct ctyi_letter *letter = sheet->letter;
    double base;

    measure_chart(sheet, history);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_H2);
    ctyi_block_draw(sheet, &history->title, sheet->left, y, 13, CTYI_LEFT,
                    sheet->colours->ink);
    ctyi_draw_end(sheet->drawing);
    base = y + ctyi_block_depth(&history->title, 13) + to_bars(sheet) +
           bars_height(sheet);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_FIGURE);
    for (size_t i = 0; i < letter->bar_count; i++)
        draw_bar(sheet, history, i, base);
    ctyi_draw_line(sheet->drawing, sheet->left, base,
                   bar_x(sheet, letter->bar_count - 1) +
                       slot_width(sheet) * BAR,
                   base, 0.6, sheet->colours->secondary);
    ctyi_draw_end(sheet->drawing);
}

static void
draw_sum(struct ctyi_sheet *sheet, const struct ctyi_history *history,
         size_t index, double x, double y, bool first)
{
    const struct ctyi_colours *colours = sheet->colours;

    ctyi_draw_line(sheet->drawing, x, y, x + sum_width(sheet), y,
                   first ? 0.75 : 0.4, first ? colours->ink : colours->rule);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    ctyi_block_draw(sheet, &history->labels[index], x, y + 15, SUM_LEADING,
                    CTYI_LEFT, colours->secondary);
    ctyi_block_draw(sheet, &history->figures[index], x,
                    y + sum_height(history, index), 0, CTYI_LEFT, colours->ink);
    ctyi_draw_end(sheet->drawing);
}

void
ctyi_history_draw(struct ctyi_sheet *sheet, struct ctyi_history *history,
                  double y)
{
    const struct ctyi_letter *letter = sheet->letter;
    bool chart = letter->bar_count > 0;

    if (chart)
        draw_chart(sheet, history, y);
    for (size_t i = 0; i < letter->sum_count; i++) {
        double x = chart || i == 1 ? sheet->middle : sheet->left;
        double down = chart && i == 1 ? sums_pitch(sheet, history) : 0;

        draw_sum(sheet, history, i, x, y - 8 + down, i == 0 || !chart);
    }
}
