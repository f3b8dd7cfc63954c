/* The formats of a statement, and the run of one for each client. */
#ifndef COURTESY_CLI_STATEMENT_H
#define COURTESY_CLI_STATEMENT_H

#include "cli.h"

/* CTY_FORMAT_ of a name. A page's format says that it comes with print. */
int statement_format(struct cli *cli, const char *name, int32_t *out_format);

extern const struct cli_option statement_run_options[];
int cmd_statement_run(struct cli *cli, int argc, const char **argv);

#endif
