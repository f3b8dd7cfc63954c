/*
 * Whatever a call asks of SQLite, memory, a row or a statement, fails once, at
 * each place in turn: the call says so, and is answered the next time.
 */
#include "support.h"

#include <sqlite3.h>

enum { ASKED_MOST = 20000 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* So long that it takes a block of memory of its own. */
static char long_text[CTY_MAX_TEXT + 1];

/* ---- what is asked of SQLite ---- */

void *__real_sqlite3_malloc64(sqlite3_uint64 size);
void *__real_sqlite3_realloc64(void *memory, sqlite3_uint64 size);
int __real_sqlite3_step(sqlite3_stmt *statement);
int __real_sqlite3_prepare_v3(sqlite3 *db, const char *sql, int size,
                              unsigned flags, sqlite3_stmt **out_statement,
                              const char **out_tail);
void *__wrap_sqlite3_malloc64(sqlite3_uint64 size);
void *__wrap_sqlite3_realloc64(void *memory, sqlite3_uint64 size);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_prepare_v3(sqlite3 *db, const char *sql, int size,
                              unsigned flags, sqlite3_stmt **out_statement,
                              const char **out_tail);

static int fails_at, asked;  /* fails_at 0: never */
static bool statements_fail; /* and only they, or all but they */
static bool dispensable;     /* what failed */

static bool
fails(bool is_statement)
{
    return fails_at > 0 && is_statement == statements_fail &&
           ++asked == fails_at;
}

/* What was read stands, however its transaction ends; and who is told that
 * there is no such name can do without the nearest. */
static bool
is_dispensable(const char *sql)
{
    return strcmp(sql, "COMMIT") == 0 || strstr(sql, "LIMIT 10000") != NULL;
}

void *
__wrap_sqlite3_malloc64(sqlite3_uint64 size)
{
    return fails(false) ? NULL : __real_sqlite3_malloc64(size);
}

void *
__wrap_sqlite3_realloc64(void *memory, sqlite3_uint64 size)
{
    return fails(false) ? NULL : __real_sqlite3_realloc64(memory, size);
}

/* Where even undoing fails, the ledger is of no more use: tests/engine. */
int
__wrap_sqlite3_step(sqlite3_stmt *statement)
{
    const char *sql = sqlite3_sql(statement);

    if (strncmp(sql, "ROLLBACK", 8) == 0 || !fails(false))
        return __real_sqlite3_step(statement);
    dispensable = is_dispensable(sql);
    return SQLITE_IOERR;
}

int
__wrap_sqlite3_prepare_v3(sqlite3 *db, const char *sql, int size,
                          unsigned flags, sqlite3_stmt **out_statement,
                          const char **out_tail)
{
    if (!fails(true))
        return __real_sqlite3_prepare_v3(db, sql, size, flags, out_statement,
                                         out_tail);
    dispensable = is_dispensable(sql);
    *out_statement = NULL;
    return SQLITE_IOERR;
}

typedef cty_status call(cty_ledger *ledger, cty_error *err);

/* Whether there was anything to fail. */
static bool
survives(call *call_it, cty_ledger *ledger, int at)
{
    cty_error err = CTY_ERROR_INIT;
    cty_status status;

    assert_in_range(at, 1, ASKED_MOST);
    asked = 0;
    dispensable = false;
    fails_at = at;
    status = call_it(ledger, &err);
    fails_at = 0;
    if (asked < at) {
        assert_int_equal(status, CTY_OK);
        return false;
    }
    if (status != CTY_E_MEMORY && status != CTY_E_STORE && !dispensable)
        fail_msg("request %d: %s", at, err.message);
    assert_ok(call_it(ledger, ERR));
    return true;
}

/* With its statements at hand from before. */
static void
assert_survives(call *call_it, cty_ledger *ledger)
{
    statements_fail = false;
    assert_ok(call_it(ledger, ERR));
    for (int at = 1; survives(call_it, ledger, at); at++)
        continue;
}

/* ---- what is read ---- */

static cty_period quarter;

static cty_status
draw(cty_ledger *ledger, cty_error *err)
{
    cty_statement *statement = NULL;
    cty_status status =
        cty_statement_draw(ledger, "harbor", &quarter, NULL, &statement, err);

    cty_statement_free(statement);
    return status;
}

#define READS(name, row, ...)                                                  \
    static cty_status read_##name(cty_ledger *ledger, cty_error *err)          \
    {                                                                          \
        cty_##name##_cursor *cursor = NULL;                                    \
        row one = {.struct_size = sizeof(one)};                                \
        bool found = true;                                                     \
        cty_status status =                                                    \
            cty_##name##_cursor_open(ledger, __VA_ARGS__, &cursor, err);       \
                                                                               \
        while (status == CTY_OK && found)                                      \
            status = cty_##name##_cursor_next(cursor, &one, &found, err);      \
        cty_##name##_cursor_close(cursor);                                     \
        return status;                                                         \
    }

static char *credit_code;
static const cty_savings_report savings = {.struct_size = sizeof(savings)};
static const cty_margin_report margin = {.struct_size = sizeof(margin),
                                         .by = CTY_MARGIN_CLIENT};

READS(line, cty_line_info, CTY_BILL, "B-1")
READS(adjustment, cty_adjustment_info, "Q-1")
READS(entry, cty_entry, NULL)
READS(share, cty_share, credit_code)
READS(bill, cty_bill_info, NULL)
READS(client, cty_client, "harbor")
READS(savings, cty_savings_row, &savings)
READS(margin, cty_margin_row, &margin)
READS(saver, cty_saver, &quarter, 1, NULL)

static call *const reads[] = {
    draw,      read_line,   read_adjustment, read_entry,  read_share,
    read_bill, read_client, read_savings,    read_margin, read_saver};

static void
what_is_read_is_read_whole_or_not_at_all(void **state)
{
    for (size_t i = 0; i < COUNT(reads); i++)
        assert_survives(reads[i], *state);
}

static cty_status
check(cty_ledger *ledger, cty_error *err)
{
    return cty_ledger_check(ledger, true, NULL, NULL, NULL, err);
}

static void
a_check_that_cannot_read_finds_nothing_broken(void **state)
{
    assert_survives(check, *state);
}

/* ---- what is written ---- */

static cty_status
draft_of(int first_line, int lines, cty_draft **out_draft, cty_error *err)
{
    cty_line line = CTY_LINE_INIT;
    cty_adjustment one = CTY_ADJUSTMENT_INIT;
    cty_status status = cty_draft_new(out_draft, err);

    line.description = long_text;
    line.product_code = "F-1";
    line.product_category = "Print";
    line.quantity = CTY_DECIMAL_ONE;
    line.list_unit_price = 10 * CTY_DECIMAL_ONE;
    one.amount_minor = 10;
    one.granted_by = "Dana Reyes";
    for (int i = 1; i <= lines && status == CTY_OK; i++) {
        line.line_no = one.line_no = first_line + i;
        one.reason = i % 2 == 0 ? "rush" : "volume";
        status = cty_draft_line(*out_draft, &line, err);
        if (status == CTY_OK)
            status = i % 2 == 0 ? cty_draft_charge(*out_draft, &one, err)
                                : cty_draft_discount(*out_draft, &one, err);
    }
    return status;
}

static cty_status
quote_one(cty_ledger *ledger, const char *quote_no, cty_error *err)
{
    cty_quote quote = CTY_QUOTE_INIT;
    cty_draft *draft = NULL;
    cty_status status = draft_of(0, 5, &draft, err);

    quote.quote_no = quote_no;
    quote.client_ref = "harbor";
    quote.date = day("2026-07-01");
    quote.request_key = quote_no;
    if (status == CTY_OK)
        status = cty_quote_add(ledger, &quote, draft, NULL, err);
    cty_draft_free(draft);
    return status;
}

static cty_status
accept(cty_ledger *ledger, const char *quote_no, cty_error *err)
{
    cty_quote_change change = CTY_QUOTE_CHANGE_INIT;

    change.quote_no = quote_no;
    change.date = day("2026-07-02");
    return cty_quote_accept(ledger, &change, NULL, err);
}

static cty_status
bill_one(cty_ledger *ledger, const char *bill_no, const char *quote_no,
         cty_error *err)
{
    cty_bill bill = CTY_BILL_INIT;
    cty_draft *draft = NULL;
    cty_status status = draft_of(5, 20, &draft, err);

    bill.bill_no = bill_no;
    bill.quote_no = quote_no;
    bill.client_ref = "harbor";
    bill.date = day("2026-07-03");
    bill.request_key = bill_no;
    if (status == CTY_OK)
        status = cty_bill_post(ledger, &bill, draft, NULL, err);
    cty_draft_free(draft);
    return status;
}

static cty_status
add_client(cty_ledger *ledger, cty_error *err)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = client.name = "pier";
    return cty_client_add(ledger, &client, NULL, err);
}

