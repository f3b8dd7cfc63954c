/* Around the table of a letter: whom it goes to, what was saved before, the
 * note and the code. */
#include "mail.h"

#define MINUS "\xE2\x88\x92"
#define DOT "\xC2\xB7"

/* ---- the chart and the sums ---- */

static void
the_first_period_has_neither_chart_nor_sums(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_of(*state, "2026-Q3");
    assert_int_equal(letter->bar_count, 0);
    assert_string_equal(letter->chart_title, "");
    assert_int_equal(letter->sum_count, 0);
}

static void
earlier_periods_make_a_chart(void **state)
{
    const struct ctyi_letter *letter;
    int64_t number;

    bill(*state, "B-1", "2024-10-01", 9900000, "Refit");
    give(*state, "B-1", "2024-10-06", 90050, "special", NULL, NULL);
    number = give(*state, "B-1", "2026-03-31", 120000, "special", NULL, NULL);
    take_back(*state, number, "2026-05-01");
    story(*state);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->chart_title,
                        "Your savings, quarter by quarter");
    assert_int_equal(letter->bar_count, 8);
    assert_string_equal(letter->bars[0].figure, "901");
    assert_string_equal(letter->bars[0].label, "Q4");
    assert_string_equal(letter->bars[0].year, "2024");
    assert_string_equal(letter->bars[1].figure, "0");
    assert_string_equal(letter->bars[1].year, "2025");
    assert_string_equal(letter->bars[2].year, "");
    assert_string_equal(letter->bars[6].figure, MINUS "1,200");
    assert_true(letter->bars[6].height == 0);
    assert_true(letter->bars[7].height == 1 && letter->bars[7].now);
    assert_true(letter->bars[5].height > 0.39 && letter->bars[5].height < 0.41);
    assert_int_equal(letter->sum_count, 1);
    assert_string_equal(letter->sums[0].label, "Saved since October 2024");
    assert_string_equal(letter->sums[0].value, "$3,900.50");
    letter = letter_of(*state, "2026-05");
    assert_string_equal(letter->bars[7].label, "May");
    assert_string_equal(letter->chart_title, "Your savings, month by month");
}

static void
who_joined_before_the_first_saving_is_told_since(void **state)
{
    cty_client client = CTY_CLIENT_INIT;
    const struct ctyi_letter *letter;

    bill(*state, "B-1", "2025-10-01", 9900000, "Refit");
    give(*state, "B-1", "2025-10-06", 90000, "special", NULL, NULL);
    give(*state, "B-1", "2026-01-06", 70000, "special", NULL, NULL);
    story(*state);
    client.since = day("2019-03-01");
    client_is(*state, client);
    letter = letter_of(*state, "2026-Q3");
    assert_int_equal(letter->sum_count, 2);
    assert_string_equal(letter->sums[0].label, "Saved so far in 2026");
    assert_string_equal(letter->sums[0].value, "$3,700.00");
    assert_string_equal(letter->sums[1].label,
                        "Saved since you joined us in 2019");
    client.since = day("2025-10-06");
    client_is(*state, client);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sums[1].label,
                        "Saved since you joined us in 2025");
    client.since = day("2025-10-07");
    client_is(*state, client);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sums[1].label, "Saved since October 2025");
}

