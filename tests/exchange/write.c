/* Statements as text, CSV and JSON. */
#include "shop.h"

static void
the_story(cty_ledger *ledger)
{
    bill_on(ledger, "harbor", "B-2041", "2026-09-01", 3600000, NULL);
    grant(ledger, NULL, "B-2041", "2026-09-30", 300000, "special");
}

static char *
show(cty_ledger *ledger, const char *period, const char *currency,
     int32_t format)
{
    cty_statement *statement = draw_in(ledger, "harbor", period, currency);
    char *text = written(statement, format);

    cty_statement_free(statement);
    return text;
}

static void
assert_shows(cty_ledger *ledger, const char *period, const char *currency,
             const char *part)
{
    char *text = show(ledger, period, currency, CTY_FORMAT_TEXT);

    assert_string_contains(text, part);
    free(text);
}

/* Columns of a text of which no character is wide or combining. */
static void
assert_fits(const char *text)
{
    int columns = 0;

    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            columns = 0;
            continue;
        }
        columns += ((unsigned char)*text & 0xC0) != 0x80;
        assert_true(columns <= 80);
    }
}

static void
the_headline_says_what_was_saved(void **state)
{
    char *text;

    the_story(*state);
    text = show(*state, "2026-Q3", NULL, CTY_FORMAT_TEXT);
    assert_string_contains(text, "\nThis quarter we saved you $3,000.00.\n");
    assert_string_contains(text, "\nBefore discounts and credits it was "
                                 "$36,000.00. Your price is $33,000.00. That\n"
                                 "is 8.3% less.\n");
    assert_string_contains(text, "\nThis is not a bill. Nothing to pay.\n");
    assert_string_contains(text, "\n30 Sep 2026    Special credit per Dana "
                                 "Reyes   36,000.00   33,000.00    "
                                 "3,000.00\n");
    assert_string_contains(text, " Bill B-2041: Refit of the bar\n");
    assert_string_contains(text, " Total this quarter              36,000.00   "
                                 "33,000.00    3,000.00\n");
    assert_string_contains(text, "\nSaved so far in 2026 ");
    assert_string_contains(text, "\nSaved since September 2026 ");
    assert_string_contains(text, "\nFact 2, ");
    assert_null(strstr(text, "quarter by quarter"));
    assert_fits(text);
    free(text);
}

static void
the_headline_names_its_period(void **state)
{
    the_story(*state);
    assert_shows(*state, "2026-09", NULL, "\nThis month we saved you $3,0");
    assert_shows(*state, "2026", NULL, "\nThis year we saved you $3,0");
    assert_shows(*state, "2026-07-01..2026-10-31", NULL,
                 "\nFrom 1 July to 31 October 2026 we saved you $3,000.00.\n");
    assert_shows(*state, "2026-09-30..2026-09-30", NULL,
                 "\nOn 30 September 2026 we saved you $3,000.00.\n");
}

static void
other_currencies_are_named(void **state)
{
    grant_in(*state, "harbor", "2026-08-02", 123456789, "EUR");
    grant_in(*state, "harbor", "2026-08-02", 1500, "JPY");
    assert_shows(*state, "2026-Q3", "EUR", "saved you EUR 1,234,567.89.");
    assert_shows(*state, "2026-Q3", "JPY", "saved you JPY 1,500.");
    assert_shows(*state, "2026-Q3", "JPY", "Amounts in JPY");
}

static void
nothing_saved_says_so(void **state)
{
    char *text;

    the_story(*state);
    assert_shows(*state, "2026-Q2", NULL,
                 "\nNothing was saved this quarter.\n");
    reverse(*state, "harbor", 1, "2026-10-01");
    text = show(*state, "2026-Q4", NULL, CTY_FORMAT_TEXT);
    assert_string_contains(text, "\nNothing was saved this quarter.\n");
    assert_string_contains(text, "come to $3,000.00 more than what was");
    assert_string_contains(text, "Special credit taken back per ");
    assert_string_contains(text, "Q3 2026   3,000.00  ===");
    assert_string_contains(text, "Q4 2026  -3,000.00  ---");
    assert_fits(text);
    free(text);
    assert_shows(*state, "2026-01-01..2026-03-31", NULL,
                 "Nothing was saved from 1 January to 31 March 2026.");
}

static void
the_shortest_bar_of_the_history_is_one_column(void **state)
{
    char *text;

    grant(*state, "harbor", NULL, "2026-06-30", 1, "goodwill");
    grant(*state, "harbor", NULL, "2026-09-30", 10000000, "goodwill");
    text = show(*state, "2026-Q3", NULL, CTY_FORMAT_TEXT);
    assert_string_contains(text, "Q1 2026        0.00\n");
    assert_string_contains(text, "Q2 2026        0.01  =\n");
    assert_string_contains(text, "Q3 2026  100,000.00  ####");
    free(text);
}

