/*
 * Places where a ledger cannot be, or not any more: what cannot be written,
 * what is full, what is no file, what has no descriptor left. Each is refused
 * with a reason, nothing that was acknowledged is lost, and where there is room
 * again it goes on.
 */
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <courtesy/courtesy.h>

#include "count.h"
#include "shelf.h"

enum {
    FEW_CASES = 40,
    NOBODY = 65534,
    PATH_BYTES = 160,
    PAGE = 4096,
    DESCRIPTORS_MOST = 24
};

struct ground {
    struct count *count;
    char folder[64];
    char path[PATH_BYTES];
    int64_t cases; /* of each kind that there are many of */
};

static char *
in_folder(struct ground *ground, const char *name)
{
    snprintf(ground->path, sizeof(ground->path), "%s/%s", ground->folder, name);
    return ground->path;
}

/* ---- what is no file, or another's ---- */

static void
expect_refusal(struct ground *ground, uint32_t flags, cty_status expected)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    options.flags = flags;
    status = cty_ledger_open(ground->path, &options, &ledger, &err);
    if (status != expected || err.message[0] == '\0')
        failed(ground->count, "%s: %s", cty_status_name(status), err.message);
    cty_ledger_close(ledger);
}

static void
special_files(struct ground *ground)
{
    static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/full",
                                          "/proc/self/mem", "/proc/version"};

    begin_case(ground->count, "a pipe with a name");
    if (mkfifo(in_folder(ground, "pipe"), 0600) != 0)
        give_up("a pipe cannot be made");
    expect_refusal(ground, 0, CTY_E_STORE);
    expect_refusal(ground, CTY_OPEN_READ_ONLY, CTY_E_STORE);
    for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
        begin_case(ground->count, "%s", devices[i]);
        snprintf(ground->path, sizeof(ground->path), "%s", devices[i]);
        expect_refusal(ground, CTY_OPEN_READ_ONLY, CTY_E_STORE);
    }
    begin_case(ground->count, "a folder");
    snprintf(ground->path, sizeof(ground->path), "%s", ground->folder);
    expect_refusal(ground, 0, CTY_E_STORE);
    begin_case(ground->count, "a path that is none");
    snprintf(ground->path, sizeof(ground->path), "%s/nothing/ledger.db",
             ground->folder);
    expect_refusal(ground, 0, CTY_E_NOT_FOUND);
}

static void
links(struct ground *ground)
{
    char target[PATH_BYTES];
    struct shelf through = {0}, plain = {0};

    begin_case(ground->count, "a link to itself");
    in_folder(ground, "loop");
    if (symlink("loop", ground->path) != 0)
        give_up("no links here");
    expect_refusal(ground, 0, CTY_E_STORE);
    begin_case(ground->count, "a link to nothing");
    if (symlink("nothing.db", in_folder(ground, "nowhere")) != 0)
        give_up("no links here");
    expect_refusal(ground, 0, CTY_E_NOT_FOUND);
    expect(ground->count, shelf_make(&through, ground->path) == CTY_E_EXISTS,
           "a ledger was made through a link to nothing");

    begin_case(ground->count, "a link to a ledger");
    snprintf(target, sizeof(target), "%s", in_folder(ground, "target.db"));
    if (shelf_make(&plain, target) != CTY_OK ||
        symlink("target.db", in_folder(ground, "link.db")) != 0)
        give_up("there is no ledger to link to");
    expect(ground->count, shelf_open(&through, ground->path) == CTY_OK,
           "it cannot be opened");
    for (int i = 0; i < 20; i++) {
        (void)shelf_put(&through);
        (void)shelf_put(&plain);
    }
    through.acknowledged += plain.acknowledged;
    expect(ground->count, through.acknowledged == 40, "it is not one ledger");
    shelf_close(&plain);
    expect(ground->count, shelf_holds(&through),
           "what was written through a link is not all there");
    shelf_close(&through);
}

/* ---- what may not be written ---- */

static void
become_nobody(const struct ground *ground)
{
    if (geteuid() != 0)
        return;
    if (chown(ground->folder, NOBODY, NOBODY) != 0 ||
        chown(ground->path, NOBODY, NOBODY) != 0 || seteuid(NOBODY) != 0)
        give_up("nobody cannot be become: %s", strerror(errno));
}

static void
become_oneself(void)
{
    if (getuid() == 0 && seteuid(0) != 0)
        give_up("the way back is gone");
    prctl(PR_SET_DUMPABLE, 1);
}

