/* The headline, the amount, the sentence that explains it, and the bar. */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#define MM CTYI_MM

static const double TO_AMOUNT = 41;
static const double GUTTER = 5 * MM;
static const double PART_LEAST = 1.5 * MM;
static const double PART_GAP = 1.4;
static const double IN_BAR = 4 * MM;
static const double PAIR_GAP = 4;
static const double CORRECTED_UP = 21; /* above the headline */
static const double CAPITAL = 0.73;    /* of the size */
static const double BELOW_WIDTH = 0.8; /* lines that are not too long */
static const double ADDRESSEE_LEADING = 11.5;

static const struct ctyi_style headline_style[] = {
    {13, 500, true, false, -0.6},
    {12, 500, true, false, -0.6},
    {11, 500, true, false, -0.4},
};
static const struct ctyi_style corrected_style[] = {
    {8.5, 500, false, false, 0},
    {8, 500, false, false, 0},
};
static const struct ctyi_style amount_style[] = {
    {44, 600, true, false, -2.2}, {40, 600, true, false, -2.1},
    {36, 600, true, false, -2},   {33, 600, true, false, -1.9},
    {30, 600, true, false, -1.8}, {27, 600, true, false, -1.7},
    {24, 600, true, false, -1.6}, {20, 600, true, false, -1.4},
};
static const struct ctyi_style sentence_strong[CTYI_BODY_SIZES] = {
    {9.5, 600, false, false, 0},
    {9, 600, false, false, 0},
    {8.5, 600, false, false, 0},
};
static const double sentence_leading[CTYI_BODY_SIZES] = {13.5, 12.5, 11.5};
static const struct ctyi_style bar_label = {8.5, 600, false, true, 1};
static const struct ctyi_style whole_label = {8.5, 400, false, true, 1};

enum {
    HEADLINE_SIZES = sizeof(headline_style) / sizeof(headline_style[0]),
    CORRECTED_SIZES = sizeof(corrected_style) / sizeof(corrected_style[0]),
    AMOUNT_SIZES = sizeof(amount_style) / sizeof(amount_style[0]),
    AMOUNT_BESIDE = 5 /* that are large enough to have it beside them */
};

/* ---- the sentence ---- */

static double
sentence_depth(const struct ctyi_lead *lead)
{
    size_t lines = lead->sentence.count + lead->not_a_bill.count;

    return lines > 1 ? (double)(lines - 1) * lead->leading : 0;
}

static void
set_sentence(struct ctyi_sheet *sheet, size_t size, double width,
             struct ctyi_lead *lead)
{
    lead->leading = sentence_leading[size];
    ctyi_block_set(sheet, &ctyi_style_body[size], 1, sheet->letter->sentence,
                   width, 1, &lead->sentence);
    ctyi_block_set(sheet, &sentence_strong[size], 1, sheet->letter->not_a_bill,
                   width, 1, &lead->not_a_bill);
}

/* At column 8, ending on the amount's baseline, below the facts and whatever
 * is above the headline. */
static bool
fits_beside(struct ctyi_sheet *sheet, double top, struct ctyi_lead *lead)
{
    double amount_y = sheet->paper->body_y * MM + TO_AMOUNT;

    for (size_t i = 0; i < CTYI_BODY_SIZES; i++) {
        set_sentence(sheet, i, sheet->right - sheet->middle, lead);
        if (amount_y - sentence_depth(lead) -
                CAPITAL * ctyi_style_body[i].size >=
            top)
            return true;
    }
    return false;
}

/* A correction that runs over the sentence needs its own line above it; the
 * window leaves no room for two. */
static double
corrected_end(struct ctyi_sheet *sheet)
{
    double beside = sheet->middle - GUTTER - sheet->left;

    if (ctyi_measure(sheet, &corrected_style[0], sheet->letter->corrected) <=
        beside)
        return 0;
    return sheet->paper->body_y * MM - CORRECTED_UP + 4;
}

static void
place_sentence(struct ctyi_sheet *sheet, double facts_end, bool compact,
               struct ctyi_lead *lead)
{
    double beside = sheet->middle - GUTTER - sheet->left;
    double top = fmax(facts_end + 16, corrected_end(sheet));

