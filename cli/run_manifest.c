#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "run.h"

const cty_column run_manifest_columns[RUN_MANIFEST_COLUMNS] = {
    {"sequence", CTY_COLUMN_INTEGER}, {"statement", CTY_COLUMN_TEXT},
    {"client_ref", CTY_COLUMN_TEXT},  {"currency", CTY_COLUMN_TEXT},
    {"saved", CTY_COLUMN_AMOUNT},     {"first_page", CTY_COLUMN_INTEGER},
    {"pages", CTY_COLUMN_INTEGER},    {"sheets", CTY_COLUMN_INTEGER},
    {"file", CTY_COLUMN_TEXT},        {"sha256", CTY_COLUMN_TEXT}};

struct run_manifest {
    struct run *run;
    FILE *file;
    cty_records *records;
};

static int
fails(struct run_manifest *manifest)
{
    struct run *run = manifest->run;

    return trouble_errno(&run->trouble, run->staging.folder, STAGING_LAST);
}

struct run_manifest *
run_manifest_open(struct run *run)
{
    struct run_manifest *manifest = calloc(1, sizeof *manifest);
    cty_error err = CTY_ERROR_INIT;

    if (manifest == NULL) {
        (void)trouble_memory(&run->trouble);
        return NULL;
    }
    manifest->run = run;
    manifest->file = staging_create(&run->staging, STAGING_LAST_ASIDE);
    if (manifest->file == NULL)
        (void)fails(manifest);
    else if (cty_records_open(CTY_FORMAT_CSV, run_manifest_columns,
                              RUN_MANIFEST_COLUMNS, cli_write_file,
                              manifest->file, &manifest->records,
                              &err) != CTY_OK)
        (void)trouble_err(&run->trouble, &err);
    if (manifest->records != NULL)
        return manifest;
    (void)run_manifest_close(manifest, CLI_FAILED);
    return NULL;
}

static void
fill_pages(struct row *row, const struct run *run, const struct leaf *leaf,
           bool pdf)
{
    int32_t sheets = run->duplex ? leaf->pages / 2 : leaf->pages;

    row_number_if_any(row, pdf ? leaf->first_page : 0);
    row_number_if_any(row, pdf ? leaf->pages : 0);
    row_number_if_any(row, pdf ? sheets : 0);
}

static int
write_row(struct run_manifest *manifest, const struct batch *batch, size_t at,
          size_t format)
{
    const struct run *run = manifest->run;
    const struct leaf *leaf = &batch->leaves[at];
    bool pdf = run->formats[format] == PRINT_PDF;
    cty_error err = CTY_ERROR_INIT;
    char name[RUN_NAME];
    struct row row;

    if (pdf && run->combined)
        run_batch_name(batch->number, name);
    else
        run_file_name(leaf->number, run->formats[format], name);
    row_begin(&row);
    row_number(&row, batch->sequence + (int64_t)at);
    row_text(&row, leaf->number);
    row_text(&row, leaf->client_ref);
    row_text(&row, leaf->currency);
    row_money(&row, leaf->saved_minor, leaf->currency);
    fill_pages(&row, run, leaf, pdf);
    row_text(&row, name);
    row_text(&row, leaf->digests[format]);
    if (cty_records_row(manifest->records, row.cells, &err) == CTY_OK)
        return CLI_OK;
    return ferror(manifest->file) ? fails(manifest)
                                  : trouble_err(&manifest->run->trouble, &err);
}

int
run_manifest_batch(struct run_manifest *manifest, const struct batch *batch)
{
    int went = CLI_OK;

    for (size_t i = 0; i < batch->count; i++)
        for (size_t format = 0;
             format < manifest->run->format_count && went == CLI_OK; format++)
            went = write_row(manifest, batch, i, format);
    return went;
}

int
run_manifest_close(struct run_manifest *manifest, int went)
{
    cty_error err = CTY_ERROR_INIT;

    if (manifest == NULL)
        return went;
    if (manifest->records != NULL &&
        cty_records_close(manifest->records, &err) != CTY_OK && went == CLI_OK)
        went = fails(manifest);
    if (manifest->file != NULL && fflush(manifest->file) != 0 && went == CLI_OK)
        went = fails(manifest);
    if (manifest->file != NULL)
        fclose(manifest->file);
    free(manifest);
    return went;
}
