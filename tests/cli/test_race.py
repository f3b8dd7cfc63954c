from shop import DONE, REFUSED, Shop, main


class Races(Shop):
    def test_two_tills_cannot_credit_the_same_last_cent(self):
        self.open_shop()
        self.bill(amount="0.05")
        for _ in range(5):
            tills = [self.start(*self.credit_words("--amount", "0.01"))
                     for _ in range(4)]
            for till in tills:
                till.communicate(timeout=60)
                self.assertIn(till.returncode, (DONE, REFUSED))
        self.assertEqual(self.left(), "0.00")
        self.assertEqual(len(self.rows("credit", "list")), 5)
        self.done("check")

    def test_of_many_posting_one_number_one_wins(self):
        self.open_shop()
        tills = [self.start("bill", "add", "B-1", "--client", "HARBOR",
                            "--line", f"till {till};1;1") for till in range(6)]
        codes = []
        for till in tills:
            till.communicate(timeout=60)
            codes.append(till.returncode)
        self.assertEqual(sorted(codes), [DONE] + [REFUSED] * 5)


if __name__ == "__main__":
    main()
