"""The page as others read it: poppler, qpdf, zbar, and a picture of it.

test_page.py COURTESY. COURTESY_WRITE_GOLDEN=1 draws the golden files anew:
look at them before they are kept."""
import decimal
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

COURTESY = pathlib.Path(sys.argv.pop()).resolve()
HOUSE = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = HOUSE / "tests/print/golden"
REWRITE = bool(os.environ.get("COURTESY_WRITE_GOLDEN"))
MISSING = [name for name in ("pdftotext", "pdftoppm", "pdfinfo", "pdffonts",
                             "qpdf", "zbarimg") if not shutil.which(name)]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}

# How far a picture may be from the golden one: the mean of all differences of
# 0 to 255, and how many of a million pixels may differ clearly.
MEAN_MOST, CLEARLY_MOST = 0.6, 4000


def say(*command, **how):
    done = subprocess.run([str(word) for word in command], check=False,
                          capture_output=True, env=ENVIRONMENT, **how)
    assert done.returncode == 0, f"{command}\n{done.stderr.decode()}"
    return done.stdout


def pixels(path):
    """Width, height and the bytes of a PNG of 8-bit colours."""
    data = pathlib.Path(path).read_bytes()
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 2), "8-bit colours"
        if kind == b"IDAT":
            packed += body
        at += size + 12
    raw, stride, before = zlib.decompress(packed), width * 3, bytes(width * 3)
    lines = []
    for row in range(height):
        start = row * (stride + 1)
        line = bytearray(raw[start + 1:start + 1 + stride])
        unfilter(raw[start], line, before)
        before = bytes(line)
        lines.append(before)
    return width, height, b"".join(lines)


def unfilter(kind, line, before):
    for i, byte in enumerate(line):
        left = line[i - 3] if i >= 3 else 0
        up, corner = before[i], before[i - 3] if i >= 3 else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        elif kind == 4:
            p = left + up - corner
            guess = min((left, up, corner),
                        key=lambda value, p=p: abs(p - value))
        else:
            guess = 0
        line[i] = (byte + guess) & 255


