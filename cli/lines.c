#include "lines.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 6, WHERE_BYTES = 64 };

/* What was between semicolons. */
struct fields {
    char *text;
    char *field[FIELDS_MOST];
    int count;
};

/* ---- fields ----------------------------------------------------------- */

static char *
trim(char *text)
{
    char *end;

    text += strspn(text, " ");
    for (end = text + strlen(text); end > text && end[-1] == ' '; end--)
        end[-1] = '\0';
    return text;
}

/* false: more fields than there may be. */
static bool
split(const char *from, struct fields *fields, int most)
{
    char *to = fields->text;

    fields->count = 1;
    fields->field[0] = to;
    for (; *from != '\0'; from++) {
        if (*from == '\\' && (from[1] == ';' || from[1] == '\\')) {
            *to++ = *++from;
        } else if (*from != ';') {
            *to++ = *from;
        } else {
            if (fields->count == most)
                return false;
            *to++ = '\0';
            fields->field[fields->count++] = to;
        }
    }
    *to = '\0';
    for (int i = 0; i < fields->count; i++)
        fields->field[i] = trim(fields->field[i]);
    return true;
}

static int
take_fields(struct cli *cli, const char *where, const char *form,
            const char *text, int least, int most, struct fields *fields)
{
    fields->text = malloc(strlen(text) + 1);
    if (fields->text == NULL)
        return cli_no_memory(cli);
    if (split(text, fields, most) && fields->count >= least)
        return CLI_OK;
    free(fields->text);
    fields->text = NULL;
    return cli_usage(cli, "%s: \"%s\" is not %s", where, text, form);
}

/* NULL for a field that was left out or is empty. */
static const char *
field_or_null(const struct fields *fields, int index)
{
    if (index >= fields->count || fields->field[index][0] == '\0')
        return NULL;
    return fields->field[index];
}

static int
bad_field(struct cli *cli, const char *where, const char *name,
          const cty_error *err)
{
    cli_complain(cli, "%s: %s: %s", where, name, err->message);
    return cli_exit_code(err->status);
}

/* ---- drafting --------------------------------------------------------- */

struct drafting {
    struct cli *cli;
    const char *currency;
    const char *per;
    cty_draft *draft;
};

static int
read_line(const struct drafting *drafting, const char *where,
          const struct fields *fields, cty_line *line)
{
    cty_error err = CTY_ERROR_INIT;
    const char *cost = field_or_null(fields, 5);
    cty_money money;

    line->description = fields->field[0];
    line->product_code = field_or_null(fields, 3);
    line->product_category = field_or_null(fields, 4);
    if (cty_decimal_parse(fields->field[1], &line->quantity, &err) != CTY_OK)
        return bad_field(drafting->cli, where, "quantity", &err);
    if (cty_decimal_parse(fields->field[2], &line->list_unit_price, &err) !=
        CTY_OK)
        return bad_field(drafting->cli, where, "unit price", &err);
    if (cost == NULL)
        return CLI_OK;

    if (cty_money_parse(cost, drafting->currency, &money, &err) != CTY_OK)
        return bad_field(drafting->cli, where, "cost", &err);
    line->has_cost = true;
    line->cost_minor = money.minor;
    return CLI_OK;
}

static int
draft_line(const struct drafting *drafting, size_t index, const char *text,
           int64_t line_no)
{
    struct cli *cli = drafting->cli;
    struct fields fields = {0};
    cty_line line = CTY_LINE_INIT;
    cty_error err = CTY_ERROR_INIT;
    char where[WHERE_BYTES];
    int went;

    (void)snprintf(where, sizeof where, "--line %zu", index + 1);
    if (line_no > INT32_MAX)
        return cli_usage(cli, "%s: there is no line number after %d", where,
                         INT32_MAX);
    went = take_fields(cli, where,
                       "DESCRIPTION;QUANTITY;UNIT-PRICE"
                       "[;PRODUCT[;CATEGORY[;COST]]]",
                       text, 3, 6, &fields);
    if (went != CLI_OK)
        return went;

    line.line_no = (int32_t)line_no;
    went = read_line(drafting, where, &fields, &line);
    if (went == CLI_OK &&
        cty_draft_line(drafting->draft, &line, &err) != CTY_OK)
        went = cli_bad_value(cli, where, &err);
    free(fields.text);
    return went;
}

typedef cty_status adjust(cty_draft *draft, const cty_adjustment *adjustment,
                          cty_error *err);

