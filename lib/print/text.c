/* A statement for a terminal of 80 columns. */
#include "print/text.h"

#include <string.h>

/* ---- who writes, and to whom ---- */

static const char *
one_of(const char *const *texts, size_t count, size_t index)
{
    return index < count ? texts[index] : "";
}

static void
put_sender(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    const struct ctyi_brand *brand = letter->brand;
    const char *left[1 + CTY_MAX_ADDRESS_LINES] = {brand->issuer.name};
    const char *right[] = {brand->issuer.email, brand->issuer.phone};
    size_t first = right[0][0] == '\0';
    size_t lefts = 1 + brand->address_lines;
    size_t lines = lefts > 2 - first ? lefts : 2 - first;

    memcpy(left + 1, brand->address, sizeof(brand->address));
    for (size_t i = 0; i < lines; i++)
        ctyi_screen_ends(screen, i == 0 ? CTYI_INK_STRONG : CTYI_INK_SOFT,
                         one_of(left, lefts, i), CTYI_INK_SOFT,
                         one_of(right + first, 2 - first, i));
    ctyi_screen_newline(screen);
}

struct facts {
    size_t label, value; /* columns */
};

static struct facts
measure_facts(const struct ctyi_screen *screen,
              const struct ctyi_letter *letter)
{
    enum { GAP = 2, LABEL_MOST = 20, VALUE_MOST = 30, PART_MOST = 40 };
    struct facts facts = {0, 0};
    size_t part = 0; /* the longest, which is not to be broken */

    for (size_t i = 0; i < letter->fact_count; i++) {
        size_t label =
            ctyi_screen_columns(screen, letter->facts[i].label) + GAP;
        size_t value = ctyi_screen_columns(screen, letter->facts[i].value);

        facts.label = label > facts.label ? label : facts.label;
        facts.value = value > facts.value ? value : facts.value;
        value = ctyi_screen_part(screen, letter->facts[i].value);
        part = value > part ? value : part;
    }
    if (facts.label > LABEL_MOST)
        facts.label = LABEL_MOST;
    if (facts.value > VALUE_MOST)
        facts.value = part > VALUE_MOST ? part : VALUE_MOST;
    if (facts.value > PART_MOST)
        facts.value = PART_MOST;
    return facts;
}

static void
put_addressee(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    enum { GAP = 2 };
    struct facts facts = measure_facts(screen, letter);
    size_t left = CTYI_COLUMNS - facts.label - facts.value;
    size_t lines = letter->recipient_lines > letter->fact_count
                       ? letter->recipient_lines
                       : letter->fact_count;

    for (size_t i = 0; i < lines; i++) {
        bool fact = i < letter->fact_count;
        struct ctyi_cell cells[] = {
            {.text = one_of(letter->recipient, letter->recipient_lines, i),
             .columns = left - GAP},
            {.text = "", .columns = GAP},
            {.text = fact ? letter->facts[i].label : "",
             .columns = facts.label,
             .ink = CTYI_INK_SOFT},
            {.text = fact ? letter->facts[i].value : "",
             .columns = facts.value}};

        ctyi_screen_cells(screen, cells, 4, 0);
    }
    ctyi_screen_newline(screen);
}

/* ---- what it is about ---- */

static void
put_headline(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    ctyi_screen_newline(screen);
    if (letter->corrected[0] != '\0') {
        ctyi_screen_paragraph(screen, CTYI_INK_STRONG, letter->corrected);
        ctyi_screen_newline(screen);
    }
    ctyi_screen_paragraph(screen, CTYI_INK_PLAIN, letter->headline);
    ctyi_screen_paragraph(screen, CTYI_INK_STRONG_ACCENT, letter->amount);
    ctyi_screen_newline(screen);
    ctyi_screen_paragraph(screen, CTYI_INK_PLAIN, letter->sentence);
    ctyi_screen_paragraph(screen, CTYI_INK_STRONG, letter->not_a_bill);
    ctyi_screen_newline(screen);
}

/* ---- the foot ---- */

static void
put_signer(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    size_t wide = ctyi_screen_columns(screen, letter->signer) + 2;
    struct ctyi_cell cells[] = {
        {.text = letter->signer, .columns = wide, .ink = CTYI_INK_STRONG},
        {.text = letter->signer_line,
         .columns = CTYI_COLUMNS - wide,
         .ink = CTYI_INK_SOFT}};

    if (wide > CTYI_COLUMNS / 2) {
        ctyi_screen_paragraph(screen, CTYI_INK_STRONG, letter->signer);
        ctyi_screen_paragraph(screen, CTYI_INK_SOFT, letter->signer_line);
    } else {
        ctyi_screen_cells(screen, cells, 2, 0);
    }
}

static void
put_foot(struct ctyi_screen *screen, const struct ctyi_letter *letter)
{
    const char *code =
        letter->qr_label[0] != '\0' ? letter->qr_label : letter->qr;

    if (letter->note[0] != '\0' || letter->signer[0] != '\0') {
        ctyi_screen_paragraph(screen, CTYI_INK_PLAIN, letter->note);
        put_signer(screen, letter);
        ctyi_screen_newline(screen);
    }
    if (letter->qr[0] != '\0')
        ctyi_screen_paragraph(screen, CTYI_INK_SOFT, code);
    ctyi_screen_paragraph(screen, CTYI_INK_SOFT, letter->legal);
}

void
ctyi_text_render(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    uint32_t flags = letter->options->flags;
    struct ctyi_screen screen = {.sink = sink,
                                 .ascii = (flags & CTY_PRINT_ASCII) != 0,
                                 .colour = (flags & CTY_PRINT_COLOUR) != 0};

    put_sender(&screen, letter);
    put_addressee(&screen, letter);
    put_headline(&screen, letter);
    ctyi_screen_bar(&screen, letter);
    ctyi_screen_table(&screen, letter);
    ctyi_screen_chart(&screen, letter);
    put_foot(&screen, letter);
}
