/*
 * Hostile texts in every field that takes one: stored as they are or refused
 * for a reason, and harmless in every list, report, statement and export.
 */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <courtesy/courtesy.h>

#include "../fuzz/taken.h"
#include "count.h"
#include "fields.h"
#include "outputs.h"
#include "shelf.h"

enum { LONG = 5000, PATH_BYTES = 96 };

static const char *const texts[] = {
    "<script>alert(1)</script>",
    "</td></table>",
    "&amp; &lt;b&gt; &#0;",
    "]]> <!-- x",
    "\" onmouseover=\"x",
    "'; DROP TABLE courtesy_client;--",
    "=HYPERLINK(\"http://x\")",
    "+1-555-0100",
    "-2+3",
    "@SUM(A1:A9)",
    "'=1+1",
    "''+x",
    "a,b;c\"d",
    " led and followed ",
    "back\\slash \\n \\u0000",
    "%s%n%d%5$x",
    "{\"a\": [1, null]}",
    "; comment",
    "# heading",
    "2026-07-01 x",
    "\u202eevil\u202c",
    "\u2066isolate\u2069 \u200f\u200e",
    "שלום עולם",
    "مرحبا بالعالم",
    "名前 テスト",
    "🎁 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "e\u0301e\u0301e\u0301",
    "z\u0336a\u0337l\u0338g\u0339o",
    "\ufeffmarked",
    "zero\u200bwidth",
    "no\u00a0break",
    "\U000e0041tag",
    "\uffff \U0010ffff x",
    "x\u00ad\u00ady",
    "ﷺﷺﷺﷺ",
    "Ⅷ ½ ﬁ",
    /* refused */
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "bell\x07",
    "back\bspace",
    "tab\tbed",
    "two\nlines",
    "two\r\nlines",
    "form\ffeed",
    "del\x7f",
    "\xc2\x9bred",
    "\xc2\x85next",
    "a\u2028b",
    "a\u2029b",
    "\xff\xfe",
    "\xc0\x80",
    "\xc0\xaf",
    "\xe0\x80\xaf",
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "\xf8\x88\x80\x80\x80",
    "cut \xe2\x82",
    "\xbf",
    "latin \xe9",
};

enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

/* ---- texts at the end of what may be read ---- */

struct guarded {
    char *pages;
    size_t size;
};

static struct guarded
make_guarded(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    struct guarded guarded = {NULL, (LONG / page + 1) * page};

    guarded.pages = mmap(NULL, guarded.size + page, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (guarded.pages == MAP_FAILED ||
        mprotect(guarded.pages + guarded.size, page, PROT_NONE) != 0)
        give_up("out of memory");
    return guarded;
}

/* A step past its NUL ends the process. */
static const char *
at_the_end(const struct guarded *guarded, const char *text)
{
    size_t size = strlen(text) + 1;

    return memcpy(guarded->pages + guarded->size - size, text, size);
}

/* ---- fields ---- */

static void
judge(struct count *count, cty_ledger *ledger, const struct field *field,
      const char *text, int64_t number)
{
    cty_error err = CTY_ERROR_INIT;
    bool taken = is_taken(text, field->most);
    cty_status status = field->put(ledger, field, text, number, &err);

    if (taken && status != CTY_OK)
        failed(count, "refused: %s", err.message);
    else if (taken && !field->is_there(ledger, field, text, number))
        failed(count, "it is not there as it was given");
    else if (!taken && status != CTY_E_ARGUMENT && status != CTY_E_LIMIT)
        failed(count, "taken, or refused as %s", cty_status_name(status));
    else if (!taken && (err.field[0] == '\0' || err.message[0] == '\0' ||
                        !is_taken(err.message, sizeof(err.message))))
        failed(count, "the refusal does not say why, or cannot be shown: %s",
               err.message);
}

static void
try_texts(struct count *count, cty_ledger *ledger)
{
    struct guarded guarded = make_guarded();
    int64_t number = 0;

    for (const struct field *field = fields; field->name != NULL; field++)
        for (int i = 0; i < TEXTS; i++) {
            begin_case(count, "text %d as %s", i, field->name);
            judge(count, ledger, field, at_the_end(&guarded, texts[i]),
                  ++number);
        }
    munmap(guarded.pages, guarded.size + (size_t)sysconf(_SC_PAGESIZE));
}

/* To the last byte, and one more; of one byte to a character, and of three. */
static void
try_lengths(struct count *count, cty_ledger *ledger)
{
    static const char *const pieces[] = {"W", "名"};
    struct guarded guarded = make_guarded();
    static char text[LONG];
    int64_t number = 1000000;

    for (const struct field *field = fields; field->name != NULL; field++)
        for (int over = 0; over < 2; over++)
            for (int i = 0; i < 2; i++) {
                size_t size = 0;

                snprintf(text, sizeof(text), "%d", over * 2 + i);
                for (size = strlen(text);
                     size + strlen(pieces[i]) <= field->most;
                     size = strlen(text))
                    snprintf(text + size, sizeof(text) - size, "%s", pieces[i]);
                while (strlen(text) < field->most + (size_t)over) {
                    size = strlen(text);
                    snprintf(text + size, sizeof(text) - size, "x");
                }
                begin_case(count, "%zu bytes as %s", strlen(text), field->name);
                judge(count, ledger, field, at_the_end(&guarded, text),
                      ++number);
            }
    munmap(guarded.pages, guarded.size + (size_t)sysconf(_SC_PAGESIZE));
}

static void
check_whole(struct count *count, cty_ledger *ledger)
{
    cty_error err = CTY_ERROR_INIT;

    begin_case(count, "the whole ledger");
    if (cty_ledger_check(ledger, false, NULL, NULL, NULL, &err) != CTY_OK)
        failed(count, "%s", err.message);
}

int
main(int argc, char **argv)
{
    struct count count = {.suite = "texts"};
    char folder[] = "/tmp/courtesy-texts-XXXXXX";
    char path[PATH_BYTES];
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    (void)cases_wanted(argc, argv, 1);
    if (mkdtemp(folder) == NULL)
        give_up("there is no place in /tmp");
    snprintf(path, sizeof(path), "%s/ledger.db", folder);
    setup.issuer = texts[0];
    if (cty_ledger_create(path, &setup, NULL, &ledger, &err) != CTY_OK)
        give_up("%s", err.message);
    fields_begin(ledger);
    try_texts(&count, ledger);
    try_lengths(&count, ledger);
    check_whole(&count, ledger);
    cty_ledger_close(ledger);
    try_outputs(&count, path);
    control_outputs(&count);
    shelf_remove(path);
    rmdir(folder);
    return end_count(&count);
}
