#include <string.h>

#include "api/api.h"
#include "base/text.h"
#include "exchange/import.h"

struct cty_import {
    struct cty_ledger *ledger;
    struct ctyi_import *staged;
};

/* A failure is always told somewhere: what is below may read it. */
static cty_error *
told(cty_error *err, cty_error *own)
{
    return err != NULL ? err : own;
}

static cty_status
check_options(const cty_import_options *options, cty_error *err)
{
    cty_status status = ctyi_check_rounding(options->rounding, err);

    if (status != CTY_OK)
        return status;
    if (options->new_reasons < CTY_NEW_REASONS_REFUSE ||
        options->new_reasons > CTY_NEW_REASONS_NO_SAVING)
        return ctyi_fail(err, CTY_E_ARGUMENT, "new_reasons",
                         "new_reasons is none of CTY_NEW_REASONS_");
    if (options->mode != CTY_BATCH_ATOMIC &&
        options->mode != CTY_BATCH_CONTINUE)
        return ctyi_fail(err, CTY_E_ARGUMENT, "mode",
                         "mode is neither CTY_BATCH_ATOMIC nor "
                         "CTY_BATCH_CONTINUE");
    return CTY_OK;
}

cty_status
cty_import_open(cty_ledger *ledger, const cty_import_options *options,
                cty_import **out_import, cty_error *err)
{
    cty_import_options given = CTY_IMPORT_OPTIONS_INIT;
    cty_error own = CTY_ERROR_INIT;
    cty_import *import;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_import, "out_import", err);
    if (status == CTY_OK && options != NULL)
        status = ctyi_adopt(&given, sizeof(given), options, sizeof(given),
                            "options", err);
    if (status == CTY_OK)
        status = check_options(&given, err);
    if (status != CTY_OK)
        return status;
    import = ctyi_alloc_zero(sizeof(*import));
    if (import == NULL)
        return ctyi_no_memory(err);
    import->ledger = ledger;
    status = ctyi_import_open(ledger->store, &given, &import->staged,
                              told(err, &own));
    if (status == CTY_OK)
        *out_import = import;
    else
        ctyi_free(import);
    return status;
}

const char *
cty_import_file_name(size_t index)
{
    return ctyi_import_file_name(index);
}

const char *
cty_import_column_name(const char *file, size_t index)
{
    return file == NULL ? NULL : ctyi_import_column_name(file, index);
}

static cty_status
need_each(const char *const *texts, size_t count, const char *name,
          cty_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (texts[i] == NULL)
            return ctyi_fail(err, CTY_E_ARGUMENT, name,
                             "number %zu of %s is missing", i + 1, name);
    }
    return CTY_OK;
}

cty_status
cty_import_file(cty_import *import, const char *file,
                const char *const *columns, size_t count, cty_error *err)
{
    cty_error own = CTY_ERROR_INIT;
    cty_status status = ctyi_need(import, "import", err);

    if (status == CTY_OK)
        status = ctyi_need(file, "file", err);
    if (status == CTY_OK && count > 0)
        status = ctyi_need(columns, "columns", err);
    if (status == CTY_OK)
        status = need_each(columns, count, "columns", err);
    if (status != CTY_OK)
        return status;
    return ctyi_import_file(import->staged, file, columns, count,
                            told(err, &own));
}

/* An empty cell may be NULL. */
static cty_status
check_cells(const char *const *cells, const size_t *lengths, size_t count,
            cty_error *err)
{
    cty_status status = CTY_OK;

    if (count > 0)
        status = ctyi_need(cells, "cells", err);
    if (status == CTY_OK && count > 0)
        status = ctyi_need(lengths, "lengths", err);
    for (size_t i = 0; status == CTY_OK && i < count; i++) {
        if (cells[i] == NULL && lengths[i] > 0)
            status = ctyi_fail(err, CTY_E_ARGUMENT, "cells",
                               "cell %zu is missing, and has a length", i + 1);
    }
    return status;
}

static cty_status
check_line(int64_t line, cty_error *err)
{
    if (line >= 1)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, "line",
                     "line is %lld: lines count from 1", (long long)line);
}

cty_status
cty_import_row(cty_import *import, const char *const *cells,
               const size_t *lengths, size_t count, int64_t line,
               cty_error *err)
{
    cty_error own = CTY_ERROR_INIT;
    cty_status status = ctyi_need(import, "import", err);

    if (status == CTY_OK)
        status = check_cells(cells, lengths, count, err);
    if (status == CTY_OK)
        status = check_line(line, err);
    if (status != CTY_OK)
        return status;
    return ctyi_import_row(import->staged, cells, lengths, count, line,
                           told(err, &own));
}

cty_status
cty_import_refuse(cty_import *import, const char *file, int64_t line,
                  const char *reason, cty_error *err)
{
    cty_error own = CTY_ERROR_INIT;
    cty_status status = ctyi_need(import, "import", err);

    if (status == CTY_OK)
        status = ctyi_need(file, "file", err);
    if (status == CTY_OK)
        status = ctyi_need(reason, "reason", err);
    if (status == CTY_OK)
        status = check_line(line, err);
    if (status != CTY_OK)
        return status;
    return ctyi_import_refuse(import->staged, file, line, reason,
                              told(err, &own));
}

cty_status
cty_import_finish(cty_import *import, cty_import_result *out_result,
                  cty_error *err)
{
    cty_import_result result = CTY_IMPORT_RESULT_INIT;
    cty_error own = CTY_ERROR_INIT;
    struct ctyi_rules rules;
    cty_status status = ctyi_need(import, "import", err);

    if (status == CTY_OK)
        status = ctyi_check_out(out_result, sizeof(result), "out_result", err);
    if (status != CTY_OK)
        return status;
    ctyi_rules_of(import->ledger, &rules);
    status =
        ctyi_import_finish(import->staged, &rules, &result, told(err, &own));
    if (status == CTY_OK || status == CTY_E_STATE)
        ctyi_show(&result, sizeof(result), out_result);
    return status;
}

cty_status
cty_import_problem_next(cty_import *import, cty_import_problem *out_problem,
                        bool *out_found, cty_error *err)
{
    cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;
    cty_error own = CTY_ERROR_INIT;
    bool found = false;
    cty_status status = ctyi_need(import, "import", err);

    if (status == CTY_OK)
        status = ctyi_need(out_problem, "out_problem", err);
    if (status == CTY_OK)
        status =
            ctyi_check_out(out_problem, sizeof(problem), "out_problem", err);
    if (status == CTY_OK)
        status = ctyi_need(out_found, "out_found", err);
    if (status == CTY_OK)
        status = ctyi_import_problem_next(import->staged, &problem, &found,
                                          told(err, &own));
    if (status != CTY_OK)
        return status;
    if (found)
        ctyi_show(&problem, sizeof(problem), out_problem);
    *out_found = found;
    return CTY_OK;
}

cty_status
cty_import_person_next(cty_import *import, const char **out_name,
                       bool *out_found, cty_error *err)
{
    cty_error own = CTY_ERROR_INIT;
    cty_status status = ctyi_need(import, "import", err);

    if (status == CTY_OK)
        status = ctyi_need(out_name, "out_name", err);
    if (status == CTY_OK)
        status = ctyi_need(out_found, "out_found", err);
    if (status != CTY_OK)
        return status;
    return ctyi_import_person_next(import->staged, out_name, out_found,
                                   told(err, &own));
}

void
cty_import_close(cty_import *import)
{
    if (import == NULL)
        return;
    ctyi_import_close(import->staged);
    ctyi_free(import);
}
