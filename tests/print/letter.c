/* What a letter says: the headline and the sentence. */
#include "mail.h"

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define RLM "\xE2\x80\x8F"
#define LRM "\xE2\x80\x8E"
#define NNBSP "\xE2\x80\xAF"
#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

/* ---- the story, in every language ---- */

static void
the_story_is_told_in_english(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->headline, "This quarter we saved you");
    assert_string_equal(letter->amount, "$3,000.00");
    assert_string_equal(letter->sentence,
                        "We quoted you $36,000. After two special credits your "
                        "price was $33,000. That is 8.3% less.");
    assert_string_equal(letter->not_a_bill,
                        "This is not a bill. Nothing to pay.");
    assert_string_equal(letter->title, "Your savings statement, 1 July to 30 "
                                       "September 2026");
    assert_true(letter->bar);
    assert_string_equal(letter->bar_net_text, "$33,000.00 your price");
    assert_string_equal(letter->bar_part_text, "$3,000.00 you saved");
    assert_string_equal(letter->bar_whole_text, "$36,000.00 we quoted");
    assert_true(letter->bar_saved > 0.0833 && letter->bar_saved < 0.0834);
    assert_string_equal(letter->language, "en");
    assert_false(letter->right_to_left);
}

static void
the_story_is_told_in_german(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_in(*state, "de", "Deutschland", "2026-Q3");
    assert_string_equal(letter->headline, "Ihre Ersparnis in diesem Quartal");
    assert_string_equal(letter->amount, "3.000,00" NBSP "$");
    assert_string_equal(letter->sentence,
                        "Unser Angebot betrug 36.000" NBSP "$. Nach zwei "
                        "Sondergutschriften betrug Ihr Preis 33.000" NBSP
                        "$. Das sind 8,3" NBSP "% weniger.");
    assert_string_equal(letter->not_a_bill, "Keine Rechnung. Es ist nichts zu "
                                            "zahlen.");
    assert_string_equal(letter->rows[0].title,
                        "Sondergutschrift durch Dana Reyes");
    assert_string_equal(letter->language, "de-DE");
}

static void
the_story_is_told_in_french(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_in(*state, "fr", "FR", "2026-Q3");
    assert_string_equal(letter->headline, "Ce trimestre, nous vous avons fait "
                                          "\xC3\xA9"
                                          "conomiser");
    assert_string_equal(letter->amount, "3" NNBSP "000,00" NBSP "$US");
    assert_string_equal(letter->sentence,
                        "Notre devis s\xE2\x80\x99\xC3\xA9levait \xC3\xA0 "
                        "36" NNBSP "000" NBSP "$US. Apr\xC3\xA8s deux avoirs "
                        "exceptionnels, votre prix a \xC3\xA9t\xC3\xA9 "
                        "ramen\xC3\xA9 \xC3\xA0 33" NNBSP "000" NBSP
                        "$US. Soit 8,3" NBSP "% de moins.");
    assert_string_equal(letter->facts[3].value,
                        "1er juillet au 30 septembre 2026");
    assert_string_equal(letter->rows[0].detail,
                        "Facture B-2040" NNBSP ": Annual report, 4,000 copies. "
                        "You renewed for a third year.");
}

static void
the_story_is_told_in_japanese(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_in(*state, "ja", "JP", "2026-Q3");
    assert_string_equal(letter->headline, u8"当四半期のお値引き額");
    assert_string_equal(letter->sentence,
                        u8"お見積額は$36,000でした。特別値引き2件の適用により、"
                        u8"価格は$33,000となりました。8.3%お安くなりました。");
    assert_string_equal(letter->facts[3].value, u8"2026年7月1日～9月30日");
    assert_string_equal(letter->rows[1].title,
                        u8"特別値引き（担当：Dana Reyes）");
    assert_string_equal(letter->rows[1].detail,
                        u8"請求書 B-2041：Pump station refit。"
                        u8"We finished later than promised。");
}

static void
the_story_is_told_in_arabic(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_in(*state, "ar", "AE", "2026-Q3");
    assert_true(letter->right_to_left);
    assert_string_equal(letter->headline, u8"وفّرنا لكم في هذا الربع");
    assert_string_equal(letter->amount, RLM "3,000.00" NBSP "US$" LRM);
    assert_string_equal(letter->sentence,
                        u8"قدّمنا لكم عرضًا بقيمة " FSI RLM "36,000" NBSP
                        "US$" LRM PDI u8". بعد "
                        u8"خصمين خاصين أصبح سعركم " FSI RLM "33,000" NBSP
                        "US$" LRM PDI u8". أي أقل بنسبة " FSI
                        "8.3\xE2\x80\x8E%\xE2\x80\x8E" PDI ".");
    assert_string_equal(letter->rows[0].title,
                        FSI u8"خصم خاص" PDI u8" من " FSI "Dana Reyes" PDI);
    assert_string_equal(letter->rows[0].code, FSI "HARB-0001C/1" PDI);
    assert_string_equal(letter->facts[2].value, FSI "2026-Q3/HARB-0001C" PDI);
}

