/* Where it came from: a letter's table. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "print/character.h"
#include "print/fault.h"
#include "print/letter_parts.h"

enum { COUNT_DIGITS = 9 };

/* ---- reading ---- */

static cty_status
read_rows(struct ctyi_writing *writing, const cty_statement *statement,
          cty_statement_bill *bills, cty_statement_entry *entries,
          cty_error *err)
{
    cty_status status = CTY_OK;

    for (size_t i = 0; i < writing->info.bills && status == CTY_OK; i++) {
        bills[i] = (cty_statement_bill)CTY_STATEMENT_BILL_INIT;
        status = cty_statement_bill_get(statement, i, &bills[i], err);
        bills[i].entries = 0;
    }
    for (size_t i = 0; i < writing->info.entries && status == CTY_OK; i++) {
        entries[i] = (cty_statement_entry)CTY_STATEMENT_ENTRY_INIT;
        status = cty_statement_entry_get(statement, i, &entries[i], err);
        assert(status != CTY_OK || entries[i].row < writing->info.bills);
        if (status == CTY_OK)
            bills[entries[i].row].entries++;
    }
    return status;
}

/* Entries come by number; places says where those of each bill go. */
static void
order_by_bill(const struct ctyi_writing *writing, size_t *places,
              size_t *out_order)
{
    size_t place = 0;

    for (size_t i = 0; i < writing->info.bills; i++) {
        places[i] = place;
        place += writing->bills[i].entries;
    }
    for (size_t i = 0; i < writing->info.entries; i++)
        out_order[places[writing->entries[i].row]++] = i;
}

cty_status
ctyi_letter_read(struct ctyi_writing *writing, const cty_statement *statement,
                 cty_error *err)
{
    size_t bill_count = writing->info.bills;
    size_t entry_count = writing->info.entries;
    cty_statement_bill *bills =
        ctyi_arena_get(writing->arena, bill_count * sizeof(*bills));
    cty_statement_entry *entries =
        ctyi_arena_get(writing->arena, entry_count * sizeof(*entries));
    size_t *places =
        ctyi_arena_get(writing->arena, bill_count * sizeof(*places));
    size_t *order =
        ctyi_arena_get(writing->arena, entry_count * sizeof(*order));
    cty_status status;

    if (bills == NULL || entries == NULL || places == NULL || order == NULL)
        return ctyi_fault_memory(err);
    status = read_rows(writing, statement, bills, entries, err);
    if (status != CTY_OK)
        return status;
    writing->bills = bills;
    writing->entries = entries;
    writing->order = order;
    order_by_bill(writing, places, order);
    return CTY_OK;
}

/* ---- what an entry is ---- */

/*
 * A reason in the shop's own words is printed as it is. Those that every ledger
 * begins with are said in the client's language while they have the label that
 * they began with, which is the English one.
 */
static const char *
label_of(struct ctyi_writing *writing, const cty_statement_entry *entry)
{
    static const struct {
        const char *reason, *label;
        enum ctyi_words words;
    } usual[] = {
        {"efficiency", "Efficiency", CTYI_WORDS_REASON_EFFICIENCY},
        {"extra-waived", "Extra work waived", CTYI_WORDS_REASON_EXTRA_WAIVED},
        {"goodwill", "Goodwill", CTYI_WORDS_REASON_GOODWILL},
        {"early", "Early order", CTYI_WORDS_REASON_EARLY},
        {"volume", "Volume", CTYI_WORDS_REASON_VOLUME},
        {"loyalty", "Loyalty", CTYI_WORDS_REASON_LOYALTY},
        {"incentive", "Incentive", CTYI_WORDS_REASON_INCENTIVE},
        {"special", "Special credit", CTYI_WORDS_REASON_SPECIAL},
        {"discount", "Discount", CTYI_WORDS_REASON_DISCOUNT},
        {"correction", "Correction", CTYI_WORDS_REASON_CORRECTION},
        {"return", "Goods returned", CTYI_WORDS_REASON_RETURN},
    };

    for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
        if (strcmp(entry->reason, usual[i].reason) == 0 &&
            strcmp(entry->label, usual[i].label) == 0)
            return ctyi_word(writing, usual[i].words);
    return entry->label[0] != '\0' ? entry->label : entry->reason;
}

