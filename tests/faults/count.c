#include "count.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LABEL_BYTES = 200, FAILURES_TOLD = 20 };

static char label[LABEL_BYTES] = "the beginning";
static unsigned patience = CASE_SECONDS;
static void (*last_act)(void);

/* A sanitizer ends the process by itself. */
extern void __sanitizer_set_death_callback(void (*callback)(void))
    __attribute__((weak));

static void
tell_case(void)
{
    static const char before[] = "died at case: ";

    (void)!write(STDERR_FILENO, before, sizeof(before) - 1);
    (void)!write(STDERR_FILENO, label, strlen(label));
    (void)!write(STDERR_FILENO, "\n", 1);
    if (last_act != NULL)
        last_act();
}

static void
die_of(int signal_number)
{
    tell_case();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static void
watch(void)
{
    static const int deadly[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGALRM};
    bool sanitized = __sanitizer_set_death_callback != NULL;

    if (sanitized)
        __sanitizer_set_death_callback(tell_case);
    for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
        if (!sanitized || deadly[i] == SIGALRM)
            signal(deadly[i], die_of);
}

int64_t
cases_wanted(int argc, char **argv, int64_t few)
{
    const char *wanted = getenv("COURTESY_TORTURE_CASES");
    int64_t cases;

    watch();
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc > 1)
        wanted = argv[1];
    if (wanted == NULL)
        return few;
    cases = strtoll(wanted, NULL, 10);
    if (cases < 1)
        give_up("\"%s\" is no number of cases", wanted);
    return cases;
}

void
begin_case(struct count *count, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    vsnprintf(label, sizeof(label), format, values);
    va_end(values);
    count->cases++;
    alarm(patience);
}

void
failed(struct count *count, const char *format, ...)
{
    va_list values;

    count->failures++;
    if (count->silent || count->failures > FAILURES_TOLD)
        return;
    fprintf(stderr, "%s: FAILED: %s: ", count->suite, label);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

bool
expect(struct count *count, bool holds, const char *what)
{
    if (!holds)
        failed(count, "%s", what);
    return holds;
}

void
control(struct count *count, const char *what, bool bit)
{
    count->controls++;
    count->bitten += bit;
    printf("%s: control: %s: %s\n", count->suite, what,
           bit ? "caught" : "NOT CAUGHT");
}

int
end_count(const struct count *count)
{
    bool good = count->failures == 0 && count->cases > 0 &&
                count->controls > 0 && count->bitten == count->controls;

    alarm(0);
    printf("torture: suite=%s cases=%lld controls=%d/%d failures=%lld\n",
           count->suite, (long long)count->cases, count->bitten,
           count->controls, (long long)count->failures);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

void
case_seconds(unsigned seconds)
{
    patience = seconds;
}

void
at_death(void (*then)(void))
{
    last_act = then;
}

void
give_up(const char *format, ...)
{
    va_list values;

    fprintf(stderr, "the harness cannot go on at %s: ", label);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    exit(EXIT_FAILURE);
}

/* ---- numbers ---- */

uint64_t
random_number(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state * UINT64_C(2685821657736338717);
}

int64_t
random_below(uint64_t *state, int64_t limit)
{
    return (int64_t)((random_number(state) >> 1) % (uint64_t)limit);
}

static int64_t
common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;

        a = b;
        b = rest;
    }
    return a;
}

/* A step near the golden section that shares no divisor with the total. */
int64_t
spread(int64_t i, int64_t total)
{
    int64_t step = (int64_t)((__int128)total * 618 / 1000) + 1;

    while (common_divisor(step, total) != 1)
        step++;
    return (int64_t)((__int128)i * step % total);
}
