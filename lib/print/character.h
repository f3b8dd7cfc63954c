/*
 * Texts from outside, a character at a time; and what keeps one from changing
 * the direction of what follows it.
 */
#ifndef CTYI_PRINT_CHARACTER_H
#define CTYI_PRINT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character that begins at *at, which moves behind it; below 0: those bytes
 * are no UTF-8. *at must be before length. */
int32_t ctyi_character(const char *text, size_t length, size_t *at);

/* Where the next character of a text begins, which is known to be UTF-8. */
static inline const char *
ctyi_character_after(const char *at)
{
    unsigned char first = (unsigned char)*at;

    return at + (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
}

/* Whether no page has a place for it: C1 controls and what Unicode keeps from
 * ever being a character. */
bool ctyi_is_no_character(int32_t character);

/* What is open in a text: embeddings, overrides and isolates. Starts zeroed. */
struct ctyi_bidi {
    uint64_t isolates; /* a bit for each depth */
    unsigned depth;
};

/* Whether a character stays: one that opens or closes nothing always does. */
bool ctyi_bidi_keeps(struct ctyi_bidi *bidi, int32_t character);
/* Ends the innermost that is open: its closing character in UTF-8; NULL: none
 * is open. */
const char *ctyi_bidi_end(struct ctyi_bidi *bidi);

#endif
