/* A document's lines, discounts and charges: read from the stage, checked row
 * by row, then priced. */
#include <assert.h>
#include <string.h>

#include "base/currency.h"
#include "base/fail.h"
#include "base/text.h"
#include "exchange/import_parts.h"

/* A row of the document's, but for its own. */
struct part {
    struct ctyi_place place;
    int32_t line_no;
    bool bad;
    const char *cells[CTYI_IMPORT_COLUMNS_MOST];
};

/* ---- where what is in memory came from ---- */

static cty_status
remember(struct ctyi_origins *origins, const struct part *part, cty_error *err)
{
    struct ctyi_origin *grown;

    if (origins->count == origins->room) {
        size_t room = origins->room == 0 ? 8 : origins->room * 2;

        grown = ctyi_realloc(origins->list, room * sizeof(*grown));
        if (grown == NULL)
            return ctyi_no_memory(err);
        origins->list = grown;
        origins->room = room;
    }
    origins->list[origins->count++] =
        (struct ctyi_origin){.position = part->place.position,
                             .line = part->place.line,
                             .file = part->place.file,
                             .line_no = part->line_no};
    return CTY_OK;
}

static struct ctyi_origin *
origin_of_line(const struct ctyi_import *import, int32_t line_no)
{
    size_t low = 0, high = import->line_origins.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct ctyi_origin *origin = &import->line_origins.list[middle];

        if (origin->line_no == line_no)
            return origin;
        if (origin->line_no < line_no)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct ctyi_place
place_of(const struct ctyi_document *document, const struct ctyi_origin *origin)
{
    struct ctyi_place place = document->place;

    place.position = origin->position;
    place.line = origin->line;
    place.file = origin->file;
    return place;
}

/* ---- amounts ---- */

static void
refuse_decimals(const char *text, const char *currency, cty_error *made)
{
    int decimals = ctyi_currency_decimals(currency);

    if (decimals == 0)
        ctyi_fail(made, CTY_E_ARGUMENT, NULL,
                  "%.60s has decimals and %s has none: round with half-up or "
                  "half-even",
                  text, currency);
    else
        ctyi_fail(made, CTY_E_ARGUMENT, NULL,
                  "%.60s has more than the %d decimals of %s: round with "
                  "half-up or half-even",
                  text, decimals, currency);
}

cty_status
ctyi_document_money(struct ctyi_import *import, struct ctyi_document *document,
                    const struct ctyi_place *place, const char *column,
                    const char *text, int64_t *out_minor, bool *out_known,
                    cty_error *err)
{
    cty_rounding rounding = import->options.rounding;
    cty_error made = CTY_ERROR_INIT;
    cty_money money = {0};
    bool rounded = false;
    cty_status status;

    *out_known = false;
    if (document->currency[0] == '\0')
        return CTY_OK;
    if (rounding == CTY_ROUND_EXACT)
        status = cty_money_parse(text, document->currency, &money, &made);
    else
        status = cty_money_parse_rounded(text, document->currency, rounding,
                                         &money, &rounded, &made);
    if (status == CTY_E_ARGUMENT)
        refuse_decimals(text, document->currency, &made);
    if (status != CTY_OK) {
        ctyi_text_copy(made.field, sizeof(made.field), column);
        return ctyi_document_note(import, document, place, &made, err);
    }
    document->rounded += rounded;
    *out_minor = money.minor;
    *out_known = true;
    return CTY_OK;
}

/* ---- lines ---- */

static cty_status
note_full(struct ctyi_import *import, struct ctyi_document *document,
          const struct part *part, cty_error *made, cty_error *err)
{
    document->full = true;
    return ctyi_document_note(import, document, &part->place, made, err);
}

static cty_status
note_line_twice(struct ctyi_import *import, struct ctyi_document *document,
                const struct part *part, const struct ctyi_origin *first,
                cty_error *err)
{
    cty_error made = CTY_ERROR_INIT;

    ctyi_fail(&made, CTY_E_EXISTS, "line_no",
              "line %d of %s %s is here twice, first at line %lld",
              part->line_no, ctyi_import_files[part->place.owner].noun,
              part->place.document, (long long)first->line);
    return ctyi_document_note(import, document, &part->place, &made, err);
}

static cty_status
read_line_money(struct ctyi_import *import, struct ctyi_document *document,
                const struct part *part, struct ctyi_line *line,
                struct ctyi_origin *origin, cty_error *err)
{
    const char *cost = part->cells[CTYI_LINE_COST];
    const char *net = part->cells[CTYI_LINE_NET];
    cty_status status = CTY_OK;

    if (cost[0] != '\0')
        status = ctyi_document_money(import, document, &part->place, "cost",
                                     cost, &line->cost, &line->has_cost, err);
    if (status == CTY_OK && net[0] != '\0')
        status =
            ctyi_document_money(import, document, &part->place, "net_amount",
                                net, &origin->net, &origin->has_net, err);
    return status;
}

/* A bad row stands for its number still: what is on that line is no worse. */
static cty_status
add_line(struct ctyi_import *import, struct ctyi_document *document,
         const struct part *part, cty_error *err)
{
    struct ctyi_origins *origins = &import->line_origins;
    struct ctyi_line line = {
        .line_no = part->line_no,
        .quantity = ctyi_cell_decimal(part->cells[CTYI_LINE_QUANTITY]),
        .list_unit_price = ctyi_cell_decimal(part->cells[CTYI_LINE_PRICE]),
        .description = part->cells[CTYI_LINE_DESCRIPTION],
        .product_code = part->cells[CTYI_LINE_PRODUCT],
        .product_category = part->cells[CTYI_LINE_CATEGORY]};
    cty_error made = CTY_ERROR_INIT;
    cty_status status;

    if (part->line_no == 0)
        document->lines_unknown = true;
    if (part->line_no == 0 || document->full)
        return CTY_OK;
    if (origins->count > 0 &&
        origins->list[origins->count - 1].line_no == part->line_no)
        return note_line_twice(import, document, part,
                               &origins->list[origins->count - 1], err);
    status = remember(origins, part, err);
    if (status == CTY_OK)
        status = read_line_money(import, document, part, &line,
                                 &origins->list[origins->count - 1], err);
    if (status != CTY_OK)
        return status;
    status = ctyi_lines_add(&import->lines, &line, &made);
    if (ctyi_import_refusal(status))
        return note_full(import, document, part, &made, err);
    return status == CTY_OK ? CTY_OK : ctyi_no_memory(err);
}

/* ---- discounts and charges ---- */

static cty_status
note_no_line(struct ctyi_import *import, struct ctyi_document *document,
             const struct part *part, cty_error *err)
{
    int lines =
        part->place.owner == CTYI_QUOTES ? CTYI_QUOTE_LINES : CTYI_BILL_LINES;
    const char *noun = ctyi_import_files[part->place.owner].noun;
    bool of_quote = document->place.file == CTYI_BILLS &&
                    document->cells[CTYI_BILL_QUOTE][0] != '\0';
    cty_error made = CTY_ERROR_INIT;

    if (import->line_origins.count == 0 && !of_quote)
        return CTY_OK; /* told of the document: it has no lines */
    if (import->line_origins.count == 0)
        ctyi_fail(&made, CTY_E_STATE, "line_no",
                  "bill %s has no rows in bill_lines.csv: its lines, discounts "
                  "and charges are those of quote %s",
                  part->place.document, document->cells[CTYI_BILL_QUOTE]);
    else
        ctyi_fail(&made, CTY_E_NOT_FOUND, "line_no",
                  "no line %d of %s %s in %s", part->line_no, noun,
                  part->place.document, ctyi_import_files[lines].name);
    return ctyi_document_note(import, document, &part->place, &made, err);
}

static cty_status
find_line(struct ctyi_import *import, struct ctyi_document *document,
          const struct part *part, cty_error *err)
{
    struct ctyi_origin *line = origin_of_line(import, part->line_no);

    if (line != NULL)
        line->changes++;
    else if (!document->lines_unknown && !document->full)
        return note_no_line(import, document, part, err);
    return CTY_OK;
}

static cty_status
read_amount(struct ctyi_import *import, struct ctyi_document *document,
            const struct part *part, int64_t *out_amount, cty_error *err)
{
    const char *text = part->cells[CTYI_ADJUSTMENT_AMOUNT];
    cty_error made = CTY_ERROR_INIT;
    bool known;
    cty_status status =
        ctyi_document_money(import, document, &part->place, "amount", text,
                            out_amount, &known, err);

    if (status != CTY_OK || !known || strspn(text, "0.") != strlen(text))
        return status;
    ctyi_fail(&made, CTY_E_ARGUMENT, "amount",
              "the amount is 0: it must be over 0");
    return ctyi_document_note(import, document, &part->place, &made, err);
}

/* What rounding makes nothing of is none. */
static cty_status
add_adjustment(struct ctyi_import *import, struct ctyi_document *document,
               const struct part *part, cty_error *err)
{
    struct ctyi_adjustment one = {
        .kind = part->place.file == CTYI_DISCOUNTS ? CTY_DISCOUNT : CTY_CHARGE,
        .line_no = part->line_no,
        .rate = ctyi_cell_decimal(part->cells[CTYI_ADJUSTMENT_RATE]),
        .reason = part->cells[CTYI_ADJUSTMENT_REASON],
        .granted_by = part->cells[CTYI_ADJUSTMENT_GRANTED_BY]};
    cty_error made = CTY_ERROR_INIT;
    cty_status status;

    if (part->bad || document->full)
        return CTY_OK;
    status = find_line(import, document, part, err);
    if (status == CTY_OK)
        status = read_amount(import, document, part, &one.amount, err);
    if (status == CTY_OK)
        status = ctyi_document_reason(import, document, &part->place,
                                      one.reason, err);
    if (status == CTY_OK)
        status = ctyi_document_person(import, one.granted_by, err);
    if (status != CTY_OK || one.amount == 0)
        return status;
    status = remember(&import->adjustment_origins, part, err);
    if (status != CTY_OK)
        return status;
    status = ctyi_lines_adjust(&import->lines, &one, &made);
    if (ctyi_import_refusal(status))
        return note_full(import, document, part, &made, err);
    return status == CTY_OK ? CTY_OK : ctyi_no_memory(err);
}

/* ---- loading ---- */

static void
read_part(struct ctyi_statement *row, const struct ctyi_document *document,
          struct part *part)
{
    part->place.position = ctyi_column_int(row, 0);
    part->place.file = (int)ctyi_column_int(row, 1);
    part->place.owner = document->place.owner;
    part->place.line = ctyi_column_int(row, 2);
    part->place.document = document->place.document;
    part->line_no = (int32_t)ctyi_column_int(row, 3);
    part->bad = ctyi_column_int(row, 4) != 0;
    ctyi_stage_cells(row, 5, part->place.file, part->cells);
}

/* Lines come before discounts and charges, as their files do. */
cty_status
ctyi_document_load(struct ctyi_import *import, struct ctyi_document *document,
                   cty_error *err)
{
    struct ctyi_statement *sql;
    struct part part;
    bool row = true;
    cty_status status =
        ctyi_sql(import->stage, CTYI_SQL_IMPORT_PARTS, &sql, err);

    if (status != CTY_OK)
        return status;
    ctyi_lines_clear(&import->lines);
    import->line_origins.count = 0;
    import->adjustment_origins.count = 0;
    ctyi_bind_int(sql, 1, document->place.owner);
    ctyi_bind_text(sql, 2, document->place.document);
    while (status == CTY_OK) {
        status = ctyi_step(sql, &row, err);
        if (status != CTY_OK || !row)
            break;
        read_part(sql, document, &part);
        if (part.place.file == CTYI_DISCOUNTS ||
            part.place.file == CTYI_CHARGES)
            status = add_adjustment(import, document, &part, err);
        else
            status = add_line(import, document, &part, err);
    }
    ctyi_reset(sql);
    return status;
}

/* ---- pricing ---- */

static const struct ctyi_origin *
first_discount(const struct ctyi_import *import, int32_t line_no)
{
    for (size_t i = 0; i < import->adjustment_origins.count; i++) {
        const struct ctyi_origin *one = &import->adjustment_origins.list[i];

        if (one->line_no == line_no && one->file == CTYI_DISCOUNTS)
            return one;
    }
    return NULL;
}

struct ctyi_place
ctyi_document_place(const struct ctyi_import *import,
                    const struct ctyi_document *document, cty_error *made)
{
    const struct ctyi_origin *origin = NULL;

    if (made->line > 0 && made->status == CTY_E_LEFT)
        origin = first_discount(import, made->line);
    if (made->line > 0 && origin == NULL)
        origin = origin_of_line(import, made->line);
    if (origin == NULL)
        return document->place;
    if (strcmp(made->field, "rounding") == 0)
        ctyi_text_copy(made->field, sizeof(made->field), "list_unit_price");
    return place_of(document, origin);
}

static cty_status
compare_net(struct ctyi_import *import, struct ctyi_document *document,
            const struct ctyi_origin *origin, const struct ctyi_line *line,
            cty_error *err)
{
    struct ctyi_place place = place_of(document, origin);
    cty_money given = {.minor = origin->net};
    cty_money derived = {.minor = line->net};
    char given_text[CTY_MONEY_TEXT], derived_text[CTY_MONEY_TEXT];
    cty_error made = CTY_ERROR_INIT;
    int64_t apart = origin->net - line->net;

    assert(origin->net >= 0 && line->net >= 0);
    if (apart <= origin->changes && -apart <= origin->changes)
        return CTY_OK;
    memcpy(given.currency, document->currency, sizeof(given.currency));
    memcpy(derived.currency, document->currency, sizeof(derived.currency));
    ctyi_fail(&made, CTY_E_ARGUMENT, "net_amount",
              "net_amount is %s, but quantity x list_unit_price less "
              "discounts plus charges is %s",
              cty_money_format(given, given_text),
              cty_money_format(derived, derived_text));
    return ctyi_document_note(import, document, &place, &made, err);
}

/* Pricing sorts the lines as the stage did: by number. */
cty_status
ctyi_document_price(struct ctyi_import *import, struct ctyi_document *document,
                    cty_error *err)
{
    struct ctyi_totals totals;
    int64_t rounded = 0;
    cty_status status =
        ctyi_price_lines(import->store, &import->lines, document->currency,
                         import->options.rounding, &totals, &rounded, err);

    if (status != CTY_OK)
        return status;
    document->rounded += rounded;
    for (size_t i = 0; status == CTY_OK && i < import->lines.line_count; i++) {
        if (import->line_origins.list[i].has_net)
            status =
                compare_net(import, document, &import->line_origins.list[i],
                            &import->lines.lines[i], err);
    }
    return status;
}
