/*
 * What the command writes of a ledger, in every format: nothing in it moves a
 * terminal, begins a formula or ends a text too early. And writers that do, so
 * that it is seen.
 */
#ifndef TESTS_FAULTS_OUTPUTS_H
#define TESTS_FAULTS_OUTPUTS_H

#include "count.h"

/* COURTESY names the command; without it this says so, and that is all. */
void try_outputs(struct count *count, const char *ledger);
void control_outputs(struct count *count);

#endif
