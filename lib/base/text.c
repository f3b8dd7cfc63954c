#include "base/text.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"

static bool
is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The width that a first byte announces; 0 where no character begins so. */
static size_t
announced_width(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    if (first >= 0xF0 && first <= 0xF4)
        return 4;
    return 0;
}

/* Whether a character is written in its shortest form and is one at all. */
static bool
is_well_formed(uint32_t character, size_t width)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

    if (character < least[width] || character > 0x10FFFF)
        return false;
    return character < 0xD800 || character > 0xDFFF;
}

size_t
ctyi_text_step(const char *text, size_t left, uint32_t *out_character)
{
    static const unsigned char payload[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    size_t width = left == 0 ? 0 : announced_width((unsigned char)text[0]);
    uint32_t character;

    if (width == 0 || width > left)
        return 0;

    character = (unsigned char)text[0] & payload[width];
    for (size_t i = 1; i < width; i++) {
        if (!is_continuation(text[i]))
            return 0;
        character = character << 6 | ((unsigned char)text[i] & 0x3F);
    }
    if (!is_well_formed(character, width))
        return 0;

    *out_character = character;
    return width;
}

bool
ctyi_text_breaks(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F) ||
           character == 0x2028 || character == 0x2029;
}

static bool
is_blank(uint32_t character)
{
    return character == ' ' || character == 0xA0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A) ||
           character == 0x202F || character == 0x205F || character == 0x3000;
}

bool
ctyi_text_blank(const char *text, size_t length)
{
    while (length > 0) {
        uint32_t character = 0;
        size_t width = ctyi_text_step(text, length, &character);

        if (width == 0 || !is_blank(character))
            return false;
        text += width;
        length -= width;
    }
    return true;
}

static cty_status
check_characters(const char *text, size_t length, const char *field,
                 cty_error *err)
{
    for (size_t at = 0; at < length;) {
        uint32_t character;
        size_t width = ctyi_text_step(text + at, length - at, &character);

        if (width == 0)
            return ctyi_fail(err, CTY_E_ARGUMENT, field,
                             "%s is not UTF-8 at byte %zu: write it in UTF-8",
                             field, at + 1);
        if (ctyi_text_breaks(character))
            return ctyi_fail(err, CTY_E_ARGUMENT, field,
                             "%s holds the control character U+%04X at byte "
                             "%zu: write it on one line, without tabs and "
                             "other control characters",
                             field, character, at + 1);
        at += width;
    }
    return CTY_OK;
}

cty_status
ctyi_text_check_bytes(const char *text, size_t length, size_t limit,
                      const char *field, cty_error *err)
{
    assert(field != NULL);
    if (text == NULL)
        return CTY_OK;
    if (length > limit)
        return ctyi_fail(err, CTY_E_LIMIT, field,
                         "%s is longer than %zu bytes: shorten it", field,
                         limit);
    return check_characters(text, length, field, err);
}

static cty_status
fail_blank(const char *field, const char *what_to_do, cty_error *err)
{
    return ctyi_fail(err, CTY_E_ARGUMENT, field, "%s is blank: %s", field,
                     what_to_do);
}

static cty_status
check(const char *text, size_t limit, bool *out_blank, const char *field,
      cty_error *err)
{
    size_t length = text == NULL ? 0 : strnlen(text, limit + 1);
    cty_status status = ctyi_text_check_bytes(text, length, limit, field, err);

    if (status == CTY_OK)
        *out_blank = length > 0 && ctyi_text_blank(text, length);
    return status;
}

cty_status
ctyi_text_check(const char *text, size_t limit, const char *field,
                cty_error *err)
{
    bool blank = false;
    cty_status status = check(text, limit, &blank, field, err);

    return blank ? fail_blank(field, "leave it out, or write it", err) : status;
}

cty_status
ctyi_text_need(const char *text, size_t limit, const char *field,
               cty_error *err)
{
    bool blank = false;
    cty_status status = check(text, limit, &blank, field, err);

    if (status != CTY_OK)
        return status;
    if (text == NULL)
        return ctyi_fail_missing(err, field);
    if (text[0] == '\0')
        return ctyi_fail(err, CTY_E_ARGUMENT, field,
                         "%s is empty: it must be given", field);
    return blank ? fail_blank(field, "it must be given", err) : CTY_OK;
}

char *
ctyi_text_quote(const char *text, char *buffer)
{
    size_t length = text == NULL ? 0 : strnlen(text, CTYI_QUOTE_MOST + 1);
    bool cut = length > CTYI_QUOTE_MOST;
    char *to = buffer;

    if (cut) {
        length = CTYI_QUOTE_MOST;
        for (int back = 0; back < 3 && is_continuation(text[length]); back++)
            length--;
    }

    *to++ = '"';
    if (length > 0)
        memcpy(to, text, length);
    to += length;
    memcpy(to, cut ? "...\"" : "\"", cut ? 5 : 2);
    return buffer;
}

void
ctyi_text_copy(char *to, size_t size, const char *from)
{
    size_t length = from == NULL ? 0 : strnlen(from, size);

    assert(size > 0);
    if (length >= size)
        length = size - 1;
    if (length > 0)
        memcpy(to, from, length);
    to[length] = '\0';
}

bool
ctyi_text_same(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}
