from shop import DONE, USAGE, Shop, main

COMMANDS = {
    "issuer": ["set", "show"],
    "client": ["add", "set", "list", "show"],
    "person": ["add", "list"],
    "reason": ["add", "list"],
    "quote": ["add", "accept", "decline", "list", "show"],
    "bill": ["add", "list", "show"],
    "credit": ["grant", "reverse", "show", "list"],
    "statement": ["show", "run"],
    "report": ["savings", "margin"],
}
ALONE = ["init", "import", "check"]


class Help(Shop):
    def helped(self, *words):
        code, out, err = self.run_it(*words, "--help")
        self.assertEqual((code, err), (DONE, ""), words)
        self.assertIn("Usage: courtesy", out)
        self.assertIn("Examples:", out)
        return out

    def test_no_arguments_prints_help_to_stderr(self):
        code, out, err = self.run_it()
        self.assertEqual((code, out), (USAGE, ""))
        self.assertIn("Commands:", err)

    def test_help_with_examples_on_every_level(self):
        top = self.helped()
        for noun in [*COMMANDS, *ALONE]:
            self.assertIn(noun, top)
            self.helped(noun)
            for verb in COMMANDS.get(noun, []):
                self.assertIn(f"courtesy {noun} {verb}",
                              self.helped(noun, verb))

    def test_a_noun_alone_prints_its_help_to_stderr(self):
        for noun in COMMANDS:
            code, out, err = self.run_it(noun)
            self.assertEqual((code, out), (USAGE, ""))
            self.assertIn("Commands:", err)

    def test_the_version(self):
        code, out, err = self.run_it("--version")
        self.assertEqual((code, err), (DONE, ""))
        self.assertRegex(out, r"^courtesy \d+\.\d+\.\d+\n$")

    def test_a_mistyped_word_is_met_with_a_guess(self):
        for words, guess in [(("cliemt", "list"), "client"),
                             (("client", "shwo"), "show"),
                             (("bill", "lsit"), "list"),
                             (("imprt",), "import")]:
            self.refused(USAGE, *words, says=f'did you mean "{guess}"?')
        self.refused(USAGE, "client", "list", "--fromat", "csv",
                     says="did you mean --format?")
        self.refused(USAGE, "xyzzy", says='no command "xyzzy"')

    def test_a_slip_in_the_options_is_refused(self):
        self.refused(USAGE, "client", "add", says="missing")
        self.refused(USAGE, "client", "add", "A", "B", "--name", "N",
                     says='"B" is one too many')
        self.refused(USAGE, "client", "add", "A", "--name", "N", "--name", "M",
                     says="--name is given twice")
        self.refused(USAGE, "client", "list", "--format", "xml", says="xml")
        self.refused(USAGE, "client", "list", "--format", says="--format")
        self.refused(USAGE, "client", "add", "A", says="--name")
        self.refused(USAGE, "reason", "add", "x", says="--label")
        self.refused(USAGE, "person", "add", "a !#:+ b", says="!#:+")

    def test_what_a_grant_must_say(self):
        grant = ["credit", "grant"]
        why = ["--reason", "special", "--per", "Dana Reyes"]
        for words, says in [
                (["--amount", "1", *why], "either --bill or --client"),
                (["--bill", "B", "--client", "C", "--amount", "1", *why],
                 "either --bill or --client"),
                (["--bill", "B", *why], "--amount, --percent and --rest"),
                (["--bill", "B", "--rest", "--amount", "1", *why],
                 "--amount, --percent and --rest"),
                (["--bill", "B", "--percent", "0", "--rest", *why],
                 "--amount, --percent and --rest"),
                (["--client", "C", "--line", "1", "--amount", "1", *why],
                 "--line"),
                (["--bill", "B", "--line", "0", "--rest", *why], "--line"),
                (["--bill", "B", "--rest", "--per", "D"], "--reason"),
                (["--bill", "B", "--rest", "--reason", "special", "--per", ""],
                 "--per"),
                (["--bill", "B", "--rest", "--reason", "special"], "--per")]:
            self.refused(USAGE, *grant, *words, says=says)
        self.refused(USAGE, "credit", "reverse", "X/1", "--note", "n",
                     says="--per")
        self.refused(USAGE, "credit", "reverse", "X/1", "--per", "D",
                     says="--note")

    def test_a_colour_is_for_terminals_only(self):
        _, _, err = self.run_it("xyzzy")
        self.assertNotIn("\033", err)


if __name__ == "__main__":
    main()
