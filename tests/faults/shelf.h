/*
 * A ledger somewhere, what was put there and acknowledged, and whether it is
 * all there, once. One that lies counts what was refused too.
 */
#ifndef TESTS_FAULTS_SHELF_H
#define TESTS_FAULTS_SHELF_H

#include <stdbool.h>
#include <stdint.h>

#include <courtesy/courtesy.h>

struct shelf {
    cty_ledger *ledger; /* NULL: not open */
    char path[160];
    bool lies;
    int64_t asked;
    int64_t acknowledged;
    char why[512]; /* of the last refusal */
};

/* Make one, open one, open one for reading. What was counted stays but for a
 * new one. */
cty_status shelf_make(struct shelf *shelf, const char *path);
cty_status shelf_open(struct shelf *shelf, const char *path);
cty_status shelf_read(struct shelf *shelf, const char *path);
/* Close, and open again to write. */
bool shelf_again(struct shelf *shelf);
void shelf_close(struct shelf *shelf);
void shelf_clear(const char *path); /* what is beside it */
void shelf_remove(const char *path);

/* A credit of one cent, with a key of its own. */
cty_status shelf_put(struct shelf *shelf);

/* Whether the ledger is whole and has what was acknowledged, and no more. */
bool shelf_holds(struct shelf *shelf);

#endif
