/* Pages of all kinds of letters. */
#include "mail.h"
#include "ruler.h"

#include <math.h>

#include "print/shape.h"

#define MM CTYI_MM

static void
the_story_fits_one_page_as_designed(void **state)
{
    struct sheet *sheet = *state;

    lay_out_twice(sheet);
    assert_int_equal(sheet->drawing.page_count, 1);
    assert_int_equal(texts_like(sheet, 0, "2,000.00"), 1);
    assert_int_equal(texts_like(sheet, 0, "$3,000.00"), 2);
    assert_true(shows(sheet, 0, sheet->specimen.letter.sentence));
    assert_true(shows(sheet, 0, sheet->specimen.letter.note));
}

static void
one_to_four_entries_stay_on_one_page(void **state)
{
    struct sheet *sheet = *state;

    for (size_t count = 1; count <= CTYI_FRONT_MOST; count++) {
        specimen_entries(&sheet->specimen, count);
        lay_out_twice(sheet);
        assert_int_equal(sheet->drawing.page_count, 1);
    }
}

/* What the rows of a page saved, by their codes. */
static int64_t
saved_on(const struct sheet *sheet, size_t page)
{
    const struct ctyi_letter *letter = &sheet->specimen.letter;
    int64_t saved = 0;

    for (size_t i = 0; i < letter->row_count; i++)
        if (texts_like(sheet, page, letter->rows[i].code) > 0)
            saved += letter->rows[i].saved_minor;
    return saved;
}

static void
what_was_saved_is_carried_from_page_to_page(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;
    int64_t saved = 0;

    specimen_entries(&sheet->specimen, 40);
    lay_out_twice(sheet);
    assert_true(sheet->drawing.page_count >= 3);
    for (size_t page = 1; page < sheet->drawing.page_count; page++) {
        const char *figure = ctyi_locale_figure(
            letter->locale, &sheet->specimen.arena, saved, letter->currency);
        bool last = page + 1 == sheet->drawing.page_count;

        assert_columns_align(&sheet->drawing, &sheet->drawing.pages[page]);
        if (page > 1)
            assert_int_equal(texts_like(sheet, page, figure), 1);
        saved += saved_on(sheet, page);
        figure = ctyi_locale_figure(letter->locale, &sheet->specimen.arena,
                                    saved, letter->currency);
        assert_int_equal(texts_like(sheet, page, figure), last ? 0 : 1);
        assert_int_equal(texts_like(sheet, page, letter->total_title), last);
        assert_int_equal(texts_like(sheet, page, letter->head_net), 1);
    }
    assert_int_equal(saved, 13 * 300000 + 200000);
}

static void
each_of_four_hundred_entries_is_shown_once(void **state)
{
    struct sheet *sheet = *state;
    size_t shown = 0;

    specimen_entries(&sheet->specimen, 400);
    lay_out(sheet);
    for (size_t page = 1; page < sheet->drawing.page_count; page++)
        for (size_t i = 0; i < 400; i++)
            shown +=
                texts_like(sheet, page, sheet->specimen.letter.rows[i].code);
    assert_int_equal(shown, 400);
    assert_int_equal(texts_like(sheet, 0, "and 396 more on page 2"), 1);
}

static void
a_bill_with_several_entries_has_them_below_it(void **state)
{
    struct sheet *sheet = *state;

    for (size_t count = 2; count <= 60; count += count < 5 ? 1 : 11) {
        specimen_one_bill(&sheet->specimen, count);
        lay_out_twice(sheet);
        assert_int_equal(sheet->drawing.page_count > 1,
                         count > CTYI_FRONT_MOST);
    }
}

static void
no_bill_is_parted_from_its_first_entry(void **state)
{
    struct sheet *sheet = *state;
    struct specimen *specimen = &sheet->specimen;
    const struct ctyi_operation *last, *all;

    specimen_bills(specimen, 60, 3);
    lay_out(sheet);
    assert_true(sheet->drawing.page_count > 4);
    all = sheet->drawing.operations;
    for (size_t page = 1; page < sheet->drawing.page_count; page++) {
        const struct ctyi_drawn_page *drawn = &sheet->drawing.pages[page];

        last = NULL;
        for (size_t i = drawn->first; i < drawn->first + drawn->count; i++)
            if (is_text(&all[i]) && size_of(&all[i]) == 9.5 &&
                (strncmp(words_of(&all[i]), "Bill B-", 7) == 0 ||
                 strncmp(words_of(&all[i]), "Special", 7) == 0))
                last = &all[i];
        assert_non_null(last);
        assert_memory_equal(last->run->text, "Special", 7);
    }
}

