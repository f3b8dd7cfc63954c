/* Every call, with each thing missing that it needs. */
#include "support.h"

static cty_error err;

#define MISSES(call, named)                                                    \
    do {                                                                       \
        err = (cty_error)CTY_ERROR_INIT;                                       \
        assert_int_equal(call, CTY_E_ARGUMENT);                                \
        assert_string_equal(err.field, named);                                 \
        assert_true(err.message[0] != '\0');                                   \
    } while (0)

static bool
write_nothing(void *context, const void *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return true;
}

static void
what_a_ledger_lacks_is_named(void **state)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger_setup nameless = CTY_LEDGER_SETUP_INIT;
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_ledger *ledger = *state;
    cty_ledger *out = NULL;

    setup.issuer = "Harbor Print Works";
    MISSES(cty_ledger_create(NULL, &setup, NULL, &out, &err), "path");
    MISSES(cty_ledger_create("", &setup, NULL, &out, &err), "path");
    MISSES(cty_ledger_create("x", NULL, NULL, &out, &err), "setup");
    MISSES(cty_ledger_create("x", &nameless, NULL, &out, &err), "issuer");
    MISSES(cty_ledger_create("x", &setup, NULL, NULL, &err), "out_ledger");
    MISSES(cty_ledger_open(NULL, NULL, &out, &err), "path");
    MISSES(cty_ledger_open("x", NULL, NULL, &err), "out_ledger");
    MISSES(cty_ledger_open_memory(NULL, NULL, &out, &err), "setup");
    MISSES(cty_ledger_open_memory(&setup, NULL, NULL, &err), "out_ledger");
    setup.currency = "DEM";
    MISSES(cty_ledger_open_memory(&setup, NULL, &out, &err), "currency");
    assert_null(out);
    MISSES(cty_ledger_info_get(NULL, &info, &err), "ledger");
    MISSES(cty_ledger_info_get(ledger, NULL, &err), "out_info");
    info.struct_size = 1;
    assert_int_equal(cty_ledger_info_get(ledger, &info, &err), CTY_E_ABI);
    MISSES(cty_issuer_get(NULL, &issuer, &err), "ledger");
    MISSES(cty_issuer_get(ledger, NULL, &err), "out_issuer");
    MISSES(cty_issuer_set(NULL, &issuer, &err), "ledger");
    MISSES(cty_issuer_set(ledger, NULL, &err), "issuer");
    MISSES(cty_batch_begin(NULL, CTY_BATCH_ATOMIC, false, &err), "ledger");
    MISSES(cty_batch_end(NULL, &err), "ledger");
    MISSES(cty_ledger_check(NULL, false, NULL, NULL, NULL, &err), "ledger");
}

static void
a_check_that_cannot_be_answered_is_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_check check = CTY_CHECK_INIT;

    check.struct_size = 1;
    assert_int_equal(cty_ledger_check(ledger, false, NULL, NULL, &check, &err),
                     CTY_E_ABI);
    assert_int_equal(cty_batch_end(ledger, &err), CTY_E_STATE);
}