static void
read_only(struct ground *ground)
{
    struct shelf shelf = {0};

    begin_case(ground->count, "a file that cannot be written");
    if (shelf_make(&shelf, in_folder(ground, "kept.db")) != CTY_OK)
        give_up("there is no ledger");
    (void)shelf_put(&shelf);
    shelf_close(&shelf);
    become_nobody(ground);
    chmod(ground->path, 0400);
    expect_refusal(ground, 0, CTY_E_READ_ONLY);
    expect(ground->count,
           shelf_read(&shelf, ground->path) == CTY_OK && shelf_holds(&shelf),
           "it cannot be read");
    shelf_close(&shelf);

    begin_case(ground->count, "a file that cannot be read");
    chmod(ground->path, 0000);
    expect_refusal(ground, 0, CTY_E_STORE);
    expect_refusal(ground, CTY_OPEN_READ_ONLY, CTY_E_STORE);

    begin_case(ground->count, "a folder that cannot be written");
    chmod(ground->path, 0600);
    shelf_clear(ground->path);
    chmod(ground->folder, 0500);
    expect(ground->count, shelf_open(&shelf, ground->path) != CTY_OK,
           "a log was made in it");
    expect(ground->count,
           shelf_make(&shelf, in_folder(ground, "new.db")) == CTY_E_STORE,
           "a ledger was made in it");
    chmod(ground->folder, 0700);
    become_oneself();
}

/* A ledger is moved away, or another put in its place, while it is open. */
static void
moved(struct ground *ground)
{
    struct shelf shelf = {0};
    char other[PATH_BYTES + 16];
    cty_status status;

    begin_case(ground->count, "a file that is moved while it is open");
    if (shelf_make(&shelf, in_folder(ground, "moved.db")) != CTY_OK)
        give_up("there is no ledger");
    (void)shelf_put(&shelf);
    snprintf(other, sizeof(other), "%s-elsewhere", ground->path);
    if (rename(ground->path, other) != 0)
        give_up("%s cannot be moved", ground->path);
    status = shelf_put(&shelf);
    if (status != CTY_OK && status != CTY_E_READ_ONLY)
        failed(ground->count, "%s", cty_status_name(status));
    if (rename(other, ground->path) != 0)
        give_up("%s cannot be moved back", ground->path);
    expect(ground->count, shelf_put(&shelf) == CTY_OK,
           "it cannot be written where it is again");
    expect(ground->count, shelf_holds(&shelf), "what was written is not there");
    shelf_close(&shelf);
}

/* ---- what is full ---- */

static void
limit_files(rlim_t bytes)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_FSIZE, &limit) != 0)
        give_up("there are no limits");
    limit.rlim_cur = bytes;
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
        give_up("files cannot be limited");
}

/* Until it is refused; then there is room, and it goes on. */
static void
fill_up(struct ground *ground, struct shelf *shelf, void (*make_room)(void))
{
    cty_status status = CTY_OK;

    for (int i = 0; i < 4000 && status == CTY_OK; i++)
        status = shelf_put(shelf);
    if (status != CTY_E_STORE)
        failed(ground->count, "what is full answers %s",
               cty_status_name(status));
    status = shelf_put(shelf);
    if (status != CTY_E_STORE && status != CTY_OK)
        failed(ground->count, "what is full answers %s",
               cty_status_name(status));
    expect(ground->count, shelf_holds(shelf), "what was written is not there");
    make_room();
    status = shelf_put(shelf);
    if (status != CTY_OK)
        failed(ground->count, "with room again: %s: %s",
               cty_status_name(status), shelf->why);
    expect(ground->count, shelf_again(shelf) && shelf_holds(shelf),
           "opened again, what was written is not there");
}

static void
lift_limit(void)
{
    limit_files(RLIM_INFINITY);
}

static void
limited_files(struct ground *ground)
{
    for (int64_t i = 0; i < ground->cases; i++) {
        rlim_t bytes = (rlim_t)(PAGE * (1 + i) * 40 / ground->cases);
        struct shelf shelf = {0};
        cty_status status;

        begin_case(ground->count, "files of no more than %llu bytes",
                   (unsigned long long)bytes);
        limit_files(bytes);
        status = shelf_make(&shelf, in_folder(ground, "limited.db"));
        if (status != CTY_OK && status != CTY_E_STORE)
            failed(ground->count, "made: %s", cty_status_name(status));
        if (status == CTY_OK)
            fill_up(ground, &shelf, lift_limit);
        lift_limit();
        shelf_close(&shelf);
        shelf_remove(ground->path);
    }
}

