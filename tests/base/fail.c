#include "testing.h"

#include "base/fail.h"
#include "base/text.h"

enum { FIELD_MOST = 55, MESSAGE_MOST = 511 };

static void
an_error_says_what_and_where(void **state)
{
    cty_error err;

    (void)state;
    memset(&err, 0xA5, sizeof(err));
    assert_int_equal(
        ctyi_fail(&err, CTY_E_LEFT, "amount", "only %d is left", 12),
        CTY_E_LEFT);
    assert_int_equal(err.status, CTY_E_LEFT);
    assert_int_equal(err.line, 0);
    assert_string_equal(err.field, "amount");
    assert_string_equal(err.message, "only 12 is left");

    assert_int_equal(ctyi_fail_line(&err, CTY_E_LIMIT, 9999, NULL, "x"),
                     CTY_E_LIMIT);
    assert_int_equal(err.line, 9999);
    assert_string_equal(err.field, "");
    assert_string_equal(err.message, "x");

    assert_refused(ctyi_fail_missing(&err, "amount"), CTY_E_ARGUMENT, "amount",
                   "amount is missing");
    assert_int_equal(err.line, 0);
}

static void
nobody_need_listen(void **state)
{
    (void)state;
    assert_int_equal(ctyi_fail(NULL, CTY_E_LEFT, "amount", "%s", "x"),
                     CTY_E_LEFT);
    assert_int_equal(ctyi_fail_line(NULL, CTY_E_LEFT, 1, NULL, "x"),
                     CTY_E_LEFT);
    assert_int_equal(ctyi_fail_missing(NULL, "x"), CTY_E_ARGUMENT);
}

static void
a_message_may_be_as_long_as_its_array(void **state)
{
    char text[MESSAGE_MOST + 2];
    cty_error err;

    (void)state;
    memset(text, 'x', sizeof(text));
    text[MESSAGE_MOST] = '\0';
    (void)ctyi_fail(&err, CTY_E_LEFT, NULL, "%s", text);
    assert_string_equal(err.message, text);

    text[MESSAGE_MOST] = 'x';
    text[MESSAGE_MOST + 1] = '\0';
    (void)ctyi_fail(&err, CTY_E_LEFT, NULL, "%s", text);
    assert_int_equal(strlen(err.message), MESSAGE_MOST);
    assert_string_equal(err.message + MESSAGE_MOST - 4, "x...");
}

static void
a_message_that_does_not_fit_ends_on_a_whole_character(void **state)
{
    static const char *const characters[] = {"x", "\xC3\xA9", "\xE2\x82\xAC",
                                             "\xF0\x9F\x9A\xB2"};

    (void)state;
    for (size_t width = 1; width <= 4; width++) {
        for (size_t shift = 0; shift < width; shift++) {
            char text[800];
            size_t length = shift;
            cty_error err;

            memset(text, 'x', shift);
            for (; length + width < sizeof(text); length += width)
                memcpy(text + length, characters[width - 1], width);
            text[length] = '\0';

            (void)ctyi_fail(&err, CTY_E_LEFT, NULL, "%s", text);
            length = strlen(err.message);
            assert_true(length > MESSAGE_MOST - width &&
                        length <= MESSAGE_MOST);
            assert_string_equal(err.message + length - 3, "...");
            assert_memory_equal(err.message, text, length - 3);
            assert_int_equal((length - 3 - shift) % width, 0);
        }
    }
}

static void
assert_shown(const char *text, const char *expected)
{
    cty_error err;

    (void)ctyi_fail(&err, CTY_E_LEFT, NULL, "\"%s\"", text);
    assert_string_equal(err.message, expected);
}

static void
what_breaks_the_line_or_is_no_utf_8_is_shown_as_a_question_mark(void **state)
{
    (void)state;
    assert_shown("a\nb\tc\x1B[0m\x7F", "\"a?b?c?[0m?\"");
    assert_shown("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9", "\"???\"");
    assert_shown("caf\xE9", "\"caf?\"");
    assert_shown("\xF0\x9F\x9A", "\"???\"");
    assert_shown("\xED\xA0\x80", "\"???\"");
    assert_shown("Zo\xC3\xAB \xE2\x82\xAC", "\"Zo\xC3\xAB \xE2\x82\xAC\"");
}

