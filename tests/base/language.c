#include "testing.h"

#include "base/language.h"

static void
tags_of_two_or_three_letters_may_name_a_script_and_a_place(void **state)
{
    static const char *const tags[] = {
        "",    "de",      "DE",    "yue",    "pt-BR",      "zh-Hant-TW",
        "zzz", "zh-Hant", "AZ-az", "es-419", "es-Latn-419"};

    (void)state;
    assert_int_equal(ctyi_language_check(NULL, "language", NULL), CTY_OK);
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
        assert_int_equal(ctyi_language_check(tags[i], "language", NULL),
                         CTY_OK);
}

static void
anything_else_is_no_tag(void **state)
{
    static const char *const texts[] = {"d",          "deut",
                                        "german",     "12",
                                        "de-",        "de-D",
                                        "de-DEU",     "de-12",
                                        "de-1234",    "de_DE",
                                        "de-DE ",     " de",
                                        "zh-Hant-",   "zh-Hant-T",
                                        "zh-Hantx",   "zh-Hant1",
                                        "zh-Hant{",   "zh-Hant-TW-x",
                                        "d{",         "d[",
                                        "d`e",        "d@e",
                                        "es-41:",     "es-41/",
                                        "zh-Hans_CN", "\xC3\xA4\xC3\xB6"};
    cty_error err;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_int_equal(ctyi_language_check(texts[i], "language", &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "language");
    }
    assert_refused(ctyi_language_check("deutsch", "language", &err),
                   CTY_E_ARGUMENT, "language",
                   "\"deutsch\" is no language tag: write de, pt-BR or "
                   "zh-Hant-TW");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            tags_of_two_or_three_letters_may_name_a_script_and_a_place),
        cmocka_unit_test(anything_else_is_no_tag),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
