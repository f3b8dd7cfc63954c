#include <string.h>
#include <time.h>
#include <uuid/uuid.h>

#include "api/api.h"
#include "store/check.h"

enum { BUSY_MS = 5000 };

/* ---- the system's clock and random bytes ---- */

static int64_t
system_now(void *context)
{
    struct timespec now;

    (void)context;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
system_random(void *context, void *bytes, size_t size)
{
    uint8_t *to = bytes;
    uuid_t random;

    (void)context;
    while (size > 0) {
        size_t part = size < 14 ? size : 14;

        /* Of a version 4 UUID all but bytes 6 and 8 are random throughout. */
        uuid_generate_random(random);
        random[6] = random[14];
        random[8] = random[15];
        memcpy(to, random, part);
        to += part;
        size -= part;
    }
}

void
ctyi_rules_of(struct cty_ledger *ledger, struct ctyi_rules *out_rules)
{
    out_rules->store = ledger->store;
    out_rules->now = ledger->now_ms(ledger->context);
    out_rules->random_bytes = ledger->random_bytes;
    out_rules->context = ledger->context;
}

/* ---- opening ---- */

static cty_status
take_options(const cty_open_options *theirs, cty_open_options *own,
             cty_error *err)
{
    cty_status status = CTY_OK;

    memset(own, 0, sizeof(*own));
    if (theirs != NULL)
        status =
            ctyi_adopt(own, sizeof(*own), theirs, sizeof(*own), "options", err);
    if (status == CTY_OK &&
        (own->flags & ~(CTY_OPEN_READ_ONLY | CTY_OPEN_SHARED)) != 0)
        status = ctyi_fail(err, CTY_E_ARGUMENT, "flags",
                           "an unknown flag is set: use CTY_OPEN_READ_ONLY and "
                           "CTY_OPEN_SHARED");
    if (status == CTY_OK && own->busy_ms < -1)
        status = ctyi_fail(err, CTY_E_ARGUMENT, "busy_ms",
                           "busy_ms is %d: use -1 or more", own->busy_ms);
    if (own->busy_ms <= 0)
        own->busy_ms = own->busy_ms == 0 ? BUSY_MS : 0;
    return status;
}

static cty_status
take_setup(const cty_ledger_setup *theirs, struct ctyi_setup *own,
           cty_error *err)
{
    cty_ledger_setup setup;
    cty_status status = ctyi_need(theirs, "setup", err);

    if (status == CTY_OK)
        status = ctyi_adopt(&setup, sizeof(setup), theirs, sizeof(setup),
                            "setup", err);
    if (status == CTY_OK)
        status = ctyi_need_name(setup.issuer, "issuer", err);
    if (status == CTY_OK)
        status = ctyi_check_currency(setup.currency, err);
    if (status != CTY_OK)
        return status;
    if (setup.fiscal_year_start < 0 || setup.fiscal_year_start > 12)
        return ctyi_fail(err, CTY_E_ARGUMENT, "fiscal_year_start",
                         "fiscal_year_start is %d: use a month, 1 to 12",
                         setup.fiscal_year_start);
    own->issuer = setup.issuer;
    own->currency = setup.currency != NULL ? setup.currency : "USD";
    own->fiscal_year_start =
        setup.fiscal_year_start != 0 ? setup.fiscal_year_start : 1;
    return CTY_OK;
}

static cty_status
open_it(struct ctyi_engine_open *how, const struct ctyi_setup *setup,
        const cty_open_options *theirs, cty_ledger **out_ledger, cty_error *err)
{
    cty_open_options options;
    cty_ledger *ledger;
    cty_status status = take_options(theirs, &options, err);

    if (status != CTY_OK)
        return status;
    ledger = ctyi_alloc_zero(sizeof(*ledger));
    if (ledger == NULL)
        return ctyi_no_memory(err);
    how->read_only = !how->create && how->path != NULL &&
                     (options.flags & CTY_OPEN_READ_ONLY) != 0;
    how->shared = (options.flags & CTY_OPEN_SHARED) != 0;
    how->busy_ms = options.busy_ms;
    ledger->now_ms = options.now_ms != NULL ? options.now_ms : system_now;
    ledger->random_bytes =
        options.random_bytes != NULL ? options.random_bytes : system_random;
    ledger->context = options.context;
    status = ctyi_store_open(how, setup, &ledger->store, err);
    if (status != CTY_OK) {
        ctyi_free(ledger);
        return status;
    }
    *out_ledger = ledger;
    return CTY_OK;
}

static cty_status
need_path(const char *path, cty_ledger **out_ledger, cty_error *err)
{
    cty_status status = ctyi_need(out_ledger, "out_ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(path, "path", err);
    if (status == CTY_OK && path[0] == '\0')
        status = ctyi_fail(err, CTY_E_ARGUMENT, "path", "the path is empty");
    return status;
}

cty_status
cty_ledger_create(const char *path, const cty_ledger_setup *setup,
                  const cty_open_options *options, cty_ledger **out_ledger,
                  cty_error *err)
{
    struct ctyi_engine_open how = {.path = path, .create = true};
    struct ctyi_setup own;
    cty_status status = need_path(path, out_ledger, err);

    if (status == CTY_OK)
        status = take_setup(setup, &own, err);
    if (status == CTY_OK)
        status = open_it(&how, &own, options, out_ledger, err);
    return status;
}

cty_status
cty_ledger_open(const char *path, const cty_open_options *options,
                cty_ledger **out_ledger, cty_error *err)
{
    struct ctyi_engine_open how = {.path = path};
    cty_status status = need_path(path, out_ledger, err);

    if (status == CTY_OK)
        status = open_it(&how, NULL, options, out_ledger, err);
    return status;
}

cty_status
cty_ledger_open_memory(const cty_ledger_setup *setup,
                       const cty_open_options *options, cty_ledger **out_ledger,
                       cty_error *err)
{
    struct ctyi_engine_open how = {.path = NULL};
    struct ctyi_setup own;
    cty_status status = ctyi_need(out_ledger, "out_ledger", err);

    if (status == CTY_OK)
        status = take_setup(setup, &own, err);
    if (status == CTY_OK)
        status = open_it(&how, &own, options, out_ledger, err);
    return status;
}

void
cty_ledger_close(cty_ledger *ledger)
{
    if (ledger == NULL)
        return;
    ctyi_batch_abandon(ledger->store);
    ctyi_store_close(ledger->store);
    ctyi_free(ledger->issuer);
    ctyi_free(ledger);
}

/* As it is now. Where it cannot be read, the name read last will do. */
static const char *
issuer_of(struct ctyi_store *store)
{
    if (ctyi_store_begin_read(store, NULL) == CTY_OK) {
        (void)ctyi_issuer_name(store, NULL);
        ctyi_store_end_read(store);
    }
    return store->issuer;
}

cty_status
cty_ledger_info_get(const cty_ledger *ledger, cty_ledger_info *out_info,
                    cty_error *err)
{
    cty_ledger_info own = CTY_LEDGER_INFO_INIT;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_info, "out_info", err);
    if (status == CTY_OK)
        status = ctyi_check_out(out_info, sizeof(own), "out_info", err);
    if (status != CTY_OK)
        return status;
    own.fiscal_year_start = ledger->store->fiscal_year_start;
    own.issuer = issuer_of(ledger->store);
    memcpy(own.currency, ledger->store->currency, sizeof(own.currency));
    own.schema_version = CTYI_SCHEMA_VERSION;
    own.durable = ctyi_engine_durable(ledger->store->engine);
    own.read_only = ctyi_engine_read_only(ledger->store->engine);
    ctyi_show(&own, sizeof(own), out_info);
    return CTY_OK;
}

/* ---- batches ---- */

cty_status
cty_batch_begin(cty_ledger *ledger, int32_t mode, bool dry_run, cty_error *err)
{
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status != CTY_OK)
        return status;
    if (mode != CTY_BATCH_ATOMIC && mode != CTY_BATCH_CONTINUE)
        return ctyi_fail(err, CTY_E_ARGUMENT, "mode",
                         "mode %d is none: use CTY_BATCH_ATOMIC or "
                         "CTY_BATCH_CONTINUE",
                         mode);
    return ctyi_batch_begin(ledger->store,
                            mode == CTY_BATCH_ATOMIC ? CTYI_BATCH_ATOMIC
                                                     : CTYI_BATCH_CONTINUE,
                            dry_run, err);
}

cty_status
cty_batch_end(cty_ledger *ledger, cty_error *err)
{
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status != CTY_OK)
        return status;
    return ctyi_batch_end(ledger->store, err);
}

void
cty_batch_abandon(cty_ledger *ledger)
{
    if (ledger != NULL)
        ctyi_batch_abandon(ledger->store);
}

/* ---- proof ---- */

cty_status
cty_ledger_check(cty_ledger *ledger, bool quick, cty_progress *progress,
                 void *context, cty_check *out_check, cty_error *err)
{
    cty_check own = CTY_CHECK_INIT;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_check_out(out_check, sizeof(own), "out_check", err);
    if (status != CTY_OK)
        return status;
    status = ctyi_store_begin_read(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_check(ledger->store, quick, progress, context, &own, err);
    ctyi_store_end_read(ledger->store);
    if (out_check != NULL && (status == CTY_OK || status == CTY_E_CORRUPT))
        ctyi_show(&own, sizeof(own), out_check);
    return status;
}
