#include "bare.h"

#include <stdlib.h>
#include <string.h>

static const char settings[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = EXTRA;"
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000;"
    "PRAGMA mmap_size = 0; PRAGMA temp_store = FILE;";

static const char entry_sql[] =
    "INSERT INTO courtesy_entry (entry, client, fact, date, id, recorded_at,"
    " head, number, kind, month, bill, line_no, currency, amount, rate, saving,"
    " reason, person, note, credit_no, reverses) VALUES (?1, ?2, ?3, ?4, ?5,"
    " ?6, ?7, ?8, 3, ?9, ?10, 1, 'USD', ?11, 0, 1, 'goodwill', 1,"
    " 'agreed by phone', '', NULL)";

static const char credited_sql[] =
    "INSERT INTO courtesy_credited (bill, line_no, amount) VALUES (?1, 1, ?2)"
    " ON CONFLICT (bill, line_no) DO UPDATE SET"
    " amount = courtesy_credited.amount + excluded.amount";

static const char head_sql[] =
    "INSERT INTO courtesy_head (client, facts, entries, recorded_at, head)"
    " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (client) DO UPDATE SET"
    " facts = excluded.facts, entries = excluded.entries,"
    " recorded_at = excluded.recorded_at, head = excluded.head";

static void
check(struct bare *bare, int code, int expected)
{
    if (code != expected)
        die("bare SQLite: %s", sqlite3_errmsg(bare->db));
}

static void
script(struct bare *bare, const char *sql)
{
    check(bare, sqlite3_exec(bare->db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static sqlite3_stmt *
prepare(struct bare *bare, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    check(bare,
          sqlite3_prepare_v3(bare->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                             &statement, NULL),
          SQLITE_OK);
    return statement;
}

static void
run(struct bare *bare, sqlite3_stmt *statement)
{
    check(bare, sqlite3_step(statement), SQLITE_DONE);
    sqlite3_reset(statement);
}

static void
drop_triggers(struct bare *bare)
{
    sqlite3_stmt *names =
        prepare(bare, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema"
                      " WHERE type = 'trigger'");
    char *drops[64];
    int count = 0;

    while (sqlite3_step(names) == SQLITE_ROW && count < 64)
        drops[count++] = strdup((const char *)sqlite3_column_text(names, 0));
    sqlite3_finalize(names);
    for (int i = 0; i < count; i++) {
        script(bare, drops[i]);
        free(drops[i]);
    }
}

static void
know_bills(struct bare *bare)
{
    const struct shop *shop = bare->shop;
    sqlite3_stmt *bills =
        prepare(bare, "SELECT bill, client FROM courtesy_bill ORDER BY bill");
    int64_t count = 0;

    bare->bill_keys = calloc((size_t)shop->bills, sizeof(int64_t));
    bare->bill_clients = calloc((size_t)shop->bills, sizeof(int64_t));
    bare->facts = calloc((size_t)shop->clients + 1, sizeof(int64_t));
    if (bare->bill_keys == NULL || bare->bill_clients == NULL ||
        bare->facts == NULL)
        die("out of memory");
    while (sqlite3_step(bills) == SQLITE_ROW && count < shop->bills) {
        bare->bill_keys[count] = sqlite3_column_int64(bills, 0);
        bare->bill_clients[count] = sqlite3_column_int64(bills, 1);
        bare->sequence = bare->bill_keys[count++];
    }
    sqlite3_finalize(bills);
}

void
bare_open(struct bare *bare, const struct shop *shop, const char *path)
{
    memset(bare, 0, sizeof(*bare));
    bare->shop = shop;
    if (sqlite3_open(path, &bare->db) != SQLITE_OK)
        die("%s: %s", path, sqlite3_errmsg(bare->db));
    script(bare, settings);
    drop_triggers(bare);
    know_bills(bare);
    bare->begin = prepare(bare, "BEGIN IMMEDIATE");
    bare->commit = prepare(bare, "COMMIT");
    bare->entry = prepare(bare, entry_sql);
    bare->share = prepare(bare, "INSERT INTO courtesy_share"
                                " (entry, line_no, amount) VALUES (?1, 1, ?2)");
    bare->credited = prepare(bare, credited_sql);
    bare->head = prepare(bare, head_sql);
}

void
bare_close(struct bare *bare)
{
    sqlite3_finalize(bare->begin);
    sqlite3_finalize(bare->commit);
    sqlite3_finalize(bare->entry);
    sqlite3_finalize(bare->share);
    sqlite3_finalize(bare->credited);
    sqlite3_finalize(bare->head);
    sqlite3_close(bare->db);
    free(bare->bill_keys);
    free(bare->bill_clients);
    free(bare->facts);
}

void
bare_begin(struct bare *bare)
{
    run(bare, bare->begin);
}

void
bare_commit(struct bare *bare)
{
    run(bare, bare->commit);
}

static void
fill(uint64_t *words, int count)
{
    for (int i = 0; i < count; i++)
        words[i] = random_next();
}

static void
insert_entry(struct bare *bare, int64_t bill, int64_t fact, int64_t amount,
             const uint64_t id[2], const uint64_t head[4])
{
    cty_date day = day_of(bare->granted, bare->shop->total);
    sqlite3_stmt *sql = bare->entry;

    sqlite3_bind_int64(sql, 1, bare->sequence);
    sqlite3_bind_int64(sql, 2, bare->bill_clients[bill]);
    sqlite3_bind_int64(sql, 3, fact);
    sqlite3_bind_int64(sql, 4, day.year * 10000 + day.month * 100 + day.day);
    sqlite3_bind_blob(sql, 5, id, 16, SQLITE_STATIC);
    sqlite3_bind_int64(sql, 6, INT64_C(1790000000000) + bare->granted);
    sqlite3_bind_blob(sql, 7, head, 32, SQLITE_STATIC);
    sqlite3_bind_int64(sql, 8, fact);
    sqlite3_bind_int64(sql, 9, day.year * 100 + day.month);
    sqlite3_bind_int64(sql, 10, bare->bill_keys[bill]);
    sqlite3_bind_int64(sql, 11, amount);
    run(bare, sql);
}

void
bare_grant(struct bare *bare)
{
    int64_t bill = bare->granted % bare->shop->bills;
    int64_t client = bare->bill_clients[bill];
    int64_t amount = 100 + bare->granted % 900;
    int64_t fact = ++bare->facts[client];
    uint64_t id[2], head[4];

    bare->sequence++;
    fill(id, 2);
    fill(head, 4);
    insert_entry(bare, bill, fact, amount, id, head);
    sqlite3_bind_int64(bare->share, 1, bare->sequence);
    sqlite3_bind_int64(bare->share, 2, amount);
    run(bare, bare->share);
    sqlite3_bind_int64(bare->credited, 1, bare->bill_keys[bill]);
    sqlite3_bind_int64(bare->credited, 2, amount);
    run(bare, bare->credited);
    sqlite3_bind_int64(bare->head, 1, client);
    sqlite3_bind_int64(bare->head, 2, fact);
    sqlite3_bind_int64(bare->head, 3, fact);
    sqlite3_bind_int64(bare->head, 4, INT64_C(1790000000000) + bare->granted);
    sqlite3_bind_blob(bare->head, 5, head, 32, SQLITE_STATIC);
    run(bare, bare->head);
    bare->granted++;
}

void
bare_grow(struct bare *bare, int64_t granted)
{
    while (bare->granted < granted) {
        bare_begin(bare);
        for (int i = 0; i < BENCH_BATCH && bare->granted < granted; i++)
            bare_grant(bare);
        bare_commit(bare);
    }
}

int64_t
bare_query(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int64_t rows = 0;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        die("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(statement) == SQLITE_ROW)
        rows++;
    sqlite3_finalize(statement);
    return rows;
}
