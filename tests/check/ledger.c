/* The ledger that is tampered with, made through the public headers. */
#include "ledger.h"

#include <stdio.h>

#include "place.h"

static cty_error *
why(void)
{
    return last_error();
}

static int64_t
clock_of(void *context)
{
    int64_t *now = context;

    return *now += 1000;
}

static void
bytes_of(void *context, void *bytes, size_t size)
{
    memset(bytes, 0x5a, size);
    memcpy(bytes, context, size < sizeof(int64_t) ? size : sizeof(int64_t));
}

static cty_date
day(int month, int day_of_month)
{
    return (cty_date){
        .year = 2026, .month = (uint8_t)month, .day = (uint8_t)day_of_month};
}

static void
add_client(cty_ledger *ledger, const char *ref, const char *code)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;

    client.ref = ref;
    client.tracking_code = code;
    client.address = "1 Quay Street";
    assert_ok(cty_client_add(ledger, &client, &added, why()));
}

static cty_draft *
draft_of(int line_no, int64_t quantity, int64_t price, const char *product)
{
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, why()));
    line.line_no = line_no;
    line.quantity = quantity;
    line.list_unit_price = price;
    line.description = "Design";
    line.product_code = product;
    line.product_category = product != NULL ? "Work" : NULL;
    line.has_cost = product != NULL;
    line.cost_minor = product != NULL ? 5000 : 0;
    assert_ok(cty_draft_line(draft, &line, why()));
    return draft;
}

static void
add_line(cty_draft *draft, int64_t quantity, int64_t price)
{
    cty_line line = CTY_LINE_INIT;

    line.quantity = quantity;
    line.list_unit_price = price;
    assert_ok(cty_draft_line(draft, &line, why()));
}

static void
adjust(cty_draft *draft, bool charge, int line_no, int64_t amount,
       const char *per)
{
    cty_adjustment one = CTY_ADJUSTMENT_INIT;

    one.line_no = line_no;
    one.amount_minor = amount;
    one.rate = per != NULL ? 100000 : 0;
    one.reason = charge ? "rush" : "volume";
    one.granted_by = per;
    assert_ok(charge ? cty_draft_charge(draft, &one, why())
                     : cty_draft_discount(draft, &one, why()));
}

static void
quote(cty_ledger *ledger, const char *no, const char *ref, cty_date date,
      cty_date until, cty_draft *draft)
{
    cty_quote one = CTY_QUOTE_INIT;

    one.date = date;
    one.valid_until = until;
    one.quote_no = no;
    one.client_ref = ref;
    one.request_key = no;
    assert_ok(cty_quote_add(ledger, &one, draft, NULL, why()));
    cty_draft_free(draft);
}

static void
change(cty_ledger *ledger, const char *no, cty_date date, bool accept)
{
    cty_quote_change one = CTY_QUOTE_CHANGE_INIT;

    one.date = date;
    one.quote_no = no;
    one.request_key = accept ? "accepting" : "declining";
    assert_ok(accept ? cty_quote_accept(ledger, &one, NULL, why())
                     : cty_quote_decline(ledger, &one, NULL, why()));
}

static void
bill(cty_ledger *ledger, const cty_bill *one, cty_draft *draft)
{
    assert_ok(cty_bill_post(ledger, one, draft, NULL, why()));
    cty_draft_free(draft);
}

static cty_bill
bill_to(const char *ref, const char *no, cty_date date)
{
    cty_bill one = CTY_BILL_INIT;

    one.date = date;
    one.bill_no = no;
    one.client_ref = ref;
    return one;
}

static void
credit(cty_ledger *ledger, const char *bill_no, int line_no, int64_t minor,
       const char *ref)
{
    cty_credit one = CTY_CREDIT_INIT;

    one.how = minor > 0 ? CTY_AMOUNT : CTY_REST;
    one.amount.minor = minor;
    one.date = day(2, 20);
    one.line_no = line_no;
    one.bill_no = bill_no;
    one.client_ref = ref;
    one.reason = line_no == 0 ? "special" : "correction";
    if (line_no == 1) {
        one.granted_by = "Dana Reyes";
        one.note = "less work than planned";
        one.credit_no = "C-1";
        one.request_key = "granting";
    }
    assert_ok(cty_credit_grant(ledger, &one, NULL, why()));
}

