/**
 * Credits: reductions granted after billing, their reversals, and the entries
 * of a client's ledger: discounts, charges, credits and reversals, numbered
 * without gaps under the client's tracking code (HARB-0042V/17).
 */
#ifndef COURTESY_CREDIT_H
#define COURTESY_CREDIT_H

#include <courtesy/bill.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How much a credit is. */
enum {
    CTY_AMOUNT = 1,  /**< an amount */
    CTY_PERCENT = 2, /**< of the posted net of the line or bill, half up */
    CTY_REST = 3     /**< all that is left of the line or bill */
};

/** A credit to grant. Start from CTY_CREDIT_INIT. @since 0.1 */
typedef struct cty_credit {
    uint32_t struct_size;
    int32_t how;             /**< CTY_AMOUNT, CTY_PERCENT or CTY_REST */
    cty_money amount;        /**< with CTY_AMOUNT: over 0. Its currency must
                                  be the bill's */
    cty_decimal percent;     /**< with CTY_PERCENT: over 0 to 100000000 (100) */
    cty_date date;           /**< this or today; not before the bill's */
    int32_t line_no;         /**< with bill_no: one line; 0: the whole bill,
                                  shared over what is left of its lines */
    const char *bill_no;     /**< NULL: on the client's account */
    const char *client_ref;  /**< a ref or a tracking code; with bill_no it may
                                  be NULL */
    const char *reason;      /**< required */
    const char *granted_by;  /**< a person; NULL: none */
    const char *note;        /**< NULL: none */
    const char *credit_no;   /**< the host's number, shown; NULL: none */
    const char *request_key; /**< NULL: none */
    cty_date today;          /**< the date where none is given: not a part of
                                  what request_key is compared with */
} cty_credit;

#define CTY_CREDIT_INIT CTY_INIT_OF(cty_credit)

/** A credit to reverse. Start from CTY_REVERSAL_INIT. @since 0.1 */
typedef struct cty_reversal {
    uint32_t struct_size;
    cty_date date;           /**< this or today; not before the credit's */
    const char *code;        /**< the credit's: TRACKING-CODE/NUMBER */
    const char *granted_by;  /**< a person; NULL: none */
    const char *note;        /**< NULL: none */
    const char *request_key; /**< NULL: none */
    cty_date today;          /**< the date where none is given: not a part of
                                  what request_key is compared with */
} cty_reversal;

#define CTY_REVERSAL_INIT CTY_INIT_OF(cty_reversal)

/** Kinds of entry; as bits (1 << kind) in cty_entry_filter. */
enum {
    CTY_DISCOUNT = 1,
    CTY_CHARGE = 2,
    CTY_CREDIT = 3,
    CTY_REVERSAL = 4
};

enum { CTY_ENTRY_CODE_TEXT = CTY_MAX_CODE + 21 };

/** An entry. Start from CTY_ENTRY_INIT. @since 0.1 */
typedef struct cty_entry {
    uint32_t struct_size;
    int32_t kind;           /**< CTY_DISCOUNT to CTY_REVERSAL */
    char code[CTY_ENTRY_CODE_TEXT];  /**< HARB-0042V/17 */
    char linked[CTY_ENTRY_CODE_TEXT];/**< of a credit: its reversal; of a
                                          reversal: its credit; or empty */
    char client_ref[CTY_MAX_REF + 1];
    char bill_no[CTY_MAX_REF + 1];   /**< or empty */
    char reason[CTY_MAX_REF + 1];
    char credit_no[CTY_MAX_REF + 1]; /**< or empty */
    bool saving;            /**< whether it counts as one */
    bool repeated;          /**< this request was done before */
    cty_date date;
    int32_t line_no;        /**< 0: the whole bill, or the account */
    cty_money amount;       /**< over 0, whatever the kind */
    cty_decimal rate;       /**< of a discount or charge: shown only; or 0 */
    int64_t number;         /**< among the client's entries */
    int64_t fact;           /**< among the client's facts */
    int64_t recorded_at_ms; /**< UTC, since 1970 */
    cty_id id;
    const char *label;      /**< the reason's. From a cursor: borrowed until its
                                 next step; from a write: NULL */
    const char *granted_by; /**< likewise; "" if none */
    const char *note;       /**< likewise; "" if none */
} cty_entry;

#define CTY_ENTRY_INIT CTY_INIT_OF(cty_entry)

