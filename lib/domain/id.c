#include "domain/domain.h"

/* RFC 9562, version 7: 48 bits of milliseconds, then random ones. */
void
ctyi_new_id(const struct ctyi_rules *rules, uint8_t id[CTYI_ID_BYTES])
{
    uint64_t ms = (uint64_t)rules->now;

    rules->random_bytes(rules->context, id + 6, CTYI_ID_BYTES - 6);
    for (int i = 5; i >= 0; i--) {
        id[i] = (uint8_t)(ms & 0xff);
        ms >>= 8;
    }
    id[6] = (uint8_t)((id[6] & 0x0f) | 0x70);
    id[8] = (uint8_t)((id[8] & 0x3f) | 0x80);
}
