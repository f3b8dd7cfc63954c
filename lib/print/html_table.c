/* Where it came from, as a table. */
#include "print/html.h"

/* A figure, named for the telephone, where the table's head is not seen. */
static void
put_figure(struct ctyi_sink *sink, const char *head, const char *figure)
{
    if (figure[0] == '\0') {
        ctyi_sink_text(sink, "<td></td>");
        return;
    }
    ctyi_html_element(sink, "<td data-label=\"", head, "\">");
    ctyi_html_text(sink, figure);
    ctyi_sink_text(sink, "</td>");
}

static void
put_figures(const struct ctyi_letter *letter, struct ctyi_sink *sink,
            const char *before, const char *net, const char *saved)
{
    put_figure(sink, letter->head_before, before);
    put_figure(sink, letter->head_net, net);
    put_figure(sink, letter->head_saved, saved);
}

/* Too long for the first column, in hundredths of its type's size. */
static bool
is_long(const char *code)
{
    enum { ROOM = 860 };

    return ctyi_html_width(code) > ROOM;
}

static const char *
class_of(const struct ctyi_row *row, bool last_of_its_bill)
{
    if (row->kind == CTYI_ROW_BILL)
        return last_of_its_bill ? "<tr class=\"bill end\">"
                                : "<tr class=\"bill\">";
    if (row->kind == CTYI_ROW_ENTRY)
        return last_of_its_bill ? "<tr class=\"entry end\">"
                                : "<tr class=\"entry\">";
    return "<tr class=\"end\">";
}

static void
put_row(const struct ctyi_letter *letter, struct ctyi_sink *sink, size_t index)
{
    const struct ctyi_row *row = &letter->rows[index];
    bool last = index + 1 == letter->row_count ||
                letter->rows[index + 1].kind != CTYI_ROW_ENTRY;

    ctyi_sink_text(sink, class_of(row, last));
    ctyi_sink_text(sink, "<td>");
    ctyi_html_element(sink, "<span>", row->date, "</span>");
    ctyi_html_element(sink,
                      is_long(row->code) ? "<bdi>" : "<bdi class=\"code\">",
                      row->code, "</bdi>");
    ctyi_sink_text(sink, "</td><th scope=\"row\">");
    ctyi_html_element(sink, "<b>", row->title, "</b>");
    ctyi_html_element(sink, "<p>", row->detail, "</p>");
    ctyi_sink_text(sink, "</th>");
    put_figures(letter, sink, row->before, row->net, row->saved);
    ctyi_sink_text(sink, "</tr>\n");
}

static void
put_heads(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    const char *const heads[] = {letter->head_date, letter->head_what,
                                 letter->head_before, letter->head_net,
                                 letter->head_saved};

    ctyi_sink_text(sink, "<thead>\n<tr>");
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
        ctyi_sink_text(sink, "<th scope=\"col\">");
        ctyi_html_text(sink, heads[i]);
        ctyi_sink_text(sink, "</th>");
    }
    ctyi_sink_text(sink, "</tr>\n</thead>\n");
}

/* In hundredths of the type's size: from where on columns need smaller type. */
static bool
has_wide_figures(const struct ctyi_letter *letter)
{
    enum { ROOM = 820 };

    return ctyi_html_width(letter->total_before) > ROOM ||
           ctyi_html_width(letter->total_net) > ROOM ||
           ctyi_html_width(letter->total_saved) > ROOM;
}

void
ctyi_html_table(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    if (letter->row_count == 0)
        return;
    ctyi_sink_text(sink, has_wide_figures(letter)
                             ? "<table class=\"wide\">\n<caption><div>"
                             : "<table>\n<caption><div>");
    ctyi_html_element(sink, "<h2>", letter->table_title, "</h2>");
    ctyi_html_element(sink, "<span>", letter->table_unit, "</span>");
    ctyi_sink_text(sink, "</div></caption>\n");
    put_heads(letter, sink);
    ctyi_sink_text(sink, "<tbody>\n");
    for (size_t i = 0; i < letter->row_count; i++)
        put_row(letter, sink, i);
    ctyi_sink_text(sink, "</tbody>\n<tfoot>\n<tr><td></td><th scope=\"row\">");
    ctyi_html_element(sink, "<b>", letter->total_title, "</b>");
    ctyi_sink_text(sink, "</th>");
    put_figures(letter, sink, letter->total_before, letter->total_net,
                letter->total_saved);
    ctyi_sink_text(sink, "</tr>\n</tfoot>\n</table>\n");
}
