/* Rows on their way onto the stage: cells trimmed, unguarded and checked. */
#include <assert.h>
#include <string.h>

#include "base/fail.h"
#include "base/text.h"
#include "exchange/guard.h"
#include "exchange/import_parts.h"

_Static_assert(CTY_MAX_REF + CTY_MAX_TEXT + 4 +
                       (CTYI_CLIENT_COLUMNS - 2) * (CTY_MAX_NAME + 2) <
                   CTYI_ROW_BYTES,
               "a row of clients.csv fits");
_Static_assert(2 * (CTY_MAX_TEXT + CTY_MAX_NAME) + CTYI_CREDIT_COLUMNS * 66 <
                   CTYI_ROW_BYTES,
               "a row of any other file fits");

/* ---- opening and closing ---- */

cty_status
ctyi_import_open(struct ctyi_store *store, const cty_import_options *options,
                 struct ctyi_import **out_import, cty_error *err)
{
    struct ctyi_import *import;
    cty_status status;

    if (ctyi_engine_read_only(store->engine))
        return ctyi_fail(err, CTY_E_READ_ONLY, NULL,
                         "the ledger was opened for reading only");
    if (store->batch != CTYI_BATCH_NONE)
        return ctyi_fail(err, CTY_E_STATE, NULL,
                         "a batch is open: end it before an import");
    import = ctyi_alloc_zero(sizeof(*import));
    if (import == NULL)
        return ctyi_no_memory(err);
    import->store = store;
    import->options = *options;
    import->file = -1;
    import->result.struct_size = sizeof(import->result);
    status = ctyi_stage_open(&import->stage, err);
    if (status == CTY_OK)
        *out_import = import;
    else
        ctyi_free(import);
    return status;
}

void
ctyi_import_close(struct ctyi_import *import)
{
    if (import == NULL)
        return;
    ctyi_finalize(import->problems);
    ctyi_finalize(import->persons);
    ctyi_store_close(import->stage);
    ctyi_lines_free(&import->lines);
    ctyi_lines_free(&import->stored);
    ctyi_free(import->line_origins.list);
    ctyi_free(import->adjustment_origins.list);
    ctyi_free(import);
}

static cty_status
still_loading(const struct ctyi_import *import, cty_error *err)
{
    if (import->state == CTYI_IMPORT_LOADING)
        return CTY_OK;
    return ctyi_fail(err, CTY_E_STATE, NULL,
                     "the import is finished: open another one");
}

/* ---- files ---- */

static cty_status
find_file(const char *name, int *out_file, cty_error *err)
{
    char quoted[CTYI_QUOTE_TEXT];
    int file = ctyi_import_file_find(name);

    if (file < 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "file",
                         "%s is no file of an import folder: they are "
                         "clients.csv, reasons.csv, quotes.csv and so on",
                         ctyi_text_quote(name, quoted));
    *out_file = file;
    return CTY_OK;
}

static const char *
skip_spaces(const char *text, size_t *length)
{
    while (*length > 0 && (text[0] == ' ' || text[0] == '\t')) {
        text++;
        --*length;
    }
    while (*length > 0 &&
           (text[*length - 1] == ' ' || text[*length - 1] == '\t'))
        --*length;
    return text;
}

/* Which of the file's columns a header names; -1: none of them. */
static int
named(int file, const char *header)
{
    size_t length = strlen(header);
    const char *text = skip_spaces(header, &length);
    const struct ctyi_import_file *known = &ctyi_import_files[file];

    for (int i = 0; i < known->column_count; i++) {
        if (strlen(known->columns[i].name) == length &&
            memcmp(known->columns[i].name, text, length) == 0)
            return i;
    }
    return -1;
}

static cty_status
find_columns(int file, const char *const *columns, size_t count, int *source,
             cty_error *err)
{
    const struct ctyi_import_file *known = &ctyi_import_files[file];

    for (int i = 0; i < CTYI_IMPORT_COLUMNS_MOST; i++)
        source[i] = -1;
    for (size_t i = 0; i < count; i++) {
        int column = named(file, columns[i]);

        if (column < 0)
            continue;
        if (source[column] >= 0)
            return ctyi_fail(err, CTY_E_ARGUMENT, known->columns[column].name,
                             "%s has the column %s twice", known->name,
                             known->columns[column].name);
        source[column] = (int)i;
    }
    return CTY_OK;
}

static cty_status
need_columns(int file, const int *source, cty_error *err)
{
    const struct ctyi_import_file *known = &ctyi_import_files[file];
    bool either_wanted = false, either_there = false;

    for (int i = 0; i < known->column_count; i++) {
        enum ctyi_need need = known->columns[i].need;

        if (need == CTYI_ONE_OF) {
            either_wanted = true;
            either_there = either_there || source[i] >= 0;
        }
        if (need >= CTYI_COLUMN && source[i] < 0)
            return ctyi_fail(err, CTY_E_ARGUMENT, known->columns[i].name,
                             "%s has no column %s, which it must have",
                             known->name, known->columns[i].name);
    }
    if (either_wanted && !either_there)
        return ctyi_fail(err, CTY_E_ARGUMENT, known->columns[0].name,
                         "%s has neither the column %s nor %s: one of them "
                         "says whose its rows are",
                         known->name, known->columns[0].name,
                         known->columns[1].name);
    return CTY_OK;
}

