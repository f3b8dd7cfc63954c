#include "import.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PROBLEMS_SHOWN = 100, PERSONS_SHOWN = 100, SENTENCE_BYTES = 400 };

struct import_args {
    struct cli_list columns;
    const char *new_reasons;
    cty_rounding rounding;
    bool go_on;
};

static const struct cli_option import_options[] = {
    {"round", 0, CLI_ROUNDING, offsetof(struct import_args, rounding), "HOW",
     "half-up or half-even, for money with more decimals than its currency"},
    {"new-reasons", 0, CLI_TEXT, offsetof(struct import_args, new_reasons),
     "HOW", "saving or no-saving: add reasons that are not known yet"},
    {"column", 0, CLI_LIST, offsetof(struct import_args, columns),
     "FILE.COLUMN=HEADER", "read a column under another header"},
    {"continue", 0, CLI_FLAG, offsetof(struct import_args, go_on), NULL,
     "leave bad documents out, and write them to rejects.csv here"},
    CLI_OPTION_DRY_RUN,
    {0}};

/* ---- what went wrong -------------------------------------------------- */

static void
say_problem(struct cli *cli, const cty_import_problem *problem)
{
    cli_say(cli, "%s:%" PRId64 ": %s%s%s", problem->file, problem->line,
            problem->column, problem->column[0] != '\0' ? ": " : "",
            problem->reason);
}

static int
each_problem(struct folder *folder, struct rejects *rejects)
{
    cty_error err = CTY_ERROR_INIT;
    int64_t faults = 0;
    bool unrounded = false;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;

        if (cty_import_problem_next(folder->import, &problem, &found, &err) !=
            CTY_OK)
            return cli_fail(folder->cli, &err);
        if (!found)
            break;
        unrounded = unrounded || strstr(problem.reason, "half-up") != NULL;
        if (problem.at_fault && faults++ < PROBLEMS_SHOWN)
            say_problem(folder->cli, &problem);
        if (rejects != NULL)
            went = rejects_add(rejects, &problem);
    }
    if (faults > PROBLEMS_SHOWN)
        cli_say(folder->cli, "and %" PRId64 " more", faults - PROBLEMS_SHOWN);
    if (unrounded)
        cli_say(folder->cli, "to round such amounts, give --round half-up or "
                             "--round half-even");
    return went;
}

/* With rejects.csv, where documents were left out. */
static int
tell_problems(struct folder *folder, bool rejecting)
{
    struct rejects *rejects = NULL;
    int went;

    if (rejecting) {
        rejects = rejects_open(folder);
        if (rejects == NULL)
            return CLI_FAILED;
    }
    went = each_problem(folder, rejects);
    if (rejects != NULL)
        went = rejects_close(rejects, went);
    return went;
}

/* ---- what was done ---------------------------------------------------- */

static void
add_count(char *sentence, int64_t count, const char *what)
{
    size_t used = strlen(sentence);

    if (count > 0)
        (void)snprintf(sentence + used, SENTENCE_BYTES - used,
                       "%s%" PRId64 " %s%s", used > 0 ? ", " : "", count, what,
                       count == 1 ? "" : "s");
}

static void
tell_counts(struct cli *cli, const cty_import_result *result)
{
    char sentence[SENTENCE_BYTES] = "";

    add_count(sentence, result->clients_added, "client");
    add_count(sentence, result->persons_added, "person");
    add_count(sentence, result->reasons_added, "reason");
    add_count(sentence, result->quotes_added, "quote");
    add_count(sentence, result->bills_added, "bill");
    add_count(sentence, result->credits_added, "credit");
    if (sentence[0] != '\0')
        cli_say(cli, "imported %s", sentence);
    else if (result->skipped > 0)
        cli_say(cli,
                "nothing new: all %" PRId64 " documents, clients and reasons "
                "were there already",
                result->skipped);
    else
        cli_say(cli, "nothing was imported");
    if (sentence[0] != '\0' && result->skipped > 0)
        cli_say(cli, "%" PRId64 " were there already", result->skipped);
    if (result->rounded > 0)
        cli_say(cli, "%" PRId64 " amount%s rounded", result->rounded,
                result->rounded == 1 ? " was" : "s were");
}

static int
tell_persons(struct folder *folder)
{
    cty_error err = CTY_ERROR_INIT;
    const char *name = NULL;
    int64_t count = 0;
    bool found = true;

    for (;;) {
        if (cty_import_person_next(folder->import, &name, &found, &err) !=
            CTY_OK)
            return cli_fail(folder->cli, &err);
        if (!found)
            break;
        if (count++ < PERSONS_SHOWN)
            cli_say(folder->cli, "added the person %s", name);
    }
    if (count > PERSONS_SHOWN)
        cli_say(folder->cli, "and %" PRId64 " more", count - PERSONS_SHOWN);
    return CLI_OK;
}

