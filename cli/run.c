#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "aside.h"
#include "output.h"
#include "progress.h"
#include "statement.h"

enum { FORMATS_MOST = 3, CURRENCIES_MOST = 256 };

struct run_args {
    const char *directory;
    const char *formats;
};

const struct cli_option statement_run_options[] = {
    {"output", 'o', CLI_TEXT, offsetof(struct run_args, directory), "DIR",
     "the folder to write to; made if missing"},
    {"format", 0, CLI_TEXT, offsetof(struct run_args, formats), "FORMATS",
     "text (as is), csv, json, or several: text,csv"},
    {0}};

/* What is written, as the manifest needs its digest. Used again for each. */
struct bytes {
    char *start;
    size_t size;
    size_t room;
};

struct run {
    struct cli *cli;
    const char *directory;
    cty_period period;
    int32_t formats[FORMATS_MOST];
    size_t format_count;
    struct bytes bytes;
    cty_records *manifest;
    int64_t statements;
    cty_money saved[CURRENCIES_MOST]; /* a sum for each currency */
    size_t currencies;
};

/* ---- folders and names ------------------------------------------------ */

static int
make_directory(struct cli *cli, const char *directory)
{
    struct stat there;

    if (mkdir(directory, 0777) == 0)
        return CLI_OK;
    if (errno != EEXIST)
        return cli_fail_errno(cli, directory);
    if (stat(directory, &there) == 0 && S_ISDIR(there.st_mode))
        return CLI_OK;
    cli_complain(cli, "%s is there and is not a folder", directory);
    return CLI_REFUSED;
}

/* Yours. */
static char *
path_in(const char *directory, const char *name)
{
    size_t room = strlen(directory) + strlen(name) + 2;
    char *path = malloc(room);

    if (path != NULL)
        (void)snprintf(path, room, "%s/%s", directory, name);
    return path;
}

static const char *
ending_of(int32_t format)
{
    return format == CTY_FORMAT_TEXT  ? "txt"
           : format == CTY_FORMAT_CSV ? "csv"
                                      : "json";
}

static void
file_name(const char *number, int32_t format, char *buffer, size_t room)
{
    (void)snprintf(buffer, room, "%s.%s", number, ending_of(format));
    for (char *slash = buffer; (slash = strchr(slash, '/')) != NULL;)
        *slash = '_';
}

/* ---- a statement ------------------------------------------------------ */

static bool
collect(void *context, const void *piece, size_t size)
{
    struct bytes *bytes = context;

    if (size > bytes->room - bytes->size) {
        size_t room = (bytes->size + size) * 2;
        char *start = realloc(bytes->start, room);

        if (start == NULL)
            return false;
        bytes->start = start;
        bytes->room = room;
    }
    memcpy(bytes->start + bytes->size, piece, size);
    bytes->size += size;
    return true;
}

static int
write_bytes(struct run *run, const char *name)
{
    struct aside aside;
    char *path = path_in(run->directory, name);
    int went = path != NULL ? aside_open(run->cli, path, &aside)
                            : cli_no_memory(run->cli);

    if (went == CLI_OK) {
        (void)fwrite(run->bytes.start, 1, run->bytes.size, aside.file);
        went = aside_close(run->cli, &aside, CLI_OK);
    }
    free(path);
    return went;
}

static int
list_file(struct run *run, const cty_statement_info *info, const char *name)
{
    cty_error err = CTY_ERROR_INIT;
    char digest[CTY_CHAIN_HEAD_TEXT];
    struct row row;

    cty_sha256_hex(run->bytes.start, run->bytes.size, digest);
    row_begin(&row);
    row_number(&row, run->statements);
    row_text(&row, info->number);
    row_text(&row, info->client_ref);
    row_text(&row, info->currency);
    row_money(&row, info->saved_minor, info->currency);
    row_text(&row, "");
    row_text(&row, "");
    row_text(&row, "");
    row_text(&row, name);
    row_text(&row, digest);
    if (cty_records_row(run->manifest, row.cells, &err) != CTY_OK)
        return cli_fail(run->cli, &err);
    return CLI_OK;
}

static int
add_up(struct run *run, const cty_statement_info *info)
{
    cty_money saved = cli_amount(info->saved_minor, info->currency);
    cty_error err = CTY_ERROR_INIT;
    size_t i = 0;

    while (i < run->currencies &&
           strcmp(run->saved[i].currency, info->currency) != 0)
        i++;
    if (i == CURRENCIES_MOST)
        return CLI_OK;
    if (i == run->currencies) {
        run->saved[run->currencies++] = saved;
        return CLI_OK;
    }
    if (cty_money_add(run->saved[i], saved, &run->saved[i], &err) != CTY_OK)
        return cli_fail(run->cli, &err);
    return CLI_OK;
}

static int
write_formats(struct run *run, const cty_statement *statement)
{
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;
    char name[CTY_STATEMENT_NUMBER_TEXT + 8];
    int went;

    if (cty_statement_info_get(statement, &info, &err) != CTY_OK)
        return cli_fail(run->cli, &err);
    run->statements++;
    went = add_up(run, &info);
    for (size_t i = 0; i < run->format_count && went == CLI_OK; i++) {
        run->bytes.size = 0;
        file_name(info.number, run->formats[i], name, sizeof name);
        if (cty_statement_write(statement, run->formats[i], collect,
                                &run->bytes, &err) != CTY_OK)
            return cli_fail(run->cli, &err);
        went = write_bytes(run, name);
        if (went == CLI_OK)
            went = list_file(run, &info, name);
    }
    return went;
}

