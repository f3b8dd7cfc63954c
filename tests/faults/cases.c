#include "cases.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#    define SLOWED 1
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer)
#        define SLOWED 1
#    endif
#endif

#ifdef SLOWED
enum { PART = 5 };
#else
enum { PART = 1 };
#endif

enum { FEW = 1000, THOROUGH_EVERY = 8, ROUNDS_MOST = 100 };

/* ---- which cases ---- */

void
cases_begin(struct cases *cases, const char *suite, int argc, char **argv,
            int64_t few)
{
    bool named = argc == 2 && strchr(argv[1], '/') != NULL;

    *cases = (struct cases){.count = {.suite = suite}};
    cases->only = named ? argv[1] : NULL;
    cases->wanted = cases_wanted(named ? 1 : argc, argv, few / PART);
}

int
cases_end(const struct cases *cases)
{
    int code = end_count(&cases->count);

    if (cases->only != NULL && cases->count.cases > 0)
        return cases->count.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    return code;
}

bool
cases_has(struct cases *cases, const char *name)
{
    if (cases->only != NULL && strcmp(cases->only, name) != 0)
        return false;
    begin_case(&cases->count, "%s", name);
    return true;
}

bool
cases_are_all(const struct cases *cases, int64_t total)
{
    return cases->only == NULL && cases->wanted >= total;
}

bool
cases_takes(const struct cases *cases, int64_t index, int64_t total)
{
    int64_t wanted = cases->wanted;

    if (cases->only != NULL)
        return true;
    if (wanted >= total)
        return index < wanted;
    return index * wanted / total != (index + 1) * wanted / total;
}

int64_t
cases_rounds(const struct cases *cases, int64_t total)
{
    if (cases->only != NULL)
        return ROUNDS_MOST;
    return (cases->wanted - 1) / total + 1;
}

bool
cases_thorough(const struct cases *cases, int64_t index)
{
    return cases->only != NULL || cases->wanted <= FEW ||
           mix((uint64_t)index, 7) % THOROUGH_EVERY == 0;
}

/* ---- dice ---- */

uint64_t
mix(uint64_t a, uint64_t b)
{
    uint64_t x = a * UINT64_C(0x9e3779b97f4a7c15) + b;

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint64_t
roll(uint64_t *dice)
{
    *dice += UINT64_C(0x9e3779b97f4a7c15);
    return mix(*dice, 0);
}

uint64_t
roll_below(uint64_t *dice, uint64_t below)
{
    return below == 0 ? 0 : roll(dice) % below;
}

void *
need(void *memory)
{
    if (memory == NULL)
        give_up("out of memory");
    return memory;
}
