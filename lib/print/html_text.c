/* Texts and numbers in HTML: the only place where they are escaped. */
#include <string.h>

#include "print/html.h"

/* ---- characters ---- */

static const char *
escape_of(char character)
{
    switch (character) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return (unsigned char)character < ' ' || character == 0x7F ? " " : NULL;
    }
}

/* NULL: the character stays as it is. */
static const char *
replacement_of(struct ctyi_bidi *bidi, int32_t character)
{
    if (character < 0)
        return "\xEF\xBF\xBD";
    if (ctyi_is_no_character(character) || !ctyi_bidi_keeps(bidi, character))
        return "";
    return NULL;
}

/* ---- texts ---- */

void
ctyi_html_part(struct ctyi_sink *sink, struct ctyi_bidi *bidi, const char *text,
               size_t length)
{
    size_t kept = 0;
    size_t at = 0;

    while (at < length) {
        size_t from = at;
        const char *instead;

        if ((unsigned char)text[at] < 0x80) {
            instead = escape_of(text[at++]);
        } else {
            instead = replacement_of(bidi, ctyi_character(text, length, &at));
        }
        if (instead != NULL) {
            ctyi_sink_put(sink, text + kept, from - kept);
            ctyi_sink_text(sink, instead);
            kept = at;
        }
    }
    ctyi_sink_put(sink, text + kept, length - kept);
}

void
ctyi_html_end(struct ctyi_sink *sink, struct ctyi_bidi *bidi)
{
    const char *end;

    while ((end = ctyi_bidi_end(bidi)) != NULL)
        ctyi_sink_text(sink, end);
}

void
ctyi_html_text(struct ctyi_sink *sink, const char *text)
{
    struct ctyi_bidi bidi = {0, 0};

    ctyi_html_part(sink, &bidi, text, strlen(text));
    ctyi_html_end(sink, &bidi);
}

void
ctyi_html_element(struct ctyi_sink *sink, const char *open, const char *text,
                  const char *close)
{
    if (text[0] == '\0')
        return;
    ctyi_sink_text(sink, open);
    ctyi_html_text(sink, text);
    ctyi_sink_text(sink, close);
}

/* ---- numbers ---- */

void
ctyi_html_number(struct ctyi_sink *sink, int hundredths)
{
    char digits[16];
    char *at = digits + sizeof(digits);
    unsigned left = hundredths > 0 ? (unsigned)hundredths : 0;

    for (int place = 0; place < 3 || left > 0; place++) {
        if (place == 2)
            *--at = '.';
        *--at = (char)('0' + left % 10);
        left /= 10;
    }
    ctyi_sink_put(sink, at, (size_t)(digits + sizeof(digits) - at));
}

/* As Inter has it; its figures in columns. */
static int
width_of(int32_t character)
{
    enum { OTHER = 62, IDEOGRAPH = 102, SPACE = 28 };
    static const unsigned char widths[] = {
        28, 28, 40, 63, 64, 81, 64, 22, 36, 36, 50, 66, 28, 46, 28, 36,
        64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 28, 28, 66, 66, 66, 51,
        94, 68, 65, 73, 72, 60, 59, 74, 74, 26, 54, 65, 56, 89, 75, 76,
        64, 76, 64, 64, 64, 74, 68, 95, 64, 67, 63, 36, 36, 36, 47, 45,
        50, 56, 62, 56, 62, 58, 36, 61, 59, 24, 24, 54, 24, 87, 59, 60,
        61, 61, 37, 52, 36, 58, 56, 81, 54, 56, 54, 36, 33, 36, 66};

    if (character >= ' ' && character <= '~')
        return widths[character - ' '];
    if (character == 0xA0 || character == 0x202F || character == 0x2019)
        return SPACE;
    if ((character >= 0x300 && character < 0x370) ||
        (character >= 0x200B && character < 0x2070))
        return 0;
    return character >= 0x2E80 ? IDEOGRAPH : OTHER;
}

int
ctyi_html_width(const char *text)
{
    size_t length = strlen(text);
    int width = 0;

    for (size_t at = 0; at < length;)
        width += width_of(ctyi_character(text, length, &at));
    return width;
}
