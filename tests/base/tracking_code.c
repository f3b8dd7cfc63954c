#include "testing.h"

#include "base/tracking_code.h"

static const char LETTERS_AND_DIGITS[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

static bool
is_right(const char *text)
{
    bool right = false;

    return cty_tracking_code_has_form(text, &right) && right;
}

static void
assert_same_folded(const char *a, const char *b, bool same)
{
    char folded_a[CTY_CODE_TEXT];
    char folded_b[CTY_CODE_TEXT];

    assert_int_equal(cty_tracking_code_fold(a, folded_a, NULL), CTY_OK);
    assert_int_equal(cty_tracking_code_fold(b, folded_b, NULL), CTY_OK);
    assert_int_equal(strcmp(folded_a, folded_b) == 0, same);
}

static void
check_characters_are_those_of_iso_7064(void **state)
{
    (void)state;
    assert_int_equal(ctyi_check_character("HARB0042"), 'V');
    /* a published GRid, and an ISAN with its version */
    assert_int_equal(ctyi_check_character("A12425GABC1234002"), 'M');
    assert_int_equal(ctyi_check_character("000000003A8D0000"), 'Z');
    assert_int_equal(ctyi_check_character("000000003A8D000000000000"), '6');
}

static void
codes_are_made_one_after_the_other(void **state)
{
    int64_t counter = 130;
    char code[CTY_CODE_TEXT];

    (void)state;
    ctyi_code_make("HARB", &counter, code);
    assert_string_equal(code, "HARB-0042V");
    assert_int_equal(counter, 131);
    assert_true(is_right(code));
}

static void
every_code_made_is_right_and_unlike_the_others(void **state)
{
    static const char *const prefixes[] = {"CL", "HARB", "OIL", "A1B2C3", "0O"};
    int64_t counter = 0;
    int64_t before = -1;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        const char *prefix = prefixes[i % 5];
        char code[CTY_CODE_TEXT];
        char check;

        ctyi_code_make(prefix, &counter, code);
        check = code[strlen(code) - 1];
        assert_true(is_right(code));
        assert_memory_equal(code, prefix, strlen(prefix));
        assert_null(strchr("ILOU", check));
        assert_true(counter > before);
        before = counter;
    }
    /* about one in nine is skipped */
    assert_in_range(counter, 108000, 116000);
}

static void
long_running_counters_make_longer_codes(void **state)
{
    int64_t counter = 32 * 32 * 32 * 32 - 2;
    char code[CTY_CODE_TEXT];

    (void)state;
    do
        ctyi_code_make("ABCDEF", &counter, code);
    while (counter <= 32 * 32 * 32 * 32);
    assert_int_equal(strlen(code), strlen("ABCDEF-10000C"));
    assert_true(is_right(code));

    counter = INT64_MAX - 100;
    ctyi_code_make("ABCDEF", &counter, code);
    assert_int_equal(strlen(code), strlen("ABCDEF-7ZZZZZZZZZZWVC"));
    assert_true(is_right(code));
}

static void
every_single_wrong_character_is_noticed(void **state)
{
    int64_t counter = 1000;

    (void)state;
    for (int i = 0; i < 300; i++) {
        char code[CTY_CODE_TEXT];
        char wrong[CTY_CODE_TEXT];

        ctyi_code_make(i % 2 ? "HARB" : "OX1", &counter, code);
        for (size_t at = 0; code[at] != '\0'; at++) {
            if (code[at] == '-')
                continue;
            for (const char *c = LETTERS_AND_DIGITS; *c != '\0'; c++) {
                char folded[2][CTY_CODE_TEXT];

                memcpy(wrong, code, sizeof(wrong));
                wrong[at] = *c;
                assert_int_equal(cty_tracking_code_fold(code, folded[0], NULL),
                                 CTY_OK);
                assert_int_equal(cty_tracking_code_fold(wrong, folded[1], NULL),
                                 CTY_OK);
                assert_int_equal(is_right(wrong),
                                 strcmp(folded[0], folded[1]) == 0);
            }
        }
    }
}

static void
nearly_every_swap_of_neighbours_is_noticed(void **state)
{
    int64_t counter = 33;
    int swaps = 0;
    int missed = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char code[CTY_CODE_TEXT];

        ctyi_code_make("HARB", &counter, code);
        for (size_t at = 0; code[at + 1] != '\0'; at++) {
            char swapped[CTY_CODE_TEXT];

            if (code[at] == '-' || code[at + 1] == '-' ||
                code[at] == code[at + 1])
                continue;
            memcpy(swapped, code, sizeof(swapped));
            swapped[at] = code[at + 1];
            swapped[at + 1] = code[at];
            swaps++;
            missed += is_right(swapped);
        }
    }
    assert_true(swaps > 100000);
    assert_true(missed * 200 < swaps);
}

