"""Turns the page for staff, index.html, into C.

index.py INDEX.HTML OUTPUT.H

The page is cut at its holes, {{name}}, which the run fills; those for the
digests of its own style and script, without which no browser obeys either, are
filled here."""
import base64
import hashlib
import pathlib
import re
import sys

HOLE = re.compile(r"\{\{(\w+)\}\}")


def digest_of(page, element):
    content = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)[1]
    if HOLE.search(content):
        raise SystemExit(f"a hole in the {element}: its digest would be wrong")
    digest = hashlib.sha256(content.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


def quoted(text):
    """A C text; what is not ASCII is escaped, three digits each."""
    def letter(byte):
        if byte in b'"\\':
            return "\\" + chr(byte)
        return chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}"
    return '"' + "".join(map(letter, text.encode())) + '"'


def pieces_of(page):
    """Lines, and the holes between them."""
    for number, part in enumerate(HOLE.split(page)):
        if number % 2 == 1:
            yield "HOLE_" + part.upper(), ""
        else:
            for line in part.splitlines(keepends=True):
                yield "HOLE_NONE", line


def main(source, target):
    page = pathlib.Path(source).read_text(encoding="utf-8")
    for element in ("style", "script"):
        page = page.replace(f"{{{{{element}_hash}}}}", digest_of(page, element))
    pieces = list(pieces_of(page))
    names = ["HOLE_NONE"] + sorted({name for name, _ in pieces} -
                                   {"HOLE_NONE"})
    lines = ["enum index_hole {" + ", ".join(names) + "};",
             "static const struct index_piece {", "    enum index_hole hole;",
             "    const char *text;", "} index_page[] = {"]
    lines += [f"    {{{name}, {quoted(text)}}}," for name, text in pieces]
    pathlib.Path(target).write_text("\n".join([*lines, "};", ""]),
                                    encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
