/* Credits of the folder. */
#include "folder.h"

#define HEADER                                                                 \
    "credit_no|bill_no|line_no|client_ref|date|amount|currency|reason|"        \
    "granted_by|note"

static void
one_credit(struct folder *folder, cty_ledger *ledger, const char *row)
{
    folder_open(folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(folder, "credits.csv", HEADER, row, NULL);
}

static void
assert_granted(cty_ledger *ledger, const char *row, const char *entry)
{
    struct folder folder;
    char *text;

    one_credit(&folder, ledger, row);
    assert_finished(&folder);
    assert_int_equal(folder.result.credits_added, 1);
    folder_close(&folder);
    text = ledger_text(ledger);
    assert_string_contains(text, entry);
    free(text);
}

static void
assert_not_granted(cty_ledger *ledger, const char *row, const char *problem)
{
    struct folder folder;

    one_credit(&folder, ledger, row);
    assert_refused(&folder);
    assert_string_contains(folder.problems, problem);
    assert_int_equal(folder.result.bad_rows, 1);
    folder_close(&folder);
}

static void
a_credit_on_a_bill_of_the_ledger_keeps_its_number(void **state)
{
    bill_of(*state, "harbor", "B-1", 10000);
    assert_granted(*state,
                   "C-1|B-1|1|harbor|2026-07-02|30.00|USD|special|Dana Reyes|"
                   "as agreed",
                   "credit C-1|harbor|B-1/1|2026-07-02|30.00 USD|0|special|"
                   "Dana Reyes|as agreed|saving\n");
    assert_int_equal(left_of(*state, "B-1"), 7000);
}

static void
an_empty_amount_is_all_that_is_left_of_the_bill(void **state)
{
    bill_of(*state, "harbor", "B-1", 10000);
    assert_granted(*state, "C-1|B-1|||2026-07-02|||return||",
                   "credit C-1|harbor|B-1/0|2026-07-02|100.00 USD");
    assert_int_equal(left_of(*state, "B-1"), 0);
}

static void
an_empty_amount_with_a_line_is_all_that_is_left_of_it(void **state)
{
    int64_t nets[] = {1000, 2000};

    bill_lines(*state, "harbor", "B-1", "2026-07-01", nets, 2);
    assert_granted(*state, "C-1|B-1|2||2026-07-02|||return||",
                   "credit C-1|harbor|B-1/2|2026-07-02|20.00 USD");
    assert_int_equal(left_of(*state, "B-1"), 1000);
}

static void
an_empty_amount_of_a_bill_with_nothing_left_is_a_bad_row(void **state)
{
    bill_of(*state, "harbor", "B-1", 100);
    assert_int_equal(credit(*state, "B-1", 100, NULL), CTY_OK);
    assert_not_granted(*state, "C-1|B-1|||2026-10-02|||return||",
                       "credits.csv:2 amount: nothing is left to credit");
}

static void
a_credit_without_a_bill_is_on_the_account(void **state)
{
    assert_granted(*state, "C-1|||harbor|2026-07-02|5||goodwill||",
                   "credit C-1|harbor|/0|2026-07-02|5.00 USD");
}

static void
a_credit_needs_a_bill_or_a_client_and_then_an_amount(void **state)
{
    assert_not_granted(*state, "C-1||||2026-07-02|5||goodwill||",
                       "credits.csv:2 client_ref: the credit names neither");
    assert_not_granted(*state, "C-1|||harbor|2026-07-02|||goodwill||",
                       "credits.csv:2 amount: an empty amount is all that is "
                       "left of a bill");
    assert_not_granted(*state, "C-1||1|harbor|2026-07-02|5||goodwill||",
                       "credits.csv:2 line_no: ");
}

static void
zero_is_a_bad_row_and_never_the_rest(void **state)
{
    bill_of(*state, "harbor", "B-1", 100);
    assert_not_granted(*state, "C-1|B-1||harbor|2026-07-02|0.00||goodwill||",
                       "credits.csv:2 amount: 0.00 is no amount to credit");
}

static void
what_the_rules_refuse_is_told_of_its_column(void **state)
{
    bill_of(*state, "harbor", "B-1", 100);
    client_of(*state, "pier", "Pier");
    assert_not_granted(*state, "C-1|B-1|||2026-07-02|1.01||goodwill||",
                       "credits.csv:2 amount: 1.01 USD is more than");
    assert_not_granted(*state, "C-1|B-1|||2026-06-30|1||goodwill||",
                       "credits.csv:2 date: ");
    assert_not_granted(*state, "C-1|B-1||pier|2026-07-30|1||goodwill||",
                       "credits.csv:2 client_ref: ");
    assert_not_granted(*state, "C-1|B-1|7||2026-07-30|1||goodwill||",
                       "credits.csv:2 line_no: ");
    assert_not_granted(*state, "C-1|B-1|||2026-07-30|1|EUR|goodwill||",
                       "credits.csv:2 currency: ");
    assert_not_granted(*state, "C-1|B-9|||2026-07-30|1||goodwill||",
                       "credits.csv:2 bill_no: no bill \"B-9\" in bills.csv or "
                       "in the ledger");
    assert_not_granted(*state, "C-1|||nobody|2026-07-30|1||goodwill||",
                       "credits.csv:2 client_ref: no client \"nobody\"");
    assert_not_granted(*state, "C-1|B-1|||2026-07-30|1||favour||",
                       "credits.csv:2 reason: no reason \"favour\"");
    assert_not_granted(*state, "C-1|B-1|||2026-07-30|1.005||goodwill||",
                       "credits.csv:2 amount: 1.005 has more than the 2");
    assert_int_equal(left_of(*state, "B-1"), 100);
}

static void
an_amount_is_read_in_the_bills_currency(void **state)
{
    struct folder folder;
    char *text;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date|currency",
                "B-1|harbor|2026-07-01|JPY", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|500",
                NULL);
    folder_file(&folder, "credits.csv", HEADER,
                "C-1|B-1|||2026-07-01|200||goodwill||",
                "C-2|||harbor|2026-07-01|30||goodwill||", NULL);
    assert_finished(&folder);
    folder_close(&folder);
    text = ledger_text(*state);
    assert_string_contains(text, "B-1/0|2026-07-01|200 JPY");
    assert_string_contains(text, "C-2|harbor|/0|2026-07-01|30 JPY");
    free(text);
}

