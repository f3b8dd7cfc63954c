#include "print.h"

const bool print_is_here = true;

const char *
print_language(size_t index)
{
    return cty_print_language(index);
}

cty_status
print_open(const cty_issuer *issuer, const cty_printer_options *options,
           cty_printer **out_printer, cty_error *err)
{
    return cty_printer_open(issuer, options, out_printer, err);
}

const char *
print_warning(const cty_printer *printer)
{
    return cty_printer_warning(printer);
}

const char *
print_without_font(const cty_printer *printer)
{
    return cty_printer_missing(printer);
}

void
print_close(cty_printer *printer)
{
    cty_printer_close(printer);
}

static cty_status
one_pdf(cty_printer *printer, const cty_statement *statement,
        const cty_mailing *mailing, cty_write *write, void *context,
        int32_t *out_pages, cty_error *err)
{
    cty_error close_err = CTY_ERROR_INIT;
    cty_pdf *pdf = NULL;
    cty_status closed;
    cty_status status = cty_pdf_open(printer, NULL, write, context, &pdf, err);

    if (status != CTY_OK)
        return status;
    status = cty_pdf_add(pdf, statement, mailing, out_pages, err);
    closed = cty_pdf_close(pdf, &close_err);
    if (status == CTY_OK && closed != CTY_OK) {
        *err = close_err;
        status = closed;
    }
    return status;
}

cty_status
print_statement(cty_printer *printer, const cty_statement *statement,
                int32_t format, const cty_mailing *mailing, cty_write *write,
                void *context, int32_t *out_pages, cty_error *err)
{
    if (format == PRINT_PDF)
        return one_pdf(printer, statement, mailing, write, context, out_pages,
                       err);
    if (format == PRINT_HTML)
        return cty_print_html(printer, statement, mailing, write, context, err);
    if (format == CTY_FORMAT_TEXT)
        return cty_print_text(printer, statement, mailing, write, context, err);
    return cty_statement_write(statement, format, write, context, err);
}

cty_status
print_pdf_open(cty_printer *printer, const char *title, cty_write *write,
               void *context, cty_pdf **out_pdf, cty_error *err)
{
    return cty_pdf_open(printer, title, write, context, out_pdf, err);
}

cty_status
print_pdf_add(cty_pdf *pdf, const cty_statement *statement,
              const cty_mailing *mailing, int32_t *out_pages, cty_error *err)
{
    return cty_pdf_add(pdf, statement, mailing, out_pages, err);
}

cty_status
print_pdf_close(cty_pdf *pdf, cty_error *err)
{
    return cty_pdf_close(pdf, err);
}
