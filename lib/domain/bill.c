#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/write.h"

static void
ask(struct ctyi_request *request, const cty_bill *bill,
    const struct ctyi_lines *lines)
{
    ctyi_request_start(request, CTYI_VERB_BILL_POST, bill->request_key);
    ctyi_request_text(request, "bill_no", bill->bill_no);
    ctyi_request_text(request, "client_ref", bill->client_ref);
    ctyi_request_text(request, "quote_no", bill->quote_no);
    ctyi_request_int(request, "date", ctyi_date_pack(bill->date));
    ctyi_request_text(request, "currency", bill->currency);
    ctyi_request_int(request, "rounding", bill->rounding);
    ctyi_request_int(request, "lines", bill->lines);
    ctyi_request_lines(request, lines);
}

static cty_status
number_is_free(struct ctyi_store *store, const char *bill_no, cty_error *err)
{
    struct ctyi_bill there;
    bool found;
    cty_status status = ctyi_bill_by_no(store, bill_no, &there, &found, err);

    if (status == CTY_OK && found)
        status = ctyi_fail(err, CTY_E_EXISTS, "bill_no",
                           "bill \"%s\" is there already: numbers are used "
                           "once",
                           bill_no);
    return status;
}

/* ---- from a quote ---- */

/* Accepted, not after the bill's day, and not billed yet. */
static cty_status
may_bill(struct ctyi_store *store, const struct ctyi_quote *quote, int32_t date,
         cty_error *err)
{
    char day[CTY_DATE_TEXT];
    struct ctyi_bill bill;
    int32_t since = 0;
    int32_t is = CTY_QUOTE_OPEN;
    int64_t billed = 0;
    cty_status status =
        ctyi_quote_status_read(store, quote->fact.sequence, &is, &since, err);

    if (status == CTY_OK)
        status = ctyi_quote_bill(store, quote->fact.sequence, &billed, err);
    if (status == CTY_OK && billed != 0)
        status = ctyi_bill_by_key(store, billed, &bill, err);
    if (status != CTY_OK)
        return status;
    if (billed != 0)
        return ctyi_fail(err, CTY_E_STATE, "quote_no",
                         "quote \"%s\" was billed already, by bill \"%s\"",
                         quote->quote_no, bill.bill_no);
    if (is != CTY_QUOTE_ACCEPTED)
        return ctyi_fail(err, CTY_E_STATE, "quote_no",
                         "quote \"%s\" is %s: only an accepted quote can be "
                         "billed",
                         quote->quote_no,
                         is == CTY_QUOTE_OPEN ? "open" : "declined");
    if (date < since)
        return ctyi_fail(err, CTY_E_STATE, "date",
                         "quote \"%s\" was accepted on %s: it cannot be billed "
                         "before",
                         quote->quote_no,
                         cty_date_format(ctyi_date_unpack(since), day));
    return CTY_OK;
}

/* What the bill leaves open it takes from the quote; nothing may differ. */
static cty_status
agree(const cty_bill *bill, const struct ctyi_quote *quote,
      struct ctyi_bill *own, cty_error *err)
{
    if (own->fact.client != 0 && own->fact.client != quote->fact.client)
        return ctyi_fail(err, CTY_E_STATE, "client_ref",
                         "quote \"%s\" is another client's", quote->quote_no);
    if (bill->currency != NULL && strcmp(bill->currency, quote->currency) != 0)
        return ctyi_fail(err, CTY_E_STATE, "currency",
                         "quote \"%s\" is in %s, not %s", quote->quote_no,
                         quote->currency, bill->currency);
    if (own->rounding == CTY_ROUND_EXACT)
        own->rounding = quote->rounding;
    if (bill->lines == CTY_LINES_OF_QUOTE &&
        quote->rounding != CTY_ROUND_EXACT && own->rounding != quote->rounding)
        return ctyi_fail(err, CTY_E_STATE, "rounding",
                         "quote \"%s\" was rounded otherwise: leave the "
                         "rounding out to take the quote's",
                         quote->quote_no);
    own->fact.client = quote->fact.client;
    own->quote = quote->fact.sequence;
    ctyi_text_copy(own->currency, sizeof(own->currency), quote->currency);
    return CTY_OK;
}

static cty_status
only_extras(const struct ctyi_lines *extras, int32_t last, cty_error *err)
{
    for (size_t i = 0; i < extras->adjustment_count; i++) {
        int32_t line_no = extras->adjustments[i].line_no;

        if (line_no <= last)
            return ctyi_fail_line(err, CTY_E_STATE, line_no, "line_no",
                                  "line %d is the quote's: discounts and "
                                  "charges beside a quote are for extras, "
                                  "lines %lld and on",
                                  line_no, last + 1LL);
    }
    return CTY_OK;
}

/* The quote's lines and adjustments, then the extras and theirs. */
static cty_status
complete(struct ctyi_store *store, int64_t quote, struct ctyi_lines *lines,
         cty_error *err)
{
    struct ctyi_lines extras = *lines;
    struct ctyi_lines all = {0};
    int32_t last;
    cty_status status = ctyi_quote_lines(store, quote, &all, err);

    if (status != CTY_OK)
        goto out;
    last = all.line_count > 0 ? all.lines[all.line_count - 1].line_no : 0;
    status = ctyi_number_lines(&extras, last, err);
    if (status == CTY_OK)
        status = only_extras(&extras, last, err);
    for (size_t i = 0; status == CTY_OK && i < extras.line_count; i++)
        status = ctyi_lines_add(&all, &extras.lines[i], err);
    for (size_t i = 0; status == CTY_OK && i < extras.adjustment_count; i++)
        status = ctyi_lines_adjust(&all, &extras.adjustments[i], err);

out:
    if (status != CTY_OK) {
        ctyi_lines_free(&all);
        return status;
    }
    ctyi_lines_free(lines);
    *lines = all;
    return CTY_OK;
}