static cty_status
write_all(cty_ledger *ledger, cty_error *err)
{
    cty_status status = quote_one(ledger, "Q-2", err);

    if (status == CTY_OK)
        status = accept(ledger, "Q-2", err);
    if (status == CTY_OK)
        status = bill_one(ledger, "B-2", "Q-2", err);
    if (status == CTY_OK)
        status = credit(ledger, "B-2", 55, err);
    return status == CTY_OK ? add_client(ledger, err) : status;
}

static cty_status
try_to_write(cty_ledger *ledger, cty_error *err)
{
    cty_status status = cty_batch_begin(ledger, CTY_BATCH_ATOMIC, true, err);
    cty_status ended;

    if (status != CTY_OK)
        return status;
    status = write_all(ledger, err);
    ended = cty_batch_end(ledger, status == CTY_OK ? err : NULL);
    return status == CTY_OK ? ended : status;
}

static void
what_is_written_is_written_whole_or_not_at_all(void **state)
{
    assert_survives(try_to_write, *state);
    assert_int_equal(left_of(*state, "B-1"), 19175);
}

/* ---- what is imported ---- */

enum { COLUMNS_MOST = 8, ROWS_MOST = 4 };

static const struct file {
    const char *name;
    const char *columns[COLUMNS_MOST];
    const char *rows[ROWS_MOST][COLUMNS_MOST];
} files[] = {
    {"clients.csv",
     {"client_ref", "name", "tracking_code"},
     {{"pier", "Pier", "PIER-01"}, {"harbor", "Harbor Foods", ""}}},
    {"reasons.csv",
     {"reason", "label"},
     {{"odd lot", "Odd lot"}, {"goodwill", ""}, {"rush", "Hurry"}}},
    {"quotes.csv",
     {"quote_no", "client_ref", "date", "status"},
     {{"Q-1", "harbor", "2026-07-01", "accepted"},
      {"Q-8", "pier", "2026-07-01", "accepted"},
      {"Q-9", "pier", "2026-07-01", "declined"}}},
    {"quote_lines.csv",
     {"quote_no", "line_no", "description", "quantity", "list_unit_price"},
     {{"Q-8", "1", "Sign", "1", "50"}, {"Q-9", "1", "Sign", "1", "50"}}},
    {"bills.csv",
     {"bill_no", "client_ref", "date", "quote_no", "net"},
     {{"B-8", "pier", "2026-07-02", "Q-8", ""},
      {"B-9", "pier", "2026-07-02", "", "20"},
      {"B-1", "harbor", "2026-07-01", "", "200"}}},
    {"bill_lines.csv",
     {"bill_no", "line_no", "description", "quantity", "list_unit_price"},
     {{"B-8", "2", "Sign", "1", "50"},
      {"B-9", "1", "Sign", "1", "20"},
      {"B-1", "1", "Brochures", "1", "100"},
      {"B-1", "2", "Brochures", "1", "100"}}},
    {"discounts.csv",
     {"bill_no", "line_no", "amount", "reason", "granted_by"},
     {{"B-9", "1", "1", "odd lot", "Ann Bee"},
      {"B-8", "2", "x", "volume", ""}}},
    {"charges.csv",
     {"bill_no", "line_no", "amount", "reason"},
     {{"B-9", "1", "1", "rush"}}},
    {"credits.csv",
     {"credit_no", "bill_no", "client_ref", "date", "amount", "reason",
      "granted_by"},
     {{"C-8", "B-9", "pier", "2026-07-03", "1", "goodwill", ""},
      {"C-9", "", "pier", "2026-07-03", "1", "whim", "Ben Bee"},
      {"C-7", "B-9", "pier", "2026-07-03", "999", "mercy", "Cem Bee"},
      {"C-1", "B-1", "harbor", "2026-09-30", "0.55", "goodwill",
       "Dana Reyes"}}},
};

