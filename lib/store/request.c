#include <string.h>

#include "store/store.h"

cty_status
ctyi_request_read(struct ctyi_store *store, const char *key, int *out_verb,
                  uint8_t *content, size_t room, size_t *out_size,
                  int64_t *out_answer, bool *out_found, cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_REQUEST_READ, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, key);
    status = ctyi_step(sql, out_found, err);
    if (status == CTY_OK && *out_found) {
        size_t size = 0;
        const void *bytes = ctyi_column_blob(sql, 1, &size);

        *out_verb = (int)ctyi_column_int(sql, 0);
        *out_answer = ctyi_column_int(sql, 2);
        *out_size = size;
        if (bytes != NULL)
            memcpy(content, bytes, size < room ? size : room);
    }
    ctyi_reset(sql);
    return status;
}

cty_status
ctyi_request_insert(struct ctyi_store *store, const char *key, int verb,
                    const uint8_t *content, size_t size, int64_t answer,
                    cty_error *err)
{
    struct ctyi_statement *sql;
    cty_status status = ctyi_sql(store, CTYI_SQL_REQUEST_INSERT, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_text(sql, 1, key);
    ctyi_bind_int(sql, 2, verb);
    ctyi_bind_blob(sql, 3, content, size);
    ctyi_bind_int(sql, 4, answer);
    store->wrote = true;
    return ctyi_run(sql, err);
}
