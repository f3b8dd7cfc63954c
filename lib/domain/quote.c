#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/write.h"

static void
ask(struct ctyi_request *request, const cty_quote *quote,
    const struct ctyi_lines *lines)
{
    ctyi_request_start(request, CTYI_VERB_QUOTE_ADD, quote->request_key);
    ctyi_request_text(request, "quote_no", quote->quote_no);
    ctyi_request_text(request, "client_ref", quote->client_ref);
    ctyi_request_int(request, "date", ctyi_date_pack(quote->date));
    ctyi_request_int(request, "valid_until",
                     ctyi_date_pack(quote->valid_until));
    ctyi_request_text(request, "currency", quote->currency);
    ctyi_request_int(request, "rounding", quote->rounding);
    ctyi_request_lines(request, lines);
}

static cty_status
number_is_free(struct ctyi_store *store, const char *quote_no, cty_error *err)
{
    struct ctyi_quote there;
    bool found;
    cty_status status = ctyi_quote_by_no(store, quote_no, &there, &found, err);

    if (status == CTY_OK && found)
        status = ctyi_fail(err, CTY_E_EXISTS, "quote_no",
                           "quote \"%s\" is there already: numbers are used "
                           "once",
                           quote_no);
    return status;
}

static cty_status
write_down(const struct ctyi_rules *rules, struct ctyi_quote *quote,
           const struct ctyi_lines *lines, const struct ctyi_request *request,
           cty_error *err)
{
    struct ctyi_head head;
    cty_status status = ctyi_write_open(rules, &quote->fact, &head, err);

    if (status == CTY_OK)
        status = ctyi_quote_insert(rules->store, quote, lines, &head, err);
    if (status == CTY_OK)
        status = ctyi_write_close(rules, quote->fact.client, &head, request,
                                  quote->fact.sequence, err);
    return status;
}

static cty_status
check(struct ctyi_store *store, const cty_quote *quote,
      struct ctyi_lines *lines, struct ctyi_quote *own, cty_error *err)
{
    struct ctyi_client_key client;
    cty_status status =
        ctyi_client_find(store, quote->client_ref, &client, err);

    if (status == CTY_OK)
        status = number_is_free(store, quote->quote_no, err);
    if (status != CTY_OK)
        return status;
    own->fact.client = client.client;
    own->fact.date = ctyi_date_or(quote->date, quote->today);
    own->valid_until = ctyi_date_pack(quote->valid_until);
    own->rounding = quote->rounding;
    ctyi_text_copy(own->quote_no, sizeof(own->quote_no), quote->quote_no);
    ctyi_text_copy(own->currency, sizeof(own->currency),
                   quote->currency != NULL ? quote->currency : store->currency);
    if (own->valid_until != 0 && own->valid_until < own->fact.date)
        return ctyi_fail(err, CTY_E_STATE, "valid_until",
                         "quote \"%s\" would lapse before its date: "
                         "valid_until must not be before date",
                         quote->quote_no);
    status = ctyi_number_lines(lines, 0, err);
    if (status == CTY_OK)
        status = ctyi_price_lines(store, lines, own->currency, own->rounding,
                                  &own->totals, NULL, err);
    own->lines = (int64_t)lines->line_count;
    return status;
}

cty_status
ctyi_add_quote(const struct ctyi_rules *rules, const cty_quote *quote,
               struct ctyi_lines *lines, struct ctyi_quote *out_quote,
               bool *out_repeated, cty_error *err)
{
    struct ctyi_request request;
    struct ctyi_quote own = {0};
    int64_t answer = 0;
    cty_status status;

    assert(quote->quote_no != NULL);
    ask(&request, quote, lines);
    status =
        ctyi_request_done(rules->store, &request, &answer, out_repeated, err);
    if (status != CTY_OK)
        return status;
    if (*out_repeated)
        return ctyi_quote_by_key(rules->store, answer, out_quote, err);
    status = check(rules->store, quote, lines, &own, err);
    if (status == CTY_OK)
        status = write_down(rules, &own, lines, &request, err);
    if (status == CTY_OK)
        *out_quote = own;
    return status;
}

