#define _GNU_SOURCE /* nftw */

#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void
bench_die(const char *file, int line, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s:%d: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

double
now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

uint64_t
random_next(void)
{
    static uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

int64_t
full_size(void)
{
    const char *said = getenv("COURTESY_BENCH_ENTRIES");
    int64_t entries = said != NULL ? strtoll(said, NULL, 10) : BENCH_FULL;

    if (entries < 30000)
        die("COURTESY_BENCH_ENTRIES is %s: at least 30000", said);
    return entries;
}

/* ---- files ---- */

static char folder[BENCH_PATH];

static int
remove_one(const char *path, const struct stat *about, int kind,
           struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

static void
remove_folder(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *
bench_folder(void)
{
    const char *where = getenv("TMPDIR");

    if (folder[0] != '\0')
        return folder;
    snprintf(folder, sizeof(folder), "%s/courtesy-bench-XXXXXX",
             where != NULL ? where : "/var/tmp");
    if (mkdtemp(folder) == NULL)
        die("%s: %s", folder, strerror(errno));
    atexit(remove_folder);
    return folder;
}

char *
bench_path(const char *name, char buffer[BENCH_PATH])
{
    if (snprintf(buffer, BENCH_PATH, "%s/%s", bench_folder(), name) >=
        BENCH_PATH)
        die("%s: too long a path", name);
    return buffer;
}

void
copy_file(const char *from, const char *to)
{
    static char bytes[1 << 16];
    int in = open(from, O_RDONLY);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL, 0600);
    ssize_t size;

    if (in < 0 || out < 0)
        die("%s, %s: %s", from, to, strerror(errno));
    while ((size = read(in, bytes, sizeof(bytes))) > 0)
        if (write(out, bytes, (size_t)size) != size)
            die("%s: %s", to, strerror(errno));
    if (size < 0 || fsync(out) != 0 || close(out) != 0)
        die("%s: %s", to, strerror(errno));
    close(in);
}

/* ---- figures ---- */

static int
by_value(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;

    return (a > b) - (a < b);
}

double
median(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), by_value);
    return count % 2 == 1 ? values[count / 2]
                          : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static void
tell(const char *name, double value, const char *sign, double goal, bool well)
{
    if (goal > 0)
        printf("%s: %.3g (goal %s %.3g) %s\n", name, value, sign, goal,
               well ? "reached" : "missed");
    else
        printf("%s: %.3g\n", name, value);
    fflush(stdout);
}

void
tell_at_least(const char *name, double value, double goal)
{
    tell(name, value, ">=", goal, value >= goal);
}

void
tell_at_most(const char *name, double value, double goal)
{
    tell(name, value, "<=", goal, value <= goal);
}

/* ---- a shop ---- */

cty_date
day_of(int64_t index, int64_t total)
{
    int64_t day = index * BENCH_DAYS / total;
    cty_date date;

    if (day >= BENCH_DAYS)
        day = BENCH_DAYS - 1;
    date.year = (int16_t)(2023 + day / (12 * 28));
    date.month = (uint8_t)(day / 28 % 12 + 1);
    date.day = (uint8_t)(day % 28 + 1);
    return date;
}

static void
add_client(struct shop *shop, int64_t number)
{
    cty_client client = CTY_CLIENT_INIT;
    char ref[32], name[64];

    snprintf(ref, sizeof(ref), "C-%" PRId64, number);
    snprintf(name, sizeof(name), "Client %" PRId64 " Limited", number);
    client.ref = ref;
    client.name = name;
    client.prefix = "BEN";
    do_ok(cty_client_add(shop->ledger, &client, NULL, ERR));
}

static void
post_bill(struct shop *shop, int64_t number)
{
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    char bill_no[32], ref[32];

    snprintf(bill_no, sizeof(bill_no), "B-%" PRId64, number);
    snprintf(ref, sizeof(ref), "C-%" PRId64, (number - 1) % shop->clients + 1);
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = 100000 * CTY_DECIMAL_ONE;
    line.description = "Printing and binding, as ordered";
    bill.bill_no = bill_no;
    bill.client_ref = ref;
    bill.date = (cty_date){2022, 12, (uint8_t)(number % 28 + 1)};
    do_ok(cty_draft_new(&draft, ERR));
    do_ok(cty_draft_line(draft, &line, ERR));
    do_ok(cty_bill_post(shop->ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

void
shop_open(struct shop *shop, const char *path)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;

    setup.issuer = "Harbor Printing";
    do_ok(cty_ledger_create(path, &setup, NULL, &shop->ledger, ERR));
    do_ok(cty_batch_begin(shop->ledger, CTY_BATCH_ATOMIC, false, ERR));
    do_ok(cty_person_add(shop->ledger, "Dana Reyes", ERR));
    for (int64_t i = 1; i <= shop->clients; i++)
        add_client(shop, i);
    for (int64_t i = 1; i <= shop->bills; i++)
        post_bill(shop, i);
    do_ok(cty_batch_end(shop->ledger, ERR));
}

void
shop_reopen(struct shop *shop, const char *path)
{
    do_ok(cty_ledger_open(path, NULL, &shop->ledger, ERR));
}

void
shop_close(struct shop *shop)
{
    cty_ledger_close(shop->ledger);
    shop->ledger = NULL;
}

void
shop_grant(struct shop *shop)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char bill_no[32], key[40];

    snprintf(bill_no, sizeof(bill_no), "B-%" PRId64,
             shop->granted % shop->bills + 1);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 100 + shop->granted % 900;
    credit.date = day_of(shop->granted, shop->total);
    credit.line_no = 1;
    credit.bill_no = bill_no;
    credit.reason = "goodwill";
    credit.granted_by = "Dana Reyes";
    credit.note = "agreed by phone";
    if (shop->keys) {
        snprintf(key, sizeof(key), "%016" PRIx64 "%016" PRIx64, random_next(),
                 random_next());
        credit.request_key = key;
    }
    do_ok(cty_credit_grant(shop->ledger, &credit, shop->answers ? &entry : NULL,
                           ERR));
    shop->granted++;
}

void
shop_grow(struct shop *shop, int64_t granted)
{
    while (shop->granted < granted) {
        do_ok(cty_batch_begin(shop->ledger, CTY_BATCH_ATOMIC, false, ERR));
        for (int i = 0; i < BENCH_BATCH && shop->granted < granted; i++)
            shop_grant(shop);
        do_ok(cty_batch_end(shop->ledger, ERR));
    }
}
