/* A statement as text, CSV or JSON. */
#include "api/api.h"
#include "exchange/write.h"

cty_status
cty_statement_write(const cty_statement *statement, int32_t format,
                    cty_write *write, void *context, cty_error *err)
{
    struct ctyi_output output;
    cty_status status = ctyi_need(statement, "statement", err);

    if (status == CTY_OK && write == NULL)
        status = ctyi_fail_missing(err, "write");
    if (status != CTY_OK)
        return status;
    ctyi_output_start(&output, write, context);
    if (format == CTY_FORMAT_TEXT)
        ctyi_statement_text(statement, &output);
    else if (format == CTY_FORMAT_CSV)
        ctyi_statement_csv(statement, &output);
    else if (format == CTY_FORMAT_JSON)
        ctyi_statement_json(statement, &output);
    else
        return ctyi_fail(err, CTY_E_ARGUMENT, "format",
                         "a statement is written as CTY_FORMAT_TEXT, "
                         "CTY_FORMAT_CSV or CTY_FORMAT_JSON");
    return ctyi_output_end(&output, err);
}