cty_status
ctyi_import_file(struct ctyi_import *import, const char *name,
                 const char *const *columns, size_t count, cty_error *err)
{
    int source[CTYI_IMPORT_COLUMNS_MOST];
    int file = -1;
    cty_status status = still_loading(import, err);

    if (status == CTY_OK)
        status = find_file(name, &file, err);
    if (status != CTY_OK)
        return status;
    if (import->begun & 1U << file)
        return ctyi_fail(err, CTY_E_EXISTS, "file",
                         "%s was begun before: each file comes once", name);
    if (count > CTYI_HEADER_MOST)
        return ctyi_fail(err, CTY_E_LIMIT, "columns",
                         "%s has %zu columns: the most is %d", name, count,
                         CTYI_HEADER_MOST);
    status = find_columns(file, columns, count, source, err);
    if (status == CTY_OK)
        status = need_columns(file, source, err);
    if (status != CTY_OK)
        return status;
    memcpy(import->source, source, sizeof(source));
    import->cell_count = count;
    import->file = file;
    import->begun |= 1U << file;
    return CTY_OK;
}

/* ---- cells ---- */

/* A row being read. */
struct reading {
    struct ctyi_staged row;
    const char *cells[CTYI_IMPORT_COLUMNS_MOST];
    char link[CTY_MAX_REF + 1];
    bool ragged; /* told once; which cell is which is anyone's guess */
};

/* Trim, unguard and check; *to is left empty where the text is refused. */
static cty_status
take(const struct ctyi_import_column *column, const char *text, size_t length,
     char *to, cty_error *err)
{
    size_t limit = ctyi_cell_limit(column->cell);
    const char *plain;
    cty_status status;

    to[0] = '\0';
    if (length == 0)
        return CTY_OK;
    text = skip_spaces(text, &length);
    if (length > limit + 1)
        return ctyi_text_check_bytes(text, length, limit, column->name, err);
    memcpy(to, text, length);
    to[length] = '\0';
    plain = ctyi_unguard(to);
    length -= (size_t)(plain - to);
    status = ctyi_text_check_bytes(plain, length, limit, column->name, err);
    if (status == CTY_OK)
        memmove(to, plain, length + 1);
    else
        to[0] = '\0';
    return status;
}

static cty_status
fold_link(struct reading *reading, const struct ctyi_import_column *column,
          const char *text, cty_error *err)
{
    reading->row.link = text;
    if (column->cell != CTYI_CELL_CODE)
        return CTY_OK;
    reading->row.link = reading->link;
    return cty_tracking_code_fold(text, reading->link, err);
}

/* What the row is staged by. */
static cty_status
play_role(struct reading *reading, const struct ctyi_import_column *column,
          const char *text, int32_t value, cty_error *err)
{
    struct ctyi_staged *row = &reading->row;

    switch (column->role) {
    case CTYI_ROLE_NONE:
        return CTY_OK;
    case CTYI_ROLE_DOCUMENT:
        row->place.document = text;
        return CTY_OK;
    case CTYI_ROLE_OTHER_DOCUMENT:
        if (row->place.document[0] != '\0')
            return ctyi_fail(err, CTY_E_ARGUMENT, column->name,
                             "the row names a bill and a quote: it can be on "
                             "one of them only");
        row->place.document = text;
        row->place.owner = CTYI_QUOTES;
        return CTY_OK;
    case CTYI_ROLE_LINE:
        row->line_no = value;
        return CTY_OK;
    case CTYI_ROLE_DATE:
        row->date = value;
        return CTY_OK;
    case CTYI_ROLE_LINK:
        return fold_link(reading, column, text, err);
    }
    return CTY_OK;
}

/* One cell; to receives it, empty where it is refused. */
static cty_status
read_cell(struct reading *reading, const struct ctyi_import_column *column,
          const char *text, size_t length, char *to, cty_error *err)
{
    int32_t value = 0;
    cty_status status = take(column, text, length, to, err);

    if (status == CTY_OK && column->need == CTYI_MUST)
        status = ctyi_text_need(to, CTY_MAX_TEXT, column->name, err);
    if (status == CTY_OK && to[0] != '\0')
        status = ctyi_cell_check(column, to, &value, err);
    if (status == CTY_OK && to[0] != '\0')
        status = play_role(reading, column, to, value, err);
    if (status != CTY_OK)
        to[0] = '\0';
    return status;
}

static cty_status
note_cell(struct ctyi_import *import, struct reading *reading,
          const char *column, cty_error *made, cty_error *err)
{
    reading->row.bad = true;
    if (reading->ragged)
        return CTY_OK;
    ctyi_text_copy(made->field, sizeof(made->field), column);
    return ctyi_import_note(import, &reading->row.place, made, err);
}

/* The file's columns in their own order: the document's number comes first, so
 * that what is wrong with the others is told with it. */
