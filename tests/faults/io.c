/*
 * The disk fails: the n-th call, for every n, for once or from then on; with
 * an error, a full disk, less read or written than was asked for, a lock that
 * another has, a sync that does not go through.
 */
#include <stdio.h>

#include "broken.h"
#include "cases.h"
#include "trial.h"

enum { USUAL = 1500 };

static struct rehearsal rehearsal;
static bool allowed[FAULT_COUNT][CTY_E_NEWER + 1] = {
    [FAULT_ERROR] = {[CTY_E_STORE] = true},
    [FAULT_FULL] = {[CTY_E_STORE] = true},
    [FAULT_SHORT_READ] = {[CTY_E_STORE] = true},
    [FAULT_NO_READ] = {[CTY_E_STORE] = true, [CTY_E_CORRUPT] = true},
    [FAULT_SHORT_WRITE] = {[CTY_E_STORE] = true},
    [FAULT_BUSY] = {[CTY_E_BUSY] = true},
    [FAULT_SYNC] = {[CTY_E_STORE] = true},
};

/* ---- a case ---- */

static void
arm(void *context)
{
    (void)context;
    disk_plan.met = disk_plan.failed = 0;
    disk_plan.armed = true;
}

static void
disarm(void *context)
{
    (void)context;
    disk_plan.armed = false;
}

static bool
allows(cty_status status)
{
    return status >= 0 && status <= CTY_E_NEWER &&
           allowed[disk_plan.fault][status];
}

/* Where nothing was read, nothing stays in the handle's cache. */
static bool
gives_up(void)
{
    return disk_plan.fault == FAULT_NO_READ;
}

static const struct injector injector = {.arm = arm,
                                         .disarm = disarm,
                                         .allows = allows,
                                         .gives_up = gives_up,
                                         .durable = true};

struct disk_case {
    const struct rehearsed *of;
    enum trial_start start;
    enum disk_fault fault;
    enum disk_mode mode;
    int64_t at;
    int64_t seed;
    bool thorough;
};

static bool
run(const struct disk_case *one, char *why, size_t size)
{
    struct trial trial = {.of = one->of,
                          .injector = &injector,
                          .start = one->start,
                          .thorough = one->thorough};
    bool held;

    disk_plan.fault = one->fault;
    disk_plan.mode = one->mode;
    disk_plan.at = one->at;
    disk_plan.dice = (uint64_t)one->seed;
    held = trial_run(&trial);
    snprintf(why, size, "%s", trial.why);
    if (!held)
        return false;
    if (one->at > 0 && (one->mode != MODE_ONCE ? disk_plan.failed < 1
                                               : disk_plan.failed != 1)) {
        snprintf(why, size, "%lld calls failed, not as planned",
                 (long long)disk_plan.failed);
        return false;
    }
    return true;
}

static const char *const mode_names[MODE_COUNT] = {
    [MODE_ONCE] = "once",
    [MODE_ON] = "on",
    [MODE_SOME] = "some",
};

static void
take(struct cases *cases, const struct disk_case *one)
{
    char name[TRIAL_NAME], why[TRIAL_WHY];

    snprintf(name, sizeof(name), "%s/%s/%s/%s/%lld/%lld", one->of->step->name,
             start_name(one->start), disk_fault_name(one->fault),
             mode_names[one->mode], (long long)one->at, (long long)one->seed);
    if (!cases_has(cases, name))
        return;
    if (!run(one, why, sizeof(why)))
        failed(&cases->count, "%s", why);
}

/* ---- all of them ---- */

struct sweep {
    const struct rehearsed *of;
    enum trial_start start;
    enum disk_fault fault;
    int64_t calls;
};

static struct sweep sweeps[TRIALS_MOST * START_COUNT * FAULT_COUNT];
static int sweep_count;
static int64_t total;

/* With nothing failing, which must hold: how many calls there are. */
static void
count_up(struct cases *cases, const struct rehearsed *of,
         enum trial_start start)
{
    char why[TRIAL_WHY];

