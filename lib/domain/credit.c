#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/write.h"

/* A credit in the making, from the caller's words to its entry. */
struct granting {
    const struct ctyi_rules *rules;
    const cty_credit *credit;
    struct ctyi_entry entry;
    struct ctyi_bill bill;
    struct ctyi_left *lefts; /* of the line, or of the bill's lines */
    size_t left_count;
    struct ctyi_share *shares;
};

static void
ask(struct ctyi_request *request, const cty_credit *credit)
{
    ctyi_request_start(request, CTYI_VERB_CREDIT_GRANT, credit->request_key);
    ctyi_request_text(request, "bill_no", credit->bill_no);
    ctyi_request_int(request, "line_no", credit->line_no);
    ctyi_request_text(request, "client_ref", credit->client_ref);
    ctyi_request_int(request, "amount, percent or rest", credit->how);
    ctyi_request_int(request, "amount", credit->amount.minor);
    ctyi_request_text(request, "currency", credit->amount.currency);
    ctyi_request_int(request, "percent", credit->percent);
    ctyi_request_int(request, "date", ctyi_date_pack(credit->date));
    ctyi_request_text(request, "reason", credit->reason);
    ctyi_request_text(request, "granted_by", credit->granted_by);
    ctyi_request_text(request, "note", credit->note);
    ctyi_request_text(request, "credit_no", credit->credit_no);
}

static const char *
show(const struct granting *g, int64_t minor, char *buffer)
{
    cty_money money = {.minor = minor};

    memcpy(money.currency, g->entry.currency, sizeof(money.currency));
    return cty_money_format(money, buffer);
}

/* ---- on a bill ---- */

static cty_status
find_bill(struct granting *g, cty_error *err)
{
    const cty_credit *credit = g->credit;
    struct ctyi_store *store = g->rules->store;
    struct ctyi_client_key client;
    bool found;
    cty_status status =
        ctyi_bill_by_no(store, credit->bill_no, &g->bill, &found, err);

    if (status != CTY_OK)
        return status;
    if (!found)
        return ctyi_fail(err, CTY_E_NOT_FOUND, "bill_no", "no bill \"%s\"",
                         credit->bill_no);
    g->entry.bill = g->bill.fact.sequence;
    g->entry.fact.client = g->bill.fact.client;
    memcpy(g->entry.currency, g->bill.currency, sizeof(g->entry.currency));
    if (credit->client_ref == NULL)
        return CTY_OK;
    status = ctyi_client_find(store, credit->client_ref, &client, err);
    if (status == CTY_OK && client.client != g->bill.fact.client)
        status = ctyi_fail(err, CTY_E_STATE, "client_ref",
                           "bill \"%s\" is another client's, not %s's",
                           credit->bill_no, client.ref);
    return status;
}

static cty_status
fits_bill(const struct granting *g, cty_error *err)
{
    const cty_credit *credit = g->credit;
    char day[CTY_DATE_TEXT];

    if (credit->amount.currency[0] != '\0' &&
        strcmp(credit->amount.currency, g->bill.currency) != 0)
        return ctyi_fail(err, CTY_E_STATE, "currency",
                         "bill \"%s\" is in %s: a credit on it cannot be in %s",
                         g->bill.bill_no, g->bill.currency,
                         credit->amount.currency);
    if (g->entry.fact.date < g->bill.fact.date)
        return ctyi_fail(
            err, CTY_E_STATE, "date",
            "bill \"%s\" is of %s: a credit on it cannot be dated "
            "before",
            g->bill.bill_no,
            cty_date_format(ctyi_date_unpack(g->bill.fact.date), day));
    return CTY_OK;
}

static cty_status
sum_up(const struct granting *g, int64_t *out_net, int64_t *out_left,
       cty_error *err)
{
    int64_t net = 0;
    int64_t left = 0;

    for (size_t i = 0; i < g->left_count; i++) {
        if (__builtin_add_overflow(net, g->lefts[i].net, &net) ||
            __builtin_add_overflow(left, g->lefts[i].left, &left))
            return ctyi_fail(err, CTY_E_LIMIT, "bill_no",
                             "the total of bill \"%s\" overflows",
                             g->bill.bill_no);
    }
    *out_net = net;
    *out_left = left;
    return CTY_OK;
}

