/**
 * Reasons: why something was granted or charged, what is printed for it, and
 * whether it counts as a saving. Built in: efficiency, extra-waived, goodwill,
 * early, volume, loyalty, incentive, special, discount (savings); correction,
 * return (not savings); premium, rush (charges).
 */
#ifndef COURTESY_REASON_H
#define COURTESY_REASON_H

#include <courtesy/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A reason. Start from CTY_REASON_INIT. @since 0.1
 */
typedef struct cty_reason {
    uint32_t struct_size;
    bool saving;        /**< whether what is granted for it is a saving */
    char reserved[3];   /**< zero */
    const char *reason; /**< its code; required; 1 to CTY_MAX_REF bytes */
    const char *label;  /**< printed; required; 1 to CTY_MAX_NAME bytes */
} cty_reason;

#define CTY_REASON_INIT CTY_INIT_OF(cty_reason)

/**
 * Add a reason. The same content again is a repeat and changes nothing. What
 * was granted for a reason keeps whether it counted: a reason never changes.
 *
 * @retval CTY_OK        Added, or there already.
 * @retval CTY_E_EXISTS  There with another label, or counting otherwise.
 * @retval CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_ABI, CTY_E_BUSY,
 *         CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_reason_add(cty_ledger *ledger,
                                                 const cty_reason *reason,
                                                 cty_error *err);

/** Reasons, built-in ones first. Opaque. @since 0.1 */
typedef struct cty_reason_cursor cty_reason_cursor;

/**
 * @param out_cursor  Yours; cty_reason_cursor_close releases it.
 * @retval CTY_OK  Open.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_reason_cursor_open(cty_ledger *ledger, cty_reason_cursor **out_cursor,
                       cty_error *err);

/**
 * Step.
 *
 * @param out_reason  Its texts are borrowed until the next step.
 * @param out_found   False at the end; out_reason is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_reason_cursor_next(cty_reason_cursor *cursor, cty_reason *out_reason,
                       bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_reason_cursor_close(cty_reason_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
