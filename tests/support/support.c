#define _GNU_SOURCE

#include "support.h"

#include <ftw.h>
#include <unistd.h>

struct own_clock {
    int64_t now;
    uint64_t random;
};

static int64_t
tick(void *context)
{
    struct own_clock *own = context;

    return own->now += 1000;
}

static void
next_bytes(void *context, void *bytes, size_t size)
{
    struct own_clock *own = context;

    for (size_t i = 0; i < size; i++) {
        own->random = own->random * UINT64_C(6364136223846793005) +
                      UINT64_C(1442695040888963407);
        ((uint8_t *)bytes)[i] = (uint8_t)(own->random >> 56);
    }
}

static struct own_clock own_clock = {TEST_START_MS, 7};

cty_ledger *
new_ledger(const char *currency, int fiscal_year_start)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;

    options.now_ms = tick;
    options.random_bytes = next_bytes;
    options.context = &own_clock;
    setup.issuer = "Harbor Print Works";
    setup.currency = currency;
    setup.fiscal_year_start = fiscal_year_start;
    assert_ok(cty_ledger_open_memory(&setup, &options, &ledger, ERR));
    assert_ok(cty_person_add(ledger, "Dana Reyes", ERR));
    return ledger;
}

int
open_ledger(void **state)
{
    *state = new_ledger("USD", 1);
    client_of(*state, "harbor", "Harbor Foods");
    return 0;
}

int
close_ledger(void **state)
{
    cty_ledger_close(*state);
    return 0;
}

char *
temporary_folder(void)
{
    char *folder = strdup("/tmp/courtesy-test-XXXXXX");

    assert_non_null(mkdtemp(folder));
    return folder;
}

char *
path_in(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);

    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static int
remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

void
remove_folder(char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

cty_date
day(const char *text)
{
    cty_date date = {0};

    assert_ok(cty_date_parse(text, &date, ERR));
    return date;
}

cty_money
money(const char *amount, const char *currency)
{
    cty_money money = {0};

    assert_ok(cty_money_parse(amount, currency, &money, ERR));
    return money;
}

void
client_of(cty_ledger *ledger, const char *ref, const char *name)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = ref;
    client.name = name;
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
}

void
draft_line(cty_draft *draft, const char *description, const char *quantity,
           const char *price)
{
    cty_line line = CTY_LINE_INIT;

    line.description = description;
    assert_ok(cty_decimal_parse(quantity, &line.quantity, ERR));
    assert_ok(cty_decimal_parse(price, &line.list_unit_price, ERR));
    assert_ok(cty_draft_line(draft, &line, ERR));
}

static cty_adjustment
adjustment_of(int line_no, int64_t minor, const char *reason)
{
    cty_adjustment adjustment = CTY_ADJUSTMENT_INIT;

    adjustment.line_no = line_no;
    adjustment.amount_minor = minor;
    adjustment.reason = reason;
    return adjustment;
}

void
draft_discount(cty_draft *draft, int line_no, int64_t minor, const char *reason)
{
    cty_adjustment discount = adjustment_of(line_no, minor, reason);

    assert_ok(cty_draft_discount(draft, &discount, ERR));
}

void
draft_charge(cty_draft *draft, int line_no, int64_t minor, const char *reason)
{
    cty_adjustment charge = adjustment_of(line_no, minor, reason);

    assert_ok(cty_draft_charge(draft, &charge, ERR));
}

void
bill_lines(cty_ledger *ledger, const char *client, const char *bill_no,
           const char *date, const int64_t *nets, int count)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;

    assert_ok(cty_draft_new(&draft, ERR));
    for (int i = 0; i < count; i++) {
        cty_line line = CTY_LINE_INIT;

        line.description = "Brochures";
        line.quantity = CTY_DECIMAL_ONE;
        line.list_unit_price = nets[i] * 10000;
        assert_ok(cty_draft_line(draft, &line, ERR));
    }
    bill.bill_no = bill_no;
    bill.client_ref = client;
    bill.date = day(date);
    assert_ok(cty_bill_post(ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

void
bill_of(cty_ledger *ledger, const char *client, const char *bill_no,
        int64_t net_minor)
{
    bill_lines(ledger, client, bill_no, "2026-07-01", &net_minor, 1);
}

cty_status
credit(cty_ledger *ledger, const char *bill_no, int64_t minor, cty_error *err)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = minor;
    credit.bill_no = bill_no;
    credit.date = day("2026-09-30");
    credit.reason = "goodwill";
    credit.granted_by = "Dana Reyes";
    return cty_credit_grant(ledger, &credit, NULL, err);
}

char *
code_of(cty_ledger *ledger, const char *client, int number)
{
    cty_client_cursor *cursor = NULL;
    cty_client found = CTY_CLIENT_INIT;
    char *code = malloc(CTY_ENTRY_CODE_TEXT);
    bool there = false;

    assert_ok(cty_client_cursor_open(ledger, client, &cursor, ERR));
    assert_ok(cty_client_cursor_next(cursor, &found, &there, ERR));
    assert_true(there);
    snprintf(code, CTY_ENTRY_CODE_TEXT, "%s/%d", found.tracking_code, number);
    cty_client_cursor_close(cursor);
    return code;
}

int64_t
left_of(cty_ledger *ledger, const char *bill_no)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_bill_cursor *cursor = NULL;
    bool found = false;

    filter.number = bill_no;
    assert_ok(cty_bill_cursor_open(ledger, &filter, &cursor, ERR));
    assert_ok(cty_bill_cursor_next(cursor, &info, &found, ERR));
    cty_bill_cursor_close(cursor);
    assert_true(found);
    return info.left_minor;
}

int64_t
left_of_line(cty_ledger *ledger, const char *bill_no, int line_no)
{
    cty_line_info line = CTY_LINE_INFO_INIT;
    cty_line_cursor *cursor = NULL;
    int64_t left = -1;
    bool found = true;

    assert_ok(cty_line_cursor_open(ledger, CTY_BILL, bill_no, &cursor, ERR));
    while (found) {
        assert_ok(cty_line_cursor_next(cursor, &line, &found, ERR));
        if (found && line.line_no == line_no)
            left = line.left_minor;
    }
    cty_line_cursor_close(cursor);
    return left;
}

int64_t
saved(cty_ledger *ledger, const char *client, const char *period)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_statement_info drawn = CTY_STATEMENT_INFO_INIT;
    cty_statement *statement = NULL;
    cty_period span;

    assert_ok(cty_ledger_info_get(ledger, &info, ERR));
    assert_ok(cty_period_parse(period, info.fiscal_year_start, &span, ERR));
    assert_ok(cty_statement_draw(ledger, client, &span, NULL, &statement, ERR));
    assert_ok(cty_statement_info_get(statement, &drawn, ERR));
    cty_statement_free(statement);
    return drawn.saved_minor;
}
