/*
 * The page of a statement, in parts. A part is measured once: its texts are
 * fitted and broken into lines; from then on its height is arithmetic, and
 * depends on how tight the page has to be. That makes room without breaking a
 * line twice.
 */
#ifndef CTYI_PRINT_LAYOUT_H
#define CTYI_PRINT_LAYOUT_H

#include "print/printer.h"

/* A paper and where its envelope's window is; millimetres. Ys are baselines. */
struct ctyi_paper {
    double width, height;
    double left, right; /* margins */
    double return_y;    /* 0: no return line */
    double sort_y;
    double recipient_y, recipient_last; /* of the first and last line */
    double recipient_width;
    double facts_y, facts_first, facts_last; /* usual; as far as they may go */
    bool facts_above;                        /* the window, else beside it */
    double body_y;
    double foot_y;
    double folds[2];
    double punch; /* 0: no mark */
};

struct ctyi_sheet {
    const struct ctyi_letter *letter;
    const struct ctyi_colours *colours;
    const struct ctyi_paper *paper;
    struct ctyi_arena *arena;
    struct ctyi_drawing *drawing;
    double left, right, width; /* of the text */
    double middle;             /* where column 8 begins */
    double tight;              /* 0: as designed, to 1: as little as can be */
};

/* What is between designed and least, for how tight the sheet is. */
double ctyi_ease(const struct ctyi_sheet *sheet, double designed, double least);

/* ---- styles: each with the smaller ones that it may shrink to ---- */

enum {
    CTYI_BODY_SIZES = 3,
    CTYI_BOLD_SIZES = 2,
    CTYI_FIGURE_SIZES = 4,
    CTYI_SMALL_SIZES = 2,
    CTYI_H2_SIZES = 3
};

extern const struct ctyi_style ctyi_style_body[CTYI_BODY_SIZES];
extern const struct ctyi_style ctyi_style_bold[CTYI_BOLD_SIZES];
extern const struct ctyi_style ctyi_style_figure[CTYI_FIGURE_SIZES];
extern const struct ctyi_style ctyi_style_strong[CTYI_FIGURE_SIZES];
extern const struct ctyi_style ctyi_style_small[CTYI_SMALL_SIZES];
extern const struct ctyi_style ctyi_style_h2[CTYI_H2_SIZES];
extern const struct ctyi_style ctyi_style_label;
extern const struct ctyi_style ctyi_style_label_strong;

/* ---- blocks: a text in lines ---- */

struct ctyi_block {
    const struct ctyi_style *style;
    struct ctyi_line line;         /* where it has only one */
    const struct ctyi_line *lines; /* in the arena; NULL: the one above */
    size_t count;                  /* 0: there is no text */
    bool right_to_left;
};

/*
 * Set a text in the first of the styles in which it takes at most wanted lines
 * of that width, else in the last one, in as many as it takes.
 */
void ctyi_block_set(struct ctyi_sheet *sheet, const struct ctyi_style *styles,
                    size_t style_count, const char *text, double width,
                    size_t wanted, struct ctyi_block *out_block);
/* Leave at most so many lines, with an ellipsis. Answers whether it was cut. */
bool ctyi_block_cut(struct ctyi_sheet *sheet, struct ctyi_block *block,
                    double width, size_t most);
/* Lines from on, up to to, the first of them on y. */
void ctyi_block_draw_part(struct ctyi_sheet *sheet,
                          const struct ctyi_block *block, size_t from,
                          size_t to, double x, double y, double leading,
                          enum ctyi_align align, uint32_t rgb);
void ctyi_block_draw(struct ctyi_sheet *sheet, const struct ctyi_block *block,
                     double x, double y, double leading, enum ctyi_align align,
                     uint32_t rgb);
/* The height from the first baseline to the last. */
double ctyi_block_depth(const struct ctyi_block *block, double leading);

bool ctyi_runs_from_right(const struct ctyi_sheet *sheet, const char *text);
double ctyi_measure(struct ctyi_sheet *sheet, const struct ctyi_style *style,
                    const char *text);
/* Draw a text in its own direction. Answers the width. */
double ctyi_text(struct ctyi_sheet *sheet, const struct ctyi_style *style,
                 const char *text, double x, double y, enum ctyi_align align,
                 uint32_t rgb);
