#include "use.h"

void
use_pages(cty_ledger *ledger, const cty_statement *statement)
{
    (void)ledger;
    (void)statement;
}
