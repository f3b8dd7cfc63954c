#include "domain/request.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"

void
ctyi_request_start(struct ctyi_request *request, int verb, const char *key)
{
    request->key = key;
    request->verb = verb;
    request->count = 0;
}

static void
add(struct ctyi_request *request, const char *name, struct ctyi_digest *digest)
{
    uint8_t all[CTYI_DIGEST_BYTES];

    assert(request->count < CTYI_PRINTS_MAX);
    ctyi_digest_end(digest, all);
    request->names[request->count] = name;
    memcpy(request->prints[request->count], all, CTYI_PRINT_BYTES);
    request->count++;
}

void
ctyi_request_text(struct ctyi_request *request, const char *name,
                  const char *value)
{
    struct ctyi_digest digest;

    if (request->key == NULL)
        return;
    ctyi_digest_start(&digest);
    ctyi_digest_text(&digest, value);
    add(request, name, &digest);
}

void
ctyi_request_int(struct ctyi_request *request, const char *name, int64_t value)
{
    struct ctyi_digest digest;

    if (request->key == NULL)
        return;
    ctyi_digest_start(&digest);
    ctyi_digest_int(&digest, value);
    add(request, name, &digest);
}

static void
print_line(struct ctyi_digest *digest, const struct ctyi_line *line)
{
    ctyi_digest_int(digest, line->line_no);
    ctyi_digest_int(digest, line->quantity);
    ctyi_digest_int(digest, line->list_unit_price);
    ctyi_digest_int(digest, line->has_cost);
    ctyi_digest_int(digest, line->cost);
    ctyi_digest_text(digest, line->description);
    ctyi_digest_text(digest, line->product_code);
    ctyi_digest_text(digest, line->product_category);
}

static void
print_adjustment(struct ctyi_digest *digest, const struct ctyi_adjustment *one)
{
    ctyi_digest_int(digest, one->kind);
    ctyi_digest_int(digest, one->line_no);
    ctyi_digest_int(digest, one->amount);
    ctyi_digest_int(digest, one->rate);
    ctyi_digest_text(digest, one->reason);
    ctyi_digest_text(digest, one->granted_by);
}

void
ctyi_request_lines(struct ctyi_request *request, const struct ctyi_lines *lines)
{
    struct ctyi_digest digest;

    if (request->key == NULL)
        return;
    ctyi_digest_start(&digest);
    for (size_t i = 0; i < lines->line_count; i++)
        print_line(&digest, &lines->lines[i]);
    add(request, "lines", &digest);
    ctyi_digest_start(&digest);
    for (size_t i = 0; i < lines->adjustment_count; i++)
        print_adjustment(&digest, &lines->adjustments[i]);
    add(request, "discounts and charges", &digest);
}

static const char *
verb_name(int verb)
{
    static const char *const names[] = {
        "",          "quote add",    "quote accept",   "quote decline",
        "bill post", "credit grant", "credit reverse",
    };

    return verb > 0 && verb <= CTYI_VERB_CREDIT_REVERSE ? names[verb] : "write";
}

/* The first field that differs from what was asked before; NULL: none. */
static const char *
differs(const struct ctyi_request *request, const uint8_t *content, size_t size)
{
    for (size_t i = 0; i < request->count; i++) {
        size_t at = i * CTYI_PRINT_BYTES;

        if (at + CTYI_PRINT_BYTES > size ||
            memcmp(content + at, request->prints[i], CTYI_PRINT_BYTES) != 0)
            return request->names[i];
    }
    return size == request->count * CTYI_PRINT_BYTES ? NULL : "content";
}

cty_status
ctyi_request_done(struct ctyi_store *store, const struct ctyi_request *request,
                  int64_t *out_answer, bool *out_done, cty_error *err)
{
    uint8_t content[CTYI_PRINTS_MAX * CTYI_PRINT_BYTES];
    size_t size = 0;
    int verb = 0;
    const char *field;
    cty_status status;

    *out_done = false;
    if (request->key == NULL)
        return CTY_OK;
    status =
        ctyi_request_read(store, request->key, &verb, content, sizeof(content),
                          &size, out_answer, out_done, err);
    if (status != CTY_OK || !*out_done)
        return status;
    if (verb != request->verb)
        return ctyi_fail(err, CTY_E_CONFLICT, "request_key",
                         "request key \"%s\" was used for a %s", request->key,
                         verb_name(verb));
    field = differs(request, content, size);
    if (field != NULL)
        return ctyi_fail(err, CTY_E_CONFLICT, field,
                         "request key \"%s\" was used with other content: "
                         "not the same %s",
                         request->key, field);
    return CTY_OK;
}

cty_status
ctyi_request_keep(struct ctyi_store *store, const struct ctyi_request *request,
                  int64_t answer, cty_error *err)
{
    if (request->key == NULL)
        return CTY_OK;
    return ctyi_request_insert(store, request->key, request->verb,
                               request->prints[0],
                               request->count * CTYI_PRINT_BYTES, answer, err);
}
