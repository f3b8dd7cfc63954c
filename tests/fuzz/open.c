/*
 * Ledger files. The first byte chooses: the bytes are the file, or patches to a
 * whole ledger and to its log: where to, how long, what. Nothing crashes or
 * hangs, nothing is written by who only reads, and what opens can be read to
 * its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "../faults/image.h"
#include "fuzz.h"
#include "readers.h"

enum { RAW = 1, TO_WRITE = 2, LOG_MOST = 1 << 16 };

static struct image whole;

static void
fill(cty_ledger *ledger)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_bill bill = CTY_BILL_INIT;
    cty_credit credit = CTY_CREDIT_INIT;
    cty_draft *draft = NULL;
    cty_error err = CTY_ERROR_INIT;

    client.ref = "HARB";
    must_succeed(cty_client_add(ledger, &client, NULL, &err), &err);
    must_succeed(cty_draft_new(&draft, &err), &err);
    line.quantity = 3 * CTY_DECIMAL_ONE;
    line.list_unit_price = 100 * CTY_DECIMAL_ONE;
    line.description = "Brochures";
    must_succeed(cty_draft_line(draft, &line, &err), &err);
    bill.bill_no = "B-1";
    bill.client_ref = "HARB";
    bill.date = (cty_date){2026, 7, 1};
    must_succeed(cty_bill_post(ledger, &bill, draft, NULL, &err), &err);
    cty_draft_free(draft);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 5000;
    credit.bill_no = "B-1";
    credit.reason = "goodwill";
    credit.date = (cty_date){2026, 8, 1};
    must_succeed(cty_credit_grant(ledger, &credit, NULL, &err), &err);
}

/* In pages of 1,024 bytes: what is patched is as often one as another. */
static void
make_whole(void)
{
    static const char small[] = "PRAGMA journal_mode = DELETE;"
                                "PRAGMA page_size = 1024;"
                                "VACUUM;"
                                "PRAGMA journal_mode = WAL";
    char folder[] = "/tmp/courtesy-open-XXXXXX";
    char path[64];
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    sqlite3 *db = NULL;

    must(mkdtemp(folder) != NULL);
    snprintf(path, sizeof(path), "%s/ledger.db", folder);
    setup.issuer = "Harbor Print Works";
    must_succeed(cty_ledger_create(path, &setup, NULL, &ledger, &err), &err);
    fill(ledger);
    cty_ledger_close(ledger);
    must(sqlite3_open(path, &db) == SQLITE_OK);
    must(sqlite3_exec(db, small, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
    image_read(&whole, path);
    unlink(path);
    rmdir(folder);
}

static void
patch(struct image *image, struct feed *feed, size_t most)
{
    size_t at = (size_t)take_byte(feed) << 16;
    size_t size;

    at |= (size_t)take_byte(feed) << 8;
    at |= take_byte(feed);
    size = 1 + take_byte(feed);
    at %= most;
    if (at + size > most)
        size = most - at;
    if (image->size < at + size) {
        size_t had = image->size;

        image_grow(image, at + size);
        memset(image->bytes + had, 0, at + size - had);
    }
    for (size_t i = 0; i < size; i++)
        image->bytes[at + i] = take_byte(feed);
}

static void
show(struct feed *feed, uint8_t how)
{
    if (how & RAW) {
        image_set(&stage.file, feed->data, feed->size);
        stage.log.size = 0;
        return;
    }
    image_set(&stage.file, whole.bytes, whole.size);
    stage.log.size = 0;
    while (feed->size > 0) {
        if (take_byte(feed) % 4 == 0)
            patch(&stage.log, feed, LOG_MOST);
        else
            patch(&stage.file, feed, whole.size);
    }
}

static bool
is_answer(cty_status status)
{
    return status == CTY_E_STORE || status == CTY_E_CORRUPT ||
           status == CTY_E_NEWER || status == CTY_E_READ_ONLY ||
           status == CTY_E_BUSY || status == CTY_E_LIMIT;
}

static cty_status
try(uint32_t flags)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status, checked;

    options.flags = flags;
    options.busy_ms = -1;
    status = cty_ledger_open(stage.ledger, &options, &ledger, &err);
    if (status != CTY_OK) {
        must(is_answer(status));
        must_say_why(status, &err);
        return status;
    }
    checked = cty_ledger_check(ledger, false, NULL, NULL, NULL, &err);
    must(checked == CTY_OK || is_answer(checked));
    read_everything(ledger, checked == CTY_OK);
    cty_ledger_close(ledger);
    return checked;
}

static void
leave(void)
{
    stage_down();
    image_drop(&whole);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    uint8_t how = take_byte(&feed);

    if (whole.size == 0) {
        make_whole();
        stage_up();
        atexit(leave);
    }
    show(&feed, how);
    stage_reset();
    if (how & TO_WRITE) {
        (void)try(0);
        return 0;
    }
    (void)try(CTY_OPEN_READ_ONLY);
    must(stage.written + fuzz_fault == 0);
    return 0;
}
