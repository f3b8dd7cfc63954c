/* The head: who writes, to whom, and what about. */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#define MM CTYI_MM

static const double MARK = 8.4 * MM;
static const double LOGO_WIDEST = 60 * MM;
static const double LABELS = 19 * MM, LABELS_MOST = 32 * MM; /* of facts */
static const double FACTS_LEADING = 11;                      /* at least */
static const double SMALL_HEAD = 19 * MM;

static const struct ctyi_style sender[] = {
    {14, 600, true, false, -1.2}, {12.5, 600, true, false, -1},
    {11, 600, true, false, -0.5}, {10, 600, false, false, -0.5},
    {9, 600, false, false, 0},
};
static const struct ctyi_style contact = {8, 400, false, false, 1};
static const double CONTACT_LEADING = 3.6 * MM;
static const double CONTACT_WIDEST = 60 * MM;
static const struct ctyi_style return_style[] = {
    {6.5, 400, false, false, 1},
    {6, 400, false, false, 0},
};
static const struct ctyi_style sort_style = {6.5, 400, false, true, 1};
static const struct ctyi_style recipient_style[] = {
    {10, 400, false, false, 0}, {9.5, 400, false, false, 0},
    {9, 400, false, false, 0},  {8.5, 400, false, false, 0},
    {8, 400, false, false, 0},
};
static const struct ctyi_style fact_style[] = {
    {8.5, 500, false, false, 0},
    {8, 500, false, false, 0},
};

enum {
    SENDER_SIZES = sizeof(sender) / sizeof(sender[0]),
    EMAIL_LINES = 2,
    PHONE_LINES = 1,
    RETURN_LINES = 2,
    RETURN_SIZES = sizeof(return_style) / sizeof(return_style[0]),
    RECIPIENT_SIZES = sizeof(recipient_style) / sizeof(recipient_style[0]),
    RECIPIENT_UNBROKEN = 3, /* sizes that are tried before lines are broken */
    NAME_LINES_BELOW = 6,   /* and nothing is in the window */
    FACT_SIZES = sizeof(fact_style) / sizeof(fact_style[0])
};

/* ---- the sender ---- */

/* A rounded square with three rising bars, for who has no logo. */
static void
draw_mark(struct ctyi_sheet *sheet, double x, double middle)
{
    static const double lefts[] = {-2.5, -0.575, 1.35};
    static const double tops[] = {0.1, -1.1, -2.3};
    const struct ctyi_colours *colours = sheet->colours;
    double centre = x + MARK / 2;

    ctyi_draw_box(sheet->drawing, x, middle - MARK / 2, MARK, MARK, 1.4 * MM,
                  CTYI_ALL_CORNERS, colours->accent);
    for (size_t i = 0; i < 3; i++)
        ctyi_draw_box(sheet->drawing,
                      sheet->drawing->mirrored ? centre - (lefts[i] + 1.15) * MM
                                               : centre + lefts[i] * MM,
                      middle + tops[i] * MM, 1.15 * MM, (2.3 - tops[i]) * MM, 0,
                      0, colours->white);
}

/* Answers where the issuer's name begins; 0: below the logo, which is wide
 * because it says it, too. */
static double
draw_logo_or_mark(struct ctyi_sheet *sheet, double middle)
{
    const struct ctyi_brand *brand = sheet->letter->brand;
    double width, height = MARK;

    if (brand->logo == NULL || brand->logo_width <= 0 ||
        brand->logo_height <= 0) {
        draw_mark(sheet, sheet->left, middle);
        return sheet->left + MARK + 3 * MM;
    }
    width = height * brand->logo_width / brand->logo_height;
    if (width > LOGO_WIDEST) {
        height *= LOGO_WIDEST / width;
        width = LOGO_WIDEST;
    }
    ctyi_draw_logo(sheet->drawing, sheet->left, middle - height / 2, width,
                   height);
    if (brand->logo_width > 2.5 * brand->logo_height)
        return 0;
    return sheet->left + width + 3 * MM;
}

