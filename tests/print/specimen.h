/* Letters filled by hand, to lay out: the story of three entries, and what is
 * longer, larger, missing or written from the right. */
#ifndef TESTS_PRINT_SPECIMEN_H
#define TESTS_PRINT_SPECIMEN_H

#include "print/printer.h"

enum { SPECIMEN_ROWS = 1024 };

struct specimen {
    struct ctyi_letter letter;
    struct ctyi_brand brand;
    struct ctyi_locales *locales;
    struct ctyi_arena arena;
    struct ctyi_row rows[SPECIMEN_ROWS];
    struct ctyi_row front[CTYI_FRONT_MOST + 4];
};

/* Three entries, everything on the page, A4. */
void specimen_open(struct specimen *specimen);
void specimen_close(struct specimen *specimen);

/* So many bills of one entry; over four: the front has the first four. */
void specimen_entries(struct specimen *specimen, size_t count);
/* One bill with so many entries. */
void specimen_one_bill(struct specimen *specimen, size_t count);
/* So many bills with so many entries each. */
void specimen_bills(struct specimen *specimen, size_t bills, size_t entries);
/* All amounts are this one. */
void specimen_amounts(struct specimen *specimen, const char *figure,
                      const char *money);
/* A text of so many letters, in words. */
const char *specimen_text(struct specimen *specimen, size_t length);

#endif
