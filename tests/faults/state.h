/* What a ledger holds, as a number: the same rows, the same number. */
#ifndef TESTS_FAULTS_STATE_H
#define TESTS_FAULTS_STATE_H

#include "disk.h"

struct state {
    uint64_t rows;   /* every row of every table */
    uint64_t counts; /* how many rows each has */
};

/*
 * Of a copy of the disk, opened as after a crash; 0 and 0 without a ledger. One
 * that is, byte for byte, as one that was looked at is not looked at again.
 */
struct state state_of(const struct disk *disk);

/* As another program sees it beside the handles that are open on the disk. */
struct state state_beside(struct disk *disk);

/* Whether a disk like this, byte for byte, has been found whole. */
bool state_known_whole(const struct disk *disk);
void state_found_whole(const struct disk *disk);

bool state_same(struct state a, struct state b, bool counts_only);

#endif
