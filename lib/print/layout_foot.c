/* The note with who signs it and the code to verify by, and the foot. */
#include "print/layout.h"

#include <math.h>
#include <string.h>

#define MM CTYI_MM

static const double CODE_SIDE = 15 * MM;
static const double BELOW_TEXT = 2;
static const double RADIUS = 1.6 * MM;
static const double FOOT_LEADING = 8.5;
static const double PAGE_NUMBER = 80; /* the width that it is left */

static const double note_leading[CTYI_BODY_SIZES] = {13.5, 12.5, 11.5};
static const struct ctyi_style note_strong[CTYI_BODY_SIZES] = {
    {9.5, 600, false, false, 0},
    {9, 600, false, false, 0},
    {8.5, 600, false, false, 0},
};
static const struct ctyi_style legal_style = {7, 400, false, false, 0.5};
static const struct ctyi_style page_style = {7.5, 500, false, false, 0};

enum {
    NOTE_LINES = 3,
    LEGAL_UP = 3,   /* lines that go up from the page's number */
    LEGAL_DOWN = 3, /* more go down into the margin; still more up again */
    LEGAL_MOST = 24
};

/* ---- the note ---- */

static double
padding(const struct ctyi_sheet *sheet)
{
    return ctyi_ease(sheet, 4.5 * MM, 2.7 * MM);
}

static double
text_width(const struct ctyi_sheet *sheet)
{
    double pad = 4.5 * MM;

    if (sheet->letter->qr[0] == '\0')
        return sheet->width - 2 * pad;
    return sheet->width - CODE_SIDE - 3 * pad - 2 * MM;
}

void
ctyi_note_measure(struct ctyi_sheet *sheet, bool brief,
                  struct ctyi_note *out_note)
{
    const struct ctyi_letter *letter = sheet->letter;
    size_t from = brief ? CTYI_BODY_SIZES - 1 : 0, size;
    double width = text_width(sheet);

    memset(out_note, 0, sizeof(*out_note));
    out_note->panel = letter->note[0] != '\0' || letter->signer[0] != '\0' ||
                      letter->signer_line[0] != '\0';
    ctyi_block_set(sheet, &ctyi_style_body[from], CTYI_BODY_SIZES - from,
                   letter->note, width, NOTE_LINES, &out_note->note);
    size = (size_t)(out_note->note.style - ctyi_style_body);
    out_note->leading = note_leading[size];
    out_note->signer_in_two =
        letter->signer[0] != '\0' && letter->signer_line[0] != '\0' &&
        ctyi_measure(sheet, &note_strong[size], letter->signer) + 6 +
                ctyi_measure(sheet, &ctyi_style_body[size],
                             letter->signer_line) >
            width;
    ctyi_block_set(sheet, &note_strong[size], 1, letter->signer, width, 1,
                   &out_note->signer);
    ctyi_block_set(sheet, &ctyi_style_body[size], 1, letter->signer_line, width,
                   1, &out_note->signer_line);
}

/* From the first baseline to the last. */
static double
text_depth(const struct ctyi_note *note)
{
    size_t lines = note->note.count + note->signer.count;
    double depth;

    if (note->signer_in_two || note->signer.count == 0)
        lines += note->signer_line.count;
    depth = lines > 1 ? (double)(lines - 1) * note->leading : 0;
    if (note->note.count > 0 && lines > note->note.count)
        depth += 3.5;
    return depth;
}

double
ctyi_note_height(const struct ctyi_sheet *sheet, const struct ctyi_note *note)
{
    double height, code = 0;

    if (sheet->letter->qr[0] != '\0')
        code = CODE_SIDE + (note->panel ? 2 * padding(sheet) - MM : 0);
    if (!note->panel)
        return code;
    height = 2 * padding(sheet) + 7.2 + text_depth(note) + BELOW_TEXT;
    return fmax(height, code);
}

void
ctyi_note_cut(struct ctyi_sheet *sheet, struct ctyi_note *note, double height)
{
    double over = ctyi_note_height(sheet, note) - height;
    size_t lines;

    if (over <= 0)
        return;
    lines = (size_t)ceil(over / note->leading);
    if (lines < note->note.count)
        ctyi_block_cut(sheet, &note->note, text_width(sheet),
                       note->note.count - lines);
}

