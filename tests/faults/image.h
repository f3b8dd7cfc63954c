/*
 * A place for one ledger file in memory: SQLite's default VFS while it is
 * there, so that the library opens what was put into it. A file of that name
 * lies in a folder of its own, for who asks whether there is one; nothing in
 * it is ever read. Whatever tries to change the ledger is counted.
 */
#ifndef TESTS_FAULTS_IMAGE_H
#define TESTS_FAULTS_IMAGE_H

#include <stddef.h>

struct image {
    unsigned char *bytes;
    size_t size;
    size_t room;
};

struct stage {
    char folder[64];
    char ledger[96];
    struct image file;
    struct image log;     /* the -wal beside it */
    struct image journal; /* a -journal; size 0: none */
    int written;          /* times that the ledger was to be changed */
    int deleted;          /* times that a file beside it was to be deleted */
};

extern struct stage stage;

void stage_up(void);
void stage_down(void);

void image_set(struct image *image, const void *bytes, size_t size);
/* The file's bytes as they are on disk. */
void image_read(struct image *image, const char *path);
/* More of it, as it happens to be. */
void image_grow(struct image *image, size_t size);
void image_drop(struct image *image);

/* What a process that ended leaves for the next: all but the shared memory. */
void stage_reset(void);

#endif
