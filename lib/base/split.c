#include <courtesy/base.h>

#include <assert.h>
#include <inttypes.h>

#include "base/fail.h"
#include "base/rounding.h"

/* A total to be split, and what it is split over. */
struct split {
    int64_t total;
    int64_t sum; /* of the weights */
    const int64_t *weights;
    size_t count;
};

static int64_t
whole_part(const struct split *split, size_t i)
{
    return (int64_t)((ctyi_wide)split->total * split->weights[i] / split->sum);
}

static uint64_t
remainder_of(const struct split *split, size_t i)
{
    return (uint64_t)((ctyi_wide)split->total * split->weights[i] % split->sum);
}

static cty_status
check_weights(const int64_t *weights, size_t count, int64_t *out_sum,
              cty_error *err)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (weights[i] < 0)
            return ctyi_fail(err, CTY_E_ARGUMENT, "weights",
                             "weight %zu is %" PRId64
                             ": weights are zero or more",
                             i + 1, weights[i]);
        if (__builtin_add_overflow(sum, weights[i], &sum))
            return ctyi_fail(err, CTY_E_LIMIT, "weights",
                             "the weights add up to more than %" PRId64
                             ": make them smaller",
                             INT64_MAX);
    }
    if (sum == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "weights",
                         "there is no weight above zero: nothing takes a "
                         "share");
    *out_sum = sum;
    return CTY_OK;
}

/* What the whole parts leave over: less than one unit for each weight. */
static size_t
left_over(const struct split *split)
{
    int64_t left = split->total;

    for (size_t i = 0; i < split->count; i++)
        left -= whole_part(split, i);
    assert(left >= 0);
    assert((uint64_t)left < split->count);
    return (size_t)left;
}

static int
highest_shift(uint64_t value)
{
    int shift = 0;

    while (value >> shift > 0xFF)
        shift += 8;
    return shift;
}

/*
 * The wanted-th largest remainder, found digit by digit (to the base of 256)
 * from the top, so that nothing need be sorted or stored and shares may be
 * written over weights. out_ties receives how many of those that have exactly
 * this remainder are among the wanted.
 */
static uint64_t
threshold(const struct split *split, size_t wanted, size_t *out_ties)
{
    uint64_t found = 0;

    for (int shift = highest_shift((uint64_t)split->sum); shift >= 0;
         shift -= 8) {
        size_t holders[256] = {0};
        size_t digit = 255;

        for (size_t i = 0; i < split->count; i++) {
            uint64_t rest = remainder_of(split, i);

            if ((rest ^ found) >> shift <= 0xFF)
                holders[rest >> shift & 0xFF]++;
        }
        while (holders[digit] < wanted)
            wanted -= holders[digit--];
        found |= (uint64_t)digit << shift;
    }
    *out_ties = wanted;
    return found;
}

static void
share_out(const struct split *split, int64_t *shares)
{
    size_t left = left_over(split);
    size_t ties = 0;
    uint64_t least = left == 0 ? UINT64_MAX : threshold(split, left, &ties);

    for (size_t i = 0; i < split->count; i++) {
        uint64_t rest = remainder_of(split, i);
        int64_t share = whole_part(split, i);

        if (rest > least || (rest == least && ties > 0)) {
            ties -= rest == least;
            share++;
        }
        shares[i] = share;
    }
}

cty_status
cty_money_split(int64_t total, const int64_t *weights, size_t count,
                int64_t *shares, cty_error *err)
{
    struct split split = {.total = total, .weights = weights, .count = count};
    cty_status status;

    if (weights == NULL)
        return ctyi_fail_missing(err, "weights");
    if (shares == NULL)
        return ctyi_fail_missing(err, "shares");
    if (total < 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "total",
                         "total is %" PRId64 ": only zero or more is split",
                         total);

    status = check_weights(weights, count, &split.sum, err);
    if (status == CTY_OK)
        share_out(&split, shares);
    return status;
}
