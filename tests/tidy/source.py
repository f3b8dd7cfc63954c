"""Reading the sources: a file's code without comments and texts, its includes
and its functions; SQL statements; headers' promises."""
import ast
import pathlib
import re
import statistics
import unicodedata

KINDS = {".c", ".h", ".sql", ".py"}
PLACES = ("include", "lib", "cli", "bindings", "tests", "tools")

C_TOKEN = re.compile(
    r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""",
    re.DOTALL)
SQL_TOKEN = re.compile(r"--[^\n]*|'(?:''|[^'])*'", re.DOTALL)


def read_tree(root):
    """The house's files, by their path from root."""
    files = {}
    for place in PLACES:
        for path in sorted((root / place).rglob("*")):
            name = path.relative_to(root)
            if path.suffix in KINDS and path.is_file() and not any(
                    part.startswith(".") or part == "node_modules"
                    for part in name.parts):
                files[name.as_posix()] = path.read_text(encoding="utf-8")
    return files


def room_of(path):
    """lib/base, include, cli, tests/abi: the folder with rules of its own."""
    parts = pathlib.PurePosixPath(path).parts
    return "/".join(parts[:2]) if parts[0] in ("lib", "tests", "bindings") \
        else parts[0]


def is_c(path):
    return path.endswith((".c", ".h"))


def _blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def _keep_quotes(match):
    text = match.group()
    if text.startswith("/"):
        return _blank(match)
    return text[0] + " " * (len(text) - 2) + text[-1]


def code_of(text):
    """C without its comments and what is in its texts; lines stay."""
    return C_TOKEN.sub(_keep_quotes, text)


def texts_of(text):
    """The texts of C: pairs of line number and content."""
    for match in C_TOKEN.finditer(text):
        if match.group().startswith('"'):
            yield text.count("\n", 0, match.start()) + 1, match.group()[1:-1]


def sql_of(text):
    """SQL without its comments and what is in its texts; lines stay."""
    return SQL_TOKEN.sub(
        lambda m: _blank(m) if m.group().startswith("-") else
        "'" + re.sub(r"[^\n]", " ", m.group()[1:-1]) + "'", text)


def sql_statements(text):
    """Pairs of line number and statement without comments and texts."""
    sql = sql_of(text)
    starts = [m.start() for m in re.finditer(r"^-- name: ", text, re.M)]
    for start, end in zip(starts, starts[1:] + [len(text)]):
        yield text.count("\n", 0, start) + 1, sql[start:end]


def includes_of(text):
    """Triples of line number, "<" or '"', and what is included."""
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1), match.group(2)


def words_of(text):
    """Pairs of line number and word of the code, but for the kind of format
    that an attribute names."""
    code = re.sub(r"\bformat\s*\(\s*\w+\s*,", "format(,", code_of(text))
    for number, line in enumerate(code.splitlines(), 1):
        for match in re.finditer(r"[A-Za-z_]\w*", line):
            yield number, match.group()


def c_functions(text):
    """Triples of the first line's number, that line, and how many lines, of
    what has its opening brace in the first column."""
    lines = code_of(text).splitlines()
    for number, line in enumerate(lines):
        if line.rstrip() != "{":
            continue
        first = number - 1
        while first > 0 and (not lines[first].strip() or
                             lines[first][0] in " \t)"):
            first -= 1
        last = number
        while last < len(lines) - 1 and lines[last].rstrip() != "}":
            last += 1
        yield first + 1, lines[first], last - first + 1


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.name, node.end_lineno - node.lineno + 1


def functions_of(path, text):
    if is_c(path):
        return list(c_functions(text))
    return list(python_functions(text)) if path.endswith(".py") else []


def width(line):
    """How many columns a terminal needs for it."""
    return sum(0 if unicodedata.combining(char) else
               2 if unicodedata.east_asian_width(char) in "WF" else 1
               for char in line)


def statuses_of(header):
    """The names of cty_status's values."""
    return set(re.findall(r"^\s+(CTY_(?:OK|E_[A-Z_]+)) = ", header, re.M))


def promises_of(header):
    """Each function of a header: its name, declaration, line number and the
    comment it shares with those declared right after it."""
    comment = ""
    pieces = re.compile(r"/\*\*.*?\*/|CTY_API\b[^;]*;|\btypedef\b[^;{]*[;{]",
                        re.DOTALL)
    for match in pieces.finditer(header):
        piece = match.group()
        if piece.startswith("/**"):
            comment = piece
        elif piece.startswith("CTY_API"):
            declared = " ".join(piece.split())
            name = re.search(r"\b(cty_\w+)\s*\(", declared)
            if name:
                yield (name.group(1), declared,
                       header.count("\n", 0, match.start()) + 1, comment)
        else:
            comment = ""


def summary(numbers):
    """Median, ninth of ten and longest."""
    numbers = sorted(numbers)
    if not numbers:
        return "none"
    return (f"median {statistics.median(numbers):g}, p90 "
            f"{numbers[len(numbers) * 9 // 10]}, longest {numbers[-1]}")
