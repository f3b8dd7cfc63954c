/* A statement as one HTML file that needs nothing else. */
#include "print/html.h"

#include <string.h>

/* ---- the head of the document ---- */

static void
put_head(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    bool front_is_all = letter->front == letter->rows;

    ctyi_html_element(sink, "<!doctype html>\n<html lang=\"", letter->language,
                      letter->right_to_left ? "\" dir=\"rtl\">\n"
                                            : "\" dir=\"ltr\">\n");
    ctyi_sink_text(
        sink,
        "<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<link rel=\"icon\" href=\"data:,\">\n");
    ctyi_html_element(sink, "<meta name=\"description\" content=\"",
                      letter->subject, "\">\n");
    ctyi_html_element(sink, "<title>", letter->title, "</title>\n");
    ctyi_sink_text(sink, "<style>\n");
    ctyi_html_style(letter, sink);
    ctyi_sink_text(sink, "</style>\n</head>\n<body class=\"");
    ctyi_sink_text(sink, letter->paper == CTY_PAPER_LETTER ? "letter" : "a4");
    if (front_is_all) {
        ctyi_sink_text(sink, " one\" style=\"--t:");
        ctyi_html_number(sink, (int)(ctyi_html_tightness(letter) * 100));
    }
    ctyi_sink_text(sink, "\">\n");
}

/* ---- who writes ---- */

/* Nothing but what an address is made of can become part of a link. */
static bool
is_address(const char *email)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789.-_+";
    size_t user = strspn(email, letters);
    const char *at = email + user;

    return user > 0 && *at == '@' && at[1] != '\0' &&
           at[1 + strspn(at + 1, letters)] == '\0';
}

static void
put_contact(const cty_issuer *issuer, struct ctyi_sink *sink)
{
    if (is_address(issuer->email)) {
        ctyi_html_element(sink, "<a href=\"mailto:", issuer->email, "\">");
        ctyi_html_element(sink, "<bdi>", issuer->email, "</bdi></a>");
    } else {
        ctyi_html_element(sink, "<bdi>", issuer->email, "</bdi>");
    }
    if (issuer->email[0] != '\0' && issuer->phone[0] != '\0')
        ctyi_sink_text(sink, "<br>");
    ctyi_html_element(sink, "<bdi>", issuer->phone, "</bdi>");
}

static void
put_address(const struct ctyi_brand *brand, struct ctyi_sink *sink)
{
    for (size_t i = 0; i < brand->address_lines; i++)
        ctyi_html_element(sink, i == 0 ? "<p class=\"home\"><bdi>" : "<bdi>",
                          brand->address[i],
                          i + 1 < brand->address_lines ? "</bdi><br>"
                                                       : "</bdi></p>\n");
}

/* The mark is drawn for who has no logo; a wide logo has the name in it, and
 * small below it. */
static void
put_name(const struct ctyi_brand *brand, struct ctyi_sink *sink)
{
    bool says_it = brand->logo_uri != NULL &&
                   2 * brand->logo_width > 5 * brand->logo_height;

    ctyi_sink_text(sink,
                   says_it ? "<p class=\"name logo\">" : "<p class=\"name\">");
    if (brand->logo_uri == NULL)
        ctyi_sink_text(sink,
                       "<svg viewBox=\"0 0 84 84\" aria-hidden=\"true\">"
                       "<rect width=\"84\" height=\"84\" rx=\"14\"/>"
                       "<path d=\"M17 43h11.5v22H17zM36.3 31h11.5v34H36.3z"
                       "M55.5 19H67v46H55.5z\"/></svg>");
    else
        ctyi_html_element(sink, "<img src=\"", brand->logo_uri, "\" alt=\"\">");
    ctyi_html_element(sink, "<bdi>", brand->issuer.name, "</bdi>");
    ctyi_sink_text(sink, "</p>\n");
}

static void
put_sender(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    const struct ctyi_brand *brand = letter->brand;

    ctyi_sink_text(sink, "<header>\n");
    put_name(brand, sink);
    ctyi_sink_text(sink, "<address>");
    put_address(brand, sink);
    put_contact(&brand->issuer, sink);
    ctyi_sink_text(sink, "</address>\n</header>\n");
    ctyi_html_element(sink, "<p class=\"return\">", letter->return_line,
                      "</p>\n");
}

/* ---- to whom ---- */

/* How many lines each part of an address takes in the window, and how many it
 * may: what is longest gives way, so that all have one at least. */
struct window {
    int wanted[CTYI_RECIPIENT_MOST], given[CTYI_RECIPIENT_MOST];
    int total; /* given */
    bool cut;
};

static void
shorten(struct window *window, size_t count, int most)
{
    while (window->total > most) {
        size_t longest = 0;

        for (size_t i = 1; i < count; i++)
            if (window->given[i] > window->given[longest])
                longest = i;
        if (window->given[longest] <= 1)
            return;
        window->given[longest]--;
        window->total--;
        window->cut = true;
    }
}

static struct window
measure_window(const struct ctyi_letter *letter)
{
    enum { WIDTH = 2240, MOST_ON_A4 = 8, MOST_ON_LETTER = 6 };
    struct window window = {.total = 0};

    for (size_t i = 0; i < letter->recipient_lines; i++) {
        int lines = 1 + ctyi_html_width(letter->recipient[i]) / WIDTH;

        window.wanted[i] = window.given[i] = lines;
        window.total += lines;
    }
    shorten(&window, letter->recipient_lines,
            letter->paper == CTY_PAPER_LETTER ? MOST_ON_LETTER : MOST_ON_A4);
    return window;
}

