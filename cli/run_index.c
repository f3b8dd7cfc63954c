/* What staff see of the run is gathered as it comes, in files aside, and
 * joined to a page when the run is whole. */
#include "run_index.h"

#include <stdlib.h>
#include <string.h>

#include "output.h"

static const cty_column client_columns[] = {
    {"statement", CTY_COLUMN_TEXT}, {"ref", CTY_COLUMN_TEXT},
    {"name", CTY_COLUMN_TEXT},      {"currency", CTY_COLUMN_TEXT},
    {"saved", CTY_COLUMN_AMOUNT},   {"reasons", CTY_COLUMN_TEXT},
    {"persons", CTY_COLUMN_TEXT},   {"page", CTY_COLUMN_INTEGER}};

static const cty_column quiet_columns[] = {{"ref", CTY_COLUMN_TEXT},
                                           {"name", CTY_COLUMN_TEXT},
                                           {"saved", CTY_COLUMN_TEXT}};

static const cty_column file_columns[] = {{"file", CTY_COLUMN_TEXT},
                                          {"first", CTY_COLUMN_INTEGER},
                                          {"last", CTY_COLUMN_INTEGER},
                                          {"pages", CTY_COLUMN_INTEGER}};

static const struct {
    const char *name;
    const cty_column *columns;
    size_t count;
} lists[INDEX_LISTS] = {
    [INDEX_CLIENTS] = {".clients", client_columns,
                       COLUMN_COUNT(client_columns)},
    [INDEX_QUIET] = {".quiet", quiet_columns, COLUMN_COUNT(quiet_columns)},
    [INDEX_FILES] = {".files", file_columns, COLUMN_COUNT(file_columns)}};

int
run_index_fails(struct run *run)
{
    return trouble_errno(&run->trouble, run->staging.folder, RUN_INDEX);
}

/* ---- lists ------------------------------------------------------------- */

static int
open_list(struct run_index *index, size_t list)
{
    struct run *run = index->run;
    struct index_list *to = &index->lists[list];
    cty_error err = CTY_ERROR_INIT;

    to->file = staging_create(&run->staging, lists[list].name);
    if (to->file == NULL)
        return run_index_fails(run);
    if (cty_records_open(CTY_FORMAT_JSON, lists[list].columns,
                         lists[list].count, cli_write_file, to->file,
                         &to->records, &err) != CTY_OK)
        return trouble_err(&run->trouble, &err);
    return CLI_OK;
}

static int
add_row(struct run_index *index, size_t list, const struct row *row)
{
    struct index_list *to = &index->lists[list];
    cty_error err = CTY_ERROR_INIT;

    if (cty_records_row(to->records, row->cells, &err) == CTY_OK)
        return CLI_OK;
    return ferror(to->file) ? run_index_fails(index->run)
                            : trouble_err(&index->run->trouble, &err);
}

/* Write what is left of it. */
static int
end_list(struct run_index *index, size_t list, int went)
{
    struct index_list *to = &index->lists[list];
    cty_error err = CTY_ERROR_INIT;

    if (to->records != NULL && cty_records_close(to->records, &err) != CTY_OK &&
        went == CLI_OK)
        went = run_index_fails(index->run);
    to->records = NULL;
    if (to->file != NULL && fclose(to->file) != 0 && went == CLI_OK)
        went = run_index_fails(index->run);
    to->file = NULL;
    return went;
}

/* ---- rows -------------------------------------------------------------- */

static int
add_client(struct run_index *index, const struct batch *batch, size_t at)
{
    const struct leaf *leaf = &batch->leaves[at];
    struct row row;

    row_begin(&row);
    row_text(&row, leaf->number);
    row_text(&row, leaf->client_ref);
    row_text(&row, batch->texts.start + leaf->name);
    row_text(&row, leaf->currency);
    row_money(&row, leaf->saved_minor, leaf->currency);
    row_text(&row, batch->texts.start + leaf->reasons);
    row_text(&row, batch->texts.start + leaf->persons);
    row_number_if_any(&row, leaf->first_page);
    return add_row(index, INDEX_CLIENTS, &row);
}

static int
add_batch_file(struct run_index *index, const struct batch *batch)
{
    const struct leaf *last = &batch->leaves[batch->count - 1];
    struct row row;

    row_begin(&row);
    run_batch_name(batch->number, row_room(&row));
    row_number(&row, batch->sequence);
    row_number(&row, batch->sequence + (int64_t)batch->count - 1);
    row_number(&row, last->first_page + last->pages - 1);
    return add_row(index, INDEX_FILES, &row);
}

int
run_index_batch(struct run_index *index, const struct batch *batch)
{
    int went = CLI_OK;

    for (size_t i = 0; i < batch->count && went == CLI_OK; i++)
        went = add_client(index, batch, i);
    if (went == CLI_OK && index->run->combined)
        went = add_batch_file(index, batch);
    return went;
}

int
run_index_quiet(struct run_index *index, const cty_client *client,
                const char *saved)
{
    struct row row;

    row_begin(&row);
    row_text(&row, client->ref);
    row_text(&row, client->name);
    row_text(&row, saved);
    return add_row(index, INDEX_QUIET, &row);
}

/* ---- begin and end ----------------------------------------------------- */

struct run_index *
run_index_open(struct run *run)
{
    struct run_index *index = calloc(1, sizeof *index);
    int went = CLI_OK;

    if (index == NULL) {
        (void)trouble_memory(&run->trouble);
        return NULL;
    }
    index->run = run;
    if (run->fresh && staging_is_taken(&run->staging, RUN_INDEX))
        went = trouble_say(&run->trouble, CLI_REFUSED,
                           "%s/" RUN_INDEX " is there and is no file of a "
                           "run: move it away, or choose another folder",
                           run->staging.folder);
    for (size_t i = 0; i < INDEX_LISTS && went == CLI_OK; i++)
        went = open_list(index, i);
    if (went == CLI_OK)
        return index;
    (void)run_index_close(index, went);
    return NULL;
}

static int
write_page(struct run_index *index)
{
    struct run *run = index->run;
    FILE *page = staging_create(&run->staging, RUN_INDEX);
    int went;

    if (page == NULL)
        return run_index_fails(run);
    went = run_index_join(index, page);
    if (went == CLI_OK && (ferror(page) || fflush(page) != 0))
        went = run_index_fails(run);
    fclose(page);
    return went;
}

int
run_index_copy(struct run_index *index, size_t list, FILE *page)
{
    struct run *run = index->run;
    FILE *from = staging_read(&run->staging, lists[list].name);
    char block[1 << 15];
    size_t size;

    if (from == NULL)
        return run_index_fails(run);
    while ((size = fread(block, 1, sizeof block, from)) > 0)
        if (fwrite(block, 1, size, page) != size)
            break;
    fclose(from);
    return ferror(page) ? run_index_fails(run) : CLI_OK;
}

int
run_index_close(struct run_index *index, int went)
{
    for (size_t i = 0; i < INDEX_LISTS; i++)
        went = end_list(index, i, went);
    if (went == CLI_OK)
        went = write_page(index);
    for (size_t i = 0; i < INDEX_LISTS; i++)
        staging_remove(&index->run->staging, lists[i].name);
    free(index);
    return went;
}
