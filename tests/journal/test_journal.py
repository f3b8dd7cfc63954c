"""Plain-text accounting programs judge the ledger: test_journal.py COURTESY"""
import csv
import decimal
import io
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

COURTESY = pathlib.Path(sys.argv.pop()).resolve()
LEDGERS, ENTRIES = map(int, os.environ.get("COURTESY_JOURNALS",
                                           "2:400").split(":"))
DECIMALS = {"USD": 2, "JPY": 0, "KWD": 3}
REASONS = ("efficiency", "goodwill", "special", "volume", "correction")
DAYS = [f"{year}-{month:02}-{day:02}" for year in (2024, 2025, 2026)
        for month in range(1, 13) for day in (1, 15, 28)]


def amount(minor, currency):
    return str(decimal.Decimal(minor).scaleb(-DECIMALS[currency]))


def write(folder, name, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def random_shop(folder, chance, entries):
    """A folder to import: discounts, charges and credits, so many in all."""
    clients = [f"C{i}" for i in range(12)]
    bills, lines, discounts, charges, credits = [], [], [], [], []
    while len(discounts) + len(charges) + len(credits) < entries:
        number = f"B-{len(bills) + 1}"
        client = chance.choice(clients)
        currency = chance.choice(list(DECIMALS))
        first = chance.randrange(len(DAYS))
        gross = chance.randint(1000, 9_999_999)
        bills.append((number, client, DAYS[first], currency))
        lines.append((number, 1, "Work; \"as\" agreed", 1,
                      amount(gross, currency)))
        left = gross
        for rows in discounts, charges:
            for _ in range(chance.choice((0, 0, 1, 2))):
                part = chance.randint(1, max(1, left // 5))
                left += part if rows is charges else -part
                rows.append((number, 1, amount(part, currency),
                             chance.choice(REASONS)))
        for _ in range(chance.choice((0, 1, 1, 3))):
            part = chance.randint(1, max(1, left // 3))
            left -= part
            credits.append((f"K-{len(credits) + 1}", number, client,
                            DAYS[chance.randrange(first, len(DAYS))],
                            amount(part, currency), currency,
                            chance.choice(REASONS), "Dana Reyes",
                            "(agreed); \"by\" phone"))
    write(folder, "clients.csv", [("client_ref", "name")] +
          [(client, f"{client} & Söhne; \"Ltd\" | x") for client in clients])
    write(folder, "bills.csv",
          [("bill_no", "client_ref", "date", "currency")] + bills)
    write(folder, "bill_lines.csv", [("bill_no", "line_no", "description",
                                      "quantity", "list_unit_price")] + lines)
    for name, rows in ("discounts", discounts), ("charges", charges):
        write(folder, f"{name}.csv",
              [("bill_no", "line_no", "amount", "reason")] + rows)
    write(folder, "credits.csv",
          [("credit_no", "bill_no", "client_ref", "date", "amount", "currency",
            "reason", "granted_by", "note")] + credits)


def has(program):
    return unittest.skipUnless(shutil.which(program),
                               f"{program} is not installed")


class Journal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        cls.shops = []
        for seed in range(LEDGERS):
            shop = root / f"shop-{seed}"
            (shop / "in").mkdir(parents=True)
            cls.shops.append(shop)
            chance = random.Random(seed)
            random_shop(shop / "in", chance, ENTRIES)
            cls.courtesy(shop, "init", "--issuer", "Mill; (\"Print\")",
                         "--fiscal-year-start", str(chance.choice((1, 4, 10))))
            cls.courtesy(shop, "import", "in")
            codes = cls.column(cls.courtesy(shop, "credit", "list", "--format",
                                            "csv"), "code")
            for code in chance.sample(codes, 5):
                cls.courtesy(shop, "credit", "reverse", code, "--per",
                             "Dana Reyes", "--note", "withdrawn", "--date",
                             "2026-12-31")
            cls.courtesy(shop, "export", "journal", "-o", "shop.journal")
            cls.courtesy(shop, "export", "journal", "--beancount", "-o",
                         "shop.beancount")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def courtesy(shop, *arguments):
        done = subprocess.run([COURTESY, "-f", "shop.db", *arguments],
                              cwd=shop, capture_output=True, text=True,
                              check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @staticmethod
    def column(text, name):
        return [row[name] for row in csv.DictReader(io.StringIO(text))]

    def judge(self, *command, refused=False):
        done = subprocess.run(command, capture_output=True, text=True,
                              check=False)
        self.assertEqual(refused, done.returncode != 0,
                         done.stdout + done.stderr)
        return done.stdout

    def changed(self, path):
        """The journal with one cent of its last credit changed."""
        text = path.read_text(encoding="utf-8")
        found = list(re.finditer(r"Assets:Receivable:\S+  -\d*?(\d) ", text))
        digit = str((int(found[-1][1]) + 1) % 10)
        other = path.with_stem("changed")
        # Both of its sides, so that only the assertions can tell.
        start = found[-1].start(1)
        text = text[:start] + digit + text[start + 1:]
        side = re.compile(r"Expenses:\S+  \d*?(\d) ").search(text, start)
        text = text[:side.start(1)] + digit + text[side.end(1):]
        other.write_text(text, encoding="utf-8")
        return other

    @has("hledger")
    def test_hledger_checks_it_strictly(self):
        for shop in self.shops:
            self.judge("hledger", "check", "--strict", "-f",
                       shop / "shop.journal")
        self.judge("hledger", "check", "--strict", "-f",
                   self.changed(self.shops[0] / "shop.journal"), refused=True)

    @has("ledger")
    def test_ledger_reads_it(self):
        for shop in self.shops:
            said = self.judge("ledger", "--args-only", "--pedantic", "-f",
                              shop / "shop.journal", "balance")
            self.assertIn("KWD", said)
        self.judge("ledger", "--args-only", "-f",
                   self.changed(self.shops[0] / "shop.journal"), "balance",
                   refused=True)

    @has("bean-check")
    def test_beancount_checks_it(self):
        for shop in self.shops:
            self.judge("bean-check", "--no-cache", shop / "shop.beancount")
        self.judge("bean-check", "--no-cache",
                   self.changed(self.shops[0] / "shop.beancount"),
                   refused=True)

    @has("hledger")
    def test_its_balances_are_the_reports(self):
        for shop in self.shops:
            codes = dict(
                (row["tracking_code"], row["ref"]) for row in csv.DictReader(
                    io.StringIO(self.courtesy(shop, "client", "list",
                                              "--format", "csv"))))
            reports = {}
            said = self.courtesy(shop, "report", "savings", "--by", "client",
                                 "--to", "2026-06-30", "--format", "csv")
            for row in csv.DictReader(io.StringIO(said)):
                owed = decimal.Decimal(row["billed"]) - decimal.Decimal(
                    row["credits"])
                if owed:
                    reports[row["client_ref"], row["currency"]] = owed
            said = self.judge("hledger", "balance", "-f",
                              shop / "shop.journal", "-e", "2026-07-01",
                              "Assets:Receivable", "--flat", "-N", "-O", "csv",
                              "--layout", "bare")
            judged = {}
            for row in list(csv.reader(io.StringIO(said)))[1:]:
                account, currency, balance = row
                if decimal.Decimal(balance):
                    judged[codes[account.split(":")[-1]], currency] = \
                        decimal.Decimal(balance)
            self.assertGreater(len(reports), 20)
            self.assertEqual(reports, judged)


if __name__ == "__main__":
    unittest.main(verbosity=2)
