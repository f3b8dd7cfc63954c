#include <string.h>

#include "base/text.h"
#include "exchange/page.h"

/* ---- characters ---- */

/* What takes up no column, or two; all else takes up one. */
static const struct {
    uint32_t first, last;
    size_t columns;
} widths[] = {
    {0x0300, 0x036F, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05BD, 0},
    {0x0610, 0x061A, 0},   {0x064B, 0x065F, 0},   {0x1100, 0x115F, 2},
    {0x1AB0, 0x1AFF, 0},   {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200F, 0},
    {0x202A, 0x202E, 0},   {0x2060, 0x206F, 0},   {0x20D0, 0x20FF, 0},
    {0x2E80, 0x303E, 2},   {0x3041, 0xA4CF, 2},   {0xAC00, 0xD7A3, 2},
    {0xF900, 0xFAFF, 2},   {0xFE00, 0xFE0F, 0},   {0xFE20, 0xFE2F, 0},
    {0xFE30, 0xFE6F, 2},   {0xFEFF, 0xFEFF, 0},   {0xFF00, 0xFF60, 2},
    {0xFFE0, 0xFFE6, 2},   {0x1F300, 0x1F64F, 2}, {0x1F900, 0x1F9FF, 2},
    {0x20000, 0x3FFFD, 2}, {0xE0100, 0xE01EF, 0}};

static size_t
columns_of(uint32_t character)
{
    for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
        if (character >= widths[i].first && character <= widths[i].last)
            return widths[i].columns;
    return 1;
}

/* Embeddings, overrides and isolates would move the figures about. */
static bool
turns(uint32_t character)
{
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

/* What is no UTF-8 is shown as one '?'. */
static size_t
step(const char *text, size_t left, uint32_t *out_character)
{
    size_t width = ctyi_text_step(text, left, out_character);

    if (width == 0)
        *out_character = '?';
    return width == 0 ? 1 : width;
}

size_t
ctyi_text_columns(const char *text)
{
    size_t left = strlen(text);
    size_t columns = 0;

    while (left > 0) {
        uint32_t character = 0;
        size_t width = step(text, left, &character);

        columns += columns_of(character);
        text += width;
        left -= width;
    }
    return columns;
}

/* ---- lines ---- */

bool
ctyi_wrap(const char **at, size_t columns, struct ctyi_span *out_line)
{
    const char *start = *at + strspn(*at, " ");
    const char *here = start;
    size_t left = strlen(start);
    struct ctyi_span whole = {start, 0, 0};
    struct ctyi_span words = {start, 0, 0};

    while (left > 0) {
        uint32_t character = 0;
        size_t width = step(here, left, &character);

        if (character == ' ' && here[-1] != ' ')
            words = whole;
        if (character != ' ' &&
            whole.columns + columns_of(character) > columns && whole.bytes > 0)
            break;
        whole.columns += columns_of(character);
        whole.bytes += width;
        here += width;
        left -= width;
    }
    if (left > 0 && words.bytes > 0)
        whole = words;
    *at = start + whole.bytes;
    while (whole.bytes > 0 && start[whole.bytes - 1] == ' ') {
        whole.bytes--;
        whole.columns--;
    }
    *out_line = whole;
    return whole.bytes > 0;
}

void
ctyi_put_span(struct ctyi_output *output, const struct ctyi_span *line)
{
    const char *text = line->text;
    size_t left = line->bytes;

    while (left > 0) {
        uint32_t character = 0;
        size_t width = step(text, left, &character);

        if (character == '?' || ctyi_text_breaks(character))
            ctyi_put_char(output, '?');
        else if (!turns(character))
            ctyi_put_bytes(output, text, width);
        text += width;
        left -= width;
    }
}

void
ctyi_put_rule(struct ctyi_output *output, char character, size_t count)
{
    while (count-- > 0)
        ctyi_put_char(output, character);
}

void
ctyi_put_spaces(struct ctyi_output *output, size_t count)
{
    ctyi_put_rule(output, ' ', count);
}

void
ctyi_put_right(struct ctyi_output *output, const char *text, size_t columns)
{
    size_t own = strlen(text);

    ctyi_put_spaces(output, own < columns ? columns - own : 0);
    ctyi_put(output, text);
}

void
ctyi_put_paragraph(struct ctyi_output *output, const char *text)
{
    struct ctyi_span line;

    while (ctyi_wrap(&text, CTYI_PAGE_COLUMNS, &line)) {
        ctyi_put_span(output, &line);
        ctyi_put_char(output, '\n');
    }
}
