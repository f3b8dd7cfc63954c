#include "testing.h"

#include "base/adopt.h"

/* A struct as it was, as it is, and as it may be one day. */
struct first {
    uint32_t struct_size;
    int32_t amount;
};

struct ours {
    uint32_t struct_size;
    int32_t amount;
    int64_t added;
};

struct newer {
    uint32_t struct_size;
    int32_t amount;
    int64_t added;
    int64_t unknown;
};

static cty_status
adopt(struct ours *own, const void *theirs, cty_error *err)
{
    return ctyi_adopt(own, sizeof(*own), theirs, sizeof(struct first), "grant",
                      err);
}

static void
a_smaller_callers_tail_reads_as_zero(void **state)
{
    struct first theirs = {sizeof(theirs), 7};
    struct ours own = {0, -1, -1};

    (void)state;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_OK);
    assert_int_equal(own.struct_size, sizeof(own));
    assert_int_equal(own.amount, 7);
    assert_int_equal(own.added, 0);
}

static void
a_caller_of_the_same_release_is_copied(void **state)
{
    struct ours theirs = {sizeof(theirs), 7, 8};
    struct ours own = {0};

    (void)state;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_OK);
    assert_memory_equal(&own, &theirs, sizeof(own));
}

static void
a_newer_caller_is_understood_until_it_asks_for_more(void **state)
{
    struct newer theirs = {sizeof(theirs), 7, 8, 0};
    struct ours own = {0, 1, 2};
    cty_error err;

    (void)state;
    theirs.unknown = INT64_C(1) << 56;
    assert_refused(adopt(&own, &theirs, &err), CTY_E_ABI, "grant",
                   "grant asks for what only a newer courtesy knows: this "
                   "is " CTYI_VERSION);
    assert_int_equal(own.amount, 1);

    theirs.unknown = 0;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_OK);
    assert_int_equal(own.struct_size, sizeof(own));
    assert_int_equal(own.added, 8);
}

static void
a_struct_not_started_from_its_init_is_refused(void **state)
{
    struct ours theirs = {0};
    struct ours own = {0, 1, 2};
    cty_error err;

    (void)state;
    assert_refused(adopt(&own, &theirs, &err), CTY_E_ABI, "grant",
                   "grant says that its size is 0: start it from its INIT "
                   "macro");
    theirs.struct_size = sizeof(struct first) - 1;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_E_ABI);
    theirs.struct_size = 0xA5A5A5A5;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_E_ABI);
    theirs.struct_size = CTYI_STRUCT_MOST + 1;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_E_ABI);
    assert_refused(adopt(&own, NULL, &err), CTY_E_ARGUMENT, "grant",
                   "grant is missing");
    assert_int_equal(own.amount, 1);
}

static void
the_largest_struct_is_understood_and_one_byte_more_is_refused(void **state)
{
    static struct {
        struct ours known;
        char unknown[CTYI_STRUCT_MOST - sizeof(struct ours)];
        char beyond[8];
    } theirs = {{CTYI_STRUCT_MOST, 7, 8}, {0}, {0}};
    struct ours own;

    (void)state;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_OK);
    theirs.known.struct_size = CTYI_STRUCT_MOST + 1;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_E_ABI);
    theirs.known.struct_size = CTYI_STRUCT_MOST;
    theirs.unknown[sizeof(theirs.unknown) - 1] = 1;
    assert_int_equal(adopt(&own, &theirs, NULL), CTY_E_ABI);
}

static void
what_is_shown_stays_within_the_callers_size(void **state)
{
    struct ours own = {sizeof(own), 7, 8};
    struct {
        struct first first;
        int64_t behind;
    } smaller = {{sizeof(struct first), 0}, 99};
    struct newer newer = {sizeof(newer), -1, -1, -1};

    (void)state;
    ctyi_show(&own, sizeof(own), &smaller);
    assert_int_equal(smaller.first.struct_size, sizeof(struct first));
    assert_int_equal(smaller.first.amount, 7);
    assert_int_equal(smaller.behind, 99);

    ctyi_show(&own, sizeof(own), &newer);
    assert_int_equal(newer.struct_size, sizeof(newer));
    assert_int_equal(newer.amount, 7);
    assert_int_equal(newer.added, 8);
    assert_int_equal(newer.unknown, 0);

    ctyi_show(&own, sizeof(own), NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_smaller_callers_tail_reads_as_zero),
        cmocka_unit_test(a_caller_of_the_same_release_is_copied),
        cmocka_unit_test(a_newer_caller_is_understood_until_it_asks_for_more),
        cmocka_unit_test(a_struct_not_started_from_its_init_is_refused),
        cmocka_unit_test(
            the_largest_struct_is_understood_and_one_byte_more_is_refused),
        cmocka_unit_test(what_is_shown_stays_within_the_callers_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
