#include <string.h>

#include "print/fault.h"
#include "print/printer.h"

static void
flush(struct ctyi_sink *sink)
{
    if (sink->used > 0 && !sink->failed)
        sink->failed = !sink->write(sink->context, sink->buffer, sink->used);
    sink->used = 0;
}

void
ctyi_sink_begin(struct ctyi_sink *sink, cty_write *write, void *context)
{
    sink->write = write;
    sink->context = context;
    sink->failed = false;
    sink->used = 0;
}

void
ctyi_sink_put(struct ctyi_sink *sink, const char *bytes, size_t size)
{
    if (size > sizeof(sink->buffer) - sink->used)
        flush(sink);
    if (size > sizeof(sink->buffer)) {
        if (!sink->failed)
            sink->failed = !sink->write(sink->context, bytes, size);
        return;
    }
    memcpy(sink->buffer + sink->used, bytes, size);
    sink->used += size;
}

void
ctyi_sink_text(struct ctyi_sink *sink, const char *text)
{
    ctyi_sink_put(sink, text, strlen(text));
}

cty_status
ctyi_sink_end(struct ctyi_sink *sink, cty_error *err)
{
    flush(sink);
    if (sink->failed)
        return ctyi_fault(err, CTY_E_STORE, NULL,
                          "the output could not be written");
    return CTY_OK;
}
