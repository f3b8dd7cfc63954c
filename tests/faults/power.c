/*
 * The power is cut at every operation of each history. Whatever the disk then
 * has: every acknowledged write is there, at most the one that was under way
 * besides, and the ledger is whole.
 */
#include <stdio.h>
#include <stdlib.h>

#include "history.h"
#include "platter.h"
#include "cases.h"

enum { USUAL = 3000, NAME = 64, WHY = 320, AGAIN_EVERY = 8, HISTORIES = 32 };

static struct history histories[HISTORIES];
static int64_t again_cases, second_cuts, distinct;

/* ---- what must hold after a cut ---- */

struct cut_at {
    const struct history *history;
    size_t event;
    int64_t seed;
    enum platter_flaw flaw;
};

/* What came of one. */
struct found {
    bool lost; /* an acknowledged write is not there */
    bool bad;
    char why[WHY];
};

static void
bad(struct found *found, const char *what, cty_status status,
    const char *message)
{
    if (found->why[0] == '\0')
        snprintf(found->why, sizeof(found->why), "%s%s%s%s%.200s", what,
                 status == CTY_OK ? "" : " ",
                 status == CTY_OK ? "" : cty_status_name(status),
                 message[0] == '\0' ? "" : ": ", message);
    found->bad = true;
}

/* How many steps were acknowledged. */
static int
acknowledged(const struct history *history, size_t event)
{
    int count = 0;

    while (count < history->count && history->done[count].event <= event)
        count++;
    return count;
}

static struct state
state_after(const struct history *history, int count)
{
    return count == 0 ? history->was : history->done[count - 1].state;
}

/* Which write is the first that is not there, counting from 1; or 0. */
static bool
is_earlier(const struct history *history, int count, struct state state)
{
    for (int i = 0; i < count; i++) {
        if (state_same(state_after(history, i), state, false))
            return true;
    }
    return false;
}

static void
judge_state(const struct cut_at *at, const struct disk *left,
            struct found *found)
{
    int count = acknowledged(at->history, at->event);
    struct state state = state_of(left);

    if (state_same(state, state_after(at->history, count), false))
        return;
    if (count < at->history->count &&
        state_same(state, state_after(at->history, count + 1), false))
        return;
    found->lost = is_earlier(at->history, count, state);
    bad(found,
        found->lost ? "what was acknowledged is lost"
                    : "there is something that nobody wrote",
        CTY_OK, "");
}

/*
 * Whether no ledger was acknowledged yet, and this says so. A file that got its
 * length but not its content may begin with anything.
 */
static bool
is_unfinished(const struct cut_at *at, const struct disk *left,
              cty_status status, const char *message)
{
    const struct disk_file *file = disk_find(left, DISK_LEDGER);
    bool garbage = file != NULL && file->now.size > 0 && file->now.at[0] != 0;

    if (acknowledged(at->history, at->event) > 0 || at->history->was.rows != 0)
        return false;
    return status == CTY_E_NOT_FOUND ||
           (status == CTY_E_STORE &&
            strstr(message, garbage ? "is no courtesy ledger"
                                    : "never finished") != NULL);
}

/* The step that was under way, asked for again, is there once. */
static void
ask_again(const struct cut_at *at, struct shop *shop, struct disk *disk,
          struct found *found)
{
    const struct history *history = at->history;
    int count = acknowledged(history, at->event);
    cty_status status;

    if (count == history->count || history->done[count].step == NULL ||
        (history->done[count].step->flags & STEP_OPENS) != 0)
        return;
    again_cases++;
    status = history_repeat(shop, history, count);
    shop_close(shop);
    if (status != history->done[count].step->answer)
        bad(found, "the same again says", status, shop->err.message);
    else if (!state_same(state_of(disk), state_after(history, count + 1),
                         false))
        bad(found, "done again, it is not there once", CTY_OK, "");
}

/* Opening had begun to mend it when the power went again. */
static void
cut_again(const struct cut_at *at, const struct disk *left,
          const struct disk *opened, struct found *found)
{
    uint64_t dice = mix((uint64_t)at->seed, at->event);
    size_t end = roll_below(&dice, opened->event_count + 1);
    struct platter *platter = platter_new(left, FLAW_NONE);
    struct disk *twice;

    second_cuts++;
    platter_play(platter, opened, end);
    twice = platter_cut(platter, opened, CUT_KEEPS_ANY, roll(&dice));
    if (!state_same(state_of(twice), state_of(left), false))
        bad(found, "a second cut while it was opened took more", CTY_OK, "");
    disk_free(twice);
    platter_free(platter);
}

static void
judge_ledger(const struct cut_at *at, const struct disk *left,
             struct found *found)
{
    struct disk *copy = disk_copy(left);
    struct shop shop = {.turn = 0};
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    disk_use(copy);
    vfs_reset();
    shop_ready(&shop, 1);
    status = shop_open(&shop);
    if (status != CTY_OK) {
        if (!is_unfinished(at, left, status, shop.err.message))
            bad(found, "it does not open:", status, shop.err.message);
        goto out;
    }
    status = cty_ledger_check(shop.ledger, false, NULL, NULL, NULL, &err);
    if (status != CTY_OK)
        bad(found, "it is not whole:", status, err.message);
    shop_close(&shop);
    cut_again(at, left, copy, found);
    if (!found->bad && mix((uint64_t)at->seed, at->event) % AGAIN_EVERY == 0)
        ask_again(at, &shop, copy, found);

out:
    shop_close(&shop);
    disk_free(copy);
}

