/* Shaped texts and their lines. The fonts are those of Debian that the page is
 * set in, and others for other scripts. */
#include "support.h"

#include <glib.h>
#include <math.h>

#include "print/character.h"
#include "print/shape.h"

static const struct ctyi_style body = {.size = 9.5, .weight = 400};
static const struct ctyi_style twice = {.size = 19, .weight = 400};
static const struct ctyi_style bold = {.size = 9.5, .weight = 600};
static const struct ctyi_style figures = {
    .size = 9.5, .weight = 400, .tabular = true};
static const struct ctyi_style spaced = {
    .size = 9.5, .weight = 400, .tracking = 10};

enum { MOST_LINES = 512 };

static int
open_type(void **state)
{
    struct ctyi_type *type = NULL;

    assert_ok(ctyi_type_open(&type, ERR));
    *state = type;
    return 0;
}

static int
close_type(void **state)
{
    ctyi_type_close(*state);
    return 0;
}

static const struct ctyi_run *
run_of(struct ctyi_type *type, const struct ctyi_style *style, const char *text,
       bool right_to_left)
{
    const struct ctyi_run *run =
        ctyi_type_run(type, style, text, strlen(text), right_to_left);

    assert_non_null(run);
    return run;
}

static double
width_of(struct ctyi_type *type, const struct ctyi_style *style,
         const char *text)
{
    return ctyi_run_width(run_of(type, style, text, false));
}

static void
assert_same_width(double a, double b)
{
    if (fabs(a - b) > 0.001)
        fail_msg("%f and %f", a, b);
}

/* What the glyphs of a run say, in the order of its pieces. */
static char *
said(const struct ctyi_run *run)
{
    char *text = calloc(1, run->length + 1);
    size_t length = 0;

    assert_non_null(text);
    for (size_t i = 0; i < run->piece_count; i++) {
        memcpy(text + length, run->pieces[i].text, run->pieces[i].text_length);
        length += run->pieces[i].text_length;
    }
    return text;
}

static void
assert_says(const struct ctyi_run *run, const char *expected)
{
    char *text = said(run);

    assert_string_equal(text, expected);
    free(text);
}

/* ---- runs ---- */

static void
a_text_that_comes_again_is_the_same_run(void **state)
{
    struct ctyi_type *type = *state;
    const struct ctyi_run *run = run_of(type, &body, "Your price", false);

    assert_ptr_equal(run_of(type, &body, "Your price", false), run);
    assert_ptr_not_equal(run_of(type, &bold, "Your price", false), run);
    assert_ptr_not_equal(run_of(type, &body, "Your price", true), run);
    assert_ptr_not_equal(run_of(type, &body, "Your pric", false), run);
}

/* No font has what is no character, nor the last for private use. */
static void
what_no_font_has_is_told_until_the_next_statement(void **state)
{
    struct ctyi_type *type = *state;

    ctyi_type_begin(type);
    run_of(type, &body, "Harbor \u0410\u0644 Hotel", false);
    assert_string_equal(ctyi_type_missing(type), "");
    for (int time = 0; time < 2; time++) {
        ctyi_type_begin(type);
        assert_string_equal(ctyi_type_missing(type), "");
        run_of(type, &body, "Harbor \U0010FFFD Hotel", false);
        run_of(type, &body, "\U000F0001 and \U0010FFFD", false);
        run_of(type, &bold, "\U0010FFFD", true);
        assert_string_equal(ctyi_type_missing(type), "U+10FFFD, U+F0001");
    }
    for (uint32_t i = 0; i < 20; i++) {
        char text[8] = "";

        g_unichar_to_utf8(0xF0010 + i, text);
        run_of(type, &body, text, false);
    }
    assert_string_equal(ctyi_type_missing(type),
                        "U+10FFFD, U+F0001, U+F0010, U+F0011");
}

/* Four MiB are kept; each of these takes about one KiB. */
static void
what_every_statement_says_outlives_what_one_does(void **state)
{
    struct ctyi_type *type = *state;
    const struct ctyi_run *run = run_of(type, &body, "Your price", false);
    char text[64];

    for (int statement = 0; statement < 1000; statement++) {
        assert_ptr_equal(run_of(type, &body, "Your price", false), run);
        for (int i = 0; i < 20; i++) {
            snprintf(text, sizeof(text), "Bill %d of statement number %d", i,
                     statement);
            run_of(type, &body, text, false);
        }
        ctyi_type_trim(type);
    }
}

