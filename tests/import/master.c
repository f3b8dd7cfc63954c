/* Clients, reasons and persons of the folder. */
#include "folder.h"

static void
clients_are_added_with_all_their_fields(void **state)
{
    cty_client client = CTY_CLIENT_INIT;
    cty_client_cursor *cursor = NULL;
    struct folder folder;
    bool found;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv",
                "client_ref|name|contact|address|city|region|postal_code|"
                "country|email|phone|tracking_code|since|note|language",
                "pier|Pier|Ann|1 Quay|Hull|York|HU1|UK|a@b.c|12|PIER-1|"
                "2020-02-29|'=Thank you, Ann.|en-GB",
                NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.clients_added, 1);
    folder_close(&folder);
    assert_ok(cty_client_cursor_open(*state, "PIER-1", &cursor, ERR));
    assert_ok(cty_client_cursor_next(cursor, &client, &found, ERR));
    assert_string_equal(client.ref, "pier");
    assert_string_equal(client.contact, "Ann");
    assert_string_equal(client.address, "1 Quay");
    assert_string_equal(client.region, "York");
    assert_string_equal(client.country, "UK");
    assert_string_equal(client.phone, "12");
    assert_int_equal(client.since.day, 29);
    assert_string_equal(client.language, "en-GB");
    assert_string_equal(client.note, "=Thank you, Ann.");
    cty_client_cursor_close(cursor);
}

static void
a_client_that_is_there_is_skipped_where_nothing_differs(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|name|city",
                "harbor|Harbor Foods|", "harbor||", NULL);
    assert_int_equal(folder_finish(&folder), CTY_E_STATE);
    assert_problems(&folder, "clients.csv:3 client_ref: client harbor is here "
                             "twice, first at line 2\n");
    folder_close(&folder);

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|name|city",
                "harbor|Harbor Foods|", "harbor|Harbor Foods|", NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.clients_added, 0);
    assert_int_equal(folder.result.skipped, 2);
    folder_close(&folder);
}

static void
a_client_that_is_there_otherwise_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|name",
                "harbor|Another Name", NULL);
    assert_refused(&folder);
    assert_string_contains(folder.problems,
                           "clients.csv:2 name: client \"harbor\" is there "
                           "with another name");
    folder_close(&folder);
}

static void
assert_harbor_refused(cty_ledger *ledger, const char *row, const char *problem)
{
    struct folder folder;

    folder_open(&folder, ledger, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|language|note", row, NULL);
    assert_refused(&folder);
    assert_string_contains(folder.problems, problem);
    folder_close(&folder);
}

static void
a_language_or_note_that_is_there_otherwise_is_a_bad_row(void **state)
{
    static const char *const same[] = {"harbor|de|Danke.", "harbor||"};
    cty_client there = CTY_CLIENT_INIT;
    struct folder folder;

    there.ref = "harbor";
    there.language = "de";
    there.note = "Danke.";
    assert_ok(cty_client_set(*state, &there, ERR));
    for (int i = 0; i < 2; i++) {
        folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
        folder_file(&folder, "clients.csv", "client_ref|language|note", same[i],
                    NULL);
        assert_finished(&folder);
        assert_int_equal(folder.result.skipped, 1);
        folder_close(&folder);
    }
    assert_harbor_refused(*state, "harbor|en|",
                          "clients.csv:2 language: client \"harbor\" is there "
                          "with another language");
    assert_harbor_refused(*state, "harbor||Thanks.",
                          "clients.csv:2 note: client \"harbor\" is there "
                          "with another note");
}

static void
a_language_that_is_no_tag_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|language", "pier|English",
                NULL);
    assert_refused(&folder);
    assert_problems(&folder, "clients.csv:2 language: \"English\" is no "
                             "language tag: write de, pt-BR or zh-Hant-TW\n");
    folder_close(&folder);
}

static void
a_clients_longest_row_fits(void **state)
{
    char row[CTY_MAX_REF + 8 * (CTY_MAX_NAME + 1) + CTY_MAX_TEXT + 64];
    char field[CTY_MAX_TEXT + 1];
    struct folder folder;
    size_t length = (size_t)snprintf(row, sizeof(row), "pier");

    for (int i = 0; i < 9; i++) {
        size_t most = i < 8 ? CTY_MAX_NAME : CTY_MAX_TEXT;

        memset(field, 'x', most);
        field[most] = '\0';
        length +=
            (size_t)snprintf(row + length, sizeof(row) - length, "|%s", field);
    }
    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv",
                "client_ref|name|contact|address|city|region|postal_code|"
                "country|email|note",
                row, NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.clients_added, 1);
    folder_close(&folder);
}

