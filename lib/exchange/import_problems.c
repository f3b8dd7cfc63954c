/* What is wrong with the folder: kept, found across rows, and told. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "exchange/import_parts.h"

bool
ctyi_import_refusal(cty_status status)
{
    return status == CTY_E_ARGUMENT || status == CTY_E_NOT_FOUND ||
           status == CTY_E_EXISTS || status == CTY_E_CONFLICT ||
           status == CTY_E_LEFT || status == CTY_E_LIMIT ||
           status == CTY_E_STATE;
}

static cty_status
keep(struct ctyi_import *import, const struct ctyi_place *place,
     const char *column, const char *reason, bool at_fault, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_PROBLEM_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, place->position);
    ctyi_bind_int(sql, 2, place->file);
    ctyi_bind_int(sql, 3, place->owner);
    ctyi_bind_int(sql, 4, place->line);
    ctyi_bind_text(sql, 5, column);
    ctyi_bind_text(sql, 6, reason);
    ctyi_bind_text(sql, 7, place->document);
    ctyi_bind_int(sql, 8, at_fault);
    return ctyi_run(sql, err);
}

cty_status
ctyi_import_note(struct ctyi_import *import, const struct ctyi_place *place,
                 const cty_error *made, cty_error *err)
{
    bool known = ctyi_import_column_find(place->file, made->field) >= 0;

    import->any_bad = true;
    return keep(import, place, known ? made->field : "", made->message, true,
                err);
}

/* ---- across rows ---- */

static void
read_place(struct ctyi_statement *row, struct ctyi_place *place)
{
    place->position = ctyi_column_int(row, 0);
    place->file = (int)ctyi_column_int(row, 1);
    place->owner = (int)ctyi_column_int(row, 2);
    place->line = ctyi_column_int(row, 3);
    place->document = ctyi_column_string(row, 4);
}

/* A client or a reason may come again with the same content. */
static cty_status
note_twice(struct ctyi_import *import, struct ctyi_statement *row,
           cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    struct ctyi_place place;
    const struct ctyi_import_file *file;
    cty_status status;

    read_place(row, &place);
    file = &ctyi_import_files[place.file];
    if (place.file < CTYI_QUOTES && ctyi_column_int(row, 6) != 0)
        return CTY_OK;
    ctyi_fail(&made, CTY_E_EXISTS, file->columns[0].name,
              "%s %s is here twice, first at line %lld", file->noun,
              place.document, (long long)ctyi_column_int(row, 5));
    status = ctyi_import_note(import, &place, &made, err);
    if (status == CTY_OK)
        status = ctyi_stage_reject(import, place.position, err);
    return status;
}

static cty_status
note_orphan(struct ctyi_import *import, struct ctyi_statement *row,
            cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    struct ctyi_place place;
    const struct ctyi_import_file *owner;

    read_place(row, &place);
    owner = &ctyi_import_files[place.owner];
    ctyi_fail(&made, CTY_E_NOT_FOUND, owner->columns[0].name,
              "no %s \"%s\" in %s", owner->noun, place.document, owner->name);
    return ctyi_import_note(import, &place, &made, err);
}

static cty_status
each(struct ctyi_import *import, enum ctyi_sql name,
     cty_status (*note)(struct ctyi_import *import, struct ctyi_statement *row,
                        cty_error *err),
     cty_error *err)
{
    struct ctyi_statement *sql;
    bool row = true;
    cty_status status = ctyi_sql(import->stage, name, &sql, err);

    while (status == CTY_OK && row) {
        status = ctyi_step(sql, &row, err);
        if (status == CTY_OK && row)
            status = note(import, sql, err);
    }
    if (sql != NULL)
        ctyi_reset(sql);
    return status;
}

cty_status
ctyi_import_check(struct ctyi_import *import, cty_error *err)
{
    struct ctyi_statement *spread;
    cty_status status;

    status = each(import, CTYI_SQL_IMPORT_TWICE, note_twice, err);
    if (status == CTY_OK)
        status = each(import, CTYI_SQL_IMPORT_ORPHANS, note_orphan, err);
    if (status != CTY_OK || !import->any_bad)
        return status;
    status = ctyi_sql(import->stage, CTYI_SQL_IMPORT_SPREAD, &spread, err);
    return status == CTY_OK ? ctyi_run(spread, err) : status;
}

/* ---- leaving out ---- */

cty_status
ctyi_document_note(struct ctyi_import *import, struct ctyi_document *document,
                   const struct ctyi_place *place, const cty_error *made,
                   cty_error *err)
{
    document->bad = true;
    return ctyi_import_note(import, place, made, err);
}

