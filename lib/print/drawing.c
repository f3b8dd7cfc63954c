#include "print/drawing.h"

#include <stdlib.h>
#include <string.h>

/* ---- its memory ---- */

void
ctyi_drawing_begin(struct ctyi_drawing *drawing, struct ctyi_type *type)
{
    ctyi_drawing_clear(drawing);
    drawing->type = type;
}

void
ctyi_drawing_clear(struct ctyi_drawing *drawing)
{
    drawing->count = 0;
    drawing->page_count = 0;
    drawing->right_to_left = false;
    drawing->mirrored = false;
    drawing->failed = false;
}

void
ctyi_drawing_free(struct ctyi_drawing *drawing)
{
    free(drawing->operations);
    free(drawing->pages);
    memset(drawing, 0, sizeof(*drawing));
}

/* Room for one more of size bytes in a list that doubles. */
static bool
make_room(void **list, size_t count, size_t *room, size_t size)
{
    size_t wanted = *room > 0 ? 2 * *room : 64;
    void *larger;

    if (count < *room)
        return true;
    larger = realloc(*list, wanted * size);
    if (larger == NULL)
        return false;
    *list = larger;
    *room = wanted;
    return true;
}

/* ---- pages and operations ---- */

void
ctyi_draw_page(struct ctyi_drawing *drawing, double width, double height)
{
    void *pages = drawing->pages;
    bool roomy = make_room(&pages, drawing->page_count, &drawing->page_room,
                           sizeof(*drawing->pages));

    drawing->pages = pages;
    if (!roomy) {
        drawing->failed = true;
        return;
    }
    drawing->pages[drawing->page_count++] = (struct ctyi_drawn_page){
        .width = width, .height = height, .first = drawing->count};
}

static void
append(struct ctyi_drawing *drawing, const struct ctyi_operation *operation)
{
    void *operations = drawing->operations;
    bool roomy;

    if (drawing->failed || drawing->page_count == 0)
        return;
    roomy = make_room(&operations, drawing->count, &drawing->room,
                      sizeof(*drawing->operations));
    drawing->operations = operations;
    if (!roomy) {
        drawing->failed = true;
        return;
    }
    drawing->operations[drawing->count++] = *operation;
    drawing->pages[drawing->page_count - 1].count++;
}

/* ---- mirrored pages ---- */

/* Where something begins from the left that is width wide and begins at x. */
static double
from_left(const struct ctyi_drawing *drawing, double x, double width)
{
    if (!drawing->mirrored || drawing->page_count == 0)
        return x;
    return drawing->pages[drawing->page_count - 1].width - x - width;
}

static int
mirrored_corners(int corners)
{
    return ((corners & CTYI_TOP_LEFT) != 0 ? CTYI_TOP_RIGHT : 0) |
           ((corners & CTYI_TOP_RIGHT) != 0 ? CTYI_TOP_LEFT : 0) |
           ((corners & CTYI_BOTTOM_LEFT) != 0 ? CTYI_BOTTOM_RIGHT : 0) |
           ((corners & CTYI_BOTTOM_RIGHT) != 0 ? CTYI_BOTTOM_LEFT : 0);
}

/* ---- texts ---- */

static double
draw_run(struct ctyi_drawing *drawing, const struct ctyi_run *run, double x,
         double y, enum ctyi_align align, uint32_t rgb)
{
    double width;

    if (run == NULL) {
        drawing->failed = true;
        return 0;
    }
    width = ctyi_run_width(run);
    if (align == CTYI_RIGHT)
        x -= width;
    else if (align == CTYI_CENTRE)
        x -= width / 2;
    append(drawing, &(struct ctyi_operation){.kind = CTYI_DRAW_TEXT,
                                             .rgb = rgb,
                                             .x = from_left(drawing, x, width),
                                             .y = y,
                                             .width = width,
                                             .run = run});
    return width;
}

double
ctyi_draw_text(struct ctyi_drawing *drawing, const struct ctyi_style *style,
               const char *text, double x, double y, enum ctyi_align align,
               uint32_t rgb)
{
    struct ctyi_line line = {text, strlen(text)};

    return ctyi_draw_line_of(drawing, style, &line, x, y, align, rgb);
}

double
ctyi_draw_line_of(struct ctyi_drawing *drawing, const struct ctyi_style *style,
                  const struct ctyi_line *line, double x, double y,
                  enum ctyi_align align, uint32_t rgb)
{
    if (line->length == 0)
        return 0;
    return draw_run(drawing,
                    ctyi_type_run(drawing->type, style, line->text,
                                  line->length, drawing->right_to_left),
                    x, y, align, rgb);
}

double
ctyi_draw_measure(struct ctyi_drawing *drawing, const struct ctyi_style *style,
                  const char *text)
{
    const struct ctyi_run *run;

    if (text[0] == '\0')
        return 0;
    run = ctyi_type_run(drawing->type, style, text, strlen(text),
                        drawing->right_to_left);
    if (run == NULL)
        drawing->failed = true;
    return run != NULL ? ctyi_run_width(run) : 0;
}

/* ---- shapes ---- */

void
ctyi_draw_box(struct ctyi_drawing *drawing, double x, double y, double width,
              double height, double radius, int corners, uint32_t rgb)
{
    append(drawing, &(struct ctyi_operation){
                        .kind = CTYI_DRAW_BOX,
                        .rgb = rgb,
                        .x = from_left(drawing, x, width),
                        .y = y,
                        .width = width,
                        .height = height,
                        .radius = radius,
                        .detail = drawing->mirrored ? mirrored_corners(corners)
                                                    : corners});
}

void
ctyi_draw_line(struct ctyi_drawing *drawing, double x, double y, double to_x,
               double to_y, double thickness, uint32_t rgb)
{
    double from = from_left(drawing, x, 0);

    append(drawing,
           &(struct ctyi_operation){.kind = CTYI_DRAW_LINE,
                                    .rgb = rgb,
                                    .x = from,
                                    .y = y,
                                    .width = from_left(drawing, to_x, 0) - from,
                                    .height = to_y - y,
                                    .radius = thickness});
}

void
ctyi_draw_logo(struct ctyi_drawing *drawing, double x, double y, double width,
               double height)
{
    append(drawing, &(struct ctyi_operation){.kind = CTYI_DRAW_LOGO,
                                             .x = from_left(drawing, x, width),
                                             .y = y,
                                             .width = width,
                                             .height = height});
}

void
ctyi_draw_qr(struct ctyi_drawing *drawing, const char *text, double x, double y,
             double side, uint32_t rgb)
{
    append(drawing, &(struct ctyi_operation){.kind = CTYI_DRAW_QR,
                                             .rgb = rgb,
                                             .x = from_left(drawing, x, side),
                                             .y = y,
                                             .width = side,
                                             .height = side,
                                             .text = text});
}

/* ---- structure ---- */

void
ctyi_draw_tag(struct ctyi_drawing *drawing, enum ctyi_tag tag)
{
    append(drawing,
           &(struct ctyi_operation){.kind = CTYI_DRAW_TAG, .detail = (int)tag});
}

void
ctyi_draw_end(struct ctyi_drawing *drawing)
{
    append(drawing, &(struct ctyi_operation){.kind = CTYI_DRAW_END});
}
