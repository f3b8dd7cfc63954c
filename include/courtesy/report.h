/**
 * Reports over the whole ledger: savings by client and quarter, and profit
 * ranked by client, product or category.
 */
#ifndef COURTESY_REPORT_H
#define COURTESY_REPORT_H

#include <courtesy/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- savings ------------------------------------------------------------ */

/** What a savings report groups by, as bits. */
enum { CTY_BY_CLIENT = 1, CTY_BY_QUARTER = 2 };

/** Start from CTY_SAVINGS_REPORT_INIT. @since 0.1 */
typedef struct cty_savings_report {
    uint32_t struct_size;
    uint32_t by;   /**< CTY_BY_ bits; 0: both */
    cty_date from; /**< both ends in; all zero: open */
    cty_date to;
} cty_savings_report;

#define CTY_SAVINGS_REPORT_INIT CTY_INIT_OF(cty_savings_report)

/** A row; sums are in minor units. Start from CTY_SAVINGS_ROW_INIT.
 * @since 0.1 */
typedef struct cty_savings_row {
    uint32_t struct_size;
    char currency[4];
    char client_ref[CTY_MAX_REF + 1]; /**< empty unless grouped by it */
    char quarter[12];                 /**< "2026-Q3", or empty likewise */
    int64_t bills;         /**< dated in it */
    int64_t credit_notes;  /**< credits granted in it, reversed or not */
    int64_t gross_minor;   /**< of the bills dated in it, as are the next 3 */
    int64_t discounts_minor;
    int64_t charges_minor;
    int64_t billed_minor;  /**< gross - discounts + charges */
    int64_t credits_minor; /**< all dated in it, less reversals */
    int64_t savings_minor; /**< discounts and credits that count, likewise */
} cty_savings_row;

#define CTY_SAVINGS_ROW_INIT CTY_INIT_OF(cty_savings_row)

/** Rows by client ref, then quarter, then currency, in byte order. Opaque.
 * @since 0.1 */
typedef struct cty_savings_cursor cty_savings_cursor;

/**
 * @param report      Borrowed for the call; NULL: by both, all dates.
 * @param out_cursor  Yours; cty_savings_cursor_close releases it.
 * @retval CTY_OK  Open.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_savings_cursor_open(cty_ledger *ledger, const cty_savings_report *report,
                        cty_savings_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_row is then untouched.
 * @retval CTY_OK       Stepped.
 * @retval CTY_E_LIMIT  A sum overflows.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_savings_cursor_next(cty_savings_cursor *cursor, cty_savings_row *out_row,
                        bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_savings_cursor_close(cty_savings_cursor *cursor);

/* ---- margin ------------------------------------------------------------- */

/** What a margin report ranks. */
enum { CTY_MARGIN_CLIENT = 1, CTY_MARGIN_PRODUCT = 2, CTY_MARGIN_CATEGORY = 3 };

/** Start from CTY_MARGIN_REPORT_INIT. @since 0.1 */
typedef struct cty_margin_report {
    uint32_t struct_size;
    int32_t by;    /**< CTY_MARGIN_; required */
    cty_date from; /**< both ends in; all zero: open */
    cty_date to;
} cty_margin_report;

#define CTY_MARGIN_REPORT_INIT CTY_INIT_OF(cty_margin_report)

/** A row; sums are in minor units. Start from CTY_MARGIN_ROW_INIT.
 * @since 0.1 */
typedef struct cty_margin_row {
    uint32_t struct_size;
    char currency[4];
    int64_t rank;              /**< within its currency, from 1 */
    int64_t gross_minor;
    int64_t discounts_minor;
    int64_t charges_minor;
    int64_t billed_minor;
    int64_t cost_minor;        /**< of lines whose cost is known */
    int64_t margin_minor;      /**< billed - billed_without_cost - cost */
    int64_t margin_percent;    /**< ten-thousandths of a percent, half up; see
                                    has_percent */
    int64_t billed_without_cost_minor;
    int64_t credits_minor;     /**< shares of credits less reversals */
    int64_t margin_after_credits_minor;
    bool has_percent;          /**< false where nothing with a cost was
                                    billed */
    char reserved[7];
    const char *key;           /**< the ref, product code or category;
                                    borrowed until the next step */
} cty_margin_row;

#define CTY_MARGIN_ROW_INIT CTY_INIT_OF(cty_margin_row)

/** Rows by currency, then rank: margin downwards, ties by key in byte order.
 * Opaque. @since 0.1 */
typedef struct cty_margin_cursor cty_margin_cursor;

/**
 * @param out_cursor  Yours; cty_margin_cursor_close releases it.
 * @retval CTY_OK  Open.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_margin_cursor_open(cty_ledger *ledger, const cty_margin_report *report,
                       cty_margin_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_found  False at the end; out_row is then untouched.
 * @retval CTY_OK       Stepped.
 * @retval CTY_E_LIMIT  A sum overflows.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_margin_cursor_next(cty_margin_cursor *cursor, cty_margin_row *out_row,
                       bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_margin_cursor_close(cty_margin_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
