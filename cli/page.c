#include "page.h"

#include <stdlib.h>
#include <string.h>

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
static int
check_language(struct cli *cli, const char *language)
{
    struct cli_near near = {language, NULL, 0};
    const char *known;

    if (language == NULL)
        return CLI_OK;
    for (size_t i = 0; (known = print_language(i)) != NULL; i++) {
        if (strlen(known) == strcspn(language, "-_") &&
            strncmp(known, language, strlen(known)) == 0)
            return CLI_OK;
        cli_near(&near, known);
    }
    if (near.found == NULL)
        return cli_usage(
            cli, "--language: statements are not printed in \"%s\"", language);
    return cli_usage(cli,
                     "--language: statements are not printed in \"%s\"; did "
                     "you mean \"%s\"?",
                     language, near.found);
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

static int
refuse_where_missing(struct cli *cli)
{
    static const char *const names[] = {"paper",        "issued",  "language",
                                        "note",         "no-qr",   "duplex",
                                        "strict-fonts", "replaces"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (cli_given(cli, names[i]))
            return cli_usage(cli,
                             "--%s comes with the print library, which this "
                             "courtesy was built without",
                             names[i]);
    return CLI_OK;
}

int
page_read(struct cli *cli, const struct page_args *args,
          cty_printer_options *out_options)
{
    int went = print_is_here ? CLI_OK : refuse_where_missing(cli);

    if (went == CLI_OK)
        went = read_paper(cli, args->paper, &out_options->paper);
    if (went == CLI_OK)
        went = check_language(cli, args->language);
    if (went == CLI_OK)
        went = find_issued(cli, &args->issued, &out_options->issued);
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
