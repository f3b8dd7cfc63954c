/* Text from outside: UTF-8 without control characters, within its limit. */
#ifndef CTYI_BASE_TEXT_H
#define CTYI_BASE_TEXT_H

#include <courtesy/base.h>

/*
 * CTY_E_ARGUMENT: not UTF-8 (overlong forms, surrogates and beyond U+10FFFF
 * included), or a control character (C0, DEL, C1; newline included) or U+2028,
 * U+2029, or nothing but spaces. CTY_E_LIMIT: over limit bytes. NULL and "" are
 * fine.
 */
cty_status ctyi_text_check(const char *text, size_t limit, const char *field,
                           cty_error *err);

/* The same where the text must not be missing or empty. */
cty_status ctyi_text_need(const char *text, size_t limit, const char *field,
                          cty_error *err);

/* Whether there is nothing but spaces. The text is UTF-8. */
bool ctyi_text_blank(const char *text, size_t length);

/* For text with a known length, which may hold NUL bytes: refused as such. */
cty_status ctyi_text_check_bytes(const char *text, size_t length, size_t limit,
                                 const char *field, cty_error *err);

/*
 * Decode the character that text begins with, of left bytes: its width in
 * bytes, or 0 where it is not UTF-8 or nothing is left.
 */
size_t ctyi_text_step(const char *text, size_t left, uint32_t *out_character);

/* Whether a character is a control or breaks a line. */
bool ctyi_text_breaks(uint32_t character);

enum { CTYI_QUOTE_MOST = 48, CTYI_QUOTE_TEXT = CTYI_QUOTE_MOST + 6 };

/*
 * Put text in quotation marks for a message: no more than CTYI_QUOTE_MOST bytes
 * of it, so that what was expected still fits behind; buffer of CTYI_QUOTE_TEXT
 * bytes.
 */
char *ctyi_text_quote(const char *text, char *buffer);

/* Copy into an array of size bytes. What does not fit is cut: only a ledger
 * that was tampered with holds such a text. */
void ctyi_text_copy(char *to, size_t size, const char *from);

/* Whether two texts are the same, NULL being "". */
bool ctyi_text_same(const char *a, const char *b);

#endif
