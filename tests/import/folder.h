/* An import folder in a test's own words: files as arrays of rows, cells apart
 * by "|", problems and the ledger as text to compare. */
#ifndef TESTS_IMPORT_FOLDER_H
#define TESTS_IMPORT_FOLDER_H

#include "support.h"

struct folder {
    cty_import *import;
    cty_import_result result;
    cty_status status;
    cty_error err;
    char *problems; /* a line each; yours until folder_close */
    char *persons;
};

/* mode and rounding as in cty_import_options. */
void folder_open(struct folder *folder, cty_ledger *ledger, int32_t mode,
                 cty_rounding rounding);
void folder_open_with(struct folder *folder, cty_ledger *ledger,
                      const cty_import_options *options);

/* The header, then rows from line 2 on, then NULL. */
void folder_file(struct folder *folder, const char *name, const char *header,
                 ...) __attribute__((sentinel));

/* One row more, from a copy of text. */
cty_status folder_row(struct folder *folder, const char *text, int64_t line);

/* Finish, and read what is to be told. */
cty_status folder_finish(struct folder *folder);
void folder_close(struct folder *folder);

/*
 * "bills.csv:2 date: reason" a line; what is only left out begins with "-".
 * The whole list must be as given.
 */
#define assert_problems(folder, expected)                                      \
    assert_string_equal((folder)->problems, expected)

#define assert_finished(folder)                                                \
    do {                                                                       \
        if (folder_finish(folder) != CTY_OK)                                   \
            fail_msg("%s\n%s", (folder)->err.message, (folder)->problems);     \
        assert_problems(folder, "");                                           \
    } while (0)

#define assert_refused(folder)                                                 \
    assert_int_equal(folder_finish(folder), CTY_E_STATE)

/*
 * Clients, quotes, bills with their lines, and entries; without codes and
 * numbers, and sorted, so that ledgers which were written in another order are
 * alike. yours: free
 */
char *ledger_text(cty_ledger *ledger);

/* The number of bills, quotes or entries that the text holds. */
int lines_with(const char *text, const char *part);

#endif
