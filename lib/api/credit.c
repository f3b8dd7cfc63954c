#include <string.h>

#include "api/cursor.h"
#include "base/date.h"
#include "base/text.h"

/* ---- what was handed over ---- */

static cty_status
check_amount(const cty_credit *credit, cty_error *err)
{
    if (credit->how < CTY_AMOUNT || credit->how > CTY_REST)
        return ctyi_fail(err, CTY_E_ARGUMENT, "how",
                         "a credit is an amount, a percent or the rest: use "
                         "CTY_AMOUNT, CTY_PERCENT or CTY_REST");
    if (credit->how == CTY_AMOUNT && credit->amount.minor <= 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "a credit must be over 0; for all that is left, ask "
                         "for the rest");
    if (credit->how != CTY_AMOUNT && credit->amount.minor != 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "a credit is an amount, a percent or the rest, not "
                         "two of them");
    if (credit->how == CTY_PERCENT &&
        (credit->percent <= 0 || credit->percent > 100 * CTY_DECIMAL_ONE))
        return ctyi_fail(err, CTY_E_ARGUMENT, "percent",
                         "a percent must be over 0 and at most 100");
    if (credit->how != CTY_PERCENT && credit->percent != 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "percent",
                         "a credit is an amount, a percent or the rest, not "
                         "two of them");
    if (credit->bill_no == NULL && credit->how != CTY_AMOUNT)
        return ctyi_fail(err, CTY_E_ARGUMENT, "how",
                         "a credit on the account must say its amount: an "
                         "account has no percent and no rest");
    return CTY_OK;
}

