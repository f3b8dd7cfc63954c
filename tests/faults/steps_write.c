/* Quotes, bills, credits and reversals: a fact each, with a request key. */
#include "steps.h"

#include <stdio.h>

/* ---- drafts ---- */

static cty_status
draft_lines(struct shop *shop, cty_draft *draft, int count)
{
    cty_status status = CTY_OK;

    for (int i = 1; i <= count && status == CTY_OK; i++) {
        cty_line line = CTY_LINE_INIT;

        line.quantity = 2 * CTY_DECIMAL_ONE;
        line.list_unit_price = i * 40 * CTY_DECIMAL_ONE;
        line.description = "Brochures, folded";
        line.product_code = "BRO-A5";
        line.product_category = i % 2 == 0 ? "Print" : NULL;
        line.has_cost = i == 1;
        line.cost_minor = i == 1 ? 3000 : 0;
        status = told(shop, cty_draft_line(draft, &line, fresh(shop)), NULL, 0);
    }
    return status;
}

static cty_status
draft_adjustments(struct shop *shop, cty_draft *draft, int line_no)
{
    cty_adjustment discount = CTY_ADJUSTMENT_INIT;
    cty_adjustment charge = CTY_ADJUSTMENT_INIT;
    cty_status status;

    discount.line_no = line_no;
    discount.amount_minor = 500;
    discount.rate = 50000;
    discount.reason = "volume";
    discount.granted_by = "Dana Reyes";
    status =
        told(shop, cty_draft_discount(draft, &discount, fresh(shop)), NULL, 0);
    if (status != CTY_OK)
        return status;
    charge.line_no = line_no;
    charge.amount_minor = 250;
    charge.reason = "rush";
    return told(shop, cty_draft_charge(draft, &charge, fresh(shop)), NULL, 0);
}

static cty_status
draft_of(struct shop *shop, int lines, cty_draft **out_draft)
{
    cty_status status;

    BLANK(*out_draft);
    status = got(shop, cty_draft_new(out_draft, fresh(shop)), out_draft);
    if (status == CTY_OK)
        status = draft_lines(shop, *out_draft, lines);
    if (status == CTY_OK)
        status = draft_adjustments(shop, *out_draft, 1);
    return status;
}

/* ---- quotes ---- */

static cty_status
saw_quote(struct shop *shop, cty_status status, const cty_quote_info *info)
{
    told(shop, status, info, sizeof(*info));
    if (status == CTY_OK)
        see_quote(shop, info);
    return status;
}

static cty_status
add_quote(struct shop *shop, const char *number)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_info info;
    cty_draft *draft;
    cty_status status = draft_of(shop, 2, &draft);

    if (status == CTY_OK) {
        quote.date = day_of(5, 4);
        quote.valid_until = day_of(8, 31);
        quote.quote_no = number;
        quote.client_ref = "harbor";
        quote.request_key = number;
        BLANK(info);
        status = saw_quote(
            shop,
            cty_quote_add(shop->ledger, &quote, draft, &info, fresh(shop)),
            &info);
    }
    cty_draft_free(draft);
    return status;
}

static cty_status
quote(struct shop *shop)
{
    return add_quote(shop, own(shop, "Q-1"));
}

static cty_status
quote_other(struct shop *shop)
{
    return add_quote(shop, own(shop, "Q-2"));
}

static cty_quote_change
change_of(const char *number, const char *key)
{
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;

    change.date = day_of(6, 1);
    change.quote_no = number;
    change.request_key = key;
    return change;
}

static cty_status
accept_quote(struct shop *shop)
{
    cty_quote_change change = change_of(own(shop, "Q-1"), own(shop, "accept"));
    cty_quote_info info;

    BLANK(info);
    return saw_quote(
        shop, cty_quote_accept(shop->ledger, &change, &info, fresh(shop)),
        &info);
}