static void
draw_name(struct ctyi_sheet *sheet, const struct ctyi_block *name, double x,
          double y, double leading)
{
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    ctyi_block_draw(sheet, name, x, y, leading, CTYI_LEFT, sheet->colours->ink);
    ctyi_draw_end(sheet->drawing);
}

/* A picture is no name to search for or to have read aloud. Facts may begin as
 * high, at column 8 or further left. */
static void
draw_name_below(struct ctyi_sheet *sheet, double facts_x, double y)
{
    double room = fmin(facts_x, sheet->middle) - 5 * MM - sheet->left;
    struct ctyi_block name;

    ctyi_block_set(sheet, &contact, 1, sheet->letter->brand->issuer.name, room,
                   1, &name);
    ctyi_block_cut(sheet, &name, room, NAME_LINES_BELOW);
    draw_name(sheet, &name, sheet->left, y, 3.6 * MM);
}

/* How far down the next one is. */
static double
draw_right(struct ctyi_sheet *sheet, const char *text, size_t lines, double y)
{
    struct ctyi_block block;

    if (text[0] == '\0')
        return 0;
    ctyi_block_set(sheet, &contact, 1, text, CONTACT_WIDEST, 1, &block);
    ctyi_block_cut(sheet, &block, CONTACT_WIDEST, lines);
    ctyi_block_draw(sheet, &block, sheet->right, y, CONTACT_LEADING, CTYI_RIGHT,
                    sheet->colours->secondary);
    return (double)block.count * CONTACT_LEADING;
}

static void
draw_contact(struct ctyi_sheet *sheet, const char *email, const char *phone,
             double middle)
{
    bool both = email[0] != '\0' && phone[0] != '\0';
    double y = both ? middle - 0.35 * MM : middle + 1.05 * MM;

    if (email[0] == '\0' && phone[0] == '\0')
        return;
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    y += draw_right(sheet, email, EMAIL_LINES, y);
    (void)draw_right(sheet, phone, PHONE_LINES, y);
    ctyi_draw_end(sheet->drawing);
}

static void
draw_sender(struct ctyi_sheet *sheet, double facts_x)
{
    const cty_issuer *issuer = &sheet->letter->brand->issuer;
    double middle = 18.5 * MM;
    double name_x = draw_logo_or_mark(sheet, middle);
    struct ctyi_block name;
    double room, leading;

    if (name_x > 0) {
        room = sheet->right - name_x - 6 * MM -
               fmin(fmax(ctyi_measure(sheet, &contact, issuer->email),
                         ctyi_measure(sheet, &contact, issuer->phone)),
                    CONTACT_WIDEST);
        ctyi_block_set(sheet, sender, SENDER_SIZES, issuer->name, room, 1,
                       &name);
        ctyi_block_cut(sheet, &name, room, 4);
        leading = 1.2 * name.style->size;
        draw_name(sheet, &name, name_x,
                  middle + 0.355 * name.style->size -
                      ctyi_block_depth(&name, leading) / 2,
                  leading);
    } else {
        draw_name_below(sheet, facts_x, middle + MARK / 2 + 3.8 * MM);
    }
    draw_contact(sheet, issuer->email, issuer->phone, middle);
}

/* ---- the window ---- */

/* In what the window shows nothing is mirrored: a line begins where its own
 * script does. */
static void
draw_in_window(struct ctyi_sheet *sheet, const struct ctyi_block *block,
               double y, double leading, bool from_right, uint32_t rgb)
{
    double x = sheet->paper->left * MM;

    if (from_right)
        x += sheet->paper->recipient_width * MM;
    ctyi_block_draw(sheet, block, x, y, leading,
                    from_right ? CTYI_RIGHT : CTYI_LEFT, rgb);
}

/* Its last line says which place in the run it has. */
static void
draw_sort_line(struct ctyi_sheet *sheet)
{
    const char *text = sheet->letter->sort_line;
    struct ctyi_block block;

    if (text[0] == '\0')
        return;
    ctyi_block_set(sheet, &sort_style, 1, text,
                   sheet->paper->recipient_width * MM, 1, &block);
    ctyi_block_draw_part(sheet, &block, block.count - 1, block.count,
                         sheet->paper->left * MM, sheet->paper->sort_y * MM, 0,
                         CTYI_LEFT, sheet->colours->secondary);
}

