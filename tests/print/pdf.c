/* PDFs by their bytes; test_pdf.py has others read them. */
#include "mail.h"

#include <courtesy/print.h>

/* What a writer took; it refuses from the call on that is numbered. */
struct file {
    char *bytes;
    size_t size, room;
    int calls, refused_from; /* 0: never */
};

static bool
take(void *context, const void *bytes, size_t size)
{
    struct file *file = context;

    if (++file->calls >= file->refused_from && file->refused_from != 0)
        return false;
    if (size > file->room - file->size) {
        file->room = 2 * (file->room + size);
        file->bytes = realloc(file->bytes, file->room);
        assert_non_null(file->bytes);
    }
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
    return true;
}

static void
assert_same_bytes(const struct file *a, const struct file *b)
{
    assert_true(a->size > 1000);
    assert_int_equal(a->size, b->size);
    assert_memory_equal(a->bytes, b->bytes, a->size);
}

static bool
has(const struct file *file, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i + length <= file->size; i++)
        if (memcmp(file->bytes + i, text, length) == 0)
            return true;
    return false;
}

static cty_printer *
printer_of(struct mail *mail, uint32_t flags)
{
    cty_printer *printer = NULL;

    mail->options.flags = flags;
    assert_ok(cty_printer_open(&mail->issuer, &mail->options, &printer, ERR));
    return printer;
}

/* A PDF of the statement, count times. */
static cty_status
print(cty_printer *printer, struct mail *mail, int count, struct file *file,
      cty_error *err)
{
    cty_status status;
    cty_pdf *pdf = NULL;

    assert_ok(cty_pdf_open(printer, NULL, take, file, &pdf, ERR));
    for (int i = 0; i < count; i++) {
        status = cty_pdf_add(pdf, mail->statement, &mail->mailing, NULL, err);
        if (status != CTY_OK) {
            assert_int_equal(cty_pdf_close(pdf, NULL), CTY_E_STATE);
            return status;
        }
    }
    return cty_pdf_close(pdf, err);
}

static int
open_story(void **state)
{
    struct mail *mail = mail_new("USD", 1);

    story(mail);
    letter_of(mail, "2026-Q3");
    *state = mail;
    return 0;
}

/* ---- bytes ---- */

static void
the_same_statement_gives_the_same_bytes(void **state)
{
    struct mail *mail = *state;
    struct file first = {0}, second = {0}, other = {0};
    cty_printer *printer = printer_of(mail, 0);

    assert_ok(print(printer, mail, 3, &first, ERR));
    assert_ok(print(printer, mail, 3, &second, ERR));
    assert_same_bytes(&first, &second);
    cty_printer_close(printer);

    printer = printer_of(mail, 0);
    assert_ok(print(printer, mail, 3, &other, ERR));
    assert_same_bytes(&first, &other);
    cty_printer_close(printer);
    free(first.bytes);
    free(second.bytes);
    free(other.bytes);
}

/* Fonts and shapes are kept by the printer, in the order it came by them. */
static void
what_was_printed_before_does_not_show(void **state)
{
    struct mail *mail = *state;
    struct file before = {0}, after = {0}, alone = {0};
    cty_printer *printer = printer_of(mail, 0);

    letter_in(mail, "ja", "JP", "2026-Q3");
    assert_ok(print(printer, mail, 1, &before, ERR));
    letter_in(mail, "ar", "EG", "2026-Q3");
    assert_ok(print(printer, mail, 1, &after, ERR));
    cty_printer_close(printer);

    printer = printer_of(mail, 0);
    assert_ok(print(printer, mail, 1, &alone, ERR));
    assert_same_bytes(&after, &alone);
    cty_printer_close(printer);
    free(before.bytes);
    free(after.bytes);
    free(alone.bytes);
}

static void
fonts_are_in_a_file_once(void **state)
{
    struct mail *mail = *state;
    struct file one = {0}, many = {0};
    cty_printer *printer = printer_of(mail, 0);

    assert_ok(print(printer, mail, 1, &one, ERR));
    assert_ok(print(printer, mail, 20, &many, ERR));
    assert_true(many.size < one.size + 19 * one.size / 2);
    cty_printer_close(printer);
    free(one.bytes);
    free(many.bytes);
}

/* ---- the order of calls ---- */

