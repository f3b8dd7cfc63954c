"""What users link and compile against: exports, headers, layouts, and the
installed libraries.
usage: abi.py SOURCE BUILD LIBRARY STATIC PRINT|none SANITIZE CC...

COURTESY_WRITE_LAYOUT=1 writes layout.txt anew: fields may only be added at the
end of structs, and constants never change."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import layout

HERE = pathlib.Path(__file__).resolve().parent
LAYOUT = HERE / "layout.txt"
STRICT = ["-Wall", "-Wextra", "-Werror", "-pedantic"]

HOST_C = """#include <courtesy/courtesy.h>
#include <stdio.h>
#include <string.h>
int
main(void)
{
    cty_ledger_setup setup = CTY_LEDGER_SETUP_INIT;
    cty_ledger *ledger = NULL;
    cty_error err = CTY_ERROR_INIT;

    setup.issuer = "Harbor Printing";
    if (cty_ledger_open_memory(&setup, NULL, &ledger, &err) != CTY_OK) {
        fprintf(stderr, "%s\\n", err.message);
        return 1;
    }
    cty_ledger_close(ledger);
    puts(cty_version());
    return 0;
}
"""

HOST_BUILD = """project('host', 'c', default_options: ['buildtype=plain'])
subproject('courtesy', default_options: [
  'cli=false', 'tests=false', 'default_library=static'])
test('host', executable('host', 'host.c',
                        dependencies: dependency('courtesy')))
"""


class Given:
    """What meson said."""
    source = build = library = static = print = None
    sanitize = "none"
    cc = ["cc"]


def run(command, **how):
    """Standard output; a failure shows all that was said."""
    done = subprocess.run([str(word) for word in command], text=True,
                          capture_output=True, check=False, **how)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout}\n"
                             f"{done.stderr}")
    return done.stdout


def headers():
    return [(path.name, path.read_text()) for path in
            sorted((Given.source / "include/courtesy").glob("*.h"))]


def declared(page=False):
    """The functions that the core's headers, or the page's, promise."""
    text = "\n".join(layout.COMMENT.sub(" ", text) for name, text in headers()
                     if (name == "print.h") == page)
    found = re.findall(r"(?<!define )\bCTY_API\b[^;]*?\b(cty_\w+)\s*\(", text)
    assert len(found) == len(set(found)), "declared twice"
    return set(found)


def exported(library):
    names = run(["nm", "-D", "-P", "--defined-only", library]).splitlines()
    return {line.split()[0].split("@")[0] for line in names
            if line.split()[1] != "A"}


def unlike(ours, theirs, what):
    return [f"{name}: {what}" for name in sorted(ours - theirs)]


def check_exports(exports, promises):
    return unlike(exports, promises, "exported, and in no header") + \
        unlike(promises, exports, "in a header, and not exported")


def check_map(text, node="COURTESY_0", public="cty_*;"):
    """One node, the public prefix, and nothing else."""
    words = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL).split()
    expected = f"{node} {{ global: {public} local: *; }};".split()
    return [] if words == expected else [f"the map says {' '.join(words)}"]


def writable(objects):
    """Objects in sections that a program may write to."""
    said = run(["objdump", "-t", objects])
    return [line.split()[-1] for line in said.splitlines()
            if re.search(r"\sO\s+(\.data|\.bss|\.tdata|\.tbss|\*COM\*)(\.(?!rel"
                         r"\.ro)\S+)?\s", line)]


def strangers(library):
    """Global names of the static library without the house's prefixes."""
    said = run(["nm", "-g", "-P", "--defined-only", library])
    names = {line.split()[0] for line in said.splitlines()
             if len(line.split()) > 1}
    return sorted(name for name in names if not re.match(r"ctyi?_", name))


def compiles(compiler, text, suffix=".c", options=()):
    """What the compiler says of a text; nothing where it is content."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / ("host" + suffix)
        path.write_text(text)
        done = subprocess.run(
            [*compiler, *STRICT, *options, "-I", Given.source / "include",
             "-c", path, "-o", path.with_suffix(".o")],
            text=True, capture_output=True, check=False)
    return done.stderr or ("failed" if done.returncode else "")


def laid_out(pairs):
    """The layouts of headers as the compiler has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "layout.c"
        path.write_text(layout.program(pairs))
        for name, text in pairs:
            target = path.parent / "courtesy" / name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text)
        run([*Given.cc, "-std=c11", "-I", folder, path, "-o",
             path.with_suffix("")])
        return run([path.with_suffix("")])


