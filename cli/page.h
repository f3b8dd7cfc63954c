/* How pages are asked for: the options that show and run share. */
#ifndef COURTESY_CLI_PAGE_H
#define COURTESY_CLI_PAGE_H

#include "print.h"

struct page_args {
    const char *paper;
    cty_date issued;
    const char *language;
    const char *note;
    bool no_qr;
    bool duplex;
    bool strict_fonts;
};

#define PAGE_OPTION(name, kind, args, member, value, help)                     \
    {                                                                          \
        name, 0, kind, offsetof(args, page.member), value, help                \
    }

/* For arguments that hold a struct page_args called page. */
#define PAGE_OPTIONS(args)                                                     \
    PAGE_OPTION("paper", CLI_TEXT, args, paper, "PAPER",                       \
                "a4 or letter (as the client's country has it)"),              \
        PAGE_OPTION("issued", CLI_DATE, args, issued, "DATE",                  \
                    "the date on the page (else SOURCE_DATE_EPOCH's, else "    \
                    "today)"),                                                 \
        PAGE_OPTION("language", CLI_TEXT, args, language, "LANGUAGE",          \
                    "in place of each client's"),                              \
        PAGE_OPTION("note", CLI_TEXT, args, note, "TEXT",                      \
                    "in place of each client's; \"\": none"),                  \
        PAGE_OPTION("no-qr", CLI_FLAG, args, no_qr, NULL,                      \
                    "without the code to verify by"),                          \
        PAGE_OPTION("duplex", CLI_FLAG, args, duplex, NULL,                    \
                    "pdf: an even number of pages for each client"),           \
        PAGE_OPTION(                                                           \
            "strict-fonts", CLI_FLAG, args, strict_fonts, NULL,                \
            "pdf: fail where Inter, or any character, has no font here")

/* For statements in these formats: an option that means nothing in any of them
 * is refused. */
int page_read(struct cli *cli, const struct page_args *args,
              const int32_t *formats, size_t format_count,
              cty_printer_options *out_options);

/* Of statements on this period: refuse a day of issue before it begins, and
 * say so where it is not over. */
int page_check_period(struct cli *cli, const cty_period *period,
                      cty_date issued);

/* Whether statements are printed in it, or it is left out. */
bool page_speaks(const char *language);
/* Refuse a --language that they are not printed in. */
int page_check_language(struct cli *cli, const char *language);

#endif