static void
what_clients_persons_and_reasons_lack_is_named(void **state)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_cursor *clients = NULL;
    cty_person_cursor *persons = NULL;
    cty_reason reason = CTY_REASON_INIT;
    cty_reason_cursor *reasons = NULL;
    cty_ledger *ledger = *state;
    const char *name;
    bool found;

    client.ref = "mill";
    MISSES(cty_client_add(NULL, &client, NULL, &err), "ledger");
    MISSES(cty_client_add(ledger, NULL, NULL, &err), "client");
    MISSES(cty_client_set(NULL, &client, &err), "ledger");
    MISSES(cty_client_set(ledger, NULL, &err), "client");
    MISSES(cty_client_cursor_open(NULL, NULL, &clients, &err), "ledger");
    MISSES(cty_client_cursor_open(ledger, NULL, NULL, &err), "out_cursor");
    MISSES(cty_client_cursor_open(ledger, " ", &clients, &err), "client_ref");
    assert_int_equal(cty_client_cursor_open(ledger, "nobody", &clients, &err),
                     CTY_E_NOT_FOUND);
    MISSES(cty_client_cursor_next(NULL, &client, &found, &err), "cursor");

    MISSES(cty_person_add(NULL, "Dana Reyes", &err), "ledger");
    MISSES(cty_person_add(ledger, NULL, &err), "name");
    MISSES(cty_person_cursor_open(NULL, &persons, &err), "ledger");
    MISSES(cty_person_cursor_open(ledger, NULL, &err), "out_cursor");
    MISSES(cty_person_cursor_next(NULL, &name, &found, &err), "cursor");

    MISSES(cty_reason_add(NULL, &reason, &err), "ledger");
    MISSES(cty_reason_add(ledger, NULL, &err), "reason");
    MISSES(cty_reason_add(ledger, &reason, &err), "reason");
    reason.reason = "pickup";
    MISSES(cty_reason_add(ledger, &reason, &err), "label");
    reason.struct_size = 1;
    assert_int_equal(cty_reason_add(ledger, &reason, &err), CTY_E_ABI);
    MISSES(cty_reason_cursor_open(NULL, &reasons, &err), "ledger");
    MISSES(cty_reason_cursor_open(ledger, NULL, &err), "out_cursor");
    MISSES(cty_reason_cursor_next(NULL, &reason, &found, &err), "cursor");
}

static void
what_drafts_and_quotes_lack_is_named(void **state)
{
    cty_line line = CTY_LINE_INIT;
    cty_adjustment charge = CTY_ADJUSTMENT_INIT;
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change yes = CTY_QUOTE_CHANGE_INIT;
    cty_quote_cursor *cursor = NULL;
    cty_ledger *ledger = *state;
    cty_draft *draft = NULL;

    MISSES(cty_draft_new(NULL, &err), "out_draft");
    assert_ok(cty_draft_new(&draft, ERR));
    MISSES(cty_draft_line(NULL, &line, &err), "draft");
    MISSES(cty_draft_line(draft, NULL, &err), "line");
    MISSES(cty_draft_discount(NULL, &charge, &err), "draft");
    MISSES(cty_draft_discount(draft, NULL, &err), "discount");
    MISSES(cty_draft_charge(draft, NULL, &err), "charge");
    charge.reason = "rush";
    charge.line_no = 1;
    charge.amount_minor = 1;
    charge.rate = -1;
    MISSES(cty_draft_charge(draft, &charge, &err), "rate");
    MISSES(cty_quote_add(NULL, &quote, draft, NULL, &err), "ledger");
    MISSES(cty_quote_add(ledger, NULL, draft, NULL, &err), "quote");
    MISSES(cty_quote_add(ledger, &quote, NULL, NULL, &err), "draft");
    MISSES(cty_quote_add(ledger, &quote, draft, NULL, &err), "quote_no");
    quote.quote_no = "Q-1";
    MISSES(cty_quote_add(ledger, &quote, draft, NULL, &err), "client_ref");
    quote.client_ref = "harbor";
    MISSES(cty_quote_add(ledger, &quote, draft, NULL, &err), "date");
    quote.date = day("2026-07-01");
    MISSES(cty_quote_add(ledger, &quote, draft, NULL, &err), "lines");
    MISSES(cty_quote_accept(NULL, &yes, NULL, &err), "ledger");
    MISSES(cty_quote_accept(ledger, NULL, NULL, &err), "change");
    MISSES(cty_quote_decline(ledger, &yes, NULL, &err), "quote_no");
    yes.quote_no = "Q-1";
    MISSES(cty_quote_decline(ledger, &yes, NULL, &err), "date");
    yes.date = day("2026-07-01");
    assert_int_equal(cty_quote_accept(ledger, &yes, NULL, &err),
                     CTY_E_NOT_FOUND);
    yes.request_key = "";
    MISSES(cty_quote_accept(ledger, &yes, NULL, &err), "request_key");
    MISSES(cty_quote_cursor_open(NULL, NULL, &cursor, &err), "ledger");
    MISSES(cty_quote_cursor_open(ledger, NULL, NULL, &err), "out_cursor");
    cty_draft_free(draft);
}