static void
widths_grow_with_the_size(void **state)
{
    struct ctyi_type *type = *state;
    const char *text = "AVATAR To. 1,250.00";

    assert_same_width(2 * width_of(type, &body, text),
                      width_of(type, &twice, text));
}

static void
tabular_figures_are_of_one_width(void **state)
{
    struct ctyi_type *type = *state;

    assert_same_width(width_of(type, &figures, "11,117.11"),
                      width_of(type, &figures, "40,986.24"));
    assert_true(width_of(type, &body, "11,117.11") <
                width_of(type, &body, "40,986.24"));
}

static void
letter_spacing_stands_between_letters_and_not_after_the_last(void **state)
{
    struct ctyi_type *type = *state;

    assert_same_width(width_of(type, &spaced, "nnnn"),
                      width_of(type, &body, "nnnn") + 3 * 0.95);
    assert_same_width(width_of(type, &spaced, "n"), width_of(type, &body, "n"));
}

/* Where a paragraph runs from the right Pango shapes all of it. */
static void
plain_texts_are_shaped_as_pango_shapes_them(void **state)
{
    static const char *const texts[] = {"Where it came from",
                                        "AVATAR Tomás Łódź Øre",
                                        "Ty To Ve Wa r. f",
                                        "office first flight",
                                        "HARB-0042V Q3",
                                        "a -> b x 3x4y",
                                        "Østergaard O’Brien – Lefèvre",
                                        "x (A-B) [c] @HOME don't e"};
    struct ctyi_type *type = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        const struct ctyi_run *plain = run_of(type, &body, texts[i], false);
        const struct ctyi_run *other = run_of(type, &body, texts[i], true);

        assert_same_width(ctyi_run_width(plain), ctyi_run_width(other));
        assert_int_equal(plain->pieces[0].glyph_count,
                         other->pieces[0].glyph_count);
        for (size_t j = 0; j < plain->pieces[0].glyph_count; j++)
            assert_int_equal(plain->pieces[0].glyphs[j].glyph,
                             other->pieces[0].glyphs[j].glyph);
        assert_says(plain, texts[i]);
        assert_says(other, texts[i]);
    }
}

/* ---- what is not seen ---- */

static void
marks_of_direction_have_no_width_and_say_nothing(void **state)
{
    struct ctyi_type *type = *state;
    const struct ctyi_run *run = run_of(
        type, &body, "a\u2068HARB-1\u2069b\u200E\u200F\u202E\u202C", false);

    assert_same_width(ctyi_run_width(run), width_of(type, &body, "a") +
                                               width_of(type, &body, "HARB-1") +
                                               width_of(type, &body, "b"));
    assert_says(run, "aHARB-1b");
    run = run_of(type, &body, "\u2068\u2069\u061C", true);
    assert_same_width(ctyi_run_width(run), 0);
    assert_says(run, "");
}

static void
a_code_keeps_its_direction_in_a_text_from_the_right(void **state)
{
    struct ctyi_type *type = *state;
    const struct ctyi_run *run = run_of(
        type, &body, "\u0631\u0645\u0632 \u2068HARB-0042V/17\u2069", true);
    bool found = false;

    for (size_t i = 0; i < run->piece_count; i++)
        if (!run->pieces[i].backward)
            found |= memcmp(run->pieces[i].text, "HARB-0042V/17", 13) == 0;
    assert_true(found);
    assert_true(run->pieces[run->piece_count - 1].backward);
}

static void
any_text_is_shaped(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "\U0001F600\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F1E9",
        "\uE000\U0010FFFF\uFFFE",
        "Z\u0351\u0300\u0301l\u0325go\u0489",
        "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22",
        "\u0939\u093F\u0928\u094D\u0926\u0940",
        "\xFF\xC3 not UTF-8 \xED\xA0\x80",
        "\u2028\u2029\u00AD\u200B\uFEFF"};
    struct ctyi_type *type = *state;

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        assert_true(ctyi_run_width(run_of(type, &body, texts[i], false)) >= 0);
        assert_true(ctyi_run_width(run_of(type, &bold, texts[i], true)) >= 0);
    }
}

