#include "support.h"

#include <sys/stat.h>

/* Two handles on one ledger, with a client, two bills and a person. */
struct two {
    char *folder, *path;
    cty_ledger *one, *other;
};

static int
open_two(void **state)
{
    struct two *two = calloc(1, sizeof(*two));
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;

    setup.issuer = "Harbor Print Works";
    options.busy_ms = -1;
    two->folder = temporary_folder();
    two->path = path_in(two->folder, "shop.db");
    assert_ok(cty_ledger_create(two->path, &setup, &options, &two->one, ERR));
    client_of(two->one, "harbor", "Harbor Foods");
    bill_of(two->one, "harbor", "B-1", 1000000);
    assert_ok(cty_ledger_open(two->path, &options, &two->other, ERR));
    *state = two;
    return 0;
}

static int
close_two(void **state)
{
    struct two *two = *state;

    cty_ledger_close(two->one);
    cty_ledger_close(two->other);
    remove_folder(two->folder);
    free(two->path);
    free(two);
    return 0;
}

static cty_credit
credit_of(int64_t minor)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = minor;
    credit.date = day("2026-09-30");
    credit.bill_no = "B-1";
    credit.reason = "goodwill";
    credit.note = "agreed by phone";
    return credit;
}

/* Another handle writes, and then this one can write again. */
static void
assert_in_turns(struct two *two)
{
    cty_credit grant = credit_of(1);

    assert_ok(cty_credit_grant(two->other, &grant, NULL, ERR));
    assert_ok(cty_credit_grant(two->one, &grant, NULL, ERR));
}

static void
handles_that_ask_for_their_entries_write_in_turns(void **state)
{
    struct two *two = *state;
    cty_credit grant = credit_of(5);
    cty_reversal back = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    char code[CTY_ENTRY_CODE_TEXT];

    assert_ok(cty_credit_grant(two->one, &grant, &entry, ERR));
    memcpy(code, entry.code, sizeof(code));
    assert_in_turns(two);
    back.code = code;
    back.date = day("2026-09-30");
    assert_ok(cty_credit_reverse(two->one, &back, &entry, ERR));
    assert_in_turns(two);
}

static void
handles_that_look_at_shares_and_clients_write_in_turns(void **state)
{
    struct two *two = *state;
    cty_client client = CTY_CLIENT_INIT;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_share_cursor *shares = NULL;
    cty_credit grant = credit_of(5);
    cty_entry entry = CTY_ENTRY_INIT;

    assert_ok(cty_credit_grant(two->one, &grant, &entry, ERR));
    assert_ok(cty_share_cursor_open(two->one, entry.code, &shares, ERR));
    cty_share_cursor_close(shares);
    assert_in_turns(two);
    client.ref = "harbor";
    client.name = "Harbor Foods";
    assert_ok(cty_client_add(two->one, &client, &added, ERR));
    assert_in_turns(two);
    client.city = "Bergen";
    assert_ok(cty_client_set(two->one, &client, ERR));
    assert_in_turns(two);
}

static void
a_refused_or_given_up_write_holds_nothing(void **state)
{
    struct two *two = *state;
    cty_credit grant = credit_of(5);
    cty_reversal back = CTY_REVERSAL_INIT;
    cty_entry entry = CTY_ENTRY_INIT;

    assert_ok(cty_credit_grant(two->one, &grant, &entry, ERR));
    back.code = entry.code;
    back.date = day("2026-09-29");
    assert_int_equal(cty_credit_reverse(two->one, &back, NULL, NULL),
                     CTY_E_STATE);
    assert_in_turns(two);
    assert_ok(cty_batch_begin(two->one, CTY_BATCH_ATOMIC, false, ERR));
    assert_ok(cty_credit_grant(two->one, &grant, &entry, ERR));
    cty_batch_abandon(two->one);
    assert_in_turns(two);
    assert_ok(cty_batch_begin(two->one, CTY_BATCH_ATOMIC, true, ERR));
    assert_ok(cty_credit_grant(two->one, &grant, &entry, ERR));
    assert_ok(cty_batch_end(two->one, ERR));
    assert_in_turns(two);
}

static void
the_log_does_not_grow_without_end(void **state)
{
    struct two *two = *state;
    cty_credit grant = credit_of(5);
    cty_entry entry = CTY_ENTRY_INIT;
    char *log = path_in(two->folder, "shop.db-wal");
    struct stat about;

    for (int i = 0; i < 600; i++)
        assert_ok(cty_credit_grant(two->one, &grant, &entry, ERR));
    assert_int_equal(stat(log, &about), 0);
    assert_true(about.st_size < 6 * 1024 * 1024);
    free(log);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_two, close_two)
    const struct CMUnitTest tests[] = {
        SENTENCE(handles_that_ask_for_their_entries_write_in_turns),
        SENTENCE(handles_that_look_at_shares_and_clients_write_in_turns),
        SENTENCE(a_refused_or_given_up_write_holds_nothing),
        SENTENCE(the_log_does_not_grow_without_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
