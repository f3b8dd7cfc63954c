#include "print/letter.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "print/fault.h"
#include "print/letter_parts.h"

/* ---- texts ---- */

const char *
ctyi_kept(struct ctyi_writing *writing, const char *text)
{
    if (text != NULL)
        return text;
    writing->failed = true;
    return "";
}

const char *
ctyi_copied(struct ctyi_writing *writing, const char *text)
{
    return ctyi_kept(writing,
                     ctyi_arena_text(writing->arena, text, strlen(text)));
}

const char *
ctyi_outside(struct ctyi_writing *writing, const char *text)
{
    if (text[0] == '\0')
        return text;
    return ctyi_kept(
        writing, ctyi_locale_isolated(writing->locale, writing->arena, text));
}

const char *
ctyi_formatted(struct ctyi_writing *writing, const char *format, ...)
{
    va_list arguments;
    int length;
    char *text;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    text =
        length >= 0 ? ctyi_arena_get(writing->arena, (size_t)length + 1) : NULL;
    if (text == NULL)
        return ctyi_kept(writing, NULL);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

const char *
ctyi_said(struct ctyi_writing *writing, enum ctyi_words words,
          const struct ctyi_argument *arguments, size_t count)
{
    return ctyi_kept(writing, ctyi_locale_say(writing->locale, writing->arena,
                                              words, arguments, count));
}

const char *
ctyi_word(struct ctyi_writing *writing, enum ctyi_words words)
{
    return ctyi_said(writing, words, NULL, 0);
}

const char *
ctyi_figure(struct ctyi_writing *writing, int64_t minor)
{
    return ctyi_kept(writing,
                     ctyi_locale_figure(writing->locale, writing->arena, minor,
                                        writing->info.currency));
}

const char *
ctyi_money(struct ctyi_writing *writing, int64_t minor)
{
    return ctyi_kept(writing, ctyi_locale_money(writing->locale, writing->arena,
                                                minor, writing->info.currency));
}

static const char *
short_money(struct ctyi_writing *writing, int64_t minor)
{
    return ctyi_kept(writing,
                     ctyi_locale_money_short(writing->locale, writing->arena,
                                             minor, writing->info.currency));
}

const char *
ctyi_joined(struct ctyi_writing *writing, const char *first, const char *second)
{
    if (first[0] == '\0')
        return second;
    if (second[0] == '\0')
        return first;
    return CTYI_SAY(writing, CTYI_WORDS_SENTENCES, CTYI_OURS(first),
                    CTYI_OURS(second));
}

const char *
ctyi_kind(const cty_period *period)
{
    switch (period->kind) {
    case CTY_PERIOD_MONTH:
        return "month";
    case CTY_PERIOD_QUARTER:
        return "quarter";
    case CTY_PERIOD_YEAR:
        return "year";
    default:
        return cty_date_compare(period->from, period->to) == 0 ? "day"
                                                               : "range";
    }
}

/* ---- the headline ---- */

static int64_t
size_of(int64_t minor)
{
    return minor < 0 && minor != INT64_MIN ? -minor : minor;
}

static void
write_headline(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;
    const cty_period *period = &writing->info.period;
    int64_t saved = writing->info.saved_minor;
    const char *to = NULL;
    const char *from =
        ctyi_kept(writing, ctyi_locale_from(writing->locale, writing->arena,
                                            period, &to));

    if (cty_date_compare(period->from, period->to) == 0)
        from = to;
    letter->headline = CTYI_SAY(writing,
                                saved > 0    ? CTYI_WORDS_HEADLINE
                                : saved == 0 ? CTYI_WORDS_NOTHING
                                             : CTYI_WORDS_TOOK_BACK,
                                CTYI_TEXT(ctyi_kind(period)),
                                CTYI_TEXT(ctyi_kept(writing, from)),
                                CTYI_TEXT(ctyi_kept(writing, to)));
    letter->amount = ctyi_money(writing, size_of(saved));
    letter->not_a_bill = ctyi_word(writing, CTYI_WORDS_NOT_A_BILL);
}

/* ---- the sentence beside it ---- */

/* A credit on the account has no price: what was paid, and how much less that
 * is, are said of the bills alone. */
struct tally {
    int64_t credits, discounts; /* on bills */
    int64_t on_bills;           /* what these two saved */
    int64_t to_account;         /* credited there */
    int64_t reversals;
    int64_t taken_back; /* below 0 */
    int64_t before, net, saved;
    bool quoted; /* before is the sum of the quotes */
};

static void
count_bills(const struct ctyi_writing *writing, struct tally *tally)
{
    int64_t quotes = 0;

    tally->quoted = true;
    for (size_t i = 0; i < writing->info.bills; i++) {
        const cty_statement_bill *bill = &writing->bills[i];

        if (bill->bill_no[0] == '\0')
            continue;
        tally->before += bill->before_minor;
        tally->net += bill->net_minor;
        tally->saved += bill->saved_minor;
        if (bill->quote_no[0] == '\0' ||
            __builtin_add_overflow(quotes, bill->quoted_minor, &quotes))
            tally->quoted = false;
    }
    tally->quoted &= quotes == tally->before;
}

static struct tally
count(const struct ctyi_writing *writing)
{
    struct tally tally = {.credits = 0};

    for (size_t i = 0; i < writing->info.entries; i++) {
        const cty_statement_entry *entry = &writing->entries[i];

        if (entry->kind == CTY_REVERSAL) {
            tally.reversals++;
            tally.taken_back += entry->saved_minor;
        } else if (entry->bill_no[0] == '\0') {
            tally.to_account += entry->saved_minor;
        } else {
            tally.credits += entry->kind == CTY_CREDIT;
            tally.discounts += entry->kind == CTY_DISCOUNT;
            tally.on_bills += entry->saved_minor;
        }
    }
    count_bills(writing, &tally);
    return tally;
}

static const char *
in_words(struct ctyi_writing *writing, int64_t number)
{
    return CTYI_SAY(writing, CTYI_WORDS_NUMBER_WORDS, CTYI_COUNT(number));
}

/* "After two special credits and one discount your price was $33,000." */
static const char *
after(struct ctyi_writing *writing, const struct tally *tally)
{
    const char *price = short_money(writing, tally->net);
    const char *credits = in_words(writing, tally->credits);
    const char *discounts = in_words(writing, tally->discounts);

    if (tally->discounts == 0)
        return CTYI_SAY(writing, CTYI_WORDS_AFTER_CREDITS,
                        CTYI_COUNT(tally->credits), CTYI_TEXT(credits),
                        CTYI_TEXT(price));
    if (tally->credits == 0)
        return CTYI_SAY(writing, CTYI_WORDS_AFTER_DISCOUNTS,
                        CTYI_COUNT(tally->discounts), CTYI_TEXT(discounts),
                        CTYI_TEXT(price));
    return CTYI_SAY(writing, CTYI_WORDS_AFTER_BOTH, CTYI_COUNT(tally->credits),
                    CTYI_TEXT(credits), CTYI_COUNT(tally->discounts),
                    CTYI_TEXT(discounts), CTYI_TEXT(price));
}

/* "That is 8.3% less.", or nothing where that would be 0. */
static const char *
less(struct ctyi_writing *writing, const struct tally *tally)
{
    __int128 tenths;

    if (tally->net < 0 || tally->before <= 0)
        return "";
    tenths =
        ((__int128)tally->saved * 1000 + tally->before / 2) / tally->before;
    if (tenths <= 0)
        return "";
    if (tenths > 999 && tally->net > 0)
        tenths = 999;
    return CTYI_SAY(
        writing, CTYI_WORDS_LESS,
        CTYI_TEXT(ctyi_kept(writing,
                            ctyi_locale_percent(writing->locale, writing->arena,
                                                (int64_t)tenths))));
}

static const char *
how_it_came(struct ctyi_writing *writing, const struct tally *tally)
{
    const char *sentence = "";

    if (tally->saved > 0) {
        sentence = CTYI_SAY(
            writing, tally->quoted ? CTYI_WORDS_QUOTED : CTYI_WORDS_BEFORE,
            CTYI_TEXT(short_money(writing, tally->before)));
        sentence = ctyi_joined(writing, sentence, after(writing, tally));
        sentence = ctyi_joined(writing, sentence, less(writing, tally));
    } else if (tally->on_bills > 0) {
        sentence = CTYI_SAY(writing, CTYI_WORDS_BILLS_SAVED,
                            CTYI_TEXT(short_money(writing, tally->on_bills)));
    }
    if (tally->to_account > 0)
        sentence = ctyi_joined(
            writing, sentence,
            CTYI_SAY(writing, CTYI_WORDS_ACCOUNT_CREDITED,
                     CTYI_TEXT(short_money(writing, tally->to_account))));
    return sentence;
}

static const char *
taken_back(struct ctyi_writing *writing, const struct tally *tally)
{
    const char *sum;

    if (tally->reversals == 0)
        return "";
    sum = short_money(writing, size_of(tally->taken_back));
    return CTYI_SAY(
        writing, CTYI_WORDS_TAKEN_BACK, CTYI_COUNT(tally->reversals),
        CTYI_TEXT(in_words(writing, tally->reversals)), CTYI_TEXT(sum));
}

static void
write_sentence(struct ctyi_writing *writing, const struct tally *tally)
{
    int64_t saved = writing->info.saved_minor;
    const char *sentence = "";

    if (saved >= 0)
        sentence = how_it_came(writing, tally);
    sentence = ctyi_joined(writing, sentence, taken_back(writing, tally));
    if (saved < 0 &&
        (tally->credits + tally->discounts > 0 || tally->to_account > 0))
        sentence = ctyi_joined(
            writing, sentence,
            CTYI_SAY(writing, CTYI_WORDS_MORE_TAKEN_BACK,
                     CTYI_TEXT(short_money(writing, size_of(saved)))));
    writing->letter->sentence = sentence;
}

/* ---- the bar ---- */

static const char *
with_label(struct ctyi_writing *writing, struct ctyi_labelled *part,
           enum ctyi_words label, enum ctyi_words in_one, int64_t minor)
{
    part->label = ctyi_word(writing, label);
    part->value = ctyi_money(writing, minor);
    return CTYI_SAY(writing, in_one, CTYI_TEXT(part->value));
}

static void
write_bar(struct ctyi_writing *writing, const struct tally *tally)
{
    struct ctyi_letter *letter = writing->letter;
    bool all = tally->saved == writing->info.saved_minor;

    letter->bar = writing->info.saved_minor > 0 && tally->saved > 0 &&
                  tally->net >= 0 && tally->before > 0;
    letter->bar_saved =
        letter->bar ? (double)tally->saved / (double)tally->before : 0;
    letter->bar_net_text =
        with_label(writing, &letter->bar_net, CTYI_WORDS_YOUR_PRICE,
                   CTYI_WORDS_YOUR_PRICE_OF, tally->net);
    letter->bar_part_text =
        with_label(writing, &letter->bar_part,
                   all ? CTYI_WORDS_YOU_SAVED : CTYI_WORDS_SAVED_ON_BILLS,
                   all ? CTYI_WORDS_YOU_SAVED_OF : CTYI_WORDS_SAVED_ON_BILLS_OF,
                   tally->saved);
    letter->bar_whole_text = with_label(
        writing, &letter->bar_whole,
        tally->quoted ? CTYI_WORDS_WE_QUOTED : CTYI_WORDS_BEFORE_ALL,
        tally->quoted ? CTYI_WORDS_WE_QUOTED_OF : CTYI_WORDS_BEFORE_ALL_OF,
        tally->before);
}

/* ---- the note and the foot ---- */

static const char *
signer_line(struct ctyi_writing *writing)
{
    const cty_issuer *issuer = &writing->brand->issuer;

    if (issuer->signer[0] == '\0')
        return "";
    if (issuer->signer_title[0] == '\0')
        return ctyi_outside(writing, issuer->signer_phone);
    if (issuer->signer_phone[0] == '\0')
        return ctyi_outside(writing, issuer->signer_title);
    return CTYI_SAY(writing, CTYI_WORDS_SIGNER, CTYI_TEXT(issuer->signer_title),
                    CTYI_TEXT(issuer->signer_phone));
}

static const char *
note(const struct ctyi_writing *writing)
{
    if (writing->options->note != NULL)
        return writing->options->note;
    return writing->client.note[0] != '\0' ? writing->client.note
                                           : writing->brand->issuer.note;
}

/* In capitals alone, so that a scanner packs it tightly. */
static const char *
qr(struct ctyi_writing *writing)
{
    enum { HEAD_DIGITS = 12 };
    const cty_statement_info *info = &writing->info;

    if ((writing->options->flags & CTY_PRINT_NO_QR) != 0 ||
        info->chain_fact == 0)
        return "";
    return ctyi_kept(
        writing,
        ctyi_capitals(writing->arena,
                      ctyi_formatted(writing, "CTY1:%s:%.*s", info->number,
                                     HEAD_DIGITS, info->chain_head)));
}

static void
write_foot(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;

    letter->note = ctyi_outside(writing, note(writing));
    letter->signer = ctyi_outside(writing, writing->brand->issuer.signer);
    letter->signer_line = signer_line(writing);
    letter->qr = qr(writing);
    letter->qr_label =
        letter->qr[0] == '\0'
            ? ""
            : CTYI_SAY(writing, CTYI_WORDS_QR_LABEL, CTYI_TEXT(letter->qr));
    letter->legal = ctyi_outside(writing, writing->brand->issuer.legal);
}

/* ---- all of it ---- */

static cty_status
failure(const struct ctyi_writing *writing, cty_error *err)
{
    const char *refusal = ctyi_locales_refusal(writing->locales);

    if (refusal == NULL)
        return ctyi_fault_memory(err);
    return ctyi_fault(err, CTY_E_LIMIT, NULL,
                      "ICU cannot write the client's language: %s", refusal);
}

static cty_status
write_all(struct ctyi_writing *writing, const cty_statement *statement,
          cty_error *err)
{
    cty_status status = cty_statement_info_get(statement, &writing->info, err);
    struct tally tally;

    if (status == CTY_OK)
        status = cty_statement_client_get(statement, &writing->client, err);
    if (status == CTY_OK)
        status = ctyi_letter_read(writing, statement, err);
    if (status != CTY_OK)
        return status;
    if (!ctyi_letter_settle(writing))
        return failure(writing, err);
    ctyi_letter_head(writing);
    write_headline(writing);
    tally = count(writing);
    write_sentence(writing, &tally);
    write_bar(writing, &tally);
    ctyi_letter_table(writing);
    status = ctyi_letter_chart(writing, statement, err);
    ctyi_letter_sums(writing);
    write_foot(writing);
    if (status == CTY_OK && writing->failed)
        status = failure(writing, err);
    return status;
}

cty_status
ctyi_letter_write(const struct ctyi_brand *brand,
                  const cty_printer_options *options,
                  struct ctyi_locales *locales, const cty_statement *statement,
                  const cty_mailing *mailing, struct ctyi_arena *arena,
                  struct ctyi_letter *out_letter, cty_error *err)
{
    struct ctyi_letter letter = {.chart_title = ""};
    struct ctyi_writing writing = {
        .letter = &letter,
        .brand = brand,
        .options = options,
        .locales = locales,
        .mailing = mailing,
        .arena = arena,
        .info = CTY_STATEMENT_INFO_INIT,
        .client = CTY_CLIENT_INIT,
    };
    cty_status status = write_all(&writing, statement, err);

    if (status == CTY_OK)
        *out_letter = letter;
    return status;
}

const char *
ctyi_letter_page(const struct ctyi_letter *letter, struct ctyi_arena *arena,
                 int page, int pages)
{
    const struct ctyi_argument arguments[] = {CTYI_COUNT(page),
                                              CTYI_COUNT(pages)};

    return ctyi_locale_say(letter->locale, arena, CTYI_WORDS_PAGE, arguments,
                           2);
}

const char *
ctyi_letter_carried(const struct ctyi_letter *letter, struct ctyi_arena *arena,
                    bool forward, int64_t saved_minor, const char **out_figure)
{
    *out_figure = ctyi_locale_figure(letter->locale, arena, saved_minor,
                                     letter->currency);
    return ctyi_locale_say(letter->locale, arena,
                           forward ? CTYI_WORDS_CARRIED : CTYI_WORDS_BROUGHT,
                           NULL, 0);
}

const char *
ctyi_letter_continued(const struct ctyi_letter *letter,
                      struct ctyi_arena *arena, const char *title)
{
    const struct ctyi_argument argument = CTYI_OURS(title);

    return ctyi_locale_say(letter->locale, arena, CTYI_WORDS_CONTINUED,
                           &argument, 1);
}

const char *
ctyi_letter_rows_on(const struct ctyi_letter *letter, struct ctyi_arena *arena)
{
    const struct ctyi_argument argument = CTYI_COUNT(CTYI_REST_PAGE);

    return ctyi_locale_say(letter->locale, arena, CTYI_WORDS_ROWS_ON, &argument,
                           1);
}

const char *
ctyi_letter_note_on(const struct ctyi_letter *letter, struct ctyi_arena *arena,
                    int page)
{
    const struct ctyi_argument argument = CTYI_COUNT(page);

    return ctyi_locale_say(letter->locale, arena, CTYI_WORDS_NOTE_ON, &argument,
                           1);
}
