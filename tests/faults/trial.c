#include "trial.h"

#include <stdio.h>

#include "platter.h"
#include "cases.h"

/* ---- nothing fails ---- */

static struct disk *
copy_of(const struct disk *disk)
{
    struct disk *copy = disk_copy(disk);

    disk_use(copy);
    return copy;
}

static bool
is_begun_closed(const struct step *step)
{
    return (step->flags & STEP_OPENS) != 0;
}

static void
rehearse_one(struct rehearsed *one, struct disk *disk)
{
    struct shop shop = {0};

    disk_use(disk);
    vfs_reset();
    shop_ready(&shop, 1);
    one->before = disk_copy(disk);
    one->was = state_of(disk);
    if (!is_begun_closed(one->step) && shop_open(&shop) != CTY_OK)
        give_up("the rehearsal's ledger cannot be opened");
    shop_ready(&shop, 1);
    one->status = one->step->run(&shop);
    one->seen = shop.seen;
    if (shop.wrong[0] != '\0')
        give_up("%s", shop.wrong);
    if (one->status != one->step->answer) {
        fprintf(stderr, "%s: %s\n", one->step->name, shop.err.message);
        give_up("the rehearsal was answered otherwise than the step says");
    }
    shop_close(&shop);
    one->is = state_of(disk);
}

/* The ledger before the step, as a writer leaves it that is killed. */
static struct disk *
crash(const struct rehearsed *one)
{
    static const char write_it[] =
        "UPDATE courtesy_meta SET value = '9' || value; "
        "UPDATE courtesy_meta SET value = substr(value, 2)";
    struct disk *disk = copy_of(one->before);
    struct disk *left;
    sqlite3 *db = NULL;

    if (disk_find(disk, DISK_LEDGER) == NULL)
        return disk;
    if (sqlite3_open(DISK_LEDGER, &db) != SQLITE_OK ||
        sqlite3_exec(db, write_it, NULL, NULL, NULL) != SQLITE_OK)
        give_up("the rehearsal's ledger cannot be written");
    left = disk_copy(disk);
    if (disk_find(left, DISK_LEDGER "-wal")->now.size == 0)
        give_up("the rehearsal's ledger was not written");
    sqlite3_close(db);
    disk_free(disk);
    return left;
}

void
rehearse(struct rehearsal *rehearsal)
{
    struct disk *disk = disk_new();

    *rehearsal = (struct rehearsal){.count = 0};
    for (; step_at(rehearsal->count) != NULL; rehearsal->count++) {
        struct rehearsed *one = &rehearsal->steps[rehearsal->count];

        if (rehearsal->count == TRIALS_MOST)
            give_up("there are more steps than trials");
        one->step = step_at(rehearsal->count);
        rehearse_one(one, disk);
        one->crashed = crash(one);
    }
    disk_free(disk);
}

void
rehearsal_free(struct rehearsal *rehearsal)
{
    for (int i = 0; i < rehearsal->count; i++) {
        disk_free(rehearsal->steps[i].before);
        disk_free(rehearsal->steps[i].crashed);
    }
}

/* ---- something fails ---- */

static bool
says(struct trial *trial, const char *what, cty_status status,
     const char *message)
{
    if (trial->why[0] == '\0')
        snprintf(trial->why, sizeof(trial->why), "%.160s %s%s%.130s", what,
                 cty_status_name(status), status == CTY_OK ? "" : ": ",
                 status == CTY_OK ? "" : message);
    return false;
}

static bool
fails(struct trial *trial, const char *what)
{
    const cty_error *err = &trial->shop.err;
    char then[120];

    snprintf(then, sizeof(then), "%.100s; it had answered", what);
    return says(trial, then, trial->status,
                err->status == trial->status ? err->message : "");
}

/* Of what is on the disk now, or would be after a power cut. */
static struct state
state_now(const struct trial *trial, bool after_cut)
{
    struct platter *platter;
    struct state state;
    struct disk *left;

    if (!after_cut)
        return state_of(trial->disk);
    platter = platter_new(trial->of->before, FLAW_NONE);
    if (trial->start == START_CRASHED) {
        platter_free(platter);
        platter = platter_new(trial->of->crashed, FLAW_NONE);
    }
    platter_play(platter, trial->disk, trial->disk->event_count);
    left = platter_cut(platter, trial->disk, CUT_KEEPS_NOTHING, 1);
    state = state_of(left);
    disk_free(left);
    platter_free(platter);
    return state;
}

