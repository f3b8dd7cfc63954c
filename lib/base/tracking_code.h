/* Tracking codes: how they are made. */
#ifndef CTYI_BASE_TRACKING_CODE_H
#define CTYI_BASE_TRACKING_CODE_H

#include <courtesy/base.h>

enum { CTYI_PREFIX_TEXT = 7 };

/* ISO 7064 MOD 37,36 over capital letters and digits. */
char ctyi_check_character(const char *folded);

/*
 * A prefix from a client's name: its first ASCII letters and digits, capital,
 * four of them; "CL" where it has fewer than two.
 */
char *ctyi_prefix_from_name(const char *name, char *prefix);

/* A given prefix, made capital: 2 to 6 letters or digits. */
cty_status ctyi_prefix_check(const char *given, char *prefix, cty_error *err);

/*
 * PREFIX-BODYC for body number *counter or the next one whose check character
 * is neither I, L, O nor U; *counter becomes the number after the one used.
 * buffer has CTY_CODE_TEXT bytes.
 */
void ctyi_code_make(const char *prefix, int64_t *counter, char *buffer);

/* A host's own code: 1 to 32 of A-Z 0-9 and hyphen. */
cty_status ctyi_code_check_own(const char *code, cty_error *err);

#endif
