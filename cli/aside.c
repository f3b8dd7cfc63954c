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

int
aside_open(struct cli *cli, const char *path, struct aside *aside)
{
    static const char ending[] = ".XXXXXX";
    size_t room = strlen(path) + sizeof ending;
    int descriptor;
    int went;

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
