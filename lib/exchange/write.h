/*
 * Models into bytes. All escaping in the house is done here: nothing in a name
 * or note becomes a cell, a formula, markup or a character of control.
 */
#ifndef CTYI_EXCHANGE_WRITE_H
#define CTYI_EXCHANGE_WRITE_H

#include "exchange/output.h"
#include "statement/statement.h"

/* ---- cells ---- */

/* A cell of RFC 4180: quoted where it must be; as text, guarded too. */
void ctyi_csv_cell(struct ctyi_output *output, const char *text, bool is_text);

/*
 * A JSON string with its quotes. < > & and the separators U+2028, U+2029 are
 * escaped, so that it can stand in a script or a page; what is no UTF-8 becomes
 * U+FFFD.
 */
void ctyi_json_text(struct ctyi_output *output, const char *text);

/* ---- tables ---- */

cty_status ctyi_records_open(int32_t format, const cty_column *columns,
                             size_t count, cty_write *write, void *context,
                             cty_records **out_records, cty_error *err);
/* CTY_E_ARGUMENT: a cell is not what its column says; nothing was written. */
cty_status ctyi_records_row(cty_records *records, const char *const *cells,
                            cty_error *err);
cty_status ctyi_records_close(cty_records *records, cty_error *err);

/* ---- statements ---- */

/* An amount in the statement's currency, as a plain decimal; buffer of
 * CTY_MONEY_TEXT. */
char *ctyi_statement_amount(const cty_statement *statement, int64_t minor,
                            char *buffer);
/* "discount", "credit" or "reversal". */
const char *ctyi_kind_name(int32_t kind);
/* HARB-0042V/17; buffer of CTY_ENTRY_CODE_TEXT. */
char *ctyi_drawn_code(const cty_statement *statement, int64_t number,
                      char *buffer);

void ctyi_statement_text(const cty_statement *statement,
                         struct ctyi_output *output);
void ctyi_statement_json(const cty_statement *statement,
                         struct ctyi_output *output);
void ctyi_statement_csv(const cty_statement *statement,
                        struct ctyi_output *output);

#endif
