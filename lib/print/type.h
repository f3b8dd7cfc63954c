/*
 * Type: text that is shaped once and kept. A style says how a text is set; a
 * run is a text in a style, with its glyphs and width. Text that is set again
 * (labels, reasons, names) is found in the cache.
 */
#ifndef CTYI_PRINT_TYPE_H
#define CTYI_PRINT_TYPE_H

#include <courtesy/base.h>

/* Static objects: runs are found by the style's address. */
struct ctyi_style {
    double size;     /* points */
    int weight;      /* 400, 500 or 600 */
    bool display;    /* Inter Display, else Inter */
    bool tabular;    /* figures of one width, for columns */
    double tracking; /* letter spacing in percent of the size */
};

struct ctyi_type;
struct ctyi_run;

struct ctyi_line {
    const char *text; /* a part of the text that was wrapped */
    size_t length;
};

cty_status ctyi_type_open(struct ctyi_type **out_type, cty_error *err);
void ctyi_type_close(struct ctyi_type *type);
/* The family that fontconfig gives in place of Inter; NULL: Inter is there. */
const char *ctyi_type_stand_in(const struct ctyi_type *type);

/* What no font had of the texts that were asked for since the last
 * ctyi_type_begin: "U+12000, U+1F381", the first few; "": nothing. */
void ctyi_type_begin(struct ctyi_type *type);
const char *ctyi_type_missing(struct ctyi_type *type);

/*
 * A text of length bytes in a style; right_to_left is its paragraph's
 * direction. Borrowed until ctyi_type_trim. NULL: out of memory.
 */
const struct ctyi_run *ctyi_type_run(struct ctyi_type *type,
                                     const struct ctyi_style *style,
                                     const char *text, size_t length,
                                     bool right_to_left);
double ctyi_run_width(const struct ctyi_run *run); /* points */

/*
 * Break a text into lines of at most width points, where its language allows
 * (in the middle of a word that is wider than a line). Spaces at a break belong
 * to no line. Answers how many lines it has; at most `most` are filled.
 */
size_t ctyi_type_wrap(struct ctyi_type *type, const struct ctyi_style *style,
                      const char *text, bool right_to_left, double width,
                      struct ctyi_line *lines, size_t most);

/* Between statements: let go of what the cache no longer has room for. */
void ctyi_type_trim(struct ctyi_type *type);

#endif
