#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "run.h"
#include "sheet.h"
#include "statement.h"

/* Columns that are read, and how long a name to blame is looked for. */
enum {
    STATEMENT = 1,
    CLIENT_REF = 2,
    FILE_NAME = 8,
    SHA256 = 9,
    LOOKED_UP_MOST = 500
};

/* A row of the manifest that lies in the folder, as far as it is needed. */
struct former_row {
    char number[CTY_STATEMENT_NUMBER_TEXT];
    char client_ref[CTY_MAX_REF + 1];
    char name[RUN_NAME];
    char digest[CTY_CHAIN_HEAD_TEXT];
    int32_t format;
    bool combined;
};

struct former {
    struct run *run;
    struct sheet *sheet; /* NULL: there is no manifest */
    char *path;
};

static int
refuse(struct former *former, const char *reason)
{
    return trouble_say(&former->run->trouble, CLI_REFUSED,
                       "%s %s: choose another folder",
                       former->run->staging.folder, reason);
}

/* ---- reading ----------------------------------------------------------- */

static void
copy_cell(const struct sheet_row *row, size_t column, char *to, size_t room)
{
    const char *cell = row->cells[column];
    size_t size = row->lengths[column];

    /* A guard, as CSV has it before what could be a formula. */
    if (size > 1 && cell[0] == '\'' && strchr("=+-@", cell[1]) != NULL) {
        cell++;
        size--;
    }
    if (size >= room || memchr(cell, '\0', size) != NULL)
        size = 0;
    memcpy(to, cell, size);
    to[size] = '\0';
}

static bool
is_header(const struct sheet_row *row)
{
    char name[32];

    if (row->count != RUN_MANIFEST_COLUMNS)
        return false;
    for (size_t i = 0; i < RUN_MANIFEST_COLUMNS; i++) {
        copy_cell(row, i, name, sizeof name);
        if (strcmp(name, run_manifest_columns[i].name) != 0)
            return false;
    }
    return true;
}

/* Whether it is "statements-0001.pdf" or what the statement's file is called;
 * no other name is believed. */
static bool
knows_name(struct former_row *row)
{
    static const int32_t formats[] = {CTY_FORMAT_TEXT, CTY_FORMAT_CSV,
                                      CTY_FORMAT_JSON, PRINT_HTML, PRINT_PDF};
    char name[RUN_NAME];
    long long batch = 0;
    const char *digits = strchr(row->name, '-');

    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        row->format = formats[i];
        run_file_name(row->number, row->format, name);
        if (strcmp(name, row->name) == 0)
            return true;
    }
    row->combined = true;
    if (digits != NULL)
        batch = strtoll(digits + 1, NULL, 10);
    if (batch < 1)
        return false;
    run_batch_name(batch - 1, name);
    return strcmp(name, row->name) == 0;
}

static bool
read_row(const struct sheet_row *cells, struct former_row *row)
{
    *row = (struct former_row){0};
    if (cells->count != RUN_MANIFEST_COLUMNS)
        return false;
    copy_cell(cells, STATEMENT, row->number, sizeof row->number);
    copy_cell(cells, CLIENT_REF, row->client_ref, sizeof row->client_ref);
    copy_cell(cells, FILE_NAME, row->name, sizeof row->name);
    copy_cell(cells, SHA256, row->digest, sizeof row->digest);
    return row->number[0] != '\0' && row->number[0] != '.' &&
           strlen(row->digest) == CTY_CHAIN_HEAD_TEXT - 1 && knows_name(row);
}

static int
open_former(struct former *former, struct run *run)
{
    size_t room = strlen(run->staging.folder) + sizeof "/" STAGING_LAST;
    struct sheet_row header;
    struct stat there;

    *former = (struct former){.run = run, .path = malloc(room)};
    if (former->path == NULL)
        return trouble_memory(&run->trouble);
    (void)snprintf(former->path, room, "%s/" STAGING_LAST, run->staging.folder);
    if (lstat(former->path, &there) != 0)
        return CLI_OK;
    if (!S_ISREG(there.st_mode))
        return refuse(former, "holds a manifest.csv that is no plain file");
    former->sheet = sheet_open(former->path);
    if (former->sheet == NULL)
        return trouble_errno(&run->trouble, former->path, "");
    if (sheet_next(former->sheet, &header) != SHEET_ROW || !is_header(&header))
        return refuse(former, "holds a manifest.csv that is no run's");
    return CLI_OK;
}

