/* The ledger itself, its issuer, and its master data. */
#include "steps.h"

#include "cases.h"

static const cty_ledger_setup *
setup_of(void)
{
    static cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;

    setup.issuer = "Harbor Print Works";
    setup.currency = "USD";
    setup.fiscal_year_start = 4;
    return &setup;
}

static cty_status
info(struct shop *shop)
{
    cty_ledger_info info;
    cty_status status;

    BLANK(info);
    status = told(shop, cty_ledger_info_get(shop->ledger, &info, fresh(shop)),
                  &info, sizeof(info));
    if (status != CTY_OK)
        return status;
    see_int(shop, info.fiscal_year_start);
    see_text(shop, info.issuer);
    see_text(shop, info.currency);
    see_int(shop, info.durable * 2 + info.read_only);
    return status;
}

static cty_status
create(struct shop *shop)
{
    cty_open_options options;
    cty_status status;

    shop_options(shop, &options);
    BLANK(shop->ledger);
    status = cty_ledger_create(DISK_LEDGER, setup_of(), &options, &shop->ledger,
                               fresh(shop));
    status = got(shop, status, &shop->ledger);
    return status == CTY_OK ? info(shop) : status;
}

/* The log of a ledger that was there before holds its last writes. */
static cty_status
create_beside_log(struct shop *shop)
{
    static const char log[] = DISK_FOLDER "other.db-wal";
    static const char path[] = DISK_FOLDER "other.db";
    static const char writes[] = "the last writes of a ledger that was moved";
    struct disk *disk = disk_in_use();
    struct disk_file *file = disk_place(disk, log);
    cty_open_options options;
    cty_ledger *ledger;
    cty_status status;

    bytes_write(&file->now, 0, writes, sizeof(writes));
    shop_options(shop, &options);
    BLANK(ledger);
    status =
        cty_ledger_create(path, setup_of(), &options, &ledger, fresh(shop));
    status = got(shop, status, &ledger);
    cty_ledger_close(ledger);
    if (disk_find(disk, log) != file ||
        memcmp(file->now.at, writes, sizeof(writes)) != 0)
        broke(shop, "a log that was there is gone");
    file->named = false;
    if (disk_find(disk, path) != NULL)
        disk_find(disk, path)->named = false;
    return status;
}

static cty_status
open_again(struct shop *shop)
{
    cty_status status = shop_open(shop);

    return status == CTY_OK ? info(shop) : status;
}

static cty_status
open_to_read(struct shop *shop)
{
    cty_open_options options;
    cty_ledger *ledger;
    cty_status status;

    shop_options(shop, &options);
    options.flags = CTY_OPEN_READ_ONLY;
    BLANK(ledger);
    status = cty_ledger_open(DISK_LEDGER, &options, &ledger, fresh(shop));
    status = got(shop, status, &ledger);
    if (status == CTY_OK)
        status = told(
            shop, cty_ledger_check(ledger, true, NULL, NULL, NULL, fresh(shop)),
            NULL, 0);
    cty_ledger_close(ledger);
    return status;
}

static cty_status
open_in_memory(struct shop *shop)
{
    cty_open_options options;
    cty_ledger *ledger;
    cty_status status;

    shop_options(shop, &options);
    BLANK(ledger);
    status = cty_ledger_open_memory(setup_of(), &options, &ledger, fresh(shop));
    status = got(shop, status, &ledger);
    if (status == CTY_OK)
        status = told(shop, cty_person_add(ledger, "Dana Reyes", fresh(shop)),
                      NULL, 0);
    cty_ledger_close(ledger);
    return status;
}

static cty_status
close_ledger(struct shop *shop)
{
    shop_close(shop);
    return CTY_OK;
}

static cty_status
check_whole(struct shop *shop)
{
    cty_check check;
    cty_status status;

    BLANK(check);
    status =
        cty_ledger_check(shop->ledger, false, NULL, NULL, &check, fresh(shop));
    if (status == CTY_E_CORRUPT) /* the one exception: it is filled */
        return told(shop, status, NULL, 0);
    told(shop, status, &check, sizeof(check));
    if (status == CTY_OK)
        see_check(shop, &check);
    return status;
}

/* ---- the issuer ---- */

enum { LOGO_PIXELS = 6000, LOGO_ROOM = LOGO_PIXELS + 64 };

static size_t
put_number(unsigned char *to, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (unsigned char)(number >> (24 - 8 * i));
    return 4;
}

