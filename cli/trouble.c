#include "trouble.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

int
trouble_say(struct trouble *trouble, int code, const char *format, ...)
{
    va_list values;

    if (trouble->code != CLI_OK)
        return trouble->code;
    va_start(values, format);
    (void)vsnprintf(trouble->text, sizeof trouble->text, format, values);
    va_end(values);
    trouble->code = code;
    return code;
}

int
trouble_err(struct trouble *trouble, const cty_error *err)
{
    return trouble_say(trouble, cli_exit_code(err->status), "%s", err->message);
}

int
trouble_errno(struct trouble *trouble, const char *folder, const char *name)
{
    int cause = errno;
    int code = cause == ENOENT || cause == ENOTDIR ? CLI_NOT_FOUND : CLI_FAILED;

    return trouble_say(trouble, code, "%s%s%s: %s", folder,
                       name[0] != '\0' ? "/" : "", name, strerror(cause));
}

int
trouble_memory(struct trouble *trouble)
{
    return trouble_say(trouble, CLI_FAILED, "out of memory");
}

int
trouble_tell(const struct trouble *trouble, const struct cli *cli)
{
    if (trouble->code != CLI_OK)
        cli_complain(cli, "%s", trouble->text);
    return trouble->code;
}
