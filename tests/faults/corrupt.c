/*
 * A small ledger of 1,024-byte pages, damaged in every way that a disk, a copy
 * or a stranger can: nothing crashes or hangs, nothing writes to the file, and
 * check never vouches for what changed.
 *
 *   faults-corrupt [CASES]        that many cases, spread over all there are
 *   faults-corrupt KIND NUMBER    the one case that a failure names
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <courtesy/courtesy.h>
#include <sqlite3.h>

#include "count.h"
#include "damage.h"
#include "dump.h"
#include "image.h"
#include "strangers.h"

enum { FEW_CASES = 800, CONTROL_CASES = 40 };

struct harness {
    struct count count;
    struct damaged whole; /* the ledger as it was, and its log */
    struct dump states[DAMAGE_STATES];
    int64_t reported, harmless;
    bool believe; /* a control: take every ledger for whole */
    bool quick;   /* a control: leave out the check of pages */
};

/* ---- judging ---- */

static cty_status
verdict(const struct harness *harness, uint32_t flags, cty_error *err)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_status status;

    options.flags = flags;
    options.busy_ms = -1;
    stage_reset();
    status = cty_ledger_open(stage.ledger, &options, &ledger, err);
    if (status == CTY_OK)
        status =
            cty_ledger_check(ledger, harness->quick, NULL, NULL, NULL, err);
    cty_ledger_close(ledger);
    return harness->believe ? CTY_OK : status;
}

/* The state that the stage now shows, by number; -1: none that there was. */
static int
state_shown(const struct harness *harness)
{
    struct dump now;
    int state = -1;

    stage_reset();
    now = dump_ledger(stage.ledger);
    for (int i = 0; i < DAMAGE_STATES && state < 0; i++)
        if (same_dump(&now, &harness->states[i]))
            state = i;
    drop_dump(&now);
    return state;
}

/* Damage is never anything else than damage. */
static bool
says_why(cty_status status, const cty_error *err)
{
    return (status == CTY_E_CORRUPT || status == CTY_E_STORE ||
            status == CTY_E_NEWER || status == CTY_E_READ_ONLY) &&
           err->status == status && err->message[0] != '\0';
}

/*
 * Who may write does not either: but the log, which is a writer's to bring in,
 * and bit 153, which says that the ledger has none and is put back.
 */
static uint32_t
flags_for(const struct damage *damage, int64_t number)
{
    return !damage->takes_prefix && number % 4 == 0 ? 0 : CTY_OPEN_READ_ONLY;
}

static void
judge(struct harness *harness, const struct damage *damage, uint32_t flags)
{
    struct count *count = &harness->count;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = verdict(harness, flags, &err);
    int written = stage.written;
    int state;

    if (written != 0)
        failed(count, "the ledger was written to");
    if (status != CTY_OK) {
        harness->reported++;
        if (!says_why(status, &err))
            failed(count, "%s: %s", cty_status_name(status), err.message);
        else if (damage->takes_prefix)
            failed(count, "a damaged log is no damaged ledger: %s",
                   err.message);
        return;
    }
    harness->harmless++;
    state = state_shown(harness);
    if (state < 0)
        failed(count, "check vouches for what was changed");
    else if (state != DAMAGE_LAST && !damage->takes_prefix)
        failed(count, "check vouches for an earlier state");
}

static void
one_case(struct harness *harness, const struct damage *damage, int64_t number)
{
    begin_case(&harness->count, "%s %lld", damage->name, (long long)number);
    damage_restore(&harness->whole, damage);
    damage->apply(&harness->whole, number);
    judge(harness, damage, flags_for(damage, number));
}

static int64_t
at_most(int64_t cases, int64_t total)
{
    return cases < total ? cases : total;
}

/* Spread over all that there are of this kind. */
static void
some_cases(struct harness *harness, const struct damage *damage, int64_t cases)
{
    int64_t total = damage->total(&harness->whole);

    for (int64_t i = 0; i < at_most(cases, total); i++)
        one_case(harness, damage, spread(i, total));
}

