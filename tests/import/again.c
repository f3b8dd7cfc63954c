/* The same folder again changes nothing; another content is a bad row. */
#include "folder.h"

struct given {
    const char *client, *quote, *quote_line, *bill, *line, *discount, *credit;
};

static const struct given first = {
    .client = "pier|Pier|Hull|2020-01-01",
    .quote = "Q-1|pier|2026-07-01|2026-08-01|accepted|",
    .quote_line = "Q-1|1|Sign|1|50|SG|Signs|20",
    .bill = "B-1|pier|2026-07-02|USD|",
    .line = "B-1|1|Sign|1|100|SG|Signs|20",
    .discount = "B-1|1|10|0.1|volume|Ann Bee",
    .credit = "C-1|B-1||pier|2026-07-03|5|goodwill|Ann Bee|sorry",
};

static void
import(struct folder *folder, cty_ledger *ledger, const struct given *given)
{
    folder_open(folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    folder_file(folder, "clients.csv", "client_ref|name|city|since",
                given->client, NULL);
    folder_file(folder, "reasons.csv", "reason|label", "odd lot|Odd lot", NULL);
    folder_file(folder, "quotes.csv",
                "quote_no|client_ref|date|valid_until|status|currency",
                given->quote, NULL);
    folder_file(folder, "quote_lines.csv",
                "quote_no|line_no|description|quantity|list_unit_price|"
                "product_code|product_category|cost",
                given->quote_line, NULL);
    folder_file(folder, "bills.csv",
                "bill_no|client_ref|date|currency|quote_no", given->bill,
                "B-2|pier|2026-07-02||Q-1", NULL);
    folder_file(folder, "bill_lines.csv",
                "bill_no|line_no|description|quantity|list_unit_price|"
                "product_code|product_category|cost",
                given->line, "B-1|2|Poster|2|30.1254|||7.005", NULL);
    folder_file(folder, "discounts.csv",
                "bill_no|line_no|amount|rate|reason|granted_by",
                given->discount, "B-1|2|1.005||odd lot|", NULL);
    folder_file(folder, "credits.csv",
                "credit_no|bill_no|line_no|client_ref|date|amount|reason|"
                "granted_by|note",
                given->credit, "C-2|B-2||pier|2026-07-03||return||", NULL);
    folder_finish(folder);
}

static void
import_first(cty_ledger *ledger)
{
    struct folder folder;

    import(&folder, ledger, &first);
    if (folder.status != CTY_OK)
        fail_msg("%s", folder.problems);
    assert_int_equal(folder.result.bills_added, 2);
    assert_int_equal(folder.result.rounded, 3);
    folder_close(&folder);
}

static void
assert_differs(cty_ledger *ledger, const struct given *given,
               const char *problem)
{
    struct folder folder;

    import(&folder, ledger, given);
    assert_int_equal(folder.status, CTY_E_STATE);
    assert_string_contains(folder.problems, problem);
    assert_int_equal(folder.result.bad_rows, 1);
    folder_close(&folder);
}

static void
the_same_folder_again_changes_nothing_and_says_so(void **state)
{
    struct folder folder;
    char *before, *after;

    import_first(*state);
    before = ledger_text(*state);
    import(&folder, *state, &first);
    assert_int_equal(folder.status, CTY_OK);
    assert_int_equal(folder.result.skipped, 7);
    assert_int_equal(folder.result.rounded, 0);
    assert_int_equal(folder.result.clients_added, 0);
    assert_int_equal(folder.result.persons_added, 0);
    assert_int_equal(folder.result.reasons_added, 0);
    assert_int_equal(folder.result.quotes_added, 0);
    assert_int_equal(folder.result.bills_added, 0);
    assert_int_equal(folder.result.credits_added, 0);
    folder_close(&folder);
    after = ledger_text(*state);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void
a_reversed_credit_is_not_granted_again(void **state)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    struct folder folder;
    char *code;

    import_first(*state);
    code = code_of(*state, "pier", 4);
    reversal.code = code;
    reversal.date = day("2026-08-01");
    assert_ok(cty_credit_reverse(*state, &reversal, NULL, ERR));
    free(code);
    import(&folder, *state, &first);
    assert_int_equal(folder.status, CTY_OK);
    assert_int_equal(folder.result.credits_added, 0);
    folder_close(&folder);
}

static void
a_tracking_code_names_the_same_client(void **state)
{
    struct given given = first;
    cty_client client = CTY_CLIENT_INIT;
    cty_client_cursor *cursor = NULL;
    char bill[100];
    struct folder folder;
    bool found;

    import_first(*state);
    assert_ok(cty_client_cursor_open(*state, "pier", &cursor, ERR));
    assert_ok(cty_client_cursor_next(cursor, &client, &found, ERR));
    snprintf(bill, sizeof(bill), "B-1|%s|2026-07-02|USD|",
             client.tracking_code);
    cty_client_cursor_close(cursor);
    given.bill = bill;
    import(&folder, *state, &given);
    assert_int_equal(folder.status, CTY_OK);
    folder_close(&folder);
}

static void
another_client_is_told(void **state)
{
    struct given given = first;

    import_first(*state);
    given.bill = "B-1|harbor|2026-07-02|USD|";
    assert_differs(*state, &given,
                   "bills.csv:2 client_ref: bill B-1 is in the ledger with "
                   "another client_ref: \"pier\"\n");
}

static void
another_date_currency_or_quote_is_told(void **state)
{
    struct given given = first;

    import_first(*state);
    given.bill = "B-1|pier|2026-07-03|USD|";
    assert_differs(*state, &given,
                   "bills.csv:2 date: bill B-1 is in the ledger with another "
                   "date: \"2026-07-02\"\n");
    given.bill = "B-1|pier|2026-07-02|EUR|";
    assert_differs(*state, &given,
                   "bills.csv:2 currency: bill B-1 is in the ledger with "
                   "another currency: \"USD\"\n");
    given.bill = "B-1|pier|2026-07-02|USD|Q-1";
    assert_differs(*state, &given,
                   "bills.csv:2 quote_no: bill B-1 is in the ledger with "
                   "another quote_no: none\n");
}

static void
another_line_is_told_of_its_row(void **state)
{
    static const char *const rows[][2] = {
        {"B-1|1|Sign|2|50|SG|Signs|20", "quantity"},
        {"B-1|1|Sign|1|101|SG|Signs|20", "list_unit_price"},
        {"B-1|1|Signs|1|100|SG|Signs|20", "description"},
        {"B-1|1|Sign|1|100|SH|Signs|20", "product_code"},
        {"B-1|1|Sign|1|100|SG||20", "product_category"},
        {"B-1|1|Sign|1|100|SG|Signs|", "cost"},
        {"B-1|1|Sign|1|100|SG|Signs|0", "cost"},
    };

    import_first(*state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct given given = first;
        char problem[100];

        given.line = rows[i][0];
        snprintf(problem, sizeof(problem),
                 "bill_lines.csv:2 %s: bill B-1 is in the ledger with another "
                 "line 1\n",
                 rows[i][1]);
        assert_differs(*state, &given, problem);
    }
}

static void
a_line_more_or_less_is_told(void **state)
{
    struct given given = first;

    import_first(*state);
    given.line = "B-1|3|Sign|1|100|SG|Signs|20";
    given.discount = "B-1|3|10|0.1|volume|Ann Bee";
    assert_differs(*state, &given,
                   "bills.csv:2: bill B-1 is in the ledger with line 1\n");
    given = first;
    given.quote_line = "Q-1|2|Sign|1|50|SG|Signs|20";
    assert_differs(*state, &given,
                   "quotes.csv:2: quote Q-1 is in the ledger with line 1\n");
}

/* Bills of a column of rounded lines: what is rounded away still counts. */
static void
import_lines(cty_ledger *ledger, const char *one, const char *other,
             const char *problems)
{
    struct folder folder;

    folder_open(&folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_UP);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|harbor|2026-07-02", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", one, other, NULL);
    folder_finish(&folder);
    assert_problems(&folder, problems);
    folder_close(&folder);
}

