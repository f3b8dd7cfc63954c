/*
 * One credit, durable: granted and committed alone, beside bare SQLite that
 * inserts the same rows in commits of their own; in turns, in one run.
 */
#include "bare.h"

#include <stdio.h>

enum { ROUNDS = 40, IN_ROUND = 100 };

static double
grant_some(struct shop *shop)
{
    double start = now_s();

    for (int i = 0; i < IN_ROUND; i++)
        shop_grant(shop);
    return now_s() - start;
}

static double
insert_some(struct bare *bare)
{
    double start = now_s();

    for (int i = 0; i < IN_ROUND; i++) {
        bare_begin(bare);
        bare_grant(bare);
        bare_commit(bare);
    }
    return now_s() - start;
}

int
main(void)
{
    struct shop shop = {
        .clients = 1000, .bills = 20000, .total = 100000, .answers = true};
    struct bare bare;
    char path[BENCH_PATH], peer[BENCH_PATH];
    double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS];

    shop_open(&shop, bench_path("shop.db", path));
    shop_close(&shop);
    copy_file(path, bench_path("bare.db", peer));
    shop_reopen(&shop, path);
    bare_open(&bare, &shop, peer);
    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = grant_some(&shop);
        theirs[i] = insert_some(&bare);
        ratios[i] = theirs[i] / ours[i];
    }
    bare_close(&bare);
    shop_close(&shop);
    printf("one credit a commit: courtesy %.0f/s, bare SQLite %.0f/s\n",
           IN_ROUND / median(ours, ROUNDS), IN_ROUND / median(theirs, ROUNDS));
    tell_at_least("one credit, durable, of bare SQLite", median(ratios, ROUNDS),
                  0.6);
    return 0;
}
