/*
 * The ledger that is damaged, and the ways to. It is shown with a log of
 * writes that have not reached its file: what a log is cut to must be one of
 * the states that there were.
 */
#ifndef TESTS_FAULTS_DAMAGE_H
#define TESTS_FAULTS_DAMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "image.h"

/* A state for each write, and the one before them all. */
enum { DAMAGE_STATES = 6, DAMAGE_LAST = DAMAGE_STATES - 1 };

struct damaged {
    struct image file;                /* everything written back */
    struct image before;              /* the file before the log */
    struct image logs[DAMAGE_STATES]; /* after each write */
};

void damage_begin(struct damaged *whole);
void damage_end(struct damaged *whole);
/* The stage shows the ledger after that many writes. */
void damage_show_state(const struct damaged *whole, int state);

struct damage {
    const char *name;
    int percent;       /* of the cases; 0: the rest */
    bool takes_prefix; /* the log's: any state is right, damage is not */
    int64_t (*total)(const struct damaged *whole);
    void (*apply)(const struct damaged *whole, int64_t number);
};

/* To one without a name: bits first, those of the log last. */
extern const struct damage damages[];

/* The stage shows the ledger before it is damaged. */
void damage_restore(const struct damaged *whole, const struct damage *damage);

#endif
