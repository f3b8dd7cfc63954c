/*
 * All that a program does with the ledger of tests/check, whatever is wrong
 * with it. Anything may be refused, but with a reason; what comes next is tried
 * all the same.
 */
#ifndef TESTS_FAULTS_USE_H
#define TESTS_FAULTS_USE_H

#include <courtesy/courtesy.h>

/* Every list and report, and each client's statements in every form. */
void use_to_read(cty_ledger *ledger);

/* A write of each kind, against what is there. */
void use_to_write(cty_ledger *ledger);

/* A statement as pages, where they are built. */
void use_pages(cty_ledger *ledger, const cty_statement *statement);

/* Whether it succeeded; a refusal must say why. */
bool answered(cty_status status, const cty_error *err);

#endif
