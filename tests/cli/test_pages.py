"""Pages: what show and run make of the print library's."""
import os
import re
import resource
import shutil
import subprocess

from runs import RunShop
from shop import COURTESY, DONE, FAILED, NOT_FOUND, REFUSED, USAGE, main


def pdf_pages(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True,
                          check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said)[1])


def pdf_text(path, page):
    return subprocess.run(["pdftotext", "-layout", "-f", str(page), "-l",
                           str(page), path, "-"], capture_output=True,
                          text=True, check=True).stdout


class WithoutPages(RunShop):
    def test_what_is_missing_is_said(self):
        _, _, err = self.run_it("statement", "show", "X", "--format", "pdf",
                                "-o", "x.pdf")
        if "print library" not in err:
            self.skipTest("the print library is built in")
        self.open_shop()
        self.bill()
        self.credit("--amount", "3000")
        says = ("pages come with the print library, which this courtesy was "
                "built without: use text, csv or json")
        for form in ("html", "pdf"):
            self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                         "--format", form, says=says)
            self.run_refused(USAGE, "out", "--format", f"text,{form}",
                             says=says)
        self.refused(USAGE, "statement", "show", "HARBOR", "--language", "de",
                     says="--language comes with the print library")
        self.assertEqual(self.run_statements("out"), "out/manifest.csv")