static void
bytes_that_are_no_text_fit_all_the_same(void **state)
{
    char text[800];
    cty_error err;

    (void)state;
    memset(text, 0x80, sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    (void)ctyi_fail(&err, CTY_E_LEFT, NULL, "%s", text);
    assert_true(strlen(err.message) > MESSAGE_MOST - 4);
    assert_string_equal(err.message + strlen(err.message) - 4, "?...");
}

static void
a_field_name_that_does_not_fit_is_cut(void **state)
{
    char name[FIELD_MOST + 2];
    cty_error err;

    (void)state;
    memset(name, 'n', sizeof(name));
    name[FIELD_MOST + 1] = '\0';
    (void)ctyi_fail(&err, CTY_E_LEFT, name, "x");
    assert_int_equal(strlen(err.field), FIELD_MOST);
    name[FIELD_MOST] = '\0';
    (void)ctyi_fail(&err, CTY_E_LEFT, name, "x");
    assert_string_equal(err.field, name);
}

static void
an_error_may_quote_itself(void **state)
{
    cty_error err;

    (void)state;
    (void)ctyi_fail(&err, CTY_E_LEFT, "amount", "nothing is left");
    assert_int_equal(ctyi_fail_line(&err, err.status, 3, err.field,
                                    "bills.csv: %s", err.message),
                     CTY_E_LEFT);
    assert_string_equal(err.field, "amount");
    assert_string_equal(err.message, "bills.csv: nothing is left");
    assert_int_equal(err.line, 3);
}

static void
statuses_have_names(void **state)
{
    static const char *const names[] = {
        "OK",     "ARGUMENT", "NOT_FOUND", "EXISTS", "CONFLICT",
        "LEFT",   "LIMIT",    "STATE",     "BUSY",   "READ_ONLY",
        "MEMORY", "STORE",    "CORRUPT",   "ABI",    "NEWER"};

    (void)state;
    for (int i = 0; i < 15; i++)
        assert_string_equal(cty_status_name(i), names[i]);
    assert_string_equal(cty_status_name(15), "UNKNOWN");
    assert_string_equal(cty_status_name(-1), "UNKNOWN");
    assert_string_equal(cty_status_name(INT32_MAX), "UNKNOWN");
    assert_string_equal(cty_status_name(INT32_MIN), "UNKNOWN");
    assert_string_equal(cty_version(), CTYI_VERSION);
}

static void
ids_are_written_as_rfc_9562_says(void **state)
{
    cty_id id = {{0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0, 0x7C, 0xC3, 0x98, 0xC4,
                  0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F}};
    char text[CTY_ID_TEXT];

    (void)state;
    assert_ptr_equal(cty_id_format(&id, text), text);
    assert_string_equal(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

static void
frozen_values_have_the_sizes_they_were_frozen_at(void **state)
{
    (void)state;
    assert_int_equal(sizeof(cty_money), 16);
    assert_int_equal(sizeof(cty_date), 4);
    assert_int_equal(sizeof(cty_id), 16);
    assert_int_equal(sizeof(cty_error), 576);
    assert_int_equal(sizeof(cty_period), 40);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_says_what_and_where),
        cmocka_unit_test(nobody_need_listen),
        cmocka_unit_test(a_message_may_be_as_long_as_its_array),
        cmocka_unit_test(a_message_that_does_not_fit_ends_on_a_whole_character),
        cmocka_unit_test(
            what_breaks_the_line_or_is_no_utf_8_is_shown_as_a_question_mark),
        cmocka_unit_test(bytes_that_are_no_text_fit_all_the_same),
        cmocka_unit_test(a_field_name_that_does_not_fit_is_cut),
        cmocka_unit_test(an_error_may_quote_itself),
        cmocka_unit_test(statuses_have_names),
        cmocka_unit_test(ids_are_written_as_rfc_9562_says),
        cmocka_unit_test(frozen_values_have_the_sizes_they_were_frozen_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
