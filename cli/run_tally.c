#define _GNU_SOURCE 1 /* qsort_r */

#include <stdlib.h>
#include <string.h>

#include "run.h"

static int
compare(const char *currency, const char *text, const struct tally_line *line)
{
    int order = strcmp(currency, line->currency);

    return order != 0 ? order : strcmp(text, line->text);
}

/* Where the line is, or would go. */
static size_t
find(const struct tally *tally, const char *currency, const char *text,
     bool *out_found)
{
    size_t low = 0;
    size_t high = tally->count;

    *out_found = false;
    while (low < high && !*out_found) {
        size_t middle = low + (high - low) / 2;
        int order = compare(currency, text, &tally->lines[middle]);

        *out_found = order == 0;
        if (order <= 0)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

static bool
make_room(struct tally *tally)
{
    size_t room = tally->room * 2 + 8;
    struct tally_line *lines;

    if (tally->count < tally->room)
        return true;
    lines = realloc(tally->lines, room * sizeof *lines);
    if (lines == NULL)
        return false;
    tally->lines = lines;
    tally->room = room;
    return true;
}

static bool
insert(struct tally *tally, size_t at, const char *currency, const char *text)
{
    struct tally_line line = {0};

    if (!make_room(tally))
        return false;
    line.text = strdup(text);
    if (line.text == NULL)
        return false;
    (void)snprintf(line.currency, sizeof line.currency, "%s", currency);
    memmove(tally->lines + at + 1, tally->lines + at,
            (tally->count - at) * sizeof line);
    tally->lines[at] = line;
    tally->count++;
    return true;
}

int
tally_add(struct tally *tally, const char *currency, const char *text,
          int64_t minor, int64_t statements, struct trouble *trouble)
{
    cty_error err = CTY_ERROR_INIT;
    cty_money sum = {0};
    bool found;
    size_t at = find(tally, currency, text, &found);

    if (!found && !insert(tally, at, currency, text))
        return trouble_memory(trouble);
    if (cty_money_add(cli_amount(tally->lines[at].minor, currency),
                      cli_amount(minor, currency), &sum, &err) != CTY_OK)
        return trouble_err(trouble, &err);
    tally->lines[at].minor = sum.minor;
    tally->lines[at].statements += statements;
    return CLI_OK;
}

int
tally_merge(struct tally *tally, const struct tally *other,
            struct trouble *trouble)
{
    int went = CLI_OK;

    for (size_t i = 0; i < other->count && went == CLI_OK; i++) {
        const struct tally_line *line = &other->lines[i];

        went = tally_add(tally, line->currency, line->text, line->minor,
                         line->statements, trouble);
    }
    return went;
}

static int
by_rank(const void *left, const void *right, void *context)
{
    const struct tally_line *a = left;
    const struct tally_line *b = right;
    const char *first = context;
    int order = strcmp(a->currency, b->currency);

    if (order != 0 && strcmp(a->currency, first) == 0)
        return -1;
    if (order != 0 && strcmp(b->currency, first) == 0)
        return 1;
    if (order != 0)
        return order;
    if (a->minor != b->minor)
        return a->minor > b->minor ? -1 : 1;
    return strcmp(a->text, b->text);
}

void
tally_rank(struct tally *tally, const char *first_currency)
{
    char first[4];

    (void)snprintf(first, sizeof first, "%s", first_currency);
    if (tally->count > 0)
        qsort_r(tally->lines, tally->count, sizeof *tally->lines, by_rank,
                first);
}

void
tally_free(struct tally *tally)
{
    for (size_t i = 0; i < tally->count; i++)
        free(tally->lines[i].text);
    free(tally->lines);
    *tally = (struct tally){0};
}
