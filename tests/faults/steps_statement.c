/* Statements, drawn and written, their savers; records. */
#include "steps.h"

static cty_status
period_of(struct shop *shop, cty_period *out_period)
{
    BLANK(*out_period);
    return told(shop, cty_period_parse("2026-Q2", 4, out_period, fresh(shop)),
                NULL, 0);
}

static cty_status
draw(struct shop *shop, cty_statement **out_statement)
{
    cty_period period;
    cty_status status = period_of(shop, &period);

    if (status != CTY_OK)
        return status;
    BLANK(*out_statement);
    return got(shop,
               cty_statement_draw(shop->ledger, "harbor", &period, NULL,
                                  out_statement, fresh(shop)),
               out_statement);
}

/* ---- what is on it ---- */

static cty_status
see_rows(struct shop *shop, const cty_statement *statement, size_t bills,
         size_t entries)
{
    cty_statement_bill bill;
    cty_statement_entry entry;
    cty_status status = CTY_OK;

    for (size_t i = 0; status == CTY_OK && i < bills; i++) {
        BLANK(bill);
        status =
            told(shop, cty_statement_bill_get(statement, i, &bill, fresh(shop)),
                 &bill, sizeof(bill));
        see_text(shop, bill.bill_no);
        see_int(shop, bill.net_minor);
        see_int(shop, bill.saved_minor);
        see_text(shop, bill.description);
    }
    for (size_t i = 0; status == CTY_OK && i < entries; i++) {
        BLANK(entry);
        status = told(
            shop, cty_statement_entry_get(statement, i, &entry, fresh(shop)),
            &entry, sizeof(entry));
        see_text(shop, entry.code);
        see_int(shop, entry.saved_minor);
        see_text(shop, entry.label);
        see_text(shop, entry.note);
    }
    return status;
}

static cty_status
see_history(struct shop *shop, const cty_statement *statement, size_t count)
{
    cty_status status = CTY_OK;

    for (size_t i = 0; status == CTY_OK && i < count; i++) {
        cty_period period;
        int64_t saved = 0;

        BLANK(period);
        status = told(shop,
                      cty_statement_history_get(statement, i, &period, &saved,
                                                fresh(shop)),
                      &period, sizeof(period));
        see_text(shop, period.name);
        see_int(shop, saved);
    }
    return status;
}

static cty_status
see_client(struct shop *shop, const cty_statement *statement)
{
    cty_client client;
    cty_status status;

    BLANK(client);
    status =
        told(shop, cty_statement_client_get(statement, &client, fresh(shop)),
             &client, sizeof(client));
    if (status != CTY_OK)
        return status;
    see_text(shop, client.ref);
    see_text(shop, client.name);
    see_text(shop, client.note);
    return status;
}

static cty_status
see_all(struct shop *shop, const cty_statement *statement)
{
    cty_statement_info info;
    cty_status status;

    BLANK(info);
    status = told(shop, cty_statement_info_get(statement, &info, fresh(shop)),
                  &info, sizeof(info));
    if (status != CTY_OK)
        return status;
    see_statement(shop, &info);
    status = see_client(shop, statement);
    if (status == CTY_OK)
        status = see_rows(shop, statement, info.bills, info.entries);
    if (status == CTY_OK)
        status = see_history(shop, statement, info.history);
    return status;
}

static cty_status
statement_seen(struct shop *shop)
{
    cty_statement *statement;
    cty_status status = draw(shop, &statement);

    if (status == CTY_OK)
        status = see_all(shop, statement);
    cty_statement_free(statement);
    return status;
}

/* ---- written ---- */

static cty_status
written_as(struct shop *shop, int32_t format)
{
    cty_statement *statement;
    cty_status status = draw(shop, &statement);
    uint64_t before = shop->seen;

    if (status != CTY_OK)
        return status;
    status = told(
        shop,
        cty_statement_write(statement, format, see_write, shop, fresh(shop)),
        NULL, 0);
    if (status == CTY_OK && shop->seen == before)
        broke(shop, "nothing was written");
    cty_statement_free(statement);
    return status;
}

static cty_status
statement_text(struct shop *shop)
{
    return written_as(shop, CTY_FORMAT_TEXT);
}

static cty_status
statement_csv(struct shop *shop)
{
    return written_as(shop, CTY_FORMAT_CSV);
}

static cty_status
statement_json(struct shop *shop)
{
    return written_as(shop, CTY_FORMAT_JSON);
}

static void
see_saver(struct shop *shop, const cty_saver *saver)
{
    see_text(shop, saver->client_ref);
    see_int(shop, saver->saved_minor);
    see_text(shop, saver->name);
}

static cty_status
savers(struct shop *shop)
{
    cty_saver_cursor *cursor;
    cty_period period;
    cty_saver saver;
    int64_t total = 0;
    cty_status status = period_of(shop, &period);

    if (status != CTY_OK)
        return status;
    BLANK(cursor);
    status =
        got(shop,
            cty_saver_cursor_open(shop->ledger, &period, CTY_SAVERS_BY_NAME,
                                  &total, &cursor, fresh(shop)),
            &cursor);
    see_int(shop, total);
    WALK(shop, status, saver_cursor, saver, see_saver);
    return status;
}

/* ---- records ---- */

static cty_status
record(struct shop *shop, int32_t format)
{
    static const cty_column columns[] = {{"client", CTY_COLUMN_TEXT},
                                         {"amount", CTY_COLUMN_AMOUNT}};
    static const char *const cells[] = {"=harbor \"Foods\"", "12.50"};
    char hex[CTY_CHAIN_HEAD_TEXT];
    cty_records *records;
    cty_status closed, status;

    BLANK(records);
    status = got(shop,
                 cty_records_open(format, columns, 2, see_write, shop, &records,
                                  fresh(shop)),
                 &records);
    for (int i = 0; i < 3 && status == CTY_OK; i++)
        status =
            told(shop, cty_records_row(records, cells, fresh(shop)), NULL, 0);
    if (records == NULL)
        return status;
    closed = told(shop, cty_records_close(records, fresh(shop)), NULL, 0);
    cty_sha256_hex(cells[0], strlen(cells[0]), hex);
    see_text(shop, hex);
    return status == CTY_OK ? closed : status;
}

static cty_status
records_csv(struct shop *shop)
{
    return record(shop, CTY_FORMAT_CSV);
}

static cty_status
records_json(struct shop *shop)
{
    return record(shop, CTY_FORMAT_JSON);
}

const struct step statement_steps[] = {
    {"statement", statement_seen, 0, CTY_OK},
    {"statement-text", statement_text, 0, CTY_OK},
    {"statement-csv", statement_csv, 0, CTY_OK},
    {"statement-json", statement_json, 0, CTY_OK},
    {"savers", savers, 0, CTY_OK},
    {"records-csv", records_csv, 0, CTY_OK},
    {"records-json", records_json, 0, CTY_OK},
    {NULL, NULL, 0, CTY_OK},
};