static void
what_bills_and_lines_lack_is_named(void **state)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_bill_cursor *bills = NULL;
    cty_line_cursor *lines = NULL;
    cty_adjustment_cursor *adjustments = NULL;
    cty_ledger *ledger = *state;

    MISSES(cty_bill_post(NULL, &bill, NULL, NULL, &err), "ledger");
    MISSES(cty_bill_post(ledger, NULL, NULL, NULL, &err), "bill");
    bill.bill_no = bill.quote_no = "B-1";
    bill.date = day("2026-07-01");
    bill.lines = 7;
    MISSES(cty_bill_post(ledger, &bill, NULL, NULL, &err), "lines");
    bill.lines = CTY_LINES_OF_QUOTE;
    info.struct_size = 1;
    assert_int_equal(cty_bill_post(ledger, &bill, NULL, &info, &err),
                     CTY_E_ABI);
    filter.number = "";
    MISSES(cty_bill_cursor_open(ledger, &filter, &bills, &err), "number");
    filter.number = "B-9";
    assert_int_equal(cty_bill_cursor_open(ledger, &filter, &bills, &err),
                     CTY_E_NOT_FOUND);
    filter.number = NULL;
    filter.from.day = 1;
    MISSES(cty_bill_cursor_open(ledger, &filter, &bills, &err), "from");
    filter.from.day = 0;
    filter.to.day = 1;
    MISSES(cty_bill_cursor_open(ledger, &filter, &bills, &err), "to");
    filter.to.day = 0;
    filter.client_ref = "";
    MISSES(cty_bill_cursor_open(ledger, &filter, &bills, &err), "client_ref");

    MISSES(cty_line_cursor_open(NULL, CTY_BILL, "B-1", &lines, &err), "ledger");
    MISSES(cty_line_cursor_open(ledger, CTY_BILL, "B-1", NULL, &err),
           "out_cursor");
    MISSES(cty_line_cursor_open(ledger, CTY_BILL, NULL, &lines, &err),
           "number");
    MISSES(cty_line_cursor_open(ledger, 7, "B-1", &lines, &err), "document");
    assert_int_equal(
        cty_line_cursor_open(ledger, CTY_BILL, "B-9", &lines, &err),
        CTY_E_NOT_FOUND);
    assert_int_equal(
        cty_line_cursor_open(ledger, CTY_QUOTE, "Q-9", &lines, &err),
        CTY_E_NOT_FOUND);
    MISSES(cty_adjustment_cursor_open(NULL, "Q-1", &adjustments, &err),
           "ledger");
    MISSES(cty_adjustment_cursor_open(ledger, "Q-1", NULL, &err), "out_cursor");
    MISSES(cty_adjustment_cursor_open(ledger, NULL, &adjustments, &err),
           "quote_no");
    assert_int_equal(
        cty_adjustment_cursor_open(ledger, "Q-9", &adjustments, &err),
        CTY_E_NOT_FOUND);
}

