#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
index_of(const char *name, size_t prefix)
{
    return (int)strtol(name + prefix, NULL, 10);
}

/* ---- what was done ---- */

/* The client for whom no code is known is left out. */
void
model_clients(struct game *game)
{
    char ref[NAME_BYTES], code[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;

    for (int i = 0; i < CLIENTS; i++) {
        cty_client client = CTY_CLIENT_INIT;

        snprintf(ref, sizeof(ref), "c%d", i);
        snprintf(code, sizeof(code), "CODE%d", i);
        client.ref = ref;
        client.tracking_code = code;
        must_succeed(cty_client_add(game->ledger, &client, NULL, &err), &err);
    }
}

/* The bill's own entries are numbered before whatever comes next. */
void
model_bill(struct game *game, const cty_bill_info *info)
{
    struct model *model = &game->model;
    int client = index_of(info->client_ref, 1);
    int bill = index_of(info->bill_no, 1);
    cty_entry_filter filter = CTY_ENTRY_FILTER_INIT;
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;

    must(info->net_minor >= 0 && info->left_minor == info->net_minor);
    must(info->gross_minor - info->discounts_minor + info->charges_minor ==
         info->net_minor);
    filter.bill_no = info->bill_no;
    if (!game->failed) {
        must(!model->there[bill]);
        must_succeed(
            cty_entry_cursor_open(game->ledger, &filter, &cursor, &err), &err);
    }
    while (cursor != NULL && found) {
        cty_entry entry = CTY_ENTRY_INIT;

        must_succeed(cty_entry_cursor_next(cursor, &entry, &found, &err), &err);
        model->entries[client] += found;
        if (found && entry.kind == CTY_DISCOUNT && entry.saving)
            model->saved[client] += entry.amount.minor;
    }
    cty_entry_cursor_close(cursor);
    model->there[bill] = true;
    model->left[bill] = info->net_minor;
}

void
model_credit(struct game *game, const cty_entry *entry)
{
    struct model *model = &game->model;
    int client = index_of(entry->client_ref, 1);
    int bill = entry->bill_no[0] == '\0' ? -1 : index_of(entry->bill_no, 1);

    must(entry->amount.minor > 0 && entry->kind == CTY_CREDIT);
    if (game->failed || entry->number >= CREDITS)
        return;
    must(entry->number == ++model->entries[client]);
    model->credit[client][entry->number] =
        (struct modelled_credit){bill, entry->amount.minor, entry->saving};
    if (entry->saving)
        model->saved[client] += entry->amount.minor;
    if (bill < 0)
        return;
    must(model->there[bill]);
    model->left[bill] -= entry->amount.minor;
    must(model->left[bill] >= 0);
}

void
model_reversal(struct game *game, const cty_entry *entry)
{
    struct model *model = &game->model;
    int client = index_of(entry->client_ref, 1);
    const char *slash = strchr(entry->linked, '/');
    int64_t number = slash == NULL ? 0 : strtoll(slash + 1, NULL, 10);
    struct modelled_credit *credit = &model->credit[client][number % CREDITS];

    must(entry->amount.minor > 0 && entry->kind == CTY_REVERSAL);
    if (game->failed || number >= CREDITS)
        return;
    must(number > 0 && credit->amount == entry->amount.minor);
    model->entries[client]++;
    if (credit->saving)
        model->saved[client] -= credit->amount;
    if (credit->bill >= 0)
        model->left[credit->bill] += credit->amount;
    *credit = (struct modelled_credit){0};
}

/* ---- what there is ---- */

static void
must_be_left(struct game *game)
{
    cty_bill_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int bills = 0;

    for (int i = 0; i < BILLS; i++)
        bills += game->model.there[i];
    must_succeed(cty_bill_cursor_open(game->ledger, NULL, &cursor, &err), &err);
    for (; found; bills--) {
        cty_bill_info info = CTY_BILL_INFO_INIT;
        int bill;

        must_succeed(cty_bill_cursor_next(cursor, &info, &found, &err), &err);
        if (!found)
            break;
        bill = index_of(info.bill_no, 1);
        must(game->model.there[bill]);
        must(info.left_minor + fuzz_fault == game->model.left[bill]);
    }
    must(bills == 0);
    cty_bill_cursor_close(cursor);
}

static void
must_be_saved(struct game *game, int client)
{
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    cty_statement *statement = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_period period;
    char ref[NAME_BYTES];
    int64_t saved = 0, before = 0, net = 0;

    snprintf(ref, sizeof(ref), "c%d", client);
    must_succeed(cty_period_parse("2026-01-01..2026-12-31", 1, &period, &err),
                 &err);
    must_succeed(
        cty_statement_draw(game->ledger, ref, &period, NULL, &statement, &err),
        &err);
    must_succeed(cty_statement_info_get(statement, &info, &err), &err);
    must(info.saved_minor == game->model.saved[client]);
    must(info.since_start_minor == game->model.saved[client]);
    for (size_t i = 0; i < info.bills; i++) {
        cty_statement_bill bill = CTY_STATEMENT_BILL_INIT;

        must_succeed(cty_statement_bill_get(statement, i, &bill, &err), &err);
        must(bill.before_minor - bill.saved_minor == bill.net_minor);
        before += bill.before_minor;
        net += bill.net_minor;
        saved += bill.saved_minor;
    }
    must(saved == info.saved_minor && net == info.net_minor &&
         before == info.before_minor);
    cty_statement_free(statement);
}

void
must_agree(struct game *game)
{
    must_be_left(game);
    for (int i = 0; i < CLIENTS; i++)
        must_be_saved(game, i);
}
