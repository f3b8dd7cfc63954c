/* Where a rule begins and where it ends. */
#include "support.h"

static cty_credit
on_account(const char *key)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = 100;
    credit.client_ref = "harbor";
    credit.date = day("2026-09-30");
    credit.reason = "goodwill";
    credit.request_key = key;
    return credit;
}

static void
a_repeat_says_what_became_of_its_credit(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_account("order 7");
    cty_reversal back = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char *code = code_of(ledger, "harbor", 1);
    char *reversal = code_of(ledger, "harbor", 2);

    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_string_equal(entry.linked, "");
    back.code = code;
    back.date = day("2026-10-01");
    assert_ok(cty_credit_reverse(ledger, &back, &entry, ERR));
    assert_string_equal(entry.linked, code);
    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    assert_true(entry.repeated);
    assert_string_equal(entry.linked, reversal);
    free(code);
    free(reversal);
}

static void
a_repeated_yes_says_what_became_of_its_quote(void **state)
{
    cty_ledger *ledger = *state;
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change yes = CTY_QUOTE_CHANGE_INIT;
    cty_quote_info info = CTY_QUOTE_INFO_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", "10");
    quote.quote_no = yes.quote_no = bill.quote_no = "Q-1";
    quote.client_ref = "harbor";
    quote.date = yes.date = day("2026-07-01");
    yes.request_key = "yes to Q-1";
    assert_ok(cty_quote_add(ledger, &quote, draft, &info, ERR));
    assert_int_equal(info.status, CTY_QUOTE_OPEN);
    assert_ok(cty_quote_accept(ledger, &yes, &info, ERR));
    assert_int_equal(info.status, CTY_QUOTE_ACCEPTED);
    bill.bill_no = "B-1";
    bill.date = day("2026-07-31");
    assert_ok(cty_bill_post(ledger, &bill, NULL, NULL, ERR));
    assert_ok(cty_quote_accept(ledger, &yes, &info, ERR));
    assert_true(info.repeated);
    assert_int_equal(info.status, CTY_QUOTE_BILLED);
    assert_string_equal(info.bill_no, "B-1");
    assert_int_equal(cty_date_compare(info.status_date, bill.date), 0);
    cty_draft_free(draft);
}

static void
half_a_date_is_no_date_that_was_left_out(void **state)
{
    cty_ledger *ledger = *state;
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;

    client.ref = "late";
    client.since.day = 5;
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "since");
    client.since.day = 0;
    client.since.month = 5;
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err),
                     CTY_E_ARGUMENT);
    client.since.month = 0;
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
}

static void
the_same_client_with_another_code_or_day_is_another(void **state)
{
    cty_ledger *ledger = *state;
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;

    client.ref = "mill";
    client.tracking_code = "MILL-1";
    client.since = day("2020-05-01");
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
    client.tracking_code = "mill 1";
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
    client.tracking_code = "MILL-2";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "tracking_code");
    client.tracking_code = NULL;
    client.since = day("2020-04-30");
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "since");
    client.since = day("2020-05-02");
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
}

static cty_status
post_with_cost(cty_ledger *ledger, const char *bill_no, bool has_cost,
               int64_t cost_minor)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;
    cty_status status;

    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = CTY_DECIMAL_ONE;
    line.has_cost = has_cost;
    line.cost_minor = cost_minor;
    assert_ok(cty_draft_new(&draft, ERR));
    assert_ok(cty_draft_line(draft, &line, ERR));
    bill.bill_no = bill.request_key = bill_no;
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    status = cty_bill_post(ledger, &bill, draft, NULL, NULL);
    cty_draft_free(draft);
    return status;
}

static void
a_cost_is_a_part_of_a_request_where_it_is_known(void **state)
{
    cty_ledger *ledger = *state;

    assert_int_equal(post_with_cost(ledger, "B-7", false, 70), CTY_OK);
    assert_int_equal(post_with_cost(ledger, "B-7", false, 80), CTY_OK);
    assert_int_equal(post_with_cost(ledger, "B-7", true, 0), CTY_E_CONFLICT);
    assert_int_equal(post_with_cost(ledger, "B-8", true, 80), CTY_OK);
    assert_int_equal(post_with_cost(ledger, "B-8", true, 81), CTY_E_CONFLICT);
    assert_int_equal(post_with_cost(ledger, "B-8", false, 80), CTY_E_CONFLICT);
}

/* The draft goes with it. */
static cty_status
post_draft(cty_ledger *ledger, cty_draft *draft, const char *bill_no)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_status status;

    bill.bill_no = bill_no;
    bill.client_ref = "harbor";
    bill.date = day("2026-07-01");
    status = cty_bill_post(ledger, &bill, draft, NULL, NULL);
    cty_draft_free(draft);
    return status;
}

static cty_draft *
largest(int lines)
{
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    for (int i = 0; i < lines; i++)
        draft_line(draft, "All of it", "10000", "9223372036854.775807");
    return draft;
}

