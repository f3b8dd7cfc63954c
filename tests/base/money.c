#include "testing.h"

#include "base/rounding.h"

static const cty_money UNTOUCHED = {.minor = 4711, .currency = "XYZ"};

static cty_money
usd(int64_t minor)
{
    cty_money money = {.minor = minor, .currency = "USD"};

    return money;
}

static void
assert_parses(const char *text, const char *currency, int64_t minor)
{
    cty_money money = UNTOUCHED;
    cty_money expected = {.minor = minor};

    memcpy(expected.currency, currency, 3);
    assert_int_equal(cty_money_parse(text, currency, &money, NULL), CTY_OK);
    assert_memory_equal(&money, &expected, sizeof(money));
}

static void
plain_decimals_are_read_in_the_decimals_of_their_currency(void **state)
{
    (void)state;
    assert_parses("3000", "USD", 300000);
    assert_parses("3000.00", "USD", 300000);
    assert_parses("0.5", "USD", 50);
    assert_parses("0", "USD", 0);
    assert_parses("007.10", "USD", 710);
    assert_parses("1500", "JPY", 1500);
    assert_parses("1.234", "KWD", 1234);
    assert_parses("1.2345", "CLF", 12345);
    assert_parses("92233720368547758.07", "USD", INT64_MAX);
    assert_parses("9223372036854775807", "JPY", INT64_MAX);
    assert_parses("922337203685477.5807", "UYW", INT64_MAX);
    assert_parses("00000000000000000000000000000000000000000000000001", "USD",
                  100);
}

static void
anything_but_a_plain_decimal_is_refused(void **state)
{
    static const char *const texts[] = {
        "",    "3,000", "1e3",   "-5",   "+5",        " 5",    "5 ",    ".5",
        "5.",  ".",     "0x10",  "$5",   "5USD",      "5.0.0", "1'000", "1_000",
        "NaN", "inf",   "1.2,3", "\xC2", "5\xC2\xA0", "５"};
    cty_error err;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        cty_money money = UNTOUCHED;

        err = (cty_error)CTY_ERROR_INIT;
        assert_int_equal(cty_money_parse(texts[i], "USD", &money, &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "amount");
        assert_string_contains(err.message,
                               "is not a plain decimal: write 3000 or 3000.00");
        assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
    }
}

static void
refused_amounts_say_what_to_write(void **state)
{
    cty_money money;
    cty_error err;

    (void)state;
    assert_refused(cty_money_parse("3,000", "USD", &money, &err),
                   CTY_E_ARGUMENT, "amount",
                   "amount \"3,000\" is not a plain decimal: write 3000 or "
                   "3000.00");
    assert_refused(cty_money_parse("3,000", "JPY", &money, &err),
                   CTY_E_ARGUMENT, "amount",
                   "amount \"3,000\" is not a plain decimal: write 3000");
    assert_refused(cty_money_parse("x", "KWD", &money, &err), CTY_E_ARGUMENT,
                   "amount",
                   "amount \"x\" is not a plain decimal: write 3000 or "
                   "3000.000");
    assert_refused(cty_money_parse("0.005", "USD", &money, &err),
                   CTY_E_ARGUMENT, "amount",
                   "amount \"0.005\" has more than the 2 decimals of USD: "
                   "write it with 2");
    assert_refused(cty_money_parse("5.0", "JPY", &money, &err), CTY_E_ARGUMENT,
                   "amount",
                   "amount \"5.0\" has decimals, and JPY has none: write it "
                   "without");
    assert_refused(cty_money_parse("92233720368547758.08", "USD", &money, &err),
                   CTY_E_LIMIT, "amount",
                   "amount \"92233720368547758.08\" is too large: the most is "
                   "92233720368547758.07 USD");
    assert_refused(cty_money_parse(NULL, "USD", &money, &err), CTY_E_ARGUMENT,
                   "amount", "amount is missing");
}

