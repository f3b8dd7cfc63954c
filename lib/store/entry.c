#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "store/row.h"

/* ---- writing ---- */

static cty_status
insert_shares(struct ctyi_store *store, const struct ctyi_entry *entry,
              cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_SHARE_INSERT, &sql, err);

    for (size_t i = 0; status == CTY_OK && i < entry->share_count; i++) {
        ctyi_bind_int(sql, 1, entry->fact.sequence);
        ctyi_bind_int(sql, 2, entry->shares[i].line_no);
        ctyi_bind_int(sql, 3, entry->shares[i].amount);
        status = ctyi_run(sql, err);
    }
    return status;
}

/* Add the shares to what their lines were credited, or take them off. */
static cty_status
run_totals(struct ctyi_store *store, const struct ctyi_entry *entry,
           const struct ctyi_share *shares, size_t count, cty_error *err)
{
    int64_t sign = entry->kind == CTY_REVERSAL ? -1 : 1;
    struct ctyi_statement *sql;
    cty_status status;

    if (entry->bill == 0)
        return CTY_OK;
    status = ctyi_sql(store,
                      sign > 0 ? CTYI_SQL_CREDITED_ADD : CTYI_SQL_CREDITED_TAKE,
                      &sql, err);
    for (size_t i = 0; status == CTY_OK && i < count; i++) {
        ctyi_bind_int(sql, 1, entry->bill);
        ctyi_bind_int(sql, 2, shares[i].line_no);
        ctyi_bind_int(sql, 3, shares[i].amount);
        status = ctyi_run(sql, err);
    }
    return status;
}

static cty_status
run_reversed_totals(struct ctyi_store *store, const struct ctyi_entry *entry,
                    cty_error *err)
{
    struct ctyi_share *shares = NULL;
    size_t count = 0;
    cty_status status =
        ctyi_entry_shares(store, entry->reverses, &shares, &count, err);

    if (status == CTY_OK)
        status = run_totals(store, entry, shares, count, err);
    ctyi_free(shares);
    return status;
}

static void
bind_entry(struct ctyi_statement *sql, const struct ctyi_entry *entry)
{
    ctyi_bind_fact(sql, 1, &entry->fact);
    ctyi_bind_int(sql, 8, entry->number);
    ctyi_bind_int(sql, 9, entry->kind);
    ctyi_bind_int(sql, 10, ctyi_date_month(entry->fact.date));
    ctyi_bind_key(sql, 11, entry->bill);
    ctyi_bind_int(sql, 12, entry->line_no);
    ctyi_bind_text(sql, 13, entry->currency);
    ctyi_bind_int(sql, 14, entry->amount);
    ctyi_bind_int(sql, 15, entry->rate);
    ctyi_bind_int(sql, 16, entry->saving);
    ctyi_bind_text(sql, 17, entry->reason);
    ctyi_bind_key(sql, 18, entry->person);
    ctyi_bind_text(sql, 19, entry->note);
    ctyi_bind_text(sql, 20, entry->credit_no);
    ctyi_bind_key(sql, 21, entry->reverses);
}

cty_status
ctyi_entry_insert(struct ctyi_store *store, struct ctyi_entry *entry,
                  struct ctyi_head *head, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_ENTRY_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    entry->number = ++head->entries;
    ctyi_seal_entry(entry, head->head, entry->fact.head);
    bind_entry(sql, entry);
    store->wrote = true;
    status = ctyi_run(sql, err);
    if (status == CTY_OK && entry->kind == CTY_CREDIT)
        status = insert_shares(store, entry, err);
    if (status == CTY_OK && entry->kind == CTY_CREDIT)
        status =
            run_totals(store, entry, entry->shares, entry->share_count, err);
    if (status == CTY_OK && entry->kind == CTY_REVERSAL)
        status = run_reversed_totals(store, entry, err);
    if (status == CTY_OK)
        memcpy(head->head, entry->fact.head, CTYI_DIGEST_BYTES);
    return status;
}

/* ---- reading ---- */

