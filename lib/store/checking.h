/* What check*.c share: how far the proof is, and the first break it found. */
#ifndef CTYI_STORE_CHECKING_H
#define CTYI_STORE_CHECKING_H

#include "store/check.h"

enum { CTYI_RULE_TEXT = 400 };

/* What belongs to no client that is there comes after all that does. */
#define CTYI_NO_CLIENT INT64_MAX

/* Of one client the earlier stage's break is the cause of the later one's. */
enum { CTYI_STAGE_FACTS, CTYI_STAGE_RULES, CTYI_STAGE_TOTALS };

struct ctyi_checking {
    struct ctyi_store *store;
    cty_progress *progress; /* may be NULL */
    void *context;
    int64_t done, total;
    int64_t clients;
    int stage;
    bool broken;
    int broken_at;  /* the stage */
    int64_t client; /* or CTYI_NO_CLIENT */
    int64_t fact;   /* 0: none */
    char rule[CTYI_RULE_TEXT];
};

/* Keep a break if it comes before the one that is kept. */
void ctyi_check_broken(struct ctyi_checking *checking, int64_t client,
                       int64_t fact, const char *rule);

/* Every client's facts in a row, each by itself. */
cty_status ctyi_check_chains(struct ctyi_checking *checking, cty_error *err);

/* ---- facts in a row --------------------------------------------------- */

/* How far a client's chain is. */
struct ctyi_chain {
    int64_t client;
    struct ctyi_head head;
};

/* A bill whose discounts and charges, its next facts, are still to come. */
struct ctyi_settling {
    bool open;
    const struct ctyi_chain *chain;
    int64_t bill;
    struct ctyi_lines lines;
};

struct ctyi_walk {
    struct ctyi_checking *checking;
    int64_t sequence; /* of the fact before */
    struct ctyi_settling settling;
};

/* The next fact, in a row of check_quotes, _quote_changes, _bills, _entries:
 * extends its chain, or breaks it. */
cty_status ctyi_check_fact(struct ctyi_walk *walk, int kind,
                           struct ctyi_chain *chain, struct ctyi_statement *row,
                           cty_error *err);
/* No fact of the bill before comes any more. */
void ctyi_check_settled(struct ctyi_walk *walk);

/* ---- facts by themselves ----------------------------------------------- */

/* These answer the rule that breaks, or NULL. */

/*
 * A seal speaks of a row only where each column is read as it is stored: no
 * number cut to 32 bits, no text cut short or at a NUL. A letter for a column:
 * n number, i number of 32 bits, f 0 or 1, k key or NULL, b bytes, c currency,
 * r ref, t text.
 */
const char *ctyi_check_whole(struct ctyi_statement *row, const char *columns);

/*
 * The discounts and charges that lines say, taken off them one by one until
 * none is left.
 */
const char *ctyi_check_take(struct ctyi_lines *lines, int32_t kind,
                            int32_t line_no, int64_t amount);
bool ctyi_check_all_taken(const struct ctyi_lines *lines);

/* What a quote or bill says of itself. */
struct ctyi_document {
    int64_t count;
    const struct ctyi_totals *totals;
    const char *currency;
    int32_t rounding;
};

/* Prices, nets, totals. */
const char *ctyi_check_document(const struct ctyi_document *document,
                                const struct ctyi_lines *lines);

/* An entry and its shares. */
const char *ctyi_check_entry(const struct ctyi_entry *entry);

/* ---- reading ----------------------------------------------------------- */

/* Add a document's lines; *out_rule is set where one is not read whole. */
cty_status ctyi_check_lines(struct ctyi_store *store, enum ctyi_sql name,
                            int64_t document, struct ctyi_lines *lines,
                            const char **out_rule, cty_error *err);
/* Add a quote's adjustments. */
cty_status ctyi_check_adjustments(struct ctyi_store *store, int64_t quote,
                                  struct ctyi_lines *lines,
                                  const char **out_rule, cty_error *err);

#endif
