#include "sheet.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_BYTES = 1 << 16 };

static const unsigned char byte_order_mark[] = {0xef, 0xbb, 0xbf};

/* The row that is being read: its cells end to end, and where they begin. */
struct sheet {
    FILE *file;
    struct csv_parser parser;
    unsigned char chunk[CHUNK_BYTES];
    size_t at;
    size_t have;
    int64_t place;
    int64_t line;      /* of the next byte */
    int64_t row_line;  /* where the row began */
    bool after_return; /* a newline would belong to the line before */
    bool in_row;
    bool row_done;
    bool finished;
    const char *fault;
    int64_t fault_line;
    char *bytes;
    size_t used;
    size_t room;
    size_t begins[SHEET_CELLS_MOST];
    size_t lengths[SHEET_CELLS_MOST];
    const char *cells[SHEET_CELLS_MOST];
    size_t count;
};

/* ---- what libcsv tells ------------------------------------------------ */

static void
find_fault(struct sheet *sheet, const char *fault, int64_t line)
{
    if (sheet->fault != NULL)
        return;
    sheet->fault = fault;
    sheet->fault_line = line;
}

static bool
make_room(struct sheet *sheet, size_t size)
{
    size_t room = (sheet->used + size) * 2;
    char *bytes;

    if (sheet->used + size <= sheet->room)
        return true;
    bytes = realloc(sheet->bytes, room);
    if (bytes == NULL)
        return false;
    sheet->bytes = bytes;
    sheet->room = room;
    return true;
}

static void
take_cell(void *cell, size_t size, void *context)
{
    struct sheet *sheet = context;

    if (sheet->count == SHEET_CELLS_MOST) {
        find_fault(sheet, "more than 1,000 columns", sheet->row_line);
        return;
    }
    if (size > SHEET_ROW_BYTES - sheet->used) {
        find_fault(sheet, "more than 1 MiB in one row", sheet->row_line);
        return;
    }
    if (!make_room(sheet, size)) {
        find_fault(sheet, "out of memory", sheet->row_line);
        return;
    }
    if (size > 0)
        memcpy(sheet->bytes + sheet->used, cell, size);
    sheet->begins[sheet->count] = sheet->used;
    sheet->lengths[sheet->count++] = size;
    sheet->used += size;
}

static void
end_row(int terminator, void *context)
{
    struct sheet *sheet = context;

    (void)terminator;
    sheet->in_row = false;
    sheet->row_done = true;
}

/* A cell larger than a row may be is not collected. */
static void *
grow_cell(void *memory, size_t size)
{
    return size <= SHEET_ROW_BYTES + 1 ? realloc(memory, size) : NULL;
}

static const char *
why_not(int error)
{
    switch (error) {
    case CSV_EPARSE:
        return "a quote in the middle of a cell: such a cell is quoted whole, "
               "with its quotes doubled";
    case CSV_ENOMEM:
    case CSV_ETOOBIG:
        return "more than 1 MiB in one cell; is a closing quote missing?";
    default:
        return "not CSV";
    }
}

/* ---- chunks and lines ------------------------------------------------- */

static bool
is_blank(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (strchr(" \t\r\n", bytes[i]) == NULL || bytes[i] == '\0')
            return false;
    return true;
}

/* More of the file; at its end, what was left open is closed. */
static void
refill(struct sheet *sheet)
{
    sheet->at = 0;
    sheet->have = fread(sheet->chunk, 1, CHUNK_BYTES, sheet->file);
    if (ferror(sheet->file))
        find_fault(sheet, "the file cannot be read", sheet->line);
    if (sheet->have > 0 || sheet->fault != NULL)
        return;
    sheet->finished = true;
    if (csv_fini(&sheet->parser, take_cell, end_row, sheet) != 0)
        find_fault(sheet, "a quote that is opened here is never closed",
                   sheet->row_line);
}

/* As far as the end of the line, or of the chunk. */
static size_t
segment(const struct sheet *sheet)
{
    size_t i = sheet->at;

    while (i < sheet->have) {
        unsigned char byte = sheet->chunk[i++];

        if (byte == '\n' || byte == '\r')
            break;
    }
    return i - sheet->at;
}

