#include "shop.h"

#include <stdio.h>

#include "cases.h"

enum { BLANK_BYTE = 0x5a, NAMES = 8, NAME_TEXT = 32 };

#define START_MS INT64_C(1790000000000)

/* ---- the ledger's clock and dice ---- */

static int64_t
tick(void *context)
{
    struct shop *shop = context;

    return shop->now += 1000;
}

static void
next_bytes(void *context, void *bytes, size_t size)
{
    struct shop *shop = context;

    for (size_t i = 0; i < size; i++)
        ((uint8_t *)bytes)[i] = (uint8_t)roll(&shop->dice);
}

void
shop_ready(struct shop *shop, uint64_t seed)
{
    shop->now = START_MS + (int64_t)seed * 60000;
    shop->dice = mix(seed, 1);
    shop->seen = 0;
    shop->done = false;
    shop->wrong[0] = '\0';
}

void
shop_options(struct shop *shop, cty_open_options *out_options)
{
    *out_options = (cty_open_options)CTY_OPEN_OPTIONS_INIT;
    out_options->busy_ms = -1;
    out_options->now_ms = tick;
    out_options->random_bytes = next_bytes;
    out_options->context = shop;
}

cty_status
shop_open(struct shop *shop)
{
    cty_open_options options;
    cty_status status;

    shop_options(shop, &options);
    BLANK(shop->ledger);
    status = cty_ledger_open(DISK_LEDGER, &options, &shop->ledger, fresh(shop));
    return got(shop, status, &shop->ledger);
}

void
shop_close(struct shop *shop)
{
    cty_ledger_close(shop->ledger);
    shop->ledger = NULL;
}

/* ---- what calls promise ---- */

void
blank_out(void *out, size_t size)
{
    uint32_t own_size = (uint32_t)size;

    memset(out, BLANK_BYTE, size);
    if (size > sizeof(void *))
        memcpy(out, &own_size, sizeof(own_size));
}

static bool
is_blank(const void *out, size_t from, size_t size)
{
    const unsigned char *bytes = out;

    for (size_t i = from; i < size; i++) {
        if (bytes[i] != BLANK_BYTE)
            return false;
    }
    return true;
}

void
broke(struct shop *shop, const char *promise)
{
    if (shop->wrong[0] == '\0')
        snprintf(shop->wrong, sizeof(shop->wrong), "%s", promise);
}

cty_error *
fresh(struct shop *shop)
{
    memset(&shop->err, BLANK_BYTE, sizeof(shop->err));
    return &shop->err;
}

static void
check_error(struct shop *shop, cty_status status)
{
    const cty_error *err = &shop->err;

    if (status == CTY_OK) {
        if (!is_blank(err, 0, sizeof(*err)))
            broke(shop, "err was touched by a success");
        return;
    }
    if (err->status != status)
        broke(shop, "err has another status than the call");
    else if (memchr(err->message, '\0', sizeof(err->message)) == NULL ||
             err->message[0] == '\0' || strchr(err->message, '\n') != NULL)
        broke(shop, "err has no message of one line");
}

cty_status
told(struct shop *shop, cty_status status, const void *out, size_t size)
{
    size_t from = size > sizeof(void *) ? sizeof(uint32_t) : 0;

    check_error(shop, status);
    if (status != CTY_OK && out != NULL && !is_blank(out, from, size))
        broke(shop, "an output was touched by a failure");
    return status;
}

cty_status
got(struct shop *shop, cty_status status, void *object)
{
    static void *const none;

    told(shop, status, object, sizeof(void *));
    if (status != CTY_OK)
        memcpy(object, &none, sizeof(none));
    return status;
}

/* ---- what they answered ---- */

void
see_bytes(struct shop *shop, const void *bytes, size_t size)
{
    const unsigned char *each = bytes;
    uint64_t seen = mix(shop->seen, size);

    for (size_t i = 0; i < size; i++)
        seen = (seen ^ each[i]) * UINT64_C(0x100000001b3);
    shop->seen = seen;
}

void
see_text(struct shop *shop, const char *text)
{
    if (text == NULL)
        see_int(shop, -1);
    else
        see_bytes(shop, text, strlen(text));
}

void
see_int(struct shop *shop, int64_t value)
{
    see_bytes(shop, &value, sizeof(value));
}

bool
see_write(void *context, const void *bytes, size_t size)
{
    see_bytes(context, bytes, size);
    return true;
}

/* ---- small things ---- */

cty_date
day_of(int month, int day)
{
    return (cty_date){
        .year = 2026, .month = (uint8_t)month, .day = (uint8_t)day};
}

const char *
own(struct shop *shop, const char *name)
{
    static char names[NAMES][NAME_TEXT];
    static int next;
    char *text = names[next++ % NAMES];

    if (shop->turn == 0)
        snprintf(text, NAME_TEXT, "%s", name);
    else
        snprintf(text, NAME_TEXT, "%s.%d", name, shop->turn);
    return text;
}
