import json

from shop import Shop, main


class TheStory(Shop):
    """Quoted at 36,000, billed in full, 3,000 credited, shown each quarter."""

    def setUp(self):
        super().setUp()
        self.open_shop()
        self.done("quote", "add", "Q-17", "--client", "HARBOR", "--date",
                  "2026-07-01", "--valid-until", "2026-12-31", "--line",
                  "Refit of the bar;1;36000")
        self.done("quote", "accept", "Q-17", "--date", "2026-07-10")
        self.number = self.done("bill", "add", "B-2041", "--quote", "Q-17",
                                "--date", "2026-09-01")
        self.entry = self.done(
            *self.credit_words("--amount", "3000", "--note",
                               "done in half the time"))

    def test_what_is_made_prints_its_number_or_code_alone(self):
        self.assertEqual(self.number, "B-2041")
        self.assertEqual(self.entry, self.code + "/1")
        self.assertEqual(self.out, self.entry + "\n")

    def test_a_sentence_says_what_was_done_and_what_is_left(self):
        self.assertIn("credited 3000.00 USD on bill B-2041; "
                      "33000.00 USD is left", self.said)

    def test_the_bill_stays_as_it_was_posted(self):
        bill = self.rows("bill", "list")[0]
        self.assertEqual(bill["net"], "36000.00")
        self.assertEqual(bill["left"], "33000.00")
        self.assertEqual(bill["quote_no"], "Q-17")
        quote = self.rows("quote", "list")[0]
        self.assertEqual(quote["status"], "billed")
        self.assertEqual(quote["bill_no"], "B-2041")

    def test_the_credit_is_listed_under_the_tracking_code(self):
        row = self.rows("credit", "list")[0]
        self.assertEqual(row["code"], self.entry)
        self.assertEqual(row["kind"], "credit")
        self.assertEqual(row["per"], "Dana Reyes")
        self.assertEqual(row["amount"], "3000.00")
        self.assertEqual(row["note"], "done in half the time")
        self.assertEqual(row["line_no"], "")

    def test_the_statement_says_what_was_saved(self):
        self.done("statement", "show", "HARBOR", "2026-Q3")
        self.assertIn("3,000.00", self.out.replace("3000.00", "3,000.00"))
        self.assertIn("Dana Reyes", self.out)
        self.done("statement", "show", self.code, "2026-Q3", "--format",
                  "json")
        statement = json.loads(self.out)
        self.assertEqual(statement["number"], "2026-Q3/" + self.code)
        self.assertEqual(statement["totals"],
                         {"before": "36000.00", "net": "33000.00",
                          "saved": "3000.00"})

    def test_a_reversal_takes_it_back(self):
        code = self.done("credit", "reverse", self.entry, "--per",
                         "Dana Reyes", "--note", "granted twice", "--date",
                         "2026-09-20")
        self.assertEqual(code, self.code + "/2")
        self.assertEqual(self.left(), "36000.00")
        rows = self.rows("credit", "list")
        self.assertEqual([row["kind"] for row in rows],
                         ["credit", "reversal"])
        self.assertEqual(rows[1]["linked"], self.entry)

    def test_the_ledger_holds(self):
        self.done("check")
        self.assertIn("everything holds", self.out)
        self.assertIn("1 client,", self.out)
        self.done("check", "--quick")

    def test_shows_are_readable_blocks(self):
        self.done("client", "show", self.code)
        self.assertIn("Harbor Hotel", self.out)
        self.assertIn("tracking code", self.out)
        self.done("bill", "show", "B-2041")
        self.assertIn("Refit of the bar", self.out)
        self.assertIn("33000.00", self.out)
        self.done("quote", "show", "Q-17")
        self.assertIn("billed", self.out)
        self.done("credit", "show", self.entry)
        self.assertIn("done in half the time", self.out)
        self.assertIn("Refit of the bar", self.out)


if __name__ == "__main__":
    main()