static void
set_return_line(struct ctyi_sheet *sheet, struct ctyi_block *block)
{
    ctyi_block_set(sheet, return_style, RETURN_SIZES,
                   sheet->letter->return_line,
                   sheet->paper->recipient_width * MM, 1, block);
}

bool
ctyi_window_says_sender(struct ctyi_sheet *sheet)
{
    struct ctyi_block block;

    if (sheet->paper->return_y <= 0)
        return false;
    set_return_line(sheet, &block);
    return block.count <= RETURN_LINES;
}

static void
draw_return_line(struct ctyi_sheet *sheet)
{
    bool from_right =
        ctyi_runs_from_right(sheet, sheet->letter->brand->issuer.name);
    struct ctyi_block block;

    if (sheet->letter->return_line[0] == '\0' || sheet->paper->return_y <= 0)
        return;
    set_return_line(sheet, &block);
    ctyi_block_cut(sheet, &block, sheet->paper->recipient_width * MM,
                   RETURN_LINES);
    draw_in_window(sheet, &block, sheet->paper->return_y * MM, 7.5, from_right,
                   sheet->colours->secondary);
}

struct recipient {
    struct ctyi_block lines[CTYI_RECIPIENT_MOST];
    size_t count, total; /* lines that were given, and what became of them */
    uint8_t cut;         /* a bit for each that was given */
};

/* Set in one size, and broken only in as many lines as have room. */
static bool
set_recipient(struct ctyi_sheet *sheet, const struct ctyi_style *style,
              size_t most, struct recipient *recipient)
{
    const struct ctyi_letter *letter = sheet->letter;
    double width = sheet->paper->recipient_width * MM;

    recipient->total = 0;
    recipient->count = letter->recipient_lines;
    for (size_t i = 0; i < recipient->count; i++) {
        ctyi_block_set(sheet, style, 1, letter->recipient[i], width, 1,
                       &recipient->lines[i]);
        recipient->total += recipient->lines[i].count;
    }
    return recipient->total <= most;
}

/* What is longest gives way: a name that is too long for the window stands in
 * full on no envelope, but below. */
static void
shorten_recipient(struct ctyi_sheet *sheet, size_t most,
                  struct recipient *recipient)
{
    while (recipient->total > most) {
        size_t longest = 0;

        for (size_t i = 1; i < recipient->count; i++)
            if (recipient->lines[i].count > recipient->lines[longest].count)
                longest = i;
        if (recipient->lines[longest].count <= 1)
            return;
        ctyi_block_cut(sheet, &recipient->lines[longest],
                       sheet->paper->recipient_width * MM,
                       recipient->lines[longest].count - 1);
        recipient->cut |= (uint8_t)(1U << longest);
        recipient->total--;
    }
}

/* In the largest size that leaves the lines some air; else lines are broken,
 * and stand as close as they can. */
static void
fit_recipient(struct ctyi_sheet *sheet, double room,
              struct recipient *recipient)
{
    size_t given = sheet->letter->recipient_lines, most = 0;
    double leading = given > 1 ? room / (double)(given - 1) : room;

    for (size_t i = 0; i < RECIPIENT_UNBROKEN; i++)
        if (leading >= 1.18 * recipient_style[i].size &&
            set_recipient(sheet, &recipient_style[i], given, recipient))
            return;
    for (size_t i = RECIPIENT_UNBROKEN - 1; i < RECIPIENT_SIZES; i++) {
        most = 1 + (size_t)(room / (1.1 * recipient_style[i].size) + 1e-6);
        if (set_recipient(sheet, &recipient_style[i], most, recipient))
            return;
    }
    shorten_recipient(sheet, most, recipient);
}

