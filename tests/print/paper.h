/* What a renderer wrote, and texts that mean no good. */
#ifndef TESTS_PRINT_PAPER_H
#define TESTS_PRINT_PAPER_H

#include "support.h"

#include "specimen.h"

struct paper {
    struct specimen specimen;
    cty_printer_options options;
    char *text; /* of the last rendering, and a NUL */
    size_t size, room;
};

/* Setup and teardown of a test: *state is a paper. */
int open_paper(void **state);
int close_paper(void **state);

/* Borrowed until the next. */
const char *html_of(struct paper *paper);
const char *text_of(struct paper *paper);

/* Every text of the letter and its issuer becomes this one. */
void fill_with(struct paper *paper, const char *text);
/* Bytes of no meaning; seeds give the same again. */
void garble(char *text, size_t size, uint64_t *seed);

/* The character at *text, which moves behind it; asserts that it is UTF-8. */
int32_t next_character(const char **text);
/* Asserts that what a text opens in direction is closed in its line. */
void assert_directions_closed(const char *text);

#endif