static int
run_one(struct run *run, const cty_saver *saver)
{
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_statement_draw(run->cli->ledger, saver->client_ref, &run->period,
                           saver->currency, &statement, &err) != CTY_OK)
        return cli_fail(run->cli, &err);
    went = write_formats(run, statement);
    cty_statement_free(statement);
    return went;
}

/* ---- the run ---------------------------------------------------------- */

static int
run_all(struct run *run)
{
    struct progress progress;
    cty_saver_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    int64_t total = 0;
    bool found = true;
    int went = CLI_OK;

    if (cty_saver_cursor_open(run->cli->ledger, &run->period, CTY_SAVERS_BY_REF,
                              &total, &cursor, &err) != CTY_OK)
        return cli_fail(run->cli, &err);
    progress_begin(&progress, "statements");
    while (went == CLI_OK) {
        cty_saver saver = CTY_SAVER_INIT;

        progress_step(&progress, run->statements, total);
        if (cty_saver_cursor_next(cursor, &saver, &found, &err) != CTY_OK)
            went = cli_fail(run->cli, &err);
        if (went != CLI_OK || !found)
            break;
        went = run_one(run, &saver);
    }
    progress_end(&progress);
    cty_saver_cursor_close(cursor);
    return went;
}

static int
run_with_manifest(struct run *run, FILE *to)
{
    static const cty_column columns[] = {
        {"sequence", CTY_COLUMN_INTEGER}, {"statement", CTY_COLUMN_TEXT},
        {"client_ref", CTY_COLUMN_TEXT},  {"currency", CTY_COLUMN_TEXT},
        {"saved", CTY_COLUMN_AMOUNT},     {"first_page", CTY_COLUMN_INTEGER},
        {"pages", CTY_COLUMN_INTEGER},    {"sheets", CTY_COLUMN_INTEGER},
        {"file", CTY_COLUMN_TEXT},        {"sha256", CTY_COLUMN_TEXT}};
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_records_open(CTY_FORMAT_CSV, columns, COLUMN_COUNT(columns),
                         cli_write_file, to, &run->manifest, &err) != CTY_OK)
        return cli_fail(run->cli, &err);
    went = run_all(run);
    if (cty_records_close(run->manifest, &err) != CTY_OK && went == CLI_OK)
        went = cli_fail(run->cli, &err);
    return went;
}

static void
sum_up(const struct run *run)
{
    char saved[CLI_MONEY_TEXT];

    if (run->statements == 0)
        cli_say(run->cli, "nothing was saved in %s: no statement to write",
                run->period.name);
    else
        cli_say(run->cli, "wrote %" PRId64 " statement%s for %s to %s",
                run->statements, run->statements == 1 ? "" : "s",
                run->period.name, run->directory);
    for (size_t i = 0; i < run->currencies; i++)
        cli_say(run->cli, "saved %s in all",
                cli_money(run->saved[i].minor, run->saved[i].currency, saved));
}

static int
run_statements(struct run *run)
{
    struct aside aside;
    char *path;
    int went = make_directory(run->cli, run->directory);

    if (went != CLI_OK)
        return went;
    path = path_in(run->directory, "manifest.csv");
    went = path != NULL ? aside_open(run->cli, path, &aside)
                        : cli_no_memory(run->cli);
    if (went == CLI_OK) {
        went = run_with_manifest(run, aside.file);
        went = aside_close(run->cli, &aside, went);
    }
    if (went == CLI_OK) {
        sum_up(run);
        puts(path);
    }
    free(path);
    free(run->bytes.start);
    return went;
}

static int
read_formats(struct run *run, const char *formats)
{
    char name[8];

    while (*formats != '\0') {
        size_t length = strcspn(formats, ",");
        int went;

        (void)snprintf(name, sizeof name, "%.*s", (int)length, formats);
        if (run->format_count == FORMATS_MOST)
            return cli_usage(run->cli, "--format: more than there are");
        went = statement_format(run->cli, name,
                                &run->formats[run->format_count++]);
        if (went != CLI_OK)
            return went;
        formats += length + (formats[length] == ',');
    }
    if (run->format_count == 0)
        return cli_usage(run->cli, "--format: none is named");
    return CLI_OK;
}

int
cmd_statement_run(struct cli *cli, int argc, const char **argv)
{
    struct run_args args = {.formats = "text"};
    struct run run = {.cli = cli};
    int went = cli_parse(cli, &args, argc, argv);

    if (went == CLI_OK && args.directory == NULL)
        return cli_usage(cli, "-o DIR is missing: where to write?");
    if (went == CLI_OK)
        went = read_formats(&run, args.formats);
    if (went == CLI_OK)
        went = cli_open(cli, false);
    if (went == CLI_OK)
        went = cli_period(cli, cli->operands[0], &run.period);
    if (went != CLI_OK)
        return went;

    run.directory = args.directory;
    return run_statements(&run);
}
