#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "import.h"
#include "sheet.h"

enum { LIST_BYTES = 1024 };

/* ---- what is there ---------------------------------------------------- */

char *
folder_path(const struct folder *folder, const char *file)
{
    size_t room = strlen(folder->path) + strlen(file) + 2;
    char *path = malloc(room);

    if (path != NULL)
        (void)snprintf(path, room, "%s/%s", folder->path, file);
    return path;
}

static bool
is_known(const char *name)
{
    const char *file;

    for (size_t i = 0; (file = cty_import_file_name(i)) != NULL; i++)
        if (strcmp(file, name) == 0)
            return true;
    return false;
}

/* Adds ", name"; what does not fit is left out with "...". */
static void
add_name(char *list, const char *name)
{
    size_t used = strlen(list);
    size_t need = strlen(name) + 3;

    if (used + need + 6 < LIST_BYTES)
        (void)snprintf(list + used, need, "%s%s", used > 0 ? ", " : "", name);
    else if (strcmp(list + used - 3, "...") != 0)
        (void)snprintf(list + used, 6, ", ...");
}

static int
none_known(const struct folder *folder)
{
    char list[LIST_BYTES] = "";
    const char *file;

    for (size_t i = 0; (file = cty_import_file_name(i)) != NULL; i++)
        add_name(list, file);
    cli_complain(folder->cli,
                 "%s has none of the files to import; expected one or more of "
                 "%s",
                 folder->path, list);
    return CLI_FAILED;
}

static void
add_size(struct folder *folder, const char *file)
{
    char *path = folder_path(folder, file);
    struct stat there;

    if (path != NULL && stat(path, &there) == 0)
        folder->bytes_total += there.st_size;
    free(path);
}

int
folder_look(struct folder *folder)
{
    char ignored[LIST_BYTES] = "";
    struct dirent **entries = NULL;
    int count = scandir(folder->path, &entries, NULL, alphasort);
    bool any = false;

    if (count == -1)
        return cli_fail_errno(folder->cli, folder->path);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;

        if (is_known(name)) {
            any = true;
            add_size(folder, name);
        } else if (name[0] != '.') {
            add_name(ignored, name);
        }
        free(entries[i]);
    }
    free(entries);
    if (ignored[0] != '\0')
        cli_say(folder->cli, "ignored in %s: %s", folder->path, ignored);
    return any ? CLI_OK : none_known(folder);
}

/* ---- the header ------------------------------------------------------- */

/* A file that cannot be read at all. */
static int
refuse_file(struct folder *folder, const char *file, int64_t line,
            const char *column, const char *reason)
{
    progress_end(&folder->progress);
    cli_say(folder->cli, "%s:%" PRId64 ": %s%s%s", file, line, column,
            *column != '\0' ? ": " : "", reason);
    cli_complain(folder->cli, "nothing was imported");
    return CLI_FAILED;
}

struct header {
    char *text;
    const char *headers[SHEET_CELLS_MOST];
    const char *columns[SHEET_CELLS_MOST];
    size_t count;
};

/* false: out of memory, or a NUL within a name. */
static bool
copy_header(const struct sheet_row *row, struct header *header)
{
    size_t room = 0;
    char *to;

    for (size_t i = 0; i < row->count; i++)
        room += row->lengths[i] + 1;
    header->text = to = malloc(room);
    header->count = row->count;
    for (size_t i = 0; i < row->count && to != NULL; i++) {
        const char *cell = row->cells[i];
        size_t length = row->lengths[i];

        if (memchr(cell, '\0', length) != NULL)
            return false;
        for (; length > 0 && *cell == ' '; length--)
            cell++;
        while (length > 0 && cell[length - 1] == ' ')
            length--;
        memcpy(to, cell, length);
        to[length] = '\0';
        header->headers[i] = to;
        to += length + 1;
    }
    return to != NULL;
}

static bool
is_column(const char *file, const char *name)
{
    const char *column;

    for (size_t i = 0; (column = cty_import_column_name(file, i)) != NULL; i++)
        if (strcmp(column, name) == 0)
            return true;
    return false;
}

