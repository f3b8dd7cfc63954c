#include "platter.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"

/* Events by their number in the log. */
struct list {
    size_t *at;
    size_t count;
    size_t room;
};

struct plate_file {
    struct bytes synced;
    struct list pending;
    size_t promised; /* under FLAW_LATE: the first of the pending */
};

struct plate_name {
    char name[DISK_NAME];
    int synced;          /* the file that has it; -1: none */
    struct list pending; /* namings and unnamings */
};

struct platter {
    enum platter_flaw flaw;
    struct plate_file *files;
    int file_count;
    struct plate_name *names;
    int name_count;
    size_t played;
};

static void
list_add(struct list *list, size_t number)
{
    if (list->count == list->room) {
        list->room = list->room * 2 + 16;
        list->at = need(realloc(list->at, list->room * sizeof(*list->at)));
    }
    list->at[list->count++] = number;
}

static struct plate_file *
file_of(struct platter *platter, int number)
{
    while (platter->file_count <= number) {
        size_t size =
            (size_t)(platter->file_count + 1) * sizeof(*platter->files);

        platter->files = need(realloc(platter->files, size));
        platter->files[platter->file_count++] =
            (struct plate_file){.promised = 0};
    }
    return &platter->files[number];
}

static struct plate_name *
name_of(struct platter *platter, const char *name)
{
    size_t size = (size_t)(platter->name_count + 1) * sizeof(*platter->names);
    struct plate_name *made;

    for (int i = 0; i < platter->name_count; i++) {
        if (strcmp(platter->names[i].name, name) == 0)
            return &platter->names[i];
    }
    platter->names = need(realloc(platter->names, size));
    made = &platter->names[platter->name_count++];
    *made = (struct plate_name){.synced = -1};
    memcpy(made->name, name, strlen(name) + 1);
    return made;
}

struct platter *
platter_new(const struct disk *disk, enum platter_flaw flaw)
{
    struct platter *platter = need(calloc(1, sizeof(*platter)));

    platter->flaw = flaw;
    for (int i = 0; i < disk->file_count; i++) {
        const struct disk_file *file = disk->files[i];

        bytes_copy(&file_of(platter, i)->synced, &file->now);
        if (file->named)
            name_of(platter, file->name)->synced = i;
    }
    return platter;
}

void
platter_free(struct platter *platter)
{
    if (platter == NULL)
        return;
    for (int i = 0; i < platter->file_count; i++) {
        bytes_free(&platter->files[i].synced);
        free(platter->files[i].pending.at);
    }
    for (int i = 0; i < platter->name_count; i++)
        free(platter->names[i].pending.at);
    free(platter->files);
    free(platter->names);
    free(platter);
}

/* ---- what happens ---- */

static void
apply(struct bytes *bytes, const struct disk_event *event)
{
    if (event->what == DISK_WRITTEN)
        bytes_write(bytes, event->offset, event->bytes, event->size);
    else
        bytes_resize(bytes, event->size);
}

static void
sync_first(struct plate_file *file, const struct disk *log, size_t count)
{
    struct list *pending = &file->pending;

    for (size_t i = 0; i < count; i++)
        apply(&file->synced, &log->events[pending->at[i]]);
    memmove(pending->at, pending->at + count,
            (pending->count - count) * sizeof(*pending->at));
    pending->count -= count;
}

static void
sync_file(struct platter *platter, const struct disk *log, int number)
{
    struct plate_file *file = file_of(platter, number);
    bool is_log = strstr(log->files[number]->name, "-wal") != NULL;

    if (file->pending.count == 0 || platter->flaw == FLAW_OFF ||
        (platter->flaw == FLAW_NORMAL && is_log))
        return;
    if (platter->flaw != FLAW_LATE) {
        sync_first(file, log, file->pending.count);
        return;
    }
    sync_first(file, log, file->promised);
    file->promised = file->pending.count;
}

static void
sync_folder(struct platter *platter, const struct disk *log)
{
    if (platter->flaw == FLAW_FOLDER || platter->flaw == FLAW_OFF)
        return;
    for (int i = 0; i < platter->name_count; i++) {
        struct list *pending = &platter->names[i].pending;
        const struct disk_event *last;

        if (pending->count == 0)
            continue;
        last = &log->events[pending->at[pending->count - 1]];
        platter->names[i].synced = last->what == DISK_NAMED ? last->file : -1;
        pending->count = 0;
    }
}

/* A checkpoint is what writes to the ledger's own file. */
static void
sync_logs(struct platter *platter, const struct disk *log)
{
    for (int i = 0; i < platter->file_count; i++) {
        if (strstr(log->files[i]->name, "-wal") != NULL)
            sync_first(&platter->files[i], log,
                       platter->files[i].pending.count);
    }
}

