/* How an issuer may look. What is NULL or "" is fine. */
#ifndef CTYI_DOMAIN_ISSUER_H
#define CTYI_DOMAIN_ISSUER_H

#include <courtesy/issuer.h>

/* "#" and 6 hex digits, with a contrast to white of 4.5 or more. */
cty_status ctyi_accent_check(const char *accent, cty_error *err);

/*
 * A whole PNG within the limits: signature, header, and chunks with their
 * checksums up to the last byte. What they hold is not decoded.
 */
cty_status ctyi_logo_check(const void *logo, size_t size, cty_error *err);

/* What is given of it, other than plain texts. */
cty_status ctyi_issuer_check(const cty_issuer *issuer, cty_error *err);

#endif
