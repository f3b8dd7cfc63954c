#include "api/cursor.h"
#include "base/language.h"

/* Every field but ref; which of them may be empty is not decided here. */
static cty_status
check_fields(const cty_client *client, cty_error *err)
{
    const struct {
        const char *text, *name;
    } fields[] = {
        {client->name, "name"},       {client->contact, "contact"},
        {client->address, "address"}, {client->city, "city"},
        {client->region, "region"},   {client->postal_code, "postal_code"},
        {client->country, "country"}, {client->email, "email"},
        {client->phone, "phone"},
    };
    cty_status status = ctyi_check_date(client->since, "since", err);

    if (status == CTY_OK)
        status = ctyi_language_check(client->language, "language", err);
    if (status == CTY_OK)
        status = ctyi_check_text(client->note, "note", err);

    for (size_t i = 0;
         status == CTY_OK && i < sizeof(fields) / sizeof(fields[0]); i++)
        status = ctyi_check_name(fields[i].text, fields[i].name, err);
    return status;
}

static cty_status
take(cty_ledger *ledger, const cty_client *theirs, cty_client *own,
     cty_error *err)
{
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(theirs, "client", err);
    if (status == CTY_OK)
        status =
            ctyi_adopt(own, sizeof(*own), theirs, sizeof(*own), "client", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(own->ref, "ref", err);
    if (status == CTY_OK)
        status = check_fields(own, err);
    return status;
}

cty_status
cty_client_add(cty_ledger *ledger, const cty_client *client,
               cty_client_added *out_added, cty_error *err)
{
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    struct ctyi_rules rules;
    cty_client own;
    cty_status status = take(ledger, client, &own, err);

    if (status == CTY_OK)
        status = ctyi_check_out(out_added, sizeof(added), "out_added", err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_add_client(&rules, &own, &added, err);
    status = ctyi_store_end(ledger->store, status, err);
    if (status == CTY_OK)
        ctyi_show(&added, sizeof(added), out_added);
    return status;
}

cty_status
cty_client_set(cty_ledger *ledger, const cty_client *client, cty_error *err)
{
    struct ctyi_rules rules;
    cty_client own;
    cty_status status = take(ledger, client, &own, err);

    if (status == CTY_OK && (own.tracking_code != NULL || own.prefix != NULL))
        status = ctyi_fail(err, CTY_E_ARGUMENT, "tracking_code",
                           "a client's tracking code stays: statements that "
                           "carry it are out there");
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_set_client(&rules, &own, err);
    return ctyi_store_end(ledger->store, status, err);
}

/* ---- cursor ---- */

struct cty_client_cursor {
    struct ctyi_cursor base;
};

cty_status
cty_client_cursor_open(cty_ledger *ledger, const char *ref_or_code,
                       cty_client_cursor **out_cursor, cty_error *err)
{
    struct ctyi_client_key key = {0};
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(ref_or_code, "client_ref", err);
    if (status != CTY_OK)
        return status;
    if (ref_or_code == NULL)
        return ctyi_cursor_open(ledger, CTYI_SQL_CLIENT_LIST,
                                sizeof(**out_cursor), out_cursor, err);
    status = ctyi_client_find(ledger->store, ref_or_code, &key, err);
    if (status == CTY_OK)
        status = ctyi_cursor_open(ledger, CTYI_SQL_CLIENT_ONE,
                                  sizeof(**out_cursor), out_cursor, err);
    if (status == CTY_OK)
        ctyi_bind_int((*out_cursor)->base.sql, 1, key.client);
    return status;
}

cty_status
cty_client_cursor_next(cty_client_cursor *cursor, cty_client *out_client,
                       bool *out_found, cty_error *err)
{
    struct ctyi_client client;
    bool row;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_client,
                         sizeof(*out_client), out_found, &row, err);

    if (status == CTY_OK && row) {
        ctyi_client_read(cursor->base.sql, &client);
        ctyi_show_client(&client, out_client);
    }
    return status;
}

void
cty_client_cursor_close(cty_client_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}
