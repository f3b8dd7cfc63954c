#include "exchange/guard.h"

bool
ctyi_guard_needed(const char *text)
{
    while (*text == '\'')
        text++;
    return *text == '=' || *text == '+' || *text == '-' || *text == '@';
}

const char *
ctyi_unguard(const char *text)
{
    return *text == '\'' && ctyi_guard_needed(text) ? text + 1 : text;
}
