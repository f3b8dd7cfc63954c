import csv

from shop import Shop, main

NAMES = [
    'She said "two; three, four"',
    "O'Brien & Sons",
    "Robert'); DROP TABLE courtesy_client;--",
    "\u202eevil\u202c name \u200f",
    "<script>alert(1)</script>",
    "&amp; &lt;b&gt;",
    "=HYPERLINK(\"http://example\")",
    "+1-555-0100",
    "-2+3",
    "@SUM(A1:A9)",
    "'quoted",
    "'=quoted formula",
    "%s%n%d",
    "\\n \\u0000 {}",
    "名前 テスト 🎁",
    "e\u0301 combining",
    "\ufeffbom inside",
]


class HostileNames(Shop):
    def setUp(self):
        super().setUp()
        self.done("init", "--issuer", "Acme \"Joinery\" <&>")
        for number, name in enumerate(NAMES):
            self.done("client", "add", f"C{number:02}", "--name", name,
                      "--prefix", "CL")
            self.done("person", "add", "--", name)

    def test_they_come_back_through_json(self):
        clients = self.objects("client", "list")
        self.assertEqual([client["name"] for client in clients], NAMES)
        persons = self.objects("person", "list")
        self.assertEqual(sorted(person["name"] for person in persons),
                         sorted(NAMES))

    def test_no_csv_cell_begins_as_a_formula(self):
        rows = self.rows("client", "list")
        for row, name in zip(rows, NAMES):
            self.assertNotIn(row["name"][:1], "=+-@")
            if name[:1] in "=+-@":
                self.assertEqual(row["name"], "'" + name)

    def test_tables_and_blocks_hold_no_control_characters(self):
        for number in range(len(NAMES)):
            self.done("client", "show", f"C{number:02}")
        self.done("client", "list")
        for letter in self.out:
            self.assertTrue(letter == "\n" or letter >= " ")

    def test_they_survive_export_and_import(self):
        code, out, err = self.run_it("client", "list", "--format", "csv")
        self.assertEqual(code, 0, err)
        self.write("in/clients.csv", out)
        self.done("-f", "two.db", "init", "--issuer", "Two")
        self.done("-f", "two.db", "import", "in", "--column",
                  "clients.client_ref=ref")
        there = self.objects("-f", "two.db", "client", "list")
        here = self.objects("client", "list")
        self.assertEqual([client["name"] for client in there],
                         [client["name"] for client in here])
        self.assertEqual(there, here)

    def test_they_can_be_billed_and_stated(self):
        for number, name in enumerate(NAMES):
            self.done("bill", "add", f"B {name}"[:20], "--client",
                      f"C{number:02}", "--date", "2026-09-01", "--line",
                      name.replace("\\", "\\\\").replace(";", "\\;") + ";1;10")
            self.done("credit", "grant", "--bill", f"B {name}"[:20],
                      "--amount", "1", "--reason", "goodwill", "--per", name,
                      "--note", name, "--date", "2026-09-02")
            self.done("statement", "show", f"C{number:02}", "2026-Q3")
        rows = self.objects("credit", "list")
        self.assertEqual([row["note"] for row in rows], NAMES)
        self.assertEqual([row["per"] for row in rows], NAMES)
        self.done("statement", "run", "2026-Q3", "-o", "out", "--format",
                  "text,csv,json")
        with open(self.path("out", "manifest.csv"), newline="") as file:
            self.assertEqual(len(list(csv.DictReader(file))), 3 * len(NAMES))
        self.done("check")


if __name__ == "__main__":
    main()
