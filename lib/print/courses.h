/*
 * Which parts of a text run from left to right and which from right to left, by
 * ICU. Pango would find out by FriBidi, which reads freed memory where isolates
 * are opened and closed at random.
 */
#ifndef CTYI_PRINT_COURSES_H
#define CTYI_PRINT_COURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ctyi_course {
    size_t at, length; /* bytes */
    bool right_to_left;
};

struct UBiDi;

/* All zero, to begin with. */
struct ctyi_courses {
    struct ctyi_course *all; /* as they stand from left to right */
    size_t count;
    char *plain; /* the text; for marks of direction and the ends of lines it
                    has characters as long that cannot be seen */

    struct UBiDi *bidi;
    uint16_t *units;
    uint32_t *offsets; /* of each unit in the text */
    size_t room, course_room;
};

/* Of a UTF-8 text of at least a byte. False: out of memory, or ICU refused. */
bool ctyi_courses_find(struct ctyi_courses *courses, const char *text,
                       size_t length, bool right_to_left);
void ctyi_courses_free(struct ctyi_courses *courses);

#endif
