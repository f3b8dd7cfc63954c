/* What an answer says, member by member: between them there may be anything. */
#include "steps.h"

static void
see_date(struct shop *shop, cty_date date)
{
    see_int(shop, date.year * 10000 + date.month * 100 + date.day);
}

void
see_quote(struct shop *shop, const cty_quote_info *info)
{
    see_int(shop, info->status);
    see_text(shop, info->quote_no);
    see_text(shop, info->client_ref);
    see_text(shop, info->bill_no);
    see_text(shop, info->currency);
    see_date(shop, info->date);
    see_date(shop, info->valid_until);
    see_date(shop, info->status_date);
    see_int(shop, info->repeated);
    see_int(shop, info->fact);
    see_int(shop, info->recorded_at_ms);
    see_int(shop, info->lines);
    see_int(shop, info->gross_minor);
    see_int(shop, info->discounts_minor);
    see_int(shop, info->charges_minor);
    see_int(shop, info->net_minor);
    see_bytes(shop, &info->id, sizeof(info->id));
}

void
see_bill(struct shop *shop, const cty_bill_info *info)
{
    see_text(shop, info->bill_no);
    see_text(shop, info->client_ref);
    see_text(shop, info->quote_no);
    see_text(shop, info->currency);
    see_date(shop, info->date);
    see_int(shop, info->repeated);
    see_int(shop, info->fact);
    see_int(shop, info->recorded_at_ms);
    see_int(shop, info->lines);
    see_int(shop, info->gross_minor);
    see_int(shop, info->discounts_minor);
    see_int(shop, info->charges_minor);
    see_int(shop, info->net_minor);
    see_int(shop, info->left_minor);
    see_bytes(shop, &info->id, sizeof(info->id));
}

void
see_entry(struct shop *shop, const cty_entry *entry)
{
    see_int(shop, entry->kind);
    see_text(shop, entry->code);
    see_text(shop, entry->linked);
    see_text(shop, entry->client_ref);
    see_text(shop, entry->bill_no);
    see_text(shop, entry->reason);
    see_text(shop, entry->credit_no);
    see_int(shop, entry->saving * 2 + entry->repeated);
    see_date(shop, entry->date);
    see_int(shop, entry->line_no);
    see_text(shop, entry->amount.currency);
    see_int(shop, entry->amount.minor);
    see_int(shop, entry->rate);
    see_int(shop, entry->number);
    see_int(shop, entry->fact);
    see_int(shop, entry->recorded_at_ms);
    see_bytes(shop, &entry->id, sizeof(entry->id));
    see_text(shop, entry->label);
    see_text(shop, entry->granted_by);
    see_text(shop, entry->note);
}

void
see_savings(struct shop *shop, const cty_savings_row *row)
{
    see_text(shop, row->currency);
    see_text(shop, row->client_ref);
    see_text(shop, row->quarter);
    see_int(shop, row->bills);
    see_int(shop, row->credit_notes);
    see_int(shop, row->gross_minor);
    see_int(shop, row->discounts_minor);
    see_int(shop, row->charges_minor);
    see_int(shop, row->billed_minor);
    see_int(shop, row->credits_minor);
    see_int(shop, row->savings_minor);
}

void
see_margin(struct shop *shop, const cty_margin_row *row)
{
    see_text(shop, row->currency);
    see_text(shop, row->key);
    see_int(shop, row->rank);
    see_int(shop, row->billed_minor);
    see_int(shop, row->cost_minor);
    see_int(shop, row->margin_minor);
    see_int(shop, row->has_percent ? row->margin_percent : -1);
    see_int(shop, row->credits_minor);
    see_int(shop, row->margin_after_credits_minor);
}

void
see_import(struct shop *shop, const cty_import_result *result)
{
    see_int(shop, result->rows);
    see_int(shop, result->bad_rows);
    see_int(shop, result->rejected_documents);
    see_int(shop, result->clients_added);
    see_int(shop, result->persons_added);
    see_int(shop, result->reasons_added);
    see_int(shop, result->quotes_added);
    see_int(shop, result->bills_added);
    see_int(shop, result->credits_added);
    see_int(shop, result->skipped);
}

void
see_check(struct shop *shop, const cty_check *check)
{
    see_int(shop, check->clients);
    see_int(shop, check->facts);
    see_int(shop, check->bills);
    see_int(shop, check->entries);
    see_text(shop, check->client_ref);
}

void
see_statement(struct shop *shop, const cty_statement_info *info)
{
    see_text(shop, info->currency);
    see_text(shop, info->period.name);
    see_text(shop, info->number);
    see_text(shop, info->tracking_code);
    see_text(shop, info->client_ref);
    see_text(shop, info->chain_head);
    see_int(shop, info->chain_fact);
    see_int(shop, info->before_minor);
    see_int(shop, info->net_minor);
    see_int(shop, info->saved_minor);
    see_int(shop, info->year_to_date_minor);
    see_int(shop, info->since_start_minor);
    see_text(shop, info->issuer);
    see_text(shop, info->client_name);
}
