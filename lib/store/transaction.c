#include <string.h>

#include "base/fail.h"
#include "store/store.h"

/* What was read before a transaction may not hold within the next. */
static void
forget(struct ctyi_store *store)
{
    store->next_sequence = 0;
    store->reason.known = false;
    store->person.known = false;
    store->wrote = false;
}

/*
 * What was borrowed of a row ends with the transaction. A row left open would
 * hold the ledger's state of then: no log could be emptied, and after another
 * handle's write this one could never write again.
 */
static void
give_back(struct ctyi_store *store)
{
    for (int i = 0; i < CTYI_SQL_COUNT; i++) {
        if (store->statements[i] != NULL)
            ctyi_reset(store->statements[i]);
    }
}

cty_status
ctyi_store_begin(struct ctyi_store *store, cty_error *err)
{
    if (store->batch == CTYI_BATCH_BROKEN) {
        if (err != NULL)
            *err = store->failed;
        return store->failed.status;
    }
    if (store->batch != CTYI_BATCH_NONE) {
        store->wrote = false;
        return CTY_OK;
    }
    forget(store);
    return ctyi_engine_begin(store->engine, true, err);
}

void
ctyi_batch_fail(struct ctyi_store *store, cty_status status,
                const cty_error *err)
{
    if (store->batch == CTYI_BATCH_NONE || store->failed.status != CTY_OK)
        return;
    if (err != NULL)
        store->failed = *err;
    else
        ctyi_fail(&store->failed, status, NULL, "a write of the batch failed");
}

/* A refused item has written nothing; one that failed while writing takes the
 * batch with it. */
static cty_status
end_item(struct ctyi_store *store, cty_status status, cty_error *err)
{
    if (status == CTY_OK)
        return CTY_OK;
    ctyi_batch_fail(store, status, err);
    if (store->wrote || !ctyi_engine_in_transaction(store->engine)) {
        ctyi_engine_rollback(store->engine);
        forget(store);
        store->batch = CTYI_BATCH_BROKEN;
        if (err != NULL)
            store->failed = *err;
    }
    return status;
}

cty_status
ctyi_store_end(struct ctyi_store *store, cty_status status, cty_error *err)
{
    if (store->batch != CTYI_BATCH_NONE)
        return end_item(store, status, err);
    give_back(store);
    if (status == CTY_OK)
        return ctyi_engine_commit(store->engine, err);
    ctyi_engine_rollback(store->engine);
    return status;
}

cty_status
ctyi_store_begin_read(struct ctyi_store *store, cty_error *err)
{
    if (ctyi_engine_in_transaction(store->engine))
        return CTY_OK;
    return ctyi_engine_begin(store->engine, false, err);
}

void
ctyi_store_end_read(struct ctyi_store *store)
{
    if (store->batch != CTYI_BATCH_NONE)
        return;
    give_back(store);
    if (ctyi_engine_in_transaction(store->engine))
        (void)ctyi_engine_commit(store->engine, NULL);
}

cty_status
ctyi_batch_begin(struct ctyi_store *store, int mode, bool dry_run,
                 cty_error *err)
{
    cty_status status;

    if (store->batch != CTYI_BATCH_NONE)
        return ctyi_fail(err, CTY_E_STATE, NULL,
                         "a batch is open already: end it first");
    if (store->cursors > 0)
        return ctyi_fail(err, CTY_E_STATE, NULL,
                         "a cursor is open on this ledger: close it first");
    forget(store);
    status = ctyi_engine_begin(store->engine, true, err);
    if (status != CTY_OK)
        return status;
    store->batch = mode;
    store->dry_run = dry_run;
    memset(&store->failed, 0, sizeof(store->failed));
    return CTY_OK;
}

cty_status
ctyi_batch_end(struct ctyi_store *store, cty_error *err)
{
    int batch = store->batch;
    bool dry_run = store->dry_run;
    bool failed = store->failed.status != CTY_OK;

    if (batch == CTYI_BATCH_NONE)
        return ctyi_fail(err, CTY_E_STATE, NULL, "no batch is open");
    store->batch = CTYI_BATCH_NONE;
    forget(store);
    give_back(store);
    if (batch == CTYI_BATCH_BROKEN || (batch == CTYI_BATCH_ATOMIC && failed)) {
        ctyi_engine_rollback(store->engine);
        if (err != NULL)
            *err = store->failed;
        return store->failed.status;
    }
    if (dry_run) {
        ctyi_engine_rollback(store->engine);
        return CTY_OK;
    }
    return ctyi_engine_commit(store->engine, err);
}

void
ctyi_batch_abandon(struct ctyi_store *store)
{
    if (store->batch == CTYI_BATCH_NONE)
        return;
    store->batch = CTYI_BATCH_NONE;
    forget(store);
    give_back(store);
    ctyi_engine_rollback(store->engine);
}
