/* Bills, credits and statements in one line each. */
#ifndef TESTS_STATEMENT_SHOP_H
#define TESTS_STATEMENT_SHOP_H

#include "support.h"

enum { NUMBER_TEXT = 32 };

/* A bill of one line; currency NULL: the ledger's. */
void bill_on(cty_ledger *ledger, const char *client, const char *bill_no,
             const char *date, int64_t minor, const char *currency);

/* A credit per Dana Reyes, on a bill, or on the account where bill_no is NULL;
 * answers its number. */
int64_t grant(cty_ledger *ledger, const char *client, const char *bill_no,
              const char *date, int64_t minor, const char *reason);
int64_t grant_in(cty_ledger *ledger, const char *client, const char *date,
                 int64_t minor, const char *currency);
/* By number; answers the reversal's. */
int64_t reverse(cty_ledger *ledger, const char *client, int64_t number,
                const char *date);

cty_period period_of(cty_ledger *ledger, const char *name);

/* yours: cty_statement_free */
cty_statement *draw(cty_ledger *ledger, const char *client, const char *period);
cty_statement *draw_in(cty_ledger *ledger, const char *client,
                       const char *period, const char *currency);
cty_statement_info info_of(const cty_statement *statement);
cty_statement_bill bill_at(const cty_statement *statement, size_t index);
cty_statement_entry entry_at(const cty_statement *statement, size_t index);
int64_t history_at(const cty_statement *statement, size_t index,
                   const char *expected_name);

void assert_totals(const cty_statement *statement, int64_t before, int64_t net,
                   int64_t saved);
void assert_bill(const cty_statement *statement, size_t index,
                 const char *bill_no, int64_t before, int64_t net,
                 int64_t saved);

/* Everything that a writer writes; yours: free. */
char *written(const cty_statement *statement, int32_t format);

/* A writer's context: what was written so far, with a NUL behind. */
struct pile {
    char *bytes;
    size_t size;
};
bool pile_up(void *context, const void *bytes, size_t size);

#endif
