#!/usr/bin/env python3
"""Turn the languages' sentences into C.

usage: words.py header|source OUTPUT FILE|FOLDER...

A file of words/ is a language: lines of "key = message", in ICU's
MessageFormat with arguments {0}, {1}, plurals and selects. en.txt says which
keys there are, in which order, and with which arguments. What OUTPUT was made
from goes to OUTPUT.d, so that a new file is a new language without ado."""
import pathlib
import re
import sys

ENGLISH = "en"
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}
MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")

HEADER = """\
/* Made from words/; not edited. */
#ifndef CTYI_PRINT_WORDS_H
#define CTYI_PRINT_WORDS_H

#include <stdint.h>

enum ctyi_words {
%(keys)s
    CTYI_WORDS_COUNT
};

/*
 * A message is a list of pieces. Behind a plural or select stand its branches,
 * behind a branch its pieces; size says how many pieces that are in all. The
 * branch to take is the first that fits; the last one always does.
 */
enum ctyi_phrase_kind {
    CTYI_PIECE_END,
    CTYI_PIECE_TEXT,
    CTYI_PIECE_ARGUMENT,
    CTYI_PIECE_PLURAL,
    CTYI_PIECE_SELECT,
    CTYI_PIECE_BRANCH
};

struct ctyi_phrase {
    uint8_t kind;
    uint8_t argument;
    uint16_t size;
    const char *text; /* or what a branch is for: "=1", "few" */
};

struct ctyi_language {
    const char *name; /* "de" */
    const struct ctyi_phrase *const *messages;
};

enum { CTYI_LANGUAGE_COUNT = %(languages)d };
extern const struct ctyi_language ctyi_languages[CTYI_LANGUAGE_COUNT];

#endif
"""


class Fault(Exception):
    """What is wrong with a message, without its place."""


# ---- reading a message --------------------------------------------------


class Reader:
    """A message as a list of pieces: (kind, argument, text or branches)."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.arguments = {}

    def whole(self):
        pieces = self.pieces(None)
        if self.at < len(self.text):
            raise Fault("a } without its {")
        return pieces

    def pieces(self, counted):
        """Up to the brace that closes; counted is the plural's argument."""
        found, literal = [], ""
        while self.at < len(self.text) and self.text[self.at] != "}":
            char = self.text[self.at]
            if char == "{" or char == "#" and counted is not None:
                if literal:
                    found.append(("TEXT", 0, literal))
                literal = ""
                found.append(self.argument() if char == "{"
                             else ("ARGUMENT", counted, None))
                self.at += char == "#"
            elif char == "'":
                literal += self.quoted(counted)
            else:
                literal += char
                self.at += 1
        if literal:
            found.append(("TEXT", 0, literal))
        return found

    def quoted(self, counted):
        """'' is an apostrophe; '{' quotes up to the next one."""
        after = self.text[self.at + 1:self.at + 2]
        if after == "'":
            self.at += 2
            return "'"
        if after not in ("{", "}", "|") and not (after == "#" and
                                                 counted is not None):
            self.at += 1
            return "'"
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise Fault("a quote that does not end")
        quoted = self.text[self.at + 1:end]
        self.at = end + 1
        return quoted

    def take(self, pattern, what):
        match = re.compile(pattern).match(self.text, self.at)
        if match is None:
            raise Fault(f"{what} expected at \"{self.text[self.at:][:20]}\"")
        self.at = match.end()
        return match.group(1)

    def argument(self):
        number = int(self.take(r"\{\s*(\d)\s*(?=[,}])", "an argument"))
        if self.text[self.at] == "}":
            self.at += 1
            self.arguments.setdefault(number, "text")
            return ("ARGUMENT", number, None)
        kind = self.take(r",\s*(plural|select)\s*,", "plural or select")
        self.arguments[number] = kind
        return (kind.upper(), number, self.branches(kind, number))

    def branches(self, kind, number):
        found = {}
        while True:
            self.take(r"(\s*)", "")
            if self.text.startswith("}", self.at):
                break
            name = self.take(r"(=?\w+)\s*\{", "a branch")
            if name in found:
                raise Fault(f"{name} comes twice")
            if kind == "plural" and name not in CATEGORIES and \
                    not re.fullmatch(r"=\d+", name):
                raise Fault(f"{name} is no plural form")
            found[name] = self.pieces(number if kind == "plural" else None)
            self.take(r"(\})", "a }")
        self.at += 1
        if "other" not in found:
            raise Fault(f"the {kind} of {{{number}}} has no branch other")
        return sorted(found.items(),
                      key=lambda branch: (branch[0] == "other",
                                          branch[0][0] != "="))


