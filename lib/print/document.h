/* A PDF of many drawings: pages, structure, fonts and what the file says of
 * itself. */
#ifndef CTYI_PRINT_DOCUMENT_H
#define CTYI_PRINT_DOCUMENT_H

#include "print/content.h"

/* Whatever has a number in the file that a list needs in the end. */
struct ctyi_numbers {
    uint32_t *all;
    size_t count, room;
};

struct ctyi_document {
    struct ctyi_objects objects;
    struct ctyi_subsets subsets;
    struct ctyi_pictures pictures;
    struct ctyi_content content;
    uint32_t resources, structure, body;
    struct ctyi_numbers statements; /* their elements */
    struct ctyi_numbers pages;
    struct ctyi_numbers marked;   /* by page, its marks' elements; 0: none */
    struct ctyi_numbers branches; /* of the tree of pages */
    char language[40];
    bool failed; /* out of memory */
};

/* What a file says of itself; no text is NULL. */
struct ctyi_description {
    const char *title, *author, *subject;
    cty_date date;
};

bool ctyi_document_begin(struct ctyi_document *document, cty_write *write,
                         void *context, const char *language);
/* All pages of a drawing, in a language; padded: an even number of them. */
size_t ctyi_document_add(struct ctyi_document *document,
                         const struct ctyi_drawing *drawing,
                         const char *language, bool padded);
void ctyi_document_end(struct ctyi_document *document,
                       const struct ctyi_description *description);
void ctyi_document_drop(struct ctyi_document *document);

#endif
