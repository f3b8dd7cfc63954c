#include "cli.h"

#include <sys/stat.h>

struct init_args {
    const char *issuer;
    const char *currency;
    int32_t fiscal_year_start;
    bool shared;
};

static const struct cli_option init_options[] = {
    {"issuer", 0, CLI_TEXT, offsetof(struct init_args, issuer), "NAME",
     "the shop's name, as statements print it"},
    {"currency", 0, CLI_TEXT, offsetof(struct init_args, currency), "CODE",
     "the ledger's currency (USD)"},
    {"fiscal-year-start", 0, CLI_NUMBER,
     offsetof(struct init_args, fiscal_year_start), "MONTH",
     "the month the fiscal year begins with (1)"},
    {"shared", 0, CLI_FLAG, offsetof(struct init_args, shared), NULL,
     "let the file's group write it"},
    CLI_OPTION_DRY_RUN,
    {0}};

/* What creating would find, without a file: the setup is checked in memory. */
static int
init_dry(struct cli *cli, const cty_ledger_setup *setup)
{
    cty_error err = CTY_ERROR_INIT;
    struct stat there;

    if (lstat(cli->path, &there) == 0) {
        cli_complain(cli, "%s is there already", cli->path);
        return CLI_REFUSED;
    }
    if (cty_ledger_open_memory(setup, NULL, &cli->ledger, &err) != CTY_OK)
        return cli_fail(cli, &err);
    cli_say(cli, "dry run: nothing was written");
    return CLI_OK;
}

static int
cmd_init(struct cli *cli, int argc, const char **argv)
{
    struct init_args args = {0};
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_error err = CTY_ERROR_INIT;
    int went = cli_parse(cli, &args, argc, argv);

    if (went != CLI_OK)
        return went;
    if (args.issuer == NULL)
        return cli_usage(cli, "--issuer is missing");

    setup.issuer = args.issuer;
    setup.currency = args.currency;
    setup.fiscal_year_start = args.fiscal_year_start;
    if (args.shared)
        options.flags = CTY_OPEN_SHARED;
    if (cli->dry_run)
        return init_dry(cli, &setup);
    if (cty_ledger_create(cli->path, &setup, &options, &cli->ledger, &err) !=
        CTY_OK)
        return cli_fail(cli, &err);

    cli_say(cli, "made the ledger of %s in %s", args.issuer, cli->path);
    return CLI_OK;
}

static const struct cli_command commands[] = {
    {NULL, "--issuer NAME [OPTION...]",
     "Make a ledger; an existing file is never overwritten.",
     "  courtesy init --issuer \"Acme Joinery\"\n"
     "  courtesy -f shop.db init --issuer Acme --currency EUR "
     "--fiscal-year-start 4\n",
     0, 0, init_options, cmd_init}};

const struct cli_noun init_noun = {"init", "make a ledger", commands, 1};
