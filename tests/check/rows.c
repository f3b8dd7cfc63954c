/* Every column of every row changed, and every row deleted, one at a time. */
#include "place.h"

#include "ledger.h"

enum { ROWS_MOST = 32, SQL_TEXT = 640 };

/*
 * Those of facts first, in the order of their kinds. owner selects of every row
 * two key columns (the second may be 0), client and fact; the keys' names are
 * key and line. parent: the table whose facts the first key names, where the
 * rows are not facts themselves.
 */
static const struct table {
    const char *name, *key, *line, *parent;
    const char *owner;
    bool facts;
} tables[] = {
    {"courtesy_quote", "quote", NULL, NULL,
     "SELECT quote, 0, client, fact FROM courtesy_quote", true},
    {"courtesy_quote_status", "quote_status", NULL, NULL,
     "SELECT quote_status, 0, client, fact FROM courtesy_quote_status", true},
    {"courtesy_bill", "bill", NULL, NULL,
     "SELECT bill, 0, client, fact FROM courtesy_bill", true},
    {"courtesy_entry", "entry", NULL, NULL,
     "SELECT entry, 0, client, fact FROM courtesy_entry", true},
    {"courtesy_quote_line", "quote", "line_no", "courtesy_quote",
     "SELECT quote, line_no, client, fact FROM courtesy_quote_line "
     "JOIN courtesy_quote USING (quote)",
     false},
    {"courtesy_quote_adjustment", "quote", "position", "courtesy_quote",
     "SELECT quote, position, client, fact FROM courtesy_quote_adjustment "
     "JOIN courtesy_quote USING (quote)",
     false},
    {"courtesy_bill_line", "bill", "line_no", "courtesy_bill",
     "SELECT bill, line_no, client, fact FROM courtesy_bill_line "
     "JOIN courtesy_bill USING (bill)",
     false},
    {"courtesy_share", "entry", "line_no", "courtesy_entry",
     "SELECT s.entry, s.line_no, client, fact FROM courtesy_share AS s "
     "JOIN courtesy_entry USING (entry)",
     false},
    {"courtesy_credited", "bill", "line_no", "courtesy_bill",
     "SELECT bill, line_no, client, fact FROM courtesy_credited "
     "JOIN courtesy_bill USING (bill)",
     false},
    {"courtesy_head", "client", NULL, NULL,
     "SELECT client, 0, client, facts FROM courtesy_head", false},
};

enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

struct row {
    int64_t key, line;
    int64_t client, fact;
};

struct rows {
    struct row rows[ROWS_MOST];
    int count;
};

/* What a value of each type is changed to; @ is its column. */
static const char *const numbers[] = {
    "@ + 1", "@ + 4294967296", "0", "1", "NULL",
};
static const char *const texts[] = {
    "@ || 'x'",
    "CAST(@ || x'0078' AS TEXT)",
    "''",
};
static const char *const blobs[] = {
    "@ || x'00'",
    "substr(@, 1, length(@) - 1)",
    "substr(@, 1, length(@) - 1) || x'ee'",
    "x''",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const refs[] = {"", "HARB", "OWN", "IDLE"};

static int64_t
ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int64_t answer = -1;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    if (sqlite3_step(statement) == SQLITE_ROW)
        answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return answer;
}