static void
worthless_decimals_are_refused_where_nobody_asked_for_rounding(void **state)
{
    cty_money money = UNTOUCHED;

    (void)state;
    assert_int_equal(cty_money_parse("1.000", "USD", &money, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(
        cty_money_parse("1.0000000000000000000", "USD", &money, NULL),
        CTY_E_ARGUMENT);
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

static void
amounts_beyond_the_largest_are_limits_not_wraps(void **state)
{
    static const char *const texts[] = {
        "92233720368547758.08",
        "92233720368547759",
        "184467440737095516.16",
        "184467440737095517",
        "9223372036854775807",
        "18446744073709551616",
        "340282366920938463463374607431768211456",
        "34028236692093846346337460743176821145600000000000000000000000001"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        cty_money money = UNTOUCHED;

        assert_int_equal(cty_money_parse(texts[i], "USD", &money, NULL),
                         CTY_E_LIMIT);
        assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
    }
}

static void
assert_rounds(const char *text, cty_rounding rounding, int64_t minor,
              bool expected)
{
    cty_money money = UNTOUCHED;
    bool rounded = !expected;

    assert_int_equal(
        cty_money_parse_rounded(text, "USD", rounding, &money, &rounded, NULL),
        CTY_OK);
    assert_true(money.minor == minor);
    assert_int_equal(rounded, expected);
}

static void
more_decimals_are_rounded_as_named(void **state)
{
    (void)state;
    assert_rounds("0.005", CTY_ROUND_HALF_UP, 1, true);
    assert_rounds("0.005", CTY_ROUND_HALF_EVEN, 0, true);
    assert_rounds("0.015", CTY_ROUND_HALF_EVEN, 2, true);
    assert_rounds("0.0050000000000001", CTY_ROUND_HALF_EVEN, 1, true);
    assert_rounds("0.004999999999999999", CTY_ROUND_HALF_UP, 0, true);
    assert_rounds("1.000", CTY_ROUND_HALF_UP, 100, false);
    assert_rounds("1.000", CTY_ROUND_EXACT, 100, false);
    assert_rounds("1.5", CTY_ROUND_HALF_EVEN, 150, false);
    assert_rounds("92233720368547758.074999999999999999", CTY_ROUND_HALF_UP,
                  INT64_MAX, true);
}

static void
rounding_has_its_limits(void **state)
{
    cty_money money = UNTOUCHED;
    bool rounded = true;
    cty_error err;

    (void)state;
    assert_refused(cty_money_parse_rounded("92233720368547758.075", "USD",
                                           CTY_ROUND_HALF_UP, &money, &rounded,
                                           &err),
                   CTY_E_LIMIT, "amount",
                   "amount \"92233720368547758.075\" is too large: the most is "
                   "92233720368547758.07 USD");
    assert_refused(cty_money_parse_rounded("1.0000000000000000000", "USD",
                                           CTY_ROUND_HALF_UP, &money, &rounded,
                                           &err),
                   CTY_E_ARGUMENT, "amount",
                   "amount \"1.0000000000000000000\" has more than 18 "
                   "decimals: round it");
    assert_refused(cty_money_parse_rounded("0.005", "USD", CTY_ROUND_EXACT,
                                           &money, &rounded, &err),
                   CTY_E_ARGUMENT, "amount",
                   "amount \"0.005\" has more than the 2 decimals of USD: "
                   "write it with 2");
    assert_refused(
        cty_money_parse_rounded("1", "USD", 3, &money, &rounded, &err),
        CTY_E_ARGUMENT, "rounding",
        "3 is no rounding: name exact (0), half up (1) or half even (2)");
    assert_int_equal(
        cty_money_parse_rounded("1", "USD", -1, &money, &rounded, NULL),
        CTY_E_ARGUMENT);
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
    assert_true(rounded);
}

static void
assert_written(int64_t minor, const char *currency, const char *expected)
{
    char text[CTY_MONEY_TEXT];
    cty_money money = {.minor = minor};

    memcpy(money.currency, currency, strnlen(currency, 4));
    assert_ptr_equal(cty_money_format(money, text), text);
    assert_string_equal(text, expected);
}

static void
amounts_are_written_as_plain_decimals(void **state)
{
    (void)state;
    assert_written(3300000, "USD", "33000.00");
    assert_written(-1250, "USD", "-12.50");
    assert_written(1500, "JPY", "1500");
    assert_written(0, "USD", "0.00");
    assert_written(0, "JPY", "0");
    assert_written(-5, "USD", "-0.05");
    assert_written(5, "KWD", "0.005");
    assert_written(-5, "CLF", "-0.0005");
    assert_written(INT64_MAX, "USD", "92233720368547758.07");
    assert_written(INT64_MIN, "USD", "-92233720368547758.08");
    assert_written(INT64_MIN, "JPY", "-9223372036854775808");
    assert_written(INT64_MIN, "UYW", "-922337203685477.5808");
    assert_written(150, "", "1.50");
    assert_written(150, "USDX", "1.50");
    assert_written(150, "XAU", "1.50");
}

static void
what_is_written_reads_back(void **state)
{
    static const char currencies[][4] = {"USD", "JPY", "KWD", "CLF"};
    uint64_t seed = 1;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        char text[CTY_MONEY_TEXT];
        cty_money back = UNTOUCHED;
        cty_money money = {.minor = random_magnitude(&seed)};

        memcpy(money.currency, currencies[i % 4], 4);
        cty_money_format(money, text);
        assert_int_equal(cty_money_parse(text, money.currency, &back, NULL),
                         CTY_OK);
        assert_memory_equal(&back, &money, sizeof(money));
    }
}

static void
sums_and_differences_are_exact_to_the_last_unit(void **state)
{
    cty_money money = UNTOUCHED;

    (void)state;
    assert_int_equal(cty_money_add(usd(INT64_MAX - 1), usd(1), &money, NULL),
                     CTY_OK);
    assert_true(money.minor == INT64_MAX);
    assert_int_equal(cty_money_subtract(usd(-1), usd(INT64_MAX), &money, NULL),
                     CTY_OK);
    assert_true(money.minor == INT64_MIN);
    assert_string_equal(money.currency, "USD");
    assert_int_equal(
        cty_money_subtract(usd(INT64_MIN), usd(INT64_MIN), &money, NULL),
        CTY_OK);
    assert_true(money.minor == 0);
}

static void
sums_and_differences_past_the_edges_are_refused(void **state)
{
    cty_money money = UNTOUCHED;
    cty_error err;

    (void)state;
    assert_refused(cty_money_add(usd(INT64_MAX), usd(1), &money, &err),
                   CTY_E_LIMIT, "amount",
                   "92233720368547758.07 USD plus 0.01 USD is too large: the "
                   "most is 92233720368547758.07 USD");
    assert_int_equal(cty_money_add(usd(INT64_MIN), usd(-1), &money, NULL),
                     CTY_E_LIMIT);
    assert_int_equal(cty_money_subtract(usd(INT64_MIN), usd(1), &money, NULL),
                     CTY_E_LIMIT);
    assert_int_equal(cty_money_subtract(usd(0), usd(INT64_MIN), &money, NULL),
                     CTY_E_LIMIT);
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

static void
two_currencies_do_not_mix(void **state)
{
    cty_money euro = {.minor = 300, .currency = "EUR"};
    cty_money money = UNTOUCHED;
    cty_error err;

    (void)state;
    assert_refused(cty_money_add(usd(500), euro, &money, &err), CTY_E_ARGUMENT,
                   "currency",
                   "5.00 USD plus 3.00 EUR are two currencies: use one");
    assert_refused(cty_money_subtract(usd(500), euro, &money, &err),
                   CTY_E_ARGUMENT, "currency",
                   "5.00 USD less 3.00 EUR are two currencies: use one");
    memcpy(euro.currency, "USN", 4);
    assert_int_equal(cty_money_add(usd(500), euro, &money, NULL),
                     CTY_E_ARGUMENT);
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

/*
 * What rounding means, told without a division: the answer is no further than
 * half a unit away, and a tie goes where the name says.
 */
static void
assert_rounded_right(ctyi_wide numerator, ctyi_wide divisor, ctyi_wide answer,
                     cty_rounding rounding)
{
    ctyi_wide excess = answer * divisor - numerator;
    ctyi_wide away = numerator < 0 ? -excess : excess;

    assert_true(2 * excess <= divisor && -2 * excess <= divisor);
    if (2 * excess == divisor || -2 * excess == divisor) {
        if (rounding == CTY_ROUND_HALF_UP)
            assert_true(away > 0);
        else
            assert_true(answer % 2 == 0);
    }
}

static void
price_at_random(uint64_t *seed, cty_rounding rounding)
{
    static const char currencies[][4] = {"JPY", "USD", "KWD", "CLF"};
    static const ctyi_wide divisors[] = {1000000000000, 10000000000, 1000000000,
                                         100000000};
    int which = (int)(random_bits(seed) % 4);
    int64_t quantity = random_signed(seed) >> 20;
    int64_t price = random_signed(seed) >> 20;
    ctyi_wide product = (ctyi_wide)quantity * price;
    cty_money money = UNTOUCHED;
    cty_money mirror = UNTOUCHED;
    bool rounded;
    cty_status status = cty_money_price(quantity, price, currencies[which],
                                        rounding, &money, &rounded, NULL);

    if (status == CTY_E_LIMIT) {
        assert_true(product / divisors[which] >= INT64_MAX ||
                    product / divisors[which] <= INT64_MIN);
        return;
    }
    assert_int_equal(status, CTY_OK);
    assert_rounded_right(product, divisors[which], money.minor, rounding);
    assert_int_equal(rounded, product % divisors[which] != 0);
    assert_int_equal(cty_money_price(-quantity, price, currencies[which],
                                     rounding, &mirror, NULL, NULL),
                     CTY_OK);
    assert_true(mirror.minor == -money.minor);
}

static void
prices_are_rounded_as_named_and_mirror(void **state)
{
    uint64_t seed = 2;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        price_at_random(&seed, CTY_ROUND_HALF_UP);
        price_at_random(&seed, CTY_ROUND_HALF_EVEN);
    }
}

static void
ties_of_prices_go_where_the_rounding_says(void **state)
{
    cty_money money;

    (void)state;
    for (int64_t cents = -1001; cents <= 1001; cents += 2) {
        /* half a cent times an odd number */
        assert_int_equal(cty_money_price(5000, cents * CTY_DECIMAL_ONE, "USD",
                                         CTY_ROUND_HALF_UP, &money, NULL, NULL),
                         CTY_OK);
        assert_true(money.minor == (cents + (cents < 0 ? -1 : 1)) / 2);
        assert_int_equal(cty_money_price(5000, cents * CTY_DECIMAL_ONE, "USD",
                                         CTY_ROUND_HALF_EVEN, &money, NULL,
                                         NULL),
                         CTY_OK);
        assert_true(money.minor % 2 == 0);
        assert_true(2 * money.minor - cents == 1 ||
                    2 * money.minor - cents == -1);
    }
}

static void
an_exact_price_is_exact_or_refused(void **state)
{
    cty_money money = UNTOUCHED;
    bool rounded = true;
    cty_error err;

    (void)state;
    assert_int_equal(cty_money_price(1500000, 9950000, "KWD", CTY_ROUND_EXACT,
                                     &money, &rounded, NULL),
                     CTY_OK);
    assert_true(money.minor == 14925);
    assert_false(rounded);

    money = UNTOUCHED;
    assert_refused(cty_money_price(1500000, 9950001, "USD", CTY_ROUND_EXACT,
                                   &money, &rounded, &err),
                   CTY_E_ARGUMENT, "rounding",
                   "1.5 x 9.950001 falls between two minor units of USD: "
                   "change it, or say how to round");
    assert_refused(
        cty_money_price(1, 1, "usd", CTY_ROUND_EXACT, &money, &rounded, &err),
        CTY_E_ARGUMENT, "currency",
        "currency \"usd\" is no current ISO 4217 code: write its "
        "three capital letters, as in USD");
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

static void
prices_at_the_edges_fit_or_are_refused(void **state)
{
    cty_money money = UNTOUCHED;
    cty_error err;

    (void)state;
    assert_int_equal(cty_money_price(INT64_MAX, CTY_DECIMAL_ONE, "JPY",
                                     CTY_ROUND_HALF_UP, &money, NULL, NULL),
                     CTY_OK);
    assert_true(money.minor == 9223372036855);
    assert_int_equal(cty_money_price(INT64_MAX, 10000, "CLF", CTY_ROUND_HALF_UP,
                                     &money, NULL, NULL),
                     CTY_OK);
    assert_true(money.minor == INT64_MAX / 1000000 * 100 + 78);
    /* 2^63 exactly: one past the largest, and the smallest with a minus */
    assert_int_equal(cty_money_price(INT64_MIN, -INT64_C(100000000), "CLF",
                                     CTY_ROUND_EXACT, &money, NULL, &err),
                     CTY_E_LIMIT);
    assert_int_equal(cty_money_price(INT64_MIN, INT64_C(100000000), "CLF",
                                     CTY_ROUND_EXACT, &money, NULL, NULL),
                     CTY_OK);
    assert_true(money.minor == INT64_MIN);
    assert_int_equal(cty_money_price(INT64_MAX, INT64_C(100000000), "CLF",
                                     CTY_ROUND_EXACT, &money, NULL, NULL),
                     CTY_OK);
    assert_true(money.minor == INT64_MAX);

    money = UNTOUCHED;
    assert_refused(cty_money_price(INT64_MIN, INT64_MIN, "USD",
                                   CTY_ROUND_HALF_EVEN, &money, NULL, &err),
                   CTY_E_LIMIT, "amount",
                   "-9223372036854.775808 x -9223372036854.775808 is too "
                   "large: the most is 92233720368547758.07 USD");
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

static void
percent_at_random(uint64_t *seed, cty_rounding rounding)
{
    cty_money amount = usd(random_signed(seed));
    cty_decimal percent = random_magnitude(seed) >> 25;
    ctyi_wide product = (ctyi_wide)amount.minor * percent;
    cty_money money = UNTOUCHED;
    cty_money mirror = UNTOUCHED;
    cty_status status =
        cty_money_percent(amount, percent, rounding, &money, NULL);

    if (status == CTY_E_LIMIT) {
        assert_true(product / 100000000 >= INT64_MAX ||
                    product / 100000000 <= INT64_MIN);
        return;
    }
    assert_int_equal(status, CTY_OK);
    assert_rounded_right(product, 100000000, money.minor, rounding);
    assert_int_equal(
        cty_money_percent(usd(-amount.minor), percent, rounding, &mirror, NULL),
        CTY_OK);
    assert_true(mirror.minor == -money.minor);
}

static void
percents_are_rounded_as_named_and_mirror(void **state)
{
    uint64_t seed = 3;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        percent_at_random(&seed, CTY_ROUND_HALF_UP);
        percent_at_random(&seed, CTY_ROUND_HALF_EVEN);
    }
}

static void
all_of_an_amount_is_the_amount(void **state)
{
    static const int64_t amounts[] = {0, 1, -1, 3600000, INT64_MAX, INT64_MIN};
    cty_money money;

    (void)state;
    for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
        assert_int_equal(cty_money_percent(usd(amounts[i]), 100000000,
                                           CTY_ROUND_EXACT, &money, NULL),
                         CTY_OK);
        assert_true(money.minor == amounts[i]);
        assert_string_equal(money.currency, "USD");
    }
}

static void
percents_that_do_not_fit_are_refused(void **state)
{
    cty_money money = UNTOUCHED;
    cty_error err;

    (void)state;
    assert_refused(
        cty_money_percent(usd(1001), 8300000, CTY_ROUND_EXACT, &money, &err),
        CTY_E_ARGUMENT, "rounding",
        "8.3 percent of 10.01 USD falls between two minor units of USD: change "
        "it, or say how to round");
    assert_refused(cty_money_percent(usd(INT64_MAX), 100000001,
                                     CTY_ROUND_HALF_UP, &money, &err),
                   CTY_E_LIMIT, "amount",
                   "100.000001 percent of 92233720368547758.07 USD is too "
                   "large: the most is 92233720368547758.07 USD");
    assert_int_equal(cty_money_percent(usd(1), 1, 9, &money, NULL),
                     CTY_E_ARGUMENT);
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

static void
what_is_missing_or_no_currency_is_told(void **state)
{
    cty_money money = UNTOUCHED;
    cty_money one = usd(1);
    cty_error err;

    (void)state;
    assert_refused(cty_money_parse_rounded(NULL, "USD", CTY_ROUND_HALF_UP,
                                           &money, NULL, &err),
                   CTY_E_ARGUMENT, "amount", "amount is missing");
    assert_refused(cty_money_parse("1", "USD", NULL, &err), CTY_E_ARGUMENT,
                   "out_money", "out_money is missing");
    assert_int_equal(cty_money_parse_rounded("1", "USD", CTY_ROUND_HALF_UP,
                                             NULL, NULL, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_money_add(one, one, NULL, NULL), CTY_E_ARGUMENT);
    assert_int_equal(cty_money_subtract(one, one, NULL, NULL), CTY_E_ARGUMENT);
    assert_int_equal(
        cty_money_price(1, 1, "USD", CTY_ROUND_HALF_UP, NULL, NULL, NULL),
        CTY_E_ARGUMENT);
    assert_int_equal(cty_money_percent(one, 1, CTY_ROUND_HALF_UP, NULL, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_money_parse("1", "DEM", &money, NULL), CTY_E_ARGUMENT);
    assert_int_equal(cty_money_parse_rounded("1", "DEM", CTY_ROUND_HALF_UP,
                                             &money, NULL, NULL),
                     CTY_E_ARGUMENT);
    assert_memory_equal(&money, &UNTOUCHED, sizeof(money));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            plain_decimals_are_read_in_the_decimals_of_their_currency),
        cmocka_unit_test(anything_but_a_plain_decimal_is_refused),
        cmocka_unit_test(refused_amounts_say_what_to_write),
        cmocka_unit_test(
            worthless_decimals_are_refused_where_nobody_asked_for_rounding),
        cmocka_unit_test(amounts_beyond_the_largest_are_limits_not_wraps),
        cmocka_unit_test(more_decimals_are_rounded_as_named),
        cmocka_unit_test(rounding_has_its_limits),
        cmocka_unit_test(amounts_are_written_as_plain_decimals),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(sums_and_differences_are_exact_to_the_last_unit),
        cmocka_unit_test(sums_and_differences_past_the_edges_are_refused),
        cmocka_unit_test(two_currencies_do_not_mix),
        cmocka_unit_test(prices_are_rounded_as_named_and_mirror),
        cmocka_unit_test(ties_of_prices_go_where_the_rounding_says),
        cmocka_unit_test(an_exact_price_is_exact_or_refused),
        cmocka_unit_test(prices_at_the_edges_fit_or_are_refused),
        cmocka_unit_test(percents_are_rounded_as_named_and_mirror),
        cmocka_unit_test(all_of_an_amount_is_the_amount),
        cmocka_unit_test(percents_that_do_not_fit_are_refused),
        cmocka_unit_test(what_is_missing_or_no_currency_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
