/* Plain text in columns: how wide characters are, and where lines break. */
#ifndef CTYI_EXCHANGE_PAGE_H
#define CTYI_EXCHANGE_PAGE_H

#include "exchange/output.h"

enum { CTYI_PAGE_COLUMNS = 80 };

struct ctyi_span {
    const char *text; /* borrowed from what was wrapped */
    size_t bytes;
    size_t columns;
};

/* The columns a text takes up, to the end. */
size_t ctyi_text_columns(const char *text);

/*
 * The next line of *at, no wider than columns, without spaces around it: broken
 * at a space, or within a word that is wider than the line. False at the end.
 */
bool ctyi_wrap(const char **at, size_t columns, struct ctyi_span *out_line);

/* Without what would turn the reading direction or break the line. */
void ctyi_put_span(struct ctyi_output *output, const struct ctyi_span *line);
void ctyi_put_spaces(struct ctyi_output *output, size_t count);
void ctyi_put_rule(struct ctyi_output *output, char character, size_t count);
/* At the right end of that many columns. */
void ctyi_put_right(struct ctyi_output *output, const char *text,
                    size_t columns);
/* Wrapped to the page's width, a line each. */
void ctyi_put_paragraph(struct ctyi_output *output, const char *text);

#endif
