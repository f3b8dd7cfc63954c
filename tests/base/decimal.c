#include "testing.h"

static void
assert_reads(const char *text, cty_decimal expected)
{
    cty_decimal decimal = -1;

    assert_int_equal(cty_decimal_parse(text, &decimal, NULL), CTY_OK);
    assert_true(decimal == expected);
}

static void
decimals_are_read_as_millionths(void **state)
{
    (void)state;
    assert_reads("1.5", 1500000);
    assert_reads("36000", INT64_C(36000000000));
    assert_reads("0", 0);
    assert_reads("0.000001", 1);
    assert_reads("9.950000", 9950000);
    assert_reads("9223372036854.775807", INT64_MAX);
    assert_reads("0009223372036854.775807", INT64_MAX);
}

static void
what_is_no_decimal_says_what_to_write(void **state)
{
    cty_decimal decimal = 42;
    cty_error err;

    (void)state;
    assert_refused(cty_decimal_parse("1,5", &decimal, &err), CTY_E_ARGUMENT,
                   "number",
                   "\"1,5\" is not a plain decimal: write 1500 or 1.5");
    assert_refused(cty_decimal_parse("-1", &decimal, &err), CTY_E_ARGUMENT,
                   "number",
                   "\"-1\" is not a plain decimal: write 1500 or 1.5");
    assert_refused(cty_decimal_parse("0.1234567", &decimal, &err),
                   CTY_E_ARGUMENT, "number",
                   "\"0.1234567\" has more than 6 decimals: round it to 6");
    assert_refused(cty_decimal_parse("9223372036854.775808", &decimal, &err),
                   CTY_E_LIMIT, "number",
                   "\"9223372036854.775808\" is too large: the most is "
                   "9223372036854.775807");
    assert_int_equal(cty_decimal_parse("9223372036854775808", &decimal, NULL),
                     CTY_E_LIMIT);
    assert_int_equal(cty_decimal_parse("9223372036854775807", &decimal, NULL),
                     CTY_E_LIMIT);
    assert_int_equal(cty_decimal_parse("9223372036855", &decimal, NULL),
                     CTY_E_LIMIT);
    assert_int_equal(cty_decimal_parse("", &decimal, NULL), CTY_E_ARGUMENT);
    assert_int_equal(cty_decimal_parse(NULL, &decimal, NULL), CTY_E_ARGUMENT);
    assert_refused(cty_decimal_parse("1", NULL, &err), CTY_E_ARGUMENT,
                   "out_decimal", "out_decimal is missing");
    assert_true(decimal == 42);
}

static void
assert_writes(cty_decimal decimal, const char *expected)
{
    char text[CTY_DECIMAL_TEXT];

    assert_ptr_equal(cty_decimal_format(decimal, text), text);
    assert_string_equal(text, expected);
}

static void
decimals_are_written_without_trailing_zeros(void **state)
{
    (void)state;
    assert_writes(1500000, "1.5");
    assert_writes(INT64_C(36000000000), "36000");
    assert_writes(0, "0");
    assert_writes(1, "0.000001");
    assert_writes(-100, "-0.0001");
    assert_writes(INT64_C(100000000), "100");
    assert_writes(INT64_MAX, "9223372036854.775807");
    assert_writes(INT64_MIN, "-9223372036854.775808");
}

static void
what_is_written_reads_back(void **state)
{
    uint64_t seed = 21;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        cty_decimal decimal = random_magnitude(&seed);
        char text[CTY_DECIMAL_TEXT];

        assert_reads(cty_decimal_format(decimal, text), decimal);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read_as_millionths),
        cmocka_unit_test(what_is_no_decimal_says_what_to_write),
        cmocka_unit_test(decimals_are_written_without_trailing_zeros),
        cmocka_unit_test(what_is_written_reads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
