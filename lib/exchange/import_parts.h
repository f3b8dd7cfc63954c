/* What the files of the import share among themselves. */
#ifndef CTYI_EXCHANGE_IMPORT_PARTS_H
#define CTYI_EXCHANGE_IMPORT_PARTS_H

#include "exchange/import.h"
#include "exchange/import_files.h"

enum {
    CTYI_HEADER_MOST = 1000,
    CTYI_ROW_BYTES = 16384 /* the longest row of any file, and some more */
};

enum { CTYI_IMPORT_LOADING, CTYI_IMPORT_FINISHED, CTYI_IMPORT_FAILED };

/* A row of the folder: where a problem lies, and with what it goes. */
struct ctyi_place {
    int64_t position; /* among all rows; below 0: the file's own damage */
    int64_t line;
    int file;
    int owner;            /* the file of its document */
    const char *document; /* borrowed; "" where it could not be read */
};

/* Where a line or an adjustment in memory came from. */
struct ctyi_origin {
    int64_t position;
    int64_t line;
    int64_t net; /* of a line: net_amount, where has_net */
    int file;
    int32_t line_no;
    bool has_net;
    int changes; /* of a line: its discounts and charges */
};

struct ctyi_origins {
    struct ctyi_origin *list;
    size_t count, room;
};

/* The document being posted. */
struct ctyi_document {
    struct ctyi_place place;
    const char *cells[CTYI_IMPORT_COLUMNS_MOST]; /* borrowed */
    int32_t date;
    char currency[4];   /* "" where it cannot be known */
    bool bad;           /* not posted; looked at for more that is wrong */
    bool unsure;        /* its own row is bad: not all it says is known */
    bool left_out;      /* with what it depends on */
    bool lines_unknown; /* a line's number could not be read */
    bool full;          /* more lines, discounts or charges than fit */
    bool skipped;       /* there already with the same content */
    int64_t rounded;
};

struct ctyi_import {
    struct ctyi_store *store; /* the ledger */
    struct ctyi_store *stage; /* a database of its own */
    const struct ctyi_rules *rules;
    cty_import_options options;
    cty_import_result result;
    int state;

    /* the file being read */
    int file; /* -1: none yet */
    unsigned begun;
    size_t cell_count;
    int source[CTYI_IMPORT_COLUMNS_MOST]; /* which cell; -1: none */
    char bytes[CTYI_ROW_BYTES];

    int64_t documents; /* quotes, bills and credits handed over */
    int64_t refusals;  /* files that are damaged */
    bool any_bad;

    /* the document being posted */
    struct ctyi_lines lines;
    struct ctyi_lines stored;
    struct ctyi_origins line_origins;
    struct ctyi_origins adjustment_origins;
    bool savepoint; /* persons or reasons were added for it */
    int64_t persons_kept, reasons_kept;

    struct ctyi_statement *problems; /* being listed */
    struct ctyi_statement *persons;
    char left_out_reason[CTY_MAX_REF + 64];
};

/* ---- the stage ---- */

struct ctyi_staged {
    struct ctyi_place place;
    int32_t line_no;
    int32_t date;
    const char *link; /* NULL: none */
    bool bad;
    const char *bytes; /* the cells, each with its NUL */
    size_t size;
};

/* What became of a document of the folder. */
enum { CTYI_FATE_ABSENT, CTYI_FATE_GOOD, CTYI_FATE_BAD };

cty_status ctyi_stage_open(struct ctyi_store **out_stage, cty_error *err);
cty_status ctyi_stage_row(struct ctyi_import *import,
                          const struct ctyi_staged *row, cty_error *err);
/* Point cells at the staged cells of a row of this file. */
void ctyi_stage_cells(struct ctyi_statement *row, int column, int file,
                      const char **cells);
cty_status ctyi_stage_reject(struct ctyi_import *import, int64_t position,
                             cty_error *err);
cty_status ctyi_stage_fate(struct ctyi_import *import, int owner,
                           const char *document, int *out_fate, cty_error *err);
cty_status ctyi_stage_fate_linked(struct ctyi_import *import, int file,
                                  const char *link, int *out_fate,
                                  cty_error *err);
cty_status ctyi_stage_count(struct ctyi_import *import, enum ctyi_sql name,
                            int parameter, int64_t *out_count, cty_error *err);