static size_t
count_of(const char *const *texts)
{
    size_t count = 0;

    while (count < COLUMNS_MOST && texts[count] != NULL)
        count++;
    return count;
}

static cty_status
hand_over(cty_import *import, const struct file *file, cty_error *err)
{
    size_t lengths[COLUMNS_MOST], count = count_of(file->columns);
    cty_status status =
        cty_import_file(import, file->name, file->columns, count, err);

    for (int row = 0; row < ROWS_MOST && status == CTY_OK; row++) {
        if (file->rows[row][0] == NULL)
            break;
        for (size_t i = 0; i < count; i++)
            lengths[i] = strlen(file->rows[row][i]);
        status = cty_import_row(import, file->rows[row], lengths, count,
                                row + 2, err);
    }
    return status;
}

static cty_status
read_problems(cty_import *import, cty_error *err)
{
    cty_import_problem problem = CTY_IMPORT_PROBLEM_INIT;
    cty_status status = CTY_OK;
    const char *name;
    bool found = true;

    while (status == CTY_OK && found)
        status = cty_import_problem_next(import, &problem, &found, err);
    for (found = true; status == CTY_OK && found;)
        status = cty_import_person_next(import, &name, &found, err);
    return status;
}

static cty_status
try_to_import(cty_ledger *ledger, cty_error *err)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    cty_import *import = NULL;
    cty_status status;

    options.mode = CTY_BATCH_CONTINUE;
    options.new_reasons = CTY_NEW_REASONS_SAVING;
    options.dry_run = true;
    status = cty_import_open(ledger, &options, &import, err);
    for (size_t i = 0; i < COUNT(files) && status == CTY_OK; i++)
        status = hand_over(import, &files[i], err);
    if (status == CTY_OK)
        status = cty_import_finish(import, NULL, err);
    if (status == CTY_OK)
        status = read_problems(import, err);
    cty_import_close(import);
    return status;
}