/* ---- the sentence ---- */

static void
without_a_quote_for_every_bill_nothing_was_quoted(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    discounted_bill(*state, "B-2042", "2026-09-21", 300000, 25000);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sentence,
                        "Before discounts and credits it was $39,000. After "
                        "two special credits and one discount your price was "
                        "$35,750. That is 8.3% less.");
    assert_string_equal(letter->bar_whole_text,
                        "$39,000.00 before discounts and credits");
}

static void
one_credit_or_discount_has_no_number(void **state)
{
    const struct ctyi_letter *letter;

    quoted_bill(*state, "B-1", "2026-07-01", 3600000, "Refit");
    give(*state, "B-1", "2026-07-02", 300000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-07");
    assert_string_equal(letter->headline, "This month we saved you");
    assert_string_equal(letter->sentence,
                        "We quoted you $36,000. After a special credit your "
                        "price was $33,000. That is 8.3% less.");
    discounted_bill(*state, "B-2", "2026-08-01", 1000, 1);
    letter = letter_of(*state, "2026-08");
    assert_string_equal(letter->sentence,
                        "Before discounts and credits it was $10. After a "
                        "discount your price was $9.99. That is 0.1% less.");
}

static void
numbers_are_words_up_to_nine(void **state)
{
    static const char *const expected[] = {
        "After a special credit ",      "After two special credits ",
        "After three special credits ", "After four special credits ",
        "After five special credits ",  "After six special credits ",
        "After seven special credits ", "After eight special credits ",
        "After nine special credits ",  "After 10 special credits ",
        "After 11 special credits "};
    static const char *const german[] = {"Nach einer Sondergutschrift ",
                                         "Nach zwei Sondergutschriften ",
                                         "Nach drei Sondergutschriften ",
                                         "Nach vier Sondergutschriften ",
                                         "Nach f\xC3\xBCnf Sondergutschriften ",
                                         "Nach sechs Sondergutschriften ",
                                         "Nach sieben Sondergutschriften ",
                                         "Nach acht Sondergutschriften ",
                                         "Nach neun Sondergutschriften ",
                                         "Nach 10 Sondergutschriften ",
                                         "Nach 11 Sondergutschriften "};

    quoted_bill(*state, "B-1", "2026-07-01", 3600000, "Refit");
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        give(*state, "B-1", "2026-07-02", 100, "special", NULL, NULL);
        assert_string_contains(
            letter_in(*state, "en", NULL, "2026-07")->sentence, expected[i]);
        assert_string_contains(
            letter_in(*state, "de", NULL, "2026-07")->sentence, german[i]);
    }
}

static void
arabic_has_a_form_for_each_number(void **state)
{
    static const char *const expected[] = {
        u8"بعد خصم خاص واحد ",
        u8"بعد خصمين خاصين ",
        u8"بعد " FSI "3" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "4" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "5" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "6" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "7" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "8" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "9" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "10" PDI u8" خصومات خاصة ",
        u8"بعد " FSI "11" PDI u8" خصمًا خاصًا "};

    client_speaks(*state, "ar", "AE");
    quoted_bill(*state, "B-1", "2026-07-01", 3600000, "Refit");
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        give(*state, "B-1", "2026-07-02", 100, "special", NULL, NULL);
        assert_string_contains(letter_of(*state, "2026-07")->sentence,
                               expected[i]);
    }
}

static void
what_was_taken_back_is_said(void **state)
{
    const struct ctyi_letter *letter;
    int64_t one, two;

    story(*state);
    one = give(*state, "B-2041", "2026-08-04", 20000, "special", NULL, NULL);
    two = give(*state, "B-2041", "2026-08-04", 10050, "special", NULL, NULL);
    take_back(*state, one, "2026-08-05");
    letter = letter_of(*state, "2026-Q3");
    assert_string_contains(letter->sentence,
                           " less. One credit of $200 was taken back.");
    take_back(*state, two, "2026-08-05");
    letter = letter_of(*state, "2026-Q3");
    assert_string_contains(letter->sentence,
                           " less. We took back two credits, $300.50 in all.");
}

