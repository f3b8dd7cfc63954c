/* Persons and reasons: who grants, and why. */
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "store/find.h"

static bool
remembered(const struct ctyi_memo *memo, const char *name)
{
    return memo->known && strcmp(memo->name, name) == 0;
}

cty_status
ctyi_person_find(struct ctyi_store *store, const char *name,
                 int64_t *out_person, cty_error *err)
{
    struct ctyi_statement *sql;
    char near[CTYI_NEAR_TEXT];
    cty_status status;
    bool found;

    if (name == NULL || name[0] == '\0') {
        *out_person = 0;
        return CTY_OK;
    }
    if (remembered(&store->person, name)) {
        *out_person = store->person.person;
        return CTY_OK;
    }
    status = ctyi_sql(store, CTYI_SQL_PERSON_BY_NAME, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    status = ctyi_step(sql, &found, err);
    if (status == CTY_OK && found) {
        *out_person = store->person.person = ctyi_column_int(sql, 0);
        ctyi_text_copy(store->person.name, sizeof(store->person.name), name);
        store->person.known = true;
    }
    ctyi_reset(sql);
    if (status != CTY_OK || found)
        return status;
    ctyi_near(store, CTYI_SQL_PERSON_NAMES, name, near);
    return ctyi_fail(err, CTY_E_NOT_FOUND, "granted_by", "no person \"%s\"%s",
                     name, near[0] != '\0' ? near : ": add them first");
}

cty_status
ctyi_person_insert(struct ctyi_store *store, const char *name, bool *out_added,
                   cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;
    bool found;

    status = ctyi_sql(store, CTYI_SQL_PERSON_BY_NAME, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    status = ctyi_step(sql, &found, err);
    ctyi_reset(sql);
    if (status != CTY_OK)
        return status;
    *out_added = !found;
    if (found)
        return CTY_OK;
    status = ctyi_sql(store, CTYI_SQL_PERSON_INSERT, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, name);
    store->wrote = true;
    return ctyi_run(sql, err);
}

cty_status
ctyi_reason_find(struct ctyi_store *store, const char *reason, bool *out_saving,
                 cty_error *err)
{
    struct ctyi_statement *sql;
    char near[CTYI_NEAR_TEXT];
    cty_status status;
    bool found;

    if (remembered(&store->reason, reason)) {
        *out_saving = store->reason.saving;
        return CTY_OK;
    }
    status = ctyi_sql(store, CTYI_SQL_REASON_BY_CODE, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, reason);
    status = ctyi_step(sql, &found, err);
    if (status == CTY_OK && found) {
        *out_saving = store->reason.saving = ctyi_column_int(sql, 1) != 0;
        ctyi_text_copy(store->reason.name, sizeof(store->reason.name), reason);
        store->reason.known = true;
    }
    ctyi_reset(sql);
    if (status != CTY_OK || found)
        return status;
    ctyi_near(store, CTYI_SQL_REASON_CODES, reason, near);
    return ctyi_fail(err, CTY_E_NOT_FOUND, "reason", "no reason \"%s\"%s",
                     reason, near[0] != '\0' ? near : ": add it first");
}

cty_status
ctyi_reason_insert(struct ctyi_store *store, const char *reason,
                   const char *label, bool saving, bool *out_added,
                   cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status;
    bool found;

    status = ctyi_sql(store, CTYI_SQL_REASON_BY_CODE, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, reason);
    status = ctyi_step(sql, &found, err);
    if (status == CTY_OK && found) {
        const char *theirs = ctyi_column_string(sql, 0);
        bool counts = ctyi_column_int(sql, 1) != 0;

        if (strcmp(theirs, label) != 0)
            status = ctyi_fail(err, CTY_E_EXISTS, "label",
                               "reason \"%s\" is there with the label \"%s\"",
                               reason, theirs);
        else if (counts != saving)
            status = ctyi_fail(err, CTY_E_EXISTS, "saving",
                               "reason \"%s\" is there and %s as a saving",
                               reason, counts ? "counts" : "does not count");
    }
    ctyi_reset(sql);
    if (status != CTY_OK)
        return status;
    *out_added = !found;
    if (found)
        return CTY_OK;
    status = ctyi_sql(store, CTYI_SQL_REASON_INSERT, &sql, err);
    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, reason);
    ctyi_bind_text(sql, 2, label);
    ctyi_bind_int(sql, 3, saving);
    store->wrote = true;
    return ctyi_run(sql, err);
}
