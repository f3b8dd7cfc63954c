/* The parts of a statement in HTML. */
#ifndef CTYI_PRINT_HTML_H
#define CTYI_PRINT_HTML_H

#include "print/character.h"
#include "print/printer.h"

/*
 * A text as text, or as the value of an attribute in double quotes: never
 * markup, and what it opens in direction it closes.
 */
void ctyi_html_text(struct ctyi_sink *sink, const char *text);
/* So much of a text; what is open stays so. */
void ctyi_html_part(struct ctyi_sink *sink, struct ctyi_bidi *bidi,
                    const char *text, size_t length);
void ctyi_html_end(struct ctyi_sink *sink, struct ctyi_bidi *bidi);
/* An element with a text, or nothing for "". open and close are ours. */
void ctyi_html_element(struct ctyi_sink *sink, const char *open,
                       const char *text, const char *close);
/* Hundredths as "12.34". */
void ctyi_html_number(struct ctyi_sink *sink, int hundredths);

/* html.css */
extern const char ctyi_html_css[];
extern const size_t ctyi_html_css_size;

/* Everything between <style> and </style>. */
void ctyi_html_style(const struct ctyi_letter *letter, struct ctyi_sink *sink);
/* Where it came from: all rows, and the total. */
void ctyi_html_table(const struct ctyi_letter *letter, struct ctyi_sink *sink);
/* What was saved of the whole, and period by period. */
void ctyi_html_bar(const struct ctyi_letter *letter, struct ctyi_sink *sink);
void ctyi_html_chart(const struct ctyi_letter *letter, struct ctyi_sink *sink);
/* The code to verify by, as a picture; nothing where it cannot be made. */
void ctyi_html_qr(const struct ctyi_letter *letter, struct ctyi_sink *sink);

/* How many lines stand over the table, because the window has no room. */
int ctyi_html_lines_in_full(const struct ctyi_letter *letter);
/* How much closer than designed the printed page has to be, 0 to 1. */
double ctyi_html_tightness(const struct ctyi_letter *letter);

/* Roughly how wide a text is, in hundredths of its size. */
int ctyi_html_width(const char *text);

#endif
