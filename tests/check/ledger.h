/*
 * The ledger that is tampered with. Client HARB (1) has facts 1 to 14, OWN (2)
 * has 1 to 6, IDLE (3) has none:
 *
 *   HARB  1 quote Q-1, 2 accepted, 3 bill B-1 from it with an extra line 3,
 *         4 its discount on line 1, 5 charge on 2, 6 discount on 3, 7 quote
 *         Q-2, 8 declined, 9 bill B-2, 10 credit on line 1 of B-1, 11 credit on
 *         B-2, 12 credit on the account, 13 reversal of 11, 14 reversal of 12
 *   OWN   1 bill B-9 in yen, 2 credit on it, 3 quote Q-3, 4 the rest of its
 *         line 2, 5 bill B-10, 6 its charge on line 7
 */
#ifndef TESTS_CHECK_LEDGER_H
#define TESTS_CHECK_LEDGER_H

enum { HARB_FACTS = 14, OWN_FACTS = 6 };

void fill_ledger(const char *path);

#endif
