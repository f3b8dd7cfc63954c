#include <stdlib.h>

#include <courtesy/print.h>

#include "../fuzz/fuzz.h"
#include "use.h"

static void
make_pages(cty_printer *printer, const cty_statement *statement)
{
    struct written written = {0};
    cty_error err = CTY_ERROR_INIT;
    cty_pdf *pdf = NULL;
    int32_t pages = 0;

    (void)answered(
        cty_print_text(printer, statement, NULL, fuzz_write, &written, &err),
        &err);
    (void)answered(
        cty_print_html(printer, statement, NULL, fuzz_write, &written, &err),
        &err);
    if (answered(cty_pdf_open(printer, NULL, fuzz_write, &written, &pdf, &err),
                 &err)) {
        (void)answered(cty_pdf_add(pdf, statement, NULL, &pages, &err), &err);
        (void)answered(cty_pdf_close(pdf, &err), &err);
    }
    free(written.text);
}

void
use_pages(cty_ledger *ledger, const cty_statement *statement)
{
    cty_printer_options options = CTY_PRINTER_OPTIONS_INIT;
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_printer *printer = NULL;
    cty_error err = CTY_ERROR_INIT;

    options.issued = (cty_date){2026, 10, 5};
    if (answered(cty_issuer_get(ledger, &issuer, &err), &err) &&
        answered(cty_printer_open(&issuer, &options, &printer, &err), &err))
        make_pages(printer, statement);
    cty_printer_close(printer);
}
