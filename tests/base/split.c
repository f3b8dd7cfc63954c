#include "testing.h"

#include <stdlib.h>
#include <time.h>

#include "base/rounding.h"

struct claim {
    ctyi_wide remainder;
    size_t at;
};

static int
by_remainder_then_order(const void *left, const void *right)
{
    const struct claim *a = left;
    const struct claim *b = right;

    if (a->remainder != b->remainder)
        return a->remainder > b->remainder ? -1 : 1;
    return a->at < b->at ? -1 : 1;
}

/* The same rule by the book: sort the remainders, hand out from the top. */
static void
split_by_the_book(int64_t total, const int64_t *weights, size_t count,
                  int64_t *shares)
{
    struct claim *claims = calloc(count, sizeof(*claims));
    ctyi_wide sum = 0;
    int64_t left = total;

    assert_non_null(claims);
    for (size_t i = 0; i < count; i++)
        sum += weights[i];
    for (size_t i = 0; i < count; i++) {
        ctyi_wide product = (ctyi_wide)total * weights[i];

        shares[i] = (int64_t)(product / sum);
        claims[i].remainder = product - shares[i] * sum;
        claims[i].at = i;
        left -= shares[i];
    }
    qsort(claims, count, sizeof(*claims), by_remainder_then_order);
    for (size_t i = 0; left > 0; i++, left--)
        shares[claims[i].at]++;
    free(claims);
}

enum { MOST = 40 };

static size_t
random_weights(uint64_t *seed, int64_t *weights)
{
    size_t count = 1 + random_bits(seed) % MOST;
    int64_t room = INT64_MAX / (int64_t)count;
    int shift = (int)(random_bits(seed) % 60);

    for (size_t i = 0; i < count; i++) {
        weights[i] = (int64_t)(random_bits(seed) >> 1) % room >> shift;
        if (random_bits(seed) % 8 == 0)
            weights[i] = 0;
        if (i > 0 && random_bits(seed) % 4 == 0)
            weights[i] = weights[i - 1];
    }
    if (weights[0] == 0)
        weights[0] = 1;
    return count;
}

static void
a_split_is_the_one_by_the_book(void **state)
{
    int64_t weights[MOST];
    int64_t shares[MOST];
    int64_t expected[MOST];
    uint64_t seed = 11;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        size_t count = random_weights(&seed, weights);
        int64_t total = random_magnitude(&seed);

        split_by_the_book(total, weights, count, expected);
        assert_int_equal(cty_money_split(total, weights, count, shares, NULL),
                         CTY_OK);
        assert_memory_equal(shares, expected, count * sizeof(shares[0]));
    }
}

static void
a_split_never_loses_a_cent(void **state)
{
    int64_t weights[MOST];
    int64_t shares[MOST];
    uint64_t seed = 12;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        size_t count = random_weights(&seed, weights);
        int64_t total = random_magnitude(&seed);
        ctyi_wide sum = 0;
        ctyi_wide weight = 0;

        assert_int_equal(cty_money_split(total, weights, count, shares, NULL),
                         CTY_OK);
        for (size_t k = 0; k < count; k++) {
            sum += shares[k];
            weight += weights[k];
        }
        assert_true(sum == total);
        for (size_t k = 0; k < count; k++) {
            assert_true(shares[k] >= 0);
            assert_true(weights[k] > 0 || shares[k] == 0);
            assert_true(total > weight || shares[k] <= weights[k]);
        }
    }
}

static void
shares_may_be_written_over_the_weights(void **state)
{
    int64_t weights[MOST];
    int64_t shares[MOST];
    uint64_t seed = 13;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        size_t count = random_weights(&seed, weights);
        int64_t total = random_magnitude(&seed);

        assert_int_equal(cty_money_split(total, weights, count, shares, NULL),
                         CTY_OK);
        assert_int_equal(cty_money_split(total, weights, count, weights, NULL),
                         CTY_OK);
        assert_memory_equal(weights, shares, count * sizeof(shares[0]));
    }
}

static void
assert_split(int64_t total, const int64_t *weights, const int64_t *expected)
{
    int64_t shares[3] = {-1, -1, -1};

    assert_int_equal(cty_money_split(total, weights, 3, shares, NULL), CTY_OK);
    assert_memory_equal(shares, expected, sizeof(shares));
}

