/* A progress bar on stderr, on a terminal only. */
#ifndef COURTESY_CLI_PROGRESS_H
#define COURTESY_CLI_PROGRESS_H

#include "cli.h"

struct progress {
    const char *what;
    int percent; /* as last drawn; -1: not yet */
    bool shown;
};

void progress_begin(struct progress *progress, const char *what);
/* A cty_progress; the context is the struct. */
void progress_step(void *progress, int64_t done, int64_t total);
/* Wipe the bar, so that a message can follow. */
void progress_end(struct progress *progress);

#endif