static void
what_credits_entries_and_shares_lack_is_named(void **state)
{
    cty_credit grant = CTY_CREDIT_INIT;
    cty_reversal back = CTY_REVERSAL_INIT;
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *entries = NULL;
    cty_share_cursor *shares = NULL;
    cty_ledger *ledger = *state;
    char currency[4];

    grant.client_ref = "harbor";
    grant.how = 7;
    MISSES(cty_credit_grant(ledger, &grant, NULL, &err), "how");
    grant.bill_no = "B-1";
    grant.how = CTY_PERCENT;
    grant.amount.minor = 1;
    MISSES(cty_credit_grant(ledger, &grant, NULL, &err), "amount");
    grant.line_no = -1;
    MISSES(cty_credit_grant(ledger, &grant, NULL, &err), "line_no");
    MISSES(cty_credit_reverse(NULL, &back, NULL, &err), "ledger");
    MISSES(cty_credit_reverse(ledger, NULL, NULL, &err), "reversal");
    MISSES(cty_credit_reverse(ledger, &back, NULL, &err), "code");
    back.code = "harbor/1";
    MISSES(cty_credit_reverse(ledger, &back, NULL, &err), "date");
    MISSES(cty_credit_currency(NULL, "harbor", currency, &err), "ledger");
    MISSES(cty_credit_currency(ledger, NULL, currency, &err), "client_ref");
    MISSES(cty_credit_currency(ledger, "harbor", NULL, &err), "out_currency");
    assert_int_equal(cty_credit_currency(ledger, "nobody", currency, &err),
                     CTY_E_NOT_FOUND);

    MISSES(cty_entry_cursor_open(NULL, NULL, &entries, &err), "ledger");
    MISSES(cty_entry_cursor_open(ledger, NULL, NULL, &err), "out_cursor");
    filter.struct_size = 1;
    assert_int_equal(cty_entry_cursor_open(ledger, &filter, &entries, &err),
                     CTY_E_ABI);
    filter.struct_size = sizeof(filter);
    filter.bill_no = "B-9";
    assert_int_equal(cty_entry_cursor_open(ledger, &filter, &entries, &err),
                     CTY_E_NOT_FOUND);
    filter.bill_no = "";
    MISSES(cty_entry_cursor_open(ledger, &filter, &entries, &err), "bill_no");
    filter.client_ref = "";
    MISSES(cty_entry_cursor_open(ledger, &filter, &entries, &err),
           "client_ref");
    filter.code = "";
    MISSES(cty_entry_cursor_open(ledger, &filter, &entries, &err), "code");
    filter.to.day = 1;
    MISSES(cty_entry_cursor_open(ledger, &filter, &entries, &err), "to");
    filter.from.day = 1;
    MISSES(cty_entry_cursor_open(ledger, &filter, &entries, &err), "from");
    MISSES(cty_share_cursor_open(NULL, "harbor/1", &shares, &err), "ledger");
    MISSES(cty_share_cursor_open(ledger, NULL, &shares, &err), "code");
    MISSES(cty_share_cursor_open(ledger, "harbor/1", NULL, &err), "out_cursor");
    assert_int_equal(cty_share_cursor_open(ledger, "harbor/1", &shares, &err),
                     CTY_E_NOT_FOUND);
}

