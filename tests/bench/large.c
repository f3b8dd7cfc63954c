/*
 * A large ledger: one statement, beside the same statement in a ledger of a
 * hundredth of the clients; and the command's memory.
 */
#include "command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    ENTRIES_OF_CLIENT = 100,
    BILLS_OF_CLIENT = 4,
    SMALLER = 100,
    STATEMENTS = 300
};

struct place {
    struct shop shop;
    char path[BENCH_PATH];
    double seconds[STATEMENTS];
    size_t bytes;
};

static bool
count_bytes(void *context, const void *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)context += size;
    return true;
}

static void
make(struct place *place, const char *name, int64_t entries)
{
    double start = now_s();

    place->shop.clients = entries / ENTRIES_OF_CLIENT;
    place->shop.bills = place->shop.clients * BILLS_OF_CLIENT;
    place->shop.total = entries;
    shop_open(&place->shop, bench_path(name, place->path));
    shop_grow(&place->shop, entries);
    shop_close(&place->shop);
    printf("%s: %lld entries of %lld clients, made in %.0f s\n", name,
           (long long)entries, (long long)place->shop.clients, now_s() - start);
    fflush(stdout);
}

static double
one_statement(struct place *place)
{
    double start;
    cty_statement *statement = NULL;
    cty_period period;
    char ref[32];

    snprintf(
        ref, sizeof(ref), "C-%llu",
        (unsigned long long)(random_next() % (uint64_t)place->shop.clients +
                             1));
    do_ok(cty_period_parse("2025-Q3", 1, &period, ERR));
    start = now_s();
    do_ok(cty_statement_draw(place->shop.ledger, ref, &period, NULL, &statement,
                             ERR));
    do_ok(cty_statement_write(statement, CTY_FORMAT_JSON, count_bytes,
                              &place->bytes, ERR));
    cty_statement_free(statement);
    return now_s() - start;
}

static void
compare_statements(void *context)
{
    static struct place small, large;
    double few, many;

    (void)context;
    make(&small, "small.db", full_size() / SMALLER);
    make(&large, "large.db", full_size());
    shop_reopen(&small.shop, small.path);
    shop_reopen(&large.shop, large.path);
    for (int i = 0; i < STATEMENTS; i++) {
        small.seconds[i] = one_statement(&small);
        large.seconds[i] = one_statement(&large);
    }
    shop_close(&small.shop);
    shop_close(&large.shop);
    few = median(small.seconds, STATEMENTS);
    many = median(large.seconds, STATEMENTS);
    printf("one statement as JSON: %.0f us small, %.0f us large (%zu and %zu "
           "bytes)\n",
           few * 1e6, many * 1e6, small.bytes / STATEMENTS,
           large.bytes / STATEMENTS);
    tell_at_most("one statement, large ledger of small", many / few, 1.5);
}

static void
memory_of(const char *name, const char *const *arguments)
{
    struct spent spent = command_run(arguments);
    char line[128];

    printf("%s: %.1f s\n", name, spent.seconds);
    snprintf(line, sizeof(line), "peak memory of %s, MiB", name);
    tell_at_most(line, spent.mib, 64);
}

int
main(int argc, char **argv)
{
    char path[BENCH_PATH], out[BENCH_PATH];

    apart(compare_statements, NULL);
    if (argc < 2) {
        puts("memory: skipped, the command is not built");
        return 0;
    }
    bench_path("large.db", path);
    bench_path("statements", out);
    memory_of("check", (const char *[]){argv[1], "-f", path, "check", NULL});
    memory_of("report savings",
              (const char *[]){argv[1], "-f", path, "report", "savings",
                               "--format", "csv", NULL});
    memory_of("report margin",
              (const char *[]){argv[1], "-f", path, "report", "margin", "--by",
                               "client", "--format", "csv", NULL});
    memory_of("credit list", (const char *[]){argv[1], "-f", path, "credit",
                                              "list", "--format", "csv", NULL});
    memory_of("statement run",
              (const char *[]){argv[1], "-f", path, "statement", "run",
                               "2025-Q3", "-o", out, NULL});
    return 0;
}
