/* Pages of letters that say more than a page, a window or a chart has room
 * for: nothing is lost, and each says where it goes on. */
#include "ruler.h"

#include <math.h>

#include "print/shape.h"

static const char in_full[] = "All entries are in full on page 2";

/* ---- a bill over several pages ---- */

/* Credits of one day, as a letter has them: only the first says so. */
static void
credits_of_one_day(struct specimen *specimen, size_t count)
{
    specimen_one_bill(specimen, count);
    for (size_t i = 1; i <= count; i++) {
        specimen->rows[i].dated = "15 Jul";
        specimen->rows[i].date = i == 1 ? "15 Jul" : "";
    }
}

static const char *
figure_of(struct sheet *sheet, int64_t minor)
{
    struct ctyi_letter *letter = &sheet->specimen.letter;

    return ctyi_locale_figure(letter->locale, &sheet->specimen.arena, minor,
                              letter->currency);
}

/* What the entries of a page saved, by their codes. */
static int64_t
saved_on(const struct sheet *sheet, size_t page)
{
    const struct ctyi_letter *letter = &sheet->specimen.letter;
    int64_t saved = 0;

    for (size_t i = 0; i < letter->row_count; i++)
        if (letter->rows[i].code[0] != '\0' &&
            texts_like(sheet, page, letter->rows[i].code) > 0)
            saved += letter->rows[i].saved_minor;
    return saved;
}

static void
a_bill_goes_on_under_its_name(void **state)
{
    struct sheet *sheet = *state;

    credits_of_one_day(&sheet->specimen, 60);
    lay_out_twice(sheet);
    assert_true(sheet->drawing.page_count > 3);
    for (size_t page = 1; page < sheet->drawing.page_count; page++) {
        assert_columns_align(&sheet->drawing, &sheet->drawing.pages[page]);
        assert_int_equal(texts_like(sheet, page, "Bill B-2040"), page == 1);
        assert_int_equal(texts_like(sheet, page, "Bill B-2040 (continued)"),
                         page > 1);
        assert_int_equal(texts_like(sheet, page, "15 Jul"), 1);
    }
}

static void
what_is_carried_is_what_the_entries_add_up_to(void **state)
{
    struct sheet *sheet = *state;
    int64_t saved = 0;

    credits_of_one_day(&sheet->specimen, 60);
    lay_out_twice(sheet);
    for (size_t page = 1; page < sheet->drawing.page_count; page++) {
        bool last = page + 1 == sheet->drawing.page_count;

        assert_int_equal(texts_like(sheet, page, "Brought forward"), page > 1);
        if (page > 1)
            assert_int_equal(texts_like(sheet, page, figure_of(sheet, saved)),
                             1);
        saved += saved_on(sheet, page);
        assert_int_equal(texts_like(sheet, page, "Carried forward"), !last);
        if (!last)
            assert_int_equal(texts_like(sheet, page, figure_of(sheet, saved)),
                             1);
    }
    assert_int_equal(saved, 20 * 300000);
}

/* A page that begins with a bill of its own needs neither. */
static void
what_begins_on_its_page_is_not_continued(void **state)
{
    struct sheet *sheet = *state;

    specimen_entries(&sheet->specimen, 60);
    lay_out_twice(sheet);
    assert_true(sheet->drawing.page_count > 3);
    assert_false(shows(sheet, 1, "(continued)"));
}

/* An entry that goes on over a page is still of its bill, and is carried from
 * where it begins. */
static void
an_entry_over_a_page_goes_on_under_its_bill(void **state)
{
    struct sheet *sheet = *state;
    struct specimen *specimen = &sheet->specimen;

    credits_of_one_day(specimen, 5);
    specimen->rows[2].detail = specimen_text(specimen, 8000);
    lay_out_twice(sheet);
    assert_true(sheet->drawing.page_count > 2);
    for (size_t page = 2; page < sheet->drawing.page_count; page++) {
        assert_int_equal(texts_like(sheet, page, "Bill B-2040 (continued)"), 1);
        assert_true(texts_like(sheet, page, "2,750.00") >= 1);
    }
    assert_true(shows(sheet, 1, "15 Jul"));
}

/* Where amounts stand below the texts, that is where the text ends. */
static void
an_amount_is_carried_from_the_page_that_shows_it(void **state)
{
    struct sheet *sheet = *state;
    struct specimen *specimen = &sheet->specimen;
    const char *figure = figure_of(sheet, 200000);

    specimen_entries(specimen, 5);
    specimen_amounts(specimen, "9,999,999,999,999.99", "$9,999,999,999,999.99");
    specimen->rows[0].detail = specimen_text(specimen, 8000);
    lay_out_twice(sheet);
    assert_int_equal(texts_like(sheet, 1, "Carried forward"), 1);
    assert_int_equal(texts_like(sheet, 1, "9,999,999,999,999.99"), 0);
    assert_int_equal(texts_like(sheet, 1, figure_of(sheet, 0)), 1);
    assert_int_equal(texts_like(sheet, 1, figure), 0);
}

