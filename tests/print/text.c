/* A statement on a terminal: what fits, and what gets out. */
#include "paper.h"

#include <unicode/uchar.h>

/* As a terminal counts. */
static int
columns_of(int32_t character)
{
    int32_t width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    int8_t kind = u_charType(character);

    if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK ||
        kind == U_FORMAT_CHAR)
        return 0;
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/* Asserts what holds for every page, and answers its widest line. */
static int
width_of(const char *text)
{
    int widest = 0, wide = 0;
    int32_t before = '\n';

    while (*text != '\0') {
        int32_t character = next_character(&text);

        if (character == '\n') {
            wide = 0;
        } else {
            assert_true(character >= ' ' && character != 0x7F);
            assert_false(character >= 0x80 && character < 0xA0);
            wide += columns_of(character);
            widest = wide > widest ? wide : widest;
        }
        before = character;
    }
    assert_int_equal(before, '\n');
    return widest;
}

static void
assert_fits(const char *text)
{
    int wide = width_of(text);

    if (wide > 80)
        fail_msg("%d columns:\n%s", wide, text);
    assert_null(strstr(text, " \n"));
}

/* ---- what fits ---- */

static void
a_page_has_80_columns(void **state)
{
    struct paper *paper = *state;

    assert_fits(text_of(paper));
    specimen_entries(&paper->specimen, 40);
    assert_fits(text_of(paper));
    specimen_one_bill(&paper->specimen, 9);
    assert_fits(text_of(paper));
}

static void
long_texts_wrap_and_are_all_there(void **state)
{
    struct paper *paper = *state;
    const char *text = specimen_text(&paper->specimen, 780);

    paper->specimen.letter.recipient[0] = text;
    paper->specimen.rows[0].title = text;
    paper->specimen.rows[1].detail = text;
    paper->specimen.letter.note = text;
    assert_fits(text_of(paper));
}

static void
a_word_of_800_bytes_is_broken(void **state)
{
    struct paper *paper = *state;
    char word[801];

    memset(word, 'W', 800);
    word[800] = '\0';
    paper->specimen.letter.recipient[0] = word;
    paper->specimen.rows[0].title = word;
    paper->specimen.rows[0].code = word;
    paper->specimen.letter.facts[0].value = word;
    paper->specimen.letter.sums[0].label = word;
    paper->specimen.brand.issuer.name = word;
    assert_fits(text_of(paper));
}

static void
a_code_is_never_broken(void **state)
{
    static const char *const codes[] = {"HARB-0001C",
                                        "ABCDEFGH-IJKLMNOP-QRST-UVWX-0123"};
    struct paper *paper = *state;
    char number[80];

    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        snprintf(number, sizeof(number), "2026-01-01..2026-12-31/%s/EUR",
                 codes[i]);
        paper->specimen.letter.facts[0].value = number;
        paper->specimen.letter.facts[1].value = codes[i];
        assert_fits(text_of(paper));
        assert_non_null(strstr(paper->text, "2026-01-01..2026-12-31/\n"));
        snprintf(number, sizeof(number), " %s/", codes[i]);
        assert_non_null(strstr(paper->text, number));
    }
}

static void
the_largest_amounts_stand_whole_below_the_text(void **state)
{
    struct paper *paper = *state;
    size_t times = 0;

    specimen_amounts(&paper->specimen, "9,999,999,999,999.99",
                     "$9,999,999,999,999.99");
    assert_fits(text_of(paper));
    for (const char *at = paper->text;
         (at = strstr(at, "9,999,999,999,999.99")) != NULL; at++)
        times++;
    assert_true(times >= 3 * (paper->specimen.letter.row_count + 1));
}

static void
what_was_all_credited_fills_the_bar(void **state)
{
    struct paper *paper = *state;
    char all[81];

    memset(all, '#', 80);
    all[80] = '\0';
    paper->options.flags = CTY_PRINT_ASCII;
    paper->specimen.letter.bar_saved = 1 - 1e-12;
    assert_null(strstr(text_of(paper), all));
    paper->specimen.letter.bar_saved = 1;
    assert_string_contains(text_of(paper), all);
}