static void
the_largest_remainder_comes_first_and_ties_go_by_order(void **state)
{
    (void)state;
    assert_split(100, (int64_t[]){1, 1, 1}, (int64_t[]){34, 33, 33});
    assert_split(101, (int64_t[]){1, 1, 1}, (int64_t[]){34, 34, 33});
    assert_split(1, (int64_t[]){0, 5, 5}, (int64_t[]){0, 1, 0});
    assert_split(10, (int64_t[]){1, 2, 4}, (int64_t[]){1, 3, 6});
    assert_split(0, (int64_t[]){1, 2, 3}, (int64_t[]){0, 0, 0});
    assert_split(6, (int64_t[]){1, 2, 3}, (int64_t[]){1, 2, 3});
    assert_split(300000, (int64_t[]){2400000, 1200000, 0},
                 (int64_t[]){200000, 100000, 0});
    assert_split(INT64_MAX, (int64_t[]){0, INT64_MAX, 0},
                 (int64_t[]){0, INT64_MAX, 0});
    assert_split(INT64_MAX, (int64_t[]){INT64_MAX - 2, 1, 1},
                 (int64_t[]){INT64_MAX - 2, 1, 1});
    assert_split(INT64_MAX, (int64_t[]){1, 1, 0},
                 (int64_t[]){INT64_MAX / 2 + 1, INT64_MAX / 2, 0});
}

static void
what_cannot_be_split_is_refused(void **state)
{
    int64_t shares[2] = {7, 7};
    cty_error err;

    (void)state;
    assert_refused(cty_money_split(-1, (int64_t[]){1, 1}, 2, shares, &err),
                   CTY_E_ARGUMENT, "total",
                   "total is -1: only zero or more is split");
    assert_refused(cty_money_split(1, (int64_t[]){1, -1}, 2, shares, &err),
                   CTY_E_ARGUMENT, "weights",
                   "weight 2 is -1: weights are zero or more");
    assert_refused(cty_money_split(1, (int64_t[]){0, 0}, 2, shares, &err),
                   CTY_E_ARGUMENT, "weights",
                   "there is no weight above zero: nothing takes a share");
    assert_refused(cty_money_split(0, (int64_t[]){0, 0}, 0, shares, &err),
                   CTY_E_ARGUMENT, "weights",
                   "there is no weight above zero: nothing takes a share");
    assert_refused(
        cty_money_split(1, (int64_t[]){INT64_MAX, 1}, 2, shares, &err),
        CTY_E_LIMIT, "weights",
        "the weights add up to more than 9223372036854775807: make them "
        "smaller");
    assert_int_equal(cty_money_split(1, NULL, 1, shares, NULL), CTY_E_ARGUMENT);
    assert_int_equal(cty_money_split(1, shares, 1, NULL, NULL), CTY_E_ARGUMENT);
    assert_true(shares[0] == 7 && shares[1] == 7);
}

static void
the_longest_document_is_split_in_no_time(void **state)
{
    static int64_t weights[CTY_MAX_LINES];
    static int64_t shares[CTY_MAX_LINES];
    static int64_t expected[CTY_MAX_LINES];
    uint64_t seed = 14;
    clock_t before;

    (void)state;
    for (int i = 0; i < CTY_MAX_LINES; i++)
        weights[i] = (int64_t)(random_bits(&seed) % (INT64_MAX / 10000));
    split_by_the_book(INT64_MAX, weights, CTY_MAX_LINES, expected);

    before = clock();
    assert_int_equal(
        cty_money_split(INT64_MAX, weights, CTY_MAX_LINES, shares, NULL),
        CTY_OK);
    print_message("%ld us for %d lines\n",
                  (long)((clock() - before) * 1000000 / CLOCKS_PER_SEC),
                  CTY_MAX_LINES);
    assert_true(clock() - before < CLOCKS_PER_SEC / 10);
    assert_memory_equal(shares, expected, sizeof(shares));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_split_is_the_one_by_the_book),
        cmocka_unit_test(a_split_never_loses_a_cent),
        cmocka_unit_test(shares_may_be_written_over_the_weights),
        cmocka_unit_test(
            the_largest_remainder_comes_first_and_ties_go_by_order),
        cmocka_unit_test(what_cannot_be_split_is_refused),
        cmocka_unit_test(the_longest_document_is_split_in_no_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
