/* From the stage into the ledger, in one transaction. */
#include <assert.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/import_parts.h"

enum { PROGRESS_EVERY = 500 };

/* ---- one document ---- */

static cty_status
post(struct ctyi_import *import, struct ctyi_document *document, cty_error *err)
{
    switch (document->place.owner) {
    case CTYI_QUOTES:
        return ctyi_import_quote(import, document, err);
    case CTYI_BILLS:
        return ctyi_import_bill(import, document, err);
    default:
        assert(document->place.owner == CTYI_CREDITS);
        return ctyi_import_credit(import, document, err);
    }
}

/* What a verb refuses is a bad row. */
static cty_status
reject(struct ctyi_import *import, struct ctyi_document *document,
       cty_error *made, cty_error *err)
{
    struct ctyi_place place = ctyi_document_place(import, document, made);

    return ctyi_document_note(import, document, &place, made, err);
}

/*
 * What was added for a document that is refused goes before the verb's item
 * ends, for an item that is refused must not have written. A failure that is
 * no refusal ends the import, and the transaction with it.
 */
static cty_status
end_item(struct ctyi_import *import, struct ctyi_document *document,
         cty_status posted, cty_error *made, cty_error *err)
{
    struct ctyi_store *store = import->store;
    bool added = import->savepoint;
    cty_status status =
        ctyi_document_settle(import, posted == CTY_OK && !document->bad, err);

    if (status == CTY_OK && added && posted != CTY_OK)
        status = ctyi_store_begin(store, err);
    if (status != CTY_OK)
        return status;
    posted = ctyi_store_end(store, posted, made);
    if (posted == CTY_OK)
        return CTY_OK;
    if (store->batch == CTYI_BATCH_BROKEN) {
        *err = *made;
        return posted;
    }
    return reject(import, document, made, err);
}

static cty_status
post_whole(struct ctyi_import *import, struct ctyi_document *document,
           cty_error *err)
{
    bool was_bad = document->bad;
    cty_error made = CTY_ERROR_INIT;
    cty_status status = ctyi_store_begin(import->store, err);
    cty_status posted;

    if (status != CTY_OK)
        return status;
    posted = post(import, document, &made);
    if (posted != CTY_OK && !ctyi_import_refusal(posted)) {
        *err = made;
        return posted;
    }
    status = end_item(import, document, posted, &made, err);
    if (status == CTY_OK && document->bad && !was_bad)
        status = ctyi_stage_reject(import, document->place.position, err);
    if (status == CTY_OK && !document->bad) {
        import->result.skipped += document->skipped;
        import->result.rounded += document->skipped ? 0 : document->rounded;
    }
    return status;
}

/* ---- all of them ---- */

static void
read_document(struct ctyi_statement *row, struct ctyi_document *document)
{
    memset(document, 0, sizeof(*document));
    document->place.position = ctyi_column_int(row, 0);
    document->place.file = document->place.owner = (int)ctyi_column_int(row, 1);
    document->place.line = ctyi_column_int(row, 2);
    document->place.document = ctyi_column_string(row, 3);
    document->date = (int32_t)ctyi_column_int(row, 4);
    document->bad = ctyi_column_int(row, 5) != 0;
    document->unsure = ctyi_column_int(row, 5) == 1;
    ctyi_stage_cells(row, 6, document->place.file, document->cells);
}

static void
tell_progress(const struct ctyi_import *import, int64_t done)
{
    const cty_import_options *options = &import->options;

    if (options->progress != NULL &&
        (done % PROGRESS_EVERY == 0 || done == import->documents))
        options->progress(options->context, done, import->documents);
}