static void
name_columns(struct folder *folder, const char *file, struct header *header)
{
    char ignored[LIST_BYTES] = "";

    for (size_t i = 0; i < header->count; i++) {
        header->columns[i] =
            mapping_column(folder->mappings, file, header->headers[i]);
        if (!is_column(file, header->columns[i]))
            add_name(ignored, header->headers[i]);
    }
    if (ignored[0] == '\0')
        return;
    progress_end(&folder->progress);
    cli_say(folder->cli, "%s: columns ignored: %s", file, ignored);
}

/* The header that --column names and the file does not have, or NULL. */
static const char *
missing_header(const struct folder *folder, const char *file,
               const struct header *header)
{
    for (size_t i = 0; i < folder->mappings->count; i++) {
        const struct mapping *mapping = &folder->mappings->all[i];
        size_t at = 0;

        if (strcmp(mapping->file, file) != 0)
            continue;
        while (at < header->count &&
               strcmp(header->headers[at], mapping->header) != 0)
            at++;
        if (at == header->count)
            return mapping->header;
    }
    return NULL;
}

static int
begin_file(struct folder *folder, const char *file, const struct sheet_row *row)
{
    struct header header = {0};
    cty_error err = CTY_ERROR_INIT;
    const char *missing;
    int went = CLI_OK;

    if (!copy_header(row, &header)) {
        free(header.text);
        return refuse_file(folder, file, row->line, "",
                           "a column's name cannot be read");
    }
    name_columns(folder, file, &header);
    missing = missing_header(folder, file, &header);
    if (missing != NULL)
        went = refuse_file(folder, file, row->line, missing,
                           "--column names it, and no column is headed so");
    else if (cty_import_file(folder->import, file, header.columns, header.count,
                             &err) != CTY_OK)
        went = refuse_file(folder, file, row->line, err.field, err.message);
    free(header.text);
    return went;
}

/* ---- rows ------------------------------------------------------------- */

static int
hand_over(struct folder *folder, const struct sheet_row *row)
{
    cty_error err = CTY_ERROR_INIT;

    if (cty_import_row(folder->import, row->cells, row->lengths, row->count,
                       row->line, &err) != CTY_OK)
        return cli_fail(folder->cli, &err);
    return CLI_OK;
}

static int
read_rows(struct folder *folder, const char *file, struct sheet *sheet)
{
    cty_error err = CTY_ERROR_INIT;
    struct sheet_row row;
    enum sheet_step step = sheet_next(sheet, &row);
    int went;

    if (step == SHEET_END)
        return refuse_file(folder, file, 1, "", "a header line is missing");
    if (step == SHEET_FAULT)
        return refuse_file(folder, file, sheet_fault_line(sheet), "",
                           sheet_fault(sheet));
    went = begin_file(folder, file, &row);
    while (went == CLI_OK && (step = sheet_next(sheet, &row)) == SHEET_ROW) {
        went = hand_over(folder, &row);
        progress_step(&folder->progress,
                      folder->bytes_done + sheet_place(sheet),
                      folder->bytes_total);
    }
    if (went == CLI_OK && step == SHEET_FAULT &&
        cty_import_refuse(folder->import, file, sheet_fault_line(sheet),
                          sheet_fault(sheet), &err) != CTY_OK)
        went = cli_fail(folder->cli, &err);
    return went;
}

static int
read_file(struct folder *folder, const char *file)
{
    char *path = folder_path(folder, file);
    struct sheet *sheet = path != NULL ? sheet_open(path) : NULL;
    int went = CLI_OK;

    if (sheet != NULL) {
        went = read_rows(folder, file, sheet);
        folder->bytes_done += sheet_place(sheet);
    } else if (path == NULL || errno != ENOENT) {
        cli_complain(folder->cli, "%s/%s: %s", folder->path, file,
                     strerror(errno));
        went = CLI_FAILED;
    }
    sheet_close(sheet);
    free(path);
    return went;
}

int
folder_read(struct folder *folder)
{
    const char *file;
    int went = CLI_OK;

    progress_begin(&folder->progress, "reading");
    for (size_t i = 0;
         went == CLI_OK && (file = cty_import_file_name(i)) != NULL; i++)
        went = read_file(folder, file);
    progress_end(&folder->progress);
    return went;
}