static size_t
put_chunk(unsigned char *to, const char *kind, const void *bytes, size_t size)
{
    uint32_t sum = UINT32_MAX;

    put_number(to, (uint32_t)size);
    memcpy(to + 4, kind, 4);
    if (size > 0)
        memcpy(to + 8, bytes, size);
    for (size_t i = 4; i < size + 8; i++) {
        sum ^= to[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    put_number(to + size + 8, ~sum);
    return size + 12;
}

/* Larger than a page of the ledger's file. */
static size_t
draw_logo(unsigned char *to)
{
    static const unsigned char head[] = {0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0};
    static unsigned char pixels[LOGO_PIXELS];
    uint64_t dice = 3;
    size_t size = 8;

    for (int i = 0; i < LOGO_PIXELS; i++)
        pixels[i] = (unsigned char)roll(&dice);
    memcpy(to, "\x89PNG\r\n\x1a\n", 8);
    size += put_chunk(to + size, "IHDR", head, sizeof(head));
    size += put_chunk(to + size, "IDAT", pixels, sizeof(pixels));
    return size + put_chunk(to + size, "IEND", NULL, 0);
}

static cty_status
issuer_set(struct shop *shop)
{
    static unsigned char logo[LOGO_ROOM];
    cty_issuer issuer = CTY_ISSUER_INIT;

    issuer.logo = logo;
    issuer.logo_size = draw_logo(logo);
    issuer.address = "2 Mole Road\nPort Levy";
    issuer.email = "office@example.org";
    issuer.language = "en";
    issuer.note = own(shop, "Thank you.");
    issuer.amounts = CTY_AMOUNTS_NET;
    return told(shop, cty_issuer_set(shop->ledger, &issuer, fresh(shop)), NULL,
                0);
}

static cty_status
issuer_get(struct shop *shop)
{
    cty_issuer issuer;
    cty_status status;

    BLANK(issuer);
    status = told(shop, cty_issuer_get(shop->ledger, &issuer, fresh(shop)),
                  &issuer, sizeof(issuer));
    if (status != CTY_OK)
        return status;
    see_int(shop, issuer.amounts);
    see_text(shop, issuer.name);
    see_text(shop, issuer.address);
    see_text(shop, issuer.email);
    see_text(shop, issuer.language);
    see_text(shop, issuer.note);
    see_bytes(shop, issuer.logo, issuer.logo_size);
    return status;
}

/* ---- persons, reasons and clients ---- */

static cty_status
person(struct shop *shop)
{
    const char *name = own(shop, "Dana Reyes");

    return told(shop, cty_person_add(shop->ledger, name, fresh(shop)), NULL, 0);
}

static cty_status
reason(struct shop *shop)
{
    cty_reason reason = CTY_REASON_INIT;

    reason.reason = own(shop, "second-look");
    reason.label = "A second look";
    reason.saving = true;
    return told(shop, cty_reason_add(shop->ledger, &reason, fresh(shop)), NULL,
                0);
}

static cty_status
add_client(struct shop *shop, const cty_client *client)
{
    cty_client_added added;
    cty_status status;

    BLANK(added);
    status =
        told(shop, cty_client_add(shop->ledger, client, &added, fresh(shop)),
             &added, sizeof(added));
    if (status == CTY_OK)
        see_text(shop, added.tracking_code);
    return status;
}

static cty_status
client(struct shop *shop)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = own(shop, "harbor");
    client.name = "Harbor Foods";
    client.address = "1 Quay Street";
    client.since = day_of(1, 2);
    return add_client(shop, &client);
}

static cty_status
client_own_code(struct shop *shop)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = "mill";
    client.tracking_code = "MILL-7";
    return add_client(shop, &client);
}

static cty_status
client_set(struct shop *shop)
{
    cty_client client = CTY_CLIENT_INIT;

    client.ref = "harbor";
    client.name = own(shop, "Harbor Foods Ltd");
    client.city = own(shop, "Port Levy");
    return told(shop, cty_client_set(shop->ledger, &client, fresh(shop)), NULL,
                0);
}

const struct step ledger_steps[] = {
    {"create", create, STEP_MAKES | STEP_OPENS, CTY_OK},
    {"create-beside-log", create_beside_log, STEP_OPENS, CTY_E_EXISTS},
    {"open", open_again, STEP_OPENS, CTY_OK},
    {"open-to-read", open_to_read, STEP_OPENS, CTY_OK},
    {"open-in-memory", open_in_memory, STEP_OPENS, CTY_OK},
    {"close", close_ledger, STEP_CLOSES, CTY_OK},
    {"issuer-set", issuer_set, 0, CTY_OK},
    {"issuer-get", issuer_get, 0, CTY_OK},
    {"person", person, 0, CTY_OK},
    {"reason", reason, 0, CTY_OK},
    {"client", client, 0, CTY_OK},
    {"client-own-code", client_own_code, 0, CTY_OK},
    {"client-set", client_set, 0, CTY_OK},
    {"check", check_whole, 0, CTY_OK},
    {NULL, NULL, 0, CTY_OK},
};
