#include "domain/write.h"

cty_status
ctyi_write_open(const struct ctyi_rules *rules, struct ctyi_fact *fact,
                struct ctyi_head *head, cty_error *err)
{
    cty_status status = ctyi_head_read(rules->store, fact->client, head, err);

    if (status == CTY_OK)
        status = ctyi_fact_open(rules->store, fact, head, rules->now, err);
    if (status == CTY_OK)
        ctyi_new_id(rules, fact->id);
    return status;
}

cty_status
ctyi_write_close(const struct ctyi_rules *rules, int64_t client,
                 const struct ctyi_head *head,
                 const struct ctyi_request *request, int64_t answer,
                 cty_error *err)
{
    cty_status status = ctyi_head_write(rules->store, client, head, err);

    if (status == CTY_OK)
        status = ctyi_request_keep(rules->store, request, answer, err);
    return status;
}

cty_status
ctyi_write_entry(const struct ctyi_rules *rules, struct ctyi_entry *entry,
                 const struct ctyi_request *request, cty_error *err)
{
    struct ctyi_head head;
    cty_status status = ctyi_write_open(rules, &entry->fact, &head, err);

    if (status == CTY_OK)
        status = ctyi_entry_insert(rules->store, entry, &head, err);
    if (status == CTY_OK)
        status = ctyi_write_close(rules, entry->fact.client, &head, request,
                                  entry->fact.sequence, err);
    return status;
}
