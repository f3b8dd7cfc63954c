/* The history of a statement in plain text: a bar for each period. */
#include <stdio.h>
#include <string.h>

#include "base/rounding.h"
#include "exchange/text.h"

enum { GAP = 2 };

struct chart {
    const cty_statement *statement;
    struct ctyi_output *output;
    size_t label;
    size_t figure;
    size_t bar;
    ctyi_wide most; /* the largest, below zero or above */
};

static ctyi_wide
size_of(int64_t saved)
{
    return saved < 0 ? -(ctyi_wide)saved : saved;
}

static void
measure(struct chart *chart)
{
    const cty_statement *statement = chart->statement;
    char text[80];
    char figure[CTYI_SHOWN_MONEY];

    for (size_t i = 0; i < statement->history_count; i++) {
        const struct ctyi_drawn_period *one = &statement->history[i];
        size_t label = strlen(ctyi_show_period(&one->period, text));
        size_t columns =
            strlen(ctyi_show_figure(statement, one->saved, figure));

        if (label > chart->label)
            chart->label = label;
        if (columns > chart->figure)
            chart->figure = columns;
        if (size_of(one->saved) > chart->most)
            chart->most = size_of(one->saved);
    }
    chart->bar = CTYI_PAGE_COLUMNS - chart->label - chart->figure - GAP - GAP;
}

static void
put_period(const struct chart *chart, const struct ctyi_drawn_period *one,
           bool now)
{
    char text[80];
    char figure[CTYI_SHOWN_MONEY];
    const char *label = ctyi_show_period(&one->period, text);
    bool rounded;
    size_t bar =
        (size_t)ctyi_divide(size_of(one->saved) * (ctyi_wide)chart->bar,
                            chart->most, CTY_ROUND_HALF_UP, &rounded);

    if (bar == 0 && one->saved != 0)
        bar = 1;
    ctyi_put(chart->output, label);
    ctyi_put_spaces(chart->output, chart->label - strlen(label));
    ctyi_put_right(chart->output,
                   ctyi_show_figure(chart->statement, one->saved, figure),
                   chart->figure + GAP);
    if (bar > 0) {
        ctyi_put_spaces(chart->output, GAP);
        ctyi_put_rule(chart->output,
                      one->saved < 0 ? '-'
                      : now          ? '#'
                                     : '=',
                      bar);
    }
    ctyi_put_char(chart->output, '\n');
}

static bool
began_before(const cty_statement *statement)
{
    for (size_t i = 0; i + 1 < statement->history_count; i++)
        if (statement->history[i].saved != 0)
            return true;
    return false;
}

void
ctyi_text_history(const cty_statement *statement, struct ctyi_output *output)
{
    static const char *const names[] = {"", "month", "quarter", "year"};
    struct chart chart = {.statement = statement, .output = output};
    const char *name = names[statement->period.kind];
    char heading[64];

    if (!began_before(statement))
        return;
    measure(&chart);
    snprintf(heading, sizeof(heading), "Your savings, %s by %s\n\n", name,
             name);
    ctyi_put(output, heading);
    for (size_t i = 0; i < statement->history_count; i++)
        put_period(&chart, &statement->history[i],
                   i + 1 == statement->history_count);
    ctyi_put(output, "\n\n");
}
