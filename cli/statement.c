#include <string.h>

#include "aside.h"
#include "statement.h"

struct show_args {
    const char *currency;
    const char *format;
    const char *file;
};

static const struct cli_option show_options[] = {
    {"currency", 0, CLI_TEXT, offsetof(struct show_args, currency), "CODE",
     "where the client has two"},
    {"format", 0, CLI_TEXT, offsetof(struct show_args, format), "FORMAT",
     "text (as is), html, pdf, csv or json"},
    {"output", 'o', CLI_TEXT, offsetof(struct show_args, file), "FILE",
     "write to a file, replacing it when the statement is whole"},
    {0}};

int
statement_format(struct cli *cli, const char *name, int32_t *out_format)
{
    if (strcmp(name, "text") == 0)
        *out_format = CTY_FORMAT_TEXT;
    else if (strcmp(name, "csv") == 0)
        *out_format = CTY_FORMAT_CSV;
    else if (strcmp(name, "json") == 0)
        *out_format = CTY_FORMAT_JSON;
    else if (strcmp(name, "html") == 0 || strcmp(name, "pdf") == 0)
        return cli_usage(cli,
                         "--format: %s pages come with the print library, "
                         "which is not here: use text, csv or json",
                         name);
    else
        return cli_usage(
            cli, "--format: \"%s\" is not text, html, pdf, csv or json", name);
    return CLI_OK;
}

static int
write_statement(struct cli *cli, const cty_statement *statement, int32_t format,
                FILE *to)
{
    cty_error err = CTY_ERROR_INIT;

    if (cty_statement_write(statement, format, cli_write_file, to, &err) !=
        CTY_OK)
        return cli_fail(cli, &err);
    return CLI_OK;
}

static int
write_to_file(struct cli *cli, const cty_statement *statement, int32_t format,
              const char *path)
{
    struct aside aside;
    int went = aside_open(cli, path, &aside);

    if (went != CLI_OK)
        return went;
    went = write_statement(cli, statement, format, aside.file);
    went = aside_close(cli, &aside, went);
    if (went == CLI_OK)
        cli_say(cli, "wrote %s", path);
    return went;
}

static int
cmd_statement_show(struct cli *cli, int argc, const char **argv)
{
    struct show_args args = {.format = "text"};
    cty_statement *statement = NULL;
    cty_period period;
    cty_error err = CTY_ERROR_INIT;
    int32_t format = 0;
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = statement_format(cli, args.format, &format);
    if (went == CLI_OK)
        went = cli_open(cli, false);
    if (went == CLI_OK)
        went = cli_period(cli, cli->operands[1], &period);
    if (went != CLI_OK)
        return went;

    if (cty_statement_draw(cli->ledger, cli->operands[0], &period,
                           args.currency, &statement, &err) != CTY_OK)
        return cli_fail(cli, &err);
    went = args.file == NULL ? write_statement(cli, statement, format, stdout)
                             : write_to_file(cli, statement, format, args.file);
    cty_statement_free(statement);
    return went;
}

static const struct cli_command commands[] = {
    {"show", "REF [PERIOD] [OPTION...]",
     "Show what a client was spared, and why; the last complete quarter if no "
     "PERIOD\nis given.",
     "  courtesy statement show HARBOR 2026-Q3\n"
     "  courtesy statement show HARB-0042V 2026 --format json -o harbor.json\n",
     1, 2, show_options, cmd_statement_show},
    {"run", "[PERIOD] -o DIR [OPTION...]",
     "Write a statement for each client with savings, and manifest.csv.",
     "  courtesy statement run 2026-Q3 -o statements --format text,csv\n", 0, 1,
     statement_run_options, cmd_statement_run}};

const struct cli_noun statement_noun = {
    "statement", "what a client was spared: show, run", commands, 2};