/**
 * Grant a credit on a bill, or on a client's account when no bill is named.
 *
 * The bill stays as it was posted: what it was reduced by is this entry, under
 * the client's tracking code. Repeating a call with the same request_key is
 * safe: the credit is granted once, and every repeat returns the same entry.
 *
 * @param credit     Borrowed for the length of the call. credit->how says
 *                   whether it names an amount, a percent or the rest; zero is
 *                   refused.
 * @param out_entry  Receives the entry; untouched on failure; may be NULL.
 *
 * @retval CTY_OK           Granted now, or already granted by this request.
 * @retval CTY_E_ARGUMENT   A field is missing or out of range; err names it.
 * @retval CTY_E_NOT_FOUND  No such bill, line, client, person or reason.
 * @retval CTY_E_CONFLICT   request_key already did something else.
 * @retval CTY_E_LEFT       More than is left of the line or the bill, or
 *                          nothing is left.
 * @retval CTY_E_STATE      Dated before the bill, in another currency, or on
 *                          another client's bill.
 * @retval CTY_E_LIMIT      A text is too long, or an amount overflows.
 * @retval CTY_E_BUSY       Another writer holds the ledger; try again.
 * @retval CTY_E_ABI, CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_credit_grant(cty_ledger *ledger,
                                                   const cty_credit *credit,
                                                   cty_entry *out_entry,
                                                   cty_error *err);

/**
 * Take a credit back, whole. A credit is reversed once.
 *
 * @param out_entry  Receives the reversal; untouched on failure; may be NULL.
 * @retval CTY_OK           Reversed now, or already by this request.
 * @retval CTY_E_ARGUMENT   A field is missing, or the code is malformed.
 * @retval CTY_E_NOT_FOUND  No such entry or person.
 * @retval CTY_E_CONFLICT   request_key already did something else.
 * @retval CTY_E_STATE      Not a credit, reversed before, or dated before it.
 * @retval CTY_E_LIMIT, CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY, CTY_E_MEMORY,
 *         CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_credit_reverse(
    cty_ledger *ledger, const cty_reversal *reversal, cty_entry *out_entry,
    cty_error *err);

/**
 * The currency an account credit takes where none is named: the only one of
 * the client's bills, else the ledger's.
 *
 * @param client_ref    A ref or a tracking code.
 * @param out_currency  4 bytes.
 * @retval CTY_OK           Found.
 * @retval CTY_E_NOT_FOUND  No such client.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_credit_currency(cty_ledger *ledger, const char *client_ref,
                    char *out_currency, cty_error *err);

/** Which entries. Start from CTY_ENTRY_FILTER_INIT; what is not given does not
 * filter. @since 0.1 */
typedef struct cty_entry_filter {
    uint32_t struct_size;
    uint32_t kinds;         /**< bits 1 << CTY_DISCOUNT and so on; 0: all */
    cty_date from;          /**< by date, both ends in */
    cty_date to;
    const char *code;       /**< the one entry; CTY_E_NOT_FOUND if it is none */
    const char *client_ref; /**< a ref or a tracking code */
    const char *bill_no;
} cty_entry_filter;

#define CTY_ENTRY_FILTER_INIT CTY_INIT_OF(cty_entry_filter)

/** Entries by date, then as recorded. Opaque. @since 0.1 */
typedef struct cty_entry_cursor cty_entry_cursor;

/**
 * @param filter      Borrowed for the call; NULL: all.
 * @param out_cursor  Yours; cty_entry_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  The client, bill, or the one entry asked for.
 * @retval CTY_E_ARGUMENT   A malformed code, or a wrong check character.
 * @retval CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_entry_cursor_open(cty_ledger *ledger, const cty_entry_filter *filter,
                      cty_entry_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_entry is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_entry_cursor_next(cty_entry_cursor *cursor, cty_entry *out_entry,
                      bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_entry_cursor_close(cty_entry_cursor *cursor);

/** A credit's shares by line. Opaque. @since 0.1 */
typedef struct cty_share_cursor cty_share_cursor;

/** A share. Start from CTY_SHARE_INIT. @since 0.1 */
typedef struct cty_share {
    uint32_t struct_size;
    int32_t line_no;         /**< 0: the client's account */
    int64_t amount_minor;    /**< over 0 */
    const char *description; /**< the line's; borrowed until the next step */
} cty_share;

#define CTY_SHARE_INIT CTY_INIT_OF(cty_share)

/**
 * The shares of a credit; of a reversal, those of the credit it reverses.
 * Discounts and charges have none.
 *
 * @param out_cursor  Yours; cty_share_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  No such entry.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_share_cursor_open(cty_ledger *ledger, const char *code,
                      cty_share_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_share is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_share_cursor_next(cty_share_cursor *cursor, cty_share *out_share,
                      bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_share_cursor_close(cty_share_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