    ctyi_block_set(sheet, amount_style, compact ? AMOUNT_SIZES : AMOUNT_BESIDE,
                   sheet->letter->amount, beside, 1, &lead->amount);
    lead->below = lead->amount.count > 1 || !fits_beside(sheet, top, lead);
    if (!lead->below)
        return;
    ctyi_block_set(sheet, amount_style, AMOUNT_SIZES, sheet->letter->amount,
                   sheet->width, 1, &lead->amount);
    set_sentence(sheet, 0, BELOW_WIDTH * sheet->width, lead);
}

/* ---- measure ---- */

static void
measure_headline(struct ctyi_sheet *sheet, struct ctyi_lead *lead)
{
    const struct ctyi_letter *letter = sheet->letter;
    double beside = sheet->middle - GUTTER - sheet->left;

    ctyi_block_set(sheet, headline_style, HEADLINE_SIZES, letter->headline,
                   lead->below ? sheet->width : beside, 1, &lead->headline);
    lead->corrected_up = CORRECTED_UP + ctyi_block_depth(&lead->headline, 15);
    ctyi_block_set(sheet, corrected_style, CORRECTED_SIZES, letter->corrected,
                   sheet->width, 1, &lead->corrected);
}

static void
measure_bar(struct ctyi_sheet *sheet, struct ctyi_lead *lead)
{
    const struct ctyi_letter *letter = sheet->letter;
    double part = fmin(fmax(letter->bar_saved, 0), 1);
    double whole = sheet->width - PART_GAP, saved, net, label;

    if (!letter->bar)
        return;
    saved = fmin(fmax(part * whole, PART_LEAST), whole - PART_LEAST);
    net = whole - saved;
    if (part >= 1) {
        saved = sheet->width;
        net = 0;
    }
    lead->saved_width = saved;
    lead->net_width = net;
    label = ctyi_measure(sheet, &ctyi_style_strong[0], letter->bar_net_text) +
            2 * PAIR_GAP;
    lead->net_above = label + 2 * IN_BAR > net;
    lead->labels_in_two =
        lead->net_above &&
        ctyi_measure(sheet, &bar_label, letter->bar_net_text) +
                ctyi_measure(sheet, &bar_label, letter->bar_part_text) + 12 >
            sheet->width;
}

void
ctyi_lead_measure(struct ctyi_sheet *sheet, double facts_end, bool compact,
                  struct ctyi_lead *out_lead)
{
    memset(out_lead, 0, sizeof(*out_lead));
    place_sentence(sheet, facts_end, compact, out_lead);
    measure_headline(sheet, out_lead);
    measure_bar(sheet, out_lead);
}

/* ---- height ---- */

static double
bar_height(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, 8 * MM, 7 * MM);
}

/* From the last baseline above it to the bar's upper edge. */
static double
to_bar(const struct ctyi_sheet *sheet, const struct ctyi_lead *lead)
{
    return ctyi_ease(sheet, 31, 21.5) + (lead->labels_in_two ? 11 : 0);
}

static double
to_headline_end(const struct ctyi_lead *lead)
{
    if (!lead->below)
        return TO_AMOUNT;
    return TO_AMOUNT + 22 + sentence_depth(lead);
}

double
ctyi_lead_height(const struct ctyi_sheet *sheet, const struct ctyi_lead *lead)
{
    double height = to_headline_end(lead);

    if (!sheet->letter->bar)
        return height;
    return height + to_bar(sheet, lead) + bar_height(sheet) + 11.5;
}

/* ---- draw ---- */

static void
draw_headline(struct ctyi_sheet *sheet, const struct ctyi_lead *lead, double y)
{
    const struct ctyi_colours *colours = sheet->colours;
    double depth = ctyi_block_depth(&lead->headline, 15);

    if (lead->corrected.count > 0) {
        ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
        ctyi_block_draw(sheet, &lead->corrected, sheet->left,
                        y - lead->corrected_up -
                            ctyi_block_depth(&lead->corrected, 10.5),
                        10.5, CTYI_LEFT, colours->ink);
        ctyi_draw_end(sheet->drawing);
    }
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_H1);
    ctyi_block_draw(sheet, &lead->headline, sheet->left, y - depth, 15,
                    CTYI_LEFT, colours->secondary);
    ctyi_block_draw(sheet, &lead->amount,
                    sheet->left - lead->amount.style->size * 1.6 / 44,
                    y + TO_AMOUNT, 0, CTYI_LEFT, colours->accent);
    ctyi_draw_end(sheet->drawing);
}

