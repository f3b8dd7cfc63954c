/* SQLite's way to the disk. It behaves as SQLite's own on a POSIX system does:
 * what that one syncs, and what it does not, is the point. */
#include "disk.h"

#include <errno.h>
#include <string.h>

#include "cases.h"

enum { SECTOR_OF_FILE = 4096, PATH_MOST = 512, REGIONS_MOST = 64 };

struct handle {
    sqlite3_file base;
    struct disk *disk;
    struct disk_file *file;
    int lock;
    uint32_t shm_shared, shm_exclusive;
    bool has_shm;
    bool sync_folder; /* at the first sync: its name may be new */
    bool delete_at_close;
};

static uint64_t dice;
static int cause; /* what the last failure's errno would be */

static int
failing(int code)
{
    cause = code == SQLITE_FULL ? ENOSPC : EIO;
    return code;
}

static struct handle *
handle_of(sqlite3_file *base)
{
    return (struct handle *)base;
}

/* ---- reading and writing ---- */

/* SQLite's own goes on reading until there is an error, or no more. */
static int
read_badly(const struct handle *handle, char *to, size_t amount, size_t from)
{
    size_t size = handle->file->now.size;
    size_t some = (size_t)roll_below(&dice, amount);

    if (disk_plan.fault == FAULT_NO_READ) {
        memset(to, 0, amount);
        return SQLITE_IOERR_SHORT_READ;
    }
    if (disk_plan.fault == FAULT_SHORT_READ && from + some <= size)
        memcpy(to, handle->file->now.at + from, some);
    return failing(SQLITE_IOERR_READ);
}

static int
do_read(sqlite3_file *base, void *to, int amount, sqlite3_int64 offset)
{
    struct handle *handle = handle_of(base);
    size_t size = handle->file->now.size;
    size_t from = (size_t)offset;
    size_t there = from >= size ? 0 : size - from;

    if (disk_fails(CALL_READ))
        return read_badly(handle, to, (size_t)amount, from);
    if (there > (size_t)amount)
        there = (size_t)amount;
    if (there > 0)
        memcpy(to, handle->file->now.at + from, there);
    memset((char *)to + there, 0, (size_t)amount - there);
    return there == (size_t)amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
do_write(sqlite3_file *base, const void *from, int amount, sqlite3_int64 offset)
{
    struct handle *handle = handle_of(base);
    size_t written = (size_t)amount;
    int code = SQLITE_OK;

    if (handle->disk->dead)
        return failing(SQLITE_IOERR_WRITE);
    if (disk_fails(CALL_WRITE)) {
        bool full = disk_plan.fault != FAULT_ERROR;

        code = failing(full ? SQLITE_FULL : SQLITE_IOERR_WRITE);
        written = disk_plan.fault == FAULT_SHORT_WRITE
                      ? roll_below(&dice, (uint64_t)amount)
                      : 0;
    }
    if (written > 0)
        disk_write(handle->disk, handle->file, (size_t)offset, from, written);
    return code;
}

static int
do_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct handle *handle = handle_of(base);

    if (handle->disk->dead || disk_fails(CALL_TRUNCATE))
        return failing(SQLITE_IOERR_TRUNCATE);
    disk_truncate(handle->disk, handle->file, (size_t)size);
    return SQLITE_OK;
}

/* SQLite's own ignores it when a new file's folder cannot be synced. */
static int
do_sync(sqlite3_file *base, int flags)
{
    struct handle *handle = handle_of(base);

    (void)flags;
    if (handle->disk->dead)
        return failing(SQLITE_IOERR_FSYNC);
    if (disk_fails(CALL_SYNC)) {
        disk_log(handle->disk, DISK_NOT_SYNCED, handle->file);
        return disk_plan.lying_sync ? SQLITE_OK : failing(SQLITE_IOERR_FSYNC);
    }
    disk_log(handle->disk, DISK_SYNCED, handle->file);
    if (handle->sync_folder)
        disk_log(handle->disk, DISK_FOLDER_SYNCED, NULL);
    handle->sync_folder = false;
    return SQLITE_OK;
}

static int
do_size(sqlite3_file *base, sqlite3_int64 *out_size)
{
    if (disk_fails(CALL_SIZE))
        return failing(SQLITE_IOERR_FSTAT);
    *out_size = (sqlite3_int64)handle_of(base)->file->now.size;
    return SQLITE_OK;
}

/* ---- locks ---- */

static int
refuse_lock(int code)
{
    return disk_plan.fault == FAULT_BUSY ? SQLITE_BUSY : failing(code);
}

static int
lock_exclusive(struct handle *handle)
{
    struct disk_file *file = handle->file;

    if (file->pending && handle->lock < SQLITE_LOCK_PENDING)
        return SQLITE_BUSY;
    file->pending = true;
    handle->lock = SQLITE_LOCK_PENDING;
    if (file->shared > 1)
        return SQLITE_BUSY;
    file->exclusive = true;
    handle->lock = SQLITE_LOCK_EXCLUSIVE;
    return SQLITE_OK;
}

