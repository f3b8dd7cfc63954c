#include <csv.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "import.h"
#include "output.h"
#include "sheet.h"

static const cty_column columns[] = {
    {"file", CTY_COLUMN_TEXT},     {"line", CTY_COLUMN_INTEGER},
    {"document", CTY_COLUMN_TEXT}, {"column", CTY_COLUMN_TEXT},
    {"reason", CTY_COLUMN_TEXT},   {"row", CTY_COLUMN_TEXT}};

/* The folder's files are read again beside the problems, in the same order. */
struct rejects {
    const struct folder *folder;
    struct aside aside;
    cty_records *records;
    char file[64];
    struct sheet *sheet;
    struct sheet_row row;
    bool has_row;
    char *text;
    size_t room;
};

struct rejects *
rejects_open(const struct folder *folder)
{
    struct rejects *rejects = calloc(1, sizeof *rejects);
    cty_error err = CTY_ERROR_INIT;

    if (rejects == NULL) {
        (void)cli_no_memory(folder->cli);
        return NULL;
    }
    rejects->folder = folder;
    if (aside_open(folder->cli, "rejects.csv", &rejects->aside) != CLI_OK) {
        free(rejects);
        return NULL;
    }
    if (cty_records_open(CTY_FORMAT_CSV, columns, COLUMN_COUNT(columns),
                         cli_write_file, rejects->aside.file, &rejects->records,
                         &err) != CTY_OK) {
        (void)rejects_close(rejects, cli_fail(folder->cli, &err));
        return NULL;
    }
    return rejects;
}

static void
turn_to(struct rejects *rejects, const char *file)
{
    char *path;

    if (strcmp(rejects->file, file) == 0)
        return;
    sheet_close(rejects->sheet);
    path = folder_path(rejects->folder, file);
    rejects->sheet = path != NULL ? sheet_open(path) : NULL;
    rejects->has_row = false;
    (void)snprintf(rejects->file, sizeof rejects->file, "%s", file);
    free(path);
}

static bool
find_row(struct rejects *rejects, int64_t line)
{
    if (rejects->sheet == NULL)
        return false;
    while (!rejects->has_row || rejects->row.line < line) {
        rejects->has_row =
            sheet_next(rejects->sheet, &rejects->row) == SHEET_ROW;
        if (!rejects->has_row)
            return false;
    }
    return rejects->row.line == line;
}

/* Twice the cell, two quotes and a delimiter are the most that it takes. */
static bool
make_room(struct rejects *rejects)
{
    const struct sheet_row *row = &rejects->row;
    size_t need = 1;
    char *text;

    for (size_t i = 0; i < row->count; i++)
        need += 2 * row->lengths[i] + 3;
    if (need <= rejects->room)
        return true;
    text = realloc(rejects->text, need);
    if (text == NULL)
        return false;
    rejects->text = text;
    rejects->room = need;
    return true;
}

static bool
needs_quotes(const char *cell, size_t length)
{
    return memchr(cell, ',', length) != NULL ||
           memchr(cell, '"', length) != NULL ||
           memchr(cell, '\n', length) != NULL ||
           memchr(cell, '\r', length) != NULL;
}

/* The row as CSV again; a NUL, which no CSV text holds, becomes '?'. */
static const char *
join_row(struct rejects *rejects)
{
    const struct sheet_row *row = &rejects->row;
    size_t used = 0;

    if (!make_room(rejects))
        return "";
    for (size_t i = 0; i < row->count; i++) {
        const char *cell = row->cells[i];
        size_t length = row->lengths[i];

        if (i > 0)
            rejects->text[used++] = ',';
        if (needs_quotes(cell, length)) {
            used += csv_write(rejects->text + used, rejects->room - used, cell,
                              length);
        } else {
            memcpy(rejects->text + used, cell, length);
            used += length;
        }
    }
    for (size_t i = 0; i < used; i++)
        if (rejects->text[i] == '\0')
            rejects->text[i] = '?';
    rejects->text[used] = '\0';
    return rejects->text;
}

int
rejects_add(struct rejects *rejects, const cty_import_problem *problem)
{
    cty_error err = CTY_ERROR_INIT;
    char line[24];
    const char *cells[COLUMN_COUNT(columns)];

    turn_to(rejects, problem->file);
    (void)snprintf(line, sizeof line, "%" PRId64, problem->line);
    cells[0] = problem->file;
    cells[1] = line;
    cells[2] = problem->document;
    cells[3] = problem->column;
    cells[4] = problem->reason;
    cells[5] = find_row(rejects, problem->line) ? join_row(rejects) : "";
    if (cty_records_row(rejects->records, cells, &err) != CTY_OK)
        return cli_fail(rejects->folder->cli, &err);
    return CLI_OK;
}

int
rejects_close(struct rejects *rejects, int went)
{
    struct cli *cli = rejects->folder->cli;
    cty_error err = CTY_ERROR_INIT;

    if (rejects->records != NULL &&
        cty_records_close(rejects->records, &err) != CTY_OK && went == CLI_OK)
        went = cli_fail(cli, &err);
    went = aside_close(cli, &rejects->aside, went);
    sheet_close(rejects->sheet);
    free(rejects->text);
    free(rejects);
    return went;
}
