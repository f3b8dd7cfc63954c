/* What only the rules can find: every head was sealed again after the lie. */
#include "place.h"

#include "ledger.h"

#define QUOTE(no) "(SELECT quote FROM courtesy_quote WHERE quote_no = '" no "')"
#define BILL(no) "(SELECT bill FROM courtesy_bill WHERE bill_no = '" no "')"
#define ENTRY(fact)                                                            \
    "(SELECT entry FROM courtesy_entry WHERE client = 1 AND fact = " #fact ")"

static const struct lie {
    const char *sql;
    struct culprit culprit;
    const char *rule;
} lies[] = {
    /* places and times */
    {"UPDATE courtesy_entry SET fact = fact + 1 WHERE client = 1 AND fact > 11",
     {"HARB", 12},
     "missing, or not in its place"},
    {"UPDATE courtesy_entry SET number = number + 1 "
     "WHERE client = 1 AND fact > 11",
     {"HARB", 12},
     "entries are missing"},
    {"UPDATE courtesy_entry SET recorded_at = 1 WHERE client = 1 AND fact = 11",
     {"HARB", 11},
     "recorded before the fact before it"},
    {"UPDATE courtesy_entry SET entry = " BILL(
         "B-2") " WHERE client = 1 AND "
                "fact = 10; UPDATE courtesy_share SET entry = " BILL(
                    "B-2") " WHERE entry "
                           "= 15",
     {"HARB", 10},
     "is another fact's too"},

    /* days */
    {"UPDATE courtesy_entry SET date = 20260230 WHERE client = 1 AND fact = 11",
     {"HARB", 11},
     "no day"},
    {"UPDATE courtesy_bill SET date = date + 4294967296 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "not one that courtesy writes"},
    {"UPDATE courtesy_bill SET month = 202603 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "its month"},
    {"UPDATE courtesy_quote SET month = 202603 WHERE quote_no = 'Q-2'",
     {"HARB", 7},
     "its month"},
    {"UPDATE courtesy_entry SET month = 202601 WHERE client = 1 AND fact = 11",
     {"HARB", 11},
     "its month"},
    {"UPDATE courtesy_quote SET valid_until = 20260109 WHERE quote_no = 'Q-1'",
     {"HARB", 1},
     "valid until"},
    {"UPDATE courtesy_quote SET valid_until = 20260231 WHERE quote_no = 'Q-1'",
     {"HARB", 1},
     "valid until"},
    {"UPDATE courtesy_quote_status SET date = 20260109 WHERE fact = 2",
     {"HARB", 2},
     "dated before its quote"},
    {"UPDATE courtesy_quote SET valid_until = 20260111 WHERE quote_no = 'Q-1'",
     {"HARB", 2},
     "after it had lapsed"},
    {"UPDATE courtesy_quote_status SET date = 20260116 WHERE fact = 2",
     {"HARB", 3},
     "before its quote was accepted"},
    {"UPDATE courtesy_entry SET date = 20260114, month = 202601 "
     "WHERE client = 1 AND fact = 10",
     {"HARB", 10},
     "dated before its bill"},
    {"UPDATE courtesy_entry SET date = 20260116 WHERE client = 1 AND fact = 5",
     {"HARB", 5},
     "the date of its bill"},
    {"UPDATE courtesy_entry SET date = 20260219, month = 202602 "
     "WHERE client = 1 AND fact = 13",
     {"HARB", 13},
     "dated before its credit"},

    /* lines and totals */
    {"UPDATE courtesy_quote_line SET quantity = 0, gross = 0, net = 0 "
     "WHERE quote = " QUOTE("Q-2") ";"
                                   "UPDATE courtesy_quote SET gross = 0, net = "
                                   "0 WHERE quote_no = 'Q-2'",
     {"HARB", 7},
     "the quantity of a line"},
    {"UPDATE courtesy_bill_line SET list_unit_price = -list_unit_price "
     "WHERE bill = " BILL("B-2"),
     {"HARB", 9},
     "its price is below 0"},
    {"UPDATE courtesy_bill_line SET gross = gross + 1, net = net + 1 WHERE "
     "bill = " BILL(
         "B-2") " AND line_no = 1;"
                "UPDATE courtesy_bill SET gross = gross + 1, net = net + 1 "
                "WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "quantity x list price"},
    {"UPDATE courtesy_bill SET rounding = 0 WHERE bill_no = 'B-9'",
     {"OWN", 1},
     "rounded as the document says"},
    {"UPDATE courtesy_bill SET rounding = 3 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "rounded as the document says"},
    {"UPDATE courtesy_bill_line SET net = net + 1 WHERE bill = " BILL(
         "B-2") " AND line_no = 1; "
                "UPDATE courtesy_bill SET net = net + 1 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "gross - discounts + charges"},
    {"UPDATE courtesy_bill_line SET discounts = 20000, net = -10000 "
     "WHERE bill = " BILL(
         "B-2") " AND line_no = 1;"
                "UPDATE courtesy_bill SET discounts = 20000, net = net - 20000 "
                "WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "below 0"},
    {"UPDATE courtesy_bill SET net = net + 1 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "totals"},
    {"UPDATE courtesy_quote SET discounts = 0 WHERE quote_no = 'Q-1'",
     {"HARB", 1},
     "totals"},
    {"UPDATE courtesy_bill SET lines = 3 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "as many lines"},
    {"UPDATE courtesy_bill SET charges = charges + 1 WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "totals"},
    {"DELETE FROM courtesy_bill_line WHERE bill = " BILL("B-10"),
     {"OWN", 5},
     "as many lines"},
    {"UPDATE courtesy_bill_line SET line_no = -7 WHERE bill = " BILL("B-10"),
     {"OWN", 5},
     "no number"},
    {"UPDATE courtesy_bill_line SET line_no = line_no + 4294967296 "
     "WHERE bill = " BILL("B-10"),
     {"OWN", 5},
     "not one that courtesy writes"},

    /* discounts and charges */
    {"UPDATE courtesy_quote_adjustment SET position = 5 WHERE position = 2",
     {"HARB", 1},
     "not in its place"},
    {"UPDATE courtesy_quote_adjustment SET amount = 1999 WHERE position = 1",
     {"HARB", 1},
     "sum to"},
    {"UPDATE courtesy_quote_adjustment SET amount = 2001 WHERE position = 1",
     {"HARB", 1},
     "more than its line"},
    {"UPDATE courtesy_quote_adjustment SET line_no = 9 WHERE position = 1",
     {"HARB", 1},
     "on a line of its document"},
    {"UPDATE courtesy_quote_adjustment SET kind = 2, line_no = 2 "
     "WHERE position = 1",
     {"HARB", 1},
     "more than its line"},
    {"UPDATE courtesy_entry SET amount = amount - 1 WHERE client = 1 "
     "AND fact = 6",
     {"HARB", 7},
     "of the bill before it is missing"},
    {"UPDATE courtesy_entry SET amount = amount - 1 WHERE client = 2 "
     "AND fact = 6",
     {"OWN", 7},
     "of the bill before it is missing"},
    {"UPDATE courtesy_entry SET amount = amount + 1 WHERE client = 1 "
     "AND fact = 5",
     {"HARB", 5},
     "more than its line"},
    {"UPDATE courtesy_entry SET line_no = 3 WHERE client = 1 AND fact = 5",
     {"HARB", 5},
     "more than its line"},
    {"UPDATE courtesy_entry SET line_no = 4 WHERE client = 1 AND fact = 5",
     {"HARB", 5},
     "on a line of its document"},
    {"UPDATE courtesy_entry SET line_no = 0 WHERE client = 1 AND fact = 5",
     {"HARB", 5},
     "without a bill or line"},
    {"UPDATE courtesy_entry SET bill = NULL WHERE client = 1 AND fact = 5",
     {"HARB", 5},
     "of the bill before it is missing"},
    {"UPDATE courtesy_entry SET bill = " BILL("B-2") " WHERE client = 1 "
                                                     "AND fact = 5",
     {"HARB", 5},
     "of the bill before it is missing"},
    {"UPDATE courtesy_entry SET kind = 2, saving = 0 WHERE client = 1 "
     "AND fact = 10; DELETE FROM courtesy_share WHERE entry = " ENTRY(10),
     {"HARB", 10},
     "not recorded with its bill"},
    {"UPDATE courtesy_entry SET kind = 2, saving = 0, line_no = 1 "
     "WHERE client = 1 AND fact = 11; "
     "DELETE FROM courtesy_share WHERE entry = " ENTRY(11),
     {"HARB", 11},
     "not recorded with its bill"},
    {"UPDATE courtesy_entry SET saving = 1 WHERE client = 1 AND fact = 5",
     {"HARB", 5},
     "charge and counts as a saving"},
    {"UPDATE courtesy_entry SET saving = 2 WHERE client = 1 AND fact = 4",
     {"HARB", 4},
     "not one that courtesy writes"},
    {"UPDATE courtesy_entry SET kind = 2, saving = 0, reverses = NULL "
     "WHERE client = 1 AND fact = 14",
     {"HARB", 14},
     "without a bill or line"},
    {"UPDATE courtesy_entry SET kind = 7 WHERE client = 1 AND fact = 12",
     {"HARB", 12},
     "no discount, charge, credit or reversal"},

    /* quotes and their bills */
    {"UPDATE courtesy_quote_status SET quote = " QUOTE("Q-3") " WHERE fact = 8",
     {"HARB", 8},
     "not there before it"},
    {"UPDATE courtesy_quote_status SET quote = 99 WHERE fact = 8",
     {"HARB", 8},
     "not there before it"},
    {"INSERT INTO courtesy_quote_status SELECT 99, 1, 15, quote, 2, date, id, "
     "recorded_at + 100000, head FROM courtesy_quote WHERE quote_no = 'Q-3'",
     {"HARB", 15},
     "another client's"},
    {"UPDATE courtesy_quote_status SET status = 3 WHERE fact = 8",
     {"HARB", 8},
     "neither accepts nor declines"},
    {"UPDATE courtesy_quote_status SET status = 2 WHERE fact = 2",
     {"HARB", 3},
     "not accepted before"},
    {"UPDATE courtesy_bill SET quote = " QUOTE("Q-2") " WHERE bill_no = 'B-1'",
     {"HARB", 3},
     "not there before it"},
    {"UPDATE courtesy_bill SET quote = " QUOTE("Q-2") " WHERE bill_no = 'B-2'",
     {"HARB", 9},
     "not accepted before"},
    {"UPDATE courtesy_bill SET quote = " QUOTE("Q-3") " WHERE bill_no = 'B-10'",
     {"OWN", 5},
     "not accepted before"},
    {"UPDATE courtesy_bill SET quote = " QUOTE("Q-2") " WHERE bill_no = "
                                                      "'B-10'",
     {"OWN", 5},
     "another client's"},
    {"UPDATE courtesy_bill SET currency = 'EUR' WHERE bill_no = 'B-1';"
     "UPDATE courtesy_entry SET currency = 'EUR' WHERE bill = " BILL("B-1"),
     {"HARB", 3},
     "the currency of its quote"},

    /* credits */
    {"UPDATE courtesy_entry SET currency = 'EUR' WHERE client = 1 "
     "AND fact = 10",
     {"HARB", 10},
     "the currency of its bill"},
    {"UPDATE courtesy_entry SET bill = " BILL("B-9") " WHERE client = 1 "
                                                     "AND fact = 10",
     {"HARB", 10},
     "another client's"},
    {"UPDATE courtesy_entry SET bill = " BILL("B-10") " WHERE client = 1 "
                                                      "AND fact = 10",
     {"HARB", 10},
     "not there before it"},
    {"UPDATE courtesy_entry SET bill = 99 WHERE client = 1 AND fact = 10",
     {"HARB", 10},
     "not there before it"},
    {"UPDATE courtesy_entry SET line_no = 1 WHERE client = 1 AND fact = 12",
     {"HARB", 12},
     "names a line and no bill"},
    {"UPDATE courtesy_entry SET line_no = 2 WHERE client = 1 AND fact = 10",
     {"HARB", 10},
     "on one line"},
    {"UPDATE courtesy_entry SET amount = 0 WHERE client = 1 AND fact = 12;"
     "UPDATE courtesy_share SET amount = 0 WHERE entry = " ENTRY(12),
     {"HARB", 12},
     "its amount is not over 0"},
    {"UPDATE courtesy_share SET amount = amount - 1 WHERE entry = " ENTRY(
         12) ";"
             "INSERT INTO courtesy_share VALUES(" ENTRY(12) ", 1, 1)",
     {"HARB", 12},
     "its share is not"},
    {"UPDATE courtesy_share SET amount = amount + 1 WHERE entry = " ENTRY(12),
     {"HARB", 12},
     "sum to its amount"},
    {"DELETE FROM courtesy_share WHERE entry = " ENTRY(12),
     {"HARB", 12},
     "sum to its amount"},
    {"UPDATE courtesy_share SET amount = 4000 WHERE entry = " ENTRY(
         11) " AND "
             "line_no = 1; UPDATE courtesy_share SET amount = 0 WHERE "
             "entry = " ENTRY(11) " AND line_no = 2",
     {"HARB", 11},
     "a share of it is not over 0"},
    {"UPDATE courtesy_share SET line_no = 1 WHERE entry = " ENTRY(12),
     {"HARB", 12},
     "on the account"},
    {"UPDATE courtesy_share SET line_no = 9 WHERE entry = " ENTRY(
         11) " AND line_no = 2",
     {"HARB", 11},
     "a line that is not there"},
    {"UPDATE courtesy_share SET line_no = 0 WHERE entry = " ENTRY(
         11) " AND line_no = 2",
     {"HARB", 11},
     "a line that is not there"},
    {"UPDATE courtesy_share SET line_no = 4294967296 WHERE entry = " ENTRY(12),
     {"HARB", 12},
     "a line that is not there"},
    {"INSERT INTO courtesy_share SELECT entry, 1, 5 FROM courtesy_entry "
     "WHERE client = 1 AND fact = 13",
     {"HARB", 13},
     "no credit and has shares"},
    {"UPDATE courtesy_entry SET amount = amount + 1 WHERE client = 1 "
     "AND fact = 10; UPDATE courtesy_share SET amount = amount + 1 "
     "WHERE entry = " ENTRY(10),
     {"HARB", 3},
     "the sum of their shares"},
    {"UPDATE courtesy_entry SET amount = 19000 WHERE client = 1 "
     "AND fact = 10; UPDATE courtesy_share SET amount = 19000 "
     "WHERE entry = " ENTRY(10) "; UPDATE courtesy_credited SET amount = 19000 "
                                "WHERE bill = " BILL("B-1"),
     {"HARB", 3},
     "than its net"},
    {"UPDATE courtesy_credited SET amount = amount + 1 WHERE "
     "bill = " BILL("B-1"),
     {"HARB", 3},
     "the sum of their shares"},

    /* reversals */
    {"UPDATE courtesy_entry SET reverses = NULL WHERE client = 1 AND fact = 14",
     {"HARB", 14},
     "no reversal but reverses"},
    {"UPDATE courtesy_entry SET reverses = " ENTRY(4) " WHERE client = 1 "
                                                      "AND fact = 10",
     {"HARB", 10},
     "no reversal but reverses"},
    {"UPDATE courtesy_entry SET reverses = 99 WHERE client = 1 AND fact = 14",
     {"HARB", 14},
     "not there before it"},
    {"UPDATE courtesy_entry SET reverses = entry WHERE client = 1 "
     "AND fact = 14",
     {"HARB", 14},
     "is no credit"},
    {"UPDATE courtesy_entry SET reverses = " ENTRY(4) " WHERE client = 1 "
                                                      "AND fact = 14",
     {"HARB", 14},
     "is no credit"},
    {"UPDATE courtesy_entry SET reverses = (SELECT entry FROM courtesy_entry "
     "WHERE client = 2 AND fact = 2) WHERE client = 1 AND fact = 14",
     {"HARB", 14},
     "another client's"},
    {"UPDATE courtesy_entry SET bill = " BILL("B-1") " WHERE client = 1 "
                                                     "AND fact = 13",
     {"HARB", 13},
     "the bill and line of its credit"},
    {"UPDATE courtesy_entry SET line_no = 1 WHERE client = 1 AND fact = 13",
     {"HARB", 13},
     "the bill and line of its credit"},
    {"UPDATE courtesy_entry SET currency = 'EUR' WHERE client = 1 "
     "AND fact = 14",
     {"HARB", 14},
     "the amount of its credit"},
    {"UPDATE courtesy_entry SET amount = 1 WHERE client = 1 AND fact = 14",
     {"HARB", 14},
     "the amount of its credit"},
    {"UPDATE courtesy_entry SET saving = 0 WHERE client = 1 AND fact = 14",
     {"HARB", 14},
     "does not count"},
    {"UPDATE courtesy_entry SET reason = 'early' WHERE client = 1 "
     "AND fact = 14",
     {"HARB", 14},
     "does not count"},

    /* what is named is there */
    {"UPDATE courtesy_entry SET person = 0 WHERE client = 1 AND fact = 11",
     {"HARB", 11},
     "not one that courtesy writes"},
    {"UPDATE courtesy_entry SET person = 9 WHERE client = 1 AND fact = 10",
     {"HARB", 10},
     "its reason or person"},
    {"UPDATE courtesy_entry SET reason = 'whim' WHERE client = 1 AND fact = 10",
     {"HARB", 10},
     "its reason or person"},
    {"UPDATE courtesy_quote_adjustment SET person = 9 WHERE position = 1",
     {"HARB", 1},
     "a reason or person"},
};

static void
every_rule_finds_its_lie(void **state)
{
    struct place *place = *state;

    for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
        restore(place);
        tamper(place, lies[i].sql);
        reseal(place);
        assert_found(place, lies[i].culprit, lies[i].sql, lies[i].rule);
    }
}

/* Two credits of one line, each within 64 bits. */
static void
amounts_whose_sums_do_not_fit_are_found(void **state)
{
    struct place *place = *state;

    restore(place);
    tamper(place, "UPDATE courtesy_entry SET amount = 9000000000000000000, "
                  "line_no = 2 WHERE client = 2 AND kind = 3;"
                  "DELETE FROM courtesy_share WHERE entry IN "
                  "(SELECT entry FROM courtesy_entry WHERE client = 2);"
                  "INSERT INTO courtesy_share SELECT entry, 2, amount "
                  "FROM courtesy_entry WHERE client = 2 AND kind = 3");
    reseal(place);
    assert_found(place, (struct culprit){"", 0}, "two credits",
                 "larger than courtesy holds");
}

static void
sealing_again_what_is_whole_changes_nothing(void **state)
{
    struct place *place = *state;

    restore(place);
    reseal(place);
    assert_whole(place);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sealing_again_what_is_whole_changes_nothing),
        cmocka_unit_test(every_rule_finds_its_lie),
        cmocka_unit_test(amounts_whose_sums_do_not_fit_are_found),
    };

    return cmocka_run_group_tests(tests, make_place, remove_place);
}
