/* Tampering by one who can seal: only the rules are left to find it. */
#include "place.h"

#include "store/store.h"

enum { CLIENTS = 8 };

struct sealing {
    sqlite3 *db;
    struct ctyi_store *store;
    struct ctyi_head heads[CLIENTS];
};

static const char facts[] =
    "SELECT quote, 1, client, 0 FROM courtesy_quote "
    "UNION ALL SELECT quote_status, 2, client, 0 FROM courtesy_quote_status "
    "UNION ALL SELECT bill, 3, client, 0 FROM courtesy_bill "
    "UNION ALL SELECT entry, 4, client, number FROM courtesy_entry ORDER BY 1";

static const char *const tables[][2] = {
    {NULL, NULL},
    {"courtesy_quote", "quote"},
    {"courtesy_quote_status", "quote_status"},
    {"courtesy_bill", "bill"},
    {"courtesy_entry", "entry"},
};

static void
seal_quote(struct sealing *sealing, int64_t key, struct ctyi_head *head)
{
    struct ctyi_quote quote;
    struct ctyi_lines lines = {0};

    assert_ok(ctyi_quote_by_key(sealing->store, key, &quote, last_error()));
    assert_ok(ctyi_quote_lines(sealing->store, key, &lines, last_error()));
    ctyi_seal_quote(&quote, &lines, head->head, head->head);
    head->recorded_at = quote.fact.recorded_at;
    ctyi_lines_free(&lines);
}

static void
seal_change(struct sealing *sealing, int64_t key, struct ctyi_head *head)
{
    struct ctyi_quote_status change;

    assert_ok(
        ctyi_quote_status_by_key(sealing->store, key, &change, last_error()));
    ctyi_seal_quote_status(&change, head->head, head->head);
    head->recorded_at = change.fact.recorded_at;
}

static void
seal_bill(struct sealing *sealing, int64_t key, struct ctyi_head *head)
{
    struct ctyi_bill bill;
    struct ctyi_lines lines = {0};

    assert_ok(ctyi_bill_by_key(sealing->store, key, &bill, last_error()));
    assert_ok(ctyi_bill_lines(sealing->store, &bill, &lines, last_error()));
    ctyi_seal_bill(&bill, &lines, head->head, head->head);
    head->recorded_at = bill.fact.recorded_at;
    ctyi_lines_free(&lines);
}

static void
seal_entry(struct sealing *sealing, int64_t key, struct ctyi_head *head)
{
    struct ctyi_entry entry;
    struct ctyi_share *shares = NULL;

    assert_ok(ctyi_entry_by_key(sealing->store, key, &entry, last_error()));
    assert_ok(ctyi_entry_shares(sealing->store, key, &shares,
                                &entry.share_count, last_error()));
    if (entry.kind != CTY_CREDIT)
        entry.share_count = 0;
    entry.shares = shares;
    ctyi_seal_entry(&entry, head->head, head->head);
    head->recorded_at = entry.fact.recorded_at;
    head->entries = entry.number;
    ctyi_free(shares);
}

static void
write_head(sqlite3 *db, const struct ctyi_head *head, const char *sql,
           int64_t key)
{
    sqlite3_stmt *write = NULL;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &write, NULL), SQLITE_OK);
    sqlite3_bind_blob(write, 1, head->head, CTYI_DIGEST_BYTES, NULL);
    sqlite3_bind_int64(write, 2, key);
    if (sqlite3_bind_parameter_count(write) > 2) {
        sqlite3_bind_int64(write, 3, head->facts);
        sqlite3_bind_int64(write, 4, head->entries);
        sqlite3_bind_int64(write, 5, head->recorded_at);
    }
    assert_int_equal(sqlite3_step(write), SQLITE_DONE);
    sqlite3_finalize(write);
}

static void
seal_one(struct sealing *sealing, int kind, int64_t key, int64_t client)
{
    static void (*const seal[])(struct sealing *, int64_t,
                                struct ctyi_head *) = {
        NULL, seal_quote, seal_change, seal_bill, seal_entry};
    struct ctyi_head *head = &sealing->heads[client];
    char sql[128];

    assert_in_range(client, 1, CLIENTS - 1);
    seal[kind](sealing, key, head);
    head->facts++;
    sqlite3_snprintf(sizeof(sql), sql, "UPDATE %s SET head = ?1 WHERE %s = ?2",
                     tables[kind][0], tables[kind][1]);
    write_head(sealing->db, head, sql, key);
}

static void
begin_chains(struct sealing *sealing)
{
    sqlite3_stmt *rows = NULL;

    sqlite3_prepare_v2(sealing->db,
                       "SELECT client, tracking_code FROM courtesy_client", -1,
                       &rows, NULL);
    while (sqlite3_step(rows) == SQLITE_ROW)
        ctyi_head_first((const char *)sqlite3_column_text(rows, 1),
                        sealing->heads[sqlite3_column_int(rows, 0)].head);
    sqlite3_finalize(rows);
}

static void
seal_all(struct sealing *sealing)
{
    sqlite3_stmt *rows = NULL;

    begin_chains(sealing);
    assert_int_equal(sqlite3_prepare_v2(sealing->db, facts, -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        seal_one(sealing, sqlite3_column_int(rows, 1),
                 sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 2));
    sqlite3_finalize(rows);
    for (int64_t client = 1; client < CLIENTS; client++)
        write_head(sealing->db, &sealing->heads[client],
                   "UPDATE courtesy_head SET head = ?1, facts = ?3, "
                   "entries = ?4, recorded_at = ?5 WHERE client = ?2",
                   client);
}

void
reseal(struct place *place)
{
    struct ctyi_engine_open how = {.path = place->ledger};
    struct sealing sealing = {.db = break_in(place)};

    assert_ok(ctyi_store_open(&how, NULL, &sealing.store, last_error()));
    seal_all(&sealing);
    ctyi_store_close(sealing.store);
    leave(sealing.db);
}