    for (int i = 0; i < FAULT_COUNT; i++) {
        struct disk_case one = {
            .of = of, .start = start, .fault = (enum disk_fault)i};

        if (!run(&one, why, sizeof(why)))
            failed(&cases->count, "%s: %s", of->step->name, why);
        sweeps[sweep_count++] =
            (struct sweep){of, start, one.fault, disk_plan.met};
        total += 2 * disk_plan.met;
    }
}

static void
count_all(struct cases *cases)
{
    for (int i = 0; i < rehearsal.count * START_COUNT; i++) {
        const struct rehearsed *of = &rehearsal.steps[i / START_COUNT];
        enum trial_start start = (enum trial_start)(i % START_COUNT);

        if (start_suits(start, of->step))
            count_up(cases, of, start);
    }
}

static void
sweep_once(struct cases *cases, const struct sweep *sweep, int64_t round,
           int64_t *index)
{
    for (int64_t n = 0; n < 2 * sweep->calls; n++, (*index)++) {
        struct disk_case one = {.of = sweep->of,
                                .start = sweep->start,
                                .fault = sweep->fault,
                                .mode = n % 2 == 0 ? MODE_ONCE : MODE_ON,
                                .at = n / 2 + 1,
                                .seed = 2 * round + n % 2};

        if (round > 0)
            one.mode = MODE_SOME;
        one.thorough = cases_thorough(cases, *index);
        if (cases_takes(cases, *index, total))
            take(cases, &one);
    }
}

/* First each call alone and each from then on; then by the dice. */
static void
sweep_all(struct cases *cases)
{
    int64_t index = 0;
    int64_t rounds = cases_rounds(cases, total);

    for (int64_t round = 0; round < rounds; round++) {
        for (int i = 0; i < sweep_count; i++)
            sweep_once(cases, &sweeps[i], round, &index);
    }
}

/* When each case is run, every kind of call fails at least once. */
static void
tell_calls(struct cases *cases)
{
    for (int i = 0; i < CALL_COUNT; i++) {
        enum disk_call call = (enum disk_call)i;

        printf("io: %s failed %lld times of %lld\n", disk_call_name(call),
               (long long)disk_plan.failed_of[i],
               (long long)disk_plan.met_of[i]);
        if (disk_plan.failed_of[i] == 0 && cases_are_all(cases, total))
            failed(&cases->count, "%s: %s", disk_call_name(call),
                   "it never failed");
    }
}

/* ---- controls ---- */

static void
bite(struct cases *cases, const char *name, const char *step,
     enum disk_fault fault)
{
    char why[TRIAL_WHY] = "";
    bool noticed = false;

    for (int i = 0; i < sweep_count && !noticed; i++) {
        const struct sweep *sweep = &sweeps[i];

        if (strcmp(sweep->of->step->name, step) != 0 || sweep->fault != fault)
            continue;
        for (int64_t at = 1; at <= sweep->calls && !noticed; at++) {
            struct disk_case one = {.of = sweep->of,
                                    .start = sweep->start,
                                    .fault = fault,
                                    .at = at,
                                    .thorough = true};

            noticed = !run(&one, why, sizeof(why));
        }
    }
    printf("%s: %s\n", cases->count.suite, why);
    control(&cases->count, name, noticed);
}

static void
bite_broken(struct cases *cases, enum broken broken, const char *step,
            enum disk_fault fault)
{
    break_it(broken);
    bite(cases, broken_name(broken), step, fault);
    mend_it();
}

int
main(int argc, char **argv)
{
    struct cases cases;

    cases_begin(&cases, "io", argc, argv, USUAL);
    vfs_register();
    rehearse(&rehearsal);
    count_all(&cases);
    printf("io: %d steps, %lld calls to fail, each twice\n", rehearsal.count,
           (long long)total / 2);
    sweep_all(&cases);
    if (cases.only == NULL) {
        tell_calls(&cases);
        bite_broken(&cases, BROKEN_ROLLBACK, "credit", FAULT_ERROR);
        bite_broken(&cases, BROKEN_END, "entries", FAULT_ERROR);
        disk_plan.lying_sync = true;
        bite(&cases, "a failed sync is said to have gone well", "credit",
             FAULT_SYNC);
        disk_plan.lying_sync = false;
    }
    rehearsal_free(&rehearsal);
    return cases_end(&cases);
}
