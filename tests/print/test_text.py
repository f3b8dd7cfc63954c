"""Statements for a terminal, in every language.

test_text.py PAGES"""
import pathlib
import re
import tempfile
import unicodedata
import unittest

import shown

PAGES = shown.program()
FOLDER = tempfile.TemporaryDirectory()
NAMES = shown.written(PAGES, FOLDER.name)
KINDS = ("txt", "ascii.txt", "colour.txt")
COLOUR = re.compile("\033\\[[0-9;]*m")
RULES = re.compile("[\u2501\u2500=-]{80}")
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f\u061c]")


def text_of(name, kind="txt"):
    path = pathlib.Path(FOLDER.name) / f"{name}.{kind}"
    return path.read_text("utf-8")


def columns_of(line):
    """As a terminal counts."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1
               for letter in line
               if unicodedata.category(letter) not in ("Mn", "Me", "Cf"))


def blocks_of(text):
    """The table's parts between its rules; the last begins with the total."""
    return [part.strip("\n") for part in RULES.split(ISOLATES.sub("", text))]


def figures_of(line):
    """What stands in the last three columns of a line."""
    return [shown.minor_of(cell) for cell in re.split("  +", line)[-3:]]


class Pages(unittest.TestCase):
    def each(self, look, kinds=KINDS):
        for name in NAMES:
            for kind in kinds:
                with self.subTest(page=name, kind=kind):
                    look(name, text_of(name, kind))

    def test_no_line_is_over_80_columns(self):
        def look(_, text):
            for line in COLOUR.sub("", text).splitlines():
                self.assertLessEqual(columns_of(line), 80, line)
                self.assertEqual(line, line.rstrip(" "))
        self.each(look)

    def test_no_control_gets_out(self):
        def look(_, text):
            plain = COLOUR.sub("", text).replace("\n", "")
            self.assertFalse([letter for letter in plain if
                              unicodedata.category(letter) == "Cc"])
        self.each(look)

    def test_colour_changes_nothing_else(self):
        def look(name, text):
            self.assertEqual(COLOUR.sub("", text), text_of(name))
            self.assertNotIn("\033", text_of(name))
        self.each(look, ["colour.txt"])

    def test_plain_ascii_has_no_blocks(self):
        def look(_, text):
            self.assertNotRegex(text, "[\u2500-\u259f\u2026\u2212]")
            self.assertNotRegex(text, "[\u202a-\u202e\u2066-\u2069]")
        self.each(look, ["ascii.txt"])

    def test_the_amount_and_codes_are_there(self):
        def look(name, text):
            statement = shown.statement_of(FOLDER.name, name)
            flat = ISOLATES.sub("", text)
            self.assertIn(statement["number"], flat)
            for entry in statement["entries"]:
                self.assertIn(entry["code"], flat)
            self.assertIn(shown.totals_of(statement)[2],
                          map(shown.minor_of, flat.splitlines()))
        self.each(look, ["txt"])

    def test_the_rows_add_up_to_the_statement(self):
        def look(name, text):
            if name == "large":
                return
            statement = shown.statement_of(FOLDER.name, name)
            sums = [0, 0, 0]
            _, *bills, rest = blocks_of(text)
            for block in bills:
                figures = figures_of(block.splitlines()[0])
                self.assertEqual(figures[0] - figures[2], figures[1], block)
                sums = [a + b for a, b in zip(sums, figures)]
            self.assertEqual(sums, shown.totals_of(statement))
            self.assertEqual(len(bills), len(statement["bills"]))
            self.assertEqual(figures_of(rest.splitlines()[0]), sums)
        self.each(look, ["txt", "ascii.txt"])

    def test_amounts_too_long_for_columns_stand_below(self):
        text = text_of("large")
        self.assertRegex(text, r"\n +Before +9,999,999,999,999\.99\n"
                               r" +Your price +999\.99\n"
                               r" +You saved +9,999,999,999,000\.00\n")

    def test_the_same_page_is_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as again:
            shown.written(PAGES, again)
            for name in NAMES:
                for kind in (*KINDS, "html"):
                    self.assertEqual(
                        (pathlib.Path(again) / f"{name}.{kind}").read_bytes(),
                        text_of(name, kind).encode())


if __name__ == "__main__":
    unittest.main(verbosity=2)