static void
two_clients_of_the_folder_cannot_share_a_code(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "clients.csv", "client_ref|tracking_code",
                "pier|SAME-1", "quay|SAME-I", NULL);
    assert_refused(&folder);
    assert_string_contains(folder.problems,
                           "clients.csv:3 tracking_code: "
                           "tracking code \"SAME-I\" is taken");
    folder_close(&folder);
}

static bool
find_reason(cty_ledger *ledger, const char *code, char *label, bool *saving)
{
    cty_reason reason = CTY_REASON_INIT;
    cty_reason_cursor *cursor = NULL;
    bool found = true, is = false;

    assert_ok(cty_reason_cursor_open(ledger, &cursor, ERR));
    while (found && !is) {
        assert_ok(cty_reason_cursor_next(cursor, &reason, &found, ERR));
        is = found && strcmp(reason.reason, code) == 0;
        if (is)
            snprintf(label, 801, "%s", reason.label);
        if (is)
            *saving = reason.saving;
    }
    cty_reason_cursor_close(cursor);
    return is;
}

static void
reasons_are_added_and_an_empty_saving_is_yes(void **state)
{
    struct folder folder;
    char label[801];
    bool saving = false;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "reasons.csv", "reason|label|saving", "seasonal||",
                "damaged|Damaged goods|no", "goodwill|Goodwill|",
                "correction||no", NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.reasons_added, 2);
    assert_int_equal(folder.result.skipped, 2);
    folder_close(&folder);
    assert_true(find_reason(*state, "seasonal", label, &saving));
    assert_string_equal(label, "seasonal");
    assert_true(saving);
    assert_true(find_reason(*state, "damaged", label, &saving));
    assert_string_equal(label, "Damaged goods");
    assert_false(saving);
}

static void
a_reason_that_is_there_otherwise_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    folder_file(&folder, "reasons.csv", "reason|label|saving",
                "goodwill|Good will|yes", "correction||", NULL);
    assert_refused(&folder);
    assert_string_contains(folder.problems, "reasons.csv:2 label: ");
    assert_string_contains(folder.problems, "reasons.csv:3 saving: ");
    assert_int_equal(folder.result.bad_rows, 2);
    folder_close(&folder);
}

static void
give_bill(struct folder *folder, const char *reason, const char *person)
{
    char row[200];

    folder_file(folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|harbor|2026-07-01", NULL);
    folder_file(folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|100",
                NULL);
    snprintf(row, sizeof(row), "B-1|1|10|%s|%s", reason, person);
    folder_file(folder, "discounts.csv",
                "bill_no|line_no|amount|reason|granted_by", row, NULL);
}

static void
a_reason_that_is_not_in_the_catalogue_is_a_bad_row(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "godwill", "");
    assert_refused(&folder);
    assert_problems(&folder, "discounts.csv:2 reason: no reason \"godwill\": "
                             "did you mean \"goodwill\"?\n");
    folder_close(&folder);
}

static void
new_reasons_are_added_as_the_import_was_told(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    char label[801];
    bool saving = true;

    options.new_reasons = CTY_NEW_REASONS_NO_SAVING;
    folder_open_with(&folder, *state, &options);
    give_bill(&folder, "odd lot", "");
    assert_finished(&folder);
    assert_int_equal(folder.result.reasons_added, 1);
    assert_true(find_reason(*state, "odd lot", label, &saving));
    assert_string_equal(label, "odd lot");
    assert_false(saving);
    folder_close(&folder);
}

static void
new_reasons_can_count_as_savings(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    char *text;

    options.new_reasons = CTY_NEW_REASONS_SAVING;
    folder_open_with(&folder, *state, &options);
    give_bill(&folder, "odd lot", "");
    assert_finished(&folder);
    folder_close(&folder);
    text = ledger_text(*state);
    assert_string_contains(text, "10.00 USD|0|odd lot|||saving\n");
    free(text);
}

static void
a_reason_of_the_folder_is_there_for_its_documents(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "odd lot", "");
    folder_file(&folder, "reasons.csv", "reason", "odd lot", NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.bills_added, 1);
    folder_close(&folder);
}

static void
persons_that_are_not_known_are_added_and_told(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "goodwill", "Ann Bee");
    folder_file(&folder, "credits.csv",
                "credit_no|bill_no|client_ref|date|amount|reason|granted_by",
                "C-1|B-1|harbor|2026-07-02|1|goodwill|Cid Dee",
                "C-2|B-1|harbor|2026-07-02|1|goodwill|Ann Bee",
                "C-3|B-1|harbor|2026-07-02|1|goodwill|Dana Reyes",
                "C-4|B-1|harbor|2026-07-02|1|goodwill|", NULL);
    assert_finished(&folder);
    assert_int_equal(folder.result.persons_added, 2);
    assert_string_equal(folder.persons, "Ann Bee\nCid Dee\n");
    folder_close(&folder);
}