static void
a_last_line_less_or_a_price_that_rounds_the_same_is_told(void **state)
{
    import_lines(*state, "B-1|1|1|30.121", "B-1|2|1|5", "");
    import_lines(*state, "B-1|1|1|30.121", NULL,
                 "bills.csv:2: bill B-1 is in the ledger with line 2\n");
    import_lines(*state, "B-1|1|1|30.122", "B-1|2|1|5",
                 "bill_lines.csv:2 list_unit_price: bill B-1 is in the ledger "
                 "with another line 1\n");
}

static void
another_discount_is_told(void **state)
{
    static const char *const rows[] = {
        "B-1|1|11|0.1|volume|Ann Bee", "B-1|1|10|0.2|volume|Ann Bee",
        "B-1|1|10|0.1|early|Ann Bee",  "B-1|1|10|0.1|volume|",
        "B-1|1|10|0.1|volume|Cid Dee", "B-1|2|10|0.1|volume|Ann Bee"};
    cty_person_cursor *cursor = NULL;
    const char *name = NULL;
    bool found = true;

    import_first(*state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct given given = first;

        given.discount = rows[i];
        assert_differs(*state, &given,
                       "bill B-1 is in the ledger with other discounts or "
                       "charges on line 1\n");
    }
    assert_ok(cty_person_cursor_open(*state, &cursor, ERR));
    while (found) {
        assert_ok(cty_person_cursor_next(cursor, &name, &found, ERR));
        if (found)
            assert_string_not_equal(name, "Cid Dee");
    }
    cty_person_cursor_close(cursor);
}

