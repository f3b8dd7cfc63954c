#include "domain/issuer.h"

#include <string.h>

#include "base/fail.h"
#include "base/language.h"
#include "base/text.h"

static cty_status
check_address(const char *address, cty_error *err)
{
    int lines = 0;

    if (address == NULL || address[0] == '\0')
        return CTY_OK;
    for (const char *line = address; line != NULL; lines++) {
        const char *end = strchr(line, '\n');
        size_t length = end != NULL ? (size_t)(end - line) : strlen(line);
        cty_status status = CTY_OK;

        if (lines == CTY_MAX_ADDRESS_LINES)
            return ctyi_fail(err, CTY_E_LIMIT, "address",
                             "address has more than %d lines: join some",
                             CTY_MAX_ADDRESS_LINES);
        status =
            ctyi_text_check_bytes(line, length, CTY_MAX_NAME, "address", err);
        if (status != CTY_OK)
            return status;
        if (ctyi_text_blank(line, length))
            return ctyi_fail(err, CTY_E_ARGUMENT, "address",
                             "line %d of address is blank: leave it out",
                             lines + 1);
        line = end != NULL ? end + 1 : NULL;
    }
    return CTY_OK;
}

cty_status
ctyi_issuer_check(const cty_issuer *issuer, cty_error *err)
{
    cty_status status = check_address(issuer->address, err);

    if (status == CTY_OK)
        status = ctyi_language_check(issuer->language, "language", err);
    if (status == CTY_OK)
        status = ctyi_accent_check(issuer->accent, err);
    if (status == CTY_OK)
        status = ctyi_logo_check(issuer->logo, issuer->logo_size, err);
    return status;
}
