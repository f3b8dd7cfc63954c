#include "cli.h"

#include <limits.h>
#include <popt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MOST = 40, NAME_BYTES = 80 };

/* One parse: what popt holds on to, and what it gave away. */
struct cli_parsed {
    poptContext context;
    struct poptOption table[OPTIONS_MOST];
    const struct cli_option *options[OPTIONS_MOST];
    bool seen[OPTIONS_MOST];
    size_t count;
    const char **argv;
    char name[NAME_BYTES];
    char **values;
    size_t value_count;
    const char **lists[OPTIONS_MOST];
    size_t list_count;
    size_t list_room;
    const char *operands[4];
    struct cli_parsed *before;
};

static const struct cli_option every_command[] = {
    {"file", 'f', CLI_LEDGER, 0, "LEDGER",
     "the ledger (else $COURTESY_LEDGER, else courtesy.db here)"},
    {"help", 'h', CLI_HELP, 0, NULL, "show this"},
    {0}};

static const struct cli_option before_command[] = {
    {"version", 'V', CLI_VERSION, 0, NULL, "show the version"}, {0}};

void
cli_parsed_free(struct cli_parsed *parsed)
{
    while (parsed != NULL) {
        struct cli_parsed *before = parsed->before;

        for (size_t i = 0; i < parsed->value_count; i++)
            free(parsed->values[i]);
        for (size_t i = 0; i < parsed->list_count; i++)
            free(parsed->lists[i]);
        free(parsed->values);
        poptFreeContext(parsed->context);
        free(parsed->argv);
        free(parsed);
        parsed = before;
    }
}

static void
command_name(const struct cli *cli, char *buffer)
{
    const char *verb = cli->command != NULL ? cli->command->verb : NULL;

    (void)snprintf(buffer, NAME_BYTES, "courtesy%s%s%s%s",
                   cli->noun != NULL ? " " : "",
                   cli->noun != NULL ? cli->noun->name : "",
                   verb != NULL ? " " : "", verb != NULL ? verb : "");
}

int
cli_usage(struct cli *cli, const char *format, ...)
{
    char message[512];
    char name[NAME_BYTES];
    va_list values;

    va_start(values, format);
    (void)vsnprintf(message, sizeof message, format, values);
    va_end(values);
    command_name(cli, name);
    cli_complain(cli, "%s (try '%s --help')", message, name);
    return CLI_USAGE;
}

int
cli_bad_value(struct cli *cli, const char *option, const cty_error *err)
{
    cli_complain(cli, "%s: %s", option, err->message);
    return cli_exit_code(err->status);
}

/* ---- the table -------------------------------------------------------- */

static void
offer(struct cli_parsed *parsed, const struct cli_option *options)
{
    for (; options != NULL && options->kind != CLI_END; options++) {
        struct poptOption *entry = &parsed->table[parsed->count];
        bool alone = options->value == NULL;

        if (parsed->count + 1 == OPTIONS_MOST)
            return;
        entry->longName = options->name;
        entry->shortName = options->letter;
        entry->argInfo = alone ? POPT_ARG_NONE : POPT_ARG_STRING;
        entry->val = (int)parsed->count + 1;
        entry->descrip = options->help;
        entry->argDescrip = options->value;
        parsed->options[parsed->count++] = options;
    }
}

static struct cli_parsed *
prepare(struct cli *cli, int argc, const char **argv, unsigned flags)
{
    struct cli_parsed *parsed = calloc(1, sizeof *parsed);

    if (parsed == NULL)
        return NULL;
    parsed->before = cli->parsed;
    cli->parsed = parsed;
    parsed->list_room = (size_t)argc + 1;
    parsed->argv = calloc(parsed->list_room, sizeof *parsed->argv);
    parsed->values = calloc(parsed->list_room, sizeof *parsed->values);
    if (parsed->argv == NULL || parsed->values == NULL)
        return NULL;

    command_name(cli, parsed->name);
    for (int i = 1; i < argc; i++)
        parsed->argv[i] = argv[i];
    parsed->argv[0] = parsed->name;
    offer(parsed,
          cli->command != NULL ? cli->command->options : before_command);
    offer(parsed, every_command);
    parsed->context =
        poptGetContext(NULL, argc, parsed->argv, parsed->table, flags);
    return parsed->context != NULL ? parsed : NULL;
}

