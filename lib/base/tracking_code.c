#include "base/tracking_code.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"

enum {
    PREFIX_LEAST = 2,
    PREFIX_MOST = 6,
    PREFIX_FROM_NAME = 4,
    BODY_LEAST = 4,
    BODY_MOST = 13, /* an int64_t to the base of 32 */
    MODULUS = 36    /* of ISO 7064 MOD 37,36 */
};

static const char CHECK_DIGITS[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char CROCKFORD[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static char
capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool
is_alphanumeric(char c)
{
    c = capital(c);
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* Characters that are read for one another are one. */
static char
fold(char c)
{
    c = capital(c);
    if (c == 'O')
        return '0';
    if (c == 'I' || c == 'L')
        return '1';
    return c;
}

static int
value_of(char c)
{
    return c <= '9' ? c - '0' : c - 'A' + 10;
}

static bool
is_crockford(char folded)
{
    return folded != '\0' && strchr(CROCKFORD, folded) != NULL;
}

/* The hybrid system of ISO 7064: each step modulo 36, then modulo 37. */
char
ctyi_check_character(const char *folded)
{
    int carried = MODULUS;

    for (; *folded != '\0'; folded++) {
        int sum;

        assert(is_alphanumeric(*folded));
        sum = (carried + value_of(*folded)) % MODULUS;
        carried = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
    }
    return CHECK_DIGITS[(MODULUS + 1 - carried) % MODULUS];
}

static cty_status
refuse_character(const char *text, size_t at, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    uint32_t character;
    size_t width = ctyi_text_step(text + at, strlen(text + at), &character);

    return ctyi_fail(err, CTY_E_ARGUMENT, "tracking_code",
                     "tracking code %s holds '%.*s': it has letters, digits "
                     "and hyphens, as in HARB-0042V",
                     ctyi_text_quote(text, quoted), width == 0 ? 1 : (int)width,
                     text + at);
}

static cty_status
refuse_length(const char *text, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];

    return ctyi_fail(err, CTY_E_LIMIT, "tracking_code",
                     "tracking code %s has more than %d characters: shorten it",
                     ctyi_text_quote(text, quoted), CTY_MAX_CODE);
}

static cty_status
refuse_empty(const char *text, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];

    return ctyi_fail(err, CTY_E_ARGUMENT, "tracking_code",
                     "tracking code %s has no letter or digit: write one as "
                     "HARB-0042V",
                     ctyi_text_quote(text, quoted));
}

cty_status
cty_tracking_code_fold(const char *text, char *buffer, cty_error *err)
{
    char folded[CTY_CODE_TEXT];
    size_t length = 0;

    if (text == NULL)
        return ctyi_fail_missing(err, "tracking_code");
    if (buffer == NULL)
        return ctyi_fail_missing(err, "buffer");

    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == ' ' || text[i] == '-')
            continue;
        if (!is_alphanumeric(text[i]))
            return refuse_character(text, i, err);
        if (length == CTY_MAX_CODE)
            return refuse_length(text, err);
        folded[length++] = fold(text[i]);
    }
    if (length == 0)
        return refuse_empty(text, err);

    folded[length] = '\0';
    memcpy(buffer, folded, length + 1);
    return CTY_OK;
}

/*
 * A check character U has the form though no code is given one: it is how a V
 * is misread, and the answer must be that the code is wrong.
 */
static bool
has_form(const char *text, size_t length)
{
    size_t prefix = 0;

    while (is_alphanumeric(text[prefix]))
        prefix++;
    if (prefix < PREFIX_LEAST || prefix > PREFIX_MOST || text[prefix] != '-')
        return false;
    if (length < prefix + 1 + BODY_LEAST + 1)
        return false;

    for (size_t i = prefix + 1; i < length - 1; i++) {
        if (!is_crockford(fold(text[i])))
            return false;
    }
    return is_alphanumeric(text[length - 1]);
}

