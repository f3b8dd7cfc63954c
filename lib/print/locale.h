/*
 * How a language and region write numbers, money and dates, by ICU, and the
 * sentences of words/. All texts go to the arena; NULL: out of memory, or ICU
 * refused, which letter.c answers once for all.
 */
#ifndef CTYI_PRINT_LOCALE_H
#define CTYI_PRINT_LOCALE_H

#include <courtesy/statement.h>

#include "print/arena.h"
#include "print/words.h"

/* Kept open by the printer, by language and country. Opaque. */
struct ctyi_locale;
struct ctyi_locales;

struct ctyi_locales *ctyi_locales_new(void);
void ctyi_locales_free(struct ctyi_locales *locales);
/* What ICU has refused, by the name of its error; NULL: nothing. */
const char *ctyi_locales_refusal(const struct ctyi_locales *locales);

/*
 * language: "de", "de-AT", "" or one that is not spoken here: English; country:
 * a two-letter code or "", in whose place a region of the language stands.
 * NULL: out of memory, or ICU refused. What it answers may be let go of by the
 * next call.
 */
const struct ctyi_locale *ctyi_locale_get(struct ctyi_locales *locales,
                                          const char *language,
                                          const char *country);

const char *ctyi_locale_tag(const struct ctyi_locale *locale); /* "de-AT" */
bool ctyi_locale_right_to_left(const struct ctyi_locale *locale);

/* "24,000.00": as many decimals as the currency has; with a true minus sign. */
const char *ctyi_locale_figure(const struct ctyi_locale *locale,
                               struct ctyi_arena *arena, int64_t minor,
                               const char *currency);
/* "$36,000.00", with the currency's symbol where the region puts it. */
const char *ctyi_locale_money(const struct ctyi_locale *locale,
                              struct ctyi_arena *arena, int64_t minor,
                              const char *currency);
/* Likewise, without decimals where they are nought: for running text. */
const char *ctyi_locale_money_short(const struct ctyi_locale *locale,
                                    struct ctyi_arena *arena, int64_t minor,
                                    const char *currency);
/* Whole units, rounded half up, for the chart; from a million on compact. */
const char *ctyi_locale_round_figure(const struct ctyi_locale *locale,
                                     struct ctyi_arena *arena, int64_t minor,
                                     const char *currency);
/* "8.3%", from tenths of a percent. */
const char *ctyi_locale_percent(const struct ctyi_locale *locale,
                                struct ctyi_arena *arena, int64_t tenths);
const char *ctyi_locale_number(const struct ctyi_locale *locale,
                               struct ctyi_arena *arena, int64_t number);
/* "US dollars" */
const char *ctyi_locale_currency_name(const struct ctyi_locale *locale,
                                      struct ctyi_arena *arena,
                                      const char *currency);
/* "5 October 2026"; "14 Jul"; "14 Jul 2025"; "1 July to 30 September 2026",
 * the month, or "Q3 2026/27, 1 October to 31 December 2026". */
const char *ctyi_locale_date(const struct ctyi_locale *locale,
                             struct ctyi_arena *arena, cty_date date);
const char *ctyi_locale_day(const struct ctyi_locale *locale,
                            struct ctyi_arena *arena, cty_date date);
const char *ctyi_locale_day_of(const struct ctyi_locale *locale,
                               struct ctyi_arena *arena, cty_date date);
const char *ctyi_locale_period(const struct ctyi_locale *locale,
                               struct ctyi_arena *arena,
                               const cty_period *period);
/* Its first day as it is written before the last one, which is out_to: "1 July"
 * and "30 September 2026". */
const char *ctyi_locale_from(const struct ctyi_locale *locale,
                             struct ctyi_arena *arena, const cty_period *period,
                             const char **out_to);
/* In a chart: "Q3", "Jul", "2026"; and the year it is in: "2026", or "2026/27"
 * where fiscal years do not begin in January. */
const char *ctyi_locale_label(const struct ctyi_locale *locale,
                              struct ctyi_arena *arena,
                              const cty_period *period);
const char *ctyi_locale_year(const struct ctyi_locale *locale,
                             struct ctyi_arena *arena,
                             const cty_period *period);

/*
 * A sentence of words/: {0}, {1} and so on are arguments, each a text or, where
 * the message selects a plural by it, a count. What runs in another direction
 * is isolated, so that it turns nothing around it.
 */
struct ctyi_argument {
    const char *text; /* NULL: the count */
    int64_t count;
    bool ours; /* a sentence made here: put in as it is */
};

const char *ctyi_locale_say(const struct ctyi_locale *locale,
                            struct ctyi_arena *arena, enum ctyi_words words,
                            const struct ctyi_argument *arguments,
                            size_t count);

/* A text from outside as it stands in a sentence. */
const char *ctyi_locale_isolated(const struct ctyi_locale *locale,
                                 struct ctyi_arena *arena, const char *text);

/* ---- countries ---- */

/*
 * The ISO 3166 code of what is written as a country: "US", "usa", "United
 * States", "Deutschland"; "" where it is none that ICU knows. NULL: out of
 * memory.
 */
const char *ctyi_country_code(struct ctyi_locales *locales, const char *text);
/* What a country is called in a language, in capitals: "GERMANY". */
const char *ctyi_country_capitals(struct ctyi_arena *arena, const char *code,
                                  const char *language);
/* A text in the capitals of its own language. */
const char *ctyi_capitals(struct ctyi_arena *arena, const char *text);

#endif
