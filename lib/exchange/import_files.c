#include "exchange/import_files.h"

#include <assert.h>
#include <string.h>

#include "exchange/import.h"

static const struct ctyi_import_column clients[] = {
    [CTYI_CLIENT_REF] = {"client_ref", CTYI_CELL_REF, CTYI_MUST,
                         CTYI_ROLE_DOCUMENT},
    [CTYI_CLIENT_NAME] = {"name", CTYI_CELL_NAME},
    [CTYI_CLIENT_CONTACT] = {"contact", CTYI_CELL_NAME},
    [CTYI_CLIENT_ADDRESS] = {"address", CTYI_CELL_NAME},
    [CTYI_CLIENT_CITY] = {"city", CTYI_CELL_NAME},
    [CTYI_CLIENT_REGION] = {"region", CTYI_CELL_NAME},
    [CTYI_CLIENT_POSTAL_CODE] = {"postal_code", CTYI_CELL_NAME},
    [CTYI_CLIENT_COUNTRY] = {"country", CTYI_CELL_NAME},
    [CTYI_CLIENT_EMAIL] = {"email", CTYI_CELL_NAME},
    [CTYI_CLIENT_PHONE] = {"phone", CTYI_CELL_NAME},
    [CTYI_CLIENT_TRACKING_CODE] = {"tracking_code", CTYI_CELL_CODE, CTYI_MAY,
                                   CTYI_ROLE_LINK},
    [CTYI_CLIENT_SINCE] = {"since", CTYI_CELL_DATE},
    [CTYI_CLIENT_LANGUAGE] = {"language", CTYI_CELL_LANGUAGE},
    [CTYI_CLIENT_NOTE] = {"note", CTYI_CELL_TEXT},
};

static const struct ctyi_import_column reasons[] = {
    [CTYI_REASON_CODE] = {"reason", CTYI_CELL_REF, CTYI_MUST,
                          CTYI_ROLE_DOCUMENT},
    [CTYI_REASON_LABEL] = {"label", CTYI_CELL_NAME},
    [CTYI_REASON_SAVING] = {"saving", CTYI_CELL_YES_NO},
};

static const struct ctyi_import_column quotes[] = {
    [CTYI_QUOTE_NO] = {"quote_no", CTYI_CELL_REF, CTYI_MUST,
                       CTYI_ROLE_DOCUMENT},
    [CTYI_QUOTE_CLIENT] = {"client_ref", CTYI_CELL_REF, CTYI_MUST},
    [CTYI_QUOTE_DATE] = {"date", CTYI_CELL_DATE, CTYI_MUST, CTYI_ROLE_DATE},
    [CTYI_QUOTE_VALID_UNTIL] = {"valid_until", CTYI_CELL_DATE},
    [CTYI_QUOTE_STATUS] = {"status", CTYI_CELL_STATUS},
    [CTYI_QUOTE_CURRENCY] = {"currency", CTYI_CELL_CURRENCY},
};

#define LINE_COLUMNS(document)                                                 \
    [CTYI_LINE_DOCUMENT] = {document, CTYI_CELL_REF, CTYI_MUST,                \
                            CTYI_ROLE_DOCUMENT},                               \
    [CTYI_LINE_NO] = {"line_no", CTYI_CELL_LINE_NO, CTYI_MUST,                 \
                      CTYI_ROLE_LINE},                                         \
    [CTYI_LINE_DESCRIPTION] = {"description", CTYI_CELL_TEXT},                 \
    [CTYI_LINE_QUANTITY] = {"quantity", CTYI_CELL_QUANTITY, CTYI_MUST},        \
    [CTYI_LINE_PRICE] = {"list_unit_price", CTYI_CELL_DECIMAL, CTYI_MUST},     \
    [CTYI_LINE_NET] = {"net_amount", CTYI_CELL_MONEY},                         \
    [CTYI_LINE_PRODUCT] = {"product_code", CTYI_CELL_REF},                     \
    [CTYI_LINE_CATEGORY] = {"product_category", CTYI_CELL_NAME},               \
    [CTYI_LINE_COST] = {"cost", CTYI_CELL_MONEY}

static const struct ctyi_import_column quote_lines[] = {
    LINE_COLUMNS("quote_no"),
};

static const struct ctyi_import_column bill_lines[] = {
    LINE_COLUMNS("bill_no"),
};

static const struct ctyi_import_column bills[] = {
    [CTYI_BILL_NO] = {"bill_no", CTYI_CELL_REF, CTYI_MUST, CTYI_ROLE_DOCUMENT},
    [CTYI_BILL_CLIENT] = {"client_ref", CTYI_CELL_REF, CTYI_MUST},
    [CTYI_BILL_DATE] = {"date", CTYI_CELL_DATE, CTYI_MUST, CTYI_ROLE_DATE},
    [CTYI_BILL_CURRENCY] = {"currency", CTYI_CELL_CURRENCY},
    [CTYI_BILL_QUOTE] = {"quote_no", CTYI_CELL_REF, CTYI_MAY, CTYI_ROLE_LINK},
};

