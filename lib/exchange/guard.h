/*
 * Spreadsheets take a cell that begins with = + - or @ for a formula. A text
 * cell that begins so, after any number of apostrophes, gets one more in front;
 * taking one off gives back what was there.
 */
#ifndef CTYI_EXCHANGE_GUARD_H
#define CTYI_EXCHANGE_GUARD_H

#include <courtesy/base.h>

bool ctyi_guard_needed(const char *text);

/* The text behind its guard, if it has one. */
const char *ctyi_unguard(const char *text);

#endif
