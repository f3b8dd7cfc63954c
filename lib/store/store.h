/*
 * The ledger's tables in its own words. Everything here runs inside a
 * transaction that ctyi_store_begin opened; texts of a row are borrowed until
 * the same statement is used again, unless said otherwise.
 */
#ifndef CTYI_STORE_STORE_H
#define CTYI_STORE_STORE_H

#include <courtesy/courtesy.h>

#include "base/digest.h"
#include "engine/engine.h"
#include "store/sql.h"

enum { CTYI_ID_BYTES = 16 };

/* Kinds of fact, as hashed into the chain. */
enum {
    CTYI_FACT_QUOTE = 1,
    CTYI_FACT_QUOTE_STATUS = 2,
    CTYI_FACT_BILL = 3,
    CTYI_FACT_ENTRY = 4
};

/* The reason and person used last: most writes of a batch name the same. */
struct ctyi_memo {
    bool known;
    bool saving;
    int64_t person;
    char name[CTY_MAX_NAME + 1];
};

struct ctyi_store {
    struct ctyi_engine *engine;
    struct ctyi_statement *statements[CTYI_SQL_COUNT];
    char issuer[CTY_MAX_NAME + 1]; /* as read last */
    char currency[4];
    int fiscal_year_start;
    int64_t next_sequence; /* of this transaction; 0: not read yet */
    int cursors;           /* open on this handle */
    int batch;             /* CTYI_BATCH_ */
    bool dry_run;
    bool wrote;       /* this verb has written already */
    cty_error failed; /* an atomic batch's first failure */
    struct ctyi_memo reason;
    struct ctyi_memo person;
    char note[CTY_MAX_TEXT + 1]; /* of the entry that was read last by key */
};

enum {
    CTYI_BATCH_NONE = 0,
    CTYI_BATCH_ATOMIC = 1,
    CTYI_BATCH_CONTINUE = 2,
    CTYI_BATCH_BROKEN = 3 /* rolled back half-way; only to be given up */
};

/* ---- the store --------------------------------------------------------- */

struct ctyi_setup {
    const char *issuer;
    const char *currency;
    int fiscal_year_start;
};

/* setup is NULL for a ledger that is there. */
cty_status ctyi_store_open(const struct ctyi_engine_open *how,
                           const struct ctyi_setup *setup,
                           struct ctyi_store **out_store, cty_error *err);
void ctyi_store_close(struct ctyi_store *store);

/* A statement by its name, prepared once and kept, reset and ready to bind. */
cty_status ctyi_sql(struct ctyi_store *store, enum ctyi_sql name,
                    struct ctyi_statement **out_statement, cty_error *err);

/* The same, prepared anew and yours, for cursors. */
cty_status ctyi_sql_own(struct ctyi_store *store, enum ctyi_sql name,
                        struct ctyi_statement **out_statement, cty_error *err);

/*
 * Begin and end a verb that writes. In a batch the transaction is the batch's;
 * else begin takes the write lock and end commits, or rolls back where status
 * is a failure. end answers status, or why it could not commit.
 */
cty_status ctyi_store_begin(struct ctyi_store *store, cty_error *err);
cty_status ctyi_store_end(struct ctyi_store *store, cty_status status,
                          cty_error *err);

/* One state of the ledger for a reader of many statements. */
cty_status ctyi_store_begin_read(struct ctyi_store *store, cty_error *err);
void ctyi_store_end_read(struct ctyi_store *store);

cty_status ctyi_batch_begin(struct ctyi_store *store, int mode, bool dry_run,
                            cty_error *err);
cty_status ctyi_batch_end(struct ctyi_store *store, cty_error *err);
void ctyi_batch_abandon(struct ctyi_store *store);
/* A write of the batch failed, if one is open: its first failure is kept. */
void ctyi_batch_fail(struct ctyi_store *store, cty_status status,
                     const cty_error *err);

/* The number of who comes after the last; CTY_E_CORRUPT: none can. */
cty_status ctyi_next_number(int64_t last, int64_t *out_next, cty_error *err);

/* A fact's place in the sequence of all facts. */
cty_status ctyi_store_next_sequence(struct ctyi_store *store,
                                    int64_t *out_sequence, cty_error *err);

/* ---- the issuer -------------------------------------------------------- */

cty_status ctyi_issuer_insert(struct ctyi_store *store, const char *name,
                              cty_error *err);
/* What is NULL, or UNSAID, stays. */
cty_status ctyi_issuer_update(struct ctyi_store *store,
                              const cty_issuer *issuer, cty_error *err);
