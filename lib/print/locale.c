#include "print/locale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <courtesy/print.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "print/locale_parts.h"

/* A run meets few; one with many lets go of the oldest. */
enum { LOCALES_MOST = 32 };

const char *
cty_print_language(size_t index)
{
    return index < CTYI_LANGUAGE_COUNT ? ctyi_languages[index].name : NULL;
}

const char *
ctyi_utf8(struct ctyi_arena *arena, const UChar *text, int32_t length)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t size = length * 3;
    char *bytes = ctyi_arena_get(arena, (size_t)size + 1);

    if (bytes == NULL)
        return NULL;
    u_strToUTF8(bytes, size + 1, NULL, text, length, &code);
    return U_SUCCESS(code) ? bytes : NULL;
}

bool
ctyi_went_well(const struct ctyi_locale *locale, UErrorCode code)
{
    if (U_FAILURE(code) && code != U_MEMORY_ALLOCATION_ERROR)
        *locale->refused = code;
    return U_SUCCESS(code);
}

/* ---- which one ---- */

/* "DE" of "de-DE", "de-Latn-DE"; out_region of 4. */
static void
region_of(const char *language, char *out_region)
{
    const char *part = language;

    out_region[0] = '\0';
    while ((part = strpbrk(part, "-_")) != NULL) {
        size_t length = strcspn(++part, "-_");

        if (length == 1)
            return;
        if (length == 2) {
            for (int i = 0; i < 2; i++)
                out_region[i] = part[i] >= 'a' && part[i] <= 'z'
                                    ? (char)(part[i] - 'a' + 'A')
                                    : part[i];
            out_region[2] = '\0';
            return;
        }
    }
}

const struct ctyi_language *
ctyi_language_of(const char *language)
{
    const struct ctyi_language *english = NULL;
    size_t length = strcspn(language, "-_");

    for (size_t i = 0; i < CTYI_LANGUAGE_COUNT; i++) {
        const struct ctyi_language *one = &ctyi_languages[i];

        if (strlen(one->name) == length &&
            strncasecmp(one->name, language, length) == 0)
            return one;
        if (strcmp(one->name, "en") == 0)
            english = one;
    }
    return english;
}

static bool
is_country(const char *code)
{
    const char *const *countries = uloc_getISOCountries();

    for (size_t i = 0; countries[i] != NULL; i++)
        if (strcmp(countries[i], code) == 0)
            return true;
    return false;
}

static bool
is_known_to_icu(const char *name)
{
    for (int32_t i = 0; i < uloc_countAvailable(); i++)
        if (strcmp(uloc_getAvailable(i), name) == 0)
            return true;
    return false;
}

/*
 * English is written in two ways. Where no country says which, the dates are
 * Britain's and the figures the language's own; where ICU does not know how a
 * country writes it, or knows two ways on one page, as the world does.
 */
static void
name_it(struct ctyi_locale *locale, const char *language, const char *country)
{
    bool english = strcmp(language, "en") == 0;
    const char *dates = locale->numbers;

    snprintf(locale->tag, sizeof(locale->tag), "%.3s%s%.2s", language,
             country[0] != '\0' ? "-" : "", country);
    snprintf(locale->numbers, sizeof(locale->numbers), "%.3s%s%.2s", language,
             country[0] != '\0' ? "_" : "", country);
    if (english && country[0] == '\0')
        dates = "en_GB";
    locale->money_apart = ctyi_money_is_apart(locale);
    if (english && country[0] != '\0' &&
        (!is_known_to_icu(locale->numbers) || locale->money_apart)) {
        memcpy(locale->numbers, "en_001", sizeof("en_001"));
        locale->money_apart = false;
    }
    snprintf(locale->dates, sizeof(locale->dates), "%.12s@calendar=gregorian",
             dates);
}

/* ---- opening ---- */

static void
close_locale(struct ctyi_locale *locale)
{
    if (locale->plurals != NULL)
        uplrules_close(locale->plurals);
    ctyi_figures_close(locale->figures);
    ctyi_arena_free(&locale->arena);
    free(locale);
}

static struct ctyi_locale *
open_locale(struct ctyi_locales *locales, const struct ctyi_language *language,
            const char *country)
{
    struct ctyi_locale *locale = calloc(1, sizeof(*locale));
    UErrorCode code = U_ZERO_ERROR;

    if (locale == NULL)
        return NULL;
    locale->refused = &locales->refused;
    locale->messages = language->messages;
    name_it(locale, language->name, country);
    locale->right_to_left = uloc_isRightToLeft(locale->numbers) != 0;
    locale->plurals = uplrules_open(locale->numbers, &code);
    locale->figures = ctyi_figures_open();
    if (ctyi_went_well(locale, code) && locale->figures != NULL &&
        ctyi_days_open(locale))
        return locale;
    close_locale(locale);
    return NULL;
}

static void
let_the_oldest_go(struct ctyi_locales *locales)
{
    struct ctyi_locale **last = &locales->first;

    while ((*last)->next != NULL)
        last = &(*last)->next;
    close_locale(*last);
    *last = NULL;
    locales->count--;
}

const struct ctyi_locale *
ctyi_locale_get(struct ctyi_locales *locales, const char *language,
                const char *country)
{
    const struct ctyi_language *spoken = ctyi_language_of(language);
    struct ctyi_locale *locale;
    char region[4];

    region_of(language, region);
    if (!is_country(region))
        snprintf(region, sizeof(region), "%.2s", country);
    if (!is_country(region))
        region[0] = '\0';
    for (locale = locales->first; locale != NULL; locale = locale->next)
        if (locale->messages == spoken->messages &&
            strcmp(strchr(locale->tag, '-') != NULL
                       ? strchr(locale->tag, '-') + 1
                       : "",
                   region) == 0)
            return locale;
    locale = open_locale(locales, spoken, region);
    if (locale == NULL)
        return NULL;
    if (locales->count == LOCALES_MOST)
        let_the_oldest_go(locales);
    locale->next = locales->first;
    locales->first = locale;
    locales->count++;
    return locale;
}

struct ctyi_locales *
ctyi_locales_new(void)
{
    return calloc(1, sizeof(struct ctyi_locales));
}

void
ctyi_locales_free(struct ctyi_locales *locales)
{
    if (locales == NULL)
        return;
    while (locales->first != NULL) {
        struct ctyi_locale *locale = locales->first;

        locales->first = locale->next;
        close_locale(locale);
    }
    ctyi_countries_close(locales->countries);
    free(locales);
}

const char *
ctyi_locales_refusal(const struct ctyi_locales *locales)
{
    return U_FAILURE(locales->refused) ? u_errorName(locales->refused) : NULL;
}

const char *
ctyi_locale_tag(const struct ctyi_locale *locale)
{
    return locale->tag;
}

bool
ctyi_locale_right_to_left(const struct ctyi_locale *locale)
{
    return locale->right_to_left;
}