static cty_status
post_all(struct ctyi_import *import, cty_error *err)
{
    struct ctyi_statement *documents;
    struct ctyi_document document;
    int64_t done = 0;
    bool row = true;
    cty_status status =
        ctyi_sql_own(import->stage, CTYI_SQL_IMPORT_DOCUMENTS, &documents, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(documents, 1, CTYI_QUOTES);
    while (status == CTY_OK) {
        status = ctyi_step(documents, &row, err);
        if (status != CTY_OK || !row)
            break;
        read_document(documents, &document);
        status = post_whole(import, &document, err);
        tell_progress(import, ++done);
    }
    ctyi_finalize(documents);
    return status;
}

/* ---- the whole import ---- */

/* Rows that go with a document that is left out, and how many there are. */
static cty_status
sum_up(struct ctyi_import *import, cty_error *err)
{
    bool keeps_some = import->options.mode == CTY_BATCH_CONTINUE;
    struct ctyi_statement *sql;
    cty_status status;

    status = ctyi_stage_count(import, CTYI_SQL_IMPORT_BAD_ROWS, -1,
                              &import->result.bad_rows, err);
    if (status != CTY_OK || !import->any_bad || !keeps_some)
        return status;
    status = ctyi_stage_count(import, CTYI_SQL_IMPORT_REJECTED, CTYI_QUOTES,
                              &import->result.rejected_documents, err);
    if (status == CTY_OK)
        status = ctyi_sql(import->stage, CTYI_SQL_IMPORT_LEAVE_OUT, &sql, err);
    return status == CTY_OK ? ctyi_run(sql, err) : status;
}

static cty_status
stage_and_post(struct ctyi_import *import, cty_error *err)
{
    cty_status status = ctyi_engine_script(
        import->stage->engine, ctyi_sql_texts[CTYI_SQL_IMPORT_INDEXES], err);

    if (status == CTY_OK)
        status = ctyi_import_check(import, err);
    if (status == CTY_OK)
        status = ctyi_import_reasons(import, err);
    if (status == CTY_OK)
        status = ctyi_import_clients(import, err);
    if (status == CTY_OK)
        status = post_all(import, err);
    if (status == CTY_OK)
        status = sum_up(import, err);
    return status;
}

/* What was counted did not come to be. */
static cty_status
take_nothing(struct ctyi_import *import, cty_error *err)
{
    cty_import_result *result = &import->result;
    int64_t bad_rows = result->bad_rows;
    struct ctyi_statement *sql;
    cty_status status;

    ctyi_batch_abandon(import->store);
    *result = (cty_import_result){.struct_size = result->struct_size,
                                  .rows = result->rows,
                                  .bad_rows = bad_rows};
    status = ctyi_sql(import->stage, CTYI_SQL_IMPORT_PERSON_FORGET, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, 0);
    status = ctyi_run(sql, err);
    if (status != CTY_OK)
        return status;
    import->state = CTYI_IMPORT_FINISHED;
    return ctyi_fail(err, CTY_E_STATE, NULL,
                     "nothing was imported: %lld bad %s", (long long)bad_rows,
                     bad_rows == 1 ? "row" : "rows");
}

cty_status
ctyi_import_finish(struct ctyi_import *import, const struct ctyi_rules *rules,
                   cty_import_result *out_result, cty_error *err)
{
    bool keeps_some = import->options.mode == CTY_BATCH_CONTINUE;
    cty_status status;

    if (import->state != CTYI_IMPORT_LOADING)
        return ctyi_fail(err, CTY_E_STATE, NULL,
                         "the import is finished: open another one");
    status = ctyi_batch_begin(import->store, CTYI_BATCH_CONTINUE,
                              import->options.dry_run, err);
    if (status != CTY_OK)
        return status;
    import->state = CTYI_IMPORT_FAILED;
    import->rules = rules;
    status = stage_and_post(import, err);
    if (status == CTY_OK && import->result.bad_rows > 0 &&
        (!keeps_some || import->refusals > 0)) {
        status = take_nothing(import, err);
    } else if (status == CTY_OK) {
        status = ctyi_batch_end(import->store, err);
        if (status == CTY_OK)
            import->state = CTYI_IMPORT_FINISHED;
    } else {
        ctyi_batch_abandon(import->store);
    }
    if (import->state == CTYI_IMPORT_FINISHED)
        *out_result = import->result;
    return status;
}
