#include <courtesy/base.h>

_Static_assert(sizeof(cty_id) == 16, "cty_id is frozen");

char *
cty_id_format(const cty_id *id, char *buffer)
{
    static const char digits[] = "0123456789abcdef";
    char *to = buffer;

    for (int i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = digits[id->bytes[i] >> 4];
        *to++ = digits[id->bytes[i] & 0x0F];
    }
    *to = '\0';
    return buffer;
}
