/* Reading rows that several tables share. */
#ifndef CTYI_STORE_ROW_H
#define CTYI_STORE_ROW_H

#include "store/store.h"

/* sequence, client, fact, date, id, recorded_at, head from a column on. */
void ctyi_row_fact(struct ctyi_statement *row, int column,
                   struct ctyi_fact *fact);
void ctyi_bind_fact(struct ctyi_statement *sql, int index,
                    const struct ctyi_fact *fact);
enum { CTYI_FACT_COLUMNS = 7 };

/* line_no to cost; the texts are the row's. */
void ctyi_row_line(struct ctyi_statement *row, int column,
                   struct ctyi_line *line);
void ctyi_bind_line(struct ctyi_statement *sql, int index,
                    const struct ctyi_line *line);

/* lines, gross, discounts, charges, net. */
void ctyi_row_totals(struct ctyi_statement *row, int column, int64_t *lines,
                     struct ctyi_totals *totals);
void ctyi_bind_totals(struct ctyi_statement *sql, int index, int64_t lines,
                      const struct ctyi_totals *totals);

/* An adjustment: line_no, kind, amount, rate, reason, person, name, saving. */
void ctyi_row_adjustment(struct ctyi_statement *row,
                         struct ctyi_adjustment *adjustment);

/* The columns of entry_by_key; shares are not read. note is the row's. */
void ctyi_row_entry(struct ctyi_statement *row, struct ctyi_entry *entry);

/* 0 binds NULL, and NULL reads as 0. */
void ctyi_bind_key(struct ctyi_statement *sql, int index, int64_t key);

/* Insert each line under a document's key. */
cty_status ctyi_insert_lines(struct ctyi_store *store, enum ctyi_sql name,
                             int64_t document, const struct ctyi_lines *lines,
                             cty_error *err);
/* Add the lines that a bound statement gives. */
cty_status ctyi_read_lines(struct ctyi_statement *sql, struct ctyi_lines *lines,
                           cty_error *err);

#endif