static bool
holds(struct trial *trial, struct state expected, bool after_cut)
{
    bool counts_only = (trial->of->step->flags & STEP_PARTS) != 0;

    return state_same(state_now(trial, after_cut), expected, counts_only);
}

/*
 * When the log could not be synced, a crash may bring back the write that
 * failed, but whole. Others do not see it meanwhile.
 */
static bool
is_seen_by_none(struct trial *trial)
{
    const struct rehearsed *of = trial->of;

    if (holds(trial, of->was, false))
        return true;
    if (!trial->injector->durable || trial->shop.ledger == NULL ||
        !holds(trial, of->is, false))
        return false;
    return state_same(state_beside(trial->disk), of->was, false);
}

/* A failed step has written nothing, an acknowledged one all of it. */
static bool
is_all_or_nothing(struct trial *trial)
{
    const struct rehearsed *of = trial->of;
    bool done = trial->status == of->status || trial->shop.done;
    bool parts = (of->step->flags & (STEP_PARTS | STEP_MAKES)) != 0;

    if (done && !holds(trial, of->is, false))
        return fails(trial, "it was done, and is not all there");
    if (!done && !parts && !is_seen_by_none(trial))
        return fails(trial, "it failed, and left something");
    if (!trial->injector->durable || (!done && parts))
        return true;
    if (done && !holds(trial, of->is, true))
        return fails(trial, "it was done, and is lost with the power");
    if (!done && !holds(trial, of->was, true) && !holds(trial, of->is, true))
        return fails(trial, "it failed, and the power takes more than it");
    return true;
}

static bool
gives_up(const struct trial *trial)
{
    return trial->injector->gives_up != NULL && trial->injector->gives_up();
}

static bool
answered_well(struct trial *trial)
{
    const struct rehearsed *of = trial->of;

    if (trial->shop.wrong[0] != '\0')
        return fails(trial, trial->shop.wrong);
    if (trial->status == of->status)
        return gives_up(trial) || trial->shop.seen == of->seen ||
               fails(trial, "it was answered, and otherwise than usual");
    return trial->injector->allows(trial->status) ||
           fails(trial, "this is no answer to what failed");
}

/* The handle goes on, or says that it cannot. */
static bool
handle_is_usable(struct trial *trial)
{
    struct shop *shop = &trial->shop;
    cty_error err = CTY_ERROR_INIT;
    cty_person_cursor *cursor = NULL;
    cty_status status;

    if (shop->ledger == NULL)
        return true;
    if (trial->thorough)
        status = cty_ledger_check(shop->ledger, false, NULL, NULL, NULL, &err);
    else
        status = cty_person_cursor_open(shop->ledger, &cursor, &err);
    cty_person_cursor_close(cursor);
    trial->poisoned = status == CTY_E_STORE &&
                      strstr(err.message, "could not be undone") != NULL;
    if (gives_up(trial))
        trial->poisoned = true;
    if (status == CTY_OK || trial->poisoned)
        return true;
    return says(trial, "afterwards the same handle says", status, err.message);
}

static bool
opens(struct trial *trial)
{
    cty_status status = shop_open(&trial->shop);

    if (status == CTY_OK)
        return true;
    return says(trial, "afterwards it opens with", status,
                trial->shop.err.message);
}

/* A ledger that could not be made is not there, or says what it is. */
static bool
is_made_or_unfinished(struct trial *trial)
{
    struct shop *shop = &trial->shop;
    cty_status status;

    shop_close(shop);
    status = shop_open(shop);
    if (status == CTY_OK) {
        if (!holds(trial, trial->of->is, false))
            return fails(trial, "a ledger was made in part, and opens");
        return true;
    }
    if (status != CTY_E_NOT_FOUND &&
        (status != CTY_E_STORE ||
         strstr(shop->err.message, "never finished") == NULL))
        return says(trial, "an unfinished ledger says", status,
                    shop->err.message);
    disk_free(trial->disk);
    trial->disk = copy_of(trial->of->before);
    return true;
}

