/*
 * A file that is written beside the place it is for and renamed to it when it
 * is whole, so that nobody meets half of one.
 */
#ifndef COURTESY_CLI_ASIDE_H
#define COURTESY_CLI_ASIDE_H

#include "cli.h"

struct aside {
    const char *path; /* borrowed */
    char *temporary;
    FILE *file;
};

int aside_open(struct cli *cli, const char *path, struct aside *aside);
/* Put it in place; on failure, and unless went is CLI_OK, drop it. */
int aside_close(struct cli *cli, struct aside *aside, int went);

#endif