class Pages(RunShop):
    def setUp(self):
        super().setUp()
        self.need_pages()
        self.open_shop()
        self.bill()
        self.credit("--amount", "3000")

    def show(self, *words):
        self.done("statement", "show", "HARBOR", "2026-Q3", *words)
        return self.out

    def text_of(self, *words):
        self.show("--format", "pdf", "-o", "s.pdf", *words)
        return pdf_text(self.path("s.pdf"), 1)

    # ---- what is asked for ----

    def test_the_day_of_issue(self):
        self.environment["LANG"] = "C.UTF-8"
        for words, day in [((), "1 October 2026"),
                           (("--issued", "2026-10-05"), "5 October 2026")]:
            self.assertIn(day, self.show(*words))
        self.environment["SOURCE_DATE_EPOCH"] = "yesterday"
        self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                     says="SOURCE_DATE_EPOCH")
        self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                     "--issued", "5.10.2026", says="--issued")

    def test_the_language(self):
        german = self.show("--language", "de")
        self.assertIn("Quartal", german)
        self.assertEqual(self.show("--language", "de-DE").count("Quartal"),
                         german.count("Quartal"))
        self.refused(USAGE, "statement", "show", "HARBOR", "--language", "dee",
                     says='did you mean "de"?')
        self.refused(USAGE, "statement", "show", "HARBOR", "--language",
                     "klingon", says="klingon")

    def test_the_note_and_a_corrected_statement(self):
        text = self.show("--note", "A note of ours", "--replaces",
                         "2026-10-01", "--issued", "2026-10-09")
        self.assertIn("A note of ours", text)
        self.assertIn("Corrected", text)
        self.refused(USAGE, "statement", "show", "HARBOR", "--replaces", "x",
                     says="--replaces")

    def test_a_period_that_is_not_over_is_said_to_be_so(self):
        words = ("statement", "show", "HARBOR", "2026-Q3", "--issued")
        self.done(*words, "2026-09-29")
        self.assertIn("2026-Q3 is not over before 2026-09-30", self.said)
        self.done(*words, "2026-09-30")
        self.assertEqual(self.said, "")
        self.done("statement", "run", "2026-Q3", "-o",
                  self.path("early"), "--issued", "2026-07-01")
        self.assertIn("saved after 2026-07-01 will be missing", self.said)
        self.refused(USAGE, *words, "2026-06-30", says="before 2026-Q3 begins")

    def test_what_is_replaced_was_issued_before(self):
        words = ("statement", "show", "HARBOR", "2026-Q3", "--issued",
                 "2026-10-09", "--replaces")
        self.refused(USAGE, *words, "2026-10-10",
                     says=["--replaces: 2026-10-10 is after 2026-10-09"])
        self.done(*words, "2026-10-09")
        self.refused(USAGE, *words[:4], "--replaces", "2026-10-02",
                     says="after 2026-10-01")

    def test_languages_are_those_of_statements(self):
        for noun in (("client", "set", "HARBOR"), ("issuer", "set"),
                     ("client", "add", "NEW", "--name", "New")):
            self.refused(USAGE, *noun, "--language", "zz",
                         says=['not printed in "zz"', "ar, de, en, fr, ja"])
            self.done(*noun, "--language", "de-AT")
        self.done("client", "set", "HARBOR", "--language", "")
        self.done("client", "set", "HARBOR", "--language", "DE")
        self.assertIn("Quartal", self.show())
        self.assertEqual(self.said, "")

    def test_english_in_place_of_another_language_is_told(self):
        self.write("in/clients.csv", "client_ref,name,language\n"
                   "MUSEUM,Museum,zz\nHOTEL,Hotel,de\n")
        self.done("import", "in")
        for ref in ("MUSEUM", "HOTEL"):
            self.done("credit", "grant", "--client", ref, "--amount", "5",
                      "--reason", "special", "--per", "Dana Reyes", "--date",
                      "2026-09-15")
        told = ('warning: 1 statement is in English, as none are printed in '
                '"zz": MUSEUM')
        for form in ("text", "html", "pdf"):
            self.done("statement", "show", "MUSEUM", "2026-Q3", "--format",
                      form, "-o", "s")
            self.assertIn(told, self.said)
            self.run_statements("out-" + form, "--format", form)
            self.assertEqual(self.said.count(told), 1)
        self.run_statements("data", "--format", "csv,json")
        self.assertNotIn("warning", self.said)
        self.run_statements("french", "--language", "fr")
        self.assertNotIn("warning", self.said)

    def test_an_option_without_effect_is_refused(self):
        for formats, words, says in [
                ("text", ["--duplex"], "--format pdf"),
                ("html", ["--strict-fonts"], "--format pdf"),
                ("text", ["--paper", "a4"], "--format pdf or html"),
                ("csv", ["--language", "de"], "--format pdf, html or text"),
                ("json", ["--note", "x"], "--note means nothing"),
                ("csv", ["--issued", "2026-10-05"], "--issued"),
                ("json", ["--no-qr"], "--no-qr")]:
            with self.subTest(formats=formats, words=words):
                self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                             "--format", formats, *words, says=says)
                self.run_refused(USAGE, "x", "--format", formats, *words,
                                 says=says)
        self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                     "--duplex", says="--format pdf")
        self.refused(USAGE, "statement", "show", "HARBOR", "2026-Q3",
                     "--format", "csv", "--replaces", "2026-09-01",
                     says="--replaces means nothing")
        self.run_statements("out", "--format", "csv,html,pdf", "--duplex",
                            "--note", "x", "--paper", "a4")

    def test_the_paper(self):
        for paper, size in [("a4", "595"), ("letter", "612")]:
            self.show("--format", "pdf", "-o", "s.pdf", "--paper", paper)
            said = subprocess.run(["pdfinfo", self.path("s.pdf")],
                                  capture_output=True, text=True).stdout
            self.assertIn(size, re.search("Page size:.*", said)[0])
        self.refused(USAGE, "statement", "show", "HARBOR", "--paper", "a5",
                     says="a5")

    def test_plain_letters_where_the_environment_knows_no_others(self):
        self.environment["LC_ALL"] = "C"
        self.assertTrue(self.show().isascii())
        for locale in ("C.UTF-8", "xx_YY.UTF-8", "xx_YY.utf8"):
            self.environment["LC_ALL"] = locale
            self.assertFalse(self.show().isascii())

    def on_a_terminal(self, *words):
        master, slave = os.openpty()
        process = subprocess.Popen(
            [COURTESY, *words], cwd=self.folder,
            env={**self.environment, "TERM": "xterm"}, stdout=slave,
            stderr=subprocess.PIPE)
        os.close(slave)
        shown = b""
        try:
            while piece := os.read(master, 4096):
                shown += piece
        except OSError:
            pass
        os.close(master)
        return process.wait(timeout=60), shown, process.communicate()[1]

    def test_colour_on_a_terminal_and_no_pdf(self):
        words = ("statement", "show", "HARBOR", "2026-Q3")
        code, shown, _ = self.on_a_terminal(*words)
        self.assertEqual(code, DONE)
        self.assertIn(b"\033[", shown)
        self.environment["NO_COLOR"] = "1"
        self.assertNotIn(b"\033[", self.on_a_terminal(*words)[1])
        code, shown, err = self.on_a_terminal(*words, "--format", "pdf")
        self.assertEqual((code, shown), (USAGE, b""))
        self.assertIn(b"not for a terminal", err)
        self.assertNotIn("\033", self.show())

    def test_a_page_of_nothing_saved_was_asked_for(self):
        self.done("statement", "show", "HARBOR", "2026-Q1", "--format", "pdf",
                  "-o", "s.pdf")
        self.assertEqual(pdf_pages(self.path("s.pdf")), 1)
        self.done("statement", "show", "HARBOR", "2026-Q1", "--format", "html")
        self.assertIn("<!DOCTYPE html>", self.out[:20].replace("!doctype",
                                                               "!DOCTYPE"))

    def test_a_pdf_to_a_pipe_or_file_is_the_same(self):
        self.show("--format", "pdf", "-o", "s.pdf")
        out, _ = self.start("statement", "show", "HARBOR", "2026-Q3",
                            "--format", "pdf").communicate()
        with open(self.path("s.pdf"), "rb") as file:
            self.assertEqual(file.read(), out)


