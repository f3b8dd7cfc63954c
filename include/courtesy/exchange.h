/**
 * What goes in and out: import, records as CSV or JSON, and statements as
 * plain text, CSV or JSON.
 */
#ifndef COURTESY_EXCHANGE_H
#define COURTESY_EXCHANGE_H

#include <courtesy/statement.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Takes size bytes; false: they could not be written. @since 0.1 */
typedef bool cty_write(void *context, const void *bytes, size_t size);

/* ---- records ------------------------------------------------------------- */

enum {
    CTY_FORMAT_TEXT = 1, /**< statements only */
    CTY_FORMAT_CSV = 2,
    CTY_FORMAT_JSON = 3
};

/** How a column is written. */
enum {
    CTY_COLUMN_TEXT = 0,    /**< guarded in CSV: = + - @ get a leading ' */
    CTY_COLUMN_AMOUNT = 1,  /**< a decimal; in JSON a string; empty: null */
    CTY_COLUMN_INTEGER = 2, /**< in JSON a number; empty: null */
    CTY_COLUMN_BOOL = 3     /**< "yes" or "no"; in JSON true or false */
};

typedef struct cty_column {
    const char *name;
    int32_t kind; /**< CTY_COLUMN_ */
} cty_column;

/** A table on its way out: CSV with a header, or a JSON array of objects.
 * Opaque. @since 0.1 */
typedef struct cty_records cty_records;

/**
 * Begin a table.
 *
 * @param format       CTY_FORMAT_CSV or CTY_FORMAT_JSON.
 * @param columns      count columns; borrowed until closed.
 * @param out_records  Yours; cty_records_close releases it.
 * @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_MEMORY
 * @retval CTY_E_STORE  The output could not be written.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_records_open(int32_t format, const cty_column *columns, size_t count,
                 cty_write *write, void *context, cty_records **out_records,
                 cty_error *err);

/** A row of as many cells as there are columns; NULL is "".
 * @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_STORE @since 0.1 */
CTY_API CTY_MUST_CHECK cty_status cty_records_row(cty_records *records,
                                                  const char *const *cells,
                                                  cty_error *err);

/** End the table and write what is left of it. The records are released
 * whatever the answer. @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_STORE
 * @since 0.1 */
CTY_API CTY_MUST_CHECK cty_status cty_records_close(cty_records *records,
                                                    cty_error *err);

/**
 * Write a statement. Same statement, same format, same bytes.
 *
 * @param format  CTY_FORMAT_TEXT (plain English, 80 columns), CTY_FORMAT_CSV
 *                (its entries) or CTY_FORMAT_JSON (all of it).
 * @retval CTY_OK, CTY_E_ARGUMENT, CTY_E_MEMORY
 * @retval CTY_E_STORE  The output could not be written.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_statement_write(const cty_statement *statement, int32_t format,
                    cty_write *write, void *context, cty_error *err);

/** SHA-256, 64 hex digits and a NUL, of bytes. @since 0.1 */
CTY_API void cty_sha256_hex(const void *bytes, size_t size,
                            char out_hex[CTY_CHAIN_HEAD_TEXT]);

/* ---- import -------------------------------------------------------------- */

/** What to do with reasons that are not in the catalogue. */
enum {
    CTY_NEW_REASONS_REFUSE = 0,
    CTY_NEW_REASONS_SAVING = 1,
    CTY_NEW_REASONS_NO_SAVING = 2
};

/** How to import. Start from CTY_IMPORT_OPTIONS_INIT. @since 0.1 */
typedef struct cty_import_options {
    uint32_t struct_size;
    cty_rounding rounding; /**< of money with more decimals than its currency */
    int32_t new_reasons;   /**< CTY_NEW_REASONS_ */
    int32_t mode;          /**< CTY_BATCH_ATOMIC: one bad row and nothing is
                                imported; CTY_BATCH_CONTINUE: bad documents
                                are left out whole */
    bool dry_run;
    char reserved[7];
    cty_progress *progress; /**< while posting; may be NULL */
    void *context;
} cty_import_options;

#define CTY_IMPORT_OPTIONS_INIT CTY_INIT_OF(cty_import_options)

/** What an import did. Start from CTY_IMPORT_RESULT_INIT. @since 0.1 */
typedef struct cty_import_result {
    uint32_t struct_size;
    int32_t reserved;
    int64_t rows;            /**< handed over */
    int64_t bad_rows;        /**< rows at fault */
    int64_t rejected_documents; /**< with CTY_BATCH_CONTINUE: left out */
    int64_t rounded;         /**< amounts that rounding changed */
    int64_t clients_added;
    int64_t persons_added;
    int64_t reasons_added;
    int64_t quotes_added;
    int64_t bills_added;
    int64_t credits_added;
    int64_t skipped;         /**< documents, clients and reasons that were
                                  there already with the same content */
} cty_import_result;

