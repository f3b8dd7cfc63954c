/* Files and their headers, and what an import refuses of its caller. */
#include "folder.h"

static cty_status
begin(struct folder *folder, const char *name, const char *first,
      const char *second, cty_error *err)
{
    const char *columns[] = {first, second};

    return cty_import_file(folder->import, name, columns,
                           second == NULL ? 1 : 2, err);
}

static void
the_files_are_those_of_the_contract_in_its_order(void **state)
{
    static const char *const names[] = {
        "clients.csv",     "reasons.csv", "quotes.csv",
        "quote_lines.csv", "bills.csv",   "bill_lines.csv",
        "discounts.csv",   "charges.csv", "credits.csv"};
    size_t count = sizeof(names) / sizeof(names[0]);

    (void)state;
    for (size_t i = 0; i < count; i++)
        assert_string_equal(cty_import_file_name(i), names[i]);
    assert_null(cty_import_file_name(count));
    assert_null(cty_import_file_name(SIZE_MAX));
}

static void
assert_columns(const char *file, const char *expected)
{
    char joined[400] = "";
    size_t length = 0;
    const char *name;

    for (size_t i = 0; (name = cty_import_column_name(file, i)) != NULL; i++)
        length += (size_t)snprintf(joined + length, sizeof(joined) - length,
                                   "%s%s", i == 0 ? "" : " ", name);
    assert_string_equal(joined, expected);
}

static void
the_columns_are_those_of_the_contract(void **state)
{
    (void)state;
    assert_columns("clients.csv",
                   "client_ref name contact address city region postal_code "
                   "country email phone tracking_code since language note");
    assert_columns("reasons.csv", "reason label saving");
    assert_columns("quotes.csv",
                   "quote_no client_ref date valid_until status currency");
    assert_columns("quote_lines.csv",
                   "quote_no line_no description quantity list_unit_price "
                   "net_amount product_code product_category cost");
    assert_columns("bills.csv", "bill_no client_ref date currency quote_no");
    assert_columns("bill_lines.csv",
                   "bill_no line_no description quantity list_unit_price "
                   "net_amount product_code product_category cost");
    assert_columns("discounts.csv", "bill_no quote_no line_no amount rate "
                                    "reason granted_by");
    assert_columns("charges.csv", "bill_no quote_no line_no amount rate "
                                  "reason granted_by");
    assert_columns("credits.csv",
                   "credit_no bill_no line_no client_ref date amount currency "
                   "reason granted_by note");
    assert_columns("rejects.csv", "");
    assert_null(cty_import_column_name(NULL, 0));
}

static void
a_file_that_is_none_is_refused(void **state)
{
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(begin(&folder, "invoices.csv", "bill_no", NULL, &err),
                     CTY_E_ARGUMENT);
    assert_string_contains(err.message, "\"invoices.csv\" is no file");
    folder_close(&folder);
}