cty_status ctyi_issuer_read(struct ctyi_store *store, cty_issuer *out_issuer,
                            cty_error *err);
/* Reads store->issuer anew. */
cty_status ctyi_issuer_name(struct ctyi_store *store, cty_error *err);

/* ---- clients, persons, reasons ----------------------------------------- */

struct ctyi_client {
    int64_t client;
    const char *ref, *tracking_code, *folded_code, *name, *contact, *address;
    const char *city, *region, *postal_code, *country, *email, *phone;
    const char *language, *note;
    int32_t since;
};

/* A found client's key, and its ref and code in arrays of their own. */
struct ctyi_client_key {
    int64_t client;
    char ref[CTY_MAX_REF + 1];
    char tracking_code[CTY_MAX_CODE + 1];
};

/* By ref, else by tracking code. CTY_E_NOT_FOUND says which ref comes near;
 * CTY_E_ARGUMENT: no ref, and a code with a wrong check character. */
cty_status ctyi_client_find(struct ctyi_store *store, const char *ref_or_code,
                            struct ctyi_client_key *out_key, cty_error *err);
cty_status ctyi_client_key(struct ctyi_store *store, int64_t client,
                           struct ctyi_client_key *out_key, cty_error *err);
/* Exactly this ref; absence is an answer. */
cty_status ctyi_client_by_ref(struct ctyi_store *store, const char *ref,
                              struct ctyi_client *out_client, bool *out_found,
                              cty_error *err);
cty_status ctyi_client_by_code(struct ctyi_store *store, const char *folded,
                               int64_t *out_client, bool *out_found,
                               cty_error *err);
/* Sets client->client. The head row is made with it. */
cty_status ctyi_client_insert(struct ctyi_store *store,
                              struct ctyi_client *client, cty_error *err);
/* All but ref and codes. */
cty_status ctyi_client_update(struct ctyi_store *store,
                              const struct ctyi_client *client, cty_error *err);
/* The row's first CTYI_CLIENT_FIELDS columns. */
enum { CTYI_CLIENT_FIELDS = 16 };
void ctyi_client_read(struct ctyi_statement *row, struct ctyi_client *client);
/* The number the next made code's body begins to count from. */
cty_status ctyi_code_counter(struct ctyi_store *store, int64_t *out_counter,
                             cty_error *err);
cty_status ctyi_code_counter_set(struct ctyi_store *store, int64_t counter,
                                 cty_error *err);

/* 0 and CTY_OK for NULL or "". CTY_E_NOT_FOUND says who comes near. */
cty_status ctyi_person_find(struct ctyi_store *store, const char *name,
                            int64_t *out_person, cty_error *err);
cty_status ctyi_person_insert(struct ctyi_store *store, const char *name,
                              bool *out_added, cty_error *err);

/* CTY_E_NOT_FOUND says which reason comes near. */
cty_status ctyi_reason_find(struct ctyi_store *store, const char *reason,
                            bool *out_saving, cty_error *err);
/* CTY_E_EXISTS: there with other content. */
cty_status ctyi_reason_insert(struct ctyi_store *store, const char *reason,
                              const char *label, bool saving, bool *out_added,
                              cty_error *err);

/* ---- facts and the chain ----------------------------------------------- */

/* What every fact has. sequence is its key in its table. */
struct ctyi_fact {
    int64_t sequence;
    int64_t client;
    int64_t fact;
    int64_t recorded_at;
    int32_t date;
    uint8_t id[CTYI_ID_BYTES];
    uint8_t head[CTYI_DIGEST_BYTES];
};

struct ctyi_head {
    int64_t facts;
    int64_t entries;
    int64_t recorded_at;
    uint8_t head[CTYI_DIGEST_BYTES];
};

cty_status ctyi_head_read(struct ctyi_store *store, int64_t client,
                          struct ctyi_head *out_head, cty_error *err);
cty_status ctyi_head_write(struct ctyi_store *store, int64_t client,
                           const struct ctyi_head *head, cty_error *err);
/* What a client's chain begins with: bound to its tracking code. */
void ctyi_head_first(const char *tracking_code, uint8_t out[CTYI_DIGEST_BYTES]);

/*
 * Inserting a fact seals it onto head, in memory: whoever opened the head
 * writes it back once, after the last fact of the verb.
 */

/*
 * Give a fact its sequence, its number and its time (never before the client's
 * last), from the head it will extend.
 */
cty_status ctyi_fact_open(struct ctyi_store *store, struct ctyi_fact *fact,
                          struct ctyi_head *head, int64_t now, cty_error *err);

/* ---- documents --------------------------------------------------------- */

