/* Whom a letter goes to, and what it is. */
#include <stdio.h>
#include <string.h>

#include "print/letter_parts.h"

enum { LANGUAGE_TEXT = 16, SORT_DIGITS = 5 };

/* ---- the language ---- */

/* The client's own language says its region too; the issuer's does so only
 * where the client's country is not known. */
static const struct ctyi_locale *
spoken_here(struct ctyi_writing *writing)
{
    const char *language = writing->options->language;
    const char *country = writing->client_country[0] != '\0'
                              ? writing->client_country
                              : writing->issuer_country;
    char issuers[LANGUAGE_TEXT] = "";

    if (language == NULL && writing->client.language[0] != '\0')
        language = writing->client.language;
    if (language == NULL) {
        language = writing->brand->issuer.language;
        if (writing->client_country[0] != '\0') {
            size_t length = strcspn(language, "-_");

            if (length < sizeof(issuers))
                memcpy(issuers, language, length);
            language = issuers;
        }
    }
    return ctyi_locale_get(writing->locales, language, country);
}

static int32_t
paper_of(const struct ctyi_writing *writing)
{
    const char *country = writing->client_country[0] != '\0'
                              ? writing->client_country
                              : writing->issuer_country;

    if (writing->options->paper != CTY_PAPER_BY_COUNTRY)
        return writing->options->paper;
    if (strcmp(country, "US") == 0 || strcmp(country, "CA") == 0 ||
        strcmp(country, "MX") == 0)
        return CTY_PAPER_LETTER;
    return CTY_PAPER_A4;
}

static void
find_country(struct ctyi_writing *writing, const char *text, char out_code[3])
{
    snprintf(out_code, 3, "%s",
             ctyi_kept(writing, ctyi_country_code(writing->locales, text)));
}

bool
ctyi_letter_settle(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;

    find_country(writing, writing->client.country, writing->client_country);
    find_country(writing, writing->brand->issuer.country,
                 writing->issuer_country);
    writing->locale = spoken_here(writing);
    if (writing->locale == NULL)
        return false;
    letter->locale = writing->locale;
    letter->brand = writing->brand;
    letter->options = writing->options;
    letter->language = ctyi_copied(writing, ctyi_locale_tag(writing->locale));
    letter->right_to_left = ctyi_locale_right_to_left(writing->locale);
    letter->paper = paper_of(writing);
    letter->issued = writing->options->issued;
    memcpy(letter->currency, writing->info.currency, sizeof(letter->currency));
    return true;
}

/* ---- the address ---- */

static void
add_line(struct ctyi_writing *writing, const char *line)
{
    struct ctyi_letter *letter = writing->letter;

    if (line[0] != '\0' && letter->recipient_lines < CTYI_RECIPIENT_MOST)
        letter->recipient[letter->recipient_lines++] =
            ctyi_outside(writing, line);
}

/* Two parts and what stands between them where there are both. */
static const char *
beside(struct ctyi_writing *writing, const char *first, const char *between,
       const char *second)
{
    if (first[0] == '\0')
        return second;
    if (second[0] == '\0')
        return first;
    return ctyi_formatted(writing, "%s%s%s", first, between, second);
}

static bool
is_one_of(const char *code, const char *codes)
{
    const char *found = code[0] != '\0' ? strstr(codes, code) : NULL;

    return found != NULL && (found - codes) % 3 == 0;
}

/* "Portland, OR 97201", "LONDON E16 2QS", "80331 München", as the country's
 * post reads it. Who names a region and no country is taken to need it. */
static const char *
city_line(struct ctyi_writing *writing)
{
    const cty_client *client = &writing->client;
    const char *country = writing->client_country[0] != '\0'
                              ? writing->client_country
                              : writing->issuer_country;
    const char *place;

    if (is_one_of(country, "US CA AU ") ||
        (country[0] == '\0' && client->region[0] != '\0')) {
        place = beside(writing, client->city, ", ", client->region);
        return beside(writing, place, " ", client->postal_code);
    }
    if (is_one_of(country, "GB "))
        return beside(
            writing,
            ctyi_kept(writing, ctyi_capitals(writing->arena, client->city)),
            " ", client->postal_code);
    if (is_one_of(country, "IE IN NZ SG ZA "))
        return beside(writing, client->city, " ", client->postal_code);
    if (is_one_of(country, "JP ")) {
        const char *end = client->region + strlen(client->region);
        bool latin = end != client->region && (unsigned char)end[-1] < 0x80;

        place = beside(writing, client->region, latin ? " " : "", client->city);
        if (client->postal_code[0] == '\0')
            return place;
        return ctyi_formatted(writing, "\xE3\x80\x92%s %s", client->postal_code,
                              place);
    }
    return beside(writing, client->postal_code, " ", client->city);
}