/* ---- lines ---- */

/* The lines with a bar between them; yours: free. */
static char *
wrapped(struct ctyi_type *type, const char *text, double width)
{
    struct ctyi_line lines[MOST_LINES];
    size_t count =
        ctyi_type_wrap(type, &body, text, false, width, lines, MOST_LINES);
    GString *all = g_string_new(NULL);

    assert_true(count <= MOST_LINES);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(all, '|');
        g_string_append_len(all, lines[i].text, (gssize)lines[i].length);
    }
    return g_string_free(all, FALSE);
}

static void
assert_wrapped(struct ctyi_type *type, const char *text, double width,
               const char *expected)
{
    char *lines = wrapped(type, text, width);

    assert_string_equal(lines, expected);
    g_free(lines);
}

static void
a_text_that_fits_is_one_line(void **state)
{
    struct ctyi_type *type = *state;
    const char *text = "You renewed for a third year.";

    assert_wrapped(type, text, width_of(type, &body, text), text);
    assert_wrapped(type, "", 100, "");
    assert_wrapped(type, "   ", 100, "");
}

static void
lines_break_at_spaces_which_belong_to_none(void **state)
{
    struct ctyi_type *type = *state;
    double width = width_of(type, &body, "one two");

    assert_wrapped(type, "one two three", width, "one two|three");
    assert_wrapped(type, "one two   three ", width, "one two|three");
    assert_wrapped(type, "  one two", width, "one two");
    assert_wrapped(type, "one two three", width - 0.1, "one|two|three");
    assert_wrapped(type, "one\u00A0two three", 1.2 * width,
                   "one\u00A0two|three");
}

static void
a_word_wider_than_a_line_is_broken(void **state)
{
    struct ctyi_type *type = *state;
    double width = width_of(type, &body, "mmmm");

    assert_wrapped(type, "mmmmmmmmmm", width, "mmmm|mmmm|mm");
    assert_wrapped(type, "a mmmmmm b", width, "a|mmmm|mm b");
    assert_wrapped(type, "mm", 0, "m|m");
}

static void
no_letter_is_parted_from_its_accents(void **state)
{
    struct ctyi_type *type = *state;

    assert_wrapped(type, "e\u0301\u0323e\u0301\u0323", 1,
                   "e\u0301\u0323|e\u0301\u0323");
    assert_wrapped(type, "\U0001F468\u200D\U0001F469x", 1,
                   "\U0001F468\u200D\U0001F469|x");
}

static void
ideographs_break_anywhere_but_before_a_full_stop(void **state)
{
    struct ctyi_type *type = *state;
    double width = width_of(type, &body, "\u6771\u4EAC\u90FD");

    assert_wrapped(type, "\u6771\u4EAC\u90FD\u6E2F\u533A\u829D", width,
                   "\u6771\u4EAC\u90FD|\u6E2F\u533A\u829D");
    assert_wrapped(type, "\u6771\u4EAC\u90FD\u3002\u6E2F", width,
                   "\u6771\u4EAC|\u90FD\u3002\u6E2F");
}

static void
thai_breaks_between_words(void **state)
{
    struct ctyi_type *type = *state;
    const char *first = "\u0E20\u0E32\u0E29\u0E32";
    double width = 1.3 * width_of(type, &body, first);

    assert_wrapped(type, "\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22", width,
                   "\u0E20\u0E32\u0E29\u0E32|\u0E44\u0E17\u0E22");
}

static void
lines_past_the_most_are_counted_and_not_filled(void **state)
{
    struct ctyi_type *type = *state;
    struct ctyi_line lines[3] = {{NULL, 0}, {NULL, 0}, {"kept", 4}};

    assert_int_equal(
        ctyi_type_wrap(type, &body, "one two three", false, 1, lines, 2), 11);
    assert_int_equal(lines[1].length, 1);
    assert_string_equal(lines[2].text, "kept");
}

/* ---- random texts ---- */

