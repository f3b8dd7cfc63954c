/*
 * The library, broken on purpose: the negative controls. A harness that does
 * not notice these proves nothing.
 */
#ifndef TESTS_FAULTS_BROKEN_H
#define TESTS_FAULTS_BROKEN_H

enum broken {
    BROKEN_NOT,
    BROKEN_ROLLBACK, /* what failed is not undone */
    BROKEN_REQUEST,  /* a request's key is forgotten */
    BROKEN_FREE,     /* memory is not released */
    BROKEN_STATUS,   /* out of memory is called something else */
    BROKEN_END,      /* a failed read passes for the end of the rows */
    BROKEN_COUNT
};

const char *broken_name(enum broken broken);

void break_it(enum broken broken);
/* Whole again; releases what BROKEN_FREE kept. */
void mend_it(void);

#endif
