#include "print/courses.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>

#include "print/character.h"

enum {
    SOFT_HYPHEN = 0xAD,        /* two bytes */
    ZERO_WIDTH_SPACE = 0x200B, /* three */
    WORD_JOINER = 0x2060
};

void
ctyi_courses_free(struct ctyi_courses *courses)
{
    if (courses->bidi != NULL)
        ubidi_close(courses->bidi);
    free(courses->all);
    free(courses->plain);
    free(courses->units);
    free(courses->offsets);
    memset(courses, 0, sizeof(*courses));
}

static bool
make_room(struct ctyi_courses *courses, size_t length)
{
    size_t room = 2 * length + 64;

    if (courses->bidi == NULL)
        courses->bidi = ubidi_open();
    if (courses->bidi == NULL)
        return false;
    if (length < courses->room)
        return true;
    free(courses->plain);
    free(courses->units);
    free(courses->offsets);
    courses->plain = malloc(room);
    courses->units = malloc(room * sizeof(*courses->units));
    courses->offsets = malloc(room * sizeof(*courses->offsets));
    courses->room = 0;
    if (courses->plain == NULL || courses->units == NULL ||
        courses->offsets == NULL)
        return false;
    courses->room = room;
    return true;
}

/* ---- characters ---- */

static bool
is_mark_of_direction(gunichar c)
{
    return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* What shows as little, is as long and runs nowhere. */
static gunichar
plain_of(gunichar c)
{
    if (c < 0x20 || c == 0x7F)
        return ' ';
    if ((c >= 0x80 && c < 0xA0) || c == 0x61C)
        return SOFT_HYPHEN;
    if (c == 0x2028 || c == 0x2029)
        return ZERO_WIDTH_SPACE;
    return is_mark_of_direction(c) ? WORD_JOINER : c;
}

/* ICU sees the marks, but no end of a line. Answers how many units there are.
 */
static size_t
convert(struct ctyi_courses *courses, const char *text, size_t length)
{
    char *plain = courses->plain;
    size_t count = 0;

    for (const char *at = text; at < text + length;
         at = ctyi_character_after(at)) {
        gunichar c = g_utf8_get_char(at);
        gunichar other = plain_of(c);
        gunichar seen = is_mark_of_direction(c) || c == 0x61C ? c : other;

        plain += g_unichar_to_utf8(other, plain);
        courses->offsets[count] = (uint32_t)(at - text);
        if (seen >= 0x10000) {
            courses->units[count++] =
                (uint16_t)(0xD800 + ((seen - 0x10000) >> 10));
            courses->offsets[count] = (uint32_t)(at - text);
            seen = 0xDC00 + ((seen - 0x10000) & 0x3FF);
        }
        courses->units[count++] = (uint16_t)seen;
    }
    courses->offsets[count] = (uint32_t)length;
    *plain = '\0';
    return count;
}

/* ---- courses ---- */

static bool
make_course_room(struct ctyi_courses *courses, size_t count)
{
    struct ctyi_course *larger;

    if (count <= courses->course_room)
        return true;
    larger = realloc(courses->all, 2 * count * sizeof(*larger));
    if (larger == NULL)
        return false;
    courses->all = larger;
    courses->course_room = 2 * count;
    return true;
}

bool
ctyi_courses_find(struct ctyi_courses *courses, const char *text, size_t length,
                  bool right_to_left)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t count;

    if (!make_room(courses, length))
        return false;
    ubidi_setPara(courses->bidi, (const UChar *)courses->units,
                  (int32_t)convert(courses, text, length), right_to_left, NULL,
                  &error);
    count = ubidi_countRuns(courses->bidi, &error);
    if (U_FAILURE(error) || !make_course_room(courses, (size_t)count))
        return false;
    courses->count = (size_t)count;
    for (int32_t i = 0; i < count; i++) {
        struct ctyi_course *course = courses->all + i;
        int32_t start, units;

        course->right_to_left =
            ubidi_getVisualRun(courses->bidi, i, &start, &units) == UBIDI_RTL;
        course->at = courses->offsets[start];
        course->length = courses->offsets[start + units] - course->at;
    }
    return true;
}