/* In capitals, in the language of the country that it is posted in. */
static const char *
country_line(struct ctyi_writing *writing)
{
    const char *code = writing->client_country;
    const char *text = writing->client.country;
    const cty_issuer *issuer = &writing->brand->issuer;

    if (code[0] != '\0' && strcmp(code, writing->issuer_country) == 0)
        return "";
    if (code[0] != '\0')
        return ctyi_kept(writing, ctyi_country_capitals(writing->arena, code,
                                                        issuer->language));
    if (text[0] == '\0' || strcmp(text, issuer->country) == 0)
        return "";
    return ctyi_kept(writing, ctyi_capitals(writing->arena, text));
}

static void
write_recipient(struct ctyi_writing *writing)
{
    const cty_client *client = &writing->client;

    add_line(writing, client->name);
    if (strcmp(client->contact, client->name) != 0)
        add_line(writing, client->contact);
    add_line(writing, client->address);
    add_line(writing, city_line(writing));
    add_line(writing, country_line(writing));
}

static const char *
return_line(struct ctyi_writing *writing)
{
    const struct ctyi_brand *brand = writing->brand;
    const char *line = brand->issuer.name;

    for (size_t i = 0; i < brand->address_lines; i++)
        line = beside(writing, line, " \xC2\xB7 ", brand->address[i]);
    return line;
}

/* Legal may say the address itself. */
static const char *
foot(struct ctyi_writing *writing)
{
    const struct ctyi_brand *brand = writing->brand;
    const char *legal = brand->issuer.legal;

    if (brand->address_lines == 0 || strstr(legal, brand->address[0]) != NULL)
        return legal;
    return beside(writing, return_line(writing), " \xC2\xB7 ", legal);
}

static const char *
sort_line(struct ctyi_writing *writing)
{
    const cty_mailing *mailing = writing->mailing;
    const char *key = mailing->sort_key != NULL ? mailing->sort_key : "";
    int width = 0;

    if (mailing->sequence <= 0)
        return "";
    for (int64_t left = mailing->total; left > 0; left /= 10)
        width++;
    if (width < SORT_DIGITS)
        width = SORT_DIGITS;
    return beside(writing, key, " \xC2\xB7 ",
                  ctyi_formatted(writing, "%0*lld/%0*lld", width,
                                 (long long)mailing->sequence, width,
                                 (long long)mailing->total));
}

/* ---- what it is ---- */

static void
add_fact(struct ctyi_writing *writing, enum ctyi_words label, const char *value)
{
    struct ctyi_letter *letter = writing->letter;

    if (value[0] != '\0')
        letter->facts[letter->fact_count++] = (struct ctyi_labelled){
            .label = ctyi_word(writing, label), .value = value};
}

/* The info it is in does not outlive the writing. */
static const char *
code(struct ctyi_writing *writing, const char *text)
{
    return ctyi_outside(writing, ctyi_copied(writing, text));
}

static const char *
corrected(struct ctyi_writing *writing)
{
    cty_date replaces = writing->mailing->replaces;
    const char *date;

    if (replaces.year == 0)
        return "";
    date = ctyi_kept(
        writing, ctyi_locale_date(writing->locale, writing->arena, replaces));
    return CTYI_SAY(writing, CTYI_WORDS_CORRECTED,
                    CTYI_TEXT(writing->info.number), CTYI_TEXT(date));
}

void
ctyi_letter_head(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;
    const cty_statement_info *info = &writing->info;
    const char *period =
        ctyi_kept(writing, ctyi_locale_period(writing->locale, writing->arena,
                                              &info->period));
    const char *issued =
        ctyi_kept(writing, ctyi_locale_date(writing->locale, writing->arena,
                                            letter->issued));

    letter->title = CTYI_SAY(writing, CTYI_WORDS_TITLE, CTYI_OURS(period));
    letter->subject =
        CTYI_SAY(writing, CTYI_WORDS_SUBJECT, CTYI_TEXT(info->number),
                 CTYI_TEXT(writing->client.name));
    letter->subject_of_all =
        CTYI_SAY(writing, CTYI_WORDS_SUBJECT_OF_ALL,
                 CTYI_TEXT(writing->brand->issuer.name), CTYI_OURS(period));
    letter->return_line = ctyi_outside(writing, return_line(writing));
    letter->foot = ctyi_outside(writing, foot(writing));
    letter->sort_line = ctyi_outside(writing, sort_line(writing));
    write_recipient(writing);
    letter->addressed = ctyi_word(writing, CTYI_WORDS_ADDRESSED);
    add_fact(writing, CTYI_WORDS_FACT_CLIENT, code(writing, info->client_ref));
    add_fact(writing, CTYI_WORDS_FACT_CODE, code(writing, info->tracking_code));
    add_fact(writing, CTYI_WORDS_FACT_STATEMENT, code(writing, info->number));
    add_fact(writing, CTYI_WORDS_FACT_PERIOD, period);
    add_fact(writing, CTYI_WORDS_FACT_ISSUED, issued);
    letter->corrected = corrected(writing);
}