/* splitmix64: the same numbers on every run. */
static uint64_t
random_bits(uint64_t *seed)
{
    uint64_t bits = *seed += UINT64_C(0x9E3779B97F4A7C15);

    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

static void
random_text(uint64_t *seed, char *text, int characters)
{
    static const struct {
        uint32_t first, count;
    } blocks[] = {
        {'a', 26},      {'A', 26},        {' ', 1},        {' ', 16},
        {'0', 10},      {0xA0, 0x60},     {0x300, 0x40},   {0x5D0, 27},
        {0x620, 0x30},  {0x900, 0x60},    {0xE01, 0x3A},   {0x2000, 0x70},
        {0x3041, 0x50}, {0x4E00, 0x100},  {0xAC00, 0x100}, {0x1F300, 0x80},
        {0xFE00, 0x10}, {0x10FF00, 0xFF}, {0x2066, 4}};

    for (int i = 0; i < characters; i++) {
        size_t block = random_bits(seed) % G_N_ELEMENTS(blocks);
        uint32_t c = blocks[block].first +
                     (uint32_t)(random_bits(seed) % blocks[block].count);

        text += g_unichar_to_utf8(c, text);
    }
    *text = '\0';
}

static bool
only_spaces(const char *from, const char *to)
{
    for (; from < to; from = ctyi_character_after(from))
        if (!g_unichar_isspace(g_utf8_get_char(from)))
            return false;
    return true;
}

/* A line is too wide only where it is one letter, with all that joins it. */
static bool
may_be_wide(const struct ctyi_line *line)
{
    glong characters = g_utf8_strlen(line->text, (gssize)line->length);
    PangoLogAttr *where = g_new0(PangoLogAttr, characters + 1);
    bool one = true;

    pango_get_log_attrs(line->text, (int)line->length, -1,
                        pango_language_from_string("xx"), where,
                        (int)characters + 1);
    for (glong i = 1; i < characters; i++)
        one &= !where[i].is_cursor_position;
    g_free(where);
    return one;
}

static void
assert_lines_are_right(struct ctyi_type *type, const char *text,
                       bool right_to_left, double width)
{
    struct ctyi_line lines[MOST_LINES];
    size_t count = ctyi_type_wrap(type, &body, text, right_to_left, width,
                                  lines, MOST_LINES);
    const char *at = text;

    for (size_t i = 0; i < count; i++) {
        const struct ctyi_run *run = ctyi_type_run(
            type, &body, lines[i].text, lines[i].length, right_to_left);

        assert_true(only_spaces(at, lines[i].text));
        assert_true(lines[i].length > 0);
        if (ctyi_run_width(run) > width + 0.01 && !may_be_wide(lines + i))
            fail_msg("\"%.*s\" is %f wide, over %f", (int)lines[i].length,
                     lines[i].text, ctyi_run_width(run), width);
        at = lines[i].text + lines[i].length;
    }
    assert_true(only_spaces(at, text + strlen(text)));
}

static void
lines_of_any_text_fit_and_lose_nothing(void **state)
{
    struct ctyi_type *type = *state;
    uint64_t seed = 3;
    char text[1024];

    for (int i = 0; i < 400; i++) {
        double width = (double)(random_bits(&seed) % 200);

        random_text(&seed, text, (int)(random_bits(&seed) % 100));
        assert_lines_are_right(type, text, i % 2 == 1, width);
        ctyi_type_trim(type);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_type, close_type)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_text_that_comes_again_is_the_same_run),
        TEST(what_no_font_has_is_told_until_the_next_statement),
        TEST(what_every_statement_says_outlives_what_one_does),
        TEST(widths_grow_with_the_size),
        TEST(tabular_figures_are_of_one_width),
        TEST(letter_spacing_stands_between_letters_and_not_after_the_last),
        TEST(plain_texts_are_shaped_as_pango_shapes_them),
        TEST(marks_of_direction_have_no_width_and_say_nothing),
        TEST(a_code_keeps_its_direction_in_a_text_from_the_right),
        TEST(any_text_is_shaped),
        TEST(a_text_that_fits_is_one_line),
        TEST(lines_break_at_spaces_which_belong_to_none),
        TEST(a_word_wider_than_a_line_is_broken),
        TEST(no_letter_is_parted_from_its_accents),
        TEST(ideographs_break_anywhere_but_before_a_full_stop),
        TEST(thai_breaks_between_words),
        TEST(lines_past_the_most_are_counted_and_not_filled),
        TEST(lines_of_any_text_fit_and_lose_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
