#include "engine/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "engine/memory.h"

cty_status
ctyi_file_fail(const char *path, const char *what, int cause, cty_error *err)
{
    return ctyi_fail(err, CTY_E_STORE, NULL, "\"%.200s\" %s: %s", path, what,
                     strerror(cause));
}

cty_status
ctyi_file_look(const char *path, bool *out_empty, cty_error *err)
{
    struct stat seen;

    if (stat(path, &seen) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return ctyi_fail(err, CTY_E_NOT_FOUND, NULL,
                             "there is no ledger at \"%.200s\"", path);
        return ctyi_file_fail(path, "cannot be opened", errno, err);
    }
    if (S_ISDIR(seen.st_mode))
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "\"%.200s\" is a folder, not a ledger", path);
    if (!S_ISREG(seen.st_mode))
        return ctyi_fail(err, CTY_E_STORE, NULL,
                         "\"%.200s\" is no regular file", path);
    *out_empty = seen.st_size == 0;
    return CTY_OK;
}

/* A new file's name must outlive a power cut as its content does. */
static int
sync_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder;
    int fd, cause = 0;

    if (slash == NULL)
        folder = sqlite3_mprintf(".");
    else
        folder = sqlite3_mprintf("%.*s/", (int)(slash - path), path);
    if (folder == NULL)
        return ENOMEM;

    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    sqlite3_free(folder);
    if (fd < 0)
        return errno;
    if (fsync(fd) != 0)
        cause = errno;
    close(fd);
    return cause;
}

/* SQLite would delete it, and with it a moved ledger's last writes. */
static cty_status
refuse_leftover(const char *path, const char *suffix, cty_error *err)
{
    char *name = sqlite3_mprintf("%s%s", path, suffix);
    struct stat seen;
    int cause = 0;

    if (name == NULL)
        return ctyi_no_memory(err);
    if (lstat(name, &seen) != 0)
        cause = errno;
    sqlite3_free(name);
    if (cause != 0 && cause != ENOENT && cause != ENOTDIR)
        return ctyi_file_fail(path, "cannot be created", cause, err);
    if (cause == 0)
        return ctyi_fail(err, CTY_E_EXISTS, NULL,
                         "\"%.200s%s\" belongs to a ledger that was there: "
                         "move it away first",
                         path, suffix);
    return CTY_OK;
}

static cty_status
fail_make(const char *path, int cause, cty_error *err)
{
    if (cause == EEXIST)
        return ctyi_fail(err, CTY_E_EXISTS, NULL, "\"%.200s\" is there already",
                         path);
    if (cause == ENOENT || cause == ENOTDIR)
        return ctyi_fail(err, CTY_E_NOT_FOUND, NULL,
                         "there is no folder for \"%.200s\"", path);
    return ctyi_file_fail(path, "cannot be created", cause, err);
}

cty_status
ctyi_file_make(const char *path, bool shared, cty_error *err)
{
    mode_t mode = shared ? 0660 : 0600;
    struct stat seen;
    cty_status status;
    int fd, cause = 0;

    if (lstat(path, &seen) == 0)
        return fail_make(path, EEXIST, err);
    status = refuse_leftover(path, "-wal", err);
    if (status == CTY_OK)
        status = refuse_leftover(path, "-journal", err);
    if (status != CTY_OK)
        return status;

    fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return fail_make(path, errno, err);
    /* The umask must neither widen nor narrow what was asked for. */
    if (fchmod(fd, mode) != 0 || fsync(fd) != 0)
        cause = errno;
    close(fd);
    if (cause == 0)
        cause = sync_folder(path);
    if (cause != 0)
        return fail_make(path, cause, err);
    return CTY_OK;
}
