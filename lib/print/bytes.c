#include "print/bytes.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "print/character.h"

void
ctyi_bytes_empty(struct ctyi_bytes *bytes)
{
    bytes->length = 0;
    bytes->failed = false;
}

void
ctyi_bytes_free(struct ctyi_bytes *bytes)
{
    free(bytes->at);
    memset(bytes, 0, sizeof(*bytes));
}

char *
ctyi_bytes_more(struct ctyi_bytes *bytes, size_t size)
{
    size_t room = bytes->room > 0 ? bytes->room : 1024;
    char *larger;

    if (bytes->failed)
        return NULL;
    if (size <= bytes->room - bytes->length)
        return bytes->at + bytes->length;
    while (room - bytes->length < size)
        room *= 2;
    larger = realloc(bytes->at, room);
    if (larger == NULL) {
        bytes->failed = true;
        return NULL;
    }
    bytes->at = larger;
    bytes->room = room;
    return bytes->at + bytes->length;
}

void
ctyi_bytes_put(struct ctyi_bytes *bytes, const void *from, size_t size)
{
    char *to;

    /* Nothing has no place yet. */
    if (size == 0)
        return;
    to = ctyi_bytes_more(bytes, size);
    if (to == NULL)
        return;
    memcpy(to, from, size);
    bytes->length += size;
}

void
ctyi_bytes_text(struct ctyi_bytes *bytes, const char *text)
{
    ctyi_bytes_put(bytes, text, strlen(text));
}

/* ---- numbers ---- */

/* The digits of a number, at least `least`, written before end. */
static char *
digits_before(char *end, uint64_t number, int least)
{
    for (; number > 0 || least > 0; least--) {
        *--end = (char)('0' + number % 10);
        number /= 10;
    }
    return end;
}

void
ctyi_bytes_integer(struct ctyi_bytes *bytes, int64_t number)
{
    char buffer[24];
    char *end = buffer + sizeof(buffer);
    char *at = digits_before(
        end, number < 0 ? -(uint64_t)number : (uint64_t)number, 1);

    if (number < 0)
        *--at = '-';
    ctyi_bytes_put(bytes, at, (size_t)(end - at));
}

void
ctyi_bytes_number(struct ctyi_bytes *bytes, double number)
{
    char buffer[32];
    char *end = buffer + sizeof(buffer);
    char *at;
    int64_t thousandths = llround(number * 1000);
    uint64_t size =
        thousandths < 0 ? -(uint64_t)thousandths : (uint64_t)thousandths;
    uint64_t fraction = size % 1000;
    int decimals = 3;

    while (decimals > 0 && fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    at = end;
    if (decimals > 0) {
        at = digits_before(at, fraction, decimals);
        *--at = '.';
    }
    at = digits_before(at, size / 1000, decimals > 0 ? 0 : 1);
    if (thousandths < 0)
        *--at = '-';
    ctyi_bytes_put(bytes, at, (size_t)(end - at));
}

void
ctyi_bytes_numbers(struct ctyi_bytes *bytes, const double *numbers,
                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ctyi_bytes_number(bytes, numbers[i]);
        ctyi_bytes_put(bytes, " ", 1);
    }
}

void
ctyi_bytes_hex16(struct ctyi_bytes *bytes, uint32_t number)
{
    static const char digits[] = "0123456789ABCDEF";
    char *to = ctyi_bytes_more(bytes, 4);

    if (to == NULL)
        return;
    for (int i = 0; i < 4; i++)
        to[i] = digits[number >> (12 - 4 * i) & 15];
    bytes->length += 4;
}

void
ctyi_bytes_utf16(struct ctyi_bytes *bytes, const char *text, size_t length)
{
    const char *end = text + length;

    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);

        if (c >= 0x110000) {
            c = 0xFFFD;
            text++;
        } else {
            text = ctyi_character_after(text);
        }
        if (c >= 0x10000) {
            ctyi_bytes_hex16(bytes, 0xD800 + ((c - 0x10000) >> 10));
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        ctyi_bytes_hex16(bytes, c);
    }
}

void
ctyi_bytes_big(struct ctyi_bytes *bytes, uint64_t number, int size)
{
    char *to = ctyi_bytes_more(bytes, (size_t)size);

    if (to == NULL)
        return;
    for (int i = 0; i < size; i++)
        to[i] = (char)(number >> 8 * (size - 1 - i));
    bytes->length += (size_t)size;
}