struct ctyi_line {
    int32_t line_no;
    cty_decimal quantity;
    cty_decimal list_unit_price;
    int64_t gross, discounts, charges, net;
    int64_t cost;
    bool has_cost;
    const char *description, *product_code, *product_category; /* never NULL */
};

struct ctyi_adjustment {
    int32_t kind; /* CTY_DISCOUNT or CTY_CHARGE */
    int32_t line_no;
    int64_t amount;
    cty_decimal rate;
    const char *reason;
    const char *granted_by; /* "" if none */
    int64_t person;         /* 0: none */
    bool saving;
};

/* Lines and adjustments in memory, with their texts: a draft, or as read. */
struct ctyi_lines {
    struct ctyi_line *lines;
    struct ctyi_adjustment *adjustments;
    size_t line_count, line_room;
    size_t adjustment_count, adjustment_room;
    struct ctyi_text_block *texts;
};

void ctyi_lines_free(struct ctyi_lines *lines);
void ctyi_lines_clear(struct ctyi_lines *lines); /* empty, ready for reuse */
/* Both copy what they are given, texts too. */
cty_status ctyi_lines_add(struct ctyi_lines *lines,
                          const struct ctyi_line *line, cty_error *err);
cty_status ctyi_lines_adjust(struct ctyi_lines *lines,
                             const struct ctyi_adjustment *adjustment,
                             cty_error *err);

/* A copy to work on; its texts are borrowed from the original. */
cty_status ctyi_lines_borrow(const struct ctyi_lines *lines,
                             struct ctyi_lines *out_copy, cty_error *err);

struct ctyi_totals {
    int64_t gross, discounts, charges, net;
};

struct ctyi_quote {
    struct ctyi_fact fact;
    int32_t valid_until; /* 0: for ever */
    int32_t rounding;
    char quote_no[CTY_MAX_REF + 1];
    char currency[4];
    int64_t lines;
    struct ctyi_totals totals;
};

struct ctyi_quote_status {
    struct ctyi_fact fact;
    int64_t quote;
    int32_t status;
};

struct ctyi_bill {
    struct ctyi_fact fact;
    int64_t quote; /* 0: none */
    int32_t rounding;
    char bill_no[CTY_MAX_REF + 1];
    char currency[4];
    int64_t lines;
    struct ctyi_totals totals;
};

cty_status ctyi_quote_by_no(struct ctyi_store *store, const char *quote_no,
                            struct ctyi_quote *out_quote, bool *out_found,
                            cty_error *err);
cty_status ctyi_quote_by_key(struct ctyi_store *store, int64_t quote,
                             struct ctyi_quote *out_quote, cty_error *err);
/* out_status 0: open. */
cty_status ctyi_quote_status_read(struct ctyi_store *store, int64_t quote,
                                  int32_t *out_status, int32_t *out_date,
                                  cty_error *err);
cty_status ctyi_quote_status_by_key(struct ctyi_store *store, int64_t key,
                                    struct ctyi_quote_status *out_status,
                                    cty_error *err);
/* The bill made from a quote; 0: none. */
cty_status ctyi_quote_bill(struct ctyi_store *store, int64_t quote,
                           int64_t *out_bill, cty_error *err);
/* Seals the quote onto head. */
cty_status ctyi_quote_insert(struct ctyi_store *store, struct ctyi_quote *quote,
                             const struct ctyi_lines *lines,
                             struct ctyi_head *head, cty_error *err);
cty_status ctyi_quote_status_insert(struct ctyi_store *store,
                                    struct ctyi_quote_status *status,
                                    struct ctyi_head *head, cty_error *err);
/* Adds to lines. */
cty_status ctyi_quote_lines(struct ctyi_store *store, int64_t quote,
                            struct ctyi_lines *lines, cty_error *err);
/* Of a quote, whether it has this line. */
cty_status ctyi_quote_has_line(struct ctyi_store *store, int64_t quote,
                               int32_t line_no, bool *out_has, cty_error *err);

cty_status ctyi_bill_by_no(struct ctyi_store *store, const char *bill_no,
                           struct ctyi_bill *out_bill, bool *out_found,
                           cty_error *err);
cty_status ctyi_bill_by_key(struct ctyi_store *store, int64_t bill,
                            struct ctyi_bill *out_bill, cty_error *err);
/* Seals the bill; its discounts and charges are entries of their own. */
cty_status ctyi_bill_insert(struct ctyi_store *store, struct ctyi_bill *bill,
                            const struct ctyi_lines *lines,
                            struct ctyi_head *head, cty_error *err);