static const char *
title_of(struct ctyi_writing *writing, const cty_statement_entry *entry)
{
    bool back = entry->kind == CTY_REVERSAL;
    const char *label = label_of(writing, entry);

    if (entry->granted_by[0] != '\0')
        return CTYI_SAY(writing, back ? CTYI_WORDS_BACK_PER : CTYI_WORDS_PER,
                        CTYI_TEXT(label), CTYI_TEXT(entry->granted_by));
    return back ? CTYI_SAY(writing, CTYI_WORDS_BACK, CTYI_TEXT(label))
                : ctyi_outside(writing, label);
}

/* ---- sentences about it ---- */

/* Whether a text ends as a sentence does, brackets and quotes aside. */
static bool
is_closed(const char *text)
{
    size_t length = strlen(text);
    bool closed = false;

    for (size_t at = 0; at < length;) {
        int32_t character = ctyi_character(text, length, &at);
        int32_t category =
            u_getIntPropertyValue(character, UCHAR_GENERAL_CATEGORY);

        if (category == U_END_PUNCTUATION || category == U_FINAL_PUNCTUATION ||
            character == '"' || character == '\'' || u_isUWhiteSpace(character))
            continue;
        closed = u_hasBinaryProperty(character, UCHAR_S_TERM) ||
                 u_hasBinaryProperty(character, UCHAR_TERMINAL_PUNCTUATION) ||
                 character == 0x2026;
    }
    return closed;
}

/* Our sentence, which ends as the text in it does. */
static const char *
close_sentence(struct ctyi_writing *writing, const char *sentence,
               const char *text)
{
    return is_closed(text)
               ? sentence
               : CTYI_SAY(writing, CTYI_WORDS_FULL_STOP, CTYI_OURS(sentence));
}

/* "Brochure, and 3 more" is put together by the core, in English. */
static const char *
description_of(struct ctyi_writing *writing, const cty_statement_bill *bill)
{
    static const char and[] = ", and ", more[] = " more";
    const char *text = bill->description;
    size_t length = strlen(text);
    size_t digits = 0;
    size_t end, first;

    if (length < sizeof(and) + sizeof(more) ||
        strcmp(text + length - (sizeof(more) - 1), more) != 0)
        return text;
    end = length - (sizeof(more) - 1);
    while (digits < end && digits < COUNT_DIGITS &&
           text[end - digits - 1] >= '0' && text[end - digits - 1] <= '9')
        digits++;
    if (digits == 0 || end - digits < sizeof(and) ||
        memcmp(text + end - digits - (sizeof(and) - 1), and, sizeof(and) - 1) !=
            0)
        return text;
    first = end - digits - (sizeof(and) - 1);
    return CTYI_SAY(writing, CTYI_WORDS_AND_MORE,
                    CTYI_TEXT(ctyi_kept(
                        writing, ctyi_arena_text(writing->arena, text, first))),
                    CTYI_COUNT(strtoll(text + end - digits, NULL, 10)));
}

/* Without what shows as nothing at its end. */
static const char *
trimmed(struct ctyi_writing *writing, const char *text)
{
    size_t length = strlen(text), end = 0;

    for (size_t at = 0; at < length;)
        if (!u_isUWhiteSpace(ctyi_character(text, length, &at)))
            end = at;
    return end == length
               ? text
               : ctyi_kept(writing, ctyi_arena_text(writing->arena, text, end));
}

/* "Bill B-2041: Annual report, 4,000 copies." */
static const char *
about_bill(struct ctyi_writing *writing, const cty_statement_bill *bill)
{
    const char *sentence;
    const char *text = "";

    if (bill->bill_no[0] == '\0') {
        sentence = ctyi_word(writing, CTYI_WORDS_ON_ACCOUNT);
    } else if (bill->description[0] == '\0') {
        sentence = CTYI_SAY(writing, CTYI_WORDS_BILL, CTYI_TEXT(bill->bill_no));
    } else {
        text = trimmed(writing, description_of(writing, bill));
        sentence = CTYI_SAY(writing, CTYI_WORDS_BILL_FOR,
                            CTYI_TEXT(bill->bill_no), CTYI_TEXT(text));
    }
    return close_sentence(writing, sentence, text);
}

