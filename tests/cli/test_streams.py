import os
import signal
import subprocess

from shop import COURTESY, DONE, FAILED, NOT_FOUND, USAGE, Shop, main


class Streams(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.bill()

    def run_to(self, out, *words, **options):
        return subprocess.run([COURTESY, *words], cwd=self.folder,
                              env=self.environment, stdout=out,
                              stderr=subprocess.PIPE, timeout=60, **options)

    def test_a_full_disk_behind_stdout_is_told(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        with open("/dev/full", "wb") as full:
            for words in [("client", "list"),
                          ("client", "list", "--format", "csv"),
                          ("bill", "show", "B-2041", "--format", "json"),
                          ("statement", "show", "HARBOR", "2026-Q3"),
                          ("--help",)]:
                with self.subTest(words):
                    went = self.run_to(full, *words)
                    self.assertEqual(went.returncode, FAILED)
                    self.assertIn(b"courtesy: ", went.stderr)

    def test_a_reader_that_went_away_had_what_they_wanted(self):
        self.credit("--amount", "1")
        for words in [("client", "list"), ("bill", "show", "B-2041"),
                      ("credit", "list", "--format", "csv"),
                      ("bill", "list", "--format", "json"),
                      ("report", "savings"),
                      ("report", "margin", "--by", "client"),
                      ("statement", "show", "HARBOR", "2026-Q3"),
                      ("statement", "show", "HARBOR", "2026-Q3", "--format",
                       "csv"),
                      ("export", "journal"), ("--help",), ("--version",),
                      ("person", "add", "Ines Halloran")]:
            reads, writes = os.pipe()
            os.close(reads)
            with self.subTest(words):
                went = self.run_to(writes, *words)
                self.assertEqual(went.returncode, -signal.SIGPIPE)
                self.assertNotIn(b"courtesy: ", went.stderr)
            os.close(writes)
        self.assertEqual(len(self.rows("person", "list")), 2)

    def test_what_is_wrong_is_told_though_nobody_reads_stdout(self):
        reads, writes = os.pipe()
        os.close(reads)
        went = self.run_to(writes, "client", "show", "NOBODY")
        os.close(writes)
        self.assertEqual(went.returncode, NOT_FOUND)
        self.assertIn(b"NOBODY", went.stderr)

    def test_a_run_is_whole_though_nobody_reads(self):
        self.credit("--amount", "1")
        reads, writes = os.pipe()
        os.close(reads)
        subprocess.run([COURTESY, "statement", "run", "2026-Q3", "-o", "out",
                        "--format", "csv"], cwd=self.folder, stdout=writes,
                       stderr=writes, env=self.environment, timeout=60)
        os.close(writes)
        self.assertEqual(len(os.listdir(self.path("out"))), 2)

    def test_a_closed_stdout_never_reaches_the_ledger(self):
        before = self.contents()
        went = self.run_to(None, "client", "list",
                           preexec_fn=lambda: (os.close(1), os.close(2)))
        self.assertEqual(went.returncode, FAILED)
        self.assertEqual(self.contents(), before)
        self.done("check")

    def test_no_progress_but_on_a_terminal(self):
        for words in [("check",), ("statement", "run", "2026-Q3", "-o", "out")]:
            self.done(*words)
            self.assertNotIn("\r", self.said)
            self.assertNotIn("\033", self.said + self.out)

    def on_a_terminal(self, *words, **environment):
        """What a terminal as stderr shows."""
        try:
            master, slave = os.openpty()
        except OSError as error:
            self.skipTest(f"no terminal to be had: {error}")
        went = subprocess.Popen([COURTESY, *words], cwd=self.folder,
                                env={**self.environment, **environment},
                                stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        shown = b""
        try:
            while piece := os.read(master, 4096):
                shown += piece
        except OSError:
            pass
        os.close(master)
        went.wait(timeout=60)
        return shown.decode()

    def test_progress_and_colour_on_a_terminal(self):
        self.assertIn("100%", self.on_a_terminal("check", TERM="xterm"))
        self.credit("--amount", "1")
        self.assertRegex(self.on_a_terminal(
            "statement", "run", "2026-Q3", "-o", "out", TERM="xterm"),
            r"statements \[#+\] 100%")
        self.assertEqual(self.on_a_terminal("check", TERM="dumb"), "")
        self.assertIn("\033[31m", self.on_a_terminal("xyzzy", TERM="xterm"))
        self.assertNotIn("\033", self.on_a_terminal("xyzzy", TERM="xterm",
                                                    NO_COLOR="1"))

    def test_the_ledger_is_named_by_f_or_the_environment(self):
        os.rename(self.path("courtesy.db"), self.path("shop.db"))
        for end in ("-wal", "-shm"):
            self.assertFalse(os.path.exists(self.path("courtesy.db" + end)))
        self.refused(3, "client", "list", says="courtesy.db")
        self.done("-f", "shop.db", "client", "list")
        self.done("--file=shop.db", "client", "list")
        self.done("client", "list", "-f", "shop.db")
        self.environment["COURTESY_LEDGER"] = "shop.db"
        self.done("client", "list")
        self.refused(3, "-f", "none.db", "client", "list", says="none.db")

    def test_errors_speak_the_language_of_no_locale(self):
        self.environment.update(LANG="de_DE.UTF-8", LC_ALL="de_DE.UTF-8")
        self.done("client", "list")
        self.environment.update(LANG="C", LC_ALL="C")
        self.done("client", "add", "OZ", "--name", "Zoë Ö.")
        self.done("client", "list")
        self.assertIn("Zoë Ö.", self.out)

    def test_what_is_said_cannot_move_a_terminal_s_cursor(self):
        evil = "\x1b[31mred\u009b1A"
        self.write(f"in/{evil}.txt", "")
        self.write("in/clients.csv", f"client_ref,{evil}\nA,b\n")
        for words in [(evil,), ("client", evil), ("client", "list", evil),
                      ("client", "list", "--format", evil),
                      ("-f", evil, "client", "list"), ("import", "in"),
                      ("import", evil),
                      ("statement", "show", "HARBOR", "-o", evil + "/x")]:
            with self.subTest(words):
                _, _, err = self.run_it(*words)
                self.assertNotEqual(err, "")
                self.assertNotIn("\x1b", err)
                self.assertNotIn("\u009b", err)

    def test_data_goes_to_stdout_and_messages_to_stderr(self):
        code, out, err = self.run_it("quote", "list")
        self.assertEqual((code, out), (DONE, ""))
        self.assertIn("nothing to show", err)
        code, out, err = self.run_it("quote", "list", "--format", "bogus")
        self.assertEqual((code, out), (USAGE, ""))


if __name__ == "__main__":
    main()
