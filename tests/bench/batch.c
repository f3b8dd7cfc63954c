/*
 * Batches of credits, in a small ledger and in a large one with the same
 * clients and bills, beside bare SQLite that inserts the same rows in one
 * transaction.
 */
#include "bare.h"

#include <stdio.h>

enum { ROUNDS = 10 };

static double
grant_batch(struct shop *shop)
{
    double start = now_s();

    shop_grow(shop, shop->granted + BENCH_BATCH);
    return BENCH_BATCH / (now_s() - start);
}

static double
insert_batch(struct bare *bare)
{
    double start = now_s();

    bare_grow(bare, bare->granted + BENCH_BATCH);
    return BENCH_BATCH / (now_s() - start);
}

/* Credits a second, courtesy's and the peer's, and courtesy's of the peer's.
 * Sizes are minutes apart: their speeds are the best of the rounds, which the
 * machine's other work disturbs least; the ratio is of rounds side by side. */
struct speed {
    double ours, theirs, ratio;
};

static struct speed
measure(struct shop *shop, struct bare *bare)
{
    double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS];
    int64_t entries = shop->granted;
    struct speed speed;

    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = grant_batch(shop);
        theirs[i] = insert_batch(bare);
        ratios[i] = ours[i] / theirs[i];
    }
    speed.ratio = median(ratios, ROUNDS);
    (void)median(ours, ROUNDS); /* sorts them */
    (void)median(theirs, ROUNDS);
    speed.ours = ours[ROUNDS - 1];
    speed.theirs = theirs[ROUNDS - 1];
    printf("batches of %d at %lld entries%s: courtesy %.0f/s, bare SQLite "
           "%.0f/s, ratio %.2f\n",
           BENCH_BATCH, (long long)entries,
           shop->keys ? ", with random request keys (the peer has none)" : "",
           speed.ours, speed.theirs, speed.ratio);
    fflush(stdout);
    return speed;
}

/* Speed in a ledger of full size, of that in a small one. */
static double
growth(const char *name, bool keys, int64_t full)
{
    struct shop shop = {
        .clients = 1000, .bills = 20000, .total = full, .keys = keys};
    struct bare bare;
    struct speed small, large;
    char path[BENCH_PATH], peer[BENCH_PATH], file[64];

    snprintf(file, sizeof(file), "%s.db", name);
    shop_open(&shop, bench_path(file, path));
    shop_close(&shop);
    snprintf(file, sizeof(file), "%s-bare.db", name);
    copy_file(path, bench_path(file, peer));
    shop_reopen(&shop, path);
    bare_open(&bare, &shop, peer);

    shop_grow(&shop, full / 30);
    bare_grow(&bare, full / 30);
    small = measure(&shop, &bare);
    shop_grow(&shop, full);
    bare_grow(&bare, full);
    large = measure(&shop, &bare);
    bare_close(&bare);
    shop_close(&shop);
    remove(path);
    remove(peer);
    if (!keys) {
        tell_at_least("batch of credits, small ledger, of bare SQLite",
                      small.ratio, 0.4);
        tell_at_least("batch of credits, large ledger, of bare SQLite",
                      large.ratio, 0.4);
    }
    printf("bare SQLite itself, large of small: %.2f\n",
           large.theirs / small.theirs);
    return large.ours / small.ours;
}

int
main(void)
{
    int64_t full = full_size();

    printf("small: %lld entries, large: %lld\n", (long long)full / 30,
           (long long)full);
    tell_at_least("batch of credits, large ledger of small",
                  growth("plain", false, full), 0.85);
    tell_at_least("the same with random request keys",
                  growth("keys", true, full), 0);
    return 0;
}
