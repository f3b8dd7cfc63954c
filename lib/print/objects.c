#include "print/objects.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEVEL = 4,     /* of compression */
    GATHERED = 100 /* small objects that are compressed together */
};

/*
 * Where an object is, in the form of the file's own table: a kind, and an
 * offset, or the object that it is in and its index there.
 */
enum { NOT_WRITTEN, IN_FILE, IN_OBJECT };

static uint64_t
place_in_file(uint64_t at)
{
    return (uint64_t)IN_FILE << 56 | at;
}

static uint64_t
place_in_object(uint32_t number, uint32_t index)
{
    return (uint64_t)IN_OBJECT << 56 | (uint64_t)number << 16 | index;
}

/* ---- bytes ---- */

static void
put(struct ctyi_objects *objects, const void *bytes, size_t size)
{
    ctyi_sink_put(&objects->sink, bytes, size);
    objects->size += size;
}

static void
put_head(struct ctyi_objects *objects)
{
    objects->failed |= objects->head.failed;
    put(objects, objects->head.at, objects->head.length);
    ctyi_bytes_empty(&objects->head);
}

void
ctyi_bytes_reference(struct ctyi_bytes *bytes, uint32_t number)
{
    ctyi_bytes_integer(bytes, number);
    ctyi_bytes_text(bytes, " 0 R");
}

/* ---- numbers ---- */

bool
ctyi_objects_begin(struct ctyi_objects *objects, cty_write *write,
                   void *context)
{
    memset(objects, 0, sizeof(*objects));
    ctyi_sink_begin(&objects->sink, write, context);
    if (deflateInit(&objects->deflate, LEVEL) != Z_OK)
        return false;
    objects->deflating = true;
    put(objects, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15);
    return ctyi_objects_number(objects) == 0 && !objects->failed;
}

void
ctyi_objects_drop(struct ctyi_objects *objects)
{
    if (objects->deflating)
        deflateEnd(&objects->deflate);
    free(objects->places);
    ctyi_bytes_free(&objects->small);
    ctyi_bytes_free(&objects->index);
    ctyi_bytes_free(&objects->compressed);
    ctyi_bytes_free(&objects->head);
    memset(objects, 0, sizeof(*objects));
}

uint32_t
ctyi_objects_number(struct ctyi_objects *objects)
{
    if (objects->count == objects->room) {
        uint32_t room = objects->room > 0 ? 2 * objects->room : 128;
        uint64_t *larger = realloc(objects->places, room * sizeof(*larger));

        if (larger == NULL) {
            objects->failed = true;
            return 0;
        }
        objects->places = larger;
        objects->room = room;
    }
    objects->places[objects->count] = NOT_WRITTEN;
    return objects->count++;
}

static void
stands_here(struct ctyi_objects *objects, uint32_t number)
{
    if (number < objects->count)
        objects->places[number] = place_in_file(objects->size);
}

/* ---- streams ---- */

void
ctyi_objects_pack(struct ctyi_objects *objects, const void *bytes, size_t size,
                  struct ctyi_bytes *out)
{
    z_stream *deflate_stream = &objects->deflate;
    size_t bound;
    char *to;

    ctyi_bytes_empty(out);
    deflateReset(deflate_stream);
    bound = deflateBound(deflate_stream, size);
    to = ctyi_bytes_more(out, bound);
    if (to == NULL) {
        objects->failed = true;
        return;
    }
    deflate_stream->next_in = (Bytef *)(uintptr_t)bytes;
    deflate_stream->avail_in = (uInt)size;
    deflate_stream->next_out = (Bytef *)to;
    deflate_stream->avail_out = (uInt)bound;
    if (deflate(deflate_stream, Z_FINISH) != Z_STREAM_END)
        objects->failed = true;
    out->length += bound - deflate_stream->avail_out;
}

void
ctyi_objects_packed(struct ctyi_objects *objects, uint32_t number,
                    const char *dictionary, const void *bytes, size_t size)
{
    struct ctyi_bytes *head = &objects->head;

    stands_here(objects, number);
    ctyi_bytes_integer(head, number);
    ctyi_bytes_text(head, " 0 obj\n<<");
    ctyi_bytes_text(head, dictionary);
    ctyi_bytes_text(head, "/Filter/FlateDecode/Length ");
    ctyi_bytes_integer(head, (int64_t)size);
    ctyi_bytes_text(head, ">>\nstream\n");
    put_head(objects);
    put(objects, bytes, size);
    ctyi_bytes_text(head, "\nendstream\nendobj\n");
    put_head(objects);
}

void
ctyi_objects_stream(struct ctyi_objects *objects, uint32_t number,
                    const char *dictionary, const void *bytes, size_t size)
{
    ctyi_objects_pack(objects, bytes, size, &objects->compressed);
    ctyi_objects_packed(objects, number, dictionary, objects->compressed.at,
                        objects->compressed.length);
}