static void
codes_are_read_as_they_are_spoken_and_typed(void **state)
{
    static const char *const same[] = {"HARB-0042V", "harb-0042v", "HARB-OO42V",
                                       "harb-oo42v"};
    bool right;

    (void)state;
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
        assert_true(is_right(same[i]));
        assert_same_folded("HARB-0042V", same[i], true);
    }
    assert_same_folded("HARB-0042V", " h a r b 0042 v ", true);
    assert_same_folded("CL-1110A", "cl-ILio-a", true);
    assert_same_folded("HARB-0042V", "HARB-0043V", false);
    assert_same_folded("UV", "VU", false);

    assert_true(cty_tracking_code_has_form("HARB-0042W", &right));
    assert_false(right);
    assert_true(cty_tracking_code_has_form("HARB-0042V", NULL));
}

static void
other_texts_do_not_have_the_form(void **state)
{
    static const char *const texts[] = {"",
                                        "HARB",
                                        "HARB-",
                                        "HARB-042V",
                                        "H-0042V",
                                        "HARBOUR-0042V",
                                        "HARB0042V",
                                        "-0042V",
                                        "HARB--0042V",
                                        "HARB-0042V ",
                                        "HARB 0042V",
                                        "HARB-00U2V",
                                        "HARB-0042-",
                                        "HÄRB-0042V",
                                        "HARB-0042V/17",
                                        "B-2040",
                                        "HARB-0000000000000000000000000042V"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        bool right = true;

        assert_false(cty_tracking_code_has_form(texts[i], &right));
        assert_false(right);
    }
    assert_false(cty_tracking_code_has_form(NULL, NULL));
}

static void
a_v_misread_as_u_is_a_wrong_code_and_not_another_word(void **state)
{
    bool right = true;

    (void)state;
    assert_true(cty_tracking_code_has_form("HARB-0042U", &right));
    assert_false(right);
}

static void
no_code_is_right_with_a_check_character_that_none_is_given(void **state)
{
    int found = 0;

    (void)state;
    for (int body = 0; body < 10000; body++) {
        char code[] = "CL-0000C";
        char folded[] = "CL0000";

        for (int i = 0, rest = body; i < 4; i++, rest /= 10) {
            code[6 - i] = (char)('0' + rest % 10);
            folded[5 - i] = code[6 - i];
        }
        folded[1] = '1';
        code[7] = ctyi_check_character(folded);
        if (strchr("ILOU", code[7]) == NULL) {
            assert_true(is_right(code));
            continue;
        }
        assert_false(is_right(code));
        found++;
    }
    assert_true(found > 500);
}

static void
folding_refuses_what_no_code_has(void **state)
{
    char buffer[CTY_CODE_TEXT] = "untouched";
    cty_error err;

    (void)state;
    assert_refused(cty_tracking_code_fold("HARB_0042V", buffer, &err),
                   CTY_E_ARGUMENT, "tracking_code",
                   "tracking code \"HARB_0042V\" holds '_': it has letters, "
                   "digits and hyphens, as in HARB-0042V");
    assert_refused(cty_tracking_code_fold("H\xC3\x84RB", buffer, &err),
                   CTY_E_ARGUMENT, "tracking_code",
                   "tracking code \"H\xC3\x84RB\" holds '\xC3\x84': it has "
                   "letters, digits and hyphens, as in HARB-0042V");
    assert_refused(cty_tracking_code_fold(" - -", buffer, &err), CTY_E_ARGUMENT,
                   "tracking_code",
                   "tracking code \" - -\" has no letter or digit: write one "
                   "as HARB-0042V");
    assert_refused(cty_tracking_code_fold("", buffer, &err), CTY_E_ARGUMENT,
                   "tracking_code",
                   "tracking code \"\" has no letter or digit: write one as "
                   "HARB-0042V");
    assert_int_equal(cty_tracking_code_fold(NULL, buffer, NULL),
                     CTY_E_ARGUMENT);
    assert_string_equal(buffer, "untouched");
}

static void
a_folded_code_has_up_to_32_characters(void **state)
{
    static const char longest[] = "12345678 90123456 78901234 56789012";
    static const char too_long[] = "12345678 90123456 78901234 567890123";
    char buffer[CTY_CODE_TEXT] = "untouched";
    cty_error err;

    (void)state;
    assert_refused(cty_tracking_code_fold(too_long, buffer, &err), CTY_E_LIMIT,
                   "tracking_code",
                   "tracking code \"12345678 90123456 78901234 567890123\" has "
                   "more than 32 characters: shorten it");
    assert_string_equal(buffer, "untouched");
    assert_int_equal(cty_tracking_code_fold(longest, buffer, NULL), CTY_OK);
    assert_string_equal(buffer, "12345678901234567890123456789012");
}

