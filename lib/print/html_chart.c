/* The pictures of a statement in HTML: bar, chart and code. Each says in words
 * what it shows. */
#include <string.h>

#include "print/html.h"
#include "print/qr.h"

/* ---- what was saved of the whole ---- */

/* A text with its amount set off, wherever the language puts it. */
static void
put_amount_in(struct ctyi_sink *sink, const char *text, const char *amount)
{
    struct ctyi_bidi bidi = {0, 0};
    const char *at = amount[0] != '\0' ? strstr(text, amount) : NULL;
    size_t before = at != NULL ? (size_t)(at - text) : strlen(text);

    ctyi_html_part(sink, &bidi, text, before);
    if (at != NULL) {
        ctyi_sink_text(sink, "<b>");
        ctyi_html_part(sink, &bidi, at, strlen(amount));
        ctyi_sink_text(sink, "</b>");
        at += strlen(amount);
        ctyi_html_part(sink, &bidi, at, strlen(at));
    }
    ctyi_html_end(sink, &bidi);
}

/* Whether the grey part is as wide as its text, in a bar of 49 rem. */
static bool
has_room(const struct ctyi_letter *letter)
{
    enum { BAR = 4920, PADDING = 250 };

    return (1 - letter->bar_saved) * BAR >
           ctyi_html_width(letter->bar_net_text) + PADDING;
}

void
ctyi_html_bar(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    if (!letter->bar)
        return;
    ctyi_sink_text(sink,
                   has_room(letter)
                       ? "<figure class=\"bar\">\n<p class=\"part\">"
                       : "<figure class=\"bar out\">\n<p class=\"part\">");
    ctyi_html_text(sink, letter->bar_part_text);
    ctyi_sink_text(sink, "</p>\n<p class=\"net\">");
    put_amount_in(sink, letter->bar_net_text, letter->bar_net.value);
    ctyi_sink_text(sink, "</p>\n<div class=\"whole\">");
    if (letter->bar_saved < 1)
        ctyi_sink_text(sink, "<i></i>");
    ctyi_sink_text(sink, letter->bar_saved < 1
                             ? "<i style=\"width:"
                             : "<i class=\"all\" style=\"width:");
    ctyi_html_number(sink, (int)(letter->bar_saved * 10000 + 0.5));
    ctyi_sink_text(sink, "%\"></i></div>\n<figcaption><span>");
    ctyi_html_text(sink, letter->bar_whole_text);
    ctyi_sink_text(sink, "</span></figcaption>\n</figure>\n");
}

/* ---- period by period ---- */

