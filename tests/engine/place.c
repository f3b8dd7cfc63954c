#define _XOPEN_SOURCE 700

#include "place.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOBODY = 65534 };

cty_error failure;

int
make_place(void **state)
{
    struct place *place = calloc(1, sizeof(*place));

    assert_non_null(place);
    snprintf(place->folder, sizeof(place->folder), "/tmp/courtesy-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    snprintf(place->ledger, sizeof(place->ledger), "%s/ledger.db",
             place->folder);
    *state = place;
    return 0;
}

int
make_ledger(void **state)
{
    struct ctyi_engine_open how = {.create = true, .busy_ms = 0};
    struct place *place;

    make_place(state);
    place = *state;
    how.path = place->ledger;
    assert_ok(ctyi_engine_open(&how, &place->engine, &failure));
    assert_ok(ctyi_engine_script(
        place->engine,
        "CREATE TABLE fact(no INTEGER PRIMARY KEY, note TEXT) STRICT",
        &failure));
    return 0;
}

static int
remove_one(const char *path, const struct stat *seen, int kind,
           struct FTW *where)
{
    (void)seen;
    (void)kind;
    (void)where;
    return remove(path);
}

int
remove_place(void **state)
{
    struct place *place = *state;

    become_oneself();
    ctyi_engine_close(place->engine);
    chmod(place->folder, 0700);
    nftw(place->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    free(place);
    return 0;
}

struct ctyi_engine_open
how_to(const char *path)
{
    return (struct ctyi_engine_open){.path = path};
}

struct ctyi_engine *
opened(const char *path)
{
    struct ctyi_engine_open how = how_to(path);
    struct ctyi_engine *engine = NULL;

    assert_ok(ctyi_engine_open(&how, &engine, &failure));
    return engine;
}

cty_status
try_open(const char *path, bool read_only, cty_error *err)
{
    struct ctyi_engine_open how = {.path = path, .read_only = read_only};
    struct ctyi_engine *engine = NULL;
    cty_status status = ctyi_engine_open(&how, &engine, err);

    if (status != CTY_OK)
        assert_null(engine);
    ctyi_engine_close(engine);
    return status;
}

int64_t
ask_int(struct ctyi_engine *engine, const char *sql)
{
    struct ctyi_statement *statement = NULL;
    bool row = false;
    int64_t answer;

    assert_ok(ctyi_prepare(engine, sql, &statement, &failure));
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_true(row);
    answer = ctyi_column_int(statement, 0);
    ctyi_finalize(statement);
    return answer;
}

void
ask_text(struct ctyi_engine *engine, const char *sql, char *buffer, size_t size)
{
    struct ctyi_statement *statement = NULL;
    bool row = false;

    assert_ok(ctyi_prepare(engine, sql, &statement, &failure));
    assert_ok(ctyi_step(statement, &row, &failure));
    assert_true(row);
    snprintf(buffer, size, "%s", ctyi_column_string(statement, 0));
    ctyi_finalize(statement);
}

cty_status
run(struct ctyi_engine *engine, const char *sql, cty_error *err)
{
    struct ctyi_statement *statement = NULL;
    cty_status status = ctyi_prepare(engine, sql, &statement, err);

    if (status == CTY_OK)
        status = ctyi_run(statement, err);
    ctyi_finalize(statement);
    return status;
}

void
write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void
assert_file_holds(const char *path, const void *bytes, size_t size)
{
    char *held = malloc(size + 1);
    FILE *file = fopen(path, "rb");

    assert_non_null(held);
    assert_non_null(file);
    assert_int_equal(fread(held, 1, size + 1, file), size);
    assert_memory_equal(held, bytes, size);
    fclose(file);
    free(held);
}

void
become_nobody(const struct place *place)
{
    if (geteuid() != 0)
        return;
    assert_int_equal(chown(place->folder, NOBODY, NOBODY), 0);
    assert_int_equal(chown(place->ledger, NOBODY, NOBODY), 0);
    assert_int_equal(seteuid(NOBODY), 0);
}

void
become_oneself(void)
{
    if (getuid() != 0)
        return;
    assert_int_equal(seteuid(0), 0);
    /* The leak checker must be able to attach again. */
    prctl(PR_SET_DUMPABLE, 1);
}
