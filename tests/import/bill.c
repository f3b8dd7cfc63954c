/* Bills of the folder, their lines, discounts and charges. */
#include "folder.h"

static void
give(struct folder *folder, const char *bill, const char *line)
{
    folder_file(folder, "bills.csv", "bill_no|client_ref|date|currency", bill,
                NULL);
    folder_file(folder, "bill_lines.csv",
                "bill_no|line_no|description|quantity|list_unit_price|"
                "product_code|product_category|cost",
                line, NULL);
}

static void
give_discount(struct folder *folder, const char *row)
{
    folder_file(folder, "discounts.csv", "bill_no|line_no|amount|rate|reason",
                row, NULL);
}

static void
assert_text(cty_ledger *ledger, const char *part)
{
    char *text = ledger_text(ledger);

    assert_string_contains(text, part);
    free(text);
}

static void
a_bill_is_posted_with_all_it_has(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|EUR",
         "B-1|3|Sign|1.5|12.345680|SG-1|Signs/Large|7.50");
    folder_file(&folder, "charges.csv", "bill_no|line_no|amount|reason",
                "B-1|3|1|rush", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "bill_lines.csv:2 list_unit_price: 1.5 x 12.34568 falls "
                    "between two minor units of EUR: change it, or say how to "
                    "round\n");
    folder_close(&folder);

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|EUR",
         "B-1|3|Sign|1.5|12.34|SG-1|Signs/Large|7.50");
    give_discount(&folder, "B-1|3|2.01|0.11|volume");
    folder_file(&folder, "charges.csv", "bill_no|line_no|amount|reason",
                "B-1|3|1|rush", NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.bills_added, 1);
    assert_int_equal(folder.result.rounded, 0);
    folder_close(&folder);
    assert_text(*state, "bill B-1|harbor|2026-07-01|EUR||1750 left 1750\n");
    assert_text(*state, "line B-1/3|Sign|1.5 x 12.34|-201 +100 = 1750|SG-1|"
                        "Signs/Large|cost 750\n");
    assert_text(*state, "discount |harbor|B-1/3|2026-07-01|2.01 EUR|0.11|"
                        "volume|||saving\n");
}

static void
a_bill_without_a_currency_takes_the_ledgers(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|", "B-1|1|Sign|1|10||||");
    assert_refused(&folder);
    folder_close(&folder);
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|", "B-1|1|Sign|1|10|||");
    assert_finished(&folder);
    folder_close(&folder);
    assert_text(*state, "bill B-1|harbor|2026-07-01|USD||1000 left 1000\n");
}

static void
a_client_of_the_folder_or_a_tracking_code_will_do(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|pier-1|2026-07-01|", "B-1|1|Sign|1|10|||");
    folder_file(&folder, "clients.csv", "client_ref|tracking_code",
                "pier|PIER-1", NULL);
    assert_finished(&folder);
    folder_close(&folder);
    assert_text(*state, "bill B-1|pier|2026-07-01|USD||1000");
}

static void
a_client_that_is_nowhere_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbour|2026-07-01|", "B-1|1|Sign|1|10|||");
    assert_refused(&folder);
    assert_string_contains(folder.problems,
                           "bills.csv:2 client_ref: no client \"harbour\"");
    assert_string_contains(folder.problems, "did you mean \"harbor\"?");
    folder_close(&folder);
}

static void
a_bill_without_lines_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|harbor|2026-07-01", NULL);
    give_discount(&folder, "B-1|1|1||volume");
    assert_refused(&folder);
    assert_problems(&folder, "bills.csv:2: bill B-1 has no lines\n");
    folder_close(&folder);
}