/* ---- what says where the rest is ---- */

static void
rows_that_are_cut_say_where_they_are_in_full(void **state)
{
    struct sheet *sheet = *state;
    struct specimen *specimen = &sheet->specimen;

    for (size_t count = 4; count <= 5; count++) {
        specimen_entries(specimen, count);
        lay_out_twice(sheet);
        assert_int_equal(texts_like(sheet, 0, in_full), 0);
        for (size_t length = 600; length <= 4000; length += 3400) {
            for (size_t i = 0; i < count; i++)
                specimen->rows[i].detail = specimen_text(specimen, length);
            memcpy(specimen->front, specimen->rows,
                   CTYI_FRONT_MOST * sizeof(specimen->front[0]));
            specimen->letter.paper = CTY_PAPER_LETTER;
            lay_out(sheet);
            assert_int_equal(texts_like(sheet, 0, in_full), 1);
            specimen->letter.paper = CTY_PAPER_A4;
            lay_out(sheet);
            assert_int_equal(texts_like(sheet, 0, in_full), 1);
            assert_true(shows(sheet, 1, specimen->rows[3].detail) ||
                        length == 4000);
        }
    }
}

static void
a_note_that_moves_says_where_it_is(void **state)
{
    struct sheet *sheet = *state;
    struct specimen *specimen = &sheet->specimen;

    lay_out_twice(sheet);
    assert_false(shows(sheet, 0, "Our note to you"));
    specimen->letter.note = specimen_text(specimen, 4000);
    for (size_t count = 3; count <= 25; count += 22) {
        char text[40];

        specimen_entries(specimen, count);
        lay_out_twice(sheet);
        snprintf(text, sizeof(text), "Our note to you is on page %zu",
                 sheet->drawing.page_count);
        assert_int_equal(texts_like(sheet, 0, text), 1);
        assert_true(
            shows(sheet, sheet->drawing.page_count - 1, specimen->letter.note));
    }
}

/* ---- what the window has no room for ---- */

static void
what_the_window_cuts_stands_over_the_table(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (int mirrored = 0; mirrored < 2; mirrored++)
        for (size_t length = 40; length <= 700; length += 60) {
            const char *name = specimen_text(&sheet->specimen, length);

            letter->right_to_left = mirrored == 1;
            letter->recipient[0] = letter->recipient[1] = name;
            for (int paper = 0; paper < 2; paper++) {
                letter->paper = paper == 0 ? CTY_PAPER_A4 : CTY_PAPER_LETTER;
                lay_out(sheet);
                assert_true(shows(sheet, 0, name));
                if (length == 40)
                    assert_int_equal(texts_like(sheet, 0, "Addressed to"), 0);
                if (length >= 220)
                    assert_int_equal(texts_like(sheet, 0, "Addressed to"), 1);
            }
        }
}

static void
a_wide_logo_has_the_name_below_it(void **state)
{
    static const size_t lengths[] = {20, 60, 200};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;
    struct ctyi_brand *brand = &sheet->specimen.brand;
    static int no_surface;

    letter->return_line = letter->legal = letter->foot = "";
    brand->logo = (void *)&no_surface;
    brand->logo_width = 1000;
    for (size_t i = 0; i < 3; i++) {
        brand->issuer.name = specimen_text(&sheet->specimen, lengths[i]);
        for (brand->logo_height = 410; brand->logo_height > 100;
             brand->logo_height -= 20) {
            lay_out_twice(sheet);
            assert_true(shows(sheet, 0, brand->issuer.name));
        }
    }
    letter->facts[2].value = specimen_text(&sheet->specimen, 61);
    letter->facts[3].value = specimen_text(&sheet->specimen, 60);
    letter->facts[0].value = specimen_text(&sheet->specimen, 64);
    brand->issuer.name = specimen_text(&sheet->specimen, 60);
    lay_out_twice(sheet);
    assert_true(shows(sheet, 0, brand->issuer.name));
}

static void
a_sender_that_no_window_says_stands_at_the_foot(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    letter->return_line = "Harbor Print, Mill Lane 3";
    letter->legal = "Registered";
    letter->foot = "Harbor Print, Mill Lane 3, Registered";
    letter->paper = CTY_PAPER_LETTER;
    lay_out(sheet);
    assert_true(shows(sheet, 0, letter->foot));
    letter->paper = CTY_PAPER_A4;
    lay_out(sheet);
    assert_false(shows(sheet, 0, letter->foot));
    assert_true(shows(sheet, 0, letter->return_line));
    letter->return_line = specimen_text(&sheet->specimen, 200);
    lay_out(sheet);
    assert_true(shows(sheet, 0, letter->foot));
}

