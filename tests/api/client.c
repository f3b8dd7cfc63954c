#include "support.h"

static cty_client
named(const char *ref, const char *name)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = ref;
    client.name = name;
    return client;
}

static cty_client
found(cty_ledger *ledger, const char *ref, cty_client_cursor **cursor)
{
    cty_client client = CTY_CLIENT_INIT;
    bool there = false;

    assert_ok(cty_client_cursor_open(ledger, ref, cursor, ERR));
    assert_ok(cty_client_cursor_next(*cursor, &client, &there, ERR));
    assert_true(there);
    return client;
}

static void
a_code_is_made_from_the_name_and_counts_up(void **state)
{
    cty_ledger *ledger = *state;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_client client = named("mill", "Mill Lane School");
    bool right = false;

    assert_ok(cty_client_add(ledger, &client, &added, ERR));
    assert_memory_equal(added.tracking_code, "MILL-0002", 9);
    assert_true(cty_tracking_code_has_form(added.tracking_code, &right));
    assert_true(right);
    client = named("x", "\xe6\x97\xa5\xe6\x9c\xac");
    assert_ok(cty_client_add(ledger, &client, &added, ERR));
    assert_memory_equal(added.tracking_code, "CL-", 3);
    client = named("y", "Any");
    client.prefix = "zz9";
    assert_ok(cty_client_add(ledger, &client, &added, ERR));
    assert_memory_equal(added.tracking_code, "ZZ9-", 4);
}

static void
the_same_client_again_is_a_repeat_and_another_is_refused(void **state)
{
    cty_ledger *ledger = *state;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_client client = named("harbor", "Harbor Foods");
    cty_error err = CTY_ERROR_INIT;

    assert_ok(cty_client_add(ledger, &client, &added, ERR));
    assert_true(added.repeated);
    client.city = "Portland";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "city");
}

static void
a_language_and_a_note_are_kept_compared_changed_and_emptied(void **state)
{
    cty_ledger *ledger = *state;
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    cty_client_cursor *cursor = NULL;
    cty_client client = named("mill", "Mill Lane School");
    cty_error err = CTY_ERROR_INIT;
    cty_client there;

    client.language = "de-AT";
    client.note = "Thank you, Ann.";
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
    assert_ok(cty_client_add(ledger, &client, &added, ERR));
    assert_true(added.repeated);
    client.language = "de";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "language");
    client.language = NULL;
    client.note = "";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "note");

    assert_ok(cty_client_set(ledger, &client, ERR));
    there = found(ledger, "mill", &cursor);
    assert_string_equal(there.language, "de-AT");
    assert_string_equal(there.note, "");
    cty_client_cursor_close(cursor);
    there = found(ledger, "harbor", &cursor);
    assert_string_equal(there.language, "");
    cty_client_cursor_close(cursor);
}

static void
a_language_is_a_tag_and_a_note_within_its_limit(void **state)
{
    char longest[CTY_MAX_TEXT + 2];
    cty_client client = named("mill", "Mill Lane School");
    cty_error err = CTY_ERROR_INIT;

    client.language = "German";
    assert_int_equal(cty_client_add(*state, &client, NULL, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "language");
    client.language = "";
    memset(longest, 'x', sizeof(longest));
    longest[CTY_MAX_TEXT + 1] = '\0';
    client.note = longest;
    assert_int_equal(cty_client_add(*state, &client, NULL, &err), CTY_E_LIMIT);
    assert_string_equal(err.field, "note");
    longest[CTY_MAX_TEXT] = '\0';
    assert_ok(cty_client_add(*state, &client, NULL, ERR));
    client.note = "two\nlines";
    client.ref = "harbor";
    assert_int_equal(cty_client_set(*state, &client, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "note");
}

static void
a_hosts_own_code_is_unique_when_folded(void **state)
{
    cty_ledger *ledger = *state;
    cty_client client = named("a", "A");
    cty_error err = CTY_ERROR_INIT;

    client.tracking_code = "OIL-1";
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
    client = named("b", "B");
    client.tracking_code = "0-11-1";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_EXISTS);
    assert_string_equal(err.field, "tracking_code");
    client.tracking_code = "lower";
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err),
                     CTY_E_ARGUMENT);
}

static void
a_ref_is_never_another_clients_code_nor_a_code_anothers_ref(void **state)
{
    cty_ledger *ledger = *state;
    cty_client_cursor *cursor = NULL;
    cty_client harbor = found(ledger, "harbor", &cursor);
    cty_client impostor = named(harbor.tracking_code, "Impostor");
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_client_add(ledger, &impostor, NULL, &err),
                     CTY_E_EXISTS);
    assert_string_equal(err.field, "ref");
    cty_client_cursor_close(cursor);

    client_of(ledger, "MILL-7", "Mill Lane School");
    impostor = named("other", "Impostor");
    impostor.tracking_code = "MILL-7";
    assert_int_equal(cty_client_add(ledger, &impostor, NULL, &err),
                     CTY_E_EXISTS);
    assert_string_equal(err.field, "tracking_code");
    impostor.ref = impostor.tracking_code = "SAME-1";
    assert_ok(cty_client_add(ledger, &impostor, NULL, ERR));
}

