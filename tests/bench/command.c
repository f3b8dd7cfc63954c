#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 30 };

/* What runs away stops before the machine does. */
static void
become(const char *const *arguments)
{
    const struct rlimit most = {MOST_BYTES, MOST_BYTES};
    int nowhere = open("/dev/null", O_WRONLY);

    setrlimit(RLIMIT_AS, &most);
    dup2(nowhere, STDOUT_FILENO);
    execv(arguments[0], (char *const *)(uintptr_t)arguments);
    die("%s: %s", arguments[0], strerror(errno));
}

struct spent
command_run(const char *const *arguments)
{
    double start = now_s();
    struct rusage used;
    struct spent spent;
    int status = 0;
    pid_t child = fork();

    if (child == 0)
        become(arguments);
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        die("%s: %s", arguments[0], strerror(errno));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        die("%s %s %s %s: status %d", arguments[0], arguments[1], arguments[2],
            arguments[3], status);
    spent.seconds = now_s() - start;
    spent.mib = (double)used.ru_maxrss / 1024;
    return spent;
}

void
apart(void (*step)(void *context), void *context)
{
    int status = 0;
    pid_t child;

    bench_folder(); /* ours to remove, and known to the child */
    child = fork();
    if (child == 0) {
        step(context);
        _exit(0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        die("a step failed: status %d", status);
}
