/* Which of a sweep's many cases are run, by what dice; what all sweeps need. */
#ifndef TESTS_FAULTS_CASES_H
#define TESTS_FAULTS_CASES_H

#include "count.h"

struct cases {
    struct count count;
    const char *only; /* the one case to run, by its name, or NULL */
    int64_t wanted;
};

/*
 * As cases_wanted, but the first argument may be a case's name, which has a
 * slash. What a sanitizer slows down runs a part of the few.
 */
void cases_begin(struct cases *cases, const char *suite, int argc, char **argv,
                 int64_t few);

/* As end_count; of one case alone no controls are expected. */
int cases_end(const struct cases *cases);

/* Whether the case with this name is wanted; if so it begins. */
bool cases_has(struct cases *cases, const char *name);

/* Of total cases those wanted, evenly: is this one, from 0, of them? */
bool cases_takes(const struct cases *cases, int64_t index, int64_t total);

/* Whether all of total cases are run. */
bool cases_are_all(const struct cases *cases, int64_t total);

/*
 * How often to go through total cases, with other dice each time, to reach what
 * is wanted; for one case alone as often as any run may have.
 */
int64_t cases_rounds(const struct cases *cases, int64_t total);

/* Of many cases one in eight, of few each, is looked at more closely. */
bool cases_thorough(const struct cases *cases, int64_t index);

/* ---- dice ---------------------------------------------------------------- */

/* The next of a row of numbers that begins with *dice, whatever that is. */
uint64_t roll(uint64_t *dice);
/* 0 to below; 0 where that is 0. */
uint64_t roll_below(uint64_t *dice, uint64_t below);
uint64_t mix(uint64_t a, uint64_t b);

/* Memory or the end. */
void *need(void *memory);

#endif