static bool
same_again(struct trial *trial)
{
    const struct rehearsed *of = trial->of;
    struct shop *shop = &trial->shop;
    bool was_made = (of->step->flags & STEP_MAKES) != 0 && shop->ledger != NULL;
    cty_status status = CTY_OK;

    if (was_made)
        return true;
    if (is_begun_closed(of->step) || trial->poisoned)
        shop_close(shop);
    if (!is_begun_closed(of->step) && shop->ledger == NULL && !opens(trial))
        return false;
    shop_ready(shop, 1);
    status = of->step->run(shop);
    if (shop->wrong[0] != '\0')
        return fails(trial, shop->wrong);
    if (status != of->status)
        return says(trial, "the same again says", status, shop->err.message);
    if (trial->status != of->status && !shop->done &&
        (of->step->flags & STEP_PARTS) == 0 && shop->seen != of->seen)
        return fails(trial, "the same again is answered otherwise");
    return true;
}

static bool
is_whole(struct trial *trial)
{
    cty_error err = CTY_ERROR_INIT;
    struct shop *shop = &trial->shop;
    cty_status status;

    shop_close(shop);
    if (!holds(trial, trial->of->is, false))
        return fails(trial, "done twice, it is not there once");
    if (trial->injector->durable && !holds(trial, trial->of->is, true))
        return fails(trial, "done twice, it is lost with the power");
    if (state_known_whole(trial->disk))
        return true;
    if (!opens(trial))
        return false;
    status = cty_ledger_check(shop->ledger, false, NULL, NULL, NULL, &err);
    shop_close(shop);
    if (status != CTY_OK)
        return says(trial, "opened again, it says", status, err.message);
    state_found_whole(trial->disk);
    return true;
}

/* ---- the trial ---- */

const char *
start_name(enum trial_start start)
{
    static const char *const names[START_COUNT] = {
        [START_FRESH] = "fresh",
        [START_WARM] = "warm",
        [START_CRASHED] = "crashed",
    };

    return names[start];
}

bool
start_suits(enum trial_start start, const struct step *step)
{
    switch (start) {
    case START_WARM:
        return !is_begun_closed(step);
    case START_CRASHED:
        return (step->flags & (STEP_OPENS | STEP_CLOSES)) != 0 &&
               (step->flags & STEP_MAKES) == 0;
    case START_FRESH:
    case START_COUNT:
    default:
        return true;
    }
}

/* What most calls need is prepared, and the cache is full. */
static void
warm_up(struct shop *shop)
{
    static const char *const warming[] = {"batch-dry", "entries", "bills",
                                          "statement"};

    for (size_t i = 0; i < sizeof(warming) / sizeof(warming[0]); i++)
        (void)step_named(warming[i], strlen(warming[i]))->run(shop);
}

static bool
begin(struct trial *trial)
{
    bool crashed = trial->start == START_CRASHED;

    trial->shop = (struct shop){.turn = 0};
    trial->why[0] = '\0';
    trial->poisoned = false;
    trial->disk = copy_of(crashed ? trial->of->crashed : trial->of->before);
    vfs_reset();
    shop_ready(&trial->shop, 1);
    if (is_begun_closed(trial->of->step))
        return true;
    if (!opens(trial))
        return false;
    if (trial->start == START_WARM)
        warm_up(&trial->shop);
    shop_ready(&trial->shop, 1);
    return true;
}

bool
trial_run(struct trial *trial)
{
    const struct injector *injector = trial->injector;
    bool held = begin(trial);

    if (held) {
        injector->arm(injector->context);
        trial->status = trial->of->step->run(&trial->shop);
        injector->disarm(injector->context);
        held = answered_well(trial) && is_all_or_nothing(trial) &&
               handle_is_usable(trial);
    }
    if (held && (trial->of->step->flags & STEP_MAKES) != 0 &&
        trial->status != trial->of->status)
        held = is_made_or_unfinished(trial);
    held = held && same_again(trial) && is_whole(trial);
    shop_close(&trial->shop);
    disk_free(trial->disk);
    return held;
}
