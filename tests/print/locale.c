/* Numbers, money, dates, sentences and countries. usage: locale WORDS-FOLDER,
 * whose messages ICU must read as we do. */
#include <pthread.h>

#include <courtesy/print.h>
#include <unicode/umsg.h>
#include <unicode/ustring.h>

#include "print/locale.h"
#include "support.h"

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"
#define RLM "\xE2\x80\x8F"
#define LRM "\xE2\x80\x8E"
#define NNBSP "\xE2\x80\xAF"
#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

struct words {
    struct ctyi_locales *locales;
    struct ctyi_arena arena;
};

static const char *folder;

static int
open_words(void **state)
{
    struct words *words = calloc(1, sizeof(*words));

    assert_non_null(words);
    words->locales = ctyi_locales_new();
    assert_non_null(words->locales);
    *state = words;
    return 0;
}

static int
close_words(void **state)
{
    struct words *words = *state;

    ctyi_locales_free(words->locales);
    ctyi_arena_free(&words->arena);
    free(words);
    return 0;
}

static const struct ctyi_locale *
locale_of(struct words *words, const char *language, const char *country)
{
    const struct ctyi_locale *locale =
        ctyi_locale_get(words->locales, language, country);

    assert_non_null(locale);
    assert_null(ctyi_locales_refusal(words->locales));
    return locale;
}

static void
the_languages_are_listed(void **state)
{
    (void)state;
    assert_string_equal(cty_print_language(0), "ar");
    assert_string_equal(cty_print_language(1), "de");
    assert_string_equal(cty_print_language(2), "en");
    assert_string_equal(cty_print_language(3), "fr");
    assert_string_equal(cty_print_language(4), "ja");
    assert_null(cty_print_language(5));
    assert_null(cty_print_language(SIZE_MAX));
}

/* ---- money ---- */

static const struct {
    const char *language, *country, *currency;
    int64_t minor;
    const char *money, *short_money, *figure;
} amounts[] = {
    {"en", "US", "USD", 3600000, "$36,000.00", "$36,000", "36,000.00"},
    {"en", "", "USD", 3600050, "$36,000.50", "$36,000.50", "36,000.50"},
    {"en", "CA", "USD", 3600000, "US$36,000.00", "US$36,000", "36,000.00"},
    {"en", "IE", "EUR", 3600000,
     "\xE2\x82\xAC"
     "36,000.00",
     "\xE2\x82\xAC"
     "36,000",
     "36,000.00"},
    {"en", "DE", "EUR", 3600000,
     "\xE2\x82\xAC"
     "36,000.00",
     "\xE2\x82\xAC"
     "36,000",
     "36,000.00"},
    {"en", "IN", "INR", 123456789, u8"₹12,34,567.89", u8"₹12,34,567.89",
     "12,34,567.89"},
    {"de", "DE", "EUR", 3600000, u8"36.000,00\u00a0€", u8"36.000\u00a0€",
     "36.000,00"},
    {"de", "AT", "EUR", -3600000, MINUS u8"€\u00a036.000,00",
     MINUS u8"€\u00a036.000", MINUS "36.000,00"},
    {"de", "CH", "CHF", 3600000, u8"CHF\u00a036’000.00", u8"CHF\u00a036’000",
     u8"36’000.00"},
    {"fr", "FR", "EUR", -100, MINUS u8"1,00\u00a0€", MINUS u8"1\u00a0€",
     MINUS "1,00"},
    {"fr", "CH", "EUR", 100050, "1" NNBSP u8"000.50\u00a0€",
     "1" NNBSP u8"000.50\u00a0€", "1" NNBSP "000.50"},
    {"ja", "JP", "JPY", 36000,
     "\xC2\xA5"
     "36,000",
     "\xC2\xA5"
     "36,000",
     "36,000"},
    {"ar", "EG", "EGP", 100050, RLM u8"١٬٠٠٠٫٥٠\u00a0ج.م." RLM,
     RLM u8"١٬٠٠٠٫٥٠\u00a0ج.م." RLM, u8"١٬٠٠٠٫٥٠"},
    {"ar", "AE", "USD", -5, RLM LRM MINUS "0.05" NBSP "US$" LRM,
     RLM LRM MINUS "0.05" NBSP "US$" LRM, LRM MINUS "0.05"},
    {"ar", "AE", "KWD", 1000500, RLM u8"1,000.500\u00a0د.ك." RLM,
     RLM u8"1,000.500\u00a0د.ك." RLM, "1,000.500"},
    {"en", "US", "HUF", 100050, "HUF" NBSP "1,000.50", "HUF" NBSP "1,000.50",
     "1,000.50"},
    {"en", "US", "USD", INT64_MIN, MINUS "$92,233,720,368,547,758.08",
     MINUS "$92,233,720,368,547,758.08", MINUS "92,233,720,368,547,758.08"},
};

