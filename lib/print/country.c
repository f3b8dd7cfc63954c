/* Countries as people write them: codes, and names in many languages. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "print/locale_parts.h"

enum {
    FOLDED_TEXT = 64, /* no country's name is longer */
    WIDE_TEXT = 512,
    NAME_TEXT = 128,
    RECENT = 64,
    RECENT_TEXT = 40
};

struct name {
    const char *folded;
    char code[3];
};

struct ctyi_countries {
    struct ctyi_arena arena;
    struct name *names; /* sorted */
    size_t count, room;
    bool all; /* every language's, not just ours */
    struct {
        char text[RECENT_TEXT];
        char code[3];
    } recent[RECENT];
};

/* What ICU calls otherwise; folded. */
static const struct name usual[] = {
    {"america", "US"},
    {"brd", "DE"},
    {"bundesrepublikdeutschland", "DE"},
    {"burma", "MM"},
    {"capeverde", "CV"},
    {"czechrepublic", "CZ"},
    {"el", "GR"},
    {"england", "GB"},
    {"etatsunisdamerique", "US"},
    {"greatbritain", "GB"},
    {"holland", "NL"},
    {"hongkong", "HK"},
    {"ivorycoast", "CI"},
    {"korea", "KR"},
    {"macau", "MO"},
    {"macedonia", "MK"},
    {"northernireland", "GB"},
    {"oesterreich", "AT"},
    {"peoplesrepublicofchina", "CN"},
    {"prc", "CN"},
    {"republicofireland", "IE"},
    {"republicofkorea", "KR"},
    {"russianfederation", "RU"},
    {"scotland", "GB"},
    {"swaziland", "SZ"},
    {"turkey", "TR"},
    {"uae", "AE"},
    {"uk", "GB"},
    {"unitedstatesofamerica", "US"},
    {"vereinigtestaatenvonamerika", "US"},
    {"wales", "GB"},
};

/* ---- folding ---- */

/* Letters and digits alone, without case and accents; false: too long for a
 * country's name, or nothing left. */
static bool
fold(const char *text, char *out_folded)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&code);
    const UNormalizer2 *decompose = unorm2_getNFDInstance(&code);
    UChar wide[WIDE_TEXT], folded[WIDE_TEXT];
    int32_t length, kept = 0;

    u_strFromUTF8WithSub(wide, WIDE_TEXT, &length, text, -1, 0xFFFD, NULL,
                         &code);
    length = unorm2_normalize(casefold, wide, length, folded, WIDE_TEXT, &code);
    length =
        unorm2_normalize(decompose, folded, length, wide, WIDE_TEXT, &code);
    if (U_FAILURE(code))
        return false;
    for (int32_t at = 0; at < length;) {
        UChar32 character;

        U16_NEXT(wide, at, length, character);
        if (u_isalnum(character))
            U16_APPEND_UNSAFE(folded, kept, character);
    }
    u_strToUTF8(out_folded, FOLDED_TEXT, &length, folded, kept, &code);
    return U_SUCCESS(code) && length > 0 && length < FOLDED_TEXT;
}

/* ---- the names ---- */

static int
by_name(const void *a, const void *b)
{
    const struct name *one = a;
    const struct name *other = b;
    int order = strcmp(one->folded, other->folded);

    return order != 0 ? order : strcmp(one->code, other->code);
}

static bool
add_folded(struct ctyi_countries *countries, const char *folded,
           const char *code)
{
    struct name *name;

    if (countries->count == countries->room) {
        size_t room = countries->room == 0 ? 2048 : 2 * countries->room;
        struct name *names =
            realloc(countries->names, room * sizeof(countries->names[0]));

        if (names == NULL)
            return false;
        countries->names = names;
        countries->room = room;
    }
    name = &countries->names[countries->count];
    name->folded = folded;
    memcpy(name->code, code, 2);
    name->code[2] = '\0';
    countries->count++;
    return true;
}

static bool
add_name(struct ctyi_countries *countries, const char *text, const char *code)
{
    char folded[FOLDED_TEXT];
    const char *kept;

    if (!fold(text, folded))
        return true;
    kept = ctyi_arena_text(&countries->arena, folded, strlen(folded));
    return kept != NULL && add_folded(countries, kept, code);
}

/* What the country of a locale is called in a language. */
static bool
add_called(struct ctyi_countries *countries, const char *country,
           const char *code, const char *language)
{
    UErrorCode failed = U_ZERO_ERROR;
    UChar wide[NAME_TEXT];
    const char *text;
    int32_t length =
        uloc_getDisplayCountry(country, language, wide, NAME_TEXT, &failed);

    if (U_FAILURE(failed) || length == 0)
        return true;
    text = ctyi_utf8(&countries->arena, wide, length);
    return text != NULL && add_name(countries, text, code);
}

