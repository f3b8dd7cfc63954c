/*
 * A shop with a random past, written to a ledger and kept beside it in plain
 * arrays, so that what the library says can be worked out once more by the
 * simplest means.
 */
#ifndef TESTS_STATEMENT_MODEL_H
#define TESTS_STATEMENT_MODEL_H

#include "shop.h"

enum {
    MODEL_CLIENTS = 3,
    MODEL_BILLS = 60,
    MODEL_LINES = 3,
    MODEL_ENTRIES = 600,
    MODEL_STEPS = 260
};

struct model_line {
    const char *product, *category; /* "" if none */
    int64_t gross, discounts, charges, net, cost;
    bool has_cost;
    int64_t shares[MODEL_ENTRIES]; /* of the entry at that index */
};

struct model_bill {
    int client;
    char bill_no[16];
    cty_date date;
    const char *currency;
    int lines;
    struct model_line line[MODEL_LINES];
};

struct model_entry {
    int client;
    int bill; /* index; -1: the account */
    int kind;
    int64_t number;
    int64_t amount;
    cty_date date;
    bool saving;
    bool reversed;
    const char *currency;
};

struct model {
    cty_ledger *ledger;
    uint64_t seed;
    int fiscal_year_start;
    int bill_count, entry_count;
    struct model_bill bills[MODEL_BILLS];
    struct model_entry entries[MODEL_ENTRIES];
};

extern const char *const model_clients[MODEL_CLIENTS];

uint64_t model_random(struct model *model, uint64_t below);
cty_date model_day(struct model *model); /* of 2025 or 2026 */

/* yours: model_free */
struct model *model_new(uint64_t seed, int fiscal_year_start);
void model_free(struct model *model);

/* The entry as it counts: below zero for a reversal, 0 for a charge. */
int64_t model_reduces(const struct model_entry *entry);
/* The same where it counts as a saving, else 0. */
int64_t model_saves(const struct model_entry *entry);
bool within(cty_date date, cty_date from, cty_date to);

#endif
