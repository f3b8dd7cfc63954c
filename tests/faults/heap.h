/* SQLite's allocator, and so the library's, that can be made to fail. */
#ifndef TESTS_FAULTS_HEAP_H
#define TESTS_FAULTS_HEAP_H

#include <stdbool.h>
#include <stdint.h>

struct heap_plan {
    bool armed;
    bool for_good; /* from that allocation on, not only that one */
    int64_t at;    /* the one that fails, from 1; 0: none */
    int64_t met;
    int64_t failed;
};

extern struct heap_plan heap_plan;

/*
 * Before anything is opened. Without the handles' own small pools, which would
 * hide what is small.
 */
void heap_take(void);

void heap_arm(void *context);
void heap_disarm(void *context);

#endif
