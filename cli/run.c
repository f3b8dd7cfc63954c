#define _GNU_SOURCE 1 /* sched_getaffinity */

#include "run.h"

#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "page.h"
#include "statement.h"

struct run_args {
    const char *directory;
    const char *formats;
    const char *batch;
    bool per_client;
    const char *sort;
    cty_decimal least;
    const char *jobs;
    struct page_args page;
};

#define RUN_OPTION(name, kind, member, value, help)                            \
    {                                                                          \
        name, 0, kind, offsetof(struct run_args, member), value, help          \
    }

const struct cli_option statement_run_options[] = {
    {"output", 'o', CLI_TEXT, offsetof(struct run_args, directory), "DIR",
     "the folder to write to; made if missing"},
    RUN_OPTION("format", CLI_TEXT, formats, "FORMATS",
               "pdf, html, text, csv, json, or several: pdf,html (as is; text "
               "where pages are not built in)"),
    RUN_OPTION("batch", CLI_TEXT, batch, "N",
               "clients in each PDF (500), at most 2,000"),
    RUN_OPTION("per-client", CLI_FLAG, per_client, NULL,
               "a PDF for each client"),
    RUN_OPTION("sort", CLI_TEXT, sort, "KEY",
               "postcode (as is), client or name"),
    RUN_OPTION("min-saved", CLI_DECIMAL, least, "AMOUNT",
               "no letter for less, in whatever currency"),
    RUN_OPTION("jobs", CLI_TEXT, jobs, "N",
               "threads, at most 64 (one a processor, up to 6)"),
    PAGE_OPTIONS(struct run_args),
    {0}};

/* ---- what was asked for ------------------------------------------------ */

bool
run_has(const struct run *run, int32_t format)
{
    for (size_t i = 0; i < run->format_count; i++)
        if (run->formats[i] == format)
            return true;
    return false;
}

/* Where there are pages, there is one for staff. */
static bool
is_indexed(const struct run *run)
{
    return run_has(run, PRINT_HTML) || run_has(run, PRINT_PDF);
}

bool
run_is_enough(const struct run *run, const cty_saver *saver)
{
    __extension__ typedef __int128 wide;
    cty_error err = CTY_ERROR_INIT;
    int exponent = 2;
    wide least = run->least;

    if (!run->has_least ||
        cty_currency_exponent(saver->currency, &exponent, &err) != CTY_OK)
        return true;
    for (; exponent > 0; exponent--)
        least *= 10;
    return (wide)saver->saved_minor * CTY_DECIMAL_ONE >= least;
}

void
run_file_name(const char *number, int32_t format, char name[RUN_NAME])
{
    (void)snprintf(name, RUN_NAME, "%s.%s", number, statement_ending(format));
    for (char *slash = name; (slash = strchr(slash, '/')) != NULL;)
        *slash = '_';
}

void
run_batch_name(int64_t batch, char name[RUN_NAME])
{
    (void)snprintf(name, RUN_NAME, "statements-%04" PRId64 ".pdf", batch + 1);
}

bool
run_has_pages(const struct run *run)
{
    for (size_t i = 0; i < run->format_count; i++)
        if (statement_is_page(run->formats[i]))
            return true;
    return false;
}

static int
read_formats(struct run *run, const char *formats)
{
    char name[8];

    if (formats == NULL)
        formats = print_is_here ? "pdf,html" : "text";
    while (true) {
        size_t length = strcspn(formats, ",");
        int32_t format = 0;
        int went;

        (void)snprintf(name, sizeof name, "%.*s", (int)length, formats);
        went = statement_format(run->cli, name, &format);
        if (went != CLI_OK)
            return went;
        if (run_has(run, format))
            return cli_usage(run->cli, "--format: %s is named twice", name);
        run->formats[run->format_count++] = format;
        if (formats[length] == '\0')
            return CLI_OK;
        formats += length + 1;
    }
}

