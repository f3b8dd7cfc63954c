/* Drawing a statement: who, what was granted, on which bills, and the past. */
#include <stdio.h>
#include <string.h>

#include "base/currency.h"
#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "statement/statement.h"

/* Its texts are a row's: keep them. */
static cty_status
keep_client(cty_statement *statement, cty_error *err)
{
    struct ctyi_client *client = &statement->master;
    const char **const texts[] = {
        &client->ref,      &client->tracking_code, &client->folded_code,
        &client->name,     &client->contact,       &client->address,
        &client->city,     &client->region,        &client->postal_code,
        &client->country,  &client->email,         &client->phone,
        &client->language, &client->note,
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        *texts[i] = ctyi_statement_keep(statement, *texts[i]);
        if (*texts[i] == NULL)
            return ctyi_no_memory(err);
    }
    return CTY_OK;
}

static cty_status
take_master(struct ctyi_store *store, cty_statement *statement, cty_error *err)
{
    struct ctyi_statement *sql;
    bool row = false;
    cty_status status = ctyi_sql(store, CTYI_SQL_STATEMENT_CLIENT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, statement->client.client);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK && !row)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "the ledger does not say its issuer");
    if (status == CTY_OK) {
        ctyi_client_read(sql, &statement->master);
        statement->issuer = ctyi_statement_keep(
            statement, ctyi_column_string(sql, CTYI_CLIENT_FIELDS));
        status = statement->issuer != NULL ? keep_client(statement, err)
                                           : ctyi_no_memory(err);
    }
    ctyi_reset(sql);
    return status;
}

static cty_status
take_client(struct ctyi_store *store, const char *client_ref,
            cty_statement *statement, cty_error *err)
{
    struct ctyi_head head;
    cty_status status =
        ctyi_client_find(store, client_ref, &statement->client, err);

    if (status == CTY_OK)
        status = take_master(store, statement, err);
    if (status == CTY_OK)
        status = ctyi_head_read(store, statement->client.client, &head, err);
    if (status != CTY_OK)
        return status;
    statement->chain_fact = head.facts;
    ctyi_digest_hex(head.head, statement->chain_head);
    return CTY_OK;
}

static void
number(const struct ctyi_store *store, cty_statement *statement)
{
    bool own = strcmp(statement->currency, store->currency) == 0;

    snprintf(statement->number, sizeof(statement->number), "%s/%s%s%s",
             statement->period.name, statement->client.tracking_code,
             own ? "" : "/", own ? "" : statement->currency);
}

static cty_status
take_entry(cty_statement *statement, struct ctyi_statement *row, cty_error *err)
{
    struct ctyi_drawn_entry *entry = ctyi_statement_entry(statement);

    if (entry == NULL)
        return ctyi_no_memory(err);
    entry->number = ctyi_column_int(row, 0);
    entry->kind = (int32_t)ctyi_column_int(row, 1);
    entry->date = (int32_t)ctyi_column_int(row, 2);
    entry->bill = ctyi_column_int(row, 3);
    entry->bill_no = "";
    entry->reason = ctyi_statement_keep(statement, ctyi_column_string(row, 5));
    entry->label = ctyi_statement_keep(statement, ctyi_column_string(row, 6));
    entry->granted_by =
        ctyi_statement_keep(statement, ctyi_column_string(row, 7));
    entry->note = ctyi_statement_keep(statement, ctyi_column_string(row, 8));
    if (entry->reason == NULL || entry->label == NULL ||
        entry->granted_by == NULL || entry->note == NULL)
        return ctyi_no_memory(err);
    return ctyi_statement_saved(entry->kind, ctyi_column_int(row, 4),
                                &entry->saved, err);
}

static cty_status
take_entries(struct ctyi_store *store, cty_statement *statement, cty_error *err)
{
    int32_t from = ctyi_date_pack(statement->period.from);
    int32_t to = ctyi_date_pack(statement->period.to);
    struct ctyi_statement *sql;
    bool row = true;
    cty_status status = ctyi_sql(store, CTYI_SQL_STATEMENT_ENTRIES, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, statement->client.client);
    ctyi_bind_text(sql, 2, statement->currency);
    ctyi_bind_int(sql, 3, ctyi_date_month(from));
    ctyi_bind_int(sql, 4, ctyi_date_month(to));
    ctyi_bind_int(sql, 5, from);
    ctyi_bind_int(sql, 6, to);
    while ((status = ctyi_step(sql, &row, err)) == CTY_OK && row) {
        status = take_entry(statement, sql, err);
        if (status != CTY_OK)
            break;
    }
    ctyi_reset(sql);
    return status;
}

/* ---- what must be true of a ledger that is whole ---- */

static cty_status
check_day(const cty_statement *statement, int32_t date, cty_error *err)
{
    if (cty_date_valid(ctyi_date_unpack(date)))
        return CTY_OK;
    return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                     "the ledger's file is damaged: something of %s is dated "
                     "%d, which is no day",
                     statement->client.ref, date);
}

/* What is printed must have names: check tells what else is wrong. */
static cty_status
check_drawn(const cty_statement *statement, cty_error *err)
{
    cty_status status = CTY_OK;

    if (ctyi_currency_decimals(statement->currency) < 0)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's file is damaged: something of %s is in "
                         "\"%s\", which is no currency",
                         statement->client.ref, statement->currency);
    if (statement->first_saving != 0)
        status = check_day(statement, statement->first_saving, err);
    if (status == CTY_OK && statement->master.since != 0)
        status = check_day(statement, statement->master.since, err);
    for (size_t i = 0; i < statement->bill_count && status == CTY_OK; i++)
        status = check_day(statement, statement->bills[i].date, err);
    for (size_t i = 0; i < statement->entry_count && status == CTY_OK; i++)
        status = check_day(statement, statement->entries[i].date, err);
    return status;
}

static cty_status
draw(struct ctyi_store *store, const char *client_ref, const char *currency,
     cty_statement *statement, cty_error *err)
{
    cty_status status = take_client(store, client_ref, statement, err);

    if (status == CTY_OK && currency != NULL)
        ctyi_text_copy(statement->currency, sizeof(statement->currency),
                       currency);
    else if (status == CTY_OK)
        status = ctyi_statement_currency(store, &statement->client,
                                         statement->currency, err);
    if (status != CTY_OK)
        return status;
    number(store, statement);
    status = take_entries(store, statement, err);
    if (status == CTY_OK)
        status = ctyi_statement_collect(statement, err);
    if (status == CTY_OK)
        status = ctyi_statement_past(store, statement, err);
    if (status == CTY_OK)
        status = ctyi_statement_bills(store, statement, err);
    return status == CTY_OK ? check_drawn(statement, err) : status;
}

cty_status
ctyi_statement_draw(struct ctyi_store *store, const char *client_ref,
                    const cty_period *period, const char *currency,
                    cty_statement **out_statement, cty_error *err)
{
    cty_statement *statement = ctyi_alloc_zero(sizeof(*statement));
    cty_status status;

    if (statement == NULL)
        return ctyi_no_memory(err);
    status = ctyi_statement_period(store, period, &statement->period, err);
    if (status == CTY_OK)
        status = ctyi_store_begin_read(store, err);
    if (status == CTY_OK) {
        status = draw(store, client_ref, currency, statement, err);
        ctyi_store_end_read(store);
    }
    if (status != CTY_OK) {
        ctyi_statement_free(statement);
        return status;
    }
    *out_statement = statement;
    return CTY_OK;
}
