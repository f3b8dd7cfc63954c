#define _GNU_SOURCE

#include "outputs.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "../fuzz/taken.h"
#include "image.h"

enum { WORDS_MOST = 10 };

/* What is judged, and how. */
enum format { TABLE, CSV, JSON, HTML };

static const struct command {
    const char *words[WORDS_MOST];
    bool formats; /* takes --format csv and json */
} commands[] = {
    {{"client", "list"}, true},
    {{"client", "show", "client-64"}, true},
    {{"client", "show", "'; DROP TABLE courtesy_client;--"}, true},
    {{"person", "list"}, true},
    {{"reason", "list"}, true},
    {{"quote", "list"}, true},
    {{"quote", "show", "<script>alert(1)</script>"}, true},
    {{"bill", "list"}, true},
    {{"bill", "show", "=HYPERLINK(\"http://x\")"}, true},
    {{"credit", "list"}, true},
    {{"credit", "show", "HOST/3"}, true},
    {{"report", "savings"}, true},
    {{"report", "margin", "--by", "client"}, true},
    {{"report", "margin", "--by", "product"}, true},
    {{"report", "margin", "--by", "category"}, true},
    {{"statement", "show", "HOST", "2026-Q3"}, true},
    {{"statement", "show", "HOST", "2026-Q3", "--format", "text"}, false},
    {{"export", "journal"}, false},
    {{"export", "journal", "--beancount"}, false},
};

/* ---- judging ---- */

static bool
is_number(const char *cell)
{
    size_t digits = strspn(cell + 1, "0123456789.");

    return cell[0] == '-' && digits > 0 && cell[1 + digits] == '\0';
}

/* Cells are all that RFC 4180 says, and none is a formula. */
static const char *
complain_of_csv(char *at)
{
    size_t columns = 0, count = 0;

    while (*at != '\0') {
        bool quoted = *at == '"';
        char *cell = at += quoted, *to = at;

        while (quoted ? *at != '"' || at[1] == '"' : strcspn(at, ",\n") > 0) {
            if (*at == '\0' || (!quoted && *at == '"'))
                return "a cell is not quoted as it must be";
            at += quoted && *at == '"';
            *to++ = *at++;
        }
        at += quoted;
        if (*at != ',' && *at != '\n')
            return "a cell does not end";
        count++;
        if (*at == '\n') {
            if (columns != 0 && columns != count)
                return "a row has other cells than the header";
            columns = count;
            count = 0;
        }
        at++;
        *to = '\0';
        if (*cell != '\0' && strchr("=+-@\t\r", *cell) && !is_number(cell))
            return "a cell begins a formula";
    }
    return NULL;
}

static const char *
complain_of_json(const char *text, size_t size)
{
    sqlite3_stmt *row = NULL;
    sqlite3 *db = NULL;
    bool valid;

    if (sqlite3_open(":memory:", &db) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT json_valid(?1)", -1, &row, NULL) !=
            SQLITE_OK)
        give_up("SQLite has no JSON");
    sqlite3_bind_text(row, 1, text, (int)size, SQLITE_STATIC);
    valid = sqlite3_step(row) == SQLITE_ROW && sqlite3_column_int(row, 0) == 1;
    sqlite3_finalize(row);
    sqlite3_close(db);
    return valid ? NULL : "it is no JSON";
}

/* NULL: nothing. The image has a NUL after its end, and is used up. */
static const char *
complain(struct image *output, enum format format)
{
    char *text = (char *)output->bytes;

    if (output->size == 0)
        return "there is nothing";
    if (!is_written(text, output->size))
        return "it moves a terminal, or is no UTF-8";
    if (format == JSON)
        return complain_of_json(text, output->size);
    if (format == CSV)
        return complain_of_csv(text);
    if (format == HTML && strstr(text, "<script") != NULL)
        return "it has a script";
    return NULL;
}

/* ---- the command ---- */

static void
end_with_nul(struct image *image)
{
    size_t size = image->size;

    image_grow(image, size + 1);
    image->bytes[size] = '\0';
    image->size = size;
}

/* Its exit code; what it wrote is in output. */
static int
run(const char *const *argv, struct image *output)
{
    char path[] = "/tmp/courtesy-output-XXXXXX";
    int file = mkstemp(path);
    int how = 0;
    pid_t child;

    if (file < 0)
        give_up("there is no place in /tmp");
    child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);

        dup2(file, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &how, 0) != child)
        give_up("the command cannot be run");
    close(file);
    image_read(output, path);
    end_with_nul(output);
    unlink(path);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void
try_one(struct count *count, const char *ledger, const struct command *command,
        const char *format, enum format as)
{
    const char *argv[WORDS_MOST + 8] = {getenv("COURTESY"), "-f", ledger};
    struct image output = {0};
    const char *complaint;
    int argc = 3;
    int code;

    for (int i = 0; command->words[i] != NULL; i++)
        argv[argc++] = command->words[i];
    if (format != NULL) {
        argv[argc++] = "--format";
        argv[argc++] = format;
    }
    begin_case(count, "%s %s as %s", command->words[0], command->words[1],
               format == NULL ? "it is" : format);
    code = run(argv, &output);
    if (code != 0)
        failed(count, "it answers %d", code);
    complaint = complain(&output, as);
    if (complaint != NULL)
        failed(count, "%s", complaint);
    image_drop(&output);
}

void
try_outputs(struct count *count, const char *ledger)
{
    static const struct command page = {
        {"statement", "show", "HOST", "2026-Q3"}, false};

    if (getenv("COURTESY") == NULL) {
        printf("texts: without the command: COURTESY does not name it\n");
        return;
    }
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        try_one(count, ledger, &commands[i], NULL, TABLE);
        if (!commands[i].formats)
            continue;
        try_one(count, ledger, &commands[i], "csv", CSV);
        try_one(count, ledger, &commands[i], "json", JSON);
    }
    if (getenv("COURTESY_PRINTS") != NULL)
        try_one(count, ledger, &page, "html", HTML);
}

/* ---- controls ---- */

static bool
is_caught(const char *written, enum format format)
{
    struct image output = {0};
    bool caught;

    image_set(&output, written, strlen(written));
    end_with_nul(&output);
    caught = complain(&output, format) != NULL;
    image_drop(&output);
    return caught;
}

void
control_outputs(struct count *count)
{
    control(count, "a table that sends an escape",
            is_caught("name\n\x1b[31mred\n", TABLE));
    control(count, "a table that sends one of the second kind",
            is_caught("name\n\xc2\x9bred\n", TABLE));
    control(count, "CSV with a formula", is_caught("name\n=1+1\n", CSV));
    control(count, "CSV with a comma unquoted",
            is_caught("name,city\na,b,c\n", CSV));
    control(count, "CSV with a quote unquoted", is_caught("name\na\"b\n", CSV));
    control(count, "JSON with a quote unescaped",
            is_caught("[{\"name\": \"a\"b\"}]\n", JSON));
    control(count, "HTML with a script",
            is_caught("<p><script>x</script>\n", HTML));
    if (is_caught("name,city\n\"a, \"\"b\"\"\",'=1\nx,-2.50\n", CSV) ||
        is_caught("[{\"name\": \"a\\\"b\"}]\n", JSON))
        give_up("what is right is complained of");
}
