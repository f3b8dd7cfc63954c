/* A statement in HTML: what it says, and what a text cannot make of it. */
#include "paper.h"

#include <math.h>

static size_t
count(const char *text, const char *part)
{
    size_t times = 0;

    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        times++;
    return times;
}

/* ---- what it is ---- */

static void
a_page_is_one_small_file_that_needs_no_other(void **state)
{
    const char *html = html_of(*state);

    assert_string_contains(html, "<!doctype html>\n<html lang=\"en\"");
    assert_string_contains(html, "default-src 'none'");
    assert_null(strstr(html, "http:"));
    assert_null(strstr(html, "https:"));
    assert_null(strstr(html, "url("));
    assert_null(strstr(html, "@import"));
    assert_null(strstr(html, "<script"));
    assert_true(strlen(html) < 20000);
}

static void
the_same_letter_is_the_same_bytes(void **state)
{
    struct paper *paper = *state;
    char *first = strdup(html_of(paper));

    assert_non_null(first);
    assert_string_equal(html_of(paper), first);
    free(first);
}

static void
all_rows_are_there_however_many(void **state)
{
    struct paper *paper = *state;

    specimen_entries(&paper->specimen, 400);
    assert_int_equal(count(html_of(paper), "<tr class=\"end\">"), 400);
    assert_int_equal(count(paper->text, "scope=\"row\""), 401);
}

static void
what_is_not_there_leaves_no_frame(void **state)
{
    struct paper *paper = *state;
    struct ctyi_letter *letter = &paper->specimen.letter;

    letter->bar = false;
    letter->bar_count = letter->sum_count = 0;
    letter->note = letter->signer = letter->qr = letter->sort_line = "";
    html_of(paper);
    assert_null(strstr(paper->text, "<figure"));
    assert_null(strstr(paper->text, "<dl class=\"sums"));
    assert_null(strstr(paper->text, "class=\"note"));
    assert_null(strstr(paper->text, "class=\"sort"));
    assert_null(strstr(paper->text, "<p></p>"));
}

static void
what_was_all_credited_is_one_part(void **state)
{
    struct paper *paper = *state;

    assert_string_contains(html_of(paper), "<i></i><i style=\"width:8.33%\">");
    paper->specimen.letter.bar_saved = 1;
    assert_string_contains(html_of(paper),
                           "<i class=\"all\" style=\"width:100.00%\">");
    assert_null(strstr(paper->text, "<i></i><i"));
}

static void
the_year_of_fewest_bars_gives_way(void **state)
{
    struct paper *paper = *state;
    struct ctyi_bar *bars = paper->specimen.letter.bars;

    assert_null(strstr(html_of(paper), "year off"));
    bars[0].year = "2024/25";
    bars[1].year = "2025/26";
    bars[5].year = "2026/27";
    assert_int_equal(count(html_of(paper), "year off"), 1);
    assert_string_contains(paper->text, "year off\">2024/25");
    bars[1].year = "";
    bars[4].year = "2025/26";
    assert_int_equal(count(html_of(paper), "year off"), 1);
    assert_string_contains(paper->text, "year off\">2025/26");
}

static void
a_wide_logo_has_the_name_below_it(void **state)
{
    struct paper *paper = *state;
    struct ctyi_brand *brand = &paper->specimen.brand;

    brand->logo_uri = "data:image/png;base64,AA==";
    brand->logo_width = 1000;
    brand->logo_height = 410;
    assert_string_contains(html_of(paper), "<p class=\"name\"><img");
    assert_string_contains(paper->text, "<bdi>Northgate Engineering</bdi></p>");
    brand->logo_height = 390;
    assert_string_contains(html_of(paper), "<p class=\"name logo\"><img");
    assert_string_contains(paper->text, "<bdi>Northgate Engineering</bdi></p>");
}

static void
what_the_window_cuts_stands_over_the_table(void **state)
{
    struct paper *paper = *state;
    struct ctyi_letter *letter = &paper->specimen.letter;

    assert_null(strstr(html_of(paper), "Addressed to"));
    letter->recipient[0] = specimen_text(&paper->specimen, 200);
    letter->paper = CTY_PAPER_LETTER;
    assert_int_equal(count(html_of(paper), letter->recipient[0]), 2);
    assert_int_equal(count(paper->text, letter->recipient[1]), 1);
    assert_string_contains(paper->text, "<dt>Addressed to</dt><dd>");
    assert_string_contains(paper->text, "<bdi style=\"--n:3\">Brightwater");
    assert_string_contains(paper->text,
                           "<bdi style=\"--n:1\">London E16 2QS</bdi>");
}

static void
a_page_from_the_right_says_so(void **state)
{
    struct paper *paper = *state;

    paper->specimen.letter.language = "ar-AE";
    paper->specimen.letter.right_to_left = true;
    assert_string_contains(html_of(paper), "<html lang=\"ar-AE\" dir=\"rtl\">");
}

/* ---- texts from outside ---- */

static void
a_text_is_never_markup(void **state)
{
    struct paper *paper = *state;
    size_t tags, quotes;

    fill_with(paper, "wwwwwwwwwwwwwwwwwwwwwwww");
    tags = count(html_of(paper), "<");
    quotes = count(paper->text, "\"");
    fill_with(paper, "</style><b a='\"'>&lt;-->");
    html_of(paper);
    assert_int_equal(count(paper->text, "<"), tags);
    assert_int_equal(count(paper->text, "\""), quotes);
    assert_string_contains(paper->text, "&lt;/style&gt;&lt;b a=&#39;&quot;"
                                        "&#39;&gt;&amp;lt;--&gt;");
}

