#include <stdlib.h>
#include <time.h>

#include "progress.h"
#include "run.h"

/* How far ahead of the oldest unfinished batch others may be. */
enum { AHEAD = 2, LOOK_MS = 100 };

/*
 * Two locks: the ledger's, for a handle that one thread uses at a time, and
 * the pool's own for everything here. Who holds the pool's never asks for the
 * ledger's.
 */
struct pool {
    struct run *run;
    pthread_mutex_t ledger;
    int64_t next; /* batch to be taken; the ledger's lock */
    atomic_bool stopped;
    atomic_int_fast64_t done; /* statements */

    pthread_mutex_t own;
    pthread_cond_t changed;
    size_t window;
    struct batch **finished; /* window of them, by number */
    int64_t under_way;       /* batches taken or about to be */
    int64_t written_down;
    bool all_taken;
    size_t at_work; /* threads */
};

static void
fail(struct pool *pool, const struct trouble *trouble)
{
    if (trouble->code != CLI_OK)
        (void)trouble_say(&pool->run->trouble, trouble->code, "%s",
                          trouble->text);
    atomic_store(&pool->stopped, true);
    pthread_cond_broadcast(&pool->changed);
}

static bool
goes_on(const struct pool *pool)
{
    return !atomic_load(&pool->stopped) && !run_interrupted() &&
           !pool->all_taken;
}

/* ---- taking ------------------------------------------------------------ */

static bool
may_take(struct pool *pool)
{
    bool may;

    pthread_mutex_lock(&pool->own);
    while (goes_on(pool) &&
           pool->under_way - pool->written_down >= (int64_t)pool->window)
        pthread_cond_wait(&pool->changed, &pool->own);
    may = goes_on(pool);
    if (may)
        pool->under_way++;
    pthread_mutex_unlock(&pool->own);
    return may;
}

static void
give_back(struct pool *pool, const struct trouble *trouble)
{
    pthread_mutex_lock(&pool->own);
    pool->under_way--;
    pool->all_taken = true;
    if (trouble->code != CLI_OK)
        fail(pool, trouble);
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->own);
}

/* NULL: there is nothing more to do. */
static struct batch *
take(struct pool *pool, struct run_writer *writer)
{
    struct batch *batch;
    int went = CLI_OK;

    if (!may_take(pool))
        return NULL;
    batch = batch_new(pool->run);
    if (batch == NULL)
        went = trouble_memory(&writer->trouble);
    if (went == CLI_OK) {
        pthread_mutex_lock(&pool->ledger);
        batch->number = pool->next;
        went = batch_take(batch, writer);
        if (batch->count > 0)
            pool->next++;
        pthread_mutex_unlock(&pool->ledger);
    }
    if (went == CLI_OK && batch->count > 0)
        return batch;
    give_back(pool, &writer->trouble);
    batch_free(batch);
    return NULL;
}

/* ---- writing down ------------------------------------------------------ */

static int
add_up(struct run *run, const struct batch *batch)
{
    struct run_totals *totals = &run->totals;
    int went = CLI_OK;

    for (size_t i = 0; i < batch->count && went == CLI_OK; i++) {
        const struct leaf *leaf = &batch->leaves[i];

        totals->statements++;
        totals->pages += leaf->pages;
        totals->sheets += run->duplex ? leaf->pages / 2 : leaf->pages;
        went = tally_add(&totals->saved, leaf->currency, "", leaf->saved_minor,
                         1, &run->trouble);
    }
    if (went == CLI_OK)
        went = tally_merge(&totals->reasons, &batch->reasons, &run->trouble);
    if (went == CLI_OK)
        went = tally_merge(&totals->persons, &batch->persons, &run->trouble);
    remarks_merge(&totals->remarks, &batch->remarks);
    return went;
}

static int
write_down(struct run *run, const struct batch *batch)
{
    int went = add_up(run, batch);

    if (went == CLI_OK)
        went = run_manifest_batch(run->manifest, batch);
    if (went == CLI_OK && run->index != NULL)
        went = run_index_batch(run->index, batch);
    return went;
}

static struct batch **
place_of(struct pool *pool, int64_t number)
{
    return &pool->finished[number % (int64_t)pool->window];
}

