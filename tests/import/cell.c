/* Cells: trimmed, unguarded, and refused where they hold what no text may. */
#include "folder.h"

/* A folder with one client whose name is these bytes. */
static void
name_is(struct folder *folder, cty_ledger *ledger, const char *name,
        size_t length)
{
    const char *cells[] = {"pier", name};
    size_t lengths[] = {4, length};

    folder_open(folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(folder, "clients.csv", "client_ref|name", NULL);
    assert_ok(cty_import_row(folder->import, cells, lengths, 2, 2, ERR));
}

static void
assert_name(cty_ledger *ledger, const char *given, const char *kept)
{
    struct folder folder;
    char expected[900];
    char *text;

    name_is(&folder, ledger, given, strlen(given));
    assert_finished(&folder);
    folder_close(&folder);
    text = ledger_text(ledger);
    snprintf(expected, sizeof(expected), "client pier|%s|", kept);
    assert_string_contains(text, expected);
    free(text);
}

static void
assert_name_refused(cty_ledger *ledger, const char *given, size_t length,
                    const char *problem)
{
    struct folder folder;

    name_is(&folder, ledger, given, length);
    assert_refused(&folder);
    assert_string_contains(folder.problems, "clients.csv:2 name: ");
    assert_string_contains(folder.problems, problem);
    assert_int_equal(folder.result.bad_rows, 1);
    folder_close(&folder);
}

static void
spaces_and_tabs_around_a_cell_are_trimmed(void **state)
{
    assert_name(*state, " \t Pier & Sons  \t", "Pier & Sons");
}

static void
an_empty_name_is_the_ref(void **state)
{
    assert_name(*state, "   ", "pier");
}

static void
a_guard_is_removed_once(void **state)
{
    assert_name(*state, "'=1+1", "=1+1");
}

static void
a_guard_before_a_guard_leaves_one(void **state)
{
    assert_name(*state, "''@home", "'@home");
}

static void
an_apostrophe_that_guards_nothing_stays(void **state)
{
    assert_name(*state, "'t Hart", "'t Hart");
}

static void
a_formula_without_a_guard_is_text(void **state)
{
    assert_name(*state, "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0");
}

static void
hostile_text_is_stored_as_given(void **state)
{
    assert_name(*state,
                "'); DROP TABLE courtesy_bill;-- <b> \xe2\x80\xae \"q\" %s%n",
                "'); DROP TABLE courtesy_bill;-- <b> \xe2\x80\xae \"q\" %s%n");
}

static void
a_nul_byte_is_refused(void **state)
{
    assert_name_refused(*state, "Pi\0er", 5, "control character U+0000");
}

static void
a_newline_is_refused(void **state)
{
    assert_name_refused(*state, "Pier\nSons", 9, "control character U+000A");
}

static void
what_is_no_utf_8_is_refused(void **state)
{
    assert_name_refused(*state, "Caf\xe9", 4, "not UTF-8");
    assert_name_refused(*state, "\xc0\xaf", 2, "not UTF-8");
    assert_name_refused(*state, "\xed\xa0\x80", 3, "not UTF-8");
}

static void
a_name_of_800_bytes_is_kept_and_one_more_is_refused(void **state)
{
    char name[CTY_MAX_NAME + 3];

    memset(name, 'n', sizeof(name));
    assert_name_refused(*state, name, CTY_MAX_NAME + 1, "longer than 800");
    assert_name_refused(*state, name, CTY_MAX_NAME + 2, "longer than 800");
    memcpy(name, "'=", 2);
    name[CTY_MAX_NAME + 1] = '\0';
    assert_name(*state, name, name + 1);
}

static void
a_cell_of_a_megabyte_is_refused(void **state)
{
    size_t size = 1 << 20;
    char *name = malloc(size);

    memset(name, 'n', size);
    assert_name_refused(*state, name, size, "longer than 800");
    free(name);
}

static void
every_cell_of_a_row_at_its_limit_fits(void **state)
{
    static const size_t most[] = {64,  800, 800, 800, 800,
                                  800, 800, 800, 800, 800};
    const char *cells[10];
    size_t lengths[10];
    char text[800];
    struct folder folder;

    memset(text, 'x', sizeof(text));
    for (int i = 0; i < 10; i++) {
        cells[i] = text;
        lengths[i] = most[i];
    }
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv",
                "client_ref|name|contact|address|city|region|postal_code|"
                "country|email|phone",
                NULL);
    assert_ok(cty_import_row(folder.import, cells, lengths, 10, 2, ERR));
    assert_finished(&folder);
    assert_int_equal(folder.result.clients_added, 1);
    folder_close(&folder);
}

static void
every_bad_cell_of_a_row_is_told_and_the_row_counts_once(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date|currency",
                "|harbor|2026-02-30|usd", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "bills.csv:2 bill_no: bill_no is empty: it must be given\n"
                    "bills.csv:2 date: \"2026-02-30\" is no day: February 2026 "
                    "has 28 days\n"
                    "bills.csv:2 currency: currency \"usd\" is no current ISO "
                    "4217 code: write its three capital letters, as in USD\n");
    assert_int_equal(folder.result.bad_rows, 1);
    assert_int_equal(folder.result.rows, 1);
    folder_close(&folder);
}