static void
close_former(struct former *former)
{
    if (former->sheet != NULL)
        sheet_close(former->sheet);
    free(former->path);
}

static int
next_row(struct former *former, struct former_row *row, bool *out_found)
{
    struct sheet_row cells;
    enum sheet_step step =
        former->sheet != NULL ? sheet_next(former->sheet, &cells) : SHEET_END;

    *out_found = step == SHEET_ROW;
    if (step == SHEET_END)
        return CLI_OK;
    if (step != SHEET_ROW || !read_row(&cells, row))
        return refuse(former, "holds a manifest.csv that is no run's");
    return CLI_OK;
}

/* ---- before the run ---------------------------------------------------- */

static int
check_period(struct former *former, const struct former_row *row)
{
    size_t length = strcspn(row->number, "/");
    char reason[80];

    if (strlen(former->run->period.name) == length &&
        strncmp(row->number, former->run->period.name, length) == 0)
        return CLI_OK;
    (void)snprintf(reason, sizeof reason, "holds the statements of %.*s",
                   (int)length, row->number);
    return refuse(former, reason);
}

static cty_status
find_code(struct run *run, const char *ref, char code[CTY_CODE_TEXT],
          cty_error *err)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_cursor *cursor = NULL;
    bool found = false;
    cty_status status =
        cty_client_cursor_open(run->cli->ledger, ref, &cursor, err);

    if (status != CTY_OK)
        return status;
    status = cty_client_cursor_next(cursor, &client, &found, err);
    if (status == CTY_OK && found)
        (void)snprintf(code, CTY_CODE_TEXT, "%s", client.tracking_code);
    cty_client_cursor_close(cursor);
    return status;
}

/* The client has the code of the statement in this ledger too. */
static int
check_client(struct former *former, const struct former_row *row)
{
    const char *from = row->number + strcspn(row->number, "/");
    char code[CTY_CODE_TEXT] = "";
    cty_error err = CTY_ERROR_INIT;
    cty_status status = find_code(former->run, row->client_ref, code, &err);
    size_t length = strlen(code);

    if (status != CTY_OK && status != CTY_E_NOT_FOUND &&
        status != CTY_E_ARGUMENT)
        return trouble_err(&former->run->trouble, &err);
    if (length > 0 && from[0] == '/' && strncmp(from + 1, code, length) == 0 &&
        (from[1 + length] == '\0' || from[1 + length] == '/'))
        return CLI_OK;
    return refuse(former, "holds the run of another ledger");
}

static size_t
format_at(const struct run *run, int32_t format)
{
    size_t at = 0;

    while (at < run->format_count && run->formats[at] != format)
        at++;
    return at;
}

/* seen: which of the run's formats the manifest has, as bits. */
static int
check_shape(struct former *former, const struct former_row *row,
            unsigned *in_out_seen)
{
    const struct run *run = former->run;
    int32_t format = row->combined ? PRINT_PDF : row->format;
    char reason[120];

    if (!run_has(run, format)) {
        (void)snprintf(reason, sizeof reason,
                       "holds a run of %s as %s, which is not asked for",
                       run->period.name, statement_format_name(format));
        return refuse(former, reason);
    }
    *in_out_seen |= 1U << format_at(run, format);
    if (format != PRINT_PDF || row->combined == run->combined)
        return CLI_OK;
    return refuse(former, row->combined ? "holds a run without --per-client"
                                        : "holds a run with --per-client");
}

static int
check_rows(struct former *former)
{
    struct former_row row;
    char before[CTY_STATEMENT_NUMBER_TEXT] = "";
    unsigned seen = 0;
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        went = next_row(former, &row, &found);
        if (went != CLI_OK || !found)
            break;
        went = check_period(former, &row);
        if (went == CLI_OK && strcmp(before, row.number) != 0)
            went = check_client(former, &row);
        if (went == CLI_OK)
            went = check_shape(former, &row, &seen);
        memcpy(before, row.number, sizeof before);
    }
    if (went == CLI_OK && seen != 0 &&
        seen != (1U << former->run->format_count) - 1)
        return refuse(former, "holds a run with fewer formats");
    return went;
}

