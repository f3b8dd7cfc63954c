import os
import struct
import time
import zlib

from shop import NOT_FOUND, USAGE, Shop, main

MOST = 1024 * 1024


def png(width=3, height=2, filler=0, rows=None):
    """A PNG of one colour, filler bytes larger than it needs to be; rows:
    of these instead."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))

    if rows is None:
        rows = (b"\0" + b"\x0b\x66\x50" * width) * height
    spare = chunk(b"spAr", b"x" * (filler - 12)) if filler else b""
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0,
                                         0, 0))
            + spare + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


class Issuer(Shop):
    def setUp(self):
        super().setUp()
        self.open_shop()

    def shown(self):
        return self.rows("issuer", "show")[0]

    def test_a_new_ledger_s_issuer_is_its_name(self):
        row = self.shown()
        self.assertEqual(
            list(row),
            ["name", "address", "country", "email", "phone", "legal",
             "language", "accent", "note", "signer", "signer_title",
             "signer_phone", "amounts", "logo"])
        self.assertEqual(row.pop("name"), "Acme Joinery")
        self.assertEqual(set(row.values()), {""})
        self.done("issuer", "show")
        self.assertEqual(self.out, "name            Acme Joinery\n")

    def test_what_is_set_is_shown_in_each_format(self):
        given = {
            "name": "Millrace Print", "country": "US",
            "email": "desk@millrace.example", "phone": "503 555 0142",
            "legal": "Registered in Oregon, 1234", "language": "en-US",
            "accent": "#0B6650", "note": "Thank you.", "signer": "Dana Reyes",
            "signer_title": "Owner", "signer_phone": "503 555 0143",
            "amounts": "gross"}
        words = [word for name, value in given.items()
                 for word in ("--" + name.replace("_", "-"), value)]
        self.done("issuer", "set", *words, "--address", "Mill Lane 3",
                  "--address", "Astoria, OR 97103")
        self.assertIn("changed the issuer", self.said)
        expected = {**given, "address": "Mill Lane 3\nAstoria, OR 97103",
                    "logo": ""}
        self.assertEqual(self.shown(), expected)
        self.assertEqual(self.objects("issuer", "show"), [expected])
        self.done("issuer", "show")
        self.assertIn("address         Mill Lane 3, Astoria, OR 97103\n",
                      self.out)
        self.assertIn("signer phone    503 555 0143\n", self.out)

    def test_what_is_not_named_stays_and_an_empty_text_empties(self):
        self.done("issuer", "set", "--phone", "1", "--note", "Thanks",
                  "--address", "One", "--amounts", "net")
        self.done("issuer", "set", "--note", "", "--address", "")
        row = self.shown()
        self.assertEqual((row["phone"], row["note"], row["address"],
                          row["amounts"]), ("1", "", "", "net"))

    def test_statements_bear_the_new_name(self):
        self.bill()
        self.credit("--amount", "3000")
        self.done("issuer", "set", "--name", "Millrace Print")
        self.done("statement", "show", "HARBOR", "2026-Q3")
        self.assertIn("Millrace Print", self.out)
        self.assertNotIn("Acme", self.out)
        self.done("check")

    def test_a_dry_run_changes_nothing(self):
        before = self.contents()
        self.done("issuer", "set", "--name", "Other", "--dry-run")
        self.assertIn("nothing was written", self.said)
        self.assertEqual(self.contents(), before)
        self.refused(USAGE, "issuer", "set", "--accent", "#FFFFFF",
                     "--dry-run", says="contrast")

    def test_what_is_wrong_is_said(self):
        for words, says in [
                ([], "nothing to change is named"),
                (["--name", ""], "name is empty"),
                (["--amounts", "both"], '"both" is not net or gross'),
                (["--language", "German"], '"German"'),
                (["--accent", "green"], "write # and 6 hex digits"),
                (["--accent", "#777777"],
                 "contrast to white of 4.48, and 4.5 is needed"),
                (["--accent", "#777777"], "choose a darker colour"),
                (["--address", "a\nb"], "an --address of its own"),
                (["--address", "a\rb"], "an --address of its own"),
                (["--address", "a", "--address", "", "--address", "b"],
                 "line 2 of address is blank"),
                (["--address", "a"] * 5, "more than 4 lines"),
                (["--note", "a\tb"], "control character"),
                (["--note", "x" * 4001], "longer than 4000"),
                (["--note", "a", "--note", "b"], "given twice")]:
            self.refused(USAGE, "issuer", "set", *words, says=says)

    # ---- the logo ----

    def test_a_logo_is_kept_shown_and_dropped(self):
        self.write("logo.png", png(400, 120, 12000))
        size = os.path.getsize(self.path("logo.png"))
        self.done("issuer", "set", "--logo", "logo.png")
        told = f"PNG, 400 x 120, {size:,} bytes"
        self.assertEqual(self.shown()["logo"], told)
        self.done("issuer", "set", "--note", "Thanks")
        self.assertEqual(self.shown()["logo"], told)
        self.refused(USAGE, "issuer", "set", "--logo", "logo.png",
                     "--no-logo", says="not both")
        self.done("issuer", "set", "--no-logo")
        self.assertEqual(self.shown()["logo"], "")

    def test_a_logo_of_a_mebibyte_is_taken_and_one_byte_more_is_not(self):
        room = MOST - len(png())
        self.write("most.png", png(filler=room))
        self.write("more.png", png(filler=room + 1))
        self.done("issuer", "set", "--logo", "most.png")
        self.assertEqual(self.shown()["logo"], "PNG, 3 x 2, 1,048,576 bytes")
        self.refused(USAGE, "issuer", "set", "--logo", "more.png",
                     says=["more.png: ", "larger than 1048576 bytes"])

    def test_a_file_that_is_no_logo_is_named(self):
        self.write("photo.jpg", b"\xff\xd8\xff\xe0")
        self.write("empty.png", b"")
        self.write("cut.png", png()[:-1])
        self.write("wide.png", png(2049, 1))
        for name, says in [("photo.jpg", "no PNG"), ("empty.png", "no PNG"),
                           ("cut.png", "cut short or damaged"),
                           ("wide.png", "2049 x 1 pixels")]:
            self.refused(USAGE, "issuer", "set", "--logo", name,
                         says=[name + ": ", says])
        self.refused(NOT_FOUND, "issuer", "set", "--logo", "nowhere.png",
                     says="nowhere.png: ")

    def test_a_logo_that_cannot_be_drawn_is_refused(self):
        self.done("issuer", "set", "--logo", self.write("old.png", png()))
        self.write("short.png", png(100, 100, rows=b"\0" * 100))
        _, _, err = self.run_it("statement", "show", "X", "--format", "html")
        if "print library" in err:
            self.skipTest("the print library is not built in")
        self.refused(USAGE, "issuer", "set", "--logo", "short.png",
                     says=["short.png: ", "cut short or damaged"])
        self.assertEqual(self.shown()["logo"][:10], "PNG, 3 x 2")

    def test_what_is_no_file_does_not_hang(self):
        os.mkfifo(self.path("pipe"))
        os.mkdir(self.path("folder"))
        began = time.monotonic()
        for name in ["pipe", "folder", "/dev/zero"]:
            self.refused(USAGE, "issuer", "set", "--logo", name,
                         says=name + ": ")
        self.assertLess(time.monotonic() - began, 20)


if __name__ == "__main__":
    main()
