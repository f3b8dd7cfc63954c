/*
 * A fuzzer without one: runs a target over a corpus, and over what chance
 * makes of it, with any compiler.
 *
 *   fuzz-NAME FOLDER [CASES [SEED]]
 *   fuzz-NAME FILE...               each as it is
 */
#define _GNU_SOURCE

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../faults/count.h"
#include "fuzz.h"

enum {
    FEW_CASES = 100,
    INPUTS_MOST = 256,
    INPUT_MOST = 1 << 18,
    PATH_BYTES = 512,
    SLOWEST_MS = 1000,
    SANITIZED_FACTOR = 8,
    MEMORY_MOST = 64 << 20
};

struct input {
    uint8_t *data;
    size_t size;
    char name[64];
};

static struct input inputs[INPUTS_MOST];
static size_t input_count;
static struct input current;
static char saved[PATH_BYTES];

extern void __sanitizer_set_death_callback(void (*callback)(void))
    __attribute__((weak));

/* ---- reading ---- */

static void
add_input(const char *path, const char *name)
{
    FILE *file = fopen(path, "rb");
    struct input *input = &inputs[input_count++];

    if (file == NULL || input_count == INPUTS_MOST)
        give_up("%s cannot be read, or is one too many", path);
    input->data = malloc(INPUT_MOST);
    if (input->data == NULL)
        give_up("out of memory");
    input->size = fread(input->data, 1, INPUT_MOST, file);
    snprintf(input->name, sizeof(input->name), "%.60s", name);
    fclose(file);
}

static int
no_dots(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void
add_folder(const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, no_dots, alphasort);
    char path[PATH_BYTES];

    if (count < 1)
        give_up("%s has nothing to replay", folder);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof(path), "%s/%.200s", folder, entries[i]->d_name);
        add_input(path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

/* ---- running ---- */

/* Called when all is lost: nothing that could wait or allocate. */
static void
save_current(void)
{
    int file = open(saved, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    static const char said[] = "its input is in ";

    if (file < 0 || write(file, current.data, current.size) < 0)
        return;
    (void)!write(STDERR_FILENO, said, sizeof(said) - 1);
    (void)!write(STDERR_FILENO, saved, strlen(saved));
    (void)!write(STDERR_FILENO, "\n", 1);
}

static int64_t
busy_ms(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool
is_sanitized(void)
{
    return __sanitizer_set_death_callback != NULL;
}

/* Of the whole process, so far: whoever allocated it. */
static int64_t
most_memory(void)
{
    struct rusage used = {0};

    getrusage(RUSAGE_SELF, &used);
    return is_sanitized() ? 0 : (int64_t)used.ru_maxrss * 1024;
}

static void
run(struct count *count)
{
    int64_t began = busy_ms();
    int64_t most =
        (int64_t)SLOWEST_MS * (is_sanitized() ? SANITIZED_FACTOR : 1);

    /* Exactly as many bytes as there are, so that a step past is seen. */
    uint8_t *data = malloc(current.size + (current.size == 0));

    if (data == NULL)
        give_up("out of memory");
    memcpy(data, current.data, current.size);
    (void)LLVMFuzzerTestOneInput(data, current.size);
    free(data);
    if (busy_ms() - began > most)
        failed(count, "it took %lld ms", (long long)(busy_ms() - began));
    if (most_memory() > MEMORY_MOST)
        failed(count, "%lld bytes of memory are in use",
               (long long)most_memory());
}

static void
replay(struct count *count)
{
    for (size_t i = 0; i < input_count; i++) {
        begin_case(count, "%s", inputs[i].name);
        memcpy(current.data, inputs[i].data, inputs[i].size);
        current.size = inputs[i].size;
        run(count);
    }
}

/* ---- chance ---- */

static void
cut_out(size_t at, size_t size)
{
    memmove(current.data + at, current.data + at + size,
            current.size - at - size);
    current.size -= size;
}

static void
put_in(size_t at, const uint8_t *bytes, size_t size)
{
    if (current.size + size > INPUT_MOST)
        return;
    memmove(current.data + at + size, current.data + at, current.size - at);
    memcpy(current.data + at, bytes, size);
    current.size += size;
}

static size_t
below(uint64_t *dice, size_t limit)
{
    return limit == 0 ? 0 : (size_t)random_below(dice, (int64_t)limit);
}

static void
change(uint64_t *dice)
{
    const struct input *other = &inputs[below(dice, input_count)];
    size_t at = below(dice, current.size);
    size_t from = below(dice, other->size);
    size_t size = 1 + below(dice, 16);
    uint8_t byte = (uint8_t)random_below(dice, 256);

    switch (random_below(dice, 6)) {
    case 0:
        if (current.size > 0)
            current.data[at] ^= (uint8_t)(1 << byte % 8);
        break;
    case 1:
        if (current.size > 0)
            current.data[at] = byte;
        break;
    case 2:
        put_in(at, &byte, 1);
        break;
    case 3:
        if (at + size <= current.size)
            cut_out(at, size);
        break;
    case 4:
        if (at + size <= current.size)
            put_in(at, current.data + at, size);
        break;
    default:
        if (from + size <= other->size)
            put_in(at, other->data + from, size);
    }
}

static void
by_chance(struct count *count, int64_t cases, uint64_t seed)
{
    for (int64_t i = 0; i < cases; i++) {
        const struct input *input = &inputs[(size_t)i % input_count];
        uint64_t dice = (seed * 1000003 + (uint64_t)i) | 1;

        begin_case(count, "%s changed, case %lld of seed %llu", input->name,
                   (long long)i, (unsigned long long)seed);
        memcpy(current.data, input->data, input->size);
        current.size = input->size;
        for (size_t times = 1 + below(&dice, 5); times > 0; times--)
            change(&dice);
        run(count);
    }
}

/* Whether the target dies of a corpus when what it was answered is spoiled. */
static bool
bites(void)
{
    struct count silent = {.suite = "control", .silent = true};
    pid_t child = fork();
    int how = 0;

    if (child < 0)
        give_up("no more processes");
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);

        dup2(nowhere, STDERR_FILENO);
        at_death(NULL);
        fuzz_fault = true;
        replay(&silent);
        _exit(0);
    }
    return waitpid(child, &how, 0) == child && how != 0;
}

int
main(int argc, char **argv)
{
    const char *slash = strrchr(argv[0], '/');
    struct count count = {.suite = slash == NULL ? argv[0] : slash + 1};
    int64_t cases = cases_wanted(argc > 2 ? argc - 1 : 1, argv + 1, FEW_CASES);
    uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    struct stat seen;

    if (argc < 2 || stat(argv[1], &seen) != 0)
        give_up("a folder or a file is to be named");
    snprintf(saved, sizeof(saved), "/tmp/courtesy-%s-%d", count.suite,
             (int)getpid());
    current.data = malloc(INPUT_MOST);
    if (current.data == NULL)
        give_up("out of memory");
    at_death(save_current);
    if (S_ISDIR(seen.st_mode)) {
        add_folder(argv[1]);
        replay(&count);
        by_chance(&count, cases, seed);
        control(&count, "answers that are spoiled", bites());
    } else {
        for (int i = 1; i < argc; i++)
            add_input(argv[i], argv[i]);
        replay(&count);
    }
    for (size_t i = 0; i < input_count; i++)
        free(inputs[i].data);
    free(current.data);
    if (!S_ISDIR(seen.st_mode))
        return count.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
    return end_count(&count);
}
