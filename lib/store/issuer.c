#include "base/fail.h"
#include "base/text.h"
#include "store/store.h"

cty_status
ctyi_issuer_insert(struct ctyi_store *store, const char *name, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_ISSUER_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    return ctyi_run(sql, err);
}

cty_status
ctyi_issuer_update(struct ctyi_store *store, const cty_issuer *issuer,
                   cty_error *err)
{
    const char *const texts[] = {
        issuer->name,     issuer->address,      issuer->country,
        issuer->email,    issuer->phone,        issuer->legal,
        issuer->language, issuer->accent,       issuer->note,
        issuer->signer,   issuer->signer_title, issuer->signer_phone,
    };
    int at = 1;
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_ISSUER_UPDATE, &sql, err);

    if (status != CTY_OK)
        return status;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        ctyi_bind_text(sql, at++, texts[i]);
    ctyi_bind_int(sql, at++, issuer->amounts);
    ctyi_bind_int(sql, at++, issuer->drop_logo);
    ctyi_bind_blob(sql, at, issuer->logo, issuer->logo_size);
    store->wrote = true;
    return ctyi_run(sql, err);
}

/* The one row of a bound statement. */
static cty_status
find(struct ctyi_store *store, enum ctyi_sql name,
     struct ctyi_statement **out_sql, cty_error *err)
{
    bool row = false;
    cty_status status = ctyi_sql(store, name, out_sql, err);

    if (status == CTY_OK)
        status = ctyi_step(*out_sql, &row, err);
    if (status == CTY_OK && !row)
        status = ctyi_fail(err, CTY_E_STORE, NULL,
                           "the ledger does not say its issuer: it is "
                           "damaged, or no courtesy ledger");
    return status;
}

cty_status
ctyi_issuer_read(struct ctyi_store *store, cty_issuer *out_issuer,
                 cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = find(store, CTYI_SQL_ISSUER_READ, &sql, err);

    if (status != CTY_OK)
        return status;
    out_issuer->name = ctyi_column_string(sql, 0);
    out_issuer->address = ctyi_column_string(sql, 1);
    out_issuer->country = ctyi_column_string(sql, 2);
    out_issuer->email = ctyi_column_string(sql, 3);
    out_issuer->phone = ctyi_column_string(sql, 4);
    out_issuer->legal = ctyi_column_string(sql, 5);
    out_issuer->language = ctyi_column_string(sql, 6);
    out_issuer->accent = ctyi_column_string(sql, 7);
    out_issuer->note = ctyi_column_string(sql, 8);
    out_issuer->signer = ctyi_column_string(sql, 9);
    out_issuer->signer_title = ctyi_column_string(sql, 10);
    out_issuer->signer_phone = ctyi_column_string(sql, 11);
    out_issuer->amounts = (int32_t)ctyi_column_int(sql, 12);
    out_issuer->logo = ctyi_column_blob(sql, 13, &out_issuer->logo_size);
    return CTY_OK;
}

cty_status
ctyi_issuer_name(struct ctyi_store *store, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = find(store, CTYI_SQL_ISSUER_NAME, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_text_copy(store->issuer, sizeof(store->issuer),
                   ctyi_column_string(sql, 0));
    ctyi_reset(sql);
    return CTY_OK;
}