static cty_status
check_place(const cty_credit *credit, cty_error *err)
{
    const char *currency = credit->amount.currency;
    cty_status status = ctyi_check_ref(credit->bill_no, "bill_no", err);

    if (status == CTY_OK && credit->bill_no == NULL)
        status = ctyi_need_ref(credit->client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(credit->client_ref, "client_ref", err);
    if (status == CTY_OK && memchr(currency, '\0', 4) == NULL)
        status = ctyi_fail(err, CTY_E_ARGUMENT, "currency",
                           "the amount's currency is not three letters");
    if (status == CTY_OK && currency[0] != '\0')
        status = ctyi_check_currency(currency, err);
    if (status != CTY_OK)
        return status;
    if (credit->line_no < 0 || (credit->line_no > 0 && credit->bill_no == NULL))
        return ctyi_fail(err, CTY_E_ARGUMENT, "line_no",
                         "a line is one of a bill's, from 1");
    return CTY_OK;
}

static cty_status
check(const cty_credit *credit, cty_error *err)
{
    cty_status status = check_place(credit, err);

    if (status == CTY_OK)
        status = check_amount(credit, err);
    if (status == CTY_OK)
        status = ctyi_need_day(credit->date, credit->today, err);
    if (status == CTY_OK)
        status = ctyi_need_ref(credit->reason, "reason", err);
    if (status == CTY_OK)
        status = ctyi_check_name(credit->granted_by, "granted_by", err);
    if (status == CTY_OK)
        status = ctyi_check_text(credit->note, "note", err);
    if (status == CTY_OK)
        status = ctyi_check_ref(credit->credit_no, "credit_no", err);
    if (status == CTY_OK)
        status = ctyi_check_key(credit->request_key, err);
    return status;
}

/* ---- what is answered ---- */

static cty_status
number_of(struct ctyi_store *store, int64_t entry, int64_t *out_number,
          cty_error *err)
{
    struct ctyi_entry other;
    cty_status status;

    if (entry == 0)
        return CTY_OK;
    status = ctyi_entry_by_key(store, entry, &other, err);
    if (status == CTY_OK)
        *out_number = other.number;
    return status;
}

static cty_status
answer(struct ctyi_store *store, int64_t key, bool repeated,
       cty_entry *out_entry, cty_error *err)
{
    struct ctyi_client_key client;
    struct ctyi_names names = {0};
    struct ctyi_entry entry;
    struct ctyi_bill bill = {0};
    int64_t reversal = 0;
    cty_status status;

    status = ctyi_entry_by_key(store, key, &entry, err);
    if (status == CTY_OK)
        status = ctyi_client_key(store, entry.fact.client, &client, err);
    if (status == CTY_OK && entry.bill != 0)
        status = ctyi_bill_by_key(store, entry.bill, &bill, err);
    if (status == CTY_OK && entry.kind == CTY_CREDIT && repeated)
        status = ctyi_entry_reversal(store, key, &reversal, err);
    if (status == CTY_OK)
        status = number_of(store, reversal, &names.reversal, err);
    if (status == CTY_OK)
        status = number_of(store, entry.reverses, &names.reversed, err);
    if (status != CTY_OK)
        return status;
    names.tracking_code = client.tracking_code;
    names.client_ref = client.ref;
    names.bill_no = bill.bill_no;
    ctyi_show_entry(&entry, &names, repeated, out_entry);
    return CTY_OK;
}

/* ---- the calls ---- */

cty_status
cty_credit_grant(cty_ledger *ledger, const cty_credit *credit,
                 cty_entry *out_entry, cty_error *err)
{
    cty_entry shown = CTY_ENTRY_INIT;
    struct ctyi_rules rules;
    cty_credit own;
    int64_t entry = 0;
    bool repeated;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status =
            ctyi_adopt(&own, sizeof(own), credit, sizeof(own), "credit", err);
    if (status == CTY_OK)
        status =
            ctyi_check_out(out_entry, sizeof(*out_entry), "out_entry", err);
    if (status == CTY_OK)
        status = check(&own, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_grant_credit(&rules, &own, &entry, &repeated, err);
    if (status == CTY_OK && out_entry != NULL)
        status = answer(ledger->store, entry, repeated, &shown, err);
    status = ctyi_store_end(ledger->store, status, err);
    if (status == CTY_OK)
        ctyi_show(&shown, sizeof(shown), out_entry);
    return status;
}

cty_status
cty_credit_reverse(cty_ledger *ledger, const cty_reversal *reversal,
                   cty_entry *out_entry, cty_error *err)
{
    cty_entry shown = CTY_ENTRY_INIT;
    struct ctyi_rules rules;
    cty_reversal own;
    int64_t entry = 0;
    bool repeated;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_adopt(&own, sizeof(own), reversal, sizeof(own),
                            "reversal", err);
    if (status == CTY_OK)
        status =
            ctyi_check_out(out_entry, sizeof(*out_entry), "out_entry", err);
    if (status == CTY_OK)
        status = ctyi_text_need(own.code, CTY_ENTRY_CODE_TEXT - 1 + CTY_MAX_REF,
                                "code", err);
    if (status == CTY_OK)
        status = ctyi_need_day(own.date, own.today, err);
    if (status == CTY_OK)
        status = ctyi_check_name(own.granted_by, "granted_by", err);
    if (status == CTY_OK)
        status = ctyi_check_text(own.note, "note", err);
    if (status == CTY_OK)
        status = ctyi_check_key(own.request_key, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    ctyi_rules_of(ledger, &rules);
    status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_reverse_credit(&rules, &own, &entry, &repeated, err);
    if (status == CTY_OK && out_entry != NULL)
        status = answer(ledger->store, entry, repeated, &shown, err);
    status = ctyi_store_end(ledger->store, status, err);
    if (status == CTY_OK)
        ctyi_show(&shown, sizeof(shown), out_entry);
    return status;
}

cty_status
cty_credit_currency(cty_ledger *ledger, const char *client_ref,
                    char *out_currency, cty_error *err)
{
    struct ctyi_client_key client;
    char currency[4];
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_currency, "out_currency", err);
    if (status == CTY_OK)
        status = ctyi_need_ref(client_ref, "client_ref", err);
    if (status == CTY_OK)
        status = ctyi_client_find(ledger->store, client_ref, &client, err);
    if (status == CTY_OK)
        status =
            ctyi_account_currency(ledger->store, client.client, currency, err);
    if (status == CTY_OK)
        memcpy(out_currency, currency, sizeof(currency));
    return status;
}