static void
any_bytes_leave_a_page_of_the_same_frame(void **state)
{
    struct paper *paper = *state;
    uint64_t seed = 7;
    char text[800];
    size_t tags;

    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    fill_with(paper, text);
    tags = count(html_of(paper), "<");
    for (int i = 0; i < 200; i++) {
        garble(text, sizeof(text), &seed);
        fill_with(paper, text);
        html_of(paper);
        assert_int_equal(count(paper->text, "<"), tags);
        assert_directions_closed(paper->text);
        assert_null(strstr(paper->text, "\xC2\x9B"));
        assert_null(strchr(paper->text, '\033'));
        assert_null(strchr(paper->text, '\r'));
    }
}

static void
only_a_plain_address_becomes_a_link(void **state)
{
    static const char *const no_links[] = {
        "a@b\" onclick=\"x",
        "a b@c.example",
        "a@b?subject=x",
        "javascript:x",
        "@b.example",
        "a@",
        "a@b@c",
        "\xC3\xA9@b",
        "a@b%0Ac",
    };
    struct paper *paper = *state;
    cty_issuer *issuer = &paper->specimen.brand.issuer;

    issuer->email = "first.last+tag@b-c.example";
    assert_string_contains(html_of(paper),
                           "<a href=\"mailto:first.last+tag@b-c.example\">");
    for (size_t i = 0; i < sizeof(no_links) / sizeof(no_links[0]); i++) {
        issuer->email = no_links[i];
        if (strstr(html_of(paper), "mailto:") != NULL)
            fail_msg("a link: %s", no_links[i]);
        assert_null(strstr(paper->text, "<a "));
    }
}

/* ---- colours ---- */

static double
luminance(uint32_t rgb)
{
    static const double share[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double part = (double)(rgb >> (8 * i) & 255) / 255;

        sum += share[i] * (part <= 0.04045 ? part / 12.92
                                           : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double
contrast(uint32_t a, uint32_t b)
{
    double one = luminance(a) + 0.05, other = luminance(b) + 0.05;

    return one > other ? one / other : other / one;
}

static uint32_t
colour_of(const char *style, const char *name)
{
    const char *at = strstr(style, name);

    assert_non_null(at);
    at = strchr(at, '#');
    assert_non_null(at);
    return (uint32_t)strtoul(at + 1, NULL, 16);
}

static void
every_accent_is_read_well_in_the_dark(void **state)
{
    static const uint32_t accents[] = {0x0B6650, 0x000080, 0x000000, 0x7A1FA2,
                                       0xB00020, 0x0000FF, 0x767676, 0x8A5000,
                                       0x00007F, 0x330000, 0xC00000};
    struct paper *paper = *state;

    for (size_t i = 0; i < sizeof(accents) / sizeof(accents[0]); i++) {
        const char *dark;
        uint32_t page;

        paper->specimen.brand.colours.accent = accents[i];
        dark = strstr(html_of(paper), "prefers-color-scheme:dark");
        assert_non_null(dark);
        page = colour_of(dark, "--page");
        assert_true(contrast(page, colour_of(dark, "--accent")) >= 4.5);
        assert_true(contrast(page, colour_of(dark, "--ink")) >= 7);
        assert_true(contrast(page, colour_of(dark, "--soft")) >= 4.5);
        assert_true(contrast(colour_of(dark, "--paid"),
                             colour_of(dark, "--ink")) >= 4.5);
        assert_true(contrast(colour_of(dark, "--tint"),
                             colour_of(dark, "--soft")) >= 4.5);
    }
}

/* ---- how tight ---- */

static double
tightness(struct paper *paper)
{
    const char *at = strstr(html_of(paper), "style=\"--t:");

    return at != NULL ? strtod(at + strlen("style=\"--t:"), NULL) : -1;
}

static void
more_on_the_page_stands_closer_together(void **state)
{
    struct paper *paper = *state;
    double four, wordy;

    assert_true(tightness(paper) < 0.001);
    specimen_entries(&paper->specimen, 4);
    paper->specimen.letter.recipient[0] = specimen_text(&paper->specimen, 400);
    wordy = tightness(paper);
    paper->specimen.letter.recipient[0] = "Harbour Foods Ltd";
    four = tightness(paper);
    assert_true(wordy > four);
    assert_true(four > 0 && four < 1);
    paper->specimen.rows[0].detail = specimen_text(&paper->specimen, 400);
    wordy = tightness(paper);
    assert_true(wordy > four && wordy <= 1);
    specimen_entries(&paper->specimen, 5);
    assert_true(tightness(paper) < 0);
}

int
main(void)
{
#define ON_PAPER(test)                                                         \
    cmocka_unit_test_setup_teardown(test, open_paper, close_paper)
    const struct CMUnitTest tests[] = {
        ON_PAPER(a_page_is_one_small_file_that_needs_no_other),
        ON_PAPER(the_same_letter_is_the_same_bytes),
        ON_PAPER(all_rows_are_there_however_many),
        ON_PAPER(what_is_not_there_leaves_no_frame),
        ON_PAPER(what_was_all_credited_is_one_part),
        ON_PAPER(the_year_of_fewest_bars_gives_way),
        ON_PAPER(a_wide_logo_has_the_name_below_it),
        ON_PAPER(what_the_window_cuts_stands_over_the_table),
        ON_PAPER(a_page_from_the_right_says_so),
        ON_PAPER(a_text_is_never_markup),
        ON_PAPER(any_bytes_leave_a_page_of_the_same_frame),
        ON_PAPER(only_a_plain_address_becomes_a_link),
        ON_PAPER(every_accent_is_read_well_in_the_dark),
        ON_PAPER(more_on_the_page_stands_closer_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
