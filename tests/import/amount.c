/* Amounts: exact unless the import was told how to round, and then counted. */
#include "folder.h"

static void
give(struct folder *folder, const char *currency, const char *line)
{
    char row[100];

    snprintf(row, sizeof(row), "B-1|harbor|2026-07-01|%s", currency);
    folder_file(folder, "bills.csv", "bill_no|client_ref|date|currency", row,
                NULL);
    folder_file(folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price|net_amount|cost",
                line, NULL);
}

static void
give_discount(struct folder *folder, const char *amount)
{
    char row[100];

    snprintf(row, sizeof(row), "B-1|1|%s|volume", amount);
    folder_file(folder, "discounts.csv", "bill_no|line_no|amount|reason", row,
                NULL);
}

static void
give_charge(struct folder *folder, const char *amount)
{
    char row[100];

    snprintf(row, sizeof(row), "B-1|1|%s|rush", amount);
    folder_file(folder, "charges.csv", "bill_no|line_no|amount|reason", row,
                NULL);
}

static void
assert_net(cty_ledger *ledger, int64_t net)
{
    assert_int_equal(left_of(ledger, "B-1"), net);
}

static void
a_sub_cent_amount_is_a_bad_row_with_a_hint(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "", "B-1|1|1|1741.05|957.5775|220.0464");
    give_discount(&folder, "783.4725");
    assert_refused(&folder);
    assert_problems(
        &folder,
        "bill_lines.csv:2 cost: 220.0464 has more than the 2 decimals of USD: "
        "round with half-up or half-even\n"
        "bill_lines.csv:2 net_amount: 957.5775 has more than the 2 decimals of "
        "USD: round with half-up or half-even\n"
        "discounts.csv:2 amount: 783.4725 has more than the 2 decimals of USD: "
        "round with half-up or half-even\n");
    assert_int_equal(folder.result.bad_rows, 2);
    folder_close(&folder);
}

static void
decimals_that_are_zero_are_refused_too_for_they_may_be_thousands(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "", "B-1|1|1|9000||");
    give_discount(&folder, "1.000");
    assert_refused(&folder);
    assert_string_contains(folder.problems, "1.000 has more than the 2");
    folder_close(&folder);
}

static void
a_currency_without_decimals_says_so(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "JPY", "B-1|1|1|9000||10.5");
    assert_refused(&folder);
    assert_problems(&folder, "bill_lines.csv:2 cost: 10.5 has decimals and JPY "
                             "has none: round with half-up or half-even\n");
    folder_close(&folder);
}

static void
a_currency_of_three_decimals_keeps_them(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give(&folder, "KWD", "B-1|1|1|10|9.999|");
    give_discount(&folder, "0.001");
    assert_finished(&folder);
    folder_close(&folder);
    assert_net(*state, 9999);
}

static void
half_up_rounds_the_discount_and_derives_the_net(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|1|10.00|9.875|1.005");
    give_discount(&folder, "0.125");
    assert_finished(&folder);
    assert_int_equal(folder.result.rounded, 3);
    folder_close(&folder);
    assert_net(*state, 987);
}

static void
half_even_rounds_to_the_even_neighbour(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_EVEN);
    give(&folder, "", "B-1|1|1|10.00|9.875|1");
    give_discount(&folder, "0.125");
    assert_finished(&folder);
    assert_int_equal(folder.result.rounded, 2);
    folder_close(&folder);
    assert_net(*state, 988);
}

static void
quantity_x_price_is_rounded_and_counted(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|0.333333|0.999999|0.33|");
    assert_finished(&folder);
    assert_int_equal(folder.result.rounded, 1);
    folder_close(&folder);
    assert_net(*state, 33);
}

static void
eighteen_decimals_are_read(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|1|1||0.004999999999999999");
    assert_finished(&folder);
    assert_int_equal(folder.result.rounded, 1);
    folder_close(&folder);
}

static void
what_rounding_makes_nothing_of_is_no_discount(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|1|10.00|9.996|");
    give_discount(&folder, "0.004");
    assert_finished(&folder);
    assert_int_equal(folder.result.rounded, 2);
    folder_close(&folder);
    assert_net(*state, 1000);
}

static void
a_discount_of_zero_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|1|10.00||");
    give_discount(&folder, "0.00");
    assert_refused(&folder);
    assert_problems(&folder, "discounts.csv:2 amount: the amount is 0: it must "
                             "be over 0\n");
    folder_close(&folder);
}

