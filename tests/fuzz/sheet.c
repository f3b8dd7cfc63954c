/*
 * CSV: the bytes are a file for the command's reader; what it reads is written
 * out by the library and read again, and is the same.
 */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "sheet.h"

enum { ROWS_MOST = 64, PATH_BYTES = 64, CELLS_MOST = 32, BYTES_MOST = 1 << 16 };

struct table {
    char *cells[ROWS_MOST][CELLS_MOST]; /* yours */
    size_t columns;
    size_t rows;
    bool faulty;
    bool uneven; /* or with what a text cannot hold */
};

/* ---- reading ---- */

/* Cells end without a NUL. */
static char *
text_of(const char *cell, size_t length)
{
    struct feed feed = {(const uint8_t *)cell, length};

    return take_rest(&feed);
}

/* A header that would be read as another one: no text of a table is one. */
static bool
is_header(const struct sheet_row *row)
{
    size_t bytes = 0;

    for (size_t i = 0; i < row->count; i++) {
        bytes += row->lengths[i];
        if (memchr(row->cells[i], ';', row->lengths[i]) != NULL)
            return false;
    }
    return bytes > 0 &&
           (row->lengths[0] < 3 || memcmp(row->cells[0], "\xef\xbb\xbf", 3));
}

static void
keep_row(struct table *table, const struct sheet_row *row)
{
    size_t bytes = 0;

    if (table->rows == 0)
        table->columns = row->count;
    if (row->count != table->columns || row->count > CELLS_MOST ||
        table->rows == ROWS_MOST || (table->rows == 0 && !is_header(row))) {
        table->uneven = true;
        return;
    }
    for (size_t i = 0; i < row->count; i++) {
        if (memchr(row->cells[i], '\0', row->lengths[i]) != NULL)
            table->uneven = true;
        bytes += row->lengths[i];
        table->cells[table->rows][i] = text_of(row->cells[i], row->lengths[i]);
    }
    table->rows++;
    must(bytes <= SHEET_ROW_BYTES);
}

static void
read_table(const char *path, size_t size, struct table *table)
{
    struct sheet *sheet = sheet_open(path);
    enum sheet_step step;
    struct sheet_row row;
    int64_t line = 0;

    must(sheet != NULL);
    while ((step = sheet_next(sheet, &row)) == SHEET_ROW) {
        must(row.count >= 1 && row.count <= SHEET_CELLS_MOST);
        must(row.line > line);
        must(sheet_place(sheet) >= 0 && sheet_place(sheet) <= (int64_t)size);
        line = row.line;
        keep_row(table, &row);
    }
    table->faulty = step == SHEET_FAULT;
    if (table->faulty) {
        must(sheet_fault(sheet) != NULL && sheet_fault(sheet)[0] != '\0');
        must(sheet_fault_line(sheet) >= 1);
        must(sheet_next(sheet, &row) == SHEET_FAULT);
    } else {
        must(sheet_place(sheet) == (int64_t)size);
        must(sheet_next(sheet, &row) == SHEET_END);
    }
    sheet_close(sheet);
}

static void
drop_table(struct table *table)
{
    for (size_t i = 0; i < table->rows; i++)
        for (size_t j = 0; j < table->columns; j++)
            free(table->cells[i][j]);
}

/* ---- files in memory ---- */

static int
new_file(const void *bytes, size_t size, char *path)
{
    int file = memfd_create("sheet", MFD_CLOEXEC);

    must(file >= 0);
    must(write(file, bytes, size) == (ssize_t)size);
    snprintf(path, PATH_BYTES, "/proc/self/fd/%d", file);
    return file;
}

/* ---- writing ---- */

static void
write_table(const struct table *table, struct written *written)
{
    cty_column columns[CELLS_MOST];
    cty_records *records = NULL;
    cty_error err = CTY_ERROR_INIT;

    for (size_t i = 0; i < table->columns; i++)
        columns[i] = (cty_column){table->cells[0][i], CTY_COLUMN_TEXT};
    must_succeed(cty_records_open(CTY_FORMAT_CSV, columns, table->columns,
                                  fuzz_write, written, &records, &err),
                 &err);
    for (size_t i = 1; i < table->rows; i++)
        must_succeed(cty_records_row(
                         records, (const char *const *)table->cells[i], &err),
                     &err);
    must_succeed(cty_records_close(records, &err), &err);
}

/* As it is written: with a quote before what a spreadsheet would reckon. */
static bool
same_cell(const char *cell, const char *again)
{
    static const char formula[] = "=+-@";
    const char *begins = cell + strspn(cell, "'");

    if (*begins == '\0' || strchr(formula, *begins) == NULL)
        return strcmp(cell, again) == 0;
    return again[0] == '\'' && strcmp(cell, again + 1) == 0;
}

static void
must_come_back(const struct table *table)
{
    struct written written = {0};
    struct table again = {0};
    char path[PATH_BYTES];
    int file;

    write_table(table, &written);
    file = new_file(written.text, written.size, path);
    read_table(path, written.size, &again);
    must(!again.faulty);
    must(again.rows == table->rows + fuzz_fault);
    must(again.columns == table->columns);
    for (size_t i = 0; i < table->rows; i++)
        for (size_t j = 0; j < table->columns; j++)
            must(same_cell(table->cells[i][j], again.cells[i][j]));
    close(file);
    drop_table(&again);
    free(written.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct table table;
    char path[PATH_BYTES];
    int file;

    if (size > BYTES_MOST)
        return 0;
    table = (struct table){0};
    file = new_file(data, size, path);
    read_table(path, size, &table);
    close(file);
    if (!table.faulty && !table.uneven && table.rows > 0)
        must_come_back(&table);
    drop_table(&table);
    return 0;
}
