#include "testing.h"

#include "base/date.h"

static const int64_t DAY_MS = 86400000;

static cty_date
day(int year, int month, int day_of_month)
{
    return (cty_date){.year = (int16_t)year,
                      .month = (uint8_t)month,
                      .day = (uint8_t)day_of_month};
}

static bool
is_leap_by_the_book(int year)
{
    if (year % 400 == 0)
        return true;
    return year % 4 == 0 && year % 100 != 0;
}

static int
month_days_by_the_book(int year, int month)
{
    if (month == 2)
        return is_leap_by_the_book(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void
check_day(cty_date date, cty_date before, int64_t since_1970)
{
    char text[CTY_DATE_TEXT];
    cty_date back = {0};

    assert_true(cty_date_valid(date));
    assert_int_equal(cty_date_parse(cty_date_format(date, text), &back, NULL),
                     CTY_OK);
    assert_memory_equal(&back, &date, sizeof(date));

    back = ctyi_date_unpack(ctyi_date_pack(date));
    assert_memory_equal(&back, &date, sizeof(date));
    assert_true(ctyi_date_pack(before) < ctyi_date_pack(date));
    assert_true(cty_date_compare(before, date) < 0);
    assert_true(cty_date_compare(date, before) > 0);
    assert_int_equal(cty_date_compare(date, date), 0);

    back = cty_date_of_utc_ms(since_1970 * DAY_MS);
    assert_memory_equal(&back, &date, sizeof(date));
    back = cty_date_of_utc_ms(since_1970 * DAY_MS + DAY_MS - 1);
    assert_memory_equal(&back, &date, sizeof(date));
}

static void
every_day_from_1900_to_9999_comes_back(void **state)
{
    cty_date before = {0};
    int64_t since_1970 = -25567;

    (void)state;
    for (int year = 1900; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            int days = month_days_by_the_book(year, month);

            assert_int_equal(ctyi_month_days(year, month), days);
            for (int i = 1; i <= days; i++) {
                check_day(day(year, month, i), before, since_1970++);
                before = day(year, month, i);
            }
            assert_false(cty_date_valid(day(year, month, days + 1)));
            assert_false(cty_date_valid(day(year, month, 0)));
        }
    }
    assert_int_equal(since_1970, 2932897);
}

static void
times_fall_on_their_utc_day(void **state)
{
    static const struct {
        int64_t ms;
        int32_t day;
    } times[] = {
        {0, 19700101},
        {-1, 19691231},
        {86399999, 19700101},
        {86400000, 19700102},
        {INT64_C(951782400000), 20000229},
        {INT64_C(1790812799999), 20260930},
        {INT64_C(1790812800000), 20261001},
        {INT64_C(-2208988800000), 19000101},
        {INT64_C(-2208988800001), 0},
        {INT64_C(253402300799999), 99991231},
        {INT64_C(253402300800000), 0},
        {INT64_MAX, 0},
        {INT64_MIN, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
        assert_int_equal(ctyi_date_pack(cty_date_of_utc_ms(times[i].ms)),
                         times[i].day);
}

static void
refused_dates_say_what_to_write(void **state)
{
    cty_date date = day(2001, 2, 3);
    cty_date untouched = date;
    cty_error err;

    (void)state;
    assert_refused(cty_date_parse("30/09/2026", &date, &err), CTY_E_ARGUMENT,
                   "date",
                   "\"30/09/2026\" is not a date: write YYYY-MM-DD, as in "
                   "2026-09-30");
    assert_refused(cty_date_parse("2026-02-30", &date, &err), CTY_E_ARGUMENT,
                   "date",
                   "\"2026-02-30\" is no day: February 2026 has 28 days");
    assert_refused(cty_date_parse("2024-02-30", &date, &err), CTY_E_ARGUMENT,
                   "date",
                   "\"2024-02-30\" is no day: February 2024 has 29 days");
    assert_refused(cty_date_parse("2026-04-00", &date, &err), CTY_E_ARGUMENT,
                   "date", "\"2026-04-00\" is no day: April 2026 has 30 days");
    assert_refused(cty_date_parse("2026-13-01", &date, &err), CTY_E_ARGUMENT,
                   "date",
                   "\"2026-13-01\" is no day: months run from 01 to 12");
    assert_refused(cty_date_parse("2026-00-01", &date, &err), CTY_E_ARGUMENT,
                   "date",
                   "\"2026-00-01\" is no day: months run from 01 to 12");
    assert_refused(cty_date_parse("1899-12-31", &date, &err), CTY_E_ARGUMENT,
                   "date",
                   "\"1899-12-31\" is out of range: dates run from 1900-01-01 "
                   "to 9999-12-31");
    assert_refused(cty_date_parse(NULL, &date, &err), CTY_E_ARGUMENT, "date",
                   "date is missing");
    assert_refused(cty_date_parse("2026-09-30", NULL, &err), CTY_E_ARGUMENT,
                   "out_date", "out_date is missing");
    assert_memory_equal(&date, &untouched, sizeof(date));
}

static void
only_the_one_form_is_a_date(void **state)
{
    static const char *const texts[] = {"",
                                        "2026",
                                        "2026-09",
                                        "2026-9-30",
                                        "2026-09-3",
                                        "20260930",
                                        "2026/09/30",
                                        "2026-09-30 ",
                                        " 2026-09-30",
                                        "2026-09-300",
                                        "-026-09-30",
                                        "2026-09-3a",
                                        "12026-09-30",
                                        "2026-09-30T00:00:00Z"};
    cty_date date;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_int_equal(cty_date_parse(texts[i], &date, NULL), CTY_E_ARGUMENT);
}

static void
what_is_no_day_is_shown_as_it_is(void **state)
{
    char text[CTY_DATE_TEXT];

    (void)state;
    assert_string_equal(cty_date_format(day(0, 0, 0), text), "");
    assert_string_equal(cty_date_format(day(2026, 2, 30), text), "2026-02-30");
    assert_string_equal(cty_date_format(day(0, 1, 2), text), "0000-01-02");
    assert_string_equal(cty_date_format(day(0, 0, 5), text), "0000-00-05");
    assert_string_equal(cty_date_format(day(0, 99, 99), text), "0000-99-99");
    assert_string_equal(cty_date_format(day(2026, 100, 1), text), "");
    assert_string_equal(cty_date_format(day(2026, 1, 100), text), "");
    assert_string_equal(cty_date_format(day(INT16_MIN, 255, 255), text), "");
    assert_string_equal(cty_date_format(day(INT16_MAX, 1, 1), text), "");
    assert_false(cty_date_valid(day(0, 0, 0)));
    assert_false(cty_date_valid(day(1899, 12, 31)));
    assert_false(cty_date_valid(day(10000, 1, 1)));
    assert_false(cty_date_valid(day(2026, 13, 1)));
}

static void
a_date_not_given_is_packed_as_zero(void **state)
{
    cty_date none = {0};
    cty_date back = ctyi_date_unpack(0);

    (void)state;
    assert_int_equal(ctyi_date_pack(none), 0);
    assert_memory_equal(&back, &none, sizeof(none));
    assert_int_equal(ctyi_date_pack(day(2026, 9, 30)), 20260930);
    assert_int_equal(ctyi_date_month(20260930), 202609);
    assert_true(cty_date_compare(none, day(1900, 1, 1)) < 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1900_to_9999_comes_back),
        cmocka_unit_test(times_fall_on_their_utc_day),
        cmocka_unit_test(refused_dates_say_what_to_write),
        cmocka_unit_test(only_the_one_form_is_a_date),
        cmocka_unit_test(what_is_no_day_is_shown_as_it_is),
        cmocka_unit_test(a_date_not_given_is_packed_as_zero),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
