#include "store/store.h"

#include <string.h>

#include "base/date.h"

/*
 * Layouts: the columns in the order of the schema, and for documents their
 * lines and adjustments after them. A layout never changes; another one gets
 * the next number.
 */
enum {
    LAYOUT = 1,
    FACT_FIELDS = 6, /* sequence, client, fact, date, id, recorded_at */
    LINE_FIELDS = 11,
    ADJUSTMENT_FIELDS = 7,
    SHARE_FIELDS = 2
};

static void
start(struct ctyi_digest *digest, int kind, size_t fields,
      const struct ctyi_fact *fact)
{
    ctyi_digest_start(digest);
    ctyi_digest_text(digest, "courtesy/fact/1");
    ctyi_digest_int(digest, kind);
    ctyi_digest_int(digest, LAYOUT);
    ctyi_digest_int(digest, (int64_t)(FACT_FIELDS + fields));
    ctyi_digest_int(digest, fact->sequence);
    ctyi_digest_int(digest, fact->client);
    ctyi_digest_int(digest, fact->fact);
    ctyi_digest_int(digest, fact->date);
    ctyi_digest_blob(digest, fact->id, CTYI_ID_BYTES);
    ctyi_digest_int(digest, fact->recorded_at);
}

static void
end(struct ctyi_digest *digest, const uint8_t previous[CTYI_DIGEST_BYTES],
    uint8_t out[CTYI_DIGEST_BYTES])
{
    ctyi_digest_blob(digest, previous, CTYI_DIGEST_BYTES);
    ctyi_digest_end(digest, out);
}

/* A key that may be missing. */
static void
key(struct ctyi_digest *digest, int64_t value)
{
    if (value == 0)
        ctyi_digest_text(digest, NULL);
    else
        ctyi_digest_int(digest, value);
}

static void
totals(struct ctyi_digest *digest, int64_t lines, const struct ctyi_totals *sum)
{
    ctyi_digest_int(digest, lines);
    ctyi_digest_int(digest, sum->gross);
    ctyi_digest_int(digest, sum->discounts);
    ctyi_digest_int(digest, sum->charges);
    ctyi_digest_int(digest, sum->net);
}

static void
line(struct ctyi_digest *digest, const struct ctyi_line *one)
{
    ctyi_digest_int(digest, one->line_no);
    ctyi_digest_text(digest, one->description);
    ctyi_digest_int(digest, one->quantity);
    ctyi_digest_int(digest, one->list_unit_price);
    ctyi_digest_int(digest, one->gross);
    ctyi_digest_int(digest, one->discounts);
    ctyi_digest_int(digest, one->charges);
    ctyi_digest_int(digest, one->net);
    ctyi_digest_text(digest, one->product_code);
    ctyi_digest_text(digest, one->product_category);
    if (one->has_cost)
        ctyi_digest_int(digest, one->cost);
    else
        ctyi_digest_text(digest, NULL);
}

static void
adjustment(struct ctyi_digest *digest, const struct ctyi_adjustment *one,
           size_t position)
{
    ctyi_digest_int(digest, (int64_t)position);
    ctyi_digest_int(digest, one->line_no);
    ctyi_digest_int(digest, one->kind);
    ctyi_digest_int(digest, one->amount);
    ctyi_digest_int(digest, one->rate);
    ctyi_digest_text(digest, one->reason);
    key(digest, one->person);
}

void
ctyi_seal_quote(const struct ctyi_quote *quote, const struct ctyi_lines *lines,
                const uint8_t previous[CTYI_DIGEST_BYTES],
                uint8_t out[CTYI_DIGEST_BYTES])
{
    struct ctyi_digest digest;

    start(&digest, CTYI_FACT_QUOTE,
          9 + lines->line_count * LINE_FIELDS +
              lines->adjustment_count * ADJUSTMENT_FIELDS,
          &quote->fact);
    ctyi_digest_text(&digest, quote->quote_no);
    ctyi_digest_int(&digest, quote->valid_until);
    ctyi_digest_text(&digest, quote->currency);
    ctyi_digest_int(&digest, quote->rounding);
    totals(&digest, quote->lines, &quote->totals);
    for (size_t i = 0; i < lines->line_count; i++)
        line(&digest, &lines->lines[i]);
    for (size_t i = 0; i < lines->adjustment_count; i++)
        adjustment(&digest, &lines->adjustments[i], i + 1);
    end(&digest, previous, out);
}

void
ctyi_seal_quote_status(const struct ctyi_quote_status *status,
                       const uint8_t previous[CTYI_DIGEST_BYTES],
                       uint8_t out[CTYI_DIGEST_BYTES])
{
    struct ctyi_digest digest;

    start(&digest, CTYI_FACT_QUOTE_STATUS, 2, &status->fact);
    ctyi_digest_int(&digest, status->quote);
    ctyi_digest_int(&digest, status->status);
    end(&digest, previous, out);
}

void
ctyi_seal_bill(const struct ctyi_bill *bill, const struct ctyi_lines *lines,
               const uint8_t previous[CTYI_DIGEST_BYTES],
               uint8_t out[CTYI_DIGEST_BYTES])
{
    struct ctyi_digest digest;

    start(&digest, CTYI_FACT_BILL, 9 + lines->line_count * LINE_FIELDS,
          &bill->fact);
    ctyi_digest_text(&digest, bill->bill_no);
    key(&digest, bill->quote);
    ctyi_digest_text(&digest, bill->currency);
    ctyi_digest_int(&digest, bill->rounding);
    totals(&digest, bill->lines, &bill->totals);
    for (size_t i = 0; i < lines->line_count; i++)
        line(&digest, &lines->lines[i]);
    end(&digest, previous, out);
}

void
ctyi_seal_entry(const struct ctyi_entry *entry,
                const uint8_t previous[CTYI_DIGEST_BYTES],
                uint8_t out[CTYI_DIGEST_BYTES])
{
    struct ctyi_digest digest;

    start(&digest, CTYI_FACT_ENTRY, 13 + entry->share_count * SHARE_FIELDS,
          &entry->fact);
    ctyi_digest_int(&digest, entry->number);
    ctyi_digest_int(&digest, entry->kind);
    key(&digest, entry->bill);
    ctyi_digest_int(&digest, entry->line_no);
    ctyi_digest_text(&digest, entry->currency);
    ctyi_digest_int(&digest, entry->amount);
    ctyi_digest_int(&digest, entry->rate);
    ctyi_digest_int(&digest, entry->saving);
    ctyi_digest_text(&digest, entry->reason);
    key(&digest, entry->person);
    ctyi_digest_text(&digest, entry->note);
    ctyi_digest_text(&digest, entry->credit_no);
    key(&digest, entry->reverses);
    for (size_t i = 0; i < entry->share_count; i++) {
        ctyi_digest_int(&digest, entry->shares[i].line_no);
        ctyi_digest_int(&digest, entry->shares[i].amount);
    }
    end(&digest, previous, out);
}
