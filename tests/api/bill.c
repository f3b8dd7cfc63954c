#include "support.h"

/* A draft that a test fills and posts as bill B-1 of 2026-07-01. */
static cty_draft *
new_draft(void)
{
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    return draft;
}

static cty_status
post(cty_ledger *ledger, cty_draft *draft, const char *quote_no,
     cty_rounding rounding, cty_bill_info *info, cty_error *err)
{
    cty_bill bill = CTY_BILL_INIT;

    bill.bill_no = "B-1";
    bill.client_ref = quote_no == NULL ? "harbor" : NULL;
    bill.quote_no = quote_no;
    bill.date = day("2026-07-01");
    bill.rounding = rounding;
    return cty_bill_post(ledger, &bill, draft, info, err);
}

/* Quote Q-1 with two lines, accepted on 2026-06-10. */
static void
accepted_quote(cty_ledger *ledger)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;
    cty_draft *draft = new_draft();

    draft_line(draft, "Annual report", "1", "36000");
    draft_line(draft, "Envelopes", "200", "0.50");
    draft_discount(draft, 2, 1000, "volume");
    quote.quote_no = change.quote_no = "Q-1";
    quote.client_ref = "harbor";
    quote.date = day("2026-06-01");
    change.date = day("2026-06-10");
    assert_ok(cty_quote_add(ledger, &quote, draft, NULL, ERR));
    assert_ok(cty_quote_accept(ledger, &change, NULL, ERR));
    cty_draft_free(draft);
}

static void
a_line_is_quantity_times_price_less_discounts_plus_charges(void **state)
{
    cty_draft *draft = new_draft();
    cty_bill_info info = CTY_BILL_INFO_INIT;

    draft_line(draft, "Flyers", "1000", "0.125");
    draft_discount(draft, 1, 500, "volume");
    draft_discount(draft, 1, 250, "loyalty");
    draft_charge(draft, 1, 1000, "rush");
    assert_ok(post(*state, draft, NULL, CTY_ROUND_EXACT, &info, ERR));
    assert_int_equal(info.gross_minor, 12500);
    assert_int_equal(info.discounts_minor, 750);
    assert_int_equal(info.charges_minor, 1000);
    assert_int_equal(info.net_minor, 12750);
    assert_int_equal(info.left_minor, 12750);
    assert_saved(*state, "harbor", "2026-Q3", 750);
    cty_draft_free(draft);
}

static void
a_remainder_is_refused_unless_a_rounding_is_named(void **state)
{
    cty_draft *draft = new_draft();
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;

    draft_line(draft, "Paper", "3", "0.335");
    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(err.line, 1);
    assert_ok(post(*state, draft, NULL, CTY_ROUND_HALF_UP, &info, ERR));
    assert_int_equal(info.gross_minor, 101);
    assert_int_equal(info.rounding, CTY_ROUND_HALF_UP);
    cty_draft_free(draft);
}

static void
half_even_rounds_the_same_line_down(void **state)
{
    cty_draft *draft = new_draft();
    cty_bill_info info = CTY_BILL_INFO_INIT;

    draft_line(draft, "Paper", "3", "0.335");
    assert_ok(post(*state, draft, NULL, CTY_ROUND_HALF_EVEN, &info, ERR));
    assert_int_equal(info.gross_minor, 100);
    cty_draft_free(draft);
}

static void
a_discount_over_its_line_is_refused_and_all_of_it_allowed(void **state)
{
    cty_draft *draft = new_draft();
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;

    draft_line(draft, "Proof", "1", "10");
    draft_discount(draft, 1, 1000, "goodwill");
    assert_ok(post(*state, draft, NULL, CTY_ROUND_EXACT, &info, ERR));
    assert_int_equal(info.net_minor, 0);
    draft_discount(draft, 1, 1, "goodwill");
    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_EXISTS);
    cty_draft_free(draft);

    draft = new_draft();
    draft_line(draft, "Proof", "1", "10");
    draft_discount(draft, 1, 1001, "goodwill");
    {
        cty_bill bill = CTY_BILL_INIT;

        bill.bill_no = "B-2";
        bill.client_ref = "harbor";
        bill.date = day("2026-07-01");
        assert_int_equal(cty_bill_post(*state, &bill, draft, NULL, &err),
                         CTY_E_LEFT);
        assert_int_equal(err.line, 1);
    }
    cty_draft_free(draft);
}

