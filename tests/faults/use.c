#include "use.h"

#include <stdio.h>
#include <stdlib.h>

#include "../fuzz/readers.h"

static const char *const clients[] = {"HARB", "OWN", "IDLE"};

static const struct document {
    int32_t kind;
    const char *number;
} documents[] = {{CTY_QUOTE, "Q-1"}, {CTY_QUOTE, "Q-2"}, {CTY_QUOTE, "Q-3"},
                 {CTY_BILL, "B-1"},  {CTY_BILL, "B-2"},  {CTY_BILL, "B-9"},
                 {CTY_BILL, "B-10"}};

enum { ENTRIES = 14, CODES = 2 * ENTRIES };

static void
code_of(int i, char *code)
{
    snprintf(code, CTY_ENTRY_CODE_TEXT, "%s/%d", i % 2 == 0 ? "HARBOR" : "OWN",
             1 + i / 2);
}

bool
answered(cty_status status, const cty_error *err)
{
    if (status != CTY_OK)
        must_say_why(status, err);
    return status == CTY_OK;
}

static cty_date
day(int month, int day_of_month)
{
    return (cty_date){2026, (uint8_t)month, (uint8_t)day_of_month};
}

/* ---- reading ---- */

static void
use_statement(cty_ledger *ledger, const char *ref, const char *period,
              int fiscal_year_start)
{
    struct written written = {0};
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_period parsed;

    must_succeed(cty_period_parse(period, fiscal_year_start, &parsed, &err),
                 &err);
    if (!answered(
            cty_statement_draw(ledger, ref, &parsed, NULL, &statement, &err),
            &err))
        return;
    for (int format = CTY_FORMAT_TEXT; format <= CTY_FORMAT_JSON; format++)
        (void)answered(
            cty_statement_write(statement, format, fuzz_write, &written, &err),
            &err);
    use_pages(ledger, statement);
    cty_statement_free(statement);
    free(written.text);
}

static void
use_shares(cty_ledger *ledger, const char *code)
{
    cty_share_cursor *shares = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found =
        answered(cty_share_cursor_open(ledger, code, &shares, &err), &err);

    while (found) {
        cty_share share = CTY_SHARE_INIT;

        if (!answered(cty_share_cursor_next(shares, &share, &found, &err),
                      &err))
            break;
    }
    cty_share_cursor_close(shares);
}

static void
use_lines(cty_ledger *ledger, const struct document *document)
{
    cty_line_cursor *lines = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = answered(cty_line_cursor_open(ledger, document->kind,
                                               document->number, &lines, &err),
                          &err);

    while (found) {
        cty_line_info line = CTY_LINE_INFO_INIT;

        if (!answered(cty_line_cursor_next(lines, &line, &found, &err), &err))
            break;
    }
    cty_line_cursor_close(lines);
}

static void
use_documents(cty_ledger *ledger)
{
    char code[CTY_ENTRY_CODE_TEXT];

    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++)
        use_lines(ledger, &documents[i]);
    for (int i = 0; i < CODES; i++) {
        code_of(i, code);
        use_shares(ledger, code);
    }
}

void
use_to_read(cty_ledger *ledger)
{
    read_everything(ledger, false);
    use_documents(ledger);
    for (size_t i = 0; i < sizeof(clients) / sizeof(clients[0]); i++) {
        use_statement(ledger, clients[i], "2026-Q1", 1);
        use_statement(ledger, clients[i], "2026", 7);
    }
}

/* ---- writing ---- */

static cty_draft *
draft_of(int line_no)
{
    cty_line line = CTY_LINE_INIT;
    cty_adjustment discount = CTY_ADJUSTMENT_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    must_succeed(cty_draft_new(&draft, &err), &err);
    line.line_no = line_no;
    line.quantity = 2 * CTY_DECIMAL_ONE;
    line.list_unit_price = 40 * CTY_DECIMAL_ONE;
    line.description = "Folding";
    must_succeed(cty_draft_line(draft, &line, &err), &err);
    discount.line_no = line_no;
    discount.amount_minor = 500;
    discount.reason = "volume";
    must_succeed(cty_draft_discount(draft, &discount, &err), &err);
    return draft;
}

