#include "page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int
read_paper(struct cli *cli, const char *paper, int32_t *out_paper)
{
    if (paper == NULL)
        *out_paper = CTY_PAPER_BY_COUNTRY;
    else if (strcmp(paper, "a4") == 0)
        *out_paper = CTY_PAPER_A4;
    else if (strcmp(paper, "letter") == 0)
        *out_paper = CTY_PAPER_LETTER;
    else
        return cli_usage(cli, "--paper: \"%s\" is neither a4 nor letter",
                         paper);
    return CLI_OK;
}

/* "de-AT" is spoken where "de" is. */
bool
page_speaks(const char *language)
{
    const char *known;

    if (language == NULL || language[0] == '\0' || !print_is_here)
        return true;
    for (size_t i = 0; (known = print_language(i)) != NULL; i++)
        if (strlen(known) == strcspn(language, "-_") &&
            strncasecmp(known, language, strlen(known)) == 0)
            return true;
    return false;
}

int
page_check_language(struct cli *cli, const char *language)
{
    struct cli_near near = {language, NULL, 0};
    char all[64] = "";
    size_t used = 0;
    const char *known;

    if (page_speaks(language))
        return CLI_OK;
    for (size_t i = 0; (known = print_language(i)) != NULL; i++) {
        if (used < sizeof all)
            used += (size_t)snprintf(all + used, sizeof all - used, "%s%s",
                                     i > 0 ? ", " : "", known);
        cli_near(&near, known);
    }
    if (near.found == NULL)
        return cli_usage(
            cli,
            "--language: statements are not printed in \"%s\": use one of "
            "%s",
            language, all);
    return cli_usage(
        cli,
        "--language: statements are not printed in \"%s\": use one "
        "of %s; did you mean \"%s\"?",
        language, all, near.found);
}

/* As reproducible builds have it: seconds since 1970. */
static int
day_of_epoch(struct cli *cli, const char *text, cty_date *out_date)
{
    char *end = NULL;
    long long seconds = strtoll(text, &end, 10);

    if (text[0] >= '0' && text[0] <= '9' && *end == '\0' &&
        seconds < INT64_MAX / 1000)
        *out_date = cty_date_of_utc_ms(seconds * 1000);
    if (out_date->year == 0)
        return cli_usage(cli,
                         "SOURCE_DATE_EPOCH: \"%s\" is not a number of seconds "
                         "since 1970",
                         text);
    return CLI_OK;
}

static int
find_issued(struct cli *cli, const cty_date *asked, cty_date *out_issued)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    cty_date today;

    cli_date(cli, asked, &today);
    *out_issued = *asked;
    if (asked->year != 0)
        return CLI_OK;
    if (epoch != NULL && *epoch != '\0')
        return day_of_epoch(cli, epoch, out_issued);
    *out_issued = today;
    return CLI_OK;
}

/* What each option needs: a page, of which text is one, or a printed one. */
static const struct {
    const char *name;
    bool on_paper;
    bool in_pdf;
} needs[] = {{"paper", true, false},     {"issued", false, false},
             {"language", false, false}, {"note", false, false},
             {"no-qr", false, false},    {"replaces", false, false},
             {"duplex", true, true},     {"strict-fonts", true, true},
             {"batch", true, true},      {"per-client", true, true}};

enum { NEED_COUNT = sizeof needs / sizeof needs[0] };

static int
refuse_where_missing(struct cli *cli)
{
    for (size_t i = 0; i < NEED_COUNT; i++)
        if (cli_given(cli, needs[i].name))
            return cli_usage(cli,
                             "--%s comes with the print library, which this "
                             "courtesy was built without",
                             needs[i].name);
    return CLI_OK;
}

/* An option that does nothing was meant to do something. */
static int
refuse_without_effect(struct cli *cli, const int32_t *formats,
                      size_t format_count)
{
    bool text = false, html = false, pdf = false;

    for (size_t i = 0; i < format_count; i++) {
        text = text || formats[i] == CTY_FORMAT_TEXT;
        html = html || formats[i] == PRINT_HTML;
        pdf = pdf || formats[i] == PRINT_PDF;
    }
    for (size_t i = 0; i < NEED_COUNT; i++)
        if (!pdf && cli_given(cli, needs[i].name) &&
            (needs[i].in_pdf || !html) && (needs[i].on_paper || !text))
            return cli_usage(cli, "--%s means nothing without --format %s",
                             needs[i].name,
                             needs[i].in_pdf     ? "pdf"
                             : needs[i].on_paper ? "pdf or html"
                                                 : "pdf, html or text");
    return CLI_OK;
}

int
page_check_period(struct cli *cli, const cty_period *period, cty_date issued)
{
    char issue[CTY_DATE_TEXT];
    char day[CTY_DATE_TEXT];

    (void)cty_date_format(issued, issue);
    if (cli_given(cli, "issued") && cty_date_compare(issued, period->from) < 0)
        return cli_usage(cli, "--issued: %s is before %s begins, on %s", issue,
                         period->name, cty_date_format(period->from, day));
    if (cty_date_compare(issued, period->to) < 0)
        cli_warn(cli,
                 "%s is not over before %s: what is saved after %s will "
                 "be missing",
                 period->name, cty_date_format(period->to, day), issue);
    return CLI_OK;
}

int
page_read(struct cli *cli, const struct page_args *args, const int32_t *formats,
          size_t format_count, cty_printer_options *out_options)
{
    int went = print_is_here ? CLI_OK : refuse_where_missing(cli);

    if (went == CLI_OK)
        went = read_paper(cli, args->paper, &out_options->paper);
    if (went == CLI_OK)
        went = page_check_language(cli, args->language);
    if (went == CLI_OK)
        went = find_issued(cli, &args->issued, &out_options->issued);
    if (went == CLI_OK && print_is_here)
        went = refuse_without_effect(cli, formats, format_count);
    if (went != CLI_OK)
        return went;

    out_options->language = args->language;
    out_options->note = args->note;
    out_options->flags =
        (args->no_qr ? (uint32_t)CTY_PRINT_NO_QR : 0) |
        (args->duplex ? (uint32_t)CTY_PRINT_DUPLEX : 0) |
        (args->strict_fonts ? (uint32_t)CTY_PRINT_STRICT_FONTS : 0);
    return CLI_OK;
}
