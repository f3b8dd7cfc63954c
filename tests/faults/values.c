/*
 * A ledger in which one column holds what nobody would write: in every row or
 * in the last, past constraints, types and triggers, which are all there again
 * when it is opened. Whatever is read and written then, nothing crashes or
 * hangs, and check never vouches for what changed.
 *
 *   faults-values [CASES]    that many cases, spread over all there are
 *   faults-values -NUMBER    the one case of that number
 */
#define _XOPEN_SOURCE 700

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <courtesy/courtesy.h>
#include <sqlite3.h>

#include "../check/ledger.h"
#include "count.h"
#include "dump.h"
#include "image.h"
#include "use.h"

enum {
    COLUMNS_MOST = 200,
    SQL_TEXT = 400,
    RESTORE_TEXT = 1 << 17,
    FEW_CASES = 120,
    CONTROL_CASES = 20,
    EXIT_DEATH = 99
};

/* A question mark is what was there; the first leaves all as it is. */
static const char *const values[] = {
    "?",
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "13",
    "1234",
    "19000100",
    "20260931",
    "20261301",
    "99999999",
    "2147483647",
    "2147483648",
    "-2147483648",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775807 - 1",
    "1.5",
    "9e300",
    "? + 1",
    "? * 1000000007",
    "''",
    "'x'",
    "'2026'",
    "'ZZZ'",
    "'{\"a\":1}'",
    "char(10)",
    "CAST(x'ff' AS TEXT)",
    "CAST(x'c3' AS TEXT)",
    "printf('%.*c', 5000, 'y')",
    "printf('%.*c', 70000, '9')",
    "? || 'x'",
    "NULL",
    "x''",
    "zeroblob(31)",
    "zeroblob(32)",
    "zeroblob(70000)",
};

enum { VALUES = sizeof(values) / sizeof(values[0]) };

struct column {
    char table[64];
    char name[64];
};

enum outcome { REPORTED, HARMLESS, REFUSED, WRONG, OUTCOMES };

struct harness {
    struct count count;
    char folder[64];
    char ledger[96];
    struct image loose; /* without what would keep a value out */
    char *restore;      /* and what puts it back */
    struct column columns[COLUMNS_MOST];
    int column_count;
    struct dump whole;
    int64_t outcomes[OUTCOMES];
    bool believe; /* a control: take every ledger for whole */
    bool die;     /* a control: end the process at once */
};

/* ---- the ledger ---- */

static sqlite3 *
break_in(const struct harness *harness)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(harness->ledger, &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "PRAGMA foreign_keys = OFF;"
                     "PRAGMA ignore_check_constraints = ON;"
                     "PRAGMA synchronous = OFF;"
                     "PRAGMA writable_schema = ON",
                     NULL, NULL, NULL) != SQLITE_OK)
        give_up("the ledger cannot be broken into: %s", sqlite3_errmsg(db));
    return db;
}

static void
must_do(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up("%.80s: %s", sql, sqlite3_errmsg(db));
}

static sqlite3_stmt *
query(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *row = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
        give_up("%.80s: %s", sql, sqlite3_errmsg(db));
    return row;
}

static void
list_columns(struct harness *harness, sqlite3 *db)
{
    sqlite3_stmt *row =
        query(db, "SELECT t.name, c.name FROM sqlite_schema AS t, "
                  "pragma_table_info(t.name) AS c "
                  "WHERE t.type = 'table' AND t.name LIKE 'courtesy_%' "
                  "ORDER BY 1, c.cid");

    while (sqlite3_step(row) == SQLITE_ROW) {
        struct column *column = &harness->columns[harness->column_count++];

        if (harness->column_count == COLUMNS_MOST)
            give_up("there are too many columns");
        snprintf(column->table, sizeof(column->table), "%s",
                 sqlite3_column_text(row, 0));
        snprintf(column->name, sizeof(column->name), "%s",
                 sqlite3_column_text(row, 1));
    }
    sqlite3_finalize(row);
    if (harness->column_count < 100)
        give_up("only %d columns were found", harness->column_count);
}

/* The schema as it is, row by row. */
static void
keep_schema(struct harness *harness, sqlite3 *db)
{
    sqlite3_stmt *row =
        query(db, "SELECT printf('INSERT INTO sqlite_schema(rowid, type, name, "
                  "tbl_name, rootpage, sql) VALUES (%d, %Q, %Q, %Q, %d, %Q);', "
                  "rowid, type, name, tbl_name, rootpage, sql) "
                  "FROM sqlite_schema ORDER BY rowid");
    size_t size;

    harness->restore = malloc(RESTORE_TEXT);
    if (harness->restore == NULL)
        give_up("out of memory");
    size = (size_t)snprintf(harness->restore, RESTORE_TEXT,
                            "DELETE FROM sqlite_schema;");
    while (sqlite3_step(row) == SQLITE_ROW) {
        size += (size_t)snprintf(harness->restore + size, RESTORE_TEXT - size,
                                 "%s", sqlite3_column_text(row, 0));
        if (size >= RESTORE_TEXT)
            give_up("the schema is too long");
    }
    sqlite3_finalize(row);
}

