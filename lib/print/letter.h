/*
 * A letter: everything that the page of one statement says, in the client's
 * language, once. Text, HTML and PDF only place it; none of them adds a word or
 * a figure of its own.
 *
 * Texts are in logical order. What comes from outside (names, notes, codes) and
 * figures within sentences stand between U+2068 and U+2069 where the language
 * runs from right to left; elsewhere only where they do so themselves. No text
 * is NULL unless it says so; "" is left out.
 */
#ifndef CTYI_PRINT_LETTER_H
#define CTYI_PRINT_LETTER_H

#include <courtesy/print.h>

#include "print/brand.h"
#include "print/locale.h"

enum {
    CTYI_RECIPIENT_MOST = 6,
    CTYI_FACTS_MOST = 5,
    CTYI_BARS_MOST = 8,
    CTYI_FRONT_MOST = 4, /* entries on the first page where there are more */
    CTYI_REST_PAGE = 2   /* where all of them are, then */
};

struct ctyi_labelled {
    const char *label, *value;
};

enum ctyi_row_kind {
    CTYI_ROW_SINGLE, /* a bill with its one entry, or an entry on the account */
    CTYI_ROW_BILL,   /* a bill with several: its entries follow */
    CTYI_ROW_ENTRY,  /* one of those; before and net are "" */
    CTYI_ROW_MORE    /* "and 9 more on page 2": title and saved only */
};

struct ctyi_row {
    enum ctyi_row_kind kind;
    const char *date;   /* "14 Jul"; "" where it is that of the row above */
    const char *code;   /* the entry's; "" for a bill */
    const char *title;  /* "Special credit per Dana Reyes" */
    const char *detail; /* bill, what it was for, and the note */
    const char *before, *net, *saved; /* figures without a symbol */
    int64_t saved_minor; /* for the total that is carried from page to page */
    const char *dated;   /* as date, but never left out */
};

struct ctyi_bar {
    const char *figure; /* "1,250" */
    const char *label;  /* "Q3", "Jul", "2026" */
    const char *year;   /* below it; "" where it is that of the bar before */
    double height;      /* 0 to 1; a period below nothing has 0 */
    bool now;
};

struct ctyi_letter {
    const struct ctyi_locale *locale;
    const struct ctyi_brand *brand;
    const cty_printer_options *options;
    bool right_to_left;
    const char *language; /* BCP 47, for HTML and PDF */
    char currency[4];
    int32_t paper; /* CTY_PAPER_A4 or CTY_PAPER_LETTER */
    cty_date issued;
    const char *title;          /* of the document */
    const char *subject;        /* a line to describe it by */
    const char *subject_of_all; /* or many of one issuer and period */

    /* the head */
    const char *return_line; /* "Northgate · 12 Wharf Road · London N1 7GR" */
    const char *sort_line;   /* "N1-E16 · 00417/02381" */
    const char *recipient[CTYI_RECIPIENT_MOST]; /* no blank line inside */
    size_t recipient_lines;
    const char *addressed; /* "Addressed to": over what the window has no room
                              for */
    struct ctyi_labelled facts[CTYI_FACTS_MOST]; /* client, code, statement,
                                                    period, issued */
    size_t fact_count;

    /* the headline */
    const char *corrected;  /* "Corrected statement, replaces ..."; or "" */
    const char *headline;   /* "This quarter we saved you" */
    const char *amount;     /* "$3,000.00" */
    const char *sentence;   /* "We quoted you $36,000. After ..." */
    const char *not_a_bill; /* "This is not a bill. Nothing to pay." */

    /* the bar, of the bills alone: left out where they saved nothing */
    bool bar;
    double bar_saved;               /* part of the whole, 0 to 1 */
    struct ctyi_labelled bar_net;   /* "your price", "$33,000.00" */
    struct ctyi_labelled bar_part;  /* "you saved", "$3,000.00" */
    struct ctyi_labelled bar_whole; /* "we quoted", "$36,000.00" */
    const char *bar_net_text, *bar_part_text, *bar_whole_text; /* in one, as
                                                    the language orders it */

    /* the table */
    const char *table_title; /* "Where it came from" */
    const char *table_unit;  /* "Amounts in US dollars, excluding tax" */
    const char *head_date, *head_what, *head_before, *head_net, *head_saved;
    const struct ctyi_row *rows; /* all of them, by date */
    size_t row_count;
    const struct ctyi_row *front; /* of the first page: rows itself, or the
                                     largest and CTYI_ROW_MORE */
    size_t front_count;
    const char *total_title, *total_before, *total_net, *total_saved;

    /* the chart: none in the first period, or of a free range */
    const char *chart_title;
    struct ctyi_bar bars[CTYI_BARS_MOST];
    size_t bar_count;
    struct ctyi_labelled sums[2]; /* "Saved so far in 2026", ... */
    size_t sum_count;

    /* the note: left out where note and signer are "" */
    const char *note;
    const char *signer;
    const char *signer_line; /* "your account director, +44 20 7946 0191" */
    const char *qr;          /* "" : none */
    const char *qr_label;    /* what HTML says of it to who cannot see it */

    /* the foot */
    const char *legal;
    const char *foot; /* the sender, and legal: where no window says it all */
};

/*
 * Write a statement's letter into the arena, which must be empty.
 *
 * CTY_E_MEMORY, CTY_E_ARGUMENT or CTY_E_ABI for what the statement or mailing
 * answered, CTY_E_LIMIT if ICU refused.
 */
cty_status ctyi_letter_write(const struct ctyi_brand *brand,
                             const cty_printer_options *options,
                             struct ctyi_locales *locales,
                             const cty_statement *statement,
                             const cty_mailing *mailing,
                             struct ctyi_arena *arena,
                             struct ctyi_letter *out_letter, cty_error *err);

/* "Page 2 of 3"; NULL: out of memory. */
const char *ctyi_letter_page(const struct ctyi_letter *letter,
                             struct ctyi_arena *arena, int page, int pages);
/* "Carried forward", else "Brought forward", with what was saved in the rows up
 * to there. */
const char *ctyi_letter_carried(const struct ctyi_letter *letter,
                                struct ctyi_arena *arena, bool forward,
                                int64_t saved_minor, const char **out_figure);
/* "Bill B-2041 (continued)". */
const char *ctyi_letter_continued(const struct ctyi_letter *letter,
                                  struct ctyi_arena *arena, const char *title);
/* Where the rows stand in full, and where the note is. */
const char *ctyi_letter_rows_on(const struct ctyi_letter *letter,
                                struct ctyi_arena *arena);
const char *ctyi_letter_note_on(const struct ctyi_letter *letter,
                                struct ctyi_arena *arena, int page);

#endif
