/*
 * A client, a bill and a credit with texts of any bytes, and the statement that
 * comes of them. What the library does not take is replaced, and must have been
 * refused for a reason.
 */
#ifndef TESTS_FUZZ_STORY_H
#define TESTS_FUZZ_STORY_H

#include "fuzz.h"

struct story {
    cty_ledger *ledger;
    cty_statement *statement;
    char *name;
    char *description;
    char *label;
    char *person;
    char *note;
};

struct story tell_story(struct feed *feed);
void end_story(struct story *story);

#endif