static void
rows_of(sqlite3 *db, const struct table *table, struct rows *rows)
{
    sqlite3_stmt *statement = NULL;

    rows->count = 0;
    assert_int_equal(sqlite3_prepare_v2(db, table->owner, -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_in_range(rows->count, 0, ROWS_MOST - 1);
        rows->rows[rows->count++] =
            (struct row){sqlite3_column_int64(statement, 0),
                         sqlite3_column_int64(statement, 1),
                         sqlite3_column_int64(statement, 2),
                         sqlite3_column_int64(statement, 3)};
    }
    sqlite3_finalize(statement);
    assert_true(rows->count > 0);
}

static void
where(const struct table *table, const struct row *row, char *sql, size_t size)
{
    size_t used = strlen(sql);

    sqlite3_snprintf((int)(size - used), sql + used, " WHERE %s = %lld",
                     table->key, (long long)row->key);
    used = strlen(sql);
    if (table->line != NULL)
        sqlite3_snprintf((int)(size - used), sql + used, " AND %s = %lld",
                         table->line, (long long)row->line);
}

/* ---- whose it is ---- */

static bool
before(int64_t client, int64_t fact, const struct row *row)
{
    return client != row->client ? client < row->client : fact < row->fact;
}

/* A row that was given to another document breaks that one too. */
static void
given_away(sqlite3 *db, const struct table *table, int64_t key, struct row *row)
{
    char sql[SQL_TEXT];
    int64_t client, fact;

    sqlite3_snprintf(sizeof(sql), sql, "SELECT client FROM %s WHERE %s = %lld",
                     table->parent, table->key, (long long)key);
    client = ask(db, sql);
    sqlite3_snprintf(sizeof(sql), sql, "SELECT fact FROM %s WHERE %s = %lld",
                     table->parent, table->key, (long long)key);
    fact = ask(db, sql);
    if (client > 0 && before(client, fact, row)) {
        row->client = client;
        row->fact = fact;
    }
}

/* Where a fact would stand in a client's chain. */
static int64_t
place_of(sqlite3 *db, int64_t client, int64_t key, int kind)
{
    char sql[SQL_TEXT];

    sqlite3_snprintf(
        sizeof(sql), sql,
        "WITH facts (client, key, kind) AS ("
        "SELECT client, quote, 0 FROM courtesy_quote "
        "UNION ALL "
        "SELECT client, quote_status, 1 FROM courtesy_quote_status "
        "UNION ALL SELECT client, bill, 2 FROM courtesy_bill "
        "UNION ALL SELECT client, entry, 3 FROM courtesy_entry) "
        "SELECT count(*) + 1 FROM facts WHERE client = %lld "
        "AND (key < %lld OR key = %lld AND kind < %d)",
        (long long)client, (long long)key, (long long)key, kind);
    return ask(db, sql);
}

/* A fact that was moved forward, or to a client before its own, breaks the
 * chain where it then stands. */
static void
moved(sqlite3 *db, const struct table *table, int64_t client, int64_t key,
      struct row *row)
{
    int64_t fact;

    if (client < 1 || client > row->client)
        return;
    fact = place_of(db, client, key, (int)(table - tables));
    if (before(client, fact, row)) {
        row->fact = fact;
        row->client = client;
    }
}

static struct culprit
expected(sqlite3 *db, const struct table *table, const char *column,
         const struct row *row, const char *value)
{
    struct row first = *row;
    char sql[SQL_TEXT];
    int64_t changed;

    sqlite3_snprintf(sizeof(sql), sql, "SELECT %s FROM %s", value, table->name);
    where(table, row, sql, sizeof(sql));
    changed = ask(db, sql);
    if (table->parent != NULL && strcmp(column, table->key) == 0)
        given_away(db, table, changed, &first);
    if (table->facts && strcmp(column, "client") == 0)
        moved(db, table, changed, row->key, &first);
    if (table->facts && strcmp(column, table->key) == 0)
        moved(db, table, row->client, changed, &first);
    if (strcmp(table->name, "courtesy_head") == 0 &&
        strcmp(column, "facts") == 0 && changed > row->fact)
        first.fact = row->fact + 1;
    return (struct culprit){refs[first.client], first.fact};
}

/* ---- columns ---- */

static void
with_column(const char *form, const char *column, char *value, size_t size)
{
    size_t used = 0;

    for (; *form != '\0'; form++) {
        const char *part = *form == '@' ? column : form;
        size_t length = *form == '@' ? strlen(column) : 1;

        assert_true(used + length < size);
        memcpy(value + used, part, length);
        used += length;
    }
    value[used] = '\0';
}

/* Whether the database took the change: it refuses what a key forbids. */
static bool
change(struct place *place, const struct table *table, const char *column,
       const struct row *row, const char *form)
{
    char value[SQL_TEXT / 4], sql[SQL_TEXT];
    struct culprit culprit;
    sqlite3 *db;
    bool taken;

    with_column(form, column, value, sizeof(value));
    restore(place);
    db = break_in(place);
    culprit = expected(db, table, column, row, value);
    sqlite3_snprintf(sizeof(sql), sql, "UPDATE %s SET %s = %s", table->name,
                     column, value);
    where(table, row, sql, sizeof(sql));
    sqlite3_snprintf((int)(sizeof(sql) - strlen(sql)), sql + strlen(sql),
                     " AND %s IS NOT %s", column, value);
    taken = falsify(db, sql) && sqlite3_changes(db) == 1;
    leave(db);
    if (taken)
        assert_found(place, culprit, sql, "");
    return taken;
}

static void
change_column(struct place *place, const struct table *table,
              const char *column, const char *type, const struct rows *rows)
{
    const char *const *forms = numbers;
    size_t count = COUNT(numbers);

    if (strcmp(type, "TEXT") == 0) {
        forms = texts;
        count = COUNT(texts);
    } else if (strcmp(type, "BLOB") == 0) {
        forms = blobs;
        count = COUNT(blobs);
    }
    for (int i = 0; i < rows->count; i++) {
        size_t enough = i == 0 || i == rows->count - 1 ? count : 2;
        size_t taken = 0;

        for (size_t k = 0; k < count && taken < enough; k++)
            taken += change(place, table, column, &rows->rows[i], forms[k]);
        if (taken == 0)
            fail_msg("%s.%s of row %d could not be changed", table->name,
                     column, i);
    }
}

static int
change_table(struct place *place, const struct table *table)
{
    char names[32][32], types[32][16], sql[SQL_TEXT];
    sqlite3_stmt *statement = NULL;
    struct rows rows;
    sqlite3 *db;
    int count = 0;

    restore(place);
    db = break_in(place);
    rows_of(db, table, &rows);
    sqlite3_snprintf(sizeof(sql), sql,
                     "SELECT name, type FROM pragma_table_info('%s')",
                     table->name);
    sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        sqlite3_snprintf(sizeof(names[count]), names[count], "%s",
                         (const char *)sqlite3_column_text(statement, 0));
        sqlite3_snprintf(sizeof(types[count]), types[count], "%s",
                         (const char *)sqlite3_column_text(statement, 1));
        count++;
    }
    sqlite3_finalize(statement);
    leave(db);
    for (int i = 0; i < count; i++)
        change_column(place, table, names[i], types[i], &rows);
    return count;
}

