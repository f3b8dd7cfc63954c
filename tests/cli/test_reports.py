from shop import USAGE, Shop, main

SAVINGS = ("client_ref,quarter,currency,bills,credit_notes,gross,discounts,"
           "charges,billed,credits,savings")
MARGIN = ("currency,gross,discounts,charges,billed,cost,margin,margin_percent,"
          "billed_without_cost,credits,margin_after_credits")


class Reports(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.done("client", "add", "ALPHA", "--name", "Alpha")
        self.done("bill", "add", "B-1", "--client", "HARBOR", "--date",
                  "2026-06-30", "--line", "Desk;1;100;P-1;Furniture;60",
                  "--discount", "1;10;loyalty")
        self.done("bill", "add", "B-2", "--client", "ALPHA", "--date",
                  "2026-07-01", "--line", "Lamp;3;10;P-2;Light;10",
                  "--line", "Work;1;5", "--charge", "2;1;rush")
        self.credit("--amount", "20", bill="B-1", date="2026-07-15")

    def report(self, *words):
        code, out, err = self.run_it("report", *words, "--format", "csv")
        self.assertEqual(code, 0, err)
        return out.replace("\r\n", "\n").splitlines()

    def test_savings_by_client_and_quarter(self):
        self.assertEqual(self.report("savings"), [
            SAVINGS,
            "ALPHA,2026-Q3,USD,1,0,35.00,0.00,1.00,36.00,0.00,0.00",
            "HARBOR,2026-Q2,USD,1,0,100.00,10.00,0.00,90.00,0.00,10.00",
            "HARBOR,2026-Q3,USD,0,1,0.00,0.00,0.00,0.00,20.00,20.00"])

    def test_savings_by_one_key_drops_the_other_column(self):
        self.assertEqual(self.report("savings", "--by", "quarter")[0],
                         SAVINGS.replace("client_ref,", ""))
        self.assertEqual(self.report("savings", "--by", "client"), [
            SAVINGS.replace("quarter,", ""),
            "ALPHA,USD,1,0,35.00,0.00,1.00,36.00,0.00,0.00",
            "HARBOR,USD,1,1,100.00,10.00,0.00,90.00,20.00,30.00"])
        self.assertEqual(len(self.report("savings", "--from", "2026-07-01",
                                         "--to", "2026-07-14")), 2)

    def test_margin_by_client(self):
        self.assertEqual(self.report("margin", "--by", "client"), [
            "rank,client_ref," + MARGIN,
            "1,HARBOR,USD,100.00,10.00,0.00,90.00,60.00,30.00,33.3333,0.00,"
            "20.00,10.00",
            "2,ALPHA,USD,35.00,0.00,1.00,36.00,10.00,20.00,66.6667,6.00,"
            "0.00,20.00"])

    def test_margin_by_product_and_category(self):
        self.assertEqual(self.report("margin", "--by", "product", "--period",
                                     "2026-Q3"), [
            "rank,product_code," + MARGIN,
            "1,P-2,USD,30.00,0.00,0.00,30.00,10.00,20.00,66.6667,0.00,0.00,"
            "20.00",
            "2,P-1,USD,0.00,0.00,0.00,0.00,0.00,0.00,,0.00,20.00,-20.00"])
        self.assertEqual(self.report("margin", "--by", "category")[0],
                         "rank,category," + MARGIN)

    def test_a_key_that_is_none_is_refused(self):
        self.refused(USAGE, "report", "margin", says="--by")
        self.refused(USAGE, "report", "margin", "--by", "clients",
                     says="clients")
        self.refused(USAGE, "report", "savings", "--by", "month",
                     says="month")

    def test_tables_and_json_too(self):
        self.done("report", "savings")
        self.assertIn("HARBOR", self.out)
        row = self.objects("report", "margin", "--by", "product")[0]
        self.assertEqual((row["rank"], row["margin_percent"]),
                         (1, "33.3333"))


if __name__ == "__main__":
    main()
