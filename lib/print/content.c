#include "print/content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "print/qr.h"

/* What is open besides an element's number. */
enum { NOTHING_OPEN = -1, DECORATION_OPEN = -2 };

/* ---- memory ---- */

/* The list with room for one more; where there is none it has failed. */
static void *
with_room(struct ctyi_content *content, void *list, size_t count, size_t *room,
          size_t size)
{
    size_t wanted = *room > 0 ? 2 * *room : 64;
    void *larger;

    if (count < *room)
        return list;
    larger = realloc(list, wanted * size);
    if (larger == NULL) {
        content->failed = true;
        return list;
    }
    *room = wanted;
    return larger;
}

void
ctyi_content_free(struct ctyi_content *content)
{
    ctyi_bytes_free(&content->bytes);
    free(content->elements);
    free(content->parts);
    free(content->marked);
    memset(content, 0, sizeof(*content));
}

/* ---- structure ---- */

static void
add_part(struct ctyi_content *content, int element, int of, int mark)
{
    int part = (int)content->part_count;
    struct ctyi_element *parent = content->elements + element;

    content->parts = with_room(content, content->parts, content->part_count,
                               &content->part_room, sizeof(*content->parts));
    if (content->failed)
        return;
    content->parts[content->part_count++] =
        (struct ctyi_part){.next = -1, .element = of, .mark = mark};
    if (parent->last_part >= 0)
        content->parts[parent->last_part].next = part;
    else
        parent->first_part = part;
    parent->last_part = part;
}

static void
begin_element(struct ctyi_content *content, enum ctyi_tag tag)
{
    int element = (int)content->element_count;

    content->elements =
        with_room(content, content->elements, content->element_count,
                  &content->element_room, sizeof(*content->elements));
    if (content->failed)
        return;
    content->elements[content->element_count++] =
        (struct ctyi_element){.tag = tag,
                              .object = ctyi_objects_number(content->objects),
                              .parent = content->element,
                              .first_part = -1,
                              .last_part = -1};
    if (content->element >= 0)
        add_part(content, content->element, element, 0);
    content->element = element;
}

static void
end_element(struct ctyi_content *content)
{
    if (content->element >= 0)
        content->element = content->elements[content->element].parent;
}

const char *
ctyi_content_tag(enum ctyi_tag tag)
{
    static const char *const names[] = {
        [CTYI_TAG_H1] = "H1", [CTYI_TAG_H2] = "H2",
        [CTYI_TAG_P] = "P",   [CTYI_TAG_TABLE] = "Table",
        [CTYI_TAG_TR] = "TR", [CTYI_TAG_TH] = "TH",
        [CTYI_TAG_TD] = "TD", [CTYI_TAG_FIGURE] = "Figure"};

    return names[tag];
}

static void
finish_path(struct ctyi_content *content)
{
    if (content->path == CTYI_DRAW_BOX)
        ctyi_bytes_text(&content->bytes, "f\n");
    else if (content->path == CTYI_DRAW_LINE)
        ctyi_bytes_text(&content->bytes, "S\n");
    content->path = CTYI_DRAW_END;
}

static void
open_mark(struct ctyi_content *content)
{
    struct ctyi_bytes *bytes = &content->bytes;
    int mark = (int)content->mark_count;

    content->marked = with_room(content, content->marked, content->mark_count,
                                &content->mark_room, sizeof(*content->marked));
    if (content->failed)
        return;
    content->marked[content->mark_count++] = content->element;
    add_part(content, content->element, -1, mark);
    ctyi_bytes_text(bytes, "/");
    ctyi_bytes_text(bytes,
                    ctyi_content_tag(content->elements[content->element].tag));
    ctyi_bytes_text(bytes, "<</MCID ");
    ctyi_bytes_integer(bytes, mark);
    ctyi_bytes_text(bytes, ">>BDC\n");
}

/* Have what comes next belong to an element, or be decoration. */
static void
belong(struct ctyi_content *content, int to)
{
    if (content->open == to)
        return;
    finish_path(content);
    if (content->open != NOTHING_OPEN)
        ctyi_bytes_text(&content->bytes, "EMC\n");
    content->open = to;
    content->spoken = false;
    if (to == DECORATION_OPEN)
        ctyi_bytes_text(&content->bytes, "/Artifact BMC\n");
    else if (to != NOTHING_OPEN)
        open_mark(content);
}

