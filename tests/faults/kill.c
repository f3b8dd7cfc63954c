/*
 * One to eight processes post to one ledger and are killed at any instant, by
 * a signal that nothing can catch: whatever was acknowledged is there once,
 * whatever was not is there whole or not at all, and asking again does it once.
 *
 *   faults-kill [LOOPS [SEED]]
 */
#define _GNU_SOURCE

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <courtesy/courtesy.h>

#include "command.h"
#include "count.h"
#include "poster.h"
#include "reckon.h"

enum {
    FEW_LOOPS = 25,
    LOOPS_OF_A_LEDGER = 25,
    CONTROL_LOOPS = 200,
    LONGEST_MS = 60,
    PATH_BYTES = 128
};

struct ground {
    char folder[PATH_BYTES / 2];
    char ledger[PATH_BYTES];
    char log[POSTERS_MOST][PATH_BYTES];
    const char *logs[POSTERS_MOST];
    uint64_t dice;
    enum poster_fault fault;
    int loops;    /* on this ledger */
    int64_t died; /* posters that were killed */
    int64_t done; /* requests acknowledged on ledgers that are gone */
    struct reckoning last;
};

/* ---- the ground ---- */

static void
wipe(struct ground *ground)
{
    static const char *const beside[] = {"", "-wal", "-shm"};
    char path[PATH_BYTES + 8];

    for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", ground->ledger, beside[i]);
        unlink(path);
    }
    for (int i = 0; i < POSTERS_MOST; i++)
        unlink(ground->log[i]);
}

static void
lay_ground(struct ground *ground)
{
    ground->done += ground->last.acknowledged;
    ground->last = (struct reckoning){0};
    ground->loops = 0;
    wipe(ground);
    poster_ground(ground->ledger);
}

static void
begin(struct ground *ground, uint64_t seed)
{
    snprintf(ground->folder, sizeof(ground->folder),
             "/tmp/courtesy-kill-XXXXXX");
    if (mkdtemp(ground->folder) == NULL)
        give_up("there is no place in /tmp");
    snprintf(ground->ledger, PATH_BYTES, "%s/ledger.db", ground->folder);
    for (int i = 0; i < POSTERS_MOST; i++) {
        snprintf(ground->log[i], PATH_BYTES, "%s/log-%d", ground->folder, i);
        ground->logs[i] = ground->log[i];
    }
    ground->dice = seed;
}

static void
end(struct ground *ground)
{
    wipe(ground);
    rmdir(ground->folder);
}

/* ---- posters ---- */

static pid_t
start_poster(struct ground *ground, int number, int rounds)
{
    struct poster poster = {.ledger = ground->ledger,
                            .log = ground->log[number],
                            .number = number,
                            .seed = random_number(&ground->dice) | 1,
                            .rounds = rounds,
                            .fault = ground->fault};
    pid_t child = fork();

    if (child < 0)
        give_up("no more processes: %s", strerror(errno));
    if (child == 0)
        _exit(post(&poster));
    return child;
}

static void
wait_for(struct count *count, struct ground *ground, pid_t child)
{
    int how = 0;

    if (waitpid(child, &how, 0) != child)
        give_up("a poster is gone");
    if (WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL)
        ground->died++;
    else if (!WIFEXITED(how) || WEXITSTATUS(how) != 0)
        failed(count, "a poster ended with %d", how);
}

static void
nap(struct ground *ground, int64_t longest_ms)
{
    usleep((useconds_t)random_below(&ground->dice, longest_ms * 1000));
}

/* Some are killed first, while the others go on: a lock dies with its owner. */
static void
kill_all(struct count *count, struct ground *ground, const pid_t *posters,
         int posting)
{
    int first = (int)random_below(&ground->dice, posting + 1);

    for (int i = 0; i < first; i++)
        kill(posters[i], SIGKILL);
    if (first < posting)
        nap(ground, LONGEST_MS / 4);
    for (int i = first; i < posting; i++)
        kill(posters[i], SIGKILL);
    for (int i = 0; i < posting; i++)
        wait_for(count, ground, posters[i]);
}

/* ---- judging ---- */

