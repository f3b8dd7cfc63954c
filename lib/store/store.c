#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/currency.h"
#include "base/fail.h"
#include "base/text.h"
#include "store/store.h"

enum { NUMBER_TEXT = 24 };

cty_status
ctyi_sql(struct ctyi_store *store, enum ctyi_sql name,
         struct ctyi_statement **out_statement, cty_error *err)
{
    struct ctyi_statement **kept = &store->statements[name];
    cty_status status = CTY_OK;

    if (*kept == NULL)
        status = ctyi_prepare(store->engine, ctyi_sql_texts[name], kept, err);
    else
        ctyi_reset(*kept);
    *out_statement = *kept;
    return status;
}

cty_status
ctyi_sql_own(struct ctyi_store *store, enum ctyi_sql name,
             struct ctyi_statement **out_statement, cty_error *err)
{
    return ctyi_prepare(store->engine, ctyi_sql_texts[name], out_statement,
                        err);
}

/* ---- meta ---- */

static cty_status
write_meta(struct ctyi_store *store, const char *name, const char *value,
           cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;

    status = ctyi_sql(store, CTYI_SQL_META_WRITE, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    ctyi_bind_text(sql, 2, value);
    return ctyi_run(sql, err);
}

static cty_status
write_meta_int(struct ctyi_store *store, const char *name, int64_t value,
               cty_error *err)
{
    char text[NUMBER_TEXT];

    snprintf(text, sizeof(text), "%lld", (long long)value);
    return write_meta(store, name, text, err);
}

static cty_status
read_meta(struct ctyi_store *store, const char *name, char *value, size_t size,
          cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;
    bool row;

    status = ctyi_sql(store, CTYI_SQL_META_READ, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK && !row)
        status = ctyi_fail(err, CTY_E_STORE, NULL,
                           "the ledger does not say its %s: it is damaged, or "
                           "no courtesy ledger",
                           name);
    if (status == CTY_OK)
        ctyi_text_copy(value, size, ctyi_column_string(sql, 0));
    ctyi_reset(sql);
    return status;
}

static cty_status
fail_meta(const char *name, const char *value, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];

    return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                     "the ledger's %s is %s, which it never is: the file is "
                     "damaged",
                     name, ctyi_text_quote(value, quoted));
}

/* A number from 1 to most, as it is written. */
static cty_status
read_meta_int(struct ctyi_store *store, const char *name, int64_t most,
              int64_t *out_value, cty_error *err)
{
    char text[NUMBER_TEXT], same[NUMBER_TEXT];
    cty_status status = read_meta(store, name, text, sizeof(text), err);
    int64_t value;

    if (status != CTY_OK)
        return status;
    value = strtoll(text, NULL, 10);
    snprintf(same, sizeof(same), "%lld", (long long)value);
    if (value < 1 || value > most || strcmp(text, same) != 0)
        return fail_meta(name, text, err);
    *out_value = value;
    return CTY_OK;
}

cty_status
ctyi_code_counter(struct ctyi_store *store, int64_t *out_counter,
                  cty_error *err)
{
    return read_meta_int(store, "next_code", INT64_MAX / 2, out_counter, err);
}

cty_status
ctyi_code_counter_set(struct ctyi_store *store, int64_t counter, cty_error *err)
{
    return write_meta_int(store, "next_code", counter, err);
}

/* ---- opening ---- */

static cty_status
found_ledger(struct ctyi_store *store, const struct ctyi_setup *setup,
             cty_error *err)
{
    cty_status status = ctyi_engine_begin(store->engine, true, err);

    if (status != CTY_OK)
        return status;
    for (int i = 0; i < CTYI_SCHEMA_VERSION && status == CTY_OK; i++)
        status = ctyi_engine_script(store->engine, ctyi_schema[i], err);
    if (status == CTY_OK)
        status =
            write_meta_int(store, "schema_version", CTYI_SCHEMA_VERSION, err);
    if (status == CTY_OK)
        status = ctyi_issuer_insert(store, setup->issuer, err);
    if (status == CTY_OK)
        status = write_meta(store, "currency", setup->currency, err);
    if (status == CTY_OK)
        status = write_meta_int(store, "fiscal_year_start",
                                setup->fiscal_year_start, err);
    if (status == CTY_OK)
        status = write_meta_int(store, "next_code", 1, err);
    if (status != CTY_OK) {
        ctyi_engine_rollback(store->engine);
        return status;
    }
    return ctyi_engine_commit(store->engine, err);
}

static cty_status
know_ledger(struct ctyi_store *store, cty_error *err)
{
    int64_t version = 0;
    int64_t start = 1;
    cty_status status =
        read_meta_int(store, "schema_version", INT_MAX, &version, err);

    if (status == CTY_E_STORE && strstr(err->message, "no such table") != NULL)
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "the file is no courtesy ledger, or one that was "
                         "never finished: if it was being made when something "
                         "stopped, remove it and make it again");
    if (status == CTY_OK && version > CTYI_SCHEMA_VERSION)
        status = ctyi_fail(err, CTY_E_NEWER, NULL,
                           "the ledger was made by a newer courtesy (schema "
                           "%lld, this one knows %d): update courtesy",
                           (long long)version, CTYI_SCHEMA_VERSION);
    if (status == CTY_OK)
        status = ctyi_issuer_name(store, err);
    if (status == CTY_OK)
        status = read_meta(store, "currency", store->currency,
                           sizeof(store->currency), err);
    if (status == CTY_OK && ctyi_currency_decimals(store->currency) < 0)
        status = fail_meta("currency", store->currency, err);
    if (status == CTY_OK)
        status = read_meta_int(store, "fiscal_year_start", 12, &start, err);
    store->fiscal_year_start = (int)start;
    return status;
}

cty_status
ctyi_store_open(const struct ctyi_engine_open *how,
                const struct ctyi_setup *setup, struct ctyi_store **out_store,
                cty_error *err)
{
    struct ctyi_store *store = ctyi_alloc_zero(sizeof(*store));
    cty_error own = CTY_ERROR_INIT;
    cty_status status;

    if (store == NULL)
        return ctyi_no_memory(err);
    if (err == NULL)
        err = &own;
    status = ctyi_engine_open(how, &store->engine, err);
    if (status == CTY_OK && setup != NULL)
        status = found_ledger(store, setup, err);
    if (status == CTY_OK)
        status = know_ledger(store, err);
    if (status != CTY_OK) {
        ctyi_store_close(store);
        return status;
    }
    *out_store = store;
    return CTY_OK;
}

void
ctyi_store_close(struct ctyi_store *store)
{
    if (store == NULL)
        return;
    for (int i = 0; i < CTYI_SQL_COUNT; i++)
        ctyi_finalize(store->statements[i]);
    ctyi_engine_close(store->engine);
    ctyi_free(store);
}
