/*
 * Pages. Two bytes choose flags and language, the rest is a story's texts; the
 * statement is printed as text, HTML and PDF, twice the same, and no text gets
 * out of the place that it was given.
 */
#include <stdlib.h>
#include <string.h>

#include <courtesy/print.h>

#include "fuzz.h"
#include "story.h"

enum { FLAGS = CTY_PRINT_NO_QR | CTY_PRINT_DUPLEX | CTY_PRINT_ASCII };

typedef cty_status print(cty_printer *printer, const cty_statement *statement,
                         const cty_mailing *mailing, cty_write *write,
                         void *context, cty_error *err);

struct desk {
    const struct story *story;
    cty_printer *printer;
    cty_mailing mailing;
};

static struct written
print_twice(const struct desk *desk, print *as)
{
    struct written first = {0}, second = {0};
    cty_error err = CTY_ERROR_INIT;

    must_succeed(as(desk->printer, desk->story->statement, &desk->mailing,
                    fuzz_write, &first, &err),
                 &err);
    must_succeed(as(desk->printer, desk->story->statement, &desk->mailing,
                    fuzz_write, &second, &err),
                 &err);
    must(first.size == second.size && first.size > 0);
    must(memcmp(first.text, second.text, first.size) == 0);
    free(second.text);
    return first;
}

/* ---- text ---- */

static void
must_be_text(const struct desk *desk)
{
    struct written text = print_twice(desk, cty_print_text);

    must_be_utf8(&text);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.text[i];

        must(byte >= 0x20 || byte == '\n');
        must(byte != 0x7f);
        must(byte != 0xc2 || (unsigned char)text.text[i + 1] >= 0xa0);
    }
    free(text.text);
}

/* ---- HTML ---- */

static char
entity(const char *at, size_t *size)
{
    static const struct {
        const char *name;
        char means;
    } known[] = {{"&lt;", '<'},   {"&gt;", '>'},   {"&amp;", '&'},
                 {"&quot;", '"'}, {"&#39;", '\''}, {"&#34;", '"'}};

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        *size = strlen(known[i].name);
        if (strncmp(at, known[i].name, *size) == 0)
            return known[i].means;
    }
    *size = 1;
    return *at;
}

/* What a reader sees: without tags, and what stands for what. */
static char *
shown(const struct written *html)
{
    char *text = malloc(html->size + 1);
    const char *at = strstr(html->text, "<body");
    char *to = text;
    size_t size;

    must(text != NULL && at != NULL);
    while (*at != '\0') {
        if (*at == '<') {
            const char *end = strchr(at, '>');

            must(end != NULL);
            must(memchr(at + 1, '<', (size_t)(end - at - 1)) == NULL);
            at = end + 1;
            continue;
        }
        must(*at != '>');
        *to++ = entity(at, &size);
        at += size;
    }
    *to = '\0';
    return text;
}

/*
 * A text is shown as it is, but for what turns the direction of what comes
 * after it and what is no character: they are in these blocks.
 */
static void
must_show(const char *text, const char *expected)
{
    if (strpbrk(expected, "\xe2\xef\xf0\xf1\xf2\xf3\xf4") == NULL)
        must(strstr(text, expected) != NULL);
}

static void
must_be_html(const struct desk *desk)
{
    struct written html = print_twice(desk, cty_print_html);
    char *text;

    must_be_utf8(&html);
    must(strncmp(html.text, "<!doctype html>", 15) == 0 ||
         strncmp(html.text, "<!DOCTYPE html>", 15) == 0);
    must(strstr(html.text, "<script") == NULL);
    text = shown(&html);
    must_show(text, fuzz_fault ? "\x01" : desk->story->label);
    must_show(text, desk->story->person);
    free(text);
    free(html.text);
}

/* ---- PDF ---- */

static cty_status
print_pdf(cty_printer *printer, const cty_statement *statement,
          const cty_mailing *mailing, cty_write *write, void *context,
          cty_error *err)
{
    cty_pdf *pdf = NULL;
    int32_t pages = 0;
    cty_status status = cty_pdf_open(printer, NULL, write, context, &pdf, err);

    if (status == CTY_OK)
        status = cty_pdf_add(pdf, statement, mailing, &pages, err);
    must(status != CTY_OK || (pages >= 1 && pages < 200));
    if (status == CTY_OK)
        status = cty_pdf_close(pdf, err);
    return status;
}

static void
must_be_pdf(const struct desk *desk)
{
    struct written pdf = print_twice(desk, print_pdf);

    must(pdf.size > 1000);
    must(memcmp(pdf.text, "%PDF-", 5) == 0);
    must(memcmp(pdf.text + pdf.size - 6, "%%EOF\n", 6) == 0);
    free(pdf.text);
}

/* ---- the desk ---- */

static const char *
language(uint8_t byte)
{
    size_t count = 0;

    while (cty_print_language(count) != NULL)
        count++;
    must(count > 0);
    return cty_print_language(byte % count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    cty_printer_options options = CTY_PRINTER_OPTIONS_INIT;
    struct desk desk = {.mailing = CTY_MAILING_INIT};
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_error err = CTY_ERROR_INIT;
    struct story story;
    uint8_t flags = take_byte(&feed);

    options.flags = flags & FLAGS;
    options.paper = flags >> 6 & 1 ? CTY_PAPER_A4 : CTY_PAPER_LETTER;
    options.issued = (cty_date){2026, 10, 5};
    options.language = language(take_byte(&feed));
    story = tell_story(&feed);
    options.note = story.note;
    desk.story = &story;
    desk.mailing.sort_key = story.name;
    desk.mailing.sequence = 1;
    desk.mailing.total = 1;
    must_succeed(cty_issuer_get(story.ledger, &issuer, &err), &err);
    must_succeed(cty_printer_open(&issuer, &options, &desk.printer, &err),
                 &err);
    must_be_text(&desk);
    must_be_html(&desk);
    must_be_pdf(&desk);
    cty_printer_close(desk.printer);
    end_story(&story);
    return 0;
}