/* Answers which lines were cut. */
static uint8_t
draw_recipient(struct ctyi_sheet *sheet)
{
    const struct ctyi_letter *letter = sheet->letter;
    double y = sheet->paper->recipient_y * MM;
    double room = sheet->paper->recipient_last * MM - y, leading = 13.5;
    struct recipient recipient = {.cut = 0};
    bool from_right;

    if (letter->recipient_lines == 0)
        return 0;
    from_right = letter->right_to_left &&
                 ctyi_runs_from_right(sheet, letter->recipient[0]);
    fit_recipient(sheet, room, &recipient);
    if (recipient.total > 1)
        leading = fmin(leading, room / (double)(recipient.total - 1));
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    for (size_t i = 0; i < recipient.count; i++) {
        draw_in_window(sheet, &recipient.lines[i], y, leading, from_right,
                       sheet->colours->ink);
        y += (double)recipient.lines[i].count * leading;
    }
    ctyi_draw_end(sheet->drawing);
    return recipient.cut;
}

static uint8_t
draw_window(struct ctyi_sheet *sheet)
{
    struct ctyi_drawing *drawing = sheet->drawing;
    bool mirrored = drawing->mirrored;
    uint8_t cut;

    drawing->mirrored = false;
    draw_return_line(sheet);
    draw_sort_line(sheet);
    cut = draw_recipient(sheet);
    drawing->mirrored = mirrored;
    return cut;
}

/* ---- the facts ---- */

static double
facts_leading(const struct ctyi_sheet *sheet, size_t lines, double *y)
{
    const struct ctyi_paper *paper = sheet->paper;
    double gaps = lines > 1 ? (double)(lines - 1) : 1;
    double room = (paper->facts_last - paper->facts_y) * MM;
    double leading = fmax(FACTS_LEADING, fmin(13.5, room / gaps));

    *y = fmin(paper->facts_y * MM, paper->facts_last * MM - gaps * leading);
    *y = fmax(*y, paper->facts_first * MM);
    return leading;
}

struct facts {
    struct ctyi_block labels[CTYI_FACTS_MOST], values[CTYI_FACTS_MOST];
    size_t lines[CTYI_FACTS_MOST], total;
    double indent;
};

static void
set_facts(struct ctyi_sheet *sheet, double x, struct facts *facts)
{
    const struct ctyi_letter *letter = sheet->letter;
    double width;

    facts->total = 0;
    facts->indent = LABELS;
    for (size_t i = 0; i < letter->fact_count; i++)
        facts->indent =
            fmax(facts->indent, 8 + ctyi_measure(sheet, &ctyi_style_small[0],
                                                 letter->facts[i].label));
    facts->indent = fmin(facts->indent, LABELS_MOST);
    width = sheet->right - x - facts->indent;
    for (size_t i = 0; i < letter->fact_count; i++) {
        ctyi_block_set(sheet, ctyi_style_small, 1, letter->facts[i].label,
                       facts->indent - 7.9, 1, &facts->labels[i]);
        ctyi_block_set(sheet, fact_style, FACT_SIZES, letter->facts[i].value,
                       width, 1, &facts->values[i]);
        ctyi_block_cut(sheet, &facts->values[i], width, 3);
        facts->lines[i] = facts->labels[i].count > facts->values[i].count
                              ? facts->labels[i].count
                              : facts->values[i].count;
        facts->total += facts->lines[i];
    }
}

/* Long ones begin further left, where that is not in the window. */
static double
place_facts(struct ctyi_sheet *sheet, struct facts *facts)
{
    const struct ctyi_paper *paper = sheet->paper;
    size_t most = 1 + (size_t)((paper->facts_last - paper->facts_first) * MM /
                               FACTS_LEADING);
    double x = sheet->middle;

    set_facts(sheet, x, facts);
    if (facts->total > most && paper->facts_above) {
        x = sheet->left + sheet->width / 4;
        set_facts(sheet, x, facts);
    }
    return x;
}

/* On a mirrored page they begin at the margin, or they would be in the
 * window. */
