#define _XOPEN_SOURCE 700

#include "dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "count.h"

enum { QUERIES_MOST = 64, QUERY_BYTES = 512 };

static char queries[QUERIES_MOST][QUERY_BYTES];
static int query_count;

/* ---- the plan ---- */

static const char *const plain[] = {
    "SELECT client, ref, tracking_code, folded_code "
    "FROM courtesy_client NOT INDEXED",
    "SELECT * FROM courtesy_head NOT INDEXED",
    "SELECT * FROM courtesy_quote NOT INDEXED",
    "SELECT * FROM courtesy_quote_line NOT INDEXED",
    "SELECT * FROM courtesy_quote_adjustment NOT INDEXED",
    "SELECT * FROM courtesy_quote_status NOT INDEXED",
    "SELECT * FROM courtesy_bill NOT INDEXED",
    "SELECT * FROM courtesy_bill_line NOT INDEXED",
    "SELECT * FROM courtesy_entry NOT INDEXED",
    "SELECT * FROM courtesy_share NOT INDEXED",
    "SELECT * FROM courtesy_credited NOT INDEXED",
    "SELECT type, name, tbl_name, sql FROM sqlite_schema "
    "WHERE tbl_name LIKE 'courtesy%' ORDER BY 1, 2",
};

/* Each index by itself: its columns and the row it leads to. */
static const char indexes[] =
    "SELECT t.name, i.name, i.partial, group_concat(x.name) "
    "FROM pragma_table_list AS t, pragma_index_list(t.name) AS i, "
    "     pragma_index_info(i.name) AS x "
    "WHERE t.name LIKE 'courtesy%' AND NOT t.wr "
    "GROUP BY t.name, i.name ORDER BY t.name, i.name";

static void
plan_query(const char *sql)
{
    if (query_count == QUERIES_MOST || strlen(sql) >= QUERY_BYTES)
        give_up("too much to dump");
    snprintf(queries[query_count++], QUERY_BYTES, "%s", sql);
}

void
plan_dump(const char *path)
{
    sqlite3_stmt *row = NULL;
    sqlite3 *db = NULL;
    int planned = 0;
    char sql[QUERY_BYTES];

    query_count = 0;
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
        plan_query(plain[i]);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, indexes, -1, &row, NULL) != SQLITE_OK)
        give_up("the indexes cannot be listed: %s", sqlite3_errmsg(db));
    for (; sqlite3_step(row) == SQLITE_ROW; planned++) {
        const char *columns = (const char *)sqlite3_column_text(row, 3);

        snprintf(sql, sizeof(sql), "SELECT %s, rowid FROM %s INDEXED BY %s",
                 columns, sqlite3_column_text(row, 0),
                 sqlite3_column_text(row, 1));
        if (sqlite3_column_int(row, 2) != 0)
            snprintf(sql + strlen(sql), sizeof(sql) - strlen(sql),
                     " WHERE %s IS NOT NULL", columns);
        plan_query(sql);
    }
    sqlite3_finalize(row);
    sqlite3_close(db);
    if (planned < 12)
        give_up("only %d indexes were found", planned);
}

void
drop_plan(void)
{
    query_count = 0;
}

/* ---- reading ---- */

static void
write_value(FILE *out, sqlite3_stmt *row, int column)
{
    int type = sqlite3_column_type(row, column);

    fprintf(out, "|%d:", type);
    switch (type) {
    case SQLITE_INTEGER:
        fprintf(out, "%lld", sqlite3_column_int64(row, column));
        break;
    case SQLITE_FLOAT:
        fprintf(out, "%a", sqlite3_column_double(row, column));
        break;
    case SQLITE_NULL:
        break;
    default:
        fprintf(out, "%d:", sqlite3_column_bytes(row, column));
        if (sqlite3_column_bytes(row, column) > 0)
            fwrite(sqlite3_column_blob(row, column), 1,
                   (size_t)sqlite3_column_bytes(row, column), out);
    }
}

static bool
write_rows(FILE *out, sqlite3 *db, const char *sql)
{
    sqlite3_stmt *row = NULL;
    int code;

    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
        return false;
    fprintf(out, "%s\n", sql);
    while ((code = sqlite3_step(row)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++)
            write_value(out, row, i);
        fputc('\n', out);
    }
    sqlite3_finalize(row);
    return code == SQLITE_DONE;
}

struct dump
dump_ledger(const char *path)
{
    struct dump dump = {.whole = true};
    FILE *out = open_memstream(&dump.text, &dump.size);
    sqlite3 *db = NULL;

    if (out == NULL)
        give_up("out of memory");
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        dump.whole = false;
    for (int i = 0; i < query_count && dump.whole; i++)
        dump.whole = write_rows(out, db, queries[i]);
    sqlite3_close(db);
    fclose(out);
    return dump;
}

void
drop_dump(struct dump *dump)
{
    free(dump->text);
    *dump = (struct dump){0};
}

bool
same_dump(const struct dump *a, const struct dump *b)
{
    return a->whole && b->whole && a->size == b->size &&
           memcmp(a->text, b->text, a->size) == 0;
}
