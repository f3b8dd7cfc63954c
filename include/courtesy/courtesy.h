/**
 * All of libcourtesy: the customer credit and discount ledger.
 */
#ifndef COURTESY_COURTESY_H
#define COURTESY_COURTESY_H

#include <courtesy/base.h>
#include <courtesy/ledger.h>
#include <courtesy/issuer.h>
#include <courtesy/client.h>
#include <courtesy/person.h>
#include <courtesy/reason.h>
#include <courtesy/quote.h>
#include <courtesy/bill.h>
#include <courtesy/credit.h>
#include <courtesy/statement.h>
#include <courtesy/report.h>
#include <courtesy/exchange.h>

#endif
