#include "steps.h"

#include <stdlib.h>

#include "cases.h"

static const struct step *const parts[] = {
    ledger_steps,    write_steps,  batch_steps,
    statement_steps, import_steps, read_steps,
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

const struct step *
step_named(const char *name, size_t length)
{
    for (int i = 0; i < PARTS; i++) {
        for (const struct step *step = parts[i]; step->name != NULL; step++) {
            if (strlen(step->name) == length &&
                memcmp(step->name, name, length) == 0)
                return step;
        }
    }
    return NULL;
}

const struct step *
step_at(int index)
{
    for (int i = 0; i < PARTS; i++) {
        for (const struct step *step = parts[i]; step->name != NULL; step++) {
            if (index-- == 0)
                return step;
        }
    }
    return NULL;
}
