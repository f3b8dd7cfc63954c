/*
 * A process that posts until it is killed, and writes down beside the ledger
 * what it is about to ask for and what was acknowledged. Begun again, it asks
 * first for what was left open, as a client does that heard no answer.
 */
#ifndef TESTS_FAULTS_POSTER_H
#define TESTS_FAULTS_POSTER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { POSTERS_MOST = 8, POSTER_CLIENTS = 3 };

enum poster_fault {
    POSTER_HONEST,
    POSTER_HASTY,     /* acknowledges before it asks */
    POSTER_FORGETFUL, /* asks again under another key */
};

struct poster {
    const char *ledger;
    const char *log;
    int number;
    uint64_t seed;
    int rounds; /* 0: until it is killed */
    enum poster_fault fault;
};

/* The ledger that they post to. */
void poster_ground(const char *ledger);

/* Answers the exit code: 0 after the last round. */
int post(const struct poster *poster);

/*
 * What a request leaves in the ledger: so many entries with its key for a note,
 * and a bill of that number or none.
 */
struct request_kind {
    const char *name;
    int entries;
    int bills;
};

extern const struct request_kind request_kinds[]; /* to one without a name */

/* A line of a log: a request that is asked for, or that was acknowledged. */
struct log_line {
    char text[160];
    const char *what; /* "asks" or "has" */
    const char *kind;
    const char *key;
};

/* False at the end; a line without its newline was never written whole. */
bool read_log_line(FILE *log, struct log_line *line);

#endif
