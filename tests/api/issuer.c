/* The issuer: how the shop is shown, and how it changes. */
#include "support.h"

static cty_issuer
issuer_of(cty_ledger *ledger)
{
    cty_issuer issuer = CTY_ISSUER_INIT;

    assert_ok(cty_issuer_get(ledger, &issuer, ERR));
    return issuer;
}

static const char *
info_name(cty_ledger *ledger)
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;

    assert_ok(cty_ledger_info_get(ledger, &info, ERR));
    return info.issuer;
}

static void
rename_to(cty_ledger *ledger, const char *name)
{
    cty_issuer change = CTY_ISSUER_INIT;

    change.name = name;
    assert_ok(cty_issuer_set(ledger, &change, ERR));
}

/* The fields that are texts, with their limits. */
static const struct text_field {
    const char *name;
    size_t at;
    size_t limit;
} text_fields[] = {
    {"name", offsetof(cty_issuer, name), CTY_MAX_NAME},
    {"country", offsetof(cty_issuer, country), CTY_MAX_NAME},
    {"email", offsetof(cty_issuer, email), CTY_MAX_NAME},
    {"phone", offsetof(cty_issuer, phone), CTY_MAX_NAME},
    {"legal", offsetof(cty_issuer, legal), CTY_MAX_TEXT},
    {"note", offsetof(cty_issuer, note), CTY_MAX_TEXT},
    {"signer", offsetof(cty_issuer, signer), CTY_MAX_NAME},
    {"signer_title", offsetof(cty_issuer, signer_title), CTY_MAX_NAME},
    {"signer_phone", offsetof(cty_issuer, signer_phone), CTY_MAX_NAME},
    {"address", offsetof(cty_issuer, address), CTY_MAX_NAME},
};

enum { TEXT_FIELDS = sizeof(text_fields) / sizeof(text_fields[0]) };

static const char **
text_of(cty_issuer *issuer, const struct text_field *field)
{
    return (const char **)((char *)issuer + field->at);
}

static void
assert_refused(cty_ledger *ledger, const cty_issuer *change,
               cty_status expected, const char *field, const char *says)
{
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_issuer_set(ledger, change, &err), expected);
    assert_string_equal(err.field, field);
    assert_string_contains(err.message, says);
}

/* ---- what it holds ---- */

static void
a_new_ledgers_issuer_is_its_name_and_no_more(void **state)
{
    cty_issuer issuer = issuer_of(*state);

    assert_string_equal(issuer.name, "Harbor Print Works");
    for (int i = 1; i < TEXT_FIELDS; i++)
        assert_string_equal(*text_of(&issuer, &text_fields[i]), "");
    assert_string_equal(issuer.language, "");
    assert_string_equal(issuer.accent, "");
    assert_int_equal(issuer.amounts, CTY_AMOUNTS_UNSAID);
    assert_null(issuer.logo);
    assert_int_equal(issuer.logo_size, 0);
    assert_false(issuer.drop_logo);
}

static void
every_field_is_kept_as_given(void **state)
{
    cty_issuer change = CTY_ISSUER_INIT;
    cty_issuer found;

    for (int i = 0; i < TEXT_FIELDS; i++)
        *text_of(&change, &text_fields[i]) = text_fields[i].name;
    change.language = "zh-Hant-TW";
    change.accent = "#0b6650";
    change.amounts = CTY_AMOUNTS_GROSS;
    assert_ok(cty_issuer_set(*state, &change, ERR));
    found = issuer_of(*state);
    for (int i = 0; i < TEXT_FIELDS; i++)
        assert_string_equal(*text_of(&found, &text_fields[i]),
                            text_fields[i].name);
    assert_string_equal(found.language, "zh-Hant-TW");
    assert_string_equal(found.accent, "#0b6650");
    assert_int_equal(found.amounts, CTY_AMOUNTS_GROSS);
}

static void
what_is_not_given_stays_and_an_empty_text_empties(void **state)
{
    cty_issuer change = CTY_ISSUER_INIT;
    cty_issuer found;

    change.phone = "503 555 0142";
    change.note = "Thank you.";
    change.accent = "#0B6650";
    change.amounts = CTY_AMOUNTS_NET;
    assert_ok(cty_issuer_set(*state, &change, ERR));
    change = (cty_issuer)CTY_ISSUER_INIT;
    change.note = change.accent = "";
    assert_ok(cty_issuer_set(*state, &change, ERR));
    found = issuer_of(*state);
    assert_string_equal(found.phone, "503 555 0142");
    assert_string_equal(found.note, "");
    assert_string_equal(found.accent, "");
    assert_int_equal(found.amounts, CTY_AMOUNTS_NET);
    assert_string_equal(found.name, "Harbor Print Works");
}