static bool
add_ours(struct ctyi_countries *countries)
{
    const char *const *codes = uloc_getISOCountries();

    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
        if (!add_folded(countries, usual[i].folded, usual[i].code))
            return false;
    for (size_t i = 0; codes[i] != NULL; i++) {
        char country[8] = "und_";

        memcpy(country + 4, codes[i], 2);
        country[6] = '\0';
        if (!add_name(countries, codes[i], codes[i]) ||
            !add_name(countries, uloc_getISO3Country(country), codes[i]))
            return false;
        for (size_t j = 0; j < CTYI_LANGUAGE_COUNT; j++)
            if (!add_called(countries, country, codes[i],
                            ctyi_languages[j].name))
                return false;
    }
    return true;
}

/* What each country calls itself. */
static bool
add_theirs(struct ctyi_countries *countries)
{
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        const char *locale = uloc_getAvailable(i);
        UErrorCode failed = U_ZERO_ERROR;
        char code[8];
        int32_t length = uloc_getCountry(locale, code, sizeof(code), &failed);

        if (U_FAILURE(failed) || length != 2 || code[0] < 'A')
            continue;
        if (!add_called(countries, locale, code, locale))
            return false;
    }
    return true;
}

static bool
sort_names(struct ctyi_countries *countries, bool added)
{
    if (countries->count > 0)
        qsort(countries->names, countries->count, sizeof(countries->names[0]),
              by_name);
    return added;
}

/* ---- looking up ---- */

static const char *
find(const struct ctyi_countries *countries, const char *folded)
{
    const struct name key = {.folded = folded};
    size_t low = 0;
    size_t high = countries->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_name(&countries->names[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < countries->count &&
        strcmp(countries->names[low].folded, folded) == 0)
        return countries->names[low].code;
    return NULL;
}

/* NULL: out of memory. */
static const char *
find_or_learn(struct ctyi_countries *countries, const char *folded)
{
    const char *code = find(countries, folded);

    if (code == NULL && strncmp(folded, "the", 3) == 0)
        code = find(countries, folded + 3);
    if (code == NULL && !countries->all) {
        countries->all = sort_names(countries, add_theirs(countries));
        if (!countries->all)
            return NULL;
        code = find(countries, folded);
    }
    return code != NULL ? code : "";
}

static struct ctyi_countries *
countries_of(struct ctyi_locales *locales)
{
    if (locales->countries == NULL) {
        locales->countries = calloc(1, sizeof(*locales->countries));
        if (locales->countries != NULL &&
            !sort_names(locales->countries, add_ours(locales->countries))) {
            ctyi_countries_close(locales->countries);
            locales->countries = NULL;
        }
    }
    return locales->countries;
}

static size_t
slot_of(const char *text)
{
    size_t hash = 5381;

    for (; *text != '\0'; text++)
        hash = hash * 33 + (unsigned char)*text;
    return hash % RECENT;
}

const char *
ctyi_country_code(struct ctyi_locales *locales, const char *text)
{
    struct ctyi_countries *countries;
    size_t slot = slot_of(text);
    char folded[FOLDED_TEXT];
    const char *code;

    if (text[0] == '\0')
        return "";
    countries = countries_of(locales);
    if (countries == NULL)
        return NULL;
    if (strcmp(countries->recent[slot].text, text) == 0)
        return countries->recent[slot].code;
    code = fold(text, folded) ? find_or_learn(countries, folded) : "";
    if (code == NULL || strlen(text) >= RECENT_TEXT)
        return code;
    memcpy(countries->recent[slot].text, text, strlen(text) + 1);
    memcpy(countries->recent[slot].code, code, strlen(code) + 1);
    return countries->recent[slot].code;
}

void
ctyi_countries_close(struct ctyi_countries *countries)
{
    if (countries == NULL)
        return;
    free(countries->names);
    ctyi_arena_free(&countries->arena);
    free(countries);
}

/* ---- capitals ---- */

static const char *
capitals(struct ctyi_arena *arena, const UChar *text, int32_t length,
         const char *language)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t room = length * 3 + 1;
    UChar *upper = ctyi_arena_get(arena, (size_t)room * sizeof(*upper));

    if (upper == NULL)
        return NULL;
    length = u_strToUpper(upper, room, text, length, language, &code);
    return U_SUCCESS(code) ? ctyi_utf8(arena, upper, length) : NULL;
}

const char *
ctyi_capitals(struct ctyi_arena *arena, const char *text)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = (int32_t)strlen(text);
    UChar *wide = ctyi_arena_get(arena, ((size_t)length + 1) * sizeof(*wide));

    if (wide == NULL)
        return NULL;
    u_strFromUTF8WithSub(wide, length + 1, &length, text, length, 0xFFFD, NULL,
                         &code);
    return U_SUCCESS(code) ? capitals(arena, wide, length, "") : NULL;
}

const char *
ctyi_country_capitals(struct ctyi_arena *arena, const char *code,
                      const char *language)
{
    const char *spoken = ctyi_language_of(language)->name;
    UErrorCode failed = U_ZERO_ERROR;
    char country[8] = "und_";
    UChar wide[NAME_TEXT];
    int32_t length;

    memcpy(country + 4, code, 2);
    length = uloc_getDisplayCountry(country, spoken, wide, NAME_TEXT, &failed);
    if (U_FAILURE(failed))
        return NULL;
    return capitals(arena, wide, length, spoken);
}
