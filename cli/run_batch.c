#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "digest.h"
#include "run.h"

/* Reasons and persons of one client that staff see listed. */
enum { NAMED_MOST = 6 };

/* ---- taking ------------------------------------------------------------ */

struct batch *
batch_new(const struct run *run)
{
    struct batch *batch = calloc(1, sizeof *batch);
    size_t room = (size_t)(run->combined ? run->batch : RUN_CHUNK);

    if (batch == NULL)
        return NULL;
    batch->errands = calloc(room, sizeof *batch->errands);
    batch->leaves = calloc(room, sizeof *batch->leaves);
    if (batch->errands != NULL && batch->leaves != NULL)
        return batch;
    batch_free(batch);
    return NULL;
}

void
batch_free(struct batch *batch)
{
    if (batch == NULL)
        return;
    free(batch->errands);
    free(batch->leaves);
    bytes_free(&batch->texts);
    tally_free(&batch->reasons);
    tally_free(&batch->persons);
    free(batch);
}

/* At most count characters of UTF-8, none cut. */
static void
copy_characters(char key[RUN_SORT_KEY], const char *text, size_t count)
{
    size_t size = 0;

    while (text[size] != '\0' && size < RUN_SORT_KEY - 1) {
        if (((unsigned char)text[size] & 0xc0) != 0x80 && count-- == 0)
            break;
        size++;
    }
    while (size > 0 && ((unsigned char)text[size] & 0xc0) == 0x80)
        size--;
    memcpy(key, text, size);
    key[size] = '\0';
}

static void
set_sort_key(struct errand *errand, const struct run *run,
             const cty_saver *saver)
{
    if (run->sort == CTY_SAVERS_BY_NAME)
        copy_characters(errand->sort_key, saver->name, 12);
    else if (run->sort == CTY_SAVERS_BY_POST)
        copy_characters(errand->sort_key, saver->postal_code, 16);
    else
        copy_characters(errand->sort_key, saver->client_ref, CTY_MAX_REF);
}

int
batch_take(struct batch *batch, struct run_writer *writer)
{
    const struct run *run = writer->run;
    size_t most = (size_t)(run->combined ? run->batch : RUN_CHUNK);
    cty_error err = CTY_ERROR_INIT;
    bool found = true;

    batch->sequence = batch->number * (int64_t)most + 1;
    while (batch->count < most) {
        struct errand *errand = &batch->errands[batch->count];
        cty_saver saver = CTY_SAVER_INIT;

        if (cty_saver_cursor_next(run->savers, &saver, &found, &err) != CTY_OK)
            return trouble_err(&writer->trouble, &err);
        if (!found)
            break;
        if (!run_is_enough(run, &saver))
            continue;
        memcpy(errand->client_ref, saver.client_ref, sizeof saver.client_ref);
        memcpy(errand->currency, saver.currency, sizeof saver.currency);
        set_sort_key(errand, run, &saver);
        batch->count++;
    }
    return CLI_OK;
}

/* ---- a file on its way out --------------------------------------------- */

struct output_file {
    FILE *file;
    struct digest digest;
    int cause; /* why it could not be written, as errno */
};

static bool
write_out(void *context, const void *bytes, size_t size)
{
    struct output_file *output = context;

    digest_add(&output->digest, bytes, size);
    if (fwrite(bytes, 1, size, output->file) == size)
        return true;
    output->cause = errno;
    return false;
}

static int
open_output(struct run_writer *writer, const char *name,
            struct output_file *output)
{
    const struct staging *staging = &writer->run->staging;

    if (writer->run->fresh && staging_is_taken(staging, name))
        return trouble_say(&writer->trouble, CLI_REFUSED,
                           "%s/%s is there and is no file of a run: move it "
                           "away, or choose another folder",
                           staging->folder, name);
    *output = (struct output_file){.file = staging_create(staging, name)};
    digest_begin(&output->digest);
    if (output->file == NULL)
        return trouble_errno(&writer->trouble, staging->folder, name);
    return CLI_OK;
}

/* The file's own trouble is told in place of what the printer made of it. */
static int
close_output(struct run_writer *writer, const char *name,
             struct output_file *output, int went, const cty_error *err,
             char out_digest[CTY_CHAIN_HEAD_TEXT])
{
    digest_end(&output->digest, out_digest);
    if (output->cause == 0 && fflush(output->file) != 0)
        output->cause = errno;
    fclose(output->file);
    errno = output->cause;
    if (output->cause != 0)
        return trouble_errno(&writer->trouble, writer->run->staging.folder,
                             name);
    if (went != CLI_OK && err->status != CTY_OK)
        (void)trouble_err(&writer->trouble, err);
    return went;
}

static int
write_file(struct run_writer *writer, const char *name,
           char out_digest[CTY_CHAIN_HEAD_TEXT])
{
    const cty_error err = CTY_ERROR_INIT;
    struct output_file output;
    int went = open_output(writer, name, &output);

    if (went != CLI_OK)
        return went;
    (void)write_out(&output, writer->bytes.start, writer->bytes.size);
    return close_output(writer, name, &output, CLI_OK, &err, out_digest);
}

