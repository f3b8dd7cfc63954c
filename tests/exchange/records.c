/* Tables as CSV and as JSON. */
#include "shop.h"

static const cty_column columns[] = {{"name", CTY_COLUMN_TEXT},
                                     {"amount", CTY_COLUMN_AMOUNT},
                                     {"count", CTY_COLUMN_INTEGER},
                                     {"saving", CTY_COLUMN_BOOL}};

static cty_records *
records_in(int32_t format, struct pile *pile)
{
    cty_records *records = NULL;

    memset(pile, 0, sizeof(*pile));
    assert_ok(
        cty_records_open(format, columns, 4, pile_up, pile, &records, ERR));
    return records;
}

static void
add_row(cty_records *records, const char *name, const char *amount,
        const char *count, const char *saving)
{
    const char *const cells[] = {name, amount, count, saving};

    assert_ok(cty_records_row(records, cells, ERR));
}

static void
assert_piled(struct pile *pile, cty_records *records, const char *expected)
{
    assert_ok(cty_records_close(records, ERR));
    assert_string_equal(pile->bytes, expected);
    free(pile->bytes);
}

static void
csv_has_a_header_and_plain_decimals(void **state)
{
    struct pile pile;
    cty_records *records = records_in(CTY_FORMAT_CSV, &pile);

    (void)state;
    add_row(records, "Harbor Foods", "-3000.00", "17", "yes");
    add_row(records, NULL, NULL, "", "no");
    assert_piled(&pile, records,
                 "name,amount,count,saving\n"
                 "Harbor Foods,-3000.00,17,yes\n"
                 ",,,no\n");
    records = records_in(CTY_FORMAT_CSV, &pile);
    assert_piled(&pile, records, "name,amount,count,saving\n");
}

static void
json_is_an_array_of_objects(void **state)
{
    struct pile pile;
    cty_records *records = records_in(CTY_FORMAT_JSON, &pile);

    (void)state;
    add_row(records, "Harbor Foods", "-3000.00", "17", "yes");
    add_row(records, NULL, NULL, "", "no");
    assert_piled(&pile, records,
                 "[\n"
                 "  {\"name\": \"Harbor Foods\", \"amount\": \"-3000.00\", "
                 "\"count\": 17, \"saving\": true},\n"
                 "  {\"name\": \"\", \"amount\": null, \"count\": null, "
                 "\"saving\": false}\n"
                 "]\n");
    records = records_in(CTY_FORMAT_JSON, &pile);
    assert_piled(&pile, records, "[]\n");
}

static void
assert_cell(int32_t format, const char *text, const char *expected)
{
    static const cty_column one[] = {{"t", CTY_COLUMN_TEXT}};
    struct pile pile = {0};
    cty_records *records = NULL;
    char whole[200];

    snprintf(whole, sizeof(whole),
             format == CTY_FORMAT_CSV ? "t\n%s\n" : "[\n  {\"t\": %s}\n]\n",
             expected);
    assert_ok(cty_records_open(format, one, 1, pile_up, &pile, &records, ERR));
    assert_ok(cty_records_row(records, &text, ERR));
    assert_piled(&pile, records, whole);
}

static void
csv_cells_are_quoted_only_where_they_must_be(void **state)
{
    (void)state;
    assert_cell(CTY_FORMAT_CSV, "plain; text", "plain; text");
    assert_cell(CTY_FORMAT_CSV, "a,b", "\"a,b\"");
    assert_cell(CTY_FORMAT_CSV, "say \"so\"", "\"say \"\"so\"\"\"");
    assert_cell(CTY_FORMAT_CSV, "two\nlines", "\"two\nlines\"");
    assert_cell(CTY_FORMAT_CSV, "two\rlines", "\"two\rlines\"");
    assert_cell(CTY_FORMAT_CSV, " led", "\" led\"");
    assert_cell(CTY_FORMAT_CSV, "followed ", "\"followed \"");
    assert_cell(CTY_FORMAT_CSV, "", "\"\"");
}

/* Spaces around a cell are trimmed by whoever reads it, and so are tabs. */
static void
a_tab_at_the_end_of_a_cell_is_not_lost(void **state)
{
    (void)state;
    assert_cell(CTY_FORMAT_CSV, "\tled", "\"\tled\"");
    assert_cell(CTY_FORMAT_CSV, "followed\t", "\"followed\t\"");
    assert_cell(CTY_FORMAT_CSV, "with\tin", "with\tin");
}

