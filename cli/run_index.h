/* The page for staff: what is gathered for it, and how it is filled. */
#ifndef COURTESY_CLI_RUN_INDEX_H
#define COURTESY_CLI_RUN_INDEX_H

#include "run.h"

enum { INDEX_CLIENTS, INDEX_QUIET, INDEX_FILES, INDEX_LISTS };

struct index_list {
    FILE *file;
    cty_records *records;
};

struct run_index {
    struct run *run;
    struct index_list lists[INDEX_LISTS];
};

int run_index_fails(struct run *run);
/* Copy what was gathered. */
int run_index_copy(struct run_index *index, size_t list, FILE *page);
/* Fill the page (run_index_page.c). */
int run_index_join(struct run_index *index, FILE *page);

#endif
