#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include <index_page.h> /* index.py makes it of index.html */

#include "run_index.h"

/* Bars that are seen at once; the rest unfolds, where it is more than a few. */
enum { BARS_SEEN = 8, BARS_FEW = 2, AMOUNT_TEXT = CTY_MONEY_TEXT * 2 };

/* ---- texts ------------------------------------------------------------- */

static void
put_text(FILE *page, const char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '&')
            fputs("&amp;", page);
        else if (*text == '<')
            fputs("&lt;", page);
        else if (*text == '>')
            fputs("&gt;", page);
        else if (*text == '"')
            fputs("&quot;", page);
        else if (*text == '\'')
            fputs("&#39;", page);
        else
            putc(*text, page);
}

/* As a part of an address. */
static void
put_encoded(FILE *page, const char *text)
{
    for (; *text != '\0'; text++)
        if (isascii(*text) && isalnum(*text))
            putc(*text, page);
        else
            fprintf(page, "%%%02X", (unsigned char)*text);
}

/* "1,234,567.89" of "1234567.89" */
static char *
grouped(const char *plain, char buffer[AMOUNT_TEXT])
{
    const char *digits = plain + (*plain == '-');
    size_t whole = strcspn(digits, ".");
    size_t used = 0;

    if (*plain == '-')
        buffer[used++] = '-';
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            buffer[used++] = ',';
        buffer[used++] = digits[i];
    }
    (void)snprintf(buffer + used, AMOUNT_TEXT - used, "%s", digits + whole);
    return buffer;
}

static void
put_amount(FILE *page, int64_t minor, const char *currency)
{
    char plain[CTY_MONEY_TEXT];
    char buffer[AMOUNT_TEXT];

    cty_money_format(cli_amount(minor, currency), plain);
    fputs(grouped(plain, buffer), page);
}

static void
put_count(FILE *page, int64_t count)
{
    char plain[CTY_MONEY_TEXT];
    char buffer[AMOUNT_TEXT];

    (void)snprintf(plain, sizeof plain, "%" PRId64, count);
    fputs(grouped(plain, buffer), page);
}

/* ---- the head ---------------------------------------------------------- */

/* "Q3 2026" of "Q3 2026, 1 July to 30 September 2026"; days alone are both. */
static void
put_period(FILE *page, const cty_period *period, bool days)
{
    char title[80];
    char *comma = strchr(cty_period_title(period, title), ',');

    if (comma == NULL) {
        fputs(days ? "" : title, page);
        return;
    }
    *comma = '\0';
    fputs(days ? comma + 2 : title, page);
}

static void
put_day(FILE *page, cty_date date)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};

    fprintf(page, "%d %s %d", date.day, months[date.month - 1], date.year);
}

static const char *
order_of(const struct run *run)
{
    return run->sort == CTY_SAVERS_BY_NAME   ? "name"
           : run->sort == CTY_SAVERS_BY_POST ? "postal code"
                                             : "client";
}

static void
put_when(FILE *page, const struct run *run)
{
    char title[80];

    if (strchr(cty_period_title(&run->period, title), ',') != NULL) {
        put_period(page, &run->period, true);
        fputs(" \302\267 ", page);
    }
    fputs("issued ", page);
    put_day(page, run->options.issued);
    fprintf(page, " \302\267 in the order of the %s", order_of(run));
}

static void
put_total(FILE *page, const char *name, int64_t count, const char *target)
{
    fprintf(page, "<div><dt>%s</dt><dd>", name);
    if (target != NULL)
        fprintf(page, "<a href=\"%s\">", target);
    put_count(page, count);
    fprintf(page, "%s</dd></div>\n", target != NULL ? "</a>" : "");
}

static void
put_totals(FILE *page, const struct run *run)
{
    const struct run_totals *totals = &run->totals;

    for (size_t i = 0; i < totals->saved.count; i++) {
        const struct tally_line *line = &totals->saved.lines[i];

        fputs("<div class=\"sum\"><dt>Saved for clients</dt><dd>", page);
        put_amount(page, line->minor, line->currency);
        fprintf(page, " <small>%s</small></dd></div>\n", line->currency);
    }
    put_total(page, "Statements", totals->statements, NULL);
    if (run_has(run, PRINT_PDF)) {
        put_total(page, "Pages", totals->pages, NULL);
        put_total(page, "Sheets", totals->sheets, NULL);
    }
    put_total(page, "No letter", totals->quiet,
              totals->quiet > 0 ? "#quiet" : NULL);
}

/* ---- bars -------------------------------------------------------------- */

/* In tenths of a percent; what is not above zero has no length. */
static int
length_of(int64_t minor, int64_t most)
{
    __extension__ typedef __int128 wide;

    return minor > 0 && most > 0 ? (int)((wide)minor * 1000 / most) : 0;
}