/* ---- small objects ---- */

struct ctyi_bytes *
ctyi_objects_small(struct ctyi_objects *objects, uint32_t number)
{
    struct ctyi_bytes *index = &objects->index;

    if (objects->small_count == GATHERED)
        ctyi_objects_gathered(objects);
    if (objects->small_count == 0)
        objects->gathered_in = ctyi_objects_number(objects);
    else
        ctyi_bytes_put(&objects->small, "\n", 1);
    ctyi_bytes_integer(index, number);
    ctyi_bytes_put(index, " ", 1);
    ctyi_bytes_integer(index, (int64_t)objects->small.length);
    ctyi_bytes_put(index, " ", 1);
    if (number < objects->count)
        objects->places[number] =
            place_in_object(objects->gathered_in, objects->small_count);
    objects->small_count++;
    return &objects->small;
}

void
ctyi_objects_gathered(struct ctyi_objects *objects)
{
    struct ctyi_bytes dictionary = {0};
    struct ctyi_bytes *index = &objects->index;

    if (objects->small_count == 0)
        return;
    ctyi_bytes_text(&dictionary, "/Type/ObjStm/N ");
    ctyi_bytes_integer(&dictionary, objects->small_count);
    ctyi_bytes_text(&dictionary, "/First ");
    ctyi_bytes_integer(&dictionary, (int64_t)index->length);
    ctyi_bytes_put(&dictionary, "", 1);
    ctyi_bytes_put(index, objects->small.at, objects->small.length);
    objects->failed |=
        index->failed || objects->small.failed || dictionary.failed;
    if (!objects->failed)
        ctyi_objects_stream(objects, objects->gathered_in, dictionary.at,
                            index->at, index->length);
    ctyi_bytes_free(&dictionary);
    ctyi_bytes_empty(index);
    ctyi_bytes_empty(&objects->small);
    objects->small_count = 0;
}

/* ---- the end ---- */

enum { ROW = 1 + 6 + 2 }; /* bytes of the table for each object */

static void
put_row(uint64_t place, unsigned char row[ROW])
{
    uint64_t kind = place >> 56, where = place & ((UINT64_C(1) << 56) - 1);
    uint64_t index = kind == NOT_WRITTEN ? 0xFFFF : 0;

    if (kind == IN_OBJECT) {
        index = where & 0xFFFF;
        where >>= 16;
    }
    row[0] = (unsigned char)kind;
    for (int i = 0; i < 6; i++)
        row[1 + i] = (unsigned char)(where >> 8 * (5 - i));
    row[7] = (unsigned char)(index >> 8);
    row[8] = (unsigned char)index;
}

/* Each row as what it adds to the one above it: that packs best. */
static void
put_rows(const struct ctyi_objects *objects, struct ctyi_bytes *rows)
{
    unsigned char above[ROW] = {0};

    for (uint32_t number = 0; number < objects->count; number++) {
        char *to = ctyi_bytes_more(rows, 1 + ROW);
        unsigned char row[ROW];

        if (to == NULL)
            return;
        put_row(objects->places[number], row);
        to[0] = 2;
        for (int i = 0; i < ROW; i++)
            to[1 + i] = (char)(row[i] - above[i]);
        memcpy(above, row, ROW);
        rows->length += 1 + ROW;
    }
}

void
ctyi_objects_end(struct ctyi_objects *objects, uint32_t root, uint32_t info)
{
    struct ctyi_bytes dictionary = {0}, rows = {0};
    uint64_t begins;
    uint32_t number;

    ctyi_objects_gathered(objects);
    number = ctyi_objects_number(objects);
    begins = objects->size;
    stands_here(objects, number);
    put_rows(objects, &rows);
    ctyi_bytes_text(&dictionary, "/Type/XRef/W[1 6 2]/Size ");
    ctyi_bytes_integer(&dictionary, objects->count);
    ctyi_bytes_text(&dictionary, "/Root ");
    ctyi_bytes_reference(&dictionary, root);
    ctyi_bytes_text(&dictionary, "/Info ");
    ctyi_bytes_reference(&dictionary, info);
    ctyi_bytes_text(&dictionary, "/DecodeParms<</Predictor 12/Columns 9>>");
    ctyi_bytes_put(&dictionary, "", 1);
    objects->failed |= rows.failed || dictionary.failed;
    if (!objects->failed)
        ctyi_objects_stream(objects, number, dictionary.at, rows.at,
                            rows.length);
    ctyi_bytes_free(&rows);
    ctyi_bytes_free(&dictionary);
    ctyi_bytes_text(&objects->head, "startxref\n");
    ctyi_bytes_integer(&objects->head, (int64_t)begins);
    ctyi_bytes_text(&objects->head, "\n%%EOF\n");
    put_head(objects);
}