static void
try_net(cty_ledger *ledger, const char *net, const char *discount,
        const char *charge, const char *expected)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    char row[100];

    options.dry_run = true;
    folder_open_with(&folder, ledger, &options);
    snprintf(row, sizeof(row), "B-1|1|2|5|%s|", net);
    give(&folder, "", row);
    if (discount != NULL)
        give_discount(&folder, discount);
    if (charge != NULL)
        give_charge(&folder, charge);
    assert_int_equal(folder_finish(&folder),
                     expected == NULL ? CTY_OK : CTY_E_STATE);
    assert_problems(&folder, expected == NULL ? "" : expected);
    folder_close(&folder);
}

static void
net_amount_is_equal_where_nothing_was_taken_off_or_added(void **state)
{
    try_net(*state, "10.00", NULL, NULL, NULL);
    try_net(*state, "10.01", NULL, NULL,
            "bill_lines.csv:2 net_amount: net_amount is 10.01, but quantity x "
            "list_unit_price less discounts plus charges is 10.00\n");
    try_net(*state, "9.99", NULL, NULL,
            "bill_lines.csv:2 net_amount: net_amount is 9.99, but quantity x "
            "list_unit_price less discounts plus charges is 10.00\n");
}

static void
net_amount_is_a_cent_apart_at_most_for_each_discount_or_charge(void **state)
{
    try_net(*state, "9.01", "1", NULL, NULL);
    try_net(*state, "8.99", "1", NULL, NULL);
    try_net(*state, "9.02", "1", NULL,
            "bill_lines.csv:2 net_amount: net_amount is 9.02, but quantity x "
            "list_unit_price less discounts plus charges is 9.00\n");
    try_net(*state, "11.02", "1", "2", NULL);
    try_net(*state, "10.98", "1", "2", NULL);
    try_net(*state, "10.97", "1", "2",
            "bill_lines.csv:2 net_amount: net_amount is 10.97, but quantity x "
            "list_unit_price less discounts plus charges is 11.00\n");
}

static void
an_amount_beyond_what_the_ledger_holds_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|1|1|92233720368547758.08|");
    assert_refused(&folder);
    assert_string_contains(folder.problems,
                           "bill_lines.csv:2 net_amount: amount "
                           "\"92233720368547758.08\" is too large");
    folder_close(&folder);

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    give(&folder, "", "B-1|1|9000000000000|9000000000000||");
    assert_refused(&folder);
    assert_string_contains(folder.problems, "bill_lines.csv:2: ");
    assert_string_contains(folder.problems, "is too large");
    folder_close(&folder);
}

static void
a_dry_run_answers_as_the_import_does_and_keeps_nothing(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    char *before = ledger_text(*state), *after;

    options.dry_run = true;
    options.rounding = CTY_ROUND_HALF_UP;
    for (int i = 0; i < 2; i++) {
        folder_open_with(&folder, *state, &options);
        give(&folder, "", "B-1|1|1|10.00||1.005");
        give_discount(&folder, "0.125");
        assert_finished(&folder);
        assert_int_equal(folder.result.bills_added, 1);
        assert_int_equal(folder.result.rounded, 2);
        folder_close(&folder);
    }
    after = ledger_text(*state);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(a_sub_cent_amount_is_a_bad_row_with_a_hint),
        TEST(decimals_that_are_zero_are_refused_too_for_they_may_be_thousands),
        TEST(a_currency_without_decimals_says_so),
        TEST(a_currency_of_three_decimals_keeps_them),
        TEST(half_up_rounds_the_discount_and_derives_the_net),
        TEST(half_even_rounds_to_the_even_neighbour),
        TEST(quantity_x_price_is_rounded_and_counted),
        TEST(eighteen_decimals_are_read),
        TEST(what_rounding_makes_nothing_of_is_no_discount),
        TEST(a_discount_of_zero_is_a_bad_row),
        TEST(net_amount_is_equal_where_nothing_was_taken_off_or_added),
        TEST(net_amount_is_a_cent_apart_at_most_for_each_discount_or_charge),
        TEST(an_amount_beyond_what_the_ledger_holds_is_a_bad_row),
        TEST(a_dry_run_answers_as_the_import_does_and_keeps_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
