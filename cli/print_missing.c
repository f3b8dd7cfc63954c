#include "print.h"

const bool print_is_here = false;

static cty_status
is_missing(cty_error *err)
{
    *err = (cty_error){.status = CTY_E_ARGUMENT, .field = "format"};
    (void)snprintf(err->message, sizeof err->message, "%s", PRINT_IS_MISSING);
    return CTY_E_ARGUMENT;
}

const char *
print_language(size_t index)
{
    (void)index;
    return NULL;
}

cty_status
print_open(const cty_issuer *issuer, const cty_printer_options *options,
           cty_printer **out_printer, cty_error *err)
{
    (void)issuer;
    (void)options;
    (void)err;
    *out_printer = NULL;
    return CTY_OK;
}

const char *
print_warning(const cty_printer *printer)
{
    (void)printer;
    return NULL;
}

const char *
print_without_font(const cty_printer *printer)
{
    (void)printer;
    return NULL;
}

void
print_close(cty_printer *printer)
{
    (void)printer;
}

cty_status
print_statement(cty_printer *printer, const cty_statement *statement,
                int32_t format, const cty_mailing *mailing, cty_write *write,
                void *context, int32_t *out_pages, cty_error *err)
{
    (void)printer;
    (void)mailing;
    (void)out_pages;
    if (format == PRINT_HTML || format == PRINT_PDF)
        return is_missing(err);
    return cty_statement_write(statement, format, write, context, err);
}

cty_status
print_pdf_open(cty_printer *printer, const char *title, cty_write *write,
               void *context, cty_pdf **out_pdf, cty_error *err)
{
    (void)printer;
    (void)title;
    (void)write;
    (void)context;
    (void)out_pdf;
    return is_missing(err);
}

cty_status
print_pdf_add(cty_pdf *pdf, const cty_statement *statement,
              const cty_mailing *mailing, int32_t *out_pages, cty_error *err)
{
    (void)pdf;
    (void)statement;
    (void)mailing;
    (void)out_pages;
    return is_missing(err);
}

cty_status
print_pdf_close(cty_pdf *pdf, cty_error *err)
{
    (void)pdf;
    return is_missing(err);
}