/* ---- problems ---- */

/* Whether a status is a refusal of what was asked, and no failure to try. */
bool ctyi_import_refusal(cty_status status);

/* Keep what is wrong with a row: made's field is the column. */
cty_status ctyi_import_note(struct ctyi_import *import,
                            const struct ctyi_place *place,
                            const cty_error *made, cty_error *err);

/* Duplicates and rows without their document; what is bad is bad whole. */
cty_status ctyi_import_check(struct ctyi_import *import, cty_error *err);

/* ---- posting ---- */

cty_status ctyi_import_reasons(struct ctyi_import *import, cty_error *err);
cty_status ctyi_import_clients(struct ctyi_import *import, cty_error *err);

/*
 * Each posts one document, skips it (out skipped) or finds it bad. A refusal
 * that is answered as a status is the caller's to keep.
 */
cty_status ctyi_import_quote(struct ctyi_import *import,
                             struct ctyi_document *document, cty_error *err);
cty_status ctyi_import_bill(struct ctyi_import *import,
                            struct ctyi_document *document, cty_error *err);
cty_status ctyi_import_credit(struct ctyi_import *import,
                              struct ctyi_document *document, cty_error *err);

/* Keep what is wrong with a row of the document, which is bad then. */
cty_status ctyi_document_note(struct ctyi_import *import,
                              struct ctyi_document *document,
                              const struct ctyi_place *place,
                              const cty_error *made, cty_error *err);

/* Leave a document out with one it depends on: not its own fault. */
cty_status ctyi_document_leave_out(struct ctyi_import *import,
                                   struct ctyi_document *document, int with,
                                   const char *number, cty_error *err);

/* The same, where that document of the folder is bad. */
cty_status ctyi_document_depend(struct ctyi_import *import,
                                struct ctyi_document *document, int on,
                                const char *number, cty_error *err);
cty_status ctyi_document_depend_client(struct ctyi_import *import,
                                       struct ctyi_document *document,
                                       const char *client_ref, cty_error *err);

/* Read its lines, discounts and charges into import->lines, checking each. */
cty_status ctyi_document_load(struct ctyi_import *import,
                              struct ctyi_document *document, cty_error *err);
/* Price them and compare each net_amount. */
cty_status ctyi_document_price(struct ctyi_import *import,
                               struct ctyi_document *document, cty_error *err);
/* The row that an error of a verb is about. */
struct ctyi_place ctyi_document_place(const struct ctyi_import *import,
                                      const struct ctyi_document *document,
                                      cty_error *made);

/*
 * Read an amount in the document's currency, rounded as the import was told.
 * out_known is false where the row is bad, or the currency not known.
 */
cty_status ctyi_document_money(struct ctyi_import *import,
                               struct ctyi_document *document,
                               const struct ctyi_place *place,
                               const char *column, const char *text,
                               int64_t *out_minor, bool *out_known,
                               cty_error *err);

/* Make sure that a reason or a person is known, adding it where that is due. */
cty_status ctyi_document_reason(struct ctyi_import *import,
                                struct ctyi_document *document,
                                const struct ctyi_place *place,
                                const char *reason, cty_error *err);
cty_status ctyi_document_person(struct ctyi_import *import, const char *name,
                                cty_error *err);
/* Keep or undo what was added for a document. */
cty_status ctyi_document_settle(struct ctyi_import *import, bool keep,
                                cty_error *err);

/*
 * Whether a field is the same as in the ledger; the first that is not is noted.
 */
cty_status ctyi_document_same(struct ctyi_import *import,
                              struct ctyi_document *document,
                              const char *column, const char *ours,
                              const char *theirs, cty_error *err);
cty_status ctyi_document_same_date(struct ctyi_import *import,
                                   struct ctyi_document *document,
                                   const char *column, int32_t ours,
                                   int32_t theirs, cty_error *err);
cty_status ctyi_document_same_client(struct ctyi_import *import,
                                     struct ctyi_document *document,
                                     const char *ref_or_code, int64_t client,
                                     cty_error *err);
/* The same of import->lines and import->stored. */
cty_status ctyi_document_same_lines(struct ctyi_import *import,
                                    struct ctyi_document *document,
                                    cty_error *err);

#endif