static void
money_is_written_as_its_region_does(void **state)
{
    struct words *words = *state;

    for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
        const struct ctyi_locale *locale =
            locale_of(words, amounts[i].language, amounts[i].country);
        int64_t minor = amounts[i].minor;
        const char *currency = amounts[i].currency;

        assert_string_equal(
            ctyi_locale_money(locale, &words->arena, minor, currency),
            amounts[i].money);
        assert_string_equal(
            ctyi_locale_money_short(locale, &words->arena, minor, currency),
            amounts[i].short_money);
        assert_string_equal(
            ctyi_locale_figure(locale, &words->arena, minor, currency),
            amounts[i].figure);
    }
}

static void
a_chart_is_rounded_half_up(void **state)
{
    static const struct {
        int64_t minor;
        const char *expected;
    } figures[] = {
        {0, "0"},
        {49, "0"},
        {50, "1"},
        {-49, "0"},
        {-50, MINUS "1"},
        {99949, "999"},
        {99950, "1,000"},
        {99999949, "999,999"},
        {99999950, "1M"},
        {123450000, "1.23M"},
        {123500000, "1.24M"},
        {-100000000, MINUS "1M"},
        {999999999999999, "10T"},
    };
    struct words *words = *state;
    const struct ctyi_locale *locale = locale_of(words, "en", "US");

    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
        assert_string_equal(ctyi_locale_round_figure(locale, &words->arena,
                                                     figures[i].minor, "USD"),
                            figures[i].expected);
    assert_string_equal(
        ctyi_locale_round_figure(locale, &words->arena, 50, "JPY"), "50");
    assert_string_equal(
        ctyi_locale_round_figure(locale, &words->arena, INT64_MAX, "JPY"),
        "9,220,000T");
}

static void
percents_have_at_most_one_decimal(void **state)
{
    struct words *words = *state;
    const struct ctyi_locale *locale = locale_of(words, "en", "US");

    assert_string_equal(ctyi_locale_percent(locale, &words->arena, 83), "8.3%");
    assert_string_equal(ctyi_locale_percent(locale, &words->arena, 80), "8%");
    assert_string_equal(ctyi_locale_percent(locale, &words->arena, 1000),
                        "100%");
    locale = locale_of(words, "de", "DE");
    assert_string_equal(ctyi_locale_percent(locale, &words->arena, 1),
                        "0,1" NBSP "%");
}

/* ---- dates ---- */

static const struct {
    const char *language, *country, *date, *full, *short_day, *day_of;
} dates[] = {
    {"en", "", "2026-07-14", "14 July 2026", "14 Jul", "14 Jul 2026"},
    {"en", "US", "2026-07-14", "July 14, 2026", "Jul 14", "Jul 14, 2026"},
    {"en", "CA", "2026-07-14", "July 14, 2026", "Jul 14", "Jul 14, 2026"},
    {"en", "JP", "2026-07-14", "14 July 2026", "14 Jul", "14 Jul 2026"},
    {"en", "GB", "1900-01-01", "1 January 1900", "1 Jan", "1 Jan 1900"},
    {"en", "GB", "9999-12-31", "31 December 9999", "31 Dec", "31 Dec 9999"},
    {"de", "AT", "2026-01-01", u8"1. Jänner 2026", u8"1. Jän.",
     u8"1. Jän. 2026"},
    {"fr", "FR", "2026-08-01", u8"1er août 2026", u8"1er août",
     u8"1er août 2026"},
    {"fr", "FR", "2026-08-11", u8"11 août 2026", u8"11 août", u8"11 août 2026"},
    {"ja", "JP", "2026-07-14", u8"2026年7月14日", u8"7月14日",
     u8"2026年7月14日"},
    {"ar", "EG", "2026-07-14", u8"١٤ يوليو ٢٠٢٦", u8"١٤ يوليو",
     u8"١٤ يوليو ٢٠٢٦"},
    {"ar", "LB", "2026-07-14", u8"١٤ تموز ٢٠٢٦", u8"١٤ تموز", u8"١٤ تموز ٢٠٢٦"},
    {"ar", "SA", "2026-07-14", u8"١٤ يوليو ٢٠٢٦", u8"١٤ يوليو",
     u8"١٤ يوليو ٢٠٢٦"},
};

