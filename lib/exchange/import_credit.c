/* Credits of the folder. */
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/request.h"
#include "exchange/import_parts.h"

/* A credit that was granted by this folder before keeps the currency it took
 * then: the client may have bills in others by now. */
static cty_status
granted_currency(struct ctyi_import *import, struct ctyi_document *document,
                 bool *out_found, cty_error *err)
{
    struct ctyi_entry entry;
    uint8_t content[CTYI_PRINTS_MAX * CTYI_PRINT_BYTES];
    size_t size;
    int64_t answer = 0;
    int verb = 0;
    cty_status status = ctyi_request_read(
        import->store, document->place.document, &verb, content,
        sizeof(content), &size, &answer, out_found, err);

    if (status != CTY_OK || !*out_found)
        return status;
    if (verb != CTYI_VERB_CREDIT_GRANT) {
        *out_found = false;
        return CTY_OK;
    }
    status = ctyi_entry_by_key(import->store, answer, &entry, err);
    if (status == CTY_OK)
        memcpy(document->currency, entry.currency, sizeof(entry.currency));
    return status;
}

static cty_status
account_currency(struct ctyi_import *import, struct ctyi_document *document,
                 cty_error *err)
{
    struct ctyi_client_key client;
    bool found = false;
    cty_status status = granted_currency(import, document, &found, err);

    if (status != CTY_OK || found)
        return status;
    status = ctyi_client_find(
        import->store, document->cells[CTYI_CREDIT_CLIENT], &client, err);
    if (status == CTY_OK)
        status = ctyi_account_currency(import->store, client.client,
                                       document->currency, err);
    return status;
}

static cty_status
bill_currency(struct ctyi_import *import, struct ctyi_document *document,
              const char *bill_no, cty_error *err)
{
    struct ctyi_bill bill;
    int fate = CTYI_FATE_ABSENT;
    bool found = false;
    cty_status status =
        ctyi_bill_by_no(import->store, bill_no, &bill, &found, err);

    if (status == CTY_OK && found)
        memcpy(document->currency, bill.currency, sizeof(bill.currency));
    if (status == CTY_OK && !found)
        status = ctyi_stage_fate(import, CTYI_BILLS, bill_no, &fate, err);
    if (status != CTY_OK || found)
        return status;
    if (fate != CTYI_FATE_ABSENT)
        return ctyi_fail(err, CTY_E_STATE, "date",
                         "bill %s is dated after the credit", bill_no);
    return ctyi_fail(err, CTY_E_NOT_FOUND, "bill_no",
                     "no bill \"%s\" in bills.csv or in the ledger", bill_no);
}

/* The row's, else the bill's, else the only one of the client's bills, else the
 * ledger's. */
static cty_status
find_currency(struct ctyi_import *import, struct ctyi_document *document,
              cty_error *err)
{
    const char *given = document->cells[CTYI_CREDIT_CURRENCY];
    const char *bill_no = document->cells[CTYI_CREDIT_BILL];
    cty_status status = CTY_OK;

    if (bill_no[0] != '\0')
        status = bill_currency(import, document, bill_no, err);
    else if (given[0] == '\0')
        status = account_currency(import, document, err);
    if (given[0] != '\0')
        ctyi_text_copy(document->currency, sizeof(document->currency), given);
    return status;
}

static cty_status
read_amount(struct ctyi_import *import, struct ctyi_document *document,
            cty_credit *credit, cty_error *err)
{
    const char *text = document->cells[CTYI_CREDIT_AMOUNT];
    cty_error made = CTY_ERROR_INIT;
    bool known = false;
    cty_status status;

    credit->how = text[0] == '\0' ? CTY_REST : CTY_AMOUNT;
    if (credit->how == CTY_REST)
        return CTY_OK;
    status = ctyi_document_money(import, document, &document->place, "amount",
                                 text, &credit->amount.minor, &known, err);
    if (status != CTY_OK || !known || credit->amount.minor > 0)
        return status;
    ctyi_fail(&made, CTY_E_ARGUMENT, "amount",
              "%s is no amount to credit: leave it empty for all that is left",
              text);
    return ctyi_document_note(import, document, &document->place, &made, err);
}

/* Fields that the row leaves empty are left to the rule, so that the request
 * is the row as it was given. */
static cty_status
grant(struct ctyi_import *import, struct ctyi_document *document,
      cty_credit *credit, cty_error *err)
{
    const char *const *cells = document->cells;
    int64_t entry;
    bool repeated = false;
    cty_status status;

    ctyi_text_copy(credit->amount.currency, sizeof(credit->amount.currency),
                   cells[CTYI_CREDIT_CURRENCY]);
    credit->date = ctyi_date_unpack(document->date);
    credit->line_no = ctyi_cell_line_no(cells[CTYI_CREDIT_LINE]);
    credit->bill_no = ctyi_cell_text(cells[CTYI_CREDIT_BILL]);
    credit->client_ref = ctyi_cell_text(cells[CTYI_CREDIT_CLIENT]);
    credit->reason = cells[CTYI_CREDIT_REASON];
    credit->granted_by = ctyi_cell_text(cells[CTYI_CREDIT_GRANTED_BY]);
    credit->note = ctyi_cell_text(cells[CTYI_CREDIT_NOTE]);
    credit->credit_no = document->place.document;
    credit->request_key = document->place.document;
    status = ctyi_grant_credit(import->rules, credit, &entry, &repeated, err);
    if (status != CTY_OK)
        return status;
    document->skipped = repeated;
    import->result.credits_added += !repeated;
    return CTY_OK;
}

cty_status
ctyi_import_credit(struct ctyi_import *import, struct ctyi_document *document,
                   cty_error *err)
{
    const char *const *cells = document->cells;
    cty_credit credit = CTY_CREDIT_INIT;
    cty_status status;

    if (document->bad)
        return CTY_OK;
    status = ctyi_document_depend_client(import, document,
                                         cells[CTYI_CREDIT_CLIENT], err);
    if (status == CTY_OK)
        status = ctyi_document_depend(import, document, CTYI_BILLS,
                                      cells[CTYI_CREDIT_BILL], err);
    if (status == CTY_OK && !document->bad)
        status = find_currency(import, document, err);
    if (status == CTY_OK)
        status = ctyi_document_reason(import, document, &document->place,
                                      cells[CTYI_CREDIT_REASON], err);
    if (status == CTY_OK && !document->bad)
        status = read_amount(import, document, &credit, err);
    if (status == CTY_OK)
        status =
            ctyi_document_person(import, cells[CTYI_CREDIT_GRANTED_BY], err);
    if (status != CTY_OK || document->bad)
        return status;
    return grant(import, document, &credit, err);
}
