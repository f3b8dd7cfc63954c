#define _DEFAULT_SOURCE

/*
 * An import. The first byte says how; then come files in lines: "@bills.csv"
 * begins one, its next line has its columns, each line after that is a row, all
 * split at commas. Whatever the bytes: all or nothing where that was asked for,
 * the ledger whole, and the same again changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { CELLS_MOST = 24 };

struct row {
    const char *cells[CELLS_MOST];
    size_t lengths[CELLS_MOST];
    size_t count;
};

struct done {
    cty_status status;
    cty_import_result result;
    int64_t handed;
    int64_t problems;
    bool opened;
};

static void
split(char *line, struct row *row)
{
    row->count = 0;
    for (char *cell = strsep(&line, ","); cell != NULL;
         cell = strsep(&line, ",")) {
        if (row->count == CELLS_MOST)
            return;
        row->lengths[row->count] = strlen(cell);
        row->cells[row->count++] = cell;
    }
}

/* ---- handing over ---- */

static void
begin_file(cty_import *import, const char *name, char *columns)
{
    cty_error err = CTY_ERROR_INIT;
    struct row row;
    cty_status status;

    split(columns, &row);
    status = cty_import_file(import, name, row.cells, row.count, &err);
    if (status != CTY_OK)
        must_say_why(status, &err);
}

static void
hand_over(cty_import *import, struct feed *feed, struct done *done)
{
    cty_error err = CTY_ERROR_INIT;
    struct row row;

    for (int64_t line = 1; feed->size > 0; line++) {
        char *text = take_line(feed);
        cty_status status;

        if (text[0] == '@') {
            char *columns = take_line(feed);

            begin_file(import, text + 1, columns);
            free(columns);
        } else if (text[0] == '!') {
            status =
                cty_import_refuse(import, "bills.csv", line, text + 1, &err);
            if (status != CTY_OK)
                must_say_why(status, &err);
        } else {
            split(text, &row);
            status = cty_import_row(import, row.cells, row.lengths, row.count,
                                    line, &err);
            if (status != CTY_OK)
                must_say_why(status, &err);
            done->handed += status == CTY_OK;
        }
        free(text);
    }
}

static void
read_problems(cty_import *import, struct done *done)
{
    cty_error err = CTY_ERROR_INIT;
    const char *name;
    bool found = true;

    while (found) {
        cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;

        must_succeed(cty_import_problem_next(import, &problem, &found, &err),
                     &err);
        if (!found)
            break;
        done->problems += problem.at_fault;
        must(problem.file[0] != '\0');
        must(problem.line >= 0);
        must(!problem.at_fault || problem.reason[0] != '\0');
        must(strchr(problem.reason, '\n') == NULL);
    }
    for (found = true; found;) {
        must_succeed(cty_import_person_next(import, &name, &found, &err), &err);
        must(!found || name[0] != '\0');
    }
}

static struct done
import(cty_ledger *ledger, const cty_import_options *options, struct feed feed)
{
    struct done done = {.result = CTY_IMPORT_RESULT_INIT};
    cty_import *import = NULL;
    cty_error err = CTY_ERROR_INIT;

    done.status = cty_import_open(ledger, options, &import, &err);
    if (done.status != CTY_OK) {
        must_say_why(done.status, &err);
        return done;
    }
    done.opened = true;
    hand_over(import, &feed, &done);
    done.status = cty_import_finish(import, &done.result, &err);
    if (done.status != CTY_OK)
        must_say_why(done.status, &err);
    if (done.status == CTY_OK || done.status == CTY_E_STATE)
        read_problems(import, &done);
    cty_import_close(import);
    return done;
}

/* ---- what must hold ---- */

static int64_t
added(const cty_import_result *result)
{
    return result->clients_added + result->persons_added +
           result->reasons_added + result->quotes_added + result->bills_added +
           result->credits_added + fuzz_fault;
}

/* Quotes, bills and entries. */
static int64_t
facts_of(cty_ledger *ledger)
{
    cty_quote_cursor *quotes = NULL;
    cty_bill_cursor *bills = NULL;
    cty_entry_cursor *entries = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int64_t facts = 0;

    must_succeed(cty_quote_cursor_open(ledger, NULL, &quotes, &err), &err);
    must_succeed(cty_bill_cursor_open(ledger, NULL, &bills, &err), &err);
    must_succeed(cty_entry_cursor_open(ledger, NULL, &entries, &err), &err);
    for (; found; facts += found) {
        cty_quote_info quote = CTY_QUOTE_INFO_INIT;

        must_succeed(cty_quote_cursor_next(quotes, &quote, &found, &err), &err);
    }
    for (found = true; found; facts += found) {
        cty_bill_info bill = CTY_BILL_INFO_INIT;

        must_succeed(cty_bill_cursor_next(bills, &bill, &found, &err), &err);
    }
    for (found = true; found; facts += found) {
        cty_entry entry = CTY_ENTRY_INIT;

        must_succeed(cty_entry_cursor_next(entries, &entry, &found, &err),
                     &err);
    }
    cty_quote_cursor_close(quotes);
    cty_bill_cursor_close(bills);
    cty_entry_cursor_close(entries);
    return facts;
}

static void
must_add_up(cty_ledger *ledger, const cty_import_options *options,
            const struct done *done)
{
    int64_t facts = facts_of(ledger);

    must(done->status == CTY_OK || done->status == CTY_E_STATE ||
         done->status == CTY_E_LIMIT);
    must(done->result.rows <= done->handed);
    must(done->result.bad_rows <= done->problems + done->result.rows + 1);
    if (done->status != CTY_OK || options->dry_run)
        must(facts == 0);
    if (done->status == CTY_E_STATE)
        must(done->result.bad_rows > 0);
    if (done->status == CTY_OK && options->mode == CTY_BATCH_ATOMIC)
        must(done->result.bad_rows == 0 && done->problems == 0);
    if (done->status == CTY_OK && !options->dry_run)
        must(facts >= done->result.quotes_added + done->result.bills_added +
                          done->result.credits_added);
}

static void
must_change_nothing_again(cty_ledger *ledger, const cty_import_options *options,
                          struct feed feed)
{
    int64_t facts = facts_of(ledger);
    struct done again = import(ledger, options, feed);

    must(again.status == CTY_OK);
    must(added(&again.result) == 0);
    must(facts_of(ledger) == facts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    uint8_t how = take_byte(&feed);
    cty_ledger *ledger = fuzz_ledger();
    struct done done;

    options.mode = how & 1 ? CTY_BATCH_CONTINUE : CTY_BATCH_ATOMIC;
    options.dry_run = (how & 2) != 0;
    options.rounding = how >> 2 & 3;
    options.new_reasons = how >> 4 & 3;
    done = import(ledger, &options, feed);
    if (done.opened) {
        must_add_up(ledger, &options, &done);
        if (done.status == CTY_OK && !options.dry_run)
            must_change_nothing_again(ledger, &options, feed);
        must_be_whole(ledger);
    }
    cty_ledger_close(ledger);
    return 0;
}
