#include "engine/engine.h"

#include <stdint.h>
#include <string.h>

#include "base/fail.h"

/*
 * A host's own tables may stand beside ours, but nothing of its on ours. Quoted
 * they differ by a letter's case and by type too.
 */
static const char listing[] =
    "SELECT type || ' ' || name, "
    "       quote(type) || quote(name) || quote(tbl_name) || quote(sql) "
    "FROM sqlite_schema "
    "WHERE lower(substr(name, 1, 9)) = 'courtesy_' "
    "   OR lower(substr(tbl_name, 1, 9)) = 'courtesy_' "
    "ORDER BY 1";

struct listed {
    struct ctyi_statement *rows;
    bool row;
    const char *name;
    const char *sql;
};

static cty_status
next(struct listed *listed, cty_error *err)
{
    cty_status status = ctyi_step(listed->rows, &listed->row, err);

    listed->name = NULL;
    listed->sql = NULL;
    if (status == CTY_OK && listed->row) {
        listed->name = ctyi_column_string(listed->rows, 0);
        listed->sql = ctyi_column_string(listed->rows, 1);
    }
    return status;
}

static cty_status
list(struct ctyi_engine *engine, struct listed *listed, cty_error *err)
{
    cty_status status = ctyi_prepare(engine, listing, &listed->rows, err);

    return status == CTY_OK ? next(listed, err) : status;
}

/* Below zero: ours has what other has not; above: the other way round. */
static int
order(const struct listed *ours, const struct listed *other)
{
    if (ours->row && other->row)
        return strcmp(ours->name, other->name);
    return (int)other->row - (int)ours->row;
}

static cty_status
compare(const struct listed *ours, const struct listed *other, cty_error *err)
{
    int which = order(ours, other);

    if (which < 0)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger has a %s that courtesy did not make",
                         ours->name);
    if (which > 0)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL, "the ledger has lost its %s",
                         other->name);
    if (strcmp(ours->sql, other->sql) != 0)
        return ctyi_fail(err, CTY_E_CORRUPT, NULL,
                         "the ledger's %s is not as courtesy made it",
                         ours->name);
    return CTY_OK;
}

cty_status
ctyi_engine_schema_same(struct ctyi_engine *engine, struct ctyi_engine *other,
                        cty_error *err)
{
    struct listed ours = {0};
    struct listed theirs = {0};
    cty_status status = list(engine, &ours, err);

    if (status == CTY_OK)
        status = list(other, &theirs, err);
    while (status == CTY_OK && (ours.row || theirs.row)) {
        status = compare(&ours, &theirs, err);
        if (status == CTY_OK)
            status = next(&ours, err);
        if (status == CTY_OK)
            status = next(&theirs, err);
    }
    ctyi_finalize(ours.rows);
    ctyi_finalize(theirs.rows);
    return status;
}