class Fonts(RunShop):
    """Where Inter is not installed."""

    def setUp(self):
        super().setUp()
        self.need_pages()
        self.many_clients(3)
        other = "/usr/share/fonts/truetype/dejavu"
        if not os.path.isdir(other):
            self.skipTest("DejaVu is not there to stand in")
        self.environment["FONTCONFIG_FILE"] = self.write(
            "fonts.conf", f"<fontconfig><dir>{other}</dir><cachedir>"
            f"{self.path('cache')}</cachedir></fontconfig>")

    def test_one_that_stands_in_is_told_once(self):
        self.run_statements("out", "--batch", "1", "--jobs", "2")
        self.assertEqual(self.said.count("warning: Inter is not installed"), 1)
        self.done("statement", "show", "C00001", "2026-Q3", "--format", "pdf",
                  "-o", "s.pdf")
        self.assertEqual(self.said.count("warning: Inter is not installed"), 1)

    def test_or_nothing_is_printed(self):
        self.run_refused(NOT_FOUND, "out", "--strict-fonts", says="Inter")
        self.refused(NOT_FOUND, "statement", "show", "C00001", "2026-Q3",
                     "--format", "pdf", "-o", "s.pdf", "--strict-fonts",
                     says="Inter")
        self.assertFalse(os.path.exists(self.path("s.pdf")))


class MissingCharacters(RunShop):
    """Where there is Inter and nothing else."""

    def setUp(self):
        super().setUp()
        self.need_pages()
        inter = "/usr/share/fonts/opentype/inter"
        if not os.path.isdir(inter):
            self.skipTest("Inter is not there")
        self.environment["FONTCONFIG_FILE"] = self.write(
            "fonts.conf", f"<fontconfig><dir>{inter}</dir><cachedir>"
            f"{self.path('cache')}</cachedir></fontconfig>")
        self.many_clients(12)

    def name(self, *refs):
        for ref in refs:
            self.done("client", "set", ref, "--name", f"ሰላም {ref}")

    def test_they_are_told_with_their_client(self):
        words = ("statement", "show", "C00001", "2026-Q3", "--format")
        self.done(*words, "pdf", "-o", "s.pdf")
        self.assertNotIn("warning", self.said)
        self.name("C00001")
        self.done(*words, "pdf", "-o", "s.pdf")
        self.assertIn("warning: 1 statement has characters that no font here "
                      "has, such as U+1230: C00001; install", self.said)
        for form in ("html", "text"):
            self.done(*words, form, "-o", "s")
            self.assertNotIn("warning", self.said)

    def test_a_run_tells_them_once_and_in_order(self):
        refs = [f"C{number:05}" for number in range(12)]
        self.name(*refs[:10])
        told = []
        for number, jobs in enumerate(("1", "4", "4")):
            for more in (["--batch", "2"], ["--per-client"]):
                self.run_statements(f"out-{number}{len(more)}", "--jobs", jobs,
                                    "--sort", "client", *more)
                told += [line for line in self.said.splitlines()
                         if line.startswith("warning: ")]
        self.assertEqual(len(told), 6)
        self.assertEqual(len(set(told)), 1)
        self.assertIn("10 statements have characters that no font here has",
                      told[0])
        self.assertIn(": " + ", ".join(refs[:8]) + " and 2 more; install",
                      told[0])

    def test_or_nothing_is_printed(self):
        self.name("C00007")
        says = ["the statement of C00007 has characters that no font", "U+1230"]
        self.refused(NOT_FOUND, "statement", "show", "C00007", "2026-Q3",
                     "--format", "pdf", "-o", "s.pdf", "--strict-fonts",
                     says=says)
        self.refused(NOT_FOUND, "statement", "show", "C00007", "2026-Q3",
                     "--format", "pdf", "--strict-fonts", says=says)
        self.assertFalse(os.path.exists(self.path("s.pdf")))
        for words in (["--jobs", "1"], ["--jobs", "3", "--batch", "2"],
                      ["--per-client"]):
            self.run_refused(NOT_FOUND, "out", "--strict-fonts", *words,
                             says=says)
        self.done("client", "set", "C00007", "--name", "Client 7")
        self.run_statements("out", "--strict-fonts")


