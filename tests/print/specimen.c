#include "specimen.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const words[] = {
    "Brightwater", "maintenance", "of",      "the", "northern", "depot", "and",
    "its",         "pumps,",      "renewed", "for", "a",        "third", "year",
};

static const struct ctyi_colours colours = {
    .ink = 0x14181C,
    .secondary = 0x565E66,
    .rule = 0xC9CED3,
    .paid = 0xE3E6E9,
    .accent = 0x0B6650,
    .past = 0x9CC4B7,
    .tint = 0xEEF5F2,
    .white = 0xFFFFFF,
};

static const struct ctyi_row story[] = {
    {CTYI_ROW_SINGLE, "14 Jul", "HARB-0042V/17",
     "Special credit per Dana Reyes",
     "Bill B-2040, annual maintenance. You renewed for a third year.",
     "24,000.00", "22,000.00", "2,000.00", 200000, "14 Jul"},
    {CTYI_ROW_SINGLE, "3 Aug", "HARB-0042V/18",
     "Special credit per Tom\xc3\xa1s Okafor",
     "Bill B-2077, pump station refit. We finished six days late.", "9,000.00",
     "8,250.00", "750.00", 75000, "3 Aug"},
    {CTYI_ROW_SINGLE, "21 Sep", "HARB-0042V/19", "Early payment discount",
     "Bill B-2101, spare parts. You paid within ten days.", "3,000.00",
     "2,750.00", "250.00", 25000, "21 Sep"},
};

static const struct ctyi_bar bars[CTYI_BARS_MOST] = {
    {"900", "Q4", "2024", 0.3, false},  {"1,250", "Q1", "2025", 0.4167, false},
    {"0", "Q2", "", 0, false},          {"1,800", "Q3", "", 0.6, false},
    {"2,150", "Q4", "", 0.7167, false}, {"1,640", "Q1", "2026", 0.5467, false},
    {"2,400", "Q2", "", 0.8, false},    {"3,000", "Q3", "", 1, true},
};

static const struct ctyi_letter plain = {
    .language = "en",
    .currency = "USD",
    .paper = CTY_PAPER_A4,
    .issued = {2026, 10, 5},
    .title = "Your savings, 1 July to 30 September 2026",
    .subject = "What Northgate Engineering saved Harbour Foods Ltd",
    .return_line = "Northgate Engineering \xc2\xb7 12 Wharf Road \xc2\xb7 "
                   "London N1 7GR",
    .sort_line = "E16 2QS \xc2\xb7 00417/02381",
    .recipient = {"Harbour Foods Ltd", "Ms Helen Achterberg", "48 Canal Street",
                  "London E16 2QS"},
    .recipient_lines = 4,
    .addressed = "Addressed to",
    .facts = {{"Client", "HARB"},
              {"Tracking code", "HARB-0042V"},
              {"Statement", "2026-Q3/HARB-0042V"},
              {"Period", "1 July to 30 September 2026"},
              {"Issued", "5 October 2026"}},
    .fact_count = 5,
    .corrected = "",
    .headline = "This quarter we saved you",
    .amount = "$3,000.00",
    .sentence = "We quoted you $36,000. After two special credits and one "
                "discount your price was $33,000. That is 8.3% less.",
    .not_a_bill = "This is not a bill. Nothing to pay.",
    .bar = true,
    .bar_saved = 1.0 / 12,
    .bar_net = {"your price", "$33,000.00"},
    .bar_part = {"you saved", "$3,000.00"},
    .bar_whole = {"we quoted", "$36,000.00"},
    .bar_net_text = "$33,000.00 your price",
    .bar_part_text = "$3,000.00 you saved",
    .bar_whole_text = "$36,000.00 we quoted",
    .table_title = "Where it came from",
    .table_unit = "Amounts in US dollars, excluding tax",
    .head_date = "Date and code",
    .head_what = "Bill, credit and reason",
    .head_before = "Before",
    .head_net = "Your price",
    .head_saved = "You saved",
    .total_title = "Total this quarter",
    .total_before = "$36,000.00",
    .total_net = "$33,000.00",
    .total_saved = "$3,000.00",
    .chart_title = "Your savings, quarter by quarter",
    .bar_count = CTYI_BARS_MOST,
    .sums = {{"Saved so far in 2026", "$7,040.00"},
             {"Saved since you joined us in 2019", "$21,865.00"}},
    .sum_count = 2,
    .note = "Thank you for three good years at the north depot, Helen, and for "
            "your patience over the pump station. If anything here looks "
            "wrong, quote its code and I will put it right.",
    .signer = "Dana Reyes",
    .signer_line = "your account director, +44 20 7946 0191",
    .qr = "CTY1:2026-Q3/HARB-0042V:9F3B51C08E77",
    .qr_label = "",
    .legal = "Northgate Engineering Ltd \xc2\xb7 12 Wharf Road, London N1 7GR "
             "\xc2\xb7 Registered in England 00000000",
    .foot = "Northgate Engineering Ltd \xc2\xb7 12 Wharf Road, London N1 7GR "
            "\xc2\xb7 Registered in England 00000000",
};

