/* The door: strangers' arguments are refused here, once. */
#include "print/printer.h"

#include <stdlib.h>
#include <string.h>

#include "print/fault.h"
#include "print/picture.h"

enum {
    FLAGS_KNOWN = CTY_PRINT_NO_QR | CTY_PRINT_DUPLEX | CTY_PRINT_STRICT_FONTS |
                  CTY_PRINT_ASCII | CTY_PRINT_COLOUR
};

/* ---- opening ---- */

/* "de" of "de-AT" */
static bool
is_spoken(const char *language)
{
    size_t length = strcspn(language, "-_");
    const char *spoken;

    for (size_t i = 0; (spoken = cty_print_language(i)) != NULL; i++)
        if (strlen(spoken) == length && strncmp(spoken, language, length) == 0)
            return true;
    return false;
}

static cty_status
check_options(const cty_printer_options *options, cty_error *err)
{
    if ((options->flags & ~(uint32_t)FLAGS_KNOWN) != 0)
        return ctyi_fault(err, CTY_E_ARGUMENT, "flags",
                          "an unknown flag is set: use CTY_PRINT_");
    if (options->paper < CTY_PAPER_BY_COUNTRY ||
        options->paper > CTY_PAPER_LETTER)
        return ctyi_fault(err, CTY_E_ARGUMENT, "paper",
                          "paper %d is none: use CTY_PAPER_", options->paper);
    if (!cty_date_valid(options->issued))
        return ctyi_fault(err, CTY_E_ARGUMENT, "issued",
                          "the issue date is missing, or no day that exists");
    if (options->language != NULL && !is_spoken(options->language))
        return ctyi_fault(err, CTY_E_ARGUMENT, "language",
                          "\"%.40s\" is no language that statements are "
                          "printed in: use one of cty_print_language",
                          options->language);
    if (options->note != NULL &&
        strnlen(options->note, CTY_MAX_TEXT + 1) > CTY_MAX_TEXT)
        return ctyi_fault(err, CTY_E_LIMIT, "note",
                          "the note is longer than %d bytes: shorten it",
                          CTY_MAX_TEXT);
    return CTY_OK;
}

static cty_status
keep(struct ctyi_arena *arena, const char **text, cty_error *err)
{
    if (*text == NULL)
        return CTY_OK;
    *text = ctyi_arena_text(arena, *text, strlen(*text));
    return *text != NULL ? CTY_OK : ctyi_fault_memory(err);
}

static cty_status
furnish(cty_printer *printer, const cty_issuer *issuer, cty_error *err)
{
    cty_status status = ctyi_brand_open(issuer, &printer->brand, err);

    if (status == CTY_OK)
        status = keep(&printer->brand.arena, &printer->options.language, err);
    if (status == CTY_OK)
        status = keep(&printer->brand.arena, &printer->options.note, err);
    if (status != CTY_OK)
        return status;
    printer->locales = ctyi_locales_new();
    return printer->locales != NULL ? CTY_OK : ctyi_fault_memory(err);
}

cty_status
cty_printer_open(const cty_issuer *issuer, const cty_printer_options *options,
                 cty_printer **out_printer, cty_error *err)
{
    cty_issuer own_issuer;
    cty_printer_options own;
    cty_printer *printer;
    cty_status status;

    if (out_printer == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT, "out_printer",
                          "out_printer is missing");
    status = ctyi_fault_adopt(&own_issuer, sizeof(own_issuer), issuer, "issuer",
                              err);
    if (status == CTY_OK)
        status = ctyi_fault_adopt(&own, sizeof(own), options, "options", err);
    if (status == CTY_OK)
        status = check_options(&own, err);
    if (status != CTY_OK)
        return status;
    printer = calloc(1, sizeof(*printer));
    if (printer == NULL)
        return ctyi_fault_memory(err);
    printer->options = own;
    status = furnish(printer, &own_issuer, err);
    if (status != CTY_OK) {
        cty_printer_close(printer);
        return status;
    }
    *out_printer = printer;
    return CTY_OK;
}

const char *
cty_printer_warning(const cty_printer *printer)
{
    return printer != NULL && printer->warning[0] != '\0' ? printer->warning
                                                          : NULL;
}

const char *
cty_printer_missing(const cty_printer *printer)
{
    return printer != NULL && printer->missing[0] != '\0' ? printer->missing
                                                          : NULL;
}

void
cty_printer_close(cty_printer *printer)
{
    if (printer == NULL)
        return;
    ctyi_drawing_free(&printer->drawing);
    ctyi_packed_free(printer->packed_logo);
    ctyi_type_close(printer->type);
    ctyi_locales_free(printer->locales);
    ctyi_arena_free(&printer->arena);
    ctyi_brand_close(&printer->brand);
    free(printer);
}

/* ---- printing ---- */

cty_status
ctyi_printer_letter(cty_printer *printer, const cty_statement *statement,
                    const cty_mailing *mailing, struct ctyi_letter *out_letter,
                    cty_error *err)
{
    cty_mailing own = CTY_MAILING_INIT;
    cty_status status = CTY_OK;

    if (mailing != NULL)
        status = ctyi_fault_adopt(&own, sizeof(own), mailing, "mailing", err);
    if (status == CTY_OK && own.replaces.year != 0 &&
        !cty_date_valid(own.replaces))
        status = ctyi_fault(err, CTY_E_ARGUMENT, "replaces",
                            "the date of the statement that is replaced is no "
                            "day that exists");
    if (status != CTY_OK)
        return status;
    ctyi_arena_empty(&printer->arena);
    return ctyi_letter_write(&printer->brand, &printer->options,
                             printer->locales, statement, &own, &printer->arena,
                             out_letter, err);
}

static cty_status
print(cty_printer *printer, const cty_statement *statement,
      const cty_mailing *mailing,
      void (*render)(const struct ctyi_letter *letter, struct ctyi_sink *sink),
      cty_write *write, void *context, cty_error *err)
{
    struct ctyi_letter letter;
    struct ctyi_sink sink;
    cty_status status;

    if (printer == NULL || statement == NULL || write == NULL)
        return ctyi_fault(err, CTY_E_ARGUMENT,
                          printer == NULL     ? "printer"
                          : statement == NULL ? "statement"
                                              : "write",
                          "the printer, statement or output is missing");
    status = ctyi_printer_letter(printer, statement, mailing, &letter, err);
    if (status != CTY_OK)
        return status;
    ctyi_sink_begin(&sink, write, context);
    render(&letter, &sink);
    return ctyi_sink_end(&sink, err);
}

cty_status
cty_print_text(cty_printer *printer, const cty_statement *statement,
               const cty_mailing *mailing, cty_write *write, void *context,
               cty_error *err)
{
    return print(printer, statement, mailing, ctyi_text_render, write, context,
                 err);
}

cty_status
cty_print_html(cty_printer *printer, const cty_statement *statement,
               const cty_mailing *mailing, cty_write *write, void *context,
               cty_error *err)
{
    return print(printer, statement, mailing, ctyi_html_render, write, context,
                 err);
}