static void
formulas_get_a_guard_that_can_be_taken_off_again(void **state)
{
    (void)state;
    assert_cell(CTY_FORMAT_CSV, "=1+1", "'=1+1");
    assert_cell(CTY_FORMAT_CSV, "+1", "'+1");
    assert_cell(CTY_FORMAT_CSV, "-1", "'-1");
    assert_cell(CTY_FORMAT_CSV, "@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    assert_cell(CTY_FORMAT_CSV, "'=1", "''=1");
    assert_cell(CTY_FORMAT_CSV, "''-x", "'''-x");
    assert_cell(CTY_FORMAT_CSV, "'quoted'", "'quoted'");
    assert_cell(CTY_FORMAT_CSV, "1=1", "1=1");
    assert_cell(CTY_FORMAT_JSON, "=1+1", "\"=1+1\"");
}

static void
json_texts_can_stand_in_a_page(void **state)
{
    (void)state;
    assert_cell(CTY_FORMAT_JSON, "say \"so\" \\ or",
                "\"say \\\"so\\\" \\\\ or\"");
    assert_cell(CTY_FORMAT_JSON, "</script>&",
                "\"\\u003c/script\\u003e\\u0026\"");
    assert_cell(CTY_FORMAT_JSON, "\x01\n\x7F", "\"\\u0001\\u000a\\u007f\"");
    assert_cell(CTY_FORMAT_JSON, "\xE2\x80\xA8\xE2\x80\xA9",
                "\"\\u2028\\u2029\"");
    assert_cell(CTY_FORMAT_JSON, "Caf\xC3\xA9 \xF0\x9F\x8D\xBA",
                "\"Caf\xC3\xA9 \xF0\x9F\x8D\xBA\"");
    assert_cell(CTY_FORMAT_JSON, "\xC3(", "\"\\ufffd(\"");
    assert_cell(CTY_FORMAT_JSON, "\xED\xA0\x80", "\"\\ufffd\\ufffd\\ufffd\"");
}

static void
a_cell_that_is_not_what_its_column_says_is_refused(void **state)
{
    static const char *const bad[][4] = {
        {"", "1,000", "1", "no"}, {"", "=1", "1", "no"}, {"", "1.", "1", "no"},
        {"", "", "1.5", "no"},    {"", "", "017", "no"}, {"", "", "-", "no"},
        {"", "", "1", ""},        {"", "", "1", "true"}};
    struct pile pile;
    cty_records *records = records_in(CTY_FORMAT_CSV, &pile);

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        cty_error err = CTY_ERROR_INIT;

        assert_int_equal(cty_records_row(records, bad[i], &err),
                         CTY_E_ARGUMENT);
        assert_string_not_equal(err.field, "");
    }
    assert_piled(&pile, records, "name,amount,count,saving\n");
}

/* ---- outputs that end ---- */

static bool
take_no_more(void *context, const void *bytes, size_t size)
{
    int *calls = context;

    (void)bytes;
    (void)size;
    return ++*calls < 2;
}

static void
an_output_that_cannot_be_written_is_told_and_not_tried_again(void **state)
{
    static char text[1001];
    const char *const cells[] = {text, "", "", "no"};
    cty_records *records = NULL;
    cty_error err = CTY_ERROR_INIT;
    cty_status status = CTY_OK;
    int calls = 0;

    (void)state;
    memset(text, 'x', sizeof(text) - 1);
    assert_ok(cty_records_open(CTY_FORMAT_CSV, columns, 4, take_no_more, &calls,
                               &records, ERR));
    for (int i = 0; i < 40 && status == CTY_OK; i++)
        status = cty_records_row(records, cells, &err);
    assert_int_equal(status, CTY_E_STORE);
    assert_int_equal(cty_records_close(records, &err), CTY_E_STORE);
    assert_int_equal(calls, 2);
}

static void
strangers_are_refused(void **state)
{
    cty_records *records = NULL;
    cty_column odd = {"odd", 9};
    cty_error err = CTY_ERROR_INIT;
    struct pile pile;

    (void)state;
    assert_int_equal(cty_records_open(CTY_FORMAT_TEXT, columns, 4, pile_up,
                                      &pile, &records, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "format");
    assert_int_equal(cty_records_open(CTY_FORMAT_CSV, NULL, 4, pile_up, &pile,
                                      &records, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_records_open(CTY_FORMAT_CSV, columns, 0, pile_up,
                                      &pile, &records, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_records_open(CTY_FORMAT_CSV, &odd, 1, pile_up, &pile,
                                      &records, &err),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_records_open(CTY_FORMAT_CSV, columns, 4, NULL, &pile,
                                      &records, &err),
                     CTY_E_ARGUMENT);
    assert_string_equal(err.field, "write");
    assert_int_equal(cty_records_close(NULL, &err), CTY_E_ARGUMENT);
    assert_null(records);
}

static void
digests_are_sha_256(void **state)
{
    char hex[CTY_CHAIN_HEAD_TEXT];

    (void)state;
    cty_sha256_hex("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
                             "b00361a396177a9cb410ff61f20015ad");
    cty_sha256_hex(NULL, 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
                             "27ae41e4649b934ca495991b7852b855");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_a_header_and_plain_decimals),
        cmocka_unit_test(json_is_an_array_of_objects),
        cmocka_unit_test(csv_cells_are_quoted_only_where_they_must_be),
        cmocka_unit_test(a_tab_at_the_end_of_a_cell_is_not_lost),
        cmocka_unit_test(formulas_get_a_guard_that_can_be_taken_off_again),
        cmocka_unit_test(json_texts_can_stand_in_a_page),
        cmocka_unit_test(a_cell_that_is_not_what_its_column_says_is_refused),
        cmocka_unit_test(
            an_output_that_cannot_be_written_is_told_and_not_tried_again),
        cmocka_unit_test(strangers_are_refused),
        cmocka_unit_test(digests_are_sha_256),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
