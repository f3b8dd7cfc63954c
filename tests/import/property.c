/* What holds of any folder: twice is once, and the order of rows is nothing. */
#define _GNU_SOURCE

#include "folder.h"

enum { ROWS_MOST = 400, DOCUMENTS = 40 };

struct rows {
    char *rows[ROWS_MOST];
    int count;
};

/* A folder of chance; file by file, as cty_import_file_name counts. */
struct chance {
    uint64_t seed;
    struct rows clients, quotes, quote_lines, bills, bill_lines, discounts,
        charges, credits;
};

/* splitmix64: the same numbers on every run. */
static int
below(struct chance *chance, int limit)
{
    uint64_t bits = chance->seed += UINT64_C(0x9E3779B97F4A7C15);

    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return (int)((bits ^ bits >> 31) % (uint64_t)limit);
}

static void __attribute__((format(printf, 2, 3)))
add(struct rows *rows, const char *format, ...)
{
    va_list arguments;

    assert_true(rows->count < ROWS_MOST);
    va_start(arguments, format);
    assert_true(vasprintf(&rows->rows[rows->count++], format, arguments) > 0);
    va_end(arguments);
}

static void
add_lines(struct chance *chance, struct rows *lines, const char *owner, int no,
          bool of_bill)
{
    static const char *const reasons[] = {"volume", "early", "new reason"};
    static const char *const persons[] = {"", "Dana Reyes", "Ann Bee"};
    int count = 1 + below(chance, 4);

    for (int i = 1; i <= count; i++) {
        add(lines, "%s-%d|%d|Part %d|%d.%d|%d.%02d|%d.5", owner, no, i, i,
            1 + below(chance, 5), below(chance, 10), 20 + below(chance, 50),
            below(chance, 100), below(chance, 9));
        if (below(chance, 2) == 0)
            add(&chance->discounts,
                of_bill ? "%s-%d||%d|%d.%d|%s|%s" : "|%s-%d|%d|%d.%d|%s|%s",
                owner, no, i, below(chance, 9), 1 + below(chance, 9999),
                reasons[below(chance, 3)], persons[below(chance, 3)]);
        if (below(chance, 4) == 0)
            add(&chance->charges,
                of_bill ? "%s-%d||%d|%d|rush|" : "|%s-%d|%d|%d|rush|", owner,
                no, i, 1 + below(chance, 9));
    }
}

/* Credits of one bill are of amounts, so that their order is nothing. */
static void
add_credits(struct chance *chance, int no, int client)
{
    int count = below(chance, 3);

    for (int i = 0; i < count; i++)
        add(&chance->credits, "C-%d-%d|B-%d|c%d|2026-%02d-%02d|%d.25|goodwill",
            no, i, no, client, 7 + below(chance, 3), 1 + below(chance, 28),
            1 + below(chance, 3));
}

static void
make(struct chance *chance, uint64_t seed)
{
    memset(chance, 0, sizeof(*chance));
    chance->seed = seed;
    for (int i = 0; i < 5; i++)
        add(&chance->clients, "c%d|Client %d", i, i);
    for (int no = 0; no < DOCUMENTS; no++) {
        int client = below(chance, 5);
        bool quoted = below(chance, 3) == 0;

        if (quoted) {
            add(&chance->quotes, "Q-%d|c%d|2026-0%d-01", no, client,
                1 + below(chance, 5));
            add_lines(chance, &chance->quote_lines, "Q", no, false);
        }
        add(&chance->bills,
            quoted ? "B-%d|c%d|2026-06-%02d|Q-%d" : "B-%d|c%d|2026-06-%02d|",
            no, client, 1 + below(chance, 28), no);
        if (!quoted || below(chance, 2) == 0)
            add_lines(chance, &chance->bill_lines, "B", no, true);
        add_credits(chance, no, client);
    }
}

static void
shuffle(struct chance *chance, struct rows *rows)
{
    for (int i = rows->count - 1; i > 0; i--) {
        int other = below(chance, i + 1);
        char *row = rows->rows[i];

        rows->rows[i] = rows->rows[other];
        rows->rows[other] = row;
    }
}

static void
shuffle_all(struct chance *chance)
{
    shuffle(chance, &chance->clients);
    shuffle(chance, &chance->quotes);
    shuffle(chance, &chance->quote_lines);
    shuffle(chance, &chance->bills);
    shuffle(chance, &chance->bill_lines);
    shuffle(chance, &chance->discounts);
    shuffle(chance, &chance->charges);
    shuffle(chance, &chance->credits);
}

