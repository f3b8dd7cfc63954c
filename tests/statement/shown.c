/* What a statement knows beyond its sums: who it is for, what was quoted, and
 * which entries are on which bill. */
#include "shop.h"

static cty_client
client_on(const cty_statement *statement)
{
    cty_client client = CTY_CLIENT_INIT;

    assert_ok(cty_statement_client_get(statement, &client, ERR));
    return client;
}

/* ---- quotes ---- */

/* An accepted quote of one line, less a discount if there is one. */
static void
quote_on(cty_ledger *ledger, const char *quote_no, const char *price,
         int64_t discount)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change accepted = CTY_QUOTE_CHANGE_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Refit of the bar", "1", price);
    if (discount != 0)
        draft_discount(draft, 1, discount, "loyalty");
    quote.quote_no = quote_no;
    quote.client_ref = "harbor";
    quote.date = day("2026-07-01");
    assert_ok(cty_quote_add(ledger, &quote, draft, NULL, ERR));
    cty_draft_free(draft);
    accepted.quote_no = quote_no;
    accepted.date = quote.date;
    assert_ok(cty_quote_accept(ledger, &accepted, NULL, ERR));
}

/* Billed as quoted, with an extra if there is one. */
static void
bill_quote(cty_ledger *ledger, const char *bill_no, const char *quote_no,
           const char *extra)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    if (extra != NULL)
        draft_line(draft, "Extra", "1", extra);
    bill.bill_no = bill_no;
    bill.quote_no = quote_no;
    bill.date = day("2026-07-02");
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

static void
assert_quoted(cty_ledger *ledger, bool expected)
{
    cty_statement *statement = draw(ledger, "harbor", "2026-Q3");

    assert_int_equal(info_of(statement).quoted, expected);
    cty_statement_free(statement);
}

static void
a_job_billed_as_quoted_was_quoted(void **state)
{
    cty_statement *statement;
    cty_statement_bill bill;

    quote_on(*state, "Q-1", "36000", 0);
    bill_quote(*state, "B-1", "Q-1", NULL);
    grant(*state, NULL, "B-1", "2026-09-30", 300000, "special");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 3600000, 3300000, 300000);
    assert_true(info_of(statement).quoted);
    bill = bill_at(statement, 0);
    assert_string_equal(bill.quote_no, "Q-1");
    assert_int_equal(bill.quoted_minor, 3600000);
    assert_int_equal(bill.entries, 1);
    cty_statement_free(statement);
}

static void
two_jobs_are_quoted_where_both_were(void **state)
{
    quote_on(*state, "Q-1", "100", 0);
    quote_on(*state, "Q-2", "200", 0);
    bill_quote(*state, "B-1", "Q-1", NULL);
    bill_quote(*state, "B-2", "Q-2", NULL);
    grant(*state, NULL, "B-1", "2026-09-30", 100, "special");
    grant(*state, NULL, "B-2", "2026-09-30", 100, "special");
    assert_quoted(*state, true);
    bill_on(*state, "harbor", "B-3", "2026-07-03", 5000, NULL);
    assert_quoted(*state, true);
    grant(*state, NULL, "B-3", "2026-09-30", 100, "special");
    assert_quoted(*state, false);
}

static void
nothing_on_the_account_was_quoted(void **state)
{
    cty_statement *statement;
    cty_statement_bill bill;

    quote_on(*state, "Q-1", "100", 0);
    bill_quote(*state, "B-1", "Q-1", NULL);
    grant(*state, NULL, "B-1", "2026-09-30", 100, "special");
    grant(*state, "harbor", NULL, "2026-09-29", 100, "goodwill");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_false(info_of(statement).quoted);
    bill = bill_at(statement, 1);
    assert_string_equal(bill.bill_no, "");
    assert_string_equal(bill.quote_no, "");
    assert_int_equal(bill.quoted_minor, 0);
    assert_int_equal(bill.entries, 1);
    cty_statement_free(statement);
}

static void
what_cancels_out_on_the_account_is_on_it_all_the_same(void **state)
{
    int64_t number;

    quote_on(*state, "Q-1", "100", 0);
    bill_quote(*state, "B-1", "Q-1", NULL);
    grant(*state, NULL, "B-1", "2026-09-30", 100, "special");
    assert_quoted(*state, true);
    number = grant(*state, "harbor", NULL, "2026-09-29", 100, "goodwill");
    reverse(*state, "harbor", number, "2026-09-30");
    assert_quoted(*state, false);
}