static int
do_lock(sqlite3_file *base, int level)
{
    struct handle *handle = handle_of(base);
    struct disk_file *file = handle->file;

    if (handle->lock >= level)
        return SQLITE_OK;
    if (disk_fails(CALL_LOCK))
        return refuse_lock(SQLITE_IOERR_LOCK);
    if (level == SQLITE_LOCK_EXCLUSIVE)
        return lock_exclusive(handle);
    if (level == SQLITE_LOCK_SHARED) {
        if (file->pending)
            return SQLITE_BUSY;
        file->shared++;
    } else {
        if (file->reserved)
            return SQLITE_BUSY;
        file->reserved = true;
    }
    handle->lock = level;
    return SQLITE_OK;
}

static int
do_unlock(sqlite3_file *base, int level)
{
    struct handle *handle = handle_of(base);
    struct disk_file *file = handle->file;

    if (handle->lock <= level)
        return SQLITE_OK;
    if (handle->lock >= SQLITE_LOCK_RESERVED)
        file->reserved = false;
    if (handle->lock >= SQLITE_LOCK_PENDING)
        file->pending = file->exclusive = false;
    if (level == SQLITE_LOCK_NONE)
        file->shared--;
    handle->lock = level;
    return SQLITE_OK;
}

static int
do_check_reserved(sqlite3_file *base, int *out_reserved)
{
    if (disk_fails(CALL_LOCK) && disk_plan.fault != FAULT_BUSY)
        return failing(SQLITE_IOERR_CHECKRESERVEDLOCK);
    *out_reserved = handle_of(base)->file->reserved;
    return SQLITE_OK;
}

/* ---- shared memory ---- */

static int
do_shm_map(sqlite3_file *base, int region, int size, int extend,
           void volatile **out_region)
{
    struct handle *handle = handle_of(base);
    struct disk_file *file = handle->file;

    *out_region = NULL;
    if (disk_fails(CALL_SHM_MAP))
        return failing(SQLITE_IOERR_SHMMAP);
    if (!handle->has_shm)
        file->shm_users++;
    handle->has_shm = true;
    if (region >= REGIONS_MOST)
        give_up("more shared memory than this disk has");
    if (region >= file->region_count && extend)
        disk_add_region(file, region, (size_t)size);
    if (region < file->region_count)
        *out_region = file->regions[region];
    return SQLITE_OK;
}

static int
shm_release(struct handle *handle, int from, int to)
{
    struct disk_file *file = handle->file;

    for (int i = from; i < to; i++) {
        uint32_t bit = UINT32_C(1) << i;

        if (handle->shm_exclusive & bit)
            file->shm_exclusive[i] = false;
        if (handle->shm_shared & bit)
            file->shm_shared[i]--;
        handle->shm_exclusive &= ~bit;
        handle->shm_shared &= ~bit;
    }
    return SQLITE_OK;
}

static int
shm_acquire(struct handle *handle, int from, int to, bool exclusive)
{
    struct disk_file *file = handle->file;

    for (int i = from; i < to; i++) {
        if (file->shm_exclusive[i] || (exclusive && file->shm_shared[i] > 0))
            return SQLITE_BUSY;
    }
    for (int i = from; i < to; i++) {
        uint32_t bit = UINT32_C(1) << i;

        file->shm_exclusive[i] = exclusive;
        file->shm_shared[i] += exclusive ? 0 : 1;
        if (exclusive)
            handle->shm_exclusive |= bit;
        else
            handle->shm_shared |= bit;
    }
    return SQLITE_OK;
}

static int
do_shm_lock(sqlite3_file *base, int offset, int count, int flags)
{
    struct handle *handle = handle_of(base);
    bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;

    if (flags & SQLITE_SHM_UNLOCK)
        return shm_release(handle, offset, offset + count);
    if (!exclusive && (handle->shm_shared & UINT32_C(1) << offset) != 0)
        return SQLITE_OK;
    if (disk_fails(CALL_SHM_LOCK))
        return refuse_lock(SQLITE_IOERR_SHMLOCK);
    return shm_acquire(handle, offset, offset + count, exclusive);
}

static void
do_shm_barrier(sqlite3_file *base)
{
    (void)base;
}

static int
do_shm_unmap(sqlite3_file *base, int delete)
{
    struct handle *handle = handle_of(base);

    (void)delete;
    if (!handle->has_shm)
        return SQLITE_OK;
    shm_release(handle, 0, DISK_SHM_LOCKS);
    handle->has_shm = false;
    if (--handle->file->shm_users == 0)
        disk_drop_shm(handle->file);
    return SQLITE_OK;
}

/* ---- the rest of a file ---- */

