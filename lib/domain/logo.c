/*
 * A logo is kept as it came, so that it is looked at once, before it is taken:
 * a page must not fail on it in a year.
 */
#include <string.h>

#include "base/fail.h"
#include "domain/issuer.h"

enum { NUMBER = 4, HEADER = 13, CHUNK = 12, CHUNK_DATA = 8 };

static const uint8_t signature[] = {0x89, 'P',  'N',  'G',
                                    '\r', '\n', 0x1A, '\n'};

static uint32_t
number_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

/* CRC-32, four bits at a time. */
static uint32_t
checksum(const uint8_t *bytes, size_t size)
{
    static const uint32_t of_four[] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    uint32_t sum = 0xFFFFFFFF;

    for (size_t i = 0; i < size; i++) {
        sum = of_four[(sum ^ bytes[i]) & 15] ^ sum >> 4;
        sum = of_four[(sum ^ bytes[i] >> 4) & 15] ^ sum >> 4;
    }
    return ~sum;
}

static cty_status
damaged(size_t at, cty_error *err)
{
    return ctyi_fail(err, CTY_E_ARGUMENT, "logo",
                     "the logo is a PNG that is cut short or damaged at byte "
                     "%zu: save it again",
                     at + 1);
}

static bool
is_depth(uint8_t kind, uint8_t depth)
{
    switch (kind) {
    case 0:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8 ||
               depth == 16;
    case 3:
        return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    case 2:
    case 4:
    case 6:
        return depth == 8 || depth == 16;
    default:
        return false;
    }
}

static cty_status
check_header(const uint8_t *header, size_t at, cty_error *err)
{
    uint32_t width = number_at(header);
    uint32_t height = number_at(header + NUMBER);

    if (width == 0 || height == 0 || !is_depth(header[9], header[8]) ||
        header[10] != 0 || header[11] != 0 || header[12] > 1)
        return damaged(at, err);
    if (width > CTY_MAX_LOGO_SIDE || height > CTY_MAX_LOGO_SIDE)
        return ctyi_fail(err, CTY_E_LIMIT, "logo",
                         "the logo has %u x %u pixels: make it no larger than "
                         "%d x %d",
                         width, height, CTY_MAX_LOGO_SIDE, CTY_MAX_LOGO_SIDE);
    return CTY_OK;
}

/* The chunk at a byte, and where the next begins. */
static cty_status
check_chunk(const uint8_t *bytes, size_t size, size_t at, size_t *out_next,
            cty_error *err)
{
    size_t length;

    if (size - at < CHUNK)
        return damaged(at, err);
    length = number_at(bytes + at);
    if (length > size - at - CHUNK)
        return damaged(at, err);
    *out_next = at + CHUNK + length;
    if (checksum(bytes + at + NUMBER, length + NUMBER) !=
        number_at(bytes + *out_next - NUMBER))
        return damaged(at, err);
    return CTY_OK;
}

static bool
is_called(const uint8_t *chunk, const char *name)
{
    return memcmp(chunk + NUMBER, name, NUMBER) == 0;
}

static cty_status
check_chunks(const uint8_t *bytes, size_t size, cty_error *err)
{
    size_t at = sizeof(signature);
    bool has_image = false;
    bool ended = false;

    while (!ended) {
        const uint8_t *chunk = bytes + at;
        bool first = at == sizeof(signature);
        size_t next = at;
        cty_status status = check_chunk(bytes, size, at, &next, err);

        if (status != CTY_OK)
            return status;
        if (is_called(chunk, "IHDR") != first)
            return damaged(at, err);
        if (first && next - at != CHUNK + HEADER)
            return damaged(at, err);
        if (first)
            status = check_header(chunk + CHUNK_DATA, at + CHUNK_DATA, err);
        if (status != CTY_OK)
            return status;
        has_image = has_image || is_called(chunk, "IDAT");
        ended = is_called(chunk, "IEND");
        if (ended && !has_image)
            return damaged(at, err);
        at = next;
    }
    return at == size ? CTY_OK : damaged(at, err);
}

cty_status
ctyi_logo_check(const void *logo, size_t size, cty_error *err)
{
    if (logo == NULL)
        return CTY_OK;
    if (size > CTY_MAX_LOGO)
        return ctyi_fail(err, CTY_E_LIMIT, "logo",
                         "the logo is larger than %d bytes: make it smaller",
                         CTY_MAX_LOGO);
    if (size < sizeof(signature) ||
        memcmp(logo, signature, sizeof(signature)) != 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "logo",
                         "the logo is no PNG: save it as one");
    return check_chunks(logo, size, err);
}