class PagesOfARun(RunShop):
    def setUp(self):
        super().setUp()
        self.need_pages()
        self.many_clients(12)

    def check_pages(self, rows, pages, duplex=False):
        """Each statement's pages follow those before it in its file."""
        expected = {}
        for row in rows:
            name = row["file"]
            if not name.endswith(".pdf"):
                self.assertEqual((row["first_page"], row["pages"],
                                  row["sheets"]), ("", "", ""))
                continue
            self.assertEqual(int(row["first_page"]), expected.get(name, 1))
            expected[name] = expected.get(name, 1) + int(row["pages"])
            self.assertEqual(int(row["sheets"]) * (2 if duplex else 1),
                             int(row["pages"]))
            text = pdf_text(self.path("out", name), row["first_page"])
            self.assertIn(row["client_ref"], text)
            self.assertIn(row["statement"], text)
            self.assertIn(f"{int(row['sequence']):05}/00012", text)
        for name, last in expected.items():
            self.assertEqual(pdf_pages(self.path("out", name)), last - 1)
        self.assertEqual(sum(last - 1 for last in expected.values()), pages)

    def test_a_run_makes_pdf_and_html_if_nothing_is_said(self):
        self.assertEqual(self.run_statements("out"), "out/index.html")
        rows = self.manifest()
        self.assertEqual([row["file"][-4:] for row in rows],
                         [".pdf", "html"] * 12)
        self.check_pages(rows, 12)
        self.assertIn("12 pages on 12 sheets", self.said)
        self.assertEqual(self.files()[-1:], ["statements-0001.pdf"])
        self.assertEqual(sorted(os.listdir(self.path("out"))),
                         sorted([*self.files(), "index.html", "manifest.csv"]))

    def test_batches(self):
        self.run_statements("out", "--format", "pdf", "--batch", "5")
        self.assertEqual(self.files(), ["statements-0001.pdf",
                                        "statements-0002.pdf",
                                        "statements-0003.pdf"])
        self.check_pages(self.manifest(), 12)
        whole = self.whole("out")
        self.run_statements("one", "--format", "pdf", "--batch", "5", "--jobs",
                            "1")
        self.assertEqual(self.whole("one"), whole)
        self.run_statements("out", "--format", "pdf")
        self.assertEqual(self.files(), ["statements-0001.pdf"])
        self.assertEqual(sorted(self.whole("out")),
                         ["index.html", "manifest.csv", "statements-0001.pdf"])
        for number in ("2001", "0", "x"):
            self.run_refused(USAGE, "x", "--batch", number,
                             says=f'"{number}" is not a number from 1 to 2000')

    def test_a_pdf_for_each_client(self):
        self.run_statements("out", "--format", "pdf,html", "--per-client")
        rows = self.manifest()
        self.assertEqual(len({row["file"] for row in rows}), 24)
        self.check_pages(rows, 12)
        self.run_refused(REFUSED, "out", says="--per-client")
        self.run_refused(USAGE, "x", "--per-client", "--batch", "5",
                         says="either")

    def test_paper_on_both_sides(self):
        self.run_statements("out", "--format", "pdf", "--duplex")
        self.check_pages(self.manifest(), 24, duplex=True)
        self.assertIn("24 pages on 12 sheets", self.said)

    def test_the_sort_line_says_what_is_sorted_by(self):
        for sort, key in [("postcode", "00000"), ("client", "C00000"),
                          ("name", "Client 0")]:
            folder = "by-" + sort
            self.run_statements(folder, "--format", "pdf", "--sort", sort)
            first = pdf_text(self.path(folder, "statements-0001.pdf"), 1)
            self.assertRegex(first, re.escape(key) + r" +· +00001/00012")

    def test_a_pdf_is_whole(self):
        if shutil.which("qpdf") is None:
            self.skipTest("there is no qpdf")
        self.run_statements("out", "--format", "pdf", "--batch", "7")
        for name in self.files():
            went = subprocess.run(["qpdf", "--check",
                                   self.path("out", name)],
                                  capture_output=True, text=True)
            self.assertEqual(went.returncode, 0, went.stdout + went.stderr)

    def test_no_page_for_staff_is_written_over(self):
        self.write("out/index.html", "mine")
        self.run_refused(REFUSED, "out", says="index.html")
        self.write("two/statements-0001.pdf", "mine")
        self.run_refused(REFUSED, "two", says="statements-0001.pdf")

    def test_a_disk_that_is_full(self):
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))
        code, out, err = self.run_it("statement", "run", "2026-Q3", "-o",
                                     "out", "--format", "pdf",
                                     preexec_fn=small)
        self.assertEqual((code, out), (FAILED, ""), err)
        self.assertIn("out/statements-0001.pdf: File too large", err)
        self.assertFalse(os.path.exists(self.path("out")))


if __name__ == "__main__":
    main()
