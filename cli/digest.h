/* SHA-256 of bytes as they come. */
#ifndef COURTESY_CLI_DIGEST_H
#define COURTESY_CLI_DIGEST_H

#include <sys/types.h>

#include <sha2.h>

#include "cli.h"

struct digest {
    SHA2_CTX context;
};

void digest_begin(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t size);
void digest_end(struct digest *digest, char out_hex[CTY_CHAIN_HEAD_TEXT]);

#endif
