"""The house style as a test: usage: tidy.py SOURCE-ROOT [unittest's options].

Every check runs over the house, and over a bad snippet that it must complain
of: a check that cannot fail is a defect."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import rooms
import shape
import source

FORMATTER_VERSION = "14."
FORMATTED = ("lib/", "cli/", "tests/")

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {}

BASE_H = """enum {
    CTY_OK = 0,
    CTY_E_LEFT = 5, /**< more than is left */
};
"""


def header(comment, declaration):
    return {"include/courtesy/base.h": BASE_H,
            "include/courtesy/x.h": f"/**\n * X.\n{comment} */\n{declaration}"}


def one(path, text):
    return {path: text}


def rooms_of_the_house():
    found = {source.room_of(path) for path in FILES}
    return sorted({room.split("/")[0] if room.startswith("tests") else room
                   for room in found - {"include"}})


class Checked(unittest.TestCase):
    """A check over the house must be silent, and speak of what is bad."""

    maxDiff = None

    def holds(self, check):
        self.assertEqual([], list(check(FILES)))

    def bites(self, check, bad, *expected):
        said = list(check(bad))
        self.assertTrue(said, f"{check.__name__} says nothing of {bad}")
        for text in expected:
            self.assertIn(text, "\n".join(said))

    def passes(self, check, good):
        self.assertEqual([], list(check(good)))


class Rooms(Checked):
    def test_the_house_is_there(self):
        self.assertGreater(len(FILES), 60)
        for room in ("include", "lib/base", "lib/domain", "cli", "tests/tidy"):
            self.assertIn(room, {source.room_of(path) for path in FILES})

    def test_nothing_includes_upwards_or_past_its_rooms(self):
        self.holds(rooms.check_layers)

    def test_an_include_past_its_room_is_seen(self):
        for path, line in (
                ("lib/base/x.c", '#include "store/store.h"'),
                ("lib/base/x.c", "#include <courtesy/ledger.h>"),
                ("lib/base/x.c", "#include <sqlite3.h>"),
                ("lib/base/x.c", "#include <time.h>"),
                ("lib/base/x.c", "#  include <ctype.h>"),
                ("lib/engine/x.c", '#include "store/store.h"'),
                ("lib/engine/x.h", "#include <courtesy/courtesy.h>"),
                ("lib/store/x.c", "#include <sqlite3.h>"),
                ("lib/store/x.c", '#include "domain/domain.h"'),
                ("lib/store/x.c", '#include "store.h"'),
                ("lib/domain/x.c", '#include "engine/engine.h"'),
                ("lib/domain/x.c", '#include "api/api.h"'),
                ("lib/domain/x.c", "#include <uuid/uuid.h>"),
                ("lib/statement/x.c", '#include "domain/domain.h"'),
                ("lib/report/x.c", '#include "exchange/csv.h"'),
                ("lib/exchange/x.c", '#include "api/api.h"'),
                ("lib/api/x.c", "#include <sqlite3.h>"),
                ("lib/print/x.c", '#include "store/store.h"'),
                ("lib/print/x.c", "#include <popt.h>"),
                ("lib/cellar/x.c", "int x;"),
                ("include/courtesy/x.h", "#include <stdio.h>"),
                ("include/courtesy/x.h", '#include "base/fail.h"'),
                ("cli/x.c", '#include "store/store.h"'),
                ("cli/x.c", '#include "base/text.h"'),
                ("cli/x.c", "#include <sqlite3.h>")):
            with self.subTest(path=path, line=line):
                self.bites(rooms.check_layers, one(path, line + "\n"), path)

    def test_includes_within_a_room_and_below_pass(self):
        self.passes(rooms.check_layers, {
            "cli/cli.h": "#include <courtesy/courtesy.h>\n",
            "cli/x.c": '#include "cli.h"\n#include <popt.h>\n',
            "lib/domain/x.c": '#include "engine/memory.h"\n'
                              '#include "store/store.h"\n',
            "tests/faults/x.c": "#include <sqlite3.h>\n"})

    def test_the_library_neither_prints_nor_ends_nor_reads_its_host(self):
        self.holds(rooms.check_output)
        self.holds(rooms.check_environment)
        self.holds(rooms.check_ends)

    def test_printing_ending_and_reading_the_host_are_seen(self):
        self.bites(rooms.check_output,
                   one("lib/api/x.c", 'f(void)\n{ puts("x"); }\n'), "puts")
        self.bites(rooms.check_output,
                   one("lib/base/x.c", "FILE *out = stderr;\n"), "stderr")
        self.bites(rooms.check_environment,
                   one("lib/api/x.c", 'getenv("HOME");\n'), "getenv")
        self.bites(rooms.check_ends, one("lib/base/x.c", "abort();\n"),
                   "abort")
        self.passes(rooms.check_output,
                    one("cli/x.c", 'puts("x");\n'))
        self.passes(rooms.check_output,
                    one("lib/api/x.c", '/* puts */ f("stderr");\n'))
        self.passes(rooms.check_environment,
                    one("cli/x.c", 'getenv("HOME");\n'))

    def test_the_library_allocates_with_its_own_allocator(self):
        self.holds(rooms.check_allocator)
        self.bites(rooms.check_allocator,
                   one("lib/store/x.c", "p = malloc(4);\n"), "malloc")
        self.bites(rooms.check_allocator,
                   one("lib/store/x.c", "drop(free);\n"), "free")
        self.passes(rooms.check_allocator,
                    one("lib/store/x.c", "ctyi_free(p); /* free */\n"))

    def test_banned_calls_are_nowhere(self):
        self.holds(rooms.check_unsafe)
        for call in sorted(rooms.UNSAFE):
            with self.subTest(call=call):
                self.bites(rooms.check_unsafe,
                           one("cli/x.c", f"n = {call}(a, b);\n"), call)
        self.passes(rooms.check_unsafe,
                    one("cli/x.c", "// strcpy\nsnprintf(a, 1, b);\n"))

    def test_there_is_no_floating_point_below_the_page(self):
        self.holds(rooms.check_floats)
        self.bites(rooms.check_floats, one("lib/base/x.c", "double x;\n"))
        self.bites(rooms.check_floats,
                   one("include/courtesy/x.h", "float x;\n"))
        self.passes(rooms.check_floats, one("lib/print/x.c", "double x;\n"))


class Shape(Checked):
    def test_no_file_is_over_600_lines(self):
        self.holds(shape.check_file_lengths)
        self.bites(shape.check_file_lengths, one("lib/x.c", "\n" * 601), "601")
        self.passes(shape.check_file_lengths, one("lib/x.c", "\n" * 600))

    def test_no_function_is_over_60_lines(self):
        self.holds(shape.check_function_lengths)
        for lines, check in ((57, self.passes), (58, self.bites)):
            body = "static int\nf(int a,\n  int b)\n{\n" + "    a++;\n" * \
                (lines - 1) + "}\n"
            check(shape.check_function_lengths, one("lib/x.c", body))
        self.bites(shape.check_function_lengths,
                   one("tests/x.py", "def f():\n" + "    pass\n" * 60), "61")

    def test_no_line_is_over_80_columns(self):
        self.holds(shape.check_width)
        self.bites(shape.check_width, one("lib/x.c", "x" * 81 + "\n"), "81")
        self.bites(shape.check_width, one("lib/x.sql", "\u6f22" * 41 + "\n"),
                   "82")
        self.passes(shape.check_width,
                    one("lib/x.c", "\u00e9" * 79 + "e\u0301\n"))

    def test_lines_end_without_blanks_and_hold_no_tabs(self):
        self.holds(shape.check_blanks)
        for bad in ("x \n", "\tx\n", "x", "x\n\n", "x\r\n"):
            with self.subTest(bad=bad):
                self.bites(shape.check_blanks, one("lib/x.c", bad))

    def test_the_return_type_is_on_a_line_of_its_own(self):
        self.holds(shape.check_return_types)
        for bad in ("static int f(void)\n{\n}\n",
                    "char *f(int a,\n        int b)\n{\n}\n"):
            with self.subTest(bad=bad):
                self.bites(shape.check_return_types, one("lib/x.c", bad),
                           "return type")
        self.passes(shape.check_return_types,
                    one("lib/x.c", "static char *\nf(int a,\n  int b)\n{\n}\n"))

    def test_every_room_says_what_it_is(self):
        self.assertEqual([], list(shape.check_readmes(
            ROOT, rooms_of_the_house())))
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            self.assertTrue(list(shape.check_readmes(root, ["lib/x"])))
            (root / "README.md").write_text("x\n" * 31)
            self.assertTrue(list(shape.check_readmes(root, ["."])))

    def test_clang_format_changes_nothing(self):
        formatter = shutil.which("clang-format-14") or \
            shutil.which("clang-format")
        if formatter is None:
            self.skipTest("clang-format is not installed")
        said = subprocess.run([formatter, "--version"], capture_output=True,
                              text=True, check=True).stdout
        if f" version {FORMATTER_VERSION}" not in said:
            self.skipTest("another clang-format than "
                          f"{FORMATTER_VERSION}x: {said.strip()}")
        paths = [path for path in FILES
                 if source.is_c(path) and path.startswith(FORMATTED)]
        self.assertEqual([], list(shape.check_format(formatter, ROOT, paths)))
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder)
            shutil.copy(ROOT / ".clang-format", bad)
            (bad / "bad.c").write_text("int  x ;\n")
            self.assertTrue(list(shape.check_format(formatter, bad,
                                                    ["bad.c"])))


class Sql(Checked):
    def test_sql_is_written_where_it_belongs(self):
        self.holds(shape.check_sql_places)
        for bad in ('"SELECT name FROM x"', '"PRAGMA user_version"',
                    '"... FROM courtesy_entry"', '"DELETE FROM x"'):
            with self.subTest(bad=bad):
                self.bites(shape.check_sql_places,
                           one("lib/domain/x.c", f"q = {bad};\n"))
        self.passes(shape.check_sql_places,
                    one("lib/engine/x.c", 'q = "PRAGMA user_version";\n'))
        self.passes(shape.check_sql_places,
                    one("cli/x.c", 'say("select a client from the list");\n'))

    def test_statements_are_in_what_both_engines_know(self):
        self.holds(shape.check_shared_sql)
        for bad in ("SELECT x'00'", "SELECT ?", "SELECT :name",
                    "SELECT a WHERE a == b", "SELECT [a]",
                    "INSERT OR IGNORE INTO a VALUES (?1)",
                    "REPLACE INTO a VALUES (?1)", "SELECT a WHERE a IS ?1",
                    "SELECT a WHERE a IS NOT b", "SELECT rowid FROM a",
                    "SELECT ifnull(a, 0) FROM b", "SELECT sum(a) FROM b",
                    "SELECT coalesce(sum(a), 0) FROM b",
                    "SELECT a WHERE a GLOB ?1", "SELECT a LIMIT 1, 2",
                    "SELECT a LIMIT -1", "SELECT CAST(a AS INTEGER) FROM b",
                    "SELECT strftime(a) FROM b",
                    "SELECT 1 FROM sqlite_schema",
                    "INSERT INTO a SELECT b FROM c ON CONFLICT DO NOTHING"):
            with self.subTest(bad=bad):
                self.bites(shape.check_shared_sql,
                           one("lib/store/sql/x.sql", f"-- name: x\n{bad}\n"),
                           "x.sql:2")
        self.passes(shape.check_shared_sql, one(
            "lib/store/sql/x.sql",
            "-- Is it?\n-- name: x\n-- x'00', ?\n"
            "SELECT CAST(coalesce(sum(a), 0) AS BIGINT), 'is it?' FROM b\n"
            "WHERE c IS NOT NULL AND d IS NULL AND e = ?1\n"
            "GROUP BY f HAVING sum(g) > 0 ORDER BY sum(g) LIMIT 1\n"))


class Promises(Checked):
    def test_headers_say_since_when_and_every_status(self):
        found = [name for path, text in FILES.items()
                 if source.room_of(path) == "include"
                 for name, *_ in source.promises_of(text)]
        self.assertGreater(len(found), 60)
        self.holds(shape.check_promises)

    def test_a_header_that_does_not_is_seen(self):
        call = "CTY_API CTY_MUST_CHECK cty_status cty_x(int a);\n"
        for comment, declared, expected in (
                (" * @retval CTY_OK  Done.\n", call, "no @since"),
                (" * @since 0.1\n", call, "when it is CTY_OK"),
                (" * @retval CTY_OK, CTY_E_LOST\n * @since 0.1\n", call,
                 "CTY_E_LOST is no status"),
                (" * @retval CTY_OK\n * @retval CTY_E_LEFT,\n *   CTY_E_GONE\n"
                 " * @since 0.1\n", call, "CTY_E_GONE is no status"),
                (" * @retval CTY_OK  Done.\n * @since 0.1\n",
                 "CTY_API cty_status\ncty_x(int a);\n", "CTY_MUST_CHECK"),
                (" * Nothing.\n", "CTY_API void cty_x(int a);\n",
                 "no @since")):
            with self.subTest(expected=expected, comment=comment):
                self.bites(shape.check_promises, header(comment, declared),
                           "cty_x: ", expected)
        self.passes(shape.check_promises, header(
            " * @retval CTY_OK  Done.\n * @retval CTY_E_LEFT\n"
            " * @since 0.1\n", call + call.replace("cty_x", "cty_y")))


def tell_lengths():
    """What the style aims at, and no test fails on."""
    ours = {path: text for path, text in FILES.items()
            if path.endswith(".c") and not path.startswith("tests/")}
    lengths = [count for path, text in ours.items()
               for _, _, count in source.functions_of(path, text)]
    print(".c files, lines:  ",
          source.summary(len(t.splitlines()) for t in ours.values()))
    print("functions, lines: ", source.summary(lengths))


def main():
    global ROOT
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        ROOT = pathlib.Path(sys.argv.pop(1)).resolve()
    FILES.update(source.read_tree(ROOT))
    tell_lengths()
    unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