static void
a_row_of_a_bill_that_is_not_there_is_a_bad_row(void **state)
{
    struct folder folder;

    bill_of(*state, "harbor", "B-8", 100);
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|", "B-1|1|Sign|1|10|||");
    give_discount(&folder, "B-9|1|1||volume");
    folder_file(&folder, "charges.csv", "bill_no|line_no|amount|reason",
                "B-8|1|1|rush", NULL);
    folder_file(&folder, "quote_lines.csv",
                "quote_no|line_no|quantity|list_unit_price", "Q-9|1|1|1", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "quote_lines.csv:2 quote_no: no quote \"Q-9\" in "
                    "quotes.csv\n"
                    "discounts.csv:2 bill_no: no bill \"B-9\" in bills.csv\n"
                    "charges.csv:2 bill_no: no bill \"B-8\" in bills.csv\n");
    folder_close(&folder);
}

static void
a_discount_on_a_line_that_is_not_there_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|", "B-1|1|Sign|1|10|||");
    give_discount(&folder, "B-1|2|1||volume");
    assert_refused(&folder);
    assert_problems(&folder, "discounts.csv:2 line_no: no line 2 of bill B-1 "
                             "in bill_lines.csv\n");
    folder_close(&folder);
}

static void
a_discount_names_a_bill_or_a_quote_but_not_both(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|", "B-1|1|Sign|1|10|||");
    folder_file(&folder, "discounts.csv",
                "bill_no|quote_no|line_no|amount|reason", "B-1|Q-1|1|1|volume",
                "||1|1|volume", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "discounts.csv:2 quote_no: the row names a bill and a "
                    "quote: it can be on one of them only\n"
                    "discounts.csv:3 bill_no: the row names neither a bill nor "
                    "a quote: give bill_no or quote_no\n");
    folder_close(&folder);
}

static void
a_bill_or_a_line_that_comes_twice_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-2|harbor|2026-07-01", "B-1|harbor|2026-07-01",
                "B-3|harbor|2026-07-01", "B-1|harbor|2026-07-01", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|1",
                "B-2|5|1|1", "B-3|1|1|1", "B-2|4|1|1", "B-2|05|1|2", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "bills.csv:5 bill_no: bill B-1 is here twice, first at "
                    "line 3\n"
                    "bill_lines.csv:6 line_no: line 5 of bill B-2 is here "
                    "twice, first at line 3\n");
    folder_close(&folder);
}

static void
discounts_over_a_line_are_told_of_the_discount(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "B-1|harbor|2026-07-01|", "B-1|1|Sign|1|10|||");
    give_discount(&folder, "B-1|1|10.01||volume");
    assert_refused(&folder);
    assert_problems(&folder, "discounts.csv:2 amount: line 1 has discounts of "
                             "10.01, more than its 10.00\n");
    folder_close(&folder);
}

static void
rows_come_in_any_order_within_and_across_files(void **state)
{
    struct folder folder;
    char *text;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "credits.csv",
                "credit_no|bill_no|client_ref|date|amount|reason",
                "C-1|B-2|pier|2026-07-05||return", NULL);
    folder_file(&folder, "discounts.csv", "bill_no|line_no|amount|reason",
                "B-2|1|1|volume", "B-1|2|1|volume", "B-1|1|1|volume", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|2|1|20",
                "B-2|1|1|30", "B-1|1|1|10", NULL);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-2|pier|2026-07-03", "B-1|pier|2026-07-02", NULL);
    folder_file(&folder, "clients.csv", "client_ref", "pier", NULL);
    assert_finished(&folder);
    folder_close(&folder);
    text = ledger_text(*state);
    assert_string_contains(text,
                           "bill B-1|pier|2026-07-02|USD||2800 left 2800");
    assert_string_contains(text, "bill B-2|pier|2026-07-03|USD||2900 left 0\n");
    free(text);
}

/* The numbers of the entries of a client, as "1=10.00 2=20.00". */
static void
assert_numbered(cty_ledger *ledger, const char *expected)
{
    cty_entry entry = CTY_ENTRY_INIT;
    cty_entry_cursor *cursor = NULL;
    char text[200] = "", amount[CTY_MONEY_TEXT];
    bool found = true;

    assert_ok(cty_entry_cursor_open(ledger, NULL, &cursor, ERR));
    for (;;) {
        assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
        if (!found)
            break;
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%lld=%s ",
                 (long long)entry.number,
                 cty_money_format(entry.amount, amount));
    }
    cty_entry_cursor_close(cursor);
    assert_string_equal(text, expected);
}