static void
play_one(struct platter *platter, const struct disk *log, size_t number)
{
    const struct disk_event *event = &log->events[number];
    const char *name = event->file < 0 ? "" : log->files[event->file]->name;

    switch (event->what) {
    case DISK_WRITTEN:
        if (platter->flaw == FLAW_NORMAL && strcmp(name, DISK_LEDGER) == 0)
            sync_logs(platter, log);
        list_add(&file_of(platter, event->file)->pending, number);
        break;
    case DISK_TRUNCATED:
        list_add(&file_of(platter, event->file)->pending, number);
        break;
    case DISK_SYNCED:
        sync_file(platter, log, event->file);
        break;
    case DISK_NOT_SYNCED:
        file_of(platter, event->file)->pending.count = 0;
        file_of(platter, event->file)->promised = 0;
        break;
    case DISK_NAMED:
    case DISK_UNNAMED:
        file_of(platter, event->file);
        list_add(&name_of(platter, name)->pending, number);
        break;
    case DISK_FOLDER_SYNCED:
    default:
        sync_folder(platter, log);
        break;
    }
}

void
platter_play(struct platter *platter, const struct disk *log, size_t end)
{
    for (; platter->played < end; platter->played++)
        play_one(platter, log, platter->played);
}

/* ---- the cut ---- */

struct cut {
    enum platter_cut how;
    uint64_t dice;
    uint64_t keeps; /* of 8 */
    bool by_sector; /* a write may be torn */
    bool any_order; /* the newest need not be last */
    bool grows;     /* a file may be longer than its content */
};

static bool
kept(struct cut *cut)
{
    return cut->how == CUT_KEEPS_ALL ||
           (cut->how == CUT_KEEPS_ANY &&
            roll_below(&cut->dice, 8) < cut->keeps);
}

/* The length got to the disk, and what else was there stands in its place. */
static void
grow_only(struct cut *cut, struct bytes *bytes, size_t end)
{
    size_t from = bytes->size;
    bool garbage = roll_below(&cut->dice, 2) == 0;

    if (!cut->grows || end <= from || roll_below(&cut->dice, 4) != 0)
        return;
    bytes_resize(bytes, end);
    for (size_t i = from; garbage && i < end; i++)
        bytes->at[i] = (unsigned char)roll(&cut->dice);
}

static void
keep_some(struct cut *cut, struct bytes *bytes, const struct disk_event *event)
{
    size_t end = event->offset + event->size;
    size_t at = event->offset;

    if (event->what == DISK_TRUNCATED || !cut->by_sector) {
        if (kept(cut))
            apply(bytes, event);
        else if (event->what == DISK_WRITTEN)
            grow_only(cut, bytes, end);
        return;
    }
    while (at < end) {
        size_t next = (at / DISK_SECTOR + 1) * DISK_SECTOR;

        next = next < end ? next : end;
        if (kept(cut))
            bytes_write(bytes, at, event->bytes + (at - event->offset),
                        next - at);
        else
            grow_only(cut, bytes, next);
        at = next;
    }
}

static void
shuffle(struct cut *cut, struct list *list)
{
    for (size_t i = list->count; i > 1; i--) {
        size_t other = roll_below(&cut->dice, i);
        size_t kept_one = list->at[other];

        list->at[other] = list->at[i - 1];
        list->at[i - 1] = kept_one;
    }
}

static void
cut_file(struct cut *cut, const struct plate_file *file, const struct disk *log,
         struct bytes *out)
{
    struct list order = {0};

    bytes_copy(out, &file->synced);
    for (size_t i = 0; i < file->pending.count; i++)
        list_add(&order, file->pending.at[i]);
    if (cut->any_order)
        shuffle(cut, &order);
    for (size_t i = 0; i < order.count; i++)
        keep_some(cut, out, &log->events[order.at[i]]);
    free(order.at);
}

/* The file that has the name after the cut, or -1. */
static int
cut_name(struct cut *cut, const struct plate_name *name, const struct disk *log)
{
    size_t count = name->pending.count;
    const struct disk_event *last;

    if (cut->how == CUT_KEEPS_NOTHING)
        count = 0;
    else if (cut->how == CUT_KEEPS_ANY)
        count = roll_below(&cut->dice, count + 1);
    if (count == 0)
        return name->synced;
    last = &log->events[name->pending.at[count - 1]];
    return last->what == DISK_NAMED ? last->file : -1;
}

struct disk *
platter_cut(const struct platter *platter, const struct disk *log,
            enum platter_cut how, uint64_t seed)
{
    struct cut cut = {.how = how, .dice = seed};
    struct disk *left = disk_new();

    cut.keeps = 1 + roll_below(&cut.dice, 7);
    cut.by_sector = roll_below(&cut.dice, 2) == 0;
    cut.any_order = roll_below(&cut.dice, 2) == 0;
    cut.grows = how == CUT_KEEPS_ANY && roll_below(&cut.dice, 2) == 0;
    if (how != CUT_KEEPS_ANY)
        cut.by_sector = cut.any_order = false;
    for (int i = 0; i < platter->name_count; i++) {
        const struct plate_name *name = &platter->names[i];
        int number = cut_name(&cut, name, log);

        if (number >= 0)
            cut_file(&cut, &platter->files[number], log,
                     &disk_place(left, name->name)->now);
    }
    return left;
}
