/* What a stranger hands over is refused at the door, and nothing moves. */
#include "support.h"

static void
what_is_missing_is_named(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_credit credit = CTY_CREDIT_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_client client = CTY_CLIENT_INIT;
    cty_draft *draft = NULL;

#define REFUSED(call, named)                                                   \
    do {                                                                       \
        assert_int_equal(call, CTY_E_ARGUMENT);                                \
        assert_string_equal(err.field, named);                                 \
    } while (0)
    REFUSED(cty_credit_grant(NULL, &credit, NULL, &err), "ledger");
    REFUSED(cty_credit_grant(ledger, NULL, NULL, &err), "credit");
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "client_ref");
    credit.client_ref = "harbor";
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "how");
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 1;
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "date");
    credit.date = day("2026-09-30");
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "reason");
    credit.reason = "goodwill";
    credit.percent = 1;
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "percent");
    credit.percent = 0;
    credit.line_no = 1;
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "line_no");
    credit.line_no = 0;
    memcpy(credit.amount.currency, "ABCD", 4);
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "currency");
    memcpy(credit.amount.currency, "XAU", 4);
    REFUSED(cty_credit_grant(ledger, &credit, NULL, &err), "currency");

    REFUSED(cty_bill_post(ledger, &bill, NULL, NULL, &err), "bill_no");
    bill.bill_no = "B-1";
    REFUSED(cty_bill_post(ledger, &bill, NULL, NULL, &err), "client_ref");
    bill.client_ref = "harbor";
    REFUSED(cty_bill_post(ledger, &bill, NULL, NULL, &err), "date");
    bill.date = day("2026-07-01");
    REFUSED(cty_bill_post(ledger, &bill, NULL, NULL, &err), "draft");
    bill.rounding = 3;
    REFUSED(cty_bill_post(ledger, &bill, draft, NULL, &err), "rounding");

    REFUSED(cty_client_add(ledger, &client, NULL, &err), "ref");
    client.ref = "   ";
    REFUSED(cty_client_add(ledger, &client, NULL, &err), "ref");
    REFUSED(cty_person_add(ledger, "", &err), "name");
}

static void
a_struct_from_a_newer_courtesy_is_told(void **state)
{
    struct {
        cty_credit credit;
        uint64_t tail;
    } newer = {.credit = CTY_CREDIT_INIT, .tail = 0};
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    newer.credit.struct_size = sizeof(newer);
    newer.credit.how = CTY_AMOUNT;
    newer.credit.amount.minor = 1;
    newer.credit.client_ref = "harbor";
    newer.credit.date = day("2026-09-30");
    newer.credit.reason = "goodwill";
    assert_ok(cty_credit_grant(ledger, &newer.credit, NULL, ERR));
    newer.tail = 1;
    assert_int_equal(cty_credit_grant(ledger, &newer.credit, NULL, &err),
                     CTY_E_ABI);
    newer.credit.struct_size = 0;
    assert_int_equal(cty_credit_grant(ledger, &newer.credit, NULL, &err),
                     CTY_E_ABI);
}

static void
a_draft_refuses_what_no_line_has(void **state)
{
    cty_error err = CTY_ERROR_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_adjustment discount = CTY_ADJUSTMENT_INIT;
    cty_draft *draft = NULL;

    (void)state;
    assert_ok(cty_draft_new(&draft, ERR));
    REFUSED(cty_draft_line(draft, &line, &err), "quantity");
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = -1;
    REFUSED(cty_draft_line(draft, &line, &err), "list_unit_price");
    line.list_unit_price = 0;
    line.has_cost = true;
    line.cost_minor = -1;
    REFUSED(cty_draft_line(draft, &line, &err), "cost");
    line.cost_minor = 0;
    line.line_no = -1;
    REFUSED(cty_draft_line(draft, &line, &err), "line_no");
    line.line_no = 7;
    assert_ok(cty_draft_line(draft, &line, ERR));
    assert_int_equal(cty_draft_line(draft, &line, &err), CTY_E_EXISTS);
    line.line_no = 0;
    line.description = "two\nlines";
    REFUSED(cty_draft_line(draft, &line, &err), "description");

    REFUSED(cty_draft_discount(draft, &discount, &err), "reason");
    discount.reason = "volume";
    REFUSED(cty_draft_discount(draft, &discount, &err), "line_no");
    discount.line_no = 7;
    REFUSED(cty_draft_discount(draft, &discount, &err), "amount");
    discount.amount_minor = -5;
    REFUSED(cty_draft_charge(draft, &discount, &err), "amount");
    cty_draft_free(draft);
}

static void
a_document_has_no_more_lines_than_its_limit(void **state)
{
    cty_error err = CTY_ERROR_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;

    (void)state;
    line.quantity = CTY_DECIMAL_ONE;
    assert_ok(cty_draft_new(&draft, ERR));
    for (int i = 0; i < CTY_MAX_LINES; i++)
        assert_ok(cty_draft_line(draft, &line, ERR));
    assert_int_equal(cty_draft_line(draft, &line, &err), CTY_E_LIMIT);
    cty_draft_free(draft);
}

static void
nothing_that_is_closed_or_freed_minds_being_null(void **state)
{
    (void)state;
    cty_ledger_close(NULL);
    cty_draft_free(NULL);
    cty_client_cursor_close(NULL);
    cty_person_cursor_close(NULL);
    cty_reason_cursor_close(NULL);
    cty_quote_cursor_close(NULL);
    cty_line_cursor_close(NULL);
    cty_adjustment_cursor_close(NULL);
    cty_bill_cursor_close(NULL);
    cty_entry_cursor_close(NULL);
    cty_share_cursor_close(NULL);
    cty_batch_abandon(NULL);
}

static void
a_cursor_refuses_what_it_cannot_fill(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_bill_cursor *cursor = NULL;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    bool found = true;

    assert_int_equal(cty_bill_cursor_open(ledger, NULL, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_ok(cty_bill_cursor_open(ledger, NULL, &cursor, ERR));
    assert_int_equal(cty_bill_cursor_next(NULL, &info, &found, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_bill_cursor_next(cursor, NULL, &found, &err),
                     CTY_E_ARGUMENT);
    info.struct_size = 3;
    assert_int_equal(cty_bill_cursor_next(cursor, &info, &found, &err),
                     CTY_E_ABI);
    info.struct_size = sizeof(info);
    assert_ok(cty_bill_cursor_next(cursor, &info, &found, ERR));
    assert_false(found);
    cty_bill_cursor_close(cursor);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(what_is_missing_is_named),
        SENTENCE(a_struct_from_a_newer_courtesy_is_told),
        cmocka_unit_test(a_draft_refuses_what_no_line_has),
        cmocka_unit_test(a_document_has_no_more_lines_than_its_limit),
        cmocka_unit_test(nothing_that_is_closed_or_freed_minds_being_null),
        SENTENCE(a_cursor_refuses_what_it_cannot_fill),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
