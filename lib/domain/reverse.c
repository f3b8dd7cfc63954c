#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/text.h"
#include "domain/write.h"

/* ---- finding an entry by its code ---- */

static cty_status
malformed(const char *code, cty_error *err)
{
    return ctyi_fail(err, CTY_E_ARGUMENT, "code",
                     "\"%s\" is not an entry's code: write it as in "
                     "HARB-0042V/17",
                     code);
}

/* Digits after the last slash; 0: malformed. */
static int64_t
number_of(const char *code, const char **out_slash)
{
    const char *slash = strrchr(code, '/');
    int64_t number = 0;

    if (slash == NULL || slash[1] == '\0' || slash[1] == '0')
        return 0;
    for (const char *at = slash + 1; *at != '\0'; at++) {
        if (*at < '0' || *at > '9' ||
            __builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, *at - '0', &number))
            return 0;
    }
    *out_slash = slash;
    return number;
}

cty_status
ctyi_find_entry(struct ctyi_store *store, const char *code, int64_t *out_entry,
                cty_error *err)
{
    struct ctyi_client_key client;
    char name[CTY_MAX_REF + 1];
    const char *slash = NULL;
    int64_t number = number_of(code, &slash);
    bool found;
    cty_status status;

    if (number == 0 || slash == code || (size_t)(slash - code) > CTY_MAX_REF)
        return malformed(code, err);
    memcpy(name, code, (size_t)(slash - code));
    name[slash - code] = '\0';
    status = ctyi_client_find(store, name, &client, err);
    if (status == CTY_OK)
        status = ctyi_entry_by_number(store, client.client, number, out_entry,
                                      &found, err);
    if (status == CTY_OK && !found)
        status = ctyi_fail(err, CTY_E_NOT_FOUND, "code", "no entry %s/%lld",
                           client.tracking_code, (long long)number);
    return status;
}

/* ---- reversing ---- */

static const char *
kind_name(int32_t kind)
{
    if (kind == CTY_REVERSAL)
        return "reversal";
    return kind == CTY_CHARGE ? "charge" : "discount";
}

static cty_status
may_reverse(struct ctyi_store *store, const struct ctyi_entry *credit,
            const char *code, int32_t date, cty_error *err)
{
    char day[CTY_DATE_TEXT];
    int64_t reversal = 0;
    cty_status status;

    if (credit->kind != CTY_CREDIT)
        return ctyi_fail(err, CTY_E_STATE, "code",
                         "%s is a %s: only credits are reversed", code,
                         kind_name(credit->kind));
    status = ctyi_entry_reversal(store, credit->fact.sequence, &reversal, err);
    if (status != CTY_OK)
        return status;
    if (reversal != 0)
        return ctyi_fail(err, CTY_E_STATE, "code",
                         "credit %s was reversed before: a credit is reversed "
                         "once",
                         code);
    if (date < credit->fact.date)
        return ctyi_fail(
            err, CTY_E_STATE, "date",
            "credit %s is of %s: it cannot be reversed before", code,
            cty_date_format(ctyi_date_unpack(credit->fact.date), day));
    return CTY_OK;
}

static void
oppose(const struct ctyi_entry *credit, struct ctyi_entry *own)
{
    own->kind = CTY_REVERSAL;
    own->fact.client = credit->fact.client;
    own->bill = credit->bill;
    own->line_no = credit->line_no;
    own->amount = credit->amount;
    own->saving = credit->saving;
    own->reverses = credit->fact.sequence;
    memcpy(own->currency, credit->currency, sizeof(own->currency));
    memcpy(own->reason, credit->reason, sizeof(own->reason));
}

cty_status
ctyi_reverse_credit(const struct ctyi_rules *rules,
                    const cty_reversal *reversal, int64_t *out_entry,
                    bool *out_repeated, cty_error *err)
{
    struct ctyi_store *store = rules->store;
    struct ctyi_request request;
    struct ctyi_entry credit;
    struct ctyi_entry own = {0};
    int64_t key = 0;
    cty_status status;

    ctyi_request_start(&request, CTYI_VERB_CREDIT_REVERSE,
                       reversal->request_key);
    ctyi_request_text(&request, "code", reversal->code);
    ctyi_request_int(&request, "date", ctyi_date_pack(reversal->date));
    ctyi_request_text(&request, "granted_by", reversal->granted_by);
    ctyi_request_text(&request, "note", reversal->note);
    status = ctyi_request_done(store, &request, out_entry, out_repeated, err);
    if (status != CTY_OK || *out_repeated)
        return status;
    status = ctyi_find_entry(store, reversal->code, &key, err);
    if (status == CTY_OK)
        status = ctyi_entry_by_key(store, key, &credit, err);
    if (status == CTY_OK)
        status =
            may_reverse(store, &credit, reversal->code,
                        ctyi_date_or(reversal->date, reversal->today), err);
    if (status == CTY_OK)
        status =
            ctyi_person_find(store, reversal->granted_by, &own.person, err);
    if (status != CTY_OK)
        return status;
    own.fact.date = ctyi_date_or(reversal->date, reversal->today);
    own.note = reversal->note != NULL ? reversal->note : "";
    oppose(&credit, &own);
    status = ctyi_write_entry(rules, &own, &request, err);
    if (status == CTY_OK)
        *out_entry = own.fact.sequence;
    return status;
}