/* A file system of its own, in a process of its own. */
static void
fill_a_disk(struct ground *ground, int64_t kibibytes)
{
    struct shelf shelf = {0};
    char size[32], ballast[PATH_BYTES];
    FILE *file;

    snprintf(size, sizeof(size), "size=%lldk", (long long)kibibytes);
    if (mount("none", ground->folder, "tmpfs", 0, size) != 0)
        give_up("a disk cannot be mounted: %s", strerror(errno));
    snprintf(ballast, sizeof(ballast), "%s/ballast", ground->folder);
    if (shelf_make(&shelf, in_folder(ground, "full.db")) == CTY_OK) {
        cty_status status = CTY_OK;

        file = fopen(ballast, "w");
        while (file != NULL &&
               fputs("as much as there is room for ", file) >= 0)
            continue;
        if (file != NULL)
            (void)fclose(file);
        for (int i = 0; i < 4000 && status == CTY_OK; i++)
            status = shelf_put(&shelf);
        if (status != CTY_E_STORE || strstr(shelf.why, "full") == NULL)
            failed(ground->count, "%s: %s", cty_status_name(status), shelf.why);
        expect(ground->count, shelf_holds(&shelf),
               "what was written is not there");
        unlink(ballast);
        expect(ground->count, shelf_put(&shelf) == CTY_OK,
               "with room again it does not go on");
        expect(ground->count, shelf_again(&shelf) && shelf_holds(&shelf),
               "opened again, what was written is not there");
    }
    shelf_close(&shelf);
    umount(ground->folder);
}

static void
full_disks(struct ground *ground)
{
    static const int64_t sizes[] = {64, 256, 512, 600, 1024};
    int how = 0;

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        pid_t child;

        begin_case(ground->count, "a disk of %lld KiB", (long long)sizes[i]);
        child = fork();
        if (child < 0)
            give_up("no more processes");
        if (child == 0) {
            struct count own = {.suite = "places"};

            ground->count = &own;
            if (unshare(CLONE_NEWNS) != 0 ||
                mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
                _exit(77);
            fill_a_disk(ground, sizes[i]);
            _exit(own.failures == 0 ? 0 : 1);
        }
        if (waitpid(child, &how, 0) != child)
            give_up("a process is gone");
        if (WIFEXITED(how) && WEXITSTATUS(how) == 77) {
            printf("places: without a disk of its own: that takes root\n");
            ground->count->cases--;
            return;
        }
        expect(ground->count, how == 0, "the full disk's process failed");
    }
}

/* ---- no descriptors ---- */

static void
limit_descriptors(rlim_t descriptors)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        give_up("there are no limits");
    limit.rlim_cur =
        descriptors < limit.rlim_max ? descriptors : limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        give_up("descriptors cannot be limited");
}

static rlim_t
next_descriptor(void)
{
    int next = open("/dev/null", O_RDONLY);

    if (next < 0)
        give_up("there are no descriptors");
    close(next);
    return (rlim_t)next;
}

static void
no_descriptors(struct ground *ground)
{
    for (int more = 0; more < DESCRIPTORS_MOST; more++) {
        struct shelf shelf = {0};
        cty_status status;

        begin_case(ground->count, "%d descriptors", more);
        if (shelf_make(&shelf, in_folder(ground, "few.db")) != CTY_OK)
            give_up("there is no ledger");
        (void)shelf_put(&shelf);
        shelf_close(&shelf);
        limit_descriptors(next_descriptor() + (rlim_t)more);
        status = shelf_open(&shelf, ground->path);
        if (status != CTY_OK && status != CTY_E_STORE)
            failed(ground->count, "opened: %s", cty_status_name(status));
        for (int i = 0; i < 3 && status == CTY_OK; i++)
            status = shelf_put(&shelf);
        if (status != CTY_OK && status != CTY_E_STORE)
            failed(ground->count, "written: %s", cty_status_name(status));
        limit_descriptors(RLIM_INFINITY);
        expect(ground->count, shelf_again(&shelf) && shelf_holds(&shelf),
               "what was written is not there");
        shelf_close(&shelf);
        shelf_remove(ground->path);
    }
}

/* ---- running ---- */

/* One that counts what it could not write must be seen to. */
static bool
liar_is_seen(struct ground *ground)
{
    struct shelf shelf = {.lies = true};
    bool seen;

    if (shelf_make(&shelf, in_folder(ground, "liar.db")) != CTY_OK)
        give_up("there is no ledger");
    limit_files(PAGE * 30);
    for (int i = 0; i < 400; i++)
        (void)shelf_put(&shelf);
    lift_limit();
    seen = !shelf_holds(&shelf);
    shelf_close(&shelf);
    return seen;
}

static int
remove_one(const char *path, const struct stat *seen, int kind,
           struct FTW *where)
{
    (void)seen;
    (void)kind;
    (void)where;
    return remove(path);
}

int
main(int argc, char **argv)
{
    struct count count = {.suite = "places"};
    struct ground ground = {.count = &count};

    ground.cases = cases_wanted(argc, argv, FEW_CASES);
    signal(SIGXFSZ, SIG_IGN);
    snprintf(ground.folder, sizeof(ground.folder),
             "/tmp/courtesy-places-XXXXXX");
    if (mkdtemp(ground.folder) == NULL)
        give_up("there is no place in /tmp");
    special_files(&ground);
    links(&ground);
    read_only(&ground);
    moved(&ground);
    limited_files(&ground);
    full_disks(&ground);
    no_descriptors(&ground);
    control(&count, "a writer that does not hear of what is full",
            liar_is_seen(&ground));
    nftw(ground.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return end_count(&count);
}
