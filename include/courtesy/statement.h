/**
 * The statement: what one client was spared in one period and one currency, and
 * why. Drawn once, then immutable and independent of the ledger.
 *
 * A bill is on it when a saving, or the reversal of one, is dated in the
 * period. net is the bill's net less all its credits up to the period's end;
 * saved is its savings in the period less reversals; before = net + saved.
 */
#ifndef COURTESY_STATEMENT_H
#define COURTESY_STATEMENT_H

#include <courtesy/client.h>
#include <courtesy/credit.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A drawn statement. Opaque. @since 0.1 */
typedef struct cty_statement cty_statement;

enum {
    CTY_STATEMENT_NUMBER_TEXT = 24 + 1 + CTY_MAX_CODE + 1 + 4,
    CTY_CHAIN_HEAD_TEXT = 65
};

/** A statement's head and totals; texts are borrowed from the statement. Start
 * from CTY_STATEMENT_INFO_INIT. @since 0.1 */
typedef struct cty_statement_info {
    uint32_t struct_size;
    char currency[4];
    cty_period period;
    char number[CTY_STATEMENT_NUMBER_TEXT]; /**< 2026-Q3/HARB-0042V */
    char tracking_code[CTY_MAX_CODE + 1];
    char client_ref[CTY_MAX_REF + 1];
    char chain_head[CTY_CHAIN_HEAD_TEXT]; /**< hex */
    int64_t chain_fact;          /**< the client's last fact; 0: none */
    int64_t before_minor;
    int64_t net_minor;
    int64_t saved_minor;         /**< may be negative */
    int64_t year_to_date_minor;  /**< saved in the fiscal year, to the end */
    int64_t since_start_minor;   /**< saved since the first entry, to the end */
    const char *issuer;
    const char *client_name;
    size_t bills;                /**< rows of cty_statement_bill_get */
    size_t entries;
    size_t history;
    cty_date first_saving; /**< up to the period's end; all zero: none */
    bool quoted;           /**< every bill on it has a quote, nothing on it is
                                on the account, and before is what was quoted */
    char reserved[7];
} cty_statement_info;

#define CTY_STATEMENT_INFO_INIT CTY_INIT_OF(cty_statement_info)

/** A bill on a statement, or an account credit or its reversal. Start from
 * CTY_STATEMENT_BILL_INIT. @since 0.1 */
typedef struct cty_statement_bill {
    uint32_t struct_size;
    cty_date date;
    char bill_no[CTY_MAX_REF + 1]; /**< empty: on the account */
    int64_t before_minor;
    int64_t net_minor;
    int64_t saved_minor;
    const char *description; /**< borrowed from the statement */
    char quote_no[CTY_MAX_REF + 1]; /**< empty: none */
    char reserved[7];
    int64_t quoted_minor; /**< the quote's net */
    size_t entries;       /**< how many of the statement's are on it */
} cty_statement_bill;

#define CTY_STATEMENT_BILL_INIT CTY_INIT_OF(cty_statement_bill)

/** An entry on a statement. Start from CTY_STATEMENT_ENTRY_INIT. @since 0.1 */
typedef struct cty_statement_entry {
    uint32_t struct_size;
    int32_t kind; /**< CTY_DISCOUNT, CTY_CREDIT or CTY_REVERSAL */
    cty_date date;
    char code[CTY_ENTRY_CODE_TEXT];
    char reason[CTY_MAX_REF + 1];
    char bill_no[CTY_MAX_REF + 1]; /**< empty: on the account */
    int64_t saved_minor;           /**< below zero for a reversal */
    const char *label;             /**< borrowed from the statement */
    const char *granted_by;        /**< likewise; "" if none */
    const char *note;              /**< likewise; "" if none */
    size_t row;                    /**< of cty_statement_bill_get */
} cty_statement_entry;

#define CTY_STATEMENT_ENTRY_INIT CTY_INIT_OF(cty_statement_entry)

/**
 * Draw a statement.
 *
 * @param client_ref     A ref or a tracking code.
 * @param currency       NULL: the only one the client has bills or entries in,
 *                       else the ledger's.
 * @param out_statement  Yours; cty_statement_free releases it.
 * @retval CTY_OK           Drawn, and may be empty.
 * @retval CTY_E_NOT_FOUND  No such client.
 * @retval CTY_E_ARGUMENT   The period or currency is none, or the client has
 *                          two currencies and none is named.
 * @retval CTY_E_LIMIT      A total overflows.
 * @retval CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_statement_draw(cty_ledger *ledger, const char *client_ref,
                   const cty_period *period, const char *currency,
                   cty_statement **out_statement, cty_error *err);

/** @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_ABI @since 0.1 */
CTY_API CTY_MUST_CHECK cty_status
cty_statement_info_get(const cty_statement *statement,
                       cty_statement_info *out_info, cty_error *err);

/**
 * The client as it was when the statement was drawn.
 *
 * @param out_client  Its texts are borrowed from the statement; none is NULL.
 * @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_ABI
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_statement_client_get(const cty_statement *statement, cty_client *out_client,
                         cty_error *err);

/**
 * Row index of the statement: bills by date, then number; entries by number.
 *
 * @retval CTY_OK          Filled.
 * @retval CTY_E_ARGUMENT  No such row.
 * @retval CTY_E_ABI
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_statement_bill_get(const cty_statement *statement, size_t index,
                       cty_statement_bill *out_bill, cty_error *err);
CTY_API CTY_MUST_CHECK cty_status
cty_statement_entry_get(const cty_statement *statement, size_t index,
                        cty_statement_entry *out_entry, cty_error *err);

/**
 * What was saved in the last 8 periods of the same kind, oldest first, this one
 * last; a range has none.
 *
 * @retval CTY_OK          Both outputs are filled.
 * @retval CTY_E_ARGUMENT  No such row.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_statement_history_get(
    const cty_statement *statement, size_t index, cty_period *out_period,
    int64_t *out_saved_minor, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_statement_free(cty_statement *statement);

/** Clients with savings in a period. Opaque. @since 0.1 */
typedef struct cty_saver_cursor cty_saver_cursor;

/** One of them; texts are borrowed until the next step. Start from
 * CTY_SAVER_INIT. @since 0.1 */
typedef struct cty_saver {
    uint32_t struct_size;
    char currency[4];
    char client_ref[CTY_MAX_REF + 1];
    char reserved[7];
    int64_t saved_minor; /**< over 0 */
    const char *name;
    const char *postal_code; /**< "" if not given */
    const char *country;     /**< likewise */
} cty_saver;

#define CTY_SAVER_INIT CTY_INIT_OF(cty_saver)

/** The order of savers, ties by ref, then currency; texts in byte order. */
enum {
    CTY_SAVERS_BY_REF = 0,
    CTY_SAVERS_BY_NAME = 1,
    CTY_SAVERS_BY_POST = 2 /**< by country, postal code, then name */
};

/**
 * Clients and currencies for which more than nothing was saved in a period.
 * Statements drawn while it is open are of the same state of the ledger; so is
 * another such cursor opened meanwhile.
 *
 * @param order       CTY_SAVERS_BY_
 * @param out_total   Receives how many there are; may be NULL.
 * @param out_cursor  Yours; cty_saver_cursor_close releases it.
 * @retval CTY_OK  Open.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_saver_cursor_open(cty_ledger *ledger, const cty_period *period,
                      int32_t order, int64_t *out_total,
                      cty_saver_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_saver is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_saver_cursor_next(cty_saver_cursor *cursor, cty_saver *out_saver,
                      bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_saver_cursor_close(cty_saver_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
