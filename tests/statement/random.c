/* Statements of random shops, worked out once more by the simplest means. */
#include "model.h"

struct asked {
    int client;
    const char *currency;
    cty_period period;
};

static bool
is_about(const struct asked *asked, const struct model_entry *entry)
{
    return entry->client == asked->client &&
           strcmp(entry->currency, asked->currency) == 0;
}

static int64_t
saved_within(const struct model *model, const struct asked *asked,
             cty_date from, cty_date to)
{
    int64_t saved = 0;

    for (int i = 0; i < model->entry_count; i++) {
        const struct model_entry *entry = &model->entries[i];

        if (is_about(asked, entry) && within(entry->date, from, to))
            saved += model_saves(entry);
    }
    return saved;
}

static bool
is_on_it(const struct asked *asked, const struct model_entry *entry)
{
    return is_about(asked, entry) && model_saves(entry) != 0 &&
           within(entry->date, asked->period.from, asked->period.to);
}

static const cty_date beginning = {.year = 1900, .month = 1, .day = 1};

static void
expect_bill(const struct model *model, const struct asked *asked, int bill,
            cty_statement_bill *out_bill)
{
    const struct model_bill *own = &model->bills[bill];

    memset(out_bill, 0, sizeof(*out_bill));
    for (int i = 0; i < own->lines; i++)
        out_bill->net_minor += own->line[i].net;
    for (int i = 0; i < model->entry_count; i++) {
        const struct model_entry *entry = &model->entries[i];

        if (entry->bill != bill)
            continue;
        if (entry->kind != CTY_DISCOUNT &&
            within(entry->date, beginning, asked->period.to))
            out_bill->net_minor -= model_reduces(entry);
        if (is_on_it(asked, entry))
            out_bill->saved_minor += model_saves(entry);
    }
    out_bill->before_minor = out_bill->net_minor + out_bill->saved_minor;
}

static int
bill_named(const struct model *model, const char *bill_no)
{
    for (int i = 0; i < model->bill_count; i++)
        if (strcmp(model->bills[i].bill_no, bill_no) == 0)
            return i;
    return -1;
}

/* Each row is right, in order, and there is none too many. */
static void
compare_bills(const struct model *model, const struct asked *asked,
              const cty_statement *statement)
{
    cty_statement_info info = info_of(statement);
    int64_t before = 0, net = 0, saved = 0;

    for (size_t i = 0; i < info.bills; i++) {
        cty_statement_bill row = bill_at(statement, i);
        cty_statement_bill expected;
        cty_statement_bill last = i > 0 ? bill_at(statement, i - 1) : row;
        int order = cty_date_compare(last.date, row.date);

        assert_true(order < 0 ||
                    (order == 0 && strcmp(last.bill_no, row.bill_no) <= 0));
        assert_int_equal(row.before_minor - row.saved_minor, row.net_minor);
        before += row.before_minor;
        net += row.net_minor;
        saved += row.saved_minor;
        if (row.bill_no[0] == '\0') {
            assert_int_equal(row.net_minor, 0);
            continue;
        }
        expect_bill(model, asked, bill_named(model, row.bill_no), &expected);
        assert_int_equal(row.before_minor, expected.before_minor);
        assert_int_equal(row.net_minor, expected.net_minor);
        assert_int_equal(row.saved_minor, expected.saved_minor);
    }
    assert_totals(statement, before, net, saved);
    assert_int_equal(saved, saved_within(model, asked, asked->period.from,
                                         asked->period.to));
}

static size_t
count_rows(const struct model *model, const struct asked *asked)
{
    bool seen[MODEL_BILLS] = {false};
    size_t rows = 0;

    for (int i = 0; i < model->entry_count; i++) {
        const struct model_entry *entry = &model->entries[i];

        if (!is_on_it(asked, entry))
            continue;
        if (entry->bill < 0 || !seen[entry->bill])
            rows++;
        if (entry->bill >= 0)
            seen[entry->bill] = true;
    }
    return rows;
}

static const struct model_entry *
next_by_number(const struct model *model, const struct asked *asked,
               int64_t after)
{
    const struct model_entry *next = NULL;

    for (int i = 0; i < model->entry_count; i++) {
        const struct model_entry *entry = &model->entries[i];

        if (is_on_it(asked, entry) && entry->number > after &&
            (next == NULL || entry->number < next->number))
            next = entry;
    }
    return next;
}

static void
compare_entries(const struct model *model, const struct asked *asked,
                const cty_statement *statement)
{
    cty_statement_info info = info_of(statement);
    const struct model_entry *expected = next_by_number(model, asked, 0);

    for (size_t i = 0; i < info.entries; i++) {
        cty_statement_entry entry = entry_at(statement, i);
        char code[CTY_ENTRY_CODE_TEXT];

        assert_non_null(expected);
        snprintf(code, sizeof(code), "%s/%lld", info.tracking_code,
                 (long long)expected->number);
        assert_string_equal(entry.code, code);
        assert_int_equal(entry.kind, expected->kind);
        assert_int_equal(entry.saved_minor, model_saves(expected));
        assert_string_equal(
            entry.bill_no,
            expected->bill < 0 ? "" : model->bills[expected->bill].bill_no);
        expected = next_by_number(model, asked, expected->number);
    }
    assert_null(expected);
    assert_int_equal(info.bills, count_rows(model, asked));
}