/* A text from outside as a sentence of ours; "" stays so. */
static const char *
as_sentence(struct ctyi_writing *writing, const char *text)
{
    text = trimmed(writing, text);
    if (text[0] == '\0')
        return "";
    return is_closed(text)
               ? ctyi_outside(writing, text)
               : CTYI_SAY(writing, CTYI_WORDS_FULL_STOP, CTYI_TEXT(text));
}

/* ---- rows ---- */

/* The year where it is not that of the whole period. */
static const char *
date_of(struct ctyi_writing *writing, cty_date date)
{
    const cty_period *period = &writing->info.period;
    bool with_year =
        period->from.year != period->to.year || date.year != period->to.year;

    return ctyi_kept(
        writing, with_year
                     ? ctyi_locale_day_of(writing->locale, writing->arena, date)
                     : ctyi_locale_day(writing->locale, writing->arena, date));
}

static void
put_figures(struct ctyi_writing *writing, struct ctyi_row *row,
            const cty_statement_bill *bill)
{
    row->before = ctyi_figure(writing, bill->before_minor);
    row->net = ctyi_figure(writing, bill->net_minor);
    row->saved = ctyi_figure(writing, bill->saved_minor);
    row->saved_minor = bill->saved_minor;
}

/* An entry with its bill; the bill's figures where it is the only one. */
static struct ctyi_row
single_row(struct ctyi_writing *writing, const cty_statement_entry *entry)
{
    const cty_statement_bill *bill = &writing->bills[entry->row];
    struct ctyi_row row = {.kind = CTYI_ROW_SINGLE, .before = "", .net = ""};

    row.date = date_of(writing, entry->date);
    row.dated = row.date;
    row.code = ctyi_outside(writing, entry->code);
    row.title = title_of(writing, entry);
    row.detail = ctyi_joined(writing, about_bill(writing, bill),
                             as_sentence(writing, entry->note));
    if (bill->entries == 1) {
        put_figures(writing, &row, bill);
    } else {
        row.saved = ctyi_figure(writing, entry->saved_minor);
        row.saved_minor = entry->saved_minor;
    }
    return row;
}

static struct ctyi_row
bill_row(struct ctyi_writing *writing, const cty_statement_bill *bill)
{
    struct ctyi_row row = {.kind = CTYI_ROW_BILL, .code = "", .detail = ""};

    row.date = date_of(writing, bill->date);
    row.dated = row.date;
    if (bill->bill_no[0] == '\0')
        row.title = ctyi_word(writing, CTYI_WORDS_ON_ACCOUNT);
    else
        row.title =
            CTYI_SAY(writing, CTYI_WORDS_BILL, CTYI_TEXT(bill->bill_no));
    row.detail = as_sentence(writing, description_of(writing, bill));
    put_figures(writing, &row, bill);
    return row;
}

static struct ctyi_row
entry_row(struct ctyi_writing *writing, const cty_statement_entry *entry,
          cty_date above, const char *dated_above)
{
    struct ctyi_row row = {.kind = CTYI_ROW_ENTRY, .before = "", .net = ""};
    bool again = cty_date_compare(entry->date, above) == 0;

    row.dated = again ? dated_above : date_of(writing, entry->date);
    row.date = again ? "" : row.dated;
    row.code = ctyi_outside(writing, entry->code);
    row.title = title_of(writing, entry);
    row.detail = as_sentence(writing, entry->note);
    row.saved = ctyi_figure(writing, entry->saved_minor);
    row.saved_minor = entry->saved_minor;
    return row;
}

static void
write_rows(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;
    const size_t *next = writing->order;
    struct ctyi_row *rows = ctyi_arena_get(
        writing->arena,
        (writing->info.bills + writing->info.entries) * sizeof(*rows));

    if (rows == NULL) {
        writing->failed = true;
        return;
    }
    letter->rows = rows;
    for (size_t i = 0; i < writing->info.bills; i++) {
        const cty_statement_bill *bill = &writing->bills[i];
        cty_date above = bill->date;

        if (bill->entries == 1) {
            rows[letter->row_count++] =
                single_row(writing, &writing->entries[*next++]);
            continue;
        }
        rows[letter->row_count++] = bill_row(writing, bill);
        for (size_t j = 0; j < bill->entries; j++) {
            const cty_statement_entry *entry = &writing->entries[*next++];

            rows[letter->row_count] = entry_row(
                writing, entry, above, rows[letter->row_count - 1].dated);
            letter->row_count++;
            above = entry->date;
        }
    }
}