static cty_status
decline_quote(struct shop *shop)
{
    cty_quote_change change = change_of(own(shop, "Q-2"), own(shop, "decline"));
    cty_quote_info info;

    BLANK(info);
    return saw_quote(
        shop, cty_quote_decline(shop->ledger, &change, &info, fresh(shop)),
        &info);
}

/* ---- bills ---- */

static cty_status
post(struct shop *shop, const cty_bill *bill, const cty_draft *draft)
{
    cty_bill_info info;
    cty_status status;

    BLANK(info);
    status =
        told(shop, cty_bill_post(shop->ledger, bill, draft, &info, fresh(shop)),
             &info, sizeof(info));
    if (status == CTY_OK)
        see_bill(shop, &info);
    return status;
}

static cty_bill
bill_of(const char *number)
{
    cty_bill bill = CTY_BILL_INIT;

    bill.date = day_of(7, 1);
    bill.rounding = CTY_ROUND_HALF_UP;
    bill.bill_no = number;
    bill.client_ref = "harbor";
    bill.request_key = number;
    return bill;
}

cty_status
post_bill(struct shop *shop, const char *bill_no, int lines)
{
    cty_bill bill = bill_of(bill_no);
    cty_draft *draft;
    cty_status status = draft_of(shop, lines, &draft);

    if (status == CTY_OK)
        status = post(shop, &bill, draft);
    cty_draft_free(draft);
    return status;
}

static cty_status
bill(struct shop *shop)
{
    return post_bill(shop, own(shop, "B-1"), 2);
}

static cty_status
bill_long(struct shop *shop)
{
    return post_bill(shop, own(shop, "B-2"), 40);
}

static cty_status
bill_from_quote(struct shop *shop)
{
    cty_bill bill = bill_of(own(shop, "B-3"));

    bill.quote_no = own(shop, "Q-1");
    bill.rounding = CTY_ROUND_EXACT;
    return post(shop, &bill, NULL);
}

/* ---- credits ---- */

cty_status
grant(struct shop *shop, const cty_credit *credit)
{
    cty_entry entry;
    cty_status status;

    BLANK(entry);
    status =
        told(shop, cty_credit_grant(shop->ledger, credit, &entry, fresh(shop)),
             &entry, sizeof(entry));
    if (status == CTY_OK)
        see_entry(shop, &entry);
    return status;
}

cty_credit
credit_of(const char *bill_no, int64_t minor, const char *key)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = minor;
    credit.date = day_of(7, 15);
    credit.bill_no = bill_no;
    credit.client_ref = bill_no == NULL ? "harbor" : NULL;
    credit.reason = "goodwill";
    credit.granted_by = "Dana Reyes";
    credit.note = "Delivered a day late";
    credit.request_key = key;
    return credit;
}

static cty_status
credit(struct shop *shop)
{
    cty_credit credit = credit_of("B-1", 100, own(shop, "credit"));

    credit.line_no = 1;
    credit.credit_no = own(shop, "C-1");
    return grant(shop, &credit);
}

static cty_status
credit_percent(struct shop *shop)
{
    cty_credit credit = credit_of("B-2", 0, own(shop, "percent"));

    credit.how = CTY_PERCENT;
    credit.percent = 7 * CTY_DECIMAL_ONE / 2;
    return grant(shop, &credit);
}

static cty_status
credit_rest(struct shop *shop)
{
    cty_credit credit = credit_of("B-1", 0, own(shop, "rest"));

    credit.how = CTY_REST;
    credit.line_no = 2;
    return grant(shop, &credit);
}

static cty_status
credit_account(struct shop *shop)
{
    cty_credit credit = credit_of(NULL, 700, own(shop, "account"));

    return grant(shop, &credit);
}

static cty_status
credit_currency(struct shop *shop)
{
    char currency[4];
    cty_status status;

    BLANK(currency);
    status =
        told(shop,
             cty_credit_currency(shop->ledger, "harbor", currency, fresh(shop)),
             currency, sizeof(currency));
    if (status == CTY_OK)
        see_text(shop, currency);
    return status;
}