static void
a_client_is_found_by_ref_and_by_code_as_it_is_said_on_the_phone(void **state)
{
    cty_ledger *ledger = *state;
    cty_client_cursor *cursor = NULL;
    cty_client client = found(ledger, "harbor", &cursor);
    char spoken[64];

    assert_string_equal(client.name, "Harbor Foods");
    snprintf(spoken, sizeof(spoken), " %.4s ooo%s", client.tracking_code,
             client.tracking_code + 8);
    for (char *at = spoken; *at != '\0'; at++)
        *at = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
    cty_client_cursor_close(cursor);
    client = found(ledger, spoken, &cursor);
    assert_string_equal(client.ref, "harbor");
    cty_client_cursor_close(cursor);
}

static void
a_wrong_check_character_is_told_from_an_unknown_ref(void **state)
{
    cty_ledger *ledger = *state;
    cty_client_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(
        cty_client_cursor_open(ledger, "HARB-0042A", &cursor, &err),
        CTY_E_ARGUMENT);
    assert_string_contains(err.message, "check character is wrong");
    assert_int_equal(cty_client_cursor_open(ledger, "harbr", &cursor, &err),
                     CTY_E_NOT_FOUND);
    assert_string_contains(err.message, "did you mean \"harbor\"?");
}

static void
names_change_and_refs_and_codes_stay(void **state)
{
    cty_ledger *ledger = *state;
    cty_client change = CTY_CLIENT_INIT;
    cty_client_cursor *cursor = NULL;
    cty_client client;
    cty_error err = CTY_ERROR_INIT;

    change.ref = "harbor";
    change.name = "Harbor Foods & Sons";
    change.city = "Astoria";
    assert_ok(cty_client_set(ledger, &change, ERR));
    change.name = NULL;
    change.city = "";
    change.email = "office@harbor.example";
    assert_ok(cty_client_set(ledger, &change, ERR));
    client = found(ledger, "harbor", &cursor);
    assert_string_equal(client.name, "Harbor Foods & Sons");
    assert_string_equal(client.city, "");
    assert_string_equal(client.email, "office@harbor.example");
    cty_client_cursor_close(cursor);
    change.tracking_code = "NEW-1";
    assert_int_equal(cty_client_set(ledger, &change, &err), CTY_E_ARGUMENT);
    change.tracking_code = NULL;
    change.ref = "nobody";
    assert_int_equal(cty_client_set(ledger, &change, &err), CTY_E_NOT_FOUND);
}

static void
text_is_utf8_without_control_characters_and_within_its_limit(void **state)
{
    static const char *const wrong[] = {
        "a\nb", "a\tb", "\x1b[31m", "\x7f", "\xc0\x80", "\xed\xa0\x80", "\xff"};
    cty_ledger *ledger = *state;
    cty_error err = CTY_ERROR_INIT;
    char longest[CTY_MAX_NAME + 2];
    cty_client client;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        client = named("t", wrong[i]);
        assert_int_equal(cty_client_add(ledger, &client, NULL, &err),
                         CTY_E_ARGUMENT);
        assert_string_equal(err.field, "name");
    }
    memset(longest, 'x', sizeof(longest));
    longest[CTY_MAX_NAME + 1] = '\0';
    client = named("t", longest);
    assert_int_equal(cty_client_add(ledger, &client, NULL, &err), CTY_E_LIMIT);
    longest[CTY_MAX_NAME] = '\0';
    assert_ok(cty_client_add(ledger, &client, NULL, ERR));
}

static void
hostile_names_come_back_as_given(void **state)
{
    static const char *const names[] = {
        "'; DROP TABLE courtesy_client; --", "<script>alert(1)</script>",
        "=HYPERLINK(\"http://x\")",          "\"quoted\", 'twice'",
        "\xe2\x80\xaeright to left",
    };
    cty_ledger *ledger = *state;

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        cty_client_cursor *cursor = NULL;
        char ref[8];
        cty_client client;

        snprintf(ref, sizeof(ref), "h%zu", i);
        client_of(ledger, ref, names[i]);
        client = found(ledger, ref, &cursor);
        assert_string_equal(client.name, names[i]);
        cty_client_cursor_close(cursor);
    }
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_code_is_made_from_the_name_and_counts_up),
        SENTENCE(the_same_client_again_is_a_repeat_and_another_is_refused),
        SENTENCE(a_language_and_a_note_are_kept_compared_changed_and_emptied),
        SENTENCE(a_language_is_a_tag_and_a_note_within_its_limit),
        SENTENCE(a_hosts_own_code_is_unique_when_folded),
        SENTENCE(a_ref_is_never_another_clients_code_nor_a_code_anothers_ref),
        SENTENCE(
            a_client_is_found_by_ref_and_by_code_as_it_is_said_on_the_phone),
        SENTENCE(a_wrong_check_character_is_told_from_an_unknown_ref),
        SENTENCE(names_change_and_refs_and_codes_stay),
        SENTENCE(text_is_utf8_without_control_characters_and_within_its_limit),
        SENTENCE(hostile_names_come_back_as_given),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
