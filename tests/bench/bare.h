/*
 * The peer: bare SQLite that does the same inserts into a copy of a shop's
 * ledger, with the same settings, tables and indexes, but without triggers,
 * questions, rules or hashes.
 */
#ifndef TESTS_BENCH_BARE_H
#define TESTS_BENCH_BARE_H

#include "bench.h"

#include <sqlite3.h>

struct bare {
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *entry, *share, *credited, *head;
    int64_t sequence;
    int64_t *bill_keys, *bill_clients; /* of the shop's bills */
    int64_t *facts;                    /* of each client */
    int64_t granted;
    const struct shop *shop; /* its shape */
};

/* shop's own ledger must be closed when it is copied. */
void bare_open(struct bare *bare, const struct shop *shop, const char *path);
void bare_close(struct bare *bare);
void bare_begin(struct bare *bare);
void bare_commit(struct bare *bare);
void bare_grant(struct bare *bare); /* within a transaction */
void bare_grow(struct bare *bare, int64_t granted);

/* Run a query and throw its rows away; how many there were. */
int64_t bare_query(sqlite3 *db, const char *sql);

#endif
