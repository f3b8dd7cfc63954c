#include "broken.h"

#include <stddef.h>

#include "domain/request.h"
#include "engine/sqlite.h"

enum { KEPT_MOST = 4096 };

static enum broken now;
static void *kept[KEPT_MOST];
static int kept_count;

void __real_ctyi_engine_rollback(struct ctyi_engine *engine);
cty_status __real_ctyi_request_keep(struct ctyi_store *store,
                                    const struct ctyi_request *request,
                                    int64_t answer, cty_error *err);
void __real_ctyi_free(void *memory);
cty_status __real_ctyi_sqlite_fail(const struct ctyi_engine *engine, int code,
                                   cty_error *err);
cty_status __real_ctyi_step(struct ctyi_statement *statement, bool *out_row,
                            cty_error *err);

void __wrap_ctyi_engine_rollback(struct ctyi_engine *engine);
cty_status __wrap_ctyi_request_keep(struct ctyi_store *store,
                                    const struct ctyi_request *request,
                                    int64_t answer, cty_error *err);
void __wrap_ctyi_free(void *memory);
cty_status __wrap_ctyi_sqlite_fail(const struct ctyi_engine *engine, int code,
                                   cty_error *err);
cty_status __wrap_ctyi_step(struct ctyi_statement *statement, bool *out_row,
                            cty_error *err);

const char *
broken_name(enum broken broken)
{
    static const char *const names[BROKEN_COUNT] = {
        [BROKEN_NOT] = "nothing broken",
        [BROKEN_ROLLBACK] = "what failed is not undone",
        [BROKEN_REQUEST] = "request keys are forgotten",
        [BROKEN_FREE] = "memory is not released",
        [BROKEN_STATUS] = "out of memory is called something else",
        [BROKEN_END] = "a failed read passes for the end",
    };

    return names[broken];
}

void
break_it(enum broken broken)
{
    now = broken;
}

void
mend_it(void)
{
    now = BROKEN_NOT;
    while (kept_count > 0)
        __real_ctyi_free(kept[--kept_count]);
}

void
__wrap_ctyi_engine_rollback(struct ctyi_engine *engine)
{
    if (now != BROKEN_ROLLBACK)
        __real_ctyi_engine_rollback(engine);
}

cty_status
__wrap_ctyi_request_keep(struct ctyi_store *store,
                         const struct ctyi_request *request, int64_t answer,
                         cty_error *err)
{
    if (now == BROKEN_REQUEST)
        return CTY_OK;
    return __real_ctyi_request_keep(store, request, answer, err);
}

void
__wrap_ctyi_free(void *memory)
{
    if (now == BROKEN_FREE && memory != NULL && kept_count < KEPT_MOST)
        kept[kept_count++] = memory;
    else
        __real_ctyi_free(memory);
}

cty_status
__wrap_ctyi_sqlite_fail(const struct ctyi_engine *engine, int code,
                        cty_error *err)
{
    if (now == BROKEN_STATUS && (code & 0xff) == SQLITE_NOMEM)
        code = SQLITE_IOERR;
    return __real_ctyi_sqlite_fail(engine, code, err);
}

cty_status
__wrap_ctyi_step(struct ctyi_statement *statement, bool *out_row,
                 cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    cty_status status;

    if (now != BROKEN_END)
        return __real_ctyi_step(statement, out_row, err);
    status = __real_ctyi_step(statement, out_row, &made);
    if (status != CTY_OK)
        *out_row = false;
    return CTY_OK;
}
