/* Imports: whole, with bad rows, as a dry run, and refused. */
#include "steps.h"

#include <stdio.h>

enum { CELLS = 8, CELL_TEXT = 40 };

/* ---- handing rows over ---- */

/* Columns and cells are apart by "|"; a % in a cell is the shop's turn. */
struct cells {
    char text[CELLS][CELL_TEXT];
    const char *at[CELLS];
    size_t lengths[CELLS];
    size_t count;
};

static void
split(const struct shop *shop, const char *row, struct cells *out)
{
    out->count = 0;
    for (const char *at = row; at != NULL; out->count++) {
        const char *end = strchr(at, '|');
        size_t length = end == NULL ? strlen(at) : (size_t)(end - at);
        char *cell = out->text[out->count];

        snprintf(cell, CELL_TEXT, "%.*s", (int)length, at);
        if (cell[0] != '\0' && cell[strlen(cell) - 1] == '%')
            snprintf(cell + strlen(cell) - 1, CELL_TEXT / 2, "%d", shop->turn);
        out->at[out->count] = cell;
        out->lengths[out->count] = strlen(cell);
        at = end == NULL ? NULL : end + 1;
    }
}

/* A file: its name, its columns, its rows, NULL. */
static cty_status
hand_over(struct shop *shop, cty_import *import, const char *const *file)
{
    struct cells cells;
    cty_status status;

    split(shop, file[1], &cells);
    status = told(
        shop,
        cty_import_file(import, file[0], cells.at, cells.count, fresh(shop)),
        NULL, 0);
    for (int i = 2; status == CTY_OK && file[i] != NULL; i++) {
        split(shop, file[i], &cells);
        status = told(shop,
                      cty_import_row(import, cells.at, cells.lengths,
                                     cells.count, i, fresh(shop)),
                      NULL, 0);
    }
    return status;
}

static const char *const clients[] = {"clients.csv", "client_ref|name|city",
                                      "vale%|Vale Books|Vale", NULL};
static const char *const reasons[] = {"reasons.csv", "reason|label|saving",
                                      "sample|Sample|yes", NULL};
static const char *const quotes[] = {"quotes.csv",
                                     "quote_no|client_ref|date|status",
                                     "IQ-%|vale%|2026-04-02|accepted", NULL};
static const char *const quote_lines[] = {
    "quote_lines.csv", "quote_no|line_no|quantity|list_unit_price",
    "IQ-%|1|2|45.00", NULL};
static const char *const bills[] = {
    "bills.csv", "bill_no|client_ref|date|quote_no",
    "IB-1%|vale%|2026-04-03|IQ-%", "IB-2%|vale%|2026-04-04|", NULL};
static const char *const bill_lines[] = {
    "bill_lines.csv", "bill_no|line_no|quantity|list_unit_price|description",
    "IB-2%|1|1|80.00|Posters", NULL};
static const char *const discounts[] = {
    "discounts.csv", "bill_no|line_no|amount|reason|granted_by",
    "IB-2%|1|5.00|volume|Ines Marsh", NULL};
static const char *const credits[] = {
    "credits.csv", "credit_no|bill_no|client_ref|date|amount|reason",
    "IC-1%|IB-2%|vale%|2026-04-20|7.50|sample",
    "IC-2%|IB-1%|vale%|2026-04-21||goodwill", NULL};
static const char *const bad_credits[] = {
    "credits.csv", "credit_no|bill_no|client_ref|date|amount|reason",
    "IC-1%|IB-2%|vale%|2026-04-20|7.50|sample",
    "IC-2%|IB-9%|vale%|2026-04-21|1.00|goodwil", NULL};

static const char *const *const whole[] = {clients,     reasons, quotes,
                                           quote_lines, bills,   bill_lines,
                                           discounts,   credits, NULL};
static const char *const *const with_bad[] = {
    clients,    reasons,   quotes,      quote_lines, bills,
    bill_lines, discounts, bad_credits, NULL};

