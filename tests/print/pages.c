/*
 * Pages for others to look at: pages FOLDER writes each as NAME.html, NAME.txt,
 * NAME.ascii.txt, NAME.colour.txt and, for what is on it, NAME.json.
 */
#include "mail.h"

#include <courtesy/print.h>

struct page {
    const char *name, *currency, *language, *country;
    void (*fill)(struct mail *mail);
};

/* ---- what is on them ---- */

static const char giant[] =
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft";
static const char turned[] = "\342\200\256gnp.exe\342\201\246 \342\201\251"
                             "\342\201\251 \342\200\254\302\240\"'&amp;";

static void
address(struct mail *mail)
{
    cty_client client = CTY_CLIENT_INIT;

    client.contact = "Ms Helen Achterberg";
    client.address = "48 Canal Street";
    client.city = "London";
    client.postal_code = "E16 2QS";
    client_is(mail, client);
}

static void
brand(struct mail *mail)
{
    cty_issuer *issuer = &mail->issuer;

    address(mail);
    issuer->address = "12 Wharf Road\nLondon N1 7GR";
    issuer->email = "accounts@northgate.example";
    issuer->phone = "+44 20 7946 0184";
    issuer->legal = "Northgate Engineering Ltd \302\267 12 Wharf Road, London "
                    "N1 7GR \302\267 Registered in England 00000000";
    issuer->note =
        "Thank you for three good years at the north depot, Helen, and for "
        "your patience over the pump station. If anything here looks wrong, "
        "quote its code and I will put it right.";
    issuer->signer = "Dana Whitfield";
    issuer->signer_title = "your account director";
    issuer->signer_phone = "+44 20 7946 0191";
    issuer->amounts = CTY_AMOUNTS_NET;
    mail->mailing.sort_key = "E16";
    mail->mailing.sequence = 417;
    mail->mailing.total = 2381;
}

static void
history(struct mail *mail)
{
    static const struct {
        const char *bill_no, *date;
        int64_t minor;
    } past[] = {
        {"B-1001", "2024-11-02", 90000},  {"B-1002", "2025-02-02", 125000},
        {"B-1004", "2025-08-02", 180000}, {"B-1005", "2025-11-02", 215000},
        {"B-1006", "2026-02-02", 164000}, {"B-1007", "2026-05-02", 240000}};

    for (size_t i = 0; i < sizeof(past) / sizeof(past[0]); i++) {
        bill(mail, past[i].bill_no, past[i].date, 3000000, "Maintenance");
        give(mail, past[i].bill_no, past[i].date, past[i].minor, "special",
             "Dana Whitfield", NULL);
    }
}

static void
whole_story(struct mail *mail)
{
    brand(mail);
    history(mail);
    quoted_bill(mail, "20391", "2026-07-10", 2400000,
                "Annual maintenance, north depot");
    give(mail, "20391", "2026-07-14", 200000, "special", "Dana Whitfield",
         "You renewed for a third year.");
    quoted_bill(mail, "20402", "2026-07-20", 900000, "Pump station refit");
    give(mail, "20402", "2026-08-03", 75000, "special", "Tom\303\241s Okafor",
         "We finished six days later than we promised.");
    discounted_bill(mail, "20418", "2026-09-21", 300000, 25000);
}

static void
four_entries(struct mail *mail)
{
    whole_story(mail);
    bill(mail, "20420", "2026-09-22", 500000, "Filters, and what goes with it");
    give(mail, "20420", "2026-09-25", 10000, "goodwill", "Dana Whitfield",
         "For the trouble with the delivery.");
}

static void
several_of_a_bill(struct mail *mail)
{
    brand(mail);
    history(mail);
    bill(mail, "20402", "2026-07-20", 900000, "Pump station refit");
    give(mail, "20402", "2026-08-03", 75000, "special", "Dana Whitfield",
         "We finished six days later than we promised.");
    take_back(mail,
              give(mail, "20402", "2026-08-04", 5000, "goodwill",
                   "Dana Whitfield", NULL),
              "2026-08-05");
    give(mail, "20402", "2026-08-09", 2500, "goodwill", NULL, NULL);
    give(mail, NULL, "2026-09-01", 5000, "loyalty", "Dana Whitfield", NULL);
}

static void
many(struct mail *mail)
{
    whole_story(mail);
    for (int i = 0; i < 37; i++) {
        char bill_no[16];

        snprintf(bill_no, sizeof(bill_no), "C-%d", 100 + i);
        bill(mail, bill_no, "2026-09-23", 10000 + i, "Spare parts");
        give(mail, bill_no, "2026-09-24", 100 + i, "special", "Dana Whitfield",
             "One of many.");
    }
}

static void
first_quarter(struct mail *mail)
{
    brand(mail);
    story(mail);
    mail->mailing.replaces = day("2026-10-01");
}

/* More than the window has room for, and a bill of which nothing was left. */
static void
long_name(struct mail *mail)
{
    cty_client client = CTY_CLIENT_INIT;

    brand(mail);
    client.name = "The Worshipful Company of Harbour Provisioners, Chandlers, "
                  "Ropemakers and Sailmakers of the Northern and Eastern "
                  "Districts, incorporating the Old Harbour Foods Society of "
                  "London Dock Ltd";
    client_is(mail, client);
    bill(mail, "20402", "2026-07-20", 900000, "Pump station refit");
    give(mail, "20402", "2026-08-03", 900000, "special", "Dana Whitfield",
         "We finished six days later than we promised.");
    give(mail, NULL, "2026-09-01", 5000, "loyalty", "Dana Whitfield", NULL);
}

