#include "testing.h"

static void
currencies_have_the_decimals_of_iso_4217(void **state)
{
    static const struct {
        const char *code;
        int exponent;
    } expected[] = {{"AED", 2}, {"BIF", 0}, {"JPY", 0}, {"KRW", 0}, {"ISK", 0},
                    {"UYI", 0}, {"XPF", 0}, {"USD", 2}, {"EUR", 2}, {"CHE", 2},
                    {"XCG", 2}, {"ZWG", 2}, {"MGA", 2}, {"MRU", 2}, {"HUF", 2},
                    {"BHD", 3}, {"IQD", 3}, {"JOD", 3}, {"KWD", 3}, {"LYD", 3},
                    {"OMR", 3}, {"TND", 3}, {"CLF", 4}, {"UYW", 4}};
    int exponent;

    (void)state;
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        exponent = -7;
        assert_int_equal(
            cty_currency_exponent(expected[i].code, &exponent, NULL), CTY_OK);
        assert_int_equal(exponent, expected[i].exponent);
    }
}

static int
count_currencies(int exponent)
{
    int found = 0;

    for (int i = 0; i < 26 * 26 * 26; i++) {
        char code[4] = {(char)('A' + i / 676), (char)('A' + i / 26 % 26),
                        (char)('A' + i % 26), '\0'};
        int of_code;

        if (cty_currency_exponent(code, &of_code, NULL) == CTY_OK)
            found += of_code == exponent;
    }
    return found;
}

static void
there_are_as_many_currencies_as_in_iso_4217(void **state)
{
    (void)state;
    assert_int_equal(count_currencies(0), 17);
    assert_int_equal(count_currencies(1), 0);
    assert_int_equal(count_currencies(2), 139);
    assert_int_equal(count_currencies(3), 7);
    assert_int_equal(count_currencies(4), 2);
}

static void
what_is_no_currency_is_refused(void **state)
{
    static const char *const codes[] = {"",    "usd", "US",  "USDX", "XAU",
                                        "XXX", "XDR", "DEM", "AAA",  "ZZZ",
                                        "U D", "840", "USD "};
    cty_error err;
    int exponent = -7;

    (void)state;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        assert_int_equal(cty_currency_exponent(codes[i], &exponent, &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "currency");
        assert_int_equal(exponent, -7);
    }
    assert_refused(cty_currency_exponent("XAU", &exponent, &err),
                   CTY_E_ARGUMENT, "currency",
                   "currency \"XAU\" has no minor unit, so no bill is written "
                   "in it: name another, as USD");
    assert_refused(cty_currency_exponent(NULL, &exponent, &err), CTY_E_ARGUMENT,
                   "currency", "currency is missing");
    assert_refused(cty_currency_exponent("USD", NULL, &err), CTY_E_ARGUMENT,
                   "out_exponent", "out_exponent is missing");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currencies_have_the_decimals_of_iso_4217),
        cmocka_unit_test(there_are_as_many_currencies_as_in_iso_4217),
        cmocka_unit_test(what_is_no_currency_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