static cty_status
read_cells(struct ctyi_import *import, struct reading *reading,
           const char *const *cells, const size_t *lengths, size_t count,
           cty_error *err)
{
    const struct ctyi_import_file *file = &ctyi_import_files[import->file];
    char *to = import->bytes;
    cty_status status = CTY_OK;

    for (int i = 0; status == CTY_OK && i < file->column_count; i++) {
        const struct ctyi_import_column *column = &file->columns[i];
        int from = import->source[i];
        bool there = from >= 0 && (size_t)from < count;
        cty_error made = CTY_ERROR_INIT;

        assert(to + ctyi_cell_limit(column->cell) + 2 <=
               import->bytes + sizeof(import->bytes));
        reading->cells[i] = to;
        if (read_cell(reading, column, there ? cells[from] : "",
                      there ? lengths[from] : 0, to, &made) != CTY_OK)
            status = note_cell(import, reading, column->name, &made, err);
        to += strlen(to) + 1;
    }
    reading->row.bytes = import->bytes;
    reading->row.size = (size_t)(to - import->bytes);
    return status;
}

/* ---- rows ---- */

static cty_status
check_credit(const char *const *cells, cty_error *err)
{
    bool on_bill = cells[CTYI_CREDIT_BILL][0] != '\0';

    if (!on_bill && cells[CTYI_CREDIT_CLIENT][0] == '\0')
        return ctyi_fail(err, CTY_E_ARGUMENT, "client_ref",
                         "the credit names neither a bill nor a client: give "
                         "bill_no or client_ref");
    if (!on_bill && cells[CTYI_CREDIT_AMOUNT][0] == '\0')
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "an empty amount is all that is left of a bill: give "
                         "bill_no or an amount");
    if (!on_bill && cells[CTYI_CREDIT_LINE][0] != '\0')
        return ctyi_fail(err, CTY_E_ARGUMENT, "line_no",
                         "line_no is a line of a bill: give bill_no or leave "
                         "it out");
    return CTY_OK;
}

/* What no cell shows alone; only of a row whose cells are all right. */
static cty_status
check_row(const struct reading *reading, cty_error *err)
{
    const struct ctyi_place *place = &reading->row.place;

    if (place->file == CTYI_CREDITS)
        return check_credit(reading->cells, err);
    if ((place->file == CTYI_DISCOUNTS || place->file == CTYI_CHARGES) &&
        place->document[0] == '\0')
        return ctyi_fail(err, CTY_E_ARGUMENT, "bill_no",
                         "the row names neither a bill nor a quote: give "
                         "bill_no or quote_no");
    return CTY_OK;
}

static cty_status
note_ragged(struct ctyi_import *import, struct reading *reading, size_t count,
            cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;

    ctyi_fail(&made, CTY_E_ARGUMENT, NULL,
              "the row has %zu cells, and the header %zu: look for a missing "
              "or unquoted separator",
              count, import->cell_count);
    return ctyi_import_note(import, &reading->row.place, &made, err);
}

static cty_status
stage(struct ctyi_import *import, struct reading *reading, size_t count,
      cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;
    cty_status status = CTY_OK;

    if (!reading->row.bad && !reading->ragged &&
        check_row(reading, &made) != CTY_OK)
        status = note_cell(import, reading, made.field, &made, err);
    if (reading->ragged)
        status = note_ragged(import, reading, count, err);
    if (status != CTY_OK)
        return status;
    reading->row.bad = reading->row.bad || reading->ragged;
    if (reading->row.place.file >= CTYI_QUOTES &&
        reading->row.place.file == reading->row.place.owner)
        import->documents++;
    return ctyi_stage_row(import, &reading->row, err);
}

cty_status
ctyi_import_row(struct ctyi_import *import, const char *const *cells,
                const size_t *lengths, size_t count, int64_t line,
                cty_error *err)
{
    struct reading reading = {.ragged = count != import->cell_count};
    struct ctyi_place *place = &reading.row.place;
    cty_status status = still_loading(import, err);

    if (status != CTY_OK)
        return status;
    if (import->file < 0)
        return ctyi_fail(err, CTY_E_STATE, NULL,
                         "no file was begun: its header comes first");
    place->position = ++import->result.rows;
    place->line = line;
    place->file = import->file;
    place->owner = ctyi_import_files[import->file].owner;
    place->document = "";
    status = read_cells(import, &reading, cells, lengths, count, err);
    if (status == CTY_OK)
        status = stage(import, &reading, count, err);
    if (status != CTY_OK)
        import->state = CTYI_IMPORT_FAILED;
    return status;
}

cty_status
ctyi_import_refuse(struct ctyi_import *import, const char *file, int64_t line,
                   const char *reason, cty_error *err)
{
    struct ctyi_place place = {.line = line, .document = ""};
    cty_error made = CTY_ERROR_INIT;
    cty_status status = still_loading(import, err);

    if (status == CTY_OK)
        status = find_file(file, &place.file, err);
    if (status != CTY_OK)
        return status;
    place.owner = place.file;
    place.position = -++import->refusals;
    ctyi_fail(&made, CTY_E_ARGUMENT, NULL, "%s", reason);
    return ctyi_import_note(import, &place, &made, err);
}