static void
a_missing_column_is_named(void **state)
{
    static const char *const credits[] = {"credit_no", "date", "reason",
                                          "bill_no"};
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(begin(&folder, "bills.csv", "bill_no", "date", &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.message, "bills.csv has no column client_ref, "
                                     "which it must have");
    assert_string_equal(err.field, "client_ref");
    assert_int_equal(begin(&folder, "discounts.csv", "line_no", "reason", &err),
                     CTY_E_ARGUMENT);
    assert_string_contains(err.message, "amount");
    assert_int_equal(
        cty_import_file(folder.import, "credits.csv", credits, 4, &err),
        CTY_E_ARGUMENT);
    assert_string_equal(err.field, "client_ref");
    assert_int_equal(
        cty_import_file(folder.import, "credits.csv", NULL, 0, &err),
        CTY_E_ARGUMENT);
    folder_close(&folder);
}

static void
a_discount_needs_a_bill_column_or_a_quote_column(void **state)
{
    const char *const neither[] = {"line_no", "amount", "reason"};
    const char *const quotes[] = {"reason", "quote_no", "amount", "line_no"};
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(
        cty_import_file(folder.import, "discounts.csv", neither, 3, &err),
        CTY_E_ARGUMENT);
    assert_string_contains(err.message, "neither the column bill_no nor "
                                        "quote_no");
    assert_ok(cty_import_file(folder.import, "discounts.csv", quotes, 4, ERR));
    folder_close(&folder);
}

static void
a_column_that_comes_twice_is_refused_and_an_unknown_one_is_not(void **state)
{
    const char *const twice[] = {"reason", "other", "label", "label"};
    const char *const unknown[] = {"reason", "other", "label", "other"};
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(
        cty_import_file(folder.import, "reasons.csv", twice, 4, &err),
        CTY_E_ARGUMENT);
    assert_string_equal(err.message, "reasons.csv has the column label twice");
    assert_ok(cty_import_file(folder.import, "reasons.csv", unknown, 4, ERR));
    assert_int_equal(folder_row(&folder, "seasonal|x|Seasonal|y", 2), CTY_OK);
    assert_finished(&folder);
    assert_int_equal(folder.result.reasons_added, 1);
    folder_close(&folder);
}

static void
a_file_begins_once(void **state)
{
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(begin(&folder, "reasons.csv", "reason", NULL, &err),
                     CTY_OK);
    assert_int_equal(begin(&folder, "clients.csv", "client_ref", NULL, &err),
                     CTY_OK);
    assert_int_equal(begin(&folder, "reasons.csv", "reason", NULL, &err),
                     CTY_E_EXISTS);
    folder_close(&folder);
}

static void
a_thousand_columns_are_read_and_one_more_is_refused(void **state)
{
    const char *columns[1001];
    const char *cells[1001];
    size_t lengths[1001];
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    for (size_t i = 0; i < 1001; i++) {
        columns[i] = i == 999 ? "client_ref" : "filler";
        cells[i] = i == 999 ? "far-right" : "x";
        lengths[i] = strlen(cells[i]);
    }
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(
        cty_import_file(folder.import, "clients.csv", columns, 1001, &err),
        CTY_E_LIMIT);
    assert_ok(
        cty_import_file(folder.import, "clients.csv", columns, 1000, ERR));
    assert_ok(cty_import_row(folder.import, cells, lengths, 1000, 2, ERR));
    assert_ok(cty_import_row(folder.import, cells, lengths, 1001, 3, ERR));
    assert_refused(&folder);
    assert_problems(&folder,
                    "clients.csv:3: the row has 1001 cells, and the header "
                    "1000: look for a missing or unquoted separator\n");
    folder_close(&folder);
}

static void
a_row_needs_a_file_and_nothing_comes_after_the_end(void **state)
{
    struct folder folder;
    const char *cell = "x";
    size_t length = 1;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(cty_import_row(folder.import, &cell, &length, 1, 1, &err),
                     CTY_E_STATE);
    assert_finished(&folder);
    assert_int_equal(cty_import_row(folder.import, &cell, &length, 1, 1, &err),
                     CTY_E_STATE);
    assert_int_equal(begin(&folder, "reasons.csv", "reason", NULL, &err),
                     CTY_E_STATE);
    assert_int_equal(
        cty_import_refuse(folder.import, "bills.csv", 1, "x", &err),
        CTY_E_STATE);
    assert_int_equal(cty_import_finish(folder.import, &folder.result, &err),
                     CTY_E_STATE);
    folder_close(&folder);
}

static void
nothing_is_told_before_the_end(void **state)
{
    cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;
    struct folder folder;
    const char *name = NULL;
    bool found;
    cty_error err = CTY_ERROR_INIT;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    assert_int_equal(
        cty_import_problem_next(folder.import, &problem, &found, &err),
        CTY_E_STATE);
    assert_int_equal(cty_import_person_next(folder.import, &name, &found, &err),
                     CTY_E_STATE);
    folder_close(&folder);
}

static void
what_is_missing_is_named(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    cty_import_result result = CTY_IMPORT_RESULT_INIT;
    cty_import *import = NULL;
    const char *null_cell = NULL;
    size_t length = 1;
    struct folder folder;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_import_open(NULL, NULL, &import, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_import_open(*state, NULL, NULL, NULL), CTY_E_ARGUMENT);
    options.mode = 2;
    assert_int_equal(cty_import_open(*state, &options, &import, &err),
                     CTY_E_ARGUMENT);
    options.mode = 0;
    options.rounding = 9;
    assert_int_equal(cty_import_open(*state, &options, &import, &err),
                     CTY_E_ARGUMENT);
    options.rounding = 0;
    options.new_reasons = -1;
    assert_int_equal(cty_import_open(*state, &options, &import, &err),
                     CTY_E_ARGUMENT);
    options.struct_size = 3;
    assert_int_equal(cty_import_open(*state, &options, &import, &err),
                     CTY_E_ABI);
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    import = folder.import;
    assert_int_equal(cty_import_file(import, NULL, NULL, 0, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_import_file(import, "bills.csv", NULL, 1, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_import_file(import, "bills.csv", &null_cell, 1, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(begin(&folder, "reasons.csv", "reason", NULL, &err),
                     CTY_OK);
    assert_int_equal(cty_import_row(import, &null_cell, &length, 1, 1, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_import_row(import, NULL, NULL, 1, 1, &err),
                     CTY_E_ARGUMENT);
    length = 0;
    assert_int_equal(cty_import_row(import, &null_cell, &length, 1, 0, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_import_refuse(import, "bills.csv", 1, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_import_refuse(import, "none.csv", 1, "x", &err),
                     CTY_E_ARGUMENT);
    result.struct_size = 1;
    assert_int_equal(cty_import_finish(import, &result, &err), CTY_E_ABI);
    assert_int_equal(cty_import_finish(NULL, NULL, NULL), CTY_E_ARGUMENT);
    cty_import_close(NULL);
    folder_close(&folder);
}

static void
an_import_needs_the_ledger_for_itself(void **state)
{
    cty_import *import = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, ERR));
    assert_int_equal(cty_import_open(*state, NULL, &import, &err), CTY_E_STATE);
    cty_batch_abandon(*state);
}

static void
an_import_that_is_closed_unfinished_leaves_nothing(void **state)
{
    struct folder folder;
    char *before = ledger_text(*state), *after;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref", "pier", "quay", NULL);
    folder_close(&folder);
    after = ledger_text(*state);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void
writing_between_rows_goes_on(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref", "pier", NULL);
    bill_of(*state, "harbor", "B-1", 100);
    assert_int_equal(folder_row(&folder, "quay", 3), CTY_OK);
    assert_finished(&folder);
    assert_int_equal(folder.result.clients_added, 2);
    assert_int_equal(left_of(*state, "B-1"), 100);
    folder_close(&folder);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(the_files_are_those_of_the_contract_in_its_order),
        TEST(the_columns_are_those_of_the_contract),
        TEST(a_file_that_is_none_is_refused),
        TEST(a_missing_column_is_named),
        TEST(a_discount_needs_a_bill_column_or_a_quote_column),
        TEST(a_column_that_comes_twice_is_refused_and_an_unknown_one_is_not),
        TEST(a_file_begins_once),
        TEST(a_thousand_columns_are_read_and_one_more_is_refused),
        TEST(a_row_needs_a_file_and_nothing_comes_after_the_end),
        TEST(nothing_is_told_before_the_end),
        TEST(what_is_missing_is_named),
        TEST(an_import_needs_the_ledger_for_itself),
        TEST(an_import_that_is_closed_unfinished_leaves_nothing),
        TEST(writing_between_rows_goes_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
