/*
 * Products, percents, sums and splits at the edges of 64 bits and at random,
 * against 128 bits.
 *
 *   faults-sums [CASES [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <courtesy/courtesy.h>

#include "count.h"

typedef __int128 wide;

enum { FEW_CASES = 20000, CONTROL_CASES = 2000, WEIGHTS_MOST = 12 };

struct harness {
    struct count count;
    uint64_t dice;
    bool wraps; /* a control: the reference has 64 bits only */
};

static const int64_t edges[] = {0,
                                1,
                                -1,
                                2,
                                -2,
                                INT64_MAX,
                                INT64_MIN,
                                INT64_MAX - 1,
                                INT64_MIN + 1,
                                INT64_MAX / 2,
                                INT64_MIN / 2,
                                INT32_MAX,
                                INT32_MIN,
                                UINT32_MAX,
                                1000000,
                                -1000000,
                                999999,
                                500000,
                                100000000,
                                99999999,
                                100000001,
                                INT64_C(10000000000),
                                INT64_C(5000000000),
                                INT64_C(1000000000000),
                                INT64_C(3037000499),
                                INT64_C(3037000500),
                                INT64_C(-3037000500)};

enum { EDGES = sizeof(edges) / sizeof(edges[0]) };

static bool
fits(wide value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}

/* As many bits as chance has it, so that small numbers come as often. */
static int64_t
any_number(struct harness *harness)
{
    uint64_t number = random_number(&harness->dice);
    int shift = (int)random_below(&harness->dice, 64);

    if (random_below(&harness->dice, 8) == 0)
        return edges[random_below(&harness->dice, EDGES)];
    return (int64_t)(number >> shift) *
           (random_below(&harness->dice, 4) == 0 ? -1 : 1);
}

/* ---- the reference ---- */

struct expected {
    wide value;
    bool exact;
};

static struct expected
divide(wide value, wide by, cty_rounding rounding)
{
    wide rest = value % by;
    wide twice = (rest < 0 ? -rest : rest) * 2;
    wide quotient = value / by;
    bool up = (rounding == CTY_ROUND_HALF_UP && twice >= by) ||
              (rounding == CTY_ROUND_HALF_EVEN &&
               (twice > by || (twice == by && quotient % 2 != 0)));

    if (up)
        quotient += value < 0 ? -1 : 1;
    return (struct expected){quotient,
                             rest == 0 || rounding != CTY_ROUND_EXACT};
}

static wide
product(const struct harness *harness, int64_t a, int64_t b)
{
    if (harness->wraps)
        return (int64_t)((uint64_t)a * (uint64_t)b);
    return (wide)a * b;
}

static void
judge(struct harness *harness, const char *what, cty_status status,
      int64_t minor, struct expected expected)
{
    bool there = expected.exact && fits(expected.value);

    if (there != (status == CTY_OK))
        failed(&harness->count, "%s: %s", what, cty_status_name(status));
    else if (there && minor != (int64_t)expected.value)
        failed(&harness->count, "%s: %lld, not %lld", what, (long long)minor,
               (long long)expected.value);
    else if (!there && status != CTY_E_LIMIT && status != CTY_E_ARGUMENT)
        failed(&harness->count, "%s: %s", what, cty_status_name(status));
}

/* ---- cases ---- */

static void
multiply(struct harness *harness, int64_t a, int64_t b)
{
    static const struct {
        const char *code;
        int64_t by;
    } currencies[] = {{"JPY", INT64_C(1000000000000)},
                      {"USD", INT64_C(10000000000)},
                      {"KWD", INT64_C(1000000000)},
                      {"CLF", INT64_C(100000000)}};

    for (int rounding = 0; rounding <= CTY_ROUND_HALF_EVEN; rounding++) {
        cty_money money = {.minor = a, .currency = "USD"};
        cty_money got = {0};
        cty_status status = cty_money_percent(money, b, rounding, &got, NULL);

        judge(harness, "percent", status, got.minor,
              divide(product(harness, a, b), 100000000, rounding));
        for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]);
             i++) {
            status = cty_money_price(a, b, currencies[i].code, rounding, &got,
                                     NULL, NULL);
            judge(harness, currencies[i].code, status, got.minor,
                  divide(product(harness, a, b), currencies[i].by, rounding));
        }
    }
}

