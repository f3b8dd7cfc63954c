#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool fuzz_fault;

void
fuzz_must(bool holds, const char *what, const char *file, int line)
{
    if (holds)
        return;
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

void
must_say_why(cty_status status, const cty_error *err)
{
    must(status != CTY_OK);
    must(err->status == status);
    must(err->message[0] != '\0');
    must(strlen(err->message) < sizeof(err->message));
    must(strchr(err->message, '\n') == NULL);
    must(strcmp(cty_status_name(status), "OK") != 0);
}

void
must_succeed(cty_status status, const cty_error *err)
{
    if (status != CTY_OK)
        fprintf(stderr, "%s: %s\n", cty_status_name(status), err->message);
    must(status == CTY_OK);
}

/* ---- bytes ---- */

uint8_t
take_byte(struct feed *feed)
{
    if (feed->size == 0)
        return 0;
    feed->size--;
    return *feed->data++;
}

int64_t
take_number(struct feed *feed)
{
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number = number << 8 | take_byte(feed);
    return (int64_t)number;
}

static char *
take_text(struct feed *feed, size_t size)
{
    char *text = malloc(size + 1);

    must(text != NULL);
    if (size > 0)
        memcpy(text, feed->data, size);
    text[size] = '\0';
    feed->data += size;
    feed->size -= size;
    return text;
}

char *
take_line(struct feed *feed)
{
    const uint8_t *end =
        feed->size == 0 ? NULL : memchr(feed->data, '\n', feed->size);
    char *text =
        take_text(feed, end == NULL ? feed->size : (size_t)(end - feed->data));

    if (end != NULL)
        (void)take_byte(feed);
    return text;
}

char *
take_rest(struct feed *feed)
{
    return take_text(feed, feed->size);
}

/* ---- ledgers ---- */

struct world {
    int64_t now;
    uint64_t random;
};

static int64_t
tick(void *context)
{
    return ((struct world *)context)->now += 1000;
}

static void
fill(void *context, void *bytes, size_t size)
{
    struct world *world = context;

    for (size_t i = 0; i < size; i++) {
        world->random = world->random * UINT64_C(6364136223846793005) + 1;
        ((uint8_t *)bytes)[i] = (uint8_t)(world->random >> 56);
    }
}

cty_ledger *
fuzz_ledger(void)
{
    static struct world world;
    cty_open_options options = CTY_OPEN_OPTIONS_INIT;
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    world = (struct world){INT64_C(1790000000000), 7};
    options.now_ms = tick;
    options.random_bytes = fill;
    options.context = &world;
    setup.issuer = "Harbor Print Works";
    must_succeed(cty_ledger_open_memory(&setup, &options, &ledger, &err), &err);
    return ledger;
}

void
must_be_whole(cty_ledger *ledger)
{
    cty_error err = CTY_ERROR_INIT;

    must_succeed(cty_ledger_check(ledger, false, NULL, NULL, NULL, &err), &err);
}

/* ---- outputs ---- */

bool
fuzz_write(void *context, const void *bytes, size_t size)
{
    struct written *written = context;

    if (written->size + size + 1 > written->room) {
        written->room = (written->size + size + 1) * 2;
        written->text = realloc(written->text, written->room);
        must(written->text != NULL);
    }
    if (size > 0)
        memcpy(written->text + written->size, bytes, size);
    written->size += size;
    written->text[written->size] = '\0';
    return true;
}

/* Of what follows a first byte, how many; 4: it is no first byte. */
static int
follows(unsigned char byte)
{
    if (byte < 0x80)
        return 0;
    if (byte >= 0xc2 && byte < 0xe0)
        return 1;
    if (byte >= 0xe0 && byte < 0xf0)
        return 2;
    return byte >= 0xf0 && byte < 0xf5 ? 3 : 4;
}

void
must_be_utf8(const struct written *written)
{
    const unsigned char *text = (const unsigned char *)written->text;

    for (size_t i = 0; i < written->size; i++) {
        int more = follows(text[i]);

        must(more < 4);
        must(text[i] != 0);
        must(i + (size_t)more < written->size);
        for (; more > 0; more--)
            must((text[++i] & 0xc0) == 0x80);
    }
}
