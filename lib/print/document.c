#include "print/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAVES = 64 }; /* pages of a branch */

/* ---- lists of numbers ---- */

static void
append(struct ctyi_document *document, struct ctyi_numbers *numbers,
       uint32_t number)
{
    if (numbers->count == numbers->room) {
        size_t room = numbers->room > 0 ? 2 * numbers->room : 16;
        uint32_t *larger = realloc(numbers->all, room * sizeof(*larger));

        if (larger == NULL) {
            document->failed = true;
            return;
        }
        numbers->all = larger;
        numbers->room = room;
    }
    numbers->all[numbers->count++] = number;
}

static void
put_references(struct ctyi_bytes *bytes, const uint32_t *numbers, size_t count)
{
    ctyi_bytes_put(bytes, "[", 1);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ctyi_bytes_put(bytes, " ", 1);
        ctyi_bytes_reference(bytes, numbers[i]);
    }
    ctyi_bytes_put(bytes, "]", 1);
}

static void
put_entry(struct ctyi_bytes *bytes, const char *key, uint32_t number)
{
    ctyi_bytes_text(bytes, key);
    ctyi_bytes_reference(bytes, number);
}

/* ---- texts ---- */

/* A language's tag is letters, digits and hyphens: no operator gets through. */
static void
put_language(struct ctyi_bytes *bytes, const char *language)
{
    if (language[0] == '\0' ||
        language[strspn(language, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789-")] !=
            '\0')
        return;
    ctyi_bytes_text(bytes, "/Lang(");
    ctyi_bytes_text(bytes, language);
    ctyi_bytes_text(bytes, ")");
}

static void
put_text(struct ctyi_bytes *bytes, const char *key, const char *text)
{
    if (text[0] == '\0')
        return;
    ctyi_bytes_text(bytes, key);
    ctyi_bytes_text(bytes, "<FEFF");
    ctyi_bytes_utf16(bytes, text, strlen(text));
    ctyi_bytes_text(bytes, ">");
}

/* ---- opening ---- */

bool
ctyi_document_begin(struct ctyi_document *document, cty_write *write,
                    void *context, const char *language)
{
    struct ctyi_content *content = &document->content;

    if (!ctyi_objects_begin(&document->objects, write, context))
        return false;
    snprintf(document->language, sizeof(document->language), "%s", language);
    document->resources = ctyi_objects_number(&document->objects);
    document->structure = ctyi_objects_number(&document->objects);
    document->body = ctyi_objects_number(&document->objects);
    content->objects = &document->objects;
    content->subsets = &document->subsets;
    content->pictures = &document->pictures;
    return !document->objects.failed;
}

void
ctyi_document_drop(struct ctyi_document *document)
{
    ctyi_content_free(&document->content);
    ctyi_subsets_free(&document->subsets);
    ctyi_pictures_free(&document->pictures);
    ctyi_objects_drop(&document->objects);
    free(document->statements.all);
    free(document->pages.all);
    free(document->marked.all);
    free(document->branches.all);
}

/* ---- structure ---- */

static void
put_parts(const struct ctyi_content *content,
          const struct ctyi_element *element, struct ctyi_bytes *bytes)
{
    int part = element->first_part;

    ctyi_bytes_text(bytes, "/K[");
    while (part >= 0) {
        const struct ctyi_part *in = content->parts + part;

        if (part != element->first_part)
            ctyi_bytes_put(bytes, " ", 1);
        if (in->element >= 0)
            ctyi_bytes_reference(bytes, content->elements[in->element].object);
        else
            ctyi_bytes_integer(bytes, in->mark);
        part = in->next;
    }
    ctyi_bytes_put(bytes, "]", 1);
}

static void
write_elements(struct ctyi_document *document, uint32_t statement,
               uint32_t page)
{
    const struct ctyi_content *content = &document->content;

    for (size_t i = 0; i < content->element_count; i++) {
        const struct ctyi_element *element = content->elements + i;
        struct ctyi_bytes *bytes =
            ctyi_objects_small(&document->objects, element->object);

        ctyi_bytes_text(bytes, "<</S/");
        ctyi_bytes_text(bytes, ctyi_content_tag(element->tag));
        put_entry(bytes, "/P ",
                  element->parent >= 0
                      ? content->elements[element->parent].object
                      : statement);
        put_entry(bytes, "/Pg ", page);
        if (element->tag == CTYI_TAG_TH)
            ctyi_bytes_text(bytes, "/A<</O/Table/Scope/Column>>");
        put_parts(content, element, bytes);
        ctyi_bytes_text(bytes, ">>");
    }
}

/* Which elements the marks of a page belong to. */
static void
write_marked(struct ctyi_document *document)
{
    const struct ctyi_content *content = &document->content;
    struct ctyi_bytes *bytes;
    uint32_t number = 0;

    if (content->mark_count > 0) {
        number = ctyi_objects_number(&document->objects);
        bytes = ctyi_objects_small(&document->objects, number);
        ctyi_bytes_put(bytes, "[", 1);
        for (size_t i = 0; i < content->mark_count; i++) {
            if (i > 0)
                ctyi_bytes_put(bytes, " ", 1);
            ctyi_bytes_reference(bytes,
                                 content->elements[content->marked[i]].object);
        }
        ctyi_bytes_put(bytes, "]", 1);
    }
    append(document, &document->marked, number);
}

/* ---- pages ---- */

/* The branch that the next page is on. */
static uint32_t
branch(struct ctyi_document *document)
{
    if (document->pages.count % LEAVES == 0)
        append(document, &document->branches,
               ctyi_objects_number(&document->objects));
    return document->failed
               ? 0
               : document->branches.all[document->branches.count - 1];
}

static void
write_page(struct ctyi_document *document, uint32_t number, uint32_t content,
           double width, double height)
{
    uint32_t parent = branch(document);
    struct ctyi_bytes *bytes = ctyi_objects_small(&document->objects, number);

    ctyi_bytes_text(bytes, "<</Type/Page");
    put_entry(bytes, "/Parent ", parent);
    ctyi_bytes_text(bytes, "/MediaBox[0 0 ");
    ctyi_bytes_numbers(bytes, (double[]){width, height}, 2);
    ctyi_bytes_text(bytes, "]");
    put_entry(bytes, "/Resources ", document->resources);
    if (content != 0) {
        put_entry(bytes, "/Contents ", content);
        ctyi_bytes_text(bytes, "/Tabs/S/StructParents ");
        ctyi_bytes_integer(bytes, (int64_t)document->pages.count);
    }
    ctyi_bytes_text(bytes, ">>");
    append(document, &document->pages, number);
}

static void
add_page(struct ctyi_document *document, const struct ctyi_drawing *drawing,
         const struct ctyi_drawn_page *page, uint32_t statement,
         struct ctyi_numbers *tops)
{
    struct ctyi_content *content = &document->content;
    uint32_t number = ctyi_objects_number(&document->objects);
    uint32_t stream = ctyi_objects_number(&document->objects);

    ctyi_content_page(content, drawing, page);
    if (content->failed) {
        document->failed = true;
        return;
    }
    ctyi_objects_stream(&document->objects, stream, "", content->bytes.at,
                        content->bytes.length);
    write_elements(document, statement, number);
    for (size_t i = 0; i < content->element_count; i++)
        if (content->elements[i].parent < 0)
            append(document, tops, content->elements[i].object);
    write_page(document, number, stream, page->width, page->height);
    write_marked(document);
}

static void
write_statement(struct ctyi_document *document, uint32_t statement,
                const struct ctyi_numbers *tops, const char *language)
{
    struct ctyi_bytes *bytes =
        ctyi_objects_small(&document->objects, statement);

    ctyi_bytes_text(bytes, "<</S/Part");
    put_entry(bytes, "/P ", document->body);
    if (strcmp(language, document->language) != 0)
        put_language(bytes, language);
    ctyi_bytes_text(bytes, "/K");
    put_references(bytes, tops->all, tops->count);
    ctyi_bytes_text(bytes, ">>");
    append(document, &document->statements, statement);
}

size_t
ctyi_document_add(struct ctyi_document *document,
                  const struct ctyi_drawing *drawing, const char *language,
                  bool padded)
{
    uint32_t statement = ctyi_objects_number(&document->objects);
    struct ctyi_numbers tops = {0};
    size_t count = drawing->page_count;

    for (size_t i = 0; i < count && !document->failed; i++)
        add_page(document, drawing, drawing->pages + i, statement, &tops);
    if (!document->failed) {
        write_statement(document, statement, &tops, language);
        if (padded && count % 2 == 1) {
            write_page(document, ctyi_objects_number(&document->objects), 0,
                       drawing->pages[count - 1].width,
                       drawing->pages[count - 1].height);
            append(document, &document->marked, 0);
            count++;
        }
    }
    free(tops.all);
    return count;
}

/* ---- the end ---- */

static void
write_resources(struct ctyi_document *document)
{
    struct ctyi_bytes fonts = {0}, pictures = {0};
    struct ctyi_bytes *bytes;

    ctyi_subsets_write(&document->subsets, &document->objects, &fonts);
    ctyi_pictures_name(&document->pictures, &pictures);
    bytes = ctyi_objects_small(&document->objects, document->resources);
    ctyi_bytes_text(bytes, "<</Font<<");
    ctyi_bytes_put(bytes, fonts.at, fonts.length);
    ctyi_bytes_text(bytes, ">>/XObject<<");
    ctyi_bytes_put(bytes, pictures.at, pictures.length);
    ctyi_bytes_text(bytes, ">>>>");
    document->failed |= fonts.failed || pictures.failed;
    ctyi_bytes_free(&fonts);
    ctyi_bytes_free(&pictures);
}

static uint32_t
write_pages(struct ctyi_document *document)
{
    uint32_t root = ctyi_objects_number(&document->objects);
    size_t left = document->pages.count;
    struct ctyi_bytes *bytes;

    for (size_t i = 0; i < document->branches.count; i++) {
        size_t count = left < LEAVES ? left : LEAVES;

        bytes =
            ctyi_objects_small(&document->objects, document->branches.all[i]);
        ctyi_bytes_text(bytes, "<</Type/Pages");
        put_entry(bytes, "/Parent ", root);
        ctyi_bytes_text(bytes, "/Count ");
        ctyi_bytes_integer(bytes, (int64_t)count);
        ctyi_bytes_text(bytes, "/Kids");
        put_references(bytes, document->pages.all + i * LEAVES, count);
        ctyi_bytes_text(bytes, ">>");
        left -= count;
    }
    bytes = ctyi_objects_small(&document->objects, root);
    ctyi_bytes_text(bytes, "<</Type/Pages/Count ");
    ctyi_bytes_integer(bytes, (int64_t)document->pages.count);
    ctyi_bytes_text(bytes, "/Kids");
    put_references(bytes, document->branches.all, document->branches.count);
    ctyi_bytes_text(bytes, ">>");
    return root;
}

static void
write_structure(struct ctyi_document *document)
{
    struct ctyi_bytes *bytes =
        ctyi_objects_small(&document->objects, document->body);

    ctyi_bytes_text(bytes, "<</S/Document");
    put_entry(bytes, "/P ", document->structure);
    ctyi_bytes_text(bytes, "/K");
    put_references(bytes, document->statements.all, document->statements.count);
    ctyi_bytes_text(bytes, ">>");
    bytes = ctyi_objects_small(&document->objects, document->structure);
    ctyi_bytes_text(bytes, "<</Type/StructTreeRoot");
    put_entry(bytes, "/K ", document->body);
    ctyi_bytes_text(bytes, "/ParentTreeNextKey ");
    ctyi_bytes_integer(bytes, (int64_t)document->marked.count);
    ctyi_bytes_text(bytes, "/ParentTree<</Nums[");
    for (size_t i = 0; i < document->marked.count; i++) {
        if (document->marked.all[i] == 0)
            continue;
        ctyi_bytes_integer(bytes, (int64_t)i);
        put_entry(bytes, " ", document->marked.all[i]);
        ctyi_bytes_put(bytes, " ", 1);
    }
    ctyi_bytes_text(bytes, "]>>>>");
}

static uint32_t
write_catalog(struct ctyi_document *document, uint32_t pages)
{
    uint32_t catalog = ctyi_objects_number(&document->objects);
    struct ctyi_bytes *bytes = ctyi_objects_small(&document->objects, catalog);

    ctyi_bytes_text(bytes, "<</Type/Catalog");
    put_entry(bytes, "/Pages ", pages);
    put_entry(bytes, "/StructTreeRoot ", document->structure);
    ctyi_bytes_text(bytes, "/MarkInfo<</Marked true>>");
    put_language(bytes, document->language);
    ctyi_bytes_text(bytes, "/ViewerPreferences<</DisplayDocTitle true>>>>");
    return catalog;
}

static uint32_t
write_info(struct ctyi_document *document,
           const struct ctyi_description *description)
{
    uint32_t info = ctyi_objects_number(&document->objects);
    struct ctyi_bytes *bytes = ctyi_objects_small(&document->objects, info);
    char date[32];

    snprintf(date, sizeof(date), "(D:%04d%02d%02d000000Z)",
             description->date.year, description->date.month,
             description->date.day);
    ctyi_bytes_text(bytes, "<<");
    put_text(bytes, "/Title", description->title);
    put_text(bytes, "/Author", description->author);
    put_text(bytes, "/Subject", description->subject);
    ctyi_bytes_text(bytes, "/Producer(courtesy ");
    ctyi_bytes_text(bytes, cty_version());
    ctyi_bytes_text(bytes, ")/CreationDate");
    ctyi_bytes_text(bytes, date);
    ctyi_bytes_text(bytes, "/ModDate");
    ctyi_bytes_text(bytes, date);
    ctyi_bytes_text(bytes, ">>");
    return info;
}

void
ctyi_document_end(struct ctyi_document *document,
                  const struct ctyi_description *description)
{
    uint32_t pages, catalog, info;

    write_resources(document);
    pages = write_pages(document);
    write_structure(document);
    catalog = write_catalog(document, pages);
    info = write_info(document, description);
    ctyi_objects_end(&document->objects, catalog, info);
    document->failed |= document->objects.failed;
}
