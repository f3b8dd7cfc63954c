/*
 * The lines of a quote or bill as the command line gives them, and as lists
 * and shows print them.
 */
#ifndef COURTESY_CLI_LINES_H
#define COURTESY_CLI_LINES_H

#include "output.h"

struct lines_args {
    struct cli_list lines;
    struct cli_list discounts;
    struct cli_list charges;
    const char *per;
    cty_rounding rounding;
};

#define LINES_LINE(type, member)                                               \
    {                                                                          \
        "line", 0, CLI_LIST, offsetof(type, member.lines), "LINE",             \
            "DESCRIPTION; QUANTITY; UNIT-PRICE [; PRODUCT [; CATEGORY [; "     \
            "COST]]], "                                                        \
            "as often as needed; COST is of the whole line, \\; is a "         \
            "semicolon"                                                        \
    }
#define LINES_DISCOUNT(type, member)                                           \
    {                                                                          \
        "discount", 0, CLI_LIST, offsetof(type, member.discounts), "DISCOUNT", \
            "LINE; AMOUNT; REASON: a discount on a line, by its number"        \
    }
#define LINES_CHARGE(type, member)                                             \
    {                                                                          \
        "charge", 0, CLI_LIST, offsetof(type, member.charges), "CHARGE",       \
            "LINE; AMOUNT; REASON: a charge on a line"                         \
    }
#define LINES_PER(type, member)                                                \
    {                                                                          \
        "per", 0, CLI_TEXT, offsetof(type, member.per), "NAME",                \
            "who gave the discounts"                                           \
    }
#define LINES_ROUND(type, member)                                              \
    {                                                                          \
        "round", 0, CLI_ROUNDING, offsetof(type, member.rounding), "HOW",      \
            "half-up or half-even, where quantity x price is not exact"        \
    }

bool lines_any(const struct lines_args *args);
/*
 * Draft the lines, numbered on from first; *out_draft is yours. Amounts are in
 * currency.
 */
int lines_draft(struct cli *cli, const struct lines_args *args,
                const char *currency, int64_t first, cty_draft **out_draft);

/* The currency a document takes: the given one, its quote's, the ledger's. */
int lines_currency(struct cli *cli, const char *given, const char *quote_no,
                   char out_currency[4]);
/* The number after a quote's last line. */
int lines_after_quote(struct cli *cli, const char *quote_no, int64_t *out_next);

int quote_find(struct cli *cli, const char *quote_no,
               cty_quote_info *out_quote);
int bill_find(struct cli *cli, const char *bill_no, cty_bill_info *out_bill);

/* A quote or a bill to show, by the cells of its head. */
struct document {
    int32_t kind; /* CTY_QUOTE or CTY_BILL */
    const char *number;
    const char *currency;
    const struct column *columns; /* the head's */
    size_t column_count;
    const struct row *head;
};

/*
 * Show it with its lines: a block and a table, or a record for each line that
 * begins with the head's cells.
 */
int document_show(struct cli *cli, const struct document *document);

#endif
