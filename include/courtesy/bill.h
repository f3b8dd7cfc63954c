/**
 * Bills: what was charged. Immutable once posted; what a bill is reduced by
 * later is a credit.
 */
#ifndef COURTESY_BILL_H
#define COURTESY_BILL_H

#include <courtesy/quote.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the lines of a bill from a quote are. */
enum {
    /** The quote's lines, discounts and charges, then the draft's, which are
     * extras: numbered on from the quote's last, and adjusted by the draft. */
    CTY_LINES_OF_QUOTE = 0,
    /** Exactly the draft's. A number that is not in the quote is an extra. */
    CTY_LINES_AS_DRAFTED = 1
};

/** A bill to post. Start from CTY_BILL_INIT. @since 0.1 */
typedef struct cty_bill {
    uint32_t struct_size;
    cty_date date;           /**< this or today is required */
    cty_rounding rounding;   /**< of quantity x list price; stored. From a
                                  quote: CTY_ROUND_EXACT takes the quote's */
    int32_t lines;           /**< with quote_no: CTY_LINES_ */
    const char *bill_no;     /**< required; unique in the ledger */
    const char *client_ref;  /**< a ref or a tracking code; with quote_no it
                                  may be NULL */
    const char *currency;    /**< NULL: the quote's, or the ledger's */
    const char *quote_no;    /**< NULL: not from a quote */
    const char *request_key; /**< NULL: none */
    cty_date today;          /**< the date where none is given: not a part of
                                  what request_key is compared with */
} cty_bill;

#define CTY_BILL_INIT CTY_INIT_OF(cty_bill)

/** A bill as posted. Start from CTY_BILL_INFO_INIT. @since 0.1 */
typedef struct cty_bill_info {
    uint32_t struct_size;
    cty_rounding rounding;
    char bill_no[CTY_MAX_REF + 1];
    char client_ref[CTY_MAX_REF + 1];
    char quote_no[CTY_MAX_REF + 1]; /**< or empty */
    char currency[4];
    cty_date date;
    bool repeated;          /**< this request was done before */
    char reserved[3];
    int64_t fact;           /**< number among the client's facts */
    int64_t recorded_at_ms; /**< UTC, since 1970 */
    int64_t lines;
    int64_t gross_minor;
    int64_t discounts_minor;
    int64_t charges_minor;
    int64_t net_minor;
    int64_t left_minor;     /**< not yet credited */
    cty_id id;
} cty_bill_info;

#define CTY_BILL_INFO_INIT CTY_INIT_OF(cty_bill_info)

/**
 * Post a bill. Its discounts and charges become entries with the bill's date.
 *
 * @param draft     Its lines; may be NULL with a quote; borrowed.
 * @param out_info  May be NULL.
 * @retval CTY_OK           Posted now, or already posted by this request.
 * @retval CTY_E_ARGUMENT   A field is missing or malformed, no line, quantity x
 *                          price has a remainder and no rounding is named.
 * @retval CTY_E_NOT_FOUND  No such client, quote, person, reason, or line of
 *                          an adjustment.
 * @retval CTY_E_EXISTS     The number is taken.
 * @retval CTY_E_CONFLICT   request_key was used with other content.
 * @retval CTY_E_LEFT       Discounts over a line.
 * @retval CTY_E_STATE      The quote is not accepted, accepted after this date,
 *                          billed already, another client's or in another
 *                          currency; an adjustment names a quote's line.
 * @retval CTY_E_LIMIT      A text is too long, or an amount overflows.
 * @retval CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_bill_post(cty_ledger *ledger,
                                                const cty_bill *bill,
                                                const cty_draft *draft,
                                                cty_bill_info *out_info,
                                                cty_error *err);

/** Bills by date, then as recorded. Opaque. @since 0.1 */
typedef struct cty_bill_cursor cty_bill_cursor;

/**
 * @param filter      Borrowed for the call; NULL: all.
 * @param out_cursor  Yours; cty_bill_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  The client, or the one bill asked for.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_bill_cursor_open(cty_ledger *ledger, const cty_document_filter *filter,
                     cty_bill_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_info is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_bill_cursor_next(cty_bill_cursor *cursor, cty_bill_info *out_info,
                     bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_bill_cursor_close(cty_bill_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
