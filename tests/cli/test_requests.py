from shop import NOT_FOUND, REFUSED, Shop, main


class Requests(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.bill()

    def test_the_same_request_is_done_once(self):
        words = self.credit_words("--amount", "3000", "--key", "till-1/77")
        first = self.done(*words)
        before = self.contents()
        self.assertEqual(self.done(*words), first)
        self.assertIn("there already", self.said)
        self.assertEqual(self.contents(), before)

    def test_other_content_under_the_same_key_is_a_conflict(self):
        self.credit("--amount", "3000", "--key", "k")
        self.refused(REFUSED, *self.credit_words("--amount", "3001", "--key",
                                                 "k"), says="amount")

    def test_every_write_of_a_fact_takes_a_key(self):
        for words in [("bill", "add", "B-1", "--client", "HARBOR", "--line",
                       "a;1;1"),
                      ("quote", "add", "Q-1", "--client", "HARBOR", "--line",
                       "a;1;1"),
                      ("quote", "accept", "Q-1")]:
            words += ("--date", "2026-09-01", "--key", "/".join(words))
            first = self.done(*words)
            before = self.contents()
            self.assertEqual(self.done(*words), first)
            self.assertIn("already", self.said)
            self.assertEqual(self.contents(), before)

    def test_a_dry_run_writes_nothing_and_says_so(self):
        before = self.contents()
        for words in [self.credit_words("--amount", "1", "--key", "k"),
                      ("client", "add", "NEW", "--name", "New"),
                      ("client", "set", "HARBOR", "--name", "Other"),
                      ("person", "add", "Kim Ode"),
                      ("reason", "add", "new", "--label", "New"),
                      ("quote", "add", "Q-1", "--client", "HARBOR", "--line",
                       "a;1;1"),
                      ("bill", "add", "B-1", "--client", "HARBOR", "--line",
                       "a;1;1")]:
            with self.subTest(words):
                self.assertEqual(self.done(*words, "--dry-run"), "")
                self.assertIn("dry run: nothing was written", self.said)
                self.assertEqual(self.contents(), before)

    def test_a_dry_run_fails_as_the_run_would(self):
        self.refused(REFUSED, *self.credit_words("--amount", "36000.01",
                                                 "--dry-run"), says="left")
        self.refused(NOT_FOUND, "bill", "add", "B-1", "--client", "NOBODY",
                     "--line", "a;1;1", "--dry-run")

    def test_a_dry_run_uses_no_key_up(self):
        self.credit("--amount", "1", "--key", "k", "--dry-run")
        self.credit("--amount", "2", "--key", "k")

    def test_a_dry_init_makes_no_file(self):
        self.done("-f", "new.db", "init", "--issuer", "A", "--dry-run")
        self.assertIn("dry run", self.said)
        self.refused(NOT_FOUND, "-f", "new.db", "client", "list")
        self.refused(REFUSED, "init", "--issuer", "A", "--dry-run")

    def test_the_same_client_again_is_a_repeat(self):
        words = ("client", "add", "HARBOR", "--name", "Harbor Hotel")
        self.assertEqual(self.done(*words), self.code)
        self.assertIn("there already", self.said)


if __name__ == "__main__":
    main()
