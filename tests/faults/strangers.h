/* Files that are no ledger, and what is done to them: nothing. */
#ifndef TESTS_FAULTS_STRANGERS_H
#define TESTS_FAULTS_STRANGERS_H

#include "count.h"

void strangers(struct count *count);

#endif
