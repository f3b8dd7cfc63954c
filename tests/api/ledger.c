#include "support.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static cty_ledger_setup
setup_of(const char *issuer)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;

    setup.issuer = issuer;
    setup.currency = "EUR";
    setup.fiscal_year_start = 4;
    return setup;
}

static void
a_ledger_is_there_again_when_it_is_opened_again(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = setup_of("Harbor Print Works");
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_ledger *ledger = NULL;

    (void)state;
    assert_ok(cty_ledger_create(path, &setup, NULL, &ledger, ERR));
    client_of(ledger, "harbor", "Harbor Foods");
    bill_of(ledger, "harbor", "B-1", 1000);
    cty_ledger_close(ledger);

    assert_ok(cty_ledger_open(path, NULL, &ledger, ERR));
    assert_ok(cty_ledger_info_get(ledger, &info, ERR));
    assert_string_equal(info.issuer, "Harbor Print Works");
    assert_string_equal(info.currency, "EUR");
    assert_int_equal(info.fiscal_year_start, 4);
    assert_true(info.durable);
    assert_false(info.read_only);
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    cty_ledger_close(ledger);
    free(path);
    remove_folder(folder);
}

static void
a_ledger_is_never_made_over_a_file(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = setup_of("Harbor Print Works");
    cty_ledger *ledger = NULL;
    struct stat info;
    int file = open(path, O_WRONLY | O_CREAT, 0644);

    (void)state;
    assert_int_equal(write(file, "precious", 8), 8);
    close(file);
    assert_int_equal(cty_ledger_create(path, &setup, NULL, &ledger, NULL),
                     CTY_E_EXISTS);
    assert_null(ledger);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_size, 8);
    free(path);
    remove_folder(folder);
}

static void
only_its_owner_reads_a_ledger_unless_it_is_shared(void **state)
{
    const mode_t modes[] = {0600, 0660};
    cty_ledger_setup setup = setup_of("Harbor Print Works");

    (void)state;
    for (int i = 0; i < 2; i++) {
        char *folder = temporary_folder();
        char *path = path_in(folder, "shop.db");
        cty_open_options options = CTY_OPEN_OPTIONS_INIT;
        cty_ledger *ledger = NULL;
        struct stat info;

        options.flags = i == 1 ? CTY_OPEN_SHARED : 0;
        assert_ok(cty_ledger_create(path, &setup, &options, &ledger, ERR));
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 0777, modes[i]);
        cty_ledger_close(ledger);
        free(path);
        remove_folder(folder);
    }
}

static void
what_is_no_ledger_is_refused_and_left_alone(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "notes.txt");
    cty_error err = CTY_ERROR_INIT;
    cty_ledger *ledger = NULL;
    FILE *file = fopen(path, "w");

    (void)state;
    fputs("This is a shopping list, not a ledger; it is long enough to be "
          "mistaken for a header of a hundred bytes or more.\n",
          file);
    fclose(file);
    assert_int_equal(cty_ledger_open(path, NULL, &ledger, &err), CTY_E_STORE);
    assert_string_contains(err.message, "no courtesy ledger");
    assert_int_equal(cty_ledger_open(folder, NULL, &ledger, &err), CTY_E_STORE);
    assert_string_contains(err.message, "folder");
    free(path);
    path = path_in(folder, "nothing.db");
    assert_int_equal(cty_ledger_open(path, NULL, &ledger, &err),
                     CTY_E_NOT_FOUND);
    assert_null(ledger);
    free(path);
    remove_folder(folder);
}

static void
a_read_only_ledger_is_read_and_not_written(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = setup_of("Harbor Print Works");
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_error err = CTY_ERROR_INIT;
    cty_ledger *ledger = NULL;

    (void)state;
    assert_ok(cty_ledger_create(path, &setup, NULL, &ledger, ERR));
    client_of(ledger, "harbor", "Harbor Foods");
    bill_of(ledger, "harbor", "B-1", 1000);
    cty_ledger_close(ledger);
    options.flags = CTY_OPEN_READ_ONLY;
    assert_ok(cty_ledger_open(path, &options, &ledger, ERR));
    assert_int_equal(left_of(ledger, "B-1"), 1000);
    assert_int_equal(cty_person_add(ledger, "Max Muster", &err),
                     CTY_E_READ_ONLY);
    cty_ledger_close(ledger);
    free(path);
    remove_folder(folder);
}

