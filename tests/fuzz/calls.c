/*
 * Calls of the API in any order, as bytes say, against a model that keeps what
 * is left of each bill and what each client saved. A batch that is given up
 * takes the model back with it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "model.h"

enum { CALLS_MOST = 200, CHECKS_MOST = 2 };

/* What the library answers where nothing is wrong with it. */
static bool
is_answer(cty_status status)
{
    return status == CTY_OK || status == CTY_E_ARGUMENT ||
           status == CTY_E_NOT_FOUND || status == CTY_E_EXISTS ||
           status == CTY_E_CONFLICT || status == CTY_E_LEFT ||
           status == CTY_E_LIMIT || status == CTY_E_STATE;
}

static void
take_answer(struct game *game, cty_status status, const cty_error *err)
{
    must(is_answer(status));
    if (status == CTY_OK)
        return;
    must_say_why(status, err);
    if (game->batch && game->atomic)
        game->failed = true;
}

static cty_date
take_date(struct feed *feed)
{
    uint8_t byte = take_byte(feed);

    return (cty_date){2026, (uint8_t)(1 + byte % 12), (uint8_t)(1 + byte / 12)};
}

static const char *
take_name(struct feed *feed, const char *kind, int most, char *name, int *out)
{
    *out = take_byte(feed) % most;
    snprintf(name, NAME_BYTES, "%s%d", kind, *out);
    return name;
}

/* Few keys, so that they meet; none as often. */
static const char *
take_key(struct feed *feed, char *key)
{
    uint8_t byte = take_byte(feed);

    if (byte >= 128)
        return NULL;
    snprintf(key, NAME_BYTES, "key%d", byte % 24);
    return key;
}

/* ---- documents ---- */

static cty_draft *
take_draft(struct feed *feed)
{
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    must_succeed(cty_draft_new(&draft, &err), &err);
    for (int i = 1 + take_byte(feed) % LINES; i > 0; i--) {
        cty_line line = CTY_LINE_INIT;

        line.line_no = take_byte(feed) % 5;
        line.quantity = take_byte(feed) * (CTY_DECIMAL_ONE / 2);
        line.list_unit_price = take_byte(feed) * (CTY_DECIMAL_ONE / 4);
        (void)!cty_draft_line(draft, &line, &err);
    }
    for (int i = take_byte(feed) % 3; i > 0; i--) {
        cty_adjustment one = CTY_ADJUSTMENT_INIT;

        one.line_no = take_byte(feed) % 5;
        one.amount_minor = take_byte(feed);
        one.reason = i == 1 ? "volume" : "correction";
        (void)!(take_byte(feed) % 2 == 0 ? cty_draft_discount(draft, &one, &err)
                                         : cty_draft_charge(draft, &one, &err));
    }
    return draft;
}

static void
make_quote(struct game *game, struct feed *feed)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_draft *draft = take_draft(feed);
    char no[NAME_BYTES], ref[NAME_BYTES], key[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;
    int index;

    quote.quote_no = take_name(feed, "Q", QUOTES, no, &index);
    quote.client_ref = take_name(feed, "c", CLIENTS + 1, ref, &index);
    quote.date = take_date(feed);
    quote.rounding = take_byte(feed) % 3;
    quote.request_key = take_key(feed, key);
    take_answer(game, cty_quote_add(game->ledger, &quote, draft, NULL, &err),
                &err);
    cty_draft_free(draft);
}