static void
what_a_sum_says_already_is_not_said_again(void **state)
{
    const struct ctyi_letter *letter;

    bill(*state, "B-1", "2026-01-01", 9900000, "Refit");
    give(*state, "B-1", "2026-01-01", 70000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q1");
    assert_int_equal(letter->bar_count, 0);
    assert_int_equal(letter->sum_count, 0);
    give(*state, "B-1", "2026-05-01", 10000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q2");
    assert_int_equal(letter->bar_count, 8);
    assert_int_equal(letter->sum_count, 1);
    assert_string_equal(letter->sums[0].label, "Saved so far in 2026");
    assert_string_equal(letter->sums[0].value, "$800.00");
    give(*state, "B-1", "2027-01-01", 10000, "special", NULL, NULL);
    letter = letter_of(*state, "2027-Q1");
    assert_int_equal(letter->sum_count, 1);
    assert_string_equal(letter->sums[0].label, "Saved since January 2026");
}

/* ---- the head and the note ---- */

static void
an_address_is_written_as_its_country_does(void **state)
{
    static const struct {
        const char *country, *city, *last;
    } posts[] = {
        {"USA", "Portland, OR 97201", "UNITED STATES"},
        {"Germany", "97201 Portland", "GERMANY"},
        {"United Kingdom", "PORTLAND 97201", ""},
        {"JP", u8"〒97201 OR Portland", "JAPAN"},
        {"Irland", "Portland 97201", "IRELAND"},
        {"Narnia", "PORTLAND 97201", "NARNIA"},
        {"", "PORTLAND 97201", ""},
    };
    struct mail *mail = *state;
    cty_client client = CTY_CLIENT_INIT;

    mail->issuer.country = "UK";
    client.contact = "Ms Helen Achterberg";
    client.address = "48 Canal Street, 2nd floor";
    client.city = "Portland";
    client.region = "OR";
    client.postal_code = "97201";
    for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
        const struct ctyi_letter *letter;

        client.country = posts[i].country;
        client_is(mail, client);
        letter = letter_of(mail, "2026-Q3");
        assert_int_equal(letter->recipient_lines,
                         posts[i].last[0] == '\0' ? 4 : 5);
        assert_string_equal(letter->recipient[0], "Harbor Foods Ltd");
        assert_string_equal(letter->recipient[1], "Ms Helen Achterberg");
        assert_string_equal(letter->recipient[2], "48 Canal Street, 2nd floor");
        assert_string_equal(letter->recipient[3], posts[i].city);
        if (posts[i].last[0] != '\0')
            assert_string_equal(letter->recipient[4], posts[i].last);
    }
}

static void
paper_goes_by_the_country(void **state)
{
    struct mail *mail = *state;

    assert_int_equal(letter_of(mail, "2026")->paper, CTY_PAPER_A4);
    mail->issuer.country = "Mexico";
    assert_int_equal(letter_of(mail, "2026")->paper, CTY_PAPER_LETTER);
    assert_int_equal(letter_in(mail, "en", "France", "2026")->paper,
                     CTY_PAPER_A4);
    mail->options.paper = CTY_PAPER_LETTER;
    assert_int_equal(letter_of(mail, "2026")->paper, CTY_PAPER_LETTER);
}

static void
the_languages_of_client_issuer_and_run_rank(void **state)
{
    struct mail *mail = *state;

    mail->issuer.language = "de-AT";
    assert_string_equal(letter_of(mail, "2026")->language, "de-AT");
    mail->issuer.country = "CH";
    assert_string_equal(letter_of(mail, "2026")->language, "de-AT");
    client_speaks(mail, NULL, "DE");
    assert_string_equal(letter_of(mail, "2026")->language, "de-DE");
    client_speaks(mail, "fr", NULL);
    assert_string_equal(letter_of(mail, "2026")->language, "fr-DE");
    client_speaks(mail, "pt-BR", NULL);
    assert_string_equal(letter_of(mail, "2026")->language, "en-BR");
    mail->options.language = "ja";
    assert_string_equal(letter_of(mail, "2026")->language, "ja-DE");
}

static void
a_run_numbers_its_letters(void **state)
{
    struct mail *mail = *state;
    const struct ctyi_letter *letter;

    mail->issuer.address = "12 Wharf Road\nLondon N1 7GR";
    letter = letter_of(mail, "2026-Q3");
    assert_string_equal(letter->sort_line, "");
    assert_string_equal(letter->corrected, "");
    assert_string_equal(letter->return_line,
                        "Northgate Engineering " DOT " 12 Wharf Road " DOT
                        " London N1 7GR");
    mail->mailing.sequence = 417;
    mail->mailing.total = 2381;
    assert_string_equal(letter_of(mail, "2026")->sort_line, "00417/02381");
    mail->mailing.sort_key = "N1-E16";
    mail->mailing.total = 1000000;
    mail->mailing.replaces = day("2026-10-01");
    letter = letter_of(mail, "2026-Q3");
    assert_string_equal(letter->sort_line, "N1-E16 " DOT " 0000417/1000000");
    assert_string_equal(letter->corrected,
                        "Corrected statement, replaces 2026-Q3/HARB-0001C of 1 "
                        "October 2026");
}

static void
the_note_of_a_run_goes_before_the_clients_and_the_issuers(void **state)
{
    struct mail *mail = *state;
    cty_client client = CTY_CLIENT_INIT;
    const struct ctyi_letter *letter;

    assert_string_equal(letter_of(mail, "2026")->note, "");
    mail->issuer.note = "Thank you.";
    mail->issuer.signer = "Dana Whitfield";
    mail->issuer.signer_title = "your account director";
    mail->issuer.signer_phone = "+44 20 7946 0191";
    letter = letter_of(mail, "2026");
    assert_string_equal(letter->note, "Thank you.");
    assert_string_equal(letter->signer, "Dana Whitfield");
    assert_string_equal(letter->signer_line,
                        "your account director, +44 20 7946 0191");
    client.note = "Thank you, Helen.";
    client_is(mail, client);
    assert_string_equal(letter_of(mail, "2026")->note, "Thank you, Helen.");
    mail->options.note = "Merry Christmas.";
    assert_string_equal(letter_of(mail, "2026")->note, "Merry Christmas.");
    mail->options.note = "";
    assert_string_equal(letter_of(mail, "2026")->note, "");
    mail->issuer.signer_title = "";
    assert_string_equal(letter_of(mail, "2026")->signer_line,
                        "+44 20 7946 0191");
    mail->issuer.signer = "";
    assert_string_equal(letter_of(mail, "2026")->signer_line, "");
}

static void
the_code_names_the_statement_and_its_chain(void **state)
{
    struct mail *mail = *state;
    const struct ctyi_letter *letter;
    char qr[96];

    story(mail);
    letter = letter_of(mail, "2026-Q3");
    assert_int_equal(strlen(letter->qr),
                     strlen("CTY1:2026-Q3/HARB-0001C:") + 12);
    snprintf(qr, sizeof(qr), "%s", letter->qr);
    assert_memory_equal(qr, "CTY1:2026-Q3/HARB-0001C:", 24);
    assert_int_equal(strspn(qr + 24, "0123456789ABCDEF"), 12);
    mail->options.flags = CTY_PRINT_NO_QR;
    assert_string_equal(letter_of(mail, "2026-Q3")->qr, "");
}

#define sentence(f) cmocka_unit_test_setup_teardown(f, open_mail, close_mail)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(the_first_period_has_neither_chart_nor_sums),
        sentence(earlier_periods_make_a_chart),
        sentence(who_joined_before_the_first_saving_is_told_since),
        sentence(what_a_sum_says_already_is_not_said_again),
        sentence(an_address_is_written_as_its_country_does),
        sentence(paper_goes_by_the_country),
        sentence(the_languages_of_client_issuer_and_run_rank),
        sentence(a_run_numbers_its_letters),
        sentence(the_note_of_a_run_goes_before_the_clients_and_the_issuers),
        sentence(the_code_names_the_statement_and_its_chain),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
