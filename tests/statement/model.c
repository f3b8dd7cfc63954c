#include "model.h"

const char *const model_clients[MODEL_CLIENTS] = {"harbor", "Anchor", "zeta"};

uint64_t
model_random(struct model *model, uint64_t below)
{
    uint64_t bits = model->seed += UINT64_C(0x9E3779B97F4A7C15);

    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return (bits ^ bits >> 31) % below;
}

cty_date
model_day(struct model *model)
{
    return (cty_date){.year = (int16_t)(2025 + model_random(model, 2)),
                      .month = (uint8_t)(1 + model_random(model, 12)),
                      .day = (uint8_t)(1 + model_random(model, 28))};
}

bool
within(cty_date date, cty_date from, cty_date to)
{
    return cty_date_compare(date, from) >= 0 && cty_date_compare(date, to) <= 0;
}

int64_t
model_reduces(const struct model_entry *entry)
{
    if (entry->kind == CTY_CHARGE)
        return 0;
    return entry->kind == CTY_REVERSAL ? -entry->amount : entry->amount;
}

int64_t
model_saves(const struct model_entry *entry)
{
    return entry->saving ? model_reduces(entry) : 0;
}

/* ---- bills ---- */

static void
draft_one(struct model *model, cty_draft *draft, struct model_line *own)
{
    static const char *const products[] = {"", "P-1", "P-2", "=P"};
    static const char *const categories[] = {"", "Print", "Work"};
    cty_line line = CTY_LINE_INIT;

    own->product = products[model_random(model, 4)];
    own->category = categories[model_random(model, 3)];
    own->gross = 1000 + (int64_t)model_random(model, 100000);
    own->has_cost = model_random(model, 3) > 0;
    own->cost = own->has_cost ? (int64_t)model_random(model, 100000) : 0;
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = own->gross * 10000;
    line.description = "Brochures";
    line.product_code = own->product;
    line.product_category = own->category;
    line.has_cost = own->has_cost;
    line.cost_minor = own->cost;
    assert_ok(cty_draft_line(draft, &line, ERR));
}

static void
adjust_one(struct model *model, cty_draft *draft, int line_no,
           struct model_line *own)
{
    if (model_random(model, 3) == 0) {
        own->discounts = 1 + (int64_t)model_random(model, 900);
        draft_discount(draft, line_no, own->discounts,
                       model_random(model, 4) == 0 ? "correction" : "early");
    }
    if (model_random(model, 4) == 0) {
        own->charges = 1 + (int64_t)model_random(model, 900);
        draft_charge(draft, line_no, own->charges, "rush");
    }
    own->net = own->gross - own->discounts + own->charges;
}

/* What the bill's adjustments became, as the ledger lists them. */
static void
take_entries(struct model *model, int index)
{
    const struct model_bill *bill = &model->bills[index];
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *cursor = NULL;
    cty_entry entry = CTY_ENTRY_INIT;
    bool found = true;

    filter.bill_no = bill->bill_no;
    assert_ok(cty_entry_cursor_open(model->ledger, &filter, &cursor, ERR));
    while (found) {
        assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
        if (!found)
            break;
        assert_true(model->entry_count < MODEL_ENTRIES);
        model->entries[model->entry_count++] =
            (struct model_entry){.client = bill->client,
                                 .bill = index,
                                 .kind = entry.kind,
                                 .number = entry.number,
                                 .amount = entry.amount.minor,
                                 .date = bill->date,
                                 .saving = strcmp(entry.reason, "early") == 0,
                                 .currency = bill->currency};
    }
    cty_entry_cursor_close(cursor);
}

