/* What the files of a locale share: locale.c opens it, figure.c writes its
 * numbers, day.c its dates, say.c its sentences; country.c knows countries. */
#ifndef CTYI_PRINT_LOCALE_PARTS_H
#define CTYI_PRINT_LOCALE_PARTS_H

#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/utypes.h>

#include "print/locale.h"

enum {
    CTYI_TAG_TEXT = 12, /* "de-AT" */
    CTYI_ICU_TEXT = 40, /* "ar_SA@calendar=gregorian" */
    CTYI_DIGIT_TEXT = 5 /* one character */
};

/* A currency's formatters: with its decimals and without, with its symbol and
 * bare. */
struct ctyi_coin {
    struct ctyi_coin *next;
    char currency[4];
    int decimals;
    UNumberFormatter *exact, *whole, *bare_exact, *bare_whole;
};

/* Opened when first asked for. */
struct ctyi_figures {
    UNumberFormatter *number, *percent, *compact;
    UFormattedNumber *result;
    struct ctyi_coin *coins;
};

enum ctyi_pattern {
    CTYI_PATTERN_DATE,     /* 5 October 2026 */
    CTYI_PATTERN_YEARLESS, /* 5 October */
    CTYI_PATTERN_DAY,      /* 5 Oct */
    CTYI_PATTERN_DAY_YEAR, /* 5 Oct 2026 */
    CTYI_PATTERN_MONTH,    /* October 2026 */
    CTYI_PATTERN_COUNT
};

/* In UTF-8, from the locale's own arena. */
struct ctyi_days {
    const char *patterns[CTYI_PATTERN_COUNT];
    const char *months[12], *short_months[12]; /* in a date */
    const char *alone[12], *short_alone[12];   /* by themselves */
    char digits[10][CTYI_DIGIT_TEXT];
    bool year_first;
};

struct ctyi_locale {
    struct ctyi_locale *next;
    struct ctyi_arena arena;
    char tag[CTYI_TAG_TEXT];
    char numbers[CTYI_ICU_TEXT]; /* ICU's names of it */
    char dates[CTYI_ICU_TEXT];
    const struct ctyi_phrase *const *messages;
    bool right_to_left;
    bool money_apart; /* money has separators of its own */
    UPluralRules *plurals;
    struct ctyi_figures *figures;
    struct ctyi_days days;
    UErrorCode *refused; /* where ICU's refusal is remembered */
};

struct ctyi_countries;

struct ctyi_locales {
    struct ctyi_locale *first;
    size_t count;
    struct ctyi_countries *countries; /* NULL before the first */
    UErrorCode refused;
};

/* UTF-16 as UTF-8, in the arena; NULL: out of memory, or ICU refused. */
const char *ctyi_utf8(struct ctyi_arena *arena, const UChar *text,
                      int32_t length);
/* ICU's answer; remembers a refusal. */
bool ctyi_went_well(const struct ctyi_locale *locale, UErrorCode code);

/* "de" of "de-AT"; of what is not spoken here English. */
const struct ctyi_language *ctyi_language_of(const char *language);

bool ctyi_days_open(struct ctyi_locale *locale);
/* A number of at least width digits, without grouping. */
const char *ctyi_days_digits(const struct ctyi_locale *locale,
                             struct ctyi_arena *arena, int number, int width);

struct ctyi_figures *ctyi_figures_open(void);
void ctyi_figures_close(struct ctyi_figures *figures);
/* Whether a region separates money otherwise than numbers. */
bool ctyi_money_is_apart(const struct ctyi_locale *locale);

void ctyi_countries_close(struct ctyi_countries *countries);

#endif
