#include <stdio.h>
#include <string.h>

#include "store/find.h"

void
ctyi_near(struct ctyi_store *store, enum ctyi_sql names, const char *given,
          char near[CTYI_NEAR_TEXT])
{
    struct ctyi_statement *sql;
    size_t length = strlen(given);
    int best = length < 4 ? 2 : length < 8 ? 3 : 4;
    bool row;

    near[0] = '\0';
    if (ctyi_sql(store, names, &sql, NULL) != CTY_OK)
        return;
    while (ctyi_step(sql, &row, NULL) == CTY_OK && row) {
        const char *name = ctyi_column_string(sql, 0);
        int distance = cty_text_distance(given, name);

        if (distance < best) {
            best = distance;
            snprintf(near, CTYI_NEAR_TEXT, ": did you mean \"%s\"?", name);
        }
    }
    ctyi_reset(sql);
}
