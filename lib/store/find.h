/* "Did you mean": which name comes near one that is not there. */
#ifndef CTYI_STORE_FIND_H
#define CTYI_STORE_FIND_H

#include "store/store.h"

enum { CTYI_NEAR_TEXT = 96 };

/*
 * Read names, one a row, and write `: did you mean "x"?` for the nearest, or
 * nothing where none is near. Looks at the first 10,000: enough for a shop,
 * and no refusal waits for more.
 */
void ctyi_near(struct ctyi_store *store, enum ctyi_sql names, const char *given,
               char near[CTYI_NEAR_TEXT]);

#endif