cty_status
ctyi_document_leave_out(struct ctyi_import *import,
                        struct ctyi_document *document, int with,
                        const char *number, cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    bool told = document->left_out;

    document->bad = true;
    document->left_out = true;
    if (told || import->options.mode != CTY_BATCH_CONTINUE)
        return CTY_OK;
    ctyi_fail(&made, CTY_E_STATE, NULL, "left out with %s %s",
              ctyi_import_files[with].noun, number);
    return keep(import, &document->place, "", made.message, false, err);
}

cty_status
ctyi_document_depend(struct ctyi_import *import, struct ctyi_document *document,
                     int on, const char *number, cty_error *err)
{
    int fate = CTYI_FATE_ABSENT;
    cty_status status = CTY_OK;

    if (!import->any_bad || number[0] == '\0')
        return CTY_OK;
    status = ctyi_stage_fate(import, on, number, &fate, err);
    if (status == CTY_OK && fate == CTYI_FATE_BAD)
        status = ctyi_document_leave_out(import, document, on, number, err);
    return status;
}

cty_status
ctyi_document_depend_client(struct ctyi_import *import,
                            struct ctyi_document *document,
                            const char *client_ref, cty_error *err)
{
    char folded[CTY_CODE_TEXT];
    int fate = CTYI_FATE_ABSENT;
    cty_status status =
        ctyi_document_depend(import, document, CTYI_CLIENTS, client_ref, err);

    if (status != CTY_OK || !import->any_bad || document->left_out ||
        cty_tracking_code_fold(client_ref, folded, NULL) != CTY_OK)
        return status;
    status = ctyi_stage_fate_linked(import, CTYI_CLIENTS, folded, &fate, err);
    if (status == CTY_OK && fate == CTYI_FATE_BAD)
        status = ctyi_document_leave_out(import, document, CTYI_CLIENTS,
                                         client_ref, err);
    return status;
}

/* ---- telling ---- */

static cty_status
finished(const struct ctyi_import *import, cty_error *err)
{
    if (import->state == CTYI_IMPORT_FINISHED)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_STATE, NULL,
                     "the import is not finished: there is nothing to tell");
}

/* Step a list that is opened when it is first asked. */
static cty_status
step(struct ctyi_import *import, enum ctyi_sql name,
     struct ctyi_statement **list, bool *out_row, cty_error *err)
{
    cty_status status = finished(import, err);

    if (status == CTY_OK && *list == NULL)
        status = ctyi_sql_own(import->stage, name, list, err);
    if (status == CTY_OK)
        status = ctyi_step(*list, out_row, err);
    return status;
}

static const char *
left_out_with(struct ctyi_import *import, int owner, const char *document)
{
    snprintf(import->left_out_reason, sizeof(import->left_out_reason),
             "left out with %s %s", ctyi_import_files[owner].noun, document);
    return import->left_out_reason;
}

cty_status
ctyi_import_problem_next(struct ctyi_import *import,
                         cty_import_problem *out_problem, bool *out_found,
                         cty_error *err)
{
    struct ctyi_statement *row;
    bool found = false;
    cty_status status =
        step(import, CTYI_SQL_IMPORT_PROBLEMS, &import->problems, &found, err);

    if (status != CTY_OK)
        return status;
    *out_found = found;
    if (!found)
        return CTY_OK;
    row = import->problems;
    out_problem->file = ctyi_import_file_name((size_t)ctyi_column_int(row, 0));
    out_problem->line = ctyi_column_int(row, 1);
    out_problem->column = ctyi_column_string(row, 2);
    out_problem->reason = ctyi_column_string(row, 3);
    out_problem->document = ctyi_column_string(row, 4);
    out_problem->at_fault = ctyi_column_int(row, 6) != 0;
    if (out_problem->reason[0] == '\0')
        out_problem->reason = left_out_with(
            import, (int)ctyi_column_int(row, 5), out_problem->document);
    return CTY_OK;
}

cty_status
ctyi_import_person_next(struct ctyi_import *import, const char **out_name,
                        bool *out_found, cty_error *err)
{
    bool found = false;
    cty_status status =
        step(import, CTYI_SQL_IMPORT_PERSONS, &import->persons, &found, err);

    if (status != CTY_OK)
        return status;
    *out_found = found;
    if (found)
        *out_name = ctyi_column_string(import->persons, 0);
    return CTY_OK;
}
