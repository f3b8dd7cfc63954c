/* The table of a statement in plain text: a block for each bill. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "exchange/text.h"

enum {
    GAP = 2,
    DATE_COLUMNS = 13, /* "Date and code" */
    CODE_MOST = 24,    /* longer ones get a line of their own */
    TEXT_LEAST = 16,   /* beside the figures */
    FIGURES = 3,
    TITLE_TEXT = CTY_MAX_TEXT + CTY_MAX_NAME + CTY_MAX_REF + 40
};

static const char *const headings[FIGURES] = {"Before", "Your price",
                                              "You saved"};

/*
 * Where the columns lie. Where the figures are so long that they would leave no
 * room for a text, they stand below it, each with its heading.
 */
struct table {
    const cty_statement *statement;
    struct ctyi_output *output;
    size_t left;   /* dates and codes, with the gap */
    size_t figure; /* one of them, with the gap */
    bool below;
};

/* A row: two cells at the left, a title, figures, and lines below. */
struct row {
    const char *left[2];
    const char *title;
    const int64_t *figures; /* NULL: none */
    bool saved_only;        /* just the last one */
    const char *details[2];
};

/* ---- measures ---- */

static void
widen(struct table *table, int64_t minor)
{
    char figure[CTYI_SHOWN_MONEY];
    size_t columns =
        strlen(ctyi_show_figure(table->statement, minor, figure)) + GAP;

    if (columns > table->figure)
        table->figure = columns;
}

static void
measure(struct table *table)
{
    const cty_statement *statement = table->statement;
    char code[CTY_ENTRY_CODE_TEXT];

    table->left = DATE_COLUMNS + GAP;
    table->figure = strlen("Your price") + GAP;
    widen(table, statement->before);
    widen(table, statement->net);
    widen(table, statement->saved);
    for (size_t i = 0; i < statement->bill_count; i++) {
        widen(table, statement->bills[i].before);
        widen(table, statement->bills[i].net);
        widen(table, statement->bills[i].saved);
    }
    for (size_t i = 0; i < statement->entry_count; i++) {
        size_t columns = strlen(
            ctyi_drawn_code(statement, statement->entries[i].number, code));

        widen(table, statement->entries[i].saved);
        if (columns <= CODE_MOST && columns + GAP > table->left)
            table->left = columns + GAP;
    }
    table->below =
        table->left + FIGURES * table->figure + TEXT_LEAST > CTYI_PAGE_COLUMNS;
}

/* ---- rows ---- */

static void
put_figures(const struct table *table, const struct row *row)
{
    char figure[CTYI_SHOWN_MONEY];

    for (int i = 0; i < FIGURES; i++) {
        if (row->saved_only && i + 1 < FIGURES)
            ctyi_put_spaces(table->output, table->figure);
        else
            ctyi_put_right(
                table->output,
                ctyi_show_figure(table->statement, row->figures[i], figure),
                table->figure);
    }
}

static void
put_figures_below(const struct table *table, const struct row *row)
{
    char figure[CTYI_SHOWN_MONEY];

    for (int i = row->saved_only ? FIGURES - 1 : 0; i < FIGURES; i++) {
        ctyi_put_spaces(table->output, table->left);
        ctyi_put(table->output, headings[i]);
        ctyi_put_right(
            table->output,
            ctyi_show_figure(table->statement, row->figures[i], figure),
            CTYI_PAGE_COLUMNS - table->left - strlen(headings[i]));
        ctyi_put_char(table->output, '\n');
    }
}

/* What is left of the cells at the left is used up from the first. */
static void
put_left(const struct table *table, struct row *row)
{
    const char *cell = row->left[0] != NULL ? row->left[0] : "";

    ctyi_put(table->output, cell);
    ctyi_put_spaces(table->output, table->left - strlen(cell));
    row->left[0] = row->left[1];
    row->left[1] = NULL;
}

static void
put_title(const struct table *table, struct row *row)
{
    bool beside = row->figures != NULL && !table->below;
    size_t room = CTYI_PAGE_COLUMNS - table->left -
                  (beside ? FIGURES * table->figure : 0);
    const char *at = row->title;
    struct ctyi_span line = {"", 0, 0};

    if (!ctyi_wrap(&at, room, &line))
        line = (struct ctyi_span){"", 0, 0};
    do {
        put_left(table, row);
        ctyi_put_span(table->output, &line);
        if (beside) {
            ctyi_put_spaces(table->output, room - line.columns);
            put_figures(table, row);
        }
        beside = false;
        ctyi_put_char(table->output, '\n');
    } while (ctyi_wrap(&at, room, &line));
    if (row->figures != NULL && table->below)
        put_figures_below(table, row);
}

static void
put_row(const struct table *table, struct row row)
{
    put_title(table, &row);
    for (int i = 0; i < 2; i++) {
        const char *at = row.details[i] != NULL ? row.details[i] : "";
        struct ctyi_span line;

        while (ctyi_wrap(&at, CTYI_PAGE_COLUMNS - table->left, &line)) {
            put_left(table, &row);
            ctyi_put_span(table->output, &line);
            ctyi_put_char(table->output, '\n');
        }
    }
    if (row.left[0] != NULL) {
        ctyi_put(table->output, row.left[0]);
        ctyi_put_char(table->output, '\n');
    }
}

