/* A QR code's modules, for whoever draws them. */
#ifndef CTYI_PRINT_QR_H
#define CTYI_PRINT_QR_H

#include <stdbool.h>

struct ctyi_qr {
    int width; /* modules on a side, without a margin */
    void *own;
};

/* Level M. False: out of memory, or too long. */
bool ctyi_qr_open(const char *text, struct ctyi_qr *out_qr);
bool ctyi_qr_dark(const struct ctyi_qr *qr, int column, int row);
void ctyi_qr_close(struct ctyi_qr *qr);

#endif