static void
put_label(FILE *page, const struct tally_line *line, const char *nameless)
{
    if (line->text[0] == '\0') {
        fprintf(page, "<span class=\"quietly\">%s</span>", nameless);
        return;
    }
    fputs("<a href=\"#q=", page);
    put_encoded(page, line->text);
    fputs("\" dir=\"auto\">", page);
    put_text(page, line->text);
    fputs("</a>", page);
}

static void
put_bar(FILE *page, const struct tally_line *line, int64_t most,
        const char *nameless)
{
    int length = length_of(line->minor, most);

    fputs("<li><p>", page);
    put_label(page, line, nameless);
    fputs(" <small>", page);
    put_count(page, line->statements);
    fprintf(page, " statement%s</small></p><p class=\"amount\">",
            line->statements == 1 ? "" : "s");
    put_amount(page, line->minor, line->currency);
    fprintf(page,
            "<small>%s</small></p><svg aria-hidden=\"true\">"
            "<rect class=\"track\" width=\"100%%\" height=\"8\" rx=\"2\"/>"
            "<rect class=\"part\" width=\"%d.%d%%\" height=\"8\" rx=\"2\"/>"
            "</svg></li>\n",
            line->currency, length / 10, length % 10);
}

/* The lines of one currency, from the largest. */
static void
put_bars(FILE *page, const struct tally_line *lines, size_t count,
         const char *nameless)
{
    bool folded = count > BARS_SEEN + BARS_FEW;

    fputs("<ol class=\"bars\">\n", page);
    for (size_t i = 0; i < count; i++) {
        if (folded && i == BARS_SEEN) {
            fputs("</ol>\n<details><summary>and ", page);
            put_count(page, (int64_t)(count - i));
            fputs(" more</summary>\n<ol class=\"bars\">\n", page);
        }
        put_bar(page, &lines[i], lines[0].minor, nameless);
    }
    fputs(folded ? "</ol></details>\n" : "</ol>\n", page);
}

static void
put_tally(FILE *page, const struct tally *tally, const char *nameless)
{
    size_t from = 0;

    if (tally->count == 0)
        fputs("<p class=\"quietly\">Nothing was saved.</p>\n", page);
    while (from < tally->count) {
        const struct tally_line *lines = tally->lines + from;
        size_t count = 0;

        while (from + count < tally->count &&
               strcmp(lines[count].currency, lines[0].currency) == 0)
            count++;
        put_bars(page, lines, count, nameless);
        from += count;
    }
}

/* ---- the page ---------------------------------------------------------- */

static void
put_title(FILE *page, const struct run *run)
{
    fputs("Statements ", page);
    fputs(run->period.name, page);
    fputs(" \302\267 ", page);
    put_text(page, run->issuer.name);
}

static int
fill(struct run_index *index, enum index_hole hole, FILE *page)
{
    const struct run *run = index->run;

    if (hole == HOLE_CLIENTS)
        return run_index_copy(index, INDEX_CLIENTS, page);
    if (hole == HOLE_QUIET)
        return run_index_copy(index, INDEX_QUIET, page);
    if (hole == HOLE_FILES)
        return run_index_copy(index, INDEX_FILES, page);
    if (hole == HOLE_TITLE)
        put_title(page, run);
    else if (hole == HOLE_ISSUER)
        put_text(page, run->issuer.name);
    else if (hole == HOLE_HEADING)
        fputs("Statements for ", page), put_period(page, &run->period, false);
    else if (hole == HOLE_WHEN)
        put_when(page, run);
    else if (hole == HOLE_TOTALS)
        put_totals(page, run);
    else if (hole == HOLE_REASONS)
        put_tally(page, &run->totals.reasons, "No reason");
    else if (hole == HOLE_PERSONS)
        put_tally(page, &run->totals.persons, "Nobody named");
    else if (hole == HOLE_HAS_HTML)
        fputs(run_has(run, PRINT_HTML) ? "yes" : "no", page);
    else if (hole == HOLE_PDF)
        fputs(!run_has(run, PRINT_PDF) ? "none"
              : run->combined          ? "combined"
                                       : "own",
              page);
    else if (hole == HOLE_BATCH)
        fprintf(page, "%" PRId32, run->batch);
    else if (hole == HOLE_QUIET_HEADING)
        fputs(run->has_least ? "Nothing or too little saved, no letter"
                             : "Nothing saved, no letter",
              page);
    else if (hole == HOLE_TOO_LITTLE)
        fputs(run->has_least ? "Saved, too little"
                             : "<span class=\"unseen\">Saved</span>",
              page);
    return CLI_OK;
}

int
run_index_join(struct run_index *index, FILE *page)
{
    int went = CLI_OK;

    for (size_t i = 0;
         i < sizeof index_page / sizeof index_page[0] && went == CLI_OK; i++) {
        fputs(index_page[i].text, page);
        went = fill(index, index_page[i].hole, page);
    }
    return went;
}
