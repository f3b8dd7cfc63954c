/*
 * Threads with a handle each, in several processes, on one ledger: a storm of
 * one request grants once and tells everyone the same; of a line, a bill and a
 * rest, exactly what is left is granted; who reads meanwhile sees whole states.
 *
 *   faults-race [OPERATIONS [SEED]]
 */
#define _GNU_SOURCE

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <courtesy/courtesy.h>

#include "count.h"
#include "till.h"

enum {
    FEW_OPERATIONS = 2500,
    CONTROL_OPERATIONS = 20000,
    PROCESSES = 2,
    THREADS = 4,
    TILLS = PROCESSES * THREADS,
    REPEATS = 12,
    ROUNDS_OF_A_LEDGER = 200,
    PATH_BYTES = 128
};

enum { STORM, LINE, BILL, REST, GAMES };

/* What all processes share. */
struct arena {
    pthread_barrier_t gate;
    char folder[PATH_BYTES / 2];
    char ledger[PATH_BYTES];
    char toy[PATH_BYTES];
    uint64_t seed;
    int64_t wanted;   /* operations */
    int round;        /* set between gates */
    bool done;        /* likewise */
    atomic_bool stop; /* for who reads */
    enum till_kind kind;
    _Atomic int64_t operations;
    _Atomic int64_t reads;
    _Atomic int64_t granted; /* minor units in this round */
    _Atomic int64_t first;   /* answers of this round that were no repeats */
    _Atomic int64_t failures;
    char code[TILLS][CTY_ENTRY_CODE_TEXT];
};

struct player {
    struct arena *arena;
    struct till till;
    int number;
};

static void
wrong(struct arena *arena, const char *what, int64_t found, int64_t expected)
{
    if (atomic_fetch_add(&arena->failures, 1) < 10 &&
        arena->kind == TILL_HONEST)
        fprintf(stderr,
                "race: FAILED: round %d of seed %llu: %s: %lld, not "
                "%lld\n",
                arena->round, (unsigned long long)arena->seed, what,
                (long long)found, (long long)expected);
}

static int
game_of(const struct arena *arena)
{
    return arena->round % GAMES;
}

/* ---- what a till does in a round ---- */

static void
ask_again(struct player *player)
{
    struct arena *arena = player->arena;
    struct till_answer answer = {0};

    for (int i = 0; i < REPEATS; i++) {
        cty_status status = till_storm(&player->till, arena->round, &answer);

        atomic_fetch_add(&arena->operations, 1);
        if (status != CTY_OK)
            wrong(arena, cty_status_name(status), status, CTY_OK);
        atomic_fetch_add(&arena->first, !answer.repeated);
        if (i > 0 && strcmp(arena->code[player->number], answer.code) != 0)
            wrong(arena, "a repeat's entry is another one", i, 0);
        memcpy(arena->code[player->number], answer.code, sizeof(answer.code));
    }
}

/* Cent by cent until nothing is left. */
static void
take_cents(struct player *player, int line_no)
{
    struct arena *arena = player->arena;
    cty_status status;

    do {
        status = till_take(&player->till, arena->round, line_no);
        atomic_fetch_add(&arena->operations, 1);
        atomic_fetch_add(&arena->granted, status == CTY_OK);
    } while (status == CTY_OK);
    if (status != CTY_E_LEFT)
        wrong(arena, cty_status_name(status), status, CTY_E_LEFT);
}

static void
take_rest(struct player *player)
{
    struct arena *arena = player->arena;
    int64_t amount = 0;
    cty_status status = till_rest(&player->till, arena->round, &amount);

    atomic_fetch_add(&arena->operations, 1);
    if (status == CTY_OK)
        atomic_fetch_add(&arena->granted, amount);
    else if (status != CTY_E_LEFT)
        wrong(arena, cty_status_name(status), status, CTY_E_LEFT);
}

