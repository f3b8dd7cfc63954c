#include "disk.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"

struct disk_plan disk_plan;

static struct disk *in_use;

/* ---- calls that fail ---- */

static const char *const fault_names[FAULT_COUNT] = {
    [FAULT_ERROR] = "error",
    [FAULT_FULL] = "full",
    [FAULT_SHORT_READ] = "short-read",
    [FAULT_NO_READ] = "no-read",
    [FAULT_SHORT_WRITE] = "short-write",
    [FAULT_BUSY] = "busy",
    [FAULT_SYNC] = "sync",
};

static const char *const call_names[CALL_COUNT] = {
    [CALL_OPEN] = "open",         [CALL_DELETE] = "delete",
    [CALL_ACCESS] = "access",     [CALL_READ] = "read",
    [CALL_WRITE] = "write",       [CALL_TRUNCATE] = "truncate",
    [CALL_SYNC] = "sync",         [CALL_SIZE] = "size",
    [CALL_LOCK] = "lock",         [CALL_SHM_MAP] = "shm-map",
    [CALL_SHM_LOCK] = "shm-lock",
};

const char *
disk_fault_name(enum disk_fault fault)
{
    return fault_names[fault];
}

const char *
disk_call_name(enum disk_call call)
{
    return call_names[call];
}

static bool
is_about(enum disk_fault fault, enum disk_call call)
{
    switch (fault) {
    case FAULT_FULL:
    case FAULT_SHORT_WRITE:
        return call == CALL_WRITE;
    case FAULT_SHORT_READ:
    case FAULT_NO_READ:
        return call == CALL_READ;
    case FAULT_BUSY:
        return call == CALL_LOCK || call == CALL_SHM_LOCK;
    case FAULT_SYNC:
        return call == CALL_SYNC;
    case FAULT_ERROR:
    case FAULT_COUNT:
    default:
        return true;
    }
}

static bool
is_due(struct disk_plan *plan)
{
    if (plan->at == 0 || plan->met < plan->at)
        return false;
    if (plan->met == plan->at || plan->mode == MODE_ON)
        return true;
    return plan->mode == MODE_SOME && roll_below(&plan->dice, 4) == 0;
}

bool
disk_fails(enum disk_call call)
{
    struct disk_plan *plan = &disk_plan;

    if (!plan->armed || !is_about(plan->fault, call))
        return false;
    plan->met++;
    plan->met_of[call]++;
    if (!is_due(plan))
        return false;
    plan->failed++;
    plan->failed_of[call]++;
    return true;
}

/* ---- bytes ---- */

void
bytes_resize(struct bytes *bytes, size_t size)
{
    if (size > bytes->room) {
        bytes->room = size + size / 2;
        bytes->at = need(realloc(bytes->at, bytes->room));
    }
    if (size > bytes->size)
        memset(bytes->at + bytes->size, 0, size - bytes->size);
    bytes->size = size;
}

void
bytes_write(struct bytes *bytes, size_t offset, const void *from, size_t size)
{
    if (offset + size > bytes->size)
        bytes_resize(bytes, offset + size);
    if (size > 0)
        memcpy(bytes->at + offset, from, size);
}

void
bytes_copy(struct bytes *bytes, const struct bytes *from)
{
    bytes->size = 0;
    bytes_write(bytes, 0, from->at, from->size);
}

void
bytes_free(struct bytes *bytes)
{
    free(bytes->at);
    *bytes = (struct bytes){0};
}

/* ---- the log ---- */

static struct disk_event *
happens(struct disk *disk, enum disk_happened what,
        const struct disk_file *file)
{
    struct disk_event *event;

    if (disk->event_count == disk->event_room) {
        disk->event_room = disk->event_room * 2 + 64;
        disk->events = need(
            realloc(disk->events, disk->event_room * sizeof(*disk->events)));
    }
    event = &disk->events[disk->event_count++];
    *event = (struct disk_event){.what = what,
                                 .file = file == NULL ? -1 : file->number};
    return event;
}

