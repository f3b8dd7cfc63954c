/*
 * A till: one handle, what it asks for in each game, and two that do it wrong.
 * The unsafe one keeps its cents in a table of its own, which it reads and then
 * writes as if it were alone.
 */
#ifndef TESTS_FAULTS_TILL_H
#define TESTS_FAULTS_TILL_H

#include <stdbool.h>
#include <stdint.h>

#include <courtesy/courtesy.h>
#include <sqlite3.h>

enum till_kind { TILL_HONEST, TILL_UNSAFE, TILL_KEYLESS };

enum { TILL_LINES = 3 };

struct till {
    const char *ledger_path;
    const char *toy_path;
    enum till_kind kind;
    int number;
    int64_t asked;
    cty_ledger *ledger;
    sqlite3 *toy;
};

struct till_answer {
    char code[CTY_ENTRY_CODE_TEXT];
    bool repeated;
};

void till_ground(const char *ledger, const char *toy);
bool till_whole(const char *ledger);
void till_clear(const char *ledger, const char *toy);

void till_open(struct till *till);
void till_close(struct till *till);

/* The round's bill: of one line or of three. */
void till_bill(struct till *till, int round, bool one_line);
int64_t till_net(bool one_line);
int64_t till_left(struct till *till, int round);

/* Everyone's same request. */
cty_status till_storm(struct till *till, int round, struct till_answer *out);
int64_t till_rows(struct till *till, int round);

/* One cent of a line, or with 0 of the whole bill. */
cty_status till_take(struct till *till, int round, int line_no);
cty_status till_rest(struct till *till, int round, int64_t *out_amount);

/* Draw a statement; what is wrong with it, or NULL. */
const char *till_read(struct till *till, int64_t *fact);

#endif