static void
sums_that_do_not_fit_are_limits(void **state)
{
    cty_ledger *ledger = *state;
    cty_draft *draft;

    assert_int_equal(post_draft(ledger, largest(1), "B-1"), CTY_OK);
    assert_int_equal(post_draft(ledger, largest(2), "B-2"), CTY_E_LIMIT);
    draft = largest(1);
    draft_discount(draft, 1, INT64_MAX, "goodwill");
    draft_discount(draft, 1, INT64_MAX, "goodwill");
    draft_discount(draft, 1, 2, "goodwill");
    assert_int_equal(post_draft(ledger, draft, "B-3"), CTY_E_LIMIT);
    draft = largest(1);
    draft_charge(draft, 1, 1, "rush");
    assert_int_equal(post_draft(ledger, draft, "B-4"), CTY_E_LIMIT);
    draft = largest(1);
    draft_line(draft, "Nothing", "1", "0");
    draft_charge(draft, 2, INT64_MAX, "rush");
    assert_int_equal(post_draft(ledger, draft, "B-5"), CTY_E_LIMIT);
}

static cty_draft *
lines_numbered(const int *numbers, int count)
{
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = 10 * CTY_DECIMAL_ONE;
    for (int i = 0; i < count; i++) {
        line.line_no = numbers[i];
        assert_ok(cty_draft_line(draft, &line, ERR));
    }
    return draft;
}