#define CTY_IMPORT_RESULT_INIT CTY_INIT_OF(cty_import_result)

/** A row of the import that was refused, or was left out with its document.
 * Start from CTY_IMPORT_PROBLEM_INIT. @since 0.1 */
typedef struct cty_import_problem {
    uint32_t struct_size;
    int32_t reserved;
    int64_t line;        /**< as handed over with the row */
    bool at_fault;       /**< false: left out only with its document */
    char reserved2[7];
    const char *file;    /**< "bills.csv"; texts are borrowed until the next
                              step */
    const char *column;  /**< or "" */
    const char *reason;  /**< one line */
    const char *document; /**< the number of its document, or "" */
} cty_import_problem;

#define CTY_IMPORT_PROBLEM_INIT CTY_INIT_OF(cty_import_problem)

/** An import under way: rows are staged on disk, then posted in one
 * transaction. Opaque. @since 0.1 */
typedef struct cty_import cty_import;

/**
 * Begin an import. The ledger is not locked before cty_import_finish.
 *
 * @param options     Borrowed for the call; NULL: refuse all doubt.
 * @param out_import  Yours; cty_import_close releases it.
 * @retval CTY_OK       Open.
 * @retval CTY_E_STATE  A batch is open.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY,
 *         CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_import_open(cty_ledger *ledger, const cty_import_options *options,
                cty_import **out_import, cty_error *err);

/** The import's files, NULL after the last: "clients.csv", "reasons.csv", ...
 * @since 0.1 */
CTY_API const char *cty_import_file_name(size_t index);

/** The columns of a file, NULL after the last, or where it is none.
 * @since 0.1 */
CTY_API const char *cty_import_column_name(const char *file, size_t index);

/**
 * Begin a file: rows handed over from now on are its rows.
 *
 * @param file     "bills.csv" and so on; each once.
 * @param columns  count names, in the order of the cells. A name that the file
 *                 does not know is ignored with its cells.
 * @retval CTY_OK          Begun.
 * @retval CTY_E_ARGUMENT  No such file, a required column is missing, or one
 *                         comes twice; err names it.
 * @retval CTY_E_EXISTS    The file was begun before.
 * @retval CTY_E_LIMIT     Over 1,000 columns.
 * @retval CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_import_file(cty_import *import, const char *file,
                const char *const *columns, size_t count, cty_error *err);

/**
 * Hand over a row. What is wrong with a row is kept, and told with the others
 * by cty_import_finish.
 *
 * @param cells    count cells, not NUL-terminated; spaces around are trimmed,
 *                 and a guard ' before = + - @ is removed.
 * @param lengths  Their bytes.
 * @param line     The line of the file, for messages; from 1.
 * @retval CTY_OK  Staged, or its fault kept.
 * @retval CTY_E_ARGUMENT, CTY_E_STATE, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_import_row(cty_import *import, const char *const *cells,
               const size_t *lengths, size_t count, int64_t line,
               cty_error *err);

/**
 * Say that a file is wrong at a line, as its reader found: an unterminated
 * quote, say. It counts as a bad row, and no --continue leaves it out: the
 * whole import is refused.
 *
 * @retval CTY_OK  Kept.
 * @retval CTY_E_ARGUMENT, CTY_E_STATE, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_import_refuse(cty_import *import, const char *file, int64_t line,
                  const char *reason, cty_error *err);

/**
 * Post what was staged: clients and reasons, then quotes, bills and credits by
 * date, then in the files' order; all in one transaction.
 *
 * @param out_result  Filled also with CTY_E_STATE, as the one exception.
 * @retval CTY_OK       Imported; with CTY_BATCH_CONTINUE possibly less than
 *                      all: see bad_rows.
 * @retval CTY_E_STATE  There were bad rows and nothing was imported; or, with
 *                      all counts 0, a batch or a cursor is open, or the import
 *                      is finished already.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_READ_ONLY,
 *         CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_import_finish(
    cty_import *import, cty_import_result *out_result, cty_error *err);

/**
 * After finish: the refused rows in the order of the files and lines.
 *
 * @param out_found  False at the end; out_problem is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_STATE, CTY_E_ABI, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_import_problem_next(
    cty_import *import, cty_import_problem *out_problem, bool *out_found,
    cty_error *err);

/**
 * After finish: the persons that were added because a row named them.
 *
 * @param out_name   Borrowed until the next step.
 * @param out_found  False at the end; out_name is then untouched.
 * @retval CTY_OK  Stepped.
 * @retval CTY_E_ARGUMENT, CTY_E_STATE, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_import_person_next(cty_import *import, const char **out_name,
                       bool *out_found, cty_error *err);

/** Release, and give up what was not finished. NULL is fine. @since 0.1 */
CTY_API void cty_import_close(cty_import *import);

#ifdef __cplusplus
}
#endif

#endif
