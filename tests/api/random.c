/*
 * Long random histories against a model that shares nothing with the library:
 * what is left of every line, what every client saved in every quarter.
 */
#include "support.h"

enum { CLIENTS = 3, BILLS = 40, LINES = 5, CREDITS = 400, QUARTERS = 4 };

struct model_credit {
    int client, bill, number;
    int64_t shares[LINES];
    int64_t amount;
    int month;
    bool saving, reversed;
};

struct model {
    uint64_t seed;
    int bills, credits;
    int client[BILLS], lines[BILLS], month[BILLS];
    int64_t net[BILLS][LINES], left[BILLS][LINES];
    struct model_credit credit[CREDITS];
    int64_t saved[CLIENTS][QUARTERS];
    int entries[CLIENTS];
};

static int64_t
random_below(struct model *model, int64_t limit)
{
    model->seed ^= model->seed << 13;
    model->seed ^= model->seed >> 7;
    model->seed ^= model->seed << 17;
    return (int64_t)(model->seed % (uint64_t)limit);
}

static void
name_of(char *name, const char *kind, int number)
{
    snprintf(name, 16, "%s%d", kind, number);
}

static cty_date
in_month(int month)
{
    cty_date date = {2026, (uint8_t)(month + 1), 15};

    return date;
}

static void
post(cty_ledger *ledger, struct model *model)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    char bill_no[16];
    char ref[16];
    int at = model->bills++;

    model->client[at] = (int)random_below(model, CLIENTS);
    model->lines[at] = 1 + (int)random_below(model, LINES);
    model->month[at] = (int)random_below(model, 12);
    assert_ok(cty_draft_new(&draft, ERR));
    for (int i = 0; i < model->lines[at]; i++) {
        cty_line line = CTY_LINE_INIT;
        int64_t gross = 1 + random_below(model, 100000);
        int64_t discount =
            random_below(model, 3) == 0 ? 1 + random_below(model, gross) : 0;

        line.quantity = CTY_DECIMAL_ONE;
        line.list_unit_price = gross * 10000;
        assert_ok(cty_draft_line(draft, &line, ERR));
        if (discount > 0) {
            draft_discount(draft, i + 1, discount, "volume");
            model->saved[model->client[at]][model->month[at] / 3] += discount;
            model->entries[model->client[at]]++;
        }
        model->net[at][i] = model->left[at][i] = gross - discount;
    }
    name_of(bill_no, "B", at);
    name_of(ref, "c", model->client[at]);
    bill.bill_no = bill_no;
    bill.client_ref = ref;
    bill.date = in_month(model->month[at]);
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

/* Largest remainder by trying: the reference is slow and plain. */
static void
share(const int64_t *left, int lines, int64_t amount, int64_t *shares)
{
    bool given[LINES] = {false};
    __int128 total = 0;
    int64_t rest = amount;

    for (int i = 0; i < lines; i++)
        total += left[i];
    for (int i = 0; i < lines; i++) {
        shares[i] = (int64_t)((__int128)amount * left[i] / total);
        rest -= shares[i];
    }
    for (; rest > 0; rest--) {
        int best = -1;
        __int128 most = -1;

        for (int i = 0; i < lines; i++) {
            __int128 over = (__int128)amount * left[i] % total;

            if (!given[i] && over > most) {
                most = over;
                best = i;
            }
        }
        given[best] = true;
        shares[best]++;
    }
}

/* What the line, or the whole bill, was posted at and has left. */
static void
look(const struct model *model, int at, int line, int64_t *net, int64_t *left)
{
    *net = *left = 0;
    for (int i = 0; i < model->lines[at]; i++) {
        if (line == 0 || line == i + 1) {
            *left += model->left[at][i];
            *net += model->net[at][i];
        }
    }
}

static int64_t
half_up_percent(int64_t net, cty_decimal percent)
{
    __int128 hundred = 100 * CTY_DECIMAL_ONE;

    return (int64_t)(((__int128)net * percent * 2 + hundred) / (2 * hundred));
}

/* Choose a credit; the model's own answer to how much it is. */
static int64_t
choose(struct model *model, struct model_credit *own, cty_credit *credit,
       int64_t net, int64_t left)
{
    own->month = model->month[own->bill] +
                 (int)random_below(model, 12 - model->month[own->bill]);
    own->saving = random_below(model, 4) != 0;
    credit->how = 1 + (int)random_below(model, 3);
    credit->date = in_month(own->month);
    credit->reason = own->saving ? "special" : "return";
    if (credit->how == CTY_AMOUNT)
        return credit->amount.minor = 1 + random_below(model, 60000);
    if (credit->how == CTY_REST)
        return left;
    credit->percent = 1 + random_below(model, 100 * CTY_DECIMAL_ONE);
    return half_up_percent(net, credit->percent);
}

