#include "support.h"

static cty_status
quote(cty_ledger *ledger, const char *quote_no, const char *valid_until,
      cty_error *err)
{
    cty_quote made = CTY_QUOTE_INIT;
    cty_draft *draft = NULL;
    cty_status status;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Annual report", "1", "36000");
    draft_line(draft, "Envelopes", "200", "0.50");
    draft_discount(draft, 2, 1000, "volume");
    made.quote_no = quote_no;
    made.client_ref = "harbor";
    made.date = day("2026-06-01");
    if (valid_until != NULL)
        made.valid_until = day(valid_until);
    status = cty_quote_add(ledger, &made, draft, NULL, err);
    cty_draft_free(draft);
    return status;
}

static cty_status
change(cty_ledger *ledger, const char *quote_no, const char *date, bool accept,
       cty_error *err)
{
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;

    change.quote_no = quote_no;
    change.date = day(date);
    return accept ? cty_quote_accept(ledger, &change, NULL, err)
                  : cty_quote_decline(ledger, &change, NULL, err);
}

static cty_quote_info
info_of(cty_ledger *ledger, const char *quote_no)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_quote_info info = CTY_QUOTE_INFO_INIT;
    cty_quote_cursor *cursor = NULL;
    bool found = false;

    filter.number = quote_no;
    assert_ok(cty_quote_cursor_open(ledger, &filter, &cursor, ERR));
    assert_ok(cty_quote_cursor_next(cursor, &info, &found, ERR));
    assert_true(found);
    cty_quote_cursor_close(cursor);
    return info;
}

static void
a_quote_is_open_then_accepted_then_billed(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;
    cty_quote_info info;

    assert_ok(quote(ledger, "Q-1", NULL, ERR));
    info = info_of(ledger, "Q-1");
    assert_int_equal(info.status, CTY_QUOTE_OPEN);
    assert_int_equal(info.gross_minor, 3610000);
    assert_int_equal(info.net_minor, 3609000);

    assert_ok(change(ledger, "Q-1", "2026-06-10", true, ERR));
    info = info_of(ledger, "Q-1");
    assert_int_equal(info.status, CTY_QUOTE_ACCEPTED);
    assert_int_equal(cty_date_compare(info.status_date, day("2026-06-10")), 0);

    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.date = day("2026-06-10");
    assert_ok(cty_bill_post(ledger, &bill, NULL, NULL, ERR));
    info = info_of(ledger, "Q-1");
    assert_int_equal(info.status, CTY_QUOTE_BILLED);
    assert_string_equal(info.bill_no, "B-1");
}

