/* A printer, and the renderers it has. */
#ifndef CTYI_PRINT_PRINTER_H
#define CTYI_PRINT_PRINTER_H

#include "print/drawing.h"
#include "print/letter.h"

struct cty_printer {
    cty_printer_options options; /* texts in the brand's arena, or NULL */
    struct ctyi_brand brand;
    struct ctyi_locales *locales;
    struct ctyi_arena arena; /* of the letter in hand */
    struct ctyi_type *type;  /* NULL before the first PDF */
    struct ctyi_drawing drawing;
    struct ctyi_packed *packed_logo; /* NULL before the first PDF has it */
    bool pdf_open;
    char warning[256];
    char missing[64]; /* of the last statement in a PDF; "": nothing */
};

/* Where bytes go: what could not be written is remembered. */
struct ctyi_sink {
    cty_write *write;
    void *context;
    bool failed;
    size_t used;
    char buffer[4096];
};

void ctyi_sink_begin(struct ctyi_sink *sink, cty_write *write, void *context);
void ctyi_sink_put(struct ctyi_sink *sink, const char *bytes, size_t size);
void ctyi_sink_text(struct ctyi_sink *sink, const char *text);
/* CTY_E_STORE: what was put could not be written. */
cty_status ctyi_sink_end(struct ctyi_sink *sink, cty_error *err);

/* The letter of a statement, in the printer's arena, which is emptied. */
cty_status ctyi_printer_letter(cty_printer *printer,
                               const cty_statement *statement,
                               const cty_mailing *mailing,
                               struct ctyi_letter *out_letter, cty_error *err);

void ctyi_text_render(const struct ctyi_letter *letter, struct ctyi_sink *sink);
void ctyi_html_render(const struct ctyi_letter *letter, struct ctyi_sink *sink);

/* Lay a letter out: the drawing is cleared and gets its pages. Page numbers and
 * totals that are carried go to the arena. */
cty_status ctyi_layout(const struct ctyi_letter *letter,
                       struct ctyi_arena *arena, struct ctyi_drawing *drawing,
                       cty_error *err);

#endif
