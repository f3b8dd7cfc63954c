from shop import REFUSED, USAGE, Shop, main


class Lines(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()

    def add(self, *words):
        self.done("bill", "add", "B-1", "--client", "HARBOR", "--date",
                  "2026-09-01", *words)
        return self.rows("bill", "show", "B-1")

    def test_a_line_has_up_to_six_fields(self):
        line, = self.add("--line", "Desk ; 1.5;9.95 ;P-1;Furniture;7.00",
                         "--round", "half-up")
        self.assertEqual(line["description"], "Desk")
        self.assertEqual(line["quantity"], "1.5")
        self.assertEqual(line["list_unit_price"], "9.95")
        self.assertEqual(line["line_gross"], "14.93")
        self.assertEqual(line["product_code"], "P-1")
        self.assertEqual(line["product_category"], "Furniture")
        self.assertEqual(line["cost"], "7.00")

    def test_a_backslash_keeps_a_semicolon(self):
        line, = self.add("--line", r"Nuts\; bolts \\ C:\dir;1;1")
        self.assertEqual(line["description"], "Nuts; bolts \\ C:\\dir")

    def test_lines_are_numbered_in_order(self):
        rows = self.add("--line", "a;1;10", "--line", "b;2;10", "--line",
                        "c;3;10", "--discount", "2;5;loyalty", "--discount",
                        "2;1;volume", "--charge", "3;2;rush", "--per",
                        "Dana Reyes")
        self.assertEqual([row["line_no"] for row in rows], ["1", "2", "3"])
        self.assertEqual([row["net_amount"] for row in rows],
                         ["10.00", "14.00", "32.00"])
        entries = self.rows("credit", "list", "--all")
        self.assertEqual([(row["kind"], row["line_no"], row["per"])
                          for row in entries],
                         [("discount", "2", "Dana Reyes"),
                          ("discount", "2", "Dana Reyes"),
                          ("charge", "3", "")])
        self.assertEqual(self.rows("credit", "list"), [])

    def test_lines_beside_a_quote_are_extras_numbered_on(self):
        self.done("quote", "add", "Q-1", "--client", "HARBOR", "--date",
                  "2026-08-01", "--line", "a;1;10", "--line", "b;1;20",
                  "--discount", "1;1;loyalty")
        self.done("quote", "accept", "Q-1", "--date", "2026-08-02")
        self.done("bill", "add", "B-1", "--quote", "Q-1", "--date",
                  "2026-09-01", "--line", "c;1;30", "--discount",
                  "3;30;extra-waived", "--per", "Dana Reyes")
        rows = self.rows("bill", "show", "B-1")
        self.assertEqual([(row["line_no"], row["extra"], row["net_amount"])
                          for row in rows],
                         [("1", "no", "9.00"), ("2", "no", "20.00"),
                          ("3", "yes", "0.00")])

    def test_a_bad_field_is_named(self):
        for line, says in [("a", "DESCRIPTION"), ("a;1", "DESCRIPTION"),
                           ("a;x;1", ["--line 1", "quantity"]),
                           ("a;1;1,5", ["--line 1", "unit price"]),
                           ("a;1;1;p;c;-3", ["--line 1", "cost"]),
                           ("a;0;1", "--line 1"),
                           ("a;1;1;p;c;1;x", "--line 1")]:
            with self.subTest(line):
                self.refused(USAGE, "bill", "add", "B-1", "--client",
                             "HARBOR", "--line", line, says=says)
        for discount, says in [("1;5", "LINE;AMOUNT;REASON"),
                               ("0;5;loyalty", "--discount 1"),
                               ("x;5;loyalty", "--discount 1"),
                               ("1;5,0;loyalty", ["--discount 1", "amount"]),
                               ("1;0;loyalty", "--discount 1"),
                               ("1;5;", "--discount 1")]:
            with self.subTest(discount):
                self.refused(USAGE, "bill", "add", "B-1", "--client",
                             "HARBOR", "--line", "a;1;10", "--discount",
                             discount, says=says)

    def test_a_document_needs_a_line(self):
        self.refused(USAGE, "bill", "add", "B-1", "--client", "HARBOR",
                     says="--line")
        self.refused(USAGE, "quote", "add", "Q-1", "--client", "HARBOR",
                     says="--line")
        self.refused(USAGE, "bill", "add", "B-1", "--client", "HARBOR",
                     "--quote", "Q-1", "--line", "a;1;1", says="either")
        self.refused(USAGE, "bill", "add", "B-1", "--line", "a;1;1",
                     says="either")

    def test_another_currency_than_the_quote_s(self):
        self.done("quote", "add", "Q-1", "--client", "HARBOR", "--date",
                  "2026-08-01", "--currency", "EUR", "--line", "a;1;10")
        self.done("quote", "accept", "Q-1", "--date", "2026-08-02")
        self.refused(REFUSED, "bill", "add", "B-1", "--quote", "Q-1", "--date",
                     "2026-09-01", "--currency", "USD", says="EUR")
        self.done("bill", "add", "B-1", "--quote", "Q-1", "--date",
                  "2026-09-01")
        self.assertEqual(self.rows("bill", "list")[0]["currency"], "EUR")


if __name__ == "__main__":
    main()
