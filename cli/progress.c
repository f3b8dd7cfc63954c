#include "progress.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

/* A rate is worth saying after a second, and anew five times a second. */
enum { BAR_WIDTH = 30, RATE_AFTER_MS = 1000, REDRAW_MS = 200 };

static int64_t
now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
progress_begin(struct progress *progress, const char *what)
{
    *progress = (struct progress){.what = what,
                                  .began_ms = now_ms(),
                                  .percent = -1,
                                  .shown = cli_terminal(STDERR_FILENO)};
}

static void
draw_rate(int64_t done, int64_t total, int64_t elapsed_ms)
{
    int64_t rate = done * 1000 / elapsed_ms;
    int64_t left_s = (total - done) * (elapsed_ms / 100) / done / 10;

    fprintf(stderr, "  %" PRId64 "/s, ", rate);
    if (left_s >= 3600)
        fprintf(stderr, "%" PRId64 ":%02d:%02d left", left_s / 3600,
                (int)(left_s / 60 % 60), (int)(left_s % 60));
    else
        fprintf(stderr, "%d:%02d left", (int)(left_s / 60), (int)(left_s % 60));
}

void
progress_step(void *context, int64_t done, int64_t total)
{
    static const char bar[] = "##############################";
    struct progress *progress = context;
    int percent = total > 0 && done < total ? (int)(done * 100 / total) : 100;
    int filled = percent * BAR_WIDTH / 100;
    int64_t now;
    int64_t elapsed_ms;

    if (!progress->shown)
        return;
    now = now_ms();
    elapsed_ms = now - progress->began_ms;
    if (percent == progress->percent &&
        (elapsed_ms < RATE_AFTER_MS || now - progress->drawn_ms < REDRAW_MS))
        return;

    progress->percent = percent;
    progress->drawn_ms = now;
    fprintf(stderr, "\r%s [%-*.*s] %3d%%", progress->what, BAR_WIDTH, filled,
            bar, percent);
    if (elapsed_ms >= RATE_AFTER_MS && done > 0 && done < total)
        draw_rate(done, total, elapsed_ms);
    fputs("\033[K", stderr);
    fflush(stderr);
}

void
progress_end(struct progress *progress)
{
    if (progress->shown && progress->percent >= 0)
        fputs("\r\033[K", stderr);
    progress->percent = -1;
}