static void
loosen(sqlite3 *db)
{
    must_do(db, "DELETE FROM sqlite_schema WHERE type = 'trigger';"
                "UPDATE sqlite_schema SET sql = replace(replace(replace("
                "replace(sql, 'IS NOT NULL', 'NOTNULL'), ' NOT NULL', ''), "
                "') STRICT, ', ') '), ') STRICT', ')') WHERE type = 'table'");
}

/* What fonts and the like are looked up for once is not for each child. */
static void
use_whole(const struct harness *harness)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    options.flags = CTY_OPEN_READ_ONLY;
    if (cty_ledger_open(harness->ledger, &options, &ledger, &err) != CTY_OK ||
        cty_ledger_check(ledger, false, NULL, NULL, NULL, &err) != CTY_OK)
        give_up("the ledger is not whole before: %s", err.message);
    use_to_read(ledger);
    cty_ledger_close(ledger);
}

static void
begin(struct harness *harness)
{
    sqlite3 *db;

    snprintf(harness->folder, sizeof(harness->folder),
             "/tmp/courtesy-values-XXXXXX");
    if (mkdtemp(harness->folder) == NULL)
        give_up("there is no place in /tmp");
    snprintf(harness->ledger, sizeof(harness->ledger), "%s/ledger.db",
             harness->folder);
    fill_ledger(harness->ledger);
    plan_dump(harness->ledger);
    harness->whole = dump_ledger(harness->ledger);
    if (!harness->whole.whole)
        give_up("the ledger cannot be read");
    use_whole(harness);
    db = break_in(harness);
    list_columns(harness, db);
    keep_schema(harness, db);
    loosen(db);
    sqlite3_close(db);
    image_read(&harness->loose, harness->ledger);
}

static void
forget_log(const struct harness *harness)
{
    static const char *const suffixes[] = {"-wal", "-shm", "-journal"};
    char path[128];

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        snprintf(path, sizeof(path), "%s%s", harness->ledger, suffixes[i]);
        unlink(path);
    }
}

static void
end(struct harness *harness)
{
    forget_log(harness);
    unlink(harness->ledger);
    rmdir(harness->folder);
    drop_dump(&harness->whole);
    drop_plan();
    image_drop(&harness->loose);
    free(harness->restore);
}

static void
show_loose(const struct harness *harness)
{
    FILE *file;

    forget_log(harness);
    file = fopen(harness->ledger, "wb");
    if (file == NULL ||
        fwrite(harness->loose.bytes, 1, harness->loose.size, file) !=
            harness->loose.size ||
        fclose(file) != 0)
        give_up("the ledger cannot be put back");
}

/* ---- one case ---- */

struct falsehood {
    const struct column *column;
    const char *value;
    bool last_only;
    bool to_write;
};

static int64_t
cases_there_are(const struct harness *harness)
{
    return (int64_t)harness->column_count * VALUES * 4;
}

static struct falsehood
falsehood_of(const struct harness *harness, int64_t number)
{
    return (struct falsehood){
        .to_write = number % 2 != 0,
        .last_only = number / 2 % 2 != 0,
        .value = values[number / 4 % VALUES],
        .column = &harness->columns[number / 4 / VALUES],
    };
}

static void
write_sql(const struct falsehood *falsehood, char *sql)
{
    const char *table = falsehood->column->table;
    const char *name = falsehood->column->name;
    const char *value = falsehood->value;
    bool kept = value[0] == '?';
    int size = snprintf(sql, SQL_TEXT, "UPDATE %s SET %s = %s%s", table, name,
                        kept ? name : "", value + kept);

    if (falsehood->last_only)
        snprintf(sql + size, SQL_TEXT - (size_t)size,
                 " WHERE %s IS (SELECT max(%s) FROM %s)", name, name, table);
}

/* Whether check is said to cover what was changed: what is no fact, and is kept
 * to be corrected, it does not. */
static bool
is_covered(const struct falsehood *falsehood)
{
    static const char *const tables[] = {"courtesy_client", "courtesy_person",
                                         "courtesy_reason"};

    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        if (strcmp(falsehood->column->table, tables[i]) == 0)
            return false;
    return true;
}

/* Whether the database took it: two rows may not have the same key. */
static bool
tell(const struct harness *harness, const char *sql)
{
    sqlite3 *db = break_in(harness);
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    bool told = code == SQLITE_OK && sqlite3_changes(db) > 0;

    if (code != SQLITE_OK && (code & 0xff) != SQLITE_CONSTRAINT &&
        code != SQLITE_MISMATCH)
        give_up("%s: %s", sql, sqlite3_errmsg(db));
    must_do(db, harness->restore);
    sqlite3_close(db);
    return told;
}