static void
what_is_imported_is_imported_whole_or_not_at_all(void **state)
{
    assert_survives(try_to_import, *state);
}

/* ---- a ledger ---- */

static void
grant(cty_ledger *ledger, const char *credit_no, int note_length)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = 55;
    credit.bill_no = "B-1";
    credit.date = day("2026-09-30");
    credit.reason = "goodwill";
    credit.granted_by = "Dana Reyes";
    credit.note = long_text + CTY_MAX_TEXT - note_length;
    credit.credit_no = credit_no;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
}

/* Texts are kept side by side in blocks of 4096: after each of these notes, the
 * next block begins with another text of an entry's. */
static void
grant_all(cty_ledger *ledger)
{
    static const int less[] = {0, 5, 15};

    for (size_t i = 0; i < COUNT(less); i++) {
        grant(ledger, i == 0 ? "C-1" : NULL, CTY_MAX_TEXT - less[i]);
        for (int more = 0; more < 4; more++)
            grant(ledger, NULL, 0);
    }
}

static int
set_up(void **state)
{
    static const int64_t nets[] = {10000, 10000};
    cty_client change = CTY_CLIENT_INIT;
    cty_ledger *ledger;

    memset(long_text, 'x', CTY_MAX_TEXT);
    open_ledger(state);
    ledger = *state;
    assert_ok(cty_period_parse("2026-Q3", 1, &quarter, ERR));
    change.ref = "harbor";
    change.note = long_text;
    assert_ok(cty_client_set(ledger, &change, ERR));
    bill_lines(ledger, "harbor", "B-1", "2026-07-01", nets, 2);
    assert_ok(quote_one(ledger, "Q-1", ERR));
    grant_all(ledger);
    credit_code = code_of(ledger, "harbor", 1);
    return 0;
}

static int
tear_down(void **state)
{
    free(credit_code);
    return close_ledger(state);
}

/* A statement is made once for a ledger: it takes one anew to fail it. */
static void
assert_begins(call *call_it)
{
    bool failed = true;

    for (int at = 1; failed; at++) {
        void *ledger;

        set_up(&ledger);
        statements_fail = true;
        failed = survives(call_it, ledger, at);
        tear_down(&ledger);
    }
}

static void
what_was_not_asked_before_is_answered_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(reads); i++)
        assert_begins(reads[i]);
    assert_begins(check);
    assert_begins(try_to_write);
    assert_begins(try_to_import);
}

int
main(void)
{
#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        SENTENCE(what_is_read_is_read_whole_or_not_at_all),
        SENTENCE(a_check_that_cannot_read_finds_nothing_broken),
        SENTENCE(what_is_written_is_written_whole_or_not_at_all),
        SENTENCE(what_is_imported_is_imported_whole_or_not_at_all),
        cmocka_unit_test(what_was_not_asked_before_is_answered_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