static void
play(struct player *player)
{
    switch (game_of(player->arena)) {
    case STORM:
        ask_again(player);
        break;
    case LINE:
        take_cents(player, 1);
        break;
    case BILL:
        /* Some take from the bill, some from one line of it, then all. */
        if (player->number % 2 == 1)
            take_cents(player, 1 + player->number / 2 % TILL_LINES);
        take_cents(player, 0);
        break;
    default:
        take_rest(player);
    }
}

/* ---- judging ---- */

static void
judge_storm(struct player *player)
{
    struct arena *arena = player->arena;
    int64_t first = atomic_load(&arena->first);
    int64_t rows = till_rows(&player->till, arena->round);

    for (int i = 1; i < TILLS; i++)
        if (strcmp(arena->code[0], arena->code[i]) != 0)
            wrong(arena, "tills were told of different entries", i, 0);
    if (first != 1)
        wrong(arena, "answers that were no repeats", first, 1);
    if (rows != 1)
        wrong(arena, "entries of one request", rows, 1);
}

static void
judge(struct player *player)
{
    struct arena *arena = player->arena;
    int64_t granted = atomic_load(&arena->granted);
    int64_t net = till_net(game_of(arena) == LINE);
    int64_t left;

    if (game_of(arena) == STORM) {
        judge_storm(player);
        return;
    }
    left = till_left(&player->till, arena->round);
    if (granted != net)
        wrong(arena, "cents granted of a bill", granted, net);
    if (left != 0)
        wrong(arena, "cents left of it", left, 0);
}

/* ---- rounds ---- */

static void
prepare(struct player *player)
{
    struct arena *arena = player->arena;

    atomic_store(&arena->granted, 0);
    atomic_store(&arena->first, 0);
    if (game_of(arena) != STORM)
        till_bill(&player->till, arena->round, game_of(arena) == LINE);
}

/* A control is over with the first fault that was seen. */
static bool
is_over(struct arena *arena)
{
    return atomic_load(&arena->operations) >= arena->wanted ||
           arena->round == ROUNDS_OF_A_LEDGER ||
           (arena->kind != TILL_HONEST && atomic_load(&arena->failures) > 0);
}

static void *
be_till(void *context)
{
    struct player *player = context;
    struct arena *arena = player->arena;
    bool leads = player->number == 0;

    till_open(&player->till);
    while (!arena->done) {
        if (leads)
            prepare(player);
        pthread_barrier_wait(&arena->gate);
        play(player);
        pthread_barrier_wait(&arena->gate);
        if (leads) {
            judge(player);
            arena->round++;
            arena->done = is_over(arena);
        }
        pthread_barrier_wait(&arena->gate);
    }
    till_close(&player->till);
    return NULL;
}

static void *
be_reader(void *context)
{
    struct player *player = context;
    struct arena *arena = player->arena;
    int64_t fact = 0;
    const char *complaint;

    till_open(&player->till);
    while (!atomic_load(&arena->stop)) {
        complaint = till_read(&player->till, &fact);
        atomic_fetch_add(&arena->reads, 1);
        if (complaint != NULL)
            wrong(arena, complaint, fact, 0);
    }
    till_close(&player->till);
    return NULL;
}

static void
start(pthread_t *thread, void *(*be)(void *), struct player *player)
{
    if (pthread_create(thread, NULL, be, player) != 0)
        give_up("no more threads");
}

