/*
 * A disk in memory with one folder, and SQLite's way to it. It keeps a log of
 * all that happened to it, so that platter.h can say what a power cut leaves;
 * any call to it can be made to fail.
 */
#ifndef TESTS_FAULTS_DISK_H
#define TESTS_FAULTS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#define DISK_FOLDER "/disk/"
#define DISK_LEDGER "/disk/ledger.db"

enum { DISK_NAME = 40, DISK_SECTOR = 512, DISK_SHM_LOCKS = 8 };

/* ---- calls that fail ---------------------------------------------------- */

enum disk_call {
    CALL_OPEN,
    CALL_DELETE,
    CALL_ACCESS,
    CALL_READ,
    CALL_WRITE,
    CALL_TRUNCATE,
    CALL_SYNC,
    CALL_SIZE,
    CALL_LOCK,
    CALL_SHM_MAP,
    CALL_SHM_LOCK,
    CALL_COUNT
};

/* FAULT_ERROR fails every call, the others only those they are about. */
enum disk_fault {
    FAULT_ERROR,
    FAULT_FULL,
    FAULT_SHORT_READ,
    FAULT_NO_READ, /* nothing is read, as if the file ended there */
    FAULT_SHORT_WRITE,
    FAULT_BUSY,
    FAULT_SYNC,
    FAULT_COUNT
};

/* The call itself; all from it on; of those after it one in four. */
enum disk_mode { MODE_ONCE, MODE_ON, MODE_SOME, MODE_COUNT };

struct disk_plan {
    enum disk_fault fault;
    enum disk_mode mode;
    uint64_t dice; /* of MODE_SOME */
    bool armed;
    int64_t at;                    /* the call that fails, from 1; 0: none */
    int64_t met;                   /* calls that the fault is about */
    int64_t failed;                /* those that failed */
    bool lying_sync;               /* a failed sync says that it went well */
    int64_t failed_of[CALL_COUNT]; /* these two are never set back */
    int64_t met_of[CALL_COUNT];
};

extern struct disk_plan disk_plan;

const char *disk_fault_name(enum disk_fault fault);
const char *disk_call_name(enum disk_call call);

/* Whether this call is to fail; counts it. */
bool disk_fails(enum disk_call call);

/* ---- files ----------------------------------------------------------------
 */

struct bytes {
    unsigned char *at;
    size_t size;
    size_t room;
};

void bytes_write(struct bytes *bytes, size_t offset, const void *from,
                 size_t size);
void bytes_resize(struct bytes *bytes, size_t size); /* new ones are zero */
void bytes_copy(struct bytes *bytes, const struct bytes *from);
void bytes_free(struct bytes *bytes);

struct disk_file {
    char name[DISK_NAME]; /* once; also when it has it no more */
    bool named;
    int number;
    int handles;
    struct bytes now;
    /* SQLite's locks on the file, and on its shared memory. */
    int shared;
    bool reserved, pending, exclusive;
    void **regions;
    int region_count;
    int shm_users;
    int shm_shared[DISK_SHM_LOCKS];
    bool shm_exclusive[DISK_SHM_LOCKS];
};

enum disk_happened {
    DISK_WRITTEN,
    DISK_TRUNCATED,
    DISK_SYNCED,
    DISK_NOT_SYNCED, /* a sync failed: what was to be written is given up */
    DISK_NAMED,
    DISK_UNNAMED,
    DISK_FOLDER_SYNCED
};

struct disk_event {
    enum disk_happened what;
    int file;
    size_t offset;
    size_t size;
    unsigned char *bytes;
};

struct disk {
    struct disk_file **files;
    int file_count;
    struct disk_event *events;
    size_t event_count;
    size_t event_room;
    bool dead; /* the process is killed: nothing more gets to it */
};

struct disk *disk_new(void);
/* With the same names and contents; nothing is open, the log is empty. */
struct disk *disk_copy(const struct disk *disk);
void disk_free(struct disk *disk);

/* The one that SQLite and the library see. */
void disk_use(struct disk *disk);
struct disk *disk_in_use(void);

/* The path's file, NULL if there is none. */
struct disk_file *disk_find(const struct disk *disk, const char *path);
struct disk_file *disk_make(struct disk *disk, const char *path);
/* As if it had always been there: not logged. */
struct disk_file *disk_place(struct disk *disk, const char *path);
/* A file without a name, of which nothing is logged. */
struct disk_file *disk_make_temporary(struct disk *disk);
void disk_unname(struct disk *disk, struct disk_file *file);
void disk_write(struct disk *disk, struct disk_file *file, size_t offset,
                const void *bytes, size_t size);
void disk_truncate(struct disk *disk, struct disk_file *file, size_t size);
void disk_log(struct disk *disk, enum disk_happened what,
              const struct disk_file *file);
void disk_add_region(struct disk_file *file, int region, size_t size);
void disk_drop_shm(struct disk_file *file);

/* ---- SQLite's way to it ---------------------------------------------------
 */

/* Make it SQLite's default, before anything is opened. */
void vfs_register(void);

/* The same dice for every case, so that each can be run alone. */
void vfs_reset(void);

#endif
