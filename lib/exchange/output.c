#include <string.h>

#include "base/fail.h"
#include "exchange/output.h"

void
ctyi_output_start(struct ctyi_output *output, cty_write *write, void *context)
{
    output->write = write;
    output->context = context;
    output->used = 0;
    output->failed = false;
}

static void
flush(struct ctyi_output *output)
{
    if (output->used > 0 && !output->failed)
        output->failed =
            !output->write(output->context, output->bytes, output->used);
    output->used = 0;
}

void
ctyi_put_bytes(struct ctyi_output *output, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t room = sizeof(output->bytes) - output->used;
        size_t now = size < room ? size : room;

        memcpy(output->bytes + output->used, bytes, now);
        output->used += now;
        bytes += now;
        size -= now;
        if (output->used == sizeof(output->bytes))
            flush(output);
    }
}

void
ctyi_put(struct ctyi_output *output, const char *text)
{
    ctyi_put_bytes(output, text, strlen(text));
}

void
ctyi_put_char(struct ctyi_output *output, char character)
{
    ctyi_put_bytes(output, &character, 1);
}

cty_status
ctyi_output_status(const struct ctyi_output *output, cty_error *err)
{
    if (output->failed)
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "the output could not be written");
    return CTY_OK;
}

cty_status
ctyi_output_end(struct ctyi_output *output, cty_error *err)
{
    flush(output);
    return ctyi_output_status(output, err);
}