/* ---- what came of it ---- */

static cty_status
see_problems(struct shop *shop, cty_import *import)
{
    cty_import_problem problem;
    cty_status status = CTY_OK;
    bool found = true;

    while (status == CTY_OK && found) {
        BLANK(problem);
        status =
            told(shop,
                 cty_import_problem_next(import, &problem, &found, fresh(shop)),
                 &problem, sizeof(problem));
        if (status == CTY_OK && found) {
            see_int(shop, problem.line);
            see_text(shop, problem.file);
            see_text(shop, problem.column);
            see_text(shop, problem.reason);
            see_text(shop, problem.document);
        }
    }
    return status;
}

static cty_status
see_persons(struct shop *shop, cty_import *import)
{
    cty_status status = CTY_OK;
    bool found = true;

    while (status == CTY_OK && found) {
        const char *name;

        BLANK(name);
        status = told(
            shop, cty_import_person_next(import, &name, &found, fresh(shop)),
            &name, sizeof(name));
        if (status == CTY_OK && found)
            see_text(shop, name);
    }
    return status;
}

/* The result is filled also when rows were bad. */
static cty_status
finish(struct shop *shop, cty_import *import)
{
    cty_import_result result;
    cty_status seen, status;

    BLANK(result);
    status = cty_import_finish(import, &result, fresh(shop));
    if (status != CTY_E_STATE)
        told(shop, status, &result, sizeof(result));
    if (status != CTY_OK && status != CTY_E_STATE)
        return status;
    shop->done = status == CTY_OK;
    see_import(shop, &result);
    seen = see_problems(shop, import);
    if (seen == CTY_OK)
        seen = see_persons(shop, import);
    return seen == CTY_OK ? status : seen;
}

static cty_status
import_all(struct shop *shop, const cty_import_options *options,
           const char *const *const *files, const char *refused)
{
    cty_import *import;
    cty_status status;

    BLANK(import);
    status =
        got(shop, cty_import_open(shop->ledger, options, &import, fresh(shop)),
            &import);
    for (int i = 0; status == CTY_OK && files[i] != NULL; i++)
        status = hand_over(shop, import, files[i]);
    if (status == CTY_OK && refused != NULL)
        status = told(
            shop,
            cty_import_refuse(import, "clients.csv", 9, refused, fresh(shop)),
            NULL, 0);
    if (status == CTY_OK)
        status = finish(shop, import);
    cty_import_close(import);
    return status;
}

/* ---- the steps ---- */

static cty_status
import_dry(struct shop *shop)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;

    options.dry_run = true;
    return import_all(shop, &options, whole, NULL);
}

static cty_status
import_refused(struct shop *shop)
{
    return import_all(shop, NULL, whole, "a quote is not closed");
}

static cty_status
import_bad(struct shop *shop)
{
    return import_all(shop, NULL, with_bad, NULL);
}

static cty_status
import_continued(struct shop *shop)
{
    cty_import_options options = CTY_IMPORT_OPTIONS_INIT;

    options.mode = CTY_BATCH_CONTINUE;
    return import_all(shop, &options, with_bad, NULL);
}

static cty_status
import_whole(struct shop *shop)
{
    return import_all(shop, NULL, whole, NULL);
}

static cty_status
import_words(struct shop *shop)
{
    see_text(shop, cty_import_file_name(0));
    see_text(shop, cty_import_column_name("bills.csv", 1));
    return CTY_OK;
}

const struct step import_steps[] = {
    {"import-dry", import_dry, 0, CTY_OK},
    {"import-refused", import_refused, 0, CTY_E_STATE},
    {"import-bad", import_bad, 0, CTY_E_STATE},
    {"import-continued", import_continued, 0, CTY_OK},
    {"import", import_whole, 0, CTY_OK},
    {"import-words", import_words, 0, CTY_OK},
    {NULL, NULL, 0, CTY_OK},
};
