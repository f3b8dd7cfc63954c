/* A statement's period and currency: what was asked for, made sure of. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "statement/statement.h"

static bool
same_days(const cty_period *a, const cty_period *b)
{
    return a->kind == b->kind && cty_date_compare(a->from, b->from) == 0 &&
           cty_date_compare(a->to, b->to) == 0;
}

cty_status
ctyi_statement_period(const struct ctyi_store *store, const cty_period *theirs,
                      cty_period *out_period, cty_error *err)
{
    char name[sizeof(theirs->name) + 1];
    cty_period period;
    cty_status status;

    memcpy(name, theirs->name, sizeof(theirs->name));
    name[sizeof(theirs->name)] = '\0';
    status = cty_period_parse(name, store->fiscal_year_start, &period, err);
    if (status != CTY_OK)
        return status;
    if (!same_days(&period, theirs))
        return ctyi_fail(err, CTY_E_ARGUMENT, "period",
                         "the period \"%s\" has other days in this ledger, "
                         "whose fiscal year begins with month %d: read it with "
                         "that",
                         name, store->fiscal_year_start);
    *out_period = period;
    return CTY_OK;
}

/* The first and the last currency after another; "" where there is none. */
static cty_status
currencies_after(struct ctyi_store *store, int64_t client, const char *after,
                 char out_first[4], char out_last[4], cty_error *err)
{
    struct ctyi_statement *sql;
    char previous[4];
    bool row;
    cty_status status =
        ctyi_sql(store, CTYI_SQL_STATEMENT_CURRENCIES, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_text_copy(previous, sizeof(previous), after);
    ctyi_bind_int(sql, 1, client);
    ctyi_bind_text(sql, 2, previous);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK) {
        ctyi_text_copy(out_first, 4, row ? ctyi_column_string(sql, 0) : "");
        ctyi_text_copy(out_last, 4, row ? ctyi_column_string(sql, 1) : "");
    }
    ctyi_reset(sql);
    return status;
}

/* "has bills in EUR and USD", as many as there are. */
static cty_status
ask_which(struct ctyi_store *store, const struct ctyi_client_key *client,
          const char *first, const char *last, cty_error *err)
{
    char list[160];
    char next[4];
    char ignored[4];
    size_t used = strlen(first);
    cty_status status;

    ctyi_text_copy(list, sizeof(list), first);
    ctyi_text_copy(next, sizeof(next), first);
    while (used < sizeof(list) - 16) {
        status =
            currencies_after(store, client->client, next, next, ignored, err);
        if (status != CTY_OK)
            return status;
        if (strcmp(next, last) == 0)
            break;
        used +=
            (size_t)snprintf(list + used, sizeof(list) - used, ", %s", next);
    }
    return ctyi_fail(err, CTY_E_ARGUMENT, "currency",
                     "%s has bills in %s and %s: say which with a currency",
                     client->ref, list, last);
}

cty_status
ctyi_statement_currency(struct ctyi_store *store,
                        const struct ctyi_client_key *client,
                        char out_currency[4], cty_error *err)
{
    char first[4] = "";
    char last[4] = "";
    cty_status status =
        currencies_after(store, client->client, "", first, last, err);

    if (status != CTY_OK)
        return status;
    if (strcmp(first, last) != 0)
        return ask_which(store, client, first, last, err);
    memcpy(out_currency, first[0] != '\0' ? first : store->currency, 4);
    return CTY_OK;
}
