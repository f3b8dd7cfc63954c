import os
import resource
import signal
import sqlite3
import subprocess
import time

from shop import BUSY, COURTESY, FAILED, NOT_FOUND, REFUSED, Shop, main


class Mounted:
    """A small disk of its own, where we may mount one."""

    def __init__(self, test, options):
        self.path = test.path("disk")
        os.mkdir(self.path)
        went = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs",
                               self.path], stderr=subprocess.PIPE)
        if went.returncode != 0:
            test.skipTest("no disk can be mounted here: " +
                          went.stderr.decode().strip())
        test.addCleanup(subprocess.run, ["umount", "-l", self.path])

    def remount(self, options):
        return subprocess.run(["mount", "-o", "remount," + options,
                               self.path]).returncode == 0


class LedgerFiles(Shop):
    def test_no_ledger_is_there(self):
        self.refused(NOT_FOUND, "client", "list", says="courtesy.db")
        self.refused(NOT_FOUND, "-f", "no/ledger.db", "client", "list")
        self.refused(NOT_FOUND, "person", "add", "Dana Reyes")
        self.assertEqual(os.listdir(self.folder), [])

    def test_the_ledger_is_a_text_file(self):
        for text in ["not a ledger\n" * 100, ""]:
            self.write("courtesy.db", text)
            self.refused(FAILED, "client", "list", says="courtesy.db")
            self.refused(FAILED, "person", "add", "Dana Reyes")

    def test_the_ledger_is_another_database(self):
        base = sqlite3.connect(self.path("courtesy.db"))
        base.execute("CREATE TABLE t (a)")
        base.commit()
        base.close()
        self.refused(FAILED, "client", "list")
        self.refused(FAILED, "person", "add", "Dana Reyes")

    def test_the_ledger_is_a_folder(self):
        os.mkdir(self.path("courtesy.db"))
        self.refused(FAILED, "client", "list")
        self.refused(FAILED, "person", "add", "Dana Reyes")
        self.refused(REFUSED, "init", "--issuer", "Acme")

    def test_init_never_overwrites(self):
        for text in ["precious\n", ""]:
            path = self.write("courtesy.db", text)
            self.refused(REFUSED, "init", "--issuer", "Acme",
                         says="courtesy.db")
            with open(path) as file:
                self.assertEqual(file.read(), text)
        os.remove(path)
        self.open_shop()
        self.refused(REFUSED, "init", "--issuer", "Acme")

    def test_a_ledger_is_private_or_its_group_s(self):
        self.done("init", "--issuer", "Acme")
        self.done("-f", "shared.db", "init", "--issuer", "Acme", "--shared")
        mode = {name: os.stat(self.path(name)).st_mode & 0o777
                for name in ("courtesy.db", "shared.db")}
        self.assertEqual(mode, {"courtesy.db": 0o600, "shared.db": 0o660})

    def test_a_ledger_that_is_locked_is_busy(self):
        self.open_shop()
        base = sqlite3.connect(self.path("courtesy.db"),
                               isolation_level=None)
        base.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        went, out, err = self.run_it("person", "add", "Kim Ode")
        self.assertEqual((went, out), (BUSY, ""), err)
        self.assertGreater(time.monotonic() - began, 3)
        self.done("person", "list")
        self.assertNotIn("Kim Ode", self.out)
        base.execute("ROLLBACK")
        base.close()
        self.done("person", "add", "Kim Ode")

    def test_a_read_only_disk(self):
        disk = Mounted(self, "size=8m")
        ledger = os.path.join(disk.path, "courtesy.db")
        self.done("-f", ledger, "init", "--issuer", "Acme")
        if not disk.remount("ro"):
            self.skipTest("the disk cannot be made read-only")
        went, out, err = self.run_it("-f", ledger, "person", "add", "D")
        self.assertEqual((went, out), (FAILED, ""), err)
        self.assertIn("courtesy: ", err)
        self.assertEqual(os.listdir(disk.path), ["courtesy.db"])

    def test_a_full_disk(self):
        disk = Mounted(self, "size=1m")
        ledger = os.path.join(disk.path, "courtesy.db")
        self.done("-f", ledger, "init", "--issuer", "Acme")
        with open(os.path.join(disk.path, "filler"), "wb",
                  buffering=0) as filler:
            try:
                while filler.write(bytes(4096)):
                    pass
            except OSError:
                pass
        went, out, err = self.run_it("-f", ledger, "person", "add", "D" * 700)
        self.assertEqual((went, out), (FAILED, ""), err)
        self.assertIn("courtesy: ", err)
        os.remove(os.path.join(disk.path, "filler"))
        self.done("-f", ledger, "check")
        self.assertEqual(self.rows("-f", ledger, "person", "list"), [])

    def test_a_file_that_may_not_grow(self):
        self.open_shop()
        before = self.contents()
        size = os.path.getsize(self.path("courtesy.db"))

        def no_more():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        self.assertGreater(size, 4096)
        went = subprocess.run(
            [COURTESY, "person", "add", "Kim Ode"], cwd=self.folder,
            env=self.environment, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, preexec_fn=no_more)
        self.assertEqual((went.returncode, went.stdout), (FAILED, b""),
                         went.stderr)
        self.assertIn(b"courtesy: ", went.stderr)
        self.assertEqual(self.contents(), before)
        self.done("check")


if __name__ == "__main__":
    main()