static void
judge(const struct cut_at *at, const struct disk *left, struct found *found)
{
    bool is_none =
        at->history->was.rows == 0 && acknowledged(at->history, at->event) == 0;

    if (state_known_whole(left)) {
        judge_state(at, left, found);
        return;
    }
    distinct++;
    judge_ledger(at, left, found);
    if (!found->bad && !is_none)
        judge_state(at, left, found);
    if (!found->bad && !is_none)
        state_found_whole(left);
}

/* ---- cuts ---- */

/* Seed 0 keeps nothing of what was not synced, seed 1 all of it. */
static void
cut(const struct cut_at *at, const struct platter *platter, struct found *found)
{
    enum platter_cut how = CUT_KEEPS_ANY;
    struct disk *left;

    if (at->seed == 0)
        how = CUT_KEEPS_NOTHING;
    if (at->seed == 1)
        how = CUT_KEEPS_ALL;
    *found = (struct found){.bad = false};
    left = platter_cut(platter, at->history->disk, how,
                       mix((uint64_t)at->seed, at->event));
    judge(at, left, found);
    disk_free(left);
}

static void
take(struct cases *cases, const struct cut_at *at,
     const struct platter *platter)
{
    char name[NAME];
    struct found found;

    snprintf(name, sizeof(name), "%s/%zu/%lld", at->history->name, at->event,
             (long long)at->seed);
    if (!cases_has(cases, name))
        return;
    cut(at, platter, &found);
    if (found.bad)
        failed(&cases->count, "%s", found.why);
}

/* ---- all of them ---- */

static int64_t
record_all(void)
{
    int64_t points = 0;

    if (history_count() > HISTORIES)
        give_up("there are more histories than room");
    for (int i = 0; i < history_count(); i++) {
        history_record(&histories[i], i);
        points += (int64_t)histories[i].disk->event_count + 1;
    }
    return points;
}

static void
cut_history(struct cases *cases, const struct history *history, int64_t round,
            int64_t points, int64_t *index)
{
    struct platter *platter = platter_new(history->base, FLAW_NONE);

    for (size_t event = 0; event <= history->disk->event_count; event++) {
        struct cut_at at = {history, event, round, FLAW_NONE};

        platter_play(platter, history->disk, event);
        if (cases_takes(cases, (*index)++, points))
            take(cases, &at, platter);
    }
    platter_free(platter);
}

static void
cut_all(struct cases *cases, int64_t points)
{
    int64_t rounds = cases_rounds(cases, points);
    int64_t index = 0;

    for (int64_t round = 0; round < rounds; round++) {
        for (int i = 0; i < history_count(); i++)
            cut_history(cases, &histories[i], round, points, &index);
    }
}

/* ---- controls ---- */

enum { CONTROL_ROUNDS = 4, CONTROL_EVERY = 11 };

/* A disk that breaks its promises loses what was acknowledged. */
static void
bite(struct cases *cases, enum platter_flaw flaw, const char *name)
{
    int64_t cuts = 0, lost = 0, damaged = 0;
    char why[WHY];

    for (int i = 0; i < history_count(); i++) {
        const struct history *history = &histories[i];
        struct platter *platter = platter_new(history->base, flaw);

        for (size_t end = 0; end <= history->disk->event_count; end++) {
            struct cut_at at = {history, end, (int64_t)end % CONTROL_ROUNDS,
                                flaw};
            struct found found;

            platter_play(platter, history->disk, end);
            if (end % CONTROL_EVERY != 0)
                continue;
            cut(&at, platter, &found);
            cuts++;
            lost += found.lost;
            damaged += found.bad && !found.lost;
        }
        platter_free(platter);
    }
    snprintf(why, sizeof(why),
             "of %lld cuts %lld lost acknowledged writes, %lld did damage",
             (long long)cuts, (long long)lost, (long long)damaged);
    printf("%s: %s\n", cases->count.suite, why);
    control(&cases->count, name, lost > 0);
}

int
main(int argc, char **argv)
{
    struct cases cases;
    int64_t points;

    cases_begin(&cases, "power", argc, argv, USUAL);
    vfs_register();
    points = record_all();
    printf("power: %d histories, %lld operations to cut at\n", history_count(),
           (long long)points);
    cut_all(&cases, points);
    printf("power: %lld states of the disk, %lld requests made again, %lld "
           "cuts while it was opened again\n",
           (long long)distinct, (long long)again_cases, (long long)second_cuts);
    if (cases.only == NULL) {
        bite(&cases, FLAW_NORMAL, "the log is not synced at each commit");
        bite(&cases, FLAW_OFF, "nothing is synced");
        bite(&cases, FLAW_LATE, "a sync answers before it is done");
        bite(&cases, FLAW_FOLDER, "the folder is not synced");
    }
    for (int i = 0; i < history_count(); i++)
        history_free(&histories[i]);
    return cases_end(&cases);
}
