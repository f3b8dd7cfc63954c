/*
 * Memory runs out at the n-th allocation, for every n: for once, or from then
 * on. The library has SQLite's allocator, so that this one stands before both.
 */
#include <stdio.h>
#include <stdlib.h>

#include "broken.h"
#include "heap.h"
#include "cases.h"
#include "trial.h"

enum { USUAL = 1500, STRIDE = 7 };

static struct rehearsal rehearsal;
static int64_t failed_in_all, poisoned;

static bool
allows(cty_status status)
{
    return status == CTY_E_MEMORY;
}

static const struct injector injector = {
    .arm = heap_arm, .disarm = heap_disarm, .allows = allows};

/* ---- a case ---- */

struct heap_case {
    const struct rehearsed *of;
    enum trial_start start;
    bool for_good;
    int64_t at;
    bool thorough;
};

/* Whether all held and nothing leaked; else why, 200 bytes. */
static bool
run(const struct heap_case *one, char *why, size_t size)
{
    struct trial trial = {.of = one->of,
                          .injector = &injector,
                          .start = one->start,
                          .thorough = one->thorough};
    sqlite3_int64 used = sqlite3_memory_used();
    sqlite3_int64 left;
    bool held;

    heap_plan.at = one->at;
    heap_plan.for_good = one->for_good;
    held = trial_run(&trial);
    left = sqlite3_memory_used() - used;
    snprintf(why, size, "%s", trial.why);
    failed_in_all += heap_plan.failed;
    poisoned += trial.poisoned;
    if (!held)
        return false;
    if (left != 0) {
        snprintf(why, size, "%lld bytes are not released", (long long)left);
        return false;
    }
    if (one->at > 0 &&
        (one->for_good ? heap_plan.failed < 1 : heap_plan.failed != 1)) {
        snprintf(why, size, "%lld allocations failed, not as planned",
                 (long long)heap_plan.failed);
        return false;
    }
    return true;
}

static void
name_case(const struct heap_case *one, char *name)
{
    snprintf(name, TRIAL_NAME, "%s/%s/%s/%lld", one->of->step->name,
             start_name(one->start), one->for_good ? "on" : "once",
             (long long)one->at);
}

static void
take(struct cases *cases, const struct heap_case *one)
{
    char name[TRIAL_NAME], why[TRIAL_WHY];

    name_case(one, name);
    if (!cases_has(cases, name))
        return;
    if (!run(one, why, sizeof(why)))
        failed(&cases->count, "%s", why);
}

/* ---- all of them ---- */

struct sweep {
    const struct rehearsed *of;
    enum trial_start start;
    int64_t calls;
};

static struct sweep sweeps[TRIALS_MOST * START_COUNT];
static int sweep_count;
static int64_t total;

/* With nothing failing, which must hold: how many allocations there are. */
static void
count_up(struct cases *cases)
{
    char why[TRIAL_WHY];

    for (int i = 0; i < rehearsal.count * START_COUNT; i++) {
        struct heap_case one = {.of = &rehearsal.steps[i / START_COUNT],
                                .start = (enum trial_start)(i % START_COUNT)};

        if (!start_suits(one.start, one.of->step))
            continue;
        if (!run(&one, why, sizeof(why)))
            failed(&cases->count, "%s: %s", one.of->step->name, why);
        sweeps[sweep_count++] =
            (struct sweep){one.of, one.start, heap_plan.met};
        total += 2 * heap_plan.met;
    }
}

static void
sweep_all(struct cases *cases)
{
    int64_t index = 0;

    for (int i = 0; i < sweep_count; i++) {
        const struct sweep *sweep = &sweeps[i];

        for (int64_t n = 0; n < 2 * sweep->calls; n++) {
            struct heap_case one = {sweep->of, sweep->start, n % 2 != 0,
                                    n / 2 + 1, cases_thorough(cases, index)};

            if (cases_takes(cases, index++, total))
                take(cases, &one);
        }
    }
}

/* ---- controls ---- */

/* Whether something is noticed within one of these steps. */
static void
bite(struct cases *cases, enum broken broken, const char *step)
{
    char why[TRIAL_WHY] = "";
    bool noticed = false;

    for (int i = 0; i < sweep_count && !noticed; i++) {
        if (strcmp(sweeps[i].of->step->name, step) != 0)
            continue;
        for (int64_t at = 0; at <= sweeps[i].calls && !noticed; at += STRIDE) {
            struct heap_case one = {sweeps[i].of, sweeps[i].start, false, at,
                                    true};

            break_it(broken);
            noticed = !run(&one, why, sizeof(why));
            mend_it();
        }
    }
    printf("%s: %s\n", cases->count.suite, why);
    control(&cases->count, broken_name(broken), noticed);
}

int
main(int argc, char **argv)
{
    struct cases cases;

    cases_begin(&cases, "allocation", argc, argv, USUAL);
    heap_take();
    vfs_register();
    rehearse(&rehearsal);
    count_up(&cases);
    printf("allocation: %d steps, %lld allocations to fail, each twice\n",
           rehearsal.count, (long long)total / 2);
    sweep_all(&cases);
    if (cases.only == NULL) {
        bite(&cases, BROKEN_ROLLBACK, "credit");
        bite(&cases, BROKEN_REQUEST, "credit");
        bite(&cases, BROKEN_FREE, "bill");
        bite(&cases, BROKEN_STATUS, "entries");
        bite(&cases, BROKEN_END, "entries");
    }
    rehearsal_free(&rehearsal);
    printf("allocation: %lld allocations failed; %lld handles said that they "
           "could not go on\n",
           (long long)failed_in_all, (long long)poisoned);
    return cases_end(&cases);
}
