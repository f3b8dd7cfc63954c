#include "statement.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "aside.h"
#include "page.h"
#include "remarks.h"

/* ---- formats ----------------------------------------------------------- */

static const struct {
    const char *name;
    const char *ending;
    int32_t format;
} formats[] = {{"text", "txt", CTY_FORMAT_TEXT},
               {"html", "html", PRINT_HTML},
               {"pdf", "pdf", PRINT_PDF},
               {"csv", "csv", CTY_FORMAT_CSV},
               {"json", "json", CTY_FORMAT_JSON}};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

int
statement_format(struct cli *cli, const char *name, int32_t *out_format)
{
    struct cli_near near = {name, NULL, 0};

    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        bool page = formats[i].format >= PRINT_HTML;

        cli_near(&near, formats[i].name);
        if (strcmp(formats[i].name, name) != 0)
            continue;
        if (page && !print_is_here)
            return cli_usage(cli, "--format %s: " PRINT_IS_MISSING, name);
        *out_format = formats[i].format;
        return CLI_OK;
    }
    if (near.found != NULL)
        return cli_usage(cli, "--format: no \"%s\"; did you mean \"%s\"?", name,
                         near.found);
    return cli_usage(
        cli, "--format: \"%s\" is not text, html, pdf, csv or json", name);
}

static size_t
place_of(int32_t format)
{
    size_t i = 0;

    while (i + 1 < FORMAT_COUNT && formats[i].format != format)
        i++;
    return i;
}

const char *
statement_format_name(int32_t format)
{
    return formats[place_of(format)].name;
}

const char *
statement_ending(int32_t format)
{
    return formats[place_of(format)].ending;
}

bool
statement_is_page(int32_t format)
{
    return format == CTY_FORMAT_TEXT || format >= PRINT_HTML;
}

/* ---- show -------------------------------------------------------------- */

struct show_args {
    const char *currency;
    const char *format;
    const char *file;
    cty_date replaces;
    struct page_args page;
};

static const struct cli_option show_options[] = {
    {"currency", 0, CLI_TEXT, offsetof(struct show_args, currency), "CODE",
     "where the client has two"},
    {"format", 0, CLI_TEXT, offsetof(struct show_args, format), "FORMAT",
     "text (as is), html, pdf, csv or json"},
    {"output", 'o', CLI_TEXT, offsetof(struct show_args, file), "FILE",
     "write to a file, replacing it when the statement is whole"},
    {"replaces", 0, CLI_DATE, offsetof(struct show_args, replaces), "DATE",
     "a corrected statement: the day the wrong one was issued"},
    PAGE_OPTIONS(struct show_args),
    {0}};

/* What is shown: parsed, and then drawn. */
struct show {
    struct cli *cli;
    int32_t format;
    const char *file;
    cty_printer_options options;
    cty_mailing mailing;
    const cty_issuer *issuer;
    cty_printer *printer;
    const cty_statement *statement;
};

static int
write_statement(const struct show *show, FILE *to)
{
    struct remarks remarks = {0};
    cty_error err = CTY_ERROR_INIT;
    const char *warning;

    if (print_statement(show->printer, show->statement, show->format,
                        &show->mailing, cli_write_file, to, NULL,
                        &err) != CTY_OK)
        return cli_fail(show->cli, &err);
    warning = print_warning(show->printer);
    if (warning != NULL)
        cli_warn(show->cli, "%s", warning);
    if (statement_is_page(show->format))
        remarks_take(&remarks, show->printer, show->statement, show->issuer,
                     show->options.language);
    remarks_tell(&remarks, show->cli);
    return CLI_OK;
}

static int
write_to_file(const struct show *show)
{
    struct aside aside;
    int went = aside_open(show->cli, show->file, &aside);

    if (went != CLI_OK)
        return went;
    went = write_statement(show, aside.file);
    went = aside_close(show->cli, &aside, went);
    if (went == CLI_OK)
        cli_say(show->cli, "wrote %s", show->file);
    return went;
}

static int
print_it(struct show *show)
{
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_issuer_get(show->cli->ledger, &issuer, &err) != CTY_OK ||
        print_open(&issuer, &show->options, &show->printer, &err) != CTY_OK)
        return cli_fail(show->cli, &err);
    show->issuer = &issuer;
    went = show->file == NULL ? write_statement(show, stdout)
                              : write_to_file(show);
    print_close(show->printer);
    show->issuer = NULL;
    return went;
}

