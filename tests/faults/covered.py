#!/usr/bin/env python3
"""Every function that the core's headers promise is called by a step.

covered.py HEADERS STEPS...
"""
import pathlib
import re
import sys

# Values: they touch no ledger and allocate nothing. Pages: a library apart.
NOT_OURS = {"base.h", "print.h"}


def promised(folder):
    for path in sorted(pathlib.Path(folder).glob("*.h")):
        if path.name not in NOT_OURS:
            text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
            for found in re.findall(r"CTY_API[^;]*?\b(cty_\w+)\s*\(", text):
                yield path.name, found


def called(paths):
    text = "".join(pathlib.Path(path).read_text() for path in paths)
    calls = set(re.findall(r"\b(cty_\w+)\s*\(", text))
    for noun in re.findall(r"\bWALK\(\s*shop,\s*status,\s*(\w+)", text):
        calls |= {f"cty_{noun}_next", f"cty_{noun}_close"}
    return calls


def main():
    known = called(sys.argv[2:])
    functions = list(promised(sys.argv[1]))
    missing = [(header, name) for header, name in functions
               if name not in known]
    for header, name in missing:
        print(f"{header}: no step calls {name}")
    print(f"{len(functions) - len(missing)} of {len(functions)} functions are "
          "called")
    sys.exit(1 if missing or not functions else 0)


main()