static void
dates_are_gregorian_and_in_the_regions_order(void **state)
{
    struct words *words = *state;

    for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
        const struct ctyi_locale *locale =
            locale_of(words, dates[i].language, dates[i].country);
        cty_date date = day(dates[i].date);

        assert_string_equal(ctyi_locale_date(locale, &words->arena, date),
                            dates[i].full);
        assert_string_equal(ctyi_locale_day(locale, &words->arena, date),
                            dates[i].short_day);
        assert_string_equal(ctyi_locale_day_of(locale, &words->arena, date),
                            dates[i].day_of);
    }
}

static const struct {
    const char *language, *country, *period;
    int start;
    const char *title, *label, *year;
} periods[] = {
    {"en", "", "2026-Q3", 1, "1 July to 30 September 2026", "Q3", "2026"},
    {"en", "US", "2026-Q3", 1, "July 1 to September 30, 2026", "Q3", "2026"},
    {"en", "", "2026-07", 4, "July 2026", "Jul", "2026"},
    {"en", "", "2026-02", 4, "February 2026", "Feb", "2026"},
    {"en", "", "2026", 1, "1 January to 31 December 2026", "2026", "2026"},
    {"en", "", "1999", 10, "1999/00, 1 October 1999 to 30 September 2000",
     "1999/00", "1999/00"},
    {"en", "", "2026-Q4", 4, "Q4 2026/27, 1 January to 31 March 2027", "Q4",
     "2026/27"},
    {"en", "", "2026-07-01..2026-07-01", 1, "1 July 2026", "2026", "2026"},
    {"de", "DE", "2026-12-01..2027-01-31", 1,
     "1. Dezember 2026 bis 31. Januar 2027", "2026", "2026"},
    {"de", "DE", "2026", 4,
     u8"Geschäftsjahr 2026/27, 1. April 2026 bis 31. März 2027", "2026/27",
     "2026/27"},
    {"fr", "FR", "2026-Q3", 1, "1er juillet au 30 septembre 2026", "T3",
     "2026"},
    {"ja", "JP", "2026-Q3", 4,
     u8"2026/27年度 第3四半期（2026年10月1日～12月31日）", "Q3", "2026/27"},
    {"ar", "AE", "2026-Q3", 1,
     u8"من " FSI u8"1 يوليو" PDI u8" إلى " FSI u8"30 سبتمبر 2026" PDI,
     u8"الربع " FSI "3" PDI, "2026"},
};

static void
periods_are_named_by_their_days(void **state)
{
    struct words *words = *state;

    for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++) {
        const struct ctyi_locale *locale =
            locale_of(words, periods[i].language, periods[i].country);
        cty_period period;

        assert_ok(cty_period_parse(periods[i].period, periods[i].start, &period,
                                   ERR));
        assert_string_equal(ctyi_locale_period(locale, &words->arena, &period),
                            periods[i].title);
        assert_string_equal(ctyi_locale_label(locale, &words->arena, &period),
                            periods[i].label);
        assert_string_equal(ctyi_locale_year(locale, &words->arena, &period),
                            periods[i].year);
    }
}

/* ---- languages and countries ---- */

static void
a_language_is_found_with_its_region(void **state)
{
    static const struct {
        const char *language, *country, *tag;
    } asked[] = {
        {"de", "", "de"},
        {"de", "AT", "de-AT"},
        {"de-AT", "DE", "de-AT"},
        {"DE_ch", "", "de-CH"},
        {"de-Latn-LI", "", "de-LI"},
        {"", "US", "en-US"},
        {"pt-BR", "", "en-BR"},
        {"english", "", "en"},
        {"de-ZZ", "AT", "de-AT"},
        {"de", "ZZ", "de"},
        {"de-u-nu-arab", "", "de"},
        {"ar", "DE", "ar-DE"},
    };
    struct words *words = *state;

    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
        assert_string_equal(ctyi_locale_tag(locale_of(words, asked[i].language,
                                                      asked[i].country)),
                            asked[i].tag);
    assert_ptr_equal(locale_of(words, "de", "AT"),
                     locale_of(words, "de-AT", ""));
    assert_true(ctyi_locale_right_to_left(locale_of(words, "ar", "DE")));
    assert_false(ctyi_locale_right_to_left(locale_of(words, "ja", "EG")));
}

