/*
 * The command, called with a line of the input for each word, in a folder with
 * a ledger and something to import. It ends as it may, writes nothing where it
 * refuses, and leaves a whole ledger.
 *
 * A word is kept within the folder: it has no slash, and is not its parent.
 */
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "fuzz.h"

enum { WORDS_MOST = 24, LEDGER_BYTES = 1 << 20 };

/* The command's own main, under another name. */
int courtesy_main(int argc, char **argv);

static char folder[] = "/tmp/courtesy-words-XXXXXX";
static uint8_t ledger_bytes[LEDGER_BYTES];
static size_t ledger_size;
static int home = -1;    /* the folder */
static int nowhere = -1; /* instead of the terminal */

/* ---- the folder ---- */

static void
put(const char *name, const void *bytes, size_t size)
{
    int file =
        openat(home, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    must(file >= 0);
    must(write(file, bytes, size) == (ssize_t)size);
    close(file);
}

static void
put_text(const char *name, const char *text)
{
    put(name, text, strlen(text));
}

static int
remove_one(const char *path, const struct stat *seen, int kind,
           struct FTW *where)
{
    (void)seen;
    (void)kind;
    return where->level == 0 ? 0 : remove(path);
}

static void
lay_out(void)
{
    must(nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) == 0);
    put("courtesy.db", ledger_bytes, ledger_size);
    must(mkdirat(home, "in", 0700) == 0);
    put_text("in/clients.csv", "client_ref,name\nNEW,New Client\n");
    put_text("in/bills.csv", "bill_no,client_ref,date\nB-9,NEW,2026-07-01\n");
    put_text("in/bill_lines.csv", "bill_no,line_no,quantity,list_unit_price\n"
                                  "B-9,1,1,100\n");
}

static int
run(int argc, char **argv)
{
    int out = dup(STDOUT_FILENO);
    int err = dup(STDERR_FILENO);
    int went;

    fflush(NULL);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    went = courtesy_main(argc, argv);
    fflush(NULL);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    close(out);
    close(err);
    return went;
}

static void
must_run(const char *const *words)
{
    char *argv[WORDS_MOST] = {NULL};
    int argc = 0;

    for (; words[argc] != NULL; argc++)
        argv[argc] = strdup(words[argc]);
    must(run(argc, argv) == 0);
    while (argc > 0)
        free(argv[--argc]);
}

/* A quote, a bill, a credit: something for each word to speak of. */
static void
make_ledger(void)
{
    static const char *const init[] = {"courtesy", "init", "--issuer", "Harbor",
                                       NULL};
    static const char *const client[] = {"courtesy", "client",   "add",
                                         "HARB",     "--name",   "Harbor Foods",
                                         "--code",   "HARBOR-1", NULL};
    static const char *const person[] = {"courtesy", "person", "add",
                                         "Dana Reyes", NULL};
    static const char *const quote[] = {
        "courtesy", "quote",      "add",    "Q-1",        "--client", "HARB",
        "--date",   "2026-07-01", "--line", "Work;2;100", NULL};
    static const char *const bill[] = {
        "courtesy", "bill",       "add",    "B-1",        "--client", "HARB",
        "--date",   "2026-07-01", "--line", "Work;2;100", NULL};
    static const char *const credit[] = {
        "courtesy",   "credit", "grant",      "--bill",  "B-1",
        "--amount",   "15",     "--reason",   "special", "--per",
        "Dana Reyes", "--date", "2026-08-01", NULL};
    int file;
    ssize_t got;

    must_run(init);
    must_run(client);
    must_run(person);
    must_run(quote);
    must_run(bill);
    must_run(credit);
    file = openat(home, "courtesy.db", O_RDONLY | O_CLOEXEC);
    got = read(file, ledger_bytes, sizeof(ledger_bytes));
    must(file >= 0 && got > 0 && got < LEDGER_BYTES);
    ledger_size = (size_t)got;
    close(file);
}

static void
leave(void)
{
    must(chdir("/tmp") == 0);
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    rmdir(folder);
}

static void
begin(void)
{
    if (home >= 0)
        return;
    clearenv();
    nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    must(nowhere >= 0 && mkdtemp(folder) != NULL);
    home = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    must(home >= 0);
    atexit(leave);
    must(fchdir(home) == 0);
    make_ledger();
}

/* ---- what is left ---- */

/* Everything that the ledger holds, in one number. */
static int64_t
sum_up(bool *there)
{
    static const char sql[] =
        "SELECT (SELECT count(*) FROM courtesy_client) * 1000003 + "
        "       (SELECT count(*) FROM courtesy_person) * 100003 + "
        "       (SELECT count(*) FROM courtesy_reason) * 10007 + "
        "       (SELECT coalesce(sum(facts), 0) FROM courtesy_head)";
    sqlite3_stmt *row = NULL;
    sqlite3 *db = NULL;
    int64_t sum = -1;

    *there = sqlite3_open_v2("courtesy.db", &db, SQLITE_OPEN_READONLY, NULL) ==
                 SQLITE_OK &&
             sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK &&
             sqlite3_step(row) == SQLITE_ROW;
    if (*there)
        sum = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return sum;
}

static void
must_be_whole_still(void)
{
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    must_succeed(cty_ledger_open("courtesy.db", NULL, &ledger, &err), &err);
    must_be_whole(ledger);
    cty_ledger_close(ledger);
}

/* An output may be called what the ledger is called: then it is no ledger. */
static bool
names_ledger(int argc, char *const *argv)
{
    for (int i = 1; i < argc; i++)
        if (strstr(argv[i], "courtesy.db") != NULL)
            return true;
    return false;
}

static void
tame(char *word)
{
    for (char *at = word; *at != '\0'; at++)
        if (*at == '/')
            *at = '_';
    for (char *at = strstr(word, ".."); at != NULL; at = strstr(word, ".."))
        if (at[2] != '2') /* 2026-01-01..2026-03-31 */
            *at = '_';
        else
            word = at + 2;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    char *argv[WORDS_MOST + 1] = {strdup("courtesy")};
    int argc = 1;
    int64_t before, after;
    bool there;
    int went;

    begin();
    while (feed.size > 0 && argc < WORDS_MOST) {
        argv[argc] = take_line(&feed);
        tame(argv[argc++]);
    }
    lay_out();
    before = sum_up(&there);
    must(there);
    went = run(argc, argv) + 7 * fuzz_fault;
    must(fchdir(home) == 0);
    must(went >= 0 && went <= 6);
    after = sum_up(&there);
    if (!names_ledger(argc, argv)) {
        must(there);
        must(went < 2 || before == after);
        must_be_whole_still();
    }
    while (argc > 0)
        free(argv[--argc]);
    return 0;
}
