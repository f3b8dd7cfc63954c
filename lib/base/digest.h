/*
 * SHA-256 over fields, each prefixed with its length, so that no two lists of
 * fields give the same bytes. Integers go in as decimal digits, a missing text
 * or blob (NULL) as the length 2^64 - 1. Lengths are 8 bytes, the highest
 * first.
 */
#ifndef CTYI_BASE_DIGEST_H
#define CTYI_BASE_DIGEST_H

#include <courtesy/base.h>

enum { CTYI_DIGEST_BYTES = 32, CTYI_DIGEST_HEX = 65 };

struct ctyi_digest {
    _Alignas(8) unsigned char context[256]; /* the SHA-256 state */
};

void ctyi_digest_start(struct ctyi_digest *digest);
void ctyi_digest_int(struct ctyi_digest *digest, int64_t value);
void ctyi_digest_text(struct ctyi_digest *digest, const char *text);
void ctyi_digest_blob(struct ctyi_digest *digest, const void *bytes,
                      size_t size);
/* Bytes without a length: for whole files. */
void ctyi_digest_raw(struct ctyi_digest *digest, const void *bytes,
                     size_t size);
void ctyi_digest_end(struct ctyi_digest *digest,
                     uint8_t out[CTYI_DIGEST_BYTES]);

/* 64 lower-case hex digits; buffer of CTYI_DIGEST_HEX. */
char *ctyi_digest_hex(const uint8_t bytes[CTYI_DIGEST_BYTES], char *buffer);

#endif
