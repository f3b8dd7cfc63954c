/*
 * A drawing: the pages of one statement as a short list of operations, in
 * points from the upper left corner, which a backend then draws. A drawing that
 * ran out of memory stays so until it is cleared; ask once, at the end.
 */
#ifndef CTYI_PRINT_DRAWING_H
#define CTYI_PRINT_DRAWING_H

#include "print/type.h"

#define CTYI_MM (72.0 / 25.4)

enum ctyi_align { CTYI_LEFT, CTYI_RIGHT, CTYI_CENTRE };

/* Corners to round. */
enum {
    CTYI_TOP_LEFT = 1,
    CTYI_TOP_RIGHT = 2,
    CTYI_BOTTOM_RIGHT = 4,
    CTYI_BOTTOM_LEFT = 8,
    CTYI_ALL_CORNERS = 15
};

enum ctyi_tag {
    CTYI_TAG_H1,
    CTYI_TAG_H2,
    CTYI_TAG_P,
    CTYI_TAG_TABLE,
    CTYI_TAG_TR,
    CTYI_TAG_TH,
    CTYI_TAG_TD,
    CTYI_TAG_FIGURE
};

enum ctyi_operation_kind {
    CTYI_DRAW_TEXT,
    CTYI_DRAW_BOX,
    CTYI_DRAW_LINE,
    CTYI_DRAW_LOGO,
    CTYI_DRAW_QR,
    CTYI_DRAW_TAG,
    CTYI_DRAW_END
};

struct ctyi_operation {
    enum ctyi_operation_kind kind;
    uint32_t rgb;
    double x, y, width, height; /* of a line: to x + width, y + height */
    double radius;              /* of a box; of a line its thickness */
    int detail;                 /* corners, or the tag */
    const struct ctyi_run *run;
    const char *text; /* a QR code's content; borrowed until cleared */
};

struct ctyi_drawn_page {
    double width, height;
    size_t first, count; /* operations */
};

struct ctyi_drawing {
    struct ctyi_type *type;
    struct ctyi_operation *operations;
    size_t count, room;
    struct ctyi_drawn_page *pages;
    size_t page_count, page_room;
    bool right_to_left; /* the paragraphs' direction */
    bool mirrored;      /* x runs from the right edge, left aligns right */
    bool failed;        /* out of memory */
};

void ctyi_drawing_begin(struct ctyi_drawing *drawing, struct ctyi_type *type);
void ctyi_drawing_clear(struct ctyi_drawing *drawing);
void ctyi_drawing_free(struct ctyi_drawing *drawing);

/* What is drawn from now on is on a new page. */
void ctyi_draw_page(struct ctyi_drawing *drawing, double width, double height);
/* y is the baseline. Answers the width in points. */
double ctyi_draw_text(struct ctyi_drawing *drawing,
                      const struct ctyi_style *style, const char *text,
                      double x, double y, enum ctyi_align align, uint32_t rgb);
double ctyi_draw_line_of(struct ctyi_drawing *drawing,
                         const struct ctyi_style *style,
                         const struct ctyi_line *line, double x, double y,
                         enum ctyi_align align, uint32_t rgb);
/* The width that a text would have. */
double ctyi_draw_measure(struct ctyi_drawing *drawing,
                         const struct ctyi_style *style, const char *text);
void ctyi_draw_box(struct ctyi_drawing *drawing, double x, double y,
                   double width, double height, double radius, int corners,
                   uint32_t rgb);
void ctyi_draw_line(struct ctyi_drawing *drawing, double x, double y,
                    double to_x, double to_y, double thickness, uint32_t rgb);
void ctyi_draw_logo(struct ctyi_drawing *drawing, double x, double y,
                    double width, double height);
void ctyi_draw_qr(struct ctyi_drawing *drawing, const char *text, double x,
                  double y, double side, uint32_t rgb);
/* The structure: what is drawn up to the end belongs to the tag. What is in no
 * tag is decoration. */
void ctyi_draw_tag(struct ctyi_drawing *drawing, enum ctyi_tag tag);
void ctyi_draw_end(struct ctyi_drawing *drawing);

#endif
