/* Lines of a terminal: how wide a text is, where it breaks, what is shown. */
#include <string.h>
#include <unicode/uchar.h>

#include "print/character.h"
#include "print/text.h"

/* ---- characters ---- */

/* Marks in plain ASCII; NULL: it stays as it is. */
static const char *
plain_mark(int32_t character)
{
    switch (character) {
    case 0xA0:
    case 0x2007:
    case 0x2009:
    case 0x202F:
    case 0x3000:
        return " ";
    case 0xB7:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return "-";
    case 0x2018:
    case 0x2019:
        return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return "\"";
    case 0x2026:
        return "...";
    default:
        return NULL;
    }
}

/* What is shown in place of a character; NULL: itself. */
static const char *
replacement_of(const struct ctyi_screen *screen, int32_t character)
{
    enum { SOFT_HYPHEN = 0xAD, LINE_SEPARATOR = 0x2028 };

    if (character >= 0 && character < ' ')
        return " ";
    if (character == LINE_SEPARATOR || character == LINE_SEPARATOR + 1)
        return " ";
    if (character < 0)
        return screen->ascii ? "?" : "\xEF\xBF\xBD";
    if (character == SOFT_HYPHEN || ctyi_is_no_character(character))
        return "";
    if (!screen->ascii || character < 0x80)
        return NULL;
    if (u_charType(character) == U_FORMAT_CHAR)
        return "";
    return plain_mark(character);
}

/* As terminals have it: what joins on takes no column, East Asian characters
 * and pictures take two. */