static void
play_process(struct arena *arena, int process)
{
    struct player players[THREADS + 1] = {{0}};
    pthread_t threads[THREADS + 1];

    for (int i = 0; i <= THREADS; i++) {
        players[i].arena = arena;
        players[i].number = process * THREADS + i;
        players[i].till.ledger_path = arena->ledger;
        players[i].till.toy_path = arena->toy;
        players[i].till.kind = i < THREADS ? arena->kind : TILL_HONEST;
        players[i].till.number = process * (THREADS + 1) + i;
        start(&threads[i], i < THREADS ? be_till : be_reader, &players[i]);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    atomic_store(&arena->stop, true);
    pthread_join(threads[THREADS], NULL);
}

/* One that is gone leaves the others before a gate that never opens. */
static void
wait_for_all(struct count *count, const pid_t *children)
{
    int how = 0;

    for (int ended = 0; ended < PROCESSES; ended++) {
        if (wait(&how) < 0)
            give_up("a process is gone");
        if (how == 0)
            continue;
        for (int i = 0; i < PROCESSES; i++)
            kill(children[i], SIGKILL);
        give_up("a process of %s ended with %d", count->suite, how);
    }
}

static void
play_ledger(struct count *count, struct arena *arena)
{
    pid_t children[PROCESSES];

    till_ground(arena->ledger, arena->toy);
    arena->round = 0;
    arena->done = false;
    atomic_store(&arena->stop, false);
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] < 0)
            give_up("no more processes");
        if (children[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            play_process(arena, i);
            exit(EXIT_SUCCESS);
        }
    }
    wait_for_all(count, children);
    if (arena->kind == TILL_HONEST && !till_whole(arena->ledger))
        failed(count, "the ledger is not whole");
    till_clear(arena->ledger, arena->toy);
}

/* ---- the arena ---- */

static struct arena *
build(uint64_t seed)
{
    struct arena *arena = mmap(NULL, sizeof(*arena), PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_barrierattr_t shared;

    if (arena == MAP_FAILED)
        give_up("out of memory");
    pthread_barrierattr_init(&shared);
    pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&arena->gate, &shared, TILLS);
    pthread_barrierattr_destroy(&shared);
    snprintf(arena->folder, sizeof(arena->folder), "/tmp/courtesy-race-XXXXXX");
    if (mkdtemp(arena->folder) == NULL)
        give_up("there is no place in /tmp");
    snprintf(arena->ledger, PATH_BYTES, "%s/ledger.db", arena->folder);
    snprintf(arena->toy, PATH_BYTES, "%s/toy.db", arena->folder);
    arena->seed = seed;
    return arena;
}

static void
tear_down(struct arena *arena)
{
    rmdir(arena->folder);
    pthread_barrier_destroy(&arena->gate);
    munmap(arena, sizeof(*arena));
}

static bool
caught(struct arena *arena, enum till_kind kind)
{
    struct count silent = {.suite = "race", .silent = true};

    begin_case(&silent, "a control");
    arena->kind = kind;
    arena->wanted = CONTROL_OPERATIONS;
    atomic_store(&arena->operations, 0);
    atomic_store(&arena->failures, 0);
    while (atomic_load(&arena->operations) < arena->wanted &&
           atomic_load(&arena->failures) == 0)
        play_ledger(&silent, arena);
    return atomic_load(&arena->failures) > 0;
}

int
main(int argc, char **argv)
{
    struct count count = {.suite = "race"};
    int64_t operations = cases_wanted(argc, argv, FEW_OPERATIONS);
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    struct arena *arena = build(seed);

    arena->wanted = operations;
    case_seconds(300);
    while (atomic_load(&arena->operations) < operations) {
        begin_case(&count, "operation %lld of seed %llu",
                   (long long)atomic_load(&arena->operations),
                   (unsigned long long)seed);
        play_ledger(&count, arena);
    }
    count.cases = atomic_load(&arena->operations);
    count.failures += atomic_load(&arena->failures);
    printf("race: %lld statements drawn meanwhile\n",
           (long long)atomic_load(&arena->reads));
    expect(&count, atomic_load(&arena->reads) > 0, "nobody read");
    control(&count, "tills that look and then write, without a transaction",
            caught(arena, TILL_UNSAFE));
    control(&count, "tills that ask without a request key",
            caught(arena, TILL_KEYLESS));
    tear_down(arena);
    return end_count(&count);
}