/* ---- the first page ---- */

/* Marks the largest; of equals the one with the lower number. */
static void
choose(const struct ctyi_writing *writing, bool *chosen)
{
    for (int i = 0; i < CTYI_FRONT_MOST; i++) {
        size_t most = SIZE_MAX;

        for (size_t j = 0; j < writing->info.entries; j++)
            if (!chosen[j] &&
                (most == SIZE_MAX || writing->entries[j].saved_minor >
                                         writing->entries[most].saved_minor))
                most = j;
        chosen[most] = true;
    }
}

static void
write_front(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;
    size_t count = writing->info.entries;
    struct ctyi_row *front =
        ctyi_arena_get(writing->arena, (CTYI_FRONT_MOST + 1) * sizeof(*front));
    bool *chosen = ctyi_arena_get(writing->arena, count * sizeof(*chosen));
    struct ctyi_row *more;

    if (front == NULL || chosen == NULL) {
        writing->failed = true;
        return;
    }
    choose(writing, chosen);
    more = &front[CTYI_FRONT_MOST];
    *more = (struct ctyi_row){.kind = CTYI_ROW_MORE,
                              .date = "",
                              .code = "",
                              .detail = "",
                              .before = "",
                              .net = "",
                              .dated = ""};
    for (size_t i = 0; i < count; i++) {
        size_t at = writing->order[i];

        if (chosen[at])
            front[letter->front_count++] =
                single_row(writing, &writing->entries[at]);
        else
            more->saved_minor += writing->entries[at].saved_minor;
    }
    more->title =
        CTYI_SAY(writing, CTYI_WORDS_MORE, CTYI_COUNT(count - CTYI_FRONT_MOST),
                 CTYI_COUNT(CTYI_REST_PAGE));
    more->saved = ctyi_figure(writing, more->saved_minor);
    letter->front = front;
    letter->front_count++;
}

/* ---- the table ---- */

static const char *
unit_of(struct ctyi_writing *writing)
{
    int32_t amounts = writing->brand->issuer.amounts;
    const char *currency = ctyi_kept(
        writing, ctyi_locale_currency_name(writing->locale, writing->arena,
                                           writing->info.currency));

    return CTYI_SAY(writing, CTYI_WORDS_UNIT, CTYI_TEXT(currency),
                    CTYI_TEXT(amounts == CTY_AMOUNTS_NET     ? "net"
                              : amounts == CTY_AMOUNTS_GROSS ? "gross"
                                                             : "unsaid"));
}

void
ctyi_letter_table(struct ctyi_writing *writing)
{
    struct ctyi_letter *letter = writing->letter;
    const cty_statement_info *info = &writing->info;

    letter->table_title = ctyi_word(writing, CTYI_WORDS_TABLE_TITLE);
    letter->table_unit = unit_of(writing);
    letter->head_date = ctyi_word(writing, CTYI_WORDS_HEAD_DATE);
    letter->head_what = ctyi_word(writing, CTYI_WORDS_HEAD_WHAT);
    letter->head_before = ctyi_word(writing, CTYI_WORDS_HEAD_BEFORE);
    letter->head_net = ctyi_word(writing, CTYI_WORDS_HEAD_NET);
    letter->head_saved = ctyi_word(writing, CTYI_WORDS_HEAD_SAVED);
    write_rows(writing);
    if (info->entries > CTYI_FRONT_MOST) {
        write_front(writing);
    } else {
        letter->front = letter->rows;
        letter->front_count = letter->row_count;
    }
    letter->total_title = CTYI_SAY(writing, CTYI_WORDS_TOTAL,
                                   CTYI_TEXT(ctyi_kind(&info->period)));
    letter->total_before = ctyi_money(writing, info->before_minor);
    letter->total_net = ctyi_money(writing, info->net_minor);
    letter->total_saved = ctyi_money(writing, info->saved_minor);
}