static void
post_one(struct model *model)
{
    int index = model->bill_count;
    struct model_bill *own = &model->bills[index];
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    if (index == MODEL_BILLS)
        return;
    model->bill_count++;
    own->client = (int)model_random(model, MODEL_CLIENTS);
    own->date = model_day(model);
    own->currency = model_random(model, 4) == 0 ? "EUR" : "USD";
    own->lines = 1 + (int)model_random(model, MODEL_LINES);
    snprintf(own->bill_no, sizeof(own->bill_no), "B-%d",
             1000 - index * (index % 2 == 0 ? 1 : 7));
    assert_ok(cty_draft_new(&draft, ERR));
    for (int i = 0; i < own->lines; i++)
        draft_one(model, draft, &own->line[i]);
    for (int i = 0; i < own->lines; i++)
        adjust_one(model, draft, i + 1, &own->line[i]);
    bill.bill_no = own->bill_no;
    bill.client_ref = model_clients[own->client];
    bill.date = own->date;
    bill.currency = own->currency;
    assert_ok(cty_bill_post(model->ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
    take_entries(model, index);
}

/* ---- credits ---- */

static struct model_entry *
next_entry(struct model *model)
{
    assert_true(model->entry_count < MODEL_ENTRIES);
    return &model->entries[model->entry_count];
}

/* Which lines the credit was shared over, as the ledger says. */
static void
take_shares(struct model *model, const char *code, int bill)
{
    cty_share_cursor *cursor = NULL;
    cty_share share = CTY_SHARE_INIT;
    bool found = true;

    assert_ok(cty_share_cursor_open(model->ledger, code, &cursor, ERR));
    while (bill >= 0 && found) {
        assert_ok(cty_share_cursor_next(cursor, &share, &found, ERR));
        if (found)
            model->bills[bill]
                .line[share.line_no - 1]
                .shares[model->entry_count] = share.amount_minor;
    }
    cty_share_cursor_close(cursor);
}

static void
grant_random(struct model *model)
{
    static const char *const reasons[] = {"special", "goodwill", "correction"};
    struct model_entry *own = next_entry(model);
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    uint64_t reason = model_random(model, 3);

    own->bill = model_random(model, 5) == 0 || model->bill_count == 0
                    ? -1
                    : (int)model_random(model, (uint64_t)model->bill_count);
    own->client = own->bill < 0 ? (int)model_random(model, MODEL_CLIENTS)
                                : model->bills[own->bill].client;
    own->currency = own->bill < 0 ? "USD" : model->bills[own->bill].currency;
    own->kind = CTY_CREDIT;
    own->amount = 1 + (int64_t)model_random(model, 20000);
    own->date = model_day(model);
    own->saving = reason != 2;
    credit.how = CTY_AMOUNT;
    credit.amount = (cty_money){.minor = own->amount};
    memcpy(credit.amount.currency, own->currency, 4);
    credit.client_ref = model_clients[own->client];
    credit.bill_no = own->bill < 0 ? NULL : model->bills[own->bill].bill_no;
    credit.date = own->date;
    credit.reason = reasons[reason];
    if (cty_credit_grant(model->ledger, &credit, &entry, NULL) != CTY_OK)
        return;
    own->number = entry.number;
    take_shares(model, entry.code, own->bill);
    model->entry_count++;
}

static void
reverse_random(struct model *model)
{
    int index = (int)model_random(model, (uint64_t)model->entry_count);
    struct model_entry *credit = &model->entries[index];
    struct model_entry *own = next_entry(model);
    cty_date date = model_day(model);
    char text[CTY_DATE_TEXT];

    if (credit->kind != CTY_CREDIT || credit->reversed ||
        cty_date_compare(date, credit->date) < 0)
        return;
    *own = *credit;
    own->kind = CTY_REVERSAL;
    own->date = date;
    own->number = reverse(model->ledger, model_clients[credit->client],
                          credit->number, cty_date_format(date, text));
    credit->reversed = true;
    for (int i = 0; credit->bill >= 0 && i < MODEL_LINES; i++) {
        int64_t *shares = model->bills[credit->bill].line[i].shares;

        shares[model->entry_count] = -shares[index];
    }
    model->entry_count++;
}

struct model *
model_new(uint64_t seed, int fiscal_year_start)
{
    struct model *model = calloc(1, sizeof(*model));

    assert_non_null(model);
    model->seed = seed;
    model->fiscal_year_start = fiscal_year_start;
    model->ledger = new_ledger("USD", fiscal_year_start);
    for (int i = 0; i < MODEL_CLIENTS; i++)
        client_of(model->ledger, model_clients[i], model_clients[i]);
    post_one(model);
    grant_random(model);
    for (int i = 0; i < MODEL_STEPS; i++) {
        uint64_t what = model_random(model, 6);

        if (what == 0)
            post_one(model);
        else if (what == 1 && model->entry_count > 0)
            reverse_random(model);
        else
            grant_random(model);
    }
    return model;
}

void
model_free(struct model *model)
{
    cty_ledger_close(model->ledger);
    free(model);
}