static void
large_amounts_stand_below(void **state)
{
    char *text;

    grant(*state, "harbor", NULL, "2026-08-02", INT64_MAX, "special");
    text = show(*state, "2026-Q3", NULL, CTY_FORMAT_TEXT);
    assert_string_contains(text, "Before                                  "
                                 "92,233,720,368,547,758.07\n");
    assert_fits(text);
    free(text);
}

/* Codes and figures of every width: none may run the page over its edge. */
static void
every_width_of_code_and_figure_fits_the_page(void **state)
{
    cty_ledger *ledger = *state;
    char code[CTY_MAX_CODE + 1] = "";

    for (int length = 1; length <= CTY_MAX_CODE; length++) {
        cty_client client = CTY_CLIENT_INIT;
        int64_t net = 1;

        code[length - 1] = (char)('2' + length % 8);
        client.ref = client.tracking_code = code;
        assert_ok(cty_client_add(ledger, &client, NULL, ERR));
        for (int digits = 1; digits <= 15; digits++, net *= 10) {
            cty_statement *statement;
            char bill_no[CTY_MAX_REF + 1];
            char *text;

            snprintf(bill_no, sizeof(bill_no), "%s-%d", code, digits);
            bill_on(ledger, code, bill_no, "2026-09-01", net, NULL);
            grant(ledger, NULL, bill_no, "2026-09-30", net, "special");
            statement = draw_in(ledger, code, "2026-Q3", NULL);
            text = written(statement, CTY_FORMAT_TEXT);
            assert_true(strlen(text) < 80 * 200);
            assert_fits(text);
            free(text);
            cty_statement_free(statement);
        }
    }
}

static char *
statement_with_note(cty_ledger *ledger, const char *note, int32_t format)
{
    cty_credit credit = CTY_CREDIT_INIT;

    bill_on(ledger, "harbor", "B-1", "2026-09-01", 3600000, NULL);
    credit.how = CTY_AMOUNT;
    credit.amount.minor = 100;
    credit.bill_no = "B-1";
    credit.date = day("2026-09-02");
    credit.reason = "goodwill";
    credit.note = note;
    assert_ok(cty_credit_grant(ledger, &credit, NULL, ERR));
    return show(ledger, "2026-Q3", NULL, format);
}

static void
long_notes_wrap_within_whole_characters(void **state)
{
    char note[400] = "";
    char *text;

    for (int i = 0; i < 100; i++)
        memcpy(note + 3 * i, "\xE2\x82\xAC", 3);
    text = statement_with_note(*state, note, CTY_FORMAT_TEXT);
    assert_fits(text);
    for (const char *at = text; (at = strchr(at, '\xE2')) != NULL; at += 3)
        assert_memory_equal(at, "\xE2\x82\xAC", 3);
    free(text);
}

static void
wide_characters_take_two_columns(void **state)
{
    char note[400] = "";
    char *text;
    const char *line;

    for (int i = 0; i < 100; i++)
        memcpy(note + 3 * i, "\xE6\x97\xA5", 3);
    text = statement_with_note(*state, note, CTY_FORMAT_TEXT);
    line = strstr(text, "\xE6\x97\xA5");
    assert_non_null(line);
    assert_int_equal(strcspn(line, "\n"), (80 - 15) / 2 * 3);
    free(text);
}

static void
nothing_turns_the_reading_direction(void **state)
{
    char *text = statement_with_note(*state,
                                     "a\xE2\x80\xAE"
                                     "b\xE2\x81\xA6"
                                     "c",
                                     CTY_FORMAT_TEXT);

    assert_string_contains(text, " abc\n");
    free(text);
}

/* ---- CSV and JSON ---- */

static void
csv_has_the_entries(void **state)
{
    char *text = statement_with_note(*state, "=cmd(\"x\"), so", CTY_FORMAT_CSV);
    char *code = code_of(*state, "harbor", 1);
    char expected[300];

    snprintf(expected, sizeof(expected),
             "code,date,kind,reason,label,per,note,bill_no,saved,currency\n"
             "%s,2026-09-02,credit,goodwill,Goodwill,,"
             "\"'=cmd(\"\"x\"\"), so\",B-1,1.00,USD\n",
             code);
    assert_string_equal(text, expected);
    free(code);
    free(text);
}