/* This one, and those that waited for it. */
static void
hand_in(struct pool *pool, struct batch *batch)
{
    struct trouble none = {0};
    struct batch **next;

    pthread_mutex_lock(&pool->own);
    *place_of(pool, batch->number) = batch;
    while (*(next = place_of(pool, pool->written_down)) != NULL) {
        if (!atomic_load(&pool->stopped) &&
            write_down(pool->run, *next) != CLI_OK)
            fail(pool, &none);
        batch_free(*next);
        *next = NULL;
        pool->written_down++;
    }
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->own);
}

/* ---- a thread ---------------------------------------------------------- */

static void
leave(struct pool *pool, struct run_writer *writer)
{
    const char *warning = print_warning(writer->printer);

    pthread_mutex_lock(&pool->own);
    if (writer->trouble.code != CLI_OK)
        fail(pool, &writer->trouble);
    if (warning != NULL)
        (void)trouble_say(&pool->run->warning, CLI_FAILED, "%s", warning);
    pool->at_work--;
    pthread_cond_broadcast(&pool->changed);
    pthread_mutex_unlock(&pool->own);
    print_close(writer->printer);
    bytes_free(&writer->bytes);
}

static void *
work(void *context)
{
    struct pool *pool = context;
    struct run_writer writer = {.run = pool->run,
                                .ledger = &pool->ledger,
                                .stopped = &pool->stopped,
                                .done = &pool->done};
    cty_error err = CTY_ERROR_INIT;
    struct batch *batch;
    int went = CLI_OK;

    if (print_open(&pool->run->issuer, &pool->run->options, &writer.printer,
                   &err) != CTY_OK)
        went = trouble_err(&writer.trouble, &err);
    while (went == CLI_OK && (batch = take(pool, &writer)) != NULL) {
        went = batch_write(batch, &writer);
        if (went == CLI_OK)
            hand_in(pool, batch);
        else
            batch_free(batch);
    }
    leave(pool, &writer);
    return NULL;
}

/* ---- all of them ------------------------------------------------------- */

static void
watch(struct pool *pool)
{
    struct progress progress;

    progress_begin(&progress, "statements");
    pthread_mutex_lock(&pool->own);
    while (pool->at_work > 0) {
        struct timespec until;

        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += LOOK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        (void)pthread_cond_timedwait(&pool->changed, &pool->own, &until);
        if (run_interrupted())
            fail(pool, &(struct trouble){0});
        progress_step(&progress, atomic_load(&pool->done), pool->run->total);
    }
    progress_step(&progress, atomic_load(&pool->done), pool->run->total);
    progress_end(&progress);
    pthread_mutex_unlock(&pool->own);
}

static void
start(struct pool *pool, pthread_t *threads, size_t *out_started)
{
    size_t wanted = (size_t)pool->run->jobs;

    pthread_mutex_lock(&pool->own);
    while (pool->at_work < wanted &&
           pthread_create(&threads[pool->at_work], NULL, work, pool) == 0)
        pool->at_work++;
    *out_started = pool->at_work;
    pthread_mutex_unlock(&pool->own);
}

static void
run_threads(struct pool *pool)
{
    pthread_t threads[RUN_JOBS_MOST];
    size_t started = 0;

    start(pool, threads, &started);
    if (started == 0)
        (void)trouble_say(&pool->run->trouble, CLI_FAILED,
                          "no thread could be started");
    watch(pool);
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

int
run_pool(struct run *run)
{
    struct pool pool = {.run = run, .window = (size_t)run->jobs + AHEAD};

    pool.finished = calloc(pool.window, sizeof(struct batch *));
    if (pool.finished == NULL)
        return trouble_memory(&run->trouble);
    pthread_mutex_init(&pool.ledger, NULL);
    pthread_mutex_init(&pool.own, NULL);
    pthread_cond_init(&pool.changed, NULL);

    run_threads(&pool);
    if (run_interrupted())
        (void)trouble_say(&run->trouble, CLI_FAILED,
                          "interrupted: nothing was put in %s, and the same "
                          "run can be repeated",
                          run->staging.folder);

    for (size_t i = 0; i < pool.window; i++)
        batch_free(pool.finished[i]);
    pthread_cond_destroy(&pool.changed);
    pthread_mutex_destroy(&pool.own);
    pthread_mutex_destroy(&pool.ledger);
    free(pool.finished);
    return run->trouble.code;
}