/* The code of the credit that the step credit granted, by its number. */
static cty_status
find_code(struct shop *shop, char *out_code, size_t size)
{
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *cursor;
    cty_entry entry;
    cty_status status;

    filter.kinds = 1u << CTY_CREDIT;
    filter.bill_no = "B-1";
    BLANK(cursor);
    status =
        got(shop,
            cty_entry_cursor_open(shop->ledger, &filter, &cursor, fresh(shop)),
            &cursor);
    out_code[0] = '\0';
#define NOTE(shop, each)                                                       \
    do {                                                                       \
        if (strcmp((each)->credit_no, own(shop, "C-1")) == 0)                  \
            snprintf(out_code, size, "%s", (each)->code);                      \
    } while (0)
    WALK(shop, status, entry_cursor, entry, NOTE);
#undef NOTE
    return status;
}

static cty_status
reverse(struct shop *shop)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    char code[CTY_ENTRY_CODE_TEXT];
    cty_entry entry;
    cty_status status = find_code(shop, code, sizeof(code));

    if (status != CTY_OK)
        return status;
    reversal.date = day_of(7, 20);
    reversal.code = code;
    reversal.granted_by = "Dana Reyes";
    reversal.note = "Granted by mistake";
    reversal.request_key = own(shop, "reverse");
    BLANK(entry);
    status = told(
        shop, cty_credit_reverse(shop->ledger, &reversal, &entry, fresh(shop)),
        &entry, sizeof(entry));
    if (status == CTY_OK)
        see_entry(shop, &entry);
    return status;
}

/* ---- what is refused ---- */

static cty_status
refused_over(struct shop *shop)
{
    cty_credit credit = credit_of("B-1", INT64_C(100000000), "over");

    return grant(shop, &credit);
}

static cty_status
refused_conflict(struct shop *shop)
{
    cty_credit credit = credit_of("B-1", 101, "credit");

    return grant(shop, &credit);
}

static cty_status
refused_taken(struct shop *shop)
{
    cty_bill bill = bill_of("B-1");
    cty_draft *draft;
    cty_status status = draft_of(shop, 3, &draft);

    bill.request_key = NULL;
    if (status == CTY_OK)
        status = post(shop, &bill, draft);
    cty_draft_free(draft);
    return status;
}

static cty_status
refused_unknown(struct shop *shop)
{
    cty_client_cursor *cursor;

    BLANK(cursor);
    return got(
        shop,
        cty_client_cursor_open(shop->ledger, "harbour", &cursor, fresh(shop)),
        &cursor);
}

const struct step write_steps[] = {
    {"quote", quote, 0, CTY_OK},
    {"accept", accept_quote, 0, CTY_OK},
    {"quote-other", quote_other, 0, CTY_OK},
    {"decline", decline_quote, 0, CTY_OK},
    {"bill", bill, 0, CTY_OK},
    {"bill-long", bill_long, 0, CTY_OK},
    {"bill-from-quote", bill_from_quote, 0, CTY_OK},
    {"credit", credit, 0, CTY_OK},
    {"credit-percent", credit_percent, 0, CTY_OK},
    {"credit-rest", credit_rest, 0, CTY_OK},
    {"credit-account", credit_account, 0, CTY_OK},
    {"credit-currency", credit_currency, 0, CTY_OK},
    {"reverse", reverse, 0, CTY_OK},
    {"refused-over", refused_over, 0, CTY_E_LEFT},
    {"refused-conflict", refused_conflict, 0, CTY_E_CONFLICT},
    {"refused-taken", refused_taken, 0, CTY_E_EXISTS},
    {"refused-unknown", refused_unknown, 0, CTY_E_NOT_FOUND},
    {NULL, NULL, 0, CTY_OK},
};