/* Each row's savings are its entries' that name it, and no others'. */
static void
compare_rows(const cty_statement *statement)
{
    cty_statement_info info = info_of(statement);

    for (size_t row = 0; row < info.bills; row++) {
        cty_statement_bill bill = bill_at(statement, row);
        size_t count = 0;
        int64_t saved = 0;

        for (size_t i = 0; i < info.entries; i++) {
            cty_statement_entry entry = entry_at(statement, i);

            if (entry.row != row)
                continue;
            assert_string_equal(entry.bill_no, bill.bill_no);
            saved += entry.saved_minor;
            count++;
        }
        assert_int_equal(count, bill.entries);
        assert_int_equal(saved, bill.saved_minor);
    }
}

static void
compare_past(const struct model *model, const struct asked *asked,
             const cty_statement *statement)
{
    cty_statement_info info = info_of(statement);
    cty_period year;
    cty_period period;
    int64_t saved = 0;

    assert_ok(cty_period_of(asked->period.to, CTY_PERIOD_YEAR,
                            model->fiscal_year_start, &year, ERR));
    assert_int_equal(info.year_to_date_minor,
                     saved_within(model, asked, year.from, asked->period.to));
    assert_int_equal(info.since_start_minor,
                     saved_within(model, asked, beginning, asked->period.to));
    for (size_t i = 0; i < info.history; i++) {
        assert_ok(
            cty_statement_history_get(statement, i, &period, &saved, ERR));
        assert_int_equal(saved,
                         saved_within(model, asked, period.from, period.to));
    }
    if (info.history > 0)
        assert_string_equal(period.name, asked->period.name);
}

static void
ask(struct model *model, struct asked *asked)
{
    int kind = (int)model_random(model, 4);
    cty_date from = model_day(model);
    cty_date to = model_day(model);
    char first[CTY_DATE_TEXT];
    char last[CTY_DATE_TEXT];
    char range[32];

    asked->client = (int)model_random(model, MODEL_CLIENTS);
    asked->currency = model_random(model, 3) == 0 ? "EUR" : "USD";
    if (kind != CTY_PERIOD_RANGE) {
        assert_ok(cty_period_of(from, kind, model->fiscal_year_start,
                                &asked->period, ERR));
        return;
    }
    if (cty_date_compare(from, to) > 0)
        to = from;
    snprintf(range, sizeof(range), "%s..%s", cty_date_format(from, first),
             cty_date_format(to, last));
    asked->period = period_of(model->ledger, range);
}

static void
a_random_shops_statements_are_what_simple_sums_say(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct model *model = model_new(seed, (int)(seed * 3 % 12) + 1);

        for (int i = 0; i < 80; i++) {
            struct asked asked;
            cty_statement *statement = NULL;

            ask(model, &asked);
            assert_ok(cty_statement_draw(
                model->ledger, model_clients[asked.client], &asked.period,
                asked.currency, &statement, ERR));
            compare_bills(model, &asked, statement);
            compare_entries(model, &asked, statement);
            compare_rows(statement);
            compare_past(model, &asked, statement);
            cty_statement_free(statement);
        }
        model_free(model);
    }
}

static void
random_savers_are_those_whom_simple_sums_say(void **state)
{
    (void)state;
    for (uint64_t seed = 20; seed <= 24; seed++) {
        struct model *model = model_new(seed, 4);

        for (int i = 0; i < 20; i++) {
            struct asked asked;
            cty_saver_cursor *cursor = NULL;
            cty_saver saver = CTY_SAVER_INIT;
            int64_t total = 0;
            int64_t expected = 0;
            bool found = true;

            ask(model, &asked);
            assert_ok(cty_saver_cursor_open(model->ledger, &asked.period,
                                            CTY_SAVERS_BY_REF, &total, &cursor,
                                            ERR));
            for (asked.client = 0; asked.client < MODEL_CLIENTS; asked.client++)
                for (int c = 0; c < 2; c++) {
                    asked.currency = c == 0 ? "EUR" : "USD";
                    expected += saved_within(model, &asked, asked.period.from,
                                             asked.period.to) > 0;
                }
            assert_int_equal(total, expected);
            while (total-- >= 0)
                assert_ok(cty_saver_cursor_next(cursor, &saver, &found, ERR));
            assert_false(found);
            cty_saver_cursor_close(cursor);
        }
        model_free(model);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_random_shops_statements_are_what_simple_sums_say),
        cmocka_unit_test(random_savers_are_those_whom_simple_sums_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
