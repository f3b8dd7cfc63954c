/* The table of a letter: its rows, the first page, and texts from outside. */
#include "mail.h"

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define OVERRIDE "\xE2\x80\xAE"
#define MINUS "\xE2\x88\x92"

static void
assert_figures(const struct ctyi_row *row, const char *before, const char *net,
               const char *saved)
{
    assert_string_equal(row->before, before);
    assert_string_equal(row->net, net);
    assert_string_equal(row->saved, saved);
}

/* ---- rows ---- */

static void
a_bill_with_one_entry_is_one_row(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_of(*state, "2026-Q3");
    assert_int_equal(letter->row_count, 2);
    assert_ptr_equal(letter->front, letter->rows);
    assert_int_equal(letter->front_count, 2);
    assert_int_equal(letter->rows[0].kind, CTYI_ROW_SINGLE);
    assert_string_equal(letter->rows[0].date, "14 Jul");
    assert_string_equal(letter->rows[0].code, "HARB-0001C/1");
    assert_string_equal(letter->rows[0].title, "Special credit per Dana Reyes");
    assert_string_equal(letter->rows[0].detail,
                        "Bill B-2040: Annual report, 4,000 copies. You renewed "
                        "for a third year.");
    assert_figures(&letter->rows[0], "24,000.00", "22,000.00", "2,000.00");
    assert_string_equal(letter->rows[1].detail,
                        "Bill B-2041: Pump station refit. We finished later "
                        "than promised.");
    assert_string_equal(letter->total_title, "Total this quarter");
    assert_string_equal(letter->total_before, "$36,000.00");
    assert_string_equal(letter->total_net, "$33,000.00");
    assert_string_equal(letter->total_saved, "$3,000.00");
}

