/*
 * What every target shares. A target is one file with one entry, which takes
 * any bytes: libFuzzer calls it, or main.c with a corpus and what it makes of
 * that. What does not hold ends the process.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <courtesy/courtesy.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Set in a control: the target then spoils what the library answered, and what
 * must hold must not hold any more.
 */
extern bool fuzz_fault;

#define must(condition) fuzz_must(condition, #condition, __FILE__, __LINE__)
void fuzz_must(bool holds, const char *what, const char *file, int line);

/* A failure says why, and in one line. */
void must_say_why(cty_status status, const cty_error *err);
/* CTY_OK, or the message is shown. */
void must_succeed(cty_status status, const cty_error *err);

/* ---- bytes ---- */

/* What is left of an input; at its end all is zero and empty. */
struct feed {
    const uint8_t *data;
    size_t size;
};

uint8_t take_byte(struct feed *feed);
int64_t take_number(struct feed *feed); /* of 8 bytes */
/* To the next newline, or to the end; yours: free. Cut at a NUL. */
char *take_line(struct feed *feed);
/* All that is left, likewise. */
char *take_rest(struct feed *feed);

/* ---- ledgers ---- */

/* In memory, with a clock and random bytes that are always the same. */
cty_ledger *fuzz_ledger(void);
void must_be_whole(cty_ledger *ledger);

/* ---- outputs ---- */

struct written {
    char *text; /* with a NUL after it */
    size_t size;
    size_t room;
};

/* A cty_write into a struct written. */
bool fuzz_write(void *written, const void *bytes, size_t size);
void must_be_utf8(const struct written *written);

#endif
