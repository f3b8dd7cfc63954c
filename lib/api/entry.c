/* Entries and shares, one at a time. */
#include <string.h>

#include "api/cursor.h"
#include "base/date.h"
#include "base/text.h"

struct cty_entry_cursor {
    struct ctyi_cursor base;
};

/* An entry filter, its names resolved. */
struct wanted {
    cty_entry_filter filter;
    int64_t entry, client, bill;
};

enum { CODE_ROOM = CTY_ENTRY_CODE_TEXT - 1 + CTY_MAX_REF };

static cty_status
take(const cty_entry_filter *theirs, cty_entry_filter *own, cty_error *err)
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
    if (status == CTY_OK && own->code != NULL)
        status = ctyi_text_need(own->code, CODE_ROOM, "code", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(own->client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(own->bill_no, "bill_no", err);
    return status;
}

static cty_status
resolve_bill(struct ctyi_store *store, struct wanted *wanted, cty_error *err)
{
    struct ctyi_bill bill;
    bool found;
    cty_status status =
        ctyi_bill_by_no(store, wanted->filter.bill_no, &bill, &found, err);

    if (status != CTY_OK)
        return status;
    if (!found)
        return ctyi_fail(err, CTY_E_NOT_FOUND, "bill_no", "no bill \"%s\"",
                         wanted->filter.bill_no);
    wanted->bill = bill.fact.sequence;
    if (wanted->client == 0)
        wanted->client = bill.fact.client;
    return CTY_OK;
}

static cty_status
resolve(struct ctyi_store *store, struct wanted *wanted, cty_error *err)
{
    const cty_entry_filter *filter = &wanted->filter;
    struct ctyi_client_key client;
    cty_status status = CTY_OK;

    if (filter->code != NULL)
        return ctyi_find_entry(store, filter->code, &wanted->entry, err);
    if (filter->client_ref != NULL) {
        status = ctyi_client_find(store, filter->client_ref, &client, err);
        if (status == CTY_OK)
            wanted->client = client.client;
    }
    if (status == CTY_OK && filter->bill_no != NULL)
        status = resolve_bill(store, wanted, err);
    return status;
}

static void
bind(struct ctyi_statement *sql, const struct wanted *wanted)
{
    uint32_t kinds = wanted->filter.kinds;

    if (wanted->entry != 0) {
        ctyi_bind_int(sql, 1, wanted->entry);
        return;
    }
    ctyi_bind_span(sql, wanted->filter.from, wanted->filter.to);
    for (int kind = CTY_DISCOUNT; kind <= CTY_REVERSAL; kind++)
        ctyi_bind_int(sql, 4 + kind,
                      kinds == 0 || (kinds & (1U << kind)) != 0 ? kind : 0);
    if (wanted->client != 0) {
        ctyi_bind_int(sql, 9, wanted->client);
        ctyi_bind_int(sql, 10, wanted->bill);
    }
}

cty_status
cty_entry_cursor_open(cty_ledger *ledger, const cty_entry_filter *filter,
                      cty_entry_cursor **out_cursor, cty_error *err)
{
    struct wanted wanted = {0};
    enum ctyi_sql name = CTYI_SQL_ENTRY_LIST;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = take(filter, &wanted.filter, err);
    if (status == CTY_OK)
        status = resolve(ledger->store, &wanted, err);
    if (status != CTY_OK)
        return status;
    if (wanted.entry != 0)
        name = CTYI_SQL_ENTRY_ONE;
    else if (wanted.client != 0)
        name = CTYI_SQL_ENTRY_LIST_CLIENT;
    status =
        ctyi_cursor_open(ledger, name, sizeof(**out_cursor), out_cursor, err);
    if (status == CTY_OK)
        bind((*out_cursor)->base.sql, &wanted);
    return status;
}

cty_status
cty_entry_cursor_next(cty_entry_cursor *cursor, cty_entry *out_entry,
                      bool *out_found, cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_names names;
    struct ctyi_entry entry;
    bool row;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_entry,
                         sizeof(*out_entry), out_found, &row, err);

    if (status != CTY_OK || !row)
        return status;
    sql = cursor->base.sql;
    ctyi_row_entry(sql, &entry);
    names.tracking_code = ctyi_column_string(sql, 20);
    names.client_ref = ctyi_column_string(sql, 21);
    names.bill_no = ctyi_column_string(sql, 22);
    names.label = ctyi_column_string(sql, 23);
    names.granted_by = ctyi_column_string(sql, 24);
    names.reversal = ctyi_column_int(sql, 25);
    names.reversed = ctyi_column_int(sql, 26);
    ctyi_show_entry(&entry, &names, false, out_entry);
    return CTY_OK;
}

void
cty_entry_cursor_close(cty_entry_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}

/* ---- shares ---- */

struct cty_share_cursor {
    struct ctyi_cursor base;
};

cty_status
cty_share_cursor_open(cty_ledger *ledger, const char *code,
                      cty_share_cursor **out_cursor, cty_error *err)
{
    struct ctyi_entry entry;
    int64_t key = 0;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = ctyi_text_need(code, CODE_ROOM, "code", err);
    if (status == CTY_OK)
        status = ctyi_find_entry(ledger->store, code, &key, err);
    if (status == CTY_OK)
        status = ctyi_entry_by_key(ledger->store, key, &entry, err);
    if (status == CTY_OK)
        status = ctyi_cursor_open(ledger, CTYI_SQL_SHARE_LIST,
                                  sizeof(**out_cursor), out_cursor, err);
    if (status == CTY_OK)
        ctyi_bind_int((*out_cursor)->base.sql, 1,
                      entry.reverses != 0 ? entry.reverses : key);
    return status;
}

cty_status
cty_share_cursor_next(cty_share_cursor *cursor, cty_share *out_share,
                      bool *out_found, cty_error *err)
{
    cty_share own = CTY_SHARE_INIT;
    bool row;
    cty_status status =
        ctyi_cursor_next((struct ctyi_cursor *)cursor, out_share, sizeof(own),
                         out_found, &row, err);

    if (status != CTY_OK || !row)
        return status;
    own.line_no = (int32_t)ctyi_column_int(cursor->base.sql, 0);
    own.amount_minor = ctyi_column_int(cursor->base.sql, 1);
    own.description = ctyi_column_string(cursor->base.sql, 2);
    ctyi_show(&own, sizeof(own), out_share);
    return CTY_OK;
}

void
cty_share_cursor_close(cty_share_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}
