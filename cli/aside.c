#include "aside.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* mkstemp makes files private; what is handed out follows the umask. */
static void
follow_umask(int descriptor)
{
    mode_t mask = umask(0);

    umask(mask);
    (void)fchmod(descriptor, 0666 & ~mask);
}

/* A ledger begins like this, and so does any other SQLite database. */
static bool
is_database(const char *path)
{
    static const char mark[16] = "SQLite format 3";
    char start[sizeof mark] = "";
    FILE *file = fopen(path, "rb");
    bool same;

    if (file == NULL)
        return false;
    same = fread(start, 1, sizeof start, file) == sizeof start &&
           memcmp(start, mark, sizeof mark) == 0;
    fclose(file);
    return same;
}

static bool
is_beside_database(const char *path)
{
    size_t length = strlen(path);
    const char *end = length > 4 ? path + length - 4 : path;

    return strcmp(end, "-wal") == 0 || strcmp(end, "-shm") == 0;
}

/* Only a plain file that is no ledger is replaced. */
static int
may_replace(struct cli *cli, const char *path)
{
    struct stat there;

    if (lstat(path, &there) != 0)
        return CLI_OK;
    if (S_ISREG(there.st_mode) && !is_database(path) &&
        !is_beside_database(path))
        return CLI_OK;
    cli_complain(cli, "%s: is %s and stays: write to another file", path,
                 S_ISREG(there.st_mode) ? "part of a ledger" : "no plain file");
    return CLI_REFUSED;
}

int
aside_open(struct cli *cli, const char *path, struct aside *aside)
{
    static const char ending[] = ".XXXXXX";
    size_t room = strlen(path) + sizeof ending;
    int descriptor;
    int went;

    went = may_replace(cli, path);
    if (went != CLI_OK)
        return went;
    *aside = (struct aside){.path = path, .temporary = malloc(room)};
    if (aside->temporary == NULL)
        return cli_no_memory(cli);
    (void)snprintf(aside->temporary, room, "%s%s", path, ending);
    descriptor = mkstemp(aside->temporary);
    if (descriptor != -1) {
        follow_umask(descriptor);
        aside->file = fdopen(descriptor, "w");
        if (aside->file != NULL)
            return CLI_OK;
        close(descriptor);
        unlink(aside->temporary);
    }
    went = cli_fail_errno(cli, path);
    free(aside->temporary);
    aside->temporary = NULL;
    return went;
}

int
aside_close(struct cli *cli, struct aside *aside, int went)
{
    bool whole;

    if (aside->file == NULL)
        return went;
    whole = went == CLI_OK && fflush(aside->file) == 0 &&
            !ferror(aside->file) && fsync(fileno(aside->file)) == 0;
    if (whole)
        whole = rename(aside->temporary, aside->path) == 0;
    if (!whole) {
        if (went == CLI_OK)
            went = cli_fail_errno(cli, aside->path);
        unlink(aside->temporary);
    }
    fclose(aside->file);
    free(aside->temporary);
    *aside = (struct aside){0};
    return went;
}
