#include "output.h"

static const struct column columns[] = {{"reason", CTY_COLUMN_TEXT, SHOWN},
                                        {"label", CTY_COLUMN_TEXT, LONG},
                                        {"saving", CTY_COLUMN_BOOL, SHOWN}};

struct add_args {
    const char *label;
    bool no_saving;
};

static const struct cli_option add_options[] = {
    {"label", 0, CLI_TEXT, offsetof(struct add_args, label), "LABEL",
     "as statements print it"},
    {"no-saving", 0, CLI_FLAG, offsetof(struct add_args, no_saving), NULL,
     "what is granted for it does not count as a saving"},
    CLI_OPTION_DRY_RUN,
    {0}};

static const struct cli_option list_options[] = {CLI_OPTION_FORMAT, {0}};

static int
cmd_reason_add(struct cli *cli, int argc, const char **argv)
{
    struct add_args args = {0};
    cty_reason reason = CTY_REASON_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK && args.label == NULL)
        return cli_usage(cli, "--label is missing");
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    reason.reason = cli->operands[0];
    reason.label = args.label;
    reason.saving = !args.no_saving;
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(cli, cty_reason_add(cli->ledger, &reason, &err), &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "%s: \"%s\", %s", reason.reason, reason.label,
            reason.saving ? "a saving" : "not a saving");
    return cli_made(cli, reason.reason);
}

static int
each_reason(struct cli *cli, cty_reason_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_reason reason = CTY_REASON_INIT;

        if (cty_reason_cursor_next(cursor, &reason, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        row_begin(&row);
        row_text(&row, reason.reason);
        row_text(&row, reason.label);
        row_bool(&row, reason.saving);
        went = output_row(output, &row);
    }
    return went;
}

static int
cmd_reason_list(struct cli *cli, int argc, const char **argv)
{
    struct output output;
    cty_reason_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went != CLI_OK)
        return went;
    if (cty_reason_cursor_open(cli->ledger, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), false);
    if (went == CLI_OK)
        went = each_reason(cli, cursor, &output);
    went = output_end(&output, went);
    cty_reason_cursor_close(cursor);
    return went;
}

static const struct cli_command commands[] = {
    {"add", "CODE --label LABEL [OPTION...]",
     "Add a reason to the catalogue; it counts as a saving unless told.",
     "  courtesy reason add jubilee --label \"Our 50th year\"\n"
     "  courtesy reason add typo --label \"Billing error\" --no-saving\n",
     1, 1, add_options, cmd_reason_add},
    {"list", "[OPTION...]", "List the reasons, built-in ones first.",
     "  courtesy reason list\n", 0, 0, list_options, cmd_reason_list}};

const struct cli_noun reason_noun = {"reason", "why it is granted: add, list",
                                     commands, COLUMN_COUNT(commands)};
