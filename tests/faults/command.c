#define _GNU_SOURCE

#include "command.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <courtesy/courtesy.h>
#include <sqlite3.h>

#include "dump.h"
#include "image.h"

enum { CLIENTS = 40, BILLS = 240, WORDS = 12, PATH_BYTES = 160 };

struct shop {
    struct count *count;
    const char *command;
    char folder[64];
    char ledger[PATH_BYTES];
    char out[PATH_BYTES];
    char reference[PATH_BYTES];
    struct image empty;    /* a ledger without clients */
    struct image imported; /* and with all that the folder has */
    uint64_t *dice;
    int64_t import_us, run_us; /* how long they take if nobody kills them */
    int64_t halfway;           /* killed before they were done */
};

static void
path_in(const struct shop *shop, const char *name, char *path)
{
    snprintf(path, PATH_BYTES, "%s/%s", shop->folder, name);
}

/* ---- running the command ---- */

static int64_t
now_us(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static pid_t
start(const struct shop *shop, const char *const *words)
{
    const char *argv[WORDS] = {shop->command, "-f", shop->ledger};
    pid_t child = fork();
    int nowhere;

    for (int i = 0; words[i] != NULL && i + 4 < WORDS; i++)
        argv[i + 3] = words[i];
    if (child != 0)
        return child;
    nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execv(shop->command, (char *const *)(uintptr_t)argv);
    _exit(127);
}

/* Kills after so long, or never. Answers the exit code; -1: killed. */
static int
finish(pid_t child, int64_t kill_after_us)
{
    int how = 0;

    if (kill_after_us >= 0) {
        usleep((useconds_t)kill_after_us);
        kill(child, SIGKILL);
    }
    if (waitpid(child, &how, 0) != child)
        give_up("the command is gone");
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void
must_run(const struct shop *shop, const char *const *words)
{
    int code = finish(start(shop, words), -1);

    if (code != 0)
        give_up("%s %s answers %d", words[0], words[1], code);
}

/* ---- the folder ---- */

static FILE *
new_file(const struct shop *shop, const char *name)
{
    char path[PATH_BYTES];
    FILE *file;

    path_in(shop, name, path);
    file = fopen(path, "w");
    if (file == NULL)
        give_up("%s cannot be made", path);
    return file;
}

static void
write_folder(const struct shop *shop)
{
    FILE *clients, *bills, *lines, *credits;
    char path[PATH_BYTES];

    path_in(shop, "in", path);
    mkdir(path, 0700);
    clients = new_file(shop, "in/clients.csv");
    bills = new_file(shop, "in/bills.csv");
    lines = new_file(shop, "in/bill_lines.csv");
    credits = new_file(shop, "in/credits.csv");
    fputs("client_ref,name\n", clients);
    fputs("bill_no,client_ref,date\n", bills);
    fputs("bill_no,line_no,description,quantity,list_unit_price\n", lines);
    fputs("credit_no,bill_no,client_ref,date,amount,reason,note\n", credits);
    for (int i = 0; i < CLIENTS; i++)
        fprintf(clients, "C%d,Client %d\n", i, i);
    for (int i = 0; i < BILLS; i++) {
        fprintf(bills, "B-%d,C%d,2026-02-03\n", i, i % CLIENTS);
        fprintf(lines, "B-%d,1,Cards,2,10.5\nB-%d,2,Posters,1,%d\n", i, i, i);
        fprintf(credits, "K-%d,B-%d,C%d,2026-03-04,1.50,goodwill,thanks\n", i,
                i, i % CLIENTS);
    }
    if (fclose(clients) + fclose(bills) + fclose(lines) + fclose(credits) != 0)
        give_up("the folder to import cannot be written");
}

static void
put_ledger(const struct shop *shop, const struct image *image)
{
    char path[PATH_BYTES + 8];
    FILE *file;

    snprintf(path, sizeof(path), "%s-wal", shop->ledger);
    unlink(path);
    snprintf(path, sizeof(path), "%s-shm", shop->ledger);
    unlink(path);
    file = fopen(shop->ledger, "wb");
    if (file == NULL ||
        fwrite(image->bytes, 1, image->size, file) != image->size ||
        fclose(file) != 0)
        give_up("%s cannot be written", shop->ledger);
}

/* ---- judging ---- */

static int64_t
ask(const struct shop *shop, const char *sql)
{
    sqlite3_stmt *row = NULL;
    sqlite3 *db = NULL;
    int64_t answer;

    if (sqlite3_open(shop->ledger, &db) != SQLITE_OK ||
        sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK ||
        sqlite3_step(row) != SQLITE_ROW)
        give_up("%s: %s", sql, sqlite3_errmsg(db));
    answer = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return answer;
}

static void
check_whole(const struct shop *shop)
{
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_ledger_open(shop->ledger, NULL, &ledger, &err);

    if (status == CTY_OK)
        status = cty_ledger_check(ledger, false, NULL, NULL, NULL, &err);
    if (status != CTY_OK)
        failed(shop->count, "the ledger is not whole: %s", err.message);
    cty_ledger_close(ledger);
}

/* All of the folder, or nothing of it; once. */
static void
check_imported(const struct shop *shop, bool must)
{
    int64_t clients = ask(shop, "SELECT count(*) FROM courtesy_client");
    int64_t bills = ask(shop, "SELECT count(*) FROM courtesy_bill");
    int64_t credits = ask(shop, "SELECT count(*) FROM courtesy_entry");

    check_whole(shop);
    if (clients == CLIENTS && bills == BILLS && credits == BILLS)
        return;
    if (must || clients + bills + credits > 0)
        failed(shop->count, "%lld clients, %lld bills and %lld credits",
               (long long)clients, (long long)bills, (long long)credits);
}

static bool
same_file(const char *a, const char *b)
{
    struct image one = {0}, other = {0};
    bool same;

    image_read(&one, a);
    image_read(&other, b);
    same =
        one.size == other.size && memcmp(one.bytes, other.bytes, one.size) == 0;
    image_drop(&one);
    image_drop(&other);
    return same;
}

/* A statement under its name is a whole one. Answers how many there are. */
static int
check_statements(const struct shop *shop)
{
    char one[PATH_BYTES * 2], other[PATH_BYTES * 2];
    DIR *out = opendir(shop->out);
    struct dirent *entry;
    int found = 0;

    while (out != NULL && (entry = readdir(out)) != NULL) {
        snprintf(one, sizeof(one), "%s/%.128s", shop->out, entry->d_name);
        snprintf(other, sizeof(other), "%s/%.128s", shop->reference,
                 entry->d_name);
        if (entry->d_name[0] == '.' || access(other, F_OK) != 0)
            continue;
        found++;
        if (!same_file(one, other))
            failed(shop->count, "half of %s was left", entry->d_name);
    }
    if (out != NULL)
        closedir(out);
    return found;
}

static int
remove_one(const char *path, const struct stat *seen, int kind,
           struct FTW *where)
{
    (void)seen;
    (void)kind;
    (void)where;
    return remove(path);
}

static void
remove_all(const char *path)
{
    nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* ---- loops ---- */

static const char *const init[] = {"init", "--issuer", "Harbor", NULL};

static void
kill_an_import(struct shop *shop, int64_t after_us)
{
    char in[PATH_BYTES];
    const char *const words[] = {"import", in, NULL};
    int code;

    path_in(shop, "in", in);
    put_ledger(shop, &shop->empty);
    code = finish(start(shop, words), after_us);
    shop->halfway += code == -1;
    if (code > 0)
        failed(shop->count, "the import answers %d", code);
    check_imported(shop, code == 0);
    code = finish(start(shop, words), -1);
    if (code != 0)
        failed(shop->count, "the import, asked for again, answers %d", code);
    check_imported(shop, true);
}

static void
kill_a_run(struct shop *shop, int64_t after_us)
{
    const char *const words[] = {
        "statement", "run",      "2026-Q1",       "-o",
        shop->out,   "--format", "text,csv,json", NULL};
    struct dump before, after;
    int code;

    put_ledger(shop, &shop->imported);
    before = dump_ledger(shop->ledger);
    code = finish(start(shop, words), after_us);
    shop->halfway += code == -1;
    if (code > 0)
        failed(shop->count, "the run answers %d", code);
    after = dump_ledger(shop->ledger);
    expect(shop->count, same_dump(&before, &after),
           "writing statements out changed the ledger");
    drop_dump(&before);
    drop_dump(&after);
    check_whole(shop);
    if (check_statements(shop) == 0 && code == 0)
        failed(shop->count, "a run that ended left no statement");
    remove_all(shop->out);
}

/* Nobody is killed: how long it takes, and what it must come to. */
static void
first_time(struct shop *shop)
{
    char in[PATH_BYTES];
    const char *const import[] = {"import", in, NULL};
    const char *const run[] = {
        "statement",     "run",      "2026-Q1",       "-o",
        shop->reference, "--format", "text,csv,json", NULL};

    path_in(shop, "in", in);
    must_run(shop, init);
    image_read(&shop->empty, shop->ledger);
    shop->import_us = now_us();
    must_run(shop, import);
    shop->import_us = now_us() - shop->import_us;
    check_imported(shop, true);
    image_read(&shop->imported, shop->ledger);
    plan_dump(shop->ledger);
    shop->run_us = now_us();
    must_run(shop, run);
    shop->run_us = now_us() - shop->run_us;
}

void
kill_commands(struct count *count, int64_t loops, uint64_t *dice)
{
    struct shop shop = {.count = count, .dice = dice};

    shop.command = getenv("COURTESY");
    if (shop.command == NULL) {
        printf("kill: without the command: COURTESY does not name it\n");
        return;
    }
    snprintf(shop.folder, sizeof(shop.folder), "/tmp/courtesy-shop-XXXXXX");
    if (mkdtemp(shop.folder) == NULL)
        give_up("there is no place in /tmp");
    path_in(&shop, "ledger.db", shop.ledger);
    path_in(&shop, "out", shop.out);
    path_in(&shop, "reference", shop.reference);
    write_folder(&shop);
    first_time(&shop);
    for (int64_t i = 0; i < loops; i++) {
        begin_case(count, "import %lld", (long long)i);
        kill_an_import(&shop, random_below(dice, shop.import_us));
        begin_case(count, "run %lld", (long long)i);
        kill_a_run(&shop, random_below(dice, shop.run_us));
    }
    printf("kill: %lld of %lld imports and runs killed half-way\n",
           (long long)shop.halfway, (long long)loops * 2);
    expect(count, shop.halfway * 4 > loops, "hardly a command was killed");
    image_drop(&shop.empty);
    image_drop(&shop.imported);
    remove_all(shop.folder);
}