static void
keep(struct model *model, struct model_credit *own, int line)
{
    int at = own->bill;

    own->client = model->client[at];
    assert_int_equal(own->number, ++model->entries[own->client]);
    if (line > 0)
        own->shares[line - 1] = own->amount;
    else
        share(model->left[at], model->lines[at], own->amount, own->shares);
    for (int i = 0; i < LINES; i++)
        model->left[at][i] -= own->shares[i];
    if (own->saving)
        model->saved[own->client][own->month / 3] += own->amount;
    model->credits++;
}

static void
grant(cty_ledger *ledger, struct model *model)
{
    struct model_credit *own = &model->credit[model->credits];
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    int64_t net, left;
    char bill_no[16];
    cty_status status;

    memset(own, 0, sizeof(*own));
    own->bill = (int)random_below(model, model->bills);
    credit.line_no = (int)random_below(model, model->lines[own->bill] + 1);
    look(model, own->bill, credit.line_no, &net, &left);
    own->amount = choose(model, own, &credit, net, left);
    name_of(bill_no, "B", own->bill);
    credit.bill_no = bill_no;
    status = cty_credit_grant(ledger, &credit, &entry, NULL);
    if (left == 0 || own->amount > left) {
        assert_int_equal(status, CTY_E_LEFT);
    } else if (own->amount == 0) {
        assert_int_equal(status, CTY_E_ARGUMENT);
    } else {
        assert_int_equal(status, CTY_OK);
        assert_int_equal(entry.amount.minor, own->amount);
        own->number = (int)entry.number;
        keep(model, own, credit.line_no);
    }
}

static void
take_back(cty_ledger *ledger, struct model *model)
{
    struct model_credit *own =
        &model->credit[random_below(model, model->credits)];
    cty_reversal reversal = CTY_REVERSAL_INIT;
    char ref[16];
    char *code;
    int month = own->month + (int)random_below(model, 12 - own->month);
    cty_status status;

    name_of(ref, "c", own->client);
    code = code_of(ledger, ref, own->number);
    reversal.code = code;
    reversal.date = in_month(month);
    status = cty_credit_reverse(ledger, &reversal, NULL, NULL);
    free(code);
    assert_int_equal(status, own->reversed ? CTY_E_STATE : CTY_OK);
    if (own->reversed)
        return;
    own->reversed = true;
    model->entries[own->client]++;
    for (int i = 0; i < LINES; i++)
        model->left[own->bill][i] += own->shares[i];
    if (own->saving)
        model->saved[own->client][month / 3] -= own->amount;
}

static void
compare(cty_ledger *ledger, const struct model *model)
{
    char name[16];

    for (int i = 0; i < model->bills; i++) {
        name_of(name, "B", i);
        for (int line = 0; line < model->lines[i]; line++)
            assert_int_equal(left_of_line(ledger, name, line + 1),
                             model->left[i][line]);
    }
    for (int i = 0; i < CLIENTS; i++) {
        name_of(name, "c", i);
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            char period[10];

            snprintf(period, sizeof(period), "2026-Q%d", quarter + 1);
            assert_saved(ledger, name, period, model->saved[i][quarter]);
        }
    }
}

static void
every_cent_is_where_a_plain_model_says(void **state)
{
    static struct model model;

    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        cty_ledger *ledger = new_ledger("USD", 1);

        memset(&model, 0, sizeof(model));
        model.seed = seed * UINT64_C(0x9e3779b97f4a7c15);
        client_of(ledger, "c0", "Harbor");
        client_of(ledger, "c1", "Mill");
        client_of(ledger, "c2", "Quay");
        post(ledger, &model);
        for (int step = 0; step < 600 && model.credits < CREDITS - 1; step++) {
            int64_t what = random_below(&model, 10);

            if (what == 0 && model.bills < BILLS)
                post(ledger, &model);
            else if (what < 3 && model.credits > 0)
                take_back(ledger, &model);
            else
                grant(ledger, &model);
        }
        compare(ledger, &model);
        assert_ok(cty_ledger_check(ledger, false, NULL, NULL, NULL, ERR));
        cty_ledger_close(ledger);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cent_is_where_a_plain_model_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
