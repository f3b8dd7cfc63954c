"""A shop in a folder of its own, and the command run in it from outside."""
import csv
import io
import json
import os
import sqlite3
import subprocess
import tempfile
import unittest

COURTESY = os.environ.get("COURTESY", "courtesy")

DONE, FAILED, USAGE, NOT_FOUND, REFUSED, BUSY, CORRUPT = range(7)


class Shop(unittest.TestCase):
    """Begins with an empty folder; open_shop() makes a ledger in it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="courtesy-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": self.folder,
            "TZ": "UTC",
            **{name: os.environ[name] for name in
               ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS")
               if name in os.environ},
        }

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        """A file; text as UTF-8, bytes as they are."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    # ---- running ----

    def start(self, *words, **options):
        return subprocess.Popen(
            [COURTESY, *words], cwd=options.pop("cwd", self.folder),
            env=options.pop("env", self.environment),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)

    def run_it(self, *words, **options):
        process = self.start(*words, **options)
        out, err = process.communicate(timeout=100)
        return (process.returncode, out.decode(),
                err.decode(errors="surrogateescape"))

    def done(self, *words):
        """Run what must succeed; the last line of stdout."""
        code, out, err = self.run_it(*words)
        self.assertEqual(code, DONE, f"{words}: {err}")
        self.said = err
        self.out = out
        return out.splitlines()[-1] if out else ""

    def refused(self, code, *words, says=()):
        """Run what must fail, say why, and write nothing."""
        before = self.contents()
        went, out, err = self.run_it(*words)
        self.assertEqual(went, code, f"{words}: {err}")
        self.assertEqual(out, "", f"{words} printed something")
        self.assertIn("courtesy: ", err)
        for part in [says] if isinstance(says, str) else says:
            self.assertIn(part, err)
        self.assertEqual(self.contents(), before, f"{words} wrote something")
        self.said = err
        return err

    def contents(self):
        """All rows of the ledger, or None without one."""
        path = self.path("courtesy.db")
        if not os.path.isfile(path):
            return None
        try:
            with sqlite3.connect(path, timeout=20) as base:
                dump = list(base.iterdump())
            base.close()
        except sqlite3.DatabaseError:
            with open(path, "rb") as file:
                return file.read()
        return dump

    def rows(self, *words):
        """The records of a list, as CSV gives them."""
        code, out, err = self.run_it(*words, "--format", "csv")
        self.assertEqual(code, DONE, err)
        return list(csv.DictReader(io.StringIO(out, newline="")))

    def objects(self, *words):
        code, out, err = self.run_it(*words, "--format", "json")
        self.assertEqual(code, DONE, err)
        return json.loads(out)

    # ---- a shop ----

    def open_shop(self):
        """A ledger with a client, a person and an empty book."""
        self.done("init", "--issuer", "Acme Joinery")
        self.code = self.done("client", "add", "HARBOR", "--name",
                              "Harbor Hotel", "--prefix", "HARB")
        self.done("person", "add", "Dana Reyes")

    def bill(self, number="B-2041", amount="36000", date="2026-09-01",
             client="HARBOR", *more):
        return self.done("bill", "add", number, "--client", client, "--date",
                         date, "--line", f"Refit;1;{amount}", *more)

    def credit_words(self, *more, bill="B-2041", date="2026-09-15"):
        return ("credit", "grant", "--bill", bill, "--reason", "special",
                "--per", "Dana Reyes", "--date", date, *more)

    def credit(self, *more, **named):
        return self.done(*self.credit_words(*more, **named))

    def left(self, number="B-2041"):
        return {row["bill_no"]: row["left"]
                for row in self.rows("bill", "list")}[number]


main = unittest.main
