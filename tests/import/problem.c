/* Bad rows: all are told; nothing is imported, or they are left out whole. */
#include "folder.h"

/* Three clients; B-1 of pier, B-2 of quay from Q-2, credits on both and on
 * accounts. What is odd is chosen by the caller. */
struct parts {
    const char *pier, *reason, *quote, *bill, *line, *discount, *credit;
};

static const struct parts sound = {
    .pier = "pier|Pier",
    .reason = "odd lot|yes",
    .quote = "Q-2|quay|2026-07-01",
    .bill = "B-1|pier|2026-07-02|",
    .line = "B-1|2|1|20",
    .discount = "B-1|1|1|odd lot",
    .credit = "C-1|B-1|pier|2026-07-03|5|goodwill",
};

static void
give(struct folder *folder, const struct parts *parts)
{
    folder_file(folder, "clients.csv", "client_ref|name", "quay|Quay",
                parts->pier, NULL);
    folder_file(folder, "reasons.csv", "reason|saving", parts->reason, NULL);
    folder_file(folder, "quotes.csv", "quote_no|client_ref|date", parts->quote,
                NULL);
    folder_file(folder, "quote_lines.csv",
                "quote_no|line_no|quantity|list_unit_price", "Q-2|1|1|50",
                NULL);
    folder_file(folder, "bills.csv", "bill_no|client_ref|date|quote_no",
                parts->bill, "B-2|quay|2026-07-02|Q-2", NULL);
    folder_file(folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|10",
                parts->line, NULL);
    folder_file(folder, "discounts.csv", "bill_no|line_no|amount|reason",
                parts->discount, NULL);
    folder_file(folder, "credits.csv",
                "credit_no|bill_no|client_ref|date|amount|reason",
                parts->credit, "C-2|B-2|quay|2026-07-03|5|goodwill",
                "C-3||harbor|2026-07-03|5|goodwill", NULL);
}

static void
import(struct folder *folder, cty_ledger *ledger, int32_t mode,
       const struct parts *parts)
{
    folder_open(folder, ledger, mode, CTY_ROUND_EXACT);
    give(folder, parts);
    folder_finish(folder);
}

static void
assert_left_out(cty_ledger *ledger, const struct parts *parts,
                const char *problems, int bad_rows, int rejected, int bills,
                int credits)
{
    struct folder folder;

    import(&folder, ledger, CTY_BATCH_CONTINUE, parts);
    assert_int_equal(folder.status, CTY_OK);
    assert_problems(&folder, problems);
    assert_int_equal(folder.result.bad_rows, bad_rows);
    assert_int_equal(folder.result.rejected_documents, rejected);
    assert_int_equal(folder.result.bills_added, bills);
    assert_int_equal(folder.result.credits_added, credits);
    folder_close(&folder);
}

static void
a_sound_folder_is_imported_whole(void **state)
{
    assert_left_out(*state, &sound, "", 0, 0, 2, 3);
}

static void
a_bad_line_leaves_its_bill_out_whole_and_the_credits_on_it(void **state)
{
    struct parts parts = sound;

    parts.line = "B-1|2|0|20";
    assert_left_out(*state, &parts,
                    "-bills.csv:2: left out with bill B-1\n"
                    "-bill_lines.csv:2: left out with bill B-1\n"
                    "bill_lines.csv:3 quantity: the quantity is 0: it must be "
                    "over 0\n"
                    "-discounts.csv:2: left out with bill B-1\n"
                    "-credits.csv:2: left out with bill B-1\n",
                    1, 2, 1, 2);
    assert_int_equal(left_of(*state, "B-2"), 4500);
}