static int
tell(struct folder *folder, const cty_import_result *result, bool go_on)
{
    struct cli *cli = folder->cli;
    bool rejecting = go_on && result->bad_rows > 0 && !cli->dry_run;
    int went = tell_problems(folder, rejecting);

    if (went == CLI_OK)
        went = tell_persons(folder);
    if (went != CLI_OK)
        return went;
    tell_counts(cli, result);
    if (cli->dry_run)
        cli_say(cli, "dry run: nothing was written");
    if (result->bad_rows == 0)
        return CLI_OK;
    cli_complain(
        cli, "%" PRId64 " bad row%s; %" PRId64 " document%s left out%s",
        result->bad_rows, result->bad_rows == 1 ? "" : "s",
        result->rejected_documents, result->rejected_documents == 1 ? "" : "s",
        rejecting ? ": see rejects.csv" : "");
    return CLI_FAILED;
}

/* ---- the import ------------------------------------------------------- */

/* Bad rows, and nothing was imported. */
static int
tell_refusal(struct folder *folder, const cty_import_result *result)
{
    int went = tell_problems(folder, false);

    if (went != CLI_OK)
        return went;
    cli_complain(folder->cli,
                 "nothing was imported: %" PRId64 " bad row%s; mend them, or "
                 "leave their documents out with --continue",
                 result->bad_rows, result->bad_rows == 1 ? "" : "s");
    return CLI_FAILED;
}

static int
finish(struct folder *folder, bool go_on)
{
    cty_import_result result = CTY_IMPORT_RESULT_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_import_finish(folder->import, &result, &err);

    progress_end(&folder->progress);
    if (status == CTY_OK)
        return tell(folder, &result, go_on);
    if (status == CTY_E_STATE && result.bad_rows > 0)
        return tell_refusal(folder, &result);
    return cli_fail(folder->cli, &err);
}

static int
import_folder(struct folder *folder, const cty_import_options *options,
              bool go_on)
{
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_import_open(folder->cli->ledger, options, &folder->import, &err) !=
        CTY_OK)
        return cli_fail(folder->cli, &err);
    went = folder_read(folder);
    if (went == CLI_OK) {
        progress_begin(&folder->progress, "posting");
        went = finish(folder, go_on);
    }
    cty_import_close(folder->import);
    return went;
}

static int
read_options(struct cli *cli, const struct import_args *args,
             cty_import_options *options)
{
    options->rounding = args->rounding;
    options->mode = args->go_on ? CTY_BATCH_CONTINUE : CTY_BATCH_ATOMIC;
    options->dry_run = cli->dry_run;
    if (args->new_reasons == NULL)
        options->new_reasons = CTY_NEW_REASONS_REFUSE;
    else if (strcmp(args->new_reasons, "saving") == 0)
        options->new_reasons = CTY_NEW_REASONS_SAVING;
    else if (strcmp(args->new_reasons, "no-saving") == 0)
        options->new_reasons = CTY_NEW_REASONS_NO_SAVING;
    else
        return cli_usage(cli,
                         "--new-reasons: \"%s\" is neither saving nor "
                         "no-saving",
                         args->new_reasons);
    return CLI_OK;
}

static int
cmd_import(struct cli *cli, int argc, const char **argv)
{
    struct import_args args = {0};
    struct mappings mappings = {0};
    struct folder folder = {.cli = cli, .mappings = &mappings};
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK)
        went = read_options(cli, &args, &options);
    if (went == CLI_OK)
        went = mappings_read(cli, &args.columns, &mappings);
    if (went != CLI_OK)
        return went;

    folder.path = cli->operands[0];
    went = folder_look(&folder);
    if (went == CLI_OK)
        went = cli_open(cli, true);
    if (went != CLI_OK)
        return went;

    options.progress = progress_step;
    options.context = &folder.progress;
    return import_folder(&folder, &options, args.go_on);
}

static const struct cli_command commands[] = {
    {NULL, "FOLDER [OPTION...]",
     "Import a folder of CSV files: clients, reasons, quotes, quote_lines, "
     "bills,\nbill_lines, discounts, charges, credits, any of them. One bad "
     "row, and nothing is\nimported; what is there already is skipped.",
     "  courtesy import exports/2026-09 --round half-up --dry-run\n"
     "  courtesy import exports/2026-09 --column "
     "clients.client_ref=external_ref\n",
     1, 1, import_options, cmd_import}};

const struct cli_noun import_noun = {"import", "read a folder of CSV files",
                                     commands, 1};
