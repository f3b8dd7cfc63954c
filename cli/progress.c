#include "progress.h"

#include <unistd.h>

enum { BAR_WIDTH = 30 };

void
progress_begin(struct progress *progress, const char *what)
{
    progress->what = what;
    progress->percent = -1;
    progress->shown = cli_terminal(STDERR_FILENO);
}

void
progress_step(void *context, int64_t done, int64_t total)
{
    static const char bar[] = "##############################";
    struct progress *progress = context;
    int percent = total > 0 && done < total ? (int)(done * 100 / total) : 100;
    int filled = percent * BAR_WIDTH / 100;

    if (!progress->shown || percent == progress->percent)
        return;
    progress->percent = percent;
    fprintf(stderr, "\r%s [%-*.*s] %3d%%", progress->what, BAR_WIDTH, filled,
            bar, percent);
    fflush(stderr);
}

void
progress_end(struct progress *progress)
{
    if (progress->shown && progress->percent >= 0)
        fputs("\r\033[K", stderr);
    progress->percent = -1;
}