/* Rules and boxes say nothing, but in a figure. */
static int
owner_of(const struct ctyi_content *content,
         const struct ctyi_operation *operation)
{
    if (content->element < 0)
        return DECORATION_OPEN;
    if (operation->kind == CTYI_DRAW_TEXT ||
        content->elements[content->element].tag == CTYI_TAG_FIGURE)
        return content->element;
    return DECORATION_OPEN;
}

/* ---- shapes ---- */

void
ctyi_content_colour(struct ctyi_content *content, uint32_t rgb,
                    const char *operator)
{
    double parts[3] = {(rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                       (rgb & 255) / 255.0};

    ctyi_bytes_numbers(&content->bytes, parts, 3);
    ctyi_bytes_text(&content->bytes, operator);
}

/* Shapes of one kind and colour that follow each other become one path. */
static void
go_on_filling(struct ctyi_content *content, uint32_t rgb)
{
    if (content->path == CTYI_DRAW_BOX && content->fill == rgb)
        return;
    finish_path(content);
    if (!content->filled || content->fill != rgb)
        ctyi_content_colour(content, rgb, "rg\n");
    content->filled = true;
    content->fill = rgb;
    content->path = CTYI_DRAW_BOX;
}

static void
go_on_stroking(struct ctyi_content *content, uint32_t rgb, double thickness)
{
    if (content->path == CTYI_DRAW_LINE && content->stroke == rgb &&
        content->thickness == thickness)
        return;
    finish_path(content);
    if (!content->stroked || content->stroke != rgb)
        ctyi_content_colour(content, rgb, "RG\n");
    if (content->thickness != thickness) {
        ctyi_bytes_numbers(&content->bytes, &thickness, 1);
        ctyi_bytes_text(&content->bytes, "w\n");
    }
    content->stroked = true;
    content->stroke = rgb;
    content->thickness = thickness;
    content->path = CTYI_DRAW_LINE;
}

static void
put(struct ctyi_content *content, const char *operator, const double * numbers,
    size_t count)
{
    ctyi_bytes_numbers(&content->bytes, numbers, count);
    ctyi_bytes_text(&content->bytes, operator);
}

/* A quarter of a circle, or of none, from where the path is to a corner's other
 * side; (to_x, to_y) is that, (x, y) the corner. */
static void
round_corner(struct ctyi_content *content, double from_x, double from_y,
             double x, double y, double to_x, double to_y)
{
    const double k = 0.55228475;
    double curve[6] = {from_x + k * (x - from_x),
                       from_y + k * (y - from_y),
                       to_x + k * (x - to_x),
                       to_y + k * (y - to_y),
                       to_x,
                       to_y};

    put(content, "c\n", curve, 6);
}

static void
draw_rounded(struct ctyi_content *content, const struct ctyi_operation *box,
             double radius)
{
    double left = box->x, right = box->x + box->width;
    double top = content->height - box->y, bottom = top - box->height;
    double tl = (box->detail & CTYI_TOP_LEFT) != 0 ? radius : 0;
    double tr = (box->detail & CTYI_TOP_RIGHT) != 0 ? radius : 0;
    double br = (box->detail & CTYI_BOTTOM_RIGHT) != 0 ? radius : 0;
    double bl = (box->detail & CTYI_BOTTOM_LEFT) != 0 ? radius : 0;

    put(content, "m\n", (double[]){left + tl, top}, 2);
    put(content, "l\n", (double[]){right - tr, top}, 2);
    if (tr > 0)
        round_corner(content, right - tr, top, right, top, right, top - tr);
    put(content, "l\n", (double[]){right, bottom + br}, 2);
    if (br > 0)
        round_corner(content, right, bottom + br, right, bottom, right - br,
                     bottom);
    put(content, "l\n", (double[]){left + bl, bottom}, 2);
    if (bl > 0)
        round_corner(content, left + bl, bottom, left, bottom, left,
                     bottom + bl);
    put(content, "l\n", (double[]){left, top - tl}, 2);
    if (tl > 0)
        round_corner(content, left, top - tl, left, top, left + tl, top);
    ctyi_bytes_text(&content->bytes, "h\n");
}

static void
draw_box(struct ctyi_content *content, const struct ctyi_operation *box)
{
    double radius = fmin(box->radius, fmin(box->width, box->height) / 2);
    double rectangle[4] = {box->x, content->height - box->y - box->height,
                           box->width, box->height};

    go_on_filling(content, box->rgb);
    if (radius > 0 && box->detail != 0)
        draw_rounded(content, box, radius);
    else
        put(content, "re\n", rectangle, 4);
}

static void
draw_line(struct ctyi_content *content, const struct ctyi_operation *line)
{
    double y = content->height - line->y;

    go_on_stroking(content, line->rgb, line->radius);
    put(content, "m ", (double[]){line->x, y}, 2);
    put(content, "l\n", (double[]){line->x + line->width, y - line->height}, 2);
}

/* In units of a module, whose numbers are short. */
static void
draw_qr(struct ctyi_content *content, const struct ctyi_operation *place)
{
    struct ctyi_bytes *bytes = &content->bytes;
    struct ctyi_qr qr;
    double module;

    if (!ctyi_qr_open(place->text, &qr)) {
        content->failed = true;
        return;
    }
    module = place->width / qr.width;
    finish_path(content);
    if (!content->filled || content->fill != place->rgb)
        ctyi_content_colour(content, place->rgb, "rg\n");
    content->filled = true;
    content->fill = place->rgb;
    ctyi_bytes_text(bytes, "q ");
    put(content, "cm\n",
        (double[]){module, 0, 0, -module, place->x, content->height - place->y},
        6);
    for (int row = 0; row < qr.width; row++)
        for (int column = 0; column < qr.width; column++) {
            int first = column;

            while (column < qr.width && ctyi_qr_dark(&qr, column, row))
                column++;
            if (column == first)
                continue;
            ctyi_bytes_integer(bytes, first);
            ctyi_bytes_text(bytes, " ");
            ctyi_bytes_integer(bytes, row);
            ctyi_bytes_text(bytes, " ");
            ctyi_bytes_integer(bytes, column - first);
            ctyi_bytes_text(bytes, " 1 re\n");
        }
    ctyi_bytes_text(bytes, "f Q\n");
    ctyi_qr_close(&qr);
}

static void
draw_logo(struct ctyi_content *content, const struct ctyi_operation *place)
{
    const struct ctyi_picture *logo =
        ctyi_picture_logo(content->pictures, content->objects);

    if (logo == NULL)
        return;
    finish_path(content);
    ctyi_bytes_text(&content->bytes, "q ");
    put(content, "cm /I",
        (double[]){place->width, 0, 0, place->height, place->x,
                   content->height - place->y - place->height},
        6);
    ctyi_bytes_integer(&content->bytes, logo->place);
    ctyi_bytes_text(&content->bytes, " Do Q\n");
}

/* ---- the page ---- */

static void
draw(struct ctyi_content *content, const struct ctyi_operation *operation)
{
    if (operation->kind != CTYI_DRAW_TAG && operation->kind != CTYI_DRAW_END)
        belong(content, owner_of(content, operation));
    switch (operation->kind) {
    case CTYI_DRAW_TEXT:
        finish_path(content);
        ctyi_content_text(content, operation);
        break;
    case CTYI_DRAW_BOX:
        draw_box(content, operation);
        break;
    case CTYI_DRAW_LINE:
        draw_line(content, operation);
        break;
    case CTYI_DRAW_LOGO:
        draw_logo(content, operation);
        break;
    case CTYI_DRAW_QR:
        draw_qr(content, operation);
        break;
    case CTYI_DRAW_TAG:
        begin_element(content, (enum ctyi_tag)operation->detail);
        break;
    case CTYI_DRAW_END:
        end_element(content);
        break;
    }
}

static void
begin(struct ctyi_content *content, double height)
{
    ctyi_bytes_empty(&content->bytes);
    content->element_count = 0;
    content->part_count = 0;
    content->mark_count = 0;
    content->height = height;
    content->filled = false;
    content->stroked = false;
    content->thickness = 1;
    content->tracking = 0;
    content->size = 0;
    content->font = NULL;
    content->path = CTYI_DRAW_END;
    content->element = -1;
    content->open = NOTHING_OPEN;
}

void
ctyi_content_page(struct ctyi_content *content,
                  const struct ctyi_drawing *drawing,
                  const struct ctyi_drawn_page *page)
{
    const struct ctyi_operation *operation = drawing->operations + page->first;

    begin(content, page->height);
    for (size_t i = 0; i < page->count && !content->failed; i++)
        draw(content, operation + i);
    belong(content, NOTHING_OPEN);
    finish_path(content);
    content->failed |= content->bytes.failed;
}
