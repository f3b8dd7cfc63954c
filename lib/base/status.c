#include <courtesy/base.h>

static const char *const names[] = {
    [CTY_OK] = "OK",
    [CTY_E_ARGUMENT] = "ARGUMENT",
    [CTY_E_NOT_FOUND] = "NOT_FOUND",
    [CTY_E_EXISTS] = "EXISTS",
    [CTY_E_CONFLICT] = "CONFLICT",
    [CTY_E_LEFT] = "LEFT",
    [CTY_E_LIMIT] = "LIMIT",
    [CTY_E_STATE] = "STATE",
    [CTY_E_BUSY] = "BUSY",
    [CTY_E_READ_ONLY] = "READ_ONLY",
    [CTY_E_MEMORY] = "MEMORY",
    [CTY_E_STORE] = "STORE",
    [CTY_E_CORRUPT] = "CORRUPT",
    [CTY_E_ABI] = "ABI",
    [CTY_E_NEWER] = "NEWER",
};

const char *
cty_status_name(cty_status status)
{
    if (status < CTY_OK || status > CTY_E_NEWER)
        return "UNKNOWN";
    return names[status];
}

const char *
cty_version(void)
{
    return CTYI_VERSION;
}
