#include "reckon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "count.h"
#include "poster.h"

static void
run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up("%s: %s", sql, sqlite3_errmsg(db));
}

static int64_t
ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *row = NULL;
    int64_t answer;

    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK ||
        sqlite3_step(row) != SQLITE_ROW)
        give_up("%s: %s", sql, sqlite3_errmsg(db));
    answer = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return answer;
}

/* ---- the logs ---- */

static void
take_line(sqlite3_stmt *insert, const struct log_line *line)
{
    const struct request_kind *of = request_kinds;

    while (of->name != NULL && strcmp(of->name, line->kind) != 0)
        of++;
    if (of->name == NULL)
        give_up("a log has a request of the kind \"%s\"", line->kind);
    sqlite3_bind_text(insert, 1, line->key, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 2, strtoll(line->key, NULL, 10));
    sqlite3_bind_int(insert, 3, of->entries);
    sqlite3_bind_int(insert, 4, of->bills);
    sqlite3_bind_int(insert, 5, strcmp(line->what, "has") == 0);
    if (sqlite3_step(insert) != SQLITE_DONE)
        give_up("a log cannot be kept");
    sqlite3_reset(insert);
}

static void
take_log(sqlite3 *db, const char *path)
{
    static const char sql[] =
        "INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT DO UPDATE SET has = max(has, excluded.has)";
    struct log_line line;
    FILE *log = fopen(path, "r");
    sqlite3_stmt *insert = NULL;

    if (log == NULL)
        return;
    if (sqlite3_prepare_v2(db, sql, -1, &insert, NULL) != SQLITE_OK)
        give_up("%s: %s", sql, sqlite3_errmsg(db));
    while (read_log_line(log, &line))
        take_line(insert, &line);
    sqlite3_finalize(insert);
    fclose(log);
}

/* ---- the ledger ---- */

static void
attach(sqlite3 *db, const char *ledger)
{
    char *sql = sqlite3_mprintf("ATTACH %Q AS ledger", ledger);

    run(db, sql);
    sqlite3_free(sql);
    run(db, "CREATE TEMP TABLE there AS "
            "SELECT key, sum(entries) AS entries, sum(bills) AS bills FROM ("
            "  SELECT note AS key, 1 AS entries, 0 AS bills "
            "  FROM courtesy_entry WHERE note <> '' "
            "  UNION ALL SELECT bill_no, 0, 1 FROM courtesy_bill "
            "  WHERE bill_no <> 'SHARED') GROUP BY key;"
            "CREATE UNIQUE INDEX temp.there_key ON there (key);"
            "CREATE TEMP TABLE both AS "
            "SELECT l.*, coalesce(t.entries, 0) AS e, coalesce(t.bills, 0) AS b"
            " FROM log AS l LEFT JOIN there AS t USING (key)");
}

struct reckoning
reckon(const char *ledger, const char *const *logs, int posters)
{
    struct reckoning found = {0};
    sqlite3 *db = NULL;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK)
        give_up("out of memory");
    run(db, "CREATE TABLE log (key TEXT PRIMARY KEY, poster INTEGER, "
            "entries INTEGER, bills INTEGER, has INTEGER); BEGIN");
    for (int i = 0; i < posters; i++)
        take_log(db, logs[i]);
    run(db, "COMMIT");
    attach(db, ledger);
    found.asked = ask(db, "SELECT count(*) FROM both");
    found.acknowledged = ask(db, "SELECT count(*) FROM both WHERE has");
    found.lost = ask(db, "SELECT count(*) FROM both WHERE has AND "
                         "(e < entries OR b < bills)");
    found.doubled = ask(db, "SELECT count(*) FROM both WHERE e > entries OR "
                            "b > bills");
    found.halved = ask(db, "SELECT count(*) FROM both WHERE NOT has AND "
                           "(e > 0 OR b > 0) AND (e < entries OR b < bills)");
    found.invented = ask(db, "SELECT count(*) FROM there WHERE key NOT IN "
                             "(SELECT key FROM log)");
    found.open = ask(db, "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS "
                         "n FROM both WHERE NOT has GROUP BY poster)");
    sqlite3_close(db);
    return found;
}