static cty_status
nothing_left(const struct granting *g, cty_error *err)
{
    if (g->credit->line_no > 0)
        return ctyi_fail(err, CTY_E_LEFT, "amount",
                         "nothing is left to credit on line %d of bill \"%s\"",
                         g->credit->line_no, g->bill.bill_no);
    return ctyi_fail(err, CTY_E_LEFT, "amount",
                     "nothing is left to credit on bill \"%s\"",
                     g->bill.bill_no);
}

static cty_status
too_much(const struct granting *g, int64_t left, cty_error *err)
{
    char amount[CTY_MONEY_TEXT];
    char rest[CTY_MONEY_TEXT];

    show(g, g->entry.amount, amount);
    show(g, left, rest);
    if (g->credit->line_no > 0)
        return ctyi_fail(err, CTY_E_LEFT, "amount",
                         "%s %s is more than the %s left on line %d of bill "
                         "\"%s\"",
                         amount, g->entry.currency, rest, g->credit->line_no,
                         g->bill.bill_no);
    return ctyi_fail(err, CTY_E_LEFT, "amount",
                     "%s %s is more than the %s left on bill \"%s\"", amount,
                     g->entry.currency, rest, g->bill.bill_no);
}

/* The amount as said, as a percent of the posted net, or all that is left. */
static cty_status
decide_amount(struct granting *g, cty_error *err)
{
    const cty_credit *credit = g->credit;
    cty_money part = {0};
    int64_t net = 0;
    int64_t left = 0;
    cty_status status = sum_up(g, &net, &left, err);

    if (status != CTY_OK)
        return status;
    if (left == 0)
        return nothing_left(g, err);
    if (credit->how == CTY_PERCENT) {
        cty_money whole = {.minor = net};

        memcpy(whole.currency, g->entry.currency, sizeof(whole.currency));
        status = cty_money_percent(whole, credit->percent, CTY_ROUND_HALF_UP,
                                   &part, err);
        if (status != CTY_OK)
            return status;
        if (part.minor == 0)
            return ctyi_fail(err, CTY_E_ARGUMENT, "percent",
                             "so small a percent of bill \"%s\" is nothing",
                             g->bill.bill_no);
        g->entry.amount = part.minor;
    } else {
        g->entry.amount = credit->how == CTY_REST ? left : credit->amount.minor;
    }
    return g->entry.amount > left ? too_much(g, left, err) : CTY_OK;
}

/* Over what is left of the lines, in proportion; lines without a share have
 * none. */
static cty_status
share_out(struct granting *g, cty_error *err)
{
    int64_t *weights = ctyi_alloc(2 * g->left_count * sizeof(*weights));
    int64_t *amounts = weights != NULL ? weights + g->left_count : NULL;
    size_t count = 0;
    cty_status status;

    g->shares = ctyi_alloc(g->left_count * sizeof(*g->shares));
    if (weights == NULL || g->shares == NULL) {
        ctyi_free(weights);
        return ctyi_no_memory(err);
    }
    for (size_t i = 0; i < g->left_count; i++)
        weights[i] = g->lefts[i].left;
    status =
        cty_money_split(g->entry.amount, weights, g->left_count, amounts, err);
    for (size_t i = 0; status == CTY_OK && i < g->left_count; i++) {
        if (amounts[i] == 0)
            continue;
        assert(amounts[i] <= g->lefts[i].left);
        g->shares[count].line_no = g->lefts[i].line_no;
        g->shares[count++].amount = amounts[i];
    }
    g->entry.shares = g->shares;
    g->entry.share_count = count;
    ctyi_free(weights);
    return status;
}

