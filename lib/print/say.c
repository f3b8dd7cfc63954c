/* The sentences of words/, with their arguments put in. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "print/character.h"
#include "print/locale_parts.h"

enum { ARGUMENTS_MOST = 10, CATEGORY_TEXT = 8 };

#define FIRST_STRONG "\xE2\x81\xA8" /* U+2068 */
#define POP "\xE2\x81\xA9"          /* U+2069 */

struct sentence {
    const struct ctyi_locale *locale;
    struct ctyi_arena *arena;
    const struct ctyi_argument *arguments;
    const char *shown[ARGUMENTS_MOST];
    char *out; /* NULL: only measured */
    size_t length;
    bool stopped; /* what was added last ends in a full stop */
};

/* ---- arguments ---- */

/* What reorders the text around it: embeddings, overrides and isolates. */
static bool
is_direction_control(UChar32 character)
{
    return (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

static bool
turns(const char *text)
{
    size_t length = strlen(text);

    for (size_t at = 0; at < length;) {
        UChar32 character;
        UCharDirection direction;

        /* There are none before the Hebrew alphabet. */
        if ((unsigned char)text[at] < 0xD6) {
            at++;
            continue;
        }
        character = ctyi_character(text, length, &at);
        direction = u_charDirection(character);
        if (direction == U_RIGHT_TO_LEFT ||
            direction == U_RIGHT_TO_LEFT_ARABIC ||
            is_direction_control(character))
            return true;
    }
    return false;
}

/* A text from outside keeps its direction, and no more, to itself. */
static const char *
isolate(struct ctyi_arena *arena, const char *text)
{
    size_t length = strlen(text);
    char *isolated = ctyi_arena_get(arena, length + sizeof(FIRST_STRONG POP));
    char *to = isolated;

    if (isolated == NULL)
        return NULL;
    memcpy(to, FIRST_STRONG, sizeof(FIRST_STRONG) - 1);
    to += sizeof(FIRST_STRONG) - 1;
    for (size_t at = 0; at < length;) {
        size_t from = at;

        if (is_direction_control(ctyi_character(text, length, &at)))
            continue;
        memcpy(to, text + from, at - from);
        to += at - from;
    }
    memcpy(to, POP, sizeof(POP));
    return isolated;
}

const char *
ctyi_locale_isolated(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                     const char *text)
{
    return locale->right_to_left || turns(text) ? isolate(arena, text) : text;
}

static const char *
shown_as(const struct ctyi_locale *locale, struct ctyi_arena *arena,
         const struct ctyi_argument *argument)
{
    const char *text = argument->text;

    if (text == NULL)
        text = ctyi_locale_number(locale, arena, argument->count);
    if (text == NULL || text[0] == '\0' || argument->ours)
        return text;
    return ctyi_locale_isolated(locale, arena, text);
}

/* ---- messages ---- */

static void
add(struct sentence *sentence, const char *text)
{
    size_t length = strlen(text);

    if (sentence->out != NULL)
        memcpy(sentence->out + sentence->length, text, length);
    sentence->length += length;
}

/* Whether a text ends in a full stop, but for marks of direction behind it. */
static bool
ends_in_stop(const char *text)
{
    static const char *const marks[] = {"\u061C", "\u200E", "\u200F", "\u2069"};
    size_t length = strlen(text);

    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]);) {
        size_t size = strlen(marks[i]);

        if (length >= size &&
            memcmp(text + length - size, marks[i], size) == 0) {
            length -= size;
            i = 0;
        } else {
            i++;
        }
    }
    return length > 0 && text[length - 1] == '.';
}

/* An abbreviation's full stop ends a sentence too: "3,000 d.a." */
static void
add_words(struct sentence *sentence, const char *text)
{
    if (sentence->stopped && text[0] == '.')
        text++;
    add(sentence, text);
    if (text[0] != '\0')
        sentence->stopped = ends_in_stop(text);
}

static bool
fits_count(const struct ctyi_locale *locale, int64_t count, const char *branch)
{
    UChar wide[CATEGORY_TEXT];
    char category[CATEGORY_TEXT];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length;

    if (branch[0] == '=')
        return strtoll(branch + 1, NULL, 10) == count;
    length = uplrules_select(locale->plurals, (double)count, wide,
                             CATEGORY_TEXT - 1, &code);
    if (U_FAILURE(code))
        return false;
    u_UCharsToChars(wide, category, length);
    category[length] = '\0';
    return strcmp(category, branch) == 0;
}

/* Takes the branch that fits; a plural or select ends with one that does. */
static const struct ctyi_phrase *
branch_of(const struct sentence *sentence, const struct ctyi_phrase *piece)
{
    const struct ctyi_argument *argument =
        &sentence->arguments[piece->argument];
    const struct ctyi_phrase *end = piece + 1 + piece->size;
    const struct ctyi_phrase *branch = piece + 1;

    for (; branch + 1 + branch->size < end; branch += 1 + branch->size)
        if (piece->kind == CTYI_PIECE_PLURAL
                ? fits_count(sentence->locale, argument->count, branch->text)
                : argument->text != NULL &&
                      strcmp(argument->text, branch->text) == 0)
            break;
    return branch;
}

/* Branches hold few pieces, and are at most a plural deep in a select. */
static void
add_pieces(struct sentence *sentence, const struct ctyi_phrase *piece,
           const struct ctyi_phrase *end)
{
    while (piece != end && piece->kind != CTYI_PIECE_END) {
        if (piece->kind == CTYI_PIECE_TEXT) {
            add_words(sentence, piece->text);
        } else if (piece->kind == CTYI_PIECE_ARGUMENT) {
            add_words(sentence, sentence->shown[piece->argument]);
        } else {
            const struct ctyi_phrase *branch = branch_of(sentence, piece);

            add_pieces(sentence, branch + 1, branch + 1 + branch->size);
        }
        piece += 1 + piece->size;
    }
}

const char *
ctyi_locale_say(const struct ctyi_locale *locale, struct ctyi_arena *arena,
                enum ctyi_words words, const struct ctyi_argument *arguments,
                size_t count)
{
    const struct ctyi_phrase *message = locale->messages[words];
    struct sentence sentence = {
        .locale = locale, .arena = arena, .arguments = arguments};

    assert(count <= ARGUMENTS_MOST);
    for (size_t i = 0; i < count; i++) {
        sentence.shown[i] = shown_as(locale, arena, &arguments[i]);
        if (sentence.shown[i] == NULL)
            return NULL;
    }
    add_pieces(&sentence, message, NULL);
    sentence.out = ctyi_arena_get(arena, sentence.length + 1);
    if (sentence.out == NULL)
        return NULL;
    sentence.length = 0;
    sentence.stopped = false;
    add_pieces(&sentence, message, NULL);
    return sentence.out;
}
