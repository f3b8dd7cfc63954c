"""What words.py makes of languages, and what it refuses: usage:
test_words.py WORDS.PY."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(sys.argv.pop(1)).resolve()
WORDS = SCRIPT.parent / "words"


class Words(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.output = self.folder / "out"
        self.words = self.folder / "words"
        self.words.mkdir()

    def language(self, name, *lines):
        text = "".join(line + "\n" for line in lines)
        (self.words / f"{name}.txt").write_text(text, "utf-8")

    def run_it(self, what="header"):
        return subprocess.run(
            [sys.executable, SCRIPT, what, self.output, self.words],
            capture_output=True, text=True, check=False)

    def refuses(self, *expected):
        said = self.run_it()
        self.assertNotEqual(0, said.returncode)
        for text in expected:
            self.assertIn(text, said.stderr)
        self.assertFalse(self.output.exists())

    def writes(self, what="header"):
        said = self.run_it(what)
        self.assertEqual("", said.stderr)
        return self.output.read_text("utf-8")

    def test_our_languages_are_whole(self):
        shutil.rmtree(self.words)
        shutil.copytree(WORDS, self.words)
        self.assertIn("CTYI_LANGUAGE_COUNT = 5 ", self.writes())

    def test_a_file_is_a_language(self):
        self.language("en", "# a comment", "", "hello = Hello {0}",
                      "bye = Bye")
        self.language("it", "bye = Ciao", "hello = Salve {0}")
        header = self.writes()
        self.assertLess(header.index("CTYI_WORDS_HELLO"),
                        header.index("CTYI_WORDS_BYE"))
        self.assertIn("CTYI_LANGUAGE_COUNT = 2 ", header)
        source = self.writes("source")
        self.assertLess(source.index('{"en", '), source.index('{"it", '))
        depends = pathlib.Path(f"{self.output}.d").read_text("utf-8")
        self.assertIn(str(self.words / "it.txt"), depends)
        self.assertIn(f" {self.words} ", depends)

    def test_texts_cannot_end_the_literal(self):
        self.language("en", 'quote = "}; \\ ??/ %s'.replace("}", "'}'"))
        self.assertIn(r'"\042}; \134 \077\077/ %s"', self.writes("source"))

    def test_keys_that_differ_are_refused(self):
        self.language("en", "hello = Hello", "bye = Bye")
        self.language("it", "# one", "hello = Salve")
        self.refuses("it.txt:2: bye missing")
        self.language("it", "hello = Salve", "bye = Ciao", "more = Ancora")
        self.refuses("it.txt:3: more is not in en.txt")

    def test_arguments_that_differ_are_refused(self):
        self.language("en", "hello = Hello {0} and {1}")
        self.language("it", "# uno", "hello = Salve {0} {2}")
        self.refuses("it.txt:2: hello has the arguments {0} text, {2} text; "
                     "en.txt has {0} text, {1} text")

    def test_a_key_that_comes_twice_is_refused(self):
        self.language("en", "hello = Hello", "bye = Bye", "hello = Hi")
        self.refuses("en.txt:3: hello is there already, in line 1")

    def test_messages_that_cannot_be_read_are_refused(self):
        for message, expected in (
                ("Hello {name}", "an argument expected"),
                ("Hello {0", "an argument expected"),
                ("Hello }", "a } without its {"),
                ("Hello '{0", "a quote that does not end"),
                ("{0, number}", "plural or select expected"),
                ("{0, plural, one{a}}", "has no branch other"),
                ("{0, plural, lots{a} other{b}}", "lots is no plural form"),
                ("{0, plural, one{a} one{b} other{c}}", "one comes twice"),
                ("{0, plural, other{a", "a } expected")):
            with self.subTest(message=message):
                self.language("en", f"hello = {message}")
                self.refuses("en.txt:1: hello: ", expected)

    def test_lines_that_are_none_are_refused(self):
        for line in ("hello", "hello=Hello", " hello = Hello", "hello = ",
                     "Hello = Hello"):
            with self.subTest(line=line):
                self.language("en", line)
                self.refuses("en.txt:1: ")
        self.language("en", "hello = Hello\u202e")
        self.refuses("en.txt:1: a direction mark")

    def test_english_is_needed(self):
        self.language("it", "hello = Salve")
        self.refuses("en.txt is missing")


if __name__ == "__main__":
    unittest.main()
