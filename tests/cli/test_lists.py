from shop import Shop, main


class Lists(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()

    def columns(self, *words):
        code, out, err = self.run_it(*words, "--format", "csv")
        self.assertEqual(code, 0, err)
        return out.splitlines()[0].split(",")

    def test_columns_are_named_as_the_contract_does(self):
        self.assertEqual(
            self.columns("client", "list"),
            ["ref", "name", "contact", "address", "city", "region",
             "postal_code", "country", "email", "phone", "tracking_code",
             "since", "language", "note"])
        for name in ["code", "date", "client_ref", "bill_no", "line_no",
                     "kind", "reason", "per", "amount", "currency", "note"]:
            self.assertIn(name, self.columns("credit", "list"))
        self.assertEqual(
            self.columns("quote", "list"),
            ["quote_no", "client_ref", "date", "valid_until", "status",
             "currency", "lines", "gross", "discounts", "charges", "net",
             "bill_no"])
        self.assertEqual(
            self.columns("bill", "list"),
            ["bill_no", "client_ref", "date", "currency", "quote_no", "lines",
             "gross", "discounts", "charges", "net", "left"])
        self.assertEqual(self.columns("person", "list"), ["name"])
        self.assertEqual(self.columns("reason", "list"),
                         ["reason", "label", "saving"])

    def test_the_built_in_reasons(self):
        reasons = {row["reason"]: row["saving"]
                   for row in self.rows("reason", "list")}
        self.assertEqual(
            {name for name, saving in reasons.items() if saving == "yes"},
            {"efficiency", "extra-waived", "goodwill", "early", "volume",
             "loyalty", "incentive", "special", "discount"})
        self.assertEqual(
            {"correction", "return"},
            {name for name, saving in reasons.items() if saving == "no"}
            & {"correction", "return"})
        self.assertLessEqual({"premium", "rush"}, set(reasons))
        self.done("reason", "add", "typo", "--label", "Typo", "--no-saving")
        self.assertEqual(self.objects("reason", "list")[-1],
                         {"reason": "typo", "label": "Typo", "saving": False})

    def test_json_holds_the_same_and_amounts_as_strings(self):
        self.bill()
        self.credit("--amount", "3000", "--line", "1")
        bill = self.objects("bill", "list")[0]
        self.assertEqual((bill["net"], bill["left"], bill["lines"]),
                         ("36000.00", "33000.00", 1))
        entry = self.objects("credit", "list")[0]
        self.assertEqual((entry["amount"], entry["line_no"]), ("3000.00", 1))
        shown = self.objects("credit", "show", self.code + "/1")
        self.assertEqual(shown, [entry])
        self.assertEqual(self.objects("client", "show", "HARBOR"),
                         self.objects("client", "list"))

    def test_lists_filter(self):
        self.done("client", "add", "OTHER", "--name", "Other")
        self.bill("B-1", "10", "2026-06-30")
        self.bill("B-2", "20", "2026-07-01", "OTHER")
        self.credit("--amount", "1", bill="B-1", date="2026-06-30")
        self.credit("--amount", "2", bill="B-2", date="2026-07-02")

        def bills(*words):
            return [row["bill_no"] for row in self.rows("bill", "list",
                                                        *words)]

        def amounts(*words):
            return [row["amount"] for row in self.rows("credit", "list",
                                                       *words)]

        self.assertEqual(bills(), ["B-1", "B-2"])
        self.assertEqual(bills("--client", "OTHER"), ["B-2"])
        self.assertEqual(bills("--client", self.code), ["B-1"])
        self.assertEqual(bills("--from", "2026-07-01"), ["B-2"])
        self.assertEqual(bills("--to", "2026-06-30"), ["B-1"])
        self.assertEqual(amounts(), ["1.00", "2.00"])
        self.assertEqual(amounts("--period", "2026-Q3"), ["2.00"])
        self.assertEqual(amounts("--client", "HARBOR"), ["1.00"])
        self.assertEqual(amounts("--bill", "B-2"), ["2.00"])

    def test_a_table_aligns_money_to_the_right(self):
        self.bill("B-1", "5")
        self.bill("B-2", "36000")
        self.done("bill", "list")
        lines = self.out.splitlines()
        self.assertEqual(lines[1].index("5.00") + len("5.00"),
                         lines[2].index("36000.00") + len("36000.00"))

    def test_a_client_is_changed_and_emptied(self):
        self.done("client", "set", self.code, "--email", "a@b.example",
                  "--since", "2020-02-29", "--phone", "1")
        self.done("client", "set", "HARBOR", "--phone", "")
        row = self.rows("client", "show", "HARBOR")[0]
        self.assertEqual((row["email"], row["since"], row["phone"]),
                         ("a@b.example", "2020-02-29", ""))
        self.refused(2, "client", "set", "HARBOR", says="nothing to change")

    def test_a_client_has_a_language_and_a_note(self):
        self.done("client", "set", "HARBOR", "--language", "de-AT")
        self.done("client", "set", "HARBOR", "--note", "Thank you, Ann.")
        row = self.rows("client", "show", "HARBOR")[0]
        self.assertEqual((row["language"], row["note"]),
                         ("de-AT", "Thank you, Ann."))
        self.done("client", "show", "HARBOR")
        self.assertIn("note            Thank you, Ann.", self.out)
        self.done("client", "list")
        self.assertNotIn("Thank you", self.out)
        self.refused(2, "client", "add", "MILL", "--name", "Mill",
                     "--language", "German", says='"German"')
        self.done("client", "add", "MILL", "--name", "Mill", "--language",
                  "fr-CA", "--note", "Hi")
        self.assertEqual(self.rows("client", "list")[1]["language"], "fr-CA")

    def test_an_account_credit_takes_the_client_s_currency(self):
        self.done("bill", "add", "B-1", "--client", "HARBOR", "--currency",
                  "EUR", "--date", "2026-09-01", "--line", "a;1;10")
        words = ("credit", "grant", "--client", "HARBOR", "--amount", "5",
                 "--reason", "goodwill", "--per", "Dana Reyes", "--date",
                 "2026-09-02")
        self.done(*words)
        self.done(*words, "--currency", "USD")
        self.assertEqual([row["currency"]
                          for row in self.rows("credit", "list")],
                         ["EUR", "USD"])

    def test_a_long_table_is_whole(self):
        rows = "\n".join(f"C{n:05},Name {n}" for n in range(4500))
        self.write("in/clients.csv", "client_ref,name\n" + rows + "\n")
        self.done("import", "in")
        self.done("client", "list")
        self.assertEqual(len(self.out.splitlines()), 4500 + 1 + 1)
        self.assertEqual(self.out.count("tracking_code"), 1)


if __name__ == "__main__":
    main()