static void
give(struct folder *folder, const char *file, const char *header,
     const struct rows *rows)
{
    folder_file(folder, file, header, NULL);
    for (int i = 0; i < rows->count; i++)
        assert_int_equal(folder_row(folder, rows->rows[i], i + 2), CTY_OK);
}

static void
import(struct folder *folder, cty_ledger *ledger, const struct chance *chance)
{
    static const char lines[] =
        "no|line_no|description|quantity|list_unit_price|cost";
    static const char adjustments[] =
        "bill_no|quote_no|line_no|amount|reason|granted_by";
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    char header[100];

    options.rounding = CTY_ROUND_HALF_EVEN;
    options.new_reasons = CTY_NEW_REASONS_SAVING;
    folder_open_with(folder, ledger, &options);
    give(folder, "credits.csv",
         "credit_no|bill_no|client_ref|date|amount|reason", &chance->credits);
    give(folder, "clients.csv", "client_ref|name", &chance->clients);
    give(folder, "quotes.csv", "quote_no|client_ref|date", &chance->quotes);
    snprintf(header, sizeof(header), "quote_%s", lines);
    give(folder, "quote_lines.csv", header, &chance->quote_lines);
    give(folder, "bills.csv", "bill_no|client_ref|date|quote_no",
         &chance->bills);
    snprintf(header, sizeof(header), "bill_%s", lines);
    give(folder, "bill_lines.csv", header, &chance->bill_lines);
    give(folder, "discounts.csv", adjustments, &chance->discounts);
    give(folder, "charges.csv", adjustments, &chance->charges);
    if (folder_finish(folder) != CTY_OK)
        fail_msg("%s\n%s", folder->err.message, folder->problems);
}

static void
release(struct rows *rows)
{
    for (int i = 0; i < rows->count; i++)
        free(rows->rows[i]);
}

static void
release_all(struct chance *chance)
{
    release(&chance->clients);
    release(&chance->quotes);
    release(&chance->quote_lines);
    release(&chance->bills);
    release(&chance->bill_lines);
    release(&chance->discounts);
    release(&chance->charges);
    release(&chance->credits);
}

static char *
imported(cty_ledger *ledger, const struct chance *chance)
{
    struct folder folder;

    import(&folder, ledger, chance);
    folder_close(&folder);
    return ledger_text(ledger);
}

static void
importing_twice_is_importing_once(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        cty_ledger *ledger = new_ledger("USD", 1);
        struct chance chance;
        struct folder folder;
        char *once, *twice;

        make(&chance, seed);
        once = imported(ledger, &chance);
        assert_true(lines_with(once, "\nbill B-") >= DOCUMENTS - 1);
        shuffle_all(&chance);
        import(&folder, ledger, &chance);
        assert_int_equal(folder.result.bills_added, 0);
        assert_int_equal(folder.result.credits_added, 0);
        assert_int_equal(folder.result.skipped, 5 + chance.quotes.count +
                                                    chance.bills.count +
                                                    chance.credits.count);
        folder_close(&folder);
        twice = ledger_text(ledger);
        assert_string_equal(twice, once);
        free(once);
        free(twice);
        release_all(&chance);
        cty_ledger_close(ledger);
    }
}

static void
shuffled_rows_make_the_same_ledger(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        cty_ledger *one = new_ledger("USD", 1);
        cty_ledger *other = new_ledger("USD", 1);
        struct chance chance;
        char *in_order, *shuffled;

        make(&chance, seed);
        in_order = imported(one, &chance);
        shuffle_all(&chance);
        shuffled = imported(other, &chance);
        assert_string_equal(shuffled, in_order);
        free(in_order);
        free(shuffled);
        release_all(&chance);
        cty_ledger_close(one);
        cty_ledger_close(other);
    }
}

static void
the_ledger_checks_after_a_folder_of_chance(void **state)
{
    (void)state;
    for (uint64_t seed = 100; seed < 105; seed++) {
        cty_ledger *ledger = new_ledger("USD", 1);
        cty_check check = CTY_CHECK_INIT;
        struct chance chance;

        make(&chance, seed);
        free(imported(ledger, &chance));
        assert_ok(cty_ledger_check(ledger, false, NULL, NULL, &check, ERR));
        assert_int_equal(check.bills, DOCUMENTS);
        release_all(&chance);
        cty_ledger_close(ledger);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(importing_twice_is_importing_once),
        cmocka_unit_test(shuffled_rows_make_the_same_ledger),
        cmocka_unit_test(the_ledger_checks_after_a_folder_of_chance),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
