/*
 * A shop that asks everything of the library, a step at a time: a step is one
 * request, or one look at something. Each is the same whenever it is done on
 * the same ledger, so that what a failure left can be compared.
 */
#ifndef TESTS_FAULTS_SHOP_H
#define TESTS_FAULTS_SHOP_H

#include <courtesy/courtesy.h>

#include <string.h>

#include "disk.h"

struct shop {
    cty_ledger *ledger;
    int turn;        /* which of the like steps this one is; 0: the first */
    uint64_t seen;   /* all that the step's calls have answered */
    bool done;       /* what the step writes was acknowledged */
    char wrong[160]; /* a promise of the header that a call broke, or "" */
    cty_error err;   /* of the last call that failed */
    int64_t now;     /* the ledger's clock and dice */
    uint64_t dice;
};

typedef cty_status step_run(struct shop *shop);

enum step_flags {
    STEP_MAKES = 1, /* makes the ledger */
    STEP_OPENS = 2, /* is begun without a handle, and may leave one */
    STEP_PARTS = 4, /* some of it may stay when it fails */
    STEP_CLOSES = 8 /* empties a log that is there */
};

struct step {
    const char *name;
    step_run *run;
    unsigned int flags;
    cty_status answer; /* when nothing fails */
};

/* NULL if there is none. */
const struct step *step_named(const char *name, size_t length);
/* All of them, one after another; NULL after the last. */
const struct step *step_at(int index);

/* Clock and dice as every handle of the shop begins with. */
void shop_ready(struct shop *shop, uint64_t seed);
void shop_options(struct shop *shop, cty_open_options *out_options);
/* CTY_OK, or what opening failed with; err in shop. */
cty_status shop_open(struct shop *shop);
void shop_close(struct shop *shop);

/* ---- calls, and what they promise --------------------------------------- */

/* An output as no call would fill it. */
#define BLANK(out) blank_out(&(out), sizeof(out))
void blank_out(void *out, size_t size);

/* Where a call's error goes. */
cty_error *fresh(struct shop *shop);

/* Whether err and out are as the header promises for this status. */
cty_status told(struct shop *shop, cty_status status, const void *out,
                size_t size);
/* As told, for an object: NULL on failure, so that it can be released. */
cty_status got(struct shop *shop, cty_status status, void *object);
void broke(struct shop *shop, const char *promise);

void see_bytes(struct shop *shop, const void *bytes, size_t size);
void see_text(struct shop *shop, const char *text);
void see_int(struct shop *shop, int64_t value);
bool see_write(void *context, const void *bytes, size_t size);

cty_date day_of(int month, int day);
/* "B-1", or "B-1.3" in turn 3: in one of the shop's few buffers. */
const char *own(struct shop *shop, const char *name);

/* Step through a cursor to its end, and close it. */
#define WALK(shop, status, noun, item, see)                                    \
    do {                                                                       \
        bool found = true;                                                     \
        while ((status) == CTY_OK && found) {                                  \
            BLANK(item);                                                       \
            (status) = told(                                                   \
                shop, cty_##noun##_next(cursor, &(item), &found, fresh(shop)), \
                &(item), sizeof(item));                                        \
            if ((status) != CTY_OK && !found)                                  \
                broke(shop, "out_found was touched");                          \
            if ((status) == CTY_OK && found)                                   \
                see(shop, &(item));                                            \
        }                                                                      \
        cty_##noun##_close(cursor);                                            \
    } while (0)

#endif