static void
what_a_statement_lacks_is_named(void **state)
{
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    cty_statement_bill bill = CTY_STATEMENT_BILL_INIT;
    cty_statement_entry entry = CTY_STATEMENT_ENTRY_INIT;
    cty_client client = CTY_CLIENT_INIT;
    cty_statement *drawn = NULL;
    cty_ledger *ledger = *state;
    cty_period period;
    int64_t minor;

    assert_ok(cty_period_parse("2026-Q3", 1, &period, ERR));
    MISSES(cty_statement_draw(NULL, "harbor", &period, NULL, &drawn, &err),
           "ledger");
    MISSES(cty_statement_draw(ledger, NULL, &period, NULL, &drawn, &err),
           "client_ref");
    MISSES(cty_statement_draw(ledger, "harbor", NULL, NULL, &drawn, &err),
           "period");
    MISSES(cty_statement_draw(ledger, "harbor", &period, "DEM", &drawn, &err),
           "currency");
    MISSES(cty_statement_draw(ledger, "harbor", &period, NULL, NULL, &err),
           "out_statement");
    assert_ok(cty_statement_draw(ledger, "harbor", &period, NULL, &drawn, ERR));
    MISSES(cty_statement_info_get(NULL, &info, &err), "statement");
    MISSES(cty_statement_info_get(drawn, NULL, &err), "out_info");
    MISSES(cty_statement_client_get(NULL, &client, &err), "statement");
    MISSES(cty_statement_client_get(drawn, NULL, &err), "out_client");
    MISSES(cty_statement_bill_get(NULL, 0, &bill, &err), "statement");
    MISSES(cty_statement_bill_get(drawn, 0, NULL, &err), "out_bill");
    MISSES(cty_statement_bill_get(drawn, 0, &bill, &err), "index");
    MISSES(cty_statement_entry_get(NULL, 0, &entry, &err), "statement");
    MISSES(cty_statement_entry_get(drawn, 0, NULL, &err), "out_entry");
    MISSES(cty_statement_entry_get(drawn, 0, &entry, &err), "index");
    MISSES(cty_statement_history_get(NULL, 0, &period, &minor, &err),
           "statement");
    MISSES(cty_statement_history_get(drawn, 0, NULL, &minor, &err),
           "out_period");
    MISSES(cty_statement_history_get(drawn, 0, &period, NULL, &err),
           "out_saved_minor");
    MISSES(cty_statement_history_get(drawn, 8, &period, &minor, &err), "index");
    MISSES(cty_statement_write(drawn, 7, write_nothing, NULL, &err), "format");
    cty_statement_free(drawn);
    cty_statement_free(NULL);
}

static void
what_savers_and_reports_lack_is_named(void **state)
{
    cty_saver saver = CTY_SAVER_INIT;
    cty_saver_cursor *savers = NULL;
    cty_savings_report by = CTY_SAVINGS_REPORT_INIT;
    cty_savings_row row = CTY_SAVINGS_ROW_INIT;
    cty_savings_cursor *savings = NULL;
    cty_margin_report report = CTY_MARGIN_REPORT_INIT;
    cty_margin_cursor *margin = NULL;
    cty_ledger *ledger = *state;
    cty_period period;
    bool found = true;

    assert_ok(cty_period_parse("2026-Q3", 1, &period, ERR));
    MISSES(cty_saver_cursor_open(NULL, &period, 0, NULL, &savers, &err),
           "ledger");
    MISSES(cty_saver_cursor_open(ledger, NULL, 0, NULL, &savers, &err),
           "period");
    MISSES(cty_saver_cursor_open(ledger, &period, 7, NULL, &savers, &err),
           "order");
    MISSES(cty_saver_cursor_open(ledger, &period, 0, NULL, NULL, &err),
           "out_cursor");
    assert_ok(cty_saver_cursor_open(ledger, &period, 0, NULL, &savers, ERR));
    MISSES(cty_saver_cursor_next(NULL, &saver, &found, &err), "cursor");
    MISSES(cty_saver_cursor_next(savers, NULL, &found, &err), "out_saver");
    MISSES(cty_saver_cursor_next(savers, &saver, NULL, &err), "out_found");
    cty_saver_cursor_close(savers);
    cty_saver_cursor_close(NULL);

    by.by = 8;
    MISSES(cty_savings_cursor_open(ledger, &by, &savings, &err), "by");
    by.by = 0;
    by.to.day = 1;
    MISSES(cty_savings_cursor_open(ledger, &by, &savings, &err), "to");
    MISSES(cty_savings_cursor_open(NULL, NULL, &savings, &err), "ledger");
    MISSES(cty_savings_cursor_open(ledger, NULL, NULL, &err), "out_cursor");
    assert_ok(cty_savings_cursor_open(ledger, NULL, &savings, ERR));
    MISSES(cty_savings_cursor_next(NULL, &row, &found, &err), "cursor");
    MISSES(cty_savings_cursor_next(savings, NULL, &found, &err), "out_row");
    MISSES(cty_savings_cursor_next(savings, &row, NULL, &err), "out_found");
    cty_savings_cursor_close(savings);
    cty_savings_cursor_close(NULL);
    report.by = CTY_MARGIN_CATEGORY + 1;
    MISSES(cty_margin_cursor_open(ledger, &report, &margin, &err), "by");
    MISSES(cty_margin_cursor_open(NULL, &report, &margin, &err), "ledger");
    MISSES(cty_margin_cursor_open(ledger, &report, NULL, &err), "out_cursor");
}

