#include "damage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <courtesy/courtesy.h>
#include <sqlite3.h>

#include "../check/ledger.h"
#include "count.h"

enum { PAGE = 1024, FRAME = PAGE + 24, LOG_HEADER = 32, NOISE_KINDS = 1000 };

/* ---- the ledger ---- */

static void
copy(struct image *to, const struct image *from)
{
    image_set(to, from->bytes, from->size);
}

/* The library's own pages are larger: there is more to be damaged in a page
 * than there are pages. */
static void
make_small(const char *path)
{
    static const char sql[] = "PRAGMA journal_mode = DELETE;"
                              "PRAGMA page_size = 1024;"
                              "VACUUM;"
                              "PRAGMA journal_mode = WAL";
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        give_up("the ledger cannot be made small: %s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void
read_small(struct image *image)
{
    char folder[] = "/tmp/courtesy-small-XXXXXX";
    char path[64];

    if (mkdtemp(folder) == NULL)
        give_up("there is no place in /tmp");
    snprintf(path, sizeof(path), "%s/ledger.db", folder);
    fill_ledger(path);
    make_small(path);
    image_read(image, path);
    unlink(path);
    rmdir(folder);
    if (image->size < 40 * PAGE || image->bytes[16] * 256 != PAGE)
        give_up("a ledger of %zu bytes is not what was asked for", image->size);
}

static int64_t
later(void *context)
{
    int64_t *now = context;

    return *now += 1000;
}

static void
even_bytes(void *context, void *bytes, size_t size)
{
    memset(bytes, 0x33, size);
    memcpy(bytes, context, size < sizeof(int64_t) ? size : sizeof(int64_t));
}

static void
grant(cty_ledger *ledger, int number)
{
    cty_credit credit = CTY_CREDIT_INIT;
    cty_error err = CTY_ERROR_INIT;

    credit.how = CTY_AMOUNT;
    credit.amount.minor = 100 + number;
    credit.date = (cty_date){2026, 4, (uint8_t)number};
    credit.client_ref = "OWN";
    credit.reason = "goodwill";
    credit.note = "for the wait";
    if (cty_credit_grant(ledger, &credit, NULL, &err) != CTY_OK)
        give_up("a credit is refused: %s", err.message);
}

void
damage_begin(struct damaged *whole)
{
    static int64_t now = INT64_C(1790000000000);
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    read_small(&whole->before);
    copy(&stage.file, &whole->before);
    options.now_ms = later;
    options.random_bytes = even_bytes;
    options.context = &now;
    stage_reset();
    if (cty_ledger_open(stage.ledger, &options, &ledger, &err) != CTY_OK)
        give_up("the small ledger does not open: %s", err.message);
    for (int i = 1; i < DAMAGE_STATES; i++) {
        grant(ledger, i);
        copy(&whole->logs[i], &stage.log);
    }
    cty_ledger_close(ledger);
    copy(&whole->file, &stage.file);
}

void
damage_end(struct damaged *whole)
{
    image_drop(&whole->file);
    image_drop(&whole->before);
    for (int i = 0; i < DAMAGE_STATES; i++)
        image_drop(&whole->logs[i]);
}

void
damage_show_state(const struct damaged *whole, int state)
{
    copy(&stage.file, &whole->before);
    copy(&stage.log, &whole->logs[state]);
    stage.journal.size = 0;
}

void
damage_restore(const struct damaged *whole, const struct damage *damage)
{
    if (damage->takes_prefix) {
        damage_show_state(whole, DAMAGE_LAST);
        return;
    }
    copy(&stage.file, &whole->file);
    stage.log.size = 0;
    stage.journal.size = 0;
}

/* ---- the file ---- */

static int64_t
pages(const struct damaged *whole)
{
    return (int64_t)(whole->file.size / PAGE);
}

static int64_t
bits(const struct damaged *whole)
{
    return (int64_t)whole->file.size * 8;
}

static void
flip(const struct damaged *whole, int64_t number)
{
    (void)whole;
    stage.file.bytes[number / 8] ^= (unsigned char)(1 << number % 8);
}

/* Every page and each other one. */
static int64_t
pairs(const struct damaged *whole)
{
    return pages(whole) * (pages(whole) - 1);
}

static void
pair_of(const struct damaged *whole, int64_t number, unsigned char **out_a,
        unsigned char **out_b)
{
    int64_t a = number / (pages(whole) - 1);
    int64_t b = number % (pages(whole) - 1);

    b += b >= a;
    *out_a = stage.file.bytes + a * PAGE;
    *out_b = stage.file.bytes + b * PAGE;
}

static void
swap(const struct damaged *whole, int64_t number)
{
    unsigned char kept[PAGE];
    unsigned char *a, *b;

    pair_of(whole, number, &a, &b);
    memcpy(kept, a, PAGE);
    memcpy(a, b, PAGE);
    memcpy(b, kept, PAGE);
}

static void
overlay(const struct damaged *whole, int64_t number)
{
    unsigned char *a, *b;

    pair_of(whole, number, &a, &b);
    memcpy(a, b, PAGE);
}

static void
blank(const struct damaged *whole, int64_t number)
{
    (void)whole;
    memset(stage.file.bytes + number * PAGE, 0, PAGE);
}

static void
cut(const struct damaged *whole, int64_t number)
{
    (void)whole;
    stage.file.size = (size_t)number * PAGE;
}

/* ---- noise beside the file ---- */

static int64_t
noises(const struct damaged *whole)
{
    (void)whole;
    return NOISE_KINDS;
}

static void
make_noise(struct image *image, int64_t number)
{
    static unsigned char noise[40 * FRAME];
    uint64_t dice = (uint64_t)number + 1;
    size_t size = 1 + (size_t)random_below(&dice, sizeof(noise) - 1);

    for (size_t i = 0; i < size; i++)
        noise[i] = (unsigned char)(random_number(&dice) >> 56);
    image_set(image, noise, size);
}

/* A header as it is written, or its first bytes, before the noise. */
static void
log_of_noise(const struct damaged *whole, int64_t number)
{
    static const size_t kept[] = {0, 4, 8, 24, LOG_HEADER, LOG_HEADER + 8};
    const struct image *log = &whole->logs[DAMAGE_LAST];
    size_t head = kept[number % (int64_t)(sizeof(kept) / sizeof(kept[0]))];

    make_noise(&stage.log, number);
    if (head < stage.log.size)
        memcpy(stage.log.bytes, log->bytes, head);
}

static void
journal_of_noise(const struct damaged *whole, int64_t number)
{
    static const unsigned char magic[] = {0xd9, 0xd5, 0x05, 0xf9,
                                          0x20, 0xa1, 0x63, 0xd7};

    (void)whole;
    make_noise(&stage.journal, number);
    if (number % 2 == 0 && stage.journal.size >= sizeof(magic))
        memcpy(stage.journal.bytes, magic, sizeof(magic));
}

/* ---- the log ---- */

static int64_t
log_bits(const struct damaged *whole)
{
    return (int64_t)whole->logs[DAMAGE_LAST].size * 8;
}

static void
flip_log(const struct damaged *whole, int64_t number)
{
    (void)whole;
    stage.log.bytes[number / 8] ^= (unsigned char)(1 << number % 8);
}

/* At every eighth byte. */
static int64_t
log_cuts(const struct damaged *whole)
{
    return (int64_t)whole->logs[DAMAGE_LAST].size / 8;
}

static void
cut_log(const struct damaged *whole, int64_t number)
{
    (void)whole;
    stage.log.size = (size_t)number * 8;
}

static int64_t
frames(const struct damaged *whole)
{
    size_t size = whole->logs[DAMAGE_LAST].size;

    return (int64_t)((size - LOG_HEADER) / FRAME);
}

static int64_t
frame_pairs(const struct damaged *whole)
{
    return frames(whole) * frames(whole);
}

static void
overlay_frame(const struct damaged *whole, int64_t number)
{
    unsigned char *first = stage.log.bytes + LOG_HEADER;

    memmove(first + number / frames(whole) * FRAME,
            first + number % frames(whole) * FRAME, FRAME);
}

const struct damage damages[] = {
    {"flip", 0, false, bits, flip},
    {"swap", 5, false, pairs, swap},
    {"overlay", 5, false, pairs, overlay},
    {"blank", 4, false, pages, blank},
    {"cut", 4, false, pages, cut},
    {"journal", 4, false, noises, journal_of_noise},
    {"log-noise", 4, true, noises, log_of_noise},
    {"log-flip", 8, true, log_bits, flip_log},
    {"log-cut", 4, true, log_cuts, cut_log},
    {"log-overlay", 4, true, frame_pairs, overlay_frame},
    {0},
};
