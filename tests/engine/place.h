/* What every test of lib/engine begins with: a folder of its own. */
#ifndef TESTS_ENGINE_PLACE_H
#define TESTS_ENGINE_PLACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "engine/engine.h"

enum { PLACE_PATH = 160 };

struct place {
    char folder[PLACE_PATH / 2];
    char ledger[PLACE_PATH];
    struct ctyi_engine *engine; /* closed after the test */
};

/* For cmocka_unit_test_setup_teardown. */
int make_place(void **state);
int make_ledger(void **state); /* and a ledger with the table "fact" */
int remove_place(void **state);

#define in_place(test)                                                         \
    cmocka_unit_test_setup_teardown(test, make_place, remove_place)
#define with_ledger(test)                                                      \
    cmocka_unit_test_setup_teardown(test, make_ledger, remove_place)

struct ctyi_engine_open how_to(const char *path);
struct ctyi_engine *opened(const char *path);
cty_status try_open(const char *path, bool read_only, cty_error *err);

/* The first column of the first row; sql must give one. */
int64_t ask_int(struct ctyi_engine *engine, const char *sql);
void ask_text(struct ctyi_engine *engine, const char *sql, char *buffer,
              size_t size);
cty_status run(struct ctyi_engine *engine, const char *sql, cty_error *err);

void write_file(const char *path, const void *bytes, size_t size);
void assert_file_holds(const char *path, const void *bytes, size_t size);

/* Root may write everywhere: tests of permissions are done as nobody. */
void become_nobody(const struct place *place);
void become_oneself(void);

/* Where calls that must not fail say why they did. */
extern cty_error failure;

#define assert_ok(call)                                                        \
    do {                                                                       \
        if ((call) != CTY_OK)                                                  \
            fail_msg("%s: %s", #call, failure.message);                        \
    } while (0)

#define assert_refused(call, expected_status, part)                            \
    do {                                                                       \
        assert_int_equal((call), (expected_status));                           \
        assert_int_equal(err.status, (expected_status));                       \
        if (strstr(err.message, (part)) == NULL)                               \
            fail_msg("\"%s\" does not contain \"%s\"", err.message, (part));   \
    } while (0)

#endif