static void
wide_characters_take_two_columns(void **state)
{
    static const char page[] =
        "\xE6\x9C\x88\xE6\x97\xA5\xE8\xAB\x8B\xE6\xB1\x82\xE6\x9B\xB8\xE3\x80"
        "\x82\xF0\x9F\x8E\x89\xE3\x83\xBC\xE3\x80\x8C\xE8\xAB\x8B\xE3\x80\x8D";
    struct paper *paper = *state;
    char text[400] = "";

    for (size_t at = 0; at + sizeof(page) < sizeof(text);
         at += sizeof(page) - 1)
        memcpy(text + at, page, sizeof(page));
    paper->specimen.letter.recipient[0] = text;
    paper->specimen.letter.facts[1] = (struct ctyi_labelled){text, text};
    paper->specimen.letter.head_what = text;
    paper->specimen.letter.sentence = text;
    paper->specimen.letter.note = text;
    paper->specimen.letter.bar_whole_text = text;
    paper->specimen.rows[0].title = paper->specimen.rows[0].detail = text;
    assert_fits(text_of(paper));
}

/* ---- what gets out ---- */

static void
any_bytes_leave_only_characters_that_show(void **state)
{
    struct paper *paper = *state;
    uint64_t seed = 11;

    for (int i = 0; i < 200; i++) {
        char text[300];

        garble(text, sizeof(text), &seed);
        fill_with(paper, text);
        paper->options.flags = i % 2 == 0 ? 0 : CTY_PRINT_ASCII;
        width_of(text_of(paper));
        assert_directions_closed(paper->text);
    }
}

static void
a_text_does_not_turn_what_is_beside_it(void **state)
{
    struct paper *paper = *state;

    paper->specimen.rows[0].title = "\xE2\x80\xAEgnp.exe";
    paper->specimen.rows[1].title = "\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A";
    assert_string_contains(text_of(paper), "\xE2\x81\xA8\xE2\x80\xAEgnp.exe"
                                           "\xE2\x80\xAC\xE2\x81\xA9 ");
    assert_string_contains(paper->text,
                           "\xE2\x81\xA8\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A"
                           "\xE2\x81\xA9 ");
    assert_directions_closed(paper->text);
}

static void
colour_is_only_where_it_is_asked_for(void **state)
{
    struct paper *paper = *state;
    char *plain = strdup(text_of(paper));
    char *to = plain;

    assert_non_null(plain);
    assert_null(strchr(plain, '\033'));
    paper->options.flags = CTY_PRINT_COLOUR;
    for (const char *from = text_of(paper); *from != '\0'; from++) {
        if (*from == '\033') {
            from += strcspn(from, "m");
            continue;
        }
        assert_int_equal(*from, *to);
        to++;
    }
    assert_int_equal(*to, '\0');
    assert_string_contains(paper->text, "\033[1;32m$3,000.00\033[0m");
    free(plain);
}

static void
ascii_is_all_there_is_but_for_names(void **state)
{
    struct paper *paper = *state;

    paper->options.flags = CTY_PRINT_ASCII;
    paper->specimen.rows[1].title = "Special credit per Tom\xC3\xA1s "
                                    "Okafor\xE2\x80\xA6";
    paper->specimen.rows[1].saved = "\xE2\x88\x92"
                                    "750.00";
    paper->specimen.letter.total_saved = "3\xE2\x80\xAF"
                                         "000,00";
    text_of(paper);
    assert_string_contains(paper->text, "Tom\xC3\xA1s");
    assert_string_contains(paper->text, "Okafor...");
    assert_string_contains(paper->text, " -750.00");
    assert_string_contains(paper->text, "3 000,00");
    for (const char *at = paper->text; *at != '\0'; at++)
        if ((unsigned char)*at >= 0x80)
            assert_memory_equal(at++, "\xC3\xA1", 2);
    assert_fits(paper->text);
}

static void
the_same_letter_is_the_same_text(void **state)
{
    struct paper *paper = *state;
    char *first = strdup(text_of(paper));

    assert_non_null(first);
    assert_string_equal(text_of(paper), first);
    free(first);
}

int
main(void)
{
#define ON_PAPER(test)                                                         \
    cmocka_unit_test_setup_teardown(test, open_paper, close_paper)
    const struct CMUnitTest tests[] = {
        ON_PAPER(a_page_has_80_columns),
        ON_PAPER(long_texts_wrap_and_are_all_there),
        ON_PAPER(a_word_of_800_bytes_is_broken),
        ON_PAPER(a_code_is_never_broken),
        ON_PAPER(the_largest_amounts_stand_whole_below_the_text),
        ON_PAPER(what_was_all_credited_fills_the_bar),
        ON_PAPER(wide_characters_take_two_columns),
        ON_PAPER(any_bytes_leave_only_characters_that_show),
        ON_PAPER(a_text_does_not_turn_what_is_beside_it),
        ON_PAPER(colour_is_only_where_it_is_asked_for),
        ON_PAPER(ascii_is_all_there_is_but_for_names),
        ON_PAPER(the_same_letter_is_the_same_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
