#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/document.h"
#include "print/fault.h"

struct cty_pdf {
    cty_printer *printer;
    char *title;          /* NULL: the first statement's */
    char *subject;        /* of the first statement */
    char *subject_of_all; /* of many */
    cty_date from, to;    /* of the first statement's period */
    size_t statements;
    bool one_period; /* they are all of one */
    cty_write *write;
    void *context;
    struct ctyi_document document;
    bool begun;  /* the document is */
    bool failed; /* an addition did */
};

static cty_status
how_it_went(const cty_pdf *pdf, cty_error *err)
{
    if (pdf->document.objects.sink.failed)
        return ctyi_fault(err, CTY_E_STORE, NULL,
                          "the output could not be written");
    if (pdf->document.failed || pdf->document.objects.failed)
        return ctyi_fault_memory(err);
    return CTY_OK;
}

/* ---- opening ---- */

static bool
is_text(const char *text)
{
    return g_utf8_validate(text, -1, NULL);
}

static cty_status
find_fonts(cty_printer *printer, cty_error *err)
{
    const char *stand_in;
    cty_status status = CTY_OK;

    if (printer->type == NULL)
        status = ctyi_type_open(&printer->type, err);
    if (status != CTY_OK)
        return status;
    stand_in = ctyi_type_stand_in(printer->type);
    if (stand_in == NULL)
        return CTY_OK;
    if ((printer->options.flags & CTY_PRINT_STRICT_FONTS) != 0)
        return ctyi_fault(err, CTY_E_NOT_FOUND, NULL,
                          "Inter is not installed, and nothing may stand in "
                          "for it; on Debian install fonts-inter");
    snprintf(printer->warning, sizeof(printer->warning),
             "Inter is not installed: pages are set in %s; on Debian install "
             "fonts-inter",
             stand_in);
    return CTY_OK;
}

static cty_status
check_arguments(const cty_printer *printer, const char *title, cty_write *write,
                cty_pdf **out_pdf, cty_error *err)
{
    if (printer == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT, "printer", "printer is missing");
    if (write == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT, "write", "write is missing");
    if (out_pdf == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT, "out_pdf", "out_pdf is missing");
    if (title != NULL && !is_text(title))
        return ctyi_fault(err, CTY_E_ARGUMENT, "title",
                          "title is no UTF-8 text");
    if (printer->pdf_open)
        return ctyi_fault(err, CTY_E_STATE, NULL,
                          "the printer has a PDF open: close that first");
    return CTY_OK;
}

cty_status
cty_pdf_open(cty_printer *printer, const char *title, cty_write *write,
             void *context, cty_pdf **out_pdf, cty_error *err)
{
    cty_status status = check_arguments(printer, title, write, out_pdf, err);
    cty_pdf *pdf;

    if (status == CTY_OK)
        status = find_fonts(printer, err);
    if (status != CTY_OK)
        return status;
    pdf = calloc(1, sizeof(*pdf));
    if (pdf == NULL)
        return ctyi_fault_memory(err);
    if (title != NULL) {
        pdf->title = strdup(title);
        if (pdf->title == NULL) {
            free(pdf);
            return ctyi_fault_memory(err);
        }
    }
    pdf->printer = printer;
    pdf->write = write;
    pdf->context = context;
    printer->pdf_open = true;
    *out_pdf = pdf;
    return CTY_OK;
}

/* ---- adding ---- */

/* Nothing is written before there is something to write. */
static cty_status
begin_file(cty_pdf *pdf, const struct ctyi_letter *letter, cty_error *err)
{
    bool made;

    if (pdf->title == NULL)
        pdf->title = strdup(letter->title);
    pdf->subject = strdup(letter->subject);
    pdf->subject_of_all = strdup(letter->subject_of_all);
    made = ctyi_document_begin(&pdf->document, pdf->write, pdf->context,
                               letter->language);
    pdf->document.pictures.logo = pdf->printer->brand.logo;
    pdf->document.pictures.packed = &pdf->printer->packed_logo;
    pdf->begun = true;
    if (!made || pdf->title == NULL || pdf->subject == NULL ||
        pdf->subject_of_all == NULL)
        return ctyi_fault_memory(err);
    return how_it_went(pdf, err);
}

static void
count(cty_pdf *pdf, const cty_period *period)
{
    if (pdf->statements++ == 0) {
        pdf->from = period->from;
        pdf->to = period->to;
        pdf->one_period = true;
    }
    if (cty_date_compare(pdf->from, period->from) != 0 ||
        cty_date_compare(pdf->to, period->to) != 0)
        pdf->one_period = false;
}

