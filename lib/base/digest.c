#include "base/digest.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sha2.h>

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

static void
add_length(struct ctyi_digest *digest, uint64_t length)
{
    uint8_t bytes[8];

    for (int i = 7; i >= 0; i--, length >>= 8)
        bytes[i] = (uint8_t)length;
    SHA256Update(state(digest), bytes, sizeof(bytes));
}

void
ctyi_digest_start(struct ctyi_digest *digest)
{
    SHA256Init(state(digest));
}

void
ctyi_digest_int(struct ctyi_digest *digest, int64_t value)
{
    char digits[24];

    snprintf(digits, sizeof(digits), "%" PRId64, value);
    ctyi_digest_text(digest, digits);
}

void
ctyi_digest_text(struct ctyi_digest *digest, const char *text)
{
    ctyi_digest_blob(digest, text, text == NULL ? 0 : strlen(text));
}

void
ctyi_digest_blob(struct ctyi_digest *digest, const void *bytes, size_t size)
{
    add_length(digest, bytes == NULL ? UINT64_MAX : size);
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