static void
a_cell_holds_what_its_column_wants(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|harbor|2026-07-01", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price|net_amount|cost",
                "B-1|1|0|9|9|9",                     /* 2 */
                "B-1|2|-1|9|9|9",                    /* 3 */
                "B-1|3|1|1e3|9|9",                   /* 4 */
                "B-1|4|1|1.0000001|9|9",             /* 5 */
                "B-1|5|1|9|3,000|'-9",               /* 6 */
                "B-1|0|1|9|9|9",                     /* 7 */
                "B-1|2147483648|1|9|9|9",            /* 8 */
                "B-1|1.0|1|9|9|9",                   /* 9 */
                "B-1|6|1|9|9.0000000000000000001|9", /* 10 */
                NULL);
    assert_refused(&folder);
    assert_problems(
        &folder,
        "bill_lines.csv:2 quantity: the quantity is 0: it must be over 0\n"
        "bill_lines.csv:3 quantity: \"-1\" is not a plain decimal: write 1500 "
        "or 1.5\n"
        "bill_lines.csv:4 list_unit_price: \"1e3\" is not a plain decimal: "
        "write 1500 or 1.5\n"
        "bill_lines.csv:5 list_unit_price: \"1.0000001\" has more than 6 "
        "decimals: round it to 6\n"
        "bill_lines.csv:6 net_amount: \"3,000\" is not a plain decimal: write "
        "3000 or 3000.00\n"
        "bill_lines.csv:6 cost: \"-9\" is not a plain decimal: write 3000 or "
        "3000.00\n"
        "bill_lines.csv:7 line_no: \"0\" is no line number: write one from 1 "
        "to 2147483647\n"
        "bill_lines.csv:8 line_no: \"2147483648\" is no line number: write one "
        "from 1 to 2147483647\n"
        "bill_lines.csv:9 line_no: \"1.0\" is no line number: write one from 1 "
        "to 2147483647\n"
        "bill_lines.csv:10 net_amount: \"9.0000000000000000001\" has more than "
        "18 decimals: round it\n");
    assert_int_equal(folder.result.bad_rows, 9);
    folder_close(&folder);
}

static void
words_are_those_of_the_contract(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "reasons.csv", "reason|saving", "seasonal|maybe",
                NULL);
    folder_file(&folder, "quotes.csv", "quote_no|client_ref|date|status",
                "Q-1|harbor|2026-07-01|lost", NULL);
    folder_file(&folder, "clients.csv", "client_ref|tracking_code|since",
                "pier|PIER 1|2026", NULL);
    assert_refused(&folder);
    assert_string_contains(folder.problems, "clients.csv:2 tracking_code: "
                                            "tracking code \"PIER 1\"");
    assert_string_contains(folder.problems,
                           "clients.csv:2 since: \"2026\" is not a date");
    assert_string_contains(
        folder.problems,
        "reasons.csv:2 saving: \"maybe\" is none of yes and no\n");
    assert_string_contains(folder.problems,
                           "quotes.csv:2 status: \"lost\" is none of open, "
                           "accepted, declined and billed\n");
    folder_close(&folder);
}

static void
a_row_with_too_few_cells_is_told_once(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date", "B-1", NULL);
    assert_refused(&folder);
    assert_problems(&folder,
                    "bills.csv:2: the row has 1 cells, and the header 3: look "
                    "for a missing or unquoted separator\n");
    folder_close(&folder);
}

static void
columns_come_in_any_order(void **state)
{
    struct folder folder;
    char *text;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "segment| email |name|client_ref",
                "x|a@b.example|Pier|pier", NULL);
    assert_finished(&folder);
    text = ledger_text(*state);
    assert_string_contains(text, "client pier|Pier|||a@b.example|");
    free(text);
    folder_close(&folder);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(spaces_and_tabs_around_a_cell_are_trimmed),
        TEST(an_empty_name_is_the_ref),
        TEST(a_guard_is_removed_once),
        TEST(a_guard_before_a_guard_leaves_one),
        TEST(an_apostrophe_that_guards_nothing_stays),
        TEST(a_formula_without_a_guard_is_text),
        TEST(hostile_text_is_stored_as_given),
        TEST(a_nul_byte_is_refused),
        TEST(a_newline_is_refused),
        TEST(what_is_no_utf_8_is_refused),
        TEST(a_name_of_800_bytes_is_kept_and_one_more_is_refused),
        TEST(a_cell_of_a_megabyte_is_refused),
        TEST(every_cell_of_a_row_at_its_limit_fits),
        TEST(every_bad_cell_of_a_row_is_told_and_the_row_counts_once),
        TEST(a_cell_holds_what_its_column_wants),
        TEST(words_are_those_of_the_contract),
        TEST(a_row_with_too_few_cells_is_told_once),
        TEST(columns_come_in_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
