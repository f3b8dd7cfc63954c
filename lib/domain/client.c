#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "base/tracking_code.h"
#include "domain/domain.h"

/* A field of both a public client and a stored one. */
struct field {
    const char *name;
    size_t given;
    size_t stored;
};

#define FIELD(member)                                                          \
    {                                                                          \
#        member, offsetof(cty_client, member),                                 \
            offsetof(struct ctyi_client, member)                               \
    }

static const struct field fields[] = {
    FIELD(name),   FIELD(contact),     FIELD(address), FIELD(city),
    FIELD(region), FIELD(postal_code), FIELD(country), FIELD(email),
    FIELD(phone),  FIELD(language),    FIELD(note),
};

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

static const char **
given_text(const cty_client *client, const struct field *field)
{
    return (const char **)((uintptr_t)client + field->given);
}

static const char **
stored_text(struct ctyi_client *client, const struct field *field)
{
    return (const char **)((uintptr_t)client + field->stored);
}

/* What is given replaces what is there; an empty name is the ref. */
static void
overlay(struct ctyi_client *stored, const cty_client *given)
{
    for (int i = 0; i < FIELDS; i++) {
        const char *text = *given_text(given, &fields[i]);

        if (text != NULL)
            *stored_text(stored, &fields[i]) = text;
        else if (*stored_text(stored, &fields[i]) == NULL)
            *stored_text(stored, &fields[i]) = "";
    }
    if (stored->name[0] == '\0')
        stored->name = stored->ref;
    if (given->since.year != 0)
        stored->since = ctyi_date_pack(given->since);
}

static cty_status
exists(const char *ref, const char *field, cty_error *err)
{
    return ctyi_fail(err, CTY_E_EXISTS, field,
                     "client \"%s\" is there with another %s: change it with "
                     "client set, or take another ref",
                     ref, field);
}

/* The same again is a repeat; what is not given is not compared. */
static cty_status
repeats(struct ctyi_client *there, const cty_client *client,
        cty_client_added *added, cty_error *err)
{
    char folded[CTY_CODE_TEXT];

    for (int i = 0; i < FIELDS; i++) {
        const char *text = *given_text(client, &fields[i]);
        const char *stored = *stored_text(there, &fields[i]);

        if (text == NULL || strcmp(text, stored) == 0)
            continue;
        if (i == 0 && text[0] == '\0' && strcmp(stored, there->ref) == 0)
            continue;
        return exists(client->ref, fields[i].name, err);
    }
    if (client->since.year != 0 &&
        ctyi_date_pack(client->since) != there->since)
        return exists(client->ref, "since", err);
    if (client->tracking_code != NULL) {
        cty_status status =
            cty_tracking_code_fold(client->tracking_code, folded, err);

        if (status != CTY_OK)
            return status;
        if (strcmp(folded, there->folded_code) != 0)
            return exists(client->ref, "tracking_code", err);
    }
    added->repeated = true;
    ctyi_text_copy(added->tracking_code, sizeof(added->tracking_code),
                   there->tracking_code);
    return CTY_OK;
}

static cty_status
code_is_free(struct ctyi_store *store, const char *folded, bool *out_free,
             cty_error *err)
{
    int64_t client;
    bool found;
    cty_status status =
        ctyi_client_by_code(store, folded, &client, &found, err);

    if (status == CTY_OK)
        *out_free = !found;
    return status;
}

/*
 * Wherever a ref is taken, a code is too: one client's ref must not be
 * another's code, nor the other way round.
 */
static cty_status
ref_is_no_code(struct ctyi_store *store, const char *ref, cty_error *err)
{
    char folded[CTY_CODE_TEXT];
    bool is_free = true;
    cty_status status;

    if (cty_tracking_code_fold(ref, folded, NULL) != CTY_OK)
        return CTY_OK;
    status = code_is_free(store, folded, &is_free, err);
    if (status == CTY_OK && !is_free)
        status = ctyi_fail(err, CTY_E_EXISTS, "ref",
                           "ref \"%s\" is another client's tracking code: take "
                           "another ref",
                           ref);
    return status;
}

static cty_status
code_is_no_ref(struct ctyi_store *store, const char *code, const char *ref,
               bool *out_free, cty_error *err)
{
    struct ctyi_client other;
    bool found;
    cty_status status = ctyi_client_by_ref(store, code, &other, &found, err);

    if (status == CTY_OK && found && strcmp(code, ref) != 0)
        *out_free = false;
    return status;
}

