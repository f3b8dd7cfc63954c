/* Statements and savers. */
#include <string.h>

#include "api/cursor.h"
#include "base/date.h"
#include "base/text.h"
#include "statement/statement.h"

static cty_status
check_period(const cty_ledger *ledger, const cty_period *theirs,
             cty_period *out_period, cty_error *err)
{
    cty_status status = ctyi_need(theirs, "period", err);

    if (status == CTY_OK)
        status = ctyi_statement_period(ledger->store, theirs, out_period, err);
    return status;
}

cty_status
cty_statement_draw(cty_ledger *ledger, const char *client_ref,
                   const cty_period *period, const char *currency,
                   cty_statement **out_statement, cty_error *err)
{
    cty_period own;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_statement, "out_statement", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = check_period(ledger, period, &own, err);
    if (status == CTY_OK)
        status = ctyi_check_currency(currency, err);
    if (status == CTY_OK)
        status = ctyi_statement_draw(ledger->store, client_ref, &own, currency,
                                     out_statement, err);
    return status;
}

void
cty_statement_free(cty_statement *statement)
{
    ctyi_statement_free(statement);
}

/* ---- reading one ---- */

/* An output that must be there, and be one that we can fill. */
static cty_status
need_out(const void *theirs, size_t own_size, const char *name, cty_error *err)
{
    cty_status status = ctyi_need(theirs, name, err);

    return status == CTY_OK ? ctyi_check_out(theirs, own_size, name, err)
                            : status;
}

static cty_status
check_index(size_t index, size_t count, const char *what, cty_error *err)
{
    if (index < count)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, "index",
                     "the statement has %zu %s: there is none at index %zu",
                     count, what, index);
}

cty_status
cty_statement_info_get(const cty_statement *statement,
                       cty_statement_info *out_info, cty_error *err)
{
    cty_statement_info own = CTY_STATEMENT_INFO_INIT;
    cty_status status = ctyi_need(statement, "statement", err);

    if (status == CTY_OK)
        status = need_out(out_info, sizeof(own), "out_info", err);
    if (status != CTY_OK)
        return status;
    memcpy(own.currency, statement->currency, sizeof(own.currency));
    own.period = statement->period;
    memcpy(own.number, statement->number, sizeof(own.number));
    memcpy(own.tracking_code, statement->client.tracking_code,
           sizeof(own.tracking_code));
    memcpy(own.client_ref, statement->client.ref, sizeof(own.client_ref));
    memcpy(own.chain_head, statement->chain_head, sizeof(own.chain_head));
    own.chain_fact = statement->chain_fact;
    own.before_minor = statement->before;
    own.net_minor = statement->net;
    own.saved_minor = statement->saved;
    own.year_to_date_minor = statement->year_to_date;
    own.since_start_minor = statement->since_start;
    own.issuer = statement->issuer;
    own.client_name = statement->master.name;
    own.bills = statement->bill_count;
    own.entries = statement->entry_count;
    own.history = statement->history_count;
    own.first_saving = ctyi_date_unpack(statement->first_saving);
    own.quoted = statement->quoted;
    ctyi_show(&own, sizeof(own), out_info);
    return CTY_OK;
}

cty_status
cty_statement_client_get(const cty_statement *statement, cty_client *out_client,
                         cty_error *err)
{
    cty_status status = ctyi_need(statement, "statement", err);

    if (status == CTY_OK)
        status = need_out(out_client, sizeof(*out_client), "out_client", err);
    if (status == CTY_OK)
        ctyi_show_client(&statement->master, out_client);
    return status;
}

cty_status
cty_statement_bill_get(const cty_statement *statement, size_t index,
                       cty_statement_bill *out_bill, cty_error *err)
{
    cty_statement_bill own = CTY_STATEMENT_BILL_INIT;
    const struct ctyi_drawn_bill *bill;
    cty_status status = ctyi_need(statement, "statement", err);

    if (status == CTY_OK)
        status = need_out(out_bill, sizeof(own), "out_bill", err);
    if (status == CTY_OK)
        status = check_index(index, statement->bill_count, "bills", err);
    if (status != CTY_OK)
        return status;
    bill = &statement->bills[index];
    own.date = ctyi_date_unpack(bill->date);
    ctyi_text_copy(own.bill_no, sizeof(own.bill_no), bill->bill_no);
    own.before_minor = bill->before;
    own.net_minor = bill->net;
    own.saved_minor = bill->saved;
    own.description = bill->description;
    ctyi_text_copy(own.quote_no, sizeof(own.quote_no), bill->quote_no);
    own.quoted_minor = bill->quoted;
    own.entries = bill->entry_count;
    ctyi_show(&own, sizeof(own), out_bill);
    return CTY_OK;
}

