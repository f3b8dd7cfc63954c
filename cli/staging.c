#define _GNU_SOURCE 1 /* syncfs */

#include "staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"

#define HIDDEN ".courtesy-run"

enum { TRIES = 10 };

/* ---- files ------------------------------------------------------------- */

FILE *
staging_create(const struct staging *staging, const char *name)
{
    int descriptor =
        openat(staging->aside, name,
               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    FILE *file = descriptor != -1 ? fdopen(descriptor, "w") : NULL;

    if (file == NULL && descriptor != -1)
        close(descriptor);
    return file;
}

FILE *
staging_read(const struct staging *staging, const char *name)
{
    int descriptor = openat(staging->aside, name, O_RDONLY | O_CLOEXEC);
    FILE *file = descriptor != -1 ? fdopen(descriptor, "r") : NULL;

    if (file == NULL && descriptor != -1)
        close(descriptor);
    return file;
}

static bool
holds(int folder, const char *name, bool *out_plain)
{
    struct stat there;

    if (fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    *out_plain = S_ISREG(there.st_mode);
    return true;
}

bool
staging_holds(const struct staging *staging, const char *name)
{
    bool plain;

    return holds(staging->aside, name, &plain);
}

bool
staging_is_taken(const struct staging *staging, const char *name)
{
    bool plain;

    return holds(staging->place, name, &plain);
}

void
staging_remove(const struct staging *staging, const char *name)
{
    (void)unlinkat(staging->aside, name, 0);
}

/* Of a plain file: nothing else is opened, or waited for. */
static bool
digest_of(int folder, const char *name, char out_hex[CTY_CHAIN_HEAD_TEXT])
{
    int descriptor =
        openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    char block[1 << 15];
    struct digest digest;
    struct stat there;
    ssize_t size = -1;

    if (descriptor == -1)
        return false;
    digest_begin(&digest);
    if (fstat(descriptor, &there) == 0 && S_ISREG(there.st_mode))
        while ((size = read(descriptor, block, sizeof block)) > 0)
            digest_add(&digest, block, (size_t)size);
    close(descriptor);
    digest_end(&digest, out_hex);
    return size == 0;
}

/* ---- the folder's files, one by one ------------------------------------ */

/* Another descriptor of the folder, as closing the listing closes it. */
static DIR *
list(int folder)
{
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *names = again != -1 ? fdopendir(again) : NULL;

    if (names == NULL && again != -1)
        close(again);
    return names;
}

static const char *
next_name(DIR *names)
{
    const struct dirent *entry;

    while ((entry = readdir(names)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            return entry->d_name;
    return NULL;
}

static bool
remove_all(int folder)
{
    DIR *names = list(folder);
    const char *name;
    bool all = names != NULL;

    while (names != NULL && (name = next_name(names)) != NULL)
        all = unlinkat(folder, name, 0) == 0 && all;
    if (names != NULL)
        closedir(names);
    return all;
}

int
staging_each_taken(const struct staging *staging, staging_look *look,
                   void *context, struct trouble *trouble)
{
    DIR *names = list(staging->aside);
    const char *name;
    bool plain = false;

    if (names == NULL)
        return trouble_errno(trouble, staging->folder, HIDDEN);
    while ((name = next_name(names)) != NULL)
        if (name[0] != '.' && strcmp(name, STAGING_LAST_ASIDE) != 0 &&
            holds(staging->place, name, &plain) && !look(context, name, plain))
            break;
    closedir(names);
    return CLI_OK;
}

/* ---- putting in place -------------------------------------------------- */

static bool
remove_stale(const struct staging *staging)
{
    FILE *stale = staging_read(staging, STAGING_STALE);
    char line[CTY_CHAIN_HEAD_TEXT + 256];
    char digest[CTY_CHAIN_HEAD_TEXT];

    if (stale == NULL)
        return errno == ENOENT;
    while (fgets(line, sizeof line, stale) != NULL) {
        const char *name = line + CTY_CHAIN_HEAD_TEXT;

        if (strlen(line) <= CTY_CHAIN_HEAD_TEXT)
            continue;
        line[CTY_CHAIN_HEAD_TEXT - 1] = '\0';
        line[CTY_CHAIN_HEAD_TEXT + strcspn(name, "\n")] = '\0';
        if (digest_of(staging->place, name, digest) &&
            strcmp(digest, line) == 0)
            (void)unlinkat(staging->place, name, 0);
    }
    fclose(stale);
    return true;
}

/* A listing may leave out what moves while it is read: look again. */
static bool
move_all(const struct staging *staging)
{
    bool any = true;

    while (any) {
        DIR *names = list(staging->aside);
        const char *name;

        any = false;
        if (names == NULL)
            return false;
        while ((name = next_name(names)) != NULL) {
            if (name[0] == '.' || strcmp(name, STAGING_LAST) == 0)
                continue;
            any = true;
            if (renameat(staging->aside, name, staging->place, name) != 0) {
                closedir(names);
                return false;
            }
        }
        closedir(names);
    }
    return true;
}

/* From here on nothing is lost: whoever is next ends what was begun. */
static bool
put_in_place(const struct staging *staging)
{
    return remove_stale(staging) && move_all(staging) &&
           fsync(staging->place) == 0 &&
           renameat(staging->aside, STAGING_LAST, staging->place,
                    STAGING_LAST) == 0 &&
           remove_all(staging->aside) &&
           unlinkat(staging->place, HIDDEN, AT_REMOVEDIR) == 0 &&
           fsync(staging->place) == 0;
}

static void
let_go(struct staging *staging)
{
    if (staging->aside != -1)
        close(staging->aside);
    if (staging->place != -1)
        close(staging->place);
    staging->aside = staging->place = -1;
}

int
staging_commit(struct staging *staging, struct trouble *trouble)
{
    int went = CLI_OK;

    if (syncfs(staging->aside) != 0 ||
        renameat(staging->aside, STAGING_LAST_ASIDE, staging->aside,
                 STAGING_LAST) != 0 ||
        fsync(staging->aside) != 0) {
        went = trouble_errno(trouble, staging->folder, HIDDEN);
        staging_drop(staging);
        return went;
    }
    if (!put_in_place(staging))
        went = trouble_errno(trouble, staging->folder, "");
    let_go(staging);
    return went;
}

void
staging_drop(struct staging *staging)
{
    if (staging->aside != -1) {
        (void)remove_all(staging->aside);
        (void)unlinkat(staging->place, HIDDEN, AT_REMOVEDIR);
    }
    if (staging->made)
        (void)rmdir(staging->folder);
    let_go(staging);
}

/* ---- opening ----------------------------------------------------------- */

static int
open_place(struct staging *staging, struct trouble *trouble)
{
    struct stat there;

    staging->made = mkdir(staging->folder, 0777) == 0;
    if (!staging->made && errno != EEXIST)
        return trouble_errno(trouble, staging->folder, "");
    if (stat(staging->folder, &there) == 0 && !S_ISDIR(there.st_mode))
        return trouble_say(trouble, CLI_REFUSED,
                           "%s is there and is not a folder", staging->folder);
    staging->place = open(staging->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (staging->place == -1)
        return trouble_errno(trouble, staging->folder, "");
    return CLI_OK;
}

/* It may have been taken away between opening and locking it. */
static bool
is_still_there(const struct staging *staging)
{
    struct stat held;
    struct stat there;

    return fstat(staging->aside, &held) == 0 &&
           fstatat(staging->place, HIDDEN, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           held.st_ino == there.st_ino && held.st_dev == there.st_dev;
}

static int
open_aside(struct staging *staging, struct trouble *trouble)
{
    if (mkdirat(staging->place, HIDDEN, 0700) != 0 && errno != EEXIST)
        return trouble_errno(trouble, staging->folder, "");
    staging->aside = openat(staging->place, HIDDEN,
                            O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (staging->aside == -1 && (errno == ENOTDIR || errno == ELOOP))
        return trouble_say(trouble, CLI_REFUSED,
                           "%s/" HIDDEN " is no run's: move it away",
                           staging->folder);
    if (staging->aside == -1)
        return errno == ENOENT
                   ? CLI_OK
                   : trouble_errno(trouble, staging->folder, HIDDEN);
    if (flock(staging->aside, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return trouble_say(trouble, CLI_BUSY,
                           "another run is writing to %s: try again when it "
                           "is done",
                           staging->folder);
    return CLI_OK;
}

/* What a killed run left: ended if it was whole, else removed. */
static int
clear_aside(struct staging *staging, bool *out_clear, struct trouble *trouble)
{
    bool whole = staging_holds(staging, STAGING_LAST);

    if (whole ? !put_in_place(staging) : !remove_all(staging->aside))
        return trouble_errno(trouble, staging->folder, HIDDEN);
    *out_clear = !whole;
    return CLI_OK;
}

static int
prepare_aside(struct staging *staging, struct trouble *trouble)
{
    bool clear = false;
    int went = CLI_OK;

    for (int i = 0; i < TRIES && went == CLI_OK && !clear; i++) {
        if (staging->aside != -1)
            close(staging->aside);
        went = open_aside(staging, trouble);
        if (went == CLI_OK && staging->aside != -1 && is_still_there(staging))
            went = clear_aside(staging, &clear, trouble);
    }
    if (went == CLI_OK && !clear)
        return trouble_say(trouble, CLI_BUSY,
                           "other runs are writing to %s: try again when they "
                           "are done",
                           staging->folder);
    return went;
}

int
staging_open(struct staging *staging, const char *folder,
             struct trouble *trouble)
{
    int went;

    *staging = (struct staging){.folder = folder, .place = -1, .aside = -1};
    went = open_place(staging, trouble);
    if (went == CLI_OK)
        went = prepare_aside(staging, trouble);
    if (went == CLI_OK)
        return CLI_OK;
    /* Another's files stay: only an empty folder of ours goes. */
    if (staging->made)
        (void)rmdir(staging->folder);
    let_go(staging);
    return went;
}
