/* Facts as the public structs show them. */
#include <stdio.h>
#include <string.h>

#include "api/api.h"
#include "base/date.h"
#include "base/text.h"

void
ctyi_show_client(const struct ctyi_client *client, cty_client *out_client)
{
    cty_client own = CTY_CLIENT_INIT;

    own.since = ctyi_date_unpack(client->since);
    own.ref = client->ref;
    own.name = client->name;
    own.contact = client->contact;
    own.address = client->address;
    own.city = client->city;
    own.region = client->region;
    own.postal_code = client->postal_code;
    own.country = client->country;
    own.email = client->email;
    own.phone = client->phone;
    own.tracking_code = client->tracking_code;
    own.prefix = "";
    own.language = client->language;
    own.note = client->note;
    ctyi_show(&own, sizeof(own), out_client);
}

char *
ctyi_entry_code(const char *tracking_code, int64_t number, char *buffer)
{
    snprintf(buffer, CTY_ENTRY_CODE_TEXT, "%s/%lld", tracking_code,
             (long long)number);
    return buffer;
}

static cty_status
client_ref(struct ctyi_store *store, int64_t client, char ref[CTY_MAX_REF + 1],
           cty_error *err)
{
    struct ctyi_client_key key;
    cty_status status = ctyi_client_key(store, client, &key, err);

    if (status == CTY_OK)
        memcpy(ref, key.ref, CTY_MAX_REF + 1);
    return status;
}

/* Where a quote stands: billed counts most. */
static cty_status
standing(struct ctyi_store *store, int64_t quote, cty_quote_info *info,
         cty_error *err)
{
    struct ctyi_bill bill;
    int64_t billed = 0;
    int32_t date = 0;
    cty_status status =
        ctyi_quote_status_read(store, quote, &info->status, &date, err);

    if (status == CTY_OK)
        status = ctyi_quote_bill(store, quote, &billed, err);
    if (status == CTY_OK && billed != 0)
        status = ctyi_bill_by_key(store, billed, &bill, err);
    if (status != CTY_OK)
        return status;
    if (billed != 0) {
        info->status = CTY_QUOTE_BILLED;
        date = bill.fact.date;
        memcpy(info->bill_no, bill.bill_no, sizeof(info->bill_no));
    }
    info->status_date = ctyi_date_unpack(date);
    return CTY_OK;
}

cty_status
ctyi_show_quote(struct ctyi_store *store, const struct ctyi_quote *quote,
                bool repeated, cty_quote_info *out_info, cty_error *err)
{
    cty_quote_info own = CTY_QUOTE_INFO_INIT;
    cty_status status;

    if (out_info == NULL)
        return CTY_OK;
    status = client_ref(store, quote->fact.client, own.client_ref, err);
    if (status == CTY_OK)
        status = standing(store, quote->fact.sequence, &own, err);
    if (status != CTY_OK)
        return status;
    memcpy(own.quote_no, quote->quote_no, sizeof(own.quote_no));
    memcpy(own.currency, quote->currency, sizeof(own.currency));
    memcpy(own.id.bytes, quote->fact.id, sizeof(own.id.bytes));
    own.date = ctyi_date_unpack(quote->fact.date);
    own.valid_until = ctyi_date_unpack(quote->valid_until);
    own.rounding = quote->rounding;
    own.repeated = repeated;
    own.fact = quote->fact.fact;
    own.recorded_at_ms = quote->fact.recorded_at;
    own.lines = quote->lines;
    own.gross_minor = quote->totals.gross;
    own.discounts_minor = quote->totals.discounts;
    own.charges_minor = quote->totals.charges;
    own.net_minor = quote->totals.net;
    ctyi_show(&own, sizeof(own), out_info);
    return CTY_OK;
}

cty_status
ctyi_show_bill(struct ctyi_store *store, const struct ctyi_bill *bill,
               bool repeated, cty_bill_info *out_info, cty_error *err)
{
    cty_bill_info own = CTY_BILL_INFO_INIT;
    struct ctyi_quote quote;
    cty_status status;

    if (out_info == NULL)
        return CTY_OK;
    status = client_ref(store, bill->fact.client, own.client_ref, err);
    if (status == CTY_OK)
        status = ctyi_bill_left_total(store, bill->fact.sequence,
                                      &own.left_minor, err);
    if (status == CTY_OK && bill->quote != 0)
        status = ctyi_quote_by_key(store, bill->quote, &quote, err);
    if (status != CTY_OK)
        return status;
    if (bill->quote != 0)
        memcpy(own.quote_no, quote.quote_no, sizeof(own.quote_no));
    memcpy(own.bill_no, bill->bill_no, sizeof(own.bill_no));
    memcpy(own.currency, bill->currency, sizeof(own.currency));
    memcpy(own.id.bytes, bill->fact.id, sizeof(own.id.bytes));
    own.rounding = bill->rounding;
    own.date = ctyi_date_unpack(bill->fact.date);
    own.repeated = repeated;
    own.fact = bill->fact.fact;
    own.recorded_at_ms = bill->fact.recorded_at;
    own.lines = bill->lines;
    own.gross_minor = bill->totals.gross;
    own.discounts_minor = bill->totals.discounts;
    own.charges_minor = bill->totals.charges;
    own.net_minor = bill->totals.net;
    ctyi_show(&own, sizeof(own), out_info);
    return CTY_OK;
}

void
ctyi_show_entry(const struct ctyi_entry *entry, const struct ctyi_names *names,
                bool repeated, cty_entry *out_entry)
{
    cty_entry own = CTY_ENTRY_INIT;
    int64_t linked =
        entry->kind == CTY_REVERSAL ? names->reversed : names->reversal;

    ctyi_entry_code(names->tracking_code, entry->number, own.code);
    if (linked != 0)
        ctyi_entry_code(names->tracking_code, linked, own.linked);
    own.kind = entry->kind;
    ctyi_text_copy(own.client_ref, sizeof(own.client_ref), names->client_ref);
    ctyi_text_copy(own.bill_no, sizeof(own.bill_no), names->bill_no);
    memcpy(own.reason, entry->reason, sizeof(own.reason));
    memcpy(own.credit_no, entry->credit_no, sizeof(own.credit_no));
    own.saving = entry->saving;
    own.repeated = repeated;
    own.date = ctyi_date_unpack(entry->fact.date);
    own.line_no = entry->line_no;
    own.amount.minor = entry->amount;
    memcpy(own.amount.currency, entry->currency, sizeof(own.amount.currency));
    own.rate = entry->rate;
    own.number = entry->number;
    own.fact = entry->fact.fact;
    own.recorded_at_ms = entry->fact.recorded_at;
    memcpy(own.id.bytes, entry->fact.id, sizeof(own.id.bytes));
    own.label = names->label;
    own.granted_by = names->granted_by;
    own.note = names->label != NULL ? entry->note : NULL;
    ctyi_show(&own, sizeof(own), out_entry);
}