cty_status
cty_statement_entry_get(const cty_statement *statement, size_t index,
                        cty_statement_entry *out_entry, cty_error *err)
{
    cty_statement_entry own = CTY_STATEMENT_ENTRY_INIT;
    const struct ctyi_drawn_entry *entry;
    cty_status status = ctyi_need(statement, "statement", err);

    if (status == CTY_OK)
        status = need_out(out_entry, sizeof(own), "out_entry", err);
    if (status == CTY_OK)
        status = check_index(index, statement->entry_count, "entries", err);
    if (status != CTY_OK)
        return status;
    entry = &statement->entries[index];
    own.kind = entry->kind;
    own.date = ctyi_date_unpack(entry->date);
    ctyi_entry_code(statement->client.tracking_code, entry->number, own.code);
    ctyi_text_copy(own.reason, sizeof(own.reason), entry->reason);
    ctyi_text_copy(own.bill_no, sizeof(own.bill_no), entry->bill_no);
    own.saved_minor = entry->saved;
    own.label = entry->label;
    own.granted_by = entry->granted_by;
    own.note = entry->note;
    own.row = entry->row;
    ctyi_show(&own, sizeof(own), out_entry);
    return CTY_OK;
}

cty_status
cty_statement_history_get(const cty_statement *statement, size_t index,
                          cty_period *out_period, int64_t *out_saved_minor,
                          cty_error *err)
{
    cty_status status = ctyi_need(statement, "statement", err);

    if (status == CTY_OK)
        status = ctyi_need(out_period, "out_period", err);
    if (status == CTY_OK)
        status = ctyi_need(out_saved_minor, "out_saved_minor", err);
    if (status == CTY_OK)
        status = check_index(index, statement->history_count,
                             "periods of history", err);
    if (status != CTY_OK)
        return status;
    *out_period = statement->history[index].period;
    *out_saved_minor = statement->history[index].saved;
    return CTY_OK;
}

/* ---- savers ---- */

struct cty_saver_cursor {
    struct ctyi_cursor base;
    bool there;   /* the statement stands on a row */
    bool pending; /* which was not handed out yet */
};

/* The first step takes the state of the ledger that the cursor then holds. */
static cty_status
begin(cty_saver_cursor *cursor, const cty_period *period, int32_t order,
      int64_t *out_total, cty_error *err)
{
    cty_saver first = CTY_SAVER_INIT;
    cty_status status;

    ctyi_savers_bind(cursor->base.sql, period, order);
    status = ctyi_step(cursor->base.sql, &cursor->there, err);
    if (status != CTY_OK)
        return status;
    cursor->pending = cursor->there;
    *out_total = 0;
    if (cursor->there)
        ctyi_savers_read(cursor->base.sql, &first, out_total);
    return CTY_OK;
}

static cty_status
check_order(int32_t order, cty_error *err)
{
    if (order < CTY_SAVERS_BY_REF || order > CTY_SAVERS_BY_POST)
        return ctyi_fail(err, CTY_E_ARGUMENT, "order",
                         "order %d is none: use CTY_SAVERS_BY_REF, NAME or "
                         "POST",
                         order);
    return CTY_OK;
}

cty_status
cty_saver_cursor_open(cty_ledger *ledger, const cty_period *period,
                      int32_t order, int64_t *out_total,
                      cty_saver_cursor **out_cursor, cty_error *err)
{
    cty_saver_cursor *cursor = NULL;
    cty_period own;
    int64_t total;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_cursor, "out_cursor", err);
    if (status == CTY_OK)
        status = check_period(ledger, period, &own, err);
    if (status == CTY_OK)
        status = check_order(order, err);
    if (status == CTY_OK)
        status = ctyi_cursor_open(ledger, CTYI_SQL_SAVER_LIST, sizeof(*cursor),
                                  &cursor, err);
    if (status != CTY_OK)
        return status;
    status = begin(cursor, &own, order, &total, err);
    if (status != CTY_OK) {
        ctyi_cursor_close(&cursor->base);
        return status;
    }
    if (out_total != NULL)
        *out_total = total;
    *out_cursor = cursor;
    return CTY_OK;
}

cty_status
cty_saver_cursor_next(cty_saver_cursor *cursor, cty_saver *out_saver,
                      bool *out_found, cty_error *err)
{
    cty_saver own = CTY_SAVER_INIT;
    int64_t total;
    cty_status status = ctyi_need(cursor, "cursor", err);

    if (status == CTY_OK)
        status = need_out(out_saver, sizeof(own), "out_saver", err);
    if (status == CTY_OK)
        status = ctyi_need(out_found, "out_found", err);
    if (status == CTY_OK && cursor->there && !cursor->pending)
        status = ctyi_step(cursor->base.sql, &cursor->there, err);
    if (status != CTY_OK)
        return status;
    cursor->pending = false;
    *out_found = cursor->there;
    if (!cursor->there)
        return CTY_OK;
    ctyi_savers_read(cursor->base.sql, &own, &total);
    ctyi_show(&own, sizeof(own), out_saver);
    return CTY_OK;
}

void
cty_saver_cursor_close(cty_saver_cursor *cursor)
{
    ctyi_cursor_close((struct ctyi_cursor *)cursor);
}