static void
draw_sentence(struct ctyi_sheet *sheet, const struct ctyi_lead *lead,
              double end)
{
    double x = lead->below ? sheet->left : sheet->middle;
    double y = end - sentence_depth(lead);

    if (lead->sentence.count > 0) {
        ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
        ctyi_block_draw(sheet, &lead->sentence, x, y, lead->leading, CTYI_LEFT,
                        sheet->colours->ink);
        ctyi_draw_end(sheet->drawing);
    }
    if (lead->not_a_bill.count > 0) {
        ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
        ctyi_block_draw(sheet, &lead->not_a_bill, x,
                        y + (double)lead->sentence.count * lead->leading,
                        lead->leading, CTYI_LEFT, sheet->colours->ink);
        ctyi_draw_end(sheet->drawing);
    }
}

/* Spaces and marks of direction at a cut have no width to keep. */
static struct ctyi_line
trimmed(const char *text, size_t length)
{
    static const char *const isolates[] = {"\xe2\x81\xa8", "\xe2\x81\xa9"};
    bool again = true;

    while (again) {
        again = false;
        while (length > 0 && text[0] == ' ')
            text++, length--;
        while (length > 0 && text[length - 1] == ' ')
            length--;
        for (size_t i = 0; i < 2 && length >= 3; i++) {
            if (memcmp(text, isolates[i], 3) == 0)
                text += 3, length -= 3, again = true;
            else if (memcmp(text + length - 3, isolates[i], 3) == 0)
                length -= 3, again = true;
        }
    }
    return (struct ctyi_line){text, length};
}

/* In the bar the amount is bold, wherever the language puts it. */
static void
draw_net_label(struct ctyi_sheet *sheet, double x, double y)
{
    const struct ctyi_letter *letter = sheet->letter;
    const char *text = letter->bar_net_text, *value = letter->bar_net.value;
    const char *found = strstr(text, value);
    struct ctyi_line parts[3];
    double width;

    if (found == NULL || value[0] == '\0') {
        ctyi_text(sheet, &ctyi_style_figure[0], text, x, y, CTYI_LEFT,
                  sheet->colours->ink);
        return;
    }
    parts[0] = trimmed(text, (size_t)(found - text));
    parts[1] = (struct ctyi_line){value, strlen(value)};
    parts[2] = trimmed(found + strlen(value), strlen(found + strlen(value)));
    sheet->drawing->right_to_left = ctyi_runs_from_right(sheet, text);
    for (size_t i = 0; i < 3; i++) {
        width = ctyi_draw_line_of(
            sheet->drawing,
            i == 1 ? &ctyi_style_strong[0] : &ctyi_style_body[0], &parts[i], x,
            y, CTYI_LEFT, sheet->colours->ink);
        x += width > 0 ? width + PAIR_GAP : 0;
    }
}

/* The whole as a draughtsman gives a length: its label breaks the line. */
static void
draw_dimension(struct ctyi_sheet *sheet, double y)
{
    struct ctyi_drawing *drawing = sheet->drawing;
    double left = sheet->left, right = sheet->right;
    double centre = left + sheet->width / 2, half;
    uint32_t rgb = sheet->colours->secondary;

    half = ctyi_text(sheet, &whole_label, sheet->letter->bar_whole_text, centre,
                     y + 3, CTYI_CENTRE, rgb) /
               2 +
           7;
    ctyi_draw_line(drawing, left + 0.25, y - 3.5, left + 0.25, y + 3.5, 0.5,
                   rgb);
    ctyi_draw_line(drawing, right - 0.25, y - 3.5, right - 0.25, y + 3.5, 0.5,
                   rgb);
    if (centre - half <= left)
        return;
    ctyi_draw_line(drawing, left, y, centre - half, y, 0.5, rgb);
    ctyi_draw_line(drawing, centre + half, y, right, y, 0.5, rgb);
}

