/*
 * What went wrong where nobody may speak: in a thread. It is told later, by
 * the one who speaks for all.
 */
#ifndef COURTESY_CLI_TROUBLE_H
#define COURTESY_CLI_TROUBLE_H

#include "cli.h"

enum { TROUBLE_BYTES = 1024 };

struct trouble {
    int code; /* CLI_; CLI_OK: none */
    char text[TROUBLE_BYTES];
};

/* The first trouble stays; each answers its code. */
int trouble_say(struct trouble *trouble, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int trouble_err(struct trouble *trouble, const cty_error *err);
/* As errno says. */
int trouble_errno(struct trouble *trouble, const char *folder,
                  const char *name);
int trouble_memory(struct trouble *trouble);
/* Complain; answers the code. */
int trouble_tell(const struct trouble *trouble, const struct cli *cli);

#endif
