#include "image.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "count.h"

enum { REGIONS_MOST = 16 };

struct stage stage;

struct opened {
    sqlite3_file base;
    struct image *image;
    bool is_ledger;
    bool read_only;
};

static sqlite3_vfs *below;
static sqlite3_vfs own;
static void *regions[REGIONS_MOST];

/* ---- images ---- */

static bool
grow(struct image *image, size_t size)
{
    unsigned char *bytes;

    if (size <= image->room)
        return true;
    bytes = realloc(image->bytes, size * 2);
    if (bytes == NULL)
        return false;
    image->bytes = bytes;
    image->room = size * 2;
    return true;
}

void
image_set(struct image *image, const void *bytes, size_t size)
{
    if (!grow(image, size))
        give_up("out of memory");
    if (size > 0)
        memcpy(image->bytes, bytes, size);
    image->size = size;
}

void
image_read(struct image *image, const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t got;

    if (file == NULL)
        give_up("%s cannot be read", path);
    image->size = 0;
    do {
        if (!grow(image, image->size + 65536))
            give_up("out of memory");
        got = fread(image->bytes + image->size, 1, 65536, file);
        image->size += got;
    } while (got > 0);
    fclose(file);
}

void
image_grow(struct image *image, size_t size)
{
    if (!grow(image, size))
        give_up("out of memory");
    if (size > image->size)
        image->size = size;
}

void
image_drop(struct image *image)
{
    free(image->bytes);
    *image = (struct image){0};
}

/* ---- files ---- */