static void
change_quote(struct game *game, struct feed *feed)
{
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;
    char no[NAME_BYTES], key[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;
    int index;

    change.quote_no = take_name(feed, "Q", QUOTES, no, &index);
    change.date = take_date(feed);
    change.request_key = take_key(feed, key);
    take_answer(game,
                take_byte(feed) % 4 == 0
                    ? cty_quote_decline(game->ledger, &change, NULL, &err)
                    : cty_quote_accept(game->ledger, &change, NULL, &err),
                &err);
}

static void
post_bill(struct game *game, struct feed *feed)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_bill_info info = CTY_BILL_INFO_INIT;
    char no[NAME_BYTES], ref[NAME_BYTES], key[NAME_BYTES], quote[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;
    cty_draft *draft = take_draft(feed);
    bool from_quote = take_byte(feed) % 3 == 0;
    int index, other;
    cty_status status;

    bill.bill_no = take_name(feed, "B", BILLS, no, &index);
    if (from_quote)
        bill.quote_no = take_name(feed, "Q", QUOTES, quote, &other);
    else
        bill.client_ref = take_name(feed, "c", CLIENTS + 1, ref, &other);
    bill.date = take_date(feed);
    bill.rounding = take_byte(feed) % 3;
    bill.lines = from_quote ? take_byte(feed) % 2 : 0;
    bill.request_key = take_key(feed, key);
    status = cty_bill_post(game->ledger, &bill, draft, &info, &err);
    take_answer(game, status, &err);
    if (status == CTY_OK && !info.repeated)
        model_bill(game, &info);
    cty_draft_free(draft);
}

/* ---- credits ---- */

static void
grant_credit(struct game *game, struct feed *feed)
{
    static const char *const reasons[] = {"goodwill", "correction", "nothing"};
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char no[NAME_BYTES], ref[NAME_BYTES], key[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;
    int index;
    cty_status status;

    credit.how = take_byte(feed) % 4;
    if (credit.how == CTY_AMOUNT)
        credit.amount.minor = take_byte(feed) * 10;
    if (credit.how == CTY_PERCENT)
        credit.percent = take_byte(feed) * 500000;
    if (take_byte(feed) % 4 == 0)
        credit.client_ref = take_name(feed, "c", CLIENTS, ref, &index);
    else
        credit.bill_no = take_name(feed, "B", BILLS, no, &index);
    credit.line_no = credit.bill_no == NULL ? 0 : take_byte(feed) % 4;
    credit.date = take_date(feed);
    credit.reason = reasons[take_byte(feed) % 8 % 3];
    credit.request_key = take_key(feed, key);
    status = cty_credit_grant(game->ledger, &credit, &entry, &err);
    take_answer(game, status, &err);
    if (status == CTY_OK && !entry.repeated)
        model_credit(game, &entry);
}

static void
reverse_credit(struct game *game, struct feed *feed)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char code[CTY_ENTRY_CODE_TEXT], key[NAME_BYTES];
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    snprintf(code, sizeof(code), "CODE%d/%d", take_byte(feed) % CLIENTS,
             take_byte(feed) % 40);
    reversal.code = code;
    reversal.date = take_date(feed);
    reversal.request_key = take_key(feed, key);
    status = cty_credit_reverse(game->ledger, &reversal, &entry, &err);
    take_answer(game, status, &err);
    if (status == CTY_OK && !entry.repeated)
        model_reversal(game, &entry);
}

/* ---- batches ---- */

static void
begin_batch(struct game *game, struct feed *feed)
{
    uint8_t how = take_byte(feed);
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_batch_begin(
        game->ledger, how & 1 ? CTY_BATCH_CONTINUE : CTY_BATCH_ATOMIC,
        (how & 2) != 0, &err);

    must(status == (game->batch ? CTY_E_STATE : CTY_OK));
    if (game->batch)
        return;
    game->batch = true;
    game->atomic = (how & 1) == 0;
    game->dry_run = (how & 2) != 0;
    game->failed = false;
    game->before = game->model;
}

static void
give_up_batch(struct game *game)
{
    cty_batch_abandon(game->ledger);
    if (game->batch)
        game->model = game->before;
    game->batch = false;
    game->failed = false;
}

static void
end_batch(struct game *game)
{
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_batch_end(game->ledger, &err);

    if (!game->batch) {
        must(status == CTY_E_STATE);
        return;
    }
    must((status == CTY_OK) == !game->failed);
    if (status != CTY_OK)
        must_say_why(status, &err);
    if (game->failed || game->dry_run)
        game->model = game->before;
    game->batch = false;
    game->failed = false;
}

static void
one_call(struct game *game, struct feed *feed)
{
    switch (take_byte(feed) % 16) {
    case 0:
        begin_batch(game, feed);
        break;
    case 1:
        end_batch(game);
        break;
    case 2:
        give_up_batch(game);
        break;
    case 3:
        if (game->checks++ < CHECKS_MOST)
            must_be_whole(game->ledger);
        break;
    case 4:
        make_quote(game, feed);
        break;
    case 5:
        change_quote(game, feed);
        break;
    case 6:
    case 7:
    case 8:
        post_bill(game, feed);
        break;
    case 9:
    case 10:
        reverse_credit(game, feed);
        break;
    case 11:
        /* What is read within a batch that failed is of no state at all. */
        if (!game->batch)
            must_agree(game);
        break;
    default:
        grant_credit(game, feed);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct game game;
    struct feed feed = {data, size};

    game = (struct game){.ledger = fuzz_ledger()};
    model_clients(&game);
    for (int i = 0; i < CALLS_MOST && feed.size > 0; i++)
        one_call(&game, &feed);
    give_up_batch(&game);
    must_agree(&game);
    must_be_whole(game.ledger);
    cty_ledger_close(game.ledger);
    return 0;
}
