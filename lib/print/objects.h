/*
 * A PDF's objects on their way out. Each is written once and forgotten, but
 * for where it stands. Small ones are gathered and compressed together.
 */
#ifndef CTYI_PRINT_OBJECTS_H
#define CTYI_PRINT_OBJECTS_H

#include <zlib.h>

#include "print/bytes.h"
#include "print/printer.h"

struct ctyi_objects {
    struct ctyi_sink sink;
    uint64_t size;        /* bytes so far */
    uint64_t *places;     /* of all objects; see objects.c */
    uint32_t count, room; /* of all, number 0 among them */

    struct ctyi_bytes small; /* those that wait to be compressed */
    struct ctyi_bytes index; /* their numbers and offsets, as text */
    uint32_t small_count;
    uint32_t gathered_in; /* the object that they will be in */

    z_stream deflate;
    bool deflating;
    struct ctyi_bytes compressed, head;
    bool failed; /* out of memory */
};

/* False: out of memory. Either way, ctyi_objects_drop releases them. */
bool ctyi_objects_begin(struct ctyi_objects *objects, cty_write *write,
                        void *context);
void ctyi_objects_drop(struct ctyi_objects *objects);

/* A number to refer to an object by, before it is written; 0: no memory. */
uint32_t ctyi_objects_number(struct ctyi_objects *objects);

/*
 * Begin a small object; what is then put into the bytes, up to the next one, is
 * its content. Write out those gathered before any other kind.
 */
struct ctyi_bytes *ctyi_objects_small(struct ctyi_objects *objects,
                                      uint32_t number);
void ctyi_objects_gathered(struct ctyi_objects *objects);

/* A stream, compressed; dictionary is what it says beside its length. */
void ctyi_objects_stream(struct ctyi_objects *objects, uint32_t number,
                         const char *dictionary, const void *bytes,
                         size_t size);
/* A stream of bytes that are compressed already. */
void ctyi_objects_packed(struct ctyi_objects *objects, uint32_t number,
                         const char *dictionary, const void *bytes,
                         size_t size);
/* Compress into `out`, which is emptied. */
void ctyi_objects_pack(struct ctyi_objects *objects, const void *bytes,
                       size_t size, struct ctyi_bytes *out);

/* The table of all objects, and the end. */
void ctyi_objects_end(struct ctyi_objects *objects, uint32_t root,
                      uint32_t info);

/* "12 0 R" */
void ctyi_bytes_reference(struct ctyi_bytes *bytes, uint32_t number);

#endif
