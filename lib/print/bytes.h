/* Bytes that grow: the parts of a PDF before they are written. */
#ifndef CTYI_PRINT_BYTES_H
#define CTYI_PRINT_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What ran out of memory stays so until it is emptied. */
struct ctyi_bytes {
    char *at;
    size_t length, room;
    bool failed;
};

void ctyi_bytes_empty(struct ctyi_bytes *bytes);
void ctyi_bytes_free(struct ctyi_bytes *bytes);
/* Room for size more; NULL: out of memory. The caller moves length on. */
char *ctyi_bytes_more(struct ctyi_bytes *bytes, size_t size);

void ctyi_bytes_put(struct ctyi_bytes *bytes, const void *from, size_t size);
void ctyi_bytes_text(struct ctyi_bytes *bytes, const char *text);
void ctyi_bytes_integer(struct ctyi_bytes *bytes, int64_t number);
/* To the thousandth: "12.5". */
void ctyi_bytes_number(struct ctyi_bytes *bytes, double number);
/* Numbers, each with a space after it. */
void ctyi_bytes_numbers(struct ctyi_bytes *bytes, const double *numbers,
                        size_t count);
void ctyi_bytes_hex16(struct ctyi_bytes *bytes, uint32_t number);
/* UTF-16 in hex, as PDF writes text; what is not UTF-8 becomes U+FFFD. */
void ctyi_bytes_utf16(struct ctyi_bytes *bytes, const char *text,
                      size_t length);
/* Most significant byte first, as fonts write numbers. */
void ctyi_bytes_big(struct ctyi_bytes *bytes, uint64_t number, int size);

#endif