/* ---- what staff see of a statement ------------------------------------- */

static const char *
reason_of(const cty_statement_entry *entry)
{
    return entry->label;
}

static const char *
person_of(const cty_statement_entry *entry)
{
    return entry->granted_by;
}

typedef const char *text_of(const cty_statement_entry *entry);

static bool
entry_at(const cty_statement *statement, size_t index,
         cty_statement_entry *out_entry)
{
    cty_error err = CTY_ERROR_INIT;

    *out_entry = (cty_statement_entry)CTY_STATEMENT_ENTRY_INIT;
    return cty_statement_entry_get(statement, index, out_entry, &err) == CTY_OK;
}

static bool
was_named(const cty_statement *statement, size_t before, const char *text,
          text_of *of)
{
    cty_statement_entry entry;

    for (size_t i = 0; i < before; i++)
        if (entry_at(statement, i, &entry) && strcmp(of(&entry), text) == 0)
            return true;
    return false;
}

/* The different texts of the entries: "Early payment, Special credit". */
static int
join_texts(const cty_statement *statement, size_t count, text_of *of,
           struct bytes *texts, size_t *out_at)
{
    cty_statement_entry entry;
    bool whole = true;
    size_t named = 0;

    *out_at = texts->size;
    for (size_t i = 0; i < count && named <= NAMED_MOST; i++) {
        const char *text;

        if (!entry_at(statement, i, &entry))
            continue;
        text = of(&entry);
        if (text[0] == '\0' || was_named(statement, i, text, of))
            continue;
        if (named == NAMED_MOST)
            text = "and more";
        if (named++ > 0)
            whole = bytes_add(texts, ", ", 2) && whole;
        whole = bytes_add(texts, text, strlen(text)) && whole;
    }
    whole = bytes_add(texts, "", 1) && whole;
    return whole ? CLI_OK : CLI_FAILED;
}

static int
add_up_entries(struct batch *batch, const cty_statement *statement,
               const cty_statement_info *info, struct trouble *trouble)
{
    cty_statement_entry entry;
    int went = CLI_OK;

    for (size_t i = 0; i < info->entries && went == CLI_OK; i++) {
        if (!entry_at(statement, i, &entry))
            continue;
        went = tally_add(
            &batch->reasons, info->currency, entry.label, entry.saved_minor,
            !was_named(statement, i, entry.label, reason_of), trouble);
        if (went == CLI_OK)
            went = tally_add(
                &batch->persons, info->currency, entry.granted_by,
                entry.saved_minor,
                !was_named(statement, i, entry.granted_by, person_of), trouble);
    }
    return went;
}

static int
describe(struct batch *batch, struct leaf *leaf, const cty_statement *statement,
         const cty_statement_info *info, struct run_writer *writer)
{
    struct bytes *texts = &batch->texts;

    if (!bytes_add_text(texts, info->client_name, &leaf->name) ||
        join_texts(statement, info->entries, reason_of, texts,
                   &leaf->reasons) != CLI_OK ||
        join_texts(statement, info->entries, person_of, texts,
                   &leaf->persons) != CLI_OK)
        return trouble_memory(&writer->trouble);
    return add_up_entries(batch, statement, info, &writer->trouble);
}

/* ---- a statement ------------------------------------------------------- */

/* One is added to the PDF of all, or written to a file of its own. */
struct leaf_work {
    struct run_writer *writer;
    struct batch *batch;
    struct leaf *leaf;
    const cty_statement *statement;
    cty_mailing mailing;
    cty_pdf *pdf; /* NULL: each has its own */
    cty_error *err;
};

static int
write_own_file(struct leaf_work *work, size_t format)
{
    struct run_writer *writer = work->writer;
    struct bytes *bytes = &writer->bytes;
    int32_t pages = 0;
    char name[RUN_NAME];

    bytes->size = 0;
    if (print_statement(writer->printer, work->statement,
                        writer->run->formats[format], &work->mailing, bytes_add,
                        bytes, &pages, work->err) != CTY_OK)
        return trouble_err(&writer->trouble, work->err);
    if (writer->run->formats[format] == PRINT_PDF) {
        work->leaf->first_page = 1;
        work->leaf->pages = pages;
    }
    run_file_name(work->leaf->number, writer->run->formats[format], name);
    return write_file(writer, name, work->leaf->digests[format]);
}

static int
write_formats(struct leaf_work *work)
{
    const struct run *run = work->writer->run;
    int went = CLI_OK;

    for (size_t i = 0; i < run->format_count && went == CLI_OK; i++) {
        if (run->formats[i] != PRINT_PDF || work->pdf == NULL)
            went = write_own_file(work, i);
        else if (print_pdf_add(work->pdf, work->statement, &work->mailing,
                               &work->leaf->pages, work->err) != CTY_OK)
            went = CLI_FAILED; /* told once the file is closed */
    }
    return went;
}