static void
use_masters(cty_ledger *ledger, const char *ref)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_reason reason = CTY_REASON_INIT;
    cty_error err = CTY_ERROR_INIT;

    client.ref = ref;
    client.city = "Springfield";
    (void)answered(cty_client_set(ledger, &client, &err), &err);
    client.ref = "NEW";
    (void)answered(cty_client_add(ledger, &client, NULL, &err), &err);
    reason.reason = "weather";
    reason.label = "Bad weather";
    (void)answered(cty_reason_add(ledger, &reason, &err), &err);
    (void)answered(cty_person_add(ledger, "Rowan Hale", &err), &err);
}

static void
use_quotes(cty_ledger *ledger, const char *ref)
{
    static const char *const quotes[] = {"Q-1", "Q-2", "Q-3", "Q-9"};
    cty_error err = CTY_ERROR_INIT;
    cty_quote quote = CTY_QUOTE_INIT;
    cty_draft *draft = draft_of(1);

    quote.quote_no = "Q-9";
    quote.client_ref = ref;
    quote.date = day(4, 1);
    (void)answered(cty_quote_add(ledger, &quote, draft, NULL, &err), &err);
    cty_draft_free(draft);
    for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
        cty_quote_change change = CTY_QUOTE_CHANGE_INIT;

        change.quote_no = quotes[i];
        change.date = day(4, 2);
        (void)answered(cty_quote_accept(ledger, &change, NULL, &err), &err);
        (void)answered(cty_quote_decline(ledger, &change, NULL, &err), &err);
    }
}

static void
use_bills(cty_ledger *ledger, const char *ref)
{
    static const char *const quotes[] = {NULL, "Q-1", "Q-3"};
    cty_error err = CTY_ERROR_INIT;
    char number[8];

    for (int i = 0; i < 3; i++) {
        cty_bill bill = CTY_BILL_INIT;
        cty_draft *draft = draft_of(9);

        snprintf(number, sizeof(number), "B-2%d", i);
        bill.bill_no = number;
        bill.client_ref = quotes[i] == NULL ? ref : NULL;
        bill.quote_no = quotes[i];
        bill.date = day(4, 3);
        (void)answered(cty_bill_post(ledger, &bill, draft, NULL, &err), &err);
        cty_draft_free(draft);
    }
}

static void
use_credit(cty_ledger *ledger, const char *ref, const char *bill_no,
           int line_no, int32_t how)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_error err = CTY_ERROR_INIT;

    credit.how = how;
    credit.amount.minor = how == CTY_AMOUNT ? 100 : 0;
    credit.percent = how == CTY_PERCENT ? CTY_DECIMAL_ONE : 0;
    credit.client_ref = ref;
    credit.bill_no = bill_no;
    credit.line_no = line_no;
    credit.reason = bill_no == NULL ? "special" : "correction";
    credit.granted_by = "Dana Reyes";
    credit.date = day(4, 4);
    (void)answered(cty_credit_grant(ledger, &credit, NULL, &err), &err);
}

static void
use_credits(cty_ledger *ledger)
{
    static const char *const bills[] = {"B-1", "B-2", "B-9", "B-10"};

    for (size_t i = 0; i < sizeof(bills) / sizeof(bills[0]); i++) {
        use_credit(ledger, NULL, bills[i], 1, CTY_AMOUNT);
        use_credit(ledger, NULL, bills[i], 0, CTY_PERCENT);
        use_credit(ledger, NULL, bills[i], 0, CTY_AMOUNT);
        use_credit(ledger, NULL, bills[i], 2, CTY_REST);
        use_credit(ledger, NULL, bills[i], 0, CTY_REST);
    }
}

static void
use_reversals(cty_ledger *ledger)
{
    char code[CTY_ENTRY_CODE_TEXT];

    for (int i = 0; i < CODES; i++) {
        cty_reversal reversal = CTY_REVERSAL_INIT;
        cty_error err = CTY_ERROR_INIT;

        code_of(i, code);
        reversal.code = code;
        reversal.date = day(4, 5);
        reversal.note = "granted twice";
        (void)answered(cty_credit_reverse(ledger, &reversal, NULL, &err), &err);
    }
}

void
use_to_write(cty_ledger *ledger)
{
    for (size_t i = 0; i < sizeof(clients) / sizeof(clients[0]); i++) {
        use_masters(ledger, clients[i]);
        use_quotes(ledger, clients[i]);
        use_bills(ledger, clients[i]);
        use_credit(ledger, clients[i], NULL, 0, CTY_AMOUNT);
    }
    use_credits(ledger);
    use_reversals(ledger);
}