static void
after_the_last_line_number_there_is_comes_no_extra(void **state)
{
    static const int last[] = {INT32_MAX};
    cty_ledger *ledger = *state;
    cty_draft *draft = lines_numbered(last, 1);
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change accepted = CTY_QUOTE_CHANGE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_error err;

    quote.quote_no = "Q-1";
    quote.client_ref = "harbor";
    quote.date = day("2026-07-01");
    assert_ok(cty_quote_add(ledger, &quote, draft, NULL, ERR));
    accepted.quote_no = "Q-1";
    accepted.date = day("2026-07-01");
    assert_ok(cty_quote_accept(ledger, &accepted, NULL, ERR));
    bill.bill_no = "B-1";
    bill.quote_no = "Q-1";
    bill.date = day("2026-07-01");
    assert_int_equal(cty_bill_post(ledger, &bill, draft, NULL, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "from 2147483648 on");
    cty_draft_free(draft);

    assert_ok(cty_draft_new(&draft, ERR));
    draft_discount(draft, INT32_MAX, 1, "volume");
    assert_int_equal(cty_bill_post(ledger, &bill, draft, NULL, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "lines 2147483648 and on");
    cty_draft_free(draft);
}

static void
lines_may_be_drafted_in_any_order_and_are_there_once(void **state)
{
    static const int in_disorder[] = {30, 10, 20};
    static const int twice[] = {0, 1};
    cty_ledger *ledger = *state;
    cty_draft *draft = lines_numbered(in_disorder, 3);

    for (int i = 1; i <= 3; i++)
        draft_discount(draft, 10 * i, i, "volume");
    assert_int_equal(post_draft(ledger, draft, "B-1"), CTY_OK);
    for (int i = 1; i <= 3; i++)
        assert_int_equal(left_of_line(ledger, "B-1", 10 * i), 1000 - i);
    assert_ok(cty_ledger_check(ledger, false, NULL, NULL, NULL, ERR));
    assert_int_equal(post_draft(ledger, lines_numbered(twice, 2), "B-2"),
                     CTY_E_EXISTS);
}

static void
a_charge_is_no_saving_whatever_its_reason(void **state)
{
    cty_ledger *ledger = *state;
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *cursor = NULL;
    cty_entry entry = CTY_ENTRY_INIT;
    cty_draft *draft = NULL;
    bool found = false;

    assert_ok(cty_draft_new(&draft, ERR));
    draft_line(draft, "Flyers", "1", "10");
    draft_charge(draft, 1, 50, "goodwill");
    assert_int_equal(post_draft(ledger, draft, "B-1"), CTY_OK);
    filter.kinds = 1U << CTY_CHARGE;
    assert_ok(cty_entry_cursor_open(ledger, &filter, &cursor, ERR));
    assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
    assert_true(found);
    assert_false(entry.saving);
    cty_entry_cursor_close(cursor);
}

static void
options_that_are_none_are_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *other = NULL;
    cty_error err = CTY_ERROR_INIT;

    setup.issuer = "Harbor Print Works";
    for (int bit = 0; bit < 32; bit++) {
        options.flags = 1U << bit;
        if ((options.flags & (CTY_OPEN_READ_ONLY | CTY_OPEN_SHARED)) != 0)
            continue;
        assert_int_equal(cty_ledger_open_memory(&setup, &options, &other, &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "flags");
    }
    options.flags = 0;
    options.busy_ms = -2;
    assert_int_equal(cty_ledger_open_memory(&setup, &options, &other, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "busy_ms");
    for (int month = -1; month <= 13; month += 14) {
        setup.fiscal_year_start = month;
        assert_int_equal(cty_ledger_open_memory(&setup, NULL, &other, &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "fiscal_year_start");
    }
    assert_null(other);
    assert_int_equal(cty_batch_begin(ledger, 7, false, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "mode");
}

static void
who_does_not_wait_hears_at_once(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *first = NULL;
    cty_ledger *second = NULL;
    cty_error err = CTY_ERROR_INIT;

    (void)state;
    setup.issuer = "Harbor Print Works";
    options.busy_ms = -1;
    assert_ok(cty_ledger_create(path, &setup, NULL, &first, ERR));
    assert_ok(cty_ledger_open(path, &options, &second, ERR));
    assert_ok(cty_batch_begin(first, CTY_BATCH_ATOMIC, false, ERR));
    assert_int_equal(cty_person_add(second, "Max Muster", &err), CTY_E_BUSY);
    assert_string_equal(err.message,
                        "another program is writing to the ledger: try again");
    cty_ledger_close(first);
    cty_ledger_close(second);
    free(path);
    remove_folder(folder);
}

static void
closing_a_ledger_gives_its_batch_up(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_person_cursor *persons = NULL;
    cty_ledger *ledger = NULL;
    const char *name = NULL;
    bool found = true;

    (void)state;
    setup.issuer = "Harbor Print Works";
    assert_ok(cty_ledger_create(path, &setup, NULL, &ledger, ERR));
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_CONTINUE, false, ERR));
    assert_ok(cty_person_add(ledger, "Max Muster", ERR));
    cty_ledger_close(ledger);
    assert_ok(cty_ledger_open(path, NULL, &ledger, ERR));
    assert_ok(cty_person_cursor_open(ledger, &persons, ERR));
    assert_ok(cty_person_cursor_next(persons, &name, &found, ERR));
    assert_false(found);
    cty_person_cursor_close(persons);
    cty_ledger_close(ledger);
    free(path);
    remove_folder(folder);
}

static void
an_id_begins_with_the_time(void **state)
{
    cty_ledger *ledger = *state;
    cty_credit credit = on_account(NULL);
    cty_entry entry = CTY_ENTRY_INIT;
    int64_t ms = 0;

    assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
    for (int at = 0; at < 6; at++)
        ms = ms << 8 | entry.id.bytes[at];
    assert_int_equal(ms, entry.recorded_at_ms);
}

/* Version 7: 48 bits of time, 4 and 2 that are marks, the rest by chance. */
static void
every_bit_of_an_id_but_its_marks_is_left_to_chance(void **state)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_credit credit = on_account(NULL);
    cty_entry entry = CTY_ENTRY_INIT;
    cty_ledger *ledger = NULL;
    uint8_t ever[16] = {0};
    uint8_t always[16];

    (void)state;
    memset(always, 0xFF, sizeof(always));
    setup.issuer = "Harbor Print Works";
    assert_ok(cty_ledger_open_memory(&setup, NULL, &ledger, ERR));
    client_of(ledger, "harbor", "Harbor Foods");
    for (int i = 0; i < 100; i++) {
        assert_ok(cty_credit_grant(ledger, &credit, &entry, ERR));
        for (int at = 0; at < 16; at++) {
            ever[at] |= entry.id.bytes[at];
            always[at] &= entry.id.bytes[at];
        }
    }
    assert_int_equal(always[6], 0x70);
    assert_int_equal(ever[6], 0x7F);
    assert_int_equal(always[8], 0x80);
    assert_int_equal(ever[8], 0xBF);
    for (int at = 7; at < 16; at++) {
        if (at == 8)
            continue;
        assert_int_equal(always[at], 0);
        assert_int_equal(ever[at], 0xFF);
    }
    cty_ledger_close(ledger);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_repeat_says_what_became_of_its_credit),
        SENTENCE(a_repeated_yes_says_what_became_of_its_quote),
        SENTENCE(half_a_date_is_no_date_that_was_left_out),
        SENTENCE(the_same_client_with_another_code_or_day_is_another),
        SENTENCE(a_cost_is_a_part_of_a_request_where_it_is_known),
        SENTENCE(sums_that_do_not_fit_are_limits),
        SENTENCE(after_the_last_line_number_there_is_comes_no_extra),
        SENTENCE(lines_may_be_drafted_in_any_order_and_are_there_once),
        SENTENCE(a_charge_is_no_saving_whatever_its_reason),
        SENTENCE(options_that_are_none_are_refused),
        cmocka_unit_test(who_does_not_wait_hears_at_once),
        cmocka_unit_test(closing_a_ledger_gives_its_batch_up),
        SENTENCE(an_id_begins_with_the_time),
        cmocka_unit_test(every_bit_of_an_id_but_its_marks_is_left_to_chance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