void
specimen_open(struct specimen *specimen)
{
    memset(specimen, 0, sizeof(*specimen));
    specimen->letter = plain;
    specimen->letter.brand = &specimen->brand;
    specimen->locales = ctyi_locales_new();
    specimen->letter.locale = ctyi_locale_get(specimen->locales, "en", "US");
    memcpy(specimen->letter.bars, bars, sizeof(bars));
    memcpy(specimen->rows, story, sizeof(story));
    specimen->letter.rows = specimen->rows;
    specimen->letter.row_count = sizeof(story) / sizeof(story[0]);
    specimen->letter.front = specimen->rows;
    specimen->letter.front_count = specimen->letter.row_count;
    specimen->brand.colours = colours;
    specimen->brand.issuer.name = "Northgate Engineering";
    specimen->brand.issuer.email = "accounts@northgate.example";
    specimen->brand.issuer.phone = "+44 20 7946 0184";
}

void
specimen_close(struct specimen *specimen)
{
    ctyi_locales_free(specimen->locales);
    ctyi_arena_free(&specimen->arena);
}

static const char *written(struct specimen *specimen, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *
written(struct specimen *specimen, const char *format, ...)
{
    char text[64];
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    return ctyi_arena_text(&specimen->arena, text, (size_t)length);
}

void
specimen_entries(struct specimen *specimen, size_t count)
{
    struct ctyi_letter *letter = &specimen->letter;

    for (size_t i = 0; i < count; i++) {
        specimen->rows[i] = story[i % 3];
        specimen->rows[i].code = written(specimen, "HARB-0042V/%zu", i + 17);
    }
    letter->row_count = count;
    letter->front_count = count;
    if (count <= CTYI_FRONT_MOST)
        return;
    memcpy(specimen->front, specimen->rows,
           CTYI_FRONT_MOST * sizeof(specimen->front[0]));
    specimen->front[CTYI_FRONT_MOST] =
        (struct ctyi_row){.kind = CTYI_ROW_MORE,
                          .date = "",
                          .code = "",
                          .title = written(specimen, "and %zu more on page 2",
                                           count - CTYI_FRONT_MOST),
                          .detail = "",
                          .before = "",
                          .net = "",
                          .saved = "1,240.00",
                          .dated = ""};
    letter->front = specimen->front;
    letter->front_count = CTYI_FRONT_MOST + 1;
}

void
specimen_one_bill(struct specimen *specimen, size_t count)
{
    struct ctyi_letter *letter = &specimen->letter;

    specimen->rows[0] = (struct ctyi_row){CTYI_ROW_BILL,
                                          "14 Jul",
                                          "",
                                          "Bill B-2040",
                                          "Annual maintenance, north depot",
                                          "24,000.00",
                                          "21,000.00",
                                          "3,000.00",
                                          300000,
                                          "14 Jul"};
    for (size_t i = 1; i <= count; i++) {
        specimen->rows[i] = story[(i - 1) % 3];
        specimen->rows[i].kind = CTYI_ROW_ENTRY;
        specimen->rows[i].detail = "You renewed for a third year.";
        specimen->rows[i].before = "";
        specimen->rows[i].net = "";
        specimen->rows[i].code = written(specimen, "HARB-0042V/%zu", i + 16);
    }
    letter->row_count = count + 1;
    letter->front_count = count + 1;
    if (count <= CTYI_FRONT_MOST)
        return;
    memcpy(specimen->front, specimen->rows,
           (CTYI_FRONT_MOST + 1) * sizeof(specimen->front[0]));
    specimen->front[CTYI_FRONT_MOST + 1] =
        (struct ctyi_row){.kind = CTYI_ROW_MORE,
                          .date = "",
                          .code = "",
                          .title = "and more on page 2",
                          .detail = "",
                          .before = "",
                          .net = "",
                          .saved = "1,240.00",
                          .dated = ""};
    letter->front = specimen->front;
    letter->front_count = CTYI_FRONT_MOST + 2;
}

void
specimen_bills(struct specimen *specimen, size_t bills, size_t entries)
{
    struct ctyi_row bill, entry;
    size_t count = 0;

    specimen_one_bill(specimen, CTYI_FRONT_MOST + 1);
    bill = specimen->rows[0];
    entry = specimen->rows[1];
    for (size_t i = 0; i < bills; i++) {
        specimen->rows[count] = bill;
        specimen->rows[count++].title = written(specimen, "Bill B-%zu", i);
        for (size_t j = 0; j < entries; j++)
            specimen->rows[count++] = entry;
    }
    specimen->letter.row_count = count;
}

static void
put_figures(struct ctyi_row *rows, size_t count, const char *figure)
{
    for (size_t i = 0; i < count; i++) {
        rows[i].saved = figure;
        if (rows[i].kind == CTYI_ROW_ENTRY || rows[i].kind == CTYI_ROW_MORE)
            continue;
        rows[i].before = figure;
        rows[i].net = figure;
    }
}

void
specimen_amounts(struct specimen *specimen, const char *figure,
                 const char *money)
{
    struct ctyi_letter *letter = &specimen->letter;

    put_figures(specimen->rows, letter->row_count, figure);
    if (letter->front == specimen->front)
        put_figures(specimen->front, letter->front_count, figure);
    letter->amount = letter->total_before = letter->total_net =
        letter->total_saved = money;
    letter->sums[0].value = letter->sums[1].value = money;
    letter->bar_net_text = letter->bar_part_text = letter->bar_whole_text =
        letter->bar_net.value = money;
}

const char *
specimen_text(struct specimen *specimen, size_t length)
{
    char *text = ctyi_arena_get(&specimen->arena, length + 1);
    size_t used = 0;

    for (size_t i = 0; used < length; i++) {
        const char *word = words[i % (sizeof(words) / sizeof(words[0]))];

        while (*word != '\0' && used < length)
            text[used++] = *word++;
        if (used + 1 < length)
            text[used++] = ' ';
    }
    return text;
}
