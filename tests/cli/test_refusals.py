import sqlite3

from shop import CORRUPT, NOT_FOUND, REFUSED, USAGE, Shop, main


class Rules(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.done("bill", "add", "B-2041", "--client", "HARBOR", "--date",
                  "2026-09-01", "--line", "Refit;1;30000", "--line",
                  "Varnish;2;3000")

    def test_more_than_is_left_of_a_line(self):
        self.refused(REFUSED, *self.credit_words("--line", "2", "--amount",
                                                 "6000.01"), says="6000.00")
        self.credit("--line", "2", "--amount", "6000")
        self.refused(REFUSED, *self.credit_words("--line", "2", "--amount",
                                                 "0.01"), says="left")
        self.refused(REFUSED, *self.credit_words("--line", "2", "--rest"),
                     says="left")

    def test_more_than_is_left_of_a_bill(self):
        self.refused(REFUSED, *self.credit_words("--amount", "36000.01"),
                     says="36000.00")
        self.credit("--rest")
        self.assertEqual(self.left(), "0.00")
        self.refused(REFUSED, *self.credit_words("--rest"), says="left")
        self.refused(REFUSED, *self.credit_words("--percent", "1"),
                     says="left")

    def test_a_second_reversal(self):
        code = self.credit("--amount", "3000")
        words = ("credit", "reverse", code, "--per", "Dana Reyes", "--note",
                 "granted twice", "--date", "2026-09-20")
        reversal = self.done(*words)
        self.refused(REFUSED, *words, says="reversed")
        self.refused(REFUSED, "credit", "reverse", reversal, "--per",
                     "Dana Reyes", "--note", "and back", "--date",
                     "2026-09-21")

    def test_a_reversal_before_its_credit(self):
        code = self.credit("--amount", "3000")
        self.refused(REFUSED, "credit", "reverse", code, "--per",
                     "Dana Reyes", "--note", "early", "--date", "2026-09-14",
                     says="2026-09-1")

    def test_a_bill_from_a_quote_that_is_not_accepted(self):
        self.done("quote", "add", "Q-1", "--client", "HARBOR", "--date",
                  "2026-08-01", "--line", "Door;1;100")
        self.refused(REFUSED, "bill", "add", "B-1", "--quote", "Q-1", "--date",
                     "2026-09-01", says="Q-1")
        self.done("quote", "decline", "Q-1", "--date", "2026-08-02")
        self.refused(REFUSED, "bill", "add", "B-1", "--quote", "Q-1", "--date",
                     "2026-09-01", says="declined")
        self.refused(REFUSED, "quote", "accept", "Q-1", "--date",
                     "2026-08-03", says="declined")

    def test_a_quote_that_is_accepted_too_late(self):
        self.done("quote", "add", "Q-1", "--client", "HARBOR", "--date",
                  "2026-08-01", "--valid-until", "2026-08-31", "--line",
                  "Door;1;100")
        self.refused(REFUSED, "quote", "accept", "Q-1", "--date",
                     "2026-09-01", says="2026-08-31")
        self.done("quote", "accept", "Q-1", "--date", "2026-08-31")
        self.refused(REFUSED, "bill", "add", "B-1", "--quote", "Q-1", "--date",
                     "2026-08-30", says="2026-08-31")

    def test_a_quote_that_is_billed_already(self):
        self.done("quote", "add", "Q-1", "--client", "HARBOR", "--date",
                  "2026-08-01", "--line", "Door;1;100")
        self.done("quote", "accept", "Q-1", "--date", "2026-08-02")
        self.done("bill", "add", "B-1", "--quote", "Q-1", "--date",
                  "2026-09-01")
        self.refused(REFUSED, "bill", "add", "B-2", "--quote", "Q-1", "--date",
                     "2026-09-02", says="billed")

    def test_a_quote_that_ends_before_it_begins(self):
        self.refused(REFUSED, "quote", "add", "Q-1", "--client", "HARBOR",
                     "--date", "2026-08-01", "--valid-until", "2026-07-31",
                     "--line", "Door;1;100", says="valid_until")

    def test_a_credit_dated_before_its_bill(self):
        self.refused(REFUSED, *self.credit_words("--amount", "1",
                                                 date="2026-08-31"),
                     says="2026-09-01")

    def test_another_currency_than_the_bill_s(self):
        self.refused(REFUSED, *self.credit_words("--amount", "1", "--currency",
                                                 "EUR"), says="EUR")

    def test_unknown_names_are_met_with_a_guess(self):
        for words, says in [
                (self.credit_words("--rest", bill="B-2014"), "B-2014"),
                (self.credit_words("--rest", "--line", "3"), "3"),
                (("bill", "show", "B-9"), "B-9"),
                (("quote", "show", "Q-9"), "Q-9"),
                (("quote", "accept", "Q-9"), "Q-9"),
                (("credit", "show", self.code + "/9"), "/9"),
                (("client", "show", "NOBODY"), "NOBODY"),
                (("client", "show", "HARBRO"), "HARBOR"),
                (("statement", "show", "HARBRO", "2026"), "HARBOR"),
                (("credit", "grant", "--bill", "B-2041", "--rest", "--reason",
                  "specail", "--per", "Dana Reyes", "--date", "2026-09-15"),
                 "special"),
                (("credit", "grant", "--bill", "B-2041", "--rest", "--reason",
                  "special", "--per", "Dana Reyse", "--date", "2026-09-15"),
                 "Dana Reyes"),
                (("bill", "add", "B-3", "--client", "HARBRO", "--line",
                  "a;1;1"), "HARBOR"),
                (("bill", "add", "B-3", "--quote", "Q-9"), "Q-9")]:
            self.refused(NOT_FOUND, *words, says=says)

    def test_a_number_or_ref_that_is_taken(self):
        self.refused(REFUSED, "bill", "add", "B-2041", "--client", "HARBOR",
                     "--line", "a;1;1", says="B-2041")
        self.refused(REFUSED, "client", "add", "HARBOR", "--name", "Other",
                     says="HARBOR")
        self.refused(REFUSED, "client", "add", "NEW", "--name", "New",
                     "--code", self.code, says=self.code)
        self.refused(REFUSED, "reason", "add", "special", "--label", "Other",
                     says="special")

    def test_a_discount_over_its_line(self):
        self.refused(REFUSED, "bill", "add", "B-3", "--client", "HARBOR",
                     "--line", "a;1;100", "--discount", "1;100.01;special",
                     says="line 1")

    def test_a_discount_on_a_line_that_is_not_there(self):
        self.refused(NOT_FOUND, "bill", "add", "B-3", "--client", "HARBOR",
                     "--line", "a;1;100", "--discount", "2;1;special",
                     says="2")

    def test_a_discount_beside_a_quote_on_the_quote_s_line(self):
        self.done("quote", "add", "Q-1", "--client", "HARBOR", "--date",
                  "2026-08-01", "--line", "Door;1;100")
        self.done("quote", "accept", "Q-1", "--date", "2026-08-02")
        self.refused(REFUSED, "bill", "add", "B-1", "--quote", "Q-1", "--date",
                     "2026-09-01", "--discount", "1;5;special")

    def test_a_wrong_check_character(self):
        wrong = self.code[:-1] + ("X" if self.code[-1] != "X" else "Y")
        self.refused(USAGE, "client", "show", wrong, says="check")
        self.refused(USAGE, "bill", "add", "B-3", "--client", wrong, "--line",
                     "a;1;1", says="check")

    def test_a_percent_or_the_rest_of_an_account(self):
        for how in (["--rest"], ["--percent", "5"]):
            self.refused(USAGE, "credit", "grant", "--client", "HARBOR", *how,
                         "--reason", "special", "--per", "Dana Reyes")

    def test_a_broken_ledger_is_told(self):
        self.credit("--amount", "3000")
        base = sqlite3.connect(self.path("courtesy.db"))
        triggers = base.execute("SELECT name, sql FROM sqlite_master "
                                "WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            base.execute(f'DROP TRIGGER "{name}"')
        self.tamper(base)
        for _, sql in triggers:
            base.execute(sql)
        base.commit()
        base.close()
        self.refused(CORRUPT, "check", says="HARBOR")
        self.refused(CORRUPT, "check", "--quick", says="HARBOR")

    def tamper(self, base):
        """A cent more in the first column of amounts that a bill line has."""
        for (table,) in base.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND name LIKE 'courtesy_bill_line%'").fetchall():
            for column in base.execute(f"PRAGMA table_info({table})"):
                if column[1].startswith("gross"):
                    base.execute(f"UPDATE {table} SET {column[1]} = "
                                 f"{column[1]} + 1")
                    return
        self.fail("no column of amounts was found to tamper with")


if __name__ == "__main__":
    main()
