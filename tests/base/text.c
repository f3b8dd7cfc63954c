#include "testing.h"

#include <limits.h>

#include "base/text.h"

static cty_status
check(const char *text)
{
    return ctyi_text_check(text, CTY_MAX_NAME, "name", NULL);
}

static void
texts_in_any_script_are_taken(void **state)
{
    static const char *const texts[] = {
        "",
        "Harbor & Sons",
        "Zo\xC3\xAB",
        "\xE6\x9D\xB1\xE4\xBA\xAC",
        "\xF0\x9F\x9A\xB2",
        "\xE2\x80\x8F\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
        "'; DROP TABLE x; --",
        "=1+1",
        "\xEF\xBB\xBFmarked",
        "\xEF\xBF\xBF",
        "\xF4\x8F\xBF\xBF",
        "\xED\x9F\xBF",
        "\xEE\x80\x80",
        "\xC2\xA0x"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(check(texts[i]), CTY_OK);
    assert_int_equal(check(NULL), CTY_OK);
}

static void
what_is_not_utf_8_is_refused(void **state)
{
    static const char *const texts[] = {"\x80",
                                        "\xBF",
                                        "\xC0\x80",
                                        "\xC1\xBF",
                                        "\xE0\x80\x80",
                                        "\xE0\x9F\xBF",
                                        "\xF0\x80\x80\x80",
                                        "\xF0\x8F\xBF\xBF",
                                        "\xED\xA0\x80",
                                        "\xED\xBF\xBF",
                                        "\xF4\x90\x80\x80",
                                        "\xF5\x80\x80\x80",
                                        "\xFF",
                                        "\xFE",
                                        "\xC3",
                                        "\xE2\x82",
                                        "\xF0\x9F\x9A",
                                        "\xC3(",
                                        "\xE2(\xAC",
                                        "\xF8\x88\x80\x80\x80",
                                        "caf\xE9"};
    cty_error err;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(check(texts[i]), CTY_E_ARGUMENT);
    assert_refused(ctyi_text_check("caf\xE9", CTY_MAX_NAME, "name", &err),
                   CTY_E_ARGUMENT, "name",
                   "name is not UTF-8 at byte 4: write it in UTF-8");
}

static void
control_characters_and_line_breaks_are_refused(void **state)
{
    static const char *const texts[] = {
        "\n",       "\r",       "\t",           "\x01",
        "\x1F",     "\x7F",     "a\x1B[31m",    "\xC2\x80",
        "\xC2\x85", "\xC2\x9F", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    cty_error err;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(check(texts[i]), CTY_E_ARGUMENT);
    assert_refused(ctyi_text_check("two\nlines", CTY_MAX_NAME, "note", &err),
                   CTY_E_ARGUMENT, "note",
                   "note holds the control character U+000A at byte 4: write "
                   "it on one line, without tabs and other control characters");
}

static void
texts_may_be_as_long_as_their_limit(void **state)
{
    char text[CTY_MAX_TEXT + 2];
    cty_error err;

    (void)state;
    memset(text, 'x', sizeof(text));
    text[CTY_MAX_TEXT + 1] = '\0';
    assert_refused(ctyi_text_check(text, CTY_MAX_TEXT, "note", &err),
                   CTY_E_LIMIT, "note",
                   "note is longer than 4000 bytes: shorten it");
    assert_int_equal(ctyi_text_need(text, CTY_MAX_TEXT, "note", NULL),
                     CTY_E_LIMIT);
    text[CTY_MAX_TEXT] = '\0';
    assert_int_equal(ctyi_text_check(text, CTY_MAX_TEXT, "note", NULL), CTY_OK);
    assert_int_equal(ctyi_text_need(text, CTY_MAX_TEXT, "note", NULL), CTY_OK);
}

static void
texts_must_say_something(void **state)
{
    static const char *const blank[] = {"",
                                        " ",
                                        "   ",
                                        "\xC2\xA0",
                                        " \xE3\x80\x80\xE2\x80\x83",
                                        "\xE1\x9A\x80",
                                        "\xE2\x80\x80\xE2\x80\x8A",
                                        "\xE2\x80\xAF",
                                        "\xE2\x81\x9F"};
    static const char *const visible[] = {
        " x",           "\xC2\xA1",     "\xE1\x9A\x81", "\xE1\xBF\xBF",
        "\xE2\x80\x90", "\xE2\x80\xB0", "\xE2\x81\xA0", "\xE3\x80\x81"};
    cty_error err;

    (void)state;
    for (size_t i = 0; i < sizeof(blank) / sizeof(blank[0]); i++) {
        assert_int_equal(ctyi_text_need(blank[i], 10, "ref", NULL),
                         CTY_E_ARGUMENT);
        assert_int_equal(ctyi_text_check(blank[i], 10, "name", NULL),
                         i == 0 ? CTY_OK : CTY_E_ARGUMENT);
    }
    assert_refused(ctyi_text_need(NULL, 10, "ref", &err), CTY_E_ARGUMENT, "ref",
                   "ref is missing");
    assert_refused(ctyi_text_need("", 10, "ref", &err), CTY_E_ARGUMENT, "ref",
                   "ref is empty: it must be given");
    assert_refused(ctyi_text_need("  ", 10, "ref", &err), CTY_E_ARGUMENT, "ref",
                   "ref is blank: it must be given");
    assert_refused(ctyi_text_check(" ", 10, "name", &err), CTY_E_ARGUMENT,
                   "name", "name is blank: leave it out, or write it");
    assert_int_equal(ctyi_text_check(NULL, 10, "name", NULL), CTY_OK);
    for (size_t i = 0; i < sizeof(visible) / sizeof(visible[0]); i++) {
        assert_int_equal(ctyi_text_need(visible[i], 10, "ref", NULL), CTY_OK);
        assert_int_equal(ctyi_text_check(visible[i], 10, "n", NULL), CTY_OK);
    }
    assert_false(ctyi_text_blank("\xE2\x80", 2));
    assert_int_equal(ctyi_text_need("\n", 10, "ref", NULL), CTY_E_ARGUMENT);
}

static void
nul_bytes_in_a_text_of_known_length_are_refused(void **state)
{
    cty_error err;

    (void)state;
    assert_int_equal(ctyi_text_check_bytes("abc", 3, 3, "name", NULL), CTY_OK);
    assert_refused(ctyi_text_check_bytes("a\0c", 3, 3, "name", &err),
                   CTY_E_ARGUMENT, "name",
                   "name holds the control character U+0000 at byte 2: write "
                   "it on one line, without tabs and other control characters");
    assert_int_equal(ctyi_text_check_bytes("abcd", 4, 3, "name", NULL),
                     CTY_E_LIMIT);
    /* a character cut in two is none, whatever lies behind */
    assert_int_equal(ctyi_text_check_bytes("\xC3\xA9", 1, 3, "name", NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(ctyi_text_check_bytes(NULL, 0, 3, "name", NULL), CTY_OK);
}

static size_t
encode(uint32_t character, char *text)
{
    if (character < 0x80) {
        text[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        text[0] = (char)(0xC0 | character >> 6);
        text[1] = (char)(0x80 | (character & 0x3F));
        return 2;
    }
    if (character < 0x10000) {
        text[0] = (char)(0xE0 | character >> 12);
        text[1] = (char)(0x80 | (character >> 6 & 0x3F));
        text[2] = (char)(0x80 | (character & 0x3F));
        return 3;
    }
    text[0] = (char)(0xF0 | character >> 18);
    text[1] = (char)(0x80 | (character >> 12 & 0x3F));
    text[2] = (char)(0x80 | (character >> 6 & 0x3F));
    text[3] = (char)(0x80 | (character & 0x3F));
    return 4;
}

static void
every_character_is_decoded_and_no_surrogate_is_one(void **state)
{
    (void)state;
    for (uint32_t character = 0; character < 0x120000; character++) {
        char text[4] = {0};
        uint32_t decoded = 0;
        size_t width = encode(character, text);
        bool exists =
            character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);

        assert_int_equal(ctyi_text_step(text, width, &decoded),
                         exists ? width : 0);
        assert_int_equal(decoded, exists ? character : 0);
        assert_int_equal(ctyi_text_step(text, width - 1, &decoded), 0);
    }
}

static void
long_texts_are_quoted_in_part_and_in_whole_characters(void **state)
{
    char quoted[CTYI_QUOTE_TEXT];
    char text[200];

    (void)state;
    assert_string_equal(ctyi_text_quote("3,000", quoted), "\"3,000\"");
    assert_string_equal(ctyi_text_quote("", quoted), "\"\"");
    assert_string_equal(ctyi_text_quote(NULL, quoted), "\"\"");

    memset(text, 'x', sizeof(text));
    text[CTYI_QUOTE_MOST] = '\0';
    ctyi_text_quote(text, quoted);
    assert_int_equal(strlen(quoted), CTYI_QUOTE_MOST + 2);
    text[CTYI_QUOTE_MOST] = 'x';
    text[CTYI_QUOTE_MOST + 1] = '\0';
    ctyi_text_quote(text, quoted);
    assert_int_equal(strlen(quoted), CTYI_QUOTE_MOST + 5);
    assert_string_contains(quoted, "x...\"");

    memcpy(text + CTYI_QUOTE_MOST - 1, "\xF0\x9F\x9A\xB2", 5);
    ctyi_text_quote(text, quoted);
    assert_int_equal(strlen(quoted), CTYI_QUOTE_MOST - 1 + 5);
    assert_string_contains(quoted, "x...\"");
}

static void
texts_are_copied_and_compared(void **state)
{
    char array[4] = "zzz";

    (void)state;
    ctyi_text_copy(array, sizeof(array), "abc");
    assert_string_equal(array, "abc");
    ctyi_text_copy(array, sizeof(array), "much longer than that");
    assert_int_equal(strlen(array), sizeof(array) - 1);
    ctyi_text_copy(array, sizeof(array), "");
    assert_string_equal(array, "");
    ctyi_text_copy(array, sizeof(array), NULL);
    assert_string_equal(array, "");

    assert_true(ctyi_text_same("a", "a"));
    assert_false(ctyi_text_same("a", "A"));
    assert_true(ctyi_text_same(NULL, ""));
    assert_true(ctyi_text_same(NULL, NULL));
    assert_false(ctyi_text_same(NULL, "a"));
}

static void
distances_count_edits(void **state)
{
    static const struct {
        const char *a;
        const char *b;
        int edits;
    } pairs[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"loyalty", "loyalty", 0},
        {"Loyalty", "lOYALTY", 0},
        {"loyalty", "loyaltly", 1},
        {"loyalty", "loyaly", 1},
        {"loyalty", "royalty", 1},
        {"goodwill", "godowill", 1},
        {"ab", "ba", 1},
        {"ca", "abc", 3}, /* no edit within a swap: 3, not 2 */
        {"kitten", "sitting", 3},
        {"efficiency", "eficiensy", 2},
        {"abcdef", "badcfe", 3},
        {"early", "volume", 6},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        assert_int_equal(cty_text_distance(pairs[i].a, pairs[i].b),
                         pairs[i].edits);
        assert_int_equal(cty_text_distance(pairs[i].b, pairs[i].a),
                         pairs[i].edits);
    }
}

/* The definition, word for word, without a table. */
static int
distance_by_the_book(const char *a, size_t i, const char *b, size_t j)
{
    int best;
    int other;

    if (i == 0 || j == 0)
        return (int)(i + j);
    best = distance_by_the_book(a, i - 1, b, j - 1) + (a[i - 1] != b[j - 1]);
    other = distance_by_the_book(a, i - 1, b, j) + 1;
    best = other < best ? other : best;
    other = distance_by_the_book(a, i, b, j - 1) + 1;
    best = other < best ? other : best;
    if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        other = distance_by_the_book(a, i - 2, b, j - 2) + 1;
        best = other < best ? other : best;
    }
    return best;
}

static void
random_word(uint64_t *seed, char *word)
{
    size_t length = random_bits(seed) % 6;

    for (size_t i = 0; i < length; i++)
        word[i] = "abc"[random_bits(seed) % 3];
    word[length] = '\0';
}

static void
distances_are_those_of_the_definition(void **state)
{
    uint64_t seed = 31;

    (void)state;
    for (int i = 0; i < 10000; i++) {
        char a[8];
        char b[8];

        random_word(&seed, a);
        random_word(&seed, b);
        assert_int_equal(cty_text_distance(a, b),
                         distance_by_the_book(a, strlen(a), b, strlen(b)));
    }
}

static void
texts_of_over_64_bytes_are_infinitely_far_apart(void **state)
{
    char longest[66];

    (void)state;
    memset(longest, 'x', sizeof(longest));
    longest[65] = '\0';
    assert_int_equal(cty_text_distance(longest, longest), INT_MAX);
    assert_int_equal(cty_text_distance("", longest), INT_MAX);
    longest[64] = '\0';
    assert_int_equal(cty_text_distance(longest, longest), 0);
    assert_int_equal(cty_text_distance("", longest), 64);
    assert_int_equal(cty_text_distance(NULL, "a"), INT_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_in_any_script_are_taken),
        cmocka_unit_test(what_is_not_utf_8_is_refused),
        cmocka_unit_test(control_characters_and_line_breaks_are_refused),
        cmocka_unit_test(texts_may_be_as_long_as_their_limit),
        cmocka_unit_test(texts_must_say_something),
        cmocka_unit_test(nul_bytes_in_a_text_of_known_length_are_refused),
        cmocka_unit_test(every_character_is_decoded_and_no_surrogate_is_one),
        cmocka_unit_test(long_texts_are_quoted_in_part_and_in_whole_characters),
        cmocka_unit_test(texts_are_copied_and_compared),
        cmocka_unit_test(distances_count_edits),
        cmocka_unit_test(distances_are_those_of_the_definition),
        cmocka_unit_test(texts_of_over_64_bytes_are_infinitely_far_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