static void
accepting_after_valid_until_is_refused_and_on_it_allowed(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(quote(ledger, "Q-1", "2026-06-30", ERR));
    assert_int_equal(change(ledger, "Q-1", "2026-07-01", true, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "valid until 2026-06-30");
    assert_ok(change(ledger, "Q-1", "2026-06-30", true, ERR));
}

static void
a_quote_changes_once_and_not_before_its_date(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(quote(ledger, "Q-1", NULL, ERR));
    assert_int_equal(change(ledger, "Q-1", "2026-05-31", false, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "2026-06-01");
    assert_ok(change(ledger, "Q-1", "2026-06-02", false, ERR));
    assert_int_equal(change(ledger, "Q-1", "2026-06-03", true, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "was declined on 2026-06-02");
}

static void
a_quote_number_is_used_once(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(quote(ledger, "Q-1", NULL, ERR));
    assert_int_equal(quote(ledger, "Q-1", NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "quote_no");
}

static void
a_quote_that_would_lapse_before_its_date_is_refused(void **state)
{
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(quote(*state, "Q-1", "2026-05-31", &err), CTY_E_STATE);
    assert_string_equal(err.field, "valid_until");
}

static void
a_quote_may_lapse_on_its_own_day_and_is_declined_after_that(void **state)
{
    cty_ledger *ledger = *state;

    assert_ok(quote(ledger, "Q-1", "2026-06-01", ERR));
    assert_ok(change(ledger, "Q-1", "2026-06-02", false, ERR));
    assert_int_equal(info_of(ledger, "Q-1").status, CTY_QUOTE_DECLINED);
}

static void
an_accepted_quote_does_not_lapse(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;

    assert_ok(quote(ledger, "Q-1", "2026-06-30", ERR));
    assert_ok(change(ledger, "Q-1", "2026-06-30", true, ERR));
    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.date = day("2027-01-31");
    assert_ok(cty_bill_post(ledger, &bill, NULL, NULL, ERR));
}

/* Bill Q-1 as B-1, and hear why not. */
static cty_status
billed(cty_ledger *ledger, cty_bill *bill, const cty_draft *draft,
       const char *because)
{
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    bill->bill_no = "B-1";
    bill->quote_no = "Q-1";
    if (bill->date.year == 0)
        bill->date = day("2026-06-10");
    status = cty_bill_post(ledger, bill, draft, NULL, &err);
    assert_string_contains(err.message, because);
    return status;
}

static void
a_quote_is_billed_once_accepted_and_not_before(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;

    assert_ok(quote(ledger, "Q-1", NULL, ERR));
    assert_int_equal(billed(ledger, &bill, NULL, "\"Q-1\" is open"),
                     CTY_E_STATE);
    assert_ok(change(ledger, "Q-1", "2026-06-10", false, ERR));
    assert_int_equal(billed(ledger, &bill, NULL, "\"Q-1\" is declined"),
                     CTY_E_STATE);
    assert_ok(quote(ledger, "Q-2", NULL, ERR));
    assert_ok(change(ledger, "Q-2", "2026-06-10", true, ERR));
    bill.bill_no = "B-2";
    bill.quote_no = "Q-2";
    assert_ok(cty_bill_post(ledger, &bill, NULL, NULL, ERR));
    bill.bill_no = "B-3";
    assert_int_equal(cty_bill_post(ledger, &bill, NULL, NULL, NULL),
                     CTY_E_STATE);
}

static void
a_bill_may_not_differ_from_its_quote(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;
    cty_line extra = CTY_LINE_INIT;
    cty_draft *draft = NULL;

    client_of(ledger, "other", "Other Foods");
    assert_ok(quote(ledger, "Q-1", NULL, ERR));
    assert_ok(change(ledger, "Q-1", "2026-06-10", true, ERR));
    bill.client_ref = "other";
    assert_int_equal(billed(ledger, &bill, NULL, "another client's"),
                     CTY_E_STATE);
    bill.client_ref = "harbor";
    bill.currency = "EUR";
    assert_int_equal(billed(ledger, &bill, NULL, "is in USD, not EUR"),
                     CTY_E_STATE);
    bill.currency = "USD";
    bill.date = day("2026-06-09");
    assert_int_equal(billed(ledger, &bill, NULL, "accepted on 2026-06-10"),
                     CTY_E_STATE);
    bill.date = day("2026-06-10");
    for (int line = 1; line <= 2; line++) {
        assert_ok(cty_draft_new(&draft, ERR));
        draft_discount(draft, line, 1, "goodwill");
        assert_int_equal(billed(ledger, &bill, draft, "is the quote's"),
                         CTY_E_STATE);
        cty_draft_free(draft);
    }
    assert_ok(cty_draft_new(&draft, ERR));
    extra.quantity = CTY_DECIMAL_ONE;
    extra.line_no = 2;
    assert_ok(cty_draft_line(draft, &extra, ERR));
    assert_int_equal(billed(ledger, &bill, draft, "are numbered from 3 on"),
                     CTY_E_STATE);
    cty_draft_free(draft);
    assert_int_equal(billed(ledger, &bill, NULL, ""), CTY_OK);
}

static void
a_bill_is_rounded_as_its_quote_was(void **state)
{
    cty_ledger *ledger = *state;
    cty_quote made = CTY_QUOTE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Paper", "3", "0.335");
    made.quote_no = "Q-1";
    made.client_ref = "harbor";
    made.date = day("2026-06-01");
    made.rounding = CTY_ROUND_HALF_EVEN;
    assert_ok(cty_quote_add(ledger, &made, draft, NULL, ERR));
    assert_ok(change(ledger, "Q-1", "2026-06-10", true, ERR));
    bill.rounding = CTY_ROUND_HALF_UP;
    assert_int_equal(billed(ledger, &bill, NULL, "was rounded otherwise"),
                     CTY_E_STATE);
    bill.rounding = CTY_ROUND_EXACT;
    assert_ok(cty_bill_post(ledger, &bill, NULL, &info, ERR));
    assert_int_equal(info.rounding, CTY_ROUND_HALF_EVEN);
    assert_int_equal(info.net_minor, 100);
    cty_draft_free(draft);
}

static void
a_quotes_discounts_are_no_entries_until_it_is_billed(void **state)
{
    cty_ledger *ledger = *state;
    cty_bill bill = CTY_BILL_INIT;

    assert_ok(quote(ledger, "Q-1", NULL, ERR));
    assert_ok(change(ledger, "Q-1", "2026-06-10", true, ERR));
    assert_saved(ledger, "harbor", "2026", 0);
    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.date = day("2026-08-01");
    assert_ok(cty_bill_post(ledger, &bill, NULL, NULL, ERR));
    assert_saved(ledger, "harbor", "2026-Q2", 0);
    assert_saved(ledger, "harbor", "2026-Q3", 1000);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_quote_is_open_then_accepted_then_billed),
        SENTENCE(accepting_after_valid_until_is_refused_and_on_it_allowed),
        SENTENCE(a_quote_changes_once_and_not_before_its_date),
        SENTENCE(a_quote_number_is_used_once),
        SENTENCE(a_quote_that_would_lapse_before_its_date_is_refused),
        SENTENCE(a_quote_may_lapse_on_its_own_day_and_is_declined_after_that),
        SENTENCE(an_accepted_quote_does_not_lapse),
        SENTENCE(a_quote_is_billed_once_accepted_and_not_before),
        SENTENCE(a_bill_may_not_differ_from_its_quote),
        SENTENCE(a_bill_is_rounded_as_its_quote_was),
        SENTENCE(a_quotes_discounts_are_no_entries_until_it_is_billed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
