/* The formats of a statement, and the run of one for each client. */
#ifndef COURTESY_CLI_STATEMENT_H
#define COURTESY_CLI_STATEMENT_H

#include "cli.h"

/* CTY_FORMAT_ or PRINT_ of a name. A page's says that it comes with print. */
int statement_format(struct cli *cli, const char *name, int32_t *out_format);
/* "pdf", and what its files end in. */
const char *statement_format_name(int32_t format);
const char *statement_ending(int32_t format);

/* Whether it is to be read as it is: text, html or pdf. */
bool statement_is_page(int32_t format);

extern const struct cli_option statement_run_options[];
int cmd_statement_run(struct cli *cli, int argc, const char **argv);

#endif