static void
another_quote_is_told(void **state)
{
    static const char *const rows[][2] = {
        {"Q-1|harbor|2026-07-01|2026-08-01|accepted|", "client_ref: quote Q-1"},
        {"Q-1|pier|2026-06-30|2026-08-01|accepted|",
         "date: quote Q-1 is in the ledger with another date: \"2026-07-01\""},
        {"Q-1|pier|2026-07-01||accepted|",
         "valid_until: quote Q-1 is in the ledger with another valid_until: "
         "\"2026-08-01\""},
        {"Q-1|pier|2026-07-01|2026-08-01|declined|",
         "status: quote Q-1 is in the ledger with another status: "
         "\"accepted\""},
        {"Q-1|pier|2026-07-01|2026-08-01|open|", "status: quote Q-1"},
        {"Q-1|pier|2026-07-01|2026-08-01|accepted|EUR", "currency: quote Q-1"},
    };
    struct given given = first;
    struct folder folder;

    import_first(*state);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char problem[200];

        given.quote = rows[i][0];
        snprintf(problem, sizeof(problem), "quotes.csv:2 %s", rows[i][1]);
        assert_differs(*state, &given, problem);
    }
    given = first;
    given.quote_line = "Q-1|1|Sign|1|51|SG|Signs|20";
    assert_differs(*state, &given,
                   "quote_lines.csv:2 list_unit_price: quote "
                   "Q-1 is in the ledger with another line 1");
    given = first;
    given.quote = "Q-1|pier|2026-07-01|2026-08-01||";
    import(&folder, *state, &given);
    assert_int_equal(folder.status, CTY_OK);
    folder_close(&folder);
}

static void
another_credit_is_told(void **state)
{
    struct given given = first;

    import_first(*state);
    given.credit = "C-1|B-1||pier|2026-07-03|6|goodwill|Ann Bee|sorry";
    assert_differs(*state, &given, "credits.csv:2 amount: ");
    given.credit = "C-1|B-1||pier|2026-07-03|5|goodwill|Ann Bee|very sorry";
    assert_differs(*state, &given, "credits.csv:2 note: ");
    given.credit = "C-1|B-1|1|pier|2026-07-03|5|goodwill|Ann Bee|sorry";
    assert_differs(*state, &given, "credits.csv:2 line_no: ");
}

static void
another_rounding_is_told_where_it_makes_a_difference(void **state)
{
    struct folder folder;

    import_first(*state);
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_HALF_EVEN);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|pier|2026-07-02", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|description|quantity|list_unit_price|"
                "product_code|product_category|cost",
                first.line, "B-1|2|Poster|2|30.1254|||7.005", NULL);
    folder_file(&folder, "discounts.csv",
                "bill_no|line_no|amount|rate|reason|granted_by", first.discount,
                "B-1|2|1.005||odd lot|", NULL);
    assert_refused(&folder);
    assert_problems(&folder, "bill_lines.csv:3 cost: bill B-1 is in the ledger "
                             "with another line 2\n");
    folder_close(&folder);
}