static void
a_pdf_of_nothing_is_refused_and_writes_nothing(void **state)
{
    struct mail *mail = *state;
    struct file file = {0};
    cty_printer *printer = printer_of(mail, 0);
    cty_pdf *pdf = NULL;
    cty_error err;

    assert_ok(cty_pdf_open(printer, NULL, take, &file, &pdf, ERR));
    assert_int_equal(cty_pdf_close(pdf, &err), CTY_E_STATE);
    assert_string_contains(err.message, "nothing was added");
    assert_int_equal(file.calls, 0);
    cty_printer_close(printer);
}

static void
a_printer_has_one_pdf_at_a_time(void **state)
{
    struct mail *mail = *state;
    struct file file = {0};
    cty_printer *printer = printer_of(mail, 0);
    cty_pdf *pdf = NULL, *other = NULL;

    assert_ok(cty_pdf_open(printer, NULL, take, &file, &pdf, ERR));
    assert_int_equal(cty_pdf_open(printer, NULL, take, &file, &other, NULL),
                     CTY_E_STATE);
    assert_null(other);
    assert_int_equal(cty_pdf_close(pdf, NULL), CTY_E_STATE);
    assert_ok(print(printer, mail, 1, &file, ERR));
    cty_printer_close(printer);
    free(file.bytes);
}