static void
amounts_of_any_size_keep_clear_of_each_other(void **state)
{
    static const char *const figures[][2] = {
        {"999,999.99", "$999,999.99"},
        {"99,999,999.99", "$99,999,999.99"},
        {"999,999,999.99", "$999,999,999.99"},
        {"9,999,999,999.99", "\xe2\x82\xac"
                             "9,999,999,999.99"},
        {"999,999,999,999.99", "CHF 999,999,999,999.99"},
        {"9,999,999,999,999.99", "$9,999,999,999,999.99"},
        {"9,999,999,999,999.999", "KWD 9,999,999,999,999.999"},
        {"99,999,999,999,999", "\xc2\xa5"
                               "99,999,999,999,999"},
        {"\xe2\x88\x92"
         "9,999,999,999,999.99",
         "\xe2\x88\x92"
         "US$9,999,999,999,999.99"},
    };
    struct sheet *sheet = *state;

    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
        for (size_t count = 1; count <= 5; count += 2) {
            specimen_entries(&sheet->specimen, count);
            specimen_amounts(&sheet->specimen, figures[i][0], figures[i][1]);
            lay_out_twice(sheet);
            if (texts_like(sheet, 0, figures[i][0]) < 3)
                fail_msg("%s of %zu rows are not on the first page",
                         figures[i][0], count);
            assert_true(texts_like(sheet, 0, figures[i][1]) >= 6);
        }
}

static void
amounts_of_a_bill_of_several_entries_keep_clear(void **state)
{
    struct sheet *sheet = *state;

    specimen_one_bill(&sheet->specimen, 4);
    specimen_amounts(&sheet->specimen, "9,999,999,999,999.999",
                     "KWD 9,999,999,999,999.999");
    lay_out_twice(sheet);
}

static void
long_names_are_shown_in_full(void **state)
{
    static const size_t lengths[] = {30, 60, 120, 200};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < 4; i++) {
        const char *name = specimen_text(&sheet->specimen, lengths[i]);

        letter->recipient[0] = name;
        letter->signer = name;
        sheet->specimen.brand.issuer.name = name;
        letter->return_line = name;
        for (size_t j = 0; j < letter->row_count; j++)
            sheet->specimen.rows[j].title = name;
        lay_out_twice(sheet);
        assert_true(shows(sheet, 0, name));
        assert_true(shows(sheet, sheet->drawing.page_count - 1, name));
    }
}

static void
long_reasons_are_shown_in_full_if_need_be_on_page_two(void **state)
{
    static const size_t lengths[] = {100, 300, 1000, 4000, 8000};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < 5; i++) {
        const char *text = specimen_text(&sheet->specimen, lengths[i]);

        for (size_t j = 0; j < letter->row_count; j++) {
            sheet->specimen.rows[j].title = text;
            sheet->specimen.rows[j].detail = text;
        }
        if (lengths[i] > 1600)
            sheet->specimen.rows[0].title = "Special credit per Dana Reyes";
        sheet->specimen.rows[1].title = "Special credit per Dana Reyes";
        sheet->specimen.rows[2].title = "Early order";
        lay_out_twice(sheet);
        assert_int_equal(texts_like(sheet, 0, letter->chart_title), 1);
        if (sheet->drawing.page_count > 2)
            continue;
        assert_true(shows(sheet, sheet->drawing.page_count - 1, text));
    }
    assert_true(sheet->drawing.page_count > 3);
}

static void
a_long_note_makes_room_for_itself(void **state)
{
    static const size_t lengths[] = {1, 200, 300, 600, 900, 1500, 4000};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < 7; i++)
        for (size_t count = 1; count <= 5; count += 2) {
            specimen_entries(&sheet->specimen, count);
            letter->note = specimen_text(&sheet->specimen, lengths[i]);
            lay_out_twice(sheet);
            assert_true(shows(sheet, 0, letter->note));
            assert_int_equal(texts_like(sheet, 0, letter->chart_title), 1);
        }
}

static void
a_long_legal_line_grows_upwards(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t length = 50; length <= 2000; length += 150) {
        specimen_entries(&sheet->specimen, 1 + length / 150 % 5);
        letter->legal = specimen_text(&sheet->specimen, length);
        letter->foot = letter->legal;
        lay_out_twice(sheet);
        assert_true(shows(sheet, 0, letter->legal));
    }
}

