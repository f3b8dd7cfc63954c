/* Reports on random shops, worked out once more by the simplest means. */
#include "model.h"

/* ---- savings ---- */

static bool
in_row(const struct model *model, const cty_savings_row *row, int client,
       const char *currency, cty_date date)
{
    cty_period quarter;

    if (row->quarter[0] != '\0') {
        assert_ok(cty_period_of(date, CTY_PERIOD_QUARTER,
                                model->fiscal_year_start, &quarter, ERR));
        if (strcmp(quarter.name, row->quarter) != 0)
            return false;
    }
    return strcmp(currency, row->currency) == 0 &&
           (row->client_ref[0] == '\0' ||
            strcmp(row->client_ref, model_clients[client]) == 0);
}

static int
expect_savings(const struct model *model, const cty_savings_report *asked,
               const cty_savings_row *row, cty_savings_row *out_row)
{
    int used = 0;

    memset(out_row, 0, sizeof(*out_row));
    for (int i = 0; i < model->bill_count; i++) {
        const struct model_bill *bill = &model->bills[i];

        if (!within(bill->date, asked->from, asked->to) ||
            !in_row(model, row, bill->client, bill->currency, bill->date))
            continue;
        used++;
        out_row->bills++;
        for (int l = 0; l < bill->lines; l++) {
            out_row->gross_minor += bill->line[l].gross;
            out_row->discounts_minor += bill->line[l].discounts;
            out_row->charges_minor += bill->line[l].charges;
            out_row->billed_minor += bill->line[l].net;
        }
    }
    for (int i = 0; i < model->entry_count; i++) {
        const struct model_entry *entry = &model->entries[i];

        if (!within(entry->date, asked->from, asked->to) ||
            !in_row(model, row, entry->client, entry->currency, entry->date))
            continue;
        used++;
        out_row->credit_notes += entry->kind == CTY_CREDIT;
        if (entry->kind != CTY_DISCOUNT)
            out_row->credits_minor += model_reduces(entry);
        out_row->savings_minor += model_saves(entry);
    }
    return used;
}

static int
key_order(const cty_savings_row *a, const cty_savings_row *b)
{
    int order = strcmp(a->client_ref, b->client_ref);

    if (order == 0)
        order = strcmp(a->quarter, b->quarter);
    return order != 0 ? order : strcmp(a->currency, b->currency);
}

static int
things_within(const struct model *model, const cty_savings_report *asked)
{
    int things = 0;

    for (int i = 0; i < model->bill_count; i++)
        things += within(model->bills[i].date, asked->from, asked->to);
    for (int i = 0; i < model->entry_count; i++)
        things += within(model->entries[i].date, asked->from, asked->to);
    return things;
}

static void
compare_savings(const struct model *model, const cty_savings_report *asked)
{
    cty_savings_cursor *cursor = NULL;
    cty_savings_row last = CTY_SAVINGS_ROW_INIT;
    cty_savings_row expected;
    int used = 0;
    bool found = true;

    assert_ok(cty_savings_cursor_open(model->ledger, asked, &cursor, ERR));
    while (found) {
        cty_savings_row row = CTY_SAVINGS_ROW_INIT;
        int here;

        assert_ok(cty_savings_cursor_next(cursor, &row, &found, ERR));
        if (!found)
            break;
        assert_true(key_order(&last, &row) < 0);
        here = expect_savings(model, asked, &row, &expected);
        assert_true(here > 0);
        used += here;
        assert_int_equal(row.bills, expected.bills);
        assert_int_equal(row.credit_notes, expected.credit_notes);
        assert_int_equal(row.gross_minor, expected.gross_minor);
        assert_int_equal(row.discounts_minor, expected.discounts_minor);
        assert_int_equal(row.charges_minor, expected.charges_minor);
        assert_int_equal(row.billed_minor, expected.billed_minor);
        assert_int_equal(row.credits_minor, expected.credits_minor);
        assert_int_equal(row.savings_minor, expected.savings_minor);
        last = row;
    }
    assert_int_equal(used, things_within(model, asked));
    cty_savings_cursor_close(cursor);
}

static void
a_span(struct model *model, cty_date *from, cty_date *to)
{
    *from = model_day(model);
    *to = model_day(model);
    if (cty_date_compare(*from, *to) > 0)
        *from = day("2024-01-01");
}

static void
random_savings_are_what_simple_sums_say(void **state)
{
    (void)state;
    for (uint64_t seed = 40; seed < 48; seed++) {
        struct model *model = model_new(seed, (int)(seed * 5 % 12) + 1);

        for (uint32_t i = 0; i < 12; i++) {
            cty_savings_report asked = CTY_SAVINGS_REPORT_INIT;

            asked.by = i % 4;
            a_span(model, &asked.from, &asked.to);
            compare_savings(model, &asked);
        }
        model_free(model);
    }
}