static void
a_row_with_a_missing_cell_leaves_its_bill_out(void **state)
{
    struct parts parts = sound;

    parts.line = "B-1|2|1";
    assert_left_out(*state, &parts,
                    "-bills.csv:2: left out with bill B-1\n"
                    "-bill_lines.csv:2: left out with bill B-1\n"
                    "bill_lines.csv:3: the row has 3 cells, and the header 4: "
                    "look for a missing or unquoted separator\n"
                    "-discounts.csv:2: left out with bill B-1\n"
                    "-credits.csv:2: left out with bill B-1\n",
                    1, 2, 1, 2);
}

static void
a_row_with_a_cell_too_many_leaves_its_bill_out(void **state)
{
    struct parts parts = sound;

    parts.line = "B-1|2|1|20|";
    assert_left_out(*state, &parts,
                    "-bills.csv:2: left out with bill B-1\n"
                    "-bill_lines.csv:2: left out with bill B-1\n"
                    "bill_lines.csv:3: the row has 5 cells, and the header 4: "
                    "look for a missing or unquoted separator\n"
                    "-discounts.csv:2: left out with bill B-1\n"
                    "-credits.csv:2: left out with bill B-1\n",
                    1, 2, 1, 2);
}

static void
a_bad_client_leaves_out_what_names_its_code(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_CONTINUE, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|tracking_code|since",
                "pier|PIER-1O|someday", NULL);
    folder_file(&folder, "credits.csv",
                "credit_no|client_ref|date|amount|reason",
                "C-1|pier 10|2026-07-03|5|goodwill", NULL);
    assert_int_equal(folder_finish(&folder), CTY_OK);
    assert_problems(&folder,
                    "clients.csv:2 since: \"someday\" is not a date: write "
                    "YYYY-MM-DD, as in 2026-09-30\n"
                    "-credits.csv:2: left out with client pier 10\n");
    folder_close(&folder);
}

static void
a_bad_line_number_or_amount_is_told_once(void **state)
{
    struct parts parts = sound;
    struct folder folder;

    parts.line = "B-1|two|1|20";
    parts.discount = "B-1|2|x|odd lot";
    import(&folder, *state, CTY_BATCH_ATOMIC, &parts);
    assert_problems(&folder,
                    "bill_lines.csv:3 line_no: \"two\" is no line number: "
                    "write one from 1 to 2147483647\n"
                    "discounts.csv:2 amount: \"x\" is not a plain decimal: "
                    "write 3000 or 3000.00\n");
    folder_close(&folder);

    parts.discount = "B-1|2|1|odd lot";
    import(&folder, *state, CTY_BATCH_ATOMIC, &parts);
    assert_problems(&folder,
                    "bill_lines.csv:3 line_no: \"two\" is no line number: "
                    "write one from 1 to 2147483647\n");
    folder_close(&folder);
}

static void
where_the_currency_is_bad_no_amount_is_judged(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "quotes.csv", "quote_no|client_ref|date|currency",
                "Q-1|harbor|2026-07-01|dinar", NULL);
    folder_file(&folder, "quote_lines.csv",
                "quote_no|line_no|quantity|list_unit_price|cost",
                "Q-1|1|1|1|1.005", NULL);
    assert_refused(&folder);
    assert_int_equal(lines_with(folder.problems, "\n"), 1);
    assert_string_contains(folder.problems, "quotes.csv:2 currency: ");
    folder_close(&folder);
}

static void
a_bad_client_leaves_its_documents_out(void **state)
{
    struct parts parts = sound;

    parts.pier = "pier|Pi\001er";
    assert_left_out(*state, &parts,
                    "clients.csv:3 name: name holds the control character "
                    "U+0001 at byte 3: write it on one line, without tabs and "
                    "other control characters\n"
                    "-bills.csv:2: left out with client pier\n"
                    "-bill_lines.csv:2: left out with bill B-1\n"
                    "-bill_lines.csv:3: left out with bill B-1\n"
                    "-discounts.csv:2: left out with bill B-1\n"
                    "-credits.csv:2: left out with client pier\n",
                    1, 2, 1, 2);
}