static cty_status
from_quote(struct ctyi_store *store, const cty_bill *bill,
           struct ctyi_lines *lines, struct ctyi_bill *own, cty_error *err)
{
    struct ctyi_quote quote;
    bool found;
    cty_status status =
        ctyi_quote_by_no(store, bill->quote_no, &quote, &found, err);

    if (status != CTY_OK)
        return status;
    if (!found)
        return ctyi_fail(err, CTY_E_NOT_FOUND, "quote_no", "no quote \"%s\"",
                         bill->quote_no);
    status = agree(bill, &quote, own, err);
    if (status == CTY_OK)
        status = may_bill(store, &quote, own->fact.date, err);
    if (status == CTY_OK && bill->lines == CTY_LINES_OF_QUOTE)
        status = complete(store, quote.fact.sequence, lines, err);
    return status;
}

/* ---- posting ---- */

static cty_status
check(struct ctyi_store *store, const cty_bill *bill, struct ctyi_lines *lines,
      struct ctyi_bill *own, cty_error *err)
{
    struct ctyi_client_key client;
    cty_status status = CTY_OK;

    own->fact.date = ctyi_date_or(bill->date, bill->today);
    own->rounding = bill->rounding;
    ctyi_text_copy(own->bill_no, sizeof(own->bill_no), bill->bill_no);
    ctyi_text_copy(own->currency, sizeof(own->currency),
                   bill->currency != NULL ? bill->currency : store->currency);
    if (bill->client_ref != NULL) {
        status = ctyi_client_find(store, bill->client_ref, &client, err);
        if (status == CTY_OK)
            own->fact.client = client.client;
    }
    if (status == CTY_OK)
        status = number_is_free(store, bill->bill_no, err);
    if (status == CTY_OK && bill->quote_no != NULL)
        status = from_quote(store, bill, lines, own, err);
    if (status == CTY_OK)
        status = ctyi_number_lines(lines, 0, err);
    if (status == CTY_OK)
        status = ctyi_price_lines(store, lines, own->currency, own->rounding,
                                  &own->totals, NULL, err);
    own->lines = (int64_t)lines->line_count;
    return status;
}

/* Each discount and charge is an entry of the bill's day. */
static cty_status
write_entries(const struct ctyi_rules *rules, const struct ctyi_bill *bill,
              const struct ctyi_lines *lines, struct ctyi_head *head,
              cty_error *err)
{
    cty_status status = CTY_OK;

    for (size_t i = 0; status == CTY_OK && i < lines->adjustment_count; i++) {
        const struct ctyi_adjustment *one = &lines->adjustments[i];
        struct ctyi_entry entry = {.kind = one->kind,
                                   .bill = bill->fact.sequence,
                                   .line_no = one->line_no,
                                   .amount = one->amount,
                                   .rate = one->rate,
                                   .saving = one->saving,
                                   .person = one->person,
                                   .note = ""};

        entry.fact.client = bill->fact.client;
        entry.fact.date = bill->fact.date;
        ctyi_text_copy(entry.currency, sizeof(entry.currency), bill->currency);
        ctyi_text_copy(entry.reason, sizeof(entry.reason), one->reason);
        status =
            ctyi_fact_open(rules->store, &entry.fact, head, rules->now, err);
        if (status != CTY_OK)
            return status;
        ctyi_new_id(rules, entry.fact.id);
        status = ctyi_entry_insert(rules->store, &entry, head, err);
    }
    return status;
}

static cty_status
write_down(const struct ctyi_rules *rules, struct ctyi_bill *bill,
           const struct ctyi_lines *lines, const struct ctyi_request *request,
           cty_error *err)
{
    struct ctyi_head head;
    cty_status status = ctyi_write_open(rules, &bill->fact, &head, err);

    if (status == CTY_OK)
        status = ctyi_bill_insert(rules->store, bill, lines, &head, err);
    if (status == CTY_OK)
        status = write_entries(rules, bill, lines, &head, err);
    if (status == CTY_OK)
        status = ctyi_write_close(rules, bill->fact.client, &head, request,
                                  bill->fact.sequence, err);
    return status;
}

cty_status
ctyi_post_bill(const struct ctyi_rules *rules, const cty_bill *bill,
               struct ctyi_lines *lines, struct ctyi_bill *out_bill,
               bool *out_repeated, cty_error *err)
{
    struct ctyi_request request;
    struct ctyi_bill own = {0};
    int64_t answer = 0;
    cty_status status;

    assert(bill->bill_no != NULL);
    assert(bill->client_ref != NULL || bill->quote_no != NULL);
    ask(&request, bill, lines);
    status =
        ctyi_request_done(rules->store, &request, &answer, out_repeated, err);
    if (status != CTY_OK)
        return status;
    if (*out_repeated)
        return ctyi_bill_by_key(rules->store, answer, out_bill, err);
    status = check(rules->store, bill, lines, &own, err);
    if (status == CTY_OK)
        status = write_down(rules, &own, lines, &request, err);
    if (status == CTY_OK)
        *out_bill = own;
    return status;
}
