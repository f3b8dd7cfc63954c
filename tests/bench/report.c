/*
 * The savings report by client and quarter, beside the one GROUP BY over the
 * index that covers the entries.
 */
#include "bare.h"

#include <stdio.h>

enum { ROUNDS = 5 };

static const char peer_sql[] =
    "SELECT client, month / 100 * 4 + (month % 100 - 1) / 3 AS quarter,"
    " currency, sum(CASE kind WHEN 3 THEN 1 ELSE 0 END),"
    " sum(CASE kind WHEN 1 THEN amount WHEN 3 THEN amount"
    " WHEN 4 THEN -amount ELSE 0 END),"
    " sum(CASE WHEN saving = 0 THEN 0 WHEN kind = 4 THEN -amount"
    " ELSE amount END)"
    " FROM courtesy_entry INDEXED BY courtesy_entry_by_month"
    " GROUP BY client, quarter, currency ORDER BY client, quarter, currency";

static double
report(cty_ledger *ledger, int64_t *out_rows)
{
    double start = now_s();
    cty_savings_report by = CTY_SAVINGS_REPORT_INIT;
    cty_savings_cursor *cursor = NULL;
    bool found = true;

    *out_rows = 0;
    do_ok(cty_savings_cursor_open(ledger, &by, &cursor, ERR));
    while (found) {
        cty_savings_row row = CTY_SAVINGS_ROW_INIT;

        do_ok(cty_savings_cursor_next(cursor, &row, &found, ERR));
        *out_rows += found;
    }
    cty_savings_cursor_close(cursor);
    return now_s() - start;
}

static double
query(sqlite3 *db, int64_t *out_rows)
{
    double start = now_s();

    *out_rows = bare_query(db, peer_sql);
    return now_s() - start;
}

int
main(void)
{
    struct shop shop = {
        .clients = 1000, .bills = 20000, .total = full_size() / 3};
    char path[BENCH_PATH];
    double ours[ROUNDS], theirs[ROUNDS], ratios[ROUNDS];
    int64_t rows = 0, peer_rows = 0;
    sqlite3 *db = NULL;

    shop_open(&shop, bench_path("shop.db", path));
    shop_grow(&shop, shop.total);
    if (sqlite3_open(path, &db) != SQLITE_OK)
        die("%s: %s", path, sqlite3_errmsg(db));
    bare_query(db, "PRAGMA cache_size = -16000");
    for (int i = 0; i < ROUNDS; i++) {
        ours[i] = report(shop.ledger, &rows);
        theirs[i] = query(db, &peer_rows);
        ratios[i] = ours[i] / theirs[i];
    }
    sqlite3_close(db);
    shop_close(&shop);
    printf("savings by client and quarter, %lld entries: %.0f ms for %lld "
           "rows, one GROUP BY %.0f ms for %lld\n",
           (long long)shop.total, median(ours, ROUNDS) * 1000, (long long)rows,
           median(theirs, ROUNDS) * 1000, (long long)peer_rows);
    tell_at_most("report savings, of a bare GROUP BY", median(ratios, ROUNDS),
                 2);
    return 0;
}