/* Boxes stand for what no font has; not where fonts are taken strictly. */
static cty_status
look_for_missing(cty_printer *printer, const cty_statement_info *info,
                 cty_error *err)
{
    snprintf(printer->missing, sizeof(printer->missing), "%s",
             ctyi_type_missing(printer->type));
    if (printer->missing[0] == '\0' ||
        (printer->options.flags & CTY_PRINT_STRICT_FONTS) == 0)
        return CTY_OK;
    return ctyi_fault(err, CTY_E_NOT_FOUND, NULL,
                      "the statement of %s has characters that no font here "
                      "has: %s; install one that has them (on Debian, all of "
                      "fonts-noto)",
                      info->client_ref, printer->missing);
}

static cty_status
lay_out(cty_printer *printer, const cty_statement *statement,
        const struct ctyi_letter *letter, cty_statement_info *out_info,
        cty_error *err)
{
    cty_status status = cty_statement_info_get(statement, out_info, err);

    if (status != CTY_OK)
        return status;
    ctyi_type_begin(printer->type);
    ctyi_drawing_begin(&printer->drawing, printer->type);
    status = ctyi_layout(letter, &printer->arena, &printer->drawing, err);
    if (status == CTY_OK &&
        (printer->drawing.failed || printer->drawing.page_count == 0))
        status = ctyi_fault_memory(err);
    return status == CTY_OK ? look_for_missing(printer, out_info, err) : status;
}

static cty_status
add(cty_pdf *pdf, const cty_statement *statement, const cty_mailing *mailing,
    size_t *out_pages, cty_error *err)
{
    cty_printer *printer = pdf->printer;
    bool padded = (printer->options.flags & CTY_PRINT_DUPLEX) != 0;
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    struct ctyi_letter letter;
    cty_status status;

    printer->missing[0] = '\0';
    status = ctyi_printer_letter(printer, statement, mailing, &letter, err);
    if (status == CTY_OK)
        status = lay_out(printer, statement, &letter, &info, err);
    if (status == CTY_OK && !pdf->begun)
        status = begin_file(pdf, &letter, err);
    if (status != CTY_OK)
        return status;
    count(pdf, &info.period);
    *out_pages = ctyi_document_add(&pdf->document, &printer->drawing,
                                   letter.language, padded);
    ctyi_drawing_clear(&printer->drawing);
    ctyi_type_trim(printer->type);
    return how_it_went(pdf, err);
}

cty_status
cty_pdf_add(cty_pdf *pdf, const cty_statement *statement,
            const cty_mailing *mailing, int32_t *out_pages, cty_error *err)
{
    size_t pages = 0;
    cty_status status;

    if (pdf == NULL || statement == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT,
                          pdf == NULL ? "pdf" : "statement",
                          "the PDF or the statement is missing");
    if (pdf->failed)
        return ctyi_fault(err, CTY_E_STATE, NULL,
                          "an addition failed: close the PDF and begin again");
    status = add(pdf, statement, mailing, &pages, err);
    if (status != CTY_OK)
        pdf->failed = true;
    else if (out_pages != NULL)
        *out_pages = (int32_t)pages;
    return status;
}

/* ---- closing ---- */

static const char *
subject(const cty_pdf *pdf)
{
    if (pdf->statements == 1)
        return pdf->subject;
    return pdf->one_period ? pdf->subject_of_all : "";
}

static cty_status
end_file(cty_pdf *pdf, cty_error *err)
{
    struct ctyi_description description = {
        .title = pdf->title,
        .author = pdf->printer->brand.issuer.name,
        .subject = subject(pdf),
        .date = pdf->printer->options.issued};
    cty_status status;

    ctyi_document_end(&pdf->document, &description);
    status = ctyi_sink_end(&pdf->document.objects.sink, err);
    return status != CTY_OK ? status : how_it_went(pdf, err);
}

cty_status
cty_pdf_close(cty_pdf *pdf, cty_error *err)
{
    cty_status status;

    if (pdf == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT, "pdf", "pdf is missing");
    if (pdf->failed)
        status = ctyi_fault(err, CTY_E_STATE, NULL,
                            "an addition failed: the PDF is not whole");
    else if (!pdf->begun)
        status = ctyi_fault(err, CTY_E_STATE, NULL,
                            "nothing was added: a PDF has a page at least");
    else
        status = end_file(pdf, err);
    ctyi_document_drop(&pdf->document);
    pdf->printer->pdf_open = false;
    free(pdf->subject);
    free(pdf->subject_of_all);
    free(pdf->title);
    free(pdf);
    return status;
}
