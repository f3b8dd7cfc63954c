/*
 * The rules, one verb a file. They ask the store, decide, and only then write,
 * so that a refusal has written nothing. No SQL, no clock, no randomness: both
 * come in with ctyi_rules.
 */
#ifndef CTYI_DOMAIN_DOMAIN_H
#define CTYI_DOMAIN_DOMAIN_H

#include "store/store.h"

struct ctyi_rules {
    struct ctyi_store *store;
    int64_t now; /* UTC milliseconds; read when the verb was called */
    void (*random_bytes)(void *context, void *bytes, size_t size);
    void *context;
};

/* RFC 9562 version 7 from now and random bytes. */
void ctyi_new_id(const struct ctyi_rules *rules, uint8_t id[CTYI_ID_BYTES]);

/* The verbs run between ctyi_store_begin and ctyi_store_end. Public structs
 * come in checked: see lib/api. */

cty_status ctyi_add_client(const struct ctyi_rules *rules,
                           const cty_client *client,
                           cty_client_added *out_added, cty_error *err);
cty_status ctyi_set_client(const struct ctyi_rules *rules,
                           const cty_client *client, cty_error *err);

/*
 * Number the lines whose number is 0: one after those before them, or after
 * last, which no line may reach.
 */
cty_status ctyi_number_lines(struct ctyi_lines *lines, int32_t last,
                             cty_error *err);

/*
 * Work out gross and net of each line and the document's totals; check that
 * each adjustment has its line, reason and person; resolve them. out_rounded
 * counts the lines that rounding changed; may be NULL.
 */
cty_status ctyi_price_lines(struct ctyi_store *store, struct ctyi_lines *lines,
                            const char *currency, int32_t rounding,
                            struct ctyi_totals *out_totals,
                            int64_t *out_rounded, cty_error *err);

/* lines is worked on: priced, and for a bill from a quote completed. */
cty_status ctyi_add_quote(const struct ctyi_rules *rules,
                          const cty_quote *quote, struct ctyi_lines *lines,
                          struct ctyi_quote *out_quote, bool *out_repeated,
                          cty_error *err);
cty_status ctyi_change_quote(const struct ctyi_rules *rules,
                             const cty_quote_change *change, int32_t status,
                             int64_t *out_quote, bool *out_repeated,
                             cty_error *err);
cty_status ctyi_post_bill(const struct ctyi_rules *rules, const cty_bill *bill,
                          struct ctyi_lines *lines, struct ctyi_bill *out_bill,
                          bool *out_repeated, cty_error *err);
/* *out_entry receives the entry's key. */
cty_status ctyi_grant_credit(const struct ctyi_rules *rules,
                             const cty_credit *credit, int64_t *out_entry,
                             bool *out_repeated, cty_error *err);
cty_status ctyi_reverse_credit(const struct ctyi_rules *rules,
                               const cty_reversal *reversal, int64_t *out_entry,
                               bool *out_repeated, cty_error *err);

/* The entry that a code names; CTY_E_NOT_FOUND, CTY_E_ARGUMENT. */
cty_status ctyi_find_entry(struct ctyi_store *store, const char *code,
                           int64_t *out_entry, cty_error *err);

/* The currency of an account credit that names none. */
cty_status ctyi_account_currency(struct ctyi_store *store, int64_t client,
                                 char out_currency[4], cty_error *err);

#endif
