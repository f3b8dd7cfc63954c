/*
 * A statement in memory: drawn from one state of the ledger, then immutable and
 * independent of it. The writers and the door read it; only lib/statement fills
 * it.
 */
#ifndef CTYI_STATEMENT_STATEMENT_H
#define CTYI_STATEMENT_STATEMENT_H

#include "store/store.h"

enum { CTYI_HISTORY_MOST = 8 };

/* A bill, or an entry on the account, which has no bill. */
struct ctyi_drawn_bill {
    int64_t bill;   /* its key; 0: on the account */
    int64_t number; /* the entry's, where it is on the account */
    int32_t date;
    int64_t before, net, saved;
    int64_t quoted;       /* the quote's net */
    const char *quote_no; /* "" for none */
    const char *bill_no;  /* "" on the account */
    const char *description;
    size_t first_entry; /* and entry_count in all, each naming the next */
    size_t entry_count;
};

struct ctyi_drawn_entry {
    int64_t number;
    int64_t bill; /* as above */
    int32_t date;
    int32_t kind;
    int64_t saved; /* below zero for a reversal */
    size_t next;   /* on the same bill */
    size_t row;    /* the bill's place among the statement's */
    const char *bill_no, *reason, *label, *granted_by, *note;
};

struct ctyi_drawn_period {
    cty_period period;
    int64_t saved;
};

struct ctyi_kept_block;

struct cty_statement {
    struct ctyi_client_key client;
    struct ctyi_client master; /* what the ledger said of the client */
    cty_period period;
    char currency[4];
    bool quoted;          /* each bill, and before is what was quoted */
    int32_t first_saving; /* 0: none up to the period's end */
    int32_t year_from;    /* the fiscal year's first day */
    char number[CTY_STATEMENT_NUMBER_TEXT];
    char chain_head[CTY_CHAIN_HEAD_TEXT];
    int64_t chain_fact;
    int64_t before, net, saved, year_to_date, since_start;
    const char *issuer;
    struct ctyi_drawn_bill *bills;
    struct ctyi_drawn_entry *entries;
    size_t bill_count, entry_count, entry_room, history_count;
    struct ctyi_drawn_period history[CTYI_HISTORY_MOST]; /* oldest first */
    struct ctyi_kept_block *kept;
};

/* currency is NULL where the ledger is to say it. */
cty_status ctyi_statement_draw(struct ctyi_store *store, const char *client_ref,
                               const cty_period *period, const char *currency,
                               cty_statement **out_statement, cty_error *err);
/* NULL is fine. */
void ctyi_statement_free(cty_statement *statement);

/*
 * A caller's period as this ledger names it. CTY_E_ARGUMENT: it is none, or its
 * quarters or years are not this ledger's.
 */
cty_status ctyi_statement_period(const struct ctyi_store *store,
                                 const cty_period *theirs,
                                 cty_period *out_period, cty_error *err);

/* ---- savers ---- */

/* saver_list, for a period and an order (CTY_SAVERS_BY_). */
void ctyi_savers_bind(struct ctyi_statement *sql, const cty_period *period,
                      int32_t order);
/* Its texts are the row's. */
void ctyi_savers_read(struct ctyi_statement *row, cty_saver *out_saver,
                      int64_t *out_total);

/* ---- within lib/statement ---- */

/* A copy that lives as long as the statement; NULL: out of memory. */
const char *ctyi_statement_keep(cty_statement *statement, const char *text);
/* Room for one entry more, filled with zeros; NULL: out of memory. */
struct ctyi_drawn_entry *ctyi_statement_entry(cty_statement *statement);

/* What an entry took off, or put back: below zero. CTY_E_CORRUPT: its amount is
 * none. */
cty_status ctyi_statement_saved(int64_t kind, int64_t amount,
                                int64_t *out_saved, cty_error *err);

/* CTY_E_LIMIT: it overflows. */
cty_status ctyi_statement_add(int64_t *sum, int64_t amount, cty_error *err);

/* The currency of a statement that names none. */
cty_status ctyi_statement_currency(struct ctyi_store *store,
                                   const struct ctyi_client_key *client,
                                   char out_currency[4], cty_error *err);

/* A row for each bill that the entries are on, by key, and for each entry on
 * the account. */
cty_status ctyi_statement_collect(cty_statement *statement, cty_error *err);
/* The row of a bill, while they are by key; NULL: not on the statement. */
struct ctyi_drawn_bill *ctyi_statement_bill(const cty_statement *statement,
                                            int64_t bill);
/* Year, history, and since the start; and what the bills were credited. */
cty_status ctyi_statement_past(struct ctyi_store *store,
                               cty_statement *statement, cty_error *err);
/* What the bills say of themselves, their order, and the totals. */
cty_status ctyi_statement_bills(struct ctyi_store *store,
                                cty_statement *statement, cty_error *err);

#endif
