/* What the files of a letter share: letter.c writes the headline and the note,
 * letter_head.c whom it goes to, letter_rows.c the table, letter_chart.c what
 * was saved before. */
#ifndef CTYI_PRINT_LETTER_PARTS_H
#define CTYI_PRINT_LETTER_PARTS_H

#include "print/letter.h"

/* A letter that is being written. Once something fails all texts are "". */
struct ctyi_writing {
    struct ctyi_letter *letter;
    const struct ctyi_brand *brand;
    const cty_printer_options *options;
    struct ctyi_locales *locales;
    const struct ctyi_locale *locale;
    const cty_mailing *mailing;
    struct ctyi_arena *arena;
    cty_statement_info info;
    cty_client client;
    const cty_statement_bill *bills;
    const cty_statement_entry *entries;
    const size_t *order;    /* of the entries: by bill, then number */
    char client_country[3]; /* codes, or "" */
    char issuer_country[3];
    bool failed; /* out of memory, or ICU refused */
};

/* Never NULL: "" where it is, and remembered. */
const char *ctyi_kept(struct ctyi_writing *writing, const char *text);
const char *ctyi_copied(struct ctyi_writing *writing, const char *text);
/* A text from outside, which turns nothing around it. */
const char *ctyi_outside(struct ctyi_writing *writing, const char *text);
const char *ctyi_formatted(struct ctyi_writing *writing, const char *format,
                           ...) __attribute__((format(printf, 2, 3)));

const char *ctyi_said(struct ctyi_writing *writing, enum ctyi_words words,
                      const struct ctyi_argument *arguments, size_t count);
#define CTYI_SAY(writing, words, ...)                                          \
    ctyi_said(writing, words, (const struct ctyi_argument[]){__VA_ARGS__},     \
              sizeof((const struct ctyi_argument[]){__VA_ARGS__}) /            \
                  sizeof(struct ctyi_argument))
#define CTYI_TEXT(words)                                                       \
    {                                                                          \
        .text = (words)                                                        \
    }
#define CTYI_OURS(words)                                                       \
    {                                                                          \
        .text = (words), .ours = true                                          \
    }
#define CTYI_COUNT(number)                                                     \
    {                                                                          \
        .count = (int64_t)(number)                                             \
    }
/* A sentence without arguments. */
const char *ctyi_word(struct ctyi_writing *writing, enum ctyi_words words);

/* In the statement's currency. */
const char *ctyi_figure(struct ctyi_writing *writing, int64_t minor);
const char *ctyi_money(struct ctyi_writing *writing, int64_t minor);

/* Two of our sentences; either may be "". */
const char *ctyi_joined(struct ctyi_writing *writing, const char *first,
                        const char *second);
/* "month", "quarter", "year", "day" or "range", as messages select by. */
const char *ctyi_kind(const cty_period *period);

/* Where it goes and which language it speaks; then the head. */
bool ctyi_letter_settle(struct ctyi_writing *writing);
void ctyi_letter_head(struct ctyi_writing *writing);
/* Reads the bills and entries; then the table of them. */
cty_status ctyi_letter_read(struct ctyi_writing *writing,
                            const cty_statement *statement, cty_error *err);
void ctyi_letter_table(struct ctyi_writing *writing);
cty_status ctyi_letter_chart(struct ctyi_writing *writing,
                             const cty_statement *statement, cty_error *err);
void ctyi_letter_sums(struct ctyi_writing *writing);

#endif