static void
add(struct harness *harness, int64_t a, int64_t b)
{
    cty_money one = {.minor = a, .currency = "EUR"};
    cty_money other = {.minor = b, .currency = "EUR"};
    cty_money got = {0};
    cty_status status = cty_money_add(one, other, &got, NULL);

    judge(harness, "sum", status, got.minor,
          (struct expected){(wide)a + b, true});
    status = cty_money_subtract(one, other, &got, NULL);
    judge(harness, "difference", status, got.minor,
          (struct expected){(wide)a - b, true});
}

/* As a text and back, in every currency's decimals. */
static void
write_down(struct harness *harness, int64_t minor)
{
    static const char *const codes[] = {"JPY", "USD", "KWD", "CLF"};
    char text[CTY_MONEY_TEXT];

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        cty_money money = {.minor = minor}, got = {0};
        bool negative;

        memcpy(money.currency, codes[i], 4);
        cty_money_format(money, text);
        negative = text[0] == '-';
        if (minor == INT64_MIN)
            continue;
        if (negative != (minor < 0) ||
            cty_money_parse(text + negative, codes[i], &got, NULL) != CTY_OK ||
            got.minor != (minor < 0 ? -minor : minor))
            failed(&harness->count, "%s %s does not come back", text, codes[i]);
    }
}

/* The largest remainders get what is left over, the first of equal ones. */
static void
share_out(const int64_t *weights, int count, int64_t total, wide all,
          int64_t *shares)
{
    wide rests[WEIGHTS_MOST];
    int64_t left = total;

    for (int i = 0; i < count; i++) {
        shares[i] = (int64_t)((wide)total * weights[i] / all);
        rests[i] = (wide)total * weights[i] % all;
        left -= shares[i];
    }
    for (; left > 0; left--) {
        int best = 0;

        for (int i = 1; i < count; i++)
            if (rests[i] > rests[best])
                best = i;
        rests[best] = -1;
        shares[best]++;
    }
}

static void
split(struct harness *harness)
{
    int64_t weights[WEIGHTS_MOST], shares[WEIGHTS_MOST];
    int64_t expected[WEIGHTS_MOST];
    int count = 1 + (int)random_below(&harness->dice, WEIGHTS_MOST);
    int64_t total = any_number(harness);
    bool negative = total < 0;
    wide all = 0;
    cty_status status;

    for (int i = 0; i < count; i++) {
        weights[i] = any_number(harness);
        if (random_below(&harness->dice, 16) != 0 && weights[i] < 0)
            weights[i] = -(weights[i] + 1);
        negative = negative || weights[i] < 0;
        all += weights[i];
    }
    status = cty_money_split(total, weights, (size_t)count, shares, NULL);
    if (negative || all == 0 || all > INT64_MAX) {
        if (status != CTY_E_ARGUMENT && status != CTY_E_LIMIT)
            failed(&harness->count, "split: %s", cty_status_name(status));
        return;
    }
    share_out(weights, count, total, all, expected);
    if (status != CTY_OK ||
        memcmp(shares, expected, sizeof(shares[0]) * (size_t)count) != 0)
        failed(&harness->count, "split: %s, or other shares",
               cty_status_name(status));
}

static void
at_the_edges(struct harness *harness)
{
    for (int i = 0; i < EDGES; i++) {
        write_down(harness, edges[i]);
        for (int j = 0; j < EDGES; j++) {
            begin_case(&harness->count, "%lld and %lld", (long long)edges[i],
                       (long long)edges[j]);
            multiply(harness, edges[i], edges[j]);
            add(harness, edges[i], edges[j]);
        }
    }
}

static void
at_random(struct harness *harness, int64_t cases)
{
    for (int64_t i = 0; i < cases; i++) {
        int64_t a = any_number(harness);
        int64_t b = any_number(harness);

        begin_case(&harness->count, "%lld and %lld, then a split", (long long)a,
                   (long long)b);
        multiply(harness, a, b);
        add(harness, a, b);
        write_down(harness, a);
        split(harness);
    }
}

int
main(int argc, char **argv)
{
    struct harness harness = {.count = {.suite = "sums"}};
    struct harness broken = {.wraps = true, .dice = 1};
    int64_t cases = cases_wanted(argc, argv, FEW_CASES);

    harness.dice = (argc > 2 ? strtoull(argv[2], NULL, 10) : 20260930) | 1;
    at_the_edges(&harness);
    at_random(&harness, cases);
    broken.count = (struct count){.suite = "sums", .silent = true};
    at_random(&broken, CONTROL_CASES);
    control(&harness.count, "products that wrap around in 64 bits",
            broken.count.failures > 0);
    return end_count(&harness.count);
}
