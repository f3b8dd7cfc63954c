/*
 * The door: a file a header. Strangers' arguments are refused here, once;
 * inside there are only asserts.
 */
#ifndef CTYI_API_API_H
#define CTYI_API_API_H

#include "base/adopt.h"
#include "base/fail.h"
#include "domain/domain.h"

struct cty_ledger {
    struct ctyi_store *store;
    int64_t (*now_ms)(void *context);
    void (*random_bytes)(void *context, void *bytes, size_t size);
    void *context;
    void *issuer; /* the memory of the one that was handed out last */
};

/* The clock is read now, for the whole verb. */
void ctyi_rules_of(struct cty_ledger *ledger, struct ctyi_rules *out_rules);

/* A write that is refused at the door fails its batch as any other; ledger may
 * be NULL. Answers status. */
cty_status ctyi_refuse(cty_ledger *ledger, cty_status status,
                       const cty_error *err);

/* CTY_E_ARGUMENT naming what is NULL, or CTY_OK. */
cty_status ctyi_need(const void *pointer, const char *name, cty_error *err);

/* Whether an output struct (NULL is allowed) is one we can fill. */
cty_status ctyi_check_out(const void *theirs, size_t own_size, const char *name,
                          cty_error *err);

/* Clients, documents and entries as the public structs show them. */
void ctyi_show_client(const struct ctyi_client *client, cty_client *out_client);
cty_status ctyi_show_quote(struct ctyi_store *store,
                           const struct ctyi_quote *quote, bool repeated,
                           cty_quote_info *out_info, cty_error *err);
cty_status ctyi_show_bill(struct ctyi_store *store,
                          const struct ctyi_bill *bill, bool repeated,
                          cty_bill_info *out_info, cty_error *err);

/* What an entry's keys stand for; a label that is NULL leaves all long texts
 * out. */
struct ctyi_names {
    const char *tracking_code, *client_ref, *bill_no, *label, *granted_by;
    int64_t reversal; /* of a credit: its reversal's number; 0: none */
    int64_t reversed; /* of a reversal: its credit's number */
};

void ctyi_show_entry(const struct ctyi_entry *entry,
                     const struct ctyi_names *names, bool repeated,
                     cty_entry *out_entry);

/* CODE/NUMBER; buffer of CTY_ENTRY_CODE_TEXT. */
char *ctyi_entry_code(const char *tracking_code, int64_t number, char *buffer);

/* A ref, number, code or key: needed, or allowed to be NULL. */
cty_status ctyi_need_ref(const char *text, const char *name, cty_error *err);
cty_status ctyi_check_ref(const char *text, const char *name, cty_error *err);
cty_status ctyi_need_name(const char *text, const char *name, cty_error *err);
cty_status ctyi_check_name(const char *text, const char *name, cty_error *err);
cty_status ctyi_check_text(const char *text, const char *name, cty_error *err);
cty_status ctyi_check_key(const char *text, cty_error *err);

/* A day: needed, or allowed to be all zero. */
cty_status ctyi_need_date(cty_date date, const char *name, cty_error *err);
/* The date of a fact: given, or today is. */
cty_status ctyi_need_day(cty_date date, cty_date today, cty_error *err);
cty_status ctyi_check_date(cty_date date, const char *name, cty_error *err);
cty_status ctyi_check_currency(const char *currency, cty_error *err);
cty_status ctyi_check_rounding(cty_rounding rounding, cty_error *err);

/*
 * A cursor's statement over documents or entries by date. from and to are
 * bound as months ?1, ?2 and days ?3, ?4.
 */
void ctyi_bind_span(struct ctyi_statement *sql, cty_date from, cty_date to);

#endif
