#define _XOPEN_SOURCE 700

#include "strangers.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <courtesy/courtesy.h>
#include <sqlite3.h>

#include "image.h"

struct stranger {
    const char *name;
    const char *bytes; /* what the file begins with; or else */
    size_t size;
    const char *sql; /* what made it a database */
    cty_status expected;
};

#define BYTES(text) text, sizeof(text) - 1

/* "CTY1", as SQL and as bytes at 68. */
#define OUR_ID "PRAGMA application_id = 0x43545931;"

static const struct stranger list[] = {
    {"empty", BYTES(""), NULL, CTY_E_STORE},
    {"text", BYTES("Dear client,\n\nthis quarter we saved you money.\n"), NULL,
     CTY_E_STORE},
    {"picture", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\6"),
     NULL, CTY_E_STORE},
    {"table", BYTES("client_ref,name\r\nHARB,Harbor Foods\r\n"), NULL,
     CTY_E_STORE},
    {"archive", BYTES("PK\3\4\24\0\0\0\b\0"), NULL, CTY_E_STORE},
    {"beginning", BYTES("SQLite format 3\0"), NULL, CTY_E_STORE},
    {"database", NULL, 0, "CREATE TABLE t(a); INSERT INTO t VALUES (1)",
     CTY_E_STORE},
    {"database-log", NULL, 0,
     "PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1)",
     CTY_E_STORE},
    {"other-id", NULL, 0,
     "PRAGMA application_id = 0x47504B47; CREATE TABLE courtesy_meta(name)",
     CTY_E_STORE},
    {"our-id", NULL, 0, "PRAGMA journal_mode = WAL;" OUR_ID "CREATE TABLE t(a)",
     CTY_E_STORE},
    {"our-meta", NULL, 0,
     "PRAGMA journal_mode = WAL;" OUR_ID
     "CREATE TABLE courtesy_meta(name, value);"
     "INSERT INTO courtesy_meta VALUES ('schema_version', 'soon')",
     CTY_E_CORRUPT},
    {"newer", NULL, 0,
     "PRAGMA journal_mode = WAL;" OUR_ID
     "CREATE TABLE courtesy_meta(name, value);"
     "INSERT INTO courtesy_meta VALUES ('schema_version', '1000')",
     CTY_E_NEWER},
};

static char folder[64];
static char path[128];

static void
make(const struct stranger *stranger)
{
    sqlite3 *db = NULL;
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", folder, stranger->name);
    if (stranger->sql == NULL) {
        file = fopen(path, "wb");
        if (file == NULL ||
            fwrite(stranger->bytes, 1, stranger->size, file) !=
                stranger->size ||
            fclose(file) != 0)
            give_up("%s cannot be made", path);
        return;
    }
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, stranger->sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up("%s cannot be made: %s", path, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static int
files_there(void)
{
    DIR *directory = opendir(folder);
    int files = 0;

    if (directory == NULL)
        give_up("%s cannot be read", folder);
    while (readdir(directory) != NULL)
        files++;
    closedir(directory);
    return files;
}

static cty_status
try(unsigned flags, cty_error *err)
{
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_status status;

    options.flags = flags;
    status = cty_ledger_open(path, &options, &ledger, err);
    cty_ledger_close(ledger);
    return status;
}

static bool
same_image(const struct image *a, const struct image *b)
{
    return a->size == b->size &&
           (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

/* What says that it is a ledger is read as one, with a log beside it. */
static bool
is_ours(const struct stranger *stranger)
{
    return stranger->sql != NULL && strstr(stranger->sql, OUR_ID) != NULL;
}

/* Refused, with a reason, and left as it was, with nothing beside it. */
static void
meet(struct count *count, const struct stranger *stranger, unsigned flags)
{
    struct image before = {0}, after = {0};
    struct stat seen_before, seen_after;
    cty_error err = CTY_ERROR_INIT;
    int files = files_there();
    cty_status status;

    begin_case(count, "%s, opened to %s", stranger->name,
               flags == 0 ? "write" : "read");
    image_read(&before, path);
    if (stat(path, &seen_before) != 0)
        give_up("%s is not there", path);
    status = try(flags, &err);
    if (status != stranger->expected || err.message[0] == '\0')
        failed(count, "%s: %s", cty_status_name(status), err.message);
    image_read(&after, path);
    expect(count, same_image(&before, &after), "it was written to");
    expect(count,
           stat(path, &seen_after) == 0 &&
               seen_before.st_mode == seen_after.st_mode &&
               seen_before.st_mtime == seen_after.st_mtime,
           "it is not the file that it was");
    if (!is_ours(stranger))
        expect(count, files == files_there(), "something was left beside it");
    image_drop(&before);
    image_drop(&after);
}

static void
meet_a_folder(struct count *count, unsigned flags)
{
    cty_error err = CTY_ERROR_INIT;
    int files = files_there();

    begin_case(count, "a folder, opened to %s", flags == 0 ? "write" : "read");
    snprintf(path, sizeof(path), "%s", folder);
    expect(count, try(flags, &err) == CTY_E_STORE, "it is no ledger");
    expect(count, files == files_there(), "something was left in it");
}

void
strangers(struct count *count)
{
    snprintf(folder, sizeof(folder), "/tmp/courtesy-strangers-XXXXXX");
    if (mkdtemp(folder) == NULL)
        give_up("there is no place in /tmp");
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        make(&list[i]);
        meet(count, &list[i], CTY_OPEN_READ_ONLY);
        meet(count, &list[i], 0);
        unlink(path);
    }
    meet_a_folder(count, CTY_OPEN_READ_ONLY);
    meet_a_folder(count, 0);
    rmdir(folder);
}