int
run_former_check(struct run *run)
{
    struct former former;
    int went = open_former(&former, run);

    if (went == CLI_OK)
        went = check_rows(&former);
    run->fresh = former.sheet == NULL;
    close_former(&former);
    return went;
}

/* ---- after it ---------------------------------------------------------- */

/* What the staging would write over, and what of it is a run's. */
struct clash {
    struct run *run;
    int64_t taken;
    int64_t known;
    int looked_up;
    char name[RUN_NAME]; /* the first that is not known */
};

static bool
count_taken(void *context, const char *name, bool plain)
{
    struct clash *clash = context;

    (void)plain;
    if (clash->run->fresh || strcmp(name, RUN_INDEX) != 0)
        clash->taken++;
    return true;
}

static int
list_stale(struct run *run, FILE **stale, const struct former_row *row)
{
    if (*stale == NULL)
        *stale = staging_create(&run->staging, STAGING_STALE);
    if (*stale == NULL ||
        fprintf(*stale, "%s %s\n", row->digest, row->name) < 0)
        return trouble_errno(&run->trouble, run->staging.folder, "");
    return CLI_OK;
}

/* The rows of a combined PDF name it again and again. */
static int
sort_out(struct former *former, struct clash *clash, FILE **stale)
{
    struct run *run = former->run;
    struct former_row row;
    char combined[RUN_NAME] = "";
    bool found = true;
    int went = CLI_OK;

    while (went == CLI_OK) {
        went = next_row(former, &row, &found);
        if (went != CLI_OK || !found)
            break;
        if (row.combined && strcmp(row.name, combined) == 0)
            continue;
        if (row.combined)
            memcpy(combined, row.name, sizeof combined);
        if (!staging_holds(&run->staging, row.name))
            went = list_stale(run, stale, &row);
        else if (staging_is_taken(&run->staging, row.name))
            clash->known++;
    }
    return went;
}

static bool
is_known(struct run *run, const char *name)
{
    struct former former;
    struct former_row row;
    bool found = true;
    bool known = false;
    int went = open_former(&former, run);

    while (went == CLI_OK && found && !known) {
        went = next_row(&former, &row, &found);
        known = went == CLI_OK && found && strcmp(row.name, name) == 0;
    }
    close_former(&former);
    return known;
}

static bool
find_unknown(void *context, const char *name, bool plain)
{
    struct clash *clash = context;

    (void)plain;
    if (++clash->looked_up > LOOKED_UP_MOST)
        return false;
    if (strcmp(name, RUN_INDEX) == 0 || is_known(clash->run, name))
        return true;
    (void)snprintf(clash->name, sizeof clash->name, "%s", name);
    return false;
}

/* What is no plain file is not written over, whoever names it. */
static bool
find_no_file(void *context, const char *name, bool plain)
{
    struct clash *clash = context;

    if (!plain)
        (void)snprintf(clash->name, sizeof clash->name, "%s", name);
    return plain;
}

static int
refuse_clash(struct clash *clash)
{
    return trouble_say(&clash->run->trouble, CLI_REFUSED,
                       "%s/%s is there and is no file of this run: move it "
                       "away, or choose another folder",
                       clash->run->staging.folder,
                       clash->name[0] != '\0' ? clash->name : "*");
}

static int
settle(struct former *former, struct clash *clash)
{
    struct run *run = former->run;
    FILE *stale = NULL;
    int went = sort_out(former, clash, &stale);

    if (stale != NULL && fclose(stale) != 0 && went == CLI_OK)
        went = trouble_errno(&run->trouble, run->staging.folder, "");
    if (went == CLI_OK)
        went = staging_each_taken(&run->staging, find_no_file, clash,
                                  &run->trouble);
    if (went == CLI_OK && clash->name[0] != '\0')
        return refuse_clash(clash);
    if (went == CLI_OK)
        went = staging_each_taken(&run->staging, count_taken, clash,
                                  &run->trouble);
    if (went != CLI_OK || clash->taken == clash->known)
        return went;
    went =
        staging_each_taken(&run->staging, find_unknown, clash, &run->trouble);
    return went == CLI_OK ? refuse_clash(clash) : went;
}

int
run_former_settle(struct run *run)
{
    struct former former;
    struct clash clash = {.run = run};
    int went = open_former(&former, run);

    if (went == CLI_OK)
        went = settle(&former, &clash);
    close_former(&former);
    return went;
}