static void
an_extra_was_not_quoted(void **state)
{
    cty_statement *statement;

    quote_on(*state, "Q-1", "100", 0);
    bill_quote(*state, "B-1", "Q-1", "0.01");
    grant(*state, NULL, "B-1", "2026-09-30", 100, "special");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_false(info_of(statement).quoted);
    assert_int_equal(bill_at(statement, 0).before_minor, 10001);
    assert_int_equal(bill_at(statement, 0).quoted_minor, 10000);
    cty_statement_free(statement);
}

static void
what_was_quoted_is_after_the_quotes_discounts(void **state)
{
    cty_statement *statement;

    quote_on(*state, "Q-1", "100", 2500);
    bill_quote(*state, "B-1", "Q-1", NULL);
    statement = draw(*state, "harbor", "2026-Q3");
    assert_totals(statement, 10000, 7500, 2500);
    assert_false(info_of(statement).quoted);
    assert_int_equal(bill_at(statement, 0).quoted_minor, 7500);
    cty_statement_free(statement);
}

static void
an_empty_statement_was_not_quoted(void **state)
{
    assert_quoted(*state, false);
}

/* ---- entries and their bills ---- */

static void
each_entry_names_the_row_of_its_bill(void **state)
{
    cty_statement *statement;
    size_t on[4] = {0};

    bill_on(*state, "harbor", "B-9", "2026-07-01", 10000, NULL);
    bill_on(*state, "harbor", "B-1", "2026-08-01", 10000, NULL);
    grant(*state, NULL, "B-1", "2026-09-01", 1, "goodwill");
    grant(*state, "harbor", NULL, "2026-07-15", 2, "goodwill");
    grant(*state, NULL, "B-9", "2026-09-01", 3, "goodwill");
    grant(*state, NULL, "B-1", "2026-09-02", 4, "goodwill");
    grant(*state, "harbor", NULL, "2026-07-15", 5, "goodwill");
    statement = draw(*state, "harbor", "2026-Q3");
    assert_int_equal(info_of(statement).bills, 4);
    assert_int_equal(info_of(statement).entries, 5);
    for (size_t i = 0; i < 5; i++) {
        cty_statement_entry entry = entry_at(statement, i);

        assert_in_range(entry.row, 0, 3);
        assert_string_equal(bill_at(statement, entry.row).bill_no,
                            entry.bill_no);
        on[entry.row]++;
    }
    for (size_t row = 0; row < 4; row++)
        assert_int_equal(bill_at(statement, row).entries, on[row]);
    assert_int_equal(entry_at(statement, 1).row, 1);
    assert_int_equal(entry_at(statement, 4).row, 2);
    assert_int_equal(on[3], 2);
    cty_statement_free(statement);
}

/* ---- who ---- */

static void
the_client_is_as_it_was_when_the_statement_was_drawn(void **state)
{
    cty_statement *statement;
    cty_client change = CTY_CLIENT_INIT;
    cty_client drawn;

    change.ref = "harbor";
    change.contact = "Ann Pier";
    change.address = "1 Quay";
    change.city = "Astoria";
    change.region = "OR";
    change.postal_code = "97103";
    change.country = "US";
    change.email = "office@harbor.example";
    change.phone = "12";
    change.language = "de-AT";
    change.note = "Thank you, Ann.";
    change.since = day("2019-03-01");
    assert_ok(cty_client_set(*state, &change, ERR));
    statement = draw(*state, "harbor", "2026-Q3");
    change = (cty_client)CTY_CLIENT_INIT;
    change.ref = "harbor";
    change.name = change.contact = change.note = change.language = "";
    assert_ok(cty_client_set(*state, &change, ERR));
    drawn = client_on(statement);
    assert_string_equal(drawn.ref, "harbor");
    assert_string_equal(drawn.name, "Harbor Foods");
    assert_string_equal(drawn.contact, "Ann Pier");
    assert_string_equal(drawn.address, "1 Quay");
    assert_string_equal(drawn.city, "Astoria");
    assert_string_equal(drawn.region, "OR");
    assert_string_equal(drawn.postal_code, "97103");
    assert_string_equal(drawn.country, "US");
    assert_string_equal(drawn.email, "office@harbor.example");
    assert_string_equal(drawn.phone, "12");
    assert_string_equal(drawn.language, "de-AT");
    assert_string_equal(drawn.note, "Thank you, Ann.");
    assert_string_equal(drawn.tracking_code, info_of(statement).tracking_code);
    assert_int_equal(drawn.since.year, 2019);
    cty_statement_free(statement);
}

