/* Proof: that a live ledger holds what DESIGN says it must. */
#ifndef CTYI_STORE_CHECK_H
#define CTYI_STORE_CHECK_H

#include "store/store.h"

/*
 * Within a read transaction. CTY_E_CORRUPT: out_check and err name the first
 * client and fact that breaks a rule, and the rule.
 */
cty_status ctyi_check(struct ctyi_store *store, bool quick,
                      cty_progress *progress, void *context,
                      cty_check *out_check, cty_error *err);

#endif