static int
end_file(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int
read_file(sqlite3_file *file, void *to, int amount, sqlite3_int64 at)
{
    const struct image *image = ((struct opened *)file)->image;
    size_t have = 0;

    if ((size_t)at < image->size)
        have = image->size - (size_t)at;
    if (have > (size_t)amount)
        have = (size_t)amount;
    if (have > 0)
        memcpy(to, image->bytes + at, have);
    memset((char *)to + have, 0, (size_t)amount - have);
    return have == (size_t)amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
write_file(sqlite3_file *file, const void *from, int amount, sqlite3_int64 at)
{
    struct opened *opened = (struct opened *)file;
    struct image *image = opened->image;
    size_t end = (size_t)at + (size_t)amount;

    stage.written += opened->is_ledger;
    if (opened->read_only)
        return SQLITE_IOERR_WRITE;
    if (!grow(image, end))
        return SQLITE_IOERR_NOMEM;
    if (end > image->size) {
        memset(image->bytes + image->size, 0, end - image->size);
        image->size = end;
    }
    memcpy(image->bytes + at, from, (size_t)amount);
    return SQLITE_OK;
}

static int
cut_file(sqlite3_file *file, sqlite3_int64 size)
{
    struct opened *opened = (struct opened *)file;

    stage.written += opened->is_ledger;
    if (opened->read_only)
        return SQLITE_IOERR_TRUNCATE;
    if ((size_t)size < opened->image->size)
        opened->image->size = (size_t)size;
    return SQLITE_OK;
}

static int
sync_file(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return SQLITE_OK;
}

static int
size_file(sqlite3_file *file, sqlite3_int64 *out_size)
{
    *out_size = (sqlite3_int64)((struct opened *)file)->image->size;
    return SQLITE_OK;
}

/* As the kernel: no lock to write on what is open for reading. */
static int
lock_file(sqlite3_file *file, int level)
{
    if (((struct opened *)file)->read_only && level > SQLITE_LOCK_SHARED)
        return SQLITE_IOERR_LOCK;
    return SQLITE_OK;
}

static int
unlock_file(sqlite3_file *file, int level)
{
    (void)file;
    (void)level;
    return SQLITE_OK;
}

static int
is_reserved(sqlite3_file *file, int *out_reserved)
{
    (void)file;
    *out_reserved = 0;
    return SQLITE_OK;
}

static int
control_file(sqlite3_file *file, int what, void *context)
{
    (void)file;
    if (what != SQLITE_FCNTL_MMAP_SIZE)
        return SQLITE_NOTFOUND;
    *(sqlite3_int64 *)context = 0;
    return SQLITE_OK;
}

static int
tell_sector(sqlite3_file *file)
{
    (void)file;
    return 512;
}

static int
tell_device(sqlite3_file *file)
{
    (void)file;
    return 0;
}

/* ---- shared memory, of one process ---- */

static int
map_region(sqlite3_file *file, int index, int size, int extend,
           void volatile **out)
{
    (void)file;
    *out = NULL;
    if (index >= REGIONS_MOST)
        return SQLITE_NOMEM;
    if (regions[index] == NULL && extend != 0)
        regions[index] = calloc(1, (size_t)size);
    *out = regions[index];
    return regions[index] != NULL || extend == 0 ? SQLITE_OK : SQLITE_NOMEM;
}

static int
lock_region(sqlite3_file *file, int offset, int count, int flags)
{
    (void)file;
    (void)offset;
    (void)count;
    (void)flags;
    return SQLITE_OK;
}

static void
fence(sqlite3_file *file)
{
    (void)file;
}

static int
unmap_regions(sqlite3_file *file, int drop)
{
    (void)file;
    (void)drop;
    return SQLITE_OK;
}

void
stage_reset(void)
{
    for (int i = 0; i < REGIONS_MOST; i++) {
        free(regions[i]);
        regions[i] = NULL;
    }
    stage.written = 0;
    stage.deleted = 0;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = end_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = cut_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = tell_sector,
    .xDeviceCharacteristics = tell_device,
    .xShmMap = map_region,
    .xShmLock = lock_region,
    .xShmBarrier = fence,
    .xShmUnmap = unmap_regions,
};

/* ---- the VFS ---- */

/* NULL: a file that is not staged. */
static struct image *
image_of(const char *name)
{
    size_t size = strlen(stage.ledger);

    if (name == NULL || strncmp(name, stage.ledger, size) != 0)
        return NULL;
    if (name[size] == '\0')
        return &stage.file;
    if (strcmp(name + size, "-wal") == 0)
        return &stage.log;
    if (strcmp(name + size, "-journal") == 0)
        return &stage.journal;
    return NULL;
}

static int
open_file(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file,
          int flags, int *out_flags)
{
    struct opened *opened = (struct opened *)file;
    struct image *image = image_of(name);

    (void)vfs;
    if (image == NULL)
        return below->xOpen(below, name, file, flags, out_flags);
    *opened = (struct opened){.base.pMethods = &methods, .image = image};
    opened->is_ledger = image == &stage.file;
    opened->read_only = (flags & SQLITE_OPEN_READONLY) != 0;
    if (out_flags != NULL)
        *out_flags = flags;
    return SQLITE_OK;
}

static int
delete_file(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    struct image *image = image_of(name);

    (void)vfs;
    if (image == NULL)
        return below->xDelete(below, name, sync_folder);
    stage.deleted++;
    image->size = 0;
    return SQLITE_OK;
}

static int
look_for(sqlite3_vfs *vfs, const char *name, int flags, int *out_there)
{
    struct image *image = image_of(name);

    (void)vfs;
    if (image == NULL)
        return below->xAccess(below, name, flags, out_there);
    *out_there = image == &stage.file || image->size > 0;
    return SQLITE_OK;
}

static void
make_placeholder(void)
{
    FILE *file;

    snprintf(stage.folder, sizeof(stage.folder), "/tmp/courtesy-stage-XXXXXX");
    if (mkdtemp(stage.folder) == NULL)
        give_up("there is no place in /tmp");
    snprintf(stage.ledger, sizeof(stage.ledger), "%s/ledger.db", stage.folder);
    file = fopen(stage.ledger, "w");
    if (file == NULL || fputs("staged\n", file) == EOF || fclose(file) != 0)
        give_up("%s cannot be made", stage.ledger);
}

void
stage_up(void)
{
    make_placeholder();
    below = sqlite3_vfs_find(NULL);
    own = *below;
    own.zName = "stage";
    own.pNext = NULL;
    own.xOpen = open_file;
    own.xDelete = delete_file;
    own.xAccess = look_for;
    if (own.szOsFile < (int)sizeof(struct opened))
        own.szOsFile = (int)sizeof(struct opened);
    if (sqlite3_vfs_register(&own, 1) != SQLITE_OK)
        give_up("the stage cannot be registered");
}

void
stage_down(void)
{
    sqlite3_vfs_unregister(&own);
    stage_reset();
    image_drop(&stage.file);
    image_drop(&stage.log);
    image_drop(&stage.journal);
    unlink(stage.ledger);
    rmdir(stage.folder);
}