/* popt takes this sequence in a value for a place to put the next argument. */
static bool
popt_would_change(int argc, const char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(argv[i], "!#:+") != NULL)
            return true;
    return false;
}

/* ---- values ----------------------------------------------------------- */

int
cli_read_number(struct cli *cli, const char *name, const char *text,
                int32_t most, int32_t *out)
{
    int64_t number = 0;
    const char *digit = text;

    for (; *digit >= '0' && *digit <= '9' && number <= INT32_MAX; digit++)
        number = number * 10 + (*digit - '0');
    if (digit == text || *digit != '\0' || number < 1 || number > most)
        return cli_usage(cli, "%s: \"%s\" is not a number from 1 to %d", name,
                         text, most);
    *out = (int32_t)number;
    return CLI_OK;
}

static int
read_rounding(struct cli *cli, const char *name, const char *text,
              cty_rounding *out)
{
    if (strcmp(text, "half-up") == 0)
        *out = CTY_ROUND_HALF_UP;
    else if (strcmp(text, "half-even") == 0)
        *out = CTY_ROUND_HALF_EVEN;
    else
        return cli_usage(cli, "%s: \"%s\" is neither half-up nor half-even",
                         name, text);
    return CLI_OK;
}

static int
read_format(struct cli *cli, const char *text)
{
    if (strcmp(text, "table") == 0)
        cli->format = CLI_TABLE;
    else if (strcmp(text, "csv") == 0)
        cli->format = CLI_CSV;
    else if (strcmp(text, "json") == 0)
        cli->format = CLI_JSON;
    else
        return cli_usage(cli, "--format: \"%s\" is not table, csv or json",
                         text);
    return CLI_OK;
}

/* No list is longer than the command line. */
static int
add_to_list(struct cli *cli, struct cli_list *list, const char *text)
{
    struct cli_parsed *parsed = cli->parsed;

    if (list->texts == NULL) {
        list->texts = calloc(parsed->list_room, sizeof *list->texts);
        if (list->texts == NULL)
            return cli_no_memory(cli);
        parsed->lists[parsed->list_count++] = list->texts;
    }
    list->texts[list->count++] = text;
    return CLI_OK;
}

static int
take(struct cli *cli, const struct cli_option *option, void *at, char *text)
{
    cty_error err = CTY_ERROR_INIT;
    char name[NAME_BYTES];

    (void)snprintf(name, sizeof name, "--%s", option->name);
    switch (option->kind) {
    case CLI_TEXT:
        *(const char **)at = text;
        break;
    case CLI_LIST:
        return add_to_list(cli, at, text);
    case CLI_FLAG:
        *(bool *)at = true;
        break;
    case CLI_NUMBER:
        return cli_read_number(cli, name, text, INT32_MAX, at);
    case CLI_DATE:
        if (cty_date_parse(text, at, &err) != CTY_OK)
            return cli_bad_value(cli, name, &err);
        break;
    case CLI_DECIMAL:
        if (cty_decimal_parse(text, at, &err) != CTY_OK)
            return cli_bad_value(cli, name, &err);
        break;
    case CLI_ROUNDING:
        return read_rounding(cli, name, text, at);
    case CLI_FORMAT:
        return read_format(cli, text);
    case CLI_DRY_RUN:
        cli->dry_run = true;
        break;
    case CLI_KEY:
        cli->key = text;
        break;
    case CLI_LEDGER:
        cli->path = text;
        break;
    default:
        break;
    }
    return CLI_OK;
}

/* ---- parsing ---------------------------------------------------------- */

