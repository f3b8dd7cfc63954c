/* A screen of 80 columns, and the parts of a statement on it. */
#ifndef CTYI_PRINT_TEXT_H
#define CTYI_PRINT_TEXT_H

#include "print/printer.h"

enum { CTYI_COLUMNS = 80 };

enum ctyi_ink {
    CTYI_INK_PLAIN,
    CTYI_INK_STRONG,
    CTYI_INK_SOFT,
    CTYI_INK_ACCENT, /* what was saved */
    CTYI_INK_STRONG_ACCENT,
    CTYI_INK_PAST
};

struct ctyi_screen {
    struct ctyi_sink *sink;
    bool ascii; /* rules, bars and marks; names stay as they are */
    bool colour;
    size_t spaces; /* that nothing follows yet */
};

/* A part of a text that fits in a line. */
struct ctyi_cut {
    const char *text;
    size_t length;
    size_t columns;
};

/* A cell of a row: its text, and one that begins on a line of its own. */
struct ctyi_cell {
    const char *text, *then; /* used up; then may be NULL */
    size_t columns;
    bool right; /* aligned */
    enum ctyi_ink ink;
};

/* ---- lines ---- */

/* How many columns a text takes. */
size_t ctyi_screen_columns(const struct ctyi_screen *screen, const char *text);
/* How many its longest part does: a word, or a word's part up to a slash, such
 * as the code in a statement's number. */
size_t ctyi_screen_part(const struct ctyi_screen *screen, const char *text);
/*
 * The next line of *text, which moves behind it: as many words as there is room
 * for, or as many parts of a word that is longer, or as much of one. False:
 * nothing was left.
 */
bool ctyi_screen_wrap(const struct ctyi_screen *screen, const char **text,
                      size_t columns, struct ctyi_cut *out_cut);

void ctyi_screen_cut(struct ctyi_screen *screen, enum ctyi_ink ink,
                     const struct ctyi_cut *cut);
void ctyi_screen_spaces(struct ctyi_screen *screen, size_t count);
/* Our own, which needs no care, so many times. */
void ctyi_screen_rule(struct ctyi_screen *screen, enum ctyi_ink ink,
                      const char *mark, size_t count);
void ctyi_screen_newline(struct ctyi_screen *screen);

/* In as many lines as it takes; "" is left out. */
void ctyi_screen_paragraph(struct ctyi_screen *screen, enum ctyi_ink ink,
                           const char *text);
/* Cells side by side, until all but the first `loose` of them are used up. */
void ctyi_screen_cells(struct ctyi_screen *screen, struct ctyi_cell *cells,
                       size_t count, size_t loose);
/* Two texts at the ends of a line, or on two. */
void ctyi_screen_ends(struct ctyi_screen *screen, enum ctyi_ink left_ink,
                      const char *left, enum ctyi_ink right_ink,
                      const char *right);

/* ---- parts ---- */

void ctyi_screen_table(struct ctyi_screen *screen,
                       const struct ctyi_letter *letter);
void ctyi_screen_bar(struct ctyi_screen *screen,
                     const struct ctyi_letter *letter);
void ctyi_screen_chart(struct ctyi_screen *screen,
                       const struct ctyi_letter *letter);

#endif
