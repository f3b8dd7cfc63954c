/* What was saved before: a letter's chart and the sums beside it. */
#include <string.h>

#include "print/letter_parts.h"

/* ---- the chart ---- */

static void
add_bar(struct ctyi_writing *writing, const cty_period *period, int64_t saved)
{
    struct ctyi_letter *letter = writing->letter;
    struct ctyi_bar *bar = &letter->bars[letter->bar_count];

    bar->figure = ctyi_kept(
        writing, ctyi_locale_round_figure(writing->locale, writing->arena,
                                          saved, writing->info.currency));
    bar->label = ctyi_kept(
        writing, ctyi_locale_label(writing->locale, writing->arena, period));
    bar->year =
        period->kind == CTY_PERIOD_YEAR
            ? ""
            : ctyi_kept(writing, ctyi_locale_year(writing->locale,
                                                  writing->arena, period));
    bar->height = saved > 0 ? (double)saved : 0;
    letter->bar_count++;
}

/* A year is said once, and heights are parts of the highest. */
static void
settle_bars(struct ctyi_letter *letter)
{
    const char *year = "";
    double most = 0;

    for (size_t i = 0; i < letter->bar_count; i++) {
        struct ctyi_bar *bar = &letter->bars[i];

        if (strcmp(bar->year, year) == 0)
            bar->year = "";
        else
            year = bar->year;
        if (bar->height > most)
            most = bar->height;
    }
    for (size_t i = 0; i < letter->bar_count; i++)
        if (most > 0)
            letter->bars[i].height /= most;
    letter->bars[letter->bar_count - 1].now = true;
}

cty_status
ctyi_letter_chart(struct ctyi_writing *writing, const cty_statement *statement,
                  cty_error *err)
{
    const cty_statement_info *info = &writing->info;
    size_t first =
        info->history > CTYI_BARS_MOST ? info->history - CTYI_BARS_MOST : 0;

    if (info->history < 2 || info->first_saving.year == 0 ||
        cty_date_compare(info->first_saving, info->period.from) >= 0)
        return CTY_OK;
    for (size_t i = first; i < info->history; i++) {
        cty_period period;
        int64_t saved;
        cty_status status =
            cty_statement_history_get(statement, i, &period, &saved, err);

        if (status != CTY_OK)
            return status;
        add_bar(writing, &period, saved);
    }
    settle_bars(writing->letter);
    writing->letter->chart_title = CTYI_SAY(
        writing, CTYI_WORDS_CHART, CTYI_TEXT(ctyi_kind(&info->period)));
    return CTY_OK;
}

/* ---- the sums ---- */

static void
add_sum(struct ctyi_writing *writing, const char *label, int64_t minor)
{
    struct ctyi_letter *letter = writing->letter;

    letter->sums[letter->sum_count++] = (struct ctyi_labelled){
        .label = label, .value = ctyi_money(writing, minor)};
}

static const char *
so_far(struct ctyi_writing *writing)
{
    const cty_period *period = &writing->info.period;
    int start = period->fiscal_year_start;
    cty_period year = {.kind = CTY_PERIOD_YEAR, .fiscal_year_start = start};
    const char *name;

    year.from.year =
        (int16_t)(period->to.year - (period->to.month < start ? 1 : 0));
    year.from.month = (uint8_t)start;
    name = ctyi_kept(writing,
                     ctyi_locale_year(writing->locale, writing->arena, &year));
    return CTYI_SAY(writing,
                    start == 1 ? CTYI_WORDS_SO_FAR : CTYI_WORDS_SO_FAR_FISCAL,
                    CTYI_TEXT(name));
}

static const char *
since(struct ctyi_writing *writing)
{
    cty_date first = writing->info.first_saving;
    cty_date joined = writing->client.since;
    cty_period named = {.kind = CTY_PERIOD_YEAR, .fiscal_year_start = 1};
    const char *when;

    if (joined.year != 0 && cty_date_compare(joined, first) <= 0) {
        named.from = joined;
        when = ctyi_kept(
            writing, ctyi_locale_year(writing->locale, writing->arena, &named));
        return CTYI_SAY(writing, CTYI_WORDS_SINCE_JOINED, CTYI_TEXT(when));
    }
    named.kind = CTY_PERIOD_MONTH;
    named.from = first;
    when = ctyi_kept(
        writing, ctyi_locale_period(writing->locale, writing->arena, &named));
    return CTYI_SAY(writing, CTYI_WORDS_SINCE, CTYI_TEXT(when));
}

/* What says the same as the headline, or as the other one, is left out. */
void
ctyi_letter_sums(struct ctyi_writing *writing)
{
    const cty_statement_info *info = &writing->info;
    int64_t year = info->year_to_date_minor;
    int64_t start = info->since_start_minor;

    if (info->first_saving.year == 0)
        return;
    if (year > 0 && year != info->saved_minor)
        add_sum(writing, so_far(writing), year);
    if (start > 0 && start != info->saved_minor && start != year)
        add_sum(writing, since(writing), start);
}
