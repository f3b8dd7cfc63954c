/* The pictures of a statement on a terminal, in blocks or plain ASCII. */
#include <string.h>

#include "print/text.h"

/* ---- what was saved of the whole ---- */

/* The whole as wide as the page; the part ends it, in halves of a column. */
static void
put_parts(struct ctyi_screen *screen, double saved)
{
    enum { HALVES = 2 * CTYI_COLUMNS };
    size_t halves = (size_t)(saved * HALVES + 0.5);
    size_t part, rest;

    if (saved < 1)
        halves = halves < 2 ? 2 : halves > HALVES - 2 ? HALVES - 2 : halves;
    part = screen->ascii ? (halves + 1) / 2 : halves / 2;
    rest = screen->ascii ? 0 : halves % 2;
    ctyi_screen_rule(screen, CTYI_INK_SOFT,
                     screen->ascii ? "." : "\xE2\x96\x91",
                     CTYI_COLUMNS - part - rest);
    ctyi_screen_rule(screen, CTYI_INK_ACCENT, "\xE2\x96\x90", rest);
    ctyi_screen_rule(screen, CTYI_INK_ACCENT,
                     screen->ascii ? "#" : "\xE2\x96\x88", part);
    ctyi_screen_newline(screen);
}

/* A line as long as the bar, and what it stands for in its middle. */
static void
put_dimension(struct ctyi_screen *screen, const char *text)
{
    enum { ENDS = 6 };
    const char *line = screen->ascii ? "-" : "\xE2\x94\x80";
    size_t wide = ctyi_screen_columns(screen, text);
    struct ctyi_cut cut = {text, strlen(text), wide};
    size_t left;

    if (wide + ENDS > CTYI_COLUMNS) {
        ctyi_screen_paragraph(screen, CTYI_INK_SOFT, text);
        return;
    }
    left = (CTYI_COLUMNS - wide - ENDS) / 2;
    ctyi_screen_rule(screen, CTYI_INK_SOFT,
                     screen->ascii ? "|" : "\xE2\x94\x9C", 1);
    ctyi_screen_rule(screen, CTYI_INK_SOFT, line, left + 1);
    ctyi_screen_spaces(screen, 1);
    ctyi_screen_cut(screen, CTYI_INK_SOFT, &cut);
    ctyi_screen_spaces(screen, 1);
    ctyi_screen_rule(screen, CTYI_INK_SOFT, line,
                     CTYI_COLUMNS - wide - ENDS - left + 1);
    ctyi_screen_rule(screen, CTYI_INK_SOFT,
                     screen->ascii ? "|" : "\xE2\x94\xA4", 1);
    ctyi_screen_newline(screen);
}

void
ctyi_screen_bar(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    if (!letter->bar)
        return;
    ctyi_screen_ends(screen, CTYI_INK_PLAIN, letter->bar_net_text,
                     CTYI_INK_STRONG_ACCENT, letter->bar_part_text);
    put_parts(screen, letter->bar_saved);
    put_dimension(screen, letter->bar_whole_text);
    ctyi_screen_newline(screen);
}

/* ---- period by period ---- */

struct chart {
    struct ctyi_screen *screen;
    size_t label, year, figure; /* columns, each with its gap */
};

static void
widen(const struct ctyi_screen *screen, size_t *columns, const char *text)
{
    size_t wide = ctyi_screen_columns(screen, text);

    if (wide > 0 && wide + 2 > *columns)
        *columns = wide + 2;
}

/* In eighths of a column; whatever there is shows. */
static void
put_bar(const struct chart *chart, const struct ctyi_bar *bar, size_t room)
{
    static const char *const eighths[] = {"",
                                          "\xE2\x96\x8F",
                                          "\xE2\x96\x8E",
                                          "\xE2\x96\x8D",
                                          "\xE2\x96\x8C",
                                          "\xE2\x96\x8B",
                                          "\xE2\x96\x8A",
                                          "\xE2\x96\x89"};
    enum ctyi_ink ink = bar->now ? CTYI_INK_ACCENT : CTYI_INK_PAST;
    size_t parts = (size_t)(bar->height * (double)(room * 8) + 0.5);

    if (parts > room * 8)
        parts = room * 8;
    if (parts == 0 && bar->height > 0)
        parts = 1;
    if (chart->screen->ascii) {
        ctyi_screen_rule(chart->screen, ink, "#", (parts + 7) / 8);
        return;
    }
    ctyi_screen_rule(chart->screen, ink, "\xE2\x96\x88", parts / 8);
    ctyi_screen_rule(chart->screen, ink, eighths[parts % 8], parts % 8 > 0);
}

static void
put_period(const struct chart *chart, const struct ctyi_bar *bar)
{
    struct ctyi_screen *screen = chart->screen;
    size_t used = chart->label + chart->year + chart->figure;
    enum ctyi_ink ink = bar->now ? CTYI_INK_STRONG : CTYI_INK_PLAIN;
    struct ctyi_cut label = {bar->label, strlen(bar->label),
                             ctyi_screen_columns(screen, bar->label)};
    struct ctyi_cut year = {bar->year, strlen(bar->year),
                            ctyi_screen_columns(screen, bar->year)};
    struct ctyi_cut figure = {bar->figure, strlen(bar->figure),
                              ctyi_screen_columns(screen, bar->figure)};

    ctyi_screen_cut(screen, ink, &label);
    ctyi_screen_spaces(screen, chart->label - label.columns);
    ctyi_screen_cut(screen, CTYI_INK_SOFT, &year);
    ctyi_screen_spaces(screen, chart->year - year.columns);
    ctyi_screen_spaces(screen, chart->figure - 2 - figure.columns);
    ctyi_screen_cut(screen, bar->now ? CTYI_INK_STRONG_ACCENT : CTYI_INK_PLAIN,
                    &figure);
    ctyi_screen_spaces(screen, 2);
    if (used < CTYI_COLUMNS)
        put_bar(chart, bar, CTYI_COLUMNS - used);
    ctyi_screen_newline(screen);
}

static void
put_sums(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    size_t label = 0, value = 0;

    for (size_t i = 0; i < letter->sum_count; i++) {
        widen(screen, &label, letter->sums[i].label);
        widen(screen, &value, letter->sums[i].value);
    }
    if (label + value > CTYI_COLUMNS)
        label = value < CTYI_COLUMNS ? CTYI_COLUMNS - value : 1;
    for (size_t i = 0; i < letter->sum_count; i++) {
        struct ctyi_cell cells[] = {
            {.text = letter->sums[i].label, .columns = label},
            {.text = letter->sums[i].value,
             .columns = value,
             .right = true,
             .ink = CTYI_INK_STRONG}};

        ctyi_screen_cells(screen, cells, 2, 0);
    }
    if (letter->sum_count > 0)
        ctyi_screen_newline(screen);
}

void
ctyi_screen_chart(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    struct chart chart = {.screen = screen};

    for (size_t i = 0; i < letter->bar_count; i++) {
        widen(screen, &chart.label, letter->bars[i].label);
        widen(screen, &chart.year, letter->bars[i].year);
        widen(screen, &chart.figure, letter->bars[i].figure);
    }
    if (letter->bar_count > 0) {
        ctyi_screen_paragraph(screen, CTYI_INK_STRONG, letter->chart_title);
        ctyi_screen_newline(screen);
    }
    for (size_t i = 0; i < letter->bar_count; i++)
        put_period(&chart, &letter->bars[i]);
    if (letter->bar_count > 0)
        ctyi_screen_newline(screen);
    put_sums(screen, letter);
}