def unlike(ours, golden):
    """The mean difference, and clear ones of a million pixels."""
    total = clearly = 0
    for mine, theirs in zip(ours, golden):
        apart = abs(mine - theirs)
        total += apart
        clearly += apart > 96
    return total / len(ours), clearly * 1_000_000 / len(ours)


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.shop()

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    @classmethod
    def courtesy(cls, *words):
        return say(COURTESY, "-f", "shop.db", *words, cwd=cls.folder).decode()

    @classmethod
    def shop(cls):
        """The story: quoted, billed in full, and given back."""
        cls.courtesy("init", "--issuer", "Northgate Engineering")
        cls.courtesy("issuer", "set", "--address", "12 Wharf Road",
                     "--address", "Portland, OR 97209", "--country", "US",
                     "--email", "accounts@northgate.example", "--phone",
                     "+1 503 555 0184", "--amounts", "net", "--legal",
                     "Northgate Engineering LLC · 12 Wharf Road, Portland, "
                     "OR 97209 · Oregon registry 000000-00", "--signer",
                     "Dana Reyes", "--signer-title", "your account director",
                     "--signer-phone", "+1 503 555 0191", "--note",
                     "Thank you for three good years. If anything here looks "
                     "wrong, quote its code and I will put it right.")
        cls.courtesy("client", "add", "harbor", "--name", "Harbor Foods",
                     "--contact", "Ms Helen Achterberg", "--address",
                     "48 Canal Street", "--city", "Portland", "--region",
                     "OR", "--postal-code", "97217", "--country", "US",
                     "--since", "2019-03-01")
        for name in "Dana Reyes", "Tomás Okafor":
            cls.courtesy("person", "add", name)
        cls.past()
        for number, month, day, price, credit, reason, per, what, why in (
                ("2040", 7, 14, "24000", "2000", "special", "Dana Reyes",
                 "Annual maintenance, north depot",
                 "You renewed for a third year."),
                ("2077", 8, 3, "9000", "750", "special", "Tomás Okafor",
                 "Pump station refit",
                 "We finished six days later than we promised."),
                ("2101", 9, 21, "3000", "250", "early", "",
                 "Spare parts", "You paid within ten days.")):
            date = f"2026-{month:02}-{day:02}"
            cls.courtesy("quote", "add", f"Q-{number}", "--client", "harbor",
                         "--date", "2026-06-20", "--line",
                         f"{what};1;{price}")
            cls.courtesy("quote", "accept", f"Q-{number}", "--date",
                         "2026-06-25")
            cls.courtesy("bill", "add", f"B-{number}", "--quote",
                         f"Q-{number}", "--date", date)
            cls.courtesy("credit", "grant", "--bill", f"B-{number}",
                         "--amount", credit, "--reason", reason, "--per",
                         per or "Dana Reyes", "--note", why, "--date", date)

    @classmethod
    def past(cls):
        for date, saved in (("2024-11-20", "900"), ("2025-02-10", "1250"),
                            ("2025-08-01", "1800"), ("2025-12-01", "2150"),
                            ("2026-02-01", "1640"), ("2026-05-04", "2400")):
            cls.courtesy("credit", "grant", "--client", "harbor", "--amount",
                         saved, "--reason", "loyalty", "--per", "Dana Reyes",
                         "--date", date)

    def draw(self, name, *options):
        path = self.folder / name
        self.courtesy("statement", "show", "harbor", "2026-Q3", "--format",
                      "pdf", "--issued", "2026-10-05", "-o", path, *options)
        return path

    def text(self, path, *options):
        return say("pdftotext", *options, path, "-").decode()

    def model(self):
        return json.loads(self.courtesy("statement", "show", "harbor",
                                        "2026-Q3", "--format", "json"))

    def golden(self, name, text):
        if REWRITE:
            (GOLDEN / name).write_text(text, encoding="utf-8")
        self.maxDiff = None
        self.assertEqual((GOLDEN / name).read_text(encoding="utf-8"), text)

    def test_its_text_is_the_golden_one(self):
        for paper in "a4", "letter":
            with self.subTest(paper):
                path = self.draw(f"{paper}.pdf", "--paper", paper)
                lines = self.text(path, "-layout").split("\n")
                text = "\n".join(re.sub(" {2,}", "  ", line.strip())
                                 for line in lines if line.strip())
                self.golden(f"story-{paper}.txt", text + "\n")

    def test_that_it_is_no_bill_is_one_line(self):
        for language in "de", "en", "fr", "ja":
            words = HOUSE / "lib/print/words" / f"{language}.txt"
            said = re.search("^not_a_bill = (.*)$",
                             words.read_text(encoding="utf-8"), re.M)[1]
            for paper in "a4", "letter":
                path = self.draw("w.pdf", "--paper", paper, "--language",
                                 language)
                lines = self.text(path, "-raw").split("\n")
                self.assertTrue(said in lines, (language, paper))

    def test_it_is_one_page_of_the_paper(self):
        for paper, size in ("a4", "A4"), ("letter", "letter"):
            said = say("pdfinfo", self.draw("i.pdf", "--paper", paper)).decode()
            self.assertRegex(said, r"Pages: +1\n")
            self.assertRegex(said, rf"Page size: .*\({size}\)")
            self.assertRegex(said, r"Tagged: +yes")
            self.assertIn("Your savings statement", said)

    def test_its_fonts_are_embedded_subsets_of_inter(self):
        said = say("pdffonts", self.draw("f.pdf")).decode().splitlines()[2:]
        self.assertGreater(len(said), 2)
        for line in said:
            self.assertRegex(line, r"^[A-Z]{6}\+Inter(Display)?-")
            self.assertRegex(line, r" yes +yes +yes +\d+ +\d+$")

    def test_qpdf_finds_nothing_wrong(self):
        said = say("qpdf", "--check", self.draw("q.pdf")).decode()
        self.assertIn("No syntax or stream encoding errors found", said)

    def test_the_code_says_statement_and_chain(self):
        self.draw("c.pdf")
        say("pdftoppm", "-r", "200", "-png", "c.pdf", "c", cwd=self.folder)
        said = say("zbarimg", "-q", "--raw", self.folder / "c-1.png").decode()
        model = self.model()
        self.assertEqual(f"CTY1:{model['number']}:"
                         f"{model['chain']['head'][:12].upper()}",
                         said.strip())

    def test_without_its_code_there_is_none(self):
        self.draw("n.pdf", "--no-qr")
        say("pdftoppm", "-r", "200", "-png", "n.pdf", "n", cwd=self.folder)
        done = subprocess.run(["zbarimg", "-q", self.folder / "n-1.png"],
                              check=False, capture_output=True)
        self.assertEqual(4, done.returncode)

    def test_the_figures_add_up_to_the_model(self):
        text = self.text(self.draw("t.pdf"), "-layout")
        rows = re.findall(r" ([\d,]+\.\d\d) +([\d,]+\.\d\d) +([\d,]+\.\d\d)$",
                          text, re.M)
        sums = [sum(decimal.Decimal(row[i].replace(",", "")) for row in rows)
                for i in range(3)]
        totals = self.model()["totals"]
        self.assertEqual([decimal.Decimal(totals[name])
                          for name in ("before", "net", "saved")], sums)

    def test_the_same_twice_is_the_same_bytes(self):
        self.assertEqual(self.draw("one.pdf").read_bytes(),
                         self.draw("two.pdf").read_bytes())

    def test_its_picture_is_the_golden_one(self):
        self.draw("p.pdf", "--no-qr")
        say("pdftoppm", "-r", "80", "-png", "p.pdf", "p", cwd=self.folder)
        drawn, kept = self.folder / "p-1.png", GOLDEN / "statement.png"
        if REWRITE:
            shutil.copy(drawn, kept)
        self.assertLess(kept.stat().st_size, 200_000)
        wide, high, ours = pixels(drawn)
        self.assertEqual((wide, high), pixels(kept)[:2])
        mean, clearly = unlike(ours, pixels(kept)[2])
        self.assertLess(mean, MEAN_MOST)
        self.assertLess(clearly, CLEARLY_MOST)
        blank = bytes(len(ours)).replace(b"\0", b"\xff")
        self.assertGreater(unlike(ours, blank)[0], MEAN_MOST)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    unittest.main(verbosity=2)
