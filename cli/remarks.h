/* What staff should know of some statements: they were printed, but not quite
 * as was asked for. */
#ifndef COURTESY_CLI_REMARKS_H
#define COURTESY_CLI_REMARKS_H

#include "print.h"

enum { REMARK_CLIENTS = 8, REMARK_TEXT = 64 };

struct remark {
    int64_t statements;
    char what[REMARK_TEXT]; /* of the first */
    char clients[REMARK_CLIENTS][CTY_MAX_REF + 1];
    size_t named;
    int64_t unnamed; /* clients that there was no room for */
};

/* Start from zero. */
struct remarks {
    struct remark missing;  /* characters that no font has */
    struct remark unspoken; /* languages that none are printed in */
};

/* Of a statement that was printed. asked: --language, or NULL. */
void remarks_take(struct remarks *remarks, const cty_printer *printer,
                  const cty_statement *statement, const cty_issuer *issuer,
                  const char *asked);
/* The others come after those that are there. */
void remarks_merge(struct remarks *remarks, const struct remarks *others);
void remarks_tell(const struct remarks *remarks, const struct cli *cli);

#endif
