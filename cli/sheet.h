/*
 * RFC 4180 from a file, a row at a time, in memory that does not grow with it.
 * Comma or semicolon, as the header line has more of; a byte order mark and
 * CRLF are accepted; blank lines are skipped.
 */
#ifndef COURTESY_CLI_SHEET_H
#define COURTESY_CLI_SHEET_H

#include "cli.h"

enum {
    SHEET_CELLS_MOST = 1000,
    SHEET_ROW_BYTES = 1 << 20 /* of a row's cells together */
};

enum sheet_step { SHEET_ROW, SHEET_END, SHEET_FAULT };

struct sheet;

/* A row as read; borrowed until the next step. Cells are not NUL-terminated. */
struct sheet_row {
    const char *const *cells;
    const size_t *lengths;
    size_t count;
    int64_t line; /* where it begins */
};

/* NULL: it cannot be opened, as errno says. */
struct sheet *sheet_open(const char *path);
void sheet_close(struct sheet *sheet);

/* After a fault the file is not read on. */
enum sheet_step sheet_next(struct sheet *sheet, struct sheet_row *out_row);

/* Of a fault. */
const char *sheet_fault(const struct sheet *sheet);
int64_t sheet_fault_line(const struct sheet *sheet);

/* How far it has been read, in bytes. */
int64_t sheet_place(const struct sheet *sheet);

#endif
