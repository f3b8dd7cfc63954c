#include "shop.h"

void
bill_on(cty_ledger *ledger, const char *client, const char *bill_no,
        const char *date, int64_t minor, const char *currency)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;

    line.description = "Refit of the bar";
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = minor * 10000;
    assert_ok(cty_draft_new(&draft, ERR));
    assert_ok(cty_draft_line(draft, &line, ERR));
    bill.bill_no = bill_no;
    bill.client_ref = client;
    bill.date = day(date);
    bill.currency = currency;
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

static int64_t
grant_one(cty_ledger *ledger, cty_credit *credit, const char *date,
          int64_t minor)
{
    cty_entry entry = CTY_ENTRY_INIT;

    credit->how = CTY_AMOUNT;
    credit->amount.minor = minor;
    credit->date = day(date);
    credit->granted_by = "Dana Reyes";
    assert_ok(cty_credit_grant(ledger, credit, &entry, ERR));
    return entry.number;
}

int64_t
grant(cty_ledger *ledger, const char *client, const char *bill_no,
      const char *date, int64_t minor, const char *reason)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.bill_no = bill_no;
    credit.client_ref = client;
    credit.reason = reason;
    return grant_one(ledger, &credit, date, minor);
}

int64_t
grant_in(cty_ledger *ledger, const char *client, const char *date,
         int64_t minor, const char *currency)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.client_ref = client;
    credit.reason = "goodwill";
    memcpy(credit.amount.currency, currency, 3);
    return grant_one(ledger, &credit, date, minor);
}

int64_t
reverse(cty_ledger *ledger, const char *client, int64_t number,
        const char *date)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char *code = code_of(ledger, client, (int)number);

    reversal.code = code;
    reversal.date = day(date);
    reversal.granted_by = "Dana Reyes";
    assert_ok(cty_credit_reverse(ledger, &reversal, &entry, ERR));
    free(code);
    return entry.number;
}

cty_period
period_of(cty_ledger *ledger, const char *name)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_period period;

    assert_ok(cty_ledger_info_get(ledger, &info, ERR));
    assert_ok(cty_period_parse(name, info.fiscal_year_start, &period, ERR));
    return period;
}

cty_statement *
draw_in(cty_ledger *ledger, const char *client, const char *period,
        const char *currency)
{
    cty_period span = period_of(ledger, period);
    cty_statement *statement = NULL;

    assert_ok(
        cty_statement_draw(ledger, client, &span, currency, &statement, ERR));
    return statement;
}

cty_statement *
draw(cty_ledger *ledger, const char *client, const char *period)
{
    return draw_in(ledger, client, period, NULL);
}

cty_statement_info
info_of(const cty_statement *statement)
{
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;

    assert_ok(cty_statement_info_get(statement, &info, ERR));
    return info;
}

cty_statement_bill
bill_at(const cty_statement *statement, size_t index)
{
    cty_statement_bill bill = CTY_STATEMENT_BILL_INIT;

    assert_ok(cty_statement_bill_get(statement, index, &bill, ERR));
    return bill;
}

cty_statement_entry
entry_at(const cty_statement *statement, size_t index)
{
    cty_statement_entry entry = CTY_STATEMENT_ENTRY_INIT;

    assert_ok(cty_statement_entry_get(statement, index, &entry, ERR));
    return entry;
}

int64_t
history_at(const cty_statement *statement, size_t index,
           const char *expected_name)
{
    cty_period period;
    int64_t saved = 0;

    assert_ok(
        cty_statement_history_get(statement, index, &period, &saved, ERR));
    assert_string_equal(period.name, expected_name);
    return saved;
}

void
assert_totals(const cty_statement *statement, int64_t before, int64_t net,
              int64_t saved)
{
    cty_statement_info info = info_of(statement);

    assert_int_equal(info.before_minor, before);
    assert_int_equal(info.net_minor, net);
    assert_int_equal(info.saved_minor, saved);
}

void
assert_bill(const cty_statement *statement, size_t index, const char *bill_no,
            int64_t before, int64_t net, int64_t saved)
{
    cty_statement_bill bill = bill_at(statement, index);

    assert_string_equal(bill.bill_no, bill_no);
    assert_int_equal(bill.before_minor, before);
    assert_int_equal(bill.net_minor, net);
    assert_int_equal(bill.saved_minor, saved);
}

bool
pile_up(void *context, const void *bytes, size_t size)
{
    struct pile *pile = context;

    pile->bytes = realloc(pile->bytes, pile->size + size + 1);
    assert_non_null(pile->bytes);
    memcpy(pile->bytes + pile->size, bytes, size);
    pile->size += size;
    pile->bytes[pile->size] = '\0';
    return true;
}

char *
written(const cty_statement *statement, int32_t format)
{
    struct pile pile = {0};

    assert_ok(cty_statement_write(statement, format, pile_up, &pile, ERR));
    return pile.bytes;
}
