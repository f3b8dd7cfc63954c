#include "output.h"

static const struct column columns[] = {{"name", CTY_COLUMN_TEXT, SHOWN}};

static const struct cli_option add_options[] = {CLI_OPTION_DRY_RUN, {0}};
static const struct cli_option list_options[] = {CLI_OPTION_FORMAT, {0}};

static int
cmd_person_add(struct cli *cli, int argc, const char **argv)
{
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    const char *name;
    int went = cli_start_writing(cli, NULL, argc, argv);

    if (went != CLI_OK)
        return went;
    name = cli->operands[0];
    status = cli_begin(cli, &err);
    if (status == CTY_OK)
        status = cli_end(cli, cty_person_add(cli->ledger, name, &err), &err);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "%s may grant", name);
    return cli_made(cli, name);
}

static int
each_person(struct cli *cli, cty_person_cursor *cursor, struct output *output)
{
    struct row row;
    cty_error err = CTY_ERROR_INIT;
    const char *name = NULL;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        if (cty_person_cursor_next(cursor, &name, &found, &err) != CTY_OK)
            return cli_fail(cli, &err);
        if (!found)
            break;
        row_begin(&row);
        row_text(&row, name);
        went = output_row(output, &row);
    }
    return went;
}

static int
cmd_person_list(struct cli *cli, int argc, const char **argv)
{
    struct output output;
    cty_person_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_start_reading(cli, NULL, argc, argv);

    if (went != CLI_OK)
        return went;
    if (cty_person_cursor_open(cli->ledger, &cursor, &err) != CTY_OK)
        return cli_fail(cli, &err);

    went = output_begin(&output, cli, columns, COLUMN_COUNT(columns), false);
    if (went == CLI_OK)
        went = each_person(cli, cursor, &output);
    went = output_end(&output, went);
    cty_person_cursor_close(cursor);
    return went;
}

static const struct cli_command commands[] = {
    {"add", "NAME [OPTION...]", "Add a member of staff who grants.",
     "  courtesy person add \"Dana Reyes\"\n", 1, 1, add_options,
     cmd_person_add},
    {"list", "[OPTION...]", "List the persons.", "  courtesy person list\n", 0,
     0, list_options, cmd_person_list}};

const struct cli_noun person_noun = {"person", "who grants: add, list",
                                     commands, COLUMN_COUNT(commands)};
