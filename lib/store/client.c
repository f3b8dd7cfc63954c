#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "base/tracking_code.h"
#include "store/find.h"

void
ctyi_client_read(struct ctyi_statement *row, struct ctyi_client *client)
{
    client->client = ctyi_column_int(row, 0);
    client->ref = ctyi_column_string(row, 1);
    client->tracking_code = ctyi_column_string(row, 2);
    client->folded_code = ctyi_column_string(row, 3);
    client->name = ctyi_column_string(row, 4);
    client->contact = ctyi_column_string(row, 5);
    client->address = ctyi_column_string(row, 6);
    client->city = ctyi_column_string(row, 7);
    client->region = ctyi_column_string(row, 8);
    client->postal_code = ctyi_column_string(row, 9);
    client->country = ctyi_column_string(row, 10);
    client->email = ctyi_column_string(row, 11);
    client->phone = ctyi_column_string(row, 12);
    client->since = (int32_t)ctyi_column_int(row, 13);
    client->language = ctyi_column_string(row, 14);
    client->note = ctyi_column_string(row, 15);
}

cty_status
ctyi_client_by_ref(struct ctyi_store *store, const char *ref,
                   struct ctyi_client *out_client, bool *out_found,
                   cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;

    status = ctyi_sql(store, CTYI_SQL_CLIENT_BY_REF, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, ref);
    status = ctyi_step(sql, out_found, err);
    if (status == CTY_OK && *out_found)
        ctyi_client_read(sql, out_client);
    return status;
}

cty_status
ctyi_client_by_code(struct ctyi_store *store, const char *folded,
                    int64_t *out_client, bool *out_found, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;

    status = ctyi_sql(store, CTYI_SQL_CLIENT_BY_CODE, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, folded);
    status = ctyi_step(sql, out_found, err);
    if (status == CTY_OK && *out_found)
        *out_client = ctyi_column_int(sql, 0);
    ctyi_reset(sql);
    return status;
}

/* Read the one key of a statement that is bound. */
static cty_status
read_key(struct ctyi_statement *sql, struct ctyi_client_key *key, bool *out_row,
         cty_error *err)
{
    cty_status status = ctyi_step(sql, out_row, err);

    if (status == CTY_OK && *out_row) {
        key->client = ctyi_column_int(sql, 0);
        ctyi_text_copy(key->ref, sizeof(key->ref), ctyi_column_string(sql, 1));
        ctyi_text_copy(key->tracking_code, sizeof(key->tracking_code),
                       ctyi_column_string(sql, 2));
    }
    ctyi_reset(sql);
    return status;
}

static cty_status
no_client(struct ctyi_store *store, const char *given, cty_error *err)
{
    char near[CTYI_NEAR_TEXT];
    bool right;

    if (cty_tracking_code_has_form(given, &right) && !right)
        return ctyi_fail(err, CTY_E_ARGUMENT, "client_ref",
                         "\"%s\" is no client, and as a tracking code its "
                         "check character is wrong: read it again",
                         given);
    ctyi_near(store, CTYI_SQL_CLIENT_REFS, given, near);
    return ctyi_fail(err, CTY_E_NOT_FOUND, "client_ref", "no client \"%s\"%s",
                     given, near);
}

cty_status
ctyi_client_find(struct ctyi_store *store, const char *ref_or_code,
                 struct ctyi_client_key *out_key, cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_client_key key = {0};
    char folded[CTY_CODE_TEXT];
    cty_status status;
    bool found;

    status = ctyi_sql(store, CTYI_SQL_CLIENT_KEY_REF, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, ref_or_code);
    status = read_key(sql, &key, &found, err);
    if (status == CTY_OK && !found &&
        cty_tracking_code_fold(ref_or_code, folded, NULL) == CTY_OK) {
        status = ctyi_sql(store, CTYI_SQL_CLIENT_KEY_CODE, &sql, err);
        if (status != CTY_OK)
            return status;
        ctyi_bind_text(sql, 1, folded);
        status = read_key(sql, &key, &found, err);
    }
    if (status != CTY_OK)
        return status;
    if (!found)
        return no_client(store, ref_or_code, err);
    *out_key = key;
    return CTY_OK;
}

cty_status
ctyi_client_key(struct ctyi_store *store, int64_t client,
                struct ctyi_client_key *out_key, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;
    bool found;

    status = ctyi_sql(store, CTYI_SQL_CLIENT_KEY, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, client);
    status = read_key(sql, out_key, &found, err);
    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "a fact names client number %lld, who is not there",
                           (long long)client);
    return status;
}

static void
bind_changeable(struct ctyi_statement *sql, const struct ctyi_client *client)
{
    ctyi_bind_int(sql, 1, client->client);
    ctyi_bind_text(sql, 2, client->name);
    ctyi_bind_text(sql, 3, client->contact);
    ctyi_bind_text(sql, 4, client->address);
    ctyi_bind_text(sql, 5, client->city);
    ctyi_bind_text(sql, 6, client->region);
    ctyi_bind_text(sql, 7, client->postal_code);
    ctyi_bind_text(sql, 8, client->country);
    ctyi_bind_text(sql, 9, client->email);
    ctyi_bind_text(sql, 10, client->phone);
    ctyi_bind_int(sql, 11, client->since);
    ctyi_bind_text(sql, 12, client->language);
    ctyi_bind_text(sql, 13, client->note);
}

static cty_status
next_client(struct ctyi_store *store, int64_t *out_client, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;
    bool row;

    status = ctyi_sql(store, CTYI_SQL_CLIENT_NEXT, &sql, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK)
        status = ctyi_next_number(ctyi_column_int(sql, 0), out_client, err);
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_client_insert(struct ctyi_store *store, struct ctyi_client *client,
                   cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_head head = {0};
    cty_status status = next_client(store, &client->client, err);

    if (status != CTY_OK)
        return status;
    status = ctyi_sql(store, CTYI_SQL_CLIENT_INSERT, &sql, err);
    if (status != CTY_OK)
        return status;
    bind_changeable(sql, client);
    ctyi_bind_text(sql, 14, client->ref);
    ctyi_bind_text(sql, 15, client->tracking_code);
    ctyi_bind_text(sql, 16, client->folded_code);
    store->wrote = true;
    status = ctyi_run(sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_head_first(client->tracking_code, head.head);
    return ctyi_head_write(store, client->client, &head, err);
}

cty_status
ctyi_client_update(struct ctyi_store *store, const struct ctyi_client *client,
                   cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;

    status = ctyi_sql(store, CTYI_SQL_CLIENT_UPDATE, &sql, err);
    if (status != CTY_OK)
        return status;
    bind_changeable(sql, client);
    store->wrote = true;
    return ctyi_run(sql, err);
}
