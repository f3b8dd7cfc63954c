/**
 * The issuer: the shop, as its statements show it. One in each ledger, named
 * when the ledger is made; everything else may be given, changed and emptied
 * at any time.
 */
#ifndef COURTESY_ISSUER_H
#define COURTESY_ISSUER_H

#include <courtesy/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CTY_MAX_LOGO = 1048576, /**< bytes of a logo */
    CTY_MAX_LOGO_SIDE = 2048, /**< its width and height in pixels */
    CTY_MAX_ADDRESS_LINES = 4
};

/** What the host's amounts are, which statements then say. */
enum {
    CTY_AMOUNTS_UNSAID = 0,
    CTY_AMOUNTS_NET = 1,  /**< "excluding tax" */
    CTY_AMOUNTS_GROSS = 2 /**< "including tax" */
};

/**
 * The issuer, to change or as found. Start from CTY_ISSUER_INIT. In a struct to
 * change, NULL means "stays as it is". @since 0.1
 */
typedef struct cty_issuer {
    uint32_t struct_size;
    int32_t amounts;      /**< CTY_AMOUNTS_; to change: UNSAID stays */
    const char *name;     /**< cannot be emptied */
    const char *address;  /**< up to CTY_MAX_ADDRESS_LINES lines, each of up to
                               CTY_MAX_NAME bytes, a newline between them */
    const char *country;  /**< as a client's */
    const char *email;
    const char *phone;
    const char *legal;    /**< the line at the foot: registration and so on;
                               CTY_MAX_TEXT */
    const char *language; /**< of clients who have none: "en", "de-AT" */
    const char *accent;   /**< "#0B6650"; contrast to white of 4.5 or more */
    const char *note;     /**< the thank-you note of clients without one;
                               CTY_MAX_TEXT */
    const char *signer;   /**< who signs it */
    const char *signer_title;
    const char *signer_phone;
    const void *logo;     /**< a PNG; NULL and logo_size 0: stays, or none */
    size_t logo_size;
    bool drop_logo;       /**< to change: without a logo from now on */
    char reserved[7];     /**< zero */
} cty_issuer;

#define CTY_ISSUER_INIT CTY_INIT_OF(cty_issuer)

/**
 * Change how the issuer is shown. Fields that are NULL stay, "" empties one.
 *
 * @retval CTY_OK          Changed.
 * @retval CTY_E_ARGUMENT  A field is malformed, the accent cannot be read on
 *                         white, or the logo is no PNG; err names it.
 * @retval CTY_E_LIMIT     A text or the logo is too long or too large.
 * @retval CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_issuer_set(cty_ledger *ledger,
                                                 const cty_issuer *issuer,
                                                 cty_error *err);

/**
 * The issuer as the ledger now shows it.
 *
 * @param out_issuer  Its texts and logo are borrowed until the next
 *                    cty_issuer_get or cty_issuer_set on this handle, or until
 *                    the ledger is closed. No text is NULL: what was not given
 *                    is "".
 * @retval CTY_OK  Filled.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_issuer_get(cty_ledger *ledger,
                                                 cty_issuer *out_issuer,
                                                 cty_error *err);

#ifdef __cplusplus
}
#endif

#endif
