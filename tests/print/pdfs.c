/*
 * PDFs for others to read: pdfs FOLDER writes each as NAME.pdf and prints its
 * name, its status and what the printer warned of, with tabs between them.
 */
#include "mail.h"

#include <cairo.h>
#include <courtesy/print.h>

static const char hostile[] = ") Tj ET \\ endstream endobj /Launch <</S (x%";

/* ---- files ---- */

static bool
write_file(void *context, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, context) == size;
}

static cty_status
print(cty_printer *printer, struct mail *mail, int count, FILE *file)
{
    cty_pdf *pdf = NULL;
    cty_status status =
        cty_pdf_open(printer, NULL, write_file, file, &pdf, NULL);

    if (status != CTY_OK)
        return status;
    for (int i = 0; i < count; i++) {
        mail->mailing.sequence = i + 1;
        mail->mailing.total = count;
        assert_ok(cty_pdf_add(pdf, mail->statement, &mail->mailing, NULL, ERR));
    }
    return cty_pdf_close(pdf, NULL);
}

static void
write_pdf(struct mail *mail, const char *folder, const char *name, int count)
{
    cty_printer *printer = NULL;
    cty_status status;
    char path[512];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s.pdf", folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_ok(cty_printer_open(&mail->issuer, &mail->options, &printer, ERR));
    status = print(printer, mail, count, file);
    printf("%s\t%s\t%s\n", name, cty_status_name(status),
           cty_printer_warning(printer) != NULL ? cty_printer_warning(printer)
                                                : "");
    cty_printer_close(printer);
    assert_int_equal(fclose(file), 0);
}

/* ---- what is on them ---- */

struct logo {
    unsigned char bytes[65536];
    size_t size;
};

static cairo_status_t
append(void *closure, const unsigned char *bytes, unsigned int size)
{
    struct logo *logo = closure;

    assert_true(size <= sizeof(logo->bytes) - logo->size);
    memcpy(logo->bytes + logo->size, bytes, size);
    logo->size += size;
    return CAIRO_STATUS_SUCCESS;
}

static void
draw_logo(struct logo *logo)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 120, 60);
    cairo_t *cairo = cairo_create(surface);

    cairo_set_source_rgba(cairo, 0.8, 0.1, 0.1, 0.5);
    cairo_arc(cairo, 60, 30, 28, 0, 6.3);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    assert_int_equal(cairo_surface_write_to_png_stream(surface, append, logo),
                     CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
}

static void
write_languages(struct mail *mail, const char *folder)
{
    static const struct {
        const char *name, *language, *country;
    } pages[] = {{"en", "en", "US"},
                 {"de", "de", "DE"},
                 {"fr", "fr", "FR"},
                 {"ja", "ja", "JP"},
                 {"ar", "ar", "EG"}};

    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
        letter_in(mail, pages[i].language, pages[i].country, "2026-Q3");
        write_pdf(mail, folder, pages[i].name, 1);
    }
}

static void
write_others(struct mail *mail, const char *folder)
{
    static struct logo logo;
    cty_client client = CTY_CLIENT_INIT;

    letter_in(mail, "en", "US", "2026-Q3");
    write_pdf(mail, folder, "batch", 20);
    mail->options.flags = CTY_PRINT_STRICT_FONTS;
    write_pdf(mail, folder, "strict", 1);
    mail->options.flags = CTY_PRINT_DUPLEX;
    write_pdf(mail, folder, "duplex", 2);
    mail->options.flags = 0;
    draw_logo(&logo);
    mail->issuer.logo = logo.bytes;
    mail->issuer.logo_size = logo.size;
    write_pdf(mail, folder, "logo", 3);
    mail->issuer.logo_size = 0;
    mail->issuer.logo = NULL;
    client.name = hostile;
    client.contact = "\u2068A\u2069 \u202Egnp.exe \U0001F600\uE000 "
                     "\u0E20\u0E32\u0E29\u0E32 -> 3x4";
    client_is(mail, client);
    mail->issuer.name = hostile;
    letter_of(mail, "2026-Q3");
    write_pdf(mail, folder, "hostile", 1);
}

int
main(int argc, char **argv)
{
    struct mail *mail;

    if (argc != 2)
        return 2;
    mail = mail_new("USD", 1);
    mail->issuer.note = "Thank you for three good years at the north depot, "
                        "Helen, and for your patience over the pump station. "
                        "If anything here looks wrong, quote its code and I "
                        "will put it right.";
    story(mail);
    letter_of(mail, "2026-Q3");
    write_languages(mail, argv[1]);
    write_others(mail, argv[1]);
    mail_free(mail);
    return 0;
}