static void
hostile_texts_come_back_as_given(void **state)
{
    static const char *const texts[] = {
        "'; DROP TABLE courtesy_issuer; --", "</style><script>alert(1)",
        "=HYPERLINK(\"http://x\")", "\xe2\x80\xaeright to left"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        rename_to(*state, texts[i]);
        assert_string_equal(issuer_of(*state).name, texts[i]);
    }
}

/* ---- what is refused ---- */

static void
texts_are_as_long_as_their_limit_and_no_longer(void **state)
{
    char longest[CTY_MAX_TEXT + 2];

    for (int i = 0; i < TEXT_FIELDS; i++) {
        const struct text_field *field = &text_fields[i];
        cty_issuer change = CTY_ISSUER_INIT;
        cty_issuer found;

        memset(longest, 'x', sizeof(longest));
        longest[field->limit + 1] = '\0';
        *text_of(&change, field) = longest;
        assert_refused(*state, &change, CTY_E_LIMIT, field->name, "shorten it");
        longest[field->limit] = '\0';
        assert_ok(cty_issuer_set(*state, &change, ERR));
        found = issuer_of(*state);
        assert_string_equal(*text_of(&found, field), longest);
    }
}

static void
texts_are_utf8_without_control_characters(void **state)
{
    static const char *const wrong[] = {"a\tb", "\x1b[31m", "\xc0\x80",
                                        "a\r\nb", "\xe2\x80\xa8"};

    for (int i = 0; i < TEXT_FIELDS; i++)
        for (size_t k = 0; k < sizeof(wrong) / sizeof(wrong[0]); k++) {
            cty_issuer change = CTY_ISSUER_INIT;

            *text_of(&change, &text_fields[i]) = wrong[k];
            assert_refused(*state, &change, CTY_E_ARGUMENT, text_fields[i].name,
                           "");
        }
}

static void
a_name_cannot_be_emptied(void **state)
{
    cty_issuer change = CTY_ISSUER_INIT;

    change.name = "";
    assert_refused(*state, &change, CTY_E_ARGUMENT, "name", "empty");
    change.name = " \xc2\xa0 ";
    assert_refused(*state, &change, CTY_E_ARGUMENT, "name", "blank");
    assert_string_equal(issuer_of(*state).name, "Harbor Print Works");
}

static void
an_address_has_up_to_four_lines_and_no_blank_one(void **state)
{
    static const char *const right[] = {"One", "One\nTwo", "1\n2\n3\n4", ""};
    static const struct {
        const char *address;
        cty_status status;
        const char *says;
    } wrong[] = {
        {"1\n2\n3\n4\n5", CTY_E_LIMIT, "more than 4 lines"},
        {"1\n\n3", CTY_E_ARGUMENT, "line 2 of address is blank"},
        {"1\n \xe3\x80\x80\n3", CTY_E_ARGUMENT, "line 2 of address is blank"},
        {"1\n", CTY_E_ARGUMENT, "line 2 of address is blank"},
        {"\n1", CTY_E_ARGUMENT, "line 1 of address is blank"},
        {"1\n2\n3\n4\n", CTY_E_LIMIT, "more than 4 lines"},
    };
    cty_issuer change = CTY_ISSUER_INIT;

    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        change.address = right[i];
        assert_ok(cty_issuer_set(*state, &change, ERR));
        assert_string_equal(issuer_of(*state).address, right[i]);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        change.address = wrong[i].address;
        assert_refused(*state, &change, wrong[i].status, "address",
                       wrong[i].says);
    }
}

static void
each_line_of_an_address_has_the_limit_of_a_name(void **state)
{
    char address[4 * (CTY_MAX_NAME + 1) + 1];
    cty_issuer change = CTY_ISSUER_INIT;

    memset(address, 'x', sizeof(address));
    for (int i = 1; i <= 3; i++)
        address[i * (CTY_MAX_NAME + 1) - 1] = '\n';
    address[sizeof(address) - 1] = '\0';
    change.address = address;
    assert_refused(*state, &change, CTY_E_LIMIT, "address", "800 bytes");
    address[sizeof(address) - 2] = '\0';
    assert_ok(cty_issuer_set(*state, &change, ERR));
    assert_string_equal(issuer_of(*state).address, address);
}