/* Whether the last character of a folded code is the one that it must be. */
static bool
is_checked(char *folded)
{
    size_t last = strlen(folded) - 1;
    char given = folded[last];

    folded[last] = '\0';
    return is_crockford(given) && ctyi_check_character(folded) == given;
}

bool
cty_tracking_code_has_form(const char *text, bool *out_right)
{
    size_t length = text == NULL ? 0 : strnlen(text, CTY_CODE_TEXT);
    char folded[CTY_CODE_TEXT];
    bool right = false;
    bool form = length > 0 && length <= CTY_MAX_CODE && has_form(text, length);

    if (form)
        right = cty_tracking_code_fold(text, folded, NULL) == CTY_OK &&
                is_checked(folded);
    if (out_right != NULL)
        *out_right = right;
    return form;
}

char *
ctyi_prefix_from_name(const char *name, char *prefix)
{
    size_t length = 0;

    for (; *name != '\0' && length < PREFIX_FROM_NAME; name++) {
        if (is_alphanumeric(*name))
            prefix[length++] = capital(*name);
    }
    prefix[length] = '\0';
    if (length < PREFIX_LEAST)
        memcpy(prefix, "CL", sizeof("CL"));
    return prefix;
}

cty_status
ctyi_prefix_check(const char *given, char *prefix, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    char made[CTYI_PREFIX_TEXT];
    size_t length = 0;

    if (given == NULL)
        return ctyi_fail_missing(err, "prefix");
    while (length < PREFIX_MOST && is_alphanumeric(given[length])) {
        made[length] = capital(given[length]);
        length++;
    }
    if (length < PREFIX_LEAST || given[length] != '\0')
        return ctyi_fail(err, CTY_E_ARGUMENT, "prefix",
                         "prefix %s is not 2 to 6 letters or digits: write one "
                         "as HARB",
                         ctyi_text_quote(given, quoted));

    made[length] = '\0';
    memcpy(prefix, made, length + 1);
    return CTY_OK;
}

/* In base 32, with leading zeros up to BODY_LEAST digits. */
static void
write_body(int64_t number, char *body)
{
    char digits[BODY_MOST];
    int count = 0;

    for (; number > 0 || count < BODY_LEAST; number /= 32)
        digits[count++] = CROCKFORD[number % 32];
    while (count > 0)
        *body++ = digits[--count];
    *body = '\0';
}

void
ctyi_code_make(const char *prefix, int64_t *counter, char *buffer)
{
    size_t length = strlen(prefix);
    char folded[PREFIX_MOST + BODY_MOST + 1];
    char check;

    assert(length >= PREFIX_LEAST && length <= PREFIX_MOST);
    assert(*counter >= 0 && *counter < INT64_MAX - MODULUS);
    for (size_t i = 0; i < length; i++)
        folded[i] = fold(prefix[i]);

    do {
        write_body((*counter)++, folded + length);
        check = ctyi_check_character(folded);
    } while (!is_crockford(check));

    memcpy(buffer, prefix, length);
    buffer[length] = '-';
    memcpy(buffer + length + 1, folded + length, strlen(folded + length));
    buffer[strlen(folded) + 1] = check;
    buffer[strlen(folded) + 2] = '\0';
}

cty_status
ctyi_code_check_own(const char *code, cty_error *err)
{
    char folded[CTY_CODE_TEXT];

    if (code == NULL)
        return ctyi_fail_missing(err, "tracking_code");
    if (strnlen(code, CTY_CODE_TEXT) > CTY_MAX_CODE)
        return refuse_length(code, err);
    for (size_t i = 0; code[i] != '\0'; i++) {
        char quoted[CTYI_QUOTE_TEXT];

        if ((!is_alphanumeric(code[i]) && code[i] != '-') ||
            capital(code[i]) != code[i])
            return ctyi_fail(err, CTY_E_ARGUMENT, "tracking_code",
                             "tracking code %s is not of A-Z, 0-9 and hyphens: "
                             "write one as HARB-0042V",
                             ctyi_text_quote(code, quoted));
    }
    return cty_tracking_code_fold(code, folded, err);
}