/* Each of the blocks that may be missing, and all at once. */
static void
what_is_not_there_leaves_no_gap_in_the_structure(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;
    const struct ctyi_letter whole = *letter;

    for (unsigned without = 0; without < 256; without++) {
        *letter = whole;
        if ((without & 1) != 0)
            letter->bar = false;
        if ((without & 2) != 0)
            letter->bar_count = 0;
        if ((without & 4) != 0)
            letter->sum_count = 0;
        if ((without & 8) != 0)
            letter->note = "";
        if ((without & 16) != 0)
            letter->signer = letter->signer_line = "";
        if ((without & 32) != 0)
            letter->qr = "";
        if ((without & 64) != 0)
            letter->legal = letter->foot = letter->return_line =
                letter->sort_line = "";
        if ((without & 128) != 0)
            letter->sentence = letter->table_unit = "";
        lay_out(sheet);
    }
}

static void
a_corrected_statement_says_so_above_the_headline(void **state)
{
    static const char *const texts[] = {
        "Corrected statement, replaces 2026-Q3/HARB-0042V of 5 October 2026",
        "Berichtigte Aufstellung, ersetzt 2026-Q3/HARBORHARBORHARBOR-0042V "
        "vom 5. Oktober 2026",
    };
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < 2; i++) {
        letter->corrected = texts[i];
        lay_out_twice(sheet);
        assert_int_equal(texts_like(sheet, 0, texts[i]), 1);
        letter->sentence =
            "Before discounts and credits it was $36,000.00. After two special "
            "credits and one discount your price was $33,000.00. That is 8.3% "
            "less. We took back one credit of $250.00, which was twice there.";
    }
}

static void
every_part_of_the_bar_has_its_label(void **state)
{
    static const double parts[] = {0,   1e-9, 0.001, 0.5, 0.7,
                                   0.9, 0.97, 0.999, 1};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        letter->bar_saved = parts[i];
        lay_out_twice(sheet);
        assert_true(shows(sheet, 0, letter->bar_net_text));
        assert_true(shows(sheet, 0, letter->bar_part_text));
        assert_true(shows(sheet, 0, letter->bar_whole_text));
    }
    letter->bar_net_text = letter->bar_part_text =
        specimen_text(&sheet->specimen, 60);
    lay_out_twice(sheet);
}

static void
figures_of_the_chart_give_way_before_they_meet(void **state)
{
    static const char *const figures[] = {
        "0", "999", "12,500", "999,999", "999.9 Mio.", "9,999,999,999"};
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    for (size_t i = 0; i < 6; i++)
        for (unsigned seed = 0; seed < 40; seed++) {
            for (size_t bar = 0; bar < CTYI_BARS_MOST; bar++) {
                letter->bars[bar].figure = figures[i];
                letter->bars[bar].label = i < 4 ? "Q3" : "2026/27";
                letter->bars[bar].height =
                    (double)((seed * 7919 + bar * 104729) % 11) / 10;
            }
            lay_out(sheet);
            if (i < 5)
                assert_true(texts_like(sheet, 0, figures[i]) >= 1);
            if (i < 3)
                assert_int_equal(texts_like(sheet, 0, figures[i]),
                                 CTYI_BARS_MOST);
        }
}

static void
a_quarter_of_nothing_prints_nought(void **state)
{
    struct sheet *sheet = *state;

    lay_out(sheet);
    assert_int_equal(texts_like(sheet, 0, "0"), 1);
}

static void
an_address_of_six_lines_is_in_the_window(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    letter->recipient_lines = CTYI_RECIPIENT_MOST;
    letter->recipient[4] = "Second floor";
    letter->recipient[5] = "UNITED KINGDOM";
    lay_out_twice(sheet);
    letter->recipient[1] = specimen_text(&sheet->specimen, 70);
    letter->recipient[0] = specimen_text(&sheet->specimen, 700);
    letter->sort_line = specimen_text(&sheet->specimen, 300);
    lay_out_twice(sheet);
    assert_int_equal(texts_like(sheet, 0, "UNITED KINGDOM"), 1);
}

static void
facts_of_any_length_stay_above_the_sentence(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;

    letter->facts[0].value = specimen_text(&sheet->specimen, 64);
    lay_out_twice(sheet);
    letter->facts[2].value = specimen_text(&sheet->specimen, 61);
    letter->facts[3].value = specimen_text(&sheet->specimen, 60);
    letter->facts[1].label = "What the client is known by";
    lay_out_twice(sheet);
}

static void
the_page_is_mirrored_but_for_the_window(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;
    const struct ctyi_operation *all;

    letter->right_to_left = true;
    letter->headline = "\xd9\x88\xd9\x81\xd8\xb1\xd9\x86\xd8\xa7 "
                       "\xd9\x84\xd9\x83\xd9\x85";
    for (size_t count = 1; count <= 5; count++) {
        specimen_entries(&sheet->specimen, count);
        lay_out_twice(sheet);
    }
    all = sheet->drawing.operations;
    for (size_t i = 0; i < sheet->drawing.pages[0].count; i++)
        if (is_text(&all[i]) &&
            (all[i].run->text == letter->recipient[0] ||
             strcmp(words_of(&all[i]), letter->recipient[0]) == 0))
            assert_true(fabs(all[i].x - 25 * MM) < 0.01);
    letter->recipient[0] = letter->headline;
    lay_out_twice(sheet);
    specimen_amounts(&sheet->specimen, "9,999,999,999,999.999",
                     "KWD 9,999,999,999,999.999");
    lay_out_twice(sheet);
}

