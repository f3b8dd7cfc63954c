/* One fact after another: read, sealed again, and judged. */
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "store/checking.h"
#include "store/row.h"

/* A fact on its way into its client's chain. */
struct link {
    struct ctyi_chain *chain;
    struct ctyi_fact fact;
    int32_t month;
    bool is_entry;
    int64_t number; /* of an entry */
    uint8_t seal[CTYI_DIGEST_BYTES];
    const char *rule; /* what it breaks */
};

static const char *
follows(const struct ctyi_walk *walk, const struct link *link)
{
    const struct ctyi_head *head = &link->chain->head;
    const struct ctyi_fact *fact = &link->fact;

    if (fact->fact != head->facts + 1)
        return "it is missing, or not in its place";
    if (fact->sequence <= walk->sequence)
        return "its place in the ledger is another fact's too";
    if (fact->recorded_at < head->recorded_at)
        return "it was recorded before the fact before it";
    if (link->is_entry && link->number != head->entries + 1)
        return "entries are missing before it, or not in their place";
    if (memcmp(fact->head, link->seal, CTYI_DIGEST_BYTES) != 0)
        return "its content does not match its seal: it was changed, or a "
               "fact before it";
    return NULL;
}

static const char *
is_dated(const struct link *link)
{
    if (!cty_date_valid(ctyi_date_unpack(link->fact.date)))
        return "its date is no day";
    if (link->month != ctyi_date_month(link->fact.date))
        return "its month is not that of its date";
    return NULL;
}

static void
extend(struct ctyi_walk *walk, struct link *link)
{
    struct ctyi_head *head = &link->chain->head;

    head->facts += 1;
    head->entries += link->is_entry;
    head->recorded_at = link->fact.recorded_at;
    memcpy(head->head, link->fact.head, CTYI_DIGEST_BYTES);
    walk->sequence = link->fact.sequence;
}

/* What has been found out about a link before keeps its place as the cause. */
static void
judge(struct ctyi_walk *walk, struct link *link, const char *says)
{
    const char *rule = link->rule;

    if (rule == NULL)
        rule = follows(walk, link);
    if (rule == NULL)
        rule = is_dated(link);
    if (rule == NULL)
        rule = says;
    link->rule = rule;
    if (rule == NULL) {
        extend(walk, link);
        return;
    }
    ctyi_check_broken(walk->checking, link->chain->client,
                      link->chain->head.facts + 1, rule);
    walk->settling.open = false;
}

/* ---- quotes ---- */

static const char *
check_quote(const struct ctyi_quote *quote, struct ctyi_lines *lines)
{
    const struct ctyi_document document = {quote->lines, &quote->totals,
                                           quote->currency, quote->rounding};
    const char *rule = ctyi_check_document(&document, lines);

    if (quote->valid_until != 0 &&
        (!cty_date_valid(ctyi_date_unpack(quote->valid_until)) ||
         quote->valid_until < quote->fact.date))
        return "the day that it is valid until is none, or before its date";
    for (size_t i = 0; rule == NULL && i < lines->adjustment_count; i++)
        rule = ctyi_check_take(lines, lines->adjustments[i].kind,
                               lines->adjustments[i].line_no,
                               lines->adjustments[i].amount);
    if (rule == NULL && !ctyi_check_all_taken(lines))
        rule = "its lines were discounted or charged more than its discounts "
               "and charges sum to";
    return rule;
}

static cty_status
visit_quote(struct ctyi_walk *walk, struct link *link,
            struct ctyi_statement *row, cty_error *err)
{
    struct ctyi_store *store = walk->checking->store;
    struct ctyi_lines *lines = &walk->settling.lines;
    struct ctyi_quote quote = {.fact = link->fact};
    cty_status status;

    ctyi_text_copy(quote.quote_no, sizeof(quote.quote_no),
                   ctyi_column_string(row, 7));
    quote.valid_until = (int32_t)ctyi_column_int(row, 8);
    ctyi_text_copy(quote.currency, sizeof(quote.currency),
                   ctyi_column_string(row, 9));
    quote.rounding = (int32_t)ctyi_column_int(row, 10);
    ctyi_row_totals(row, 11, &quote.lines, &quote.totals);
    link->month = (int32_t)ctyi_column_int(row, 16);
    ctyi_lines_clear(lines);
    status = ctyi_check_lines(store, CTYI_SQL_QUOTE_LINES, link->fact.sequence,
                              lines, &link->rule, err);
    if (status == CTY_OK && link->rule == NULL)
        status = ctyi_check_adjustments(store, link->fact.sequence, lines,
                                        &link->rule, err);
    if (status != CTY_OK)
        return status;
    ctyi_seal_quote(&quote, lines, link->chain->head.head, link->seal);
    judge(walk, link, check_quote(&quote, lines));
    return CTY_OK;
}

static cty_status
visit_change(struct ctyi_walk *walk, struct link *link,
             struct ctyi_statement *row)
{
    struct ctyi_quote_status change = {.fact = link->fact};

    change.quote = ctyi_column_int(row, 7);
    change.status = (int32_t)ctyi_column_int(row, 8);
    ctyi_seal_quote_status(&change, link->chain->head.head, link->seal);
    judge(walk, link,
          change.status == CTY_QUOTE_ACCEPTED ||
                  change.status == CTY_QUOTE_DECLINED
              ? NULL
              : "it neither accepts nor declines its quote");
    return CTY_OK;
}

