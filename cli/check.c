#include <inttypes.h>

#include "progress.h"

struct check_args {
    bool quick;
};

static const struct cli_option options[] = {
    {"quick", 0, CLI_FLAG, offsetof(struct check_args, quick), NULL,
     "leave out the database's check of every page"},
    {0}};

static int
cmd_check(struct cli *cli, int argc, const char **argv)
{
    struct check_args args = {0};
    cty_check check = CTY_CHECK_INIT;
    cty_error err = CTY_ERROR_INIT;
    struct progress progress;
    cty_status status;
    int went = cli_start_reading(cli, &args, argc, argv);

    if (went != CLI_OK)
        return went;
    progress_begin(&progress, "checking");
    status = cty_ledger_check(cli->ledger, args.quick, progress_step, &progress,
                              &check, &err);
    progress_end(&progress);
    if (status != CTY_OK)
        return cli_fail(cli, &err);

    printf("%" PRId64 " client%s, %" PRId64 " fact%s: everything holds\n",
           check.clients, check.clients == 1 ? "" : "s", check.facts,
           check.facts == 1 ? "" : "s");
    return CLI_OK;
}

static const struct cli_command commands[] = {
    {NULL, "[OPTION...]",
     "Verify the ledger: chains, sums, what is left, and the file itself.",
     "  courtesy check\n  courtesy check --quick\n", 0, 0, options, cmd_check}};

const struct cli_noun check_noun = {"check", "verify that everything holds",
                                    commands, 1};