/* Two currencies by the time it is imported again: it keeps the first. */
static void
an_account_credit_takes_the_only_currency_of_the_bills_so_far(void **state)
{
    for (int i = 0; i < 2; i++) {
        struct folder folder;

        folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
        folder_file(&folder, "bills.csv", "bill_no|client_ref|date|currency",
                    "B-1|harbor|2026-07-01|KWD", "B-2|harbor|2026-07-09|EUR",
                    NULL);
        folder_file(&folder, "bill_lines.csv",
                    "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|500",
                    "B-2|1|1|500", NULL);
        folder_file(&folder, "credits.csv", HEADER,
                    "C-1|||harbor|2026-06-30|30||goodwill||",
                    "C-2|||harbor|2026-07-05|30.125||goodwill||",
                    "C-3|||harbor|2026-07-10|30||goodwill||", NULL);
        assert_finished(&folder);
        assert_int_equal(folder.result.credits_added, i == 0 ? 3 : 0);
        assert_int_equal(folder.result.skipped, i == 0 ? 0 : 5);
        folder_close(&folder);
    }
    char *text = ledger_text(*state);

    assert_string_contains(text, "C-1|harbor|/0|2026-06-30|30.00 USD");
    assert_string_contains(text, "C-2|harbor|/0|2026-07-05|30.125 KWD");
    assert_string_contains(text, "C-3|harbor|/0|2026-07-10|30.00 USD");
    free(text);
}

static void
a_credit_dated_before_its_bill_of_the_folder_is_said_to_be(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|harbor|2026-07-01", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|500",
                NULL);
    folder_file(&folder, "credits.csv", HEADER,
                "C-1|B-1|||2026-06-30|200||goodwill||", NULL);
    assert_refused(&folder);
    assert_problems(&folder, "credits.csv:2 date: bill B-1 is dated after the "
                             "credit\n");
    folder_close(&folder);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(a_credit_on_a_bill_of_the_ledger_keeps_its_number),
        TEST(an_empty_amount_is_all_that_is_left_of_the_bill),
        TEST(an_empty_amount_with_a_line_is_all_that_is_left_of_it),
        TEST(an_empty_amount_of_a_bill_with_nothing_left_is_a_bad_row),
        TEST(a_credit_without_a_bill_is_on_the_account),
        TEST(a_credit_needs_a_bill_or_a_client_and_then_an_amount),
        TEST(zero_is_a_bad_row_and_never_the_rest),
        TEST(what_the_rules_refuse_is_told_of_its_column),
        TEST(an_amount_is_read_in_the_bills_currency),
        TEST(an_account_credit_takes_the_only_currency_of_the_bills_so_far),
        TEST(a_credit_dated_before_its_bill_of_the_folder_is_said_to_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