static cty_status
own_code(struct ctyi_store *store, const cty_client *client, char *code,
         char *folded, cty_error *err)
{
    const char *given = client->tracking_code;
    bool is_free = false;
    cty_status status = ctyi_code_check_own(given, err);

    if (status == CTY_OK)
        status = cty_tracking_code_fold(given, folded, err);
    if (status == CTY_OK)
        status = code_is_free(store, folded, &is_free, err);
    if (status == CTY_OK)
        status = code_is_no_ref(store, given, client->ref, &is_free, err);
    if (status != CTY_OK)
        return status;
    if (!is_free)
        return ctyi_fail(err, CTY_E_EXISTS, "tracking_code",
                         "tracking code \"%s\" is taken: codes are never used "
                         "twice, nor another client's ref",
                         given);
    ctyi_text_copy(code, CTY_CODE_TEXT, given);
    return CTY_OK;
}

/* Count up until a code is free: a host may have brought that one. */
static cty_status
make_code(struct ctyi_store *store, const cty_client *client, char *code,
          char *folded, int64_t *out_counter, cty_error *err)
{
    char prefix[CTYI_PREFIX_TEXT];
    const char *name = client->name != NULL && client->name[0] != '\0'
                           ? client->name
                           : client->ref;
    bool is_free = false;
    cty_status status = CTY_OK;

    if (client->prefix != NULL)
        status = ctyi_prefix_check(client->prefix, prefix, err);
    else
        ctyi_prefix_from_name(name, prefix);
    if (status == CTY_OK)
        status = ctyi_code_counter(store, out_counter, err);
    while (status == CTY_OK && !is_free) {
        ctyi_code_make(prefix, out_counter, code);
        status = cty_tracking_code_fold(code, folded, err);
        if (status == CTY_OK)
            status = code_is_free(store, folded, &is_free, err);
        if (status == CTY_OK)
            status = code_is_no_ref(store, code, client->ref, &is_free, err);
    }
    return status;
}

static cty_status
insert(struct ctyi_store *store, const cty_client *client,
       cty_client_added *added, cty_error *err)
{
    struct ctyi_client stored = {.ref = client->ref};
    char code[CTY_CODE_TEXT];
    char folded[CTY_CODE_TEXT];
    int64_t counter = 0;
    cty_status status = ref_is_no_code(store, client->ref, err);

    if (status != CTY_OK)
        return status;
    if (client->tracking_code != NULL && client->tracking_code[0] != '\0')
        status = own_code(store, client, code, folded, err);
    else
        status = make_code(store, client, code, folded, &counter, err);
    if (status != CTY_OK)
        return status;
    overlay(&stored, client);
    stored.tracking_code = code;
    stored.folded_code = folded;
    status = ctyi_client_insert(store, &stored, err);
    if (status == CTY_OK && counter != 0)
        status = ctyi_code_counter_set(store, counter, err);
    if (status == CTY_OK)
        ctyi_text_copy(added->tracking_code, sizeof(added->tracking_code),
                       code);
    return status;
}

cty_status
ctyi_add_client(const struct ctyi_rules *rules, const cty_client *client,
                cty_client_added *out_added, cty_error *err)
{
    struct ctyi_client there = {0};
    cty_client_added added = CTY_CLIENT_ADDED_INIT;
    bool found = false;
    cty_status status =
        ctyi_client_by_ref(rules->store, client->ref, &there, &found, err);

    if (status == CTY_OK && found)
        status = repeats(&there, client, &added, err);
    else if (status == CTY_OK)
        status = insert(rules->store, client, &added, err);
    if (status == CTY_OK)
        *out_added = added;
    return status;
}

cty_status
ctyi_set_client(const struct ctyi_rules *rules, const cty_client *client,
                cty_error *err)
{
    struct ctyi_client_key key;
    struct ctyi_client stored = {0};
    bool found;
    cty_status status = ctyi_client_find(rules->store, client->ref, &key, err);

    if (status == CTY_OK)
        status =
            ctyi_client_by_ref(rules->store, key.ref, &stored, &found, err);
    if (status != CTY_OK)
        return status;
    overlay(&stored, client);
    return ctyi_client_update(rules->store, &stored, err);
}