/* ---- margin ---- */

static const char *
key_of(const struct model_bill *bill, int line, int32_t by)
{
    if (by == CTY_MARGIN_CLIENT)
        return model_clients[bill->client];
    return by == CTY_MARGIN_PRODUCT ? bill->line[line].product
                                    : bill->line[line].category;
}

static void
add_line(const struct model *model, const cty_margin_report *asked,
         const struct model_bill *bill, int line, cty_margin_row *row)
{
    const struct model_line *own = &bill->line[line];

    for (int e = 0; e < model->entry_count; e++)
        if (within(model->entries[e].date, asked->from, asked->to))
            row->credits_minor += own->shares[e];
    if (!within(bill->date, asked->from, asked->to))
        return;
    row->gross_minor += own->gross;
    row->discounts_minor += own->discounts;
    row->charges_minor += own->charges;
    row->billed_minor += own->net;
    row->cost_minor += own->cost;
    row->billed_without_cost_minor += own->has_cost ? 0 : own->net;
}

static void
expect_margin(const struct model *model, const cty_margin_report *asked,
              const cty_margin_row *row, cty_margin_row *out_row)
{
    memset(out_row, 0, sizeof(*out_row));
    for (int i = 0; i < model->bill_count; i++) {
        const struct model_bill *bill = &model->bills[i];

        for (int l = 0; l < bill->lines; l++)
            if (strcmp(key_of(bill, l, asked->by), row->key) == 0 &&
                strcmp(bill->currency, row->currency) == 0)
                add_line(model, asked, bill, l, out_row);
    }
    for (int i = 0; i < model->entry_count; i++) {
        const struct model_entry *entry = &model->entries[i];

        if (asked->by == CTY_MARGIN_CLIENT && entry->bill < 0 &&
            strcmp(model_clients[entry->client], row->key) == 0 &&
            strcmp(entry->currency, row->currency) == 0 &&
            within(entry->date, asked->from, asked->to))
            out_row->credits_minor += model_reduces(entry);
    }
}

static void
compare_margin(const struct model *model, const cty_margin_report *asked)
{
    cty_margin_cursor *cursor = NULL;
    cty_margin_row last = CTY_MARGIN_ROW_INIT;
    cty_margin_row expected;
    bool found = true;

    assert_ok(cty_margin_cursor_open(model->ledger, asked, &cursor, ERR));
    while (found) {
        cty_margin_row row = CTY_MARGIN_ROW_INIT;

        assert_ok(cty_margin_cursor_next(cursor, &row, &found, ERR));
        if (!found)
            break;
        expect_margin(model, asked, &row, &expected);
        assert_string_not_equal(row.key, "");
        assert_int_equal(row.gross_minor, expected.gross_minor);
        assert_int_equal(row.discounts_minor, expected.discounts_minor);
        assert_int_equal(row.charges_minor, expected.charges_minor);
        assert_int_equal(row.billed_minor, expected.billed_minor);
        assert_int_equal(row.cost_minor, expected.cost_minor);
        assert_int_equal(row.billed_without_cost_minor,
                         expected.billed_without_cost_minor);
        assert_int_equal(row.credits_minor, expected.credits_minor);
        assert_int_equal(row.margin_minor,
                         expected.billed_minor - expected.cost_minor -
                             expected.billed_without_cost_minor);
        assert_int_equal(row.margin_after_credits_minor,
                         row.margin_minor - row.credits_minor);
        if (strcmp(last.currency, row.currency) == 0) {
            assert_int_equal(row.rank, last.rank + 1);
            assert_true(row.margin_minor <= last.margin_minor);
        } else {
            assert_int_equal(row.rank, 1);
        }
        last = row;
    }
    cty_margin_cursor_close(cursor);
}

static void
random_margins_are_what_simple_sums_say(void **state)
{
    (void)state;
    for (uint64_t seed = 60; seed < 66; seed++) {
        struct model *model = model_new(seed, 1);

        for (int32_t i = 0; i < 12; i++) {
            cty_margin_report asked = CTY_MARGIN_REPORT_INIT;

            asked.by = i % 3 + 1;
            a_span(model, &asked.from, &asked.to);
            compare_margin(model, &asked);
        }
        model_free(model);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_savings_are_what_simple_sums_say),
        cmocka_unit_test(random_margins_are_what_simple_sums_say),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
