/* The files of an import folder and their columns. */
#ifndef CTYI_EXCHANGE_IMPORT_FILES_H
#define CTYI_EXCHANGE_IMPORT_FILES_H

#include <courtesy/base.h>

/* In the order of the contract, which is the order of posting, too: a document
 * stands before its parts. */
enum {
    CTYI_CLIENTS,
    CTYI_REASONS,
    CTYI_QUOTES,
    CTYI_QUOTE_LINES,
    CTYI_BILLS,
    CTYI_BILL_LINES,
    CTYI_DISCOUNTS,
    CTYI_CHARGES,
    CTYI_CREDITS,
    CTYI_IMPORT_FILES
};

/* Where a column's cell is, once its row was read. */
enum {
    CTYI_CLIENT_REF,
    CTYI_CLIENT_NAME,
    CTYI_CLIENT_CONTACT,
    CTYI_CLIENT_ADDRESS,
    CTYI_CLIENT_CITY,
    CTYI_CLIENT_REGION,
    CTYI_CLIENT_POSTAL_CODE,
    CTYI_CLIENT_COUNTRY,
    CTYI_CLIENT_EMAIL,
    CTYI_CLIENT_PHONE,
    CTYI_CLIENT_TRACKING_CODE,
    CTYI_CLIENT_SINCE,
    CTYI_CLIENT_LANGUAGE,
    CTYI_CLIENT_NOTE,
    CTYI_CLIENT_COLUMNS
};

enum {
    CTYI_REASON_CODE,
    CTYI_REASON_LABEL,
    CTYI_REASON_SAVING,
    CTYI_REASON_COLUMNS
};

enum {
    CTYI_QUOTE_NO,
    CTYI_QUOTE_CLIENT,
    CTYI_QUOTE_DATE,
    CTYI_QUOTE_VALID_UNTIL,
    CTYI_QUOTE_STATUS,
    CTYI_QUOTE_CURRENCY,
    CTYI_QUOTE_COLUMNS
};

enum {
    CTYI_LINE_DOCUMENT,
    CTYI_LINE_NO,
    CTYI_LINE_DESCRIPTION,
    CTYI_LINE_QUANTITY,
    CTYI_LINE_PRICE,
    CTYI_LINE_NET,
    CTYI_LINE_PRODUCT,
    CTYI_LINE_CATEGORY,
    CTYI_LINE_COST,
    CTYI_LINE_COLUMNS
};

enum {
    CTYI_BILL_NO,
    CTYI_BILL_CLIENT,
    CTYI_BILL_DATE,
    CTYI_BILL_CURRENCY,
    CTYI_BILL_QUOTE,
    CTYI_BILL_COLUMNS
};

enum {
    CTYI_ADJUSTMENT_BILL,
    CTYI_ADJUSTMENT_QUOTE,
    CTYI_ADJUSTMENT_LINE,
    CTYI_ADJUSTMENT_AMOUNT,
    CTYI_ADJUSTMENT_RATE,
    CTYI_ADJUSTMENT_REASON,
    CTYI_ADJUSTMENT_GRANTED_BY,
    CTYI_ADJUSTMENT_COLUMNS
};

enum {
    CTYI_CREDIT_NO,
    CTYI_CREDIT_BILL,
    CTYI_CREDIT_LINE,
    CTYI_CREDIT_CLIENT,
    CTYI_CREDIT_DATE,
    CTYI_CREDIT_AMOUNT,
    CTYI_CREDIT_CURRENCY,
    CTYI_CREDIT_REASON,
    CTYI_CREDIT_GRANTED_BY,
    CTYI_CREDIT_NOTE,
    CTYI_CREDIT_COLUMNS
};

enum { CTYI_IMPORT_COLUMNS_MOST = CTYI_CLIENT_COLUMNS };

/* What a cell holds. */
enum ctyi_cell {
    CTYI_CELL_REF,
    CTYI_CELL_NAME,
    CTYI_CELL_TEXT,
    CTYI_CELL_DATE,
    CTYI_CELL_QUANTITY,
    CTYI_CELL_DECIMAL,
    CTYI_CELL_MONEY, /* read once its currency is known */
    CTYI_CELL_LINE_NO,
    CTYI_CELL_CURRENCY,
    CTYI_CELL_CODE,
    CTYI_CELL_LANGUAGE,
    CTYI_CELL_STATUS,
    CTYI_CELL_YES_NO
};

enum ctyi_need {
    CTYI_MAY,    /* neither column nor cell need be there */
    CTYI_ONE_OF, /* the file must have one of these columns */
    CTYI_COLUMN, /* the column must be there, its cells may be empty */
    CTYI_MUST    /* the column, and something in each cell */
};

/* What a row is known by while it is staged. */
enum ctyi_role {
    CTYI_ROLE_NONE,
    CTYI_ROLE_DOCUMENT,       /* of the file's owner */
    CTYI_ROLE_OTHER_DOCUMENT, /* of quotes.csv, where the owner is bills.csv */
    CTYI_ROLE_LINE,
    CTYI_ROLE_DATE,
    CTYI_ROLE_LINK /* another document it names, or a client's code */
};

struct ctyi_import_column {
    const char *name;
    enum ctyi_cell cell;
    enum ctyi_need need;
    enum ctyi_role role;
};

struct ctyi_import_file {
    const char *name;
    const char *noun; /* of its documents, or of its parts */
    int owner;        /* the file of the documents that its rows belong to */
    int column_count;
    const struct ctyi_import_column *columns;
};

extern const struct ctyi_import_file ctyi_import_files[CTYI_IMPORT_FILES];

/* -1: no such file, or no such column of it. */
int ctyi_import_file_find(const char *name);
int ctyi_import_column_find(int file, const char *name);

/* The most bytes of a cell. */
size_t ctyi_cell_limit(enum ctyi_cell cell);

/*
 * Whether a cell that is not empty holds what its column wants; out_value
 * receives a date as an integer, a line number, or 0.
 */
cty_status ctyi_cell_check(const struct ctyi_import_column *column,
                           const char *text, int32_t *out_value,
                           cty_error *err);

/* What a checked cell holds; zero where it is empty. */
cty_decimal ctyi_cell_decimal(const char *text);
cty_date ctyi_cell_date(const char *text);
int32_t ctyi_cell_line_no(const char *text);

/* NULL where it is empty. */
const char *ctyi_cell_text(const char *text);

#endif
