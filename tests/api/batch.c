#include "support.h"

static void
an_atomic_batch_keeps_all(void **state)
{
    cty_ledger *ledger = *state;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    for (int i = 0; i < 10; i++)
        assert_ok(credit(ledger, "B-1", 100, ERR));
    assert_ok(cty_batch_end(ledger, ERR));
    assert_int_equal(left_of(ledger, "B-1"), 0);
}

static void
an_atomic_batch_with_one_failure_keeps_nothing(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    assert_ok(credit(ledger, "B-1", 600, ERR));
    assert_int_equal(credit(ledger, "B-1", 600, NULL), CTY_E_LEFT);
    assert_int_equal(credit(ledger, "B-9", 600, NULL), CTY_E_NOT_FOUND);
    assert_int_equal(cty_batch_end(ledger, &err), CTY_E_LEFT);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    assert_ok(credit(ledger, "B-1", 1000, ERR));
}

/* Whoever asks only how the batch ended must learn of it. */
static void
what_is_refused_at_the_door_fails_its_atomic_batch(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;
    cty_client client = CTY_CLIENT_INIT;
    cty_credit nothing = CTY_CREDIT_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    nothing.bill_no = "B-1";
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    assert_ok(credit(ledger, "B-1", 600, ERR));
    assert_int_equal(cty_credit_grant(ledger, &nothing, NULL, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_batch_end(ledger, &err), CTY_E_ARGUMENT);
    assert_int_equal(err.status, CTY_E_ARGUMENT);
    assert_int_equal(left_of(ledger, "B-1"), 1000);

    client.ref = "harbor";
    client.tracking_code = "OTHER";
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    assert_ok(credit(ledger, "B-1", 600, ERR));
    assert_int_equal(cty_client_set(ledger, &client, &err), CTY_E_ARGUMENT);
    assert_int_equal(cty_person_add(ledger, "", &err), CTY_E_ARGUMENT);
    memset(&err, 0, sizeof(err));
    assert_int_equal(cty_batch_end(ledger, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "tracking_code");
    assert_int_equal(left_of(ledger, "B-1"), 1000);
}

static void
a_continuing_batch_leaves_only_the_failed_out(void **state)
{
    const cty_status expected[] = {CTY_OK, CTY_E_LEFT, CTY_OK, CTY_E_LEFT};
    cty_ledger *ledger = *state;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_CONTINUE, false, ERR));
    for (int i = 0; i < 4; i++)
        assert_int_equal(credit(ledger, "B-1", i == 2 ? 400 : 600, NULL),
                         expected[i]);
    assert_ok(cty_batch_end(ledger, ERR));
    assert_int_equal(left_of(ledger, "B-1"), 0);
}

static void
an_abandoned_batch_and_a_closed_ledger_keep_nothing(void **state)
{
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    assert_ok(credit(ledger, "B-1", 600, ERR));
    cty_batch_abandon(ledger);
    cty_batch_abandon(ledger);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    assert_int_equal(cty_batch_end(ledger, &err), CTY_E_STATE);
}

static void
a_batch_is_open_once_and_not_beside_a_cursor(void **state)
{
    cty_ledger *ledger = *state;
    cty_entry_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    assert_int_equal(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, &err),
                     CTY_E_STATE);
    assert_ok(cty_batch_end(ledger, ERR));
    assert_ok(cty_entry_cursor_open(ledger, NULL, &cursor, ERR));
    assert_int_equal(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, &err),
                     CTY_E_STATE);
    assert_string_contains(err.message, "cursor");
    cty_entry_cursor_close(cursor);
    assert_int_equal(cty_batch_begin(ledger, 7, false, &err), CTY_E_ARGUMENT);
}

