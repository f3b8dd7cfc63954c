/*
 * The bills that a statement's entries are on. They are found by key while they
 * are filled, and put in order at the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "statement/statement.h"

static int
compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int
by_key(const void *left, const void *right)
{
    const struct ctyi_drawn_bill *a = left;
    const struct ctyi_drawn_bill *b = right;
    int order = compare(a->bill, b->bill);

    return order != 0 ? order : compare(a->number, b->number);
}

static int
by_date(const void *left, const void *right)
{
    const struct ctyi_drawn_bill *a = left;
    const struct ctyi_drawn_bill *b = right;
    int order = compare(a->date, b->date);

    if (order == 0)
        order = strcmp(a->bill_no, b->bill_no);
    return order != 0 ? order : compare(a->number, b->number);
}

static struct ctyi_drawn_bill
row_of(const cty_statement *statement, size_t index)
{
    const struct ctyi_drawn_entry *entry = &statement->entries[index];

    return (struct ctyi_drawn_bill){.bill = entry->bill,
                                    .number = entry->number,
                                    .date = entry->date,
                                    .saved = entry->saved,
                                    .bill_no = "",
                                    .quote_no = "",
                                    .description = entry->label,
                                    .first_entry = index,
                                    .entry_count = 1};
}

/* Make the rows of one bill one, and chain their entries. */
static cty_status
join(cty_statement *statement, cty_error *err)
{
    struct ctyi_drawn_bill *bills = statement->bills;
    size_t last_entry = bills[0].first_entry;
    size_t last = 0;
    cty_status status = CTY_OK;

    for (size_t i = 1; i < statement->entry_count && status == CTY_OK; i++) {
        size_t entry = bills[i].first_entry;

        if (bills[i].bill != 0 && bills[i].bill == bills[last].bill) {
            status =
                ctyi_statement_add(&bills[last].saved, bills[i].saved, err);
            statement->entries[last_entry].next = entry;
            bills[last].entry_count++;
        } else {
            bills[++last] = bills[i];
        }
        last_entry = entry;
    }
    statement->bill_count = last + 1;
    return status;
}

cty_status
ctyi_statement_collect(cty_statement *statement, cty_error *err)
{
    size_t count = statement->entry_count;

    if (count == 0)
        return CTY_OK;
    statement->bills = ctyi_alloc(count * sizeof(*statement->bills));
    if (statement->bills == NULL)
        return ctyi_no_memory(err);
    for (size_t i = 0; i < count; i++)
        statement->bills[i] = row_of(statement, i);
    qsort(statement->bills, count, sizeof(*statement->bills), by_key);
    return join(statement, err);
}

static int
is_bill(const void *key, const void *row)
{
    const int64_t *bill = key;
    const struct ctyi_drawn_bill *other = row;

    return compare(*bill, other->bill);
}

struct ctyi_drawn_bill *
ctyi_statement_bill(const cty_statement *statement, int64_t bill)
{
    if (bill == 0 || statement->bill_count == 0)
        return NULL;
    return bsearch(&bill, statement->bills, statement->bill_count,
                   sizeof(*statement->bills), is_bill);
}

/* "Refit of the bar, and 3 more" */
static const char *
describe(cty_statement *statement, const char *first, int64_t lines)
{
    char text[CTY_MAX_TEXT + 40];

    if (lines <= 1)
        return ctyi_statement_keep(statement, first);
    snprintf(text, sizeof(text), "%s, and %lld more", first,
             (long long)(lines - 1));
    return ctyi_statement_keep(statement, text);
}

static cty_status
fill(struct ctyi_store *store, cty_statement *statement,
     struct ctyi_drawn_bill *bill, cty_error *err)
{
    struct ctyi_statement *sql;
    bool row;
    cty_status status = ctyi_sql(store, CTYI_SQL_STATEMENT_BILL, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, bill->bill);
    status = ctyi_step(sql, &row, err);
    if (status == CTY_OK && !row)
        status = ctyi_fail(err, CTY_E_CORRUPT, NULL,
                           "an entry of %s names a bill that is not there",
                           statement->client.ref);
    if (status == CTY_OK) {
        bill->bill_no =
            ctyi_statement_keep(statement, ctyi_column_string(sql, 0));
        bill->date = (int32_t)ctyi_column_int(sql, 1);
        bill->description = describe(statement, ctyi_column_string(sql, 4),
                                     ctyi_column_int(sql, 3));
        bill->quote_no =
            ctyi_statement_keep(statement, ctyi_column_string(sql, 5));
        bill->quoted = ctyi_column_int(sql, 6);
        status =
            bill->bill_no != NULL && bill->description != NULL &&
                    bill->quote_no != NULL
                ? ctyi_statement_add(&bill->net, ctyi_column_int(sql, 2), err)
                : ctyi_no_memory(err);
    }
    ctyi_reset(sql);
    return status;
}

/* Once the bills are in order. */
static void
place_entries(cty_statement *statement)
{
    for (size_t row = 0; row < statement->bill_count; row++) {
        const struct ctyi_drawn_bill *bill = &statement->bills[row];
        size_t at = bill->first_entry;

        for (size_t i = 0; i < bill->entry_count; i++) {
            struct ctyi_drawn_entry *entry = &statement->entries[at];

            entry->bill_no = bill->bill_no;
            entry->row = row;
            at = entry->next;
        }
    }
}

/* A sum that does not fit is not before, which does. */
static bool
is_what_was_quoted(const cty_statement *statement)
{
    int64_t quoted = 0;

    for (size_t i = 0; i < statement->bill_count; i++) {
        const struct ctyi_drawn_bill *bill = &statement->bills[i];

        if (bill->quote_no[0] == '\0' ||
            __builtin_add_overflow(quoted, bill->quoted, &quoted))
            return false;
    }
    return quoted == statement->before;
}

static cty_status
total(cty_statement *statement, struct ctyi_drawn_bill *bill, cty_error *err)
{
    cty_status status;

    bill->before = bill->net;
    status = ctyi_statement_add(&bill->before, bill->saved, err);
    if (status == CTY_OK)
        status = ctyi_statement_add(&statement->before, bill->before, err);
    if (status == CTY_OK)
        status = ctyi_statement_add(&statement->net, bill->net, err);
    if (status == CTY_OK)
        status = ctyi_statement_add(&statement->saved, bill->saved, err);
    return status;
}

cty_status
ctyi_statement_bills(struct ctyi_store *store, cty_statement *statement,
                     cty_error *err)
{
    cty_status status = CTY_OK;

    for (size_t i = 0; i < statement->bill_count && status == CTY_OK; i++) {
        struct ctyi_drawn_bill *bill = &statement->bills[i];

        if (bill->bill != 0)
            status = fill(store, statement, bill, err);
        if (status == CTY_OK)
            status = total(statement, bill, err);
    }
    if (status != CTY_OK || statement->bill_count == 0)
        return status;
    qsort(statement->bills, statement->bill_count, sizeof(*statement->bills),
          by_date);
    place_entries(statement);
    statement->quoted = is_what_was_quoted(statement);
    return CTY_OK;
}