/* ---- accepting and declining ---- */

static const char *
status_word(int32_t status)
{
    return status == CTY_QUOTE_ACCEPTED ? "accepted" : "declined";
}

/* Only an open quote changes, not before its date, nor accepted too late. */
static cty_status
may_change(struct ctyi_store *store, const struct ctyi_quote *quote,
           int32_t date, int32_t to, cty_error *err)
{
    char day[CTY_DATE_TEXT];
    int32_t since = 0;
    int32_t is = CTY_QUOTE_OPEN;
    cty_status status =
        ctyi_quote_status_read(store, quote->fact.sequence, &is, &since, err);

    if (status != CTY_OK)
        return status;
    if (is != CTY_QUOTE_OPEN)
        return ctyi_fail(err, CTY_E_STATE, "status",
                         "quote \"%s\" was %s on %s: only an open quote can "
                         "be %s",
                         quote->quote_no, status_word(is),
                         cty_date_format(ctyi_date_unpack(since), day),
                         status_word(to));
    if (date < quote->fact.date)
        return ctyi_fail(
            err, CTY_E_STATE, "date",
            "quote \"%s\" is of %s: it cannot be %s before", quote->quote_no,
            cty_date_format(ctyi_date_unpack(quote->fact.date), day),
            status_word(to));
    if (to == CTY_QUOTE_ACCEPTED && quote->valid_until != 0 &&
        date > quote->valid_until)
        return ctyi_fail(
            err, CTY_E_STATE, "date",
            "quote \"%s\" was valid until %s: make a new quote",
            quote->quote_no,
            cty_date_format(ctyi_date_unpack(quote->valid_until), day));
    return CTY_OK;
}

static cty_status
write_change(const struct ctyi_rules *rules, struct ctyi_quote_status *change,
             const struct ctyi_request *request, cty_error *err)
{
    struct ctyi_head head;
    cty_status status = ctyi_write_open(rules, &change->fact, &head, err);

    if (status == CTY_OK)
        status = ctyi_quote_status_insert(rules->store, change, &head, err);
    if (status == CTY_OK)
        status = ctyi_write_close(rules, change->fact.client, &head, request,
                                  change->quote, err);
    return status;
}

cty_status
ctyi_change_quote(const struct ctyi_rules *rules,
                  const cty_quote_change *change, int32_t to,
                  int64_t *out_quote, bool *out_repeated, cty_error *err)
{
    struct ctyi_request request;
    struct ctyi_quote quote;
    struct ctyi_quote_status own = {0};
    bool found;
    cty_status status;

    assert(to == CTY_QUOTE_ACCEPTED || to == CTY_QUOTE_DECLINED);
    ctyi_request_start(&request,
                       to == CTY_QUOTE_ACCEPTED ? CTYI_VERB_QUOTE_ACCEPT
                                                : CTYI_VERB_QUOTE_DECLINE,
                       change->request_key);
    ctyi_request_text(&request, "quote_no", change->quote_no);
    ctyi_request_int(&request, "date", ctyi_date_pack(change->date));
    status =
        ctyi_request_done(rules->store, &request, out_quote, out_repeated, err);
    if (status != CTY_OK || *out_repeated)
        return status;
    status =
        ctyi_quote_by_no(rules->store, change->quote_no, &quote, &found, err);
    if (status != CTY_OK)
        return status;
    if (!found)
        return ctyi_fail(err, CTY_E_NOT_FOUND, "quote_no", "no quote \"%s\"",
                         change->quote_no);
    own.fact.client = quote.fact.client;
    own.fact.date = ctyi_date_or(change->date, change->today);
    own.quote = quote.fact.sequence;
    own.status = to;
    status = may_change(rules->store, &quote, own.fact.date, to, err);
    if (status == CTY_OK)
        status = write_change(rules, &own, &request, err);
    if (status == CTY_OK)
        *out_quote = own.quote;
    return status;
}