static void
an_adjustment_needs_its_line_reason_and_person(void **state)
{
    cty_draft *draft = new_draft();
    cty_adjustment unknown = CTY_ADJUSTMENT_INIT;
    cty_error err = CTY_ERROR_INIT;

    draft_line(draft, "Proof", "1", "10");
    draft_discount(draft, 2, 100, "goodwill");
    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_NOT_FOUND);
    assert_string_contains(err.message, "names line 2");
    cty_draft_free(draft);

    draft = new_draft();
    draft_line(draft, "Proof", "1", "10");
    draft_discount(draft, 1, 100, "godwill");
    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_NOT_FOUND);
    cty_draft_free(draft);

    draft = new_draft();
    draft_line(draft, "Proof", "1", "10");
    unknown.line_no = 1;
    unknown.amount_minor = 1;
    unknown.reason = "goodwill";
    unknown.granted_by = "Nobody";
    assert_ok(cty_draft_discount(draft, &unknown, ERR));
    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_NOT_FOUND);
    assert_string_equal(err.field, "granted_by");
    cty_draft_free(draft);
}

static void
a_bill_needs_a_line(void **state)
{
    cty_draft *draft = new_draft();
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_string_contains(err.message, "line");
    cty_draft_free(draft);
}

static void
a_bill_from_a_quote_takes_its_lines_and_numbers_extras_on(void **state)
{
    cty_draft *extras = new_draft();
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_line_cursor *cursor = NULL;
    cty_line_info line = CTY_LINE_INFO_INIT;
    bool found = true;

    accepted_quote(*state);
    draft_line(extras, "Second proof", "1", "80");
    draft_discount(extras, 3, 8000, "extra-waived");
    assert_ok(post(*state, extras, "Q-1", CTY_ROUND_EXACT, &info, ERR));
    assert_int_equal(info.lines, 3);
    assert_int_equal(info.gross_minor, 3618000);
    assert_int_equal(info.discounts_minor, 9000);
    assert_string_equal(info.quote_no, "Q-1");
    assert_string_equal(info.client_ref, "harbor");
    assert_ok(cty_line_cursor_open(*state, CTY_BILL, "B-1", &cursor, ERR));
    for (int i = 1; i <= 3; i++) {
        assert_ok(cty_line_cursor_next(cursor, &line, &found, ERR));
        assert_int_equal(line.line_no, i);
        assert_int_equal(line.extra, i == 3);
    }
    cty_line_cursor_close(cursor);
    cty_draft_free(extras);
}