/* One text as a paragraph, or whatever the tag says. */
void ctyi_tagged(struct ctyi_sheet *sheet, enum ctyi_tag tag,
                 const struct ctyi_style *style, const char *text, double x,
                 double y, enum ctyi_align align, uint32_t rgb);

/* ---- the head ---- */

/* Of the first page: mark, sender, window and facts. Answers where the facts
 * end; out_cut has a bit for each line of the address that was cut. */
double ctyi_head_draw(struct ctyi_sheet *sheet, uint8_t *out_cut);
/* Of the others. */
struct ctyi_pair {
    struct ctyi_block strong, soft;
};

struct ctyi_small_head {
    struct ctyi_pair left, right;
};

/* Answers its last baseline. */
double ctyi_small_head_measure(struct ctyi_sheet *sheet,
                               struct ctyi_small_head *out_head);
void ctyi_small_head_draw(struct ctyi_sheet *sheet,
                          const struct ctyi_small_head *head);
/* Where to fold and punch. */
void ctyi_marks_draw(struct ctyi_sheet *sheet);

/* ---- headline and bar ---- */

struct ctyi_lead {
    struct ctyi_block corrected, headline, amount, sentence, not_a_bill;
    double leading;      /* of the sentence */
    double corrected_up; /* from the headline to the correction above it */
    bool below;          /* the sentence has no room beside the amount */
    bool net_above;      /* your price has no room in its part of the bar */
    bool labels_in_two;  /* nor beside the other label above it */
    double net_width, saved_width; /* of the bar's parts */
};

/* compact: an amount is made smaller before it takes the sentence's place. */
void ctyi_lead_measure(struct ctyi_sheet *sheet, double facts_end, bool compact,
                       struct ctyi_lead *out_lead);
/* From the headline to the last baseline. */
double ctyi_lead_height(const struct ctyi_sheet *sheet,
                        const struct ctyi_lead *lead);
void ctyi_lead_draw(struct ctyi_sheet *sheet, const struct ctyi_lead *lead,
                    double y);

/* ---- what the window has no room for ---- */

struct ctyi_addressee {
    struct ctyi_block label, lines[CTYI_RECIPIENT_MOST];
    size_t count; /* of lines; 0: all is in the window */
};

/* cut: as ctyi_head_draw said. */
void ctyi_addressee_measure(struct ctyi_sheet *sheet, uint8_t cut, double x,
                            struct ctyi_addressee *out_addressee);
/* From the baseline above it to its last, or 0. */
double ctyi_addressee_height(const struct ctyi_sheet *sheet,
                             const struct ctyi_addressee *addressee);
/* y: of the baseline above it. */
void ctyi_addressee_draw(struct ctyi_sheet *sheet,
                         const struct ctyi_addressee *addressee, double x,
                         double y);

/* ---- the table ---- */

/* What is alike wherever the table stands. */
struct ctyi_columns {
    double what;                        /* where the texts begin */
    double before, net, saved;          /* where the figures align */
    double before_begins, saved_begins; /* the widest of them */
    enum ctyi_align align;
    bool stacked; /* figures stand below the texts */
    const struct ctyi_style *figure, *strong;
    struct ctyi_block title, unit;
    bool unit_below;
    struct ctyi_block head_date, head_what, total;
    bool total_stacked;
};

/* A row, or a part of one that is longer than a page. */
struct ctyi_row_piece {
    const struct ctyi_row *row;
    struct ctyi_block title, detail, code;
    size_t detail_from, detail_to;
    bool begins;      /* has the title */
    bool stacked;     /* the figures stand below the texts */
    bool beside_code; /* where there is no reason */
    bool joins;       /* what follows is of the same bill */
};

struct ctyi_table {
    const struct ctyi_columns *columns;
    struct ctyi_row_piece *pieces;
    size_t count, room;
    bool cut; /* a text was, to what the limits are */
};

/* How much of a row the first page shows where it is crowded. */
struct ctyi_limits {
    size_t title_lines, detail_lines;
};

void ctyi_columns_measure(struct ctyi_sheet *sheet,
                          struct ctyi_columns *out_columns);
/* limits NULL: none, and rows longer than a page come in pieces. */
void ctyi_table_measure(struct ctyi_sheet *sheet,
                        const struct ctyi_columns *columns,
                        const struct ctyi_row *rows, size_t count,
                        const struct ctyi_limits *limits,
                        struct ctyi_table *out_table);
