#include "base/decimal.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"

enum { DECIMAL_PLACES = 6 };

static size_t
count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

bool
ctyi_plain_scan(const char *text, struct ctyi_plain *out_plain)
{
    struct ctyi_plain found = {.whole = text};
    const char *end;

    found.whole_count = count_digits(text);
    end = text + found.whole_count;
    found.decimals = end;
    if (*end == '.') {
        found.decimals = end + 1;
        found.decimal_count = count_digits(end + 1);
        end += 1 + found.decimal_count;
        if (found.decimal_count == 0)
            return false;
    }
    if (*end != '\0' || found.whole_count == 0)
        return false;

    *out_plain = found;
    return true;
}

/* Behind an int64_t there is room for 18 decimals in 128 bits. */
bool
ctyi_plain_value(const struct ctyi_plain *plain, ctyi_wide *out_value)
{
    ctyi_wide value = 0;

    assert(plain->decimal_count <= CTYI_DECIMALS_MOST);
    for (size_t i = 0; i < plain->whole_count; i++) {
        value = value * 10 + (plain->whole[i] - '0');
        if (value > INT64_MAX)
            return false;
    }
    for (size_t i = 0; i < plain->decimal_count; i++)
        value = value * 10 + (plain->decimals[i] - '0');

    *out_value = value;
    return true;
}

int64_t
ctyi_power_of_ten(int exponent)
{
    int64_t power = 1;

    assert(exponent >= 0 && exponent <= CTYI_DECIMALS_MOST);
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* From the last digit to the first, on the magnitude: INT64_MIN has no twin. */
char *
ctyi_plain_write(int64_t value, int decimals, char *buffer)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char digits[24];
    char *from = digits + sizeof(digits);

    assert(decimals >= 0 && decimals <= CTYI_DECIMALS_MOST);
    *--from = '\0';
    for (int place = 0; place <= decimals || magnitude > 0; place++) {
        if (place == decimals && decimals > 0)
            *--from = '.';
        *--from = (char)('0' + magnitude % 10);
        magnitude /= 10;
    }
    if (value < 0)
        *--from = '-';
    return memcpy(buffer, from, (size_t)(digits + sizeof(digits) - from));
}

cty_status
cty_decimal_parse(const char *text, cty_decimal *out_decimal, cty_error *err)
{
    struct ctyi_plain plain;
    char quoted[CTYI_QUOTE_TEXT];
    ctyi_wide value;

    if (text == NULL)
        return ctyi_fail_missing(err, "number");
    if (out_decimal == NULL)
        return ctyi_fail_missing(err, "out_decimal");

    ctyi_text_quote(text, quoted);
    if (!ctyi_plain_scan(text, &plain))
        return ctyi_fail(err, CTY_E_ARGUMENT, "number",
                         "%s is not a plain decimal: write 1500 or 1.5",
                         quoted);
    if (plain.decimal_count > DECIMAL_PLACES)
        return ctyi_fail(err, CTY_E_ARGUMENT, "number",
                         "%s has more than 6 decimals: round it to 6", quoted);
    if (!ctyi_plain_value(&plain, &value))
        goto too_large;
    value *= ctyi_power_of_ten(DECIMAL_PLACES - (int)plain.decimal_count);
    if (!ctyi_fits(value))
        goto too_large;

    *out_decimal = (cty_decimal)value;
    return CTY_OK;

too_large:
    return ctyi_fail(err, CTY_E_LIMIT, "number",
                     "%s is too large: the most is 9223372036854.775807",
                     quoted);
}

char *
cty_decimal_format(cty_decimal decimal, char *buffer)
{
    size_t end;

    ctyi_plain_write(decimal, DECIMAL_PLACES, buffer);
    end = strlen(buffer);
    while (buffer[end - 1] == '0')
        end--;
    if (buffer[end - 1] == '.')
        end--;
    buffer[end] = '\0';
    return buffer;
}