static void
what_an_import_lacks_is_named(void **state)
{
    static const char *const columns[] = {"client_ref", NULL};
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    cty_import_result result = CTY_IMPORT_RESULT_INIT;
    cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;
    const size_t lengths[] = {1, 1};
    cty_import *import = NULL;
    cty_ledger *ledger = *state;
    const char *name;
    bool found;

    MISSES(cty_import_open(NULL, NULL, &import, &err), "ledger");
    MISSES(cty_import_open(ledger, NULL, NULL, &err), "out_import");
    options.rounding = 7;
    MISSES(cty_import_open(ledger, &options, &import, &err), "rounding");
    options.rounding = CTY_ROUND_EXACT;
    options.new_reasons = 7;
    MISSES(cty_import_open(ledger, &options, &import, &err), "new_reasons");
    options.new_reasons = CTY_NEW_REASONS_REFUSE;
    options.mode = 7;
    MISSES(cty_import_open(ledger, &options, &import, &err), "mode");
    assert_ok(cty_import_open(ledger, NULL, &import, ERR));
    MISSES(cty_import_file(NULL, "clients.csv", columns, 1, &err), "import");
    MISSES(cty_import_file(import, NULL, columns, 1, &err), "file");
    MISSES(cty_import_file(import, "clients.csv", NULL, 1, &err), "columns");
    MISSES(cty_import_file(import, "clients.csv", columns, 2, &err), "columns");
    MISSES(cty_import_row(NULL, columns, lengths, 1, 2, &err), "import");
    MISSES(cty_import_row(import, NULL, lengths, 1, 2, &err), "cells");
    MISSES(cty_import_row(import, columns, NULL, 1, 2, &err), "lengths");
    MISSES(cty_import_row(import, columns, lengths, 2, 2, &err), "cells");
    MISSES(cty_import_row(import, columns, lengths, 1, 0, &err), "line");
    MISSES(cty_import_refuse(NULL, "clients.csv", 1, "no", &err), "import");
    MISSES(cty_import_refuse(import, NULL, 1, "no", &err), "file");
    MISSES(cty_import_refuse(import, "clients.csv", 1, NULL, &err), "reason");
    MISSES(cty_import_refuse(import, "clients.csv", 0, "no", &err), "line");
    MISSES(cty_import_finish(NULL, &result, &err), "import");
    result.struct_size = 1;
    assert_int_equal(cty_import_finish(import, &result, &err), CTY_E_ABI);
    MISSES(cty_import_problem_next(NULL, &problem, &found, &err), "import");
    MISSES(cty_import_problem_next(import, NULL, &found, &err), "out_problem");
    MISSES(cty_import_problem_next(import, &problem, NULL, &err), "out_found");
    MISSES(cty_import_person_next(NULL, &name, &found, &err), "import");
    MISSES(cty_import_person_next(import, NULL, &found, &err), "out_name");
    MISSES(cty_import_person_next(import, &name, NULL, &err), "out_found");
    cty_import_close(import);
    cty_import_close(NULL);
    assert_null(cty_import_column_name(NULL, 0));
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(what_a_ledger_lacks_is_named),
        SENTENCE(a_check_that_cannot_be_answered_is_refused),
        SENTENCE(what_clients_persons_and_reasons_lack_is_named),
        SENTENCE(what_drafts_and_quotes_lack_is_named),
        SENTENCE(what_bills_and_lines_lack_is_named),
        SENTENCE(what_credits_entries_and_shares_lack_is_named),
        SENTENCE(what_a_statement_lacks_is_named),
        SENTENCE(what_savers_and_reports_lack_is_named),
        SENTENCE(what_an_import_lacks_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