static int
persons(cty_ledger *ledger)
{
    cty_person_cursor *cursor = NULL;
    const char *name;
    bool found = true;
    int count = -1;

    assert_ok(cty_person_cursor_open(ledger, &cursor, ERR));
    for (; found; count++)
        assert_ok(cty_person_cursor_next(cursor, &name, &found, ERR));
    cty_person_cursor_close(cursor);
    return count;
}

static void
a_person_of_a_refused_document_only_is_not_added(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    char label[801];
    bool saving;

    options.mode = CTY_BATCH_CONTINUE;
    options.new_reasons = CTY_NEW_REASONS_SAVING;
    folder_open_with(&folder, *state, &options);
    give_bill(&folder, "goodwill", "");
    folder_file(&folder, "credits.csv",
                "credit_no|bill_no|client_ref|date|amount|reason|granted_by",
                "C-1|B-1|harbor|2026-07-02|1|goodwill|Cid Dee",
                "C-2|B-1|harbor|2026-07-02|900|odd lot|Ann Bee",
                "C-3|B-1|harbor|2026-07-02|1|goodwill|Cid Dee", NULL);
    assert_int_equal(folder_finish(&folder), CTY_OK);
    assert_problems(&folder, "credits.csv:3 amount: 900.00 USD is more than "
                             "the 89.00 left on bill \"B-1\"\n");
    assert_int_equal(folder.result.credits_added, 2);
    assert_int_equal(folder.result.persons_added, 1);
    assert_int_equal(folder.result.reasons_added, 0);
    assert_string_equal(folder.persons, "Cid Dee\n");
    assert_int_equal(persons(*state), 2);
    assert_false(find_reason(*state, "odd lot", label, &saving));
    folder_close(&folder);
}

/* The first bill is refused once both were added for it. */
static void
a_person_and_a_reason_are_added_by_the_next_that_names_them(void **state)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;
    struct folder folder;
    char label[801];
    bool saving;

    options.mode = CTY_BATCH_CONTINUE;
    options.new_reasons = CTY_NEW_REASONS_SAVING;
    folder_open_with(&folder, *state, &options);
    folder_file(&folder, "bills.csv", "bill_no|client_ref|date",
                "B-1|harbor|2026-07-01", "B-2|harbor|2026-07-01", NULL);
    folder_file(&folder, "bill_lines.csv",
                "bill_no|line_no|quantity|list_unit_price", "B-1|1|1|100",
                "B-2|1|1|100", NULL);
    folder_file(&folder, "discounts.csv",
                "bill_no|line_no|amount|reason|granted_by",
                "B-1|1|101|odd lot|Ann Bee", "B-2|1|1|odd lot|Ann Bee", NULL);
    assert_int_equal(folder_finish(&folder), CTY_OK);
    assert_int_equal(folder.result.bills_added, 1);
    assert_int_equal(folder.result.persons_added, 1);
    assert_int_equal(folder.result.reasons_added, 1);
    assert_string_equal(folder.persons, "Ann Bee\n");
    assert_int_equal(persons(*state), 2);
    assert_true(find_reason(*state, "odd lot", label, &saving));
    folder_close(&folder);
}

static void
where_nothing_is_imported_no_person_is(void **state)
{
    struct folder folder;

    folder_open(&folder, *state, CTY_BATCH_ATOMIC, CTY_ROUND_EXACT);
    give_bill(&folder, "goodwill", "Ann Bee");
    folder_file(&folder, "reasons.csv", "reason|saving", "x|perhaps", NULL);
    assert_refused(&folder);
    assert_string_equal(folder.persons, "");
    assert_int_equal(folder.result.persons_added, 0);
    assert_int_equal(folder.result.bills_added, 0);
    assert_int_equal(persons(*state), 1);
    folder_close(&folder);
}

int
main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        TEST(clients_are_added_with_all_their_fields),
        TEST(a_client_that_is_there_is_skipped_where_nothing_differs),
        TEST(a_client_that_is_there_otherwise_is_a_bad_row),
        TEST(a_language_or_note_that_is_there_otherwise_is_a_bad_row),
        TEST(a_language_that_is_no_tag_is_a_bad_row),
        TEST(a_clients_longest_row_fits),
        TEST(two_clients_of_the_folder_cannot_share_a_code),
        TEST(reasons_are_added_and_an_empty_saving_is_yes),
        TEST(a_reason_that_is_there_otherwise_is_a_bad_row),
        TEST(a_reason_that_is_not_in_the_catalogue_is_a_bad_row),
        TEST(new_reasons_are_added_as_the_import_was_told),
        TEST(new_reasons_can_count_as_savings),
        TEST(a_reason_of_the_folder_is_there_for_its_documents),
        TEST(persons_that_are_not_known_are_added_and_told),
        TEST(a_person_of_a_refused_document_only_is_not_added),
        TEST(a_person_and_a_reason_are_added_by_the_next_that_names_them),
        TEST(where_nothing_is_imported_no_person_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
