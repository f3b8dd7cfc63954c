/*
 * A target that is wrong on purpose: it reads amounts as a careless programmer
 * would, and says that the library agrees. A fuzzer that does not find out
 * within seconds is none.
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* Wraps around, and takes the third decimal for a cent. */
static int64_t
read_carelessly(const char *text)
{
    uint64_t minor = 0;
    int decimals = -1;

    for (; *text != '\0'; text++) {
        if (*text == '.') {
            decimals = 0;
            continue;
        }
        minor = minor * 10 + (uint64_t)(*text - '0');
        decimals += decimals >= 0;
    }
    for (; decimals < 2; decimals++)
        minor *= decimals < 0 ? 1 : 10;
    return (int64_t)minor;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    char *text = take_rest(&feed);
    cty_money money = {0};
    cty_error err = CTY_ERROR_INIT;

    if (cty_money_parse_rounded(text, "USD", CTY_ROUND_HALF_UP, &money, NULL,
                                &err) == CTY_OK)
        must(money.minor == read_carelessly(text));
    free(text);
    return 0;
}