/* Where one of several currencies is to be named, with what to name it. */
static int
fail_to_draw(const struct cli *cli, const char *currency, cty_error *err)
{
    size_t length = strlen(err->message);

    if (currency == NULL && strcmp(err->field, "currency") == 0)
        (void)snprintf(err->message + length, sizeof err->message - length,
                       " (--currency CODE)");
    return cli_fail(cli, err);
}

static int
draw_it(struct show *show, const char *currency)
{
    struct cli *cli = show->cli;
    cty_statement *statement = NULL;
    cty_period period;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_period(cli, cli->operands[1], &period);

    if (went == CLI_OK && statement_is_page(show->format))
        went = page_check_period(cli, &period, show->options.issued);
    if (went != CLI_OK)
        return went;
    if (cty_statement_draw(cli->ledger, cli->operands[0], &period, currency,
                           &statement, &err) != CTY_OK)
        return fail_to_draw(cli, currency, &err);
    show->statement = statement;
    went = print_it(show);
    cty_statement_free(statement);
    return went;
}

/* Colour is for a terminal, plain letters for one that has no others. */
static uint32_t
terminal_flags(const struct show *show)
{
    uint32_t flags = 0;

    if (show->cli->ascii)
        flags |= CTY_PRINT_ASCII;
    if (show->file == NULL && cli_in_colour(STDOUT_FILENO))
        flags |= CTY_PRINT_COLOUR;
    return flags;
}

static int
check_replaces(struct cli *cli, cty_date replaces, cty_date issued)
{
    char replaced[CTY_DATE_TEXT];
    char today[CTY_DATE_TEXT];

    if (replaces.year == 0 || cty_date_compare(replaces, issued) <= 0)
        return CLI_OK;
    return cli_usage(cli,
                     "--replaces: %s is after %s, the day of issue: name the "
                     "day the wrong statement was issued",
                     cty_date_format(replaces, replaced),
                     cty_date_format(issued, today));
}

static int
cmd_statement_show(struct cli *cli, int argc, const char **argv)
{
    struct show_args args = {.format = "text"};
    struct show show = {.cli = cli,
                        .options = CTY_PRINTER_OPTIONS_INIT,
                        .mailing = CTY_MAILING_INIT};
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = statement_format(cli, args.format, &show.format);
    if (went == CLI_OK)
        went = page_read(cli, &args.page, &show.format, 1, &show.options);
    if (went == CLI_OK)
        went = check_replaces(cli, args.replaces, show.options.issued);
    if (went != CLI_OK)
        return went;
    if (show.format == PRINT_PDF && args.file == NULL && isatty(STDOUT_FILENO))
        return cli_usage(cli, "a PDF is not for a terminal: name a file with "
                              "-o FILE");

    show.file = args.file;
    show.mailing.replaces = args.replaces;
    show.options.flags |= terminal_flags(&show);
    went = cli_open(cli, false);
    return went == CLI_OK ? draw_it(&show, args.currency) : went;
}

static const struct cli_command commands[] = {
    {"show", "REF [PERIOD] [OPTION...]",
     "Show what a client was spared, and why; the last complete quarter if no "
     "PERIOD\nis given.",
     "  courtesy statement show HARBOR 2026-Q3\n"
     "  courtesy statement show HARB-0042V 2026 --format json -o harbor.json\n"
     "  courtesy statement show HARBOR --format pdf -o harbor.pdf\n",
     1, 2, show_options, cmd_statement_show},
    {"run", "[PERIOD] -o DIR [OPTION...]",
     "Write a statement for each client with savings, manifest.csv and, for "
     "staff,\nindex.html, in the order of the post. The same run again "
     "replaces its files.",
     "  courtesy statement run 2026-Q3 -o statements\n"
     "  courtesy statement run 2026-Q3 -o mail --format pdf --duplex "
     "--min-saved 5\n"
     "  courtesy statement run 2026-Q3 -o data --format text,csv\n",
     0, 1, statement_run_options, cmd_statement_run}};

const struct cli_noun statement_noun = {
    "statement", "what a client was spared: show, run", commands, 2};