cty_status
ctyi_entry_by_key(struct ctyi_store *store, int64_t key,
                  struct ctyi_entry *out_entry, cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_entry entry = {0};
    cty_status status = ctyi_sql(store, CTYI_SQL_ENTRY_BY_KEY, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, key);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK && !row)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "entry number %lld of the ledger is not there",
                           (long long)key);
    if (status == CTY_OK) {
        ctyi_row_entry(sql, &entry);
        ctyi_text_copy(store->note, sizeof(store->note), entry.note);
        entry.note = store->note;
        *out_entry = entry;
    }
    ctyi_reset(sql);
    return status;
}

void
ctyi_row_entry(struct ctyi_statement *row, struct ctyi_entry *entry)
{
    ctyi_row_fact(row, 0, &entry->fact);
    entry->number = ctyi_column_int(row, 7);
    entry->kind = (int32_t)ctyi_column_int(row, 8);
    entry->bill = ctyi_column_int(row, 9);
    entry->line_no = (int32_t)ctyi_column_int(row, 10);
    ctyi_text_copy(entry->currency, sizeof(entry->currency),
                   ctyi_column_string(row, 11));
    entry->amount = ctyi_column_int(row, 12);
    entry->rate = ctyi_column_int(row, 13);
    entry->saving = ctyi_column_int(row, 14) != 0;
    ctyi_text_copy(entry->reason, sizeof(entry->reason),
                   ctyi_column_string(row, 15));
    entry->person = ctyi_column_int(row, 16);
    entry->note = ctyi_column_string(row, 17);
    ctyi_text_copy(entry->credit_no, sizeof(entry->credit_no),
                   ctyi_column_string(row, 18));
    entry->reverses = ctyi_column_int(row, 19);
}

static cty_status
one_key(struct ctyi_statement *sql, int64_t *out_key, bool *out_found,
        cty_error *err)
{
    cty_status status = ctyi_step(sql, out_found, err);

    if (status == CTY_OK && *out_found)
        *out_key = ctyi_column_int(sql, 0);
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_entry_by_number(struct ctyi_store *store, int64_t client, int64_t number,
                     int64_t *out_entry, bool *out_found, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_ENTRY_BY_NUMBER, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, client);
    ctyi_bind_int(sql, 2, number);
    return one_key(sql, out_entry, out_found, err);
}

cty_status
ctyi_entry_reversal(struct ctyi_store *store, int64_t entry,
                    int64_t *out_reversal, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_ENTRY_REVERSAL, &sql, err);
    bool found;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, entry);
    *out_reversal = 0;
    return one_key(sql, out_reversal, &found, err);
}

cty_status
ctyi_entry_shares(struct ctyi_store *store, int64_t entry,
                  struct ctyi_share **out_shares, size_t *out_count,
                  cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_share *shares = NULL;
    size_t count = 0;
    size_t room = 0;
    bool row;
    cty_status status = ctyi_sql(store, CTYI_SQL_ENTRY_SHARES, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, entry);
    while ((status = ctyi_step(sql, &row, err)) == CTY_OK && row) {
        if (count == room) {
            size_t more = room == 0 ? 4 : room * 2;
            struct ctyi_share *grown =
                ctyi_realloc(shares, more * sizeof(*shares));

            if (grown == NULL) {
                status = ctyi_no_memory(err);
                break;
            }
            shares = grown;
            room = more;
        }
        shares[count].line_no = (int32_t)ctyi_column_int(sql, 0);
        shares[count].amount = ctyi_column_int(sql, 1);
        count++;
    }
    ctyi_reset(sql);
    if (status != CTY_OK) {
        ctyi_free(shares);
        return status;
    }
    *out_shares = shares;
    *out_count = count;
    return CTY_OK;
}

cty_status
ctyi_client_bill_currency(struct ctyi_store *store, int64_t client,
                          char out_currency[4], int *out_count, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(store, CTYI_SQL_CLIENT_BILL_CURRENCIES, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, client);
    *out_count = 0;
    while ((status = ctyi_step(sql, &row, err)) == CTY_OK && row) {
        ctyi_text_copy(out_currency, 4, ctyi_column_string(sql, 0));
        ++*out_count;
    }
    ctyi_reset(sql);
    return status;
}
