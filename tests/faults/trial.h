/*
 * A trial: a step, on the ledger as all steps before left it, with something
 * failing; then the same step again. What must hold after each is said in
 * trial.c.
 */
#ifndef TESTS_FAULTS_TRIAL_H
#define TESTS_FAULTS_TRIAL_H

#include "shop.h"
#include "state.h"

enum { TRIALS_MOST = 96, TRIAL_NAME = 96, TRIAL_WHY = 320 };

/* A step, and how it goes when nothing fails. */
struct rehearsed {
    const struct step *step;
    struct disk *before;  /* closed in good order */
    struct disk *crashed; /* with the log that a crash leaves */
    struct state was, is;
    cty_status status;
    uint64_t seen;
};

struct rehearsal {
    struct rehearsed steps[TRIALS_MOST];
    int count;
};

/* How the handle is when the step is begun. */
enum trial_start {
    START_FRESH,   /* opened just now */
    START_WARM,    /* most has been asked of it before */
    START_CRASHED, /* fresh, on a ledger whose log was not emptied */
    START_COUNT
};

/* What fails, and what may be said of it. */
struct injector {
    void (*arm)(void *context);
    void (*disarm)(void *context);
    bool (*allows)(cty_status status);
    /* Whether the disk lied: an answer may be as wrong as what it gave, and the
     * handle's cache too. */
    bool (*gives_up)(void);
    void *context;
    bool durable; /* what was acknowledged must outlive a power cut now */
};

struct trial {
    const struct rehearsed *of;
    const struct injector *injector;
    enum trial_start start;
    bool thorough; /* check the ledger also in the handle that failed */
    struct shop shop;
    struct disk *disk;
    cty_status status;   /* of the step while something failed */
    bool poisoned;       /* the handle said so */
    char why[TRIAL_WHY]; /* what did not hold, or "" */
};

/* Do each step with nothing failing. */
void rehearse(struct rehearsal *rehearsal);
void rehearsal_free(struct rehearsal *rehearsal);

const char *start_name(enum trial_start start);
/* Whether the step can be begun so, and it makes a difference. */
bool start_suits(enum trial_start start, const struct step *step);

/* Whether all held; else trial->why. Nothing is left open. */
bool trial_run(struct trial *trial);

#endif