static void
a_long_address_of_mail_leaves_the_name_its_room(void **state)
{
    struct sheet *sheet = *state;
    cty_issuer *issuer = &sheet->specimen.brand.issuer;

    for (size_t length = 40; length <= 280; length += 80) {
        issuer->email = specimen_text(&sheet->specimen, length);
        issuer->phone = specimen_text(&sheet->specimen, length / 2);
        issuer->name = specimen_text(&sheet->specimen, 160);
        lay_out_twice(sheet);
        assert_true(shows(sheet, 0, issuer->name));
    }
}

/* ---- bar and chart ---- */

static size_t
boxes_in(const struct sheet *sheet, uint32_t rgb, double least_width)
{
    const struct ctyi_operation *all = sheet->drawing.operations;
    size_t count = 0;

    for (size_t i = 0; i < sheet->drawing.pages[0].count; i++)
        count += all[i].kind == CTYI_DRAW_BOX && all[i].rgb == rgb &&
                 all[i].width >= least_width;
    return count;
}

static void
what_was_all_credited_fills_the_bar(void **state)
{
    struct sheet *sheet = *state;
    const struct ctyi_colours *colours = &sheet->specimen.brand.colours;
    double all = 165 * CTYI_MM - 0.01;

    sheet->specimen.letter.bar_saved = 1 - 1e-12;
    lay_out_twice(sheet);
    assert_int_equal(boxes_in(sheet, colours->paid, 0), 1);
    assert_int_equal(boxes_in(sheet, colours->accent, all), 0);
    sheet->specimen.letter.bar_saved = 1;
    lay_out_twice(sheet);
    assert_int_equal(boxes_in(sheet, colours->paid, 0), 0);
    assert_int_equal(boxes_in(sheet, colours->accent, all), 1);
}

/* 2024/25 and 2025/26 have no room beside each other. */
static void
the_year_of_fewest_bars_gives_way(void **state)
{
    static const struct {
        size_t second, third;
        size_t first_shown, second_shown, third_shown;
    } years[] = {{1, 5, 0, 1, 1}, {4, 5, 1, 0, 1}, {3, 7, 1, 1, 1}};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
        for (size_t bar = 0; bar < CTYI_BARS_MOST; bar++)
            letter->bars[bar].year = bar == 0                 ? "2024/25"
                                     : bar == years[i].second ? "2025/26"
                                     : bar == years[i].third  ? "2026/27"
                                                              : "";
        lay_out_twice(sheet);
        assert_int_equal(texts_like(sheet, 0, "2024/25"), years[i].first_shown);
        assert_int_equal(texts_like(sheet, 0, "2025/26"),
                         years[i].second_shown);
        assert_int_equal(texts_like(sheet, 0, "2026/27"), years[i].third_shown);
    }
}

static void
a_year_of_more_bars_is_kept_before_a_later_one(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_bar *bars = sheet->specimen.letter.bars;

    for (size_t bar = 0; bar < CTYI_BARS_MOST; bar++)
        bars[bar].year = "";
    bars[0].year = "Exercice 2024/2025";
    bars[2].year = "2025/26";
    bars[3].year = "26";
    lay_out_twice(sheet);
    assert_int_equal(texts_like(sheet, 0, bars[0].year), 1);
    assert_int_equal(texts_like(sheet, 0, bars[2].year), 0);
    assert_int_equal(texts_like(sheet, 0, bars[3].year), 1);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_sheet, close_sheet)
    const struct CMUnitTest tests[] = {
        TEST(a_bill_goes_on_under_its_name),
        TEST(what_is_carried_is_what_the_entries_add_up_to),
        TEST(what_begins_on_its_page_is_not_continued),
        TEST(an_entry_over_a_page_goes_on_under_its_bill),
        TEST(an_amount_is_carried_from_the_page_that_shows_it),
        TEST(rows_that_are_cut_say_where_they_are_in_full),
        TEST(a_note_that_moves_says_where_it_is),
        TEST(what_the_window_cuts_stands_over_the_table),
        TEST(a_wide_logo_has_the_name_below_it),
        TEST(a_sender_that_no_window_says_stands_at_the_foot),
        TEST(a_long_address_of_mail_leaves_the_name_its_room),
        TEST(what_was_all_credited_fills_the_bar),
        TEST(the_year_of_fewest_bars_gives_way),
        TEST(a_year_of_more_bars_is_kept_before_a_later_one),
    };

    return cmocka_run_group_tests_name("overflow", tests, open_type,
                                       close_type);
}
