/* Which texts a ledger takes, reckoned without the library. */
#ifndef TESTS_FUZZ_TAKEN_H
#define TESTS_FUZZ_TAKEN_H

#include <stdbool.h>
#include <stddef.h>

/* UTF-8 on one line, without control characters, not too long. */
bool is_taken(const char *text, size_t most);

/* Likewise for what is written: with newlines, whatever its length. */
bool is_written(const char *text, size_t size);

#endif