static void
a_client_with_other_content_leaves_its_documents_out(void **state)
{
    client_of(*state, "pier", "Jetty");
    assert_left_out(*state, &sound,
                    "clients.csv:3 name: client \"pier\" is there with another "
                    "name: change it with client set, or take another ref\n"
                    "-bills.csv:2: left out with client pier\n"
                    "-bill_lines.csv:2: left out with bill B-1\n"
                    "-bill_lines.csv:3: left out with bill B-1\n"
                    "-discounts.csv:2: left out with bill B-1\n"
                    "-credits.csv:2: left out with client pier\n",
                    1, 2, 1, 2);
}

static void
a_bad_quote_leaves_its_bill_and_the_credits_on_it_out(void **state)
{
    struct parts parts = sound;

    parts.quote = "Q-2|quay|yesterday";
    assert_left_out(*state, &parts,
                    "quotes.csv:2 date: \"yesterday\" is not a date: write "
                    "YYYY-MM-DD, as in 2026-09-30\n"
                    "-quote_lines.csv:2: left out with quote Q-2\n"
                    "-bills.csv:3: left out with quote Q-2\n"
                    "-credits.csv:3: left out with bill B-2\n",
                    1, 3, 1, 2);
}

static void
a_bad_reason_leaves_out_what_was_granted_for_it(void **state)
{
    struct parts parts = sound;

    parts.reason = "odd lot|perhaps";
    assert_left_out(*state, &parts,
                    "reasons.csv:2 saving: \"perhaps\" is none of yes and no\n"
                    "-bills.csv:2: left out with reason odd lot\n"
                    "-bill_lines.csv:2: left out with bill B-1\n"
                    "-bill_lines.csv:3: left out with bill B-1\n"
                    "-discounts.csv:2: left out with bill B-1\n"
                    "-credits.csv:2: left out with bill B-1\n",
                    1, 2, 1, 2);
}

static void
a_bad_credit_leaves_out_nothing_else(void **state)
{
    struct parts parts = sound;

    parts.credit = "C-1|B-1|pier|2026-07-03|900|goodwill";
    assert_left_out(*state, &parts,
                    "credits.csv:2 amount: 900.00 USD is more than the 29.00 "
                    "left on bill \"B-1\"\n",
                    1, 1, 2, 2);
}

static void
a_row_without_its_document_leaves_out_itself(void **state)
{
    struct parts parts = sound;

    parts.discount = "B-7|1|1|odd lot";
    assert_left_out(*state, &parts,
                    "discounts.csv:2 bill_no: no bill \"B-7\" in bills.csv\n",
                    1, 0, 2, 3);
}

static void
a_number_that_comes_twice_leaves_out_both(void **state)
{
    struct parts parts = sound;

    parts.bill = "B-2|pier|2026-07-02|";
    parts.line = "B-2|2|1|20";
    assert_left_out(*state, &parts,
                    "-bills.csv:2: left out with bill B-2\n"
                    "bills.csv:3 bill_no: bill B-2 is here twice, first at "
                    "line 2\n"
                    "bill_lines.csv:2 bill_no: no bill \"B-1\" in bills.csv\n"
                    "-bill_lines.csv:3: left out with bill B-2\n"
                    "discounts.csv:2 bill_no: no bill \"B-1\" in bills.csv\n"
                    "credits.csv:2 bill_no: no bill \"B-1\" in bills.csv or in "
                    "the ledger\n"
                    "-credits.csv:3: left out with bill B-2\n",
                    4, 4, 0, 1);
}

