/* Facts one by one: how they are read, and what each says of itself. */
#include <stdlib.h>
#include <string.h>

#include "base/rounding.h"
#include "store/checking.h"
#include "store/row.h"

/* ---- reading ---- */

static bool
text_is_whole(struct ctyi_statement *row, int column, size_t most)
{
    size_t length = strlen(ctyi_column_string(row, column));
    size_t size = 0;

    (void)ctyi_column_blob(row, column, &size);
    return length == size && length <= most;
}

static bool
is_whole(struct ctyi_statement *row, int column, char letter)
{
    int64_t number;

    switch (letter) {
    case 'f':
        number = ctyi_column_int(row, column);
        return number == 0 || number == 1;
    case 'i':
        number = ctyi_column_int(row, column);
        return number >= INT32_MIN && number <= INT32_MAX;
    case 'k':
        return ctyi_column_int(row, column) != 0 ||
               ctyi_column_is_null(row, column);
    case 'c':
        return text_is_whole(row, column, 3);
    case 'r':
        return text_is_whole(row, column, CTY_MAX_REF);
    case 't':
        return text_is_whole(row, column, CTY_MAX_TEXT);
    default:
        return true;
    }
}

const char *
ctyi_check_whole(struct ctyi_statement *row, const char *columns)
{
    for (int i = 0; columns[i] != '\0'; i++) {
        if (!is_whole(row, i, columns[i]))
            return "a number or text of it is not one that courtesy writes";
    }
    return NULL;
}

/* Nothing that courtesy wrote is over the limits it writes within. */
static cty_status
too_many(cty_status status, const char **out_rule)
{
    if (status != CTY_E_LIMIT)
        return status;
    *out_rule = "it has more lines, discounts or charges than a document can";
    return CTY_OK;
}

cty_status
ctyi_check_lines(struct ctyi_store *store, enum ctyi_sql name, int64_t document,
                 struct ctyi_lines *lines, const char **out_rule,
                 cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_line line = {0};
    cty_status status = ctyi_sql(store, name, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, document);
    while ((status = ctyi_step(sql, &row, err)) == CTY_OK && row) {
        *out_rule = ctyi_check_whole(sql, "itnnnnnnrtn");
        if (*out_rule != NULL)
            break;
        ctyi_row_line(sql, 0, &line);
        status = ctyi_lines_add(lines, &line, err);
        if (status != CTY_OK)
            break;
    }
    ctyi_reset(sql);
    return too_many(status, out_rule);
}

cty_status
ctyi_check_adjustments(struct ctyi_store *store, int64_t quote,
                       struct ctyi_lines *lines, const char **out_rule,
                       cty_error *err)
{
    struct ctyi_statement *sql;
    struct ctyi_adjustment one = {0};
    cty_status status = ctyi_sql(store, CTYI_SQL_CHECK_ADJUSTMENTS, &sql, err);
    bool row;

    if (status != CTY_OK)
        return status;
    ctyi_bind_int(sql, 1, quote);
    while ((status = ctyi_step(sql, &row, err)) == CTY_OK && row) {
        /* The seal counts positions; it does not read them. */
        *out_rule = ctyi_check_whole(sql, "iinnrk");
        if (ctyi_column_int(sql, 8) != (int64_t)lines->adjustment_count + 1)
            *out_rule = "a discount or charge of it is not in its place";
        if (*out_rule != NULL)
            break;
        ctyi_row_adjustment(sql, &one);
        status = ctyi_lines_adjust(lines, &one, err);
        if (status != CTY_OK)
            break;
    }
    ctyi_reset(sql);
    return too_many(status, out_rule);
}

/* ---- documents ---- */

static int
by_number(const void *key, const void *line)
{
    int32_t wanted = *(const int32_t *)key;
    int32_t line_no = ((const struct ctyi_line *)line)->line_no;

    return (wanted > line_no) - (wanted < line_no);
}

