#include "api/api.h"
#include "domain/draft.h"

cty_status
cty_draft_new(cty_draft **out_draft, cty_error *err)
{
    cty_draft *draft;
    cty_status status = ctyi_need(out_draft, "out_draft", err);

    if (status != CTY_OK)
        return status;
    draft = ctyi_alloc_zero(sizeof(*draft));
    if (draft == NULL)
        return ctyi_no_memory(err);
    *out_draft = draft;
    return CTY_OK;
}

void
cty_draft_free(cty_draft *draft)
{
    if (draft == NULL)
        return;
    ctyi_lines_free(&draft->lines);
    ctyi_free(draft);
}

static cty_status
check_line(const cty_line *line, cty_error *err)
{
    cty_status status = ctyi_check_text(line->description, "description", err);

    if (status == CTY_OK && line->product_code != NULL &&
        line->product_code[0] != '\0')
        status = ctyi_check_ref(line->product_code, "product_code", err);
    if (status == CTY_OK)
        status =
            ctyi_check_name(line->product_category, "product_category", err);
    if (status != CTY_OK)
        return status;
    if (line->line_no < 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "line_no",
                         "line number %d is below 1", line->line_no);
    if (line->quantity <= 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "quantity",
                         "the quantity must be over 0");
    if (line->list_unit_price < 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "list_unit_price",
                         "the unit price must be 0 or more");
    if (line->has_cost && line->cost_minor < 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "cost",
                         "the cost must be 0 or more");
    return CTY_OK;
}

static bool
has_line(const struct ctyi_lines *lines, int32_t line_no)
{
    for (size_t i = 0; i < lines->line_count; i++) {
        if (lines->lines[i].line_no == line_no)
            return true;
    }
    return false;
}

cty_status
cty_draft_line(cty_draft *draft, const cty_line *line, cty_error *err)
{
    struct ctyi_line one = {0};
    cty_line own;
    cty_status status = ctyi_need(draft, "draft", err);

    if (status == CTY_OK)
        status = ctyi_need(line, "line", err);
    if (status == CTY_OK)
        status = ctyi_adopt(&own, sizeof(own), line, sizeof(own), "line", err);
    if (status == CTY_OK)
        status = check_line(&own, err);
    if (status != CTY_OK)
        return status;
    if (own.line_no > 0 && has_line(&draft->lines, own.line_no))
        return ctyi_fail_line(err, CTY_E_EXISTS, own.line_no, "line_no",
                              "line %d is there already", own.line_no);
    one.line_no = own.line_no;
    one.quantity = own.quantity;
    one.list_unit_price = own.list_unit_price;
    one.has_cost = own.has_cost;
    one.cost = own.has_cost ? own.cost_minor : 0;
    one.description = own.description;
    one.product_code = own.product_code;
    one.product_category = own.product_category;
    return ctyi_lines_add(&draft->lines, &one, err);
}

static cty_status
adjust(cty_draft *draft, const cty_adjustment *theirs, int32_t kind,
       const char *name, cty_error *err)
{
    struct ctyi_adjustment one = {.kind = kind};
    cty_adjustment own;
    cty_status status = ctyi_need(draft, "draft", err);

    if (status == CTY_OK)
        status = ctyi_need(theirs, name, err);
    if (status == CTY_OK)
        status = ctyi_adopt(&own, sizeof(own), theirs, sizeof(own), name, err);
    if (status == CTY_OK)
        status = ctyi_need_ref(own.reason, "reason", err);
    if (status == CTY_OK)
        status = ctyi_check_name(own.granted_by, "granted_by", err);
    if (status != CTY_OK)
        return status;
    if (own.line_no < 1)
        return ctyi_fail(err, CTY_E_ARGUMENT, "line_no",
                         "a %s names no line: lines count from 1", name);
    if (own.amount_minor <= 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "amount",
                         "the amount of a %s must be over 0", name);
    if (own.rate < 0)
        return ctyi_fail(err, CTY_E_ARGUMENT, "rate",
                         "the rate of a %s must be 0 or more", name);
    one.line_no = own.line_no;
    one.amount = own.amount_minor;
    one.rate = own.rate;
    one.reason = own.reason;
    one.granted_by = own.granted_by;
    return ctyi_lines_adjust(&draft->lines, &one, err);
}

cty_status
cty_draft_discount(cty_draft *draft, const cty_adjustment *discount,
                   cty_error *err)
{
    return adjust(draft, discount, CTY_DISCOUNT, "discount", err);
}

cty_status
cty_draft_charge(cty_draft *draft, const cty_adjustment *charge, cty_error *err)
{
    return adjust(draft, charge, CTY_CHARGE, "charge", err);
}