static void
every_column_of_every_row_is_held(void **state)
{
    int columns = 0;

    for (int i = 0; i < TABLES; i++)
        columns += change_table(*state, &tables[i]);
    assert_int_equal(columns, 17 + 9 + 17 + 21 + 12 + 8 + 12 + 3 + 3 + 5);
}

/* ---- rows ---- */

static void
every_row_is_missed(void **state)
{
    struct place *place = *state;

    for (int i = 0; i < TABLES; i++) {
        struct rows rows;
        sqlite3 *db;

        restore(place);
        db = break_in(place);
        rows_of(db, &tables[i], &rows);
        leave(db);
        for (int k = 0; k < rows.count; k++) {
            char sql[SQL_TEXT];
            struct culprit culprit = {refs[rows.rows[k].client],
                                      rows.rows[k].fact};

            sqlite3_snprintf(sizeof(sql), sql, "DELETE FROM %s",
                             tables[i].name);
            where(&tables[i], &rows.rows[k], sql, sizeof(sql));
            restore(place);
            tamper(place, sql);
            assert_found(place, culprit, sql, "");
        }
    }
}

/* ---- more rows, and rows that changed places ---- */

static const struct falsehood {
    const char *sql;
    struct culprit culprit;
} falsehoods[] = {
    {"INSERT INTO courtesy_quote_line SELECT quote, 9, '', 1000000, 0, 0, 0, "
     "0, 0, '', '', NULL FROM courtesy_quote WHERE quote_no = 'Q-2'",
     {"HARB", 7}},
    {"INSERT INTO courtesy_quote_adjustment SELECT quote, 3, 1, 1, 1, 0, "
     "'volume', NULL FROM courtesy_quote WHERE quote_no = 'Q-1'",
     {"HARB", 1}},
    {"INSERT INTO courtesy_quote_status SELECT 99, client, fact + 1, quote, 1, "
     "date, id, recorded_at, head FROM courtesy_quote WHERE quote_no = 'Q-3'",
     {"OWN", 7}},
    {"INSERT INTO courtesy_bill SELECT 99, 3, 1, 'B-3', NULL, date, month, "
     "currency, 0, 0, 0, 0, 0, 0, id, recorded_at, head FROM courtesy_bill "
     "WHERE bill_no = 'B-2'",
     {"IDLE", 1}},
    {"INSERT INTO courtesy_bill_line SELECT bill, 3, '', 1000000, 0, 0, 0, 0, "
     "0, '', '', NULL FROM courtesy_bill WHERE bill_no = 'B-2'",
     {"HARB", 9}},
    {"INSERT INTO courtesy_entry SELECT 99, client, 15, 9, kind, date, month, "
     "bill, line_no, currency, 1, rate, saving, reason, person, note, "
     "credit_no, NULL, id, recorded_at, head FROM courtesy_entry "
     "WHERE client = 1 AND fact = 12",
     {"HARB", 15}},
    {"INSERT INTO courtesy_share SELECT entry, 2, 1 FROM courtesy_entry "
     "WHERE client = 1 AND fact = 10",
     {"HARB", 10}},
    {"INSERT INTO courtesy_share SELECT entry, 1, 1 FROM courtesy_entry "
     "WHERE client = 1 AND fact = 4",
     {"HARB", 4}},
    {"INSERT INTO courtesy_credited SELECT bill, 2, 0 FROM courtesy_bill "
     "WHERE bill_no = 'B-1'",
     {"HARB", 3}},
    {"INSERT INTO courtesy_credited SELECT bill, 77, 0 FROM courtesy_bill "
     "WHERE bill_no = 'B-9'",
     {"OWN", 1}},
    {"UPDATE courtesy_entry SET fact = 26 - fact, number = 13 - number "
     "WHERE client = 1 AND fact IN (12, 14)",
     {"HARB", 12}},
    {"UPDATE courtesy_entry SET entry = 99 WHERE client = 1 AND fact = 12;"
     "UPDATE courtesy_entry SET entry = (SELECT entry - 1 FROM courtesy_entry "
     "WHERE client = 1 AND fact = 13) WHERE client = 1 AND fact = 14;"
     "UPDATE courtesy_entry SET entry = (SELECT max(entry) - 1 FROM "
     "courtesy_entry) WHERE entry = 99",
     {"HARB", 12}},
    {"UPDATE courtesy_head SET head = (SELECT head FROM courtesy_head "
     "WHERE client = 2) WHERE client = 3",
     {"IDLE", 0}},
    {"UPDATE courtesy_client SET tracking_code = 'HARBOUR' WHERE client = 1",
     {"HARB", 0}},
    {"UPDATE courtesy_client SET tracking_code = 'HARBOUR', "
     "folded_code = 'HARB0UR' WHERE client = 1",
     {"HARB", 1}},
    {"UPDATE courtesy_client SET tracking_code = 'IDLE-0', "
     "folded_code = '1D1E0' WHERE client = 3",
     {"IDLE", 0}},
    {"UPDATE courtesy_client SET folded_code = 'HARB0RR' WHERE client = 1",
     {"HARB", 0}},
    {"UPDATE courtesy_client SET tracking_code = 'harbor' WHERE client = 1",
     {"HARB", 0}},
    {"DELETE FROM courtesy_client WHERE client = 3", {"", 0}},
    {"DELETE FROM courtesy_client WHERE client = 1", {"", 0}},
    {"DELETE FROM courtesy_person", {"HARB", 1}},
    {"DELETE FROM courtesy_reason WHERE reason = 'special'", {"HARB", 11}},
    {"DELETE FROM courtesy_reason WHERE reason = 'volume'", {"HARB", 1}},
    {"UPDATE courtesy_request SET answer = 99 WHERE request_key = 'granting'",
     {"", 0}},
    {"UPDATE courtesy_request SET verb = 3 WHERE request_key = 'accepting'",
     {"", 0}},
    {"UPDATE courtesy_request SET verb = 5 WHERE request_key = 'reversing'",
     {"", 0}},
    {"UPDATE courtesy_request SET verb = 6 WHERE request_key = 'granting'",
     {"", 0}},
    {"UPDATE courtesy_request SET verb = 9 WHERE request_key = 'billing'",
     {"", 0}},
};