/* ---- bills and their entries ---- */

static cty_status
visit_bill(struct ctyi_walk *walk, struct link *link,
           struct ctyi_statement *row, cty_error *err)
{
    struct ctyi_lines *lines = &walk->settling.lines;
    struct ctyi_bill bill = {.fact = link->fact};
    struct ctyi_document document = {0};
    cty_status status;

    ctyi_text_copy(bill.bill_no, sizeof(bill.bill_no),
                   ctyi_column_string(row, 7));
    bill.quote = ctyi_column_int(row, 8);
    ctyi_text_copy(bill.currency, sizeof(bill.currency),
                   ctyi_column_string(row, 9));
    bill.rounding = (int32_t)ctyi_column_int(row, 10);
    ctyi_row_totals(row, 11, &bill.lines, &bill.totals);
    link->month = (int32_t)ctyi_column_int(row, 16);
    ctyi_lines_clear(lines);
    status = ctyi_check_lines(walk->checking->store, CTYI_SQL_BILL_LINES,
                              link->fact.sequence, lines, &link->rule, err);
    if (status != CTY_OK)
        return status;
    ctyi_seal_bill(&bill, lines, link->chain->head.head, link->seal);
    document = (struct ctyi_document){bill.lines, &bill.totals, bill.currency,
                                      bill.rounding};
    walk->settling.open = true;
    walk->settling.chain = link->chain;
    walk->settling.bill = link->fact.sequence;
    judge(walk, link, ctyi_check_document(&document, lines));
    return CTY_OK;
}

/* A discount or charge was recorded with its bill, right after it. */
static const char *
settle(struct ctyi_settling *settling, const struct ctyi_entry *entry)
{
    if (!settling->open || settling->bill != entry->bill)
        return "it was not recorded with its bill";
    return ctyi_check_take(&settling->lines, entry->kind, entry->line_no,
                           entry->amount);
}

static cty_status
visit_entry(struct ctyi_walk *walk, struct link *link,
            struct ctyi_statement *row, cty_error *err)
{
    struct ctyi_entry entry = {0};
    struct ctyi_share *shares = NULL;
    const char *rule;
    cty_status status = CTY_OK;

    ctyi_row_entry(row, &entry);
    if (entry.kind == CTY_CREDIT)
        status = ctyi_entry_shares(walk->checking->store, link->fact.sequence,
                                   &shares, &entry.share_count, err);
    if (status != CTY_OK)
        return status;
    entry.shares = shares;
    link->month = (int32_t)ctyi_column_int(row, 20);
    link->is_entry = true;
    link->number = entry.number;
    ctyi_seal_entry(&entry, link->chain->head.head, link->seal);
    rule = ctyi_check_entry(&entry);
    if (rule == NULL &&
        (entry.kind == CTY_DISCOUNT || entry.kind == CTY_CHARGE))
        rule = settle(&walk->settling, &entry);
    judge(walk, link, rule);
    ctyi_free(shares);
    return CTY_OK;
}

void
ctyi_check_settled(struct ctyi_walk *walk)
{
    struct ctyi_settling *settling = &walk->settling;

    if (settling->open && !ctyi_check_all_taken(&settling->lines))
        ctyi_check_broken(walk->checking, settling->chain->client,
                          settling->chain->head.facts + 1,
                          "a discount or charge of the bill before it is "
                          "missing");
    settling->open = false;
}

/* What ctyi_check_whole is to find in the row of each kind. */
static const char *const columns[] = {
    [CTYI_FACT_QUOTE] = "nnnibnbricinnnnni",
    [CTYI_FACT_QUOTE_STATUS] = "nnnibnbni",
    [CTYI_FACT_BILL] = "nnnibnbrkcinnnnni",
    [CTYI_FACT_ENTRY] = "nnnibnbnikicnnfrktrki",
};

static bool
adjusts(struct ctyi_walk *walk, int kind, struct ctyi_statement *row)
{
    return walk->settling.open && kind == CTYI_FACT_ENTRY &&
           ctyi_column_int(row, 8) <= CTY_CHARGE &&
           ctyi_column_int(row, 9) == walk->settling.bill;
}

cty_status
ctyi_check_fact(struct ctyi_walk *walk, int kind, struct ctyi_chain *chain,
                struct ctyi_statement *row, cty_error *err)
{
    struct link link = {.chain = chain};

    ctyi_row_fact(row, 0, &link.fact);
    link.month = ctyi_date_month(link.fact.date);
    if (!adjusts(walk, kind, row))
        ctyi_check_settled(walk);
    link.rule = ctyi_check_whole(row, columns[kind]);
    if (link.rule != NULL) {
        judge(walk, &link, NULL);
        return CTY_OK;
    }
    switch (kind) {
    case CTYI_FACT_QUOTE:
        return visit_quote(walk, &link, row, err);
    case CTYI_FACT_QUOTE_STATUS:
        return visit_change(walk, &link, row);
    case CTYI_FACT_BILL:
        return visit_bill(walk, &link, row, err);
    default:
        return visit_entry(walk, &link, row, err);
    }
}