class Exports(unittest.TestCase):
    def test_exports_are_the_headers_functions(self):
        self.assertGreater(len(declared()), 60)
        self.assertEqual([], check_exports(exported(Given.library),
                                           declared()))

    def test_an_export_too_many_or_too_few_is_seen(self):
        self.assertEqual(["cty_b: exported, and in no header"],
                         check_exports({"cty_a", "cty_b"}, {"cty_a"}))
        self.assertEqual(["cty_b: in a header, and not exported"],
                         check_exports({"cty_a"}, {"cty_a", "cty_b"}))

    def test_the_map_is_one_node_with_the_public_prefix(self):
        text = (Given.source / "lib/courtesy.map").read_text()
        self.assertEqual([], check_map(text))
        self.assertTrue(check_map(text.replace("cty_*", "*")))
        self.assertTrue(check_map(text + "COURTESY_1 { global: ctyi_*; };"))

    def test_the_library_carries_its_number(self):
        said = run(["objdump", "-p", Given.library])
        self.assertRegex(said, r"SONAME\s+libcourtesy\.so\.0\n")

    def test_the_print_library_is_its_header(self):
        if Given.print is None:
            self.skipTest("built without the print library")
        self.assertGreater(len(declared(page=True)), 8)
        self.assertEqual([], check_exports(exported(Given.print),
                                           declared(page=True)))
        text = (Given.source / "lib/print/print.map").read_text()
        self.assertEqual([], check_map(text, "COURTESY_PRINT_0",
                                       "cty_print*; cty_pdf_*;"))
        said = run(["objdump", "-p", Given.print])
        self.assertRegex(said, r"SONAME\s+libcourtesy-print\.so\.0\n")

    def test_the_core_pulls_no_graphics(self):
        said = run(["objdump", "-p", Given.library])
        self.assertNotRegex(said, r"NEEDED\s+lib(cairo|pango|icu|qrencode)")

    def test_the_library_keeps_no_state(self):
        if Given.sanitize != "none":
            self.skipTest("sanitizers keep some")
        self.assertEqual([], writable(Given.static))

    def test_state_and_foreign_names_are_seen(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.c"
            path.write_text("static int kept; int written = 1; const int c = 2;"
                            "int *f(void); int *f(void) { return &kept; }")
            run([*Given.cc, "-fPIC", "-c", path, "-o",
                 path.with_suffix(".o")])
            self.assertEqual({"kept", "written"},
                             set(writable(path.with_suffix(".o"))))
            self.assertEqual(["c", "f", "written"],
                             strangers(path.with_suffix(".o")))

    def test_the_static_library_has_no_foreign_names(self):
        if Given.sanitize != "none":
            self.skipTest("sanitizers add some")
        self.assertEqual([], strangers(Given.static))


class Headers(unittest.TestCase):
    def compilers(self):
        yield [*Given.cc, "-std=c11"], ".c"
        for name in ("clang", "g++", "clang++"):
            found = shutil.which(name)
            if found:
                yield ([found, "-std=c11"], ".c") if name == "clang" else \
                    ([found, "-std=c++11"], ".cc")

    def test_each_header_compiles_alone_in_c_and_c_plus_plus(self):
        for compiler, suffix in self.compilers():
            for name, _ in headers():
                text = f"#include <courtesy/{name}>\n" * 2
                with self.subTest(compiler=compiler, header=name):
                    self.assertEqual("", compiles(compiler, text + "int x;\n",
                                                  suffix))
            with self.subTest(compiler=compiler):
                self.assertTrue(compiles(
                    compiler, "#include <courtesy/base.h>\ncty_lost x;\n",
                    suffix))

    def test_every_struct_starts_from_its_macro(self):
        text = ("#include <courtesy/courtesy.h>\n"
                "#include <courtesy/print.h>\n")
        for _, header in headers():
            for macro in re.findall(r"#define (CTY_\w+_INIT)\b", header):
                kind = macro[:-len("_INIT")].lower()
                text += f"extern {kind} a_{kind};\n{kind} a_{kind} = {macro};\n"
        self.assertGreater(text.count("_INIT"), 20)
        for compiler, suffix in self.compilers():
            with self.subTest(compiler=compiler):
                self.assertEqual("", compiles(
                    compiler, text, suffix,
                    ["-Wno-missing-field-initializers"]))

    def test_layouts_and_constants_are_as_they_were(self):
        if sys.maxsize != 2 ** 63 - 1:
            self.skipTest("layouts are kept for 64-bit machines")
        now = laid_out(headers())
        if os.environ.get("COURTESY_WRITE_LAYOUT"):
            LAYOUT.write_text(now)
        self.maxDiff = None
        self.assertEqual(LAYOUT.read_text().splitlines(), now.splitlines())

    def test_a_changed_layout_is_seen(self):
        pairs = headers()
        before = laid_out(pairs)
        for old, new in (("    int32_t line;\n", "    int64_t line;\n"),
                         ("CTY_E_LEFT = 5,", "CTY_E_LEFT = 25,"),
                         ("    uint8_t day;", "    uint8_t x; uint8_t day;")):
            changed = [(name, text.replace(old, new)) for name, text in pairs]
            self.assertNotEqual(pairs, changed, old)
            self.assertNotEqual(before, laid_out(changed), old)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if Given.sanitize != "none":
            raise unittest.SkipTest("built with a sanitizer")
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        run(["meson", "install", "--no-rebuild", "--quiet", "-C", Given.build],
            env=dict(os.environ, DESTDIR=str(cls.root)))
        found = list(cls.root.rglob("courtesy.pc"))
        cls.pc = found[0] if found else cls.root
        (cls.root / "host.c").write_text(HOST_C)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def config(self, *options):
        return run(["pkg-config", *options, "courtesy"],
                   env=dict(os.environ, PKG_CONFIG_PATH=str(self.pc.parent),
                            PKG_CONFIG_SYSROOT_DIR=str(self.root))).split()

    def test_what_is_installed(self):
        names = {path.name for path in self.root.rglob("*")}
        self.assertLessEqual({name for name, _ in headers()
                              if name != "print.h" or Given.print}, names)
        self.assertLessEqual({"courtesy.pc", "libcourtesy.so",
                              "libcourtesy.so.0", "libcourtesy.a"}, names)
        self.assertEqual([], [name for name in names if "ctyi" in name or
                              name in ("store.h", "engine.h", "sql.h")])

    def test_a_host_builds_with_pkg_config_and_runs(self):
        self.assertEqual(["-lcourtesy"],
                         [word for word in self.config("--libs")
                          if word.startswith("-l")])
        host = self.root / "host"
        run([*Given.cc, "-std=c11", self.root / "host.c", "-o", host,
             *self.config("--cflags", "--libs")])
        version = run([host], env=dict(
            os.environ, LD_LIBRARY_PATH=str(self.pc.parent.parent)))
        self.assertEqual(self.config("--modversion"), version.split())

    def test_a_host_builds_with_the_static_library_and_runs(self):
        host = self.root / "host-static"
        libraries = run(["pkg-config", "--libs", "sqlite3", "uuid",
                         "libmd"]).split()
        run([*Given.cc, "-std=c11", self.root / "host.c", "-o", host,
             *self.config("--cflags"),
             self.pc.parent.parent / "libcourtesy.a", *libraries])
        self.assertEqual(self.config("--modversion"), run([host]).split())

    def test_a_host_that_asks_for_what_is_not_there_does_not_build(self):
        text = HOST_C.replace("cty_version()", '(cty_lost(), "x")').replace(
            "int\nmain", "void cty_lost(void);\nint\nmain")
        (self.root / "lost.c").write_text(text)
        with self.assertRaisesRegex(AssertionError, "cty_lost"):
            run([*Given.cc, self.root / "lost.c", "-o", self.root / "lost",
                 *self.config("--cflags", "--libs")])


class Subproject(unittest.TestCase):
    def test_a_host_builds_with_courtesy_as_a_subproject(self):
        if Given.sanitize != "none":
            self.skipTest("built with a sanitizer")
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "subprojects").mkdir()
            (root / "subprojects/courtesy").symlink_to(Given.source)
            (root / "meson.build").write_text(HOST_BUILD)
            (root / "host.c").write_text(HOST_C)
            run(["meson", "setup", root / "build", root])
            run(["ninja", "-C", root / "build", "host"])
            self.assertRegex(run([root / "build/host"]), r"^\d+\.\d+\.\d+\n$")


def main():
    Given.source, Given.build, Given.library, Given.static = (
        pathlib.Path(word).resolve() for word in sys.argv[1:5])
    Given.print = None if sys.argv[5] == "none" else sys.argv[5]
    Given.sanitize = sys.argv[6]
    Given.cc = sys.argv[7:]
    unittest.main(argv=sys.argv[:1], verbosity=2)


if __name__ == "__main__":
    main()
