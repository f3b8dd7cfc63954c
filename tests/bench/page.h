/* Those whom pages are measured against. */
#ifndef TESTS_BENCH_PAGE_H
#define TESTS_BENCH_PAGE_H

#include <courtesy/print.h>

#include "bench.h"

/* Write down what the pages of these statements draw, for ReportLab. */
void peer_prepare(cty_printer *printer, cty_statement *const *statements,
                  int count);
/* Have it draw so many pages; false: it is not there. */
bool peer_draw(const char *script, int pages, double *out_a_second);
/* Chromium printing a statement's HTML one by one, beside ours a file each. */
void peer_chromium(cty_printer *printer, const cty_statement *statement,
                   double ours_a_second);

#endif
