/**
 * Quotes, and the lines that quotes and bills are made of.
 *
 * A document is drafted in memory, line by line, then made in one call and
 * never edited again. Each line is quantity x list price, less its discounts,
 * plus its charges.
 */
#ifndef COURTESY_QUOTE_H
#define COURTESY_QUOTE_H

#include <courtesy/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- drafts ----------------------------------------------------------- */

/** A document in the making. Opaque. @since 0.1 */
typedef struct cty_draft cty_draft;

/** A line to draft. Start from CTY_LINE_INIT. @since 0.1 */
typedef struct cty_line {
    uint32_t struct_size;
    int32_t line_no;            /**< 1 to 2,147,483,647; 0: one after the
                                     last */
    cty_decimal quantity;       /**< over 0 */
    cty_decimal list_unit_price;/**< 0 or more, major units of the currency */
    int64_t cost_minor;         /**< of the whole line; see has_cost */
    bool has_cost;              /**< whether the cost is known */
    char reserved[7];           /**< zero */
    const char *description;    /**< NULL: "" */
    const char *product_code;   /**< NULL: none */
    const char *product_category; /**< NULL: none */
} cty_line;

#define CTY_LINE_INIT CTY_INIT_OF(cty_line)

/** A discount or a charge on a drafted line. Start from CTY_ADJUSTMENT_INIT.
 * @since 0.1 */
typedef struct cty_adjustment {
    uint32_t struct_size;
    int32_t line_no;        /**< the line it is on */
    int64_t amount_minor;   /**< over 0 */
    cty_decimal rate;       /**< shown only, as a fraction (0.2); 0: none */
    const char *reason;     /**< required */
    const char *granted_by; /**< a person; NULL: none */
} cty_adjustment;

#define CTY_ADJUSTMENT_INIT CTY_INIT_OF(cty_adjustment)

/**
 * @param out_draft  Yours; cty_draft_free releases it.
 * @retval CTY_OK  Empty.
 * @retval CTY_E_ARGUMENT, CTY_E_MEMORY
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_draft_new(cty_draft **out_draft,
                                                cty_error *err);

/**
 * Add a line, a discount or a charge. Texts are copied.
 *
 * @retval CTY_OK          Added; an adjustment may come before its line.
 * @retval CTY_E_ARGUMENT  A field is missing or out of range; err names it.
 * @retval CTY_E_EXISTS    The line number is taken.
 * @retval CTY_E_LIMIT     Too long a text, or over CTY_MAX_LINES.
 * @retval CTY_E_ABI, CTY_E_MEMORY
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_draft_line(cty_draft *draft,
                                                 const cty_line *line,
                                                 cty_error *err);
CTY_API CTY_MUST_CHECK cty_status
cty_draft_discount(cty_draft *draft, const cty_adjustment *discount,
                   cty_error *err);
CTY_API CTY_MUST_CHECK cty_status
cty_draft_charge(cty_draft *draft, const cty_adjustment *charge,
                 cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_draft_free(cty_draft *draft);

/* ---- quotes ------------------------------------------------------------ */

/** A quote to make. Start from CTY_QUOTE_INIT. @since 0.1 */
typedef struct cty_quote {
    uint32_t struct_size;
    cty_date date;           /**< this or today is required */
    cty_date valid_until;    /**< the last day it can be accepted; all zero:
                                  for ever */
    cty_rounding rounding;   /**< of quantity x list price */
    const char *quote_no;    /**< required; unique in the ledger */
    const char *client_ref;  /**< required; a ref or a tracking code */
    const char *currency;    /**< NULL: the ledger's */
    const char *request_key; /**< NULL: none */
    cty_date today;          /**< the date where none is given: not a part of
                                  what request_key is compared with */
} cty_quote;

#define CTY_QUOTE_INIT CTY_INIT_OF(cty_quote)

/** A change of a quote's status. Start from CTY_QUOTE_CHANGE_INIT.
 * @since 0.1 */
typedef struct cty_quote_change {
    uint32_t struct_size;
    cty_date date;           /**< this or today; not before the quote's */
    const char *quote_no;    /**< required */
    const char *request_key; /**< NULL: none */
    cty_date today;          /**< the date where none is given: not a part of
                                  what request_key is compared with */
} cty_quote_change;

#define CTY_QUOTE_CHANGE_INIT CTY_INIT_OF(cty_quote_change)

enum {
    CTY_QUOTE_OPEN = 0,
    CTY_QUOTE_ACCEPTED = 1,
    CTY_QUOTE_DECLINED = 2,
    CTY_QUOTE_BILLED = 3
};

/** A quote as it stands. Start from CTY_QUOTE_INFO_INIT. @since 0.1 */
typedef struct cty_quote_info {
    uint32_t struct_size;
    int32_t status; /**< CTY_QUOTE_ */
    char quote_no[CTY_MAX_REF + 1];
    char client_ref[CTY_MAX_REF + 1];
    char bill_no[CTY_MAX_REF + 1]; /**< the bill from it, or empty */
    char currency[4];
    cty_date date;
    cty_date valid_until;   /**< all zero: for ever */
    cty_date status_date;   /**< accepted, declined or billed on; or zero */
    cty_rounding rounding;
    bool repeated;          /**< this request was done before */
    char reserved[3];
    int64_t fact;           /**< number among the client's facts */
    int64_t recorded_at_ms; /**< UTC, since 1970 */
    int64_t lines;
    int64_t gross_minor;
    int64_t discounts_minor;
    int64_t charges_minor;
    int64_t net_minor;
    cty_id id;
} cty_quote_info;

#define CTY_QUOTE_INFO_INIT CTY_INIT_OF(cty_quote_info)

