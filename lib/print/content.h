/* A page of a drawing as the operators of a PDF, and its structure. */
#ifndef CTYI_PRINT_CONTENT_H
#define CTYI_PRINT_CONTENT_H

#include "print/drawing.h"
#include "print/picture.h"
#include "print/subset.h"

/* An element of the structure. */
struct ctyi_element {
    enum ctyi_tag tag;
    uint32_t object;
    int parent;                /* element; -1: the statement */
    int first_part, last_part; /* -1: none */
};

/* What is in an element, in reading order. */
struct ctyi_part {
    int next;    /* -1: none */
    int element; /* -1: drawn content */
    int mark;    /* the content's number on the page */
};

struct ctyi_content {
    struct ctyi_objects *objects;
    struct ctyi_subsets *subsets;
    struct ctyi_pictures *pictures;
    struct ctyi_bytes bytes;
    double height; /* of the page: PDF counts from its foot */

    /* the graphics state */
    bool filled, stroked; /* whether a colour was set */
    uint32_t fill, stroke;
    double thickness, size, tracking;
    struct ctyi_subset *font;
    enum ctyi_operation_kind path; /* that goes on; CTYI_DRAW_END: none */
    bool spoken; /* the open mark has a text, which ends at: */
    double end_x, end_y;

    /* the structure */
    struct ctyi_element *elements;
    struct ctyi_part *parts;
    int *marked; /* each mark's element */
    size_t element_count, element_room;
    size_t part_count, part_room;
    size_t mark_count, mark_room;
    int element; /* in which we are; -1: none */
    int open;    /* whose content is being drawn; see content.c */
    bool failed; /* out of memory */
};

/* Into bytes, elements, parts and marked, which are emptied first. */
void ctyi_content_page(struct ctyi_content *content,
                       const struct ctyi_drawing *drawing,
                       const struct ctyi_drawn_page *page);
void ctyi_content_free(struct ctyi_content *content);

/* "H1" */
const char *ctyi_content_tag(enum ctyi_tag tag);

/* Of content_text.c; and the colour that it and the shapes set. */
void ctyi_content_text(struct ctyi_content *content,
                       const struct ctyi_operation *text);
void ctyi_content_colour(struct ctyi_content *content, uint32_t rgb,
                         const char *operator);

#endif