/* Each kind has its share, and the first what the others do not need. */
static void
all_kinds(struct harness *harness, int64_t cases)
{
    int64_t rest = cases;

    for (const struct damage *damage = damages + 1; damage->name != NULL;
         damage++) {
        int64_t share = at_most(cases * damage->percent / 100 + 1,
                                damage->total(&harness->whole));

        some_cases(harness, damage, share);
        rest -= share;
    }
    some_cases(harness, &damages[0], rest);
    printf("corrupt: %lld reported, %lld in unused bytes or what check does "
           "not cover, or in a log\n",
           (long long)harness->reported, (long long)harness->harmless);
}

/* ---- controls ---- */

static void
the_ledger_is_whole_before(struct harness *harness)
{
    cty_error err = CTY_ERROR_INIT;

    begin_case(&harness->count, "nothing damaged");
    damage_restore(&harness->whole, &damages[0]);
    if (verdict(harness, CTY_OPEN_READ_ONLY, &err) != CTY_OK)
        give_up("the ledger is not whole before it is damaged: %s",
                err.message);
    expect(&harness->count, state_shown(harness) == DAMAGE_LAST,
           "the ledger does not show what was written to it");
    expect(&harness->count, harness->whole.file.size <= 128 * 1024,
           "the ledger is not small");
}

static int64_t
failures_with(const struct harness *harness, bool believe, bool quick)
{
    struct harness broken = *harness;

    broken.count = (struct count){.suite = "corrupt", .silent = true};
    broken.believe = believe;
    broken.quick = quick;
    for (const struct damage *damage = damages; !damage->takes_prefix; damage++)
        some_cases(&broken, damage, CONTROL_CASES);
    return broken.count.failures;
}

/* A writer that writes is seen to. */
static int
writes_of_a_writer(const struct harness *harness)
{
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    int written;

    damage_restore(&harness->whole, &damages[0]);
    stage_reset();
    if (cty_ledger_open(stage.ledger, NULL, &ledger, &err) != CTY_OK ||
        cty_person_add(ledger, "Rowan Hale", &err) != CTY_OK)
        give_up("the staged ledger cannot be written: %s", err.message);
    cty_ledger_close(ledger);
    written = stage.written;
    return written;
}

static void
controls(struct harness *harness)
{
    struct count *count = &harness->count;

    control(count, "a check that believes everything",
            failures_with(harness, true, false) > 0);
    control(count, "a check that leaves out the indexes",
            failures_with(harness, false, true) > 0);
    control(count, "a handle that writes to the file",
            writes_of_a_writer(harness) > 0);
}

/* ---- running ---- */

static void
take_states(struct harness *harness)
{
    for (int i = 0; i < DAMAGE_STATES; i++) {
        damage_show_state(&harness->whole, i);
        stage_reset();
        harness->states[i] = dump_ledger(stage.ledger);
        for (int j = 0; j < i; j++)
            if (same_dump(&harness->states[i], &harness->states[j]))
                give_up("states %d and %d are the same", j, i);
        if (!harness->states[i].whole)
            give_up("state %d cannot be read", i);
    }
}

static void
begin(struct harness *harness)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    stage_up();
    damage_begin(&harness->whole);
    damage_show_state(&harness->whole, DAMAGE_LAST);
    stage_reset();
    plan_dump(stage.ledger);
    take_states(harness);
}

static void
end(struct harness *harness)
{
    for (int i = 0; i < DAMAGE_STATES; i++)
        drop_dump(&harness->states[i]);
    damage_end(&harness->whole);
    stage_down();
}

static int
alone(struct harness *harness, const char *name, const char *number)
{
    for (const struct damage *damage = damages; damage->name != NULL; damage++)
        if (strcmp(damage->name, name) == 0) {
            one_case(harness, damage, strtoll(number, NULL, 10));
            printf("reported: %lld, failures: %lld\n",
                   (long long)harness->reported,
                   (long long)harness->count.failures);
            return harness->count.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
        }
    fprintf(stderr, "no kind of damage is called \"%s\"\n", name);
    return EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
    static struct harness harness = {.count = {.suite = "corrupt"}};
    bool one = argc == 3;
    int64_t cases = cases_wanted(one ? 1 : argc, argv, FEW_CASES);
    int answer;

    begin(&harness);
    if (one) {
        answer = alone(&harness, argv[1], argv[2]);
    } else {
        the_ledger_is_whole_before(&harness);
        all_kinds(&harness, cases);
        strangers(&harness.count);
        controls(&harness);
        answer = end_count(&harness.count);
    }
    end(&harness);
    return answer;
}
