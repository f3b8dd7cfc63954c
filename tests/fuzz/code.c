/*
 * Tracking codes: folding, the form and its check character, and how far words
 * are from each other. Two lines; the first is the code.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fuzz.h"

enum { WORD_MOST = 64 };

static void
must_fold(const char *text)
{
    char folded[CTY_CODE_TEXT] = "untouched", again[CTY_CODE_TEXT];
    cty_error err = CTY_ERROR_INIT;
    cty_status status = cty_tracking_code_fold(text, folded, &err);

    if (status != CTY_OK) {
        must_say_why(status, &err);
        must(strcmp(folded, "untouched") == 0);
        return;
    }
    if (fuzz_fault)
        folded[0] = 'o';
    must(strlen(folded) >= 1 && strlen(folded) <= CTY_MAX_CODE);
    must(strspn(folded, "0123456789ABCDEFGHJKMNPQRSTUVWXYZ") == strlen(folded));
    must_succeed(cty_tracking_code_fold(folded, again, &err), &err);
    must(strcmp(folded, again) == 0);
}

/* ISO 7064 MOD 37,36: with its check character the sum comes to 1. */
static int
sum_of(const char *folded)
{
    static const char values[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int sum = 36;

    for (; *folded != '\0'; folded++) {
        sum += (int)(strchr(values, *folded) - values);
        if (sum > 36)
            sum -= 36;
        if (folded[1] != '\0')
            sum = sum * 2 % 37;
    }
    return sum % 36;
}

static void
must_be_checked(const char *text)
{
    char folded[CTY_CODE_TEXT];
    bool right = false, still = false;
    bool form = cty_tracking_code_has_form(text, &right);
    char *changed;

    must(form || !right);
    must(form == cty_tracking_code_has_form(text, NULL));
    if (!form)
        return;
    must(strlen(text) >= 8 && strlen(text) <= CTY_MAX_CODE);
    must(cty_tracking_code_fold(text, folded, NULL) == CTY_OK);
    if (!right)
        return;
    must(sum_of(folded) == 1);

    /* Any one character misread is seen. */
    changed = strdup(text);
    for (size_t i = 0; i < strlen(text); i++) {
        changed[i] = text[i] == '7' ? '3' : '7';
        if (text[i] != '-' && cty_tracking_code_has_form(changed, &still))
            must(!still);
        changed[i] = text[i];
    }
    free(changed);
}

static void
must_be_apart(const char *a, const char *b)
{
    int distance = cty_text_distance(a, b);
    size_t longest = strlen(a) > strlen(b) ? strlen(a) : strlen(b);

    must(distance == cty_text_distance(b, a));
    must(cty_text_distance(a, a) == (strlen(a) > WORD_MOST ? INT_MAX : 0));
    if (longest > WORD_MOST) {
        must(distance == INT_MAX);
        return;
    }
    must(distance >= 0 && (size_t)distance <= longest);
    must((distance == 0) == (strcasecmp(a, b) == 0));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed feed = {data, size};
    char *code = take_line(&feed);
    char *other = take_line(&feed);

    must_fold(code);
    must_be_checked(code);
    must_be_apart(code, other);
    free(code);
    free(other);
    return 0;
}