static void
posting_goes_by_date_then_bills_before_credits_then_by_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(
        &folder, "credits.csv", "credit_no|client_ref|date|amount|reason",
        "C-9|harbor|2026-07-02|9|goodwill", "C-3|harbor|2026-07-02|3|goodwill",
        "C-1|harbor|2026-07-01|1|goodwill", NULL);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-2|harbor|2026-07-02", "B-1|harbor|2026-07-02", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|100",
                "B-2|1|1|100", "B-2|2|1|100", NULL);
    folder_file(&folder, "discounts.csv", "bill_no|line_no|amount|reason",
                "B-1|1|40|volume", "B-2|2|30|volume", "B-2|1|20|volume", NULL);
    assert_finished(&folder);
    folder_close(&folder);
    assert_numbered(*state, "1=1.00 2=20.00 3=30.00 4=40.00 5=9.00 6=3.00 ");
}

static void
ten_thousand_lines_are_read_and_one_more_is_refused(void **state)
{
    struct folder folder;
    char row[60];

    for (int most = CTY_MAX_LINES; most <= CTY_MAX_LINES + 1; most++) {
        folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
        folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                    "B-1|harbor|2026-07-01", NULL);
        folder_file(&folder, "bill_lines.csv",
                    "bill_no|line_no|quantity|list_unit_price", NULL);
        for (int i = most; i > 0; i--) {
            snprintf(row, sizeof(row), "B-1|%d|1|1", i);
            assert_int_equal(folder_row(&folder, row, most + 2 - i), CTY_OK);
        }
        folder_finish(&folder);
        assert_int_equal(folder.status,
                         most > CTY_MAX_LINES ? CTY_E_STATE : CTY_OK);
        if (most > CTY_MAX_LINES)
            assert_problems(&folder, "bill_lines.csv:2: a document has at most "
                                     "10000 lines\n");
        folder_close(&folder);
    }
}

static void
progress_is_told_up_to_all_documents(void *context, int64_t done, int64_t total)
{
    int64_t *last = context;

    assert_true(done > *last);
    assert_int_equal(total, 1200);
    *last = done;
}

static void
progress_is_told(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    int64_t last = 0;
    char row[60];

    options.progress = progress_is_told_up_to_all_documents;
    options.context = &last;
    folder_open_with(&folder, *state, &options);
    folder_file(&folder, "credits.csv",
                "credit_no|client_ref|date|amount|reason", NULL);
    for (int i = 0; i < 1200; i++) {
        snprintf(row, sizeof(row), "C-%d|harbor|2026-07-01|1|goodwill", i);
        assert_int_equal(folder_row(&folder, row, i + 2), CTY_OK);
    }
    assert_finished(&folder);
    assert_int_equal(last, 1200);
    folder_close(&folder);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(a_bill_is_posted_with_all_it_has),
        TEST(a_bill_without_a_currency_takes_the_ledgers),
        TEST(a_client_of_the_folder_or_a_tracking_code_will_do),
        TEST(a_client_that_is_nowhere_is_a_bad_row),
        TEST(a_bill_without_lines_is_a_bad_row),
        TEST(a_row_of_a_bill_that_is_not_there_is_a_bad_row),
        TEST(a_discount_on_a_line_that_is_not_there_is_a_bad_row),
        TEST(a_discount_names_a_bill_or_a_quote_but_not_both),
        TEST(a_bill_or_a_line_that_comes_twice_is_a_bad_row),
        TEST(discounts_over_a_line_are_told_of_the_discount),
        TEST(rows_come_in_any_order_within_and_across_files),
        TEST(posting_goes_by_date_then_bills_before_credits_then_by_row),
        TEST(ten_thousand_lines_are_read_and_one_more_is_refused),
        TEST(progress_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
