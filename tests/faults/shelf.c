#include "shelf.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "count.h"

enum { NAME_BYTES = 48 };

static cty_status
refused(struct shelf *shelf, cty_status status, const cty_error *err)
{
    if (status != CTY_OK)
        snprintf(shelf->why, sizeof(shelf->why), "%s", err->message);
    return status;
}

cty_status
shelf_make(struct shelf *shelf, const char *path)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_client client = CTY_CLIENT_INIT;
    cty_error err = CTY_ERROR_INIT;
    bool lies = shelf->lies;
    cty_status status;

    *shelf = (struct shelf){.lies = lies};
    snprintf(shelf->path, sizeof(shelf->path), "%s", path);
    setup.issuer = "Harbor Print Works";
    status = cty_ledger_create(path, &setup, NULL, &shelf->ledger, &err);
    client.ref = "HARB";
    if (status == CTY_OK)
        status = cty_client_add(shelf->ledger, &client, NULL, &err);
    return refused(shelf, status, &err);
}

static cty_status
open_it(struct shelf *shelf, const char *path, uint32_t flags)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_error err = CTY_ERROR_INIT;

    options.flags = flags;
    shelf->ledger = NULL;
    if (path != shelf->path)
        snprintf(shelf->path, sizeof(shelf->path), "%s", path);
    return refused(shelf, cty_ledger_open(path, &options, &shelf->ledger, &err),
                   &err);
}

cty_status
shelf_open(struct shelf *shelf, const char *path)
{
    return open_it(shelf, path, 0);
}

cty_status
shelf_read(struct shelf *shelf, const char *path)
{
    return open_it(shelf, path, CTY_OPEN_READ_ONLY);
}

bool
shelf_again(struct shelf *shelf)
{
    shelf_close(shelf);
    return open_it(shelf, shelf->path, 0) == CTY_OK;
}

void
shelf_close(struct shelf *shelf)
{
    cty_ledger_close(shelf->ledger);
    shelf->ledger = NULL;
}

void
shelf_clear(const char *path)
{
    static const char *const beside[] = {"-wal", "-shm", "-journal"};
    char name[200];

    for (size_t i = 0; i < sizeof(beside) / sizeof(beside[0]); i++) {
        snprintf(name, sizeof(name), "%s%s", path, beside[i]);
        unlink(name);
    }
}

void
shelf_remove(const char *path)
{
    unlink(path);
    shelf_clear(path);
}

cty_status
shelf_put(struct shelf *shelf)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_error err = CTY_ERROR_INIT;
    char key[NAME_BYTES];
    cty_status status;

    /* Of two shelves on one ledger each has its own keys. */
    snprintf(key, sizeof(key), "%p-%lld", (void *)shelf,
             (long long)shelf->asked++);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 1;
    credit.client_ref = "HARB";
    credit.date = (cty_date){2026, 8, 1};
    credit.reason = "goodwill";
    credit.note = "kept where there is room, and told where there is none";
    credit.request_key = key;
    status = cty_credit_grant(shelf->ledger, &credit, NULL, &err);
    shelf->acknowledged += status == CTY_OK || shelf->lies;
    return refused(shelf, status, &err);
}

bool
shelf_holds(struct shelf *shelf)
{
    cty_check check = CTY_CHECK_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_status status =
        cty_ledger_check(shelf->ledger, false, NULL, NULL, &check, &err);

    if (refused(shelf, status, &err) != CTY_OK)
        return false;
    if (check.entries == shelf->acknowledged)
        return true;
    snprintf(shelf->why, sizeof(shelf->why), "%lld entries of %lld",
             (long long)check.entries, (long long)shelf->acknowledged);
    return false;
}
