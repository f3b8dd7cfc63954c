/**
 * A ledger: one SQLite file (or a place in memory) with clients, quotes, bills
 * and the entries that were granted to clients. Opened, used by one thread at a
 * time, closed. Several handles, in one process or many, may use one ledger at
 * once; a handle does not survive fork.
 */
#ifndef COURTESY_LEDGER_H
#define COURTESY_LEDGER_H

#include <courtesy/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An open ledger. Opaque. @since 0.1 */
typedef struct cty_ledger cty_ledger;

/** Bits of cty_open_options.flags. */
enum {
    CTY_OPEN_READ_ONLY = 1, /**< every write is CTY_E_READ_ONLY */
    CTY_OPEN_SHARED = 2     /**< create: mode 0660 instead of 0600 */
};

/**
 * How to open. Start from CTY_OPEN_OPTIONS_INIT. @since 0.1
 */
typedef struct cty_open_options {
    uint32_t struct_size;
    uint32_t flags;     /**< CTY_OPEN_ bits */
    int32_t busy_ms;    /**< how long a writer waits for another; 0: 5,000;
                             -1: not at all */
    uint32_t reserved;  /**< zero */
    /** UTC milliseconds since 1970; NULL: the system's clock. */
    int64_t (*now_ms)(void *context);
    /** Fills size bytes with random ones; NULL: the system's. */
    void (*random_bytes)(void *context, void *bytes, size_t size);
    void *context; /**< handed to both; borrowed until the ledger is closed */
} cty_open_options;

#define CTY_OPEN_OPTIONS_INIT CTY_INIT_OF(cty_open_options)

/**
 * What a new ledger is told about its shop. Start from
 * CTY_LEDGER_SETUP_INIT. @since 0.1
 */
typedef struct cty_ledger_setup {
    uint32_t struct_size;
    int32_t fiscal_year_start; /**< month, 1 to 12; 0: January */
    const char *issuer;        /**< the shop's name; required */
    const char *currency;      /**< ISO 4217; NULL: USD */
} cty_ledger_setup;

#define CTY_LEDGER_SETUP_INIT CTY_INIT_OF(cty_ledger_setup)

/**
 * What a ledger says of itself. Texts are borrowed until the ledger is closed.
 * Start from CTY_LEDGER_INFO_INIT. @since 0.1
 */
typedef struct cty_ledger_info {
    uint32_t struct_size;
    int32_t fiscal_year_start;
    const char *issuer; /**< its name now; the next call may change it */
    char currency[4];
    int32_t schema_version;
    bool durable;   /**< false in memory */
    bool read_only;
} cty_ledger_info;

#define CTY_LEDGER_INFO_INIT CTY_INIT_OF(cty_ledger_info)

/**
 * Make a ledger where no file is yet, and open it.
 *
 * @param path        Where; its folder must exist.
 * @param options     Borrowed for the call; NULL: the defaults.
 * @param out_ledger  Receives the ledger; yours, cty_ledger_close releases it.
 *
 * @retval CTY_OK           Made, durable and open.
 * @retval CTY_E_ARGUMENT   The setup's issuer, currency or month.
 * @retval CTY_E_NOT_FOUND  The folder is not there.
 * @retval CTY_E_EXISTS     A file is there already; it was not touched.
 * @retval CTY_E_ABI, CTY_E_LIMIT, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_ledger_create(const char *path, const cty_ledger_setup *setup,
                  const cty_open_options *options, cty_ledger **out_ledger,
                  cty_error *err);

/**
 * Open a ledger. WAL, synchronous=EXTRA and the other settings it depends on
 * are set and read back; opening fails if one did not take.
 *
 * @retval CTY_OK           Open; yours, cty_ledger_close releases it.
 * @retval CTY_E_NOT_FOUND  No such file.
 * @retval CTY_E_STORE      No ledger, a folder, or it cannot be read.
 * @retval CTY_E_NEWER      Made by a newer release; it was not touched.
 * @retval CTY_E_READ_ONLY  Cannot be written, and read-only was not asked for.
 * @retval CTY_E_ABI, CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_CORRUPT, CTY_E_MEMORY
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_ledger_open(const char *path, const cty_open_options *options,
                cty_ledger **out_ledger, cty_error *err);

/**
 * A ledger in memory, gone when closed: for tests and trials.
 *
 * @retval CTY_OK  Open, and marked not durable.
 * @retval CTY_E_ABI, CTY_E_ARGUMENT, CTY_E_LIMIT, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_ledger_open_memory(const cty_ledger_setup *setup,
                       const cty_open_options *options,
                       cty_ledger **out_ledger, cty_error *err);

/** Close; an open batch is given up; cursors must be closed before. NULL is
 * fine. @since 0.1 */
