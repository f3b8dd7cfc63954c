/* Every list and report of a ledger, read to its end. */
#ifndef TESTS_FUZZ_READERS_H
#define TESTS_FUZZ_READERS_H

#include "fuzz.h"

/* Of one that is not whole anything may be refused, but with a reason. */
void read_everything(cty_ledger *ledger, bool whole);

#endif