static void
a_dry_run_gives_the_same_errors_and_keeps_nothing(void **state)
{
    cty_ledger *ledger = *state;
    cty_error real = CTY_ERROR_INIT;
    cty_error dry = CTY_ERROR_INIT;

    bill_of(ledger, "harbor", "B-1", 1000);
    assert_int_equal(credit(ledger, "B-1", 5000, &real), CTY_E_LEFT);
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_CONTINUE, true, ERR));
    assert_int_equal(credit(ledger, "B-1", 5000, &dry), CTY_E_LEFT);
    assert_string_equal(dry.message, real.message);
    client_of(ledger, "new", "New Client");
    assert_ok(credit(ledger, "B-1", 1000, ERR));
    assert_ok(cty_batch_end(ledger, ERR));
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    {
        cty_client_cursor *cursor = NULL;

        assert_int_equal(cty_client_cursor_open(ledger, "new", &cursor, NULL),
                         CTY_E_NOT_FOUND);
    }
}

static cty_status
grant_by(cty_ledger *ledger, const char *person, const char *reason)
{
    cty_credit credit = CTY_CREDIT_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = 100;
    credit.client_ref = "harbor";
    credit.date = day("2026-09-30");
    credit.reason = reason;
    credit.granted_by = person;
    return cty_credit_grant(ledger, &credit, NULL, NULL);
}

static void
who_and_why_are_forgotten_with_what_was_undone(void **state)
{
    cty_ledger *ledger = *state;
    cty_reason reason = CTY_REASON_INIT;

    reason.reason = "pickup";
    reason.label = "Picked up";
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, true, ERR));
    assert_ok(cty_person_add(ledger, "Max Muster", ERR));
    assert_ok(cty_reason_add(ledger, &reason, ERR));
    assert_int_equal(grant_by(ledger, "Max Muster", "pickup"), CTY_OK);
    assert_ok(cty_batch_end(ledger, ERR));
    assert_int_equal(grant_by(ledger, NULL, "pickup"), CTY_E_NOT_FOUND);
    assert_int_equal(grant_by(ledger, "Max Muster", "goodwill"),
                     CTY_E_NOT_FOUND);
}

static void
each_of_a_batch_has_its_own_person_and_reason(void **state)
{
    static const char *const persons[] = {"Max Muster", "Max Meier"};
    static const char *const reasons[] = {"goodwill", "gift"};
    cty_ledger *ledger = *state;
    cty_reason gift = CTY_REASON_INIT;
    cty_entry_cursor *cursor = NULL;
    cty_entry entry = CTY_ENTRY_INIT;
    bool found = false;

    gift.reason = gift.label = "gift";
    assert_ok(cty_reason_add(ledger, &gift, ERR));
    assert_ok(cty_batch_begin(ledger, CTY_BATCH_ATOMIC, false, ERR));
    for (int i = 0; i < 2; i++)
        assert_ok(cty_person_add(ledger, persons[i], ERR));
    for (int i = 0; i < 4; i++)
        assert_int_equal(grant_by(ledger, persons[i / 2], reasons[i % 2]),
                         CTY_OK);
    assert_ok(cty_batch_end(ledger, ERR));
    assert_ok(cty_entry_cursor_open(ledger, NULL, &cursor, ERR));
    for (int i = 0; i < 4; i++) {
        assert_ok(cty_entry_cursor_next(cursor, &entry, &found, ERR));
        assert_true(found);
        assert_string_equal(entry.granted_by, persons[i / 2]);
        assert_string_equal(entry.reason, reasons[i % 2]);
        assert_int_equal(entry.saving, i % 2 == 0);
    }
    cty_entry_cursor_close(cursor);
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(an_atomic_batch_keeps_all),
        SENTENCE(an_atomic_batch_with_one_failure_keeps_nothing),
        SENTENCE(what_is_refused_at_the_door_fails_its_atomic_batch),
        SENTENCE(a_continuing_batch_leaves_only_the_failed_out),
        SENTENCE(an_abandoned_batch_and_a_closed_ledger_keep_nothing),
        SENTENCE(a_batch_is_open_once_and_not_beside_a_cursor),
        SENTENCE(a_dry_run_gives_the_same_errors_and_keeps_nothing),
        SENTENCE(who_and_why_are_forgotten_with_what_was_undone),
        SENTENCE(each_of_a_batch_has_its_own_person_and_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