static void
what_was_added_or_moved_is_found(void **state)
{
    struct place *place = *state;

    for (size_t i = 0; i < COUNT(falsehoods); i++) {
        restore(place);
        tamper(place, falsehoods[i].sql);
        assert_found(place, falsehoods[i].culprit, falsehoods[i].sql, "");
    }
}

static void
a_fact_of_nobody_is_told_beside_what_the_engine_tells(void **state)
{
    struct place *place = *state;

    restore(place);
    tamper(place, "DELETE FROM courtesy_client WHERE client = 1");
    assert_found(place, (struct culprit){"", 0}, "nobody's",
                 "a fact is of client number 1, who is not there; and ");
}

static void
the_first_of_two_breaks_is_named(void **state)
{
    struct place *place = *state;

    restore(place);
    tamper(place, "UPDATE courtesy_entry SET note = 'x' WHERE client = 2;"
                  "UPDATE courtesy_entry SET note = 'x' WHERE client = 1 "
                  "AND fact IN (13, 14)");
    assert_found(place, (struct culprit){"HARB", 13}, "two clients",
                 "client \"HARB\", fact 13: its content does not match");

    restore(place);
    tamper(place, "UPDATE courtesy_entry SET note = 'x' WHERE client = 2;"
                  "UPDATE courtesy_credited SET amount = 1 WHERE bill = "
                  "(SELECT bill FROM courtesy_bill WHERE bill_no = 'B-2')");
    assert_found(place, (struct culprit){"HARB", 9}, "a total before a seal",
                 "client \"HARB\", fact 9: what its lines were credited");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_of_every_row_is_held),
        cmocka_unit_test(every_row_is_missed),
        cmocka_unit_test(what_was_added_or_moved_is_found),
        cmocka_unit_test(a_fact_of_nobody_is_told_beside_what_the_engine_tells),
        cmocka_unit_test(the_first_of_two_breaks_is_named),
    };

    return cmocka_run_group_tests(tests, make_place, remove_place);
}
