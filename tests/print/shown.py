"""The pages that the tests look at, and how figures are read on them."""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

def written(pages, folder):
    """Write the pages into a folder; answers their names."""
    folder = pathlib.Path(folder)
    subprocess.run([pages, folder], check=True, timeout=120)
    return sorted(path.stem for path in folder.glob("*.html"))


def minor_of(figure):
    """Minor units, whatever a language sets between the digits and around."""
    digits = "".join(str(unicodedata.digit(letter)) for letter in figure
                     if letter.isdigit())
    if not digits:
        return None
    below = re.search("[-\u2212]", figure)
    return -int(digits) if below else int(digits)


def statement_of(folder, name):
    text = (pathlib.Path(folder) / f"{name}.json").read_text("utf-8")
    return json.loads(text)


def totals_of(statement):
    """Before, net and saved."""
    return [minor_of(statement["totals"][name])
            for name in ("before", "net", "saved")]


def program():
    """The one that writes the pages, off the command line."""
    return pathlib.Path(sys.argv.pop(1)).resolve()
