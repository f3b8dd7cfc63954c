import csv
import hashlib
import os

from shop import NOT_FOUND, REFUSED, USAGE, Shop, main

COLUMNS = ["sequence", "statement", "client_ref", "currency", "saved",
           "first_page", "pages", "sheets", "file", "sha256"]


class Runs(Shop):
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

    def manifest(self, folder="out"):
        with open(self.path(folder, "manifest.csv"), newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        self.assertEqual(reader.fieldnames, COLUMNS)
        return rows

    def test_a_statement_for_each_client_and_currency(self):
        last = self.done("statement", "run", "2026-Q3", "-o", "out")
        self.assertEqual(last, "out/manifest.csv")
        self.assertIn("3 statements", self.said)
        self.assertIn("3007.00 USD", self.said)
        self.assertIn("2.00 EUR", self.said)
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
        self.done("statement", "run", "2026-Q3", "-o", "out", "--format",
                  "text,csv,json")
        rows = self.manifest()
        self.assertEqual([row["sequence"] for row in rows], list("111222333"))
        code, out, _ = self.run_it("statement", "show", "HARBOR", "2026-Q3",
                                   "--format", "json")
        with open(self.path("out", f"2026-Q3_{self.code}.json")) as file:
            self.assertEqual(file.read(), out)

    def test_running_again_gives_the_same_bytes(self):
        def bytes_of(folder):
            found = {}
            for name in os.listdir(self.path(folder)):
                with open(self.path(folder, name), "rb") as file:
                    found[name] = file.read()
            return found

        self.done("statement", "run", "2026-Q3", "-o", "one")
        self.done("statement", "run", "2026-Q3", "-o", "two")
        self.done("statement", "run", "2026-Q3", "-o", "two")
        self.assertEqual(bytes_of("one"), bytes_of("two"))

    def test_nothing_saved_is_a_manifest_of_a_header(self):
        self.done("statement", "run", "2026-Q1", "-o", "out")
        self.assertIn("nothing was saved in 2026-Q1", self.said)
        self.assertEqual(self.manifest(), [])

    def test_a_place_that_is_no_folder(self):
        self.write("out", "a file")
        self.refused(REFUSED, "statement", "run", "2026-Q3", "-o", "out",
                     says="out")
        self.refused(NOT_FOUND, "statement", "run", "2026-Q3", "-o", "no/out",
                     says="no/out")
        self.refused(USAGE, "statement", "run", "2026-Q3", says="-o DIR")
        self.refused(USAGE, "statement", "run", "2026-Q3", "-o", "x",
                     "--format", "text,pdf", says="pdf")
        self.refused(USAGE, "statement", "run", "2026-Q5", "-o", "x")
        self.assertFalse(os.path.exists(self.path("x")))


if __name__ == "__main__":
    main()
