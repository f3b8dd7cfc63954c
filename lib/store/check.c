#include "store/check.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "store/checking.h"

static bool
comes_before(const struct ctyi_checking *checking, int64_t client, int64_t fact)
{
    if (checking->client != client)
        return client < checking->client;
    return checking->stage == checking->broken_at && fact < checking->fact;
}

void
ctyi_check_broken(struct ctyi_checking *checking, int64_t client, int64_t fact,
                  const char *rule)
{
    if (checking->broken && !comes_before(checking, client, fact))
        return;
    checking->broken = true;
    checking->broken_at = checking->stage;
    checking->client = client;
    checking->fact = fact;
    snprintf(checking->rule, sizeof(checking->rule), "%s", rule);
}

static cty_status
check_schema(struct ctyi_store *store, cty_error *err)
{
    static const struct ctyi_engine_open in_memory = {.path = NULL};
    struct ctyi_engine *fresh = NULL;
    cty_status status = ctyi_engine_open(&in_memory, &fresh, err);

    for (int i = 0; i < CTYI_SCHEMA_VERSION && status == CTY_OK; i++)
        status = ctyi_engine_script(fresh, ctyi_schema[i], err);
    if (status == CTY_OK)
        status = ctyi_engine_schema_same(store->engine, fresh, err);
    ctyi_engine_close(fresh);
    return status;
}

static const struct rule {
    enum ctyi_sql name;
    int stage;
} rules[] = {
    {CTYI_SQL_CHECK_CHANGES_OF_QUOTES, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_BILLS_OF_QUOTES, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_ENTRIES_ON_BILLS, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_REVERSALS, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_SHARES, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_ENTRY_NAMES, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_QUOTE_NAMES, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_REQUESTS, CTYI_STAGE_RULES},
    {CTYI_SQL_CHECK_CREDITED, CTYI_STAGE_TOTALS},
    {CTYI_SQL_CHECK_LEFT, CTYI_STAGE_TOTALS},
};

/* Clients are numbered from 1. */
static cty_status
check_rule(struct ctyi_checking *checking, enum ctyi_sql name, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(checking->store, name, &sql, err);
    int64_t client;
    bool row;

    if (status != CTY_OK)
        return status;
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK && row) {
        client = ctyi_column_int(sql, 0);
        ctyi_check_broken(checking, client > 0 ? client : CTYI_NO_CLIENT,
                          ctyi_column_int(sql, 1), ctyi_column_string(sql, 2));
    }
    ctyi_reset(sql);
    return status;
}

static cty_status
check_rules(struct ctyi_checking *checking, cty_error *err)
{
    cty_status status = CTY_OK;

    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        checking->stage = rules[i].stage;
        status = check_rule(checking, rules[i].name, err);
        if (status != CTY_OK)
            break;
    }
    return status;
}

static cty_status
count(struct ctyi_checking *checking, cty_check *out_check, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(checking->store, CTYI_SQL_CHECK_COUNTS, &sql, err);
    bool row;

    if (status == CTY_OK)
        status = ctyi_step(sql, &row, err);
    if (status != CTY_OK)
        return status;
    out_check->clients = ctyi_column_int(sql, 0);
    out_check->bills = ctyi_column_int(sql, 3);
    out_check->entries = ctyi_column_int(sql, 4);
    out_check->facts = ctyi_column_int(sql, 1) + ctyi_column_int(sql, 2) +
                       out_check->bills + out_check->entries;
    checking->clients = out_check->clients;
    checking->total = out_check->facts;
    ctyi_reset(sql);
    return CTY_OK;
}

/* ---- telling ---- */

/* The client's ref, or its number where it has none that can be shown. */
static void
name_client(struct ctyi_checking *checking, cty_check *check, char *name,
            size_t size)
{
    struct ctyi_statement *sql;
    bool row = false;

    snprintf(name, size, "client number %lld", (long long)checking->client);
    if (ctyi_sql(checking->store, CTYI_SQL_CLIENT_KEY, &sql, NULL) != CTY_OK)
        return;
    ctyi_bind_int(sql, 1, checking->client);
    if (ctyi_step(sql, &row, NULL) == CTY_OK && row &&
        ctyi_check_whole(sql, "nr") == NULL) {
        ctyi_text_copy(check->client_ref, sizeof(check->client_ref),
                       ctyi_column_string(sql, 1));
        snprintf(name, size, "client \"%s\"", check->client_ref);
    }
    ctyi_reset(sql);
}

static cty_status
tell(struct ctyi_checking *checking, const cty_error *complaint,
     cty_check *check, cty_error *err)
{
    bool also = complaint->status != CTY_OK;
    char name[CTY_MAX_REF + 16];

    if (checking->client == CTYI_NO_CLIENT)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL, "%s%s%s", checking->rule,
                         also ? "; and " : "", complaint->message);
    name_client(checking, check, name, sizeof(name));
    check->fact = checking->fact;
    if (checking->fact == 0)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL, "%s: %s%s%s", name,
                         checking->rule, also ? "; and " : "",
                         complaint->message);
    return ctyi_fail(err, CTY_E_CORRUPT, NULL, "%s, fact %lld: %s%s%s", name,
                     (long long)checking->fact, checking->rule,
                     also ? "; and " : "", complaint->message);
}

/*
 * What the engine complains of is kept until the end: where the facts can be
 * read all the same, they tell whose they are.
 */
static cty_status
engine_complains(struct ctyi_store *store, bool quick, cty_error *complaint)
{
    cty_status status = ctyi_engine_integrity(store->engine, quick, complaint);

    if (status == CTY_OK)
        status = check_schema(store, complaint);
    return status == CTY_E_CORRUPT ? CTY_OK : status;
}

static cty_status
check_all(struct ctyi_checking *checking, cty_check *out_check, cty_error *err)
{
    cty_status status = count(checking, out_check, err);

    if (status == CTY_OK)
        status = ctyi_check_chains(checking, err);
    if (status == CTY_OK)
        status = check_rules(checking, err);
    return status;
}

cty_status
ctyi_check(struct ctyi_store *store, bool quick, cty_progress *progress,
           void *context, cty_check *out_check, cty_error *err)
{
    struct ctyi_checking checking = {
        .store = store, .progress = progress, .context = context};
    cty_error complaint = CTY_ERROR_INIT;
    cty_error failed = CTY_ERROR_INIT;
    cty_status status = engine_complains(store, quick, &complaint);

    if (status != CTY_OK)
        return ctyi_fail(err, status, NULL, "%s", complaint.message);
    status = check_all(&checking, out_check, &failed);
    if (status == CTY_E_MEMORY || status == CTY_E_BUSY)
        return ctyi_fail(err, status, NULL, "%s", failed.message);
    if (checking.broken)
        return tell(&checking, &complaint, out_check, err);
    if (complaint.status != CTY_OK)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL, "%s", complaint.message);
    /* No ledger in order holds amounts whose sums do not fit. */
    if (status == CTY_E_LIMIT)
        status = CTY_E_CORRUPT;
    return status == CTY_OK
               ? CTY_OK
               : ctyi_fail(err, status, NULL, "%s", failed.message);
}
