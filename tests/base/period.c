#include "testing.h"

#include "base/date.h"

static cty_date
day(int32_t packed)
{
    return ctyi_date_unpack(packed);
}

static void
assert_period(const char *text, int fiscal_year_start, int kind, int32_t from,
              int32_t to)
{
    cty_period period;

    memset(&period, 0xA5, sizeof(period));
    assert_int_equal(cty_period_parse(text, fiscal_year_start, &period, NULL),
                     CTY_OK);
    assert_int_equal(period.kind, kind);
    assert_int_equal(period.fiscal_year_start, fiscal_year_start);
    assert_int_equal(ctyi_date_pack(period.from), from);
    assert_int_equal(ctyi_date_pack(period.to), to);
    assert_string_equal(period.name, text);
}

static void
the_four_forms_are_read(void **state)
{
    (void)state;
    assert_period("2026-Q3", 1, CTY_PERIOD_QUARTER, 20260701, 20260930);
    assert_period("2026", 1, CTY_PERIOD_YEAR, 20260101, 20261231);
    assert_period("2026-07", 1, CTY_PERIOD_MONTH, 20260701, 20260731);
    assert_period("2024-02", 1, CTY_PERIOD_MONTH, 20240201, 20240229);
    assert_period("2026-01-01..2026-03-31", 1, CTY_PERIOD_RANGE, 20260101,
                  20260331);
    assert_period("2026-03-05..2026-03-05", 1, CTY_PERIOD_RANGE, 20260305,
                  20260305);
    assert_period("1900-01-01..9999-12-31", 1, CTY_PERIOD_RANGE, 19000101,
                  99991231);
}

static void
fiscal_periods_are_named_by_the_year_they_begin_in(void **state)
{
    (void)state;
    assert_period("2026-Q3", 4, CTY_PERIOD_QUARTER, 20261001, 20261231);
    assert_period("2026-Q4", 4, CTY_PERIOD_QUARTER, 20270101, 20270331);
    assert_period("2026", 4, CTY_PERIOD_YEAR, 20260401, 20270331);
    assert_period("2023-Q1", 12, CTY_PERIOD_QUARTER, 20231201, 20240229);
    assert_period("2023", 3, CTY_PERIOD_YEAR, 20230301, 20240229);
    /* months are of the calendar */
    assert_period("2026-07", 4, CTY_PERIOD_MONTH, 20260701, 20260731);
}