CTY_API void cty_ledger_close(cty_ledger *ledger);

/**
 * @retval CTY_OK  out_info is filled.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_ledger_info_get(const cty_ledger *ledger,
                                                      cty_ledger_info *out_info,
                                                      cty_error *err);

/* ---- batches and dry runs ------------------------------------------- */

/** What a failed write within a batch does to the others. */
enum {
    CTY_BATCH_ATOMIC = 0,  /**< one fails, all are left out */
    CTY_BATCH_CONTINUE = 1 /**< the failed are left out, the others stay */
};

/**
 * Begin a batch: every write until cty_batch_end runs in one transaction, and
 * each call still answers for itself, so that its status is the item's result.
 * A write that CTY_OK answers is durable only when cty_batch_end has answered
 * CTY_OK. The ledger is held against other writers until then. In an atomic
 * batch every write after a failed one is checked too, as if it were alone.
 *
 * @param mode     CTY_BATCH_ATOMIC or CTY_BATCH_CONTINUE.
 * @param dry_run  Do everything, with the same errors, and keep nothing.
 * @retval CTY_OK       Begun.
 * @retval CTY_E_STATE  A batch is open, or a cursor.
 * @retval CTY_E_ARGUMENT, CTY_E_BUSY, CTY_E_READ_ONLY, CTY_E_MEMORY,
 *         CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_batch_begin(cty_ledger *ledger,
                                                  int32_t mode, bool dry_run,
                                                  cty_error *err);

/**
 * End a batch: keep what was written, or, in a dry run, nothing.
 *
 * @retval CTY_OK       Kept, or the dry run is over.
 * @retval CTY_E_STATE  No batch is open.
 * @retval (any)        An atomic batch's first failure: nothing was kept.
 * @retval CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE  Nothing was kept.
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status cty_batch_end(cty_ledger *ledger,
                                                cty_error *err);

/** Give a batch up: nothing is kept. Without a batch it does nothing.
 * @since 0.1 */
CTY_API void cty_batch_abandon(cty_ledger *ledger);

/* ---- proof ------------------------------------------------------------ */

/** What cty_ledger_check looked at. Start from CTY_CHECK_INIT. @since 0.1 */
typedef struct cty_check {
    uint32_t struct_size;
    uint32_t reserved;
    int64_t clients;
    int64_t facts;
    int64_t bills;
    int64_t entries;
    char client_ref[CTY_MAX_REF + 1];  /**< the first that breaks, or empty */
    int64_t fact;                      /**< its first such fact, or 0 */
} cty_check;

#define CTY_CHECK_INIT CTY_INIT_OF(cty_check)

/** Called now and then: done of total facts. */
typedef void cty_progress(void *context, int64_t done, int64_t total);

/**
 * Verify that the ledger holds what it must: SQLite's own integrity, every
 * client's chain, lines, totals, shares, what is left, reversals and dates. It
 * reads one state of the ledger and writes nothing.
 *
 * @param quick      Leave out SQLite's integrity check of every page.
 * @param progress   May be NULL.
 * @param out_check  Filled when everything holds, and also, as the one
 *                   exception to the rule, with CTY_E_CORRUPT.
 * @retval CTY_OK         Everything holds.
 * @retval CTY_E_CORRUPT  Something does not; err names the first client, fact
 *                        and rule.
 * @retval CTY_E_ARGUMENT, CTY_E_ABI, CTY_E_BUSY, CTY_E_MEMORY, CTY_E_STORE
 * @since 0.1
 */
CTY_API CTY_MUST_CHECK cty_status
cty_ledger_check(cty_ledger *ledger, bool quick, cty_progress *progress,
                 void *context, cty_check *out_check, cty_error *err);

#ifdef __cplusplus
}
#endif

#endif