static int
read_adjustment(const struct drafting *drafting, const char *where,
                const struct fields *fields, cty_adjustment *adjustment)
{
    cty_error err = CTY_ERROR_INIT;
    cty_money money;
    int went = cli_read_number(drafting->cli, where, fields->field[0],
                               INT32_MAX, &adjustment->line_no);

    if (went != CLI_OK)
        return went;
    if (cty_money_parse(fields->field[1], drafting->currency, &money, &err) !=
        CTY_OK)
        return bad_field(drafting->cli, where, "amount", &err);
    adjustment->amount_minor = money.minor;
    adjustment->reason = fields->field[2];
    return CLI_OK;
}

static int
draft_adjustment(const struct drafting *drafting, const char *option,
                 size_t index, const char *text, adjust *add)
{
    struct cli *cli = drafting->cli;
    struct fields fields = {0};
    cty_adjustment adjustment = CTY_ADJUSTMENT_INIT;
    cty_error err = CTY_ERROR_INIT;
    char where[WHERE_BYTES];
    int went;

    (void)snprintf(where, sizeof where, "--%s %zu", option, index + 1);
    went = take_fields(cli, where, "LINE;AMOUNT;REASON", text, 3, 3, &fields);
    if (went != CLI_OK)
        return went;

    if (add == cty_draft_discount)
        adjustment.granted_by = drafting->per;
    went = read_adjustment(drafting, where, &fields, &adjustment);
    if (went == CLI_OK && add(drafting->draft, &adjustment, &err) != CTY_OK)
        went = cli_bad_value(cli, where, &err);
    free(fields.text);
    return went;
}

bool
lines_any(const struct lines_args *args)
{
    return args->lines.count + args->discounts.count + args->charges.count > 0;
}

static int
draft_all(const struct drafting *drafting, const struct lines_args *args,
          int64_t first)
{
    int went = CLI_OK;

    for (size_t i = 0; i < args->lines.count && went == CLI_OK; i++)
        went =
            draft_line(drafting, i, args->lines.texts[i], first + (int64_t)i);
    for (size_t i = 0; i < args->discounts.count && went == CLI_OK; i++)
        went = draft_adjustment(drafting, "discount", i,
                                args->discounts.texts[i], cty_draft_discount);
    for (size_t i = 0; i < args->charges.count && went == CLI_OK; i++)
        went = draft_adjustment(drafting, "charge", i, args->charges.texts[i],
                                cty_draft_charge);
    return went;
}

int
lines_draft(struct cli *cli, const struct lines_args *args,
            const char *currency, int64_t first, cty_draft **out_draft)
{
    struct drafting drafting = {cli, currency, args->per, NULL};
    cty_error err = CTY_ERROR_INIT;
    int went;

    if (cty_draft_new(&drafting.draft, &err) != CTY_OK)
        return cli_fail(cli, &err);
    went = draft_all(&drafting, args, first);
    if (went == CLI_OK)
        *out_draft = drafting.draft;
    else
        cty_draft_free(drafting.draft);
    return went;
}

/* ---- what the quote or the ledger says -------------------------------- */

int
lines_currency(struct cli *cli, const char *given, const char *quote_no,
               char out_currency[4])
{
    cty_ledger_info info = CTY_LEDGER_INFO_INIT;
    cty_quote_info quote = CTY_QUOTE_INFO_INIT;
    cty_error err = CTY_ERROR_INIT;
    int exponent;
    int went;

    if (given != NULL) {
        if (cty_currency_exponent(given, &exponent, &err) != CTY_OK)
            return cli_bad_value(cli, "--currency", &err);
        memcpy(out_currency, given, 4);
        return CLI_OK;
    }
    if (quote_no != NULL) {
        went = quote_find(cli, quote_no, &quote);
        if (went == CLI_OK)
            memcpy(out_currency, quote.currency, 4);
        return went;
    }
    went = cli_ledger_info(cli, &info);
    if (went == CLI_OK)
        memcpy(out_currency, info.currency, 4);
    return went;
}

int
lines_after_quote(struct cli *cli, const char *quote_no, int64_t *out_next)
{
    cty_line_cursor *cursor = NULL;
    cty_error err = CTY_ERROR_INIT;
    bool found = true;
    int64_t last = 0;
    cty_status status =
        cty_line_cursor_open(cli->ledger, CTY_QUOTE, quote_no, &cursor, &err);

    while (status == CTY_OK && found) {
        cty_line_info line = CTY_LINE_INFO_INIT;

        status = cty_line_cursor_next(cursor, &line, &found, &err);
        if (status == CTY_OK && found)
            last = line.line_no;
    }
    cty_line_cursor_close(cursor);
    if (status != CTY_OK)
        return cli_fail(cli, &err);
    *out_next = last + 1;
    return CLI_OK;
}
