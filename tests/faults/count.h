/*
 * What every harness counts and says: its cases, what failed, and whether the
 * faults that were put in on purpose were caught. One that never fails proves
 * nothing, so a control that does not bite fails the harness.
 */
#ifndef TESTS_FAULTS_COUNT_H
#define TESTS_FAULTS_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct count {
    const char *suite;
    int64_t cases;
    int64_t failures;
    int controls;
    int bitten;
    bool silent; /* within a control: what fails is counted and not printed */
};

/*
 * Begin: how many cases are wanted, by the first argument, else by
 * COURTESY_TORTURE_CASES, else the few of a short run.
 */
int64_t cases_wanted(int argc, char **argv, int64_t few);

/* The case that comes, as one would run it alone. It must end in time. */
void begin_case(struct count *count, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void failed(struct count *count, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Answers holds. */
bool expect(struct count *count, bool holds, const char *what);

void control(struct count *count, const char *what, bool bit);

/* The last line; answers the exit code. */
int end_count(const struct count *count);

/* Longer than a case ever takes, sanitizers included. */
enum { CASE_SECONDS = 60 };
void case_seconds(unsigned seconds); /* from the next case on */

/* Called in a process that dies; it may do no more than a signal handler. */
void at_death(void (*then)(void));

/* The harness itself cannot go on. */
void give_up(const char *format, ...)
    __attribute__((format(printf, 1, 2), noreturn));

/* Reproducible random numbers; the state is the seed, over 0. */
uint64_t random_number(uint64_t *state);
int64_t random_below(uint64_t *state, int64_t limit);

/* Every one of total numbers once, spread: the step for the i-th. */
int64_t spread(int64_t i, int64_t total);

#endif