static int
write_leaf(struct leaf_work *work)
{
    cty_statement_info info = CTY_STATEMENT_INFO_INIT;
    struct leaf *leaf = work->leaf;
    int went;

    if (cty_statement_info_get(work->statement, &info, work->err) != CTY_OK)
        return trouble_err(&work->writer->trouble, work->err);
    memcpy(leaf->number, info.number, sizeof leaf->number);
    memcpy(leaf->client_ref, info.client_ref, sizeof leaf->client_ref);
    memcpy(leaf->currency, info.currency, sizeof leaf->currency);
    leaf->saved_minor = info.saved_minor;
    if (work->writer->run->index != NULL &&
        describe(work->batch, leaf, work->statement, &info, work->writer) !=
            CLI_OK)
        return work->writer->trouble.code;
    went = write_formats(work);
    if (went == CLI_OK && run_has_pages(work->writer->run))
        remarks_take(&work->batch->remarks, work->writer->printer,
                     work->statement, &work->writer->run->issuer,
                     work->writer->run->options.language);
    return went;
}

static cty_status
draw(struct run_writer *writer, const struct errand *errand,
     cty_statement **out_statement, cty_error *err)
{
    cty_status status;

    pthread_mutex_lock(writer->ledger);
    status = cty_statement_draw(writer->run->cli->ledger, errand->client_ref,
                                &writer->run->period, errand->currency,
                                out_statement, err);
    pthread_mutex_unlock(writer->ledger);
    return status;
}

static int
write_errand(struct batch *batch, size_t at, struct leaf_work *work)
{
    struct run_writer *writer = work->writer;
    const struct errand *errand = &batch->errands[at];
    cty_statement *statement = NULL;
    int went;

    if (draw(writer, errand, &statement, work->err) != CTY_OK)
        return trouble_err(&writer->trouble, work->err);
    work->leaf = &batch->leaves[at];
    work->statement = statement;
    work->mailing = (cty_mailing)CTY_MAILING_INIT;
    work->mailing.sequence = batch->sequence + (int64_t)at;
    work->mailing.total = writer->run->total;
    work->mailing.sort_key = errand->sort_key;
    went = write_leaf(work);
    cty_statement_free(statement);
    return went;
}

static int
write_errands(struct batch *batch, struct leaf_work *work)
{
    int32_t page = 1;
    int went = CLI_OK;

    for (size_t i = 0; i < batch->count && went == CLI_OK; i++) {
        if (atomic_load(work->writer->stopped) || run_interrupted())
            return CLI_FAILED;
        went = write_errand(batch, i, work);
        if (work->pdf != NULL) {
            batch->leaves[i].first_page = page;
            page += batch->leaves[i].pages;
        }
        atomic_fetch_add(work->writer->done, 1);
    }
    return went;
}

/* ---- a batch ----------------------------------------------------------- */

static void
set_digest(struct batch *batch, const struct run *run,
           const char digest[CTY_CHAIN_HEAD_TEXT])
{
    for (size_t format = 0; format < run->format_count; format++)
        for (size_t i = 0; i < batch->count; i++)
            if (run->formats[format] == PRINT_PDF)
                memcpy(batch->leaves[i].digests[format], digest,
                       CTY_CHAIN_HEAD_TEXT);
}

/* What went wrong is in work->err, or told already. */
static int
fill_pdf(struct batch *batch, struct leaf_work *work,
         struct output_file *output)
{
    struct run_writer *writer = work->writer;
    cty_error err = CTY_ERROR_INIT;
    char title[96];
    int went;

    (void)snprintf(title, sizeof title,
                   "Statements %s, %" PRId64 " to %" PRId64 " of %" PRId64,
                   writer->run->period.name, batch->sequence,
                   batch->sequence + (int64_t)batch->count - 1,
                   writer->run->total);
    if (print_pdf_open(writer->printer, title, write_out, output, &work->pdf,
                       work->err) != CTY_OK)
        return CLI_FAILED;
    went = write_errands(batch, work);
    if (print_pdf_close(work->pdf, &err) != CTY_OK && went == CLI_OK) {
        *work->err = err;
        went = CLI_FAILED;
    }
    return went;
}

static int
write_combined(struct batch *batch, struct leaf_work *work)
{
    struct run_writer *writer = work->writer;
    struct output_file output;
    char digest[CTY_CHAIN_HEAD_TEXT];
    char name[RUN_NAME];
    int went;

    run_batch_name(batch->number, name);
    went = open_output(writer, name, &output);
    if (went != CLI_OK)
        return went;
    went = fill_pdf(batch, work, &output);
    went = close_output(writer, name, &output, went, work->err, digest);
    set_digest(batch, writer->run, digest);
    return went;
}

int
batch_write(struct batch *batch, struct run_writer *writer)
{
    cty_error err = CTY_ERROR_INIT;
    struct leaf_work work = {.writer = writer, .batch = batch, .err = &err};

    return writer->run->combined ? write_combined(batch, &work)
                                 : write_errands(batch, &work);
}