static void
check_whole(struct count *count, const struct ground *ground)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    /* Reading comes first as often as writing to what the dead left behind. */
    options.flags = ground->loops % 2 == 0 ? CTY_OPEN_READ_ONLY : 0;
    status = cty_ledger_open(ground->ledger, &options, &ledger, &err);
    if (status == CTY_OK)
        status = cty_ledger_check(ledger, false, NULL, NULL, NULL, &err);
    if (status != CTY_OK)
        failed(count, "the ledger is not whole: %s", err.message);
    cty_ledger_close(ledger);
}

static void
judge(struct count *count, struct ground *ground)
{
    struct reckoning *now = &ground->last;

    check_whole(count, ground);
    *now = reckon(ground->ledger, ground->logs, POSTERS_MOST);
    if (now->lost + now->doubled + now->halved + now->invented > 0 ||
        now->open > 1)
        failed(count,
               "of %lld acknowledged %lld lost; %lld twice, %lld in part, %lld "
               "never asked for, %lld open of one poster",
               (long long)now->acknowledged, (long long)now->lost,
               (long long)now->doubled, (long long)now->halved,
               (long long)now->invented, (long long)now->open);
}

static void
one_loop(struct count *count, struct ground *ground)
{
    int posting = 1 + (int)random_below(&ground->dice, POSTERS_MOST);
    pid_t posters[POSTERS_MOST];

    if (ground->loops++ == LOOPS_OF_A_LEDGER)
        lay_ground(ground);
    for (int i = 0; i < posting; i++)
        posters[i] = start_poster(ground, i, 0);
    nap(ground, LONGEST_MS);
    kill_all(count, ground, posters, posting);
    judge(count, ground);
}

/* Everyone may finish: all is there, and nothing stays open. */
static void
nobody_is_killed(struct count *count, struct ground *ground)
{
    enum { ROUNDS = 12 };
    pid_t posters[POSTERS_MOST];

    begin_case(count, "nobody is killed");
    lay_ground(ground);
    for (int i = 0; i < POSTERS_MOST; i++)
        posters[i] = start_poster(ground, i, ROUNDS);
    for (int i = 0; i < POSTERS_MOST; i++)
        wait_for(count, ground, posters[i]);
    judge(count, ground);
    if (ground->last.acknowledged != POSTERS_MOST * ROUNDS ||
        ground->last.asked != POSTERS_MOST * ROUNDS)
        give_up("%lld requests were acknowledged of %d",
                (long long)ground->last.acknowledged, POSTERS_MOST * ROUNDS);
}

/* ---- controls ---- */

/* Loops until a poster with a fault is found out by what it does. */
static bool
found_out(struct ground *ground, enum poster_fault fault)
{
    struct count silent = {.suite = "kill", .silent = true};
    bool found = false;

    ground->fault = fault;
    lay_ground(ground);
    for (int i = 0; i < CONTROL_LOOPS && !found; i++) {
        begin_case(&silent, "control %d", i);
        one_loop(&silent, ground);
        found = fault == POSTER_HASTY ? ground->last.lost > 0
                                      : ground->last.doubled > 0;
    }
    ground->fault = POSTER_HONEST;
    return found;
}

int
main(int argc, char **argv)
{
    struct count count = {.suite = "kill"};
    struct ground ground = {0};
    int64_t loops = cases_wanted(argc, argv, FEW_LOOPS);
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20260930;

    begin(&ground, seed | 1);
    nobody_is_killed(&count, &ground);
    lay_ground(&ground);
    for (int64_t i = 0; i < loops; i++) {
        begin_case(&count, "loop %lld of seed %llu", (long long)i,
                   (unsigned long long)seed);
        one_loop(&count, &ground);
    }
    printf("kill: %lld posters killed, %lld requests acknowledged\n",
           (long long)ground.died,
           (long long)(ground.done + ground.last.acknowledged));
    expect(&count, ground.died >= loops, "hardly a poster was killed");
    kill_commands(&count, loops / 10 + 2, &ground.dice);
    control(&count, "a poster that acknowledges before it asks",
            found_out(&ground, POSTER_HASTY));
    control(&count, "a poster that asks again under another key",
            found_out(&ground, POSTER_FORGETFUL));
    end(&ground);
    return end_count(&count);
}