static void
draw_signer(struct ctyi_sheet *sheet, const struct ctyi_note *note, double x,
            double y)
{
    double below = (double)note->signer.count * note->leading, beside = 0;

    ctyi_block_draw(sheet, &note->signer, x, y, note->leading, CTYI_LEFT,
                    sheet->colours->ink);
    if (!note->signer_in_two && note->signer.count > 0) {
        below = 0;
        beside =
            6 + ctyi_measure(sheet, note->signer.style, sheet->letter->signer);
    }
    ctyi_block_draw(sheet, &note->signer_line, x + beside, y + below,
                    note->leading, CTYI_LEFT, sheet->colours->secondary);
}

static void
draw_panel(struct ctyi_sheet *sheet, const struct ctyi_note *note, double y,
           double height)
{
    double x = sheet->left + 4.5 * MM;
    double first = y + (height - 7.2 - BELOW_TEXT - text_depth(note)) / 2 + 7.2;

    ctyi_draw_box(sheet->drawing, sheet->left, y, sheet->width, height, RADIUS,
                  CTYI_ALL_CORNERS, sheet->colours->tint);
    ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
    ctyi_block_draw(sheet, &note->note, x, first, note->leading, CTYI_LEFT,
                    sheet->colours->ink);
    if (note->note.count > 0)
        first += (double)note->note.count * note->leading + 3.5;
    draw_signer(sheet, note, x, first);
    ctyi_draw_end(sheet->drawing);
}

void
ctyi_note_draw(struct ctyi_sheet *sheet, const struct ctyi_note *note, double y)
{
    double height = ctyi_note_height(sheet, note);
    double inset = note->panel ? 4.5 * MM : 0;

    if (note->panel)
        draw_panel(sheet, note, y, height);
    if (sheet->letter->qr[0] != '\0')
        ctyi_draw_qr(
            sheet->drawing, sheet->letter->qr, sheet->right - inset - CODE_SIDE,
            y + (height - CODE_SIDE) / 2, CODE_SIDE, sheet->colours->ink);
}

/* ---- the foot ---- */

static double
first_legal_y(const struct ctyi_sheet *sheet, const struct ctyi_block *legal)
{
    size_t lines = legal->count > 0 ? legal->count : 1, down = 0;

    if (lines > LEGAL_UP)
        down = lines - LEGAL_UP < LEGAL_DOWN ? lines - LEGAL_UP : LEGAL_DOWN;
    return sheet->paper->foot_y * MM -
           (double)(lines - 1 - down) * FOOT_LEADING;
}

double
ctyi_foot_measure(struct ctyi_sheet *sheet, struct ctyi_block *out_legal)
{
    const struct ctyi_letter *letter = sheet->letter;
    double width = sheet->width - PAGE_NUMBER;

    ctyi_block_set(sheet, &legal_style, 1,
                   ctyi_window_says_sender(sheet) ? letter->legal
                                                  : letter->foot,
                   width, 1, out_legal);
    ctyi_block_cut(sheet, out_legal, width, LEGAL_MOST);
    return first_legal_y(sheet, out_legal) - 13.5;
}

void
ctyi_foot_draw(struct ctyi_sheet *sheet, const struct ctyi_block *legal,
               int page, int pages)
{
    const char *number =
        ctyi_letter_page(sheet->letter, sheet->arena, page, pages);

    if (number == NULL) {
        sheet->drawing->failed = true;
        return;
    }
    if (legal->count > 0) {
        ctyi_draw_tag(sheet->drawing, CTYI_TAG_P);
        ctyi_block_draw(sheet, legal, sheet->left, first_legal_y(sheet, legal),
                        FOOT_LEADING, CTYI_LEFT, sheet->colours->secondary);
        ctyi_draw_end(sheet->drawing);
    }
    ctyi_tagged(sheet, CTYI_TAG_P, &page_style, number, sheet->right,
                sheet->paper->foot_y * MM, CTYI_RIGHT, sheet->colours->ink);
}
