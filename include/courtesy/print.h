/**
 * libcourtesy-print: a statement as a page: terminal text, HTML and PDF. It
 * needs nothing but a drawn statement and the issuer, never the ledger, so that
 * statements drawn by one thread can be printed by others.
 *
 * Same statement, same issuer, same options, same fonts: same bytes. Neither
 * the clock nor the locale of the process is asked; fonts are found by
 * fontconfig.
 */
#ifndef COURTESY_PRINT_H
#define COURTESY_PRINT_H

#include <courtesy/exchange.h>
#include <courtesy/issuer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bits of cty_printer_options.flags. */
enum {
    CTY_PRINT_NO_QR = 1,        /**< without the code to verify by */
    CTY_PRINT_DUPLEX = 2,       /**< pad each client to an even number of
                                     pages */
    CTY_PRINT_STRICT_FONTS = 4, /**< fail where Inter is not there, or
                                     no font has a character */
    CTY_PRINT_ASCII = 8,        /**< text: bars and rules of plain ASCII */
    CTY_PRINT_COLOUR = 16       /**< text: bold and colour, for a terminal */
};

enum {
    CTY_PAPER_BY_COUNTRY = 0, /**< Letter for US, CA and MX, else A4; by the
                                   issuer's where the client's is not known */
    CTY_PAPER_A4 = 1,         /**< DIN 5008 form B */
    CTY_PAPER_LETTER = 2      /**< for a #10 window envelope */
};

/** How to print. Start from CTY_PRINTER_OPTIONS_INIT. @since 0.1 */
typedef struct cty_printer_options {
    uint32_t struct_size;
    uint32_t flags;       /**< CTY_PRINT_ bits */
    int32_t paper;        /**< CTY_PAPER_ */
    cty_date issued;      /**< required; printed, and the files' date */
    const char *language; /**< NULL: each client's, else the issuer's, else
                               "en" */
    const char *note;     /**< NULL: each client's, else the issuer's; "": no
                               note; CTY_MAX_TEXT */
} cty_printer_options;

#define CTY_PRINTER_OPTIONS_INIT CTY_INIT_OF(cty_printer_options)

/** A printer: brand, fonts and shaped text, for one thread at a time; several
 * may be at work at once. Opaque. @since 0.1 */
typedef struct cty_printer cty_printer;

/** What is printed on one statement only. Start from CTY_MAILING_INIT.
 * @since 0.1 */
typedef struct cty_mailing {
    uint32_t struct_size;
    cty_date replaces;    /**< corrects the statement issued on this day; all
                               zero: none */
    int64_t sequence;     /**< its place in the run, from 1; 0: in none */
    int64_t total;        /**< statements in the run */
    const char *sort_key; /**< what the run is sorted by; NULL: none */
} cty_mailing;

#define CTY_MAILING_INIT CTY_INIT_OF(cty_mailing)

/**
 * Make a printer.
 *
 * @param issuer       Copied.
 * @param options      Copied.
 * @param out_printer  Yours; cty_printer_close releases it.
 * @retval CTY_OK          Made. Fonts are first looked for by cty_pdf_open.
 * @retval CTY_E_ARGUMENT  The date is missing, the language is none of
 *                         cty_print_language, or the logo cannot be decoded;
 *                         err names it.
 * @retval CTY_E_LIMIT, CTY_E_ABI, CTY_E_MEMORY
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_printer_open(const cty_issuer *issuer, const cty_printer_options *options,
                 cty_printer **out_printer, cty_error *err);

/** What staff should know of what was printed so far, such as a font that
 * stood in for Inter; one line, borrowed until closed; NULL: nothing.
 * @since 0.1 */
CTY_API const char *cty_printer_warning(const cty_printer *printer);

/** The characters of the statement that was added to a PDF last, or failed to
 * be, that no font here has: boxes stand for them. "U+12000, U+12001", the
 * first few; borrowed until the next one is added; NULL: every character has a
 * font. Pages in HTML are set in their reader's fonts. @since 0.1 */
CTY_API const char *cty_printer_missing(const cty_printer *printer);

/** NULL is fine. @since 0.1 */
CTY_API void cty_printer_close(cty_printer *printer);

/** The languages that statements are printed in: "en", "de", ...; NULL after
 * the last. @since 0.1 */
CTY_API const char *cty_print_language(size_t index);

/**
 * Print a statement as text for 80 columns, or as one HTML file that needs
 * nothing else.
 *
 * @param mailing  May be NULL.
 * @retval CTY_OK       Printed.
 * @retval CTY_E_STORE  The output could not be written.
 * @retval CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_ABI, CTY_E_MEMORY
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_print_text(cty_printer *printer, const cty_statement *statement,
               const cty_mailing *mailing, cty_write *write, void *context,
               cty_error *err);
CTY_API CTY_MUST_CHECK cty_status
cty_print_html(cty_printer *printer, const cty_statement *statement,
               const cty_mailing *mailing, cty_write *write, void *context,
               cty_error *err);

/** A PDF on its way out. Opaque. @since 0.1 */
typedef struct cty_pdf cty_pdf;

/**
 * Begin a PDF of one statement or of many. The printer must outlive it, and
 * have no other PDF open. One is described by its number and client; many by
 * their issuer and period, if they are all of one.
 *
 * @param title    The document's; NULL: the first statement's.
 * @param out_pdf  Yours; cty_pdf_close releases it.
 * @retval CTY_OK           Begun.
 * @retval CTY_E_NOT_FOUND  CTY_PRINT_STRICT_FONTS, and Inter is not there.
 * @retval CTY_E_ARGUMENT   The title is no UTF-8 text.
 * @retval CTY_E_STATE      The printer has a PDF open.
 * @retval CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_pdf_open(cty_printer *printer,
                                               const char *title,
                                               cty_write *write, void *context,
                                               cty_pdf **out_pdf,
                                               cty_error *err);

/**
 * Add a statement's pages.
 *
 * @param mailing    May be NULL.
 * @param out_pages  Receives how many pages it took, a blank one of
 *                   CTY_PRINT_DUPLEX included; may be NULL.
 * @retval CTY_OK           Added.
 * @retval CTY_E_STORE      The output could not be written.
 * @retval CTY_E_NOT_FOUND  CTY_PRINT_STRICT_FONTS, and no font has one of its
 *                          characters; cty_printer_missing says which.
 * @retval CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_ABI, CTY_E_MEMORY
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_pdf_add(cty_pdf *pdf,
                                              const cty_statement *statement,
                                              const cty_mailing *mailing,
                                              int32_t *out_pages,
                                              cty_error *err);

/** End the PDF and write what is left of it. It is released whatever the
 * answer. @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_STATE (nothing was added, or an
 * addition failed), CTY_E_STORE, CTY_E_MEMORY @since 0.1 */
CTY_API CTY_MUST_CHECK cty_status cty_pdf_close(cty_pdf *pdf, cty_error *err);

#ifdef __cplusplus
}
#endif

#endif