static void
count_line(struct sheet *sheet, const unsigned char *bytes, size_t size)
{
    unsigned char last = bytes[size - 1];

    if (last == '\r' || (last == '\n' && !(size == 1 && sheet->after_return)))
        sheet->line++;
    sheet->after_return = last == '\r';
}

static void
feed(struct sheet *sheet)
{
    const unsigned char *bytes = sheet->chunk + sheet->at;
    size_t size = segment(sheet);

    if (!sheet->in_row && !is_blank(bytes, size)) {
        sheet->in_row = true;
        sheet->row_line = sheet->line;
    }
    if (csv_parse(&sheet->parser, bytes, size, take_cell, end_row, sheet) !=
        size)
        find_fault(sheet, why_not(csv_error(&sheet->parser)), sheet->line);
    count_line(sheet, bytes, size);
    sheet->at += size;
    sheet->place += (int64_t)size;
}

/* ---- the file --------------------------------------------------------- */

/* By the first line that is not blank, outside of quotes. */
static unsigned char
find_delimiter(const unsigned char *bytes, size_t size)
{
    size_t commas = 0;
    size_t semicolons = 0;
    bool quoted = false;
    bool begun = false;

    for (size_t i = 0; i < size; i++) {
        if ((bytes[i] == '\n' || bytes[i] == '\r') && begun && !quoted)
            break;
        if (!is_blank(bytes + i, 1))
            begun = true;
        if (bytes[i] == CSV_QUOTE)
            quoted = !quoted;
        commas += bytes[i] == ',' && !quoted;
        semicolons += bytes[i] == ';' && !quoted;
    }
    return semicolons > commas ? ';' : ',';
}

static void
begin_file(struct sheet *sheet)
{
    refill(sheet);
    if (sheet->have >= sizeof byte_order_mark &&
        memcmp(sheet->chunk, byte_order_mark, sizeof byte_order_mark) == 0)
        sheet->at = sizeof byte_order_mark;
    sheet->place = (int64_t)sheet->at;
    csv_set_delim(&sheet->parser, find_delimiter(sheet->chunk + sheet->at,
                                                 sheet->have - sheet->at));
}

struct sheet *
sheet_open(const char *path)
{
    struct sheet *sheet = calloc(1, sizeof *sheet);

    if (sheet == NULL)
        return NULL;
    sheet->file = fopen(path, "rb");
    if (sheet->file == NULL) {
        free(sheet);
        return NULL;
    }
    /* Always 0: only a NULL parser is refused. */
    (void)csv_init(&sheet->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_realloc_func(&sheet->parser, grow_cell);
    sheet->line = 1;
    begin_file(sheet);
    return sheet;
}

void
sheet_close(struct sheet *sheet)
{
    if (sheet == NULL)
        return;
    csv_free(&sheet->parser);
    fclose(sheet->file);
    free(sheet->bytes);
    free(sheet);
}

static void
show_row(struct sheet *sheet, struct sheet_row *out_row)
{
    for (size_t i = 0; i < sheet->count; i++)
        sheet->cells[i] =
            sheet->bytes != NULL ? sheet->bytes + sheet->begins[i] : "";
    out_row->cells = sheet->cells;
    out_row->lengths = sheet->lengths;
    out_row->count = sheet->count;
    out_row->line = sheet->row_line;
}

enum sheet_step
sheet_next(struct sheet *sheet, struct sheet_row *out_row)
{
    sheet->row_done = false;
    sheet->count = 0;
    sheet->used = 0;
    while (!sheet->row_done && !sheet->finished && sheet->fault == NULL) {
        if (sheet->at == sheet->have)
            refill(sheet);
        else
            feed(sheet);
    }
    if (sheet->fault != NULL)
        return SHEET_FAULT;
    if (!sheet->row_done)
        return SHEET_END;
    show_row(sheet, out_row);
    return SHEET_ROW;
}

const char *
sheet_fault(const struct sheet *sheet)
{
    return sheet->fault;
}

int64_t
sheet_fault_line(const struct sheet *sheet)
{
    return sheet->fault_line;
}

int64_t
sheet_place(const struct sheet *sheet)
{
    return sheet->place;
}
