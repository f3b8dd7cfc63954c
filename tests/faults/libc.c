/*
 * The library makes a ledger's file itself, past SQLite: these stand in the
 * place of the C library's calls (the linker's --wrap) and send what is meant
 * for the disk there.
 */
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include "disk.h"
#include "cases.h"

enum { FIRST = 1 << 20, FOLDER = FIRST - 1 };

int __real_open(const char *path, int flags, ...);
int __real_open64(const char *path, int flags, ...);
int __real_stat(const char *path, struct stat *seen);
int __real_lstat(const char *path, struct stat *seen);
int __real_fchmod(int fd, mode_t mode);
int __real_fsync(int fd);
int __real_close(int fd);

int __wrap_open(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...);
int __wrap_stat(const char *path, struct stat *seen);
int __wrap_stat64(const char *path, struct stat *seen);
int __wrap_lstat(const char *path, struct stat *seen);
int __wrap_lstat64(const char *path, struct stat *seen);
int __wrap_fchmod(int fd, mode_t mode);
int __wrap_fsync(int fd);
int __wrap_close(int fd);

static bool
is_ours(const char *path)
{
    return strncmp(path, DISK_FOLDER, strlen(DISK_FOLDER)) == 0;
}

static int
fail_with(int error)
{
    errno = error;
    return -1;
}

static int
open_on_disk(const char *path, int flags)
{
    struct disk *disk = disk_in_use();
    struct disk_file *file = disk_find(disk, path);

    if (disk_fails(CALL_OPEN))
        return fail_with(EIO);
    if (strcmp(path, DISK_FOLDER) == 0)
        return FOLDER;
    if (file != NULL && (flags & O_EXCL) != 0)
        return fail_with(EEXIST);
    if (file == NULL && (flags & O_CREAT) == 0)
        return fail_with(ENOENT);
    if (file == NULL)
        file = disk_make(disk, path);
    return FIRST + file->number;
}

int
__wrap_open(const char *path, int flags, ...)
{
    va_list more;
    unsigned int mode;

    va_start(more, flags);
    mode = va_arg(more, unsigned int);
    va_end(more);
    return is_ours(path) ? open_on_disk(path, flags)
                         : __real_open(path, flags, mode);
}

int
__wrap_open64(const char *path, int flags, ...)
{
    va_list more;
    unsigned int mode;

    va_start(more, flags);
    mode = va_arg(more, unsigned int);
    va_end(more);
    return is_ours(path) ? open_on_disk(path, flags)
                         : __real_open64(path, flags, mode);
}

static int
look(const char *path, struct stat *seen)
{
    const struct disk_file *file = disk_find(disk_in_use(), path);

    if (disk_fails(CALL_ACCESS))
        return fail_with(EIO);
    if (file == NULL)
        return fail_with(ENOENT);
    memset(seen, 0, sizeof(*seen));
    seen->st_mode = S_IFREG | 0600;
    seen->st_size = (off_t)file->now.size;
    return 0;
}

int
__wrap_stat(const char *path, struct stat *seen)
{
    return is_ours(path) ? look(path, seen) : __real_stat(path, seen);
}

int
__wrap_stat64(const char *path, struct stat *seen)
{
    return __wrap_stat(path, seen);
}

int
__wrap_lstat(const char *path, struct stat *seen)
{
    return is_ours(path) ? look(path, seen) : __real_lstat(path, seen);
}

int
__wrap_lstat64(const char *path, struct stat *seen)
{
    return __wrap_lstat(path, seen);
}

int
__wrap_fchmod(int fd, mode_t mode)
{
    if (fd < FOLDER)
        return __real_fchmod(fd, mode);
    return disk_fails(CALL_SIZE) ? fail_with(EIO) : 0;
}

int
__wrap_fsync(int fd)
{
    struct disk *disk = disk_in_use();
    const struct disk_file *file;

    if (fd < FOLDER)
        return __real_fsync(fd);
    file = fd == FOLDER ? NULL : disk->files[fd - FIRST];
    if (disk_fails(CALL_SYNC)) {
        if (file != NULL)
            disk_log(disk, DISK_NOT_SYNCED, file);
        return disk_plan.lying_sync ? 0 : fail_with(EIO);
    }
    disk_log(disk, file == NULL ? DISK_FOLDER_SYNCED : DISK_SYNCED, file);
    return 0;
}

int
__wrap_close(int fd)
{
    return fd < FOLDER ? __real_close(fd) : 0;
}