static cty_status
verdict(const struct harness *harness, cty_ledger *ledger, cty_error *err)
{
    return harness->believe
               ? CTY_OK
               : cty_ledger_check(ledger, false, NULL, NULL, NULL, err);
}

static enum outcome
judge(struct harness *harness, const struct falsehood *falsehood,
      cty_status status, const cty_error *err)
{
    enum outcome outcome = REPORTED;
    struct dump now;

    if (status != CTY_OK) {
        if (err->status == status && err->message[0] != '\0')
            return REPORTED;
        failed(&harness->count, "%s without a reason", cty_status_name(status));
        return WRONG;
    }
    now = dump_ledger(harness->ledger);
    outcome = HARMLESS;
    if (is_covered(falsehood) && !same_dump(&now, &harness->whole)) {
        failed(&harness->count, "check vouches for what was changed");
        outcome = WRONG;
    }
    drop_dump(&now);
    return outcome;
}

static enum outcome
open_and_use(struct harness *harness, const struct falsehood *falsehood)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    enum outcome outcome;
    cty_status status;

    options.flags = falsehood->to_write ? 0 : CTY_OPEN_READ_ONLY;
    status = cty_ledger_open(harness->ledger, &options, &ledger, &err);
    if (status == CTY_OK)
        status = verdict(harness, ledger, &err);
    outcome = judge(harness, falsehood, status, &err);
    if (ledger != NULL)
        use_to_read(ledger);
    if (ledger != NULL && falsehood->to_write) {
        use_to_write(ledger);
        use_to_read(ledger);
    }
    cty_ledger_close(ledger);
    return outcome;
}

/* In a process of its own: what dies there is told, and others are tried. */
static enum outcome
alone(struct harness *harness, const struct falsehood *falsehood)
{
    pid_t child = fork();
    int how = 0;

    if (child < 0)
        give_up("there is no process left");
    if (child == 0) {
        alarm(CASE_SECONDS / 2);
        if (harness->die)
            _exit(EXIT_DEATH);
        exit(open_and_use(harness, falsehood));
    }
    if (waitpid(child, &how, 0) != child)
        give_up("the process was lost");
    if (WIFEXITED(how) && WEXITSTATUS(how) < WRONG)
        return (enum outcome)WEXITSTATUS(how);
    failed(&harness->count, "it did not end well");
    return WRONG;
}

static void
one_case(struct harness *harness, int64_t number)
{
    struct falsehood falsehood = falsehood_of(harness, number);
    enum outcome outcome = REFUSED;
    char sql[SQL_TEXT];

    write_sql(&falsehood, sql);
    begin_case(&harness->count, "-%lld (%s)", (long long)number, sql);
    show_loose(harness);
    if (tell(harness, sql))
        outcome = alone(harness, &falsehood);
    harness->outcomes[outcome]++;
}

static void
some_cases(struct harness *harness, int64_t cases)
{
    int64_t total = cases_there_are(harness);

    for (int64_t i = 0; i < cases && i < total; i++)
        one_case(harness, spread(i, total));
}

/* ---- controls ---- */

static int64_t
failures_with(const struct harness *harness, bool believe, bool die)
{
    struct harness broken = *harness;

    broken.count = (struct count){.suite = "values", .silent = true};
    broken.believe = believe;
    broken.die = die;
    some_cases(&broken, CONTROL_CASES);
    return broken.count.failures;
}

static void
controls(struct harness *harness)
{
    control(&harness->count, "a check that believes everything",
            failures_with(harness, true, false) > 0);
    control(&harness->count, "a process that dies",
            failures_with(harness, false, true) > 0);
}

static void
tell_outcomes(const struct harness *harness)
{
    printf("values: %lld reported, %lld in what check does not cover, %lld "
           "that no table takes\n",
           (long long)harness->outcomes[REPORTED],
           (long long)harness->outcomes[HARMLESS],
           (long long)harness->outcomes[REFUSED]);
}

int
main(int argc, char **argv)
{
    static struct harness harness = {.count = {.suite = "values"}};
    bool one = argc == 2 && argv[1][0] == '-';
    int64_t cases = cases_wanted(one ? 1 : argc, argv, FEW_CASES);
    int answer;

    begin(&harness);
    if (one) {
        one_case(&harness, strtoll(argv[1] + 1, NULL, 10));
        answer = harness.count.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    } else {
        some_cases(&harness, cases);
        tell_outcomes(&harness);
        controls(&harness);
        answer = end_count(&harness.count);
    }
    end(&harness);
    return answer;
}
