"""Statements in HTML: what they say, and what a browser makes of them.

test_html.py PAGES FOLDER: the folder keeps what is fetched once."""
import html.parser
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import browser
import shown

PAGES = shown.program()
KEPT = pathlib.Path(sys.argv.pop(1)).resolve()
FOLDER = tempfile.TemporaryDirectory()
NAMES = shown.written(PAGES, FOLDER.name)

TAGS = set("""a address b bdi body br caption dd div dl dt figcaption figure
    footer h1 h2 head header html i img li link main meta ol p path rect span
    strong style svg table tbody td tfoot th thead title tr""".split())
ATTRIBUTES = set("""alt aria-hidden aria-label charset class content d
    data-label dir height href http-equiv lang name rel role rx scope src style
    viewbox width""".split())
EMPTY = {"br", "img", "link", "meta", "path", "rect"}
POLICY = ("default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
          "base-uri 'none'; form-action 'none'")
ONE_PAGE = ["story", "letter", "german", "french", "japanese", "arabic",
            "dinar", "four", "first", "long"]
MARKS = re.compile("[\u2066-\u2069\u202a-\u202e\u200e\u200f\u061c]")
MM = 72 / 25.4

WIDE = "return [page.documentElement.scrollWidth, view.innerWidth]"
SCRIPTS = ("return [page.title, page.scripts.length, "
           "page.querySelectorAll('img').length]")
AXE = """const said = await view.axe.run(page, {resultTypes: ["violations"]});
  return said.violations.filter(one => /serious|critical/.test(one.impact))
    .map(one => [one.id, one.nodes.map(node => node.failureSummary)])"""


def path_of(name):
    return pathlib.Path(FOLDER.name) / f"{name}.html"


def page_of(name):
    return path_of(name).read_text("utf-8")


