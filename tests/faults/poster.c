#define _GNU_SOURCE

#include "poster.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <courtesy/courtesy.h>

#include "count.h"

enum { KEY_BYTES = 48, LINE_BYTES = 160, BATCH = 4, GAVE_UP = 3 };

static const char shared_bill[] = "SHARED";

struct desk {
    const struct poster *poster;
    cty_ledger *ledger;
    uint64_t dice;
    int log;
    int64_t number; /* of the request */
    int attempt;
};

/* ---- the ground ---- */

static void
lay(cty_ledger *ledger, cty_error *err)
{
    static const char *const refs[POSTER_CLIENTS] = {"C0", "C1", "C2"};
    cty_client client = CTY_CLIENT_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    cty_status status = cty_draft_new(&draft, err);

    for (int i = 0; i < POSTER_CLIENTS && status == CTY_OK; i++) {
        client.ref = refs[i];
        status = cty_client_add(ledger, &client, NULL, err);
    }
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = 1000000 * CTY_DECIMAL_ONE;
    if (status == CTY_OK)
        status = cty_draft_line(draft, &line, err);
    bill.bill_no = shared_bill;
    bill.client_ref = refs[0];
    bill.date = (cty_date){2026, 7, 1};
    if (status == CTY_OK)
        status = cty_bill_post(ledger, &bill, draft, NULL, err);
    cty_draft_free(draft);
    if (status != CTY_OK)
        give_up("there is nothing to post on: %s", err->message);
}

void
poster_ground(const char *path)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    setup.issuer = "Harbor Print Works";
    if (cty_ledger_create(path, &setup, NULL, &ledger, &err) != CTY_OK)
        give_up("there is no ledger: %s", err.message);
    lay(ledger, &err);
    cty_ledger_close(ledger);
}

/* ---- what is asked for ---- */

/* The key of a request, or of a part of it. */
static const char *
key_of(const struct desk *desk, const char *key, int part, char *buffer)
{
    int attempt = desk->poster->fault == POSTER_FORGETFUL ? desk->attempt : 0;

    snprintf(buffer, KEY_BYTES, "%s.%d.%d", key, part, attempt);
    return buffer;
}

static const char *
client_of(const char *key)
{
    static const char *const refs[POSTER_CLIENTS] = {"C0", "C1", "C2"};

    return refs[(unsigned char)key[strlen(key) - 1] % POSTER_CLIENTS];
}

static cty_status
grant(struct desk *desk, const char *key, int part, cty_entry *out_entry,
      cty_error *err)
{
    cty_credit credit = CTY_CREDIT_INIT;
    char buffer[KEY_BYTES];

    credit.how = CTY_AMOUNT;
    credit.amount.minor = 1;
    credit.date = (cty_date){2026, 8, 1};
    if (part % 2 == 0)
        credit.bill_no = shared_bill;
    else
        credit.client_ref = client_of(key);
    credit.reason = "goodwill";
    credit.note = key;
    credit.request_key = key_of(desk, key, part, buffer);
    return cty_credit_grant(desk->ledger, &credit, out_entry, err);
}

static cty_status
ask_credit(struct desk *desk, const char *key, cty_error *err)
{
    return grant(desk, key, key[strlen(key) - 1] % 2, NULL, err);
}

static cty_status
ask_bill(struct desk *desk, const char *key, cty_error *err)
{
    cty_adjustment discount = CTY_ADJUSTMENT_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    char buffer[KEY_BYTES];
    cty_status status = cty_draft_new(&draft, err);

    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = 25 * CTY_DECIMAL_ONE;
    for (int i = 0; i < 3 && status == CTY_OK; i++)
        status = cty_draft_line(draft, &line, err);
    discount.line_no = 2;
    discount.amount_minor = 100;
    discount.reason = "volume";
    if (status == CTY_OK)
        status = cty_draft_discount(draft, &discount, err);
    bill.bill_no = key;
    bill.client_ref = client_of(key);
    bill.date = (cty_date){2026, 7, 2};
    bill.request_key = key_of(desk, key, 0, buffer);
    if (status == CTY_OK)
        status = cty_bill_post(desk->ledger, &bill, draft, NULL, err);
    cty_draft_free(draft);
    return status;
}