/* The letters of a real ledger, in every language and currency. */
static void
statements_fit_in_every_language(void **state)
{
    static const char *const places[][2] = {
        {"en", "GB"}, {"en", "US"}, {"de", "DE"}, {"fr", "FR"},
        {"ja", "JP"}, {"ar", "KW"}, {"ar", "EG"},
    };
    static const char *const currencies[] = {"USD", "JPY", "KWD"};
    struct sheet *sheet = *state;

    for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++) {
        struct mail *mail = mail_new(currencies[i], 1);

        bill(mail, "B-1", "2025-08-01", 900000, "Spare parts");
        give(mail, "B-1", "2025-08-02", 90000, "goodwill", NULL, NULL);
        story(mail);
        for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++) {
            mail->options.paper = CTY_PAPER_BY_COUNTRY;
            sheet->specimen.letter =
                *letter_in(mail, places[j][0], places[j][1], "2026-Q3");
            lay_out_twice(sheet);
            assert_int_equal(sheet->drawing.page_count, 1);
        }
        mail_free(mail);
    }
}

/* A Latin name in an Arabic letter, isolated or not: in the window it stands
 * at the left, and its lines run from the left. */
static void
a_text_runs_as_its_own_letters_do(void **state)
{
    struct sheet *sheet = *state;
    struct ctyi_letter *letter = &sheet->specimen.letter;
    const struct ctyi_operation *all;
    size_t found = 0;

    letter->right_to_left = true;
    letter->recipient[0] = "\xe2\x81\xa8"
                           "Harbour Foods Ltd\xe2\x81\xa9";
    letter->facts[2].value = "2026-Q3/HARB-0042V";
    letter->signer_line = "\xe2\x81\xa8"
                          "director\xe2\x81\xa9, "
                          "\xe2\x81\xa8"
                          "+44\xe2\x81\xa9";
    lay_out_twice(sheet);
    all = sheet->drawing.operations;
    for (size_t i = 0; i < sheet->drawing.count; i++) {
        if (!is_text(&all[i]))
            continue;
        if (strcmp(words_of(&all[i]), letter->recipient[0]) == 0) {
            assert_true(fabs(all[i].x - 25 * MM) < 0.01);
            assert_false(all[i].run->right_to_left);
            found++;
        }
        if (strcmp(words_of(&all[i]), letter->facts[2].value) == 0) {
            assert_false(all[i].run->right_to_left);
            found++;
        }
        if (strcmp(words_of(&all[i]), letter->signer_line) == 0) {
            assert_true(all[i].run->right_to_left);
            found++;
        }
    }
    assert_int_equal(found, 3);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_sheet, close_sheet)
    const struct CMUnitTest tests[] = {
        TEST(the_story_fits_one_page_as_designed),
        TEST(one_to_four_entries_stay_on_one_page),
        TEST(what_was_saved_is_carried_from_page_to_page),
        TEST(each_of_four_hundred_entries_is_shown_once),
        TEST(a_bill_with_several_entries_has_them_below_it),
        TEST(no_bill_is_parted_from_its_first_entry),
        TEST(amounts_of_any_size_keep_clear_of_each_other),
        TEST(amounts_of_a_bill_of_several_entries_keep_clear),
        TEST(long_names_are_shown_in_full),
        TEST(long_reasons_are_shown_in_full_if_need_be_on_page_two),
        TEST(a_long_note_makes_room_for_itself),
        TEST(a_long_legal_line_grows_upwards),
        TEST(what_is_not_there_leaves_no_gap_in_the_structure),
        TEST(a_corrected_statement_says_so_above_the_headline),
        TEST(every_part_of_the_bar_has_its_label),
        TEST(figures_of_the_chart_give_way_before_they_meet),
        TEST(a_quarter_of_nothing_prints_nought),
        TEST(an_address_of_six_lines_is_in_the_window),
        TEST(facts_of_any_length_stay_above_the_sentence),
        TEST(the_page_is_mirrored_but_for_the_window),
        TEST(statements_fit_in_every_language),
        TEST(a_text_runs_as_its_own_letters_do),
    };

    return cmocka_run_group_tests_name("layout", tests, open_type, close_type);
}
