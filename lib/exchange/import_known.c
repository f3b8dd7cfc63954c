/* Persons and reasons that documents name: found, or added with the document
 * that names them first. */
#include <string.h>

#include "base/text.h"
#include "exchange/import_parts.h"

/* What is added goes again with a document that is refused after all. */
static cty_status
begin_adding(struct ctyi_import *import, cty_error *err)
{
    cty_status status;

    if (import->savepoint)
        return CTY_OK;
    status = ctyi_engine_savepoint(import->store->engine, err);
    if (status != CTY_OK)
        return status;
    import->savepoint = true;
    import->persons_kept = import->result.persons_added;
    import->reasons_kept = import->result.reasons_added;
    return CTY_OK;
}

static cty_status
forget_persons(struct ctyi_import *import, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_PERSON_FORGET, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, import->persons_kept);
    return ctyi_run(sql, err);
}

cty_status
ctyi_document_settle(struct ctyi_import *import, bool keep, cty_error *err)
{
    cty_status status;

    if (!import->savepoint)
        return CTY_OK;
    import->savepoint = false;
    if (keep)
        return ctyi_engine_release(import->store->engine, err);
    import->store->reason.known = false;
    import->store->person.known = false;
    import->store->next_sequence = 0;
    import->result.persons_added = import->persons_kept;
    import->result.reasons_added = import->reasons_kept;
    status = ctyi_engine_rollback_to(import->store->engine, err);
    return status == CTY_OK ? forget_persons(import, err) : status;
}

/* ---- reasons ---- */

static cty_status
add_reason(struct ctyi_import *import, const char *reason, cty_error *err)
{
    bool saving = import->options.new_reasons == CTY_NEW_REASONS_SAVING;
    bool added = false;
    cty_status status = begin_adding(import, err);

    if (status == CTY_OK)
        status = ctyi_reason_insert(import->store, reason, reason, saving,
                                    &added, err);
    if (status == CTY_OK)
        import->result.reasons_added += added;
    return status;
}

/* A reason whose own row is bad is no fault of the row that names it. */
static cty_status
miss_reason(struct ctyi_import *import, struct ctyi_document *document,
            const struct ctyi_place *place, const char *reason,
            const cty_error *made, cty_error *err)
{
    int fate = CTYI_FATE_ABSENT;
    cty_status status =
        ctyi_stage_fate(import, CTYI_REASONS, reason, &fate, err);

    if (status != CTY_OK)
        return status;
    if (fate == CTYI_FATE_BAD)
        return ctyi_document_leave_out(import, document, CTYI_REASONS, reason,
                                       err);
    if (import->options.new_reasons == CTY_NEW_REASONS_REFUSE)
        return ctyi_document_note(import, document, place, made, err);
    return add_reason(import, reason, err);
}

cty_status
ctyi_document_reason(struct ctyi_import *import, struct ctyi_document *document,
                     const struct ctyi_place *place, const char *reason,
                     cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    bool saving;
    cty_status status = ctyi_reason_find(import->store, reason, &saving, &made);

    if (status == CTY_E_NOT_FOUND)
        return miss_reason(import, document, place, reason, &made, err);
    if (status != CTY_OK)
        *err = made;
    return status;
}

/* ---- persons ---- */

static cty_status
known(struct ctyi_import *import, const char *name, bool *out_known,
      cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->store, CTYI_SQL_PERSON_BY_NAME, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    status = ctyi_step(sql, out_known, err);
    ctyi_reset(sql);
    return status;
}

static cty_status
add_person(struct ctyi_import *import, const char *name, cty_error *err)
{
    struct ctyi_statement *sql;
    bool added = false;
    cty_status status = begin_adding(import, err);

    if (status == CTY_OK)
        status = ctyi_person_insert(import->store, name, &added, err);
    if (status == CTY_OK)
        status =
            ctyi_sql(import->stage, CTYI_SQL_IMPORT_PERSON_INSERT, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, ++import->result.persons_added);
    ctyi_bind_text(sql, 2, name);
    return ctyi_run(sql, err);
}

cty_status
ctyi_document_person(struct ctyi_import *import, const char *name,
                     cty_error *err)
{
    bool there = false;
    cty_status status;

    if (name[0] == '\0')
        return CTY_OK;
    if (import->store->person.known &&
        strcmp(import->store->person.name, name) == 0)
        return CTY_OK;
    status = known(import, name, &there, err);
    if (status == CTY_OK && !there)
        status = add_person(import, name, err);
    return status;
}
