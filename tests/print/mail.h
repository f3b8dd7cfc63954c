/* A shop with one client, and the letters that it sends. */
#ifndef TESTS_PRINT_MAIL_H
#define TESTS_PRINT_MAIL_H

#include "support.h"

#include "print/letter.h"

struct mail {
    cty_ledger *ledger;
    cty_issuer issuer;
    cty_printer_options options; /* issued on 2026-10-05 */
    cty_mailing mailing;
    struct ctyi_locales *locales;
    struct ctyi_arena arena;
    struct ctyi_brand brand;
    cty_statement *statement;
    struct ctyi_letter letter;
};

/* Setup and teardown of a test: *state is a mail in US dollars and English. */
int open_mail(void **state);
int close_mail(void **state);

struct mail *mail_new(const char *currency, int fiscal_year_start);
void mail_free(struct mail *mail);

/* Change the client, whose ref is "harbor". */
void client_speaks(struct mail *mail, const char *language,
                   const char *country);
void client_is(struct mail *mail, cty_client client);

/* A bill of one line; quoted: from an accepted quote. Minor units. */
void bill(struct mail *mail, const char *bill_no, const char *date,
          int64_t minor, const char *description);
void quoted_bill(struct mail *mail, const char *bill_no, const char *date,
                 int64_t minor, const char *description);
void discounted_bill(struct mail *mail, const char *bill_no, const char *date,
                     int64_t minor, int64_t discount);
/* On the account where bill_no is NULL; per and note may be NULL. */
int64_t give(struct mail *mail, const char *bill_no, const char *date,
             int64_t minor, const char *reason, const char *per,
             const char *note);
void take_back(struct mail *mail, int64_t number, const char *date);

/* Two quoted bills over 36,000.00, a special credit of 2,000.00 on the one and
 * another of 1,000.00 on the other, in the third quarter of 2026. */
void story(struct mail *mail);

/* The letter of a period; good until the next one. */
const struct ctyi_letter *letter_of(struct mail *mail, const char *period);
const struct ctyi_letter *letter_in(struct mail *mail, const char *language,
                                    const char *country, const char *period);

#endif
