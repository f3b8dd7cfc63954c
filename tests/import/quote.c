/* Quotes of the folder, and bills from them. */
#include "folder.h"

static void
give_quote(struct folder *folder, const char *row)
{
    folder_file(folder, "quotes.csv",
                "quote_no|client_ref|date|valid_until|status|currency", row,
                NULL);
    folder_file(folder, "quote_lines.csv",
                "quote_no|line_no|description|quantity|list_unit_price",
                "Q-1|1|Sign|2|50", "Q-1|2|Poster|1|30", NULL);
}

static void
give_bill(struct folder *folder, const char *row)
{
    folder_file(folder, "bills.csv",
                "bill_no|client_ref|date|quote_no|currency", row, NULL);
}

static void
assert_text(cty_ledger *ledger, const char *part)
{
    char *text = ledger_text(ledger);

    assert_string_contains(text, part);
    free(text);
}

static void
assert_status(cty_ledger *ledger, const char *given, const char *is)
{
    struct folder folder;
    char row[100];

    folder_open(&folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    snprintf(row, sizeof(row), "Q-1|harbor|2026-07-01||%s|", given);
    give_quote(&folder, row);
    assert_finished(&folder);
    assert_int_equal(folder.result.quotes_added, 1);
    folder_close(&folder);
    snprintf(row, sizeof(row), "quote Q-1|harbor|2026-07-01||USD|%s|13000\n",
             is);
    assert_text(ledger, row);
}

static void
an_empty_status_is_open_where_no_bill_names_the_quote(void **state)
{
    assert_status(*state, "", "open");
}

static void
an_open_quote_is_open(void **state)
{
    assert_status(*state, "open", "open");
}

static void
an_accepted_quote_is_accepted_on_its_own_date(void **state)
{
    cty_quote_info info = CTY_QUOTE_INFO_INIT;
    cty_quote_cursor *cursor = NULL;
    bool found;

    assert_status(*state, "accepted", "accepted");
    assert_ok(cty_quote_cursor_open(*state, NULL, &cursor, ERR));
    assert_ok(cty_quote_cursor_next(cursor, &info, &found, ERR));
    assert_int_equal(cty_date_compare(info.status_date, day("2026-07-01")), 0);
    cty_quote_cursor_close(cursor);
}

static void
a_declined_quote_is_declined(void **state)
{
    assert_status(*state, "declined", "declined");
}

static void
a_bill_of_a_quote_takes_its_lines_discounts_and_charges(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|");
    folder_file(&folder, "discounts.csv",
                "quote_no|line_no|amount|rate|reason|granted_by",
                "Q-1|1|20|0.2|volume|Dana Reyes", NULL);
    folder_file(&folder, "charges.csv", "quote_no|line_no|amount|reason",
                "Q-1|2|5|rush", NULL);
    give_quote(&folder, "Q-1|harbor|2026-07-01|2026-08-01||");
    assert_finished(&folder);
    assert_int_equal(folder.result.bills_added, 1);
    folder_close(&folder);
    assert_text(*state, "quote Q-1|harbor|2026-07-01|2026-08-01|USD|billed|"
                        "11500\n");
    assert_text(*state, "bill B-1|harbor|2026-07-02|USD|Q-1|11500 left 11500");
    assert_text(*state, "discount |harbor|B-1/1|2026-07-02|20.00 USD|0.2|"
                        "volume|Dana Reyes||saving");
    assert_text(*state, "charge |harbor|B-1/2|2026-07-02|5.00 USD|0|rush|||"
                        "no saving");
}

static void
a_bill_with_rows_is_exactly_these(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01||billed|");
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|");
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|description|quantity|list_unit_price",
                "B-1|7|Fitting|1|40", "B-1|1|Sign|2|50", NULL);
    folder_file(&folder, "discounts.csv",
                "bill_no|quote_no|line_no|amount|reason", "B-1||7|15|goodwill",
                NULL);
    assert_finished(&folder);
    folder_close(&folder);
    assert_text(*state, "bill B-1|harbor|2026-07-02|USD|Q-1|12500 left");
    assert_text(*state, "line B-1/7|Fitting|1 x 40|-1500 +0 = 2500||||extra");
}

static void
a_bill_without_rows_has_no_discounts_of_its_own(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01|||");
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|");
    folder_file(&folder, "discounts.csv", "bill_no|line_no|amount|reason",
                "B-1|1|15|goodwill", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "discounts.csv:2 line_no: bill B-1 has no rows in "
                    "bill_lines.csv: its lines, discounts and charges are "
                    "those of quote Q-1\n");
    folder_close(&folder);
}

