/* Bytes on their way out, a block at a time. */
#ifndef CTYI_EXCHANGE_OUTPUT_H
#define CTYI_EXCHANGE_OUTPUT_H

#include <courtesy/exchange.h>

struct ctyi_output {
    cty_write *write;
    void *context;
    size_t used;
    bool failed; /* told at the end, or by ctyi_output_status */
    char bytes[4096];
};

void ctyi_output_start(struct ctyi_output *output, cty_write *write,
                       void *context);
void ctyi_put_bytes(struct ctyi_output *output, const char *bytes, size_t size);
void ctyi_put(struct ctyi_output *output, const char *text);
void ctyi_put_char(struct ctyi_output *output, char character);

/* CTY_E_STORE: some of it could not be written. */
cty_status ctyi_output_status(const struct ctyi_output *output, cty_error *err);
/* Write what is left. */
cty_status ctyi_output_end(struct ctyi_output *output, cty_error *err);

#endif
