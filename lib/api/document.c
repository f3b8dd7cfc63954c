/* Lists of quotes and bills, which are asked for in the same ways. */
#include <string.h>

#include "api/cursor.h"

void
ctyi_take_id(const void *bytes, size_t size, cty_id *id)
{
    if (bytes != NULL && size == sizeof(id->bytes))
        memcpy(id->bytes, bytes, size);
}

static cty_status
take(const cty_document_filter *theirs, cty_document_filter *own,
     cty_error *err)
{
    cty_status status = CTY_OK;

    memset(own, 0, sizeof(*own));
    if (theirs != NULL)
        status =
            ctyi_adopt(own, sizeof(*own), theirs, sizeof(*own), "filter", err);
    if (status == CTY_OK)
        status = ctyi_check_date(own->from, "from", err);
    if (status == CTY_OK)
        status = ctyi_check_date(own->to, "to", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(own->number, "number", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(own->client_ref, "client_ref", err);
    return status;
}

cty_status
ctyi_document_cursor(cty_ledger *ledger, const cty_document_filter *theirs,
                     const struct ctyi_document_sql *sql,
                     ctyi_find_document *find, size_t size, void *out_cursor,
                     cty_error *err)
{
    struct ctyi_client_key client = {0};
    struct ctyi_cursor *cursor = NULL;
    cty_document_filter filter;
    enum ctyi_sql name = sql->all;
    int64_t document = 0;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = take(theirs, &filter, err);
    if (status == CTY_OK && filter.client_ref != NULL)
        status =
            ctyi_client_find(ledger->store, filter.client_ref, &client, err);
    if (status == CTY_OK && filter.number != NULL)
        status = find(ledger, filter.number, &document, err);
    if (status != CTY_OK)
        return status;
    if (filter.number != NULL)
        name = sql->one;
    else if (filter.client_ref != NULL)
        name = sql->client;
    status = ctyi_cursor_open(ledger, name, size, &cursor, err);
    if (status != CTY_OK)
        return status;
    if (filter.number != NULL)
        ctyi_bind_int(cursor->sql, 1, document);
    else
        ctyi_bind_span(cursor->sql, filter.from, filter.to);
    if (name == sql->client)
        ctyi_bind_int(cursor->sql, 5, client.client);
    memcpy(out_cursor, &cursor, sizeof(cursor));
    return CTY_OK;
}