def flat(pieces):
    """The pieces as C has them: (kind, argument, size, text)."""
    for kind, argument, rest in pieces:
        if kind == "TEXT" or kind == "ARGUMENT":
            yield kind, argument, 0, rest
            continue
        inner = []
        for name, branch in rest:
            within = list(flat(branch))
            inner += [("BRANCH", 0, len(within), name), *within]
        yield kind, argument, len(inner), None
        yield from inner


# ---- reading the files --------------------------------------------------


def messages(path):
    """key: (line number, text), of a language's file."""
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = re.fullmatch(r"([a-z][a-z0-9_]*) = (\S(?:.*\S)?)", line)
        if match is None:
            sys.exit(f"{path}:{number}: no \"key = message\"")
        if match.group(1) in found:
            sys.exit(f"{path}:{number}: {match.group(1)} is there already, in "
                     f"line {found[match.group(1)][0]}")
        if MARKS.search(line):
            sys.exit(f"{path}:{number}: a direction mark: they are set where "
                     "they are needed")
        found[match.group(1)] = number, match.group(2)
    return found


def read(path):
    """key: (line number, pieces, arguments)."""
    found = {}
    for key, (number, text) in messages(path).items():
        reader = Reader(text)
        try:
            found[key] = number, reader.whole(), reader.arguments
        except Fault as fault:
            sys.exit(f"{path}:{number}: {key}: {fault}")
    return found


def told(arguments):
    return ", ".join(f"{{{number}}} {kind}" for number, kind
                     in sorted(arguments.items())) or "none"


def compare(path, language, english):
    for key, (number, _, arguments) in language.items():
        if key not in english:
            sys.exit(f"{path}:{number}: {key} is not in {ENGLISH}.txt")
        expected = english[key][2]
        # A language may do without a plural, or need one of its own.
        if arguments.keys() != expected.keys():
            sys.exit(f"{path}:{number}: {key} has the arguments "
                     f"{told(arguments)}; {ENGLISH}.txt has {told(expected)}")
    missing = [key for key in english if key not in language]
    if missing:
        sys.exit(f"{path}:{len(path.read_text('utf-8').splitlines())}: "
                 f"{', '.join(missing)} missing")


def languages(paths):
    found = {path.stem: (path, read(path)) for path in sorted(paths)}
    if ENGLISH not in found:
        sys.exit(f"{ENGLISH}.txt is missing")
    for path, language in found.values():
        compare(path, language, found[ENGLISH][1])
    return {name: language for name, (_, language) in found.items()}


# ---- writing C ----------------------------------------------------------


def literal(text):
    if text is None:
        return "0"
    escaped = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\?'
                      else f"\\{byte:03o}" for byte in text.encode())
    return f'"{escaped}"'


def header(found):
    keys = "\n".join(f"    CTYI_WORDS_{key.upper()}," for key in
                     found[ENGLISH])
    return HEADER % {"keys": keys, "languages": len(found)}


def source(found):
    out = ["/* Made from words/; not edited. */", '#include "print/words.h"']
    for name, language in found.items():
        for key in found[ENGLISH]:
            out += ["", f"static const struct ctyi_phrase {name}_{key}[] = {{"]
            out += [f"    {{CTYI_PIECE_{kind}, {argument}, {size}, "
                    f"{literal(text)}}},"
                    for kind, argument, size, text in flat(language[key][1])]
            out += ["    {CTYI_PIECE_END, 0, 0, 0}};"]
        out += ["", "static const struct ctyi_phrase *const "
                f"{name}_messages[CTYI_WORDS_COUNT] = {{"]
        out += [f"    {name}_{key}," for key in found[ENGLISH]]
        out += ["};"]
    out += ["", "const struct ctyi_language "
            "ctyi_languages[CTYI_LANGUAGE_COUNT] = {"]
    out += [f'    {{"{name}", {name}_messages}},' for name in found]
    out += ["};", ""]
    return "\n".join(out)


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("header", "source"):
        sys.exit(__doc__)
    output = pathlib.Path(sys.argv[2])
    given = [pathlib.Path(name) for name in sys.argv[3:]]
    paths = {path for one in given for path in
             (one.glob("*.txt") if one.is_dir() else [one])}
    write = header if sys.argv[1] == "header" else source
    output.write_text(write(languages(paths)), "utf-8")
    made_from = " ".join(str(path).replace(" ", "\\ ")
                         for path in [*given, *sorted(paths)])
    pathlib.Path(f"{output}.d").write_text(f"{output}: {made_from}\n", "utf-8")


main()