static void
one_bad_row_and_nothing_is_imported(void **state)
{
    struct parts parts = sound;
    struct folder folder;
    char *before = ledger_text(*state), *after;

    parts.credit = "C-1|B-1|pier|2026-07-03|900|goodwill";
    import(&folder, *state, CTY_BATCH_ATOMIC, &parts);
    assert_int_equal(folder.status, CTY_E_STATE);
    assert_string_equal(folder.err.message, "nothing was imported: 1 bad row");
    assert_int_equal(folder.result.rows, 13);
    assert_int_equal(folder.result.bad_rows, 1);
    assert_int_equal(folder.result.rejected_documents, 0);
    assert_int_equal(folder.result.clients_added, 0);
    assert_int_equal(folder.result.bills_added, 0);
    folder_close(&folder);
    after = ledger_text(*state);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void
all_bad_rows_are_told_and_none_that_only_follows(void **state)
{
    struct parts parts = sound;
    struct folder folder;

    parts.pier = "pier|Pi\001er";
    parts.quote = "Q-2|quay|yesterday";
    parts.discount = "B-1|9|1|odd lots";
    import(&folder, *state, CTY_BATCH_ATOMIC, &parts);
    assert_int_equal(folder.status, CTY_E_STATE);
    assert_string_equal(folder.err.message, "nothing was imported: 3 bad rows");
    assert_problems(
        &folder, "clients.csv:3 name: name holds the control character "
                 "U+0001 at byte 3: write it on one line, without tabs and "
                 "other control characters\n"
                 "quotes.csv:2 date: \"yesterday\" is not a date: write "
                 "YYYY-MM-DD, as in 2026-09-30\n"
                 "discounts.csv:2 line_no: no line 9 of bill B-1 in "
                 "bill_lines.csv\n"
                 "discounts.csv:2 reason: no reason \"odd lots\": did you mean "
                 "\"odd lot\"?\n");
    folder_close(&folder);
}

static void
more_is_told_of_a_bill_that_is_bad_already(void **state)
{
    struct parts parts = sound;
    struct folder folder;

    parts.line = "B-1|2|0|20";
    parts.discount = "B-1|2|1.005|odd lots";
    import(&folder, *state, CTY_BATCH_ATOMIC, &parts);
    assert_problems(
        &folder, "bill_lines.csv:3 quantity: the quantity is 0: it must be "
                 "over 0\n"
                 "discounts.csv:2 amount: 1.005 has more than the 2 "
                 "decimals of USD: round with half-up or half-even\n"
                 "discounts.csv:2 reason: no reason \"odd lots\": did you mean "
                 "\"odd lot\"?\n");
    folder_close(&folder);
}

static void
a_damaged_file_refuses_the_import_in_both_modes(void **state)
{
    struct parts parts = sound;

    parts.pier = "pier|Pi\001er";
    for (int32_t mode = CTY_BATCH_ATOMIC; mode <= CTY_BATCH_CONTINUE; mode++) {
        struct folder folder;

        folder_open(&folder, *state, mode, CTY_ROUND_EXACT);
        give(&folder, &parts);
        assert_ok(cty_import_refuse(folder.import, "bills.csv", 4,
                                    "a quote is not closed\nhere", ERR));
        assert_ok(cty_import_refuse(folder.import, "quotes.csv", 9,
                                    "not to be read", ERR));
        assert_refused(&folder);
        assert_string_equal(folder.err.message,
                            "nothing was imported: 3 bad rows");
        assert_string_contains(folder.problems,
                               "\nbills.csv:4: a quote is not closed?here\n");
        assert_string_contains(folder.problems,
                               "\nquotes.csv:9: not to be read\n");
        assert_int_equal(folder.result.bills_added, 0);
        folder_close(&folder);
    }
}

static void
problems_come_in_the_order_of_files_and_lines(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(
        &folder, "credits.csv", "credit_no|client_ref|date|amount|reason",
        "C-1|harbor|2026-07-01|0|goodwill", "C-2|nobody|2026-07-01|1|goodwill",
        "C-3|harbor|x|1|goodwill", NULL);
    folder_file(&folder, "clients.csv", "client_ref|since", "a|x", NULL);
    assert_int_equal(folder_row(&folder, "b|x", 900), CTY_OK);
    assert_int_equal(folder_row(&folder, "c|x", 31), CTY_OK);
    assert_refused(&folder);
    assert_int_equal(lines_with(folder.problems, "\n"), 6);
    assert_true(strstr(folder.problems, "clients.csv:2 ") == folder.problems);
    assert_true(strstr(folder.problems, "clients.csv:31") <
                strstr(folder.problems, "clients.csv:900"));
    assert_true(strstr(folder.problems, "credits.csv:2") <
                strstr(folder.problems, "credits.csv:3"));
    assert_true(strstr(folder.problems, "credits.csv:3") <
                strstr(folder.problems, "credits.csv:4"));
    folder_close(&folder);
}

static void
a_problem_names_its_document(void **state)
{
    cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;
    struct parts parts = sound;
    struct folder folder;
    bool found = true;

    parts.line = "B-1|2|0|20";
    folder_open(&folder, *state, CTY_BATCH_CONTINUE, CTY_ROUND_EXACT);
    give(&folder, &parts);
    assert_int_equal(
        cty_import_finish(folder.import, &folder.result, &folder.err), CTY_OK);
    for (int i = 0; i < 5; i++) {
        assert_ok(
            cty_import_problem_next(folder.import, &problem, &found, ERR));
        assert_true(found);
        assert_string_equal(problem.document, i < 4 ? "B-1" : "C-1");
        assert_int_equal(problem.struct_size, sizeof(problem));
    }
    assert_ok(cty_import_problem_next(folder.import, &problem, &found, ERR));
    assert_false(found);
    folder_close(&folder);
}

static void
the_ledger_is_whole_and_free_after_each_end(void **state)
{
    struct parts parts = sound;
    cty_check check = CTY_CHECK_INIT;
    struct folder folder;

    parts.line = "B-1|2|0|20";
    import(&folder, *state, CTY_BATCH_ATOMIC, &parts);
    bill_of(*state, "harbor", "B-7", 100);
    folder_close(&folder);
    import(&folder, *state, CTY_BATCH_CONTINUE, &parts);
    folder_close(&folder);
    bill_of(*state, "harbor", "B-8", 100);
    import(&folder, *state, CTY_BATCH_ATOMIC, &sound);
    assert_int_equal(folder.status, CTY_OK);
    folder_close(&folder);
    assert_ok(cty_ledger_check(*state, false, NULL, NULL, &check, ERR));
    assert_int_equal(check.bills, 4);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(a_sound_folder_is_imported_whole),
        TEST(a_bad_line_leaves_its_bill_out_whole_and_the_credits_on_it),
        TEST(a_row_with_a_missing_cell_leaves_its_bill_out),
        TEST(a_row_with_a_cell_too_many_leaves_its_bill_out),
        TEST(a_bad_client_leaves_out_what_names_its_code),
        TEST(a_bad_line_number_or_amount_is_told_once),
        TEST(where_the_currency_is_bad_no_amount_is_judged),
        TEST(a_bad_client_leaves_its_documents_out),
        TEST(a_client_with_other_content_leaves_its_documents_out),
        TEST(a_bad_quote_leaves_its_bill_and_the_credits_on_it_out),
        TEST(a_bad_reason_leaves_out_what_was_granted_for_it),
        TEST(a_bad_credit_leaves_out_nothing_else),
        TEST(a_row_without_its_document_leaves_out_itself),
        TEST(a_number_that_comes_twice_leaves_out_both),
        TEST(one_bad_row_and_nothing_is_imported),
        TEST(all_bad_rows_are_told_and_none_that_only_follows),
        TEST(more_is_told_of_a_bill_that_is_bad_already),
        TEST(a_damaged_file_refuses_the_import_in_both_modes),
        TEST(problems_come_in_the_order_of_files_and_lines),
        TEST(a_problem_names_its_document),
        TEST(the_ledger_is_whole_and_free_after_each_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
