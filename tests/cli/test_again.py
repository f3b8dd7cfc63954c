"""Folders that hold a run already, or half of one, or something else."""
import fcntl
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import time

from runs import RunShop
from shop import BUSY, COURTESY, FAILED, REFUSED, main

TEXT = ("--format", "text,csv")
ASIDE = ".courtesy-run"


class Again(RunShop):
    def setUp(self):
        super().setUp()
        self.open_shop()
        self.done("client", "add", "OTHER", "--name", "Other")
        self.bill()
        self.bill("B-1", "100", "2026-09-01", "OTHER")
        self.credit("--amount", "3000")
        self.other_credit = self.credit("--amount", "7", bill="B-1")
        self.done("bill", "add", "B-Q2", "--client", "HARBOR", "--date",
                  "2026-05-01", "--line", "a;1;10", "--discount",
                  "1;2;loyalty")

    def file_of(self, ref, folder="out"):
        return [row["file"] for row in self.manifest(folder)
                if row["client_ref"] == ref][0]

    def take_back(self):
        self.done("credit", "reverse", self.other_credit, "--per",
                  "Dana Reyes", "--note", "a slip", "--date", "2026-09-20")

    def test_running_again_gives_the_same_bytes(self):
        self.run_statements("one", *TEXT)
        self.run_statements("two", *TEXT)
        self.run_statements("two", *TEXT)
        self.assertEqual(self.whole("one"), self.whole("two"))

    def test_what_was_changed_or_lost_comes_back(self):
        self.run_statements("out", *TEXT)
        whole = self.whole("out")
        self.write("out/" + self.file_of("HARBOR"), "scribbled over")
        os.remove(self.path("out", self.file_of("OTHER")))
        self.run_statements("out", *TEXT)
        self.assertEqual(self.whole("out"), whole)

    def test_a_file_that_the_run_no_longer_has_is_removed(self):
        self.run_statements("out", *TEXT)
        self.take_back()
        self.run_statements("new", *TEXT)
        self.run_statements("out", *TEXT)
        self.assertEqual(self.whole("out"), self.whole("new"))

    def test_one_that_was_written_to_since_stays(self):
        self.run_statements("out", *TEXT)
        name = self.file_of("OTHER")
        self.write("out/" + name, "notes of mine")
        self.take_back()
        self.run_statements("out", *TEXT)
        self.assertEqual(self.whole("out")[name], b"notes of mine")

    def test_a_forged_manifest_removes_nothing_elsewhere(self):
        self.run_statements("out", *TEXT)
        for name in ("../precious", "precious", "/etc/hostname", ".precious"):
            with self.subTest(name):
                path = self.write("precious", "precious")
                self.write("out/precious", "precious")
                digest = hashlib.sha256(b"precious").hexdigest()
                rows = self.manifest()
                text = ",".join(rows[0].values()).replace(
                    rows[0]["file"], name).replace(rows[0]["sha256"], digest)
                manifest = self.path("out", "manifest.csv")
                with open(manifest) as file:
                    before = file.read()
                self.write("out/manifest.csv", before + text + "\n")
                self.run_refused(REFUSED, "out", *TEXT, says="no run's")
                self.assertTrue(os.path.exists(path))
                self.write("out/manifest.csv", before)

    # ---- other runs, other files ----

    def test_a_folder_of_another_run_is_left_alone(self):
        self.run_statements("out", *TEXT)
        self.run_refused(REFUSED, "out", *TEXT, period="2026-Q2",
                         says="holds the statements of 2026-Q3: choose another")
        self.run_refused(REFUSED, "out", "--format", "text", says="csv")
        self.run_refused(REFUSED, "out", "--format", "text,csv,json",
                         says="fewer formats")
        self.done("-f", "two.db", "init", "--issuer", "Two")
        self.run_refused(REFUSED, "out", *TEXT, "-f", "two.db",
                         says="another ledger")

    def test_a_manifest_that_is_none(self):
        for text in ["", "a,b\n1,2\n", "sequence,statement\n", "\0\0"]:
            self.write("out/manifest.csv", text)
            self.run_refused(REFUSED, "out", *TEXT, says="manifest.csv")
        os.remove(self.path("out", "manifest.csv"))
        os.mkfifo(self.path("out", "manifest.csv"))
        self.run_refused(REFUSED, "out", *TEXT, says="no plain file")

    def test_files_of_others_stay(self):
        self.write("out/notes.txt", "mine")
        self.write("out/deep/notes.txt", "mine too")
        self.run_statements("out", *TEXT)
        self.run_statements("out", *TEXT)
        self.assertEqual(self.whole("out")["notes.txt"][:4], b"mine")
        self.assertTrue(os.path.exists(self.path("out/deep/notes.txt")))

    def test_files_of_others_are_not_written_over(self):
        self.run_statements("out", *TEXT)
        name = self.file_of("OTHER")
        self.write("two/" + name, "mine")
        self.run_refused(REFUSED, "two", *TEXT, says=name)
        os.mkdir(self.path("three"))
        os.mkfifo(self.path("three", name))
        self.run_refused(REFUSED, "three", *TEXT, says=name)
        os.remove(self.path("out", name))
        os.mkfifo(self.path("out", name))
        self.run_refused(REFUSED, "out", *TEXT, says=name)

    def test_one_of_the_same_name_beside_a_run(self):
        self.run_statements("small", *TEXT, "--min-saved", "100")
        self.run_statements("out", *TEXT)
        name = self.file_of("OTHER")
        self.write("small/" + name, "mine")
        self.run_refused(REFUSED, "small", *TEXT, says=name)
        os.remove(self.path("small", name))
        self.run_statements("small", *TEXT)
        self.assertEqual(self.whole("small"), self.whole("out"))

    # ---- what a killed run left ----

    def leave(self, folder, names, last):
        """A run of out that was stopped when these were still aside."""
        os.makedirs(self.path(folder, ASIDE))
        for name in names:
            shutil.copyfile(self.path("out", name),
                            self.path(folder, ASIDE, name))
        shutil.copyfile(self.path("out", "manifest.csv"),
                        self.path(folder, ASIDE, last))

    def test_half_a_run_is_removed(self):
        self.run_statements("out", *TEXT)
        self.leave("half", self.files()[:1], "manifest.part")
        self.run_statements("half", *TEXT)
        self.assertEqual(self.whole("half"), self.whole("out"))

    def test_a_run_that_was_being_put_in_place_is_ended(self):
        self.run_statements("out", *TEXT)
        self.leave("two", self.files()[:2], "manifest.csv")
        for name in self.files()[2:]:
            shutil.copyfile(self.path("out", name), self.path("two", name))
        self.refused(REFUSED, "statement", "run", "2026-Q2", "-o", "two",
                     *TEXT, says="2026-Q3")
        self.assertEqual(self.whole("two"), self.whole("out"))

    def test_stale_files_are_removed_by_the_one_that_ends_it(self):
        self.run_statements("out", *TEXT)
        self.run_statements("two", *TEXT)
        self.write("two/stale.txt", "stale")
        self.write("two/kept.txt", "changed since")
        self.leave("two", [], "manifest.csv")
        digest = hashlib.sha256(b"stale").hexdigest()
        self.write(f"two/{ASIDE}/.stale",
                   f"{digest} stale.txt\n{digest} kept.txt\n")
        self.run_statements("two", *TEXT)
        self.assertEqual(set(self.whole("two")) - set(self.whole("out")),
                         {"kept.txt"})

    def test_what_is_no_staging_of_ours(self):
        os.mkdir(self.path("elsewhere"))
        self.write("elsewhere/precious", "precious")
        os.mkdir(self.path("out"))
        os.symlink("../elsewhere", self.path("out", ASIDE))
        self.run_refused(REFUSED, "out", *TEXT, says=ASIDE)
        os.remove(self.path("out", ASIDE))
        os.makedirs(self.path("out", ASIDE, "deep"))
        self.run_refused(FAILED, "out", *TEXT, says=ASIDE)
        self.assertTrue(os.path.exists(self.path("elsewhere/precious")))

    def test_two_runs_at_once(self):
        os.makedirs(self.path("out", ASIDE))
        held = os.open(self.path("out", ASIDE), os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        self.run_refused(BUSY, "out", *TEXT, says="another run")
        os.close(held)
        self.run_statements("out", *TEXT)

    # ---- disks ----

    def test_a_folder_that_cannot_be_written(self):
        os.mkdir(self.path("out"))
        words = [COURTESY, "statement", "run", "2026-Q3", "-o", "out", *TEXT]
        if os.geteuid() == 0:
            for path in [self.folder, *map(self.path,
                                           os.listdir(self.folder))]:
                os.chown(path, 65534, 65534)
            how = {"user": 65534, "group": 65534, "extra_groups": []}
        else:
            how = {}
        os.chmod(self.path("out"), 0o555)
        went = subprocess.run(words, cwd=self.folder, env=self.environment,
                              capture_output=True, timeout=60, **how)
        os.chmod(self.path("out"), 0o755)
        self.assertEqual(went.returncode, FAILED, went.stderr)
        self.assertIn(b"out: Permission denied", went.stderr)
        self.assertEqual(os.listdir(self.path("out")), [])


class Killed(RunShop):
    """A run that is long enough to be stopped in its midst."""

    ledger = None  # made once

    def setUp(self):
        super().setUp()
        if Killed.ledger is None:
            self.many_clients(2000)
            with open(self.path("courtesy.db"), "rb") as file:
                Killed.ledger = file.read()
        else:
            self.write("courtesy.db", Killed.ledger)

    def start_a_run(self, **options):
        process = self.start("statement", "run", "2026-Q3", "-o", "out",
                             *TEXT, "--jobs", "1", **options)
        aside = self.path("out", ASIDE)
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            if os.path.isdir(aside) and len(os.listdir(aside)) > 100:
                return process
        self.skipTest("the run was over before it could be stopped")

    def test_a_disk_that_is_full(self):
        def small():
            resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
        code, out, err = self.run_it("statement", "run", "2026-Q3", "-o",
                                     "out", *TEXT, preexec_fn=small)
        self.assertEqual((code, out), (FAILED, ""), err)
        self.assertIn("File too large", err)
        self.assertIn("out/", err)
        self.assertFalse(os.path.exists(self.path("out")))

    def test_a_killed_run_is_repeated_as_if_nothing_had_been(self):
        self.run_statements("undisturbed", *TEXT)
        process = self.start_a_run()
        process.kill()
        process.communicate()
        self.assertEqual(os.listdir(self.path("out")), [ASIDE])
        self.run_statements("out", *TEXT)
        self.assertEqual(self.whole("out"), self.whole("undisturbed"))

    def test_an_interrupted_run_leaves_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = self.start_a_run(
                preexec_fn=lambda: signal.signal(number, signal.SIG_DFL))
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
            self.assertEqual((process.returncode, out), (FAILED, b""), err)
            self.assertIn(b"can be repeated", err)
            self.assertFalse(os.path.exists(self.path("out")))

    def test_one_that_is_interrupted_leaves_the_run_that_was_there(self):
        self.run_statements("out", *TEXT)
        before = self.whole("out")
        process = self.start_a_run()
        process.terminate()
        process.communicate(timeout=60)
        self.assertEqual(self.whole("out"), before)

    def test_a_signal_that_is_ignored_stays_ignored(self):
        process = self.start_a_run(
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)


if __name__ == "__main__":
    main()
