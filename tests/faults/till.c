#define _GNU_SOURCE

#include "till.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "count.h"

enum { NAME_BYTES = 48, PATH_BYTES = 160 };

static const int64_t nets[TILL_LINES] = {5, 7, 3};
static const int64_t one_net = 11;

static void
must(cty_status status, const char *what, const cty_error *err)
{
    if (status != CTY_OK)
        give_up("%s: %s", what, err->message);
}

static void
name_of(char *buffer, const char *kind, int round)
{
    snprintf(buffer, NAME_BYTES, "%s-%d", kind, round);
}

/* ---- the ground ---- */

void
till_ground(const char *path, const char *toy_path)
{
    static const char sql[] =
        "PRAGMA journal_mode = WAL;"
        "CREATE TABLE toy (round INTEGER PRIMARY KEY, left INTEGER NOT NULL)";
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_client client = CTY_CLIENT_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    sqlite3 *toy = NULL;

    setup.issuer = "Harbor Print Works";
    client.ref = "HARB";
    must(cty_ledger_create(path, &setup, NULL, &ledger, &err), "create", &err);
    must(cty_client_add(ledger, &client, NULL, &err), "client", &err);
    cty_ledger_close(ledger);
    if (sqlite3_open(toy_path, &toy) != SQLITE_OK ||
        sqlite3_exec(toy, sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up("the toy cannot be made: %s", sqlite3_errmsg(toy));
    sqlite3_close(toy);
}

bool
till_whole(const char *path)
{
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_ledger_open(path, NULL, &ledger, &err);

    if (status == CTY_OK)
        status = cty_ledger_check(ledger, false, NULL, NULL, NULL, &err);
    if (status != CTY_OK)
        fprintf(stderr, "race: %s\n", err.message);
    cty_ledger_close(ledger);
    return status == CTY_OK;
}

static void
clear(const char *path)
{
    char beside[PATH_BYTES];

    unlink(path);
    snprintf(beside, sizeof(beside), "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof(beside), "%s-shm", path);
    unlink(beside);
}

void
till_clear(const char *ledger, const char *toy)
{
    clear(ledger);
    clear(toy);
}

/* Nobody may wait in vain where eight wait for one disk. */
void
till_open(struct till *till)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_error err = CTY_ERROR_INIT;

    options.busy_ms = 60000;
    must(cty_ledger_open(till->ledger_path, &options, &till->ledger, &err),
         "open", &err);
    if (till->kind != TILL_UNSAFE)
        return;
    if (sqlite3_open(till->toy_path, &till->toy) != SQLITE_OK)
        give_up("the toy cannot be opened");
    sqlite3_busy_timeout(till->toy, 60000);
}

void
till_close(struct till *till)
{
    cty_ledger_close(till->ledger);
    sqlite3_close(till->toy);
}

/* ---- the toy ---- */

static int64_t
toy_left(struct till *till, int round)
{
    sqlite3_stmt *row = NULL;
    int64_t left = -1;

    if (sqlite3_prepare_v2(till->toy, "SELECT left FROM toy WHERE round = ?1",
                           -1, &row, NULL) != SQLITE_OK)
        give_up("the toy: %s", sqlite3_errmsg(till->toy));
    sqlite3_bind_int(row, 1, round);
    if (sqlite3_step(row) == SQLITE_ROW)
        left = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return left;
}

static void
toy_put(struct till *till, int round, int64_t left)
{
    char *sql = sqlite3_mprintf("INSERT INTO toy VALUES (%d, %lld) ON CONFLICT "
                                "DO UPDATE SET left = excluded.left",
                                round, (long long)left);

    if (sqlite3_exec(till->toy, sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up("the toy: %s", sqlite3_errmsg(till->toy));
    sqlite3_free(sql);
}

static cty_status
toy_take(struct till *till, int round, int64_t *amount)
{
    int64_t left = toy_left(till, round);

    if (left <= 0)
        return CTY_E_LEFT;
    sched_yield();
    if (*amount == 0)
        *amount = left;
    toy_put(till, round, left - *amount);
    return CTY_OK;
}

/* ---- bills ---- */

int64_t
till_net(bool one_line)
{
    int64_t net = 0;

    for (int i = 0; i < TILL_LINES; i++)
        net += nets[i];
    return one_line ? one_net : net;
}

void
till_bill(struct till *till, int round, bool one_line)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;
    char bill_no[NAME_BYTES];

    if (till->kind == TILL_UNSAFE) {
        toy_put(till, round, till_net(one_line));
        return;
    }
    name_of(bill_no, "B", round);
    must(cty_draft_new(&draft, &err), "draft", &err);
    line.quantity = CTY_DECIMAL_ONE;
    for (int i = 0; i < (one_line ? 1 : TILL_LINES); i++) {
        line.list_unit_price = (one_line ? one_net : nets[i]) * 10000;
        must(cty_draft_line(draft, &line, &err), "line", &err);
    }
    bill.bill_no = bill_no;
    bill.client_ref = "HARB";
    bill.date = (cty_date){2026, 7, 1};
    must(cty_bill_post(till->ledger, &bill, draft, NULL, &err), "bill", &err);
    cty_draft_free(draft);
}

int64_t
till_left(struct till *till, int round)
{
    cty_document_filter filter = CTY_DOCUMENT_FILTER_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    cty_bill_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    char bill_no[NAME_BYTES];
    bool found = false;

    if (till->kind == TILL_UNSAFE)
        return toy_left(till, round);
    name_of(bill_no, "B", round);
    filter.number = bill_no;
    must(cty_bill_cursor_open(till->ledger, &filter, &cursor, &err), "bill",
         &err);
    must(cty_bill_cursor_next(cursor, &info, &found, &err), "bill", &err);
    cty_bill_cursor_close(cursor);
    return info.left_minor;
}

/* ---- credits ---- */

/* A key of its own, as every honest request has. */
static cty_status
grant(struct till *till, cty_credit *credit, cty_entry *out_entry)
{
    char key[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;

    credit->date = (cty_date){2026, 8, 1};
    credit->reason = "goodwill";
    snprintf(key, sizeof(key), "%d-%lld", till->number,
             (long long)till->asked++);
    if (credit->request_key == NULL)
        credit->request_key = key;
    return cty_credit_grant(till->ledger, credit, out_entry, &err);
}

cty_status
till_storm(struct till *till, int round, struct till_answer *out)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char key[NAME_BYTES];
    cty_status status;

    if (till->kind == TILL_UNSAFE)
        return CTY_OK;
    name_of(key, "storm", round);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 100;
    credit.client_ref = "HARB";
    credit.note = key;
    credit.request_key = till->kind == TILL_KEYLESS ? NULL : key;
    status = grant(till, &credit, &entry);
    if (status == CTY_OK) {
        memcpy(out->code, entry.code, sizeof(out->code));
        out->repeated = entry.repeated;
    }
    return status;
}

int64_t
till_rows(struct till *till, int round)
{
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int64_t rows = 0;
    char key[NAME_BYTES];

    name_of(key, "storm", round);
    must(cty_entry_cursor_open(till->ledger, &filter, &cursor, &err), "entries",
         &err);
    while (found) {
        cty_entry entry = CTY_ENTRY_INIT;

        must(cty_entry_cursor_next(cursor, &entry, &found, &err), "entries",
             &err);
        rows += found && strcmp(entry.note, key) == 0;
    }
    cty_entry_cursor_close(cursor);
    return rows;
}

cty_status
till_take(struct till *till, int round, int line_no)
{
    cty_credit credit = CTY_CREDIT_INIT;
    char bill_no[NAME_BYTES];
    int64_t cent = 1;

    if (till->kind == TILL_UNSAFE)
        return toy_take(till, round, &cent);
    name_of(bill_no, "B", round);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 1;
    credit.bill_no = bill_no;
    credit.line_no = line_no;
    return grant(till, &credit, NULL);
}

cty_status
till_rest(struct till *till, int round, int64_t *out_amount)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char bill_no[NAME_BYTES];
    cty_status status;

    if (till->kind == TILL_UNSAFE)
        return toy_take(till, round, out_amount);
    name_of(bill_no, "B", round);
    credit.how = CTY_REST;
    credit.bill_no = bill_no;
    status = grant(till, &credit, &entry);
    if (status == CTY_OK)
        *out_amount = entry.amount.minor;
    return status;
}

/* ---- reading ---- */

static const char *
judge(const cty_statement *statement, const cty_statement_info *info)
{
    int64_t before = 0, net = 0, saved = 0, entries = 0;
    cty_error err = CTY_ERROR_INIT;

    for (size_t i = 0; i < info->bills; i++) {
        cty_statement_bill bill = CTY_STATEMENT_BILL_INIT;

        must(cty_statement_bill_get(statement, i, &bill, &err), "row", &err);
        before += bill.before_minor;
        net += bill.net_minor;
        saved += bill.saved_minor;
        if (bill.net_minor < 0)
            return "a bill on a statement is below zero";
    }
    for (size_t i = 0; i < info->entries; i++) {
        cty_statement_entry entry = CTY_STATEMENT_ENTRY_INIT;

        must(cty_statement_entry_get(statement, i, &entry, &err), "entry",
             &err);
        entries += entry.saved_minor;
    }
    if (before != info->before_minor || net != info->net_minor ||
        saved != info->saved_minor || entries != saved || before - saved != net)
        return "a statement's rows do not sum to its totals";
    return NULL;
}

const char *
till_read(struct till *till, int64_t *fact)
{
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;
    const char *complaint;
    cty_period period;

    must(cty_period_parse("2026-Q3", 1, &period, &err), "period", &err);
    must(cty_statement_draw(till->ledger, "HARB", &period, NULL, &statement,
                            &err),
         "statement", &err);
    must(cty_statement_info_get(statement, &info, &err), "statement", &err);
    complaint = judge(statement, &info);
    if (info.chain_fact < *fact)
        complaint = "a statement forgot facts that an earlier one had";
    *fact = info.chain_fact;
    cty_statement_free(statement);
    return complaint;
}