static void
large(struct mail *mail)
{
    brand(mail);
    bill(mail, "1", "2026-07-01", INT64_C(999999999999999),
         "The whole harbour, with everything that floats in it");
    give(mail, "1", "2026-07-02", INT64_C(999999999900000), "special", giant,
         "As agreed.");
    bill(mail, "2", "2026-07-01", 100, "A screw");
    give(mail, "2", "2026-07-02", 1, "special", NULL, NULL);
}

/* A pattern over and over, in a text of so many bytes. */
static void
repeat(const char *pattern, char *text, size_t size)
{
    size_t length = strlen(pattern);
    size_t at = 0;

    for (; at + length < size; at += length)
        memcpy(text + at, pattern, length);
    text[at] = '\0';
}

static void
hostile(struct mail *mail)
{
    static const char script[] = "</style></title><script>document.title='x'"
                                 "</script><img src=x onerror=alert(1)>";
    cty_client client = CTY_CLIENT_INIT;
    static char name[CTY_MAX_NAME];
    static char letters[601];

    repeat("Ab<b>&\342\200\256", name, sizeof(name));
    repeat("\360\237\216\211W", letters, sizeof(letters));
    mail->issuer.name = script;
    mail->issuer.address = "{{}} ${x} %n\n@import url(//x.example)";
    mail->issuer.email = "a@b\" onclick=\"alert(1)";
    mail->issuer.phone = "javascript:alert(1)";
    mail->issuer.legal = turned;
    mail->issuer.note = letters;
    mail->issuer.signer = turned;
    client.name = name;
    client.contact = turned;
    client.address = script;
    client.city = "\" style=\"position:fixed";
    client_is(mail, client);
    bill(mail, "=1+1<i>", "2026-07-01", 100000, script);
    give(mail, "=1+1<i>", "2026-07-02", 1000, "special", turned, script);
    bill(mail, "B'\"--", "2026-07-03", 100000, turned);
    give(mail, "B'\"--", "2026-07-04", 1000, "special", turned, letters);
}

static const struct page pages[] = {
    {"story", "GBP", "en", "GB", whole_story},
    {"letter", "USD", "en", "US", whole_story},
    {"german", "EUR", "de", "DE", whole_story},
    {"french", "EUR", "fr", "FR", whole_story},
    {"japanese", "JPY", "ja", "JP", whole_story},
    {"arabic", "AED", "ar", "AE", whole_story},
    {"dinar", "KWD", "ar", "KW", four_entries},
    {"four", "GBP", "en", "GB", four_entries},
    {"several", "USD", "en", "US", several_of_a_bill},
    {"many", "GBP", "en", "GB", many},
    {"first", "EUR", "de", "AT", first_quarter},
    {"long", "USD", "en", "US", long_name},
    {"large", "USD", "en", "US", large},
    {"hostile", "USD", "en", "US", hostile},
};

/* ---- writing them ---- */

static bool
write_file(void *context, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, context) == size;
}

static FILE *
open_page(const char *folder, const char *name, const char *kind)
{
    char path[1024];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s.%s", folder, name, kind);
    file = fopen(path, "wb");
    assert_non_null(file);
    return file;
}

static void
print_page(struct mail *mail, uint32_t flags, FILE *file, bool html)
{
    cty_printer *printer = NULL;

    mail->options.flags = flags;
    assert_ok(cty_printer_open(&mail->issuer, &mail->options, &printer, ERR));
    if (html)
        assert_ok(cty_print_html(printer, mail->statement, &mail->mailing,
                                 write_file, file, ERR));
    else
        assert_ok(cty_print_text(printer, mail->statement, &mail->mailing,
                                 write_file, file, ERR));
    cty_printer_close(printer);
    assert_int_equal(fclose(file), 0);
}

static void
write_page(const char *folder, const struct page *page)
{
    static const char *const people[] = {"Dana Whitfield",
                                         "Tom\303\241s Okafor", giant, turned};
    struct mail *mail = mail_new(page->currency, 1);
    FILE *json = open_page(folder, page->name, "json");

    for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
        assert_ok(cty_person_add(mail->ledger, people[i], ERR));
    page->fill(mail);
    letter_in(mail, page->language, page->country, "2026-Q3");
    print_page(mail, 0, open_page(folder, page->name, "html"), true);
    print_page(mail, 0, open_page(folder, page->name, "txt"), false);
    print_page(mail, CTY_PRINT_ASCII,
               open_page(folder, page->name, "ascii.txt"), false);
    print_page(mail, CTY_PRINT_COLOUR,
               open_page(folder, page->name, "colour.txt"), false);
    assert_ok(cty_statement_write(mail->statement, CTY_FORMAT_JSON, write_file,
                                  json, ERR));
    assert_int_equal(fclose(json), 0);
    mail_free(mail);
}

int
main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: pages FOLDER\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
        write_page(argv[1], &pages[i]);
    return 0;
}
