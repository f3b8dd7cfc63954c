"""The program in README.md, and what README.md says that it prints.

readme.py extract README PROGRAM
    write README's C block to PROGRAM
readme.py run README EXECUTABLE
    run it in an empty folder and compare what it prints with the text block
readme.py install README BUILD PROGRAM CC...
    install the library, compile and link PROGRAM as README says, and run it
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def block(readme, language):
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)
    if len(blocks) != 1:
        sys.exit(f"{readme}: {len(blocks)} blocks of {language}, expected one")
    return blocks[0]


def extract(readme, program):
    pathlib.Path(program).write_text(block(readme, "c"), encoding="utf-8")


def run(readme, executable, environment=None):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([executable], cwd=folder, env=environment,
                              capture_output=True, text=True, check=False)
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}, expected 0")
    says = block(readme, "text")
    if done.stdout != says:
        sys.exit(f"it prints {done.stdout!r}, and {readme} says {says!r}")


def linking_line(readme, program, executable, compiler):
    """README's own line, with our names and compiler."""
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    line = re.search(r"^    cc shop\.c (.*) -o shop$", text, re.M)
    if line is None:
        sys.exit(f"{readme}: no line that compiles shop.c")
    return f"{' '.join(compiler)} {program} {line[1]} -o {executable}"


def install(readme, build, program, *compiler):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["meson", "install", "-C", build, "--no-rebuild",
                        "--quiet", "--destdir", folder], check=True)
        pc = next(pathlib.Path(folder).rglob("courtesy.pc"))
        executable = pathlib.Path(folder) / "shop"
        environment = os.environ | {
            "PKG_CONFIG_PATH": str(pc.parent),
            "PKG_CONFIG_SYSROOT_DIR": folder,
            "LD_LIBRARY_PATH": str(pc.parent.parent)}
        line = linking_line(readme, program, executable, compiler)
        subprocess.run(line, shell=True, check=True, env=environment)
        run(readme, executable, environment)


VERBS = {"extract": extract, "run": run, "install": install}
VERBS[sys.argv[1]](*sys.argv[2:])
