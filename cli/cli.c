#include "cli.h"

#include <stdlib.h>
#include <time.h>

/* ---- the ledger ------------------------------------------------------- */

int
cli_open(struct cli *cli, bool to_write)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_error err = CTY_ERROR_INIT;

    if (!to_write)
        options.flags = CTY_OPEN_READ_ONLY;
    if (cty_ledger_open(cli->path, &options, &cli->ledger, &err) != CTY_OK)
        return cli_fail(cli, &err);
    return CLI_OK;
}

int
cli_start_reading(struct cli *cli, void *args, int argc, const char **argv)
{
    int went = cli_parse(cli, args, argc, argv);

    return went == CLI_OK ? cli_open(cli, false) : went;
}

int
cli_start_writing(struct cli *cli, void *args, int argc, const char **argv)
{
    int went = cli_parse(cli, args, argc, argv);

    return went == CLI_OK ? cli_open(cli, true) : went;
}

void
cli_close(struct cli *cli)
{
    cty_ledger_close(cli->ledger);
    cli_parsed_free(cli->parsed);
}

cty_status
cli_begin(struct cli *cli, cty_error *err)
{
    if (!cli->dry_run)
        return CTY_OK;
    return cty_batch_begin(cli->ledger, CTY_BATCH_ATOMIC, true, err);
}

cty_status
cli_end(struct cli *cli, cty_status status, cty_error *err)
{
    if (!cli->dry_run)
        return status;
    if (status == CTY_OK)
        return cty_batch_end(cli->ledger, err);
    cty_batch_abandon(cli->ledger);
    return status;
}

int
cli_ledger_info(struct cli *cli, cty_ledger_info *out_info)
{
    cty_error err = CTY_ERROR_INIT;

    if (cty_ledger_info_get(cli->ledger, out_info, &err) != CTY_OK)
        return cli_fail(cli, &err);
    return CLI_OK;
}

/* ---- dates and periods ------------------------------------------------ */

cty_date
cli_today(void)
{
    time_t now = time(NULL);
    struct tm here = {0};

    localtime_r(&now, &here);
    return (cty_date){.year = (int16_t)(here.tm_year + 1900),
                      .month = (uint8_t)(here.tm_mon + 1),
                      .day = (uint8_t)here.tm_mday};
}

void
cli_date(struct cli *cli, const cty_date *date, cty_date *today)
{
    char text[CTY_DATE_TEXT];

    *today = cli_today();
    if (cty_date_compare(*date, *today) > 0)
        cli_warn(cli, "%s is after today", cty_date_format(*date, text));
}

/* The last quarter that is over. */
static cty_status
last_quarter(int fiscal_year_start, cty_period *out_period, cty_error *err)
{
    cty_period now;
    cty_status status = cty_period_of(cli_today(), CTY_PERIOD_QUARTER,
                                      fiscal_year_start, &now, err);

    if (status != CTY_OK)
        return status;
    return cty_period_before(&now, out_period, err);
}

int
cli_period(struct cli *cli, const char *text, cty_period *out_period)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    int went = cli_ledger_info(cli, &info);

    if (went != CLI_OK)
        return went;
    status =
        text == NULL
            ? last_quarter(info.fiscal_year_start, out_period, &err)
            : cty_period_parse(text, info.fiscal_year_start, out_period, &err);
    return status == CTY_OK ? CLI_OK : cli_fail(cli, &err);
}