static void
a_billed_quote_needs_its_bill(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01||billed|");
    assert_refused(&folder);
    assert_problems(&folder, "quotes.csv:2 status: quote Q-1 is billed, and no "
                             "bill in bills.csv names it\n");
    folder_close(&folder);
}

static void
an_open_quote_is_not_billed(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01||open|");
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|");
    assert_refused(&folder);
    assert_string_contains(folder.problems, "bills.csv:2 quote_no: quote "
                                            "\"Q-1\" is open");
    folder_close(&folder);
}

static void
a_quote_of_the_bills_day_comes_before_it(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "B-1|harbor|2026-07-01|Q-1|");
    give_quote(&folder, "Q-1|harbor|2026-07-01|||");
    assert_finished(&folder);
    folder_close(&folder);
}

static void
a_quote_dated_after_its_bill_is_said_to_be(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "B-1|harbor|2026-06-30|Q-1|");
    give_quote(&folder, "Q-1|harbor|2026-07-01|||");
    assert_refused(&folder);
    assert_problems(&folder, "bills.csv:2 quote_no: quote Q-1 is dated after "
                             "the bill\n");
    folder_close(&folder);
}

static void
a_quote_that_is_nowhere_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "B-1|harbor|2026-06-30|Q-9|");
    assert_refused(&folder);
    assert_problems(&folder, "bills.csv:2 quote_no: no quote \"Q-9\" in "
                             "quotes.csv or in the ledger\n");
    folder_close(&folder);
}

static void
a_quote_without_lines_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "quotes.csv", "quote_no|client_ref|date",
                "Q-1|harbor|2026-07-01", NULL);
    assert_refused(&folder);
    assert_problems(&folder, "quotes.csv:2: quote Q-1 has no lines\n");
    folder_close(&folder);
}

static void
a_quote_that_lapses_before_its_date_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01|2026-06-30||");
    assert_refused(&folder);
    assert_string_contains(folder.problems, "quotes.csv:2 valid_until: ");
    folder_close(&folder);
}

static void
a_bill_takes_its_quotes_currency(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01|||JPY");
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|");
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price|cost", "B-1|1|1|40|7",
                NULL);
    assert_finished(&folder);
    folder_close(&folder);
    assert_text(*state, "quote Q-1|harbor|2026-07-01||JPY|billed|130\n");
    assert_text(*state, "bill B-1|harbor|2026-07-02|JPY|Q-1|40 left 40\n");
}

static void
a_bill_in_another_currency_than_its_quote_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_quote(&folder, "Q-1|harbor|2026-07-01|||EUR");
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|USD");
    assert_refused(&folder);
    assert_string_contains(folder.problems, "bills.csv:2 currency: quote "
                                            "\"Q-1\" is in EUR, not USD");
    folder_close(&folder);
}

static void
a_bill_takes_the_lines_of_a_quote_that_was_rounded_otherwise(void **state)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;
    cty_draft *draft = NULL;
    struct folder folder;

    quote.quote_no = change.quote_no = "Q-1";
    quote.client_ref = "harbor";
    quote.date = change.date = day("2026-07-01");
    quote.rounding = CTY_ROUND_HALF_EVEN;
    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Sign", "1", "0.125");
    assert_ok(cty_quote_add(*state, &quote, draft, NULL, ERR));
    assert_ok(cty_quote_accept(*state, &change, NULL, ERR));
    cty_draft_free(draft);

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give_bill(&folder, "B-1|harbor|2026-07-02|Q-1|");
    assert_finished(&folder);
    folder_close(&folder);
    assert_text(*state, "bill B-1|harbor|2026-07-02|USD|Q-1|12 left 12\n");
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_status_is_open_where_no_bill_names_the_quote),
        TEST(an_open_quote_is_open),
        TEST(an_accepted_quote_is_accepted_on_its_own_date),
        TEST(a_declined_quote_is_declined),
        TEST(a_bill_of_a_quote_takes_its_lines_discounts_and_charges),
        TEST(a_bill_with_rows_is_exactly_these),
        TEST(a_bill_without_rows_has_no_discounts_of_its_own),
        TEST(a_billed_quote_needs_its_bill),
        TEST(an_open_quote_is_not_billed),
        TEST(a_quote_of_the_bills_day_comes_before_it),
        TEST(a_quote_dated_after_its_bill_is_said_to_be),
        TEST(a_quote_that_is_nowhere_is_a_bad_row),
        TEST(a_quote_without_lines_is_a_bad_row),
        TEST(a_quote_that_lapses_before_its_date_is_a_bad_row),
        TEST(a_bill_takes_its_quotes_currency),
        TEST(a_bill_in_another_currency_than_its_quote_is_a_bad_row),
        TEST(a_bill_takes_the_lines_of_a_quote_that_was_rounded_otherwise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
