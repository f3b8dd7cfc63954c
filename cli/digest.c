#include "digest.h"

void
digest_begin(struct digest *digest)
{
    SHA256Init(&digest->context);
}

void
digest_add(struct digest *digest, const void *bytes, size_t size)
{
    SHA256Update(&digest->context, bytes, size);
}

void
digest_end(struct digest *digest, char out_hex[CTY_CHAIN_HEAD_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_LENGTH];

    SHA256Final(bytes, &digest->context);
    for (size_t i = 0; i < sizeof bytes; i++) {
        *out_hex++ = digits[bytes[i] >> 4];
        *out_hex++ = digits[bytes[i] & 15];
    }
    *out_hex = '\0';
}
