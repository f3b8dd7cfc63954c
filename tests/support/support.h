/* What the tests of the library share: a ledger in memory with a clock and
 * random bytes of its own, and short ways to say common things. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <courtesy/courtesy.h>

/* The clock's start; each verb finds it a second later. */
#define TEST_START_MS INT64_C(1790000000000)

int open_ledger(void **state);  /* setup: *state is a cty_ledger */
int close_ledger(void **state); /* teardown */

cty_ledger *new_ledger(const char *currency, int fiscal_year_start);

/* A temporary folder of the test's own; yours, remove_folder releases it. */
char *temporary_folder(void);
char *path_in(const char *folder, const char *name); /* yours: free */
void remove_folder(char *folder);

cty_date day(const char *text);
cty_money money(const char *amount, const char *currency);

void client_of(cty_ledger *ledger, const char *ref, const char *name);

/* A bill of one line of that net, dated 2026-07-01. */
void bill_of(cty_ledger *ledger, const char *client, const char *bill_no,
             int64_t net_minor);

/* A bill of count lines with these nets. */
void bill_lines(cty_ledger *ledger, const char *client, const char *bill_no,
                const char *date, const int64_t *nets, int count);

/* A line for a draft: description, quantity and price as decimals. */
void draft_line(cty_draft *draft, const char *description, const char *quantity,
                const char *price);
void draft_discount(cty_draft *draft, int line_no, int64_t minor,
                    const char *reason);
void draft_charge(cty_draft *draft, int line_no, int64_t minor,
                  const char *reason);

/* A credit on a bill, dated 2026-09-30, for goodwill. */
cty_status credit(cty_ledger *ledger, const char *bill_no, int64_t minor,
                  cty_error *err);

/* The client's code and an entry's number: HARB-0042V/17. yours: free */
char *code_of(cty_ledger *ledger, const char *client, int number);

int64_t left_of(cty_ledger *ledger, const char *bill_no);
int64_t left_of_line(cty_ledger *ledger, const char *bill_no, int line_no);

#define assert_ok(call)                                                        \
    do {                                                                       \
        cty_error err_ = CTY_ERROR_INIT;                                       \
        if (support_status(call, &err_) != CTY_OK)                             \
            fail_msg("%s: %s", #call, err_.message);                           \
    } while (0)

/* In a call given to assert_ok, ERR is where its error goes. */
#define ERR (&err_)

static inline cty_status
support_status(cty_status status, const cty_error *err)
{
    (void)err;
    return status;
}

#define assert_string_contains(text, part)                                     \
    do {                                                                       \
        if (strstr(text, part) == NULL)                                        \
            fail_msg("\"%s\" does not contain \"%s\"", text, part);            \
    } while (0)

#define assert_saved(ledger, client, period, minor)                            \
    assert_int_equal(saved(ledger, client, period), minor)
int64_t saved(cty_ledger *ledger, const char *client, const char *period);

#endif
