#include "base/digest.h"

#include <assert.h>
#include <string.h>
#include <sys/types.h>
#include <sha2.h>

enum {
    LENGTH_BYTES = 8,
    DIGITS = 20 /* of the lowest int64_t, with its sign */
};

_Static_assert(sizeof(SHA2_CTX) <= sizeof(struct ctyi_digest),
               "the state fits into its array");
_Static_assert(_Alignof(SHA2_CTX) <= _Alignof(struct ctyi_digest),
               "the state lies as it must");
_Static_assert((int)SHA256_DIGEST_LENGTH == (int)CTYI_DIGEST_BYTES,
               "a digest is 32 bytes");

static SHA2_CTX *
state(struct ctyi_digest *digest)
{
    return (SHA2_CTX *)(void *)digest->context;
}

/* The length's 8 bytes, the highest first. */
static void
put_length(uint8_t *bytes, uint64_t length)
{
    for (int i = LENGTH_BYTES - 1; i >= 0; i--, length >>= 8)
        bytes[i] = (uint8_t)length;
}

void
ctyi_digest_start(struct ctyi_digest *digest)
{
    SHA256Init(state(digest));
}

/* Digits from the last to the first, then their length: one update. */
void
ctyi_digest_int(struct ctyi_digest *digest, int64_t value)
{
    uint8_t field[LENGTH_BYTES + DIGITS];
    uint8_t *end = field + sizeof(field);
    uint8_t *at = end;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        *--at = (uint8_t)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0)
        *--at = '-';
    put_length(at - LENGTH_BYTES, (uint64_t)(end - at));
    at -= LENGTH_BYTES;
    SHA256Update(state(digest), at, (size_t)(end - at));
}

void
ctyi_digest_text(struct ctyi_digest *digest, const char *text)
{
    ctyi_digest_blob(digest, text, text == NULL ? 0 : strlen(text));
}

void
ctyi_digest_blob(struct ctyi_digest *digest, const void *bytes, size_t size)
{
    uint8_t length[LENGTH_BYTES];

    put_length(length, bytes == NULL ? UINT64_MAX : size);
    SHA256Update(state(digest), length, sizeof(length));
    ctyi_digest_raw(digest, bytes, size);
}

void
ctyi_digest_raw(struct ctyi_digest *digest, const void *bytes, size_t size)
{
    assert(bytes != NULL || size == 0);
    if (size > 0)
        SHA256Update(state(digest), bytes, size);
}

void
ctyi_digest_end(struct ctyi_digest *digest, uint8_t out[CTYI_DIGEST_BYTES])
{
    SHA256Final(out, state(digest));
}

char *
ctyi_digest_hex(const uint8_t bytes[CTYI_DIGEST_BYTES], char *buffer)
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < CTYI_DIGEST_BYTES; i++) {
        buffer[2 * i] = digits[bytes[i] >> 4];
        buffer[2 * i + 1] = digits[bytes[i] & 0x0F];
    }
    buffer[CTYI_DIGEST_HEX - 1] = '\0';
    return buffer;
}
