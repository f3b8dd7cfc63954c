/*
 * Request keys: a request is known by its verb and 8 bytes of the SHA-256 of
 * each field as the caller gave it, so that a repeat is told from a conflict,
 * and a conflict names its field.
 */
#ifndef CTYI_DOMAIN_REQUEST_H
#define CTYI_DOMAIN_REQUEST_H

#include "domain/domain.h"

enum {
    CTYI_VERB_QUOTE_ADD = 1,
    CTYI_VERB_QUOTE_ACCEPT = 2,
    CTYI_VERB_QUOTE_DECLINE = 3,
    CTYI_VERB_BILL_POST = 4,
    CTYI_VERB_CREDIT_GRANT = 5,
    CTYI_VERB_CREDIT_REVERSE = 6,
    CTYI_PRINT_BYTES = 8,
    CTYI_PRINTS_MAX = 16
};

struct ctyi_request {
    const char *key; /* NULL: none, and everything here does nothing */
    int verb;
    size_t count;
    const char *names[CTYI_PRINTS_MAX];
    uint8_t prints[CTYI_PRINTS_MAX][CTYI_PRINT_BYTES];
};

void ctyi_request_start(struct ctyi_request *request, int verb,
                        const char *key);
void ctyi_request_text(struct ctyi_request *request, const char *name,
                       const char *value);
void ctyi_request_int(struct ctyi_request *request, const char *name,
                      int64_t value);
/* All of a draft, as two fields: lines, and discounts and charges. */
void ctyi_request_lines(struct ctyi_request *request,
                        const struct ctyi_lines *lines);

/*
 * Has this been done? *out_answer is then the fact that answered. The key used
 * for something else is CTY_E_CONFLICT.
 */
cty_status ctyi_request_done(struct ctyi_store *store,
                             const struct ctyi_request *request,
                             int64_t *out_answer, bool *out_done,
                             cty_error *err);
cty_status ctyi_request_keep(struct ctyi_store *store,
                             const struct ctyi_request *request, int64_t answer,
                             cty_error *err);

#endif
