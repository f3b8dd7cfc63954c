#include <assert.h>

#include "api/api.h"
#include "base/date.h"
#include "base/text.h"

cty_status
ctyi_refuse(cty_ledger *ledger, cty_status status, const cty_error *err)
{
    if (ledger != NULL)
        ctyi_batch_fail(ledger->store, status, err);
    return status;
}

cty_status
ctyi_need(const void *pointer, const char *name, cty_error *err)
{
    if (pointer == NULL)
        return ctyi_fail(err, CTY_E_ARGUMENT, name, "%s is NULL", name);
    return CTY_OK;
}

cty_status
ctyi_check_out(const void *theirs, size_t own_size, const char *name,
               cty_error *err)
{
    _Alignas(8) unsigned char scratch[2048];

    assert(own_size <= sizeof(scratch));
    if (theirs == NULL)
        return CTY_OK;
    return ctyi_adopt(scratch, own_size, theirs, own_size, name, err);
}

cty_status
ctyi_need_ref(const char *text, const char *name, cty_error *err)
{
    return ctyi_text_need(text, CTY_MAX_REF, name, err);
}

cty_status
ctyi_check_ref(const char *text, const char *name, cty_error *err)
{
    return text == NULL ? CTY_OK : ctyi_need_ref(text, name, err);
}

cty_status
ctyi_need_name(const char *text, const char *name, cty_error *err)
{
    return ctyi_text_need(text, CTY_MAX_NAME, name, err);
}

cty_status
ctyi_check_name(const char *text, const char *name, cty_error *err)
{
    return ctyi_text_check(text, CTY_MAX_NAME, name, err);
}

cty_status
ctyi_check_text(const char *text, const char *name, cty_error *err)
{
    return ctyi_text_check(text, CTY_MAX_TEXT, name, err);
}

cty_status
ctyi_check_key(const char *text, cty_error *err)
{
    return text == NULL ? CTY_OK
                        : ctyi_text_need(text, CTY_MAX_KEY, "request_key", err);
}

cty_status
ctyi_need_date(cty_date date, const char *name, cty_error *err)
{
    if (!cty_date_valid(date))
        return ctyi_fail(err, CTY_E_ARGUMENT, name,
                         "%s is no day from 1900-01-01 to 9999-12-31", name);
    return CTY_OK;
}

cty_status
ctyi_check_date(cty_date date, const char *name, cty_error *err)
{
    if (date.year == 0 && date.month == 0 && date.day == 0)
        return CTY_OK;
    return ctyi_need_date(date, name, err);
}

cty_status
ctyi_need_day(cty_date date, cty_date today, cty_error *err)
{
    cty_status status = ctyi_check_date(today, "today", err);

    if (status != CTY_OK)
        return status;
    return ctyi_date_pack(date) == 0 && today.year != 0
               ? CTY_OK
               : ctyi_need_date(date, "date", err);
}

cty_status
ctyi_check_currency(const char *currency, cty_error *err)
{
    int exponent;

    return currency == NULL ? CTY_OK
                            : cty_currency_exponent(currency, &exponent, err);
}

cty_status
ctyi_check_rounding(cty_rounding rounding, cty_error *err)
{
    if (rounding < CTY_ROUND_EXACT || rounding > CTY_ROUND_HALF_EVEN)
        return ctyi_fail(err, CTY_E_ARGUMENT, "rounding",
                         "rounding %d is none: use CTY_ROUND_EXACT, HALF_UP "
                         "or HALF_EVEN",
                         rounding);
    return CTY_OK;
}

void
ctyi_bind_span(struct ctyi_statement *sql, cty_date from, cty_date to)
{
    int32_t first = ctyi_date_pack(from);
    int32_t last = to.year == 0 ? 99991231 : ctyi_date_pack(to);

    ctyi_bind_int(sql, 1, ctyi_date_month(first));
    ctyi_bind_int(sql, 2, ctyi_date_month(last));
    ctyi_bind_int(sql, 3, first);
    ctyi_bind_int(sql, 4, last);
}
