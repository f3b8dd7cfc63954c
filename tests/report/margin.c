/* Margin by client, product and category. */
#include "shop.h"

struct one_line {
    const char *product, *category;
    int64_t net;
    int64_t cost; /* below 0: not known */
};

static void
bill_with(cty_ledger *ledger, const char *client, const char *bill_no,
          const char *date, const struct one_line *lines, int count)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    for (int i = 0; i < count; i++) {
        cty_line line = CTY_LINE_INIT;

        line.quantity = CTY_DECIMAL_ONE;
        line.list_unit_price = lines[i].net * 10000;
        line.product_code = lines[i].product;
        line.product_category = lines[i].category;
        line.has_cost = lines[i].cost >= 0;
        line.cost_minor = line.has_cost ? lines[i].cost : 0;
        assert_ok(cty_draft_line(draft, &line, ERR));
    }
    bill.bill_no = bill_no;
    bill.client_ref = client;
    bill.date = day(date);
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

static cty_margin_cursor *
by(cty_ledger *ledger, int32_t key, const char *period)
{
    cty_margin_report report = CTY_MARGIN_REPORT_INIT;
    cty_margin_cursor *cursor = NULL;

    report.by = key;
    if (period != NULL) {
        cty_period span = period_of(ledger, period);

        report.from = span.from;
        report.to = span.to;
    }
    assert_ok(cty_margin_cursor_open(ledger, &report, &cursor, ERR));
    return cursor;
}

/* "1 harbor USD: billed 900 cost 300 margin 600 66.6667 without 0 credits 50
 * after 550"; "" at the end. */
static const char *
next_row(cty_margin_cursor *cursor)
{
    static char text[500];
    cty_margin_row row = CTY_MARGIN_ROW_INIT;
    bool found = false;

    assert_ok(cty_margin_cursor_next(cursor, &row, &found, ERR));
    text[0] = '\0';
    if (!found)
        return text;
    assert_int_equal(row.gross_minor - row.discounts_minor + row.charges_minor,
                     row.billed_minor);
    snprintf(
        text, sizeof(text),
        "%lld %s %s: billed %lld cost %lld margin %lld %lld%s without "
        "%lld credits %lld after %lld",
        (long long)row.rank, row.key, row.currency, (long long)row.billed_minor,
        (long long)row.cost_minor, (long long)row.margin_minor,
        (long long)row.margin_percent, row.has_percent ? "" : " none",
        (long long)row.billed_without_cost_minor, (long long)row.credits_minor,
        (long long)row.margin_after_credits_minor);
    return text;
}

static void
a_shop(cty_ledger *ledger)
{
    static const struct one_line first[] = {{"P-1", "Print", 900, 300},
                                            {"P-2", "Print", 100, -1},
                                            {NULL, "Work", 50, 80}};
    static const struct one_line second[] = {{"P-1", NULL, 700, 100}};
    cty_credit credit = CTY_CREDIT_INIT;

    client_of(ledger, "anchor", "Anchor");
    bill_with(ledger, "harbor", "B-1", "2026-07-01", first, 3);
    bill_with(ledger, "anchor", "B-2", "2026-09-30", second, 1);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 30;
    credit.bill_no = "B-1";
    credit.line_no = 1;
    credit.date = day("2026-08-01");
    credit.reason = "correction";
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    credit.line_no = 3;
    credit.amount.minor = 7;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    grant(ledger, "harbor", NULL, "2026-08-02", 11, "goodwill");
}

static void
clients_are_ranked_by_margin(void **state)
{
    cty_margin_cursor *cursor;

    a_shop(*state);
    cursor = by(*state, CTY_MARGIN_CLIENT, NULL);
    assert_string_equal(next_row(cursor),
                        "1 anchor USD: billed 700 cost 100 margin 600 857143 "
                        "without 0 credits 0 after 600");
    assert_string_equal(next_row(cursor),
                        "2 harbor USD: billed 1050 cost 380 margin 570 600000 "
                        "without 100 credits 48 after 522");
    assert_string_equal(next_row(cursor), "");
    assert_string_equal(next_row(cursor), "");
    cty_margin_cursor_close(cursor);
}

static void
lines_without_a_product_and_account_credits_are_left_out(void **state)
{
    cty_margin_cursor *cursor;

    a_shop(*state);
    cursor = by(*state, CTY_MARGIN_PRODUCT, NULL);
    assert_string_equal(next_row(cursor),
                        "1 P-1 USD: billed 1600 cost 400 margin 1200 750000 "
                        "without 0 credits 30 after 1170");
    assert_string_equal(next_row(cursor),
                        "2 P-2 USD: billed 100 cost 0 margin 0 0 none without "
                        "100 credits 0 after 0");
    assert_string_equal(next_row(cursor), "");
    cty_margin_cursor_close(cursor);
    cursor = by(*state, CTY_MARGIN_CATEGORY, NULL);
    assert_string_equal(next_row(cursor),
                        "1 Print USD: billed 1000 cost 300 margin 600 666667 "
                        "without 100 credits 30 after 570");
    assert_string_equal(next_row(cursor),
                        "2 Work USD: billed 50 cost 80 margin -30 -600000 "
                        "without 0 credits 7 after -37");
    assert_string_equal(next_row(cursor), "");
    cty_margin_cursor_close(cursor);
}

