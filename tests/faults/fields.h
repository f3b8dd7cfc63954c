/* Every field of a ledger that takes a text, how to put one there and whether
 * it is there. */
#ifndef TESTS_FAULTS_FIELDS_H
#define TESTS_FAULTS_FIELDS_H

#include <courtesy/courtesy.h>

struct field {
    const char *name;
    size_t most; /* bytes */
    size_t at;   /* of a struct, where one function puts many */
    cty_status (*put)(cty_ledger *ledger, const struct field *field,
                      const char *text, int64_t number, cty_error *err);
    bool (*is_there)(cty_ledger *ledger, const struct field *field,
                     const char *text, int64_t number);
};

extern const struct field fields[]; /* to one without a name */

/* The client that documents are for, with a code that is known. */
void fields_begin(cty_ledger *ledger);

#endif
