import hashlib
import os

from runs import RunShop
from shop import NOT_FOUND, REFUSED, USAGE, main


class Runs(RunShop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.other = self.done("client", "add", "OTHER", "--name", "Other")
        self.done("client", "add", "ZERO", "--name", "Nothing Saved")
        self.bill()
        self.bill("B-1", "100", "2026-09-01", "OTHER")
        self.bill("B-0", "100", "2026-09-01", "ZERO")
        self.done("bill", "add", "B-E", "--client", "OTHER", "--currency",
                  "EUR", "--date", "2026-09-02", "--line", "a;1;10",
                  "--discount", "1;2;loyalty")
        self.credit("--amount", "3000")
        self.credit("--amount", "7", bill="B-1")

    def test_a_statement_for_each_client_and_currency(self):
        last = self.run_statements("out", "--format", "text")
        self.assertEqual(last, "out/manifest.csv")
        self.assertIn("3 statements", self.said)
        self.assertIn("3007.00 USD", self.said)
        self.assertIn("2.00 EUR", self.said)
        self.assertIn("1 client had nothing saved: no letter", self.said)
        rows = self.manifest()
        self.assertEqual(
            [(row["sequence"], row["statement"], row["client_ref"],
              row["currency"], row["saved"], row["pages"]) for row in rows],
            [("1", f"2026-Q3/{self.code}", "HARBOR", "USD", "3000.00", ""),
             ("2", f"2026-Q3/{self.other}/EUR", "OTHER", "EUR", "2.00", ""),
             ("3", f"2026-Q3/{self.other}", "OTHER", "USD", "7.00", "")])
        self.assertEqual(rows[0]["file"], f"2026-Q3_{self.code}.txt")
        for row in rows:
            with open(self.path("out", row["file"]), "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(),
                                 row["sha256"])
        self.assertEqual(sorted(os.listdir(self.path("out"))),
                         sorted([row["file"] for row in rows] +
                                ["manifest.csv"]))

    def test_several_formats(self):
        self.run_statements("out", "--format", "text,csv,json")
        rows = self.manifest()
        self.assertEqual([row["sequence"] for row in rows], list("111222333"))
        code, out, _ = self.run_it("statement", "show", "HARBOR", "2026-Q3",
                                   "--format", "json")
        with open(self.path("out", f"2026-Q3_{self.code}.json")) as file:
            self.assertEqual(file.read(), out)

    def test_nothing_saved_is_a_manifest_of_a_header(self):
        self.run_statements("out", "--format", "text", period="2026-Q1")
        self.assertIn("nothing was saved in 2026-Q1", self.said)
        self.assertIn("3 clients had nothing saved", self.said)
        self.assertEqual(self.manifest(), [])

    def test_too_little_saved_is_no_letter(self):
        for least, refs in [("2", ["HARBOR", "OTHER", "OTHER"]),
                            ("2.01", ["HARBOR", "OTHER"]),
                            ("7.000001", ["HARBOR"]), ("9999", [])]:
            self.run_statements(least, "--format", "csv", "--min-saved", least)
            rows = self.manifest(least)
            self.assertEqual([row["client_ref"] for row in rows], refs)
            self.assertEqual([row["sequence"] for row in rows],
                             [str(at + 1) for at in range(len(rows))])
        self.assertIn("3 clients had nothing or too little", self.said)
        self.run_refused(USAGE, "x", "--min-saved", "1,000",
                         says="--min-saved")

    def test_the_order_of_the_post_of_clients_and_of_names(self):
        for ref, name, code, country in [("A1", "Zoe", "20000", "US"),
                                         ("A2", "Yan", "10000", "US"),
                                         ("A3", "Ada", "30000", "DE")]:
            self.done("client", "add", ref, "--name", name, "--postal-code",
                      code, "--country", country)
            self.done("bill", "add", f"B-{ref}", "--client", ref, "--date",
                      "2026-05-01", "--line", "a;1;10", "--discount",
                      "1;2;loyalty")
        for sort, refs in [(None, ["A3", "A2", "A1"]),
                           ("postcode", ["A3", "A2", "A1"]),
                           ("client", ["A1", "A2", "A3"]),
                           ("name", ["A3", "A2", "A1"])]:
            words = ["--sort", sort] if sort else []
            self.run_statements(f"by-{sort}", "--format", "csv", *words,
                                period="2026-Q2")
            self.assertEqual([row["client_ref"] for row in
                              self.manifest(f"by-{sort}")], refs, sort)
        self.run_refused(USAGE, "x", "--sort", "city", says="city")

    def test_a_place_that_is_no_folder(self):
        self.write("out", "a file")
        text = ("--format", "text")
        self.run_refused(REFUSED, "out", *text, says="out")
        self.run_refused(NOT_FOUND, "no/out", *text, says="no/out")
        os.mkfifo(self.path("pipe"))
        self.run_refused(REFUSED, "pipe", *text, says="pipe")
        self.refused(USAGE, "statement", "run", "2026-Q3", says="-o DIR")
        self.refused(USAGE, "statement", "run", "2026-Q3", "-o", "",
                     says="-o DIR")
        self.run_refused(USAGE, "x", *text, period="2026-Q5")

    def test_what_cannot_be_asked_for(self):
        for words, says in [(("--format", "text,odt"), "odt"),
                            (("--format", "tekst"), 'did you mean "text"'),
                            (("--format", "text,text"), "text is named twice"),
                            (("--format", ""), "--format"),
                            (("--format", "text", "--batch", "5"), "--batch"),
                            (("--format", "csv", "--per-client"),
                             "--per-client"),
                            (("--format", "csv", "--jobs", "65"),
                             '--jobs: "65" is not a number from 1 to 64'),
                            (("--format", "csv", "--jobs", "0"),
                             '--jobs: "0" is not a number from 1 to 64')]:
            with self.subTest(words):
                self.run_refused(USAGE, "x", *words, says=says)

    def test_no_text_of_a_client_becomes_a_path(self):
        for number, ref in enumerate(["../x", "..", "/etc/x", "a/b", "<script>",
                                      '"quoted"', "C:\\x", "-rf", ".hidden"]):
            self.done("client", "add", "--name", "../../" + ref, "--", ref)
            self.done("bill", "add", f"H{number}", "--date", "2026-05-01",
                      "--line", "a;1;10", "--discount", "1;2;loyalty",
                      f"--client={ref}")
        self.run_statements("out", "--format", "text,json", period="2026-Q2")
        rows = self.manifest()
        self.assertEqual(len(rows), 18)
        for row in rows:
            self.assertRegex(row["file"], r"^2026-Q2_[A-Z0-9-]+\.(txt|json)$")
        self.assertEqual(sorted(os.listdir(self.path("out"))),
                         sorted([row["file"] for row in rows] +
                                ["manifest.csv"]))


class Threads(RunShop):
    def test_any_number_of_threads_gives_the_same_bytes(self):
        self.many_clients(300)
        self.run_statements("out1", "--format", "csv,json", "--jobs", "1")
        first = self.whole("out1")
        self.assertEqual(len(first), 601)
        for jobs in ("2", "7", "64"):
            self.run_statements("out" + jobs, "--format", "csv,json", "--jobs",
                                jobs)
            self.assertEqual(self.whole("out" + jobs), first)
        self.assertEqual([int(row["sequence"]) for row in
                          self.manifest("out7")][::2], list(range(1, 301)))


if __name__ == "__main__":
    main()