static void
a_bill_with_several_entries_has_them_below(void **state)
{
    const struct ctyi_letter *letter;

    bill(*state, "B-1", "2026-07-01", 100000, "Refit");
    give(*state, "B-1", "2026-07-01", 1000, "special", "Dana Reyes", NULL);
    give(*state, "B-1", "2026-07-02", 2000, "loyalty", NULL, "Ten years");
    give(*state, "B-1", "2026-07-02", 3000, "goodwill", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_int_equal(letter->row_count, 4);
    assert_int_equal(letter->rows[0].kind, CTYI_ROW_BILL);
    assert_string_equal(letter->rows[0].title, "Bill B-1");
    assert_string_equal(letter->rows[0].detail, "Refit.");
    assert_string_equal(letter->rows[0].code, "");
    assert_string_equal(letter->rows[0].date, "1 Jul");
    assert_figures(&letter->rows[0], "1,000.00", "940.00", "60.00");
    assert_int_equal(letter->rows[1].kind, CTYI_ROW_ENTRY);
    assert_string_equal(letter->rows[1].date, "");
    assert_figures(&letter->rows[1], "", "", "10.00");
    assert_string_equal(letter->rows[2].date, "2 Jul");
    assert_string_equal(letter->rows[2].title, "Loyalty");
    assert_string_equal(letter->rows[2].detail, "Ten years.");
    assert_string_equal(letter->rows[3].date, "");
    assert_string_equal(letter->rows[3].detail, "");
    assert_string_equal(letter->rows[1].dated, "1 Jul");
    assert_string_equal(letter->rows[3].dated, "2 Jul");
}

static void
what_was_taken_back_is_a_row(void **state)
{
    const struct ctyi_letter *letter;
    int64_t number;

    story(*state);
    number =
        give(*state, NULL, "2026-07-05", 5000, "goodwill", "Dana Reyes", NULL);
    take_back(*state, number, "2026-10-05");
    letter = letter_of(*state, "2026-Q4");
    assert_int_equal(letter->row_count, 1);
    assert_string_equal(letter->rows[0].title, "Taken back: Goodwill");
    assert_string_equal(letter->rows[0].detail, "On your account.");
    assert_string_equal(letter->rows[0].saved, MINUS "50.00");
    assert_int_equal(letter->rows[0].saved_minor, -5000);
}

static void
a_day_of_another_year_says_so(void **state)
{
    const struct ctyi_letter *letter;

    bill(*state, "B-1", "2025-12-30", 100000, "Refit");
    give(*state, "B-1", "2025-12-31", 1000, "special", NULL, NULL);
    give(*state, "B-1", "2026-01-02", 1000, "special", NULL, NULL);
    give(*state, "B-1", "2026-01-03", 1000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q1");
    assert_string_equal(letter->rows[0].date, "30 Dec 2025");
    assert_string_equal(letter->rows[1].date, "2 Jan");
    letter = letter_of(*state, "2025-12-01..2026-01-31");
    assert_string_equal(letter->rows[2].date, "2 Jan 2026");
}

static void
bills_of_many_lines_say_how_many(void **state)
{
    struct mail *mail = *state;
    const struct ctyi_letter *letter;
    const int64_t nets[] = {1000, 2000, 3000};

    bill_lines(mail->ledger, "harbor", "B-1", "2026-07-01", nets, 3);
    give(mail, "B-1", "2026-07-02", 100, "special", NULL, NULL);
    letter = letter_of(mail, "2026-Q3");
    assert_string_equal(letter->rows[0].detail,
                        "Bill B-1: Brochures, and 2 more.");
    letter = letter_in(mail, "de", "DE", "2026-Q3");
    assert_string_equal(letter->rows[0].detail,
                        "Rechnung B-1: Brochures und 2 weitere Positionen.");
    letter = letter_in(mail, "ar", "AE", "2026-Q3");
    assert_string_equal(letter->rows[0].detail,
                        u8"الفاتورة " FSI "B-1" PDI ": " FSI "Brochures"
                        u8" وبندان آخران" PDI ".");
}

static void
a_sentence_ends_once(void **state)
{
    static const char *const notes[][2] = {
        {"Thank you", "Thank you."},
        {"Thank you.", "Thank you."},
        {"Thank you!", "Thank you!"},
        {"Thank you. ", "Thank you."},
        {u8"Thank you\u3000", "Thank you."},
        {"Is it (yes.)", "Is it (yes.)"},
        {"In all (yes)", "In all (yes)."},
        {"\"Thank you.\"", "\"Thank you.\""},
        {u8"ありがとう。", u8"ありがとう。"},
        {u8"شكرا؟", FSI u8"شكرا؟" PDI},
        {"And so on \xE2\x80\xA6", "And so on \xE2\x80\xA6"},
        {".", "."},
    };
    const struct ctyi_letter *letter;

    bill(*state, "B-1", "2026-07-01", 100000, "Refit");
    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
        give(*state, "B-1", "2026-07-02", 1000, "special", NULL, notes[i][0]);
    letter = letter_of(*state, "2026-Q3");
    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
        assert_string_equal(letter->rows[i + 1].detail, notes[i][1]);
}

/* ---- reasons ---- */

static void
a_shops_own_reasons_stay_in_its_words(void **state)
{
    struct mail *mail = *state;
    cty_reason reason = CTY_REASON_INIT;
    const struct ctyi_letter *letter;

    reason.reason = "prompt";
    reason.label = "Prompt-payment discount";
    reason.saving = true;
    assert_ok(cty_reason_add(mail->ledger, &reason, ERR));
    give(mail, NULL, "2026-07-02", 1000, "prompt", NULL, NULL);
    give(mail, NULL, "2026-07-03", 1000, "extra-waived", NULL, NULL);
    letter = letter_in(mail, "de", "DE", "2026-Q3");
    assert_string_equal(letter->rows[0].title, "Prompt-payment discount");
    assert_string_equal(letter->rows[1].title, "Erlassene Mehrarbeit");
    letter = letter_in(mail, "en", NULL, "2026-Q3");
    assert_string_equal(letter->rows[1].title, "Extra work waived");
}

/* Every label that a ledger begins with is one that we translate. */
static void
all_usual_savings_are_translated(void **state)
{
    struct mail *mail = *state;
    cty_reason_cursor *cursor = NULL;
    const struct ctyi_letter *letter;
    size_t count = 0;

    assert_ok(cty_reason_cursor_open(mail->ledger, &cursor, ERR));
    for (;;) {
        cty_reason reason = CTY_REASON_INIT;
        bool found = false;
        char code[CTY_MAX_REF + 1];
        char label[CTY_MAX_NAME + 1];

        assert_ok(cty_reason_cursor_next(cursor, &reason, &found, ERR));
        if (!found)
            break;
        if (!reason.saving)
            continue;
        snprintf(code, sizeof(code), "%s", reason.reason);
        snprintf(label, sizeof(label), "%s", reason.label);
        give(mail, NULL, "2026-07-02", 1000, code, NULL, NULL);
        letter = letter_in(mail, "en", NULL, "2026-Q3");
        assert_string_equal(letter->rows[count].title, label);
        letter = letter_in(mail, "ja", "JP", "2026-Q3");
        assert_string_not_equal(letter->rows[count].title, label);
        count++;
    }
    cty_reason_cursor_close(cursor);
    assert_int_equal(count, 9);
}

/* ---- the first page ---- */

static int64_t
sum_of(const struct ctyi_row *rows, size_t count)
{
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++)
        if (rows[i].kind != CTYI_ROW_ENTRY)
            sum += rows[i].saved_minor;
    return sum;
}

static void
the_first_page_has_the_four_largest(void **state)
{
    const struct ctyi_letter *letter;

    for (int i = 0; i < 13; i++) {
        char number[16];

        snprintf(number, sizeof(number), "B-%02d", i);
        bill(*state, number, "2026-07-01", 1000000, "Refit");
        give(*state, number, "2026-07-02", 1000 + i * 7 % 13 * 100, "special",
             "Dana Reyes", NULL);
    }
    letter = letter_of(*state, "2026-Q3");
    assert_int_equal(letter->row_count, 13);
    assert_int_equal(letter->front_count, 5);
    assert_string_equal(letter->front[0].code, "HARB-0001C/6");
    assert_string_equal(letter->front[1].code, "HARB-0001C/8");
    assert_string_equal(letter->front[2].code, "HARB-0001C/10");
    assert_string_equal(letter->front[3].code, "HARB-0001C/12");
    assert_string_equal(letter->front[3].before, "10,000.00");
    assert_int_equal(letter->front[4].kind, CTYI_ROW_MORE);
    assert_string_equal(letter->front[4].title, "and 9 more on page 2");
    assert_int_equal(sum_of(letter->front, 5), sum_of(letter->rows, 13));
    assert_int_equal(sum_of(letter->front, 5), 20800);
    assert_string_equal(letter->total_saved, "$208.00");
}

static void
of_equals_the_first_page_has_the_lower_numbers(void **state)
{
    const struct ctyi_letter *letter;

    bill(*state, "B-1", "2026-07-01", 1000000, "Refit");
    for (int i = 0; i < 5; i++)
        give(*state, "B-1", "2026-07-02", 1000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_int_equal(letter->row_count, 6);
    assert_int_equal(letter->front_count, 5);
    for (int i = 0; i < 4; i++) {
        char code[24];

        snprintf(code, sizeof(code), "HARB-0001C/%d", i + 1);
        assert_string_equal(letter->front[i].code, code);
        assert_int_equal(letter->front[i].kind, CTYI_ROW_SINGLE);
        assert_figures(&letter->front[i], "", "", "10.00");
        assert_string_equal(letter->front[i].detail, "Bill B-1: Refit.");
    }
    assert_string_equal(letter->front[4].title, "and 1 more on page 2");
    assert_string_equal(letter->front[4].saved, "10.00");
}

static void
pages_and_what_is_carried_are_said(void **state)
{
    struct mail *mail = *state;
    const struct ctyi_letter *letter = letter_of(mail, "2026-Q3");
    const char *figure;

    assert_string_equal(ctyi_letter_page(letter, &mail->arena, 2, 3),
                        "Page 2 of 3");
    assert_string_equal(
        ctyi_letter_carried(letter, &mail->arena, true, 123456, &figure),
        "Carried forward");
    assert_string_equal(figure, "1,234.56");
    assert_string_equal(
        ctyi_letter_carried(letter, &mail->arena, false, 123456, &figure),
        "Brought forward");
    assert_string_equal(figure, "1,234.56");
    assert_string_equal(ctyi_letter_continued(letter, &mail->arena, "Bill B-1"),
                        "Bill B-1 (continued)");
    assert_string_equal(ctyi_letter_rows_on(letter, &mail->arena),
                        "All entries are in full on page 2");
    assert_string_equal(ctyi_letter_note_on(letter, &mail->arena, 3),
                        "Our note to you is on page 3");
}

/* ---- texts from outside ---- */

static void
long_names_are_whole(void **state)
{
    struct mail *mail = *state;
    const struct ctyi_letter *letter;
    char name[601];
    cty_client client = CTY_CLIENT_INIT;

    for (size_t i = 0; i < 200; i++)
        memcpy(name + 3 * i, u8"漢", 4);
    client.name = name;
    client.contact = name;
    client_is(mail, client);
    assert_ok(cty_person_add(mail->ledger, name, ERR));
    bill(mail, "B-1", "2026-07-01", 1000000, name);
    give(mail, "B-1", "2026-07-02", 1000, "special", name, name);
    letter = letter_of(mail, "2026-Q3");
    assert_int_equal(letter->recipient_lines, 1);
    assert_string_equal(letter->recipient[0], name);
    assert_string_contains(letter->rows[0].title, name);
    assert_int_equal(strlen(letter->rows[0].detail), 1200 + 10 + 1 + 2);
}

static void
plain_names_get_no_marks_in_english(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_of(*state, "2026-Q3");
    assert_null(strstr(letter->subject, FSI));
    assert_null(strstr(letter->rows[0].title, FSI));
    assert_null(strstr(letter->rows[0].detail, FSI));
}

static void
names_from_the_right_stand_apart(void **state)
{
    struct mail *mail = *state;
    const struct ctyi_letter *letter;

    assert_ok(cty_person_add(mail->ledger, u8"علي", ERR));
    give(mail, NULL, "2026-07-02", 1000, "special", u8"علي", NULL);
    letter = letter_of(mail, "2026-Q3");
    assert_string_equal(letter->rows[0].title,
                        u8"Special credit per " FSI u8"علي" PDI);
}

static void
a_name_cannot_turn_the_sentence_around_it(void **state)
{
    struct mail *mail = *state;
    const char *name = "Evil" OVERRIDE PDI PDI " & Sons" FSI;
    const struct ctyi_letter *letter;
    cty_client client = CTY_CLIENT_INIT;

    client.name = name;
    client_is(mail, client);
    letter = letter_of(mail, "2026-Q3");
    assert_string_equal(letter->recipient[0], FSI "Evil & Sons" PDI);
    assert_string_equal(letter->subject, "Statement 2026-Q3/HARB-0001C for " FSI
                                         "Evil & Sons" PDI);
}

#define sentence(f) cmocka_unit_test_setup_teardown(f, open_mail, close_mail)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(a_bill_with_one_entry_is_one_row),
        sentence(a_bill_with_several_entries_has_them_below),
        sentence(what_was_taken_back_is_a_row),
        sentence(a_day_of_another_year_says_so),
        sentence(bills_of_many_lines_say_how_many),
        sentence(a_sentence_ends_once),
        sentence(a_shops_own_reasons_stay_in_its_words),
        sentence(all_usual_savings_are_translated),
        sentence(the_first_page_has_the_four_largest),
        sentence(of_equals_the_first_page_has_the_lower_numbers),
        sentence(pages_and_what_is_carried_are_said),
        sentence(long_names_are_whole),
        sentence(plain_names_get_no_marks_in_english),
        sentence(names_from_the_right_stand_apart),
        sentence(a_name_cannot_turn_the_sentence_around_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