static const struct ctyi_import_column adjustments[] = {
    [CTYI_ADJUSTMENT_BILL] = {"bill_no", CTYI_CELL_REF, CTYI_ONE_OF,
                              CTYI_ROLE_DOCUMENT},
    [CTYI_ADJUSTMENT_QUOTE] = {"quote_no", CTYI_CELL_REF, CTYI_ONE_OF,
                               CTYI_ROLE_OTHER_DOCUMENT},
    [CTYI_ADJUSTMENT_LINE] = {"line_no", CTYI_CELL_LINE_NO, CTYI_MUST,
                              CTYI_ROLE_LINE},
    [CTYI_ADJUSTMENT_AMOUNT] = {"amount", CTYI_CELL_MONEY, CTYI_MUST},
    [CTYI_ADJUSTMENT_RATE] = {"rate", CTYI_CELL_DECIMAL},
    [CTYI_ADJUSTMENT_REASON] = {"reason", CTYI_CELL_REF, CTYI_MUST},
    [CTYI_ADJUSTMENT_GRANTED_BY] = {"granted_by", CTYI_CELL_NAME},
};

static const struct ctyi_import_column credits[] = {
    [CTYI_CREDIT_NO] = {"credit_no", CTYI_CELL_REF, CTYI_MUST,
                        CTYI_ROLE_DOCUMENT},
    [CTYI_CREDIT_BILL] = {"bill_no", CTYI_CELL_REF},
    [CTYI_CREDIT_LINE] = {"line_no", CTYI_CELL_LINE_NO},
    [CTYI_CREDIT_CLIENT] = {"client_ref", CTYI_CELL_REF, CTYI_COLUMN},
    [CTYI_CREDIT_DATE] = {"date", CTYI_CELL_DATE, CTYI_MUST, CTYI_ROLE_DATE},
    [CTYI_CREDIT_AMOUNT] = {"amount", CTYI_CELL_MONEY},
    [CTYI_CREDIT_CURRENCY] = {"currency", CTYI_CELL_CURRENCY},
    [CTYI_CREDIT_REASON] = {"reason", CTYI_CELL_REF, CTYI_MUST},
    [CTYI_CREDIT_GRANTED_BY] = {"granted_by", CTYI_CELL_NAME},
    [CTYI_CREDIT_NOTE] = {"note", CTYI_CELL_TEXT},
};

#define COLUMNS(array) (int)(sizeof(array) / sizeof((array)[0])), array

const struct ctyi_import_file ctyi_import_files[CTYI_IMPORT_FILES] = {
    [CTYI_CLIENTS] = {"clients.csv", "client", CTYI_CLIENTS, COLUMNS(clients)},
    [CTYI_REASONS] = {"reasons.csv", "reason", CTYI_REASONS, COLUMNS(reasons)},
    [CTYI_QUOTES] = {"quotes.csv", "quote", CTYI_QUOTES, COLUMNS(quotes)},
    [CTYI_QUOTE_LINES] = {"quote_lines.csv", "line", CTYI_QUOTES,
                          COLUMNS(quote_lines)},
    [CTYI_BILLS] = {"bills.csv", "bill", CTYI_BILLS, COLUMNS(bills)},
    [CTYI_BILL_LINES] = {"bill_lines.csv", "line", CTYI_BILLS,
                         COLUMNS(bill_lines)},
    [CTYI_DISCOUNTS] = {"discounts.csv", "discount", CTYI_BILLS,
                        COLUMNS(adjustments)},
    [CTYI_CHARGES] = {"charges.csv", "charge", CTYI_BILLS,
                      COLUMNS(adjustments)},
    [CTYI_CREDITS] = {"credits.csv", "credit", CTYI_CREDITS, COLUMNS(credits)},
};

int
ctyi_import_file_find(const char *name)
{
    for (int i = 0; i < CTYI_IMPORT_FILES; i++) {
        if (strcmp(ctyi_import_files[i].name, name) == 0)
            return i;
    }
    return -1;
}

int
ctyi_import_column_find(int file, const char *name)
{
    const struct ctyi_import_file *known = &ctyi_import_files[file];

    assert(file >= 0 && file < CTYI_IMPORT_FILES);
    for (int i = 0; i < known->column_count; i++) {
        if (strcmp(known->columns[i].name, name) == 0)
            return i;
    }
    return -1;
}

const char *
ctyi_import_file_name(size_t index)
{
    return index < CTYI_IMPORT_FILES ? ctyi_import_files[index].name : NULL;
}

const char *
ctyi_import_column_name(const char *file, size_t index)
{
    int known = ctyi_import_file_find(file);

    if (known < 0 || index >= (size_t)ctyi_import_files[known].column_count)
        return NULL;
    return ctyi_import_files[known].columns[index].name;
}