static void
a_language_is_a_tag_with_at_most_a_script_and_a_region(void **state)
{
    static const char *const right[] = {
        "en", "de-AT", "gsw", "zh-Hant-TW", "sr-Latn", "es-419", "PT-br", ""};
    static const char *const wrong[] = {
        "e",          "english",         "de_AT", "de-",     "-de",
        "de-A",       "de-AUT",          "de-41", "de-4190", "12",
        "de-AT-x",    "zh-Hans-",        " de",   "de ",     "zh-H4nt",
        "en-US-Latn", "\xc3\xa4\xc3\xb6"};
    cty_issuer change = CTY_ISSUER_INIT;

    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        change.language = right[i];
        assert_ok(cty_issuer_set(*state, &change, ERR));
        assert_string_equal(issuer_of(*state).language, right[i]);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        change.language = wrong[i];
        assert_refused(*state, &change, CTY_E_ARGUMENT, "language",
                       "is no language tag");
    }
}

/* The last two are the closest of all colours to 4.5, on either side. */
static void
an_accent_has_a_contrast_to_white_of_four_and_a_half(void **state)
{
    static const char *const right[] = {"#000000", "#0B6650", "#767676",
                                        "#0000FF", "#0000ff", "#7C7290"};
    static const char *const wrong[][2] = {
        {"#777777", "of 4.48, and 4.5 is needed"},
        {"#FFFFFF", "of 1.00,"},
        {"#FF0000", "of 4.00,"},
        {"#00FF00", "of 1.37,"},
        {"#ffff00", "of 1.07,"},
        {"#9A6C5A", "of 4.49,"}};
    cty_issuer change = CTY_ISSUER_INIT;

    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        change.accent = right[i];
        assert_ok(cty_issuer_set(*state, &change, ERR));
        assert_string_equal(issuer_of(*state).accent, right[i]);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        change.accent = wrong[i][0];
        assert_refused(*state, &change, CTY_E_ARGUMENT, "accent", wrong[i][1]);
        assert_refused(*state, &change, CTY_E_ARGUMENT, "accent",
                       "choose a darker colour");
    }
    assert_string_equal(issuer_of(*state).accent, "#7C7290");
}

/* The first white that is too light is between these two greys, both ways. */
static void
every_grey_is_told_as_light_or_dark_enough(void **state)
{
    cty_issuer change = CTY_ISSUER_INIT;
    char grey[8];

    change.accent = grey;
    for (unsigned i = 0; i < 256; i++) {
        snprintf(grey, sizeof(grey), "#%02x%02X%02x", i, i, i);
        assert_int_equal(cty_issuer_set(*state, &change, NULL),
                         i <= 0x76 ? CTY_OK : CTY_E_ARGUMENT);
    }
}

static void
an_accent_is_written_with_six_hex_digits(void **state)
{
    static const char *const wrong[] = {
        "#",         "0B6650",
        "#0B665",    "#0B66500",
        "#0B665G",   "green",
        "# 0B665",   "#0B 6650x",
        "#0x0B66",   "##B6650",
        "#0b6650\n", "\xc3\xa4#0B6650",
        "#000000;",  "#\xff\xff\xff\xff\xff\xff"};
    cty_issuer change = CTY_ISSUER_INIT;

    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        change.accent = wrong[i];
        assert_refused(*state, &change, CTY_E_ARGUMENT, "accent",
                       "is no colour: write # and 6 hex digits");
    }
}

static void
what_strangers_hand_over_is_refused(void **state)
{
    cty_issuer issuer = CTY_ISSUER_INIT;
    cty_error err = CTY_ERROR_INIT;

    assert_int_equal(cty_issuer_set(NULL, &issuer, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "ledger");
    assert_int_equal(cty_issuer_set(*state, NULL, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "issuer");
    assert_int_equal(cty_issuer_get(NULL, &issuer, &err), CTY_E_ARGUMENT);
    assert_int_equal(cty_issuer_get(*state, NULL, &err), CTY_E_ARGUMENT);
    assert_string_equal(err.field, "out_issuer");
    issuer.amounts = 3;
    assert_refused(*state, &issuer, CTY_E_ARGUMENT, "amounts", "3 are none");
    issuer.amounts = -1;
    assert_refused(*state, &issuer, CTY_E_ARGUMENT, "amounts", "-1 are none");
    issuer.struct_size = 8;
    assert_int_equal(cty_issuer_set(*state, &issuer, NULL), CTY_E_ABI);
    assert_int_equal(cty_issuer_get(*state, &issuer, NULL), CTY_E_ABI);
    assert_int_equal(issuer.amounts, -1);
}

/* ---- transactions ---- */

static void
the_ledgers_info_follows_the_name(void **state)
{
    rename_to(*state, "Millrace Print");
    assert_string_equal(info_name(*state), "Millrace Print");
    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, ERR));
    rename_to(*state, "Never");
    assert_string_equal(info_name(*state), "Never");
    cty_batch_abandon(*state);
    assert_string_equal(info_name(*state), "Millrace Print");
    assert_string_equal(issuer_of(*state).name, "Millrace Print");
}

