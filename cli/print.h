/*
 * Statements as pages, over the print library where it is built in (print.c);
 * print_missing.c stands in where it is not. A printer is for one thread.
 */
#ifndef COURTESY_CLI_PRINT_H
#define COURTESY_CLI_PRINT_H

#include <courtesy/print.h>

#include "cli.h"

/* The formats that are pages, beside CTY_FORMAT_. */
enum { PRINT_HTML = 101, PRINT_PDF = 102 };

#define PRINT_IS_MISSING                                                       \
    "html pages come with the print library, which this courtesy was built "   \
    "without: use text, csv or json"

extern const bool print_is_here;

/* NULL after the last. */
const char *print_language(size_t index);

/* Without the print library the printer is NULL, and fine for plain text. */
cty_status print_open(const cty_issuer *issuer,
                      const cty_printer_options *options,
                      cty_printer **out_printer, cty_error *err);
const char *print_warning(const cty_printer *printer);
/* Characters of the last statement in a PDF that no font has, or NULL. */
const char *print_without_font(const cty_printer *printer);
void print_close(cty_printer *printer);

/* One statement in any format; out_pages is filled for PDF. */
cty_status print_statement(cty_printer *printer, const cty_statement *statement,
                           int32_t format, const cty_mailing *mailing,
                           cty_write *write, void *context, int32_t *out_pages,
                           cty_error *err);

/* Many statements in one PDF. */
cty_status print_pdf_open(cty_printer *printer, const char *title,
                          cty_write *write, void *context, cty_pdf **out_pdf,
                          cty_error *err);
cty_status print_pdf_add(cty_pdf *pdf, const cty_statement *statement,
                         const cty_mailing *mailing, int32_t *out_pages,
                         cty_error *err);
cty_status print_pdf_close(cty_pdf *pdf, cty_error *err);

#endif
