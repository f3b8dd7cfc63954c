#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "store/row.h"

void
ctyi_head_first(const char *tracking_code, uint8_t out[CTYI_DIGEST_BYTES])
{
    struct ctyi_digest digest;

    ctyi_digest_start(&digest);
    ctyi_digest_text(&digest, "courtesy/client/1");
    ctyi_digest_text(&digest, tracking_code);
    ctyi_digest_end(&digest, out);
}

/* Whether a count can have been made one by one, and can be made one more. */
static bool
goes_on(int64_t count)
{
    return count >= 0 && count < INT64_MAX;
}

cty_status
ctyi_head_read(struct ctyi_store *store, int64_t client,
               struct ctyi_head *out_head, cty_error *err)
{
    struct ctyi_statement *sql;
    const void *bytes;
    size_t size = 0;
    cty_status status;
    bool row;

    status = ctyi_sql(store, CTYI_SQL_HEAD_READ, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, client);
    status = ctyi_step(sql, &row, err);
    if (status != CTY_OK)
        return status;
    bytes = row ? ctyi_column_blob(sql, 3, &size) : NULL;
    if (bytes == NULL || size != CTYI_DIGEST_BYTES ||
        !goes_on(ctyi_column_int(sql, 0)) ||
        !goes_on(ctyi_column_int(sql, 1))) {
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "client number %lld has no chain head, or one that "
                           "cannot be",
                           (long long)client);
    } else {
        out_head->facts = ctyi_column_int(sql, 0);
        out_head->entries = ctyi_column_int(sql, 1);
        out_head->recorded_at = ctyi_column_int(sql, 2);
        memcpy(out_head->head, bytes, CTYI_DIGEST_BYTES);
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_head_write(struct ctyi_store *store, int64_t client,
                const struct ctyi_head *head, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_HEAD_WRITE, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, client);
    ctyi_bind_int(sql, 2, head->facts);
    ctyi_bind_int(sql, 3, head->entries);
    ctyi_bind_int(sql, 4, head->recorded_at);
    ctyi_bind_blob(sql, 5, head->head, CTYI_DIGEST_BYTES);
    store->wrote = true;
    return ctyi_run(sql, err);
}

cty_status
ctyi_next_number(int64_t last, int64_t *out_next, cty_error *err)
{
    if (!goes_on(last))
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: its last fact or "
                         "client has a number that cannot be");
    *out_next = last + 1;
    return CTY_OK;
}

cty_status
ctyi_store_next_sequence(struct ctyi_store *store, int64_t *out_sequence,
                         cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;
    bool row;

    if (store->next_sequence == 0) {
        status = ctyi_sql(store, CTYI_SQL_LAST_SEQUENCE, &sql, err);
        if (status == CTY_OK)
            status = ctyi_step(sql, &row, err);
        if (status != CTY_OK)
            return status;
        status = ctyi_next_number(ctyi_column_int(sql, 0),
                                  &store->next_sequence, err);
        ctyi_reset(sql);
        if (status != CTY_OK)
            return status;
    }
    *out_sequence = store->next_sequence++;
    return CTY_OK;
}

cty_status
ctyi_fact_open(struct ctyi_store *store, struct ctyi_fact *fact,
               struct ctyi_head *head, int64_t now, cty_error *err)
{
    cty_status status = ctyi_store_next_sequence(store, &fact->sequence, err);

    if (status != CTY_OK)
        return status;
    head->facts += 1;
    if (head->recorded_at < now)
        head->recorded_at = now;
    fact->fact = head->facts;
    fact->recorded_at = head->recorded_at;
    return CTY_OK;
}
