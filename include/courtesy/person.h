/**
 * Persons: members of staff who grant, as in "per Dana Reyes".
 */
#ifndef COURTESY_PERSON_H
#define COURTESY_PERSON_H

#include <courtesy/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Add a person. The same name again is a repeat and changes nothing.
 *
 * @param name  1 to CTY_MAX_NAME bytes.
 * @retval CTY_OK  Added, or there already.
 * @retval CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_BUSY, CTY_E_READ_ONLY,
 *         CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_person_add(cty_ledger *ledger,
                                                 const char *name,
                                                 cty_error *err);

/** Persons in the byte order of their names. Opaque. @since 0.1 */
typedef struct cty_person_cursor cty_person_cursor;

/**
 * @param out_cursor  Yours; cty_person_cursor_close releases it.
 * @retval CTY_OK  Open.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_person_cursor_open(cty_ledger *ledger, cty_person_cursor **out_cursor,
                       cty_error *err);

/**
 * Step.
 *
 * @param out_name   Borrowed until the next step.
 * @param out_found  False at the end; out_name is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_person_cursor_next(cty_person_cursor *cursor, const char **out_name,
                       bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_person_cursor_close(cty_person_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