static int
do_close(sqlite3_file *base)
{
    struct handle *handle = handle_of(base);

    do_shm_unmap(base, 0);
    do_unlock(base, SQLITE_LOCK_NONE);
    if (handle->delete_at_close)
        disk_unname(handle->disk, handle->file);
    handle->file->handles--;
    return SQLITE_OK;
}

static int
do_control(sqlite3_file *base, int what, void *value)
{
    sqlite3_int64 *size = value;

    (void)base;
    if (what != SQLITE_FCNTL_MMAP_SIZE)
        return SQLITE_NOTFOUND;
    *size = 0;
    return SQLITE_OK;
}

static int
do_sector_size(sqlite3_file *base)
{
    (void)base;
    return SECTOR_OF_FILE;
}

static int
do_characteristics(sqlite3_file *base)
{
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = do_close,
    .xRead = do_read,
    .xWrite = do_write,
    .xTruncate = do_truncate,
    .xSync = do_sync,
    .xFileSize = do_size,
    .xLock = do_lock,
    .xUnlock = do_unlock,
    .xCheckReservedLock = do_check_reserved,
    .xFileControl = do_control,
    .xSectorSize = do_sector_size,
    .xDeviceCharacteristics = do_characteristics,
    .xShmMap = do_shm_map,
    .xShmLock = do_shm_lock,
    .xShmBarrier = do_shm_barrier,
    .xShmUnmap = do_shm_unmap,
};

/* ---- the folder ---- */

static int
do_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags,
        int *out_flags)
{
    struct handle *handle = handle_of(base);
    struct disk *disk = disk_in_use();
    struct disk_file *file = NULL;

    (void)vfs;
    *handle = (struct handle){.disk = disk};
    if (disk->dead || disk_fails(CALL_OPEN))
        return failing(SQLITE_CANTOPEN);
    if (path == NULL)
        file = disk_make_temporary(disk);
    else
        file = disk_find(disk, path);
    if (file == NULL && (flags & SQLITE_OPEN_CREATE) == 0)
        return failing(SQLITE_CANTOPEN);
    if (file == NULL)
        file = disk_make(disk, path);
    handle->sync_folder =
        (flags & SQLITE_OPEN_CREATE) != 0 &&
        (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    file->handles++;
    handle->file = file;
    handle->delete_at_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    handle->base.pMethods = &methods;
    if (out_flags != NULL)
        *out_flags = flags;
    return SQLITE_OK;
}

static int
do_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
    struct disk *disk = disk_in_use();
    struct disk_file *file = disk_find(disk, path);

    (void)vfs;
    if (disk->dead || disk_fails(CALL_DELETE))
        return failing(SQLITE_IOERR_DELETE);
    if (file == NULL)
        return SQLITE_IOERR_DELETE_NOENT;
    disk_unname(disk, file);
    if (!sync_folder)
        return SQLITE_OK;
    if (disk_fails(CALL_SYNC))
        return failing(SQLITE_IOERR_DIR_FSYNC);
    disk_log(disk, DISK_FOLDER_SYNCED, NULL);
    return SQLITE_OK;
}

static int
do_access(sqlite3_vfs *vfs, const char *path, int flags, int *out_answer)
{
    const struct disk_file *file = disk_find(disk_in_use(), path);

    (void)vfs;
    if (disk_fails(CALL_ACCESS))
        return failing(SQLITE_IOERR_ACCESS);
    *out_answer =
        file != NULL && (flags != SQLITE_ACCESS_EXISTS || file->now.size > 0);
    return SQLITE_OK;
}

static int
do_full_path(sqlite3_vfs *vfs, const char *path, int size, char *out_path)
{
    (void)vfs;
    sqlite3_snprintf(size, out_path, "%s", path);
    return SQLITE_OK;
}

static int
do_randomness(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    for (int i = 0; i < size; i++)
        out[i] = (char)roll(&dice);
    return size;
}

static int
do_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

static int
do_time(sqlite3_vfs *vfs, sqlite3_int64 *out_time)
{
    (void)vfs;
    *out_time = INT64_C(212644512000000);
    return SQLITE_OK;
}

static int
do_last_error(sqlite3_vfs *vfs, int size, char *out)
{
    (void)vfs;
    (void)size;
    (void)out;
    return cause;
}

static sqlite3_vfs vfs = {
    .iVersion = 2,
    .szOsFile = sizeof(struct handle),
    .mxPathname = PATH_MOST,
    .zName = "disk",
    .xOpen = do_open,
    .xDelete = do_delete,
    .xAccess = do_access,
    .xFullPathname = do_full_path,
    .xRandomness = do_randomness,
    .xSleep = do_sleep,
    .xGetLastError = do_last_error,
    .xCurrentTimeInt64 = do_time,
};

void
vfs_register(void)
{
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
        give_up("SQLite does not take the disk");
}

void
vfs_reset(void)
{
    dice = 1;
    cause = 0;
    sqlite3_randomness(0, NULL);
}
