/* A statement in plain English, for 80 columns. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/rounding.h"
#include "exchange/text.h"

/* ---- words and figures ---- */

char *
ctyi_show_figure(const cty_statement *statement, int64_t minor, char *buffer)
{
    char plain[CTY_MONEY_TEXT];
    const char *digits = ctyi_statement_amount(statement, minor, plain);
    char *to = buffer;
    size_t whole;

    if (*digits == '-')
        *to++ = *digits++;
    whole = strspn(digits, "0123456789");
    for (size_t i = 0; digits[i] != '\0'; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return buffer;
}

char *
ctyi_show_money(const cty_statement *statement, int64_t minor, char *buffer)
{
    char figure[CTYI_SHOWN_MONEY];
    const char *digits = ctyi_show_figure(statement, minor, figure);
    bool below = *digits == '-';

    if (strcmp(statement->currency, "USD") != 0)
        snprintf(buffer, CTYI_SHOWN_MONEY, "%.3s %.40s", statement->currency,
                 digits);
    else
        snprintf(buffer, CTYI_SHOWN_MONEY, "%s$%.40s", below ? "-" : "",
                 digits + below);
    return buffer;
}

char *
ctyi_show_when(const cty_period *period, char *buffer)
{
    enum { WHEN_TEXT = 80 };
    char title[80];

    if (period->kind == CTY_PERIOD_MONTH)
        snprintf(buffer, WHEN_TEXT, "this month");
    else if (period->kind == CTY_PERIOD_QUARTER)
        snprintf(buffer, WHEN_TEXT, "this quarter");
    else if (period->kind == CTY_PERIOD_YEAR)
        snprintf(buffer, WHEN_TEXT, "this year");
    else
        snprintf(buffer, WHEN_TEXT, "%s %.70s",
                 cty_date_compare(period->from, period->to) == 0 ? "on"
                                                                 : "from",
                 cty_period_title(period, title));
    return buffer;
}

char *
ctyi_show_period(const cty_period *period, char *buffer)
{
    cty_period_title(period, buffer);
    buffer[strcspn(buffer, ",")] = '\0';
    return buffer;
}

/* ---- the head ---- */

static void
put_labelled(struct ctyi_output *output, const char *label, const char *text)
{
    enum { LABEL_COLUMNS = 16 };
    struct ctyi_span line;

    while (ctyi_wrap(&text, CTYI_PAGE_COLUMNS - LABEL_COLUMNS, &line)) {
        ctyi_put(output, label);
        ctyi_put_spaces(output, LABEL_COLUMNS - strlen(label));
        ctyi_put_span(output, &line);
        ctyi_put_char(output, '\n');
        label = "";
    }
}

static void
put_head(const cty_statement *statement, struct ctyi_output *output)
{
    char title[80];

    ctyi_put_paragraph(output, statement->issuer);
    ctyi_put_char(output, '\n');
    put_labelled(output, "For", statement->master.name);
    put_labelled(output, "Tracking code", statement->client.tracking_code);
    put_labelled(output, "Statement", statement->number);
    put_labelled(output, "Period", cty_period_title(&statement->period, title));
    ctyi_put(output, "\n\n");
}

/* ---- the headline ---- */

static void
put_headline(const cty_statement *statement, struct ctyi_output *output)
{
    char when[80];
    char saved[CTYI_SHOWN_MONEY];
    char text[200];

    ctyi_show_when(&statement->period, when);
    if (statement->saved > 0) {
        when[0] = (char)(when[0] - 'a' + 'A');
        snprintf(text, sizeof(text), "%s we saved you %s.", when,
                 ctyi_show_money(statement, statement->saved, saved));
    } else {
        snprintf(text, sizeof(text), "Nothing was saved %s.", when);
    }
    ctyi_put_paragraph(output, text);
    ctyi_put_char(output, '\n');
}

/* "8.3% less", or nothing where that would be 0 or no part of the whole. */
static void
show_percent(const cty_statement *statement, char *buffer, size_t size)
{
    bool rounded;
    int tenths;

    buffer[0] = '\0';
    if (statement->net < 0 || statement->before <= 0)
        return;
    tenths = (int)ctyi_divide((ctyi_wide)statement->saved * 1000,
                              statement->before, CTY_ROUND_HALF_UP, &rounded);
    if (tenths > 999 && statement->net > 0)
        tenths = 999;
    if (tenths > 0)
        snprintf(buffer, size, " That is %d.%d%% less.", tenths / 10,
                 tenths % 10);
}

static void
put_explanation(const cty_statement *statement, struct ctyi_output *output)
{
    char before[CTYI_SHOWN_MONEY];
    char net[CTYI_SHOWN_MONEY];
    char percent[40];
    char text[256];

    if (statement->saved > 0) {
        show_percent(statement, percent, sizeof(percent));
        snprintf(text, sizeof(text),
                 "Before discounts and credits it was %s. Your price is %s.%s",
                 ctyi_show_money(statement, statement->before, before),
                 ctyi_show_money(statement, statement->net, net), percent);
        ctyi_put_paragraph(output, text);
    } else if (statement->saved < 0) {
        snprintf(text, sizeof(text),
                 "Credits that were taken back come to %s more than what was "
                 "granted.",
                 ctyi_show_money(statement, -statement->saved, before));
        ctyi_put_paragraph(output, text);
    }
    ctyi_put(output, "This is not a bill. Nothing to pay.\n");
}

/* What was before, as wide as the page: your price, and what you saved. */
static void
put_bar(const cty_statement *statement, struct ctyi_output *output)
{
    enum { BAR_COLUMNS = CTYI_PAGE_COLUMNS - 2 };
    char net[CTYI_SHOWN_MONEY];
    char saved[CTYI_SHOWN_MONEY];
    char left[64];
    char right[64];
    bool rounded;
    size_t part;

    if (statement->saved <= 0 || statement->net < 0)
        return;
    part = (size_t)ctyi_divide((ctyi_wide)statement->saved * BAR_COLUMNS,
                               statement->before, CTY_ROUND_HALF_UP, &rounded);
    part = part == 0 ? 1 : part;
    ctyi_put(output, "\n[");
    ctyi_put_rule(output, '.', BAR_COLUMNS - part);
    ctyi_put_rule(output, '#', part);
    ctyi_put(output, "]\n");
    snprintf(left, sizeof(left), " %.40s your price",
             ctyi_show_money(statement, statement->net, net));
    snprintf(right, sizeof(right), "%.40s you saved",
             ctyi_show_money(statement, statement->saved, saved));
    ctyi_put(output, left);
    ctyi_put_right(output, right, CTYI_PAGE_COLUMNS - 1 - strlen(left));
    ctyi_put_char(output, '\n');
}

/* ---- the foot ---- */

/* "2026", or "2026/27" where the fiscal year lies in two. */
static void
show_year(const cty_statement *statement, char *buffer, size_t size)
{
    int year = statement->year_from / 10000;

    if (statement->period.fiscal_year_start == 1)
        snprintf(buffer, size, "%d", year);
    else
        snprintf(buffer, size, "%d/%02d", year, (year + 1) % 100);
}

static void
show_since(const cty_statement *statement, char *buffer, size_t size)
{
    int32_t since = statement->master.since;
    int32_t first = statement->first_saving;

    if (since != 0 && since <= first)
        snprintf(buffer, size, "Saved since you joined us in %d",
                 since / 10000);
    else
        snprintf(buffer, size, "Saved since %s %d",
                 ctyi_month_name(first / 100 % 100), first / 10000);
}

/* Two lines, their amounts below each other. */
static void
put_sums(const cty_statement *statement, struct ctyi_output *output)
{
    enum { SUMS = 2, LABEL_COLUMNS = 24, MONEY_COLUMNS = 14 };
    char labels[SUMS][64];
    char money[SUMS][CTYI_SHOWN_MONEY];
    char year[24];
    size_t label = LABEL_COLUMNS;
    size_t amount = MONEY_COLUMNS;

    if (statement->first_saving == 0)
        return;
    show_year(statement, year, sizeof(year));
    snprintf(labels[0], sizeof(labels[0]), "Saved so far in %s", year);
    show_since(statement, labels[1], sizeof(labels[1]));
    ctyi_show_money(statement, statement->year_to_date, money[0]);
    ctyi_show_money(statement, statement->since_start, money[1]);
    for (int i = 0; i < SUMS; i++) {
        label = strlen(labels[i]) > label ? strlen(labels[i]) : label;
        amount = strlen(money[i]) > amount ? strlen(money[i]) : amount;
    }
    for (int i = 0; i < SUMS; i++) {
        ctyi_put(output, labels[i]);
        ctyi_put_right(output, money[i],
                       label - strlen(labels[i]) + 2 + amount);
        ctyi_put_char(output, '\n');
    }
    ctyi_put_char(output, '\n');
}

static void
put_chain(const cty_statement *statement, struct ctyi_output *output)
{
    char text[96];

    snprintf(text, sizeof(text), "Fact %lld, %s\n",
             (long long)statement->chain_fact, statement->chain_head);
    ctyi_put(output, text);
}

void
ctyi_statement_text(const cty_statement *statement, struct ctyi_output *output)
{
    put_head(statement, output);
    put_headline(statement, output);
    put_explanation(statement, output);
    put_bar(statement, output);
    ctyi_put(output, "\n\n");
    ctyi_text_table(statement, output);
    ctyi_text_history(statement, output);
    put_sums(statement, output);
    put_chain(statement, output);
}
