/*
 * Import: rows in any order are staged on disk, then posted by the rules in
 * one transaction of the ledger. err is never NULL here.
 */
#ifndef CTYI_EXCHANGE_IMPORT_H
#define CTYI_EXCHANGE_IMPORT_H

#include "domain/domain.h"

struct ctyi_import;

/* NULL after the last. */
const char *ctyi_import_file_name(size_t index);
const char *ctyi_import_column_name(const char *file, size_t index);

/* The store's handle is not used before finish. */
cty_status ctyi_import_open(struct ctyi_store *store,
                            const cty_import_options *options,
                            struct ctyi_import **out_import, cty_error *err);
void ctyi_import_close(struct ctyi_import *import);

cty_status ctyi_import_file(struct ctyi_import *import, const char *file,
                            const char *const *columns, size_t count,
                            cty_error *err);
cty_status ctyi_import_row(struct ctyi_import *import, const char *const *cells,
                           const size_t *lengths, size_t count, int64_t line,
                           cty_error *err);
cty_status ctyi_import_refuse(struct ctyi_import *import, const char *file,
                              int64_t line, const char *reason, cty_error *err);

/* *out_result is filled also where bad rows were the only cause of failure. */
cty_status ctyi_import_finish(struct ctyi_import *import,
                              const struct ctyi_rules *rules,
                              cty_import_result *out_result, cty_error *err);

cty_status ctyi_import_problem_next(struct ctyi_import *import,
                                    cty_import_problem *out_problem,
                                    bool *out_found, cty_error *err);
cty_status ctyi_import_person_next(struct ctyi_import *import,
                                   const char **out_name, bool *out_found,
                                   cty_error *err);

#endif
