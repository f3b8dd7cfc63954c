/* The same pages, drawn by others. */
#define _GNU_SOURCE /* popen */

#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/printer.h"
#include "print/qr.h"
#include "print/shape.h"

enum { PREPARED = 50, CHROMIUM_PAGES = 3 };

/* ---- what our pages draw ---- */

static void
put_string(FILE *to, const char *text, size_t length)
{
    fputc('"', to);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\')
            fputc('\\', to);
        fputc(text[i], to);
    }
    fputc('"', to);
}

/* Each row as runs of dark modules, so that the peer need not look for them. */
static void
put_qr(FILE *to, const char *text)
{
    struct ctyi_qr qr;
    const char *comma;

    if (!ctyi_qr_open(text, &qr))
        die("no QR code");
    fputc('[', to);
    for (int row = 0; row < qr.width; row++) {
        fputs(row > 0 ? ",[" : "[", to);
        comma = "";
        for (int from = 0, end; from < qr.width; from = end + 1) {
            for (end = from; end < qr.width && ctyi_qr_dark(&qr, end, row);)
                end++;
            if (end > from) {
                fprintf(to, "%s[%d,%d]", comma, from, end - from);
                comma = ",";
            }
        }
        fputc(']', to);
    }
    fputc(']', to);
    ctyi_qr_close(&qr);
}

static bool
put_operation(FILE *to, const struct ctyi_operation *operation,
              const char *comma)
{
    const struct ctyi_operation *at = operation;

    switch (at->kind) {
    case CTYI_DRAW_TEXT:
        fprintf(to, "%s[\"text\",%.3f,%.3f,%.2f,\"%s%d\",%u,", comma, at->x,
                at->y, at->run->style->size,
                at->run->style->display ? "Display" : "Text",
                at->run->style->weight, at->rgb);
        put_string(to, at->run->text, at->run->length);
        fputc(']', to);
        return true;
    case CTYI_DRAW_BOX:
    case CTYI_DRAW_LINE:
        fprintf(to, "%s[\"%s\",%.3f,%.3f,%.3f,%.3f,%.2f,%u]", comma,
                at->kind == CTYI_DRAW_BOX ? "box" : "line", at->x, at->y,
                at->width, at->height, at->radius, at->rgb);
        return true;
    case CTYI_DRAW_QR:
        fprintf(to, "%s[\"qr\",%.3f,%.3f,%.3f,", comma, at->x, at->y,
                at->width);
        put_qr(to, at->text);
        fputc(']', to);
        return true;
    case CTYI_DRAW_LOGO:
    case CTYI_DRAW_TAG:
    case CTYI_DRAW_END:
        break;
    }
    return false;
}

static void
put_page(FILE *to, const struct ctyi_drawing *drawing)
{
    const struct ctyi_drawn_page *page = &drawing->pages[0];
    const char *comma = "";

    fprintf(to, "{\"width\":%.3f,\"height\":%.3f,\"ops\":[", page->width,
            page->height);
    for (size_t i = 0; i < page->count; i++)
        if (put_operation(to, &drawing->operations[page->first + i], comma))
            comma = ",\n";
    fputs("]}", to);
}

void
peer_prepare(cty_printer *printer, cty_statement *const *statements, int count)
{
    struct ctyi_letter letter;
    char path[BENCH_PATH];
    FILE *to = fopen(bench_path("pages.json", path), "w");

    if (to == NULL)
        die("%s cannot be written", path);
    fputc('[', to);
    for (int i = 0; i < count && i < PREPARED; i++) {
        do_ok(ctyi_printer_letter(printer, statements[i], NULL, &letter, ERR));
        do_ok(ctyi_layout(&letter, &printer->arena, &printer->drawing, ERR));
        fputs(i > 0 ? ",\n" : "", to);
        put_page(to, &printer->drawing);
    }
    fputs("]\n", to);
    if (fclose(to) != 0)
        die("%s cannot be written", path);
}

/* ---- ReportLab ---- */

bool
peer_draw(const char *script, int pages, double *out_a_second)
{
    static const char *const pythons[] = {"python3", "/usr/bin/python3"};
    char path[BENCH_PATH], command[3 * BENCH_PATH];
    double found = 0;

    for (size_t i = 0; i < 2 && found == 0; i++) {
        FILE *from;

        snprintf(command, sizeof(command), "%s '%s' '%s' %d 2>/dev/null",
                 pythons[i], script, bench_path("pages.json", path), pages);
        from = popen(command, "r");
        if (from == NULL)
            die("%s: not to be run", command);
        if (fgets(command, sizeof(command), from) != NULL)
            found = strtod(command, NULL);
        pclose(from);
    }
    *out_a_second = found;
    return found > 0;
}

/* ---- Chromium ---- */

static bool
write_file(void *file, const void *bytes, size_t size)
{
    return fwrite(bytes, 1, size, file) == size;
}

void
peer_chromium(cty_printer *printer, const cty_statement *statement,
              double ours_a_second)
{
    char html[BENCH_PATH], profile[BENCH_PATH], pdf[BENCH_PATH];
    char command[5 * BENCH_PATH];
    double start, theirs;
    FILE *to = fopen(bench_path("page.html", html), "w");

    if (to == NULL)
        die("%s cannot be written", html);
    do_ok(cty_print_html(printer, statement, NULL, write_file, to, ERR));
    if (fclose(to) != 0)
        die("%s cannot be written", html);
    snprintf(command, sizeof(command),
             "chromium --headless --no-sandbox --disable-gpu --disable-quic "
             "--no-first-run --disable-background-networking "
             "--disable-component-update --disable-sync --user-data-dir='%s' "
             "--no-pdf-header-footer --print-to-pdf='%s' 'file://%s' "
             ">/dev/null 2>&1",
             bench_path("profile", profile), bench_path("page.pdf", pdf), html);
    if (system("command -v chromium >/dev/null") != 0 || system(command) != 0) {
        puts("Chromium: skipped, it is not there");
        return;
    }
    start = now_s();
    for (int i = 0; i < CHROMIUM_PAGES; i++)
        if (system(command) != 0)
            die("Chromium failed");
    theirs = CHROMIUM_PAGES / (now_s() - start);
    printf("Chromium, one by one, pages a second: %.2f\n", theirs);
    tell_at_least("a file each, of Chromium's", ours_a_second / theirs, 200);
}
