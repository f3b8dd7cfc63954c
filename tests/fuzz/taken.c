#include "taken.h"

#include <stdint.h>
#include <string.h>

static bool
is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           character == 0x2028 || character == 0x2029;
}

static bool
step(const unsigned char **at, uint32_t *character)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *text = *at;
    int more = *text < 0x80 ? 0 : *text < 0xe0 ? 1 : *text < 0xf0 ? 2 : 3;

    if (*text >= 0xf8 || (*text >= 0x80 && *text < 0xc0))
        return false;
    *character = more == 0 ? *text : *text & (0x3fU >> more);
    for (int i = 1; i <= more; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return false;
        *character = *character << 6 | (text[i] & 0x3fU);
    }
    *at += more + 1;
    return *character >= least[more] && *character <= 0x10ffff &&
           (*character < 0xd800 || *character > 0xdfff);
}

bool
is_taken(const char *text, size_t most)
{
    const unsigned char *at = (const unsigned char *)text;
    uint32_t character;

    while (*at != '\0')
        if (!step(&at, &character) || is_control(character))
            return false;
    return strlen(text) <= most;
}

/* text ends with a NUL that is not counted. */
bool
is_written(const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + size;
    uint32_t character;

    while (at < end)
        if (!step(&at, &character) ||
            (character != '\n' && is_control(character)))
            return false;
    return true;
}
