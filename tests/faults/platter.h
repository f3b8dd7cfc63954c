/*
 * What a power cut leaves of a disk. Of what was not synced anything may be
 * there or not, in any order, torn at sectors; names that were not synced with
 * their folder may be as they were before.
 */
#ifndef TESTS_FAULTS_PLATTER_H
#define TESTS_FAULTS_PLATTER_H

#include "disk.h"

/* How the disk breaks its promises: the controls. */
enum platter_flaw {
    FLAW_NONE,
    FLAW_NORMAL, /* the log is synced before a checkpoint only */
    FLAW_OFF,    /* nothing is ever synced */
    FLAW_LATE,   /* a sync answers at once, and is done at the next */
    FLAW_FOLDER, /* the folder is never synced */
    FLAW_COUNT
};

struct platter;

/* Begins with all that the disk has, as if it were synced. */
struct platter *platter_new(const struct disk *disk, enum platter_flaw flaw);
void platter_free(struct platter *platter);

/* Let happen what the log has up to, and without, event number end. */
void platter_play(struct platter *platter, const struct disk *log, size_t end);

enum platter_cut {
    CUT_KEEPS_NOTHING, /* of what was not synced */
    CUT_KEEPS_ALL,
    CUT_KEEPS_ANY /* by the dice */
};

/* The disk after a power cut now; yours: disk_free. */
struct disk *platter_cut(const struct platter *platter, const struct disk *log,
                         enum platter_cut how, uint64_t seed);

#endif