static int
bad_option(struct cli *cli, int code)
{
    struct cli_parsed *parsed = cli->parsed;
    const char *given = poptBadOption(parsed->context, 0);
    struct cli_near near = {given + strspn(given, "-"), NULL, 0};

    if (code != POPT_ERROR_BADOPT)
        return cli_usage(cli, "%s: %s", given, poptStrerror(code));
    for (size_t i = 0; i < parsed->count && near.word[0] != '\0'; i++)
        cli_near(&near, parsed->options[i]->name);
    if (near.found == NULL)
        return cli_usage(cli, "no option %s", given);
    return cli_usage(cli, "no option %s; did you mean --%s?", given,
                     near.found);
}

static void
help_command(const struct cli *cli)
{
    const struct cli_command *command = cli->command;

    poptSetOtherOptionHelp(cli->parsed->context, command->arguments);
    poptPrintHelp(cli->parsed->context, stdout, 0);
    printf("\n%s\n\nExamples:\n%s", command->summary, command->examples);
}

/* An option that is named twice is a slip, unless it is a list. */
static int
take_options(struct cli *cli, void *args)
{
    struct cli_parsed *parsed = cli->parsed;
    int next;

    while ((next = poptGetNextOpt(parsed->context)) > 0) {
        const struct cli_option *option = parsed->options[next - 1];
        char *text = poptGetOptArg(parsed->context);
        int went;

        if (text != NULL)
            parsed->values[parsed->value_count++] = text;
        if (option->kind == CLI_HELP || option->kind == CLI_VERSION)
            return option->kind == CLI_HELP ? CLI_HELPED : CLI_VERSIONED;
        if (parsed->seen[next - 1] && option->kind != CLI_LIST)
            return cli_usage(cli, "--%s is given twice", option->name);
        parsed->seen[next - 1] = true;
        went = take(cli, option,
                    args != NULL ? (char *)args + option->at : NULL, text);
        if (went != CLI_OK)
            return went;
    }
    return next == -1 ? CLI_OK : bad_option(cli, next);
}

static int
take_operands(struct cli *cli)
{
    struct cli_parsed *parsed = cli->parsed;
    const struct cli_command *command = cli->command;
    const char **rest = poptGetArgs(parsed->context);
    int count = 0;

    for (; rest != NULL && rest[count] != NULL; count++) {
        if (count == command->operands_most)
            return cli_usage(cli, "\"%s\" is one too many: usage: %s %s",
                             rest[count], parsed->name, command->arguments);
        parsed->operands[count] = rest[count];
    }
    if (count < command->operands_least)
        return cli_usage(cli, "something is missing: usage: %s %s",
                         parsed->name, command->arguments);
    cli->operands = parsed->operands;
    return CLI_OK;
}

bool
cli_given(const struct cli *cli, const char *option)
{
    const struct cli_parsed *parsed = cli->parsed;

    for (size_t i = 0; i < parsed->count; i++)
        if (strcmp(parsed->options[i]->name, option) == 0)
            return parsed->seen[i];
    return false;
}

int
cli_parse(struct cli *cli, void *args, int argc, const char **argv)
{
    int went;

    if (prepare(cli, argc, argv, 0) == NULL)
        return cli_no_memory(cli);
    went = take_options(cli, args);
    if (went == CLI_HELPED)
        help_command(cli);
    return went == CLI_OK ? take_operands(cli) : went;
}

int
cli_parse_global(struct cli *cli, int argc, const char **argv, int *out_rest)
{
    const char **rest;
    int went;

    if (popt_would_change(argc, argv))
        return cli_usage(cli, "a value holds \"!#:+\", which the command line "
                              "cannot carry");
    if (prepare(cli, argc, argv, POPT_CONTEXT_POSIXMEHARDER) == NULL)
        return cli_no_memory(cli);
    went = take_options(cli, NULL);
    if (went == CLI_HELPED)
        cli_help(stdout);
    if (went == CLI_VERSIONED)
        printf("courtesy %s\n", cty_version());
    if (went != CLI_OK)
        return went;

    rest = poptGetArgs(cli->parsed->context);
    for (*out_rest = argc; rest != NULL && *rest != NULL; rest++)
        --*out_rest;
    return CLI_OK;
}