/* ---- bills and entries ---- */

/* "1 Sep 2026"; buffer of 16. */
static const char *
show_day(int32_t date, char *buffer)
{
    snprintf(buffer, 16, "%d %.3s %d", date % 100,
             ctyi_month_name(date / 100 % 100), date / 10000);
    return buffer;
}

/* "Special credit per Dana Reyes" */
static void
show_entry(const struct ctyi_drawn_entry *entry, char *title, size_t size)
{
    bool back = entry->kind == CTY_REVERSAL;
    bool named = entry->granted_by[0] != '\0';

    snprintf(title, size, "%s%s%s%s", entry->label, back ? " taken back" : "",
             named ? " per " : "", entry->granted_by);
}

static void
put_entry(const struct table *table, const struct ctyi_drawn_entry *entry,
          const int64_t *figures, const char *on)
{
    bool alone = on != NULL;
    char day[16];
    char code[CTY_ENTRY_CODE_TEXT];
    char title[TITLE_TEXT];
    int64_t saved[FIGURES] = {0, 0, entry->saved};
    struct row row = {.title = title,
                      .figures = alone ? figures : saved,
                      .saved_only = !alone,
                      .details = {on, entry->note}};

    show_entry(entry, title, sizeof(title));
    ctyi_drawn_code(table->statement, entry->number, code);
    row.left[0] = show_day(entry->date, day);
    row.left[1] = code;
    if (strlen(code) + GAP > table->left) {
        ctyi_put(table->output, code);
        ctyi_put_char(table->output, '\n');
        row.left[1] = NULL;
    }
    put_row(table, row);
}

static void
show_bill(const struct ctyi_drawn_bill *bill, char *on, size_t size)
{
    if (bill->bill == 0)
        snprintf(on, size, "On your account.");
    else
        snprintf(on, size, "Bill %s: %s", bill->bill_no, bill->description);
}

/* A bill with one entry is one row; with several, each has a row below. */
static void
put_bill(const struct table *table, const struct ctyi_drawn_bill *bill)
{
    const cty_statement *statement = table->statement;
    const int64_t figures[FIGURES] = {bill->before, bill->net, bill->saved};
    size_t entry = bill->first_entry;
    char day[16];
    char on[TITLE_TEXT];

    if (bill->entry_count == 1) {
        show_bill(bill, on, sizeof(on));
        put_entry(table, &statement->entries[entry], figures, on);
        return;
    }
    snprintf(on, sizeof(on), "Bill %s", bill->bill_no);
    put_row(table, (struct row){.left = {show_day(bill->date, day), NULL},
                                .title = on,
                                .figures = figures,
                                .details = {bill->description, NULL}});
    for (size_t i = 0; i < bill->entry_count; i++) {
        put_entry(table, &statement->entries[entry], NULL, NULL);
        entry = statement->entries[entry].next;
    }
}

/* ---- the table ---- */

static void
put_heading(const struct table *table)
{
    struct ctyi_output *output = table->output;
    const char *title = "Where it came from";
    const char *reason = "Bill, credit and reason";
    size_t room = CTYI_PAGE_COLUMNS - table->left -
                  (table->below ? 0 : FIGURES * table->figure);
    char amounts[24];

    snprintf(amounts, sizeof(amounts), "Amounts in %.3s",
             table->statement->currency);
    ctyi_put(output, title);
    ctyi_put_right(output, amounts, CTYI_PAGE_COLUMNS - strlen(title));
    ctyi_put(output, "\n\nDate and code");
    ctyi_put_spaces(output, table->left - strlen("Date and code"));
    if (strlen(reason) > room)
        reason = "Reason";
    ctyi_put(output, reason);
    if (!table->below) {
        ctyi_put_spaces(output, room - strlen(reason));
        for (int i = 0; i < FIGURES; i++)
            ctyi_put_right(output, headings[i], table->figure);
    }
    ctyi_put_char(output, '\n');
    ctyi_put_rule(output, '=', CTYI_PAGE_COLUMNS);
    ctyi_put_char(output, '\n');
}

static void
put_total(const struct table *table)
{
    const cty_statement *statement = table->statement;
    const int64_t figures[FIGURES] = {statement->before, statement->net,
                                      statement->saved};
    char when[80];
    char title[96];

    if (statement->period.kind == CTY_PERIOD_RANGE)
        snprintf(title, sizeof(title), "Total");
    else
        snprintf(title, sizeof(title), "Total %s",
                 ctyi_show_when(&statement->period, when));
    put_row(table, (struct row){.title = title, .figures = figures});
}

void
ctyi_text_table(const cty_statement *statement, struct ctyi_output *output)
{
    struct table table = {.statement = statement, .output = output};

    if (statement->bill_count == 0)
        return;
    measure(&table);
    put_heading(&table);
    for (size_t i = 0; i < statement->bill_count; i++) {
        bool last = i + 1 == statement->bill_count;

        put_bill(&table, &statement->bills[i]);
        ctyi_put_rule(output, last ? '=' : '-', CTYI_PAGE_COLUMNS);
        ctyi_put_char(output, '\n');
    }
    put_total(&table);
    ctyi_put(output, "\n\n");
}
