/* How a verb that has decided writes its facts down. */
#ifndef CTYI_DOMAIN_WRITE_H
#define CTYI_DOMAIN_WRITE_H

#include "domain/request.h"

/* The client's head, and the first fact's place, number, time and id. */
cty_status ctyi_write_open(const struct ctyi_rules *rules,
                           struct ctyi_fact *fact, struct ctyi_head *head,
                           cty_error *err);

/* The new head, and the request that was answered. */
cty_status ctyi_write_close(const struct ctyi_rules *rules, int64_t client,
                            const struct ctyi_head *head,
                            const struct ctyi_request *request, int64_t answer,
                            cty_error *err);

/* A verb's only fact, from open to close. */
cty_status ctyi_write_entry(const struct ctyi_rules *rules,
                            struct ctyi_entry *entry,
                            const struct ctyi_request *request, cty_error *err);

#endif
