"""The chains of the sample year, judged by verify.py.

test_chain.py COURTESY SAMPLE
"""
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import verify

COURTESY, SAMPLE = sys.argv[1:3]

# What changes a value of each of SQLite's types.
OTHER = {"text": "{} || 'x'", "integer": "{} + 1000000",
         "blob": "randomblob(16)"}


def columns():
    """(table, column, the columns that name a row) of all that is sealed."""
    for table, key, own, parts in verify.KINDS.values():
        for column in f"{key}, {verify.FACT}, {own}".split(", "):
            yield table, column, [key]
        for part, link, listed, order in parts:
            for column in listed.split(", "):
                yield part, column, [link, order]


class Chain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.ledger = cls.folder / "ledger.db"
        cls.courtesy("init", "--issuer", "Millrace Print")
        cls.courtesy("import", SAMPLE)
        credits = json.loads(cls.courtesy("credit", "list", "--format",
                                          "json"))
        cls.courtesy("credit", "reverse", credits[-1]["code"], "--per",
                     "Dana Reyes", "--note", "Granted twice.", "--date",
                     "2026-11-20")

    @classmethod
    def courtesy(cls, *words):
        return subprocess.run([COURTESY, "-f", str(cls.ledger), *words],
                              check=True, stdout=subprocess.PIPE,
                              text=True).stdout

    def setUp(self):
        """self.db: a copy in memory, without what guards it."""
        source = verify.open_to_read(self.ledger)
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.addCleanup(self.db.close)
        source.backup(self.db)
        source.close()
        self.db.execute("PRAGMA foreign_keys = OFF")
        self.db.execute("PRAGMA ignore_check_constraints = ON")
        for name, in self.db.execute("SELECT name FROM sqlite_schema"
                                     " WHERE type = 'trigger'").fetchall():
            self.db.execute(f"DROP TRIGGER {name}")

    def change(self, sql):
        self.assertEqual(self.db.execute(sql).rowcount, 1, sql)

    def assert_noticed(self, sql):
        self.db.execute("BEGIN")
        self.change(sql)
        with self.assertRaises(verify.Broken, msg=sql):
            verify.verify(self.db)
        self.db.execute("ROLLBACK")

    def test_every_chain_is_recomputed_from_the_columns_alone(self):
        chains = verify.verify(self.db)
        self.assertEqual(len(chains), 14)
        self.assertGreater(sum(last for last, _ in chains.values()), 250)

    def test_every_stored_column_is_sealed(self):
        listed = {(table, column) for table, column, _ in columns()}
        listed |= {(part, link) for _, _, _, parts in verify.KINDS.values()
                   for part, link, _, _ in parts}
        tables = {table for table, _ in listed}
        stored = {(table, column[1]) for table in tables
                  for column in self.db.execute(
                      f"PRAGMA table_info({table})")}
        self.assertEqual({column for _, column in stored - listed},
                         {"head", "month"})

    def test_statements_print_the_recomputed_heads(self):
        for ref, (last, head) in verify.verify(self.db).items():
            statement = json.loads(self.courtesy(
                "statement", "show", ref, "2026-Q3", "--format", "json"))
            self.assertEqual(statement["chain"],
                             {"fact": last, "head": head}, ref)

    def test_a_corrected_name_leaves_every_chain_as_it_was(self):
        before = verify.verify(self.db)
        self.change("UPDATE courtesy_client SET name = 'Harbor Foods, Inc.'"
                    " WHERE ref = 'harbor-foods'")
        self.assertEqual(verify.verify(self.db), before)

    def test_a_change_of_any_column_is_noticed(self):
        for table, column, names in columns():
            with self.subTest(table=table, column=column):
                kind, *keys = self.db.execute(
                    f"SELECT typeof({column}), {', '.join(names)} FROM {table}"
                    f" ORDER BY {column} IS NULL, {names[0]} DESC").fetchone()
                where = " AND ".join(f"{name} = {key}"
                                     for name, key in zip(names, keys))
                self.assert_noticed(
                    f"UPDATE {table} SET {column} ="
                    f" {OTHER[kind].format(column)} WHERE {where}")

    def test_a_row_that_is_taken_out_is_noticed(self):
        for table, key in (("courtesy_entry", "entry"),
                           ("courtesy_quote_status", "quote_status")):
            self.assert_noticed(f"DELETE FROM {table} WHERE {key} ="
                                f" (SELECT max({key}) FROM {table})")
        self.assert_noticed(
            "DELETE FROM courtesy_share WHERE line_no = 0 AND entry ="
            " (SELECT max(entry) FROM courtesy_share WHERE line_no = 0)")

    def test_another_tracking_code_is_another_chain(self):
        self.assert_noticed("UPDATE courtesy_client SET"
                            " tracking_code = 'MUSEUM-1893'"
                            " WHERE ref = 'museum'")

    def test_a_head_that_says_less_is_noticed(self):
        self.assert_noticed("UPDATE courtesy_head SET facts = facts - 1"
                            " WHERE client = 1")


unittest.main(argv=sys.argv[:1], verbosity=2)
