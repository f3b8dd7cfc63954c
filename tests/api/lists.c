#include "support.h"

static void
post_on(cty_ledger *ledger, const char *bill_no, const char *date)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", "10");
    draft_discount(draft, 1, 100, "volume");
    draft_charge(draft, 1, 50, "rush");
    bill.bill_no = bill_no;
    bill.client_ref = "harbor";
    bill.date = day(date);
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

static int
bills_listed(cty_ledger *ledger, const cty_document_filter *filter)
{
    cty_bill_cursor *cursor = NULL;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    bool found = true;
    int count = -1;

    assert_ok(cty_bill_cursor_open(ledger, filter, &cursor, ERR));
    for (; found; count++)
        assert_ok(cty_bill_cursor_next(cursor, &info, &found, ERR));
    assert_ok(cty_bill_cursor_next(cursor, &info, &found, ERR));
    assert_false(found);
    cty_bill_cursor_close(cursor);
    return count;
}

/* How many are listed of each kind, in the last digits: 4321. */
static int
entries_listed(cty_ledger *ledger, const cty_entry_filter *filter)
{
    static const int digits[] = {0, 1, 10, 100, 1000};
    cty_entry_cursor *cursor = NULL;
    cty_entry entry = CTY_ENTRY_INIT;
    bool found = true;
    int listed = 0;

    assert_ok(cty_entry_cursor_open(ledger, filter, &cursor, ERR));
    for (;;) {
        assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
        if (!found)
            break;
        listed += digits[entry.kind];
    }
    cty_entry_cursor_close(cursor);
    return listed;
}

static void
the_first_and_the_last_day_of_all_are_on_a_list_without_ends(void **state)
{
    cty_ledger *ledger = *state;
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;

    post_on(ledger, "B-1", "1900-01-01");
    post_on(ledger, "B-2", "9999-12-31");
    assert_int_equal(bills_listed(ledger, NULL), 2);
    filter.client_ref = "harbor";
    assert_int_equal(bills_listed(ledger, &filter), 2);
    assert_int_equal(entries_listed(ledger, NULL), 22);
}

static void
both_ends_of_a_list_are_in_it(void **state)
{
    cty_ledger *ledger = *state;
    cty_document_filter bills = CTY_DOCUMENT_FILTER_INIT;
    cty_entry_filter entries = CTY_ENTRY_FILTER_INIT;

    post_on(ledger, "B-1", "2026-07-01");
    post_on(ledger, "B-2", "2026-07-31");
    post_on(ledger, "B-3", "2026-08-01");
    for (int i = 0; i < 2; i++) {
        bills.client_ref = entries.client_ref = i == 0 ? NULL : "harbor";
        bills.from = entries.from = day("2026-07-01");
        bills.to = entries.to = day("2026-07-31");
        assert_int_equal(bills_listed(ledger, &bills), 2);
        assert_int_equal(entries_listed(ledger, &entries), 22);
        bills.from = entries.from = day("2026-07-02");
        bills.to = entries.to = day("2026-08-01");
        assert_int_equal(bills_listed(ledger, &bills), 2);
        assert_int_equal(entries_listed(ledger, &entries), 22);
        bills.to = entries.to = day("2026-07-30");
        assert_int_equal(bills_listed(ledger, &bills), 0);
        assert_int_equal(entries_listed(ledger, &entries), 0);
    }
}