void
disk_log(struct disk *disk, enum disk_happened what,
         const struct disk_file *file)
{
    if (file == NULL || file->name[0] != '\0')
        happens(disk, what, file);
}

/* ---- files ---- */

struct disk *
disk_new(void)
{
    return need(calloc(1, sizeof(struct disk)));
}

static struct disk_file *
add_file(struct disk *disk, const char *path)
{
    struct disk_file *file = need(calloc(1, sizeof(*file)));
    size_t size = (size_t)(disk->file_count + 1) * sizeof(*disk->files);

    disk->files = need(realloc(disk->files, size));
    file->number = disk->file_count;
    disk->files[disk->file_count++] = file;
    if (strlen(path) >= sizeof(file->name))
        give_up("a path is too long for this disk");
    memcpy(file->name, path, strlen(path) + 1);
    return file;
}

struct disk_file *
disk_place(struct disk *disk, const char *path)
{
    struct disk_file *file = add_file(disk, path);

    file->named = true;
    return file;
}

struct disk_file *
disk_make(struct disk *disk, const char *path)
{
    struct disk_file *file = disk_place(disk, path);

    happens(disk, DISK_NAMED, file);
    return file;
}

struct disk_file *
disk_make_temporary(struct disk *disk)
{
    return add_file(disk, "");
}

void
disk_unname(struct disk *disk, struct disk_file *file)
{
    if (disk->dead || !file->named)
        return;
    file->named = false;
    happens(disk, DISK_UNNAMED, file);
}

struct disk *
disk_copy(const struct disk *disk)
{
    struct disk *copy = disk_new();

    for (int i = 0; i < disk->file_count; i++) {
        const struct disk_file *file = disk->files[i];

        if (file->named)
            bytes_copy(&disk_place(copy, file->name)->now, &file->now);
    }
    return copy;
}

void
disk_add_region(struct disk_file *file, int region, size_t size)
{
    size_t count = (size_t)region + 1;

    file->regions = need(realloc(file->regions, count * sizeof(void *)));
    while (file->region_count <= region)
        file->regions[file->region_count++] = need(calloc(1, size));
}

void
disk_drop_shm(struct disk_file *file)
{
    for (int i = 0; i < file->region_count; i++)
        free(file->regions[i]);
    free(file->regions);
    file->regions = NULL;
    file->region_count = 0;
}

void
disk_free(struct disk *disk)
{
    if (disk == NULL)
        return;
    if (in_use == disk)
        in_use = NULL;
    for (int i = 0; i < disk->file_count; i++) {
        disk_drop_shm(disk->files[i]);
        bytes_free(&disk->files[i]->now);
        free(disk->files[i]);
    }
    for (size_t i = 0; i < disk->event_count; i++)
        free(disk->events[i].bytes);
    free(disk->files);
    free(disk->events);
    free(disk);
}

void
disk_use(struct disk *disk)
{
    in_use = disk;
}

struct disk *
disk_in_use(void)
{
    return in_use;
}

struct disk_file *
disk_find(const struct disk *disk, const char *path)
{
    for (int i = 0; i < disk->file_count; i++) {
        if (disk->files[i]->named && strcmp(disk->files[i]->name, path) == 0)
            return disk->files[i];
    }
    return NULL;
}

void
disk_write(struct disk *disk, struct disk_file *file, size_t offset,
           const void *bytes, size_t size)
{
    struct disk_event *event;

    if (disk->dead)
        return;
    bytes_write(&file->now, offset, bytes, size);
    if (file->name[0] == '\0')
        return;
    event = happens(disk, DISK_WRITTEN, file);
    event->offset = offset;
    event->size = size;
    event->bytes = need(malloc(size + 1));
    memcpy(event->bytes, bytes, size);
}

void
disk_truncate(struct disk *disk, struct disk_file *file, size_t size)
{
    if (disk->dead)
        return;
    bytes_resize(&file->now, size);
    if (file->name[0] != '\0')
        happens(disk, DISK_TRUNCATED, file)->size = size;
}