static void
many_countries_in_turn_keep_their_ways(void **state)
{
    static const char *const countries[] = {
        "AE", "AT", "AU", "BE", "BR", "CA", "CH", "CL", "CN", "CZ",
        "DE", "DK", "EG", "ES", "FI", "FR", "GB", "GR", "HU", "IE",
        "IN", "IT", "JP", "KR", "KW", "LU", "MX", "NL", "NO", "NZ",
        "PL", "PT", "SA", "SE", "SG", "TR", "US", "ZA"};
    struct words *words = *state;

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof(countries) / sizeof(countries[0]); i++) {
            const struct ctyi_locale *locale =
                locale_of(words, "de", countries[i]);

            assert_non_null(ctyi_locale_money(locale, &words->arena, 1, "EUR"));
        }
    assert_string_equal(ctyi_locale_money(locale_of(words, "de", "DE"),
                                          &words->arena, 100, "EUR"),
                        u8"1,00\u00a0€");
}

static void
countries_are_known_by_code_and_name(void **state)
{
    static const char *const known[][2] = {
        {"US", "US"},
        {"usa", "US"},
        {"U.S.A.", "US"},
        {"United States", "US"},
        {"united states of america", "US"},
        {"Deutschland", "DE"},
        {"GERMANY", "DE"},
        {"UK", "GB"},
        {"England", "GB"},
        {"GBR", "GB"},
        {u8"España", "ES"},
        {"Espana", "ES"},
        {u8"Österreich", "AT"},
        {"Oesterreich", "AT"},
        {u8"日本", "JP"},
        {u8"مصر", "EG"},
        {"The Netherlands", "NL"},
        {"Nederland", "NL"},
        {u8"México", "MX"},
        {"Mexico", "MX"},
        {"Etats-Unis", "US"},
        {u8"Côte d’Ivoire", "CI"},
        {"cote d'ivoire", "CI"},
        {"Turkey", "TR"},
        {"polska", "PL"},
        {"Czech Republic", "CZ"},
        {u8"Россия", "RU"},
        {" France ", "FR"},
        {"", ""},
        {"Narnia", ""},
        {"XX", ""},
        {"the", ""},
        {"-", ""},
        {"\xFF\xFE", ""},
    };
    struct words *words = *state;
    char long_text[CTY_MAX_NAME + 1];

    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
            assert_string_equal(ctyi_country_code(words->locales, known[i][0]),
                                known[i][1]);
    memset(long_text, 'x', CTY_MAX_NAME);
    long_text[CTY_MAX_NAME] = '\0';
    assert_string_equal(ctyi_country_code(words->locales, long_text), "");
}

static void
countries_are_called_in_capitals(void **state)
{
    struct words *words = *state;

    assert_string_equal(ctyi_country_capitals(&words->arena, "DE", "en"),
                        "GERMANY");
    assert_string_equal(ctyi_country_capitals(&words->arena, "AT", "de-CH"),
                        u8"ÖSTERREICH");
    assert_string_equal(ctyi_country_capitals(&words->arena, "AT", "xx"),
                        "AUSTRIA");
    assert_string_equal(ctyi_capitals(&words->arena, u8"Zürich, Große Str."),
                        u8"ZÜRICH, GROSSE STR.");
}

/* ---- sentences ---- */

/* The message of a key, as the language's file has it. */
static void
read_message(const char *language, const char *key, UChar *out, int32_t room)
{
    char name[32], line[2048];
    char *path;
    FILE *file;
    UErrorCode code = U_ZERO_ERROR;

    snprintf(name, sizeof(name), "%s.txt", language);
    path = path_in(folder, name);
    file = fopen(path, "r");
    assert_non_null(file);
    free(path);
    while (fgets(line, sizeof(line), file) != NULL)
        if (strncmp(line, key, strlen(key)) == 0 &&
            strncmp(line + strlen(key), " = ", 3) == 0)
            break;
    fclose(file);
    line[strcspn(line, "\n")] = '\0';
    u_strFromUTF8(out, room, NULL, line + strlen(key) + 3, -1, &code);
    assert_int_equal(code, U_ZERO_ERROR);
}

/* Without the marks that ICU does not set. */
static const char *
unmarked(const char *text, char *buffer)
{
    char *to = buffer;

    for (; *text != '\0'; text++)
        if (strncmp(text, FSI, 3) == 0 || strncmp(text, PDI, 3) == 0)
            text += 2;
        else
            *to++ = *text;
    *to = '\0';
    return buffer;
}

static void
assert_as_icu(struct words *words, const char *language, const char *key,
              enum ctyi_words which, int64_t first, int64_t second)
{
    const struct ctyi_argument arguments[] = {
        {.count = first}, {.text = "x"}, {.count = second},
        {.text = "y"},    {.text = "z"},
    };
    const struct ctyi_locale *locale = locale_of(words, language, "");
    UChar pattern[1024], icu[1024];
    char ours[1024], theirs[1024];
    UErrorCode code = U_ZERO_ERROR;
    UMessageFormat *format;
    int32_t length;