static void
beside_a_quote_only_extras_are_adjusted(void **state)
{
    cty_draft *extras = new_draft();
    cty_error err = CTY_ERROR_INIT;

    accepted_quote(*state);
    draft_line(extras, "Second proof", "1", "80");
    draft_discount(extras, 1, 100, "goodwill");
    assert_int_equal(post(*state, extras, "Q-1", CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "line 1 is the quote's");
    cty_draft_free(extras);
}

static void
a_quote_is_billed_once_and_not_before_it_was_accepted(void **state)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_error err = CTY_ERROR_INIT;

    accepted_quote(*state);
    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.date = day("2026-06-09");
    assert_int_equal(cty_bill_post(*state, &bill, NULL, NULL, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "accepted on 2026-06-10");
    bill.date = day("2026-06-10");
    assert_ok(cty_bill_post(*state, &bill, NULL, NULL, ERR));
    bill.bill_no = "B-2";
    assert_int_equal(cty_bill_post(*state, &bill, NULL, NULL, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "billed already, by bill \"B-1\"");
}

static void
a_bill_keeps_to_its_quotes_client_and_currency(void **state)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_error err = CTY_ERROR_INIT;

    client_of(*state, "mill", "Mill Lane School");
    accepted_quote(*state);
    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.date = day("2026-07-01");
    bill.client_ref = "mill";
    assert_int_equal(cty_bill_post(*state, &bill, NULL, NULL, &err),
                     CTY_E_STATE);
    assert_string_equal(err.field, "client_ref");
    bill.client_ref = "harbor";
    bill.currency = "EUR";
    assert_int_equal(cty_bill_post(*state, &bill, NULL, NULL, &err),
                     CTY_E_STATE);
    assert_string_equal(err.field, "currency");
}

static void
lines_as_drafted_stand_alone_though_from_a_quote(void **state)
{
    cty_draft *draft = new_draft();
    cty_bill bill = CTY_BILL_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;

    accepted_quote(*state);
    draft_line(draft, "Annual report", "1", "30000");
    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.lines = CTY_LINES_AS_DRAFTED;
    bill.date = day("2026-07-01");
    assert_ok(cty_bill_post(*state, &bill, draft, &info, ERR));
    assert_int_equal(info.lines, 1);
    assert_int_equal(info.net_minor, 3000000);
    assert_int_equal(info.discounts_minor, 0);
    cty_draft_free(draft);
}

static void
totals_that_overflow_are_refused(void **state)
{
    cty_draft *draft = new_draft();
    cty_error err = CTY_ERROR_INIT;

    draft_line(draft, "Gold", "90000000000", "1000000");
    draft_line(draft, "Gold", "90000000000", "1000000");
    assert_int_equal(post(*state, draft, NULL, CTY_ROUND_EXACT, NULL, &err),
                     CTY_E_LIMIT);
    cty_draft_free(draft);
}

static void
yen_have_no_decimals_and_dinars_three(void **state)
{
    cty_ledger *ledger = *state;
    const struct {
        const char *no, *currency;
        int64_t net;
    } cases[] = {{"J", "JPY", 15}, {"K", "KWD", 15000}, {"U", "USD", 1500}};

    for (int i = 0; i < 3; i++) {
        cty_draft *draft = new_draft();
        cty_bill bill = CTY_BILL_INIT;
        cty_bill_info info = CTY_BILL_INFO_INIT;

        draft_line(draft, "Paper", "10", "1.5");
        bill.bill_no = cases[i].no;
        bill.client_ref = "harbor";
        bill.currency = cases[i].currency;
        bill.date = day("2026-07-01");
        assert_ok(cty_bill_post(ledger, &bill, draft, &info, ERR));
        assert_int_equal(info.net_minor, cases[i].net);
        cty_draft_free(draft);
    }
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_line_is_quantity_times_price_less_discounts_plus_charges),
        SENTENCE(a_remainder_is_refused_unless_a_rounding_is_named),
        SENTENCE(half_even_rounds_the_same_line_down),
        SENTENCE(a_discount_over_its_line_is_refused_and_all_of_it_allowed),
        SENTENCE(an_adjustment_needs_its_line_reason_and_person),
        SENTENCE(a_bill_needs_a_line),
        SENTENCE(a_bill_from_a_quote_takes_its_lines_and_numbers_extras_on),
        SENTENCE(beside_a_quote_only_extras_are_adjusted),
        SENTENCE(a_quote_is_billed_once_and_not_before_it_was_accepted),
        SENTENCE(a_bill_keeps_to_its_quotes_client_and_currency),
        SENTENCE(lines_as_drafted_stand_alone_though_from_a_quote),
        SENTENCE(totals_that_overflow_are_refused),
        SENTENCE(yen_have_no_decimals_and_dinars_three),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
