/* What the torture found, each by its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "heap.h"
#include "platter.h"
#include "cases.h"
#include "trial.h"

enum { CALLS_MOST = 20000 };

static struct rehearsal rehearsal;

static int
rehearse_all(void **state)
{
    (void)state;
    rehearse(&rehearsal);
    return 0;
}

static int
forget_all(void **state)
{
    (void)state;
    rehearsal_free(&rehearsal);
    return 0;
}

static const struct rehearsed *
rehearsed_as(const char *name)
{
    for (int i = 0; i < rehearsal.count; i++) {
        if (strcmp(rehearsal.steps[i].step->name, name) == 0)
            return &rehearsal.steps[i];
    }
    fail_msg("there is no step %s", name);
    return NULL;
}

static void
never(void *context)
{
    (void)context;
    disk_plan.armed = heap_plan.armed = false;
}

static void
on_disk(void *context)
{
    (void)context;
    disk_plan.met = disk_plan.failed = 0;
    disk_plan.armed = true;
}

static bool
store_only(cty_status status)
{
    return status == CTY_E_STORE;
}

static bool
busy_only(cty_status status)
{
    return status == CTY_E_BUSY;
}

static bool
memory_only(cty_status status)
{
    return status == CTY_E_MEMORY;
}

/* Let each call of the step fail from the first on, or each so many: all must
 * hold, and something be refused. */
static void
try_each(const char *step, const struct injector *injector, int64_t first,
         int64_t stride)
{
    struct trial trial = {.of = rehearsed_as(step), .injector = injector};
    int64_t refused = 0;

    for (int64_t at = first; at < CALLS_MOST; at += stride) {
        disk_plan.at = heap_plan.at = at;
        if (!trial_run(&trial))
            fail_msg("%s, call %lld: %s", step, (long long)at, trial.why);
        if (disk_plan.failed + heap_plan.failed == 0)
            break;
        refused += trial.status != trial.of->status;
        disk_plan.failed = heap_plan.failed = 0;
    }
    assert_true(refused > 0);
}

static void
try_disk(const char *step, enum disk_fault fault, enum disk_mode mode,
         bool (*allows)(cty_status status))
{
    const struct injector injector = {
        .arm = on_disk, .disarm = never, .allows = allows, .durable = true};

    heap_plan.failed = 0;
    disk_plan.fault = fault;
    disk_plan.mode = mode;
    try_each(step, &injector, 1, 1);
}

static void
try_memory(const char *step, int64_t stride)
{
    const struct injector injector = {
        .arm = heap_arm, .disarm = never, .allows = memory_only};

    disk_plan.failed = 0;
    heap_plan.for_good = false;
    try_each(step, &injector, 1, stride);
}

/* How many allocations the step makes. */
static int64_t
allocations_of(const char *step)
{
    const struct injector injector = {
        .arm = heap_arm, .disarm = never, .allows = memory_only};
    struct trial trial = {.of = rehearsed_as(step), .injector = &injector};

    heap_plan.at = 0;
    assert_true(trial_run(&trial));
    return heap_plan.met;
}

/* ---- what was found ---- */

static void
an_output_is_untouched_when_the_commit_fails(void **state)
{
    static const char *const writes[] = {"quote",  "accept", "decline",
                                         "bill",   "credit", "reverse",
                                         "client", "import"};

    (void)state;
    for (size_t i = 0; i < sizeof(writes) / sizeof(writes[0]); i++)
        try_disk(writes[i], FAULT_FULL, MODE_ONCE, store_only);
}

static void
a_lock_that_never_comes_is_busy(void **state)
{
    (void)state;
    try_disk("open", FAULT_BUSY, MODE_ON, busy_only);
    try_disk("credit", FAULT_BUSY, MODE_ON, busy_only);
}

static void
a_page_that_cannot_be_read_is_no_damage(void **state)
{
    (void)state;
    try_disk("check", FAULT_SHORT_READ, MODE_ONCE, store_only);
    try_disk("check", FAULT_SHORT_READ, MODE_ON, store_only);
    try_memory("check", 61);
}

static void
a_setting_that_cannot_be_read_has_no_other_value(void **state)
{
    (void)state;
    try_memory("open", 5);
}

/* Of memory that is gone at the commit and for the rollback as well. */
static void
a_commit_that_cannot_be_undone_says_what_failed(void **state)
{
    const struct injector injector = {
        .arm = heap_arm, .disarm = never, .allows = memory_only};

    (void)state;
    disk_plan.failed = 0;
    heap_plan.for_good = true;
    try_each("open-in-memory", &injector,
             allocations_of("open-in-memory") - 500, 3);
}

static void
a_log_that_cannot_be_looked_at_stays(void **state)
{
    (void)state;
    try_disk("create-beside-log", FAULT_ERROR, MODE_ONCE, store_only);
}

static void
an_unfinished_ledger_says_so_when_its_making_failed(void **state)
{
    (void)state;
    try_disk("create", FAULT_ERROR, MODE_ON, store_only);
    try_disk("create", FAULT_ERROR, MODE_ONCE, store_only);
}

static void
assert_unfinished(const struct disk *left)
{
    struct disk *copy = disk_copy(left);
    struct shop shop = {.turn = 0};
    cty_status status;

    disk_use(copy);
    vfs_reset();
    shop_ready(&shop, 1);
    status = shop_open(&shop);
    if (status != CTY_OK && status != CTY_E_NOT_FOUND &&
        strstr(shop.err.message, "never finished") == NULL)
        fail_msg("%s: %s", cty_status_name(status), shop.err.message);
    shop_close(&shop);
    disk_free(copy);
}

/* Nothing but the file's length, and then its content, got to the disk. */
static void
an_unfinished_ledger_says_so_when_the_power_was_cut(void **state)
{
    struct disk *disk = disk_new(), *base = disk_new();
    struct platter *platter = platter_new(base, FLAW_NONE);
    struct shop shop = {.turn = 0};

    (void)state;
    disk_use(disk);
    vfs_reset();
    shop_ready(&shop, 1);
    assert_int_equal(step_named("create", 6)->run(&shop), CTY_OK);
    shop_close(&shop);
    for (size_t end = 0; end < disk->event_count; end++) {
        struct disk *left;

        platter_play(platter, disk, end);
        left = platter_cut(platter, disk, CUT_KEEPS_NOTHING, 1);
        if (end % 2 == 0 && disk_find(left, DISK_LEDGER) != NULL &&
            disk_find(left, DISK_LEDGER)->now.size == 0)
            bytes_resize(&disk_find(left, DISK_LEDGER)->now, 4096);
        assert_unfinished(left);
        disk_free(left);
    }
    platter_free(platter);
    disk_free(base);
    disk_free(disk);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_output_is_untouched_when_the_commit_fails),
        cmocka_unit_test(a_lock_that_never_comes_is_busy),
        cmocka_unit_test(a_page_that_cannot_be_read_is_no_damage),
        cmocka_unit_test(a_setting_that_cannot_be_read_has_no_other_value),
        cmocka_unit_test(a_commit_that_cannot_be_undone_says_what_failed),
        cmocka_unit_test(a_log_that_cannot_be_looked_at_stays),
        cmocka_unit_test(an_unfinished_ledger_says_so_when_its_making_failed),
        cmocka_unit_test(an_unfinished_ledger_says_so_when_the_power_was_cut),
    };

    heap_take();
    vfs_register();
    return cmocka_run_group_tests(tests, rehearse_all, forget_all);
}