static void
a_batch_keeps_it_with_all_else_or_not_at_all(void **state)
{
    cty_issuer wrong = CTY_ISSUER_INIT;

    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, ERR));
    rename_to(*state, "Kept");
    assert_ok(cty_batch_end(*state, ERR));
    assert_string_equal(issuer_of(*state).name, "Kept");

    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, false, ERR));
    rename_to(*state, "Undone");
    bill_of(*state, "harbor", "B-1", 1000);
    assert_int_equal(credit(*state, "B-1", 2000, NULL), CTY_E_LEFT);
    assert_int_equal(cty_batch_end(*state, NULL), CTY_E_LEFT);
    assert_string_equal(issuer_of(*state).name, "Kept");

    assert_ok(cty_batch_begin(*state, CTY_BATCH_ATOMIC, true, ERR));
    rename_to(*state, "Tried");
    assert_string_equal(issuer_of(*state).name, "Tried");
    wrong.accent = "#FFFFFF";
    assert_int_equal(cty_issuer_set(*state, &wrong, NULL), CTY_E_ARGUMENT);
    assert_int_equal(cty_batch_end(*state, NULL), CTY_E_ARGUMENT);
    assert_string_equal(issuer_of(*state).name, "Kept");
}

static void
another_handles_change_is_seen_and_a_reader_cannot_change_it(void **state)
{
    char *folder = temporary_folder();
    char *path = path_in(folder, "shop.db");
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_issuer change = CTY_ISSUER_INIT;
    cty_ledger *writer = NULL;
    cty_ledger *reader = NULL;

    (void)state;
    setup.issuer = "First";
    options.flags = CTY_OPEN_READ_ONLY;
    assert_ok(cty_ledger_create(path, &setup, NULL, &writer, ERR));
    assert_ok(cty_ledger_open(path, &options, &reader, ERR));
    assert_string_equal(issuer_of(reader).name, "First");
    rename_to(writer, "Second");
    assert_string_equal(issuer_of(reader).name, "Second");
    rename_to(writer, "Third");
    assert_string_equal(info_name(reader), "Third");
    change.name = "Fourth";
    assert_int_equal(cty_issuer_set(reader, &change, NULL), CTY_E_READ_ONLY);
    assert_ok(cty_ledger_check(writer, false, NULL, NULL, NULL, ERR));
    rename_to(writer, "Fifth");

    cty_ledger_close(reader);
    cty_ledger_close(writer);
    free(path);
    remove_folder(folder);
}

static void
what_was_handed_out_stays_until_the_next_is(void **state)
{
    cty_issuer first = issuer_of(*state);
    cty_issuer refused = CTY_ISSUER_INIT;

    refused.struct_size = 8;
    assert_int_equal(cty_issuer_get(*state, &refused, NULL), CTY_E_ABI);
    client_of(*state, "mill", "Mill Lane School");
    assert_string_equal(info_name(*state), "Harbor Print Works");
    assert_string_equal(first.name, "Harbor Print Works");
    assert_string_equal(first.signer_phone, "");
}

int
main(void)
{
#define SENTENCE(name)                                                         \
    cmocka_unit_test_setup_teardown(name, open_ledger, close_ledger)
    const struct CMUnitTest tests[] = {
        SENTENCE(a_new_ledgers_issuer_is_its_name_and_no_more),
        SENTENCE(every_field_is_kept_as_given),
        SENTENCE(what_is_not_given_stays_and_an_empty_text_empties),
        SENTENCE(hostile_texts_come_back_as_given),
        SENTENCE(texts_are_as_long_as_their_limit_and_no_longer),
        SENTENCE(texts_are_utf8_without_control_characters),
        SENTENCE(a_name_cannot_be_emptied),
        SENTENCE(an_address_has_up_to_four_lines_and_no_blank_one),
        SENTENCE(each_line_of_an_address_has_the_limit_of_a_name),
        SENTENCE(a_language_is_a_tag_with_at_most_a_script_and_a_region),
        SENTENCE(an_accent_has_a_contrast_to_white_of_four_and_a_half),
        SENTENCE(every_grey_is_told_as_light_or_dark_enough),
        SENTENCE(an_accent_is_written_with_six_hex_digits),
        SENTENCE(what_strangers_hand_over_is_refused),
        SENTENCE(the_ledgers_info_follows_the_name),
        SENTENCE(a_batch_keeps_it_with_all_else_or_not_at_all),
        cmocka_unit_test(
            another_handles_change_is_seen_and_a_reader_cannot_change_it),
        SENTENCE(what_was_handed_out_stays_until_the_next_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
