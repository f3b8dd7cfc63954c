/*
 * A folder that gets many files at once, or none: they are written to a hidden
 * folder within it, and moved to their places when all are whole. A staging
 * that was killed is finished by the next if all were whole, else removed.
 */
#ifndef COURTESY_CLI_STAGING_H
#define COURTESY_CLI_STAGING_H

#include "trouble.h"

/* The file that is put in place last, and until then is called otherwise. */
#define STAGING_LAST "manifest.csv"
#define STAGING_LAST_ASIDE "manifest.part"
/* Lines of a digest, a space and the name of a file to remove. */
#define STAGING_STALE ".stale"

struct staging {
    const char *folder; /* borrowed */
    int place;          /* descriptors: the folder */
    int aside;          /* and the hidden one within */
    bool made;          /* the folder was not there */
};

/* CLI_BUSY where another is at work in the folder. */
int staging_open(struct staging *staging, const char *folder,
                 struct trouble *trouble);

/* A new file, to be written; any thread. NULL, as errno says. */
FILE *staging_create(const struct staging *staging, const char *name);
/* One that was created and closed, to be read. */
FILE *staging_read(const struct staging *staging, const char *name);
bool staging_holds(const struct staging *staging, const char *name);
/* Whether it is there already in the place that the file is for. */
bool staging_is_taken(const struct staging *staging, const char *name);
void staging_remove(const struct staging *staging, const char *name);

/*
 * Move everything to its place and remove what is stale. Whatever the answer,
 * or without it staging_drop, the staging is closed.
 */
int staging_commit(struct staging *staging, struct trouble *trouble);
void staging_drop(struct staging *staging);

/*
 * Show each file whose place is taken, until look answers false; plain: by a
 * plain file. The last and hidden ones are not shown.
 */
typedef bool staging_look(void *context, const char *name, bool plain);
int staging_each_taken(const struct staging *staging, staging_look *look,
                       void *context, struct trouble *trouble);

#endif