int
ctyi_html_lines_in_full(const struct ctyi_letter *letter)
{
    enum { WIDTH = 4600 };
    struct window window = measure_window(letter);
    int lines = 0;

    for (size_t i = 0; i < letter->recipient_lines; i++)
        if (window.given[i] < window.wanted[i])
            lines += 1 + ctyi_html_width(letter->recipient[i]) / WIDTH;
    return lines;
}

/* What the window cuts on paper stands over the table. */
static void
put_in_full(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    struct window window = measure_window(letter);

    if (!window.cut)
        return;
    ctyi_html_element(sink, "<dl class=\"full\"><dt>", letter->addressed,
                      "</dt><dd>");
    for (size_t i = 0; i < letter->recipient_lines; i++)
        if (window.given[i] < window.wanted[i])
            ctyi_html_element(sink, "<div><bdi>", letter->recipient[i],
                              "</bdi></div>");
    ctyi_sink_text(sink, "</dd></dl>\n");
}

static void
put_lines(struct ctyi_sink *sink, const char *open, int lines)
{
    ctyi_sink_text(sink, open);
    ctyi_sink_put(sink, &"0123456789"[lines > 9 ? 9 : lines], 1);
    ctyi_sink_text(sink, "\">");
}

/* The recipient stands in the envelope's window: the more lines there are, the
 * closer; more than there is room for are cut on paper. */
static void
put_address_lines(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    struct window window = measure_window(letter);

    put_lines(sink,
              window.cut ? "<p class=\"to cut\" style=\"--n:"
                         : "<p class=\"to\" style=\"--n:",
              window.total < 2 ? 2 : window.total);
    for (size_t i = 0; i < letter->recipient_lines; i++) {
        if (i > 0)
            ctyi_sink_text(sink, "<br>");
        if (window.cut)
            put_lines(sink, "<bdi style=\"--n:", window.given[i]);
        else
            ctyi_sink_text(sink, "<bdi>");
        ctyi_html_text(sink, letter->recipient[i]);
        ctyi_sink_text(sink, "</bdi>");
    }
    ctyi_sink_text(sink, "</p>\n");
}

static void
put_recipient(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    ctyi_sink_text(sink, "<div class=\"top\">\n");
    ctyi_html_element(sink, "<p class=\"sort\">", letter->sort_line, "</p>\n");
    put_address_lines(letter, sink);
    ctyi_sink_text(sink, "<dl class=\"facts\">\n");
    for (size_t i = 0; i < letter->fact_count; i++) {
        ctyi_html_element(sink, "<div><dt>", letter->facts[i].label, "</dt>");
        ctyi_html_element(sink, "<dd><bdi>", letter->facts[i].value,
                          "</bdi></dd>");
        ctyi_sink_text(sink, "</div>\n");
    }
    ctyi_sink_text(sink, "</dl>\n</div>\n");
}

/* ---- what it is about ---- */

static void
put_headline(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    ctyi_sink_text(sink, "<div class=\"hero\">\n");
    ctyi_html_element(sink, "<p class=\"corrected\">", letter->corrected,
                      "</p>\n");
    ctyi_html_element(sink, "<h1><span>", letter->headline, "</span> ");
    ctyi_sink_text(sink, "<strong style=\"--w:");
    ctyi_html_number(sink, ctyi_html_width(letter->amount));
    ctyi_html_element(sink, "\">", letter->amount, "</strong>");
    ctyi_sink_text(sink, "</h1>\n<div class=\"why\">\n");
    ctyi_html_element(sink, "<p>", letter->sentence, "</p>\n");
    ctyi_html_element(sink, "<p class=\"not\">", letter->not_a_bill, "</p>\n");
    ctyi_sink_text(sink, "</div>\n</div>\n");
}

/* ---- the foot ---- */

static void
put_note(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    bool noted = letter->note[0] != '\0' || letter->signer[0] != '\0';

    if (!noted && letter->qr[0] == '\0')
        return;
    ctyi_sink_text(sink, noted ? "<div class=\"note\">\n<div>\n"
                               : "<div class=\"note bare\">\n<div>\n");
    ctyi_html_element(sink, "<p>", letter->note, "</p>\n");
    if (letter->signer[0] != '\0') {
        ctyi_html_element(sink, "<p class=\"by\"><b>", letter->signer, "</b>");
        ctyi_html_element(sink, " <span>", letter->signer_line, "</span>");
        ctyi_sink_text(sink, "</p>\n");
    }
    ctyi_sink_text(sink, "</div>\n");
    ctyi_html_qr(letter, sink);
    ctyi_sink_text(sink, "</div>\n");
}

void
ctyi_html_render(const struct ctyi_letter *letter, struct ctyi_sink *sink)
{
    put_head(letter, sink);
    put_sender(letter, sink);
    ctyi_sink_text(sink, "<main>\n");
    put_recipient(letter, sink);
    put_headline(letter, sink);
    ctyi_html_bar(letter, sink);
    put_in_full(letter, sink);
    ctyi_html_table(letter, sink);
    ctyi_html_chart(letter, sink);
    put_note(letter, sink);
    ctyi_sink_text(sink, "</main>\n");
    ctyi_html_element(sink, "<footer><p>", letter->legal, "</p></footer>\n");
    ctyi_sink_text(sink, "</body>\n</html>\n");
}