static void
no_text_of_the_client_is_missing(void **state)
{
    cty_statement *statement = draw(*state, "harbor", "2026-Q3");
    cty_client drawn = client_on(statement);

    assert_string_equal(drawn.contact, "");
    assert_string_equal(drawn.prefix, "");
    assert_string_equal(drawn.language, "");
    assert_string_equal(drawn.note, "");
    assert_int_equal(drawn.since.year, 0);
    cty_statement_free(statement);
}

static void
the_first_saving_is_of_all_up_to_the_periods_end(void **state)
{
    cty_statement *statement;
    cty_date first;
    int64_t number;

    statement = draw(*state, "harbor", "2026-Q3");
    assert_int_equal(info_of(statement).first_saving.year, 0);
    cty_statement_free(statement);
    grant(*state, "harbor", NULL, "2027-01-01", 5, "goodwill");
    grant(*state, "harbor", NULL, "2026-08-02", 5, "goodwill");
    number = grant(*state, "harbor", NULL, "2025-03-04", 5, "goodwill");
    grant(*state, "harbor", NULL, "2024-03-04", 5, "correction");
    reverse(*state, "harbor", number, "2025-03-05");
    statement = draw(*state, "harbor", "2026-Q3");
    first = info_of(statement).first_saving;
    assert_int_equal(cty_date_compare(first, day("2025-03-04")), 0);
    cty_statement_free(statement);
}

static void
rename_issuer(cty_ledger *ledger, const char *name)
{
    cty_issuer change = CTY_ISSUER_INIT;

    change.name = name;
    assert_ok(cty_issuer_set(ledger, &change, ERR));
}

/* No other call may have read the name meanwhile. */
static void
assert_issuer(cty_ledger *ledger, const cty_period *period,
              const char *expected)
{
    cty_statement *statement = NULL;

    assert_ok(
        cty_statement_draw(ledger, "harbor", period, NULL, &statement, ERR));
    assert_string_equal(info_of(statement).issuer, expected);
    cty_statement_free(statement);
}

static void
the_issuers_name_is_of_the_state_that_was_drawn(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *reader = NULL;
    cty_ledger *writer = NULL;
    cty_saver_cursor *cursor = NULL;
    cty_period period;

    (void)state;
    setup.issuer = "Before";
    assert_ok(cty_ledger_create(path, &setup, NULL, &writer, ERR));
    client_of(writer, "harbor", "Harbor Foods");
    assert_ok(cty_person_add(writer, "Dana Reyes", ERR));
    grant(writer, "harbor", NULL, "2026-08-02", 5, "goodwill");
    assert_ok(cty_ledger_open(path, NULL, &reader, ERR));
    period = period_of(reader, "2026-Q3");
    assert_ok(cty_saver_cursor_open(reader, &period, CTY_SAVERS_BY_NAME, NULL,
                                    &cursor, ERR));
    rename_issuer(writer, "After");
    assert_issuer(reader, &period, "Before");
    cty_saver_cursor_close(cursor);
    assert_issuer(reader, &period, "After");

    cty_ledger_close(reader);
    cty_ledger_close(writer);
    free(path);
    remove_folder(folder);
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(a_job_billed_as_quoted_was_quoted),
        sentence(two_jobs_are_quoted_where_both_were),
        sentence(nothing_on_the_account_was_quoted),
        sentence(what_cancels_out_on_the_account_is_on_it_all_the_same),
        sentence(an_extra_was_not_quoted),
        sentence(what_was_quoted_is_after_the_quotes_discounts),
        sentence(an_empty_statement_was_not_quoted),
        sentence(each_entry_names_the_row_of_its_bill),
        sentence(the_client_is_as_it_was_when_the_statement_was_drawn),
        sentence(no_text_of_the_client_is_missing),
        sentence(the_first_saving_is_of_all_up_to_the_periods_end),
        cmocka_unit_test(the_issuers_name_is_of_the_state_that_was_drawn),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