static bool
has_long_figures(const struct ctyi_letter *letter)
{
    enum { ROOM = 390 };

    for (size_t i = 0; i < letter->bar_count; i++)
        if (ctyi_html_width(letter->bars[i].figure) > ROOM)
            return true;
    return false;
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

/* Whether two years have no room beside each other, first before last. */
static bool
meet(const struct ctyi_letter *letter, size_t first, size_t last)
{
    enum { SLOT = 390, GAP = 40 };
    int wide = ctyi_html_width(letter->bars[first].year) +
               ctyi_html_width(letter->bars[last].year);

    return wide / 2 + GAP > (int)(last - first) * SLOT;
}

/* To a year that has more bars, or as many and is later. */
static bool
gives_way(const struct ctyi_letter *letter, size_t index)
{
    size_t bars = bars_of_year(letter, index);

    for (size_t i = 0; i < letter->bar_count; i++) {
        if (i == index || letter->bars[i].year[0] == '\0' ||
            letter->bars[index].year[0] == '\0')
            continue;
        if (i < index
                ? bars_of_year(letter, i) > bars && meet(letter, i, index)
                : bars_of_year(letter, i) >= bars && meet(letter, index, i))
            return true;
    }
    return false;
}

static void
put_bars(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    for (size_t i = 0; i < letter->bar_count; i++) {
        const struct ctyi_bar *bar = &letter->bars[i];

        ctyi_sink_text(sink, bar->now ? "<li class=\"now\" style=\"--h:"
                                      : "<li style=\"--h:");
        ctyi_html_number(sink, (int)(bar->height * 10000 + 0.5));
        ctyi_html_element(sink, "\"><b>", bar->figure, "</b> <i></i>");
        ctyi_html_element(sink, " <span class=\"at\">", bar->label, "</span>");
        ctyi_html_element(sink,
                          gives_way(letter, i) ? " <span class=\"year off\">"
                                               : " <span class=\"year\">",
                          bar->year, "</span>");
        ctyi_sink_text(sink, "</li>\n");
    }
}

void
ctyi_html_chart(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    if (letter->bar_count == 0 && letter->sum_count == 0)
        return;
    ctyi_sink_text(sink, "<div class=\"past\">\n");
    if (letter->bar_count > 0) {
        ctyi_sink_text(sink, has_long_figures(letter)
                                 ? "<figure class=\"chart tight\">\n"
                                 : "<figure class=\"chart\">\n");
        ctyi_html_element(sink, "<figcaption><h2>", letter->chart_title,
                          "</h2></figcaption>\n");
        ctyi_sink_text(sink, "<ol>\n");
        put_bars(letter, sink);
        ctyi_sink_text(sink, "</ol>\n</figure>\n");
    }
    if (letter->sum_count > 0)
        ctyi_sink_text(sink, "<dl class=\"sums\">\n");
    for (size_t i = 0; i < letter->sum_count; i++) {
        ctyi_html_element(sink, "<div><dt>", letter->sums[i].label, "</dt>");
        ctyi_html_element(sink, "<dd>", letter->sums[i].value, "</dd>");
        ctyi_sink_text(sink, "</div>\n");
    }
    ctyi_sink_text(sink,
                   letter->sum_count > 0 ? "</dl>\n</div>\n" : "</div>\n");
}

/* ---- the code to verify by ---- */

struct path {
    char text[8192];
    size_t used;
};

static void
put_number(struct path *path, unsigned number)
{
    char digits[4];
    size_t count = 0;

    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0 && count < sizeof(digits));
    while (count > 0)
        path->text[path->used++] = digits[--count];
}

/* From where the pen is over so many light modules, then dark ones. */
static void
put_run(struct path *path, int skip, int dark)
{
    path->text[path->used++] = 'm';
    put_number(path, (unsigned)skip);
    path->text[path->used++] = ' ';
    path->text[path->used++] = '0';
    path->text[path->used++] = 'h';
    put_number(path, (unsigned)dark);
}

static void
put_modules(struct path *path, const struct ctyi_qr *qr, int row)
{
    int pen = 0;

    path->text[path->used++] = 'M';
    path->text[path->used++] = '0';
    path->text[path->used++] = ' ';
    put_number(path, (unsigned)row);
    path->text[path->used++] = '.';
    path->text[path->used++] = '5';
    for (int column = 0; column < qr->width;) {
        int from = column;

        while (column < qr->width && ctyi_qr_dark(qr, column, row))
            column++;
        if (column > from) {
            put_run(path, from - pen, column - from);
            pen = column;
        } else {
            column++;
        }
    }
}

void
ctyi_html_qr(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    enum { RUN_TEXT = 8, ROW_TEXT = 8 };
    struct ctyi_qr qr;
    struct path path = {.used = 0};

    if (letter->qr[0] == '\0' || !ctyi_qr_open(letter->qr, &qr))
        return;
    ctyi_html_element(sink, "<svg role=\"img\" aria-label=\"",
                      letter->qr_label[0] != '\0' ? letter->qr_label
                                                  : letter->qr,
                      "\" viewBox=\"0 0 ");
    put_number(&path, (unsigned)qr.width);
    path.text[path.used++] = ' ';
    put_number(&path, (unsigned)qr.width);
    ctyi_sink_put(sink, path.text, path.used);
    ctyi_sink_text(sink, "\"><path d=\"");
    for (int row = 0; row < qr.width; row++) {
        path.used = 0;
        if ((size_t)qr.width / 2 * RUN_TEXT + ROW_TEXT < sizeof(path.text))
            put_modules(&path, &qr, row);
        ctyi_sink_put(sink, path.text, path.used);
    }
    ctyi_sink_text(sink, "\"/></svg>\n");
    ctyi_qr_close(&qr);
}
