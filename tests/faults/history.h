/*
 * A history: what a shop does with its ledger, from the first write to the
 * last, on a disk that keeps the log of it.
 */
#ifndef TESTS_FAULTS_HISTORY_H
#define TESTS_FAULTS_HISTORY_H

#include "shop.h"
#include "state.h"

enum { HISTORY_STEPS = 16 };

/* What was done, and acknowledged when the log had so many events. */
struct done {
    const struct step *step; /* NULL: nothing that a ledger shows */
    int turn;
    size_t event;
    struct state state; /* of the ledger from then on */
};

struct history {
    const char *name;
    struct disk *base; /* what the disk was before */
    struct disk *disk;
    struct state was;
    struct done done[HISTORY_STEPS];
    int count;
};

int history_count(void);
void history_record(struct history *history, int index);
void history_free(struct history *history);

/* Do a step as the history did it, number counting from 0. */
cty_status history_repeat(struct shop *shop, const struct history *history,
                          int number);

#endif
