/*
 * All that check vouches for, read past the library: facts, running totals,
 * clients' refs and codes, every index and the schema. Left out is what check
 * is said not to cover: meta, names and addresses, reasons' labels, requests.
 */
#ifndef TESTS_FAULTS_DUMP_H
#define TESTS_FAULTS_DUMP_H

#include <stdbool.h>
#include <stddef.h>

struct dump {
    char *text;
    size_t size;
    bool whole; /* everything could be read */
};

/* What to read, as a whole ledger's schema says. */
void plan_dump(const char *path);
void drop_plan(void);

struct dump dump_ledger(const char *path);
void drop_dump(struct dump *dump);
/* Whether both were read, and say the same. */
bool same_dump(const struct dump *a, const struct dump *b);

#endif
