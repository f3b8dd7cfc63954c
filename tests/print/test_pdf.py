"""PDFs as poppler and qpdf read them. test_pdf.py PDFS"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PDFS = pathlib.Path(sys.argv.pop()).resolve()
MISSING = [name for name in ("pdftotext", "pdfinfo", "pdffonts", "pdfimages",
                             "qpdf") if not shutil.which(name)]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
HOSTILE = r") Tj ET \ endstream endobj /Launch <</S (x%"
ONLY_DEJAVU = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>
"""


def say(*command, env=None):
    done = subprocess.run([str(word) for word in command], check=False,
                          capture_output=True, env=env or ENVIRONMENT)
    assert done.returncode == 0, f"{command}\n{done.stderr.decode()}"
    return done.stdout.decode()


def write_pdfs(folder, env=None):
    """Name: (status, warning)."""
    lines = say(PDFS, folder, env=env).splitlines()
    return {name: (status, warning) for name, status, warning in
            (line.split("\t") for line in lines)}


@unittest.skipIf(MISSING, f"{MISSING} are not here")
class Pdf(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="courtesy-pdf-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.answers = write_pdfs(cls.folder)

    def path(self, name):
        return self.folder / f"{name}.pdf"

    def text(self, name, *options):
        return say("pdftotext", *options, self.path(name), "-")

    def plain(self, name):
        """The file's objects, uncompressed."""
        path = self.folder / "plain.pdf"
        say("qpdf", "--qdf", "--object-streams=disable", self.path(name), path)
        return path.read_bytes()

    def info(self, name):
        lines = say("pdfinfo", self.path(name)).splitlines()
        return {key: value.strip() for key, value in
                (line.split(":", 1) for line in lines)}

    def test_all_were_printed_in_inter(self):
        self.assertEqual(set(self.answers.values()), {("OK", "")})

    def test_qpdf_has_no_complaint(self):
        for name in self.answers:
            said = say("qpdf", "--check", self.path(name))
            self.assertIn("No syntax or stream encoding errors", said, name)
            self.assertNotIn("WARNING", said, name)

    def test_another_process_writes_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as other:
            write_pdfs(other)
            for name in self.answers:
                self.assertEqual(
                    (pathlib.Path(other) / f"{name}.pdf").read_bytes(),
                    self.path(name).read_bytes(), name)

    def test_fonts_are_embedded_in_part_and_say_what_they_mean(self):
        for name in self.answers:
            fonts = say("pdffonts", self.path(name)).splitlines()[2:]
            self.assertTrue(fonts)
            for font in fonts:
                self.assertRegex(font, r"^[A-Z]{6}\+\S+ +CID Type 0C +"
                                 r"Identity-H +yes yes yes", name)
        self.assertIn("+Inter-Regular", "".join(fonts))

    def test_it_is_tagged_and_says_what_it_is(self):
        for name, language in (("en", "en"), ("de", "de"), ("ar", "ar")):
            info = self.info(name)
            self.assertEqual(info["Tagged"], "yes")
            self.assertEqual(info["CreationDate"],
                             "Mon Oct  5 00:00:00 2026 UTC")
            self.assertEqual(info["ModDate"], info["CreationDate"])
            self.assertEqual(info["Author"], "Northgate Engineering")
            plain = self.plain(name)
            self.assertRegex(plain, rb"/Lang \(%s[-)]" % language.encode())
            self.assertIn(b"/DisplayDocTitle true", plain)
            self.assertNotIn(b"pdfuaid", plain)

    def test_many_are_described_by_whose_and_when_they_are(self):
        self.assertEqual(self.info("en")["Subject"],
                         "Statement 2026-Q3/HARB-0001C for Harbor Foods Ltd")
        self.assertEqual(self.info("batch")["Subject"],
                         "Savings statements from Northgate Engineering, "
                         "July 1 to September 30, 2026")

    def test_the_structure_has_headings_and_a_table(self):
        said = say("pdfinfo", "-struct-text", self.path("en"))
        kinds = re.findall(r"^ *([A-Z]\w*)", said, re.M)
        self.assertEqual(kinds.count("H1"), 1)
        self.assertGreaterEqual(kinds.count("H2"), 1)
        self.assertEqual(kinds.count("Table"), 1)
        self.assertEqual(kinds.count("TH"), 5)
        self.assertGreaterEqual(kinds.count("TR"), 4)
        self.assertEqual(kinds.count("TD") % 5, 0)
        self.assertIn('"2,000.00"', said)
        self.assertRegex(said, r'"This quarter we saved you \$3,000\.00"')

    def test_lines_of_a_text_are_read_as_one(self):
        said = say("pdfinfo", "-struct-text", self.path("en"))
        self.assertRegex(said, r"and for your patience over the pump station\."
                         " If anything here looks wrong, quote its code and I "
                         r"will put it right\.")

    def test_texts_of_all_scripts_are_read(self):
        self.assertIn("お見積額", self.text("ja"))
        self.assertIn("$36,000", self.text("en"))
        self.assertIn("HARB-0001C/1", self.text("ar"))
        self.assertIn("يوليو", self.text("ar"))
        self.assertIn("Bill B-2040: Annual report, 4,000 copies",
                      self.text("en", "-layout"))

    def test_what_is_read_follows_the_page(self):
        said = self.text("en", "-raw")
        places = [said.index(text) for text in (
            "Harbor Foods Ltd", "This quarter we saved you", "$3,000.00",
            "Jul 14", "Aug 3", "Thank you for three")]
        self.assertEqual(places, sorted(places))

    def test_no_mark_of_direction_is_read(self):
        for name in ("en", "hostile"):
            self.assertNotRegex(self.text(name),
                                "[\u2066-\u2069\u202a-\u202e\u200e\u200f]")
        self.assertIn("gnp.exe", self.text("hostile"))

    def test_a_name_stays_a_name(self):
        self.assertEqual(self.info("hostile")["Author"], HOSTILE)
        self.assertIn(HOSTILE, self.text("hostile", "-layout"))
        objects = re.sub(rb"stream\n.*?\nendstream", b"",
                         self.plain("hostile"), flags=re.S)
        objects = re.sub(rb"\((\\.|[^\\()])*\)", b"", objects)
        self.assertNotIn(b"/Launch", objects)

    def test_a_batch_has_its_fonts_once(self):
        self.assertEqual(self.info("batch")["Pages"], "20")
        one = say("pdffonts", self.path("en")).splitlines()
        batch = say("pdffonts", self.path("batch")).splitlines()
        self.assertEqual(len(one), len(batch))
        for page in range(1, 21):
            self.assertIn(f"{page:05}/00020",
                          self.text("batch", "-f", page, "-l", page))

    def test_two_sides_have_a_blank_page(self):
        self.assertEqual(self.info("duplex")["Pages"], "4")
        for page, blank in ((1, False), (2, True), (3, False), (4, True)):
            said = self.text("duplex", "-f", page, "-l", page).strip()
            self.assertEqual(said == "", blank, page)

    def test_the_logo_is_in_a_file_once(self):
        rows = [row.split() for row in say(
            "pdfimages", "-list", self.path("logo")).splitlines()[2:]]
        self.assertEqual([row[2] for row in rows], ["image", "smask"] * 3)
        self.assertEqual(len({row[10] for row in rows}), 1)
        self.assertEqual({tuple(row[3:5]) for row in rows}, {("120", "60")})


@unittest.skipIf(MISSING, f"{MISSING} are not here")
class WithoutInter(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="courtesy-pdf-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def answers(self, fonts):
        configuration = self.folder / "fonts.conf"
        configuration.write_text(ONLY_DEJAVU.format(
            fonts=fonts, cache=self.folder / "cache"), encoding="utf-8")
        return write_pdfs(self.folder, {
            **ENVIRONMENT, "FONTCONFIG_FILE": str(configuration)})

    def test_another_font_stands_in_and_is_named(self):
        files = say("fc-list", ":family=DejaVu Sans", "file").split(":")
        answers = self.answers(pathlib.Path(files[0].strip()).parent)
        self.assertEqual(answers.pop("strict"), ("NOT_FOUND", ""))
        self.assertEqual(set(answers.values()), {(
            "OK", "Inter is not installed: pages are set in DejaVu Sans; on "
            "Debian install fonts-inter")})
        for name in answers:
            path = self.folder / f"{name}.pdf"
            self.assertIn("DejaVuSans", say("pdffonts", path))
            say("qpdf", "--check", path)

    def test_no_font_at_all_is_an_error(self):
        (self.folder / "none").mkdir()
        answers = self.answers(self.folder / "none")
        self.assertEqual(set(answers.values()), {("NOT_FOUND", "")})


if __name__ == "__main__":
    unittest.main()