static void
nothing_saved_says_so(void **state)
{
    const struct ctyi_letter *letter;
    int64_t number;

    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->headline, "Nothing was saved this quarter");
    assert_string_equal(letter->amount, "$0.00");
    assert_string_equal(letter->sentence, "");
    assert_false(letter->bar);
    assert_int_equal(letter->row_count, 0);
    assert_int_equal(letter->front_count, 0);

    bill(*state, "B-1", "2026-07-01", 3600000, "Refit");
    number = give(*state, "B-1", "2026-07-02", 20000, "special", NULL, NULL);
    take_back(*state, number, "2026-07-03");
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->headline, "Nothing was saved this quarter");
    assert_string_equal(letter->sentence, "We saved you $200 on your bills. "
                                          "One credit of $200 was taken back.");
}

static void
more_taken_back_than_granted_says_so(void **state)
{
    const struct ctyi_letter *letter;
    int64_t number;

    story(*state);
    number = give(*state, "B-2041", "2026-09-30", 20000, "special", NULL, NULL);
    take_back(*state, number, "2026-10-01");
    letter = letter_of(*state, "2026-Q4");
    assert_string_equal(letter->headline, "This quarter we took back");
    assert_string_equal(letter->amount, "$200.00");
    assert_string_equal(letter->sentence, "One credit of $200 was taken back.");
    assert_string_equal(letter->total_saved, MINUS "$200.00");
    assert_false(letter->bar);
    give(*state, "B-2041", "2026-10-02", 500, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q4");
    assert_string_equal(letter->sentence,
                        "One credit of $200 was taken back. Credits that were "
                        "taken back come to $195 more than what was granted.");
}

static void
a_percent_of_nothing_is_left_out(void **state)
{
    const struct ctyi_letter *letter;

    quoted_bill(*state, "B-1", "2026-07-01", 100000000, "Tower");
    give(*state, "B-1", "2026-07-02", 100, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sentence,
                        "We quoted you $1,000,000. After a special credit your "
                        "price was $999,999.");
    quoted_bill(*state, "B-2", "2026-04-01", 1000, "Nail");
    give(*state, "B-2", "2026-04-02", 1000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q2");
    assert_string_equal(letter->sentence,
                        "We quoted you $10. After a special credit your price "
                        "was $0. That is 100% less.");
    assert_true(letter->bar);
    assert_true(letter->bar_saved == 1);
    assert_string_equal(letter->bar_net_text, "$0.00 your price");
}

static void
what_has_a_price_is_never_100_percent_less(void **state)
{
    const struct ctyi_letter *letter;

    quoted_bill(*state, "B-1", "2026-07-01", 100000000, "Tower");
    give(*state, "B-1", "2026-07-02", 99999900, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sentence,
                        "We quoted you $1,000,000. After a special credit your "
                        "price was $1. That is 99.9% less.");
}

static void
a_credit_on_the_account_has_no_price(void **state)
{
    const struct ctyi_letter *letter;

    give(*state, NULL, "2026-07-02", 5000, "goodwill", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sentence, "We credited $50 to your account.");
    assert_false(letter->bar);
    assert_string_equal(letter->rows[0].before, "50.00");
    assert_string_equal(letter->rows[0].net, "0.00");
    assert_string_equal(letter->rows[0].detail, "On your account.");
}

static void
beside_bills_a_credit_on_the_account_is_said_apart(void **state)
{
    static const char *const others[][3] = {
        {"de", "DE",
         "weniger. Wir haben Ihrem Konto 500" NBSP "$ gutgeschrieben."},
        {"fr", "FR",
         u8"de moins. Nous avons crédité votre compte de 500" NBSP "$US."},
        {"ja", "JP",
         u8"10%お安くなりました。お客様のお取引口座に$500の値引きを計上"
         u8"いたしました。"},
        {"ar", "AE",
         u8". أضفنا " FSI RLM "500" NBSP "US$" LRM PDI u8" إلى حسابكم."},
    };
    const struct ctyi_letter *letter;

    bill(*state, "1042", "2026-07-02", 10000, "Brochure");
    give(*state, "1042", "2026-07-10", 1000, "special", NULL, NULL);
    give(*state, NULL, "2026-08-01", 50000, "goodwill", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->amount, "$510.00");
    assert_string_equal(letter->sentence,
                        "Before discounts and credits it was $100. After a "
                        "special credit your price was $90. That is 10% less. "
                        "We credited $500 to your account.");
    assert_true(letter->bar && letter->bar_saved == 0.1);
    assert_string_equal(letter->bar_net_text, "$90.00 your price");
    assert_string_equal(letter->bar_part_text, "$10.00 you saved on your "
                                               "bills");
    assert_string_equal(letter->bar_whole_text,
                        "$100.00 before discounts and credits");
    assert_string_equal(letter->total_before, "$600.00");
    assert_string_equal(letter->total_net, "$90.00");
    assert_string_equal(letter->total_saved, "$510.00");
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_string_contains(
            letter_in(*state, others[i][0], others[i][1], "2026-Q3")->sentence,
            others[i][2]);
}

static void
beside_quoted_bills_a_credit_on_the_account_leaves_them_quoted(void **state)
{
    const struct ctyi_letter *letter;
    int64_t number;

    story(*state);
    number = give(*state, NULL, "2026-08-01", 50000, "goodwill", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->sentence,
                        "We quoted you $36,000. After two special credits your "
                        "price was $33,000. That is 8.3% less. We credited "
                        "$500 to your account.");
    assert_string_equal(letter->bar_whole_text, "$36,000.00 we quoted");
    take_back(*state, number, "2026-08-02");
    letter = letter_of(*state, "2026-Q3");
    assert_string_contains(letter->sentence,
                           " less. We credited $500 to your account. One "
                           "credit of $500 was taken back.");
    assert_string_equal(letter->bar_part_text, "$3,000.00 you saved");
}

static void
bills_that_saved_nothing_have_no_bar(void **state)
{
    const struct ctyi_letter *letter;
    int64_t number;

    bill(*state, "B-1", "2026-06-01", 100000, "Refit");
    number = give(*state, "B-1", "2026-06-02", 20000, "special", NULL, NULL);
    take_back(*state, number, "2026-07-03");
    give(*state, NULL, "2026-07-04", 50000, "goodwill", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->amount, "$300.00");
    assert_string_equal(letter->sentence, "We credited $500 to your account. "
                                          "One credit of $200 was taken back.");
    assert_false(letter->bar);

    bill(*state, "B-2", "2026-07-05", 100000, "Sign");
    give(*state, "B-2", "2026-07-06", 15000, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->amount, "$450.00");
    assert_string_equal(letter->sentence,
                        "We saved you $150 on your bills. We credited $500 to "
                        "your account. One credit of $200 was taken back.");
    assert_false(letter->bar);
}

/* ---- periods and currencies ---- */

static void
a_range_names_its_days(void **state)
{
    const struct ctyi_letter *letter;

    story(*state);
    letter = letter_of(*state, "2026-07-01..2026-09-15");
    assert_string_equal(letter->headline,
                        "From 1 July to 15 September 2026 we saved you");
    assert_string_equal(letter->total_title, "Total");
    assert_int_equal(letter->bar_count, 0);
    letter = letter_of(*state, "2026-07-14..2026-07-14");
    assert_string_equal(letter->headline, "On 14 July 2026 we saved you");
    letter = letter_in(*state, "en", "US", "2026-07-01..2026-09-15");
    assert_string_equal(letter->headline,
                        "From July 1 to September 15, 2026 we saved you");
}

static void
a_fiscal_year_is_named_with_its_days(void **state)
{
    struct mail *mail = mail_new("USD", 4);
    const struct ctyi_letter *letter;

    (void)state;
    story(mail);
    give(mail, "B-2041", "2026-10-15", 50000, "special", NULL, NULL);
    letter = letter_of(mail, "2026-Q3");
    assert_string_equal(letter->facts[3].value,
                        "Q3 2026/27, 1 October to 31 December 2026");
    assert_string_equal(letter->bars[7].label, "Q3");
    assert_string_equal(letter->bars[5].year, "2026/27");
    assert_string_equal(letter->bars[7].year, "");
    assert_string_equal(letter->sums[0].label, "Saved so far in 2026/27");
    assert_string_equal(letter->sums[0].value, "$3,500.00");
    letter = letter_of(mail, "2026");
    assert_string_equal(letter->headline, "This year we saved you");
    assert_string_equal(letter->facts[3].value,
                        "2026/27, 1 April 2026 to 31 March 2027");
    letter = letter_in(mail, "fr", "FR", "2026-Q3");
    assert_string_equal(letter->facts[3].value,
                        "T3 2026/27, 1er octobre au 31 d\xC3\xA9"
                        "cembre 2026");
    mail_free(mail);
}

static void
currencies_have_their_own_decimals(void **state)
{
    struct mail *mail = mail_new("JPY", 1);
    const struct ctyi_letter *letter;

    (void)state;
    story(mail);
    letter = letter_in(mail, "ja", "JP", "2026-Q3");
    assert_string_equal(letter->amount, "\xC2\xA5"
                                        "300,000");
    assert_string_equal(letter->rows[0].before, "2,400,000");
    assert_string_equal(letter->table_unit, u8"金額の単位：円");
    mail_free(mail);

    mail = mail_new("KWD", 1);
    story(mail);
    letter = letter_in(mail, "en", "GB", "2026-Q3");
    assert_string_equal(letter->amount, "KWD" NBSP "300.000");
    assert_string_equal(letter->rows[0].saved, "200.000");
    assert_string_contains(letter->sentence, "KWD" NBSP "3,600. After");
    assert_string_equal(letter->table_unit, "Amounts in Kuwaiti dinars");
    mail_free(mail);
}

/* The Arabic signs of dinars end in a full stop, and a mark behind it. */
static void
an_abbreviation_ends_a_sentence_with_its_own_full_stop(void **state)
{
    static const char *const currencies[] = {"JOD", "KWD", "AED", "USD"};
    static const char *const languages[] = {"ar", "de", "en", "fr", "ja"};

    (void)state;
    for (size_t i = 0; i < sizeof(currencies) / sizeof(currencies[0]); i++) {
        struct mail *mail = mail_new(currencies[i], 1);

        story(mail);
        for (size_t j = 0; j < sizeof(languages) / sizeof(languages[0]); j++) {
            const struct ctyi_letter *letter =
                letter_in(mail, languages[j], "JO", "2026-Q3");
            const char *sentence = letter->sentence;

            assert_null(strstr(sentence, ".."));
            assert_null(strstr(sentence, "." RLM PDI "."));
            assert_null(strstr(sentence, "." PDI "."));
        }
        mail_free(mail);
    }
}

static void
the_largest_amount_is_exact(void **state)
{
    const struct ctyi_letter *letter;
    int64_t most = INT64_C(999999999999999);

    bill(*state, "B-1", "2026-07-01", most, "Everything");
    give(*state, "B-1", "2026-07-02", most, "special", NULL, NULL);
    letter = letter_of(*state, "2026-Q3");
    assert_string_equal(letter->amount, "$9,999,999,999,999.99");
    assert_string_equal(letter->rows[0].before, "9,999,999,999,999.99");
    letter = letter_in(*state, "de", "DE", "2026-Q3");
    assert_string_equal(letter->amount, "9.999.999.999.999,99" NBSP "$");
}

static void
whether_tax_is_in_the_amounts_is_said(void **state)
{
    struct mail *mail = *state;

    assert_string_equal(letter_of(mail, "2026-Q3")->table_unit,
                        "Amounts in US dollars");
    mail->issuer.amounts = CTY_AMOUNTS_NET;
    assert_string_equal(letter_of(mail, "2026-Q3")->table_unit,
                        "Amounts in US dollars, excluding tax");
    mail->issuer.amounts = CTY_AMOUNTS_GROSS;
    assert_string_equal(letter_of(mail, "2026-Q3")->table_unit,
                        "Amounts in US dollars, including tax");
}

#define sentence(f) cmocka_unit_test_setup_teardown(f, open_mail, close_mail)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(the_story_is_told_in_english),
        sentence(the_story_is_told_in_german),
        sentence(the_story_is_told_in_french),
        sentence(the_story_is_told_in_japanese),
        sentence(the_story_is_told_in_arabic),
        sentence(without_a_quote_for_every_bill_nothing_was_quoted),
        sentence(one_credit_or_discount_has_no_number),
        sentence(numbers_are_words_up_to_nine),
        sentence(arabic_has_a_form_for_each_number),
        sentence(what_was_taken_back_is_said),
        sentence(nothing_saved_says_so),
        sentence(more_taken_back_than_granted_says_so),
        sentence(a_percent_of_nothing_is_left_out),
        sentence(what_has_a_price_is_never_100_percent_less),
        sentence(a_credit_on_the_account_has_no_price),
        sentence(beside_bills_a_credit_on_the_account_is_said_apart),
        sentence(
            beside_quoted_bills_a_credit_on_the_account_leaves_them_quoted),
        sentence(bills_that_saved_nothing_have_no_bar),
        sentence(a_range_names_its_days),
        cmocka_unit_test(a_fiscal_year_is_named_with_its_days),
        cmocka_unit_test(currencies_have_their_own_decimals),
        cmocka_unit_test(
            an_abbreviation_ends_a_sentence_with_its_own_full_stop),
        sentence(the_largest_amount_is_exact),
        sentence(whether_tax_is_in_the_amounts_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