static void
prefixes_come_from_the_first_letters_of_a_name(void **state)
{
    char prefix[CTYI_PREFIX_TEXT];

    (void)state;
    assert_string_equal(ctyi_prefix_from_name("Harbor Freight", prefix),
                        "HARB");
    assert_string_equal(ctyi_prefix_from_name("A-1 tools", prefix), "A1TO");
    assert_string_equal(ctyi_prefix_from_name("3M", prefix), "3M");
    assert_string_equal(ctyi_prefix_from_name("\xC3\x9Cnal & Co", prefix),
                        "NALC");
    assert_string_equal(ctyi_prefix_from_name("X", prefix), "CL");
    assert_string_equal(
        ctyi_prefix_from_name("\xE6\x9D\xB1\xE4\xBA\xAC", prefix), "CL");
    assert_string_equal(ctyi_prefix_from_name("", prefix), "CL");
}

static void
given_prefixes_have_2_to_6_letters_or_digits(void **state)
{
    static const char *const wrong[] = {"",     "A",   "ABCDEFG",   "A B",
                                        "A-BC", "AB ", "\xC3\x84RB"};
    char prefix[CTYI_PREFIX_TEXT] = "same";
    cty_error err;

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_int_equal(ctyi_prefix_check(wrong[i], prefix, NULL),
                         CTY_E_ARGUMENT);
    assert_refused(ctyi_prefix_check("ABCDEFG", prefix, &err), CTY_E_ARGUMENT,
                   "prefix",
                   "prefix \"ABCDEFG\" is not 2 to 6 letters or digits: write "
                   "one as HARB");
    assert_int_equal(ctyi_prefix_check(NULL, prefix, NULL), CTY_E_ARGUMENT);
    assert_string_equal(prefix, "same");

    assert_int_equal(ctyi_prefix_check("harb", prefix, NULL), CTY_OK);
    assert_string_equal(prefix, "HARB");
    assert_int_equal(ctyi_prefix_check("a1b2c3", prefix, NULL), CTY_OK);
    assert_string_equal(prefix, "A1B2C3");
    assert_int_equal(ctyi_prefix_check("a1", prefix, NULL), CTY_OK);
    assert_string_equal(prefix, "A1");
}

static void
own_codes_are_capitals_digits_and_hyphens(void **state)
{
    cty_error err;

    (void)state;
    assert_int_equal(ctyi_code_check_own("A", NULL), CTY_OK);
    assert_int_equal(ctyi_code_check_own("ILOU-2026-", NULL), CTY_OK);
    assert_int_equal(
        ctyi_code_check_own("12345678901234567890123456789012", NULL), CTY_OK);
    assert_int_equal(
        ctyi_code_check_own("123456789012345678901234567890123", NULL),
        CTY_E_LIMIT);
    assert_int_equal(ctyi_code_check_own("", NULL), CTY_E_ARGUMENT);
    assert_int_equal(ctyi_code_check_own("---", NULL), CTY_E_ARGUMENT);
    assert_int_equal(ctyi_code_check_own("A B", NULL), CTY_E_ARGUMENT);
    assert_int_equal(ctyi_code_check_own(NULL, NULL), CTY_E_ARGUMENT);
    assert_refused(ctyi_code_check_own("acme", &err), CTY_E_ARGUMENT,
                   "tracking_code",
                   "tracking code \"acme\" is not of A-Z, 0-9 and hyphens: "
                   "write one as HARB-0042V");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_characters_are_those_of_iso_7064),
        cmocka_unit_test(codes_are_made_one_after_the_other),
        cmocka_unit_test(every_code_made_is_right_and_unlike_the_others),
        cmocka_unit_test(long_running_counters_make_longer_codes),
        cmocka_unit_test(every_single_wrong_character_is_noticed),
        cmocka_unit_test(nearly_every_swap_of_neighbours_is_noticed),
        cmocka_unit_test(codes_are_read_as_they_are_spoken_and_typed),
        cmocka_unit_test(other_texts_do_not_have_the_form),
        cmocka_unit_test(a_v_misread_as_u_is_a_wrong_code_and_not_another_word),
        cmocka_unit_test(
            no_code_is_right_with_a_check_character_that_none_is_given),
        cmocka_unit_test(folding_refuses_what_no_code_has),
        cmocka_unit_test(a_folded_code_has_up_to_32_characters),
        cmocka_unit_test(prefixes_come_from_the_first_letters_of_a_name),
        cmocka_unit_test(given_prefixes_have_2_to_6_letters_or_digits),
        cmocka_unit_test(own_codes_are_capitals_digits_and_hyphens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
