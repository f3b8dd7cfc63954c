"""Superstore, a known data set of 9,994 bill lines, against figures that were
derived from its raw file by other means.

test_superstore.py COURTESY DATA     DATA: a folder with neutral/ and oracle/
"""
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal

COURTESY = sys.argv[1]
DATA = pathlib.Path(sys.argv[2])
SKIPPED = 77
CENT = Decimal("0.01")

# Our column: the oracle's.
SAVINGS = {"bills": "bills", "credit_notes": "credit_notes",
           "discounts": "discount_cents", "credits": "credit_cents",
           "savings": "discount_cents"}
MARGIN = {"billed": "net_cents", "cost": "cost_cents",
          "margin": "margin_cents"}


def run(ledger, *words):
    return subprocess.run([COURTESY, "-f", str(ledger), *map(str, words)],
                          capture_output=True, text=True, check=False)


def courtesy(ledger, *words):
    done = run(ledger, *words)
    if done.returncode != 0:
        raise AssertionError(f"{words}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def new_ledger(path):
    courtesy(path, "init", "--issuer", "Superstore")
    return path


def report(ledger, *words):
    return list(csv.DictReader(io.StringIO(
        courtesy(ledger, "report", *words, "--format", "csv"))))


def savings(ledger):
    return report(ledger, "savings", "--by", "client,quarter")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def oracle(name):
    return read(DATA / "oracle" / f"{name}.csv")


def differences(ours, theirs, keys, columns):
    """What is not the same, a line each. keys: our column: the oracle's."""
    ours = {tuple(row[key] for key in keys): row for row in ours}
    theirs = {tuple(row[key] for key in keys.values()): row for row in theirs}
    found = [f"{key}: only in one of report and oracle"
             for key in sorted(ours.keys() ^ theirs.keys())]
    for key in sorted(ours.keys() & theirs.keys()):
        found += [f"{key}: {our} {ours[key][our]}, expected"
                  f" {theirs[key][their]}" for our, their in columns.items()
                  if ours[key][our] != theirs[key][their]]
    return found


def savings_differences(rows):
    return differences(rows, oracle("savings_by_client_quarter"),
                       {"client_ref": "client_ref", "quarter": "quarter"},
                       SAVINGS)


def total(rows, column):
    return str(sum(Decimal(row[column]) for row in rows))


class Superstore(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.ledger = new_ledger(cls.folder / "ledger.db")
        courtesy(cls.ledger, "import", DATA / "neutral", "--round", "half-up")
        cls.savings = savings(cls.ledger)
        cls.totals = json.loads(
            (DATA / "oracle" / "totals.json").read_text(encoding="utf-8"))

    # ---- savings ---------------------------------------------------------

    def test_savings_are_the_oracle_s_in_every_row(self):
        self.assertEqual(len(self.savings), 4045)
        self.assertEqual(savings_differences(self.savings), [])

    def test_savings_by_quarter_are_the_oracle_s(self):
        rows = report(self.ledger, "savings", "--by", "quarter")
        self.assertEqual(len(rows), 17)
        self.assertEqual(differences(rows, oracle("savings_by_quarter"),
                                     {"quarter": "quarter"}, SAVINGS), [])

    # ---- statements ------------------------------------------------------

    def test_a_run_saves_what_the_oracle_says_of_its_quarter(self):
        folder = self.folder / "statements"
        courtesy(self.ledger, "statement", "run", "2018-Q4", "-o", folder)
        files = {}
        for row in read(folder / "manifest.csv"):
            ending = row["file"].rpartition(".")[2]
            files.setdefault(ending, []).append(row)
        expected = {row["client_ref"]: row["savings"] for row in self.savings
                    if row["quarter"] == "2018-Q4"
                    and Decimal(row["savings"]) > 0}
        quarter, = [row for row in oracle("savings_by_quarter")
                    if row["quarter"] == "2018-Q4"]
        for rows in files.values():
            self.assertEqual({row["client_ref"]: row["saved"]
                              for row in rows}, expected)
            self.assertEqual(len(rows), len(expected))
            self.assertEqual(total(rows, "saved"), quarter["discount_cents"])
            self.assertEqual([int(row["sequence"]) for row in rows],
                             list(range(1, len(rows) + 1)))

    # ---- margin ----------------------------------------------------------

    def margin(self, by, key):
        """The report, compared with the oracle's in all but the ranks."""
        rows = report(self.ledger, "margin", "--by", by)
        theirs = oracle(f"margin_by_{by}")
        for row in theirs:
            row["gross"] = str(Decimal(row["gross_exact"]).quantize(CENT))
        self.assertEqual(differences(rows, theirs, {key: f"{by}_ref"},
                                     {"gross": "gross", **MARGIN}), [])
        for row in rows:
            self.assertEqual(
                Decimal(row["margin_after_credits"]),
                Decimal(row["margin"]) - Decimal(row["credits"]), row[key])
        return rows

    def test_margin_by_client_is_the_oracle_s(self):
        credited = {}
        for row in oracle("savings_by_client_quarter"):
            ref = row["client_ref"]
            credited[ref] = credited.get(ref, 0) + Decimal(row["credit_cents"])
        self.assertEqual({row["client_ref"]: Decimal(row["credits"])
                          for row in self.margin("client", "client_ref")},
                         credited)

    def test_margin_by_product_is_the_oracle_s(self):
        self.assertEqual(
            total(self.margin("product", "product_code"), "credits"),
            self.totals["credit_cents"])

    # ---- the whole -------------------------------------------------------

    def test_totals_are_the_oracle_s(self):
        margin = report(self.ledger, "margin", "--by", "client")
        ours = {"bills": total(self.savings, "bills"),
                "credit_notes": total(self.savings, "credit_notes"),
                "clients_billed": str(len(margin)),
                "gross_exact": total(self.savings, "gross"),
                "discount_cents": total(self.savings, "discounts"),
                "net_cents": total(self.savings, "billed"),
                "credit_cents": total(self.savings, "credits"),
                "cost_cents": total(margin, "cost"),
                "margin_cents": total(margin, "margin")}
        self.assertEqual(ours, {name: str(self.totals[name]) for name in ours})

    def test_the_ledger_passes_its_check(self):
        courtesy(self.ledger, "check")

    def test_importing_again_changes_nothing_and_says_so(self):
        again = run(self.ledger, "import", DATA / "neutral", "--round",
                    "half-up")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("nothing new", again.stderr)
        self.assertEqual(savings(self.ledger), self.savings)

    # ---- what must not pass ----------------------------------------------

    def a_cent_more(self):
        """The data with one discount a cent higher, its line's net lower."""
        copy = self.folder / "cent"
        shutil.copytree(DATA / "neutral", copy, copy_function=shutil.copyfile)
        copy.chmod(0o700)
        discounts = read(copy / "discounts.csv")
        lines = read(copy / "bill_lines.csv")
        raised = discounts[0]
        lowered = next(line for line in lines
                       if line["bill_no"] == raised["bill_no"]
                       and line["line_no"] == raised["line_no"])
        raised["amount"] = str(Decimal(raised["amount"]) + CENT)
        lowered["net_amount"] = str(Decimal(lowered["net_amount"]) - CENT)
        write(copy / "discounts.csv", discounts)
        write(copy / "bill_lines.csv", lines)
        return copy

    def test_one_cent_more_of_one_discount_is_noticed(self):
        ledger = new_ledger(self.folder / "cent.db")
        courtesy(ledger, "import", self.a_cent_more(), "--round", "half-up")
        found = savings_differences(savings(ledger))
        self.assertEqual(len(found), 2, found)
        self.assertIn(": discounts ", found[0])
        self.assertIn(": savings ", found[1])

    def test_without_rounding_nothing_is_imported(self):
        ledger = new_ledger(self.folder / "exact.db")
        refused = run(ledger, "import", DATA / "neutral")
        self.assertEqual(refused.returncode, 1, refused.stderr)
        named = re.findall(r"(?m)^(\w+\.csv:\d+: \w+): (.*)$", refused.stderr)
        self.assertEqual(len(named), 100)
        self.assertEqual(named[0][0], "bill_lines.csv:2: cost")
        self.assertIn("220.0464", named[0][1])
        for noun in ("client", "person", "bill", "credit"):
            listed = courtesy(ledger, noun, "list", "--format", "csv")
            self.assertEqual(listed.count("\n"), 1, listed)


if not (DATA / "neutral").is_dir():
    print("the Superstore data are not beside the checkout:"
          " there is nothing to compare with")
    sys.exit(SKIPPED)
unittest.main(argv=sys.argv[:1], verbosity=2)
