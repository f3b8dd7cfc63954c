/*
 * Lists, shows and reports: one list of columns, and rows that become a table,
 * a readable block, CSV or JSON.
 */
#ifndef COURTESY_CLI_OUTPUT_H
#define COURTESY_CLI_OUTPUT_H

#include "cli.h"

enum { OUTPUT_COLUMNS = 32, CELL_TEXT = 64 };

/* How a table shows a column. */
enum {
    SHOWN = 0,
    LONG = 1,   /* cut where the terminal is narrow */
    UNSHOWN = 2 /* in blocks, CSV and JSON only */
};

struct column {
    const char *name;
    int32_t kind; /* CTY_COLUMN_ */
    int in_table;
};

/* Cells are added in the order of the columns. Texts are borrowed. */
struct row {
    const char *cells[OUTPUT_COLUMNS];
    char texts[OUTPUT_COLUMNS][CELL_TEXT];
    size_t count;
};

void row_begin(struct row *row);
void row_text(struct row *row, const char *text);
void row_money(struct row *row, int64_t minor, const char *currency);
void row_decimal(struct row *row, cty_decimal decimal);
void row_date(struct row *row, cty_date date);
void row_number(struct row *row, int64_t number);
/* Zero is left empty. */
void row_number_if_any(struct row *row, int64_t number);
/* The next cell's CELL_TEXT bytes, to be filled. */
char *row_room(struct row *row);
void row_bool(struct row *row, bool value);

struct libscols_table;

struct output {
    struct cli *cli;
    const struct column *columns;
    size_t count;
    bool block;
    size_t rows;
    cty_column plain[OUTPUT_COLUMNS];
    cty_records *records;
    struct libscols_table *table;
};

/*
 * output_begin is followed by output_end, whatever went wrong; output_end takes
 * how the rows went and answers for everything. In a table format, a block
 * gives each cell its line.
 */
int output_begin(struct output *output, struct cli *cli,
                 const struct column *columns, size_t count, bool block);
int output_row(struct output *output, const struct row *row);
int output_end(struct output *output, int went);

#define COLUMN_COUNT(columns) (sizeof(columns) / sizeof(columns)[0])

#endif