static cty_status
on_bill(struct granting *g, cty_error *err)
{
    const cty_credit *credit = g->credit;
    cty_status status = find_bill(g, err);

    if (status == CTY_OK)
        status = fits_bill(g, err);
    if (status == CTY_OK)
        status = ctyi_bill_left(g->rules->store, g->entry.bill, credit->line_no,
                                &g->lefts, &g->left_count, err);
    if (status != CTY_OK)
        return status;
    if (g->left_count == 0)
        return ctyi_fail(err, CTY_E_NOT_FOUND, "line_no",
                         "bill \"%s\" has no line %d", g->bill.bill_no,
                         credit->line_no);
    g->entry.line_no = credit->line_no;
    status = decide_amount(g, err);
    if (status == CTY_OK)
        status = share_out(g, err);
    return status;
}

/* ---- on the account ---- */

cty_status
ctyi_account_currency(struct ctyi_store *store, int64_t client,
                      char out_currency[4], cty_error *err)
{
    char only[4] = "";
    int count = 0;
    cty_status status =
        ctyi_client_bill_currency(store, client, only, &count, err);

    if (status == CTY_OK)
        memcpy(out_currency, count == 1 ? only : store->currency, 4);
    return status;
}

static cty_status
on_account(struct granting *g, cty_error *err)
{
    const cty_credit *credit = g->credit;
    struct ctyi_store *store = g->rules->store;
    struct ctyi_client_key client;
    cty_status status =
        ctyi_client_find(store, credit->client_ref, &client, err);

    if (status != CTY_OK)
        return status;
    g->entry.fact.client = client.client;
    if (credit->amount.currency[0] != '\0')
        memcpy(g->entry.currency, credit->amount.currency, 4);
    else
        status =
            ctyi_account_currency(store, client.client, g->entry.currency, err);
    if (status != CTY_OK)
        return status;
    g->shares = ctyi_alloc(sizeof(*g->shares));
    if (g->shares == NULL)
        return ctyi_no_memory(err);
    g->entry.amount = credit->amount.minor;
    g->shares[0].line_no = 0;
    g->shares[0].amount = credit->amount.minor;
    g->entry.shares = g->shares;
    g->entry.share_count = 1;
    return CTY_OK;
}

/* ---- granting ---- */

/*
 * In the order a bookkeeper would ask: who and why, is there that much left on
 * the lines; then write it down.
 */
static cty_status
grant(struct granting *g, const struct ctyi_request *request, cty_error *err)
{
    const cty_credit *credit = g->credit;
    struct ctyi_store *store = g->rules->store;
    struct ctyi_entry *entry = &g->entry;
    cty_status status;

    entry->kind = CTY_CREDIT;
    entry->fact.date = ctyi_date_or(credit->date, credit->today);
    entry->note = credit->note != NULL ? credit->note : "";
    ctyi_text_copy(entry->reason, sizeof(entry->reason), credit->reason);
    ctyi_text_copy(entry->credit_no, sizeof(entry->credit_no),
                   credit->credit_no != NULL ? credit->credit_no : "");
    status = credit->bill_no != NULL ? on_bill(g, err) : on_account(g, err);
    if (status == CTY_OK)
        status = ctyi_reason_find(store, credit->reason, &entry->saving, err);
    if (status == CTY_OK)
        status =
            ctyi_person_find(store, credit->granted_by, &entry->person, err);
    if (status == CTY_OK)
        status = ctyi_write_entry(g->rules, entry, request, err);
    ctyi_free(g->lefts);
    ctyi_free(g->shares);
    return status;
}

cty_status
ctyi_grant_credit(const struct ctyi_rules *rules, const cty_credit *credit,
                  int64_t *out_entry, bool *out_repeated, cty_error *err)
{
    struct granting g = {.rules = rules, .credit = credit};
    struct ctyi_request request;
    cty_status status;

    assert(credit->how != CTY_AMOUNT || credit->amount.minor > 0);
    assert(credit->reason != NULL);
    ask(&request, credit);
    status =
        ctyi_request_done(rules->store, &request, out_entry, out_repeated, err);
    if (status != CTY_OK || *out_repeated)
        return status;
    status = grant(&g, &request, err);
    if (status == CTY_OK)
        *out_entry = g.entry.fact.sequence;
    return status;
}
