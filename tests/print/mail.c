#include "mail.h"

/* In millionths no price is over 9,223,372,036,854. */
#define ONE_PIECE INT64_C(900000000000000)

struct mail *
mail_new(const char *currency, int fiscal_year_start)
{
    struct mail *mail = calloc(1, sizeof(*mail));
    cty_client client = CTY_CLIENT_INIT;

    assert_non_null(mail);
    mail->ledger = new_ledger(currency, fiscal_year_start);
    client.ref = "harbor";
    client.name = "Harbor Foods Ltd";
    assert_ok(cty_client_add(mail->ledger, &client, NULL, ERR));
    mail->issuer = (cty_issuer)CTY_ISSUER_INIT;
    mail->issuer.name = "Northgate Engineering";
    mail->options = (cty_printer_options)CTY_PRINTER_OPTIONS_INIT;
    mail->options.issued = day("2026-10-05");
    mail->mailing = (cty_mailing)CTY_MAILING_INIT;
    mail->locales = ctyi_locales_new();
    assert_non_null(mail->locales);
    return mail;
}

void
mail_free(struct mail *mail)
{
    cty_statement_free(mail->statement);
    ctyi_brand_close(&mail->brand);
    ctyi_arena_free(&mail->arena);
    ctyi_locales_free(mail->locales);
    cty_ledger_close(mail->ledger);
    free(mail);
}

int
open_mail(void **state)
{
    *state = mail_new("USD", 1);
    return 0;
}

int
close_mail(void **state)
{
    mail_free(*state);
    return 0;
}

void
client_is(struct mail *mail, cty_client client)
{
    client.ref = "harbor";
    assert_ok(cty_client_set(mail->ledger, &client, ERR));
}

void
client_speaks(struct mail *mail, const char *language, const char *country)
{
    cty_client client = CTY_CLIENT_INIT;

    client.language = language;
    client.country = country;
    client_is(mail, client);
}

/* ---- documents ---- */

static cty_draft *
draft_of(struct mail *mail, int64_t minor, const char *description)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_line line = CTY_LINE_INIT;
    cty_draft *draft = NULL;
    int decimals;

    assert_ok(cty_ledger_info_get(mail->ledger, &info, ERR));
    assert_ok(cty_currency_exponent(info.currency, &decimals, ERR));
    line.description = description;
    line.quantity = minor > ONE_PIECE ? 3 * CTY_DECIMAL_ONE : CTY_DECIMAL_ONE;
    line.list_unit_price = minor > ONE_PIECE ? minor / 3 : minor;
    for (; decimals < 6; decimals++)
        line.list_unit_price *= 10;
    assert_ok(cty_draft_new(&draft, ERR));
    assert_ok(cty_draft_line(draft, &line, ERR));
    return draft;
}

static void
post(struct mail *mail, const char *bill_no, const char *date,
     const char *quote_no, cty_draft *draft)
{
    cty_bill bill = CTY_BILL_INIT;

    bill.bill_no = bill_no;
    bill.client_ref = "harbor";
    bill.date = day(date);
    bill.quote_no = quote_no;
    assert_ok(cty_bill_post(mail->ledger, &bill, draft, NULL, ERR));
    cty_draft_free(draft);
}

void
bill(struct mail *mail, const char *bill_no, const char *date, int64_t minor,
     const char *description)
{
    post(mail, bill_no, date, NULL, draft_of(mail, minor, description));
}

void
quoted_bill(struct mail *mail, const char *bill_no, const char *date,
            int64_t minor, const char *description)
{
    cty_draft *draft = draft_of(mail, minor, description);
    cty_quote quote = CTY_QUOTE_INIT;
    cty_quote_change accepted = CTY_QUOTE_CHANGE_INIT;

    quote.quote_no = bill_no;
    quote.client_ref = "harbor";
    quote.date = day(date);
    assert_ok(cty_quote_add(mail->ledger, &quote, draft, NULL, ERR));
    cty_draft_free(draft);
    accepted.quote_no = bill_no;
    accepted.date = quote.date;
    assert_ok(cty_quote_accept(mail->ledger, &accepted, NULL, ERR));
    post(mail, bill_no, date, bill_no, NULL);
}

void
discounted_bill(struct mail *mail, const char *bill_no, const char *date,
                int64_t minor, int64_t discount)
{
    cty_draft *draft = draft_of(mail, minor, "Spare parts");

    draft_discount(draft, 1, discount, "discount");
    post(mail, bill_no, date, NULL, draft);
}

int64_t
give(struct mail *mail, const char *bill_no, const char *date, int64_t minor,
     const char *reason, const char *per, const char *note)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;

    credit.bill_no = bill_no;
    credit.client_ref = bill_no == NULL ? "harbor" : NULL;
    credit.date = day(date);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = minor;
    credit.reason = reason;
    credit.granted_by = per;
    credit.note = note;
    assert_ok(cty_credit_grant(mail->ledger, &credit, &entry, ERR));
    return entry.number;
}

void
take_back(struct mail *mail, int64_t number, const char *date)
{
    cty_reversal reversal = CTY_REVERSAL_INIT;
    char *code = code_of(mail->ledger, "harbor", (int)number);

    reversal.code = code;
    reversal.date = day(date);
    assert_ok(cty_credit_reverse(mail->ledger, &reversal, NULL, ERR));
    free(code);
}

void
story(struct mail *mail)
{
    quoted_bill(mail, "B-2040", "2026-07-10", 2400000,
                "Annual report, 4,000 copies");
    give(mail, "B-2040", "2026-07-14", 200000, "special", "Dana Reyes",
         "You renewed for a third year.");
    quoted_bill(mail, "B-2041", "2026-07-20", 1200000, "Pump station refit");
    give(mail, "B-2041", "2026-08-03", 100000, "special", "Dana Reyes",
         "We finished later than promised");
}

/* ---- letters ---- */

const struct ctyi_letter *
letter_of(struct mail *mail, const char *name)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_period period;

    cty_statement_free(mail->statement);
    mail->statement = NULL;
    ctyi_brand_close(&mail->brand);
    ctyi_arena_empty(&mail->arena);
    assert_ok(cty_ledger_info_get(mail->ledger, &info, ERR));
    assert_ok(cty_period_parse(name, info.fiscal_year_start, &period, ERR));
    assert_ok(cty_statement_draw(mail->ledger, "harbor", &period, NULL,
                                 &mail->statement, ERR));
    assert_ok(ctyi_brand_open(&mail->issuer, &mail->brand, ERR));
    assert_ok(ctyi_letter_write(&mail->brand, &mail->options, mail->locales,
                                mail->statement, &mail->mailing, &mail->arena,
                                &mail->letter, ERR));
    return &mail->letter;
}

const struct ctyi_letter *
letter_in(struct mail *mail, const char *language, const char *country,
          const char *period)
{
    client_speaks(mail, language, country);
    return letter_of(mail, period);
}
