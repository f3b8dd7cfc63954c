#include "history.h"

#include <stdio.h>
#include <stdlib.h>

#include "cases.h"

/*
 * Steps by their names, with their turns. Of more than steps: "checkpoint" and
 * "empty-log" by another program, "second" opens a handle beside the first,
 * "reopen" closes and opens it, "kill" ends it as a killed process ends.
 */
static const struct plan {
    const char *name;
    bool from_nothing; /* begins without a ledger */
    const char *steps;
} plans[] = {
    {"create", true, "create"},
    {"create-fill", true, "create person client bill bill-long"},
    {"create-kill", true, "create kill person client kill bill"},
    {"create-reopen", true, "create reopen client reopen person bill"},
    {"post", false, "bill:1 bill:2 bill:3 bill:4"},
    {"post-long", false, "bill-long:1 bill-long:2 bill-long:3"},
    {"credit", false, "credit:1 credit-percent:1 credit-account:1 credit:2"},
    {"rest", false, "bill:1 credit-rest:1 credit:1"},
    {"reverse", false, "credit:1 reverse:1 credit:2 reverse:2"},
    {"accept", false, "quote:1 accept:1 bill-from-quote:1"},
    {"decline", false, "quote-other:1 decline:1 quote:2 accept:2"},
    {"batch", false, "batch:1 batch:2"},
    {"batches", false, "batch-continued:1 batch-dry:1 batch-abandoned:1 batch"},
    {"import", false, "import:1 import:2"},
    {"import-again", false, "import-continued:1 import:1 import:1"},
    {"import-refused", false, "import-bad:1 import-dry:1 import:1"},
    {"masters", false, "client:1 person:1 reason:1 client-set:1 client-set:2"},
    {"issuer", false, "issuer-set:1 issuer-set:2 bill:1 issuer-set:3"},
    {"checkpoint", false, "bill:1 checkpoint bill:2 checkpoint credit:1"},
    {"empty-log", false, "bill:1 empty-log bill:2 credit:1 empty-log bill:3"},
    {"restart", false,
     "bill-long:1 checkpoint bill:1 bill:2 checkpoint bill:3"},
    {"reopen", false, "bill:1 reopen bill:2 reopen credit:1 reopen"},
    {"kill", false, "bill:1 kill bill:2 checkpoint kill import:1 kill"},
    {"two-handles", false, "second bill:1 checkpoint bill:2 reopen bill:3"},
    {"refused", false, "refused-over bill:1 refused-conflict credit:1"},
    {"looks", false, "bill:1 statement entries check bill:2 savings"},
    {"a-day", false,
     "quote:1 accept:1 bill-from-quote:1 credit:1 reverse:1 checkpoint "
     "import:1 batch:1 reopen client-set:1"},
};

static const char prelude[] =
    "create person reason client client-own-code bill bill-long credit";

static struct disk *begun; /* a ledger to which the prelude happened */

int
history_count(void)
{
    return sizeof(plans) / sizeof(plans[0]);
}

/* ---- one word ---- */

static bool
is(const char *word, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(word, name, length) == 0;
}

static void
checkpoint(int mode)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(DISK_LEDGER, &db) != SQLITE_OK ||
        sqlite3_exec(db, "SELECT count(*) FROM courtesy_meta", NULL, NULL,
                     NULL) != SQLITE_OK ||
        sqlite3_wal_checkpoint_v2(db, NULL, mode, NULL, NULL) != SQLITE_OK)
        give_up("a history's checkpoint fails");
    sqlite3_close(db);
}

static void
open_or_end(struct shop *shop)
{
    if (shop->ledger == NULL && shop_open(shop) != CTY_OK)
        give_up("%s", shop->err.message);
}

/* Whether it was one of the words that are no steps. */
static bool
do_otherwise(struct shop *shop, struct shop *second, const char *word,
             size_t length)
{
    struct disk *disk = disk_in_use();

    if (is(word, length, "checkpoint"))
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    else if (is(word, length, "empty-log"))
        checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    else if (is(word, length, "second"))
        open_or_end(second);
    else if (is(word, length, "reopen"))
        shop_close(shop);
    else if (!is(word, length, "kill"))
        return false;
    if (is(word, length, "kill")) {
        disk->dead = true;
        shop_close(shop);
        disk->dead = false;
    }
    return true;
}

static cty_status
do_step(struct shop *shop, const struct done *done, int number)
{
    if ((done->step->flags & STEP_OPENS) != 0)
        shop_close(shop);
    else
        open_or_end(shop);
    shop_ready(shop, (uint64_t)number + 1);
    shop->turn = done->turn;
    return done->step->run(shop);
}

cty_status
history_repeat(struct shop *shop, const struct history *history, int number)
{
    return do_step(shop, &history->done[number], number);
}

static void
do_word(struct history *history, struct shop *shop, struct shop *second,
        const char *word, size_t length)
{
    const char *colon = memchr(word, ':', length);
    size_t name = colon == NULL ? length : (size_t)(colon - word);
    struct done *done = &history->done[history->count];
    cty_status status;

    if (history->count == HISTORY_STEPS)
        give_up("a history is too long");
    *done = (struct done){
        .step = step_named(word, name),
        .turn = colon == NULL ? 0 : (int)strtol(colon + 1, NULL, 10)};
    if (done->step != NULL) {
        status = do_step(shop, done, history->count);
        if (status != done->step->answer) {
            fprintf(stderr, "%s: %.*s: %s\n", history->name, (int)length, word,
                    shop->err.message);
            give_up("a history goes otherwise than its steps say");
        }
    } else if (!do_otherwise(shop, second, word, length)) {
        give_up("a history has a step that is none");
    }
    history->count++;
    done->event = history->disk->event_count;
    done->state = state_of(history->disk);
}

/* ---- all of it ---- */

static void
do_words(struct history *history, const char *words)
{
    struct shop shop = {0}, second = {0};

    disk_use(history->disk);
    vfs_reset();
    shop_ready(&shop, 1);
    shop_ready(&second, 1);
    history->was = state_of(history->disk);
    while (*words != '\0') {
        size_t length = strcspn(words, " ");

        do_word(history, &shop, &second, words, length);
        words += length;
        words += strspn(words, " ");
    }
    shop_close(&shop);
    shop_close(&second);
}

static struct disk *
begin(bool from_nothing)
{
    struct history first = {.name = "prelude"};

    if (from_nothing)
        return disk_new();
    if (begun == NULL) {
        first.disk = disk_new();
        do_words(&first, prelude);
        begun = first.disk;
    }
    return disk_copy(begun);
}

void
history_record(struct history *history, int index)
{
    const struct plan *plan = &plans[index];

    *history = (struct history){.name = plan->name};
    history->disk = begin(plan->from_nothing);
    history->base = disk_copy(history->disk);
    do_words(history, plan->steps);
}

void
history_free(struct history *history)
{
    disk_free(history->base);
    disk_free(history->disk);
}
