/*
 * A run: a statement for each client with savings, by several threads. Savers
 * are taken in batches, in order; what a batch gave is written down in order
 * too, whoever was first. Memory holds a few batches, never the run.
 */
#ifndef COURTESY_CLI_RUN_H
#define COURTESY_CLI_RUN_H

#include <pthread.h>
#include <stdatomic.h>

#include "bytes.h"
#include "print.h"
#include "remarks.h"
#include "staging.h"

enum {
    RUN_FORMATS_MOST = 5,
    RUN_BATCH = 500,       /* clients in a PDF, if not said */
    RUN_BATCH_MOST = 2000, /* a PDF on its way out is held by its printer */
    RUN_CHUNK = 64,        /* clients that a thread takes at a time where no
                              PDF says how many */
    RUN_JOBS_MOST = 64,
    RUN_JOBS = 6, /* at most, if not said: they stay below 64 MiB together */
    RUN_NAME = CTY_STATEMENT_NUMBER_TEXT + 8, /* of a file */
    RUN_SORT_KEY = 72
};

/* What the page for staff is called. */
#define RUN_INDEX "index.html"

/* ---- sums (run_tally.c) ------------------------------------------------ */

/* What was saved by a text: a reason, a person. Start from zero. */
struct tally_line {
    char currency[4];
    int64_t minor;
    int64_t statements;
    char *text; /* the tally's */
};

struct tally {
    struct tally_line *lines; /* by currency, then text */
    size_t count;
    size_t room;
};

int tally_add(struct tally *tally, const char *currency, const char *text,
              int64_t minor, int64_t statements, struct trouble *trouble);
int tally_merge(struct tally *tally, const struct tally *other,
                struct trouble *trouble);
/* By currency, the first as named, then amount downwards, then text. Nothing
 * is added after that. */
void tally_rank(struct tally *tally, const char *first_currency);
void tally_free(struct tally *tally);

/* ---- the run ----------------------------------------------------------- */

/* What the whole run comes to. */
struct run_totals {
    int64_t statements;
    int64_t pages;
    int64_t sheets;
    int64_t quiet;      /* clients without a letter */
    struct tally saved; /* by currency; the text is empty */
    struct tally reasons;
    struct tally persons;
    struct remarks remarks;
};

struct run_manifest;
struct run_index;

struct run {
    struct cli *cli;
    cty_period period;
    int32_t formats[RUN_FORMATS_MOST];
    size_t format_count;
    bool combined; /* PDFs of many clients */
    bool duplex;
    int32_t batch;
    int32_t sort; /* CTY_SAVERS_BY_ */
    int32_t jobs;
    bool has_least;
    cty_decimal least; /* major units, in each currency */
    cty_printer_options options;
    cty_issuer issuer;
    struct staging staging;
    cty_saver_cursor *savers;
    int64_t total; /* statements to come */
    bool fresh;    /* no run is in the folder */
    struct run_totals totals;
    struct run_manifest *manifest;
    struct run_index *index; /* NULL: none is written */
    struct trouble trouble;
    struct trouble warning; /* of a printer */
};

bool run_has(const struct run *run, int32_t format);
bool run_has_pages(const struct run *run);
/* Whether what was saved is worth a letter. */
bool run_is_enough(const struct run *run, const cty_saver *saver);
/* The name of a statement's file, or of a batch's. */
void run_file_name(const char *number, int32_t format, char name[RUN_NAME]);
void run_batch_name(int64_t batch, char name[RUN_NAME]);
/* A signal asked to stop. */
bool run_interrupted(void);

/* ---- batches (run_batch.c) --------------------------------------------- */

/* A client to come. */
struct errand {
    char client_ref[CTY_MAX_REF + 1];
    char currency[4];
    char sort_key[RUN_SORT_KEY];
};

/* A statement that was written; texts lie in the batch's bytes. */
struct leaf {
    char number[CTY_STATEMENT_NUMBER_TEXT];
    char client_ref[CTY_MAX_REF + 1];
    char currency[4];
    int64_t saved_minor;
    int32_t first_page; /* of its PDF */
    int32_t pages;
    size_t name;
    size_t reasons;
    size_t persons;
    char digests[RUN_FORMATS_MOST][CTY_CHAIN_HEAD_TEXT];
};

struct batch {
    int64_t number;   /* from 0 */
    int64_t sequence; /* of its first statement */
    size_t count;
    struct errand *errands;
    struct leaf *leaves;
    struct bytes texts;
    struct tally reasons;
    struct tally persons;
    struct remarks remarks;
};

/* What a thread needs to write batches. */
struct run_writer {
    struct run *run;
    pthread_mutex_t *ledger; /* held while the ledger is asked */
    atomic_bool *stopped;
    atomic_int_fast64_t *done;
    cty_printer *printer;
    struct bytes bytes;
    struct trouble trouble;
};

struct batch *batch_new(const struct run *run);
void batch_free(struct batch *batch);
/* The next savers. With the ledger held. */
int batch_take(struct batch *batch, struct run_writer *writer);
int batch_write(struct batch *batch, struct run_writer *writer);

/* ---- threads (run_pool.c) ---------------------------------------------- */

/* Write all batches, and write them down. */
int run_pool(struct run *run);

/* ---- what is written down ---------------------------------------------- */

enum { RUN_MANIFEST_COLUMNS = 10 };

extern const cty_column run_manifest_columns[RUN_MANIFEST_COLUMNS];

struct run_manifest *run_manifest_open(struct run *run);
int run_manifest_batch(struct run_manifest *manifest,
                       const struct batch *batch);
int run_manifest_close(struct run_manifest *manifest, int went);

/* The page for staff. */
struct run_index *run_index_open(struct run *run);
int run_index_batch(struct run_index *index, const struct batch *batch);
/* A client without a letter; saved is "" or what was too little. */
int run_index_quiet(struct run_index *index, const cty_client *client,
                    const char *saved);
/* Join the page; not unless went is CLI_OK. */
int run_index_close(struct run_index *index, int went);

/* Count, and list, the clients without a letter (run_quiet.c). */
int run_quiet(struct run *run);

/* ---- the run that was there before (run_former.c) ---------------------- */

/* Refuse a folder that holds something else. Before the run. */
int run_former_check(struct run *run);
/* Refuse to write over what is no run's, and list what is stale. After it. */
int run_former_settle(struct run *run);

#endif