static void
draw_bar(struct ctyi_sheet *sheet, const struct ctyi_lead *lead, double y)
{
    struct ctyi_drawing *drawing = sheet->drawing;
    const struct ctyi_letter *letter = sheet->letter;
    const struct ctyi_colours *colours = sheet->colours;
    double height = bar_height(sheet), above = y - 5.5;

    ctyi_draw_tag(drawing, CTYI_TAG_FIGURE);
    if (lead->net_width > 0)
        ctyi_draw_box(drawing, sheet->left, y, lead->net_width, height, MM,
                      CTYI_TOP_LEFT | CTYI_BOTTOM_LEFT, colours->paid);
    ctyi_draw_box(drawing, sheet->right - lead->saved_width, y,
                  lead->saved_width, height, MM,
                  lead->net_width > 0 ? CTYI_TOP_RIGHT | CTYI_BOTTOM_RIGHT
                                      : CTYI_ALL_CORNERS,
                  colours->accent);
    if (lead->net_above)
        ctyi_text(sheet, &bar_label, letter->bar_net_text, sheet->left,
                  lead->labels_in_two ? above - 11 : above, CTYI_LEFT,
                  colours->ink);
    else
        draw_net_label(sheet, sheet->left + IN_BAR, y + height / 2 + 3.4);
    ctyi_text(sheet, &bar_label, letter->bar_part_text, sheet->right, above,
              CTYI_RIGHT, colours->accent);
    draw_dimension(sheet, y + height + 8.5);
    ctyi_draw_end(drawing);
}

void
ctyi_lead_draw(struct ctyi_sheet *sheet, const struct ctyi_lead *lead, double y)
{
    double end = y + to_headline_end(lead);

    draw_headline(sheet, lead, y);
    draw_sentence(sheet, lead, end);
    if (sheet->letter->bar)
        draw_bar(sheet, lead, end + to_bar(sheet, lead));
}

/* ---- what the window has no room for ---- */

static double
to_addressee(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, 24, 15);
}

void
ctyi_addressee_measure(struct ctyi_sheet *sheet, uint8_t cut, double x,
                       struct ctyi_addressee *out_addressee)
{
    const struct ctyi_letter *letter = sheet->letter;

    out_addressee->count = 0;
    if (cut == 0)
        return;
    ctyi_block_set(sheet, ctyi_style_small, CTYI_SMALL_SIZES, letter->addressed,
                   x - sheet->left - 6, 1, &out_addressee->label);
    for (size_t i = 0; i < letter->recipient_lines; i++)
        if ((cut & (1U << i)) != 0)
            ctyi_block_set(sheet, &ctyi_style_body[CTYI_BODY_SIZES - 1], 1,
                           letter->recipient[i], sheet->right - x, 1,
                           &out_addressee->lines[out_addressee->count++]);
}

static size_t
lines_of(const struct ctyi_addressee *addressee)
{
    size_t lines = 0;

    for (size_t i = 0; i < addressee->count; i++)
        lines += addressee->lines[i].count;
    return lines > addressee->label.count ? lines : addressee->label.count;
}

double
ctyi_addressee_height(const struct ctyi_sheet *sheet,
                      const struct ctyi_addressee *addressee)
{
    if (addressee->count == 0)
        return 0;
    return to_addressee(sheet) +
           (double)(lines_of(addressee) - 1) * ADDRESSEE_LEADING;
}

void
ctyi_addressee_draw(struct ctyi_sheet *sheet,
                    const struct ctyi_addressee *addressee, double x, double y)
{
    if (addressee->count == 0)
        return;
    y += to_addressee(sheet);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    ctyi_block_draw(sheet, &addressee->label, sheet->left, y, ADDRESSEE_LEADING,
                    CTYI_LEFT, sheet->colours->secondary);
    for (size_t i = 0; i < addressee->count; i++) {
        ctyi_block_draw(sheet, &addressee->lines[i], x, y, ADDRESSEE_LEADING,
                        CTYI_LEFT, sheet->colours->ink);
        y += (double)addressee->lines[i].count * ADDRESSEE_LEADING;
    }
    ctyi_draw_end(sheet->drawing);
}