/* Add where the rows stand in full. */
void ctyi_table_point(struct ctyi_sheet *sheet, struct ctyi_table *table);
/* The row of a bill whose entries go on, on their next page; NULL: out of
 * memory, and the drawing has failed. */
const struct ctyi_row_piece *
ctyi_row_continued(struct ctyi_sheet *sheet, const struct ctyi_columns *columns,
                   const struct ctyi_row *bill);
/* Say its day, though the row above it has the same. */
void ctyi_row_piece_date(struct ctyi_sheet *sheet,
                         struct ctyi_row_piece *piece);
/* What it adds to what is carried: a bill's figure is that of its entries. */
int64_t ctyi_row_piece_adds(const struct ctyi_row_piece *piece);
/* last: on its page. */
double ctyi_row_piece_height(const struct ctyi_sheet *sheet,
                             const struct ctyi_row_piece *piece, bool last);
void ctyi_row_piece_draw(struct ctyi_sheet *sheet,
                         const struct ctyi_columns *columns,
                         const struct ctyi_row_piece *piece, double y);
/* The three cells of a line; an empty one for what is "". */
void ctyi_figures_draw(struct ctyi_sheet *sheet,
                       const struct ctyi_columns *columns,
                       const struct ctyi_style *style,
                       const struct ctyi_style *saved_style, const char *before,
                       const char *net, const char *saved, double y);

/* A part of a table on one page. */
struct ctyi_table_part {
    size_t from, to;
    bool titled; /* with its title */
    bool carried_in, carried_out, totals;
    const struct ctyi_row_piece *continued; /* before its rows; or NULL */
    int64_t saved_before, saved_after;      /* what is carried */
};

double ctyi_table_head_height(const struct ctyi_sheet *sheet,
                              const struct ctyi_columns *columns, bool titled);
/* Of the line with what is carried, and of the totals, from the rule above. */
double ctyi_carried_height(void);
double ctyi_total_height(const struct ctyi_columns *columns);
/* From its first baseline to its last, or to its last rule. */
double ctyi_table_height(const struct ctyi_sheet *sheet,
                         const struct ctyi_table *table,
                         const struct ctyi_table_part *part);
void ctyi_table_draw(struct ctyi_sheet *sheet, const struct ctyi_table *table,
                     const struct ctyi_table_part *part, double y);

/* ---- chart and sums ---- */

struct ctyi_history {
    struct ctyi_block title;
    struct ctyi_block labels[2], figures[2];          /* of the sums */
    uint8_t figures_shown, labels_shown, years_shown; /* a bit for each bar */
};

void ctyi_history_measure(struct ctyi_sheet *sheet,
                          struct ctyi_history *out_history);
/* From its title to the last baseline; 0: there is none. */
double ctyi_history_height(const struct ctyi_sheet *sheet,
                           const struct ctyi_history *history);
void ctyi_history_draw(struct ctyi_sheet *sheet, struct ctyi_history *history,
                       double y);

/* ---- the note and the foot ---- */

struct ctyi_note {
    struct ctyi_block note, signer, signer_line;
    double leading;
    bool panel;         /* else the code alone, or nothing */
    bool signer_in_two; /* lines: name and what they are */
};

/* brief: in the smallest type, where the page is crowded. */
void ctyi_note_measure(struct ctyi_sheet *sheet, bool brief,
                       struct ctyi_note *out_note);
/* Where even a page of its own has not the room. */
void ctyi_note_cut(struct ctyi_sheet *sheet, struct ctyi_note *note,
                   double height);
double ctyi_note_height(const struct ctyi_sheet *sheet,
                        const struct ctyi_note *note);
void ctyi_note_draw(struct ctyi_sheet *sheet, const struct ctyi_note *note,
                    double y);

/* Whether the return line is there, and has room for all of the address. */
bool ctyi_window_says_sender(struct ctyi_sheet *sheet);

/* Answers where the foot begins: nothing may be below it. */
double ctyi_foot_measure(struct ctyi_sheet *sheet,
                         struct ctyi_block *out_legal);
void ctyi_foot_draw(struct ctyi_sheet *sheet, const struct ctyi_block *legal,
                    int page, int pages);

#endif