static void
a_price_that_another_rounding_changes_is_told(void **state)
{
    for (int i = 0; i < 2; i++) {
        struct folder folder;

        folder_open(&folder, *state, CTY_BATCH_ATOMIC,
                    i == 0 ? CTY_ROUND_HALF_UP : CTY_ROUND_HALF_EVEN);
        folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                    "B-1|harbor|2026-07-02", NULL);
        folder_file(&folder, "bill_lines.csv",
                    "bill_no|line_no|quantity|list_unit_price",
                    "B-1|1|1|30.125", NULL);
        folder_finish(&folder);
        assert_problems(&folder,
                        i == 0 ? ""
                               : "bill_lines.csv:2 list_unit_price: bill B-1 "
                                 "is in the ledger with another line 1\n");
        folder_close(&folder);
    }
}

static void
a_status_that_is_not_given_is_not_compared(void **state)
{
    static const char *const rows[] = {"Q-1|harbor|2026-07-01|declined",
                                       "Q-1|harbor|2026-07-01|"};

    for (int i = 0; i < 2; i++) {
        struct folder folder;

        folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
        folder_file(&folder, "quotes.csv", "quote_no|client_ref|date|status",
                    rows[i], NULL);
        folder_file(&folder, "quote_lines.csv",
                    "quote_no|line_no|quantity|list_unit_price", "Q-1|1|1|30",
                    NULL);
        assert_finished(&folder);
        assert_int_equal(folder.result.skipped, i);
        folder_close(&folder);
    }
}

static void
quote_and_bill(struct folder *folder, cty_ledger *ledger, const char *bill)
{
    folder_open(folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(folder, "clients.csv", "client_ref", "pier", NULL);
    folder_file(folder, "quotes.csv", "quote_no|client_ref|date",
                "Q-1|pier|2026-07-01", NULL);
    folder_file(folder, "quote_lines.csv",
                "quote_no|line_no|description|quantity|list_unit_price",
                "Q-1|1|Sign|1|50", NULL);
    folder_file(folder, "bills.csv", "bill_no|client_ref|date|quote_no", bill,
                NULL);
    folder_finish(folder);
    if (folder->status != CTY_OK)
        fail_msg("%s", folder->problems);
}

static void
a_quote_that_was_open_is_accepted_when_its_bill_comes(void **state)
{
    struct folder folder;

    quote_and_bill(&folder, *state, NULL);
    assert_int_equal(folder.result.quotes_added, 1);
    folder_close(&folder);
    quote_and_bill(&folder, *state, "B-1|pier|2026-08-02|Q-1");
    assert_int_equal(folder.result.bills_added, 1);
    folder_close(&folder);
    quote_and_bill(&folder, *state, "B-1|pier|2026-08-02|Q-1");
    assert_int_equal(folder.result.bills_added, 0);
    folder_close(&folder);
}

static void
a_credit_number_that_was_a_key_of_something_else_is_told(void **state)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    struct folder folder;

    bill.bill_no = "B-1";
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    bill.request_key = "C-1";
    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Sign", "1", "10");
    assert_ok(cty_bill_post(*state, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "credits.csv",
                "credit_no|client_ref|date|amount|reason",
                "C-1|harbor|2026-07-02|5|goodwill", NULL);
    assert_refused(&folder);
    assert_string_contains(folder.problems, "credits.csv:2");
    assert_string_contains(folder.problems, "\"C-1\"");
    folder_close(&folder);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(the_same_folder_again_changes_nothing_and_says_so),
        TEST(a_reversed_credit_is_not_granted_again),
        TEST(a_tracking_code_names_the_same_client),
        TEST(another_client_is_told),
        TEST(another_date_currency_or_quote_is_told),
        TEST(another_line_is_told_of_its_row),
        TEST(a_line_more_or_less_is_told),
        TEST(a_last_line_less_or_a_price_that_rounds_the_same_is_told),
        TEST(another_discount_is_told),
        TEST(another_quote_is_told),
        TEST(another_credit_is_told),
        TEST(another_rounding_is_told_where_it_makes_a_difference),
        TEST(a_price_that_another_rounding_changes_is_told),
        TEST(a_status_that_is_not_given_is_not_compared),
        TEST(a_quote_that_was_open_is_accepted_when_its_bill_comes),
        TEST(a_credit_number_that_was_a_key_of_something_else_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
