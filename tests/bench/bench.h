/*
 * What the benchmarks share: a clock, ledgers of a known shape, and the line
 * that tells a ratio. A benchmark fails where something cannot be done, never
 * because it was slow.
 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <courtesy/courtesy.h>

enum {
    BENCH_PATH = 4096,
    BENCH_DAYS = 36 * 28, /* 2023-01 to 2025-12, as many days a month */
    BENCH_FULL = 3000000, /* entries */
    BENCH_BATCH = 8192
};

/* Stop the benchmark: something failed. */
#define die(...) bench_die(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bench_die(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A call that answers a cty_status and takes ERR as its cty_error. */
#define do_ok(call)                                                            \
    do {                                                                       \
        cty_error err_ = CTY_ERROR_INIT;                                       \
        if ((call) != CTY_OK)                                                  \
            die("%s: %s", #call, err_.message);                                \
    } while (0)
#define ERR (&err_)

double now_s(void);
uint64_t random_next(void); /* the same numbers in every run */

/* How many entries full size is: COURTESY_BENCH_ENTRIES, else BENCH_FULL. */
int64_t full_size(void);

/* A temporary folder, gone at exit, and files in it. */
const char *bench_folder(void);
char *bench_path(const char *name, char buffer[BENCH_PATH]);
void copy_file(const char *from, const char *to);

/* The middle one; the values are sorted. */
double median(double *values, size_t count);

/* "name: 0.71 (goal >= 0.60) reached". goal 0: none, only told. */
void tell_at_least(const char *name, double value, double goal);
void tell_at_most(const char *name, double value, double goal);

/*
 * A shop: clients "C-1".. with bills "B-1".. in turns, each of one line, so
 * large that its credits never use it up. Credits go over the bills in turns
 * too, their dates move on through BENCH_DAYS while total are granted.
 */
struct shop {
    cty_ledger *ledger;
    int64_t clients;
    int64_t bills;
    int64_t total;   /* credits that fill all the days */
    int64_t granted; /* so far */
    bool keys;       /* each with a random request key */
    bool answers;    /* ask for the entry that was made */
};

void shop_open(struct shop *shop, const char *path); /* makes it */
void shop_reopen(struct shop *shop, const char *path);
void shop_close(struct shop *shop);
void shop_grant(struct shop *shop);
/* In batches of BENCH_BATCH until so many are granted. */
void shop_grow(struct shop *shop, int64_t granted);

cty_date day_of(int64_t index, int64_t total);

#endif
