/*
 * Statements. Lines of any bytes are names, labels and notes, if the library
 * takes them; the statement that comes of them is written in every format, and
 * says in each exactly what was put in.
 */
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "fuzz.h"
#include "story.h"

enum { CELLS_MOST = 16 };

/* ---- reading what was written ---- */

static char *
of_json(const struct written *json, const char *path)
{
    static sqlite3 *db;
    sqlite3_stmt *row = NULL;
    const char *text;
    char *copy = NULL;

    if (db == NULL)
        must(sqlite3_open(":memory:", &db) == SQLITE_OK);
    must(sqlite3_prepare_v2(db, "SELECT json_extract(?1, ?2)", -1, &row,
                            NULL) == SQLITE_OK);
    sqlite3_bind_text(row, 1, json->text, (int)json->size, SQLITE_STATIC);
    sqlite3_bind_text(row, 2, path, -1, SQLITE_STATIC);
    must(sqlite3_step(row) == SQLITE_ROW);
    text = (const char *)sqlite3_column_text(row, 0);
    if (text != NULL)
        copy = strdup(text);
    sqlite3_finalize(row);
    return copy;
}

static void
must_tell(const struct written *json, const char *path, const char *expected)
{
    char *told = of_json(json, path);

    must(told != NULL);
    must(strcmp(told, expected) == 0);
    free(told);
}

/* One row of CSV, in place; answers where the next begins. */
static char *
read_row(char *at, char **cells, size_t *count)
{
    char *to = at;

    *count = 0;
    for (;;) {
        bool quoted = *at == '"';

        must(*count < CELLS_MOST);
        cells[(*count)++] = to;
        at += quoted;
        while (quoted ? *at != '"' || at[1] == '"'
                      : *at != ',' && *at != '\n') {
            must(*at != '\0');
            at += quoted && *at == '"';
            *to++ = *at++;
        }
        at += quoted;
        must(*at == ',' || *at == '\n');
        if (*at++ == '\n')
            break;
        *to++ = '\0';
    }
    *to = '\0';
    return at;
}

static void
must_be_cell(const char *cell, const char *expected)
{
    size_t quotes = strspn(expected, "'");
    bool guarded =
        expected[quotes] != '\0' && strchr("=+-@", expected[quotes]) != NULL;

    must(!guarded || *cell == '\'');
    must(strcmp(cell + guarded, expected) == 0);
}

/* ---- the formats ---- */

static struct written
write(const cty_statement *statement, int32_t format)
{
    struct written first = {0}, second = {0};
    cty_error err = CTY_ERROR_INIT;

    must_succeed(
        cty_statement_write(statement, format, fuzz_write, &first, &err), &err);
    must_succeed(
        cty_statement_write(statement, format, fuzz_write, &second, &err),
        &err);
    must(first.size == second.size && first.size > 0);
    must(memcmp(first.text, second.text, first.size) == 0);
    must_be_utf8(&first);
    free(second.text);
    return first;
}

/* Nothing in it moves a terminal's cursor but the ends of lines. */
static void
must_be_text(const cty_statement *statement)
{
    struct written text = write(statement, CTY_FORMAT_TEXT);

    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.text[i];

        must(byte >= 0x20 || byte == '\n');
        must(byte != 0x7f);
        must(byte != 0xc2 || (unsigned char)text.text[i + 1] >= 0xa0);
    }
    must(text.text[text.size - 1] == '\n');
    free(text.text);
}

static void
must_be_json(const cty_statement *statement, const struct story *story)
{
    struct written json = write(statement, CTY_FORMAT_JSON);

    must_tell(&json, "$.client.name", story->name);
    must_tell(&json, "$.bills[0].description", story->description);
    must_tell(&json, "$.entries[0].label", story->label);
    must_tell(&json, "$.entries[0].per", story->person);
    must_tell(&json, "$.entries[0].note", fuzz_fault ? "?" : story->note);
    free(json.text);
}

static void
must_be_csv(const cty_statement *statement, const struct story *story)
{
    enum { LABEL = 4, PER = 5, NOTE = 6, COLUMNS = 10 };
    struct written csv = write(statement, CTY_FORMAT_CSV);
    char *cells[CELLS_MOST];
    size_t count;
    char *at = read_row(csv.text, cells, &count);

    must(count == COLUMNS);
    at = read_row(at, cells, &count);
    must(count == COLUMNS);
    must_be_cell(cells[LABEL], story->label);
    must_be_cell(cells[PER], story->person);
    must_be_cell(cells[NOTE], story->note);
    must(*at == '\0');
    free(csv.text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    struct story story = tell_story(&feed);

    must_be_text(story.statement);
    must_be_json(story.statement, &story);
    must_be_csv(story.statement, &story);
    end_story(&story);
    return 0;
}