static void
entries_are_listed_by_kind_by_client_and_by_bill(void **state)
{
    cty_ledger *ledger = *state;
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_reversal back = CTY_REVERSAL_INIT;
    char *code = code_of(ledger, "harbor", 3);

    post_on(ledger, "B-1", "2026-07-01");
    assert_ok(credit(ledger, "B-1", 10, ERR));
    back.code = code;
    back.date = day("2026-10-01");
    assert_ok(cty_credit_reverse(ledger, &back, NULL, ERR));
    post_on(ledger, "B-2", "2026-07-01");
    client_of(ledger, "other", "Other Foods");
    bill_of(ledger, "other", "B-3", 1000);
    assert_ok(credit(ledger, "B-3", 10, ERR));

    assert_int_equal(entries_listed(ledger, &filter), 1222);
    filter.kinds = 1U << CTY_CHARGE | 1U << CTY_REVERSAL;
    assert_int_equal(entries_listed(ledger, &filter), 1020);
    filter.client_ref = "harbor";
    assert_int_equal(entries_listed(ledger, &filter), 1020);
    filter.kinds = 0;
    assert_int_equal(entries_listed(ledger, &filter), 1122);
    filter.bill_no = "B-1";
    assert_int_equal(entries_listed(ledger, &filter), 1111);
    filter.client_ref = NULL;
    assert_int_equal(entries_listed(ledger, &filter), 1111);
    filter.client_ref = "other";
    assert_int_equal(entries_listed(ledger, &filter), 0);
    free(code);
}

static void
bills_are_listed_by_date_and_reasons_as_they_came(void **state)
{
    static const char *const bills[] = {"B-3", "B-1", "B-2"};
    static const char *const added[] = {"zeal", "apology"};
    cty_ledger *ledger = *state;
    cty_bill_cursor *listed = NULL;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_reason_cursor *cursor = NULL;
    cty_reason reason = CTY_REASON_INIT;
    bool found = true;

    post_on(ledger, "B-2", "2026-07-03");
    post_on(ledger, "B-3", "2026-07-01");
    post_on(ledger, "B-1", "2026-07-02");
    assert_ok(cty_bill_cursor_open(ledger, NULL, &listed, ERR));
    for (int i = 0; i < 3; i++) {
        assert_ok(cty_bill_cursor_next(listed, &info, &found, ERR));
        assert_string_equal(info.bill_no, bills[i]);
    }
    cty_bill_cursor_close(listed);

    for (int i = 0; i < 2; i++) {
        reason.reason = reason.label = added[i];
        assert_ok(cty_reason_add(ledger, &reason, ERR));
    }
    assert_ok(cty_reason_cursor_open(ledger, &cursor, ERR));
    for (int i = 0; i < 15; i++) {
        assert_ok(cty_reason_cursor_next(cursor, &reason, &found, ERR));
        assert_true(found);
        if (i == 0)
            assert_string_equal(reason.reason, "efficiency");
        if (i >= 13)
            assert_string_equal(reason.reason, added[i - 13]);
    }
    cty_reason_cursor_close(cursor);
}

static void
the_shares_of_a_reversal_are_those_of_its_credit(void **state)
{
    const int64_t nets[] = {100, 300};
    cty_ledger *ledger = *state;
    cty_share_cursor *cursor = NULL;
    cty_share share = CTY_SHARE_INIT;
    cty_reversal back = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char *code = code_of(ledger, "harbor", 1);
    bool found = false;

    bill_lines(ledger, "harbor", "B-1", "2026-07-01", nets, 2);
    assert_ok(credit(ledger, "B-1", 40, ERR));
    back.code = code;
    back.date = day("2026-10-01");
    assert_ok(cty_credit_reverse(ledger, &back, &entry, ERR));
    assert_ok(cty_share_cursor_open(ledger, entry.code, &cursor, ERR));
    for (int line = 1; line <= 2; line++) {
        assert_ok(cty_share_cursor_next(cursor, &share, &found, ERR));
        assert_true(found);
        assert_int_equal(share.line_no, line);
        assert_int_equal(share.amount_minor, line == 1 ? 10 : 30);
    }
    assert_ok(cty_share_cursor_next(cursor, &share, &found, ERR));
    assert_false(found);
    cty_share_cursor_close(cursor);
    free(code);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(the_first_and_the_last_day_of_all_are_on_a_list_without_ends),
        SENTENCE(both_ends_of_a_list_are_in_it),
        SENTENCE(entries_are_listed_by_kind_by_client_and_by_bill),
        SENTENCE(bills_are_listed_by_date_and_reasons_as_they_came),
        SENTENCE(the_shares_of_a_reversal_are_those_of_its_credit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
