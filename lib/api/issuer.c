#include <string.h>

#include "api/api.h"
#include "base/text.h"
#include "domain/issuer.h"

/* ---- to change ---- */

static cty_status
check_texts(const cty_issuer *issuer, cty_error *err)
{
    const struct {
        const char *text, *name;
        size_t limit;
    } fields[] = {
        {issuer->country, "country", CTY_MAX_NAME},
        {issuer->email, "email", CTY_MAX_NAME},
        {issuer->phone, "phone", CTY_MAX_NAME},
        {issuer->legal, "legal", CTY_MAX_TEXT},
        {issuer->note, "note", CTY_MAX_TEXT},
        {issuer->signer, "signer", CTY_MAX_NAME},
        {issuer->signer_title, "signer_title", CTY_MAX_NAME},
        {issuer->signer_phone, "signer_phone", CTY_MAX_NAME},
    };
    cty_status status = CTY_OK;

    if (issuer->name != NULL)
        status = ctyi_need_name(issuer->name, "name", err);
    for (size_t i = 0;
         status == CTY_OK && i < sizeof(fields) / sizeof(fields[0]); i++)
        status = ctyi_text_check(fields[i].text, fields[i].limit,
                                 fields[i].name, err);
    return status;
}

static cty_status
check_choices(const cty_issuer *issuer, cty_error *err)
{
    if (issuer->amounts < CTY_AMOUNTS_UNSAID ||
        issuer->amounts > CTY_AMOUNTS_GROSS)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amounts",
                         "amounts %d are none: use CTY_AMOUNTS_UNSAID, NET or "
                         "GROSS",
                         issuer->amounts);
    if (issuer->logo == NULL && issuer->logo_size != 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "logo",
                         "logo is missing, but not its size: give both, or "
                         "neither");
    if (issuer->logo != NULL && issuer->drop_logo)
        return ctyi_fail(err, CTY_E_ARGUMENT, "drop_logo",
                         "a logo is given and dropped at once: choose one");
    return CTY_OK;
}

cty_status
cty_issuer_set(cty_ledger *ledger, const cty_issuer *issuer, cty_error *err)
{
    cty_issuer own;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status =
            ctyi_adopt(&own, sizeof(own), issuer, sizeof(own), "issuer", err);
    if (status == CTY_OK)
        status = check_texts(&own, err);
    if (status == CTY_OK)
        status = check_choices(&own, err);
    if (status == CTY_OK)
        status = ctyi_issuer_check(&own, err);
    if (status == CTY_OK)
        status = ctyi_store_begin(ledger->store, err);
    if (status != CTY_OK)
        return ctyi_refuse(ledger, status, err);
    status = ctyi_issuer_update(ledger->store, &own, err);
    return ctyi_store_end(ledger->store, status, err);
}

/* ---- as found ---- */

/* Copy what is a row's into one piece of memory that the ledger then holds. */
static cty_status
keep(cty_ledger *ledger, cty_issuer *issuer, cty_error *err)
{
    const char **const texts[] = {
        &issuer->name,     &issuer->address,      &issuer->country,
        &issuer->email,    &issuer->phone,        &issuer->legal,
        &issuer->language, &issuer->accent,       &issuer->note,
        &issuer->signer,   &issuer->signer_title, &issuer->signer_phone,
    };
    enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };
    size_t room = issuer->logo_size;
    char *to;

    for (int i = 0; i < TEXTS; i++)
        room += strlen(*texts[i]) + 1;
    to = ctyi_alloc(room);
    if (to == NULL)
        return ctyi_no_memory(err);
    ctyi_free(ledger->issuer);
    ledger->issuer = to;
    for (int i = 0; i < TEXTS; i++) {
        size_t size = strlen(*texts[i]) + 1;

        memcpy(to, *texts[i], size);
        *texts[i] = to;
        to += size;
    }
    if (issuer->logo != NULL)
        issuer->logo = memcpy(to, issuer->logo, issuer->logo_size);
    return CTY_OK;
}

cty_status
cty_issuer_get(cty_ledger *ledger, cty_issuer *out_issuer, cty_error *err)
{
    cty_issuer own = CTY_ISSUER_INIT;
    cty_status status = ctyi_need(ledger, "ledger", err);

    if (status == CTY_OK)
        status = ctyi_need(out_issuer, "out_issuer", err);
    if (status == CTY_OK)
        status = ctyi_check_out(out_issuer, sizeof(own), "out_issuer", err);
    if (status == CTY_OK)
        status = ctyi_store_begin_read(ledger->store, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_issuer_read(ledger->store, &own, err);
    if (status == CTY_OK)
        status = keep(ledger, &own, err);
    ctyi_store_end_read(ledger->store);
    if (status == CTY_OK)
        ctyi_show(&own, sizeof(own), out_issuer);
    return status;
}
