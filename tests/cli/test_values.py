from shop import NOT_FOUND, USAGE, Shop, main


class BadValues(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.bill()

    def test_amounts_are_plain_decimals(self):
        for amount in ["3,000", "1e3", "-1", "0", "0.005", "", "3000 ", "+1",
                       "$5", "1.", ".5.", "0x10", "99999999999999999999"]:
            with self.subTest(amount):
                self.refused(USAGE, *self.credit_words("--amount=" + amount))
        self.refused(USAGE, *self.credit_words("--amount", "3,000"),
                     says=["--amount", "3,000", "3000"])

    def test_percents_are_over_0_to_100(self):
        for percent in ["0", "100.000001", "-5", "8,3", "1.1234567"]:
            with self.subTest(percent):
                self.refused(USAGE,
                             *self.credit_words("--percent=" + percent))
        self.credit("--percent", "8.3")
        self.assertEqual(self.left(), "33012.00")

    def test_dates_are_days_that_exist(self):
        for date in ["2026-02-30", "30/09/2026", "2026-9-1", "today",
                     "0000-00-00", "2026-13-01", ""]:
            with self.subTest(date):
                self.refused(USAGE, *self.credit_words("--rest", date=date),
                             says="--date")

    def test_periods_are_of_four_forms(self):
        for period in ["2026-Q5", "2026-13", "Q3", "2026-03-31..2026-01-01",
                       "26", "2026-Q3 "]:
            with self.subTest(period):
                self.refused(USAGE, "statement", "show", "HARBOR", period)
                self.refused(USAGE, "credit", "list", "--period", period)
        for period in ["2026-Q3", "2026", "2026-09",
                       "2026-01-01..2026-12-31"]:
            self.done("statement", "show", "HARBOR", period)

    def test_texts_are_utf_8_without_control_characters(self):
        for text in ["two\nlines", "tab\there", "bell\a", "\x7f", "\x1b[31m",
                     b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", "\u0085"]:
            with self.subTest(text):
                err = self.refused(USAGE, "person", "add", text)
                self.assertEqual(err.count("\n"), 1)
                self.assertNotIn("\x1b", err)
                self.refused(USAGE, "client", "set", "HARBOR", "--name", text)
                self.refused(USAGE, *self.credit_words("--amount", "1",
                                                       "--note", text))

    def test_texts_have_limits(self):
        self.refused(USAGE, "client", "add", "R" * 65, "--name", "N")
        self.refused(USAGE, "client", "add", "R", "--name", "N" * 801)
        self.refused(USAGE, "person", "add", "")
        self.refused(USAGE, *self.credit_words("--amount", "1", "--note",
                                               "n" * 4001))
        self.refused(USAGE, *self.credit_words("--amount", "1", "--key",
                                               "k" * 256))
        self.done("client", "add", "R" * 64, "--name", "N" * 800)
        self.credit("--amount", "1", "--note", "n" * 4000, "--key", "k" * 255)

    def test_currencies_are_of_iso_4217(self):
        for currency in ["usd", "XXZ", "US", "DOLLAR", ""]:
            with self.subTest(currency):
                self.refused(USAGE, "bill", "add", "B-9", "--client",
                             "HARBOR", "--currency", currency, "--line",
                             "a;1;1")

    def test_decimals_follow_the_currency(self):
        self.done("bill", "add", "B-YEN", "--client", "HARBOR", "--currency",
                  "JPY", "--date", "2026-09-01", "--line", "a;1;1500")
        self.refused(USAGE, *self.credit_words("--amount", "0.5",
                                               bill="B-YEN"))
        self.credit("--amount", "500", bill="B-YEN")
        self.assertEqual(self.left("B-YEN"), "1000")

    def test_a_price_that_is_no_whole_cent_asks_for_a_rounding(self):
        words = ["bill", "add", "B-9", "--client", "HARBOR", "--line",
                 "a;0.5;0.01"]
        self.refused(USAGE, *words, says="round")
        self.done(*words, "--round", "half-up")
        self.refused(USAGE, *words, "--round", "up", says="half-up")

    def test_a_tracking_code_of_ones_own(self):
        self.assertEqual(self.done("client", "add", "B", "--name", "B",
                                   "--code", "MINE-1"), "MINE-1")
        self.refused(USAGE, "client", "add", "C", "--name", "C", "--code",
                     "no spaces")
        self.refused(USAGE, "client", "add", "C", "--name", "C", "--prefix",
                     "TOOLONGER")

    def test_a_date_after_today_is_warned_of(self):
        self.bill("B-9", "10", "2999-01-01")
        self.assertIn("warning: 2999-01-01 is after today", self.said)

    def test_init_refuses_what_no_shop_has(self):
        for words in [["--issuer", ""], [], ["--issuer", "A", "--currency",
                                             "usd"],
                      ["--issuer", "A", "--fiscal-year-start", "13"],
                      ["--issuer", "A", "--fiscal-year-start", "0"],
                      ["--issuer", "A", "--fiscal-year-start", "x"]]:
            with self.subTest(words):
                self.refused(USAGE, "-f", "new.db", "init", *words)
        self.refused(NOT_FOUND, "-f", "no/where.db", "init", "--issuer", "A")


if __name__ == "__main__":
    main()