static int
read_sort(struct run *run, const char *sort)
{
    static const struct {
        const char *name;
        int32_t sort;
    } known[] = {{"postcode", CTY_SAVERS_BY_POST},
                 {"client", CTY_SAVERS_BY_REF},
                 {"name", CTY_SAVERS_BY_NAME}};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (sort == NULL || strcmp(sort, known[i].name) == 0) {
            run->sort = known[i].sort;
            return CLI_OK;
        }
    return cli_usage(run->cli, "--sort: \"%s\" is not postcode, client or name",
                     sort);
}

/* Those that this process may use. */
static int32_t
processors(void)
{
    cpu_set_t usable;
    long count = sysconf(_SC_NPROCESSORS_ONLN);

    if (sched_getaffinity(0, sizeof usable, &usable) == 0)
        count = CPU_COUNT(&usable);
    if (count < 1)
        return 1;
    return count < RUN_JOBS ? (int32_t)count : RUN_JOBS;
}

static int
read_numbers(struct run *run, const struct run_args *args)
{
    struct cli *cli = run->cli;
    int went = CLI_OK;

    if (args->batch != NULL && args->per_client)
        return cli_usage(cli, "either --batch or --per-client");
    run->combined = run_has(run, PRINT_PDF) && !args->per_client;
    run->duplex = args->page.duplex;
    run->batch = RUN_BATCH;
    run->jobs = processors();
    run->has_least = cli_given(cli, "min-saved");
    run->least = args->least;
    if (args->batch != NULL)
        went = cli_read_number(cli, "--batch", args->batch, RUN_BATCH_MOST,
                               &run->batch);
    if (went == CLI_OK && args->jobs != NULL)
        went = cli_read_number(cli, "--jobs", args->jobs, RUN_JOBS_MOST,
                               &run->jobs);
    return went;
}

static int
read_run(struct run *run, const struct run_args *args)
{
    int went;

    if (args->directory == NULL || args->directory[0] == '\0')
        return cli_usage(run->cli, "-o DIR is missing: where to write?");
    run->staging.folder = args->directory;
    went = read_formats(run, args->formats);
    if (went == CLI_OK)
        went = read_sort(run, args->sort);
    if (went == CLI_OK)
        went = read_numbers(run, args);
    if (went == CLI_OK)
        went = page_read(run->cli, &args->page, run->formats, run->format_count,
                         &run->options);
    return went;
}

/* ---- signals ----------------------------------------------------------- */

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

static volatile sig_atomic_t interrupted;

bool
run_interrupted(void)
{
    return interrupted != 0;
}

static void
interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

/* Who started us with a signal ignored goes on ignoring it. */
static void
listen_to_signals(struct sigaction before[SIGNAL_COUNT])
{
    struct sigaction action = {.sa_handler = interrupt};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        sigaction(signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

static void
forget_signals(const struct sigaction before[SIGNAL_COUNT])
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        sigaction(signals[i], &before[i], NULL);
}

/* ---- the run ----------------------------------------------------------- */

/* Only a least amount makes fewer of them than the ledger says. */
static int
count_savers(struct run *run, int64_t all)
{
    cty_saver_cursor *savers = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    bool found = true;

    run->total = run->has_least ? 0 : all;
    if (!run->has_least)
        return CLI_OK;
    status = cty_saver_cursor_open(run->cli->ledger, &run->period,
                                   CTY_SAVERS_BY_REF, NULL, &savers, &err);
    while (status == CTY_OK && found) {
        cty_saver saver = CTY_SAVER_INIT;

        status = cty_saver_cursor_next(savers, &saver, &found, &err);
        if (status == CTY_OK && found)
            run->total += run_is_enough(run, &saver);
    }
    cty_saver_cursor_close(savers);
    return status == CTY_OK ? CLI_OK : trouble_err(&run->trouble, &err);
}

static int
rank_totals(struct run *run)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;

    if (cty_ledger_info_get(run->cli->ledger, &info, &err) != CTY_OK)
        return trouble_err(&run->trouble, &err);
    tally_rank(&run->totals.saved, info.currency);
    tally_rank(&run->totals.reasons, info.currency);
    tally_rank(&run->totals.persons, info.currency);
    return CLI_OK;
}

