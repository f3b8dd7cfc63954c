/* What every test of the proof begins with: a ledger with all there can be. */
#ifndef TESTS_CHECK_PLACE_H
#define TESTS_CHECK_PLACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <sqlite3.h>

#include <courtesy/courtesy.h>

enum { PLACE_PATH = 128 };

struct place {
    char folder[PLACE_PATH / 2];
    char ledger[PLACE_PATH];
    char *whole; /* the file as it was made */
    size_t size;
};

/* What a check is to say: the client's ref and fact. */
struct culprit {
    const char *ref;
    int64_t fact;
};

/* For cmocka_run_group_tests: one ledger for all tests of a program. */
int make_place(void **state);
int remove_place(void **state);

/* The file as it was made, whatever was done to it. */
void restore(struct place *place);

/*
 * A database handle whose writes no trigger or reference stops. falsify
 * answers whether the database took it; it must have changed something.
 */
sqlite3 *break_in(struct place *place);
bool falsify(sqlite3 *db, const char *sql);
void leave(sqlite3 *db);

/* Falsify and leave; the database must take it. */
void tamper(struct place *place, const char *sql);

/* Seal every fact again, as one would who knows how. */
void reseal(struct place *place);

cty_status check(struct place *place, bool quick, cty_check *out_check,
                 cty_error *err);
void assert_whole(struct place *place);
void assert_found(struct place *place, struct culprit culprit, const char *what,
                  const char *rule);

#define assert_ok(call)                                                        \
    do {                                                                       \
        cty_error *failure_ = last_error();                                    \
        if ((call) != CTY_OK)                                                  \
            fail_msg("%s: %s", #call, failure_->message);                      \
    } while (0)

/* Where calls that must not fail say why they did. */
cty_error *last_error(void);

#endif