/**
 * Make a quote.
 *
 * @param draft     Its lines; borrowed, and yours still.
 * @param out_info  May be NULL.
 * @retval CTY_OK           Made now, or already made by this request.
 * @retval CTY_E_ARGUMENT   A field is missing or malformed, no line, quantity x
 *                          price has a remainder and no rounding is named.
 * @retval CTY_E_NOT_FOUND  No such client, person, reason, or line of an
 *                          adjustment.
 * @retval CTY_E_EXISTS     The number is taken.
 * @retval CTY_E_CONFLICT   request_key was used with other content.
 * @retval CTY_E_LEFT       Discounts over a line.
 * @retval CTY_E_STATE      valid_until is before date.
 * @retval CTY_E_LIMIT      A text is too long, or an amount overflows.
 * @retval CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_quote_add(cty_ledger *ledger,
                                                const cty_quote *quote,
                                                const cty_draft *draft,
                                                cty_quote_info *out_info,
                                                cty_error *err);

/**
 * Accept an open quote, or decline one.
 *
 * @param out_info  May be NULL.
 * @retval CTY_OK           Done now, or already done by this request.
 * @retval CTY_E_NOT_FOUND  No such quote.
 * @retval CTY_E_CONFLICT   request_key was used with other content.
 * @retval CTY_E_STATE      Not open, before its date, or accepted after
 *                          valid_until.
 * @retval CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_ABI, CTY_E_BUSY,
 *         CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_quote_accept(cty_ledger *ledger, const cty_quote_change *change,
                 cty_quote_info *out_info, cty_error *err);
CTY_API CTY_MUST_CHECK cty_status
cty_quote_decline(cty_ledger *ledger, const cty_quote_change *change,
                  cty_quote_info *out_info, cty_error *err);

/** Which documents. Start from CTY_DOCUMENT_FILTER_INIT; what is not given does
 * not filter. @since 0.1 */
typedef struct cty_document_filter {
    uint32_t struct_size;
    cty_date from;          /**< by date, both ends in */
    cty_date to;
    const char *number;     /**< the one quote or bill; CTY_E_NOT_FOUND if it
                                 is none */
    const char *client_ref; /**< a ref or a tracking code */
} cty_document_filter;

#define CTY_DOCUMENT_FILTER_INIT CTY_INIT_OF(cty_document_filter)

/** Quotes by date, then as recorded. Opaque. @since 0.1 */
typedef struct cty_quote_cursor cty_quote_cursor;

/**
 * @param filter      Borrowed for the call; NULL: all.
 * @param out_cursor  Yours; cty_quote_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  The client, or the one quote asked for.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_quote_cursor_open(cty_ledger *ledger, const cty_document_filter *filter,
                      cty_quote_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_info is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_quote_cursor_next(cty_quote_cursor *cursor, cty_quote_info *out_info,
                      bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_quote_cursor_close(cty_quote_cursor *cursor);

/* ---- the lines of a document --------------------------------------------- */

enum { CTY_QUOTE = 1, CTY_BILL = 2 };

/** A line of a quote or a bill. Start from CTY_LINE_INFO_INIT. @since 0.1 */
typedef struct cty_line_info {
    uint32_t struct_size;
    int32_t line_no;
    cty_decimal quantity;
    cty_decimal list_unit_price;
    int64_t gross_minor;     /**< quantity x list price, rounded */
    int64_t discounts_minor;
    int64_t charges_minor;
    int64_t net_minor;
    int64_t left_minor;      /**< of a bill: not yet credited; of a quote: 0 */
    int64_t cost_minor;      /**< of the whole line; see has_cost */
    bool has_cost;
    bool extra;              /**< of a bill from a quote: not in the quote */
    char reserved[6];
    char product_code[CTY_MAX_REF + 1]; /**< or empty */
    const char *description;            /**< borrowed until the next step */
    const char *product_category;       /**< likewise; "" if none */
} cty_line_info;

#define CTY_LINE_INFO_INIT CTY_INIT_OF(cty_line_info)

/** A document's lines by number. Opaque. @since 0.1 */
typedef struct cty_line_cursor cty_line_cursor;

/**
 * @param document    CTY_QUOTE or CTY_BILL.
 * @param number      Its number.
 * @param out_cursor  Yours; cty_line_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  No such document.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_line_cursor_open(cty_ledger *ledger, int32_t document, const char *number,
                     cty_line_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_line is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_line_cursor_next(cty_line_cursor *cursor, cty_line_info *out_line,
                     bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_line_cursor_close(cty_line_cursor *cursor);

/** A discount or charge of a quote. Start from CTY_ADJUSTMENT_INFO_INIT. (Those
 * of a bill are entries: credit.h.) @since 0.1 */
typedef struct cty_adjustment_info {
    uint32_t struct_size;
    int32_t kind; /**< CTY_DISCOUNT or CTY_CHARGE */
    int32_t line_no;
    int32_t reserved;
    int64_t amount_minor;
    cty_decimal rate;
    char reason[CTY_MAX_REF + 1];
    const char *label;      /**< borrowed until the next step */
    const char *granted_by; /**< likewise; "" if none */
} cty_adjustment_info;

#define CTY_ADJUSTMENT_INFO_INIT CTY_INIT_OF(cty_adjustment_info)

/** A quote's discounts and charges, as drafted. Opaque. @since 0.1 */
typedef struct cty_adjustment_cursor cty_adjustment_cursor;

/**
 * @param out_cursor  Yours; cty_adjustment_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  No such quote.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_adjustment_cursor_open(cty_ledger *ledger, const char *quote_no,
                           cty_adjustment_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_adjustment is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_adjustment_cursor_next(
    cty_adjustment_cursor *cursor, cty_adjustment_info *out_adjustment,
    bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_adjustment_cursor_close(cty_adjustment_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