static void
credits_and_reversals_count_on_their_own_date(void **state)
{
    cty_margin_cursor *cursor;

    a_shop(*state);
    reverse(*state, "harbor", 1, "2026-10-05");
    reverse(*state, "harbor", 3, "2026-10-05");
    cursor = by(*state, CTY_MARGIN_CLIENT, "2026-Q4");
    assert_string_equal(next_row(cursor),
                        "1 harbor USD: billed 0 cost 0 margin 0 0 none "
                        "without 0 credits -41 after 41");
    assert_string_equal(next_row(cursor), "");
    cty_margin_cursor_close(cursor);
    cursor = by(*state, CTY_MARGIN_PRODUCT, "2026-Q4");
    assert_string_equal(next_row(cursor),
                        "1 P-1 USD: billed 0 cost 0 margin 0 0 none without 0 "
                        "credits -30 after 30");
    assert_string_equal(next_row(cursor), "");
    cty_margin_cursor_close(cursor);
}

static void
ties_are_by_key_and_each_currency_has_its_ranks(void **state)
{
    static const char *const keys[] = {"Zeta", "anchor", "harbor"};
    cty_margin_cursor *cursor;

    client_of(*state, "anchor", "Anchor");
    client_of(*state, "Zeta", "Zeta");
    grant_in(*state, "harbor", "2026-08-01", 5, "USD");
    grant_in(*state, "anchor", "2026-08-01", 6, "USD");
    grant_in(*state, "Zeta", "2026-08-01", 7, "USD");
    bill_on(*state, "harbor", "B-1", "2026-08-01", 100, "EUR");
    cursor = by(*state, CTY_MARGIN_CLIENT, NULL);
    assert_string_contains(next_row(cursor), "1 harbor EUR: billed 100");
    for (int i = 0; i < 3; i++) {
        char expected[40];

        snprintf(expected, sizeof(expected), "%d %s USD: ", i + 1, keys[i]);
        assert_string_contains(next_row(cursor), expected);
    }
    assert_string_equal(next_row(cursor), "");
    cty_margin_cursor_close(cursor);
}

static void
percents_are_rounded_half_away_from_zero(void **state)
{
    static const struct one_line up[] = {{"up", NULL, 2000000, 1999999}};
    static const struct one_line down[] = {{"down", NULL, 2000000, 2000001}};
    cty_margin_cursor *cursor;

    bill_with(*state, "harbor", "B-1", "2026-07-01", up, 1);
    bill_with(*state, "harbor", "B-2", "2026-07-01", down, 1);
    cursor = by(*state, CTY_MARGIN_PRODUCT, NULL);
    assert_string_contains(next_row(cursor), "margin 1 1 without");
    assert_string_contains(next_row(cursor), "margin -1 -1 without");
    cty_margin_cursor_close(cursor);
}

static cty_status
margin_of_a_loss(cty_ledger *ledger, int64_t credits)
{
    const struct one_line loss = {"P-1", "Print", 10, INT64_MAX};
    cty_margin_row row = CTY_MARGIN_ROW_INIT;
    cty_margin_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;
    bool found = false;

    if (credits > 0)
        grant(ledger, "harbor", NULL, "2026-07-01", credits, "goodwill");
    else
        bill_with(ledger, "harbor", "B-1", "2026-07-01", &loss, 1);
    cursor = by(ledger, CTY_MARGIN_CLIENT, NULL);
    status = cty_margin_cursor_next(cursor, &row, &found, &err);
    cty_margin_cursor_close(cursor);
    assert_false(found);
    assert_string_contains(err.message, "ask for a shorter period");
    return status;
}

static void
a_margin_or_a_percent_that_does_not_fit_is_a_limit(void **state)
{
    assert_int_equal(margin_of_a_loss(*state, 0), CTY_E_LIMIT);
    assert_int_equal(margin_of_a_loss(*state, 100), CTY_E_LIMIT);
}

static void
an_unknown_key_is_refused(void **state)
{
    cty_margin_report report = CTY_MARGIN_REPORT_INIT;
    cty_margin_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_margin_cursor_open(*state, &report, &cursor, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "by");
    assert_int_equal(cty_margin_cursor_open(*state, NULL, &cursor, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "report");
    assert_null(cursor);
    cty_margin_cursor_close(NULL);
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(clients_are_ranked_by_margin),
        sentence(lines_without_a_product_and_account_credits_are_left_out),
        sentence(credits_and_reversals_count_on_their_own_date),
        sentence(ties_are_by_key_and_each_currency_has_its_ranks),
        sentence(percents_are_rounded_half_away_from_zero),
        sentence(a_margin_or_a_percent_that_does_not_fit_is_a_limit),
        sentence(an_unknown_key_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
