/* Records, and the digest of what was written. */
#include "api/api.h"
#include "exchange/write.h"

static cty_status
check_columns(const cty_column *columns, size_t count, cty_error *err)
{
    cty_status status = ctyi_need(columns, "columns", err);

    if (status != CTY_OK)
        return status;
    if (count == 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "count",
                         "a table has at least one column");
    for (size_t i = 0; i < count && status == CTY_OK; i++) {
        status = ctyi_need(columns[i].name, "a column's name", err);
        if (status == CTY_OK && (columns[i].kind < CTY_COLUMN_TEXT ||
                                 columns[i].kind > CTY_COLUMN_BOOL))
            status = ctyi_fail(err, CTY_E_ARGUMENT, "columns",
                               "the column \"%s\" is of kind %d, which is "
                               "none of CTY_COLUMN_",
                               columns[i].name, columns[i].kind);
    }
    return status;
}

cty_status
cty_records_open(int32_t format, const cty_column *columns, size_t count,
                 cty_write *write, void *context, cty_records **out_records,
                 cty_error *err)
{
    cty_status status = ctyi_need(out_records, "out_records", err);

    if (status == CTY_OK && format != CTY_FORMAT_CSV &&
        format != CTY_FORMAT_JSON)
        status = ctyi_fail(err, CTY_E_ARGUMENT, "format",
                           "records are written as CTY_FORMAT_CSV or "
                           "CTY_FORMAT_JSON");
    if (status == CTY_OK)
        status = check_columns(columns, count, err);
    if (status == CTY_OK && write == NULL)
        status = ctyi_fail_missing(err, "write");
    if (status == CTY_OK)
        status = ctyi_records_open(format, columns, count, write, context,
                                   out_records, err);
    return status;
}

cty_status
cty_records_row(cty_records *records, const char *const *cells, cty_error *err)
{
    cty_status status = ctyi_need(records, "records", err);

    if (status == CTY_OK)
        status = ctyi_need(cells, "cells", err);
    if (status == CTY_OK)
        status = ctyi_records_row(records, cells, err);
    return status;
}

cty_status
cty_records_close(cty_records *records, cty_error *err)
{
    cty_status status = ctyi_need(records, "records", err);

    return status == CTY_OK ? ctyi_records_close(records, err) : status;
}

void
cty_sha256_hex(const void *bytes, size_t size,
               char out_hex[CTY_CHAIN_HEAD_TEXT])
{
    struct ctyi_digest digest;
    uint8_t hash[CTYI_DIGEST_BYTES];

    ctyi_digest_start(&digest);
    if (size > 0)
        ctyi_digest_raw(&digest, bytes, size);
    ctyi_digest_end(&digest, hash);
    ctyi_digest_hex(hash, out_hex);
}