static int
write_files(struct run *run)
{
    int went = CLI_OK;

    run->manifest = run_manifest_open(run);
    if (run->manifest == NULL)
        return run->trouble.code;
    if (is_indexed(run)) {
        run->index = run_index_open(run);
        went = run->index != NULL ? CLI_OK : run->trouble.code;
    }
    if (went == CLI_OK && run->total > 0)
        went = run_pool(run);
    if (went == CLI_OK)
        went = run_quiet(run);
    if (went == CLI_OK)
        went = rank_totals(run);
    if (run->index != NULL)
        went = run_index_close(run->index, went);
    return run_manifest_close(run->manifest, went);
}

static int
write_all(struct run *run)
{
    cty_error err = CTY_ERROR_INIT;
    int64_t all = 0;
    int went = run_former_check(run);

    if (went != CLI_OK)
        return went;
    if (cty_issuer_get(run->cli->ledger, &run->issuer, &err) != CTY_OK ||
        cty_saver_cursor_open(run->cli->ledger, &run->period, run->sort, &all,
                              &run->savers, &err) != CTY_OK)
        return trouble_err(&run->trouble, &err);
    went = count_savers(run, all);
    if (went == CLI_OK)
        went = write_files(run);
    cty_saver_cursor_close(run->savers);
    return went == CLI_OK ? run_former_settle(run) : went;
}

static int
run_in_folder(struct run *run)
{
    struct sigaction before[SIGNAL_COUNT];
    int went = staging_open(&run->staging, run->staging.folder, &run->trouble);

    if (went != CLI_OK)
        return went;
    listen_to_signals(before);
    went = write_all(run);
    if (went == CLI_OK)
        went = staging_commit(&run->staging, &run->trouble);
    else
        staging_drop(&run->staging);
    forget_signals(before);
    return went;
}

/* ---- how it went ------------------------------------------------------- */

static const char *
plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

static void
sum_up(const struct run *run)
{
    const struct run_totals *totals = &run->totals;
    char saved[CLI_MONEY_TEXT];

    if (run->warning.code != CLI_OK)
        cli_warn(run->cli, "%s", run->warning.text);
    remarks_tell(&totals->remarks, run->cli);
    if (totals->statements == 0)
        cli_say(run->cli, "%s was saved in %s: no statement to write",
                run->has_least ? "nothing or too little" : "nothing",
                run->period.name);
    else
        cli_say(run->cli, "wrote %" PRId64 " statement%s for %s to %s",
                totals->statements, plural(totals->statements),
                run->period.name, run->staging.folder);
    if (totals->pages > 0)
        cli_say(run->cli, "%" PRId64 " page%s on %" PRId64 " sheet%s",
                totals->pages, plural(totals->pages), totals->sheets,
                plural(totals->sheets));
    for (size_t i = 0; i < totals->saved.count; i++) {
        const struct tally_line *line = &totals->saved.lines[i];

        cli_say(run->cli, "saved %s in all",
                cli_money(line->minor, line->currency, saved));
    }
    if (totals->quiet > 0)
        cli_say(run->cli, "%" PRId64 " client%s had %s saved: no letter",
                totals->quiet, plural(totals->quiet),
                run->has_least ? "nothing or too little" : "nothing");
}

int
cmd_statement_run(struct cli *cli, int argc, const char **argv)
{
    struct run_args args = {0};
    struct run run = {.cli = cli,
                      .options = CTY_PRINTER_OPTIONS_INIT,
                      .issuer = CTY_ISSUER_INIT};
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = read_run(&run, &args);
    if (went == CLI_OK)
        went = cli_open(cli, false);
    if (went == CLI_OK)
        went = cli_period(cli, cli->operands[0], &run.period);
    if (went == CLI_OK && run_has_pages(&run))
        went = page_check_period(cli, &run.period, run.options.issued);
    if (went != CLI_OK)
        return went;

    went = run_in_folder(&run);
    if (went == CLI_OK) {
        sum_up(&run);
        printf("%s/%s\n", args.directory,
               is_indexed(&run) ? RUN_INDEX : STAGING_LAST);
    } else {
        (void)trouble_tell(&run.trouble, cli);
    }
    tally_free(&run.totals.saved);
    tally_free(&run.totals.reasons);
    tally_free(&run.totals.persons);
    return went;
}