static void
a_second_writer_waits_and_then_says_busy(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = setup_of("Harbor Print Works");
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *first = NULL;
    cty_ledger *second = NULL;

    (void)state;
    options.busy_ms = -1;
    assert_ok(cty_ledger_create(path, &setup, NULL, &first, ERR));
    assert_ok(cty_ledger_open(path, &options, &second, ERR));
    assert_ok(cty_batch_begin(first, CTY_BATCH_ATOMIC, false, ERR));
    assert_int_equal(cty_person_add(second, "Max Muster", NULL), CTY_E_BUSY);
    assert_ok(cty_batch_end(first, ERR));
    assert_ok(cty_person_add(second, "Max Muster", ERR));
    cty_ledger_close(first);
    cty_ledger_close(second);
    free(path);
    remove_folder(folder);
}

static void
two_handles_cannot_credit_the_same_cent(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = setup_of("Harbor Print Works");
    cty_ledger *first = NULL;
    cty_ledger *second = NULL;

    (void)state;
    assert_ok(cty_ledger_create(path, &setup, NULL, &first, ERR));
    assert_ok(cty_ledger_open(path, NULL, &second, ERR));
    assert_ok(cty_person_add(first, "Dana Reyes", ERR));
    client_of(first, "harbor", "Harbor Foods");
    bill_of(second, "harbor", "B-1", 1000);
    assert_ok(credit(first, "B-1", 600, ERR));
    assert_int_equal(credit(second, "B-1", 600, NULL), CTY_E_LEFT);
    assert_ok(credit(second, "B-1", 400, ERR));
    assert_int_equal(left_of(first, "B-1"), 0);
    cty_ledger_close(first);
    cty_ledger_close(second);
    free(path);
    remove_folder(folder);
}

static int64_t
stopped_clock(void *context)
{
    return *(int64_t *)context;
}

static void
recorded_at_never_runs_backwards(void **state)
{
    int64_t now = TEST_START_MS;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger_setup setup = setup_of("Harbor Print Works");
    cty_credit account = CTY_CREDIT_INIT;
    cty_entry entry = CTY_ENTRY_INIT;
    cty_ledger *ledger = NULL;

    (void)state;
    options.now_ms = stopped_clock;
    options.context = &now;
    assert_ok(cty_ledger_open_memory(&setup, &options, &ledger, ERR));
    client_of(ledger, "harbor", "Harbor Foods");
    account.how = CTY_AMOUNT;
    account.amount.minor = 100;
    account.client_ref = "harbor";
    account.reason = "goodwill";
    account.date = day("2026-09-30");
    assert_ok(cty_credit_grant(ledger, &account, &entry, ERR));
    assert_int_equal(entry.recorded_at_ms, TEST_START_MS);
    now -= 5000;
    assert_ok(cty_credit_grant(ledger, &account, &entry, ERR));
    assert_int_equal(entry.recorded_at_ms, TEST_START_MS);
    cty_ledger_close(ledger);
}

static void
reasons_are_there_and_never_change(void **state)
{
    cty_ledger *ledger = *state;
    cty_reason reason = CTY_REASON_INIT;
    cty_error err = CTY_ERROR_INIT;

    reason.reason = "pickup";
    reason.label = "Picked up by the client";
    reason.saving = true;
    assert_ok(cty_reason_add(ledger, &reason, ERR));
    assert_ok(cty_reason_add(ledger, &reason, ERR));
    reason.saving = false;
    assert_int_equal(cty_reason_add(ledger, &reason, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "saving");
    reason.saving = true;
    reason.label = "Pickup";
    assert_int_equal(cty_reason_add(ledger, &reason, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "label");
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ledger_is_there_again_when_it_is_opened_again),
        cmocka_unit_test(a_ledger_is_never_made_over_a_file),
        cmocka_unit_test(only_its_owner_reads_a_ledger_unless_it_is_shared),
        cmocka_unit_test(what_is_no_ledger_is_refused_and_left_alone),
        cmocka_unit_test(a_read_only_ledger_is_read_and_not_written),
        cmocka_unit_test(a_second_writer_waits_and_then_says_busy),
        cmocka_unit_test(two_handles_cannot_credit_the_same_cent),
        cmocka_unit_test(recorded_at_never_runs_backwards),
        SENTENCE(reasons_are_there_and_never_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
