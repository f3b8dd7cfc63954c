/* A public draft: lines and adjustments as they were handed over. */
#ifndef CTYI_DOMAIN_DRAFT_H
#define CTYI_DOMAIN_DRAFT_H

#include "store/store.h"

struct cty_draft {
    struct ctyi_lines lines;
};

#endif
