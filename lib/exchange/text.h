/* The parts of a statement in plain text. */
#ifndef CTYI_EXCHANGE_TEXT_H
#define CTYI_EXCHANGE_TEXT_H

#include "exchange/page.h"
#include "exchange/write.h"

enum { CTYI_SHOWN_MONEY = 48 };

/* "3,000.00"; buffer of CTYI_SHOWN_MONEY. */
char *ctyi_show_figure(const cty_statement *statement, int64_t minor,
                       char *buffer);
/* "$3,000.00", "EUR 3,000.00"; likewise. */
char *ctyi_show_money(const cty_statement *statement, int64_t minor,
                      char *buffer);
/* "this quarter", "from 1 January to 31 March 2026"; buffer of 80. */
char *ctyi_show_when(const cty_period *period, char *buffer);
/* "Q3 2026", "July 2026"; buffer of 80. */
char *ctyi_show_period(const cty_period *period, char *buffer);

/* Where it came from: the bills, their entries and the totals. */
void ctyi_text_table(const cty_statement *statement,
                     struct ctyi_output *output);
/* Period by period, where any of the earlier ones had a saving. */
void ctyi_text_history(const cty_statement *statement,
                       struct ctyi_output *output);

#endif