class Reader(html.parser.HTMLParser):
    """Tags, attributes, and the table's cells."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.open = [], [], []
        self.rows, self.said = [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "tr":
            self.rows.append((dict(attrs).get("class", ""), []))
        if tag in ("td", "th"):
            self.rows[-1][1].append((tag, dict(attrs).get("scope"), ""))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.said += data
        if "td" in self.open or "th" in self.open:
            tag, scope, text = self.rows[-1][1][-1]
            self.rows[-1][1][-1] = tag, scope, text + data


class Contents(unittest.TestCase):
    def each(self, look):
        for name in NAMES:
            with self.subTest(page=name):
                look(name, Reader(page_of(name)))

    def test_nothing_but_our_own_tags(self):
        def look(_, page):
            self.assertEqual(set(page.tags) - TAGS, set())
            self.assertEqual(
                {name for _, name, _ in page.attributes} - ATTRIBUTES, set())
            self.assertEqual(page.open, [])
            for tag, name, value in page.attributes:
                if name in ("href", "src"):
                    self.assertRegex(value, "^(data:|mailto:[\\w.+@-]+$)")
                if name == "style":
                    self.assertRegex(value, r"^(--[whnt]|width):[\d.]+%?$")
        self.each(look)

    def test_the_policy_forbids_whatever_else_comes_in(self):
        def look(_, page):
            self.assertIn(("meta", "content", POLICY), page.attributes)
            self.assertLess(page.attributes.index(("meta", "content", POLICY)),
                            6)
        self.each(look)

    def test_one_of_each_part_in_the_order_of_the_page(self):
        def look(_, page):
            parts = [tag for tag in page.tags if tag in
                     ("header", "main", "h1", "table", "footer")]
            self.assertEqual(parts, ["header", "main", "h1", "table",
                                     "footer"])
        self.each(look)

    def test_the_table_says_what_heads_what(self):
        def look(name, page):
            first, *rows = page.rows
            self.assertEqual([cell[:2] for cell in first[1]],
                             [("th", "col")] * 5)
            for _, cells in rows:
                self.assertEqual([cell[:2] for cell in cells],
                                 [("td", None), ("th", "row")] +
                                 [("td", None)] * 3)
            statement = shown.statement_of(FOLDER.name, name)
            codes = {row[1][0][2] for row in rows}
            for entry in statement["entries"]:
                self.assertTrue(any(entry["code"] in code for code in codes))
        self.each(look)

    def test_the_rows_add_up_to_the_statement(self):
        def look(name, page):
            sums, of_entries, of_bills = [0, 0, 0], 0, 0
            for kind, cells in page.rows[1:-1]:
                figures = [shown.minor_of(cell[2]) for cell in cells[2:]]
                if "entry" in kind:
                    of_entries += figures[2]
                    continue
                of_bills += figures[2] if "bill" in kind else 0
                self.assertEqual(figures[0] - figures[2], figures[1])
                sums = [a + b for a, b in zip(sums, figures)]
            totals = [shown.minor_of(cell[2])
                      for cell in page.rows[-1][1][2:]]
            self.assertEqual(of_entries, of_bills)
            self.assertEqual(sums, totals)
            self.assertEqual(
                sums, shown.totals_of(shown.statement_of(FOLDER.name, name)))
        self.each(look)

    def test_the_amount_is_the_headline(self):
        def look(name, _):
            amount = re.search("<h1>.*<strong[^>]*>(.*)</strong>",
                               page_of(name))[1]
            self.assertEqual(
                shown.minor_of(amount),
                shown.totals_of(shown.statement_of(FOLDER.name, name))[2])
        self.each(look)

    def test_a_page_is_small(self):
        self.assertLess(path_of("story").stat().st_size, 20000)


@unittest.skipUnless(browser.program(), "chromium is not installed")
class Shown(unittest.TestCase):
    def pages(self, names=None):
        return {name: page_of(name) for name in names or NAMES}

    def test_nothing_is_wider_than_a_telephone(self):
        for width in (320, 360, 720, 1280):
            for name, (wide, room) in browser.ask(self.pages(), width,
                                                  WIDE).items():
                with self.subTest(page=name, width=width):
                    self.assertEqual(room, width)
                    self.assertLessEqual(wide, room)

    def test_no_text_becomes_a_script_or_picture(self):
        said = browser.document_of(path_of("hostile"))
        self.assertNotIn("<title>x</title>", said)
        self.assertIn("&lt;script&gt;document.title=", said)
        for name, found in browser.ask(self.pages(), 800, SCRIPTS).items():
            with self.subTest(page=name):
                self.assertNotEqual(found[0], "x")
                self.assertEqual(found[1:], [0, 0])

    def test_nobody_finds_it_hard_to_read(self):
        script = fetched("axe-core", "axe.min.js")
        if script is None:
            self.skipTest("axe-core cannot be fetched")
        pages = self.pages(["story", "arabic", "many", "several", "first"])
        for dark in (False, True):
            for width in (360, 1280):
                for name, found in browser.ask(pages, width, AXE, script,
                                               dark).items():
                    with self.subTest(page=name, width=width, dark=dark):
                        self.assertEqual(found, [])


def fetched(package, path):
    """A file of a package, or None; it is asked for once in a build."""
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / "node_modules" / package / path
    npm = shutil.which("npm")
    if not file.exists() and npm:
        try:
            subprocess.run([npm, "install", "--no-save", "--no-audit",
                            "--no-fund", "--ignore-scripts", "--prefix", KEPT,
                            package], capture_output=True, timeout=90,
                           check=False, cwd=KEPT)
        except subprocess.TimeoutExpired:
            return None
    return file.read_text("utf-8") if file.exists() else None


@unittest.skipUnless(browser.program() and shutil.which("pdftotext"),
                     "chromium or pdftotext is not installed")
class Printed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pdfs = {}
        for name in [*ONE_PAGE, "many", "large", "hostile"]:
            cls.pdfs[name] = path_of(name).with_suffix(".pdf")
            browser.print_to(cls.pdfs[name], path_of(name))

    def text_of(self, name, *words):
        return subprocess.run(
            ["pdftotext", *words, self.pdfs[name], "-"], check=True,
            capture_output=True, timeout=60).stdout.decode("utf-8")

    def words_of(self, name):
        """Where the uppermost of each word is: left, top, right, bottom."""
        places = {}
        for *place, word in re.findall(
                r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">'
                r"(.*?)</word>", self.text_of(name, "-bbox", "-l", "1")):
            found = [float(number) for number in place]
            if word not in places or found[1] < places[word][1]:
                places[word] = found
        return places

    def baseline_of(self, name, word):
        """Where the ink of a word without descenders ends, in mm."""
        left, top, right, bottom = self.words_of(name)[word]
        area = [int(2 * number) for number in
                (left, top - 4, right - left, bottom - top + 8)]
        corner = dict(zip(("-x", "-y", "-W", "-H"), area))
        picture = subprocess.run(
            ["pdftoppm", "-r", "144", "-gray", "-l", "1", *(
                str(part) for pair in corner.items() for part in pair),
             self.pdfs[name]], check=True, timeout=60, capture_output=True
        ).stdout
        width, height = map(int, picture.split(None, 3)[1:3])
        pixels = picture[-width * height:]
        dark = [row for row in range(height)
                if min(pixels[row * width:(row + 1) * width]) < 128]
        middle = min(dark, key=lambda row: abs(row - height / 2))
        while middle + 1 in dark:
            middle += 1
        return (area[1] + middle + 1) / 2 / MM

    def size_of(self, name):
        return re.search(r'<page width="(.*?)" height="(.*?)"',
                         self.text_of(name, "-bbox", "-l", "1")).groups()

    def test_a_statement_prints_on_one_page(self):
        for name in ONE_PAGE:
            with self.subTest(page=name):
                self.assertEqual(self.text_of(name).count("\f"), 1)

    def test_a_long_one_goes_on_with_its_heads(self):
        text = self.text_of("many", "-layout")
        pages = text.split("\f")[:-1]
        self.assertGreater(len(pages), 2)
        for page in pages:
            self.assertEqual(page.count("Date and code"), 1)
        self.assertEqual(text.count("Total this quarter"), 1)
        codes = {entry["code"] for entry in
                 shown.statement_of(FOLDER.name, "many")["entries"]}
        self.assertEqual(codes - set(text.split()), set())

    def test_the_page_says_what_the_statement_says(self):
        for name in ("story", "letter", "large"):
            statement = shown.statement_of(FOLDER.name, name)
            text = self.text_of(name)
            self.assertIn(statement["number"], text)
            self.assertIn("This is not a bill. Nothing to pay.", text)
            self.assertIn(f"{float(statement['totals']['saved']):,.2f}", text)

    def test_the_address_is_in_the_window(self):
        self.assertAlmostEqual(float(self.size_of("story")[0]) / MM, 210, 0)
        self.assertAlmostEqual(float(self.size_of("letter")[0]), 612, 0)
        for name, left, first, last in (("story", 25, 66.2, 87.4),
                                        ("letter", 25.4, 61, 77.2)):
            self.assertAlmostEqual(self.words_of(name)["Harbor"][0] / MM, left,
                                   delta=0.3)
            self.assertAlmostEqual(self.baseline_of(name, "Harbor"), first,
                                   delta=0.5)
            self.assertLess(self.baseline_of(name, "UNITED"), last)

    def test_a_name_that_the_window_cuts_stands_over_the_table(self):
        name = shown.statement_of(FOLDER.name, "long")["client"]["name"]
        said = "".join(self.text_of("long", "-raw").split())
        self.assertEqual(said.count("".join(name.split())), 1)
        for word in ("Helen", "Canal", "E16"):
            self.assertLess(self.words_of("long")[word][3] / MM, 79, word)

    def test_headline_and_facts_are_where_the_page_has_them(self):
        for name, facts, headline in (("story", 124.2, 102),
                                      ("letter", 127.6, 90.5)):
            self.assertAlmostEqual(self.words_of(name)["Tracking"][0] / MM,
                                   facts, delta=0.3)
            self.assertAlmostEqual(self.baseline_of(name, "This"), headline,
                                   delta=0.5)

    def test_the_code_can_be_read(self):
        if not (shutil.which("pdftoppm") and shutil.which("zbarimg")):
            self.skipTest("pdftoppm or zbarimg is not installed")
        statement = shown.statement_of(FOLDER.name, "story")
        picture = self.pdfs["story"].with_suffix("")
        subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile",
                        self.pdfs["story"], picture], check=True, timeout=60)
        said = subprocess.run(["zbarimg", "-q", "--raw", f"{picture}.png"],
                              capture_output=True, check=True, timeout=60)
        self.assertEqual(
            said.stdout.decode().strip(),
            f"CTY1:{statement['number']}:"
            f"{statement['chain']['head'][:12].upper()}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
