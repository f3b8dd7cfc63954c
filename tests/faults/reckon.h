/*
 * What the ledger holds against what was asked for and acknowledged, as the
 * posters' logs say.
 */
#ifndef TESTS_FAULTS_RECKON_H
#define TESTS_FAULTS_RECKON_H

#include <stdint.h>

struct reckoning {
    int64_t asked;
    int64_t acknowledged;
    int64_t lost;     /* acknowledged, and not there */
    int64_t doubled;  /* there more than once */
    int64_t halved;   /* a part of it is there */
    int64_t invented; /* there, and never asked for */
    int64_t open;     /* of one poster: not acknowledged, at most */
};

/* logs of posters that are not there are passed over. */
struct reckoning reckon(const char *ledger, const char *const *logs,
                        int posters);

#endif
