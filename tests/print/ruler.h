/* A ruler for pages: letters are laid out, and what must hold on every page is
 * measured over the operations of the drawing. */
#ifndef TESTS_PRINT_RULER_H
#define TESTS_PRINT_RULER_H

#include "support.h"

#include "specimen.h"

struct sheet {
    struct specimen specimen;
    struct ctyi_drawing drawing;
};

/* Setup and teardown of a group, and of a test: *state is a sheet. */
int open_type(void **state);
int close_type(void **state);
int open_sheet(void **state);
int close_sheet(void **state);

/*
 * Lay its specimen out, and see that no texts meet, nothing crosses a margin,
 * an edge or the foot, columns align, the window shows the address and nothing
 * else, and the structure is closed.
 */
void lay_out(struct sheet *sheet);
/* On Letter, then on A4. */
void lay_out_twice(struct sheet *sheet);

void assert_columns_align(const struct ctyi_drawing *drawing,
                          const struct ctyi_drawn_page *page);

bool is_text(const struct ctyi_operation *operation);
double size_of(const struct ctyi_operation *operation);
const char *words_of(const struct ctyi_operation *operation);
/* How many texts of a page are this one. */
size_t texts_like(const struct sheet *sheet, size_t page, const char *text);
/* Whether a text is there in full, whatever its lines, from a page on. */
bool shows(const struct sheet *sheet, size_t page, const char *text);

#endif
