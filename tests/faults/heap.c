#include "heap.h"

#include <sqlite3.h>

#include "cases.h"

struct heap_plan heap_plan;

static sqlite3_mem_methods real;

static bool
heap_fails(void)
{
    struct heap_plan *plan = &heap_plan;

    if (!plan->armed)
        return false;
    plan->met++;
    if (plan->at == 0 || plan->met < plan->at)
        return false;
    if (plan->met > plan->at && !plan->for_good)
        return false;
    plan->failed++;
    return true;
}

static void *
heap_malloc(int size)
{
    return heap_fails() ? NULL : real.xMalloc(size);
}

static void *
heap_realloc(void *memory, int size)
{
    return heap_fails() ? NULL : real.xRealloc(memory, size);
}

void
heap_take(void)
{
    sqlite3_mem_methods own;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        give_up("SQLite does not give its allocator");
    own = real;
    own.xMalloc = heap_malloc;
    own.xRealloc = heap_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &own) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 1) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK)
        give_up("SQLite does not take an allocator");
}

void
heap_arm(void *context)
{
    (void)context;
    heap_plan.met = heap_plan.failed = 0;
    heap_plan.armed = true;
}

void
heap_disarm(void *context)
{
    (void)context;
    heap_plan.armed = false;
}
