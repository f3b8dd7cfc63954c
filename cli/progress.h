/* A progress bar on stderr, on a terminal only: how far, how fast, how long. */
#ifndef COURTESY_CLI_PROGRESS_H
#define COURTESY_CLI_PROGRESS_H

#include "cli.h"

struct progress {
    const char *what;
    int64_t began_ms;
    int64_t drawn_ms; /* 0: not yet */
    int percent;      /* as last drawn */
    bool shown;
};

void progress_begin(struct progress *progress, const char *what);
/* A cty_progress; the context is the struct. */
void progress_step(void *progress, int64_t done, int64_t total);
/* Wipe the bar, so that a message can follow. */
void progress_end(struct progress *progress);

#endif