static void
what_is_missing_is_refused(void **state)
{
    struct mail *mail = *state;
    struct file file = {0};
    cty_printer *printer = printer_of(mail, 0);
    cty_pdf *pdf = NULL;
    cty_error err;

    assert_int_equal(cty_pdf_open(NULL, NULL, take, &file, &pdf, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "printer");
    assert_int_equal(cty_pdf_open(printer, NULL, NULL, &file, &pdf, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "write");
    assert_int_equal(cty_pdf_open(printer, "\xFF", take, &file, &pdf, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "title");
    assert_null(pdf);
    assert_int_equal(cty_pdf_add(NULL, mail->statement, NULL, NULL, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_pdf_close(NULL, NULL), CTY_E_ARGUMENT);
    cty_printer_close(printer);
}

/* As a ledger has them that was changed behind the library. */
static void
an_issuer_that_cannot_be_is_refused_in_one_line(void **state)
{
    static const char *const accents[][2] = {
        {"\n", "accent \"?\" is no colour"},
        {"\xC2\x9B\xE2\x80\xA8\xC3", "accent \"???\" is no colour"},
        {"\xE2\x82\xAC\x1B[2J", "accent \"\xE2\x82\xAC?[2J\" is no colour"},
        {"# 12345", "accent \"# 12345\" is no colour"},
        {"#12345g", "accent \"#12345g\" is no colour"},
    };
    struct mail *mail = *state;
    cty_printer *printer = NULL;
    cty_error err;

    for (size_t i = 0; i < sizeof(accents) / sizeof(accents[0]); i++) {
        mail->issuer.accent = accents[i][0];
        assert_int_equal(
            cty_printer_open(&mail->issuer, &mail->options, &printer, &err),
            CTY_E_ARGUMENT);
        assert_string_equal(err.field, "accent");
        assert_string_contains(err.message, accents[i][1]);
    }
    assert_null(printer);
}

static void
a_note_may_be_as_long_as_its_limit(void **state)
{
    struct mail *mail = *state;
    cty_printer *printer = NULL;
    char note[CTY_MAX_TEXT + 2];
    cty_error err;

    memset(note, 'x', sizeof(note));
    note[CTY_MAX_TEXT + 1] = '\0';
    mail->options.note = note;
    assert_int_equal(
        cty_printer_open(&mail->issuer, &mail->options, &printer, &err),
        CTY_E_LIMIT);
    assert_string_equal(err.field, "note");
    note[CTY_MAX_TEXT] = '\0';
    assert_ok(cty_printer_open(&mail->issuer, &mail->options, &printer, ERR));
    cty_printer_close(printer);
}

static void
an_addition_that_failed_fails_the_file(void **state)
{
    struct mail *mail = *state;
    struct file file = {0};
    cty_printer *printer = printer_of(mail, 0);
    cty_pdf *pdf = NULL;
    cty_mailing newer = CTY_MAILING_INIT;
    cty_error err;

    newer.replaces = (cty_date){2026, 2, 30};
    assert_ok(cty_pdf_open(printer, NULL, take, &file, &pdf, ERR));
    assert_ok(cty_pdf_add(pdf, mail->statement, NULL, NULL, ERR));
    assert_int_equal(cty_pdf_add(pdf, mail->statement, &newer, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "replaces");
    assert_int_equal(cty_pdf_add(pdf, mail->statement, NULL, NULL, &err),
                     CTY_E_STATE);
    assert_int_equal(cty_pdf_close(pdf, &err), CTY_E_STATE);
    assert_false(has(&file, "%%EOF"));
    cty_printer_close(printer);
    free(file.bytes);
}

/* ---- the writer ---- */

static void
a_writer_that_refuses_at_any_call_fails_the_file(void **state)
{
    struct mail *mail = *state;
    cty_printer *printer = printer_of(mail, 0);
    struct file whole = {0};

    assert_ok(print(printer, mail, 4, &whole, ERR));
    assert_true(whole.calls > 4);
    for (int call = 1; call <= whole.calls; call++) {
        struct file file = {.refused_from = call};
        cty_error err;

        assert_int_equal(print(printer, mail, 4, &file, &err), CTY_E_STORE);
        assert_string_equal(err.message, "the output could not be written");
        assert_int_equal(file.calls, call);
        free(file.bytes);
    }
    cty_printer_close(printer);
    free(whole.bytes);
}

/* ---- fonts ---- */

static void
a_character_without_a_font_is_told_or_refused(void **state)
{
    struct mail *mail = *state;
    cty_client client = CTY_CLIENT_INIT;
    struct file file = {0};
    cty_error err = CTY_ERROR_INIT;
    cty_printer *printer = printer_of(mail, 0);

    assert_ok(print(printer, mail, 1, &file, ERR));
    assert_null(cty_printer_missing(printer));
    client.name = "Harbor \U0010FFFD";
    client_is(mail, client);
    letter_of(mail, "2026-Q3");
    assert_ok(print(printer, mail, 2, &file, ERR));
    assert_string_equal(cty_printer_missing(printer), "U+10FFFD");
    assert_null(cty_printer_warning(printer));
    client.name = "Harbor";
    client_is(mail, client);
    letter_of(mail, "2026-Q3");
    assert_ok(print(printer, mail, 1, &file, ERR));
    assert_null(cty_printer_missing(printer));
    cty_printer_close(printer);

    printer = printer_of(mail, CTY_PRINT_STRICT_FONTS);
    assert_ok(print(printer, mail, 1, &file, ERR));
    client.name = "Harbor \U0010FFFD";
    client_is(mail, client);
    letter_of(mail, "2026-Q3");
    file.size = 0;
    assert_int_equal(print(printer, mail, 1, &file, &err), CTY_E_NOT_FOUND);
    assert_int_equal(file.size, 0);
    assert_string_contains(err.message, "statement of harbor");
    assert_string_contains(err.message, "U+10FFFD");
    cty_printer_close(printer);
    free(file.bytes);
}

/* ---- pages ---- */

static void
two_sides_take_an_even_number_of_pages(void **state)
{
    struct mail *mail = *state;
    struct file file = {0};
    cty_printer *printer = printer_of(mail, CTY_PRINT_DUPLEX);
    cty_pdf *pdf = NULL;
    int32_t pages = 0;

    assert_ok(cty_pdf_open(printer, "All", take, &file, &pdf, ERR));
    assert_ok(cty_pdf_add(pdf, mail->statement, NULL, &pages, ERR));
    assert_int_equal(pages, 2);
    assert_ok(cty_pdf_close(pdf, ERR));
    cty_printer_close(printer);
    free(file.bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_story, close_mail)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_same_statement_gives_the_same_bytes),
        TEST(what_was_printed_before_does_not_show),
        TEST(fonts_are_in_a_file_once),
        TEST(a_pdf_of_nothing_is_refused_and_writes_nothing),
        TEST(a_printer_has_one_pdf_at_a_time),
        TEST(what_is_missing_is_refused),
        TEST(an_issuer_that_cannot_be_is_refused_in_one_line),
        TEST(a_note_may_be_as_long_as_its_limit),
        TEST(an_addition_that_failed_fails_the_file),
        TEST(a_writer_that_refuses_at_any_call_fails_the_file),
        TEST(a_character_without_a_font_is_told_or_refused),
        TEST(two_sides_take_an_even_number_of_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
