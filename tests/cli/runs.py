"""Shops whose statements are run: what the tests of `statement run` share."""
import csv
import os

from shop import Shop

COLUMNS = ["sequence", "statement", "client_ref", "currency", "saved",
           "first_page", "pages", "sheets", "file", "sha256"]
OCTOBER = "1790812800"  # 2026-10-01, as seconds since 1970


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames == COLUMNS, reader.fieldnames
    return rows


class RunShop(Shop):
    """A shop on a day of its own."""

    def setUp(self):
        super().setUp()
        self.environment["SOURCE_DATE_EPOCH"] = OCTOBER

    def need_pages(self):
        _, _, err = self.run_it("statement", "show", "X", "--format", "pdf",
                                "-o", "x.pdf")
        if "print library" in err:
            self.skipTest("the print library is not built in")

    def run_statements(self, folder, *words, period="2026-Q3"):
        return self.done("statement", "run", period, "-o", folder, *words)

    def run_refused(self, code, folder, *words, says=(), period="2026-Q3"):
        """A run that fails and leaves its folder as it was."""
        before = self.whole(folder)
        self.refused(code, "statement", "run", period, "-o", folder, *words,
                     says=says)
        self.assertEqual(self.whole(folder), before)

    def manifest(self, folder="out"):
        return rows_of(self.path(folder, "manifest.csv"))

    def files(self, folder="out"):
        return sorted({row["file"] for row in self.manifest(folder)})

    def whole(self, folder):
        """Every file of a folder and its bytes; None: there is no folder."""
        if not os.path.isdir(self.path(folder)):
            return None
        found = {}
        for root, folders, names in os.walk(self.path(folder)):
            for name in folders:
                found[os.path.join(root, name)] = None
            for name in names:
                path = os.path.join(root, name)
                if not os.path.isfile(path) or os.path.islink(path):
                    found[name] = "no file"
                    continue
                with open(path, "rb") as file:
                    found[name] = file.read()
        return found

    def many_clients(self, count, ledger="courtesy.db"):
        """So many clients, each with a saving, in a new ledger."""
        tables = {"clients": ["client_ref,name,postal_code,country"],
                  "bills": ["bill_no,client_ref,date"],
                  "bill_lines":
                  ["bill_no,line_no,description,quantity,list_unit_price"],
                  "credits": ["credit_no,bill_no,client_ref,date,amount,"
                              "reason,granted_by,note"]}
        for number in range(count):
            ref = f"C{number:05}"
            tables["clients"].append(
                f"{ref},Client {number},{number * 7919 % 99991:05},US")
            day = number % 28 + 1
            tables["bills"].append(f"B{number},{ref},2026-08-{day:02}")
            tables["bill_lines"].append(f"B{number},1,Printing,1,100")
            tables["credits"].append(
                f"K{number},B{number},{ref},2026-09-15,{number % 50 + 1}.25,"
                f"special,Dana Reyes,Thank you")
        for name, lines in tables.items():
            self.write(f"in/{name}.csv", "\n".join([*lines, ""]))
        self.done("-f", ledger, "init", "--issuer", "Acme Joinery")
        self.done("-f", ledger, "import", "in")
