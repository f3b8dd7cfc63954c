#include "print/qr.h"

#include <qrencode.h>
#include <stddef.h>

/* The library packs capitals and digits tighter than other bytes by itself. */
bool
ctyi_qr_open(const char *text, struct ctyi_qr *out_qr)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

    if (code == NULL)
        return false;
    out_qr->width = code->width;
    out_qr->own = code;
    return true;
}

bool
ctyi_qr_dark(const struct ctyi_qr *qr, int column, int row)
{
    const QRcode *code = qr->own;

    return (code->data[row * code->width + column] & 1) != 0;
}

void
ctyi_qr_close(struct ctyi_qr *qr)
{
    QRcode_free(qr->own);
    qr->own = NULL;
}
