#!/usr/bin/env python3
"""Turn a style sheet into C, without its comments and what is not needed.

usage: html_css.py SHEET OUTPUT"""
import pathlib
import re
import sys


def squeeze(sheet):
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    sheet = re.sub(r"\s+", " ", sheet)
    sheet = re.sub(r" ?([{};,>]) ?", r"\1", sheet)
    sheet = re.sub(r"([\w-]): ", r"\1:", sheet)
    return sheet.replace("}", "}\n").replace("\n}", "}").strip() + "\n"


def to_c(sheet):
    escaped = sheet.replace("\\", r"\\").replace('"', r"\"")
    lines = "\n".join(f'    "{line}\\n"' for line in escaped.splitlines())
    return ("/* Made from html.css; not edited. */\n"
            '#include "print/html.h"\n\n'
            f"const char ctyi_html_css[] =\n{lines};\n"
            "const size_t ctyi_html_css_size = sizeof(ctyi_html_css) - 1;\n")


def main():
    sheet, output = map(pathlib.Path, sys.argv[1:])
    output.write_text(to_c(squeeze(sheet.read_text(encoding="utf-8"))),
                      encoding="utf-8")


if __name__ == "__main__":
    main()