/* Adds lines, and the adjustments that are this bill's entries. */
cty_status ctyi_bill_lines(struct ctyi_store *store,
                           const struct ctyi_bill *bill,
                           struct ctyi_lines *lines, cty_error *err);

/* What is left of a bill's lines, by number. */
struct ctyi_left {
    int32_t line_no;
    int64_t net;
    int64_t left;
};

/* Of a line's net, by what it was credited; CTY_E_CORRUPT: that cannot be. */
cty_status ctyi_line_left(int64_t net, int64_t credited, int64_t *out_left,
                          cty_error *err);
/* Of one line (line_no over 0), or of all; *out_lefts is yours: ctyi_free. */
cty_status ctyi_bill_left(struct ctyi_store *store, int64_t bill,
                          int32_t line_no, struct ctyi_left **out_lefts,
                          size_t *out_count, cty_error *err);
cty_status ctyi_bill_left_total(struct ctyi_store *store, int64_t bill,
                                int64_t *out_left, cty_error *err);

/* ---- entries ----------------------------------------------------------- */

struct ctyi_share {
    int32_t line_no; /* 0: the account */
    int64_t amount;
};

struct ctyi_entry {
    struct ctyi_fact fact;
    int64_t number;
    int32_t kind;
    int64_t bill; /* 0: the account */
    int32_t line_no;
    char currency[4];
    int64_t amount;
    cty_decimal rate;
    bool saving;
    char reason[CTY_MAX_REF + 1];
    char credit_no[CTY_MAX_REF + 1];
    int64_t person; /* 0: none */
    int64_t reverses;
    const char *note; /* borrowed */
    const struct ctyi_share *shares;
    size_t share_count;
};

/* Gives the entry its number, seals it onto head, writes it, its shares and
 * the running totals of its lines. */
cty_status ctyi_entry_insert(struct ctyi_store *store, struct ctyi_entry *entry,
                             struct ctyi_head *head, cty_error *err);
/* Its note is borrowed until another entry is read by its key. */
cty_status ctyi_entry_by_key(struct ctyi_store *store, int64_t entry,
                             struct ctyi_entry *out_entry, cty_error *err);
/* By its number among the client's entries. */
cty_status ctyi_entry_by_number(struct ctyi_store *store, int64_t client,
                                int64_t number, int64_t *out_entry,
                                bool *out_found, cty_error *err);
/* The reversal of a credit; 0: none. */
cty_status ctyi_entry_reversal(struct ctyi_store *store, int64_t entry,
                               int64_t *out_reversal, cty_error *err);
/* *out_shares is yours: ctyi_free. */
cty_status ctyi_entry_shares(struct ctyi_store *store, int64_t entry,
                             struct ctyi_share **out_shares, size_t *out_count,
                             cty_error *err);
/* The only currency of a client's bills; out_count says how many there are. */
cty_status ctyi_client_bill_currency(struct ctyi_store *store, int64_t client,
                                     char out_currency[4], int *out_count,
                                     cty_error *err);

/* ---- requests ---------------------------------------------------------- */

cty_status ctyi_request_read(struct ctyi_store *store, const char *key,
                             int *out_verb, uint8_t *content, size_t room,
                             size_t *out_size, int64_t *out_answer,
                             bool *out_found, cty_error *err);
cty_status ctyi_request_insert(struct ctyi_store *store, const char *key,
                               int verb, const uint8_t *content, size_t size,
                               int64_t answer, cty_error *err);

/* ---- sealing ----------------------------------------------------------- */

/*
 * head = SHA-256("courtesy/fact/1", kind, layout, field count, every stored
 * column but head, previous head). Used to write and to verify.
 */
void ctyi_seal_quote(const struct ctyi_quote *quote,
                     const struct ctyi_lines *lines,
                     const uint8_t previous[CTYI_DIGEST_BYTES],
                     uint8_t out[CTYI_DIGEST_BYTES]);
void ctyi_seal_quote_status(const struct ctyi_quote_status *status,
                            const uint8_t previous[CTYI_DIGEST_BYTES],
                            uint8_t out[CTYI_DIGEST_BYTES]);
void ctyi_seal_bill(const struct ctyi_bill *bill,
                    const struct ctyi_lines *lines,
                    const uint8_t previous[CTYI_DIGEST_BYTES],
                    uint8_t out[CTYI_DIGEST_BYTES]);
void ctyi_seal_entry(const struct ctyi_entry *entry,
                     const uint8_t previous[CTYI_DIGEST_BYTES],
                     uint8_t out[CTYI_DIGEST_BYTES]);

#endif
