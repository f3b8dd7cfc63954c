#include "base/language.h"

#include "base/fail.h"
#include "base/text.h"

static size_t
letters_at(const char *text)
{
    size_t count = 0;

    while ((text[count] >= 'A' && text[count] <= 'Z') ||
           (text[count] >= 'a' && text[count] <= 'z'))
        count++;
    return count;
}

static size_t
digits_at(const char *text)
{
    size_t count = 0;

    while (text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

static bool
ends(const char *text)
{
    return text[0] == '\0' || text[0] == '-';
}

static bool
has_form(const char *text)
{
    size_t count = letters_at(text);

    if (count != 2 && count != 3)
        return false;
    text += count;
    if (text[0] == '-' && letters_at(text + 1) == 4 && ends(text + 5))
        text += 5;
    if (text[0] == '-' && letters_at(text + 1) == 2)
        text += 3;
    else if (text[0] == '-' && digits_at(text + 1) == 3)
        text += 4;
    return text[0] == '\0';
}

cty_status
ctyi_language_check(const char *text, const char *field, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];

    if (text == NULL || text[0] == '\0' || has_form(text))
        return CTY_OK;
    return ctyi_fail(err, CTY_E_ARGUMENT, field,
                     "%s is no language tag: write de, pt-BR or zh-Hant-TW",
                     ctyi_text_quote(text, quoted));
}
