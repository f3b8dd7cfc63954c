import datetime
import json
import os

from shop import DONE, NOT_FOUND, REFUSED, USAGE, Shop, main


def last_quarter():
    today = datetime.datetime.now(datetime.timezone.utc).date()
    year, quarter = today.year, (today.month - 1) // 3
    return (year, quarter) if quarter > 0 else (year - 1, 4)


class Statements(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.bill()
        self.credit("--amount", "3000")

    def test_the_last_complete_quarter_if_none_is_named(self):
        self.done("statement", "show", "HARBOR", "--format", "json")
        year, quarter = last_quarter()
        self.assertEqual(json.loads(self.out)["number"],
                         f"{year}-Q{quarter}/{self.code}")

    def test_two_currencies_ask_for_one(self):
        self.done("bill", "add", "B-2", "--client", "HARBOR", "--currency",
                  "EUR", "--date", "2026-09-01", "--line", "a;1;10",
                  "--discount", "1;2;loyalty")
        self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                     says=["EUR and USD", "--currency CODE"])
        self.done("statement", "show", "HARBOR", "2026-Q3", "--currency",
                  "EUR", "--format", "json")
        self.assertEqual(json.loads(self.out)["number"],
                         f"2026-Q3/{self.code}/EUR")

    def test_a_format_that_is_none(self):
        self.refused(USAGE, "statement", "show", "HARBOR", "--format", "odt",
                     says="odt")
        self.refused(USAGE, "statement", "show", "HARBOR", "--format", "jsn",
                     says='did you mean "json"?')

    def test_a_file_is_written_whole_and_replaced(self):
        words = ("statement", "show", "HARBOR", "2026-Q3", "-o", "s.txt")
        self.assertEqual(self.done(*words), "")
        with open(self.path("s.txt")) as file:
            text = file.read()
        code, out, _ = self.run_it(*words[:4])
        self.assertEqual((code, out), (DONE, text))
        self.write("s.txt", "old")
        self.done(*words)
        with open(self.path("s.txt")) as file:
            self.assertEqual(file.read(), text)
        self.assertEqual([name for name in os.listdir(self.folder)
                          if name.startswith("s.txt")], ["s.txt"])
        self.refused(NOT_FOUND, *words[:4], "-o", "no/s.txt", says="no/s.txt")

    def test_what_cannot_be_put_in_place_leaves_nothing(self):
        os.mkdir(self.path("taken"))
        self.refused(REFUSED, "statement", "show", "HARBOR", "2026-Q3", "-o",
                     "taken", says="taken")
        self.assertEqual([name for name in os.listdir(self.folder)
                          if name.startswith("taken")], ["taken"])

    def test_only_a_plain_file_that_is_no_ledger_is_replaced(self):
        os.symlink("elsewhere.txt", self.path("link"))
        os.mkfifo(self.path("pipe"))
        for name in ("courtesy.db", "./courtesy.db", "link", "pipe"):
            self.refused(REFUSED, "statement", "show", "HARBOR", "2026-Q3",
                         "-o", name, says="stays")
        self.done("check")
        self.assertTrue(os.path.islink(self.path("link")))

    def test_the_same_statement_is_the_same_bytes(self):
        for form in ("text", "csv", "json"):
            words = ("statement", "show", "HARBOR", "2026-Q3", "--format",
                     form)
            self.assertEqual(self.run_it(*words), self.run_it(*words))

    def test_text_fits_80_columns(self):
        self.done("statement", "show", "HARBOR", "2026-Q3")
        self.assertLessEqual(max(map(len, self.out.splitlines())), 80)


if __name__ == "__main__":
    main()