static double
draw_facts(struct ctyi_sheet *sheet, const struct facts *facts, double x)
{
    double y, leading = facts_leading(sheet, facts->total, &y);

    if (sheet->drawing->mirrored)
        x = sheet->left;
    for (size_t i = 0; i < sheet->letter->fact_count; i++) {
        ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
        ctyi_block_draw(sheet, &facts->labels[i], x, y, leading, CTYI_LEFT,
                        sheet->colours->secondary);
        ctyi_block_draw(sheet, &facts->values[i], x + facts->indent, y, leading,
                        CTYI_LEFT, sheet->colours->ink);
        ctyi_draw_end(sheet->drawing);
        y += (double)facts->lines[i] * leading;
    }
    return y - leading;
}

double
ctyi_head_draw(struct ctyi_sheet *sheet, uint8_t *out_cut)
{
    struct facts facts;
    double x = place_facts(sheet, &facts);

    draw_sender(sheet, x);
    *out_cut = draw_window(sheet);
    return draw_facts(sheet, &facts, x);
}

/* ---- the other pages ---- */

static void
set_pair(struct ctyi_sheet *sheet, const char *strong, const char *soft,
         double width, struct ctyi_pair *pair)
{
    ctyi_block_set(sheet, ctyi_style_bold, CTYI_BOLD_SIZES, strong, width, 1,
                   &pair->strong);
    ctyi_block_cut(sheet, &pair->strong, width, 2);
    ctyi_block_set(sheet, ctyi_style_small, CTYI_SMALL_SIZES, soft, width, 1,
                   &pair->soft);
    ctyi_block_cut(sheet, &pair->soft, width, 3);
}

static double
soft_y(const struct ctyi_pair *pair)
{
    return SMALL_HEAD + ctyi_block_depth(&pair->strong, 12) + 12.5;
}

double
ctyi_small_head_measure(struct ctyi_sheet *sheet,
                        struct ctyi_small_head *out_head)
{
    const struct ctyi_letter *letter = sheet->letter;
    const char *client =
        letter->recipient_lines > 0 ? letter->recipient[0] : "";
    const char *number = letter->fact_count > 2 ? letter->facts[2].value : "";
    const char *period = letter->fact_count > 3 ? letter->facts[3].value : "";

    set_pair(sheet, letter->brand->issuer.name, client, 0.58 * sheet->width,
             &out_head->left);
    set_pair(sheet, number, period, 0.38 * sheet->width, &out_head->right);
    return fmax(
        soft_y(&out_head->left) + ctyi_block_depth(&out_head->left.soft, 11),
        soft_y(&out_head->right) + ctyi_block_depth(&out_head->right.soft, 11));
}

static void
draw_pair(struct ctyi_sheet *sheet, const struct ctyi_pair *pair, double x,
          enum ctyi_align align)
{
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    ctyi_block_draw(sheet, &pair->strong, x, SMALL_HEAD, 12, align,
                    sheet->colours->ink);
    ctyi_block_draw(sheet, &pair->soft, x, soft_y(pair), 11, align,
                    sheet->colours->secondary);
    ctyi_draw_end(sheet->drawing);
}

void
ctyi_small_head_draw(struct ctyi_sheet *sheet,
                     const struct ctyi_small_head *head)
{
    draw_pair(sheet, &head->left, sheet->left, CTYI_LEFT);
    draw_pair(sheet, &head->right, sheet->right, CTYI_RIGHT);
}

void
ctyi_marks_draw(struct ctyi_sheet *sheet)
{
    const struct ctyi_paper *paper = sheet->paper;
    struct ctyi_drawing *drawing = sheet->drawing;
    bool mirrored = drawing->mirrored;
    uint32_t rgb = sheet->colours->secondary;

    drawing->mirrored = false;
    for (size_t i = 0; i < 2; i++)
        ctyi_draw_line(drawing, 5 * MM, paper->folds[i] * MM, 9 * MM,
                       paper->folds[i] * MM, 0.35, rgb);
    if (paper->punch > 0)
        ctyi_draw_line(drawing, 5 * MM, paper->punch * MM, 11 * MM,
                       paper->punch * MM, 0.35, rgb);
    drawing->mirrored = mirrored;
}
