/* What calls.c expects of the ledger: kept beside it, by plain sums. */
#ifndef TESTS_FUZZ_MODEL_H
#define TESTS_FUZZ_MODEL_H

#include "fuzz.h"

enum {
    CLIENTS = 3,
    BILLS = 8,
    QUOTES = 6,
    LINES = 4,
    CREDITS = 256,
    NAME_BYTES = 32
};

struct modelled_credit {
    int bill; /* -1: the account */
    int64_t amount;
    bool saving;
};

struct model {
    bool there[BILLS];
    int64_t left[BILLS];
    int64_t saved[CLIENTS];
    int64_t entries[CLIENTS];
    struct modelled_credit credit[CLIENTS][CREDITS]; /* by entry number */
};

struct game {
    cty_ledger *ledger;
    struct model model;
    struct model before; /* the batch */
    bool batch;
    bool atomic;
    bool dry_run;
    bool failed; /* a write of an atomic batch */
    int checks;  /* so far: they are slow */
};

void model_clients(struct game *game);
void model_bill(struct game *game, const cty_bill_info *info);
void model_credit(struct game *game, const cty_entry *entry);
void model_reversal(struct game *game, const cty_entry *entry);

/* With no batch open. */
void must_agree(struct game *game);

#endif