    read_message(language, key, pattern, 1024);
    format = umsg_open(pattern, -1, language, NULL, &code);
    length = umsg_format(format, icu, 1024, &code, (double)first, u"x",
                         (double)second, u"y", u"z");
    assert_true(U_SUCCESS(code));
    u_strToUTF8(theirs, sizeof(theirs), NULL, icu, length, &code);
    umsg_close(format);
    assert_string_equal(
        unmarked(ctyi_locale_say(locale, &words->arena, which, arguments, 5),
                 ours),
        theirs);
}

/* These two have every kind of piece, and plurals in every language. */
static void
messages_are_what_icu_makes_of_them(void **state)
{
    struct words *words = *state;
    const char *language;

    for (size_t i = 0; (language = cty_print_language(i)) != NULL; i++)
        for (int64_t count = 0; count < 1300; count += count < 130 ? 1 : 97) {
            assert_as_icu(words, language, "after_both", CTYI_WORDS_AFTER_BOTH,
                          count, count * 7 % 13);
            assert_as_icu(words, language, "more", CTYI_WORDS_MORE, count, 0);
            ctyi_arena_empty(&words->arena);
        }
}

static void
arguments_keep_their_direction_to_themselves(void **state)
{
    static const struct {
        const char *language, *name, *expected;
    } sentences[] = {
        {"en", "Dana", "A per Dana"},
        {"en", u8"José 漢 😀", u8"A per José 漢 😀"},
        {"en", u8"دانا", u8"A per " FSI u8"دانا" PDI},
        {"en", u8"דנה", u8"A per " FSI u8"דנה" PDI},
        {"en",
         "a\xE2\x80\xAE"
         "b",
         "A per " FSI "ab" PDI},
        {"en", "a\xE2\x81\xA9", "A per " FSI "a" PDI},
        {"en", "a\xE2\x80\x8F", "A per " FSI "a\xE2\x80\x8F" PDI},
        {"en", "\xFF\xE2\x80", "A per \xFF\xE2\x80"},
        {"ar", "Dana", FSI "A" PDI u8" من " FSI "Dana" PDI},
    };
    struct words *words = *state;

    for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
        const struct ctyi_argument arguments[] = {{.text = "A"},
                                                  {.text = sentences[i].name}};

        assert_string_equal(
            ctyi_locale_say(locale_of(words, sentences[i].language, ""),
                            &words->arena, CTYI_WORDS_PER, arguments, 2),
            sentences[i].expected);
    }
}

static void *
write_a_thousand(void *context)
{
    const char *const *asked = context;
    void *state;
    struct words *words;
    size_t wrong = 0;

    open_words(&state);
    words = state;
    for (int i = 0; i < 1000; i++) {
        const struct ctyi_locale *locale =
            ctyi_locale_get(words->locales, asked[0], asked[1]);

        wrong += strcmp(ctyi_locale_money(locale, &words->arena, 123456, "EUR"),
                        asked[2]) != 0;
        ctyi_arena_empty(&words->arena);
    }
    close_words(&state);
    return wrong == 0 ? NULL : context;
}

static void
threads_do_not_mind_each_other(void **state)
{
    const char *asked[][3] = {{"en", "IE", u8"€1,234.56"},
                              {"de", "DE", u8"1.234,56\u00a0€"},
                              {"en", "IE", u8"€1,234.56"}};
    pthread_t threads[3];

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, write_a_thousand, asked[i]), 0);
    for (size_t i = 0; i < 3; i++) {
        void *wrong;

        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
}

#define sentence(f) cmocka_unit_test_setup_teardown(f, open_words, close_words)

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_languages_are_listed),
        sentence(money_is_written_as_its_region_does),
        sentence(a_chart_is_rounded_half_up),
        sentence(percents_have_at_most_one_decimal),
        sentence(dates_are_gregorian_and_in_the_regions_order),
        sentence(periods_are_named_by_their_days),
        sentence(a_language_is_found_with_its_region),
        sentence(many_countries_in_turn_keep_their_ways),
        sentence(countries_are_known_by_code_and_name),
        sentence(countries_are_called_in_capitals),
        sentence(messages_are_what_icu_makes_of_them),
        sentence(arguments_keep_their_direction_to_themselves),
        cmocka_unit_test(threads_do_not_mind_each_other),
    };

    if (argc != 2)
        return 2;
    folder = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