const char *
ctyi_check_take(struct ctyi_lines *lines, int32_t kind, int32_t line_no,
                int64_t amount)
{
    struct ctyi_line *line = NULL;
    int64_t *says;

    if (lines->line_count > 0)
        line = bsearch(&line_no, lines->lines, lines->line_count, sizeof(*line),
                       by_number);
    if (line == NULL || (kind != CTY_DISCOUNT && kind != CTY_CHARGE))
        return "it is no discount or charge on a line of its document";
    says = kind == CTY_DISCOUNT ? &line->discounts : &line->charges;
    if (amount <= 0 || amount > *says)
        return "it is more than its line was discounted or charged";
    *says -= amount;
    return NULL;
}

bool
ctyi_check_all_taken(const struct ctyi_lines *lines)
{
    for (size_t i = 0; i < lines->line_count; i++) {
        if (lines->lines[i].discounts != 0 || lines->lines[i].charges != 0)
            return false;
    }
    return true;
}

static const char *
check_line(const struct ctyi_document *document, const struct ctyi_line *line)
{
    cty_money gross = {0};

    if (line->line_no < 1)
        return "a line of it has no number";
    if (line->quantity <= 0 || line->list_unit_price < 0)
        return "the quantity of a line is not over 0, or its price is below 0";
    if (cty_money_price(line->quantity, line->list_unit_price,
                        document->currency, document->rounding, &gross, NULL,
                        NULL) != CTY_OK ||
        gross.minor != line->gross)
        return "the gross of a line is not its quantity x list price, rounded "
               "as the document says";
    if (line->discounts < 0 || line->charges < 0 || line->net < 0)
        return "an amount of a line is below 0";
    if ((ctyi_wide)line->gross - line->discounts + line->charges != line->net)
        return "the net of a line is not its gross - discounts + charges";
    return NULL;
}

const char *
ctyi_check_document(const struct ctyi_document *document,
                    const struct ctyi_lines *lines)
{
    const struct ctyi_totals *totals = document->totals;
    ctyi_wide gross = 0, discounts = 0, charges = 0, net = 0;

    if (lines->line_count == 0 || document->count != (int64_t)lines->line_count)
        return "it does not have as many lines as it says";
    for (size_t i = 0; i < lines->line_count; i++) {
        const struct ctyi_line *line = &lines->lines[i];
        const char *rule = check_line(document, line);

        if (rule != NULL)
            return rule;
        gross += line->gross;
        discounts += line->discounts;
        charges += line->charges;
        net += line->net;
    }
    if (gross != totals->gross || discounts != totals->discounts ||
        charges != totals->charges || net != totals->net)
        return "its totals are not the sums of its lines";
    return NULL;
}

/* ---- entries ---- */

static const char *
check_shares(const struct ctyi_entry *entry)
{
    ctyi_wide sum = 0;

    for (size_t i = 0; i < entry->share_count; i++) {
        if (entry->shares[i].amount <= 0)
            return "a share of it is not over 0";
        sum += entry->shares[i].amount;
    }
    if (entry->share_count == 0 || sum != entry->amount)
        return "its shares do not sum to its amount";
    if (entry->bill == 0 &&
        (entry->share_count != 1 || entry->shares[0].line_no != 0))
        return "it is on the account, and its share is not";
    if (entry->bill != 0 && entry->line_no != 0 &&
        (entry->share_count != 1 || entry->shares[0].line_no != entry->line_no))
        return "it is on one line, and its share is not";
    return NULL;
}

const char *
ctyi_check_entry(const struct ctyi_entry *entry)
{
    bool on_document = entry->kind == CTY_DISCOUNT || entry->kind == CTY_CHARGE;

    if (entry->kind < CTY_DISCOUNT || entry->kind > CTY_REVERSAL)
        return "it is no discount, charge, credit or reversal";
    if (entry->amount <= 0)
        return "its amount is not over 0";
    if (entry->kind == CTY_CHARGE && entry->saving)
        return "it is a charge and counts as a saving";
    if (on_document && (entry->bill == 0 || entry->line_no < 1))
        return "it is a discount or charge without a bill or line";
    if (entry->line_no < 0 || (entry->line_no != 0 && entry->bill == 0))
        return "it names a line and no bill";
    if ((entry->kind == CTY_REVERSAL) != (entry->reverses != 0))
        return "it is no reversal but reverses, or the other way round";
    return entry->kind == CTY_CREDIT ? check_shares(entry) : NULL;
}