static void
reverse(cty_ledger *ledger, int number, const char *key)
{
    cty_reversal one = CTY_REVERSAL_INIT;
    char code[CTY_ENTRY_CODE_TEXT];

    snprintf(code, sizeof(code), "HARBOR/%d", number);
    one.code = code;
    one.date = day(3, 1);
    one.note = "granted twice";
    one.request_key = key;
    assert_ok(cty_credit_reverse(ledger, &one, NULL, why()));
}

/* HARB 1 to 6 and OWN 1 to 2: a quote billed, and yen. */
static void
first_month(cty_ledger *ledger)
{
    cty_draft *draft = draft_of(1, 2000000, 100000000, "D-1");
    cty_bill yen = bill_to("OWN", "B-9", day(1, 11));
    cty_bill one = bill_to(NULL, "B-1", day(1, 15));

    add_line(draft, 1500000, 10000000);
    adjust(draft, false, 1, 2000, "Dana Reyes");
    adjust(draft, true, 2, 500, NULL);
    quote(ledger, "Q-1", "HARB", day(1, 10), day(2, 10), draft);

    yen.currency = "JPY";
    yen.rounding = CTY_ROUND_HALF_EVEN;
    draft = draft_of(1, 1500000, 333000000, NULL);
    add_line(draft, 3000000, 100000000);
    bill(ledger, &yen, draft);

    change(ledger, "Q-1", day(1, 12), true);
    draft = draft_of(3, 1000000, 50000000, NULL);
    adjust(draft, false, 3, 500, NULL);
    one.quote_no = "Q-1";
    one.request_key = "billing";
    bill(ledger, &one, draft);
    credit(ledger, "B-9", 0, 100, NULL);
}

/* HARB 7 to 14 and OWN 3 to 6: declined, credited, reversed, charged. */
static void
later_months(cty_ledger *ledger)
{
    cty_draft *draft = draft_of(1, 1000000, 100000000, NULL);
    cty_bill two = bill_to("HARB", "B-2", day(2, 3));
    cty_bill ten = bill_to("OWN", "B-10", day(3, 5));

    quote(ledger, "Q-2", "HARB", day(2, 1), (cty_date){0}, draft);
    change(ledger, "Q-2", day(2, 2), false);
    draft = draft_of(1, 1000000, 100000000, NULL);
    add_line(draft, 3000000, 100000000);
    bill(ledger, &two, draft);

    credit(ledger, "B-1", 1, 3000, NULL);
    credit(ledger, "B-2", 0, 4000, NULL);
    credit(ledger, NULL, 0, 1500, "HARB");
    reverse(ledger, 5, "reversing");
    quote(ledger, "Q-3", "OWN", day(3, 2), (cty_date){0},
          draft_of(1, 1000000, 1000000, NULL));
    credit(ledger, "B-9", 2, 0, NULL);
    reverse(ledger, 6, NULL);

    draft = draft_of(7, 1000000, 9000000, NULL);
    adjust(draft, true, 7, 100, NULL);
    bill(ledger, &ten, draft);
}

void
fill_ledger(const char *path)
{
    static int64_t now;
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;

    now = INT64_C(1767225600000);
    options.now_ms = clock_of;
    options.random_bytes = bytes_of;
    options.context = &now;
    setup.issuer = "Rivet & Sons";
    assert_ok(cty_ledger_create(path, &setup, &options, &ledger, why()));
    assert_ok(cty_person_add(ledger, "Dana Reyes", why()));
    add_client(ledger, "HARB", "HARBOR");
    add_client(ledger, "OWN", NULL);
    add_client(ledger, "IDLE", NULL);
    first_month(ledger);
    later_months(ledger);
    cty_ledger_close(ledger);
}
