/* An import folder on its way into the ledger. */
#ifndef COURTESY_CLI_IMPORT_H
#define COURTESY_CLI_IMPORT_H

#include "progress.h"

enum { MAPPINGS_MOST = 100 };

/* --column FILE.COLUMN=HEADER */
struct mapping {
    const char *file; /* as the library names it: "bills.csv" */
    const char *column;
    const char *header;
};

struct mappings {
    struct mapping all[MAPPINGS_MOST];
    size_t count;
};

struct folder {
    struct cli *cli;
    const char *path;
    const struct mappings *mappings;
    cty_import *import;
    struct progress progress;
    int64_t bytes_done;
    int64_t bytes_total;
};

/* ---- columns under other headers (mapping.c) -------------------------- */

int mappings_read(struct cli *cli, const struct cli_list *given,
                  struct mappings *mappings);
/* What a header of a file stands for; "" where --column took its place. */
const char *mapping_column(const struct mappings *mappings, const char *file,
                           const char *header);

/* ---- the folder (folder.c) -------------------------------------------- */

/* Find the files; says which are ignored. */
int folder_look(struct folder *folder);
/* Hand all rows over. CLI_FAILED if a file's header is at fault. */
int folder_read(struct folder *folder);
/* The path of a file in it: yours. */
char *folder_path(const struct folder *folder, const char *file);

/* ---- rejects.csv (rejects.c) ------------------------------------------ */

struct rejects;

/* NULL: said why. */
struct rejects *rejects_open(const struct folder *folder);
int rejects_add(struct rejects *rejects, const cty_import_problem *problem);
int rejects_close(struct rejects *rejects, int went);

#endif
