/**
 * Clients: who is billed. Known by the host system's ref; each has a tracking
 * code that is printed on every discount and credit. Master data: names and
 * addresses may change, the ref and the code may not.
 */
#ifndef COURTESY_CLIENT_H
#define COURTESY_CLIENT_H

#include <courtesy/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A client, to add or as found. Start from CTY_CLIENT_INIT. In a struct to add
 * or change, NULL means "not given". @since 0.1
 */
typedef struct cty_client {
    uint32_t struct_size;
    cty_date since;      /**< client since; all zero: not given */
    const char *ref;     /**< required; 1 to CTY_MAX_REF bytes */
    const char *name;    /**< NULL: the ref */
    const char *contact;
    const char *address;
    const char *city;
    const char *region;
    const char *postal_code;
    const char *country;
    const char *email;
    const char *phone;
    const char *tracking_code; /**< the host's own; NULL: one is made */
    const char *prefix;        /**< to add: 2 to 6 letters or digits for the
                                    code; NULL: made from the name */
    const char *language;      /**< of its statements: "de", "pt-BR" */
    const char *note;          /**< on its statements, in place of the
                                    issuer's; CTY_MAX_TEXT */
} cty_client;

#define CTY_CLIENT_INIT CTY_INIT_OF(cty_client)

/** Room for the tracking code that adding a client answers with. */
typedef struct cty_client_added {
    uint32_t struct_size;
    bool repeated; /**< the same client was there already */
    char tracking_code[CTY_MAX_CODE + 1];
} cty_client_added;

#define CTY_CLIENT_ADDED_INIT CTY_INIT_OF(cty_client_added)

/**
 * Add a client. The same content again is a repeat and changes nothing; a
 * field that is not given is not compared.
 *
 * @param out_added  May be NULL.
 * @retval CTY_OK          Added, or there already.
 * @retval CTY_E_ARGUMENT  A field is missing or malformed; err names it.
 * @retval CTY_E_EXISTS    The ref is another client, or the code is taken.
 * @retval CTY_E_LIMIT     A text is too long.
 * @retval CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_client_add(cty_ledger *ledger,
                                                 const cty_client *client,
                                                 cty_client_added *out_added,
                                                 cty_error *err);

/**
 * Change a client's name and address. Fields that are NULL stay, "" empties
 * one (the name falls back to the ref). tracking_code and prefix must be NULL.
 *
 * @param client  client->ref is a ref or a tracking code.
 * @retval CTY_OK           Changed.
 * @retval CTY_E_NOT_FOUND  No such client.
 * @retval CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_ABI, CTY_E_BUSY,
 *         CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_client_set(cty_ledger *ledger,
                                                 const cty_client *client,
                                                 cty_error *err);

/** Clients, one at a time. Opaque. @since 0.1 */
typedef struct cty_client_cursor cty_client_cursor;

/**
 * All clients in the byte order of their refs, or the one that ref_or_code
 * names. Where a client is wanted by name, a cursor that is asked once gives
 * it.
 *
 * @param ref_or_code  NULL: all.
 * @param out_cursor   Yours; cty_client_cursor_close releases it.
 * @retval CTY_OK           Open.
 * @retval CTY_E_NOT_FOUND  No such client; err says which ref comes near.
 * @retval CTY_E_ARGUMENT   No ref, and a code with a wrong check character.
 * @retval CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_client_cursor_open(cty_ledger *ledger, const char *ref_or_code,
                       cty_client_cursor **out_cursor, cty_error *err);

/**
 * Step.
 *
 * @param out_client  Its texts are borrowed until the next step. No text is
 *                    NULL: what was not given is "".
 * @param out_found   False at the end; out_client is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_client_cursor_next(cty_client_cursor *cursor, cty_client *out_client,
                       bool *out_found, cty_error *err);

/** NULL is fine. @since 0.1 */
CTY_API void cty_client_cursor_close(cty_client_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