static size_t
columns_of(int32_t character)
{
    enum { JAMO_VOWELS = 0x1160, JAMO_END = 0x1200 };
    int32_t width;

    if (character < 0x300)
        return 1;
    if ((U_GET_GC_MASK(character) &
         (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0 ||
        (character >= JAMO_VOWELS && character < JAMO_END))
        return 0;
    width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ||
                   u_hasBinaryProperty(character, UCHAR_EMOJI_PRESENTATION)
               ? 2
               : 1;
}

static size_t
columns_shown(const struct ctyi_screen *screen, int32_t character)
{
    const char *instead = replacement_of(screen, character);

    if (instead == NULL)
        return columns_of(character);
    return character < 0 ? 1 : strlen(instead);
}

size_t
ctyi_screen_columns(const struct ctyi_screen *screen, const char *text)
{
    size_t length = strlen(text);
    size_t columns = 0;

    for (size_t at = 0; at < length;)
        columns += columns_shown(screen, ctyi_character(text, length, &at));
    return columns;
}

size_t
ctyi_screen_part(const struct ctyi_screen *screen, const char *text)
{
    size_t length = strlen(text);
    size_t part = 0, longest = 0;

    for (size_t at = 0; at < length;) {
        int32_t character = ctyi_character(text, length, &at);

        if (character == ' ')
            part = 0;
        else
            part += columns_shown(screen, character);
        if (part > longest)
            longest = part;
        if (character == '/')
            part = 0;
    }
    return longest;
}

/* ---- breaking ---- */

/* Whether a line may end between two characters that no space divides, as
 * it may beside an ideograph that no mark holds. */
static bool
may_part(int32_t left, int32_t right)
{
    enum { FIRST = 0x2E80 };
    int32_t before, after;

    if (left < FIRST && right < FIRST)
        return false;
    before = u_getIntPropertyValue(left, UCHAR_LINE_BREAK);
    after = u_getIntPropertyValue(right, UCHAR_LINE_BREAK);
    if (before == U_LB_OPEN_PUNCTUATION || before == U_LB_QUOTATION ||
        before == U_LB_PREFIX_NUMERIC || before == U_LB_GLUE ||
        before == U_LB_ZWJ)
        return false;
    if (after == U_LB_CLOSE_PUNCTUATION || after == U_LB_CLOSE_PARENTHESIS ||
        after == U_LB_EXCLAMATION || after == U_LB_INFIX_NUMERIC ||
        after == U_LB_NONSTARTER || after == U_LB_QUOTATION ||
        after == U_LB_CONDITIONAL_JAPANESE_STARTER ||
        after == U_LB_POSTFIX_NUMERIC || after == U_LB_GLUE ||
        after == U_LB_COMBINING_MARK || after == U_LB_ZWJ ||
        after == U_LB_INSEPARABLE)
        return false;
    return columns_of(left) == 2 || columns_of(right) == 2;
}

static void
cut_at(const struct ctyi_cut *cut, const char **text)
{
    *text = cut->text + cut->length;
    *text += strspn(*text, " ");
}

bool
ctyi_screen_wrap(const struct ctyi_screen *screen, const char **text,
                 size_t columns, struct ctyi_cut *out_cut)
{
    const char *line = *text + strspn(*text, " ");
    size_t length = strlen(line);
    struct ctyi_cut cut = {line, 0, 0};  /* up to where it may break */
    struct ctyi_cut part = {line, 0, 0}; /* where a number's parts meet */
    size_t used = 0;
    int32_t left = ' ';

    if (length == 0)
        return false;
    for (size_t at = 0; at < length;) {
        size_t from = at;
        int32_t character = ctyi_character(line, length, &at);
        size_t wide = columns_shown(screen, character);

        if ((character == ' ' && left != ' ') ||
            (from > 0 && may_part(left, character)))
            cut = (struct ctyi_cut){line, from, used};
        if (left == '/')
            part = (struct ctyi_cut){line, from, used};
        if (character != ' ' && used > 0 && used + wide > columns) {
            if (cut.length == 0)
                cut = part;
            if (cut.length == 0)
                cut = (struct ctyi_cut){line, from, used};
            *out_cut = cut;
            cut_at(&cut, text);
            return true;
        }
        used += wide;
        left = character;
    }
    if (left != ' ')
        cut = (struct ctyi_cut){line, length, used};
    *out_cut = cut;
    *text = line + length;
    return true;
}

/* ---- showing ---- */

static void
put(struct ctyi_screen *screen, const char *text)
{
    ctyi_sink_text(screen->sink, text);
}

static void
put_spaces(struct ctyi_screen *screen)
{
    for (; screen->spaces > 0; screen->spaces--)
        ctyi_sink_put(screen->sink, " ", 1);
}

static void
begin_ink(struct ctyi_screen *screen, enum ctyi_ink ink)
{
    static const char *const codes[] = {
        [CTYI_INK_PLAIN] = "",
        [CTYI_INK_STRONG] = "\033[1m",
        [CTYI_INK_SOFT] = "\033[2m",
        [CTYI_INK_ACCENT] = "\033[32m",
        [CTYI_INK_STRONG_ACCENT] = "\033[1;32m",
        [CTYI_INK_PAST] = "\033[2;32m",
    };

    put_spaces(screen);
    if (screen->colour)
        put(screen, codes[ink]);
}

static void
end_ink(struct ctyi_screen *screen, enum ctyi_ink ink)
{
    if (screen->colour && ink != CTYI_INK_PLAIN)
        put(screen, "\033[0m");
}

/* A terminal that orders by direction would take what is beside such a text,
 * and figures above all, along with it. */
static bool
runs_from_right(const struct ctyi_cut *cut)
{
    enum { FIRST = 0x590 };

    for (size_t at = 0; at < cut->length;) {
        int32_t character = ctyi_character(cut->text, cut->length, &at);
        UCharDirection way =
            character < FIRST ? U_LEFT_TO_RIGHT : u_charDirection(character);

        if (way == U_RIGHT_TO_LEFT || way == U_RIGHT_TO_LEFT_ARABIC ||
            way == U_RIGHT_TO_LEFT_EMBEDDING ||
            way == U_RIGHT_TO_LEFT_OVERRIDE || way == U_ARABIC_NUMBER)
            return true;
    }
    return false;
}

/* What a line opens in direction it closes: the next cell is another's. */
static void
put_characters(struct ctyi_screen *screen, const char *text, size_t length)
{
    struct ctyi_bidi bidi = {0, 0};
    const char *end;

    for (size_t at = 0; at < length;) {
        size_t from = at;
        int32_t character = ctyi_character(text, length, &at);
        const char *instead = replacement_of(screen, character);

        if (instead != NULL)
            put(screen, instead);
        else if (ctyi_bidi_keeps(&bidi, character))
            ctyi_sink_put(screen->sink, text + from, at - from);
    }
    while ((end = ctyi_bidi_end(&bidi)) != NULL)
        put(screen, end);
}

void
ctyi_screen_cut(struct ctyi_screen *screen, enum ctyi_ink ink,
                const struct ctyi_cut *cut)
{
    bool isolate = !screen->ascii && runs_from_right(cut);

    if (cut->length == 0)
        return;
    begin_ink(screen, ink);
    if (isolate)
        put(screen, "\xE2\x81\xA8");
    put_characters(screen, cut->text, cut->length);
    if (isolate)
        put(screen, "\xE2\x81\xA9");
    end_ink(screen, ink);
}

void
ctyi_screen_spaces(struct ctyi_screen *screen, size_t count)
{
    screen->spaces += count;
}

void
ctyi_screen_rule(struct ctyi_screen *screen, enum ctyi_ink ink,
                 const char *mark, size_t count)
{
    if (count == 0)
        return;
    begin_ink(screen, ink);
    while (count-- > 0)
        put(screen, mark);
    end_ink(screen, ink);
}

void
ctyi_screen_newline(struct ctyi_screen *screen)
{
    screen->spaces = 0;
    put(screen, "\n");
}