static void
json_has_these_keys_in_this_order(void **state)
{
    static const char *const keys[] = {
        "number",      "client",  "ref",         "name",   "tracking_code",
        "period",      "label",   "from",        "to",     "currency",
        "totals",      "before",  "net",         "saved",  "bills",
        "bill_no",     "date",    "description", "before", "net",
        "saved",       "entries", "code",        "date",   "kind",
        "reason",      "label",   "per",         "note",   "bill_no",
        "saved",       "history", "period",      "saved",  "year_to_date",
        "since_start", "chain",   "fact",        "head"};
    char *text;
    const char *at;

    the_story(*state);
    text = show(*state, "2026-Q3", NULL, CTY_FORMAT_JSON);
    at = text;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        char key[32];

        snprintf(key, sizeof(key), "\"%s\": ", keys[i]);
        at = strstr(at, key);
        assert_non_null(at);
        at += strlen(key);
    }
    assert_string_contains(text, "\"totals\": {\"before\": \"36000.00\", "
                                 "\"net\": \"33000.00\", \"saved\": "
                                 "\"3000.00\"},\n");
    assert_string_contains(text, "\"period\": {\"label\": \"2026-Q3\", "
                                 "\"from\": \"2026-07-01\", \"to\": "
                                 "\"2026-09-30\"},\n");
    assert_string_contains(text, "{\"period\": \"2026-Q3\", \"saved\": "
                                 "\"3000.00\"}\n");
    assert_string_contains(text, "\"chain\": {\"fact\": 2, \"head\": \"");
    free(text);
}

static void
an_empty_statement_has_empty_lists(void **state)
{
    char *text = show(*state, "2026-07-01..2026-07-02", NULL, CTY_FORMAT_JSON);

    assert_string_contains(text, "\"bills\": [],\n");
    assert_string_contains(text, "\"entries\": [],\n");
    assert_string_contains(text, "\"history\": [],\n");
    assert_string_contains(text, "\"year_to_date\": \"0.00\"");
    free(text);
}

static void
hostile_notes_stay_texts_in_json(void **state)
{
    char *text = statement_with_note(
        *state, "\"}],'; DROP TABLE x; -- </script>\\", CTY_FORMAT_JSON);

    assert_string_contains(text, "\"note\": \"\\\"}],'; DROP TABLE x; -- "
                                 "\\u003c/script\\u003e\\\\\", \"bill_no\"");
    free(text);
}

static void
the_same_statement_gives_the_same_bytes(void **state)
{
    the_story(*state);
    for (int32_t format = CTY_FORMAT_TEXT; format <= CTY_FORMAT_JSON;
         format++) {
        char *once = show(*state, "2026-Q3", NULL, format);
        char *again = show(*state, "2026-Q3", NULL, format);

        assert_string_equal(once, again);
        free(once);
        free(again);
    }
}

static bool
refuse(void *context, const void *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

static void
what_cannot_be_written_is_told(void **state)
{
    cty_statement *statement = draw(*state, "harbor", "2026-Q3");
    cty_error err = CTY_ERROR_INIT;
    struct pile pile = {0};

    assert_int_equal(
        cty_statement_write(statement, CTY_FORMAT_JSON, refuse, NULL, &err),
        CTY_E_STORE);
    assert_int_equal(cty_statement_write(statement, 7, pile_up, &pile, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "format");
    assert_int_equal(
        cty_statement_write(NULL, CTY_FORMAT_CSV, pile_up, &pile, &err),
        CTY_E_ARGUMENT);
    assert_int_equal(
        cty_statement_write(statement, CTY_FORMAT_CSV, NULL, &pile, &err),
        CTY_E_ARGUMENT);
    assert_null(pile.bytes);
    cty_statement_free(statement);
}

#define sentence(f)                                                            \
    cmocka_unit_test_setup_teardown(f, open_ledger, close_ledger)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        sentence(the_headline_says_what_was_saved),
        sentence(the_headline_names_its_period),
        sentence(other_currencies_are_named),
        sentence(nothing_saved_says_so),
        sentence(the_shortest_bar_of_the_history_is_one_column),
        sentence(large_amounts_stand_below),
        sentence(every_width_of_code_and_figure_fits_the_page),
        sentence(long_notes_wrap_within_whole_characters),
        sentence(wide_characters_take_two_columns),
        sentence(nothing_turns_the_reading_direction),
        sentence(csv_has_the_entries),
        sentence(json_has_these_keys_in_this_order),
        sentence(an_empty_statement_has_empty_lists),
        sentence(hostile_notes_stay_texts_in_json),
        sentence(the_same_statement_gives_the_same_bytes),
        sentence(what_cannot_be_written_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
