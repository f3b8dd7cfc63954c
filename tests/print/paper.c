#include "paper.h"

#include <unicode/ustring.h>

int
open_paper(void **state)
{
    struct paper *paper = calloc(1, sizeof(*paper));

    assert_non_null(paper);
    specimen_open(&paper->specimen);
    paper->options = (cty_printer_options)CTY_PRINTER_OPTIONS_INIT;
    paper->specimen.letter.options = &paper->options;
    *state = paper;
    return 0;
}

int
close_paper(void **state)
{
    struct paper *paper = *state;

    specimen_close(&paper->specimen);
    free(paper->text);
    free(paper);
    return 0;
}

/* ---- rendering ---- */

static bool
keep(void *context, const void *bytes, size_t size)
{
    struct paper *paper = context;

    if (paper->size + size >= paper->room) {
        paper->room = 2 * (paper->size + size) + 1;
        paper->text = realloc(paper->text, paper->room);
        assert_non_null(paper->text);
    }
    memcpy(paper->text + paper->size, bytes, size);
    paper->size += size;
    paper->text[paper->size] = '\0';
    return true;
}

static const char *
rendered(struct paper *paper, void (*render)(const struct ctyi_letter *letter,
                                             struct ctyi_sink *sink))
{
    struct ctyi_sink sink;

    paper->size = 0;
    ctyi_sink_begin(&sink, keep, paper);
    render(&paper->specimen.letter, &sink);
    assert_ok(ctyi_sink_end(&sink, ERR));
    assert_int_equal(strlen(paper->text), paper->size);
    return paper->text;
}

const char *
html_of(struct paper *paper)
{
    return rendered(paper, ctyi_html_render);
}

const char *
text_of(struct paper *paper)
{
    return rendered(paper, ctyi_text_render);
}

/* ---- texts ---- */

static void
fill_head(struct ctyi_letter *letter, cty_issuer *issuer, const char *text)
{
    const char **texts[] = {
        &letter->title,         &letter->subject,        &letter->return_line,
        &letter->sort_line,     &letter->corrected,      &letter->headline,
        &letter->amount,        &letter->sentence,       &letter->not_a_bill,
        &letter->bar_net.value, &letter->bar_net_text,   &letter->bar_part_text,
        &letter->note,          &letter->bar_whole_text, &letter->table_title,
        &letter->table_unit,    &letter->head_date,      &letter->head_what,
        &letter->head_before,   &letter->head_net,       &letter->head_saved,
        &letter->total_title,   &letter->total_before,   &letter->total_net,
        &letter->total_saved,   &letter->chart_title,    &letter->signer,
        &letter->signer_line,   &letter->qr_label,       &letter->legal,
        &letter->foot,          &issuer->name,           &issuer->email,
        &issuer->phone,
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        *texts[i] = text;
}

void
fill_with(struct paper *paper, const char *text)
{
    struct ctyi_letter *letter = &paper->specimen.letter;

    fill_head(letter, &paper->specimen.brand.issuer, text);
    paper->specimen.brand.address[0] = text;
    paper->specimen.brand.address_lines = 1;
    for (size_t i = 0; i < letter->recipient_lines; i++)
        letter->recipient[i] = text;
    for (size_t i = 0; i < letter->fact_count; i++)
        letter->facts[i] = (struct ctyi_labelled){text, text};
    for (size_t i = 0; i < letter->sum_count; i++)
        letter->sums[i] = (struct ctyi_labelled){text, text};
    for (size_t i = 0; i < letter->bar_count; i++)
        letter->bars[i].figure = letter->bars[i].label = letter->bars[i].year =
            text;
    for (size_t i = 0; i < letter->row_count; i++) {
        struct ctyi_row *row = &paper->specimen.rows[i];

        row->date = row->code = row->title = row->detail = text;
        row->before = row->net = row->saved = text;
    }
}

void
garble(char *text, size_t size, uint64_t *seed)
{
    static const char *const parts[] = {"<",
                                        ">",
                                        "\"",
                                        "'",
                                        "&",
                                        " ",
                                        "a",
                                        "-->",
                                        "\xC2\x9B",
                                        "\x1B[31m",
                                        "\r\n",
                                        "\xE2\x80\xAE",
                                        "\xE2\x81\xA6",
                                        "\xE2\x81\xA9",
                                        "\xE2\x80\xAC",
                                        "\xEF\xBF\xBF",
                                        "\xE6\xBC\xA2",
                                        "\xD8\xA7",
                                        "\xF0\x9F\x8E\x89",
                                        "e\xCC\x81",
                                        "\xFF",
                                        "\xE2\x80",
                                        "\xED\xA0\x80",
                                        "12,345.00",
                                        "</td>",
                                        "\xC2\xAD",
                                        "\xE2\x80\xA8"};
    size_t used = 0;

    for (;;) {
        const char *part;

        *seed = *seed * 6364136223846793005U + 1442695040888963407U;
        part = parts[(*seed >> 33) % (sizeof(parts) / sizeof(parts[0]))];
        if (used + strlen(part) >= size)
            break;
        memcpy(text + used, part, strlen(part));
        used += strlen(part);
    }
    text[used] = '\0';
}

/* ---- what was written ---- */

int32_t
next_character(const char **text)
{
    UChar wide[2];
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 1, used = 0;

    while (((unsigned char)(*text)[length] & 0xC0) == 0x80)
        length++;
    u_strFromUTF8(wide, 2, &used, *text, length, &code);
    if (U_FAILURE(code))
        fail_msg("no UTF-8: %.40s", *text);
    *text += length;
    return used == 1 ? wide[0] : U16_GET_SUPPLEMENTARY(wide[0], wide[1]);
}

void
assert_directions_closed(const char *text)
{
    enum { DEEP = 256 };
    char open[DEEP];
    size_t depth = 0;

    while (*text != '\0') {
        int32_t character = next_character(&text);

        if (character == '\n')
            assert_int_equal(depth, 0);
        if ((character >= 0x202A && character <= 0x202E &&
             character != 0x202C) ||
            (character >= 0x2066 && character <= 0x2068)) {
            assert_true(depth < DEEP);
            open[depth++] = character >= 0x2066 ? 'i' : 'e';
        }
        if (character == 0x202C) {
            assert_true(depth > 0);
            assert_int_equal(open[--depth], 'e');
        }
        if (character == 0x2069) {
            while (depth > 0 && open[depth - 1] == 'e')
                depth--;
            assert_true(depth > 0);
            depth--;
        }
    }
    assert_int_equal(depth, 0);
}
