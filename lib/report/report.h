/*
 * Reports over the whole ledger, a row at a time: what to bind, and what a row
 * says. The engine sums and sorts, and spills to disk; nothing is collected
 * here.
 */
#ifndef CTYI_REPORT_REPORT_H
#define CTYI_REPORT_REPORT_H

#include "store/store.h"

/* ---- savings ---- */

/* One of the two statements that a savings report merges, and its row. */
struct ctyi_savings_side {
    struct ctyi_statement *sql;
    cty_savings_row row;
    int64_t quarter; /* counted from the year 0 */
    bool there;      /* whether row is one */
};

struct ctyi_savings {
    struct ctyi_store *store;
    uint32_t by;
    bool begun;
    struct ctyi_savings_side entries, bills;
};

/* from and to may be all zero: open. by is not 0. */
cty_status ctyi_savings_open(struct ctyi_store *store,
                             const cty_savings_report *report,
                             struct ctyi_savings *savings, cty_error *err);
cty_status ctyi_savings_next(struct ctyi_savings *savings,
                             cty_savings_row *out_row, bool *out_found,
                             cty_error *err);
void ctyi_savings_close(struct ctyi_savings *savings);

/* ---- margin ---- */

struct ctyi_margin {
    struct ctyi_statement *sql;
    int64_t rank;
    char currency[4];
    bool ended;
};

cty_status ctyi_margin_open(struct ctyi_store *store,
                            const cty_margin_report *report,
                            struct ctyi_margin *margin, cty_error *err);
/* key is borrowed until the next step. */
cty_status ctyi_margin_next(struct ctyi_margin *margin, cty_margin_row *out_row,
                            bool *out_found, cty_error *err);
void ctyi_margin_close(struct ctyi_margin *margin);

/* ---- both ---- */

/* A span as ?1 to ?4: months, then days. */
void ctyi_report_bind_span(struct ctyi_statement *sql, cty_date from,
                           cty_date to);
cty_status ctyi_report_overflow(cty_error *err);

#endif