static void
periods_lie_within_1900_to_9999(void **state)
{
    cty_period period;
    cty_error err;

    (void)state;
    assert_period("1900", 1, CTY_PERIOD_YEAR, 19000101, 19001231);
    assert_period("9999", 1, CTY_PERIOD_YEAR, 99990101, 99991231);
    assert_period("1899-Q4", 4, CTY_PERIOD_QUARTER, 19000101, 19000331);
    assert_period("9999-Q3", 4, CTY_PERIOD_QUARTER, 99991001, 99991231);
    assert_refused(cty_period_parse("9999", 4, &period, &err), CTY_E_ARGUMENT,
                   "period",
                   "\"9999\" ends after 9999: periods lie within 1900-01-01 to "
                   "9999-12-31");
    assert_refused(cty_period_parse("1899", 4, &period, &err), CTY_E_ARGUMENT,
                   "period",
                   "\"1899\" begins before 1900: periods lie within 1900-01-01 "
                   "to 9999-12-31");
    assert_int_equal(cty_period_parse("1899-Q4", 2, &period, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_period_parse("9999-Q4", 2, &period, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_period_parse("0000", 1, &period, NULL),
                     CTY_E_ARGUMENT);
    assert_int_equal(cty_period_parse("1899-12", 1, &period, NULL),
                     CTY_E_ARGUMENT);
}

static void
refused_periods_say_what_to_write(void **state)
{
    cty_period period;
    cty_period untouched;
    cty_error err;

    (void)state;
    memset(&untouched, 0xA5, sizeof(untouched));
    period = untouched;
    assert_refused(cty_period_parse("2026-Q5", 1, &period, &err),
                   CTY_E_ARGUMENT, "period",
                   "\"2026-Q5\" is not a period: write 2026-Q3, 2026, 2026-07 "
                   "or 2026-01-01..2026-03-31");
    assert_refused(cty_period_parse("2026-03-31..2026-01-01", 1, &period, &err),
                   CTY_E_ARGUMENT, "period",
                   "\"2026-03-31..2026-01-01\" runs backwards: write "
                   "2026-01-01..2026-03-31");
    assert_refused(cty_period_parse("2026-02-01..2026-02-29", 1, &period, &err),
                   CTY_E_ARGUMENT, "period",
                   "\"2026-02-29\" is no day: February 2026 has 28 days");
    assert_refused(cty_period_parse("2026", 13, &period, &err), CTY_E_ARGUMENT,
                   "fiscal_year_start",
                   "a fiscal year cannot begin with month 13: write 1 "
                   "(January) to 12 (December)");
    assert_refused(cty_period_parse(NULL, 1, &period, &err), CTY_E_ARGUMENT,
                   "period", "period is missing");
    assert_refused(cty_period_parse("2026", 1, NULL, &err), CTY_E_ARGUMENT,
                   "out_period", "out_period is missing");
    assert_refused(cty_period_parse("2026-02-29..2026-03-31", 1, &period, &err),
                   CTY_E_ARGUMENT, "period",
                   "\"2026-02-29\" is no day: February 2026 has 28 days");
    assert_memory_equal(&period, &untouched, sizeof(period));
}

static void
nothing_else_is_a_period(void **state)
{
    static const char *const texts[] = {"",
                                        "26",
                                        "2026-",
                                        "2026-Q",
                                        "2026-Q0",
                                        "2026-q3",
                                        "2026Q3",
                                        "2026-Q33",
                                        "2026-13",
                                        "2026-00",
                                        "2026-7",
                                        "2026-07-01",
                                        "Q3 2026",
                                        " 2026",
                                        "2026 ",
                                        "2026-007",
                                        "last",
                                        "2026..2027",
                                        "2026-01-01..",
                                        "2026-01-01...2026-03-31",
                                        "2026-01-01-2026-03-31",
                                        "2026-01-01..2026-03-31 "};
    cty_period period;

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        cty_error err = CTY_ERROR_INIT;

        assert_int_equal(cty_period_parse(texts[i], 1, &period, &err),
                         CTY_E_ARGUMENT);
        assert_string_contains(err.message, "is not a period");
    }
}

static void
check_quarter(int year, int month, int start)
{
    int32_t first = year * 10000 + month * 100 + 1;
    cty_period period;
    cty_period parsed;
    cty_period last;
    char name[12];
    cty_status status =
        cty_period_of(day(first), CTY_PERIOD_QUARTER, start, &period, NULL);

    ctyi_quarter_name(year * 100 + month, start, name);
    if (status != CTY_OK) {
        assert_int_equal(cty_period_parse(name, start, &parsed, NULL),
                         CTY_E_ARGUMENT);
        assert_true(year == 1900 || year == 9999);
        return;
    }
    assert_string_equal(period.name, name);
    assert_true(cty_date_compare(period.from, day(first)) <= 0);
    assert_true(cty_date_compare(period.to, day(first)) > 0);
    assert_int_equal((period.from.month - start + 12) % 3, 0);
    assert_int_equal(period.from.day, 1);

    assert_int_equal(cty_period_parse(name, start, &parsed, NULL), CTY_OK);
    assert_memory_equal(&parsed, &period, sizeof(period));
    assert_int_equal(
        cty_period_of(period.to, CTY_PERIOD_QUARTER, start, &last, NULL),
        CTY_OK);
    assert_memory_equal(&last, &period, sizeof(period));
}

static void
every_month_lies_in_its_quarter_whenever_the_year_begins(void **state)
{
    (void)state;
    for (int start = 1; start <= 12; start++) {
        for (int year = 1900; year <= 9999; year++) {
            for (int month = 1; month <= 12; month++)
                check_quarter(year, month, start);
        }
    }
}

static void
the_four_quarters_of_a_year_are_the_year(void **state)
{
    (void)state;
    for (int start = 1; start <= 12; start++) {
        for (int year = 1900; year <= 9998; year++) {
            cty_period quarter;
            cty_period whole;
            char name[12] = "";

            assert_int_equal(cty_period_of(day(year * 10000 + start * 100 + 1),
                                           CTY_PERIOD_YEAR, start, &whole,
                                           NULL),
                             CTY_OK);
            memcpy(name, whole.name, 4);
            memcpy(name + 4, "-Q1", 4);
            assert_int_equal(cty_period_parse(name, start, &quarter, NULL),
                             CTY_OK);
            assert_int_equal(cty_date_compare(quarter.from, whole.from), 0);
            name[6] = '4';
            assert_int_equal(cty_period_parse(name, start, &quarter, NULL),
                             CTY_OK);
            assert_int_equal(cty_date_compare(quarter.to, whole.to), 0);
        }
    }
}

/* The day after, told without the library's month arithmetic. */
static cty_date
day_after(cty_date date)
{
    cty_date next = date;

    next.day++;
    if (!cty_date_valid(next)) {
        next.day = 1;
        next.month++;
    }
    if (!cty_date_valid(next)) {
        next.month = 1;
        next.year++;
    }
    return next;
}

static void
walk_back(int kind, int start, int expected)
{
    cty_period period;
    cty_period before;
    int steps = 0;

    assert_int_equal(cty_period_of(day(20260731), kind, start, &period, NULL),
                     CTY_OK);
    while (cty_period_before(&period, &before, NULL) == CTY_OK) {
        assert_int_equal(cty_date_compare(day_after(before.to), period.from),
                         0);
        assert_int_equal(before.kind, kind);
        period = before;
        steps++;
    }
    assert_int_equal(steps, expected);
}

static void
the_period_before_ends_the_day_before_down_to_1900(void **state)
{
    (void)state;
    walk_back(CTY_PERIOD_MONTH, 1, 126 * 12 + 6);
    walk_back(CTY_PERIOD_QUARTER, 1, 126 * 4 + 2);
    walk_back(CTY_PERIOD_QUARTER, 4, 126 * 4 + 2);
    walk_back(CTY_PERIOD_QUARTER, 5, 126 * 4 + 1);
    walk_back(CTY_PERIOD_YEAR, 1, 126);
    walk_back(CTY_PERIOD_YEAR, 10, 125);
}

static void
a_range_has_no_period_before(void **state)
{
    cty_period range;
    cty_period before;
    cty_error err;

    (void)state;
    assert_int_equal(
        cty_period_parse("2026-01-01..2026-03-31", 1, &range, NULL), CTY_OK);
    assert_refused(cty_period_before(&range, &before, &err), CTY_E_ARGUMENT,
                   "period",
                   "\"2026-01-01..2026-03-31\" has no period before it: ask "
                   "for that of a month, a quarter or a year");
    assert_int_equal(cty_period_before(NULL, &before, NULL), CTY_E_ARGUMENT);
    memset(&range, 0xA5, sizeof(range));
    assert_int_equal(cty_period_before(&range, &before, NULL), CTY_E_ARGUMENT);
}

static void
periods_of_no_day_or_kind_are_refused(void **state)
{
    cty_period period;
    cty_error err;

    (void)state;
    assert_refused(
        cty_period_of(day(20260230), CTY_PERIOD_MONTH, 1, &period, &err),
        CTY_E_ARGUMENT, "date",
        "2026-02-30 is no day from 1900-01-01 to 9999-12-31");
    assert_refused(
        cty_period_of(day(20260228), CTY_PERIOD_RANGE, 1, &period, &err),
        CTY_E_ARGUMENT, "kind",
        "0 is no kind of period that holds a day: name a month (1), a quarter "
        "(2) or a year (3)");
    assert_int_equal(cty_period_of(day(20260228), 4, 1, &period, NULL),
                     CTY_E_ARGUMENT);
    assert_refused(
        cty_period_of(day(20260228), CTY_PERIOD_MONTH, 1, NULL, &err),
        CTY_E_ARGUMENT, "out_period", "out_period is missing");
    assert_int_equal(
        cty_period_of(day(20260228), CTY_PERIOD_YEAR, 0, &period, NULL),
        CTY_E_ARGUMENT);
    assert_int_equal(
        cty_period_of(day(19000101), CTY_PERIOD_YEAR, 2, &period, NULL),
        CTY_E_ARGUMENT);
    assert_int_equal(
        cty_period_of(day(99991231), CTY_PERIOD_YEAR, 2, &period, NULL),
        CTY_E_ARGUMENT);
}

static void
assert_title(const char *text, int fiscal_year_start, const char *expected)
{
    cty_period period;
    char title[80];

    assert_int_equal(cty_period_parse(text, fiscal_year_start, &period, NULL),
                     CTY_OK);
    assert_ptr_equal(cty_period_title(&period, title), title);
    assert_string_equal(title, expected);
}

static void
titles_are_as_a_reader_wants_them(void **state)
{
    (void)state;
    assert_title("2026-Q3", 1, "Q3 2026, 1 July to 30 September 2026");
    assert_title("2026-Q3", 4, "Q3 2026/27, 1 October to 31 December 2026");
    assert_title("2026-Q4", 4, "Q4 2026/27, 1 January to 31 March 2027");
    assert_title("2026-Q4", 2,
                 "Q4 2026/27, 1 November 2026 to 31 January 2027");
    assert_title("1999-Q1", 7, "Q1 1999/00, 1 July to 30 September 1999");
    assert_title("2026", 1, "2026, 1 January to 31 December 2026");
    assert_title("2026", 4, "2026/27, 1 April 2026 to 31 March 2027");
    assert_title("2026-07", 4, "July 2026");
    assert_title("2026-01-01..2026-03-31", 1, "1 January to 31 March 2026");
    assert_title("2025-12-31..2026-01-01", 1,
                 "31 December 2025 to 1 January 2026");
    assert_title("2025-01-31..2026-12-01", 1,
                 "31 January 2025 to 1 December 2026");
    assert_title("2026-03-05..2026-03-05", 1, "5 March 2026");
}

static void
what_is_no_period_has_no_title(void **state)
{
    cty_period period = {0};
    char title[80] = "x";

    (void)state;
    assert_string_equal(cty_period_title(&period, title), "");
    memset(&period, 0xFF, sizeof(period));
    assert_string_equal(cty_period_title(&period, title), "");
    assert_int_equal(cty_period_parse("2026", 1, &period, NULL), CTY_OK);
    period.to = day(20260231);
    assert_string_equal(cty_period_title(&period, title), "");
    period.to = day(20261231);
    period.fiscal_year_start = 13;
    assert_string_equal(cty_period_title(&period, title), "");
    period.fiscal_year_start = 0;
    assert_string_equal(cty_period_title(&period, title), "");
}

static void
months_are_named_by_their_fiscal_quarter(void **state)
{
    char name[12];

    (void)state;
    assert_string_equal(ctyi_quarter_name(202609, 1, name), "2026-Q3");
    assert_string_equal(ctyi_quarter_name(202610, 4, name), "2026-Q3");
    assert_string_equal(ctyi_quarter_name(202603, 4, name), "2025-Q4");
    assert_string_equal(ctyi_quarter_name(202612, 12, name), "2026-Q1");
    assert_string_equal(ctyi_quarter_name(190001, 4, name), "1899-Q4");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_four_forms_are_read),
        cmocka_unit_test(fiscal_periods_are_named_by_the_year_they_begin_in),
        cmocka_unit_test(periods_lie_within_1900_to_9999),
        cmocka_unit_test(refused_periods_say_what_to_write),
        cmocka_unit_test(nothing_else_is_a_period),
        cmocka_unit_test(
            every_month_lies_in_its_quarter_whenever_the_year_begins),
        cmocka_unit_test(the_four_quarters_of_a_year_are_the_year),
        cmocka_unit_test(the_period_before_ends_the_day_before_down_to_1900),
        cmocka_unit_test(a_range_has_no_period_before),
        cmocka_unit_test(periods_of_no_day_or_kind_are_refused),
        cmocka_unit_test(titles_are_as_a_reader_wants_them),
        cmocka_unit_test(what_is_no_period_has_no_title),
        cmocka_unit_test(months_are_named_by_their_fiscal_quarter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
