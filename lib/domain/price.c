#include <assert.h>
#include <stdlib.h>

#include "base/fail.h"
#include "domain/domain.h"

static cty_status
too_large(const char *field, int line, cty_error *err)
{
    return ctyi_fail_line(err, CTY_E_LIMIT, line, field,
                          "the %s of the document is more than courtesy holds",
                          field);
}

cty_status
ctyi_number_lines(struct ctyi_lines *lines, int32_t last, cty_error *err)
{
    int32_t next = last;

    for (size_t i = 0; i < lines->line_count; i++) {
        struct ctyi_line *line = &lines->lines[i];

        if (line->line_no == 0 && next == INT32_MAX)
            return ctyi_fail(err, CTY_E_LIMIT, "line_no",
                             "no line number is left after %d", next);
        if (line->line_no == 0)
            line->line_no = next + 1;
        if (line->line_no <= last)
            return ctyi_fail_line(err, CTY_E_STATE, line->line_no, "line_no",
                                  "line %d is the quote's: extras are numbered "
                                  "from %lld on",
                                  line->line_no, last + 1LL);
        if (line->line_no > next)
            next = line->line_no;
    }
    return CTY_OK;
}

static cty_status
price(struct ctyi_line *line, const char *currency, int32_t rounding,
      int64_t *rounded, cty_error *err)
{
    cty_money gross;
    bool changed = false;
    cty_status status =
        cty_money_price(line->quantity, line->list_unit_price, currency,
                        rounding, &gross, &changed, err);

    if (status != CTY_OK) {
        if (err != NULL)
            err->line = line->line_no;
        return status;
    }
    line->gross = gross.minor;
    line->discounts = 0;
    line->charges = 0;
    *rounded += changed;
    return CTY_OK;
}

/* Lines in the order of their numbers: a caller may have drafted otherwise. */
static int
by_number(const void *a, const void *b)
{
    int32_t left = ((const struct ctyi_line *)a)->line_no;
    int32_t right = ((const struct ctyi_line *)b)->line_no;

    return (left > right) - (left < right);
}

static cty_status
no_number_twice(const struct ctyi_lines *sorted, cty_error *err)
{
    for (size_t i = 1; i < sorted->line_count; i++) {
        int32_t line_no = sorted->lines[i].line_no;

        if (sorted->lines[i - 1].line_no == line_no)
            return ctyi_fail_line(err, CTY_E_EXISTS, line_no, "line_no",
                                  "line %d is there twice", line_no);
    }
    return CTY_OK;
}

static struct ctyi_line *
line_of(struct ctyi_lines *lines, int32_t line_no)
{
    struct ctyi_line key = {.line_no = line_no};

    if (lines->line_count == 0)
        return NULL;
    return bsearch(&key, lines->lines, lines->line_count, sizeof(key),
                   by_number);
}

static cty_status
apply(struct ctyi_store *store, struct ctyi_lines *lines,
      struct ctyi_adjustment *one, cty_error *err)
{
    const char *kind = one->kind == CTY_DISCOUNT ? "discount" : "charge";
    struct ctyi_line *line = line_of(lines, one->line_no);
    int64_t *sum;
    cty_status status;

    assert(one->kind == CTY_DISCOUNT || one->kind == CTY_CHARGE);
    if (line == NULL)
        return ctyi_fail_line(err, CTY_E_NOT_FOUND, one->line_no, "line_no",
                              "a %s names line %d, which the document does "
                              "not have",
                              kind, one->line_no);
    status = ctyi_reason_find(store, one->reason, &one->saving, err);
    if (status == CTY_OK)
        status = ctyi_person_find(store, one->granted_by, &one->person, err);
    if (status != CTY_OK) {
        if (err != NULL)
            err->line = one->line_no;
        return status;
    }
    if (one->kind == CTY_CHARGE)
        one->saving = false;
    sum = one->kind == CTY_DISCOUNT ? &line->discounts : &line->charges;
    if (__builtin_add_overflow(*sum, one->amount, sum))
        return too_large(kind, one->line_no, err);
    return CTY_OK;
}

static cty_status
settle(struct ctyi_line *line, const char *currency, struct ctyi_totals *totals,
       cty_error *err)
{
    char gross[CTY_MONEY_TEXT];
    char discounts[CTY_MONEY_TEXT];
    cty_money money = {.minor = line->gross};
    int64_t priced;

    if (__builtin_add_overflow(line->gross, line->charges, &priced))
        return too_large("gross", line->line_no, err);
    if (line->discounts > priced) {
        money.currency[0] = currency[0];
        money.currency[1] = currency[1];
        money.currency[2] = currency[2];
        money.minor = priced;
        cty_money_format(money, gross);
        money.minor = line->discounts;
        cty_money_format(money, discounts);
        return ctyi_fail_line(err, CTY_E_LEFT, line->line_no, "amount",
                              "line %d has discounts of %s, more than its %s",
                              line->line_no, discounts, gross);
    }
    line->net = priced - line->discounts;
    if (__builtin_add_overflow(totals->gross, line->gross, &totals->gross) ||
        __builtin_add_overflow(totals->discounts, line->discounts,
                               &totals->discounts) ||
        __builtin_add_overflow(totals->charges, line->charges,
                               &totals->charges) ||
        __builtin_add_overflow(totals->net, line->net, &totals->net))
        return too_large("total", line->line_no, err);
    return CTY_OK;
}

cty_status
ctyi_price_lines(struct ctyi_store *store, struct ctyi_lines *lines,
                 const char *currency, int32_t rounding,
                 struct ctyi_totals *out_totals, int64_t *out_rounded,
                 cty_error *err)
{
    struct ctyi_totals totals = {0};
    int64_t rounded = 0;
    cty_status status = CTY_OK;

    if (lines->line_count == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "lines",
                         "a document needs a line");
    qsort(lines->lines, lines->line_count, sizeof(lines->lines[0]), by_number);
    status = no_number_twice(lines, err);
    for (size_t i = 0; status == CTY_OK && i < lines->line_count; i++)
        status = price(&lines->lines[i], currency, rounding, &rounded, err);
    for (size_t i = 0; status == CTY_OK && i < lines->adjustment_count; i++)
        status = apply(store, lines, &lines->adjustments[i], err);
    for (size_t i = 0; status == CTY_OK && i < lines->line_count; i++)
        status = settle(&lines->lines[i], currency, &totals, err);
    if (status != CTY_OK)
        return status;
    *out_totals = totals;
    if (out_rounded != NULL)
        *out_rounded = rounded;
    return CTY_OK;
}
