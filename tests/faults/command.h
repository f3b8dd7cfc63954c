/* The command, killed while it imports a folder and while it writes out a
 * run's statements. */
#ifndef TESTS_FAULTS_COMMAND_H
#define TESTS_FAULTS_COMMAND_H

#include "count.h"

/* COURTESY names the command; without it this says so, and that is all. */
void kill_commands(struct count *count, int64_t loops, uint64_t *dice);

#endif