static cty_status
reverse(struct desk *desk, const char *key, const cty_entry *entry,
        cty_error *err)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    char buffer[KEY_BYTES];

    reversal.code = entry->code;
    reversal.date = (cty_date){2026, 8, 2};
    reversal.note = key;
    reversal.request_key = key_of(desk, key, BATCH, buffer);
    return cty_credit_reverse(desk->ledger, &reversal, NULL, err);
}

/* Four credits and the reversal of the last, all or none. */
static cty_status
ask_batch(struct desk *desk, const char *key, cty_error *err)
{
    cty_entry entry = CTY_ENTRY_INIT;
    cty_status status =
        cty_batch_begin(desk->ledger, CTY_BATCH_ATOMIC, false, err);

    for (int i = 0; i < BATCH && status == CTY_OK; i++)
        status = grant(desk, key, i, &entry, err);
    if (status == CTY_OK)
        status = reverse(desk, key, &entry, err);
    if (status == CTY_OK)
        status = cty_batch_end(desk->ledger, err);
    cty_batch_abandon(desk->ledger);
    return status;
}

/* ---- an import ---- */

static cty_status
hand_over(cty_import *import, const char *file, const char *const *columns,
          const char *const *cells, size_t count, cty_error *err)
{
    size_t lengths[8];
    cty_status status = CTY_OK;

    if (columns != NULL)
        status = cty_import_file(import, file, columns, count, err);
    for (size_t i = 0; i < count; i++)
        lengths[i] = strlen(cells[i]);
    if (status == CTY_OK)
        status = cty_import_row(import, cells, lengths, count, 2, err);
    return status;
}

static cty_status
hand_over_bill(cty_import *import, const char *key, cty_error *err)
{
    static const char *const bill_columns[] = {"bill_no", "client_ref", "date"};
    static const char *const line_columns[] = {"bill_no", "line_no", "quantity",
                                               "list_unit_price"};
    const char *bill[] = {key, client_of(key), "2026-07-03"};
    const char *line[] = {key, "1", "2", "10"};
    cty_status status =
        hand_over(import, "bills.csv", bill_columns, bill, 3, err);

    if (status == CTY_OK)
        status =
            hand_over(import, "bill_lines.csv", line_columns, line, 4, err);
    return status;
}

static cty_status
hand_over_credits(cty_import *import, const char *key, cty_error *err)
{
    static const char *const columns[] = {"credit_no", "bill_no", "client_ref",
                                          "date",      "amount",  "reason",
                                          "note"};
    char numbers[2][KEY_BYTES];
    cty_status status = CTY_OK;

    for (int i = 0; i < 2 && status == CTY_OK; i++) {
        const char *cells[] = {numbers[i],   key,    client_of(key),
                               "2026-07-04", "1.25", "goodwill",
                               key};

        snprintf(numbers[i], KEY_BYTES, "%s#%d", key, i);
        status = hand_over(import, "credits.csv", i == 0 ? columns : NULL,
                           cells, 7, err);
    }
    return status;
}

static cty_status
ask_import(struct desk *desk, const char *key, cty_error *err)
{
    cty_import_result result = CTY_IMPORT_RESULT_INIT;
    cty_import *import = NULL;
    cty_status status = cty_import_open(desk->ledger, NULL, &import, err);

    if (status == CTY_OK)
        status = hand_over_bill(import, key, err);
    if (status == CTY_OK)
        status = hand_over_credits(import, key, err);
    if (status == CTY_OK)
        status = cty_import_finish(import, &result, err);
    cty_import_close(import);
    return status;
}

