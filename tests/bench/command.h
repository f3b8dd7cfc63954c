/* The command, run as its users run it: how long it took, and its peak memory
 * (which would be the caller's own where that is more: call from a small
 * process). */
#ifndef TESTS_BENCH_COMMAND_H
#define TESTS_BENCH_COMMAND_H

#include "bench.h"

struct spent {
    double seconds;
    double mib;
};

/* Arguments end with NULL; its output is thrown away. A failure ends the
 * benchmark. */
struct spent command_run(const char *const *arguments);

/* Run a step in a process of its own, whose memory is gone after it. */
void apart(void (*step)(void *context), void *context);

#endif