/* ---- the log ---- */

typedef cty_status ask(struct desk *desk, const char *key, cty_error *err);

const struct request_kind request_kinds[] = {
    {"credit", 1, 0},
    {"bill", 0, 1},
    {"batch", BATCH + 1, 0},
    {"import", 2, 1},
    {0},
};

static ask *const asks[] = {ask_credit, ask_bill, ask_batch, ask_import};

/* In one call, so that a line is there whole or not at all. */
static void
note(const struct desk *desk, const char *what, int kind, const char *key)
{
    char line[LINE_BYTES];
    int size = snprintf(line, sizeof(line), "%s %s %s\n", what,
                        request_kinds[kind].name, key);

    if (write(desk->log, line, (size_t)size) != size || fsync(desk->log) != 0)
        give_up("the log of poster %d cannot be written", desk->poster->number);
}

static void
request(struct desk *desk, int kind, const char *key)
{
    bool hasty = desk->poster->fault == POSTER_HASTY;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    note(desk, "asks", kind, key);
    if (hasty)
        note(desk, "has", kind, key);
    do {
        status = asks[kind](desk, key, &err);
    } while (status == CTY_E_BUSY);
    if (status != CTY_OK) {
        if (desk->poster->fault != POSTER_HONEST)
            _exit(GAVE_UP);
        fprintf(stderr, "poster %d: %s %s: %s: %s\n", desk->poster->number,
                request_kinds[kind].name, key, cty_status_name(status),
                err.message);
        exit(GAVE_UP);
    }
    if (!hasty)
        note(desk, "has", kind, key);
}

static int
kind_named(const char *name)
{
    for (int i = 0; request_kinds[i].name != NULL; i++)
        if (strcmp(request_kinds[i].name, name) == 0)
            return i;
    return -1;
}

bool
read_log_line(FILE *log, struct log_line *line)
{
    char *at = line->text;

    if (fgets(line->text, sizeof(line->text), log) == NULL ||
        strchr(line->text, '\n') == NULL)
        return false;
    line->what = strsep(&at, " ");
    line->kind = strsep(&at, " ");
    line->key = strsep(&at, "\n");
    if (line->key == NULL)
        give_up("a log has a line that nobody wrote: %s", line->text);
    return true;
}

/* What was asked for last and never acknowledged, first. */
static void
read_log(struct desk *desk)
{
    FILE *log = fopen(desk->poster->log, "r");
    struct log_line line;
    char key[KEY_BYTES] = "";
    bool open = false;
    int kind = -1;

    while (log != NULL && read_log_line(log, &line)) {
        open = strcmp(line.what, "asks") == 0;
        desk->number += open;
        kind = kind_named(line.kind);
        snprintf(key, sizeof(key), "%s", line.key);
    }
    if (log != NULL)
        fclose(log);
    if (open && kind >= 0)
        request(desk, kind, key);
}

int
post(const struct poster *poster)
{
    struct desk desk = {.poster = poster, .dice = poster->seed};
    cty_error err = CTY_ERROR_INIT;
    char key[KEY_BYTES];

    desk.attempt = (int)(poster->seed % 1000000);
    desk.log = open(poster->log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (desk.log < 0)
        give_up("%s cannot be opened", poster->log);
    if (cty_ledger_open(poster->ledger, NULL, &desk.ledger, &err) != CTY_OK) {
        fprintf(stderr, "poster %d: %s\n", poster->number, err.message);
        return GAVE_UP;
    }
    read_log(&desk);
    for (int i = 0; poster->rounds == 0 || i < poster->rounds; i++) {
        snprintf(key, sizeof(key), "%d-%lld", poster->number,
                 (long long)++desk.number);
        request(&desk, (int)random_below(&desk.dice, 4), key);
    }
    cty_ledger_close(desk.ledger);
    close(desk.log);
    return EXIT_SUCCESS;
}
